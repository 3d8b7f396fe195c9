//! What lies around the objects: declaration, layout, extensions, and the files
//! that pressdoc puts there.

use std::collections::BTreeMap;

use super::super::codes;
use super::super::digest::Algorithm;
use super::super::finding::Finding;
use super::super::folder::LOCK;
use super::super::inventory::Specification;
use super::super::json;
use super::super::layout::{EXTENSIONS, LAYOUT, LAYOUT_CONFIG, REGISTERED, ROOT_LIST};
use super::super::staging::STAGING;
use super::super::store::{Entry, Kind, Store, join, read_all};

/// The most bytes that a file here may have.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Looks at everything but the objects; gives back what the archive declares.
pub(super) fn judge(store: &dyn Store, findings: &mut Vec<Finding>) -> Option<Specification> {
    let entries = match store.list("") {
        Ok(entries) => entries,
        Err(error) => {
            findings.push(super::unreadable("", &error));
            return None;
        }
    };
    for link in entries.iter().filter(|entry| entry.kind == Kind::Link) {
        findings.push(Finding::new(&codes::E090, &link.name, "it is a link"));
    }
    let specification = declarations(store, &entries, findings);
    if entries.iter().any(|entry| entry.name == LAYOUT && entry.kind == Kind::File) {
        layout(store, findings);
    }
    let mut files: Vec<(String, u64)> =
        entries.iter().filter(|entry| entry.kind == Kind::File).map(|entry| (entry.name.clone(), entry.size)).collect();
    if entries.iter().any(|entry| entry.name == EXTENSIONS && entry.kind == Kind::Folder) {
        extensions(store, &mut files, findings);
    }
    listed(store, files, findings);
    specification
}

fn read(store: &dyn Store, path: &str, findings: &mut Vec<Finding>) -> Option<Vec<u8>> {
    read_all(store, path, LARGEST).map_err(|error| findings.push(super::unreadable(path, &error))).ok()
}

fn declarations(store: &dyn Store, entries: &[Entry], findings: &mut Vec<Finding>) -> Option<Specification> {
    let mut good = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == Kind::File) {
        let Some((kind, value)) = entry.name.split_once('=') else { continue };
        if kind.chars().count() != 1 {
            continue;
        }
        let known = Specification::ALL.into_iter().find(|one| value == format!("ocfl_{}", one.number()));
        let (code, fault) = match known {
            Some(known) if kind == "0" => {
                good.push((known, entry.name.as_str()));
                if read(store, &entry.name, findings).is_some_and(|text| text != format!("{value}\n").as_bytes()) {
                    let message = format!("it does not hold the one line `{value}`");
                    findings.push(Finding::new(&codes::E080, &entry.name, message));
                }
                continue;
            }
            Some(_) => (&codes::E078, "its name does not begin with `0=`"),
            None if value.starts_with("ocfl_") => (&codes::E077, "its name is of no version of OCFL"),
            None => (&codes::E079, "its name does not go on with `ocfl_`"),
        };
        findings.push(Finding::new(code, &entry.name, fault));
    }
    good.sort();
    if good.is_empty() {
        findings.push(Finding::new(&codes::E069, "0=ocfl_1.1", "the declaration of the archive is missing"));
    }
    if let [(first, _), .., (_, other)] = good.as_slice() {
        let message = format!("there is another declaration, of OCFL {}", first.number());
        findings.push(Finding::new(&codes::E076, *other, message));
    }
    good.last().map(|(newest, _)| *newest)
}

fn layout(store: &dyn Store, findings: &mut Vec<Finding>) {
    let Some(text) = read(store, LAYOUT, findings) else { return };
    let mut tell = |code, line, message: String| {
        findings.push(Finding { line: Some(line), ..Finding::new(code, LAYOUT, message) });
    };
    let node = match json::parse(&text) {
        Ok(node) => node,
        Err(fault) => return tell(&codes::E070, fault.line, format!("it is not JSON: {}", fault.fault)),
    };
    for key in ["extension", "description"] {
        if node.get(key).and_then(json::Node::text).is_none() {
            tell(&codes::E070, node.line, format!("it has no text `{key}`"));
        }
    }
    if let Some(extension) = node.get("extension").and_then(json::Node::text)
        && !REGISTERED.contains(&extension)
    {
        tell(&codes::E071, node.line, format!("`{}` is not registered", extension.escape_debug()));
    }
}

