//! For every validation code that files can break: a valid archive, broken in
//! one way, and what must be said of it. Written after the specification's list.
//!
//! With `PRESSDOC_FIXTURES=DIR` they are kept for `tests/judges/archive/run`,
//! which shows them to another program.

use std::collections::BTreeSet;

use pressdoc::archive::codes::CODES;
use pressdoc::archive::{Arises, Finding, Folder, verify};
use serde_json::{Value, json};

use super::mutations::{Ground, copy, digest, link};
use super::signatures::{foreign_signature, signature};
use super::told;

/// What is done to a sound archive.
type Change = fn(&Ground);

/// One way to break an archive.
struct Fixture {
    name: &'static str,
    /// How many versions the object has before.
    versions: usize,
    /// Whether the archive is judged, or the object alone.
    whole: bool,
    /// All codes that must be told, and no others.
    codes: &'static [&'static str],
    change: Change,
}

const fn object(name: &'static str, versions: usize, codes: &'static [&'static str], change: Change) -> Fixture {
    Fixture { name, versions, whole: false, codes, change }
}

const fn archive(name: &'static str, codes: &'static [&'static str], change: Change) -> Fixture {
    Fixture { name, versions: 1, whole: true, codes, change }
}

/// The state of the first version.
fn state(inventory: &mut Value) -> &mut serde_json::Map<String, Value> {
    inventory["versions"]["v1"]["state"].as_object_mut().expect("a state")
}

fn remove_key(value: &mut Value, key: &str) {
    value.as_object_mut().expect("an object").remove(key).expect("the key");
}

/// Puts something else in place of the digest of `first`, in manifest and state.
fn instead_of_digest(ground: &Ground, other: &str) {
    ground.edit_text(|text| text.replace(&digest("first"), other));
}

const FIXTURES: &[Fixture] = &[
    object("E001_file", 1, &["E001"], |g| g.write("extra.txt", "x")),
    object("E001_folder", 1, &["E001"], |g| g.write("extra/x.txt", "x")),
    object("E003_none", 1, &["E003"], |g| g.remove("0=ocfl_object_1.1")),
    object("E003_two", 1, &["E003"], |g| g.write("0=ocfl_object_1.0", "ocfl_object_1.0\n")),
    object("E004", 1, &["E003", "E004"], |g| {
        g.remove("0=ocfl_object_1.1");
        g.write("0=ocfl_object_7.0", "ocfl_object_7.0\n");
    }),
    object("E005", 1, &["E003", "E005"], |g| g.rename("0=ocfl_object_1.1", "1=ocfl_object_1.1")),
    object("E006", 1, &["E003", "E006"], |g| {
        g.remove("0=ocfl_object_1.1");
        g.write("0=ocfl_thing_1.1", "ocfl_thing_1.1\n");
    }),
    object("E007_line", 1, &["E007"], |g| g.write("0=ocfl_object_1.1", "ocfl_object_1.1")),
    object("E007_value", 1, &["E007"], |g| g.write("0=ocfl_object_1.1", "ocfl_object_1.0\n")),
    object("E008", 1, &["E008"], |g| g.edit(|i| i["versions"] = json!({}))),
    object("E009", 1, &["E009"], |g| g.renumber(&["v2"], "v2")),
    object("E010", 1, &["E010", "W010"], |g| g.renumber(&["v1", "v3"], "v1")),
    object("E011", 1, &["E011", "W001", "W010"], |g| {
        g.renumber(&["v01", "v02", "v03", "v04", "v05", "v06", "v07", "v08", "v09", "v10"], "v01");
    }),
    object("E012", 1, &["E012", "E040", "E046", "W010"], |g| g.renumber(&["v1", "v02"], "v1")),
    object("E013", 2, &["E013", "E023", "E092", "W001"], |g| {
        let text = g.inventory("v1").to_string().replace("v1/", "v01/").replace("\"v1\"", "\"v01\"");
        g.put(&["v1"], &text);
    }),
    object("E014", 1, &["E014", "E023"], |g| g.edit_text(|text| text.replace("v1/content/en.md", "v01/content/en.md"))),
    object("E015", 1, &["E015"], |g| g.write("v1/extra.txt", "x")),
    object("E016", 1, &["E016", "E092"], |g| g.remove("v1/content")),
    object("E017", 1, &["E017"], |g| g.edit(|i| i["contentDirectory"] = json!("content/inner"))),
    object("E018", 1, &["E018"], |g| g.edit(|i| i["contentDirectory"] = json!(".."))),
    object("E019", 2, &["E019"], |g| g.edit(|i| i["contentDirectory"] = json!("content"))),
    object("E020", 2, &["E020", "E023", "E092"], |g| {
        let text = g.inventory("v1").to_string().replace("v1/content/", "v1/files/");
        g.put(&["v1"], &text.replacen('{', "{\"contentDirectory\": \"files\",", 1));
    }),
    object("E021", 1, &["E021", "E023"], |g| g.edit_text(|text| text.replace("v1/content/en.md", "v1/files/en.md"))),
    object("E023", 1, &["E023"], |g| g.write("v1/content/extra.txt", "x")),
    object("E023_prior", 2, &["E023", "E050"], |g| {
        g.edit_in("v1", |i| remove_key(&mut i["manifest"], &digest("first")));
    }),
    object("E024", 1, &["E024"], |g| g.folder("v1/content/empty")),
    object("E025", 1, &["E025"], |g| g.edit(|i| i["digestAlgorithm"] = json!("md5"))),
    object("E029", 1, &["E029"], |g| g.edit(|i| i["fixity"] = json!({"sha1": {"x": ["v1/content/en.md"]}}))),
    object("E030", 1, &["E030"], |g| g.edit(|i| i["fixity"] = json!({"sha256": {"x": ["v1/content/en.md"]}}))),
    object("E031", 1, &["E031", "E092"], |g| instead_of_digest(g, "xyz")),
    object("E032", 1, &["E032"], |g| g.edit(|i| i["fixity"] = json!({"blake2b-512": {"x": ["v1/content/en.md"]}}))),
    object("E033_cut", 1, &["E033"], |g| g.edit_text(|text| text[..text.len() / 2].to_owned())),
    object("E033_list", 1, &["E033"], |g| g.put(&["", "v1"], "[]")),
    object("E033_twice", 1, &["E033"], |g| g.edit_text(|text| text.replacen('{', "{\"head\": \"v1\",", 1))),
    object("E034", 1, &["E034", "E063"], |g| g.rename("inventory.json", "Inventory.JSON")),
    object("E035", 1, &["E023", "E035"], |g| {
        g.edit_text(|text| text.replace("v1/content/en.md", "v1\\\\content\\\\en.md"));
    }),
    object("E036_id", 1, &["E036"], |g| g.edit(|i| remove_key(i, "id"))),
    object("E036_type", 1, &["E036"], |g| g.edit(|i| remove_key(i, "type"))),
    object("E036_digestAlgorithm", 1, &["E036"], |g| g.edit(|i| remove_key(i, "digestAlgorithm"))),
    object("E036_head", 1, &["E036"], |g| {
        g.edit(|i| remove_key(i, "head"));
    }),
    object("E037_empty", 1, &["E037"], |g| g.edit(|i| i["id"] = json!(""))),
    object("E037_number", 1, &["E037"], |g| g.edit(|i| i["id"] = json!(7))),
    object("E038_unknown", 1, &["E038"], |g| g.edit(|i| i["type"] = json!("https://ocfl.io/1.1/spec/"))),
    object("E038_other", 1, &["E038"], |g| g.edit(|i| i["type"] = json!("https://ocfl.io/1.0/spec/#inventory"))),
    object("E039", 1, &["E039", "E092"], |g| instead_of_digest(g, &"0".repeat(64))),
    object("E040", 1, &["E040"], |g| {
        g.edit(|i| i["head"] = json!("v2"));
    }),
    object("E041_manifest", 1, &["E041"], |g| g.edit(|i| remove_key(i, "manifest"))),
    object("E041_versions", 1, &["E041"], |g| g.edit(|i| remove_key(i, "versions"))),
    object("E042_version", 1, &["E023", "E042"], |g| {
        g.edit_text(|text| text.replace("v1/content/en.md", "v4/content/en.md"));
    }),
    object("E042_folder", 1, &["E023", "E042"], |g| {
        g.edit_text(|text| text.replace("v1/content/en.md", "en.md"));
    }),
    object("E044", 1, &["E044"], |g| g.edit(|i| i["versions"] = json!([]))),
    object("E046_missing", 2, &["E046", "E092"], |g| {
        let inventory = g.inventory("v2");
        g.remove("v2");
        g.put(&[""], &serde_json::to_string_pretty(&inventory).expect("JSON"));
    }),
    object("E046_extra", 1, &["E046"], |g| g.write("v2/content/x.txt", "x")),
    object("E047", 1, &["E047", "E107"], |g| g.edit(|i| i["versions"]["v1"] = json!("first"))),
    object("E048_created", 1, &["E048"], |g| g.edit(|i| remove_key(&mut i["versions"]["v1"], "created"))),
    object("E048_state", 1, &["E048", "E107"], |g| g.edit(|i| remove_key(&mut i["versions"]["v1"], "state"))),
    object("E049_zone", 1, &["E049"], |g| g.edit(|i| i["versions"]["v1"]["created"] = json!("2026-11-01T09:00:00"))),
    object("E049_seconds", 1, &["E049"], |g| g.edit(|i| i["versions"]["v1"]["created"] = json!("2026-11-01T09:00Z"))),
    object("E049_number", 1, &["E049"], |g| g.edit(|i| i["versions"]["v1"]["created"] = json!(2026))),
    object("E050_unknown", 1, &["E050"], |g| {
        g.edit(|i| drop(state(i).insert(digest("nowhere"), json!(["nowhere.txt"]))));
    }),
    object("E050_letters", 1, &["E050"], |g| {
        g.edit(|i| {
            let paths = state(i).remove(&digest("first")).expect("a file");
            state(i).insert(digest("first").to_uppercase(), paths);
        });
    }),
    object("E050_list", 1, &["E050", "E107"], |g| g.edit(|i| i["versions"]["v1"]["state"] = json!([]))),
    object("E052", 1, &["E052"], |g| g.edit(|i| state(i)[&digest("first")] = json!(["../en.md"]))),
    object("E053", 1, &["E053"], |g| g.edit(|i| state(i)[&digest("first")] = json!(["/en.md"]))),
    object("E054_text", 1, &["E054"], |g| g.edit(|i| i["versions"]["v1"]["user"] = json!("Press Office"))),
    object("E054_name", 1, &["E054"], |g| g.edit(|i| remove_key(&mut i["versions"]["v1"]["user"], "name"))),
    object("E056", 1, &["E056"], |g| g.edit(|i| i["fixity"] = json!({"crc32": {}}))),
    object("E057_list", 1, &["E057"], |g| g.edit(|i| i["fixity"] = json!({"md5": []}))),
    object("E057_path", 1, &["E057"], |g| {
        g.edit(|i| i["fixity"] = json!({"md5": {"d41d8cd98f00b204e9800998ecf8427e": ["v1/content/nowhere"]}}));
    }),
    object("E058_object", 1, &["E058"], |g| g.remove("inventory.json.sha512")),
    object("E058_version", 2, &["E058"], |g| g.remove("v1/inventory.json.sha512")),
    object("E059", 1, &["E059"], |g| g.rename("inventory.json.sha512", "inventory.json.sha256")),
    object("E060_object", 1, &["E060"], |g| {
        g.write("inventory.json.sha512", format!("{}  inventory.json\n", digest("other")));
    }),
    object("E060_version", 2, &["E060"], |g| {
        g.write("v1/inventory.json.sha512", format!("{}  inventory.json\n", digest("other")));
    }),
    object("E061_form", 1, &["E061"], |g| g.write("inventory.json.sha512", digest("other"))),
    object("E061_digest", 1, &["E061"], |g| g.write("inventory.json.sha512", "xyz  inventory.json\n")),
    object("E063", 1, &["E063"], |g| g.remove("inventory.json")),
    object("E064", 1, &["E064"], |g| g.edit_in("", |i| i["versions"]["v1"]["message"] = json!("another"))),
    object("E066_path", 2, &["E066"], |g| g.edit_in("v1", |i| state(i)[&digest("first")] = json!(["de.md"]))),
    object("E066_version", 2, &["E066"], |g| {
        let newest = g.inventory("");
        g.edit_in("v1", |i| *i = newest);
    }),
    object("E067", 1, &["E067"], |g| g.write("extensions/x.txt", "x")),
    object("E090", 1, &["E090"], |g| {
        g.remove("v1/content/en.md");
        link("photo.jpg".as_ref(), &g.object.join("v1/content/en.md"));
    }),
    object("E092_changed", 1, &["E092"], |g| g.write("v1/content/en.md", "fisrt")),
    object("E092_missing", 1, &["E092"], |g| g.remove("v1/content/en.md")),
    object("E092_list", 1, &["E023", "E092"], |g| {
        g.edit(|i| i["manifest"][&digest("first")] = json!("v1/content/en.md"))
    }),
    object("E093", 1, &["E093"], |g| {
        g.edit(|i| i["fixity"] = json!({"md5": {"d41d8cd98f00b204e9800998ecf8427e": ["v1/content/en.md"]}}));
    }),
    object("E094", 1, &["E094"], |g| g.edit(|i| i["versions"]["v1"]["message"] = json!(["first"]))),
    object("E095_twice", 1, &["E095"], |g| g.edit(|i| state(i)[&digest("first")] = json!(["en.md", "photo.jpg"]))),
    object("E095_folder", 1, &["E095"], |g| g.edit(|i| state(i)[&digest("first")] = json!(["en.md", "photo.jpg/x"]))),
    object("E096", 1, &["E096"], |g| g.edit(|i| i["manifest"][digest("first").to_uppercase()] = json!([]))),
    object("E097", 1, &["E097"], |g| {
        let (small, large) = ("8b04d5e3775d298e78455efc5ca404d5", "8B04D5E3775D298E78455EFC5CA404D5");
        g.edit(|i| i["fixity"] = json!({"md5": {small: ["v1/content/en.md"], large: ["v1/content/en.md"]}}));
    }),
    object("E099", 1, &["E023", "E099"], |g| {
        g.edit_text(|text| text.replace("v1/content/en.md", "v1/content/../en.md"));
    }),
    object("E100", 1, &["E023", "E100"], |g| g.edit_text(|text| text.replace("v1/content/en.md", "/v1/content/en.md"))),
    object("E101_twice", 1, &["E101"], |g| {
        g.edit(|i| i["manifest"][&digest("first")] = json!(["v1/content/en.md", "v1/content/en.md"]));
    }),
    object("E101_folder", 1, &["E092", "E101"], |g| {
        g.edit(|i| i["manifest"][&digest("first")] = json!(["v1/content/en.md", "v1/content/en.md/x"]));
    }),
    object("E102", 1, &["E102"], |g| g.edit(|i| i["title"] = json!("a release"))),
    object("E102_version", 1, &["E102"], |g| g.edit(|i| i["versions"]["v1"]["title"] = json!("a release"))),
    object("E103", 3, &["E103"], |g| {
        g.edit_in("v2", |i| i["type"] = json!("https://ocfl.io/1.0/spec/#inventory"));
    }),
    object("E104", 1, &["E104"], |g| {
        let text = g.inventory("").to_string().replace("\"v1\"", "\"1\"");
        g.put(&["", "v1"], &text);
    }),
    object("E105", 1, &["E105"], |g| g.edit(|i| i["versions"]["v0"] = i["versions"]["v1"].clone())),
    object("E106", 1, &["E106"], |g| g.edit(|i| i["manifest"] = json!([]))),
    object("E107", 1, &["E107"], |g| {
        g.write("v1/content/unused.txt", "unused");
        g.edit(|i| i["manifest"][digest("unused")] = json!(["v1/content/unused.txt"]));
    }),
    object("E108", 1, &["E108"], |g| g.edit(|i| i["contentDirectory"] = json!(""))),
    object("E110", 2, &["E110"], |g| g.edit_in("v1", |i| i["id"] = json!("urn:pressdoc:another"))),
    object("E111", 1, &["E111"], |g| g.edit(|i| i["fixity"] = json!([]))),
    object("W001", 1, &["W001"], |g| g.renumber(&["v001"], "v001")),
    object("W002", 1, &["W002"], |g| g.write("v1/extra/x.txt", "x")),
    object("W003", 3, &["W003"], |g| g.folder("v3/content")),
    object("W004", 1, &["W004"], Ground::with_sha256),
    object("W005", 1, &["W005"], |g| g.edit(|i| i["id"] = json!("IP/26/301"))),
    object("W007", 1, &["W007"], |g| g.edit(|i| remove_key(&mut i["versions"]["v1"], "message"))),
    object("W008", 1, &["W008"], |g| g.edit(|i| remove_key(&mut i["versions"]["v1"]["user"], "address"))),
    object("W009", 1, &["W009"], |g| g.edit(|i| i["versions"]["v1"]["user"]["address"] = json!("press@example.org"))),
    object("W010", 2, &["W010"], |g| {
        g.remove("v1/inventory.json");
        g.remove("v1/inventory.json.sha512");
    }),
    object("W011", 2, &["W011"], |g| g.edit_in("v1", |i| i["versions"]["v1"]["message"] = json!("another"))),
    object("W013", 1, &["P003", "W013"], |g| g.write("extensions/our-own/x.txt", "x")),
    object("P003_logs", 1, &["P003"], |g| g.write("logs/2026.txt", "x")),
    object("P003_signature", 1, &["P003"], |g| g.write("logs/v9.inventory.json.minisig", signature(g))),
    object("P003_foreign", 1, &["P003"], |g| g.write("logs/v1.inventory.json.minisig", foreign_signature(g))),
    object("P007_cut", 1, &["P007"], |g| g.write("logs/v1.inventory.json.minisig", &signature(g)[..200])),
    object("P007_version", 2, &["P007"], |g| g.write("logs/v2.inventory.json.minisig", signature(g))),
    object("P005_line", 1, &["P005"], |g| {
        let text = std::fs::read_to_string(g.object.join("inventory.json.sha512")).expect("a digest");
        g.write("inventory.json.sha512", text.trim_end());
    }),
    object("P005_letters", 1, &["P005"], |g| {
        let path = "v1/inventory.json.sha512";
        let text = std::fs::read_to_string(g.object.join(path)).expect("a digest");
        let at = text.find(|c: char| c.is_ascii_lowercase()).expect("a letter");
        g.write(path, format!("{}{}{}", &text[..at], text[at..=at].to_uppercase(), &text[at + 1..]));
    }),
    archive("E037_two_objects", &["E037", "P001"], |g| {
        g.remove_around("ocfl_layout.json");
        g.remove_around("root.sha512");
        g.remove_around("README.txt");
        g.copy_object("one/two/three/four");
    }),
    archive("E069", &["E069", "P002"], |g| g.remove_around("0=ocfl_1.1")),
    archive("E070_cut", &["E070", "P002"], |g| g.write_around("ocfl_layout.json", "{")),
    archive("E070_key", &["E070", "P002"], |g| g.write_around("ocfl_layout.json", r#"{"description": "x"}"#)),
    archive("E071", &["E071", "P002"], |g| {
        g.write_around("ocfl_layout.json", r#"{"extension": "our-own", "description": "x"}"#);
    }),
    archive("E072", &["E072", "E088"], |g| g.write_around("other/x.txt", "x")),
    archive("E073", &["E073"], |g| std::fs::create_dir(g.root.join("other")).expect("a folder")),
    archive("E076", &["E076"], |g| g.write_around("0=ocfl_1.0", "ocfl_1.0\n")),
    archive("E077", &["E069", "E077", "P002"], |g| g.rename_around("0=ocfl_1.1", "0=ocfl_7.0")),
    archive("E078", &["E069", "E078", "P002"], |g| g.rename_around("0=ocfl_1.1", "1=ocfl_1.1")),
    archive("E079", &["E069", "E079", "P002"], |g| g.rename_around("0=ocfl_1.1", "0=archive_1.1")),
    archive("E080_line", &["E080", "P002"], |g| g.write_around("0=ocfl_1.1", "ocfl_1.1")),
    archive("E080_value", &["E080", "P002"], |g| g.write_around("0=ocfl_1.1", "ocfl_1.0\n")),
    archive("E081", &["E081", "P002"], |g| {
        g.remove_around("0=ocfl_1.1");
        g.write_around("0=ocfl_1.0", "ocfl_1.0\n");
    }),
    archive("E083", &["E083"], |g| g.move_object("000/000/000/object")),
    archive("E084", &["E084"], |g| {
        let top = g.object.strip_prefix(&g.root).expect("below").components().next().expect("a folder");
        std::fs::write(g.root.join(top).join("x.txt"), "x").expect("a file");
    }),
    archive("E112", &["E112"], |g| g.write_around("extensions/x.txt", "x")),
    archive("W014", &["P001", "W014"], |g| {
        g.remove_around("ocfl_layout.json");
        g.remove_around("root.sha512");
        g.remove_around("README.txt");
        g.copy_object_as("one/two", "urn:pressdoc:another");
    }),
    archive("W015", &["P001", "W015"], |g| {
        g.remove_around("ocfl_layout.json");
        g.remove_around("root.sha512");
        g.remove_around("README.txt");
        g.copy_object_as("one", "urn:pressdoc:another");
    }),
    archive("W016", &["P003", "W016"], |g| g.write_around("extensions/our-own/x.txt", "x")),
    archive("P001", &["P001", "P003"], |g| g.remove_around("root.sha512")),
    archive("P002", &["P002"], |g| g.write_around("README.txt", "nothing")),
    archive("P003", &["P003"], |g| g.write_around("notes.txt", "x")),
    archive("P004", &["P004"], |g| g.write_around("extensions/pressdoc-staging/intent", "x")),
];

fn findings(fixture: &Fixture, ground: &Ground) -> Vec<Finding> {
    let store = Folder::new(&ground.root);
    if fixture.whole {
        return verify::all(&store);
    }
    let place = ground.object.strip_prefix(&ground.root).expect("below").to_str().expect("a name").replace('\\', "/");
    verify::object(&store, &place)
}

#[test]
fn every_broken_rule_is_told_by_its_code_and_no_other() {
    let kept = std::env::var_os("PRESSDOC_FIXTURES").map(std::path::PathBuf::from);
    let mut list = Vec::new();
    let mut faults = Vec::new();
    for fixture in FIXTURES.iter().filter(|fixture| cfg!(unix) || fixture.name != "E090") {
        let ground = Ground::new(fixture.versions);
        let sound = findings(&Fixture { whole: true, ..*fixture }, &ground);
        assert_eq!(told(&sound), "", "{} before", fixture.name);
        (fixture.change)(&ground);
        let findings = findings(fixture, &ground);
        let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.name).collect();
        if codes.into_iter().ne(fixture.codes.iter().copied()) {
            faults.push(format!("{}: expected {:?}, told:\n{}", fixture.name, fixture.codes, told(&findings)));
        }
        for finding in &findings {
            assert!(!finding.help().is_empty() && !finding.message.is_empty(), "{finding}");
        }
        if let Some(kept) = &kept {
            copy(&ground.root, &kept.join(fixture.name));
            let object = ground.object.strip_prefix(&ground.root).expect("below").to_str().expect("a name");
            let object = if fixture.whole { Value::Null } else { json!(object) };
            list.push(json!({"name": fixture.name, "codes": fixture.codes, "object": object}));
        }
    }
    if let Some(kept) = &kept {
        std::fs::write(kept.join("list.json"), json!(list).to_string()).expect("the list");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_code_that_files_can_break_has_a_fixture() {
    let told: BTreeSet<&str> = FIXTURES.iter().flat_map(|fixture| fixture.codes.iter().copied()).collect();
    let can: BTreeSet<&str> =
        CODES.iter().filter(|code| code.arises == Arises::InFiles).map(|code| code.name).collect();
    assert_eq!(told, can);
    for fixture in FIXTURES {
        let code = fixture.name.split('_').next().expect("a code");
        assert!(fixture.codes.contains(&code), "{} tells its own code", fixture.name);
    }
}

/// Objects that other programs write in other ways, all valid.
#[test]
fn what_the_specification_allows_is_no_fault() {
    let cases: [(&str, Change); 6] = [
        ("digests in capitals", |g| {
            g.edit_text(|text| text.replace(&digest("first"), &digest("first").to_uppercase()));
        }),
        ("fixity of all algorithms", |g| {
            let digests = [
                ("md5", "8b04d5e3775d298e78455efc5ca404d5"),
                ("sha1", "e0996a37c13d44c3b06074939d43fa3759bd32c1"),
                ("sha256", "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e"),
                (
                    "blake2b-512",
                    "b4f5faabee2658eea2b426caf652340386679af1cc320a6d437f948043994a56df6db0edd1aa2774cd6dd4a582207ef9d1a3f276de0e03c006897b853e35ca2c",
                ),
            ];
            let block = |name: &str, digest: &str| (name.to_owned(), json!({digest: ["v1/content/en.md"]}));
            g.edit(|i| i["fixity"] = digests.iter().map(|(name, digest)| block(name, digest)).collect());
        }),
        ("an empty folder of logs", |g| g.folder("logs")),
        ("another white space", |g| {
            let text = std::fs::read_to_string(g.object.join("inventory.json.sha512")).expect("a digest");
            g.write(
                "inventory.json.sha512",
                text.replace("  ", " \t ").to_uppercase().replace("INVENTORY.JSON", "inventory.json"),
            );
        }),
        ("times with a zone", |g| {
            g.edit(|i| i["versions"]["v1"]["created"] = json!("2026-11-01T10:00:00.123+01:00"));
        }),
        ("several files of one content", |g| {
            g.write("v1/content/twin.jpg", "pixels");
            g.edit(|i| i["manifest"][digest("pixels")] = json!(["v1/content/photo.jpg", "v1/content/twin.jpg"]));
        }),
    ];
    for (name, change) in cases {
        let ground = Ground::new(1);
        change(&ground);
        let findings = verify::all(&Folder::new(&ground.root));
        assert_eq!(told(&findings), "", "{name}");
    }
}
