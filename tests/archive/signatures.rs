//! Signatures: who vouches for a version, and what speaks against it.

use std::slice::from_ref;
use std::sync::OnceLock;

use minisign::KeyPair;
use pressdoc::archive::{Archive, Folder, PublicKey, Readers, SecretKey, Signing, VersionNumber, Worth, verify};
use pressdoc::error::Error;
use tempfile::TempDir;

use super::mutations::Ground;
use super::{THREE, archive_with, assert_flawless, id, told, version};

/// The key of the office, and that of somebody else, as the library makes them.
fn pairs() -> &'static [KeyPair; 2] {
    static PAIRS: OnceLock<[KeyPair; 2]> = OnceLock::new();
    PAIRS.get_or_init(|| [(); 2].map(|()| KeyPair::generate_unencrypted_keypair().expect("keys")))
}

/// The text of a secret key file.
pub fn secret_text(number: usize) -> String {
    pairs()[number].sk.to_box(None).expect("a key").into_string()
}

/// The text of a public key file.
pub fn public_text(number: usize) -> String {
    pairs()[number].pk.to_box().expect("a key").into()
}

/// The secret key of the office.
pub fn secret_key() -> SecretKey {
    SecretKey::read(&secret_text(0), None).expect("a key")
}

fn other_secret_key() -> SecretKey {
    SecretKey::read(&secret_text(1), None).expect("a key")
}

fn public_keys() -> [PublicKey; 2] {
    [0, 1].map(|number| PublicKey::read(&public_text(number)).expect("a key"))
}

/// A signature of the first version of a sound object.
pub fn signature(ground: &Ground) -> String {
    let copy = Ground::new(1);
    assert_eq!(
        std::fs::read(copy.object.join("v1/inventory.json")).expect("an inventory"),
        std::fs::read(ground.object.join("v1/inventory.json")).expect("an inventory"),
    );
    let archive = Archive::open(&copy.root).expect("an archive");
    archive.sign(&id(), None, &secret_key(), noon(), Readers::Anybody).expect("a signature");
    std::fs::read_to_string(copy.object.join("logs/v1.inventory.json.minisig")).expect("a signature")
}

/// A signature of the first version as `minisign -S` makes one.
pub fn foreign_signature(ground: &Ground) -> String {
    let text = std::fs::read(ground.object.join("v1/inventory.json")).expect("an inventory");
    let comment = Some("timestamp:1764162000\tfile:inventory.json\thashed");
    minisign::sign(None, &pairs()[0].sk, text.as_slice(), comment, None).expect("a signature").into_string()
}

fn noon() -> jiff::Timestamp {
    "2026-11-27T12:00:00Z".parse().expect("a time")
}

fn v(number: u32) -> VersionNumber {
    VersionNumber::new(number).expect("a version")
}

/// An archive with two versions, the first so many of them signed by the office.
fn signed(versions: u32) -> (TempDir, Archive) {
    let (folder, archive) = archive_with(2);
    for number in 1..=versions {
        let done = archive.sign(&id(), Some(v(number)), &secret_key(), noon(), Readers::Anybody).expect("a signature");
        assert_eq!(done, Signing::Signed(v(number)));
    }
    (folder, archive)
}

fn worth(archive: &Archive, version: u32, keys: &[PublicKey]) -> Vec<Worth> {
    let found = archive.signatures(&id(), Some(v(version)), keys).expect("signatures");
    found.into_iter().map(|(_, worth)| worth).collect()
}

/// What verification says when these keys are given.
fn asked(archive: &Archive, keys: &[PublicKey]) -> String {
    let root = verify::root(archive.store());
    let mut findings = Vec::new();
    verify::together(archive.store(), Some(&root), &root.objects, keys, 2, &mut |told| {
        if let verify::Told::Object(_, _, mut found) = told {
            findings.append(&mut found);
        }
    });
    told(&findings)
}

fn message_of<T>(result: Result<T, Error>) -> String {
    match result {
        Ok(_) => panic!("an error was expected"),
        Err(error) => format!("{error}\n{}", error.help().expect("a way out")),
    }
}

#[test]
fn a_version_is_signed_once_and_stays_as_it_was() {
    let (folder, archive) = signed(2);
    assert_flawless(&Folder::new(folder.path().join("archive")));
    let before = super::files_below(&folder.path().join("archive"));
    let again =
        archive.sign(&id(), None, &secret_key(), "2027-01-01T00:00:00Z".parse().expect("a time"), Readers::Anybody);
    assert_eq!(again.expect("an answer"), Signing::Unchanged(v(2)));
    assert_eq!(super::files_below(&folder.path().join("archive")), before);

    let [office, other] = public_keys();
    assert_eq!(worth(&archive, 1, &[other.clone(), office.clone()]), [Worth::Good]);
    assert_eq!(worth(&archive, 2, &[other]), [Worth::OtherKey]);
    let (signature, _) = archive.signatures(&id(), None, &[]).expect("signatures").remove(0);
    let about = signature.about.expect("a comment");
    assert_eq!((about.object.as_str(), about.version.as_str()), (super::ID, "v2"));
    assert_eq!(about.signed, "2026-11-27T12:00:00Z");
    assert_eq!(signature.key, office.id);
    assert!(signature.path.ends_with("/logs/v2.inventory.json.minisig"), "{}", signature.path);
}

