//! The signature of a version: a file of the program `minisign` over the
//! inventory in the version's folder.
//!
//! ```text
//! untrusted comment: pressdoc 1f40…                  SHA-512 of the lines below
//! RUQf6LRCGA9i…                                      the signature
//! trusted comment: object:urn:… version:v1 sha512:9b71… signed:2026-11-27T09:00:00Z
//! 7mpbG/3yXWhw…                                      the signature of signature and comment
//! ```
//!
//! The inventory holds the digests of all files of this version and of those
//! before it, so a signature speaks for them all. The first line is free for
//! everybody to write; with a digest in it, a bit that was changed is found
//! without a key, too.

use super::digest::Algorithm;
use super::inventory::INVENTORY;
use super::keys::{KeyId, PublicKey, SignatureLines};
use super::names::VersionNumber;
use super::store::join;

/// The folder of an object where signatures lie. OCFL allows any file there.
pub(super) const LOGS: &str = "logs";

/// The most bytes that are read as a signature.
pub(super) const LARGEST_SIGNATURE: u64 = 16 * 1024;

const ENDING: &str = ".minisig";
const FIRST_LINE: &str = "untrusted comment: pressdoc ";

/// A signature as it lies in the archive.
#[derive(Clone)]
pub struct Signature {
    /// The version that it is of, by the name of the file.
    pub version: VersionNumber,
    /// Its path below the root of the archive.
    pub path: String,
    /// The number of the key that made it, as the signature itself says.
    pub key: KeyId,
    /// What it says and vouches for, if it was made by pressdoc.
    pub about: Option<About>,
    lines: SignatureLines,
    /// Whether the digest in the first line is that of the others; none where
    /// the first line has none.
    whole: Option<bool>,
}

/// What a signature of pressdoc says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The name of the object.
    pub object: String,
    /// The version.
    pub version: String,
    /// The SHA-512 of the inventory.
    pub digest: String,
    /// When it was signed (RFC 3339).
    pub signed: String,
}

impl About {
    pub(super) fn new(object: &str, version: VersionNumber, inventory: &[u8], signed: jiff::Timestamp) -> Self {
        Self {
            object: object.to_owned(),
            version: version.to_string(),
            digest: Algorithm::Sha512.of(inventory),
            signed: signed.to_string(),
        }
    }

    pub(super) fn comment(&self) -> String {
        format!("object:{} version:{} sha512:{} signed:{}", self.object, self.version, self.digest, self.signed)
    }

    fn read(comment: &str) -> Option<Self> {
        let mut parts = comment.split(' ');
        let mut part = |key: &str| parts.next()?.strip_prefix(key).map(str::to_owned);
        let about = Self {
            object: part("object:")?,
            version: part("version:")?,
            digest: part("sha512:")?,
            signed: part("signed:")?,
        };
        (about.comment() == comment).then_some(about)
    }
}

/// The text of a signature, of its three signed lines.
pub(super) fn text_of(lines: &str) -> String {
    format!("{FIRST_LINE}{}\n{lines}", Algorithm::Sha512.of(lines.as_bytes()))
}

/// The name of the signature of the version in the folder `version` by the key
/// that was first, or by another beside it.
pub(super) fn name_of(version: &str, key: Option<KeyId>) -> String {
    match key {
        None => format!("{version}.{INVENTORY}{ENDING}"),
        Some(key) => format!("{version}.{INVENTORY}.{key}{ENDING}"),
    }
}

/// The name of the version folder that a file in `logs` is a signature of, if
/// its name says that it is one.
pub(super) fn version_named(file: &str) -> Option<&str> {
    let (version, rest) = file.strip_suffix(ENDING)?.split_once('.')?;
    let key = rest.strip_prefix(INVENTORY)?;
    let is_key = |key: &str| key.len() == 16 && key.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
    (key.is_empty() || key.strip_prefix('.').is_some_and(is_key)).then_some(version)
}

/// Why a signature is none.
pub(super) type Fault = &'static str;

impl Signature {
    /// Takes the bytes of a file for a signature.
    pub(super) fn read(version: VersionNumber, path: String, bytes: &[u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not a signature of minisign, or not a whole one")?;
        let found = SignatureLines::read(text).filter(|_| text.starts_with("untrusted comment:"));
        let (lines, key) = found.ok_or("it is not a signature of minisign, or not a whole one")?;
        let whole = text
            .starts_with(FIRST_LINE)
            .then(|| text.split_once('\n').is_some_and(|(_, signed)| text_of(signed) == text));
        let about = About::read(lines.trusted_comment());
        Ok(Self { version, path, key, about, lines, whole })
    }

    /// What can be said against it without a key. `inventory` is the text of the
    /// inventory in the version's folder.
    pub(super) fn fault(&self, object: &str, inventory: &[u8]) -> Option<Fault> {
        match (&self.about, self.whole) {
            (_, Some(false)) => Some("it was changed: its first line has the digest of other lines"),
            (Some(_), None) | (None, Some(true)) => Some("it was changed: its lines are not of one signature"),
            (Some(about), _) if about.object != object || about.version != self.version.to_string() => {
                Some("it is the signature of another version")
            }
            (Some(about), _) if about.digest != Algorithm::Sha512.of(inventory) => {
                Some("it is the signature of another inventory")
            }
            _ => None,
        }
    }

    /// Whether a change of any bit would be seen without a key.
    pub(super) fn is_covered(&self) -> bool {
        self.whole.is_some()
    }

    /// Whether one of the keys has made it of this inventory.
    pub(super) fn is_good(&self, keys: &[PublicKey], inventory: &[u8]) -> bool {
        keys.iter().any(|key| key.id == self.key && key.accepts(&self.lines, inventory))
    }
}

/// The path of something in the folder of signatures of an object.
pub(super) fn in_logs(place: &str, name: &str) -> String {
    join(&join(place, LOGS), name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_signatures_say_of_which_version_they_are() {
        assert_eq!(version_named("v1.inventory.json.minisig"), Some("v1"));
        assert_eq!(version_named("v002.inventory.json.0123456789ABCDEF.minisig"), Some("v002"));
        for other in [
            "v1.minisig",
            "v1.inventory.json",
            "inventory.json.minisig",
            "v1.inventory.json.minisig.txt",
            "v1.inventory.json.0123.minisig",
            "v1.inventory.jsonx.minisig",
        ] {
            assert_eq!(version_named(other), None, "{other}");
        }
    }

    #[test]
    fn a_comment_is_read_as_it_is_written() {
        let at = "2026-11-27T09:00:00Z".parse().unwrap();
        let about = About::new("urn:example:1", VersionNumber::FIRST, b"{}", at);
        assert_eq!(About::read(&about.comment()), Some(about.clone()));
        assert_eq!(About::read(&format!("{} and more", about.comment())), None);
        assert_eq!(About::read("timestamp:1\tfile:x\thashed"), None);
    }
}
