//! Releases that are sealed, told to the real program, and the archive looked at
//! with nothing but files and digests.

mod embargo;
mod interruption;
mod kept_out;
mod reproduction;

use std::collections::BTreeMap;
use std::path::PathBuf;

use pressdoc::archive::{Archive, ObjectId, VersionNumber, verify};
use serde_json::Value;
use sha2::{Digest as _, Sha512};
use snapbox::cmd::{Command, OutputAssert};

use crate::support::workspace::Workspace;

const PLACE: &str = "releases/PR/26/21/en.md";
const NOTICE: &str = "+++\nissued = 2026-03-02T09:00:00+00:00\nzone = \"Europe/London\"\nhouse = \"plain\"\n+++\n\nOrla Valley Council - Press release\n\nPR/26/21\n\n# Lanterns on the river\n\nLAKESIDE, 2 March 2026 – Lanterns float on the Orla on Saturday 7 March 2026. They are lit at 18:00.\n\n## Press contacts\n\n- Rhona ASHDALE, press officer, Orla Valley Council, +44 20 7946 0142, rhona.ashdale@orla-valley.example.org\n\nENDS\n";
const FRENCH: &str = "+++\nissued = 2026-03-02T09:00:00+00:00\nzone = \"Europe/London\"\nhouse = \"plain\"\ntranslation_of = \"en\"\n+++\n\nOrla Valley Council - Communiqué de presse\n\nPR/26/21\n\n# Des lanternes sur la rivière\n\nLAKESIDE, le 2 mars 2026 – Des lanternes flottent sur l’Orla le samedi 7 mars 2026. Elles s’allument à 18 h 00.\n\n## Contacts pour la presse\n\n- Rhona ASHDALE, attachée de presse, Orla Valley Council, +44 20 7946 0142, rhona.ashdale@orla-valley.example.org\n\nENDS\n";
const PERSON: &str = "Anna Berg <anna@orla-valley.example.org>";
const ID: &str = "urn:pressdoc:plain:PR:26:21";

/// A workspace with one release.
fn office() -> Workspace {
    Workspace::new().with(PLACE, NOTICE)
}

/// `pressdoc archive …` at a time.
fn archive(workspace: &Workspace, now: &str, arguments: &[&str]) -> Command {
    let all: Vec<&str> = ["archive"].iter().chain(arguments).copied().chain(["--now", now]).collect();
    workspace.command(&all).env("PRESSDOC_BY", PERSON)
}

fn add(workspace: &Workspace, now: &str, arguments: &[&str]) -> OutputAssert {
    let all: Vec<&str> = ["add", "PR/26/21"].iter().chain(arguments).copied().collect();
    archive(workspace, now, &all).assert()
}

const FIRST: &str = "2026-03-02T09:00:00Z";
const SECOND: &str = "2026-03-03T10:30:00Z";
const THIRD: &str = "2026-03-04T08:15:00Z";

fn opened(workspace: &Workspace) -> Archive {
    Archive::open(&workspace.path().join("archive")).expect("an archive")
}

fn id() -> ObjectId {
    ObjectId::new(ID).expect("a name")
}

fn v(number: u32) -> VersionNumber {
    VersionNumber::new(number).expect("a version")
}

