//! What the archive is for, in a folder and in a bucket.

use std::io::Read as _;

use pressdoc::archive::{Addition, Bag, BagPart, Change, Content, ObjectId, Patience, Store as _, VersionNumber};
use pressdoc::error::Error;
use sha2::{Digest as _, Sha256, Sha512};

use super::{ID, THREE, archive_with, assert_flawless, expected, files_below, id, store, version, versions_of};

fn v(number: u32) -> VersionNumber {
    VersionNumber::new(number).expect("a version")
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn message_of<T>(result: Result<T, Error>) -> String {
    match result {
        Ok(_) => panic!("an error was expected"),
        Err(error) => format!("{error}\n{}", error.help().expect("a way out")),
    }
}

#[test]
fn every_version_stays_as_it_was_and_nothing_is_stored_twice() {
    let (folder, archive) = archive_with(3);
    assert_eq!(versions_of(&archive, &id()), expected(&THREE));
    assert_flawless(&store(&folder));

    let files = folder.files();
    let mut contents: Vec<_> =
        files.iter().filter(|(path, _)| path.contains("/content/")).map(|(_, bytes)| bytes.clone()).collect();
    contents.sort();
    let texts: Vec<&str> = contents.iter().map(|bytes| std::str::from_utf8(bytes).expect("text")).collect();
    assert_eq!(texts, ["FIRST", "SECOND", "deux", "first", "pixels", "second"]);
    assert!(!files.keys().any(|path| path.contains("v3/content")), "the third version has no new bytes");

    let log = archive.log(&id()).expect("a log");
    let lines: Vec<String> = log
        .iter()
        .map(|entry| {
            let user = entry.user.as_ref().expect("a user");
            format!("{} {} {} {:?}", entry.version, entry.created, user.name, entry.message.as_deref())
        })
        .collect();
    assert_eq!(
        lines,
        [
            "v1 2026-11-01T09:00:00Z Press Office Some(\"what was issued on day 1\")",
            "v2 2026-11-02T09:00:00Z Press Office Some(\"what was issued on day 2\")",
            "v3 2026-11-03T09:00:00Z Press Office Some(\"what was issued on day 3\")",
        ]
    );
}

/// What an independent reader of the specification expects to find.
#[test]
fn the_layout_is_that_of_the_specification() {
    let (folder, _) = archive_with(2);
    let files = folder.files();
    let digest = hex(Sha256::digest(ID));
    let object = format!("{}/{}/{}/{digest}", &digest[..3], &digest[3..6], &digest[6..9]);
    let mut names: Vec<&str> = files.keys().map(|path| path.strip_prefix(&object).unwrap_or(path)).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "/0=ocfl_object_1.1",
            "/inventory.json",
            "/inventory.json.sha512",
            "/v1/content/en.md",
            "/v1/content/forms/en.txt",
            "/v1/content/photo.jpg",
            "/v1/inventory.json",
            "/v1/inventory.json.sha512",
            "/v2/content/en.md",
            "/v2/content/forms/en.txt",
            "/v2/content/fr.md",
            "/v2/inventory.json",
            "/v2/inventory.json.sha512",
            "0=ocfl_1.1",
            "README.txt",
            "extensions/0004-hashed-n-tuple-storage-layout/config.json",
            "ocfl_layout.json",
            "root.sha512",
        ]
    );
    assert_eq!(files["0=ocfl_1.1"], b"ocfl_1.1\n");
    assert_eq!(files[&format!("{object}/0=ocfl_object_1.1")], b"ocfl_object_1.1\n");
    let text = &files[&format!("{object}/inventory.json")];
    assert_eq!(
        files[&format!("{object}/inventory.json.sha512")],
        format!("{}  inventory.json\n", hex(Sha512::digest(text))).as_bytes()
    );
    let inventory: serde_json::Value = serde_json::from_slice(text).expect("JSON");
    let second = hex(Sha512::digest("second"));
    assert_eq!(inventory["type"], "https://ocfl.io/1.1/spec/#inventory");
    assert_eq!(inventory["digestAlgorithm"], "sha512");
    assert_eq!(inventory["head"], "v2");
    assert_eq!(inventory["id"], ID);
    assert_eq!(inventory["manifest"][&second], serde_json::json!(["v2/content/en.md"]));
    assert_eq!(inventory["versions"]["v2"]["state"][&second], serde_json::json!(["en.md"]));
    let user = serde_json::json!({"name": "Press Office", "address": "mailto:press@example.org"});
    assert_eq!(inventory["versions"]["v1"]["user"], user);
    assert_eq!(inventory["versions"]["v1"]["created"], "2026-11-01T09:00:00Z");
}

