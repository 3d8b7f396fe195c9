//! An inventory is read and judged in one go: what can be understood becomes an
//! [`Inventory`], everything that breaks a rule a finding with its line.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{self, Code};
use super::digest::Algorithm;
use super::finding::Finding;
use super::inventory::{CONTENT, Inventory, Paths, Specification, Version, folder_name};
use super::json::{self, Node};
use super::names::{VersionNumber, is_uri};

/// The keys of an inventory.
const KEYS: [&str; 8] = ["id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions", "fixity"];

/// Reads the inventory that lies at `path`. There is none when too little can be
/// understood to look at the object with it; then there is an error among the
/// findings.
pub(super) fn read(text: &[u8], path: &str) -> (Option<Inventory>, Vec<Finding>) {
    let mut judge = Judge { path, findings: Vec::new(), algorithm: Algorithm::Sha512, content: CONTENT.to_owned() };
    let inventory = match json::parse(text) {
        Ok(node) => judge.inventory(&node),
        Err(fault) => {
            judge.tell(&codes::E033, fault.line, format!("it is not JSON: {}", fault.fault));
            None
        }
    };
    (inventory, judge.findings)
}

mod manifest;
mod versions;

struct Judge<'a> {
    path: &'a str,
    findings: Vec<Finding>,
    algorithm: Algorithm,
    content: String,
}

