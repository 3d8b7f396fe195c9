//! `pressdoc verify`: is this file genuine? Asked of files from a real archive,
//! through the real command.

use std::collections::BTreeMap;
use std::io::Read as _;

use pressdoc::archive::{Archive, ObjectId};
use pressdoc::pipeline::{Held, verify_file};
use pressdoc::render::FORMATS;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::support::workspace::Workspace;

/// What stands in the front matter of the notice.
const FRONT: &str = "issued = 2026-03-03T11:00:00+00:00\nzone = \"Europe/London\"\nhouse = \"plain\"\n";

const EVENT: &str = "
[[event]]
title = \"Opening of Heron Bridge\"
place = \"Boathouse Green\"

[[event.sitting]]
starts = 2026-03-28T10:00:00+00:00
";

/// A notice with an event and a footnote, so that no form is left out.
fn notice(front: &str, word: &str) -> String {
    format!(
        "+++\n{FRONT}{front}{EVENT}+++\n\nPR/26/21\n\n# Heron Bridge opens\n\n\
         LAKESIDE, 3 March 2026 – Heron Bridge {word} on Saturday 28 March 2026 at 10:00[^a], and everybody is welcome.\n\n\
         [^a]: The gates stand open from nine.\n\n\
         ## Press contacts\n\n- Rhona ASHDALE, press officer, +44 20 7946 0142, rhona@orla-valley.example.org\n"
    )
}

/// `archive add` at a time.
fn add(workspace: &Workspace, now: &str, more: &[&str]) {
    let arguments = [&["archive", "add", "PR/26/21", "--now", now], more].concat();
    workspace.command(&arguments).env("PRESSDOC_BY", "Anna Berg <anna@example.org>").assert().success();
}

/// A workspace in which the notice was sealed.
fn issued() -> Workspace {
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", notice("", "opens"));
    add(&workspace, "2026-03-03T12:00:00Z", &[]);
    workspace
}

fn id() -> ObjectId {
    ObjectId::new("urn:pressdoc:plain:PR:26:21").expect("an id")
}

/// The finished forms of a version, by the names of their files.
fn forms(workspace: &Workspace, version: &str) -> BTreeMap<String, Vec<u8>> {
    let archive = Archive::open(&workspace.path().join("archive")).expect("an archive");
    let version = Some(version.parse().expect("a version"));
    let state = archive.state(&id(), version).expect("a version");
    let paths = state.files.into_keys().filter(|path| path.starts_with("forms/"));
    let read = |path: String| {
        let mut bytes = Vec::new();
        archive.read(&id(), version, &path).expect("a form").read_to_end(&mut bytes).expect("its bytes");
        (path.trim_start_matches("forms/").to_owned(), bytes)
    };
    let forms: BTreeMap<_, _> = paths.map(read).collect();
    assert_eq!(forms.len(), FORMATS.len(), "every form: {:?}", forms.keys());
    forms
}