/// The files of a version.
fn version(workspace: &Workspace, number: u32) -> BTreeMap<String, Vec<u8>> {
    let archive = opened(workspace);
    let state = archive.state(&id(), Some(v(number))).expect("a version");
    let read = |path: &String| {
        let mut bytes = Vec::new();
        let mut file = archive.read(&id(), Some(v(number)), path).expect("a file");
        std::io::Read::read_to_end(&mut file, &mut bytes).expect("whole");
        bytes
    };
    state.files.keys().map(|path| (path.clone(), read(path))).collect()
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    serde_json::from_slice(&files[path]).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn messages(workspace: &Workspace) -> Vec<String> {
    let log = opened(workspace).log(&id()).expect("a log");
    log.into_iter().map(|entry| format!("{} {}", entry.created, entry.message.unwrap_or_default())).collect()
}

/// Everything that is wrong with the archive.
fn faults(workspace: &Workspace) -> Vec<String> {
    verify::all(opened(workspace).store()).iter().map(ToString::to_string).collect()
}

/// The text of the forms that are text, with single spaces in it.
fn texts(files: &BTreeMap<String, Vec<u8>>, language: &str) -> Vec<(String, String)> {
    let is_text = |path: &&String| {
        let ending = format!(".{language}.");
        path.contains(&ending) && [".html", ".txt", ".json", ".xml", ".atom"].iter().any(|end| path.ends_with(end))
    };
    let forms = files.keys().filter(|path| path.starts_with("forms/"));
    let flowing = |path: &String| {
        let text = std::str::from_utf8(&files[path]).expect("text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    forms.filter(is_text).map(|path| (path.clone(), flowing(path))).collect()
}

fn sha512(bytes: &[u8]) -> String {
    Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn files_below(workspace: &Workspace, folder: &str) -> Vec<PathBuf> {
    let all = workspace.files();
    all.into_iter().filter(|path| path.starts_with(folder)).map(|path| workspace.path().join(path)).collect()
}

#[test]
fn a_version_holds_what_was_written_what_it_was_made_with_and_what_was_made() {
    let workspace = office().with("pressdoc.toml", "house = \"plain\"\n").with("releases/PR/26/21/map.txt", "a map\n");
    let done = add(&workspace, FIRST, &[]).code(0).stderr_eq("note: `archive` is a new archive\n");
    let said = String::from_utf8(done.get_output().stdout.clone()).expect("text");
    assert!(said.starts_with("PR/26/21@v1  ") && said.ends_with("forms  first issue: en\n"), "{said}");

    let files = version(&workspace, 1);
    assert_eq!(files[PLACE], NOTICE.as_bytes(), "as it was written");
    assert_eq!(files["releases/PR/26/21/map.txt"], b"a map\n");
    assert_eq!(files["pressdoc.toml"], b"house = \"plain\"\n");
    for path in
        ["styles/plain/house.toml", "styles/plain/types/PR.toml", "styles/base/page.html", "assets/languages/en.toml"]
    {
        assert_eq!(
            files[path],
            std::fs::read(crate::support::workspace::project().join(path)).expect("a file"),
            "{path}"
        );
    }
    for form in pressdoc::render::FORMATS {
        let path = format!("forms/PR-26-21.en.{}", form.ending());
        // A notice without an event is no calendar entry, and a house without an
        // address sends no mail.
        if !["ics", "eml"].contains(&form.name()) {
            assert!(files.contains_key(&path), "{path}");
        }
    }
    // The forms are those that `render` makes.
    workspace.pressdoc(&["render", "PR/26/21", "--to", "all"]).code(0);
    for path in files.keys().filter_map(|path| path.strip_prefix("forms/")) {
        assert_eq!(files[&format!("forms/{path}")], workspace.read(&format!("out/PR/26/21/{path}")), "{path}");
    }

    let record = json(&files, "notice.json");
    assert_eq!(record["schema"], "urn:pressdoc:schema:release-1");
    assert_eq!(record["identifier"], ID);
    assert_eq!(record["edition"], 1);
    assert_eq!(record["withheld_until"], Value::Null);
    assert_eq!(record["notices"]["en"], json(&files, "forms/PR-26-21.en.json"), "the public record of each notice");

    let provenance = json(&files, "provenance.json");
    let objects = provenance["objects"].as_array().expect("objects");
    let mut told = BTreeMap::new();
    for object in objects {
        let path = object["path"].as_str().expect("a path");
        if object["kept"] == "here" {
            assert_eq!(object["sha512"], sha512(&files[path]), "{path}");
            assert_eq!(object["size"], files[path].len(), "{path}");
            told.insert(path, object);
        } else {
            assert!(path.starts_with("assets/fonts/"), "{path}");
        }
    }
    let untold: Vec<&String> = files.keys().filter(|path| !told.contains_key(path.as_str())).collect();
    assert_eq!(untold, ["provenance.json"], "everything else is accounted for");
    assert_eq!(told["forms/PR-26-21.en.html"]["content_hash"], record["notices"]["en"]["content_hash"]);
    let events: Vec<&str> =
        provenance["events"].as_array().expect("events").iter().filter_map(|event| event["type"].as_str()).collect();
    assert_eq!(events, ["validation", "creation", "validation", "ingestion"]);
    let rules = provenance["events"][0]["rules"].as_array().expect("rules");
    assert!(rules.len() > 80 && rules.contains(&"weekday-mismatch".into()), "{}", rules.len());
    assert_eq!(provenance["agents"][0]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(provenance["agents"][1]["address"], "mailto:anna@orla-valley.example.org");

    assert_eq!(messages(&workspace), [format!("{FIRST} first issue: en")]);
    assert_eq!(faults(&workspace), Vec::<String>::new());
}

#[test]
fn a_version_taken_out_again_is_a_workspace() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    let restored = Workspace::bare();
    opened(&workspace).restore(&id(), None, &restored.path().join("out-of-it")).expect("restored");
    let inside = Workspace::bare();
    for (path, bytes) in version(&workspace, 1) {
        assert_eq!(restored.read(&format!("out-of-it/{path}")), bytes);
        inside.write(&path, bytes);
    }
    inside.pressdoc(&["render", "PR/26/21", "--to", "all"]).code(0);
    for (path, bytes) in version(&workspace, 1) {
        if let Some(name) = path.strip_prefix("forms/") {
            assert_eq!(inside.read(&format!("out/PR/26/21/{name}")), bytes, "{name}");
        }
    }
}

#[test]
fn what_is_sealed_already_is_left_alone() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    let before = files_below(&workspace, "archive");
    add(&workspace, SECOND, &[]).code(0).stdout_eq("").stderr_eq("PR/26/21 is sealed already as v1\n");
    archive(&workspace, SECOND, &["add", "--all"]).assert().code(0).stderr_eq("PR/26/21 is sealed already as v1\n");
    // What came back from a translator, and what an editor leaves, was not issued.
    workspace.write("releases/PR/26/21/fr.xlf", "<xliff/>");
    workspace.write("releases/PR/26/21/en.md~", "old");
    workspace.write("releases/PR/26/21/.en.md.swp", "open");
    add(&workspace, SECOND, &[]).code(0).stderr_eq("PR/26/21 is sealed already as v1\n");
    assert_eq!(files_below(&workspace, "archive"), before);
}

#[test]
fn a_correction_is_written_down_shown_in_every_form_and_takes_nothing_away() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    let first = version(&workspace, 1);
    let corrected = NOTICE.replace("18:00", "17:30");
    workspace.write(PLACE, &corrected);
    let words = "The lanterns are lit at 17:30, \"not\" at 18:00.";
    add(&workspace, SECOND, &["--correction", words])
        .code(0)
        .stderr_eq("note: the change now stands in `releases/PR/26/21/en.md` as well\n");

    let source = String::from_utf8(workspace.read(PLACE)).expect("text");
    let table = "\n[[correction]]\nat = 2026-03-03T10:30:00+00:00\ntext = \"The lanterns are lit at 17:30, \\\"not\\\" at 18:00.\"\n+++\n";
    assert_eq!(source, corrected.replacen("house = \"plain\"\n+++\n", &format!("house = \"plain\"\n{table}"), 1));

    let second = version(&workspace, 2);
    assert_eq!(second[PLACE], source.as_bytes(), "sources and forms say the same");
    for (path, text) in texts(&second, "en") {
        assert!(text.contains("17:30, ") && text.contains("not") && text.contains("3 March 2026"), "{path}: {text}");
    }
    let record = json(&second, "notice.json");
    assert_eq!(record["edition"], 2);
    assert_eq!(record["notices"]["en"]["corrections"][0]["text"], words);
    assert_eq!(version(&workspace, 1), first, "the first version is what it was");
    assert_eq!(messages(&workspace)[1], format!("{SECOND} correction: {words}"));

    // What did not change is stored once.
    let stored = files_below(&workspace, "archive");
    let stored: Vec<String> = stored.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    assert!(stored.iter().any(|path| path.ends_with("v1/content/styles/base/page.html")));
    assert!(!stored.iter().any(|path| path.contains("v2/content/styles")));
    assert_eq!(faults(&workspace), Vec::<String>::new());

    // Said once more, it is not done once more.
    add(&workspace, THIRD, &["--correction", words]).code(0).stderr_eq("PR/26/21 is sealed already as v2\n");
    assert_eq!(workspace.read(PLACE), source.as_bytes());
}

#[test]
fn a_correction_that_the_officer_wrote_needs_no_other() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    let table = "[[correction]]\nat = 2026-03-03T10:00:00+00:00\ntext = \"Lit at 17:30, not at 18:00.\"\n";
    let corrected = NOTICE.replace("18:00", "17:30").replacen("+++\n\nOrla", &format!("{table}+++\n\nOrla"), 1);
    workspace.write(PLACE, &corrected);
    add(&workspace, SECOND, &[]).code(0).stderr_eq("");
    assert_eq!(workspace.read(PLACE), corrected.as_bytes());
    assert_eq!(messages(&workspace)[1], format!("{SECOND} correction: Lit at 17:30, not at 18:00."));
}

#[test]
fn each_language_says_the_correction_in_its_own_words() {
    let workspace = office().with("releases/PR/26/21/fr.md", FRENCH);
    add(&workspace, FIRST, &[]).code(0);
    workspace.write(PLACE, NOTICE.replace("18:00", "17:30"));
    workspace.write("releases/PR/26/21/fr.md", FRENCH.replace("18 h 00", "17 h 30"));
    add(&workspace, SECOND, &["--correction", "Lit at 17:30.", "--correction", "fr=Allumées à 17 h 30."]).code(0);
    let files = version(&workspace, 2);
    let record = json(&files, "notice.json");
    assert_eq!(record["notices"]["en"]["corrections"][0]["text"], "Lit at 17:30.");
    assert_eq!(record["notices"]["fr"]["corrections"][0]["text"], "Allumées à 17 h 30.");
    assert_eq!(
        messages(&workspace)[1],
        format!("{SECOND} correction (en): Lit at 17:30.; correction (fr): Allumées à 17 h 30.")
    );
    // One language alone may be corrected, and the other says nothing of it.
    workspace.write(
        "releases/PR/26/21/fr.md",
        String::from_utf8(workspace.read("releases/PR/26/21/fr.md")).expect("text").replace("samedi", "samedi soir"),
    );
    workspace.write(
        "releases/PR/26/21/fr.md",
        String::from_utf8(workspace.read("releases/PR/26/21/fr.md"))
            .expect("text")
            .replace("samedi soir 7", "samedi 7")
            .replace("flottent", "voguent"),
    );
    add(&workspace, THIRD, &["--correction", "fr=Elles voguent."]).code(0);
    let record = json(&version(&workspace, 3), "notice.json");
    assert_eq!(record["notices"]["en"]["edition"], 2);
    assert_eq!(record["notices"]["fr"]["edition"], 3);
}

#[test]
fn a_translation_that_comes_later_corrects_nothing() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    workspace.write("releases/PR/26/21/fr.md", FRENCH);
    add(&workspace, SECOND, &[]).code(0).stderr_eq("");
    assert_eq!(messages(&workspace)[1], format!("{SECOND} added: fr"));
    let record = json(&version(&workspace, 2), "notice.json");
    assert_eq!(record["edition"], 1);
    assert_eq!(record["notices"]["en"]["versions"].as_array().expect("versions").len(), 2);
}

#[test]
fn a_release_that_is_withdrawn_says_so_and_keeps_its_text() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    add(&workspace, SECOND, &["--withdraw", "The lanterns are put off until autumn."]).code(0);
    let files = version(&workspace, 2);
    for (path, text) in texts(&files, "en") {
        assert!(text.contains("put off until autumn") && text.contains("Lanterns float on the Orla"), "{path}");
    }
    assert_eq!(json(&files, "notice.json")["withdrawn"], true);
    assert_eq!(messages(&workspace)[1], format!("{SECOND} withdrawal: The lanterns are put off until autumn."));
}
