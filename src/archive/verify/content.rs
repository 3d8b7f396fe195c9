//! The files below a folder.

use std::collections::BTreeMap;

use super::super::codes::{self, Code};
use super::super::finding::Finding;
use super::super::store::{Kind, Store, join};

/// What lies in the content folders of an object.
#[derive(Default)]
pub(super) struct Contents {
    /// Path below the object → size.
    pub files: BTreeMap<String, u64>,
    /// What is there and is no file; each is told already.
    pub others: Vec<String>,
}

/// Collects the files below a content folder; says whether there are any.
pub(super) fn collect(
    store: &dyn Store,
    object: &str,
    folder: &str,
    contents: &mut Contents,
    findings: &mut Vec<Finding>,
) -> bool {
    let before = contents.files.len() + contents.others.len();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        let entries = match store.list(&join(object, &inner)) {
            Ok(entries) => entries,
            Err(error) => {
                findings.push(super::unreadable(&join(object, &inner), &error));
                continue;
            }
        };
        if entries.is_empty() && inner != folder {
            findings.push(Finding::new(&codes::E024, join(object, &inner), "the folder is empty"));
        }
        for entry in entries {
            let path = join(&inner, &entry.name);
            match entry.kind {
                Kind::File => {
                    contents.files.insert(path, entry.size);
                }
                Kind::Folder => folders.push(path),
                Kind::Link | Kind::Other => {
                    let what = if entry.kind == Kind::Link { "a link" } else { "no file and no folder" };
                    findings.push(Finding::new(&codes::E090, join(object, &path), format!("it is {what}")));
                    contents.others.push(path);
                }
            }
        }
    }
    contents.files.len() + contents.others.len() > before
}

/// All files below a folder with their sizes; an empty folder breaks the rule
/// `empty`.
pub(super) fn files_below(
    store: &dyn Store,
    folder: &str,
    empty: &'static Code,
    findings: &mut Vec<Finding>,
) -> Vec<(String, u64)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match store.list(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                findings.push(super::unreadable(&folder, &error));
                continue;
            }
        };
        if entries.is_empty() {
            findings.push(Finding::new(empty, &folder, "the folder is empty"));
        }
        for entry in entries {
            let path = join(&folder, &entry.name);
            match entry.kind {
                Kind::File => files.push((path, entry.size)),
                Kind::Folder => folders.push(path),
                Kind::Link | Kind::Other => findings.push(Finding::new(&codes::E090, path, "it is no file")),
            }
        }
    }
    files
}