/// What the command answers for one file: exit code and the object of JSON.
fn answer(workspace: &Workspace, file: &str, more: &[&str]) -> (i32, Value) {
    let arguments = [&["verify", file, "--format", "json"], more].concat();
    let output = workspace.command(&arguments).output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let value = serde_json::from_str(&text)
        .unwrap_or_else(|_| panic!("{file}: no answer: {text}{}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().expect("a code"), value)
}

/// The same for these bytes under this name, in a folder `brought`.
fn brought(workspace: &Workspace, name: &str, bytes: &[u8], more: &[&str]) -> (i32, Value) {
    let file = format!("brought/{name}");
    workspace.write(&file, bytes);
    answer(workspace, &file, more)
}

/// The form of a finished file.
fn form_of(name: &str) -> &'static str {
    let ending = name.splitn(3, '.').nth(2).expect("an ending");
    FORMATS.iter().find(|format| format.ending() == ending).expect("a form").name()
}

fn messages(answer: &Value) -> String {
    let all: Vec<&str> = answer["messages"].as_array().expect("messages").iter().filter_map(Value::as_str).collect();
    all.join("\n")
}

#[test]
fn every_form_is_known_and_genuine() {
    let workspace = issued();
    for (name, bytes) in forms(&workspace, "v1") {
        let (code, answer) = brought(&workspace, &name, &bytes, &[]);
        assert_eq!(code, 0, "{name}: {answer:#}");
        assert_eq!(answer["verdict"], "genuine", "{name}");
        assert_eq!(answer["form"], form_of(&name), "{name}");
        assert_eq!(answer["fits_its_hash"], true, "{name}: {answer:#}");
        assert_eq!(answer["says"]["identifier"], "urn:pressdoc:plain:PR:26:21", "{name}");
        assert_eq!((&answer["says"]["language"], &answer["says"]["edition"]), (&"en".into(), &1.into()), "{name}");
        let archived = &answer["archived"];
        assert_eq!(archived["path"], format!("forms/{name}"));
        assert_eq!((&archived["reference"], &archived["version"]), (&"PR/26/21".into(), &"v1".into()), "{name}");
        assert_eq!((&archived["language"], &archived["edition"]), (&"en".into(), &1.into()), "{name}");
        assert_eq!(archived["sealed"], "2026-03-03T12:00:00Z");
        // Whatever it is called.
        let (_, renamed) = brought(&workspace, "download", &bytes, &[]);
        assert_eq!((&renamed["form"], &renamed["verdict"]), (&answer["form"], &answer["verdict"]), "{name}");
    }
}

#[test]
fn one_byte_is_enough() {
    let workspace = issued();
    for (name, mut bytes) in forms(&workspace, "v1") {
        // The last byte is an end of line, or part of the directory of a package.
        bytes.push(b'\n');
        let (code, answer) = brought(&workspace, &name, &bytes, &[]);
        assert_eq!(code, 1, "{name}: {answer:#}");
        assert_eq!(answer["verdict"], "other-bytes", "{name}: {answer:#}");
        assert_eq!(answer["archived"]["version"], "v1", "{name}");
        assert!(answer["archived"]["path"].is_null(), "{name}");
        assert!(messages(&answer).contains("its words are those of PR/26/21 in `en`, edition 1"), "{answer:#}");
    }
}

#[test]
fn a_changed_word_is_named_though_the_hash_was_changed_with_it() {
    let workspace = issued();
    // A forger with the program: every form is sound in itself.
    let forger = Workspace::new().with("releases/PR/26/21/en.md", notice("", "closes"));
    let all: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
    forger.pressdoc(&["render", "PR/26/21", "--to", &all.join(",")]).success();
    for name in forms(&workspace, "v1").keys() {
        let forged = forger.read(&format!("out/PR/26/21/{name}"));
        let (code, answer) = brought(&workspace, name, &forged, &[]);
        assert_eq!((code, &answer["verdict"]), (1, &"changed".into()), "{name}: {answer:#}");
        let differences = answer["archived"]["differences"].as_array().expect("differences");
        assert!(!differences.is_empty(), "{name}");
        for difference in differences {
            assert_eq!((&difference["archived"], &difference["found"]), (&"opens".into(), &"closes".into()), "{name}");
            assert!(difference["after"].as_str().expect("words").ends_with("Heron Bridge"), "{name}: {difference}");
        }
        let told = messages(&answer);
        assert!(told.contains("the archive has `opens`, the file has `closes`"), "{name}: {told}");
        assert!(told.contains("it says that its content hash is `"), "{name}: {told}");
        // Alone it is as good as any, and the answer says that this is not all.
        let (code, alone) = brought(&forger, name, &forged, &[]);
        assert_eq!((code, &alone["verdict"]), (0, &"fits-its-hash".into()), "{name}: {alone:#}");
        assert!(messages(&alone).contains("there is no archive here"), "{name}");
        // With another word and the old hash it is found without an archive too.
        let Ok(text) = String::from_utf8(forged) else { continue };
        let said = |answer: &Value| answer["says"]["content_hash"].as_str().expect("a hash").to_owned();
        let again = text.replace("closes", "shuts");
        let (code, answer) = brought(&forger, name, again.as_bytes(), &[]);
        assert_eq!((code, &answer["verdict"]), (1, &"breaks-its-hash".into()), "{name}: {answer:#}");
        assert_eq!(said(&answer), said(&alone), "{name}");
    }
}

#[test]
fn what_was_corrected_since_is_told_with_its_words() {
    let workspace = issued();
    let first = forms(&workspace, "v1");
    add(&workspace, "2026-03-04T09:30:00Z", &["--correction", "At 11:00, not at 10:00."]);
    for (name, bytes) in &first {
        let (code, answer) = brought(&workspace, name, bytes, &[]);
        assert_eq!((code, &answer["verdict"]), (1, &"corrected".into()), "{name}: {answer:#}");
        assert_eq!(answer["archived"]["corrections"][0]["text"], "At 11:00, not at 10:00.");
        assert_eq!((&answer["archived"]["version"], &answer["archived"]["newer"]), (&"v1".into(), &"v2".into()));
        let told = messages(&answer);
        assert!(told.contains("genuine, but corrected since"), "{told}");
        assert!(told.contains("At 11:00, not at 10:00."), "{told}");
        assert!(told.contains("the newest is v2, with edition 2 of this language"), "{told}");
    }
    let second = forms(&workspace, "v2");
    for (name, bytes) in &second {
        let (code, answer) = brought(&workspace, name, bytes, &[]);
        assert_eq!((code, &answer["verdict"]), (0, &"genuine".into()), "{name}: {answer:#}");
        assert_eq!(answer["archived"]["edition"], 2, "{name}");
    }
    add(&workspace, "2026-03-05T08:00:00Z", &["--withdraw", "The bridge is closed."]);
    for (name, bytes) in first.iter().chain(&second).chain(&forms(&workspace, "v3")) {
        let (code, answer) = brought(&workspace, name, bytes, &[]);
        assert_eq!((code, &answer["verdict"]), (1, &"withdrawn".into()), "{name}: {answer:#}");
        assert!(messages(&answer).contains("The bridge is closed."), "{name}");
    }
}

#[test]
fn a_file_of_another_language_is_not_concerned_by_a_correction() {
    let french = notice("", "ouvre")
        .replace("# Heron Bridge opens", "# Le pont ouvre")
        .replace("## Press contacts", "## Personnes de contact pour la presse");
    let workspace =
        Workspace::new().with("releases/PR/26/21/en.md", notice("", "opens")).with("releases/PR/26/21/fr.md", french);
    let add = |now: &str, more: &[&str]| {
        let arguments = [&["archive", "add", "PR/26/21", "--now", now], more].concat();
        let run =
            workspace.command(&arguments).env("PRESSDOC_BY", "Anna Berg <anna@example.org>").output().expect("a run");
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    };
    add("2026-03-03T12:00:00Z", &[]);
    add("2026-03-04T12:00:00Z", &["--correction", "en=At 11:00."]);
    let archive = Archive::open(&workspace.path().join("archive")).expect("an archive");
    let read = |version: &str, path: &str| {
        let mut bytes = Vec::new();
        let version = Some(version.parse().expect("a version"));
        archive.read(&id(), version, path).expect("a form").read_to_end(&mut bytes).expect("its bytes");
        bytes
    };
    let (code, answer) = brought(&workspace, "x.txt", &read("v1", "forms/PR-26-21.fr.txt"), &[]);
    assert_eq!((code, &answer["verdict"]), (0, &"genuine".into()), "{answer:#}");
    assert_eq!((&answer["archived"]["since"], &answer["archived"]["version"]), (&"v1".into(), &"v2".into()));
    assert_eq!(answer["archived"]["language"], "fr");
    let (code, answer) = brought(&workspace, "x.txt", &read("v1", "forms/PR-26-21.en.txt"), &[]);
    assert_eq!((code, &answer["verdict"]), (1, &"corrected".into()), "{answer:#}");
}

#[test]
fn before_its_hour_a_file_is_said_to_be_under_embargo() {
    let front = "embargo = 2026-03-10T11:30:00+00:00\n";
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", notice(front, "opens"));
    add(&workspace, "2026-03-03T12:00:00Z", &[]);
    for (name, bytes) in forms(&workspace, "v1") {
        let (code, answer) = brought(&workspace, &name, &bytes, &["--now", "2026-03-10T11:29:59Z"]);
        assert_eq!(code, 0, "{answer:#}");
        assert!(messages(&answer).contains("under embargo"), "{answer:#}");
        assert_eq!(answer["archived"]["withheld_until"], "2026-03-10T11:30:00Z");
        let (code, answer) = brought(&workspace, &name, &bytes, &["--now", "2026-03-10T11:30:00Z"]);
        assert_eq!((code, &answer["archived"]["withheld_until"]), (0, &Value::Null), "{answer:#}");
        assert!(messages(&answer).starts_with("genuine, and the newest"), "{answer:#}");
    }
}

#[test]
fn sources_and_files_without_a_word_of_themselves_are_found_by_their_bytes() {
    let workspace = issued();
    let (code, answer) = answer(&workspace, "releases/PR/26/21/en.md", &[]);
    assert_eq!((code, &answer["verdict"]), (0, &"genuine".into()), "{answer:#}");
    assert_eq!(answer["archived"]["path"], "releases/PR/26/21/en.md");
    assert!(messages(&answer).contains("it is no form that pressdoc makes"), "{answer:#}");
}

#[test]
fn a_file_that_lies_about_itself_is_told() {
    let workspace = issued();
    let forms = forms(&workspace, "v1");
    let page = String::from_utf8(forms["PR-26-21.en.html"].clone()).expect("text");
    // The words are genuine, the edition is not.
    let other = page.replace("name=\"pressdoc:edition\" content=\"1\"", "name=\"pressdoc:edition\" content=\"7\"");
    let (code, answer) = brought(&workspace, "PR-26-21.en.html", other.as_bytes(), &[]);
    assert_eq!((code, &answer["verdict"]), (1, &"other-bytes".into()), "{answer:#}");
    assert!(messages(&answer).contains("it says that its edition is `7`, the archive that it is `1`"), "{answer:#}");
    // It says it is something that was never sealed.
    let other = page.replace("urn:pressdoc:plain:PR:26:21", "urn:pressdoc:plain:PR:26:99");
    let (code, answer) = brought(&workspace, "PR-26-99.en.html", other.as_bytes(), &[]);
    assert_eq!((code, &answer["verdict"]), (1, &"not-in-archive".into()), "{answer:#}");
    // Its name is that of another form.
    let (code, answer) = brought(&workspace, "PR-26-21.en.txt", page.as_bytes(), &[]);
    assert_eq!((code, &answer["form"]), (0, &"html".into()), "{answer:#}");
    assert!(messages(&answer).contains("its name is that of the form `txt`"), "{answer:#}");
    // Nothing of itself is left in it.
    let other = page.replace("pressdoc:", "other:");
    let (code, answer) = brought(&workspace, "PR-26-21.en.html", other.as_bytes(), &[]);
    assert_eq!((code, &answer["verdict"]), (1, &"not-in-archive".into()), "{answer:#}");
}

#[test]
fn what_pressdoc_never_made_gets_a_clear_sentence() {
    let workspace = issued();
    let deep = format!("<!DOCTYPE html><html>{}", "<div>".repeat(100_000));
    let brackets = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested: String =
        (0..2_000).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n")).collect();
    let mail = format!("From: a@example.org\nMessage-ID: <a@example.org>\nMIME-Version: 1.0\n{nested}");
    let begins = "BEGIN:VCALENDAR\r\n".repeat(50_000);
    let xml = format!("<newsItem>{}", "<a>".repeat(100_000));
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><newsItem>&b;</newsItem>";
    let files: [(&str, &[u8], &str); 14] = [
        ("empty.pdf", b"", "it is empty"),
        ("noise.bin", &[0xFE, 0x00, 0x11, 0x80], "neither text nor a PDF or Word file"),
        ("letter.txt", b"Dear editor,\n\nplease note.\n", "says nothing of a notice"),
        ("letter.md", b"Dear editor,\n\nplease note.\n", "not the text form of a notice"),
        ("page.html", b"<!DOCTYPE html><html lang=en><main>Hello</main></html>", "language `en`"),
        ("data.json", b"{\"a\": 1}", "JSON of another kind"),
        ("cut.json", b"{\"schema\": \"urn:pressdoc", "damaged or cut short"),
        ("deep.html", deep.as_bytes(), "inside each other"),
        ("deep.json", brackets.as_bytes(), "damaged or cut short"),
        ("deep.eml", mail.as_bytes(), "cannot be read"),
        ("deep.ics", begins.as_bytes(), "cannot be read"),
        ("deep.xml", xml.as_bytes(), "inside each other"),
        ("laughs.xml", laughs.as_bytes(), "cannot be read"),
        ("package.docx", b"PK\x03\x04nothing", "cannot be read"),
    ];
    for (name, bytes, told) in files {
        let (code, answer) = brought(&workspace, name, bytes, &[]);
        assert_eq!(code, 1, "{name}: {answer:#}");
        assert!(messages(&answer).contains(told), "{name}: {answer:#}");
    }
    for (name, told) in [("brought", "it is no file"), ("nowhere.pdf", "could not read")] {
        let run = workspace.command(&["verify", name]).output().expect("a run");
        assert_eq!(run.status.code(), Some(2), "{name}");
        assert!(String::from_utf8_lossy(&run.stderr).contains(told), "{}", String::from_utf8_lossy(&run.stderr));
    }
    let huge = std::fs::File::create(workspace.path().join("huge.pdf")).expect("a file");
    huge.set_len(257 << 20).expect("a hole");
    let run = workspace.command(&["verify", "huge.pdf"]).output().expect("a run");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("larger than 256 MiB"));
}

