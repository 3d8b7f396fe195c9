//! Where the bytes of an object lie, and which digests they have.

use std::collections::{BTreeMap, BTreeSet};

use super::super::codes;
use super::super::digest::Algorithm;
use super::super::inventory::{CONTENT, Paths, Version, folder_name};
use super::super::json::Node;
use super::super::names::VersionNumber;
use super::{Judge, PathSet, has_odd_part, short};

impl Judge<'_> {
    pub(super) fn manifest(
        &mut self,
        root: &Node,
        versions: &BTreeMap<VersionNumber, Version>,
        padding: usize,
    ) -> Option<Paths> {
        let node = self.required(root, "manifest", &codes::E041)?;
        let Some(entries) = node.object() else {
            self.tell(&codes::E106, node.line, format!("`manifest` is {}", node.kind()));
            return None;
        };
        let mut manifest = Paths::new();
        let mut all = PathSet::default();
        let mut digests = BTreeSet::new();
        for (digest, node) in entries {
            self.digest(self.algorithm, digest, node.line, true);
            if !digests.insert(digest.to_ascii_lowercase()) {
                self.tell(&codes::E096, node.line, format!("{} stands twice in `manifest`", short(digest)));
            }
            let Some(paths) = self.texts(node) else {
                let found = format!("what stands behind {} in `manifest` is no list of paths", short(digest));
                self.tell(&codes::E092, node.line, found);
                manifest.entry(digest.clone()).or_default();
                continue;
            };
            let mut good = Vec::new();
            for (path, line) in paths {
                if self.content_path(&path, line, versions, padding) {
                    if !all.insert(&path) {
                        self.tell(&codes::E101, line, format!("`{}` stands twice in `manifest`", path.escape_debug()));
                    }
                    good.push(path);
                }
            }
            manifest.entry(digest.clone()).or_default().append(&mut good);
        }
        for path in all.conflicts() {
            let found = format!("`{}` in `manifest` is a file and a folder", path.escape_debug());
            self.tell(&codes::E101, node.line, found);
        }
        Some(manifest)
    }

    /// Whether a content path is one, so that it may be looked at on the disk.
    fn content_path(
        &mut self,
        path: &str,
        line: usize,
        versions: &BTreeMap<VersionNumber, Version>,
        padding: usize,
    ) -> bool {
        let shown = path.escape_debug();
        let parts: Vec<&str> = path.split('/').collect();
        let (code, fault) = match parts.as_slice() {
            _ if path.starts_with('/') || path.ends_with('/') => (&codes::E100, "begins or ends with `/`".to_owned()),
            _ if has_odd_part(path) => (&codes::E099, "has a part that is no name".to_owned()),
            [one] if one.contains('\\') => (&codes::E035, "is separated by `\\`".to_owned()),
            [first, second, _, ..] => {
                let digits = first.strip_prefix('v').unwrap_or("x");
                let number = digits.parse().ok().and_then(VersionNumber::new);
                // Without versions, that is told already.
                match number.filter(|number| versions.is_empty() || versions.contains_key(number)) {
                    Some(number) if folder_name(number, padding) != *first => {
                        (&codes::E014, format!("names `{first}`, which is called `{}`", folder_name(number, padding)))
                    }
                    Some(_) if *second == self.content => return true,
                    Some(_) if self.content == CONTENT => {
                        (&codes::E021, format!("lies in `{second}`, not in `{CONTENT}`"))
                    }
                    Some(_) => (&codes::E042, format!("lies in `{second}`, not in `{}`", self.content)),
                    None => (&codes::E042, "lies in no version of this inventory".to_owned()),
                }
            }
            _ => (&codes::E042, "lies in no version folder and its content folder".to_owned()),
        };
        self.tell(code, line, format!("the content path `{shown}` {fault}"));
        false
    }

    pub(super) fn fixity(&mut self, root: &Node, manifest: Option<&Paths>) -> BTreeMap<String, Paths> {
        let mut fixity = BTreeMap::new();
        let Some(node) = root.get("fixity") else { return fixity };
        let Some(blocks) = node.object() else {
            self.tell(&codes::E111, node.line, format!("`fixity` is {}", node.kind()));
            return fixity;
        };
        let known: BTreeSet<&String> = manifest.into_iter().flat_map(|manifest| manifest.values().flatten()).collect();
        for (name, node) in blocks {
            let Some(algorithm) = Algorithm::named(name) else {
                self.tell(&codes::E056, node.line, format!("`{}` is no algorithm", name.escape_debug()));
                continue;
            };
            let Some(entries) = node.object() else {
                self.tell(&codes::E057, node.line, format!("the block `{name}` is {}", node.kind()));
                continue;
            };
            let mut digests = BTreeSet::new();
            let mut block = Paths::new();
            for (digest, node) in entries {
                let readable = self.digest(algorithm, digest, node.line, false);
                if !digests.insert(digest.to_ascii_lowercase()) {
                    self.tell(&codes::E097, node.line, format!("{} stands twice in the block `{name}`", short(digest)));
                }
                let Some(paths) = self.texts(node) else {
                    let found = format!("what stands behind {} in `{name}` is no list of paths", short(digest));
                    self.tell(&codes::E057, node.line, found);
                    continue;
                };
                for (path, line) in paths {
                    if !known.contains(&path) {
                        let found = format!("`{}` in `{name}` does not stand in `manifest`", path.escape_debug());
                        self.tell(&codes::E057, line, found);
                    } else if readable {
                        block.entry(digest.clone()).or_default().push(path);
                    }
                }
            }
            fixity.insert(name.clone(), block);
        }
        fixity
    }

    /// Whether a digest has the form of its algorithm's digests. `names_content`:
    /// it stands where only the algorithm of the whole inventory may stand.
    pub(super) fn digest(&mut self, algorithm: Algorithm, digest: &str, line: usize, names_content: bool) -> bool {
        if algorithm.fits(digest) {
            return true;
        }
        let other = [Algorithm::Sha256, Algorithm::Sha512].into_iter().find(|other| other.fits(digest));
        let (code, found) = match other {
            Some(other) if names_content => (&codes::E039, format!("one of {}", other.name())),
            _ => (
                match algorithm {
                    Algorithm::Md5 => &codes::E057,
                    Algorithm::Sha1 => &codes::E029,
                    Algorithm::Sha256 => &codes::E030,
                    Algorithm::Sha512 => &codes::E031,
                    Algorithm::Blake2b512 => &codes::E032,
                },
                "none".to_owned(),
            ),
        };
        self.tell(code, line, format!("{} is no digest of {}, but {found}", short(digest), algorithm.name()));
        false
    }
}