fn extensions(store: &dyn Store, files: &mut Vec<(String, u64)>, findings: &mut Vec<Finding>) {
    let entries = match store.list(EXTENSIONS) {
        Ok(entries) => entries,
        Err(error) => return findings.push(super::unreadable(EXTENSIONS, &error)),
    };
    if entries.is_empty() {
        findings.push(Finding::new(&codes::E073, EXTENSIONS, "the folder is empty"));
    }
    for entry in entries {
        let path = join(EXTENSIONS, &entry.name);
        if path == STAGING {
            let message = "a writing was interrupted, or is still going on";
            findings.push(Finding::new(&codes::P004, path, message));
            continue;
        }
        match entry.kind {
            Kind::Folder => {
                if !REGISTERED.contains(&entry.name.as_str()) {
                    findings.push(Finding::new(&codes::W016, &path, "the extension is not registered"));
                }
                files.extend(super::content::files_below(store, &path, &codes::E073, findings));
            }
            Kind::Link => findings.push(Finding::new(&codes::E090, path, "it is a link")),
            Kind::File | Kind::Other => {
                findings.push(Finding::new(&codes::E112, path, "it is not the folder of an extension"));
            }
        }
    }
}

/// Compares the files with the list of their digests.
fn listed(store: &dyn Store, files: Vec<(String, u64)>, findings: &mut Vec<Finding>) {
    let mut files: BTreeMap<String, u64> = files.into_iter().collect();
    if files.get(LOCK) == Some(&0) {
        files.remove(LOCK);
    }
    if files.remove(ROOT_LIST).is_some() {
        let Some(text) = read(store, ROOT_LIST, findings) else { return };
        let text = String::from_utf8_lossy(&text);
        let whole = text.ends_with('\n');
        if !whole {
            findings.push(Finding::new(&codes::P002, ROOT_LIST, "its last line is not complete"));
        }
        for (number, line) in text.strip_suffix('\n').unwrap_or(&text).split('\n').enumerate() {
            let Some((digest, path)) = line.split_once("  ").filter(|(digest, _)| is_small_digest(digest)) else {
                let message = "the line is not a digest, two spaces, and the name of a file";
                let finding = Finding::new(&codes::P002, ROOT_LIST, message);
                findings.push(Finding { line: Some(number + 1), ..finding });
                continue;
            };
            if files.remove(path).is_none() {
                findings.push(Finding::new(&codes::P002, path, format!("it stands in `{ROOT_LIST}`, but is missing")));
                continue;
            }
            let Some(bytes) = read(store, path, findings) else { continue };
            if Algorithm::Sha512.of(&bytes) != digest {
                let message = format!("it does not have the digest that `{ROOT_LIST}` gives it");
                findings.push(Finding::new(&codes::P002, path, message));
            }
        }
    } else {
        let message = "the list of the files around the objects is missing";
        findings.push(Finding::new(&codes::P001, ROOT_LIST, message));
        // What other programs have here is checked for its form.
        files.retain(|path, _| ![LAYOUT, LAYOUT_CONFIG].contains(&path.as_str()) && !path.starts_with("0=ocfl_"));
    }
    for path in files.into_keys().filter(|path| path.split_once('=').is_none_or(|(kind, _)| kind.len() != 1)) {
        findings.push(Finding::new(&codes::P003, path, "no digest covers this file"));
    }
}

fn is_small_digest(text: &str) -> bool {
    Algorithm::Sha512.fits(text) && !text.bytes().any(|byte| byte.is_ascii_uppercase())
}