#[test]
fn an_encrypted_or_damaged_pdf_gets_a_clear_sentence() {
    use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, dictionary};
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    document
        .objects
        .insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 }));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document.trailer.set("ID", vec![Object::string_literal("one"), Object::string_literal("one")]);
    let mut plain = Vec::new();
    document.save_to(&mut plain).expect("a PDF");
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("a key");
    document.encrypt(&state).expect("encryption");
    let mut locked = Vec::new();
    document.save_to(&mut locked).expect("a PDF");
    let workspace = issued();
    for (name, bytes, told) in [
        ("plain.pdf", &plain[..], "says nothing of a notice"),
        ("locked.pdf", &locked, "cannot be read"),
        ("cut.pdf", &plain[..plain.len() / 3], "cannot be read"),
    ] {
        let (code, answer) = brought(&workspace, name, bytes, &[]);
        assert_eq!(code, 1, "{name}: {answer:#}");
        assert!(messages(&answer).contains(told), "{name}: {answer:#}");
    }
}

#[test]
fn the_answer_is_for_people_readers_and_programs() {
    let workspace = issued();
    for (name, bytes) in forms(&workspace, "v1").iter().filter(|(name, _)| name.ends_with(".txt")) {
        workspace.write(&format!("brought/{name}"), bytes);
    }
    workspace.write("brought/other.txt", "An\u{1b}[2Jother text\n");
    workspace.pressdoc(&["verify", "brought/PR-26-21.en.txt"]).success().stdout_eq(
        "brought/PR-26-21.en.txt: genuine, and the newest\n  \
         it is a file of the form `txt`, and says: identifier `urn:pressdoc:plain:PR:26:21`, language `en`, edition `1`\n  \
         every byte is that of `forms/PR-26-21.en.txt` of PR/26/21 in `en`, edition 1, sealed 2026-03-03 12:00 UTC as v1\n",
    );
    let run = workspace.command(&["verify", "-", "--format", "plain"]);
    let run = run.stdin("brought/PR-26-21.en.txt\nbrought/other.txt\n").assert().code(1);
    let text = String::from_utf8(run.get_output().stdout.clone()).expect("text");
    assert_eq!(text.lines().count(), 5, "{text}");
    assert!(text.lines().all(|line| line.starts_with("brought/")), "{text}");
    assert!(text.contains("brought/other.txt: not in the archive"), "{text}");
    workspace
        .pressdoc(&["verify", "brought/other.txt", "--archive", "nowhere"])
        .code(2)
        .stderr_eq("error: found no archive in `[..]nowhere`\n...\n");
    workspace.pressdoc(&["verify", "brought/other.txt", "--format", "sarif"]).code(2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn whatever_becomes_of_a_file_there_is_an_answer_and_never_genuine(
        form in any::<Index>(),
        cut in any::<Index>(),
        damage in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..6),
    ) {
        thread_local! {
            static ISSUED: (Workspace, Vec<(String, Vec<u8>)>) = {
                let workspace = issued();
                let forms = forms(&workspace, "v1").into_iter().collect();
                (workspace, forms)
            };
        }
        ISSUED.with(|(workspace, forms)| {
            let archive = Archive::open(&workspace.path().join("archive")).expect("an archive");
            let (name, bytes) = &forms[form.index(forms.len())];
            let mut damaged = bytes.clone();
            for (at, byte) in &damage {
                let at = at.index(damaged.len());
                damaged[at] = *byte;
            }
            for other in [&damaged[..], &bytes[..cut.index(bytes.len())]] {
                let verdict = verify_file(Some(&archive), name, other, jiff::Timestamp::MAX).expect("an answer");
                let is_same = matches!(&verdict.archive, Held::Found(found) if !found.is_changed());
                prop_assert_eq!(is_same, other == &bytes[..]);
                let alone = verify_file(None, name, other, jiff::Timestamp::MAX).expect("an answer");
                prop_assert_eq!(alone.archive, Held::NoArchive);
            }
            Ok(())
        })?;
    }
}