#[test]
fn the_same_again_writes_nothing() {
    let (folder, archive) = archive_with(2);
    let before = folder.files();
    let again = archive.add(&id(), &version(28, THREE[1])).expect("an answer");
    assert_eq!(again, Addition::Unchanged(v(2)));
    assert_eq!(folder.files(), before);
    let back = archive.add(&id(), &version(28, THREE[0])).expect("an answer");
    assert_eq!(back, Addition::Stored(v(3)), "an older version again is a new one");
    assert!(!folder.files().keys().any(|path| path.contains("/v3/content")), "nothing is stored twice");
}

#[test]
fn files_come_from_memory_from_a_disk_or_from_the_version_before() {
    let (folder, archive) = archive_with(1);
    let source = folder.path().join("big.bin");
    let big: Vec<u8> = (0..600_000_u32).map(|number| (number % 253) as u8).collect();
    std::fs::write(&source, &big).expect("a file");
    let mut new = version(2, &[("en.md", "new")]);
    new.files.insert("big.bin".to_owned(), Content::File(source.clone()));
    new.files.insert("photo.jpg".to_owned(), Content::Kept);
    assert_eq!(archive.add(&id(), &new).expect("a version"), Addition::Stored(v(2)));
    let mut bytes = Vec::new();
    archive.read(&id(), None, "big.bin").expect("a file").read_to_end(&mut bytes).expect("bytes");
    assert_eq!(bytes, big);
    assert_flawless(&store(&folder));

    new.files.insert("other.jpg".to_owned(), Content::Kept);
    assert!(message_of(archive.add(&id(), &new)).contains("`other.jpg` is to be kept"));
    new.files.insert("other.jpg".to_owned(), Content::File(folder.path().join("nowhere")));
    assert!(message_of(archive.add(&id(), &new)).contains("nowhere"));
    assert_flawless(&store(&folder));
    assert_eq!(archive.log(&id()).expect("a log").len(), 2);
}

#[test]
fn names_that_a_disk_does_not_take_come_back_as_they_were() {
    let (folder, archive) = archive_with(0);
    let files = [
        ("Photo: Brüssel?.jpg", "1"),
        ("aux.txt", "2"),
        ("a/B.txt", "3"),
        ("a/b.txt", "4"),
        ("A", "5"),
        ("v1/content/x", "6"),
        ("inventory.json", "7"),
        ("κείμενο.md", "8"),
        ("50% more.txt", "9"),
    ];
    archive.add(&id(), &version(1, &files)).expect("a version");
    assert_eq!(versions_of(&archive, &id()), expected(&[&files]));
    assert_flawless(&store(&folder));
    let stored = folder.files();
    let mut folded: Vec<String> = stored.keys().map(|path| path.to_lowercase()).collect();
    let all = folded.len();
    folded.dedup();
    assert_eq!(folded.len(), all, "no two names are one on a disk without capitals");
    assert!(!stored.keys().any(|path| path.contains([':', '?'])), "{:?}", stored.keys());
}

#[test]
fn what_cannot_be_archived_is_refused_before_anything_is_written() {
    let (folder, archive) = archive_with(1);
    let before = folder.files();
    for (files, fault) in [
        (&[][..], "a version without files says nothing"),
        (&[("../x", "")], "`../x` cannot be archived"),
        (&[("/x", "")], "`/x` cannot be archived"),
        (&[("a", ""), ("a/b", "")], "`a` is a file and a folder"),
        (&[("a\nb", "")], "`a\\nb` cannot be archived"),
    ] {
        let message = message_of(archive.add(&id(), &version(2, files)));
        assert!(message.starts_with(fault), "{message}");
    }
    assert_eq!(folder.files(), before);
    assert!(message_of(archive.log(&ObjectId::new("urn:x:none").expect("a URI"))).starts_with("found no object"));
    assert!(message_of(archive.state(&id(), Some(v(7)))).starts_with("found no version `v7`"));
    assert!(message_of(archive.read(&id(), None, "de.md").map(drop)).starts_with("found no file `de.md`"));
}

