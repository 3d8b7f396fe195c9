//! Stories of the archive's commands that read, told to the real program.

use std::path::{Path, PathBuf};

use pressdoc::archive::{Archive, Content, Follows, NewVersion, ObjectId, Readers, User};
use snapbox::str;

use super::signatures::{public_text, secret_text};
use super::{files_below, id, version};
use crate::support::workspace::Workspace;

const NOTICE: &str = "Orla Valley Council - Press release\n\nPR/26/21\n\n# Lanterns on the river\n\nLAKESIDE, 2 March 2026 – Lanterns float on the Orla on Saturday 7 March 2026 at 11:00. Boats stay away.\n\n## Press contacts\n\nRhona ASHDALE, press officer, +44 20 7946 0142\n";
const PLACE: &str = "releases/PR/26/21/en.md";

/// Runs a command of the archive in the name of an officer.
fn archive(workspace: &Workspace, arguments: &[&str]) -> snapbox::cmd::OutputAssert {
    let all: Vec<&str> = std::iter::once("archive").chain(arguments.iter().copied()).collect();
    workspace
        .command(&all)
        .env("PRESSDOC_BY", "Anna Berg <anna@example.org>")
        .env_remove("PRESSDOC_SIGN_PASSWORD")
        .assert()
}

fn out_of(assert: snapbox::cmd::OutputAssert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("text")
}

fn complaint_of(assert: snapbox::cmd::OutputAssert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("text")
}

/// A workspace whose release is sealed, corrected and sealed again.
fn corrected() -> Workspace {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    archive(&workspace, &["add", "PR/26/21", "--now", "2026-03-02T09:00:00Z"]).success();
    let text = NOTICE
        .replace("at 11:00", "at 10:00")
        .replace("Boats stay away.", "Boats stay away. The quay is closed from noon.");
    workspace.write(PLACE, text);
    workspace.write("releases/PR/26/21/map.txt", "here");
    let correction = "The lanterns float at 10:00, not at 11:00.";
    archive(&workspace, &["add", "PR/26/21", "--now", "2026-03-03T09:00:00Z", "--correction", correction]).success();
    workspace
}

/// The folder of the only object of an archive.
fn object(root: &Path) -> PathBuf {
    let files = files_below(root);
    let path = files.keys().find(|path| path.ends_with("/0=ocfl_object_1.1")).expect("an object");
    root.join(path.strip_suffix("/0=ocfl_object_1.1").expect("a folder"))
}

