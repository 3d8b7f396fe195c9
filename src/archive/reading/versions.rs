//! The versions of an inventory: their numbers, times, messages, users, and the
//! files that each of them holds.

use std::collections::BTreeMap;

use super::super::codes;
use super::super::inventory::{Paths, User, Version};
use super::super::json::Node;
use super::super::names::{VersionNumber, is_uri};
use super::{Judge, PathSet, has_odd_part, short};

impl Judge<'_> {
    pub(super) fn versions(&mut self, root: &Node) -> Option<(BTreeMap<VersionNumber, Version>, usize)> {
        let node = self.required(root, "versions", &codes::E041)?;
        let Some(entries) = node.object() else {
            self.tell(&codes::E044, node.line, format!("`versions` is {}", node.kind()));
            return None;
        };
        if entries.is_empty() {
            self.tell(&codes::E008, node.line, "there is no version");
            return None;
        }
        let mut numbered = Vec::new();
        for (name, node) in entries {
            if let Some((number, width)) = self.version_number(name, node.line) {
                numbered.push((number, width, name, node));
            }
        }
        // The first version sets the way of naming, wherever it stands.
        let first = numbered.iter().min_by_key(|(number, ..)| *number);
        let padding = first.map_or(0, |(_, width, ..)| *width);
        let mut versions = BTreeMap::new();
        for (number, width, name, node) in numbered {
            if padding > 0 && width == 0 && name.len() > padding {
                let digits = padding - 1;
                self.tell(
                    &codes::E011,
                    node.line,
                    format!("`{name}` has no zero behind `v`: {digits} digits are full"),
                );
            } else if padding != width {
                self.tell(&codes::E012, node.line, format!("`{name}` is not named as the first version is"));
            }
            let version = self.version(name, node);
            if versions.insert(number, version).is_some() {
                self.tell(&codes::E033, node.line, format!("the version `{name}` stands twice in `versions`"));
            }
        }
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
                    let found =
                        created.text().map_or(created.kind().to_owned(), |text| format!("`{}`", text.escape_debug()));
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
            self.digest(self.algorithm, digest, node.line, true);
            let Some(paths) = self.texts(node) else {
                let shown = short(digest);
                self.tell(
                    &codes::E050,
                    node.line,
                    format!("what stands behind {shown} in `{version}` is no list of paths"),
                );
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
                self.tell(
                    &codes::E033,
                    node.line,
                    format!("{} stands twice in the state of `{version}`", short(digest)),
                );
            }
        }
        for path in all.conflicts() {
            let found = format!("`{}` in `{version}` is a file and a folder", path.escape_debug());
            self.tell(&codes::E095, node.line, found);
        }
        state
    }
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
        for text in
            ["2018-10-15T14:00:00Z", "2018-10-15T14:00:00.25+02:00", "2016-12-31T23:59:60Z", "2018-10-15t14:00:00z"]
        {
            assert!(is_time(text), "{text}");
        }
        for text in [
            "",
            "2018-10-15",
            "2018-10-15T14:00Z",
            "2018-10-15T14:00:00",
            "2018-02-30T14:00:00Z",
            "2018-10-15 14:00:00Z",
            "2018-10-15T14:00:00.Z",
            "2018-10-15T25:00:00Z",
        ] {
            assert!(!is_time(text), "{text}");
        }
    }
}