#[test]
fn restoring_gives_the_version_back_and_never_writes_over_anything() {
    let (folder, archive) = archive_with(3);
    for (number, files) in THREE.iter().enumerate() {
        let to = folder.path().join(format!("out/{number}"));
        archive.restore(&id(), Some(v(number as u32 + 1)), &to).expect("files");
        let found: Vec<_> = files_below(&to).into_iter().collect();
        let mut wanted: Vec<_> =
            files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        wanted.sort();
        assert_eq!(found, wanted);
    }
    let full = folder.path().join("out/0");
    assert!(message_of(archive.restore(&id(), None, &full).map(drop)).contains("nothing is ever written over"));
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    assert_eq!(archive.restore(&id(), None, &empty).expect("files"), v(3));
    assert_eq!(files_below(&empty).len(), 4);
}

#[test]
fn damaged_bytes_are_never_handed_out_as_sound() {
    let (folder, archive) = archive_with(1);
    let files = folder.files();
    let photo = files.keys().find(|path| path.ends_with("photo.jpg")).expect("the photo");
    folder.put(photo, b"pixelz");
    let mut bytes = Vec::new();
    let error = archive.read(&id(), None, "photo.jpg").expect("a file").read_to_end(&mut bytes).expect_err("a fault");
    assert!(error.to_string().contains("is not what was archived"), "{error}");
    let to = folder.path().join("out");
    assert!(message_of(archive.restore(&id(), None, &to).map(drop)).contains("is not what was archived"));
    assert!(!to.exists(), "all files or none");
    let bag = Bag { parts: vec![part("")], bagging_date: "2026-11-27".parse().expect("a date"), info: Vec::new() };
    assert!(archive.export_bag(&bag, &to).is_err() && !to.exists());
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|one| one.file_name()).collect();
    assert!(names.iter().all(|name| name == "archive"), "nothing is left lying about: {names:?}");
}

#[test]
fn the_difference_of_two_versions_names_every_file_once() {
    let (_folder, archive) = archive_with(3);
    let path = |path: &str| path.to_owned();
    let changes = |from, to| archive.difference(&id(), v(from), v(to)).expect("a difference").changes;
    assert_eq!(
        changes(1, 2),
        [
            Change::Changed { path: path("en.md") },
            Change::Changed { path: path("forms/en.txt") },
            Change::Added { path: path("fr.md") },
            Change::Removed { path: path("twin.jpg") },
        ]
    );
    assert_eq!(changes(2, 3), [Change::Renamed { from: path("photo.jpg"), to: path("picture.jpg") }]);
    assert_eq!(changes(3, 2), [Change::Renamed { from: path("picture.jpg"), to: path("photo.jpg") }]);
    assert_eq!(changes(2, 2), []);
}

#[test]
fn a_second_writer_waits_or_says_why_it_does_not() {
    let (folder, archive) = archive_with(1);
    let impatient = folder.open().with_patience(Patience::GiveUp);
    let lock = store(&folder).lock(true).expect("a lock");
    let message = message_of(impatient.add(&id(), &version(2, THREE[1])));
    assert!(message.starts_with("another program is writing to the archive\n"), "{message}");
    assert_eq!(versions_of(&impatient, &id()).len(), 1, "reading needs no lock");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| archive.add(&id(), &version(2, THREE[1])));
        drop(lock);
        assert_eq!(waiting.join().expect("a thread").expect("a version"), Addition::Stored(v(2)));
    });
    assert_flawless(&store(&folder));
}

#[test]
fn many_writers_and_readers_do_not_disturb_each_other() {
    let (folder, archive) = archive_with(1);
    std::thread::scope(|scope| {
        for writer in 0..3_u32 {
            let archive = &archive;
            scope.spawn(move || {
                for round in 0..4_u32 {
                    let text = format!("{writer} {round}");
                    archive.add(&id(), &version(2, &[("en.md", &text), ("photo.jpg", "pixels")])).expect("a version");
                }
            });
        }
        scope.spawn(|| {
            // The newest is read as often as the writers change it, and more.
            for _ in 0..200 {
                let state = archive.state(&id(), None).expect("a state");
                let mut text = String::new();
                archive.read(&id(), Some(v(1)), "en.md").expect("a file").read_to_string(&mut text).expect("text");
                assert_eq!((text.as_str(), state.files.contains_key("en.md")), ("first", true));
            }
        });
    });
    assert_eq!(archive.log(&id()).expect("a log").len(), 13);
    assert_flawless(&store(&folder));
}