#[test]
fn the_log_tells_the_newest_first() {
    let workspace = corrected();
    archive(&workspace, &["log", "pr_26_21"]).success().stderr_eq("").stdout_eq(str![[r#"
PR/26/21  urn:pressdoc:plain:PR:26:21
v2  2026-03-03 09:00 (UTC)  Anna Berg <anna@example.org>
    correction: The lanterns float at 10:00, not at 11:00.
    edition 2 · en
v1  2026-03-02 09:00 (UTC)  Anna Berg <anna@example.org>
    first issue: en
    edition 1 · en

"#]]);
    let json = out_of(archive(&workspace, &["log", "PR/26/21", "--format", "json"]).success());
    let lines: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["version"], "v2");
    assert_eq!(lines[1]["created"], "2026-03-02T09:00:00Z");
    assert_eq!(lines[0]["address"], "mailto:anna@example.org");
    assert_eq!(lines[0]["edition"], 2);
    assert_eq!(lines[0]["signatures"], serde_json::json!([]));
}

#[test]
fn a_reference_is_found_in_every_form_and_what_is_not_is_explained() {
    let workspace = corrected();
    workspace.write("releases/PR/26/22/en.md", NOTICE.replace("PR/26/21", "PR/26/22"));
    for name in ["PR/26/21", "PR-26-21", "pr_26_21", PLACE, "urn:pressdoc:plain:PR:26:21", "PR/26/21@v2"] {
        let text = out_of(archive(&workspace, &["show", name]).success());
        assert!(text.starts_with("PR/26/21@v2  urn:pressdoc:plain:PR:26:21\n"), "{name}: {text}");
    }
    archive(&workspace, &["log", "PR/26/22"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: found no archived release `PR/26/22`
  help: it is in the workspace and was never archived: `pressdoc archive add PR/26/22` does that

"#]]);
    archive(&workspace, &["log", "PR/26/12"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: found no archived release `PR/26/12`
  help: did you mean `PR/26/21`?

"#]]);
    archive(&workspace, &["show", "PR/26/21@v7"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: found no version `v7`
  help: the newest version of `urn:pressdoc:plain:PR:26:21` is `v2`

"#]]);
    archive(&workspace, &["log", "PR/26/21", "--format", "sarif"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `archive log` has no report `sarif`
  help: choose among `human`, `plain`, `json`

"#]]);
    // One wrong word does not keep the others.
    let output = workspace.command(&["archive", "log", "-", "--format", "json"]).stdin("PR/26/22\nPR/26/21\n").assert();
    assert_eq!(out_of(output.code(2)).lines().count(), 2);

    // Neither the release nor a workspace need be there any more.
    let elsewhere = Workspace::bare();
    let place = workspace.path().join("archive");
    let place = place.to_str().expect("a path");
    let text = out_of(archive(&elsewhere, &["show", "PR/26/21@v1", "--archive", place]).success());
    assert!(text.contains("Lanterns on the river  (edition 1)"), "{text}");
    archive(&elsewhere, &["log", "PR/26/21"]).code(2);
    archive(&elsewhere, &["verify"]).code(2).stdout_eq("");
}

#[test]
fn a_version_is_shown_with_all_that_it_holds() {
    let workspace = corrected();
    let text = out_of(archive(&workspace, &["show", "PR/26/21"]).success()).replace('\u{a0}', " ");
    for part in [
        "sealed 2026-03-03 09:00 (UTC) by Anna Berg <anna@example.org>: correction: The lanterns float at 10:00, not",
        "en  Lanterns on the river  (edition 2)\n    Correction, 3 March 2026, 09:00 (UTC): The lanterns float",
        "  releases/PR/26/21/map.txt\n",
        "made by pressdoc ",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let json = out_of(archive(&workspace, &["show", "PR/26/21@v1", "--format", "json"]).success());
    let page: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let files = page["files"].as_array().expect("files");
    let source = files.iter().find(|file| file["path"] == PLACE).expect("the source");
    assert_eq!(source["size"], NOTICE.len());
    assert_eq!(source["digest"].as_str().expect("a digest").len(), 128);
    assert_eq!(source["since"], "v1");
    assert_eq!(page["notices"]["en"]["headline"], "Lanterns on the river");

    let file = archive(&workspace, &["show", "PR/26/21@v1", "--file", PLACE]).success();
    assert_eq!(out_of(file), NOTICE, "byte for byte");
    archive(&workspace, &["show", "PR/26/21", "--file", "en.md"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: found no file `en.md`
  help: `v2` of `urn:pressdoc:plain:PR:26:21` has other files: look at its state

"#]]);
    let content = object(&workspace.path().join("archive")).join("v1/content").join(PLACE);
    std::fs::write(&content, NOTICE.replace("Orla", "Orca")).expect("damage");
    let complaint = complaint_of(archive(&workspace, &["show", "PR/26/21@v1", "--file", PLACE]).code(2));
    assert!(complaint.contains("is not what was archived"), "{complaint}");
}

#[test]
fn the_difference_is_told_in_sentences() {
    let workspace = corrected();
    let told = str![[r#"
en: added: “Correction, 3 March 2026, 09:00 (UTC): The lanterns float at 10:00, not at 11:00.”
en: “March 2026 at 11:00.” became “March 2026 at 10:00.”
en: added: “The quay is closed from noon.”
attachment added: releases/PR/26/21/map.txt
[..] forms made anew

"#]];
    for arguments in [&["diff", "PR/26/21@v1", "PR/26/21@v2"][..], &["diff", "PR/26/21@v1"], &["diff", "PR/26/21"]] {
        archive(&workspace, arguments).success().stderr_eq("").stdout_eq(told.clone());
    }
    let json = out_of(archive(&workspace, &["diff", "PR/26/21", "--format", "json"]).success());
    let line: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(line["languages"]["en"][1]["before"], "March 2026 at 11:00.");
    assert_eq!(line["languages"]["en"][1]["after"], "March 2026 at 10:00.");
    assert_eq!((&line["from"], &line["to"]), (&"v1".into(), &"v2".into()));
    let attachment = serde_json::json!({"role": "attachment", "kind": "added", "path": "releases/PR/26/21/map.txt"});
    assert!(line["files"].as_array().expect("files").contains(&attachment));

    let back = out_of(archive(&workspace, &["diff", "PR/26/21@v2", "PR/26/21@v1"]).success());
    assert!(back.contains("en: removed: “The quay is closed from noon.”"), "{back}");
    archive(&workspace, &["diff", "PR/26/21@v1", "PR/26/21@v1"]).success().stdout_eq("en: the same words\n");
    archive(&workspace, &["diff", "PR/26/21@v1", "urn:pressdoc:plain:PR:26:99"]).code(2).stdout_eq("");
}

#[test]
fn a_version_taken_out_again_is_a_workspace() {
    let workspace = corrected();
    archive(&workspace, &["restore", "PR/26/21@v1", "--to", "back"])
        .success()
        .stdout_eq("urn:pressdoc:plain:PR:26:21@v1 is in back\n");
    assert_eq!(workspace.read(&format!("back/{PLACE}")), NOTICE.as_bytes());
    let html = workspace.read("back/forms/PR-26-21.en.html");
    let again = Workspace::bare();
    let folder = workspace.path().join("back");
    let file = folder.join(PLACE);
    let out = again.path().join("out");
    let arguments = ["render", file.to_str().expect("a path"), "--to", "html", "--out", out.to_str().expect("a path")];
    again.pressdoc(&arguments).success();
    assert_eq!(again.read("out/PR/26/21/PR-26-21.en.html"), html, "the same page from the sources that were sealed");
    // Nothing is ever written over.
    archive(&workspace, &["restore", "PR/26/21@v1", "--to", "back"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `[..]back` is not empty, and nothing is ever written over
  help: name a folder that does not exist yet

"#]]);
}

#[test]
fn every_byte_is_verified_and_what_was_changed_is_named() {
    let workspace = corrected();
    let root = workspace.path().join("archive");
    let sound = archive(&workspace, &["verify"]).success().stderr_eq("");
    let sound = out_of(sound);
    let files = files_below(&root);
    let content: Vec<u64> =
        files.iter().filter(|(path, _)| path.contains("/content/")).map(|(_, bytes)| bytes.len() as u64).collect();
    let bytes: u64 = content.iter().sum();
    assert_eq!(sound, format!("sound: 1 object, 2 versions, {} files with {bytes} bytes read\n", content.len()));
    assert_eq!(out_of(archive(&workspace, &["verify", "PR/26/21"]).success()), sound);

    // One bit of every fifth file, and every file around the object.
    for (number, (path, bytes)) in files.iter().enumerate() {
        if number % 5 != 0 && path.contains("/content/") {
            continue;
        }
        let mut damaged = bytes.clone();
        let at = damaged.len() / 2;
        damaged[at] ^= 4;
        std::fs::write(root.join(path), &damaged).expect("damage");
        let verified = archive(&workspace, &["verify", "--strict", "--format", "plain"]).code(1);
        std::fs::write(root.join(path), bytes).expect("repair");
        let told = out_of(verified);
        assert!(told.contains(path.rsplit('/').next().expect("a name")), "{path}: {told}");
        assert!(told.contains("  help: "), "{told}");
    }
    let form = files.keys().find(|path| path.ends_with(".html")).expect("a form");
    std::fs::remove_file(root.join(form)).expect("a form");
    let told = out_of(archive(&workspace, &["verify"]).code(1));
    assert!(told.contains(&format!("error[E092] {form}: the file is missing")), "{told}");
    assert!(told.contains("\n  rule: every file has the digest that the inventory gives it\n  help: "), "{told}");
    assert!(told.lines().last().expect("a line").starts_with("1 error: 1 object, 2 versions, "), "{told}");
    std::fs::write(root.join(form), &files[form]).expect("repair");

    std::fs::write(root.join("note.txt"), "x").expect("a file");
    let told = out_of(archive(&workspace, &["verify"]).success());
    assert!(told.contains("warning[P003] note.txt: no digest covers this file"), "{told}");
    assert!(told.ends_with("read\n") && told.contains("\nsound, with 1 warning: "), "{told}");
    archive(&workspace, &["verify", "--strict"]).code(1);
    let json = out_of(archive(&workspace, &["verify", "--format", "json"]).success());
    let lines: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["code"], "P003");
    assert_eq!((lines[1]["errors"].as_u64(), lines[1]["warnings"].as_u64()), (Some(0), Some(1)));
    assert_eq!(lines[1]["bytes"].as_u64(), Some(bytes));
}

#[test]
fn an_archive_too_damaged_to_be_opened_is_verified() {
    let workspace = corrected();
    let root = workspace.path().join("archive");
    std::fs::remove_file(root.join("0=ocfl_1.1")).expect("the declaration");
    std::fs::write(root.join("ocfl_layout.json"), "{").expect("damage");
    archive(&workspace, &["log", "PR/26/21"]).code(2).stdout_eq("");
    let told = out_of(archive(&workspace, &["verify"]).code(1));
    assert!(told.contains("error[E069] ") && told.contains("error[E070] "), "{told}");
    let told = out_of(archive(&workspace, &["verify", "PR/26/21"]).success());
    assert!(told.starts_with("sound: 1 object, 2 versions, "), "{told}");
    let inventory = object(&root).join("inventory.json");
    std::fs::write(&inventory, &std::fs::read(&inventory).expect("bytes")[..100]).expect("damage");
    let told = out_of(archive(&workspace, &["verify"]).code(1));
    assert!(told.contains("error[E033] "), "{told}");
}

#[test]
fn what_is_sealed_is_signed_and_asked_for_its_signature() {
    let workspace =
        Workspace::new().with(PLACE, NOTICE).with("office.key", secret_text(0)).with("office.pub", public_text(0));
    workspace.write("other.pub", public_text(1));
    workspace.write("other.key", secret_text(1));
    let add = ["add", "PR/26/21", "--now", "2026-03-02T09:00:00Z", "--sign", "office.key"];
    archive(&workspace, &add).success();
    let log = out_of(archive(&workspace, &["log", "PR/26/21"]).success());
    assert!(log.contains("    edition 1 · en · signed by "), "{log}");
    let told = out_of(archive(&workspace, &["verify", "--key", "office.pub"]).success());
    assert!(told.starts_with("sound, signatures good: 1 object, "), "{told}");
    let line = public_text(0).lines().nth(1).expect("a key").to_owned();
    archive(&workspace, &["verify", "--key", "other.pub", "--key", &line]).success();
    let told = out_of(archive(&workspace, &["verify", "PR/26/21", "--key", "other.pub"]).code(1));
    assert!(told.contains("error[P008] ") && told.contains("is signed by another key"), "{told}");

    // A version without a signature, signed when somebody notices.
    workspace.write(PLACE, NOTICE.replace("at 11:00", "at 10:00"));
    let correct = ["add", "PR/26/21", "--now", "2026-03-03T09:00:00Z", "--correction", "At 10:00, not at 11:00."];
    archive(&workspace, &correct).success();
    let told = out_of(archive(&workspace, &["verify", "--key", "office.pub"]).code(1));
    assert!(told.contains("`v2`, the newest version, has no signature of the keys given"), "{told}");
    archive(&workspace, &["add", "PR/26/21", "--now", "2026-03-04T09:00:00Z", "--sign", "office.key"]).success();
    archive(&workspace, &["verify", "--key", "office.pub"]).success();
    archive(&workspace, &["sign", "--all", "--sign", "office.key"]).success().stdout_eq("");
    let signed = out_of(archive(&workspace, &["sign", "PR/26/21@v1", "--sign", "other.key"]).success());
    assert!(signed.starts_with("urn:pressdoc:plain:PR:26:21@v1 signed by "), "{signed}");

    // A bit of a signature.
    let root = workspace.path().join("archive");
    let path = object(&root).join("logs/v2.inventory.json.minisig");
    let text = std::fs::read_to_string(&path).expect("a signature");
    std::fs::write(&path, text.replace("signed:2026", "signed:2025")).expect("damage");
    let told = out_of(archive(&workspace, &["verify"]).code(1));
    assert!(told.contains("error[P007] ") && told.contains("logs/v2.inventory.json.minisig"), "{told}");
}

#[test]
fn a_key_that_cannot_sign_is_told_before_anything_is_sealed() {
    let workspace = Workspace::new().with(PLACE, NOTICE).with("office.pub", public_text(0)).with("x.key", "x");
    let locked = minisign::KeyPair::generate_encrypted_keypair(Some("Lantern".to_owned())).expect("keys");
    workspace.write("locked.key", locked.sk.to_box(None).expect("a key").into_string());
    let add = |key: &str| archive(&workspace, &["add", "PR/26/21", "--now", "2026-03-02T09:00:00Z", "--sign", key]);
    add("none.key").code(2).stdout_eq("").stderr_eq(str![[r#"
error: could not read `none.key`: no such file or directory
  help: check that it exists and that you may read it

"#]]);
    add("x.key").code(2).stdout_eq("").stderr_eq(str![[r#"
error: `x.key`: the key to sign with is not a secret key of minisign
  help: name the secret key that `minisign -G` has made, a file of two lines; nothing was signed

"#]]);
    add("office.pub").code(2).stdout_eq("").stderr_eq(str![[r#"
error: `office.pub`: the key to sign with is a public key
  help: name the secret key that `minisign -G` has made, a file of two lines; nothing was signed

"#]]);
    add("locked.key").code(2).stdout_eq("").stderr_eq(str![[r#"
error: the key `locked.key` has a password, and nobody is there to be asked for it
  help: run the command in a terminal, or set PRESSDOC_SIGN_PASSWORD for this command alone; nothing was signed

"#]]);
    let with = |password: &str| {
        workspace
            .command(&["archive", "add", "PR/26/21", "--now", "2026-03-02T09:00:00Z", "--sign", "locked.key"])
            .env("PRESSDOC_BY", "Anna Berg <anna@example.org>")
            .env("PRESSDOC_SIGN_PASSWORD", password)
            .assert()
    };
    with("lantern").code(2).stdout_eq("").stderr_eq(str![[r#"
error: `locked.key`: the password is not that of the key to sign with, or the key is damaged
  help: try again with the password given when the key was made; nothing was signed

"#]]);
    assert!(!workspace.has("archive"), "nothing was sealed");
    with("Lantern").success();
    let public: String = locked.pk.to_box().expect("a key").into();
    workspace.write("locked.pub", public);
    archive(&workspace, &["verify", "--key", "locked.pub"]).success();
    archive(&workspace, &["verify", "--key", "locked.key"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `locked.key`: the key to check with is a secret key
  help: name the public key that `minisign -G` has made, a file that ends in `.pub`

"#]]);
    // Neither key nor password is anywhere in the archive.
    for (path, bytes) in files_below(&workspace.path().join("archive")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Lantern\u{0}") && !text.contains("RWRTY0Iy"), "{path}");
    }
}

#[test]
fn releases_and_years_are_bagged_to_hand_over() {
    let workspace = corrected();
    archive(&workspace, &["bag", "PR/26/21", "--to", "one"]).success().stdout_eq("1 version in one\n");
    assert!(workspace.has("one/data/plain-PR-26-21/v2/forms/PR-26-21.en.txt"));
    assert!(!workspace.has("one/data/plain-PR-26-21/v1"));
    archive(&workspace, &["bag", "--year", "2026", "--all-versions", "--to", "year"])
        .success()
        .stdout_eq("2 versions in year\n");
    assert!(workspace.has("year/data/plain-PR-26-21/v1/forms/PR-26-21.en.txt"));
    let info = String::from_utf8(workspace.read("year/bag-info.txt")).expect("text");
    assert!(info.contains("External-Identifier: urn:pressdoc:plain:PR:26:21\n"), "{info}");
    archive(&workspace, &["bag", "--year", "2025", "--to", "none"]).code(2).stdout_eq("");
    archive(&workspace, &["bag", "PR/26/21", "PR/26/99", "--to", "part"]).code(2).stdout_eq("");
    assert!(!workspace.has("part") && !workspace.has("none"));
}

#[test]
fn the_index_knows_what_a_release_is() {
    let workspace = corrected();
    let line = out_of(archive(&workspace, &["index"]).success());
    assert_eq!(line.lines().count(), 1);
    let line: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(line["id"], "urn:pressdoc:plain:PR:26:21");
    assert_eq!(line["reference"], "PR/26/21");
    assert_eq!(line["edition"], 2);
    assert_eq!(line["languages"], serde_json::json!(["en"]));
    assert_eq!(line["headlines"]["en"], "Lanterns on the river");
    assert_eq!(line["withdrawn"], false);
    assert_eq!(line["head"], "v2");
}

#[test]
fn what_is_under_embargo_is_said_to_be() {
    let text = format!("+++\nembargo = 2026-03-05T09:00:00Z\n+++\n{NOTICE}");
    let workspace = Workspace::new().with(PLACE, text).with("office.key", secret_text(0));
    let before = ["--now", "2026-03-02T09:00:00Z"];
    let after = ["--now", "2026-03-05T09:00:00Z"];
    archive(&workspace, &[&["add", "PR/26/21", "--sign", "office.key"], &before[..]].concat()).success();
    let note = "note: PR/26/21 is under embargo until 2026-03-05 09:00 (UTC): not to be passed on before\n";
    for command in [&["log", "PR/26/21"][..], &["show", "PR/26/21"], &["restore", "PR/26/21", "--to", "early"]] {
        archive(&workspace, &[command, &before[..]].concat()).success().stderr_eq(note);
    }
    let log = out_of(archive(&workspace, &[&["log", "PR/26/21"], &before[..]].concat()).success());
    assert!(log.contains(" · withheld until 2026-03-05 09:00 (UTC)"), "{log}");
    archive(&workspace, &[&["bag", "--year", "2026", "--to", "year"], &before[..]].concat()).code(2);
    archive(&workspace, &[&["log", "PR/26/21"], &after[..]].concat()).success().stderr_eq("");
    archive(&workspace, &[&["bag", "--year", "2026", "--to", "year"], &after[..]].concat()).success();
    let index = out_of(archive(&workspace, &[&["index"], &before[..]].concat()).success());
    assert!(index.contains("\"withheld_until\":\"2026-03-05T09:00:00Z\""), "{index}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let signature = object(&workspace.path().join("archive")).join("logs/v1.inventory.json.minisig");
        for file in [signature, workspace.path().join("early").join(PLACE)] {
            let mode = std::fs::metadata(&file).expect("a file").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}: {mode:o}", file.display());
        }
    }
}

/// What stands in an archive may be anybody's text.
#[test]
fn names_and_texts_of_others_command_no_terminal() {
    let workspace = Workspace::bare();
    let root = workspace.path().join("archive");
    let made = Archive::create(&root).expect("an archive");
    let evil = "\u{1b}[2J\u{7}\u{202e}x\u{9b}31m";
    let files = [
        ("en.md", "text"),
        ("notice.json", "{\"schema\": \"other\"}"),
        ("provenance.json", "not JSON"),
        ("zz\u{202e}gpj.txt", "turned"),
    ];
    let new = NewVersion {
        files: files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Content::Bytes(text.as_bytes().to_vec())))
            .collect(),
        message: format!("message {evil}"),
        user: User::new(format!("Somebody {evil}"), "mailto:somebody@example.org").expect("a user"),
        created: "2026-11-01T09:00:00Z".parse().expect("a time"),
        readers: Readers::Anybody,
        follows: Follows::Any,
    };
    made.add(&id(), &new).expect("a version");
    made.add(&id(), &version(2, &[("en.md", "another")])).expect("a version");
    #[cfg(unix)]
    {
        std::fs::write(root.join(format!("name{evil}.txt")), "x").expect("a file");
        std::fs::write(object(&root).join(format!("logs{evil}")), "x").expect("a file");
    }
    let name = ObjectId::new(super::ID).expect("a URI").to_string();
    for arguments in [
        &["log", &name][..],
        &["show", &format!("{name}@v1")],
        &["diff", &name],
        &["verify"],
        &["verify", "--format", "plain"],
        &["verify", &name],
        &["index"],
        &["log", &name, "--format", "json"],
        &["verify", "--format", "json"],
    ] {
        let output = archive(&workspace, &[arguments, &["--archive", "archive"]].concat());
        let output = output.get_output();
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8(bytes.clone()).expect("text");
            let json = arguments.contains(&"json") || arguments.contains(&"index");
            let bad = |c: char| (c.is_control() && c != '\n') || (!json && c == '\u{202e}');
            assert!(
                !text.chars().any(|c| bad(c) && !(json && c == '\u{9b}')),
                "{arguments:?}: {}",
                text.escape_debug()
            );
        }
        assert!(!output.stdout.is_empty(), "{arguments:?}");
    }
}