impl Judge<'_> {
    fn tell(&mut self, code: &'static Code, line: usize, message: impl Into<String>) {
        self.findings.push(Finding { code, path: self.path.to_owned(), line: Some(line), message: message.into() });
    }

    fn inventory(&mut self, root: &Node) -> Option<Inventory> {
        let Some(entries) = root.object() else {
            self.tell(&codes::E033, root.line, format!("it is {}, not an object", root.kind()));
            return None;
        };
        self.keys(entries, &KEYS, "an inventory");
        let id = self.id(root);
        let specification = self.specification(root);
        let known = self.algorithm(root);
        let content_folder = self.content_folder(root);
        let (versions, padding) = self.versions(root).unwrap_or_default();
        let manifest = self.manifest(root, &versions, padding);
        let head = self.head(root, &versions, padding);
        let fixity = self.fixity(root, manifest.as_ref());
        let manifest = manifest?;
        if !versions.is_empty() {
            self.compare(root, &versions, &manifest);
        }
        let head = head.or_else(|| versions.keys().next_back().copied())?;
        (known && !versions.is_empty()).then_some(())?;
        Some(Inventory {
            id: id?,
            specification: specification?,
            algorithm: self.algorithm,
            head,
            padding,
            content_folder,
            manifest,
            versions,
            fixity,
        })
    }

    /// Keys that occur twice or are not of the specification.
    fn keys(&mut self, entries: &[(String, Node)], known: &[&str], what: &str) {
        let mut seen = BTreeSet::new();
        for (key, node) in entries {
            if !seen.insert(key) {
                self.tell(&codes::E033, node.line, format!("{what} has `{}` twice", key.escape_debug()));
            }
            if !known.contains(&key.as_str()) {
                self.tell(&codes::E102, node.line, format!("{what} has no key `{}`", key.escape_debug()));
            }
        }
    }

    fn required<'n>(&mut self, root: &'n Node, key: &str, code: &'static Code) -> Option<&'n Node> {
        let node = root.get(key);
        if node.is_none() {
            self.tell(code, root.line, format!("`{key}` is missing"));
        }
        node
    }

    fn id(&mut self, root: &Node) -> Option<String> {
        let node = self.required(root, "id", &codes::E036)?;
        let Some(id) = node.text().filter(|id| !id.is_empty()) else {
            self.tell(&codes::E037, node.line, format!("`id` is {}", empty_or(node)));
            return None;
        };
        if !is_uri(id) {
            self.tell(&codes::W005, node.line, format!("`{}` is no URI", id.escape_debug()));
        }
        Some(id.to_owned())
    }

    fn specification(&mut self, root: &Node) -> Option<Specification> {
        let node = self.required(root, "type", &codes::E036)?;
        let known = Specification::ALL.into_iter().find(|one| node.text() == Some(&one.inventory_type()));
        if known.is_none() {
            let found = node.text().map_or_else(|| node.kind().to_owned(), |text| format!("`{}`", text.escape_debug()));
            let expected = Specification::V1_1.inventory_type();
            self.tell(&codes::E038, node.line, format!("`type` is {found}, which is not such as `{expected}`"));
        }
        known
    }

    /// Whether the algorithm is one that may name content.
    fn algorithm(&mut self, root: &Node) -> bool {
        let Some(node) = self.required(root, "digestAlgorithm", &codes::E036) else { return false };
        match node.text().and_then(Algorithm::named) {
            Some(Algorithm::Sha512) => true,
            Some(Algorithm::Sha256) => {
                self.algorithm = Algorithm::Sha256;
                self.tell(&codes::W004, node.line, "content is named by sha256");
                true
            }
            _ => {
                let found = node.text().map_or(node.kind().to_owned(), |text| format!("`{}`", text.escape_debug()));
                self.tell(&codes::E025, node.line, format!("`digestAlgorithm` is {found}"));
                false
            }
        }
    }

    fn content_folder(&mut self, root: &Node) -> Option<String> {
        let node = root.get("contentDirectory")?;
        let Some(name) = node.text() else {
            self.tell(&codes::E033, node.line, format!("`contentDirectory` is {}, not a text", node.kind()));
            return None;
        };
        let code = match name {
            "" => &codes::E108,
            "." | ".." => &codes::E018,
            _ if name.contains(['/', '\\']) => &codes::E017,
            _ => {
                name.clone_into(&mut self.content);
                return Some(name.to_owned());
            }
        };
        self.tell(code, node.line, format!("`contentDirectory` is `{}`", name.escape_debug()));
        None
    }

    fn head(
        &mut self,
        root: &Node,
        versions: &BTreeMap<VersionNumber, Version>,
        padding: usize,
    ) -> Option<VersionNumber> {
        let node = self.required(root, "head", &codes::E036)?;
        let newest = versions.keys().next_back().copied()?;
        let expected = folder_name(newest, padding);
        if node.text() != Some(&expected) {
            let found = node.text().map_or_else(|| node.kind().to_owned(), |text| format!("`{}`", text.escape_debug()));
            self.tell(&codes::E040, node.line, format!("`head` is {found}, the newest version `{expected}`"));
        }
        Some(newest)
    }

    /// A list of texts with their lines; anything else is none.
    fn texts(&self, node: &Node) -> Option<Vec<(String, usize)>> {
        node.list()?.iter().map(|item| Some((item.text()?.to_owned(), item.line))).collect()
    }

    /// States and manifest name the same digests.
    fn compare(&mut self, root: &Node, versions: &BTreeMap<VersionNumber, Version>, manifest: &Paths) {
        let line = |key| root.get(key).map_or(root.line, |node| node.line);
        let mut used = BTreeSet::new();
        for (number, version) in versions {
            for digest in version.state.keys() {
                used.insert(digest.to_ascii_lowercase());
                if !manifest.contains_key(digest) {
                    let found = format!("{} in the state of `{number}` does not stand in `manifest`", short(digest));
                    self.tell(&codes::E050, line("versions"), found);
                }
            }
        }
        for digest in manifest.keys().filter(|digest| !used.contains(&digest.to_ascii_lowercase())) {
            self.tell(&codes::E107, line("manifest"), format!("no version has a file with {}", short(digest)));
        }
    }
}

/// Paths that must be unique and not lie in each other.
#[derive(Default)]
struct PathSet(BTreeSet<String>);

impl PathSet {
    fn insert(&mut self, path: &str) -> bool {
        self.0.insert(path.to_owned())
    }

    /// Those that are also a folder of another.
    fn conflicts(&self) -> BTreeSet<&str> {
        let folders = self.0.iter().flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at]));
        folders.filter(|folder| self.0.contains(*folder)).collect()
    }
}

fn has_odd_part(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "" | "." | "..") || part.contains('\0'))
}

fn empty_or(node: &Node) -> &'static str {
    if node.text().is_some() { "empty" } else { node.kind() }
}

/// As much of a digest as one needs to find it.
pub(super) fn short(digest: &str) -> String {
    let begin: String = digest.chars().take(16).collect();
    let more = if digest.chars().nth(16).is_some() { "…" } else { "" };
    format!("`{}{more}`", begin.escape_debug())
}