#[test]
fn one_object_is_verified_without_the_others() {
    let (folder, archive) = archive_with(2);
    let other = ObjectId::new("urn:pressdoc:ec:IP:26:302").expect("a URI");
    archive.add(&other, &version(5, &[("en.md", "other")])).expect("a version");
    let files = folder.files();
    let photo = files.keys().find(|path| path.ends_with("photo.jpg")).expect("the photo");
    folder.put(photo, b"pixelz");
    assert_eq!(archive.verify_object(&other).expect("an answer"), []);
    let findings = archive.verify_object(&id()).expect("an answer");
    let line = findings.iter().map(ToString::to_string).collect::<String>();
    assert!(line.starts_with(&format!("error[E092] {photo}: its sha512 is `")), "{line}");
    assert!(line.contains("inventory.json`"), "{line}");
    assert_eq!(archive.verify(), findings);
}

fn part(folder: &str) -> BagPart {
    BagPart { id: id(), version: None, folder: folder.to_owned() }
}

#[test]
fn a_bag_is_what_its_standard_says() {
    let (folder, archive) = archive_with(2);
    let to = folder.path().join("bag");
    let bag = Bag {
        parts: vec![part("now"), BagPart { version: Some(v(1)), ..part("before") }],
        bagging_date: "2026-11-27".parse().expect("a date"),
        info: vec![("Source-Organization".to_owned(), "Press Office".to_owned())],
    };
    archive.export_bag(&bag, &to).expect("a bag");
    let files = files_below(&to);
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("text");
    assert_eq!(text("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    let bytes: usize = THREE[..2].iter().flat_map(|files| files.iter()).map(|(_, text)| text.len()).sum();
    assert_eq!(
        text("bag-info.txt"),
        format!("Source-Organization: Press Office\nBagging-Date: 2026-11-27\nPayload-Oxum: {bytes}.8\n")
    );
    let list = |names: &dyn Fn(&str) -> bool| -> String {
        let lines = files.iter().filter(|(name, _)| names(name));
        lines.map(|(name, bytes)| format!("{}  {name}\n", hex(Sha512::digest(bytes)))).collect()
    };
    assert_eq!(text("manifest-sha512.txt"), list(&|name| name.starts_with("data/")));
    assert_eq!(
        text("tagmanifest-sha512.txt"),
        list(&|name| !name.starts_with("data/") && name != "tagmanifest-sha512.txt")
    );
    assert_eq!(text("data/now/en.md"), "second");
    assert_eq!(text("data/before/en.md"), "first");

    let twice = Bag { parts: vec![part("x"), part("x")], ..bag.clone() };
    assert!(message_of(archive.export_bag(&twice, &folder.path().join("b2"))).starts_with("two files of the bag"));
    let odd = Bag { info: vec![("A: b".to_owned(), "c".to_owned())], ..bag.clone() };
    assert!(message_of(archive.export_bag(&odd, &folder.path().join("b3"))).contains("cannot stand in a bag"));
    assert!(message_of(archive.export_bag(&bag, &to)).contains("nothing is ever written over"));
}

#[test]
fn the_index_has_a_line_for_every_object() {
    let (_folder, archive) = archive_with(2);
    let other = ObjectId::new("urn:pressdoc:ec:IP:26:302").expect("a URI");
    archive.add(&other, &version(5, &[("en.md", "other")])).expect("a version");
    let mut text = Vec::new();
    archive.index(&mut text).expect("lines");
    let lines: Vec<serde_json::Value> =
        String::from_utf8(text).expect("text").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let mut ids: Vec<&str> = lines.iter().filter_map(|line| line["id"].as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, [ID, other.as_str()]);
    let line = lines.iter().find(|line| line["id"] == ID).expect("the object");
    assert_eq!(line["head"], "v2");
    assert_eq!(line["versions"][1]["message"], "what was issued on day 2");
    assert_eq!(
        line["files"][0],
        serde_json::json!({
            "path": "en.md", "algorithm": "sha512", "digest": hex(Sha512::digest("second")), "content": "v2/content/en.md",
        })
    );
    let mut listed: Vec<String> =
        archive.objects().expect("objects").map(|id| id.expect("an id").to_string()).collect();
    listed.sort();
    assert_eq!(listed, ids);
}