#[test]
fn the_newest_signature_speaks_for_the_versions_before_it() {
    let [office, other] = public_keys();
    let (_folder, archive) = signed(2);
    assert_eq!(asked(&archive, from_ref(&office)), "");
    assert_eq!(asked(&archive, &[other.clone(), office.clone()]), "");
    let told = asked(&archive, from_ref(&other));
    assert!(told.starts_with("error[P008] ") && told.contains("signed by another key: "), "{told}");
    assert!(told.contains("/logs/v2.inventory.json.minisig: `v2`, the newest version, "), "{told}");

    archive.add(&id(), &version(3, THREE[2])).expect("a version");
    let told = asked(&archive, from_ref(&office));
    assert!(told.contains("`v3`, the newest version, has no signature of the keys given"), "{told}");
    archive.sign(&id(), None, &secret_key(), noon(), Readers::Anybody).expect("a signature");
    assert_eq!(asked(&archive, &[office]), "");

    let (_folder, archive) = archive_with(2);
    let told = asked(&archive, &[other]);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.starts_with("error[P008] "), "{told}");
}

#[test]
fn two_keys_have_two_signatures() {
    let (folder, archive) = signed(2);
    archive.sign(&id(), None, &other_secret_key(), noon(), Readers::Anybody).expect("a signature");
    let [office, other] = public_keys();
    let again = archive.sign(&id(), None, &other_secret_key(), noon(), Readers::Anybody).expect("an answer");
    assert_eq!(again, Signing::Unchanged(v(2)));
    assert_eq!(
        archive.sign(&id(), None, &secret_key(), noon(), Readers::Anybody).expect("an answer"),
        Signing::Unchanged(v(2))
    );
    assert_eq!(worth(&archive, 2, from_ref(&office)), [Worth::OtherKey, Worth::Good]);
    assert_flawless(&Folder::new(folder.path().join("archive")));
    for keys in [vec![office.clone()], vec![other.clone()], vec![office, other]] {
        assert_eq!(asked(&archive, &keys), "");
    }
}

/// One bit of a signature, too, is found by whoever has no key.
#[test]
fn one_bit_of_a_signature_is_found_without_a_key() {
    let ground = Ground::new(1);
    let text = signature(&ground);
    let name = "logs/v1.inventory.json.minisig";
    for at in 0..text.len() {
        let mut damaged = text.clone().into_bytes();
        damaged[at] ^= 1 << (at % 7);
        ground.write(name, &damaged);
        let findings = verify::all(&Folder::new(&ground.root));
        let named = findings.iter().any(|finding| finding.code.name == "P007" && finding.path.ends_with(name));
        assert!(named, "byte {at}:\n{}", told(&findings));
    }
    for length in 0..text.len() {
        ground.write(name, &text[..length]);
        let findings = verify::all(&Folder::new(&ground.root));
        assert!(findings.iter().any(|finding| finding.path.ends_with(name)), "{length} bytes:\n{}", told(&findings));
    }
}

#[test]
fn what_is_no_signature_is_said_and_replaced_and_nothing_else_is() {
    let ground = Ground::new(1);
    let good = signature(&ground);
    let [office, _] = public_keys();
    let archive = Archive::open(&ground.root).expect("an archive");
    let name = "logs/v1.inventory.json.minisig";
    let path = ground.object.join(name);
    for (broken, fault) in [
        (good[..good.len() - 40].to_owned(), "it is not a signature of minisign, or not a whole one"),
        (good.replace("signed:2026", "signed:2025"), "it was changed: its first line has the digest of other lines"),
        ("RWQ".to_owned(), "it is not a signature of minisign, or not a whole one"),
    ] {
        ground.write(name, &broken);
        let told = told(&verify::all(&Folder::new(&ground.root)));
        assert!(told.starts_with("error[P007] ") && told.contains(fault), "{told}");
        assert_eq!(
            archive.sign(&id(), None, &secret_key(), noon(), Readers::Anybody).expect("a signature"),
            Signing::Signed(v(1))
        );
        assert_eq!(asked(&archive, from_ref(&office)), "");
    }
    // Signed by the program minisign: good for who has the key.
    let theirs = foreign_signature(&ground);
    ground.write(name, &theirs);
    assert_eq!(
        archive.sign(&id(), None, &secret_key(), noon(), Readers::Anybody).expect("an answer"),
        Signing::Unchanged(v(1))
    );
    assert_eq!(std::fs::read_to_string(&path).expect("a signature"), theirs);
    assert_eq!(asked(&archive, from_ref(&office)), "");
    // The same with another trusted comment: only the key sees it.
    ground.write(name, theirs.replace("timestamp:1", "timestamp:2"));
    let told = asked(&archive, &[office]);
    assert!(told.contains("error[P007] ") && told.contains("has not signed this inventory"), "{told}");
}

