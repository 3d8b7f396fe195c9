//! Where objects lie below the root of an archive, and the files around them.

use std::io;

use super::digest::Algorithm;
use super::json;
use super::names::ObjectId;
use super::store::{Kind, Store, read_all};

/// The declaration of an archive that pressdoc makes.
pub(super) const ROOT_DECLARATION: &str = "0=ocfl_1.1";

/// The folder of what extends OCFL.
pub(super) const EXTENSIONS: &str = "extensions";

/// The layout that pressdoc uses, as the community has registered it.
pub(super) const HASHED: &str = "0004-hashed-n-tuple-storage-layout";

/// The file that names the layout.
pub(super) const LAYOUT: &str = "ocfl_layout.json";

/// The file with the layout's numbers.
pub(super) const LAYOUT_CONFIG: &str = "extensions/0004-hashed-n-tuple-storage-layout/config.json";

/// For those who find the archive without pressdoc.
pub(super) const READ_ME: &str = "README.txt";

/// The digests of the files around the objects, for `sha512sum -c`.
pub(super) const ROOT_LIST: &str = "root.sha512";

/// The extensions that the community had registered when this was written
/// (<https://ocfl.github.io/extensions/>).
pub(super) const REGISTERED: &[&str] = &[
    "0001-digest-algorithms",
    "0002-flat-direct-storage-layout",
    "0003-hash-and-id-n-tuple-storage-layout",
    HASHED,
    "0005-mutable-head",
    "0006-flat-omit-prefix-storage-layout",
    "0007-n-tuple-omit-prefix-storage-layout",
    "0008-schema-registry",
    "0009-digest-algorithms",
    "0010-differential-n-tuple-omit-prefix-storage-layout",
    "0011-direct-clean-path-layout",
    "initial",
];

/// The files around the objects of a new archive with their content, in the
/// order in which they are written; the declaration, which makes it an archive,
/// comes last.
pub(super) fn root_files() -> Vec<(&'static str, String)> {
    let mut files =
        vec![(LAYOUT_CONFIG, config_text()), (LAYOUT, layout_text()), (READ_ME, include_str!("README.txt").to_owned())];
    let declaration = (ROOT_DECLARATION, "ocfl_1.1\n".to_owned());
    let listed = files.iter().chain([&declaration]);
    let list = listed.map(|(path, text)| format!("{}  {path}\n", Algorithm::Sha512.of(text.as_bytes()))).collect();
    files.push((ROOT_LIST, list));
    files.push(declaration);
    files
}

fn config_text() -> String {
    format!(
        "{{\n  \"extensionName\": \"{HASHED}\",\n  \"digestAlgorithm\": \"sha256\",\n  \"tupleSize\": 3,\n  \
         \"numberOfTuples\": 3,\n  \"shortObjectRoot\": false\n}}\n"
    )
}

fn layout_text() -> String {
    format!(
        "{{\n  \"extension\": \"{HASHED}\",\n  \"description\": \"The folder of an object is named by the SHA-256 of \
         the object's id in hexadecimal digits, and lies in three folders named by its first three times three \
         digits.\"\n}}\n"
    )
}

/// How the name of an object leads to its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Layout {
    /// By a digest of the name (extension 0004).
    Hashed { algorithm: Algorithm, size: usize, tuples: usize, short: bool },
    /// In a way that we do not know, or none: objects are looked for.
    Unknown,
}

impl Layout {
    /// The layout that pressdoc writes.
    pub const OURS: Self = Self::Hashed { algorithm: Algorithm::Sha256, size: 3, tuples: 3, short: false };

    /// The layout of an archive. What cannot be understood is unknown here;
    /// verification says what is wrong with it.
    pub fn read(store: &dyn Store) -> io::Result<Self> {
        let named = match text(store, LAYOUT)? {
            Some(text) => json::parse(&text).ok().and_then(|node| node.get("extension")?.text().map(str::to_owned)),
            None => None,
        };
        if named.as_deref() != Some(HASHED) {
            return Ok(Self::Unknown);
        }
        let Some(config) = text(store, LAYOUT_CONFIG)? else { return Ok(Self::OURS) };
        Ok(json::parse(&config).ok().and_then(|node| Self::configured(&node)).unwrap_or(Self::Unknown))
    }

