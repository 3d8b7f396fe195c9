//! An inventory is read and judged in one go: what can be understood becomes an
//! [`Inventory`], everything that breaks a rule a finding with its line.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{self, Code};
use super::digest::Algorithm;
use super::finding::Finding;
use super::inventory::{CONTENT, Inventory, Paths, Specification, User, Version, folder_name};
use super::json::{self, Node};
use super::names::{VersionNumber, is_uri};

/// The keys of an inventory.
const KEYS: [&str; 8] =
    ["id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions", "fixity"];

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
        self.compare(root, &versions, &manifest);
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

    fn versions(&mut self, root: &Node) -> Option<(BTreeMap<VersionNumber, Version>, usize)> {
        let node = self.required(root, "versions", &codes::E041)?;
        let Some(entries) = node.object() else {
            self.tell(&codes::E044, node.line, format!("`versions` is {}", node.kind()));
            return None;
        };
        if entries.is_empty() {
            self.tell(&codes::E008, node.line, "there is no version");
            return None;
        }
        let mut versions = BTreeMap::new();
        let mut padding = None;
        for (name, node) in entries {
            let Some((number, width)) = self.version_number(name, node.line) else { continue };
            let first = *padding.get_or_insert(width);
            if first > 0 && width == 0 && name.len() > first {
                let longest = first - 1;
                self.tell(&codes::E011, node.line, format!("`{name}` has no zero behind `v`: {longest} digits are full"));
            } else if first != width {
                self.tell(&codes::E012, node.line, format!("`{name}` is not named as the version before it"));
            }
            let version = self.version(name, node);
            if versions.insert(number, version).is_some() {
                self.tell(&codes::E033, node.line, format!("the version `{name}` stands twice in `versions`"));
            }
        }
        let padding = padding.unwrap_or(0);
        if padding > 0 {
            self.tell(&codes::W001, node.line, "version numbers are padded with zeros");
        }
        let mut expected = VersionNumber::FIRST;
        for number in versions.keys() {
            if *number != expected {
                let (code, missing) = match expected {
                    VersionNumber::FIRST => (&codes::E009, "the first version"),
                    _ => (&codes::E010, "a version between"),
                };
                let missing = format!("{missing} is missing: `{expected}`, before `{number}`");
                self.tell(code, node.line, missing);
            }
            expected = number.next();
        }
        Some((versions, padding))
    }

    /// The number of a version, and to how many digits it is padded.
    fn version_number(&mut self, name: &str, line: usize) -> Option<(VersionNumber, usize)> {
        let shown = name.escape_debug();
        let Some(digits) = name.strip_prefix('v') else {
            self.tell(&codes::E104, line, format!("the version `{shown}` does not begin with `v`"));
            return None;
        };
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = plain.then(|| digits.parse().ok().and_then(VersionNumber::new)).flatten();
        if number.is_none() {
            self.tell(&codes::E105, line, format!("`{shown}` is no number of a version"));
        }
        Some((number?, if digits.starts_with('0') { digits.len() } else { 0 }))
    }

    fn version(&mut self, name: &str, node: &Node) -> Version {
        let mut version = Version { created: String::new(), state: Paths::new(), message: None, user: None };
        let Some(entries) = node.object() else {
            self.tell(&codes::E047, node.line, format!("`{name}` is {}, not an object", node.kind()));
            return version;
        };
        self.keys(entries, &["created", "state", "message", "user"], &format!("the version `{name}`"));
        match node.get("created") {
            None => self.tell(&codes::E048, node.line, format!("`created` of `{name}` is missing")),
            Some(created) => {
                version.created = created.text().unwrap_or_default().to_owned();
                if !is_time(&version.created) {
                    let found = created.text().map_or(created.kind().to_owned(), |text| format!("`{}`", text.escape_debug()));
                    self.tell(&codes::E049, created.line, format!("`created` of `{name}` is {found}"));
                }
            }
        }
        match node.get("state") {
            None => self.tell(&codes::E048, node.line, format!("`state` of `{name}` is missing")),
            Some(state) => version.state = self.state(name, state),
        }
        match node.get("message") {
            None => self.tell(&codes::W007, node.line, format!("`{name}` has no `message`")),
            Some(message) => {
                version.message = message.text().map(str::to_owned);
                if version.message.is_none() {
                    self.tell(&codes::E094, message.line, format!("`message` of `{name}` is {}", message.kind()));
                }
            }
        }
        match node.get("user") {
            None => self.tell(&codes::W007, node.line, format!("`{name}` has no `user`")),
            Some(user) => version.user = self.user(name, user),
        }
        version
    }

    fn user(&mut self, version: &str, node: &Node) -> Option<User> {
        let Some(entries) = node.object() else {
            self.tell(&codes::E054, node.line, format!("`user` of `{version}` is {}", node.kind()));
            return None;
        };
        self.keys(entries, &["name", "address"], &format!("`user` of `{version}`"));
        let name = node.get("name").and_then(Node::text).map(str::to_owned);
        if name.is_none() {
            self.tell(&codes::E054, node.line, format!("`user` of `{version}` has no `name` that is a text"));
        }
        let address = match node.get("address") {
            None => {
                self.tell(&codes::W008, node.line, format!("`user` of `{version}` has no `address`"));
                None
            }
            Some(address) => match address.text() {
                None => {
                    let found = address.kind();
                    self.tell(&codes::E054, address.line, format!("`address` of the user of `{version}` is {found}"));
                    None
                }
                Some(text) => {
                    if !is_uri(text) {
                        let text = text.escape_debug();
                        self.tell(&codes::W009, address.line, format!("the address `{text}` in `{version}` is no URI"));
                    }
                    Some(text.to_owned())
                }
            },
        };
        Some(User { name: name?, address })
    }

    fn state(&mut self, version: &str, node: &Node) -> Paths {
        let mut state = Paths::new();
        let Some(entries) = node.object() else {
            self.tell(&codes::E050, node.line, format!("`state` of `{version}` is {}", node.kind()));
            return state;
        };
        let mut all = PathSet::default();
        for (digest, node) in entries {
            self.digest(self.algorithm, digest, node.line);
            let Some(paths) = self.texts(node) else {
                let shown = short(digest);
                self.tell(&codes::E050, node.line, format!("what stands behind {shown} in `{version}` is no list of paths"));
                continue;
            };
            for (path, line) in &paths {
                let shown = path.escape_debug();
                if path.starts_with('/') || path.ends_with('/') {
                    self.tell(&codes::E053, *line, format!("`{shown}` in `{version}` begins or ends with `/`"));
                } else if has_odd_part(path) {
                    self.tell(&codes::E052, *line, format!("`{shown}` in `{version}` has a part that is no name"));
                } else if !all.insert(path) {
                    self.tell(&codes::E095, *line, format!("`{shown}` stands twice in `{version}`"));
                }
            }
            if state.insert(digest.clone(), paths.into_iter().map(|(path, _)| path).collect()).is_some() {
                self.tell(&codes::E033, node.line, format!("{} stands twice in the state of `{version}`", short(digest)));
            }
        }
        for path in all.conflicts() {
            let found = format!("`{}` in `{version}` is a file and a folder", path.escape_debug());
            self.tell(&codes::E095, node.line, found);
        }
        state
    }

    fn manifest(
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
            self.digest(self.algorithm, digest, node.line);
            if !digests.insert(digest.to_ascii_lowercase()) {
                self.tell(&codes::E096, node.line, format!("{} stands twice in `manifest`", short(digest)));
            }
            let Some(paths) = self.texts(node) else {
                let found = format!("what stands behind {} in `manifest` is no list of paths", short(digest));
                self.tell(&codes::E092, node.line, found);
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
                match number.filter(|number| versions.contains_key(number)) {
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

    fn fixity(&mut self, root: &Node, manifest: Option<&Paths>) -> BTreeMap<String, Paths> {
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
                let readable = self.digest(algorithm, digest, node.line);
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

    /// Whether a digest has the form of its algorithm's digests.
    fn digest(&mut self, algorithm: Algorithm, digest: &str, line: usize) -> bool {
        if algorithm.fits(digest) {
            return true;
        }
        let other = [Algorithm::Sha256, Algorithm::Sha512].into_iter().find(|other| other.fits(digest));
        let (code, found) = match other {
            Some(other) if matches!(algorithm, Algorithm::Sha256 | Algorithm::Sha512) => {
                (&codes::E039, format!("one of {}", other.name()))
            }
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

/// Whether a text is a date and time after RFC 3339.
fn is_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c.to_ascii_uppercase() }).collect();
    let Some(rest) = shape.strip_prefix("9999-99-99T99:99:99") else { return false };
    let zone = match rest.strip_prefix('.') {
        Some(fraction) if fraction.starts_with('9') => fraction.trim_start_matches('9'),
        Some(_) => return false,
        None => rest,
    };
    matches!(zone, "Z" | "+99:99" | "-99:99") && text.parse::<jiff::Timestamp>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_rfc_3339() {
        for text in ["2018-10-15T14:00:00Z", "2018-10-15T14:00:00.25+02:00", "2016-12-31T23:59:60Z", "2018-10-15t14:00:00z"] {
            assert!(is_time(text), "{text}");
        }
        for text in ["", "2018-10-15", "2018-10-15T14:00Z", "2018-10-15T14:00:00", "2018-02-30T14:00:00Z", "2018-10-15 14:00:00Z", "2018-10-15T14:00:00.Z", "2018-10-15T25:00:00Z"] {
            assert!(!is_time(text), "{text}");
        }
    }
}