/// Whoever changes an inventory and all its digests cannot sign it.
#[test]
fn an_inventory_that_was_forged_has_no_good_signature() {
    let [office, other] = public_keys();
    for versions in [1, 2] {
        let ground = Ground::new(versions);
        let archive = Archive::open(&ground.root).expect("an archive");
        for number in 1..=versions as u32 {
            archive.sign(&id(), Some(v(number)), &secret_key(), noon(), Readers::Anybody).expect("a signature");
        }
        ground.edit(|inventory| inventory["versions"]["v1"]["user"]["name"] = "Somebody".into());
        let newest = format!("logs/v{versions}.inventory.json.minisig");
        let without_keys = told(&verify::all(&Folder::new(&ground.root)));
        assert!(without_keys.contains(&newest) && without_keys.contains("of another inventory"), "{without_keys}");
        // A forger would put another signature there.
        std::fs::remove_file(ground.object.join(&newest)).expect("a signature");
        let archive = Archive::open(&ground.root).expect("an archive");
        archive.sign(&id(), None, &other_secret_key(), noon(), Readers::Anybody).expect("a signature");
        assert!(!told(&verify::all(&Folder::new(&ground.root))).contains("P007"));
        let told = asked(&archive, from_ref(&office));
        assert!(told.contains("P008"), "{told}");
        assert!(!asked(&archive, from_ref(&other)).contains("P008"));
    }
}

#[test]
fn keys_that_are_none_are_refused_and_nothing_of_them_is_told() {
    let (_folder, archive) = archive_with(1);
    let secret = secret_text(0);
    let line = secret.lines().nth(1).expect("a key").to_owned();
    let locked = KeyPair::generate_encrypted_keypair(Some("Lantern".to_owned())).expect("keys");
    let locked_text = locked.sk.to_box(None).expect("a key").into_string();
    assert!(SecretKey::is_locked(&locked_text).expect("an answer") && !SecretKey::is_locked(&secret).expect("one"));

    let damaged =
        secret.replace(&line[100..110], if line[100..110] == *"AAAAAAAAAA" { "BBBBBBBBBB" } else { "AAAAAAAAAA" });
    let cases: [(&str, Option<&str>, &str); 8] = [
        ("", None, "the key to sign with is not a secret key of minisign"),
        ("untrusted comment: x\n%%%\n", None, "the key to sign with is not a secret key of minisign"),
        (&public_text(0), None, "the key to sign with is a public key"),
        (&secret[..secret.len() / 2], None, "the key to sign with is"),
        (&damaged, None, "the key to sign with is damaged"),
        (&line, None, "the key to sign with is not a secret key of minisign"),
        (&locked_text, Some("lantern"), "the password is not that of the key to sign with, or the key is damaged"),
        (&locked_text, None, "the password is not that of the key to sign with, or the key is damaged"),
    ];
    for (text, password, expected) in cases {
        let message = message_of(SecretKey::read(text, password));
        assert!(message.starts_with(expected), "{expected}: {message}");
        assert!(message.contains("nothing was signed"), "{message}");
        assert!(!message.contains(&line[..12]) && !message.contains("lantern\n"), "{message}");
    }
    for text in ["", "x", "untrusted comment: x\nAAAA\n", &public_text(0)[..60]] {
        let message = message_of(PublicKey::read(text));
        assert!(message.starts_with("the key to check with is not a public key of minisign"), "{message}");
    }
    assert!(message_of(PublicKey::read(&secret)).starts_with("the key to check with is a secret key"));
    let bare = public_text(0);
    assert!(PublicKey::read(bare.lines().nth(1).expect("a line")).expect("a key") == public_keys()[0]);

    // As the program itself writes a key without a password: without checksum.
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let mut bytes = STANDARD.decode(&line).expect("a key");
    bytes[126..].fill(0);
    let bare = |bytes: &[u8]| format!("untrusted comment: x\n{}\n", STANDARD.encode(bytes));
    assert!(SecretKey::read(&bare(&bytes), None).expect("a key").public() == &public_keys()[0]);
    for at in [70, 100] {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        let message = message_of(SecretKey::read(&bare(&damaged), None));
        assert!(message.starts_with("the key to sign with is damaged"), "{at}: {message}");
    }

    let key = SecretKey::read(&locked_text, Some("Lantern")).expect("a key");
    archive.sign(&id(), None, &key, noon(), Readers::Anybody).expect("a signature");
    let public: String = locked.pk.to_box().expect("a key").into();
    assert_eq!(worth(&archive, 1, &[PublicKey::read(&public).expect("a key")]), [Worth::Good]);
    assert!(
        message_of(archive.sign(&id(), Some(v(7)), &key, noon(), Readers::Anybody))
            .starts_with("found no version `v7`")
    );
}