    /// The layout with these numbers; those that are missing have the values
    /// that the extension gives them.
    fn configured(node: &json::Node) -> Option<Self> {
        let number = |key, usual| node.get(key).map_or(Some(usual), |node| usize::try_from(node.number()?).ok());
        let algorithm = match node.get("digestAlgorithm") {
            Some(node) => Algorithm::named(node.text()?)?,
            None => Algorithm::Sha256,
        };
        let (size, tuples) = (number("tupleSize", 3)?, number("numberOfTuples", 3)?);
        let short = node.get("shortObjectRoot").map_or(Some(false), json::Node::truth)?;
        let used = size.checked_mul(tuples)?;
        let possible = used <= algorithm.digits()
            && size <= 32
            && tuples <= 32
            && (size == 0) == (tuples == 0)
            && !(short && used == algorithm.digits());
        possible.then_some(Self::Hashed { algorithm, size, tuples, short })
    }

    /// The folder of an object, if the layout leads there.
    pub fn place(&self, id: &ObjectId) -> Option<String> {
        let Self::Hashed { algorithm, size, tuples, short } = self else { return None };
        let digest = algorithm.of(id.as_str().as_bytes());
        let mut parts: Vec<&str> = (0..*tuples).filter_map(|at| digest.get(at * size..(at + 1) * size)).collect();
        parts.push(if *short { digest.get(size * tuples..)? } else { &digest });
        Some(parts.join("/"))
    }
}

/// A file of the root, if it is there.
fn text(store: &dyn Store, path: &str) -> io::Result<Option<Vec<u8>>> {
    if store.look(path)? != Some(Kind::File) {
        return Ok(None);
    }
    read_all(store, path, 64 * 1024).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the extension's own text.
    #[test]
    fn names_lead_where_the_extension_says() {
        let ids = [ObjectId::found("object-01".to_owned()), ObjectId::found("..hor/rib:le-$id".to_owned())];
        let place = |layout: Layout| ids.each_ref().map(|id| layout.place(id).unwrap());
        assert_eq!(
            place(Layout::OURS),
            [
                "3c0/ff4/240/3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4",
                "487/326/d8c/487326d8c2a3c0b885e23da1469b4d6671fd4e76978924b4443e9e3c316cda6d",
            ]
        );
        let md5 = Layout::Hashed { algorithm: Algorithm::Md5, size: 2, tuples: 15, short: true };
        assert_eq!(
            place(md5),
            ["ff/75/53/44/92/48/5e/ab/b3/9f/86/35/67/28/88/4e", "08/31/97/66/fb/6c/29/35/dd/17/5b/94/26/77/17/e0",]
        );
        let flat = Layout::Hashed { algorithm: Algorithm::Sha256, size: 0, tuples: 0, short: false };
        assert_eq!(place(flat)[0], "3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4");
    }

    #[test]
    fn our_own_configuration_is_read_as_ours() {
        let node = json::parse(config_text().as_bytes()).unwrap();
        assert_eq!(Layout::configured(&node), Some(Layout::OURS));
        for impossible in [
            r#"{"tupleSize": 0}"#,
            r#"{"tupleSize": 33, "numberOfTuples": 1}"#,
            r#"{"tupleSize": 9, "numberOfTuples": 9}"#,
            r#"{"digestAlgorithm": "sha3"}"#,
            r#"{"tupleSize": 32, "numberOfTuples": 2, "shortObjectRoot": true}"#,
        ] {
            assert_eq!(Layout::configured(&json::parse(impossible.as_bytes()).unwrap()), None, "{impossible}");
        }
    }
}
