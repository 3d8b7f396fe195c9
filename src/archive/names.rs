//! The three kinds of names: of an object, of a version, of a file in it.

use std::fmt;
use std::str::FromStr;

use super::faults::refused;
use crate::error::Error;

/// The name of an object: a URI (RFC 3986), such as
/// `urn:pressdoc:ec:AGENDA:18:5869`, which is never given to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(String);

impl ObjectId {
    /// Takes a name that is a URI.
    ///
    /// # Errors
    /// [`Error::Archive`] when it is none.
    pub fn new(name: impl Into<String>) -> Result<Self, Error> {
        let name = name.into();
        if is_uri(&name) && !name.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Ok(Self(name));
        }
        Err(refused(
            format!("`{}` cannot name an object of the archive", name.escape_debug()),
            "name it by a URI without spaces, such as `urn:pressdoc:ec:AGENDA:18:5869`",
        ))
    }

    /// A name as it stands in an inventory, also one that we would not give.
    pub(super) fn found(name: String) -> Self {
        Self(name)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text begins as a URI does: a scheme, a colon, and something.
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        && !rest.is_empty()
}

/// The number of a version of an object, counted from 1: `v1`, `v2`…
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionNumber(u32);

impl VersionNumber {
    /// The first version of everything.
    pub const FIRST: Self = Self(1);

    /// `number` as a version; there is none before the first.
    pub fn new(number: u32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// The number.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The version after this one.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for VersionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}", self.0)
    }
}

impl FromStr for VersionNumber {
    type Err = Error;

    /// Reads `v2`, and `2` for those who type.
    fn from_str(text: &str) -> Result<Self, Error> {
        let digits = text.strip_prefix('v').unwrap_or(text);
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten().and_then(Self::new).ok_or_else(|| {
            refused(format!("`{}` is no version", text.escape_debug()), "write a version as `v1`, `v2` and so on")
        })
    }
}

/// Says what is wrong with the path of a file in an object; `None` if nothing.
///
/// Paths are given with `/`, and must be names on every system that the archive
/// may be restored to.
pub(super) fn fault_of_path(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.starts_with('/') || path.ends_with('/') {
        return Some("it begins or ends with `/`");
    }
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some("it has an empty part, or one that is `.` or `..`");
    }
    if path.contains('\\') {
        return Some("it has a `\\`");
    }
    if path.chars().any(char::is_control) {
        return Some("it has a control character");
    }
    if path.split('/').any(|part| part.len() > 255) {
        return Some("one of its names is longer than 255 bytes");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_they_are_written() {
        for text in ["v1", "v12", "7"] {
            let version: VersionNumber = text.parse().unwrap();
            assert_eq!(version.to_string().trim_start_matches('v'), text.trim_start_matches('v'));
        }
        for text in ["", "v", "v0", "0", "v-1", "+1", "v1.0", "V1", "99999999999"] {
            assert!(text.parse::<VersionNumber>().is_err(), "{text}");
        }
    }

    #[test]
    fn objects_are_named_by_uris() {
        for name in ["urn:pressdoc:ec:IP:26:1", "https://example.org/a", "info:x"] {
            assert_eq!(ObjectId::new(name).unwrap().as_str(), name);
        }
        for name in ["", "IP/26/1", ":x", "urn:", "urn:a b", "urn:a\n", "1a:b"] {
            assert!(ObjectId::new(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_path_leads_nowhere_else() {
        for path in ["en.md", "forms/en/notice.pdf", "a b/č.txt", "CON", "a:b"] {
            assert_eq!(fault_of_path(path), None, "{path}");
        }
        for path in ["", "/a", "a/", "a//b", ".", "a/../b", "a\\b", "a\nb", "a\0"] {
            assert!(fault_of_path(path).is_some(), "{path:?}");
        }
    }
}
