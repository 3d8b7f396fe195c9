//! The floors of the house: a module imports only from floors below its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::workspace::project;

/// Floor of every module, from the ground up.
const FLOORS: &[(&str, u8)] = &[
    ("artifact", 0),
    ("span", 0),
    ("diagnostic", 1),
    ("error", 2),
    ("model", 2),
    ("record", 2),
    ("catalog", 3),
    ("mention", 3),
    ("archive", 4),
    ("check", 4),
    ("compose", 4),
    ("import", 4),
    ("parse", 4),
    ("proof", 4),
    ("read_back", 4),
    ("render", 4),
    ("report", 4),
    ("sealing", 4),
    ("translation", 4),
    ("workspace", 4),
    ("schema", 5),
    ("pipeline", 6),
    ("lsp", 7),
    ("cli", 8),
];

/// Beside the floors: who must not know what, though it lies below.
const NEVER: &[(&str, &[&str])] = &[
    ("model", &["comrak", "toml::", "typst", "std::fs", "std::env", "SystemTime", "Timestamp::now"]),
    ("archive", &["crate::model", "crate::diagnostic", "comrak", "std::env", "Timestamp::now", "println!"]),
    ("parse", &["std::fs", "std::env", "typst", "toml::", "Timestamp::now"]),
    ("check", &["comrak", "typst", "std::fs", "std::env", "Timestamp::now"]),
    ("compose", &["comrak", "typst", "std::fs", "std::env", "Timestamp::now", "crate::parse"]),
    ("import", &["crate::model::notice", "comrak", "std::fs", "std::env", "std::net", "Timestamp::now"]),
    ("render", &["model::notice", "comrak", "std::fs", "std::env", "std::net", "Timestamp::now"]),
    ("report", &["crate::model", "std::fs", "std::env"]),
    ("read_back", &["std::fs", "std::env", "std::net", "Timestamp::now", "typst", "minijinja", "comrak"]),
    ("sealing", &["comrak", "toml::", "std::fs", "std::env", "Timestamp::now", "crate::model::notice"]),
    ("proof", &["crate::model", "typst", "std::fs", "std::env", "Timestamp::now"]),
    ("translation", &["comrak", "std::fs", "std::env", "Timestamp::now"]),
    ("catalog", &["std::fs", "std::env"]),
    ("pipeline", &["std::fs", "std::env", "Timestamp::now", "println!"]),
    ("schema", &["std::fs", "std::env", "toml::"]),
    ("lsp", &["std::fs", "std::env", "std::net", "stdin", "stdout", "stderr", "Timestamp::now", "comrak"]),
];

/// Libraries that have one home each; two lines are two homes, and say why.
const HOMES: &[(&str, &str)] = &[
    ("comrak", "parse/markdown"),
    ("toml::", "record"),
    ("typst", "render/pdf"),
    ("atom_syndication", "render/atom"),
    ("minijinja", "render/html"),
    ("html5gum", "render/page_promises"),
    // What is read back is read without the code that makes it.
    ("html5gum", "read_back/html"),
    ("lopdf", "read_back/pdf"),
    ("mailparse", "read_back/mail"),
    ("html5ever", "import/html/tree"),
    ("markup5ever_rcdom", "import/html/tree"),
    ("encoding_rs", "import/characters"),
    ("printpdf", "proof/canvas"),
    ("rustybuzz", "proof/bidi"),
    ("unicode_bidi", "proof/bidi"),
    ("textwrap", "render/text"),
    ("globset", "workspace"),
    ("annotate_snippets", "report/human"),
    ("similar::", "report/patch"),
    // Words instead of lines: another question of the same library.
    ("similar::", "report/words"),
    ("minisign::", "archive/keys"),
    ("minisign_verify::", "archive/keys"),
    ("rpassword::", "cli/outside"),
    // Patches go by lines, for programs; these differences by words, for people.
    ("similar::", "read_back/difference"),
    ("email_address::", "model/mail_address"),
    ("rlibphonenumber", "check/telephone"),
    ("mail_builder", "render/mail"),
    ("encodify", "render/mail"),
    ("icalendar::", "render/calendar"),
    ("indicatif", "cli/"),
    ("gen_lsp_types", "lsp/protocol"),
    ("lsp_server", "lsp/protocol"),
    ("clap", "cli"),
    ("whatlang", "check/detector"),
    ("tempfile", "workspace"),
    ("std::fs", "workspace"),
    // The archive is a store of its own, with an order of writes of its own.
    ("std::fs", "archive/folder"),
    ("object_store", "archive/bucket"),
    ("tokio::", "archive/bucket"),
    ("futures_util", "archive/bucket"),
    ("rustls::", "archive/bucket"),
    ("std::env::", "cli/outside"),
    ("Timestamp::now", "cli/outside"),
];

