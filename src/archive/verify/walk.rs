//! From the root of an archive to its objects.

use std::io;

use super::super::codes;
use super::super::finding::Finding;
use super::super::inventory::INVENTORY;
use super::super::layout::EXTENSIONS;
use super::super::store::{Entry, Kind, Store, join};

/// The folders of all objects, in their order.
pub fn places(store: &dyn Store) -> io::Result<Vec<String>> {
    let mut objects = Vec::new();
    let mut folders = tops(&store.list("")?);
    folders.reverse();
    while let Some(folder) = folders.pop() {
        let entries = store.list(&folder)?;
        if is_object(&entries) {
            objects.push(folder);
        } else {
            folders.extend(inner(&folder, &entries).into_iter().rev());
        }
    }
    Ok(objects)
}

/// The same, with everything told that should not be on the way.
/// `any_layout`: nothing says where objects lie.
pub(super) fn judge(store: &dyn Store, any_layout: bool, findings: &mut Vec<Finding>) -> Vec<String> {
    let entries = match store.list("") {
        Ok(entries) => entries,
        Err(error) => {
            findings.push(super::unreadable("", &error));
            return Vec::new();
        }
    };
    let mut objects = Vec::new();
    for top in tops(&entries) {
        let before = objects.len();
        let is_empty = below(store, &top, &mut objects, findings);
        if objects.len() == before && !is_empty {
            findings.push(Finding::new(&codes::E088, &top, "the folder does not lead to an object"));
        }
    }
    if any_layout {
        patterns(&objects, findings);
    }
    objects
}

/// Whether the folder itself is empty; everything below it is looked at.
fn below(store: &dyn Store, top: &str, objects: &mut Vec<String>, findings: &mut Vec<Finding>) -> bool {
    let mut folders = vec![top.to_owned()];
    let mut top_is_empty = false;
    while let Some(folder) = folders.pop() {
        let entries = match store.list(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                findings.push(super::unreadable(&folder, &error));
                continue;
            }
        };
        if is_object(&entries) {
            objects.push(folder);
            continue;
        }
        if entries.is_empty() {
            top_is_empty |= folder == top;
            findings.push(Finding::new(&codes::E073, &folder, "the folder is empty"));
        }
        let on_the_way = entries.iter().any(|entry| entry.kind == Kind::Folder);
        for entry in &entries {
            let path = join(&folder, &entry.name);
            match entry.kind {
                Kind::Folder => {}
                Kind::Link => findings.push(Finding::new(&codes::E090, path, "it is a link")),
                Kind::File | Kind::Other if on_the_way => {
                    findings.push(Finding::new(&codes::E084, path, "it lies in a folder on the way to objects"));
                }
                Kind::File | Kind::Other => {
                    findings.push(Finding::new(&codes::E072, path, "it belongs to no object"));
                }
            }
        }
        folders.extend(inner(&folder, &entries).into_iter().rev());
    }
    top_is_empty
}

/// Without a layout, at least all should lie in the same way.
fn patterns(objects: &[String], findings: &mut Vec<Finding>) {
    let depth = |place: &String| place.matches('/').count();
    let Some(first) = objects.first() else { return };
    for place in objects.iter().filter(|place| depth(place) != depth(first)) {
        let message = format!("it lies {} folders deep, `{first}` {}", depth(place), depth(first));
        let code = if depth(place).min(depth(first)) == 0 { &codes::W015 } else { &codes::W014 };
        findings.push(Finding::new(code, place, message));
    }
}

fn tops(entries: &[Entry]) -> Vec<String> {
    let folders = entries.iter().filter(|entry| entry.kind == Kind::Folder && entry.name != EXTENSIONS);
    folders.map(|entry| entry.name.clone()).collect()
}

fn inner(folder: &str, entries: &[Entry]) -> Vec<String> {
    let folders = entries.iter().filter(|entry| entry.kind == Kind::Folder);
    folders.map(|entry| join(folder, &entry.name)).collect()
}

/// Whether a folder is that of an object, also of one that has lost something.
fn is_object(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| match entry.kind {
        Kind::File => entry.name.contains("=ocfl_object") || entry.name == INVENTORY,
        Kind::Folder => entry.name == "v1" && entries.iter().any(|other| other.name.starts_with(INVENTORY)),
        _ => false,
    })
}