#[test]
fn every_module_imports_only_from_floors_below() {
    let floors: BTreeMap<&str, u8> = FLOORS.iter().copied().collect();
    let mut faults = Vec::new();
    for (module, path, text) in modules() {
        let Some(floor) = floors.get(module.as_str()) else {
            faults.push(format!("{path}: the module `{module}` has no floor; give it one in FLOORS"));
            continue;
        };
        for used in uses(&text) {
            let Some(other) = floors.get(used.as_str()) else { continue };
            let sibling = used != module && other == floor && module != "error";
            let within = matches!((module.as_str(), used.as_str()), ("record", "error") | ("model", "model"));
            if other > floor || (sibling && !within) {
                faults.push(format!("{path}: `{module}` (floor {floor}) uses `{used}` (floor {other})"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_module_knows_what_it_must_not() {
    let mut faults = Vec::new();
    for (module, path, text) in modules() {
        let forbidden = NEVER.iter().filter(|(name, _)| *name == module).flat_map(|(_, words)| *words);
        faults.extend(forbidden.filter(|word| text.contains(*word)).map(|word| format!("{path}: `{word}`")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_library_has_one_home() {
    let mut faults = Vec::new();
    for (_, path, text) in modules() {
        let lives = |library: &str| HOMES.iter().any(|(name, home)| *name == library && path.starts_with(home));
        for (library, home) in HOMES {
            if text.contains(library) && !lives(library) && path != "main.rs" {
                faults.push(format!("{path}: `{library}` belongs to `{home}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_file_has_two_purposes() {
    let long: Vec<String> = modules()
        .into_iter()
        .filter(|(_, _, text)| text.lines().count() > 450)
        .map(|(_, path, text)| format!("{path}: {} lines", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "over about 400 lines a file has two purposes:\n{}", long.join("\n"));
}

#[test]
fn every_rule_has_its_page_and_stands_in_the_list() {
    let folder = project().join("src/check/rules");
    let names = |ending: &str| {
        let mut names: Vec<String> = std::fs::read_dir(&folder)
            .expect("the folder of the rules")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(ending).map(|name| name.replace('_', "-")))
            .filter(|name| name != "mod")
            .collect();
        names.sort();
        names
    };
    let mut listed: Vec<String> = pressdoc::check::RULES.iter().map(|rule| rule.name().to_owned()).collect();
    assert!(listed.is_sorted(), "the list of rules is in the order of their names");
    listed.sort();
    assert_eq!(names(".md"), listed, "pages and list");
    assert_eq!(names(".rs"), listed, "rules and list");
}

/// Module, path below `src/`, and code without comments and tests.
fn modules() -> Vec<(String, String, String)> {
    let root = project().join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .filter_map(|file| {
            let path = file.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
            let module = path.split('/').next()?.trim_end_matches(".rs").to_owned();
            let text = std::fs::read_to_string(&file).ok()?;
            let code = text.split("#[cfg(test)]").next()?.to_owned();
            let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            (!matches!(module.as_str(), "lib" | "main")).then(|| (module, path, code.join("\n")))
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The modules named behind `crate::`, also in a list in braces.
fn uses(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with('$') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let inside = list.split("};").next().unwrap_or("");
            names.extend(inside.split(',').filter_map(|item| first_name(item.trim())));
        } else {
            names.extend(first_name(rest));
        }
    }
    names
}

fn first_name(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}
