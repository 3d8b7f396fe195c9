//! The inventory of an object: which versions it has, which files each of them
//! holds, and where their bytes lie (OCFL 1.1, section 3.5).

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::digest::Algorithm;
use super::names::VersionNumber;
use crate::error::Error;

/// The file.
pub(super) const INVENTORY: &str = "inventory.json";

/// The folder of the files of a version, unless an inventory names another.
pub(super) const CONTENT: &str = "content";

/// The most bytes that are read as an inventory: a million files are no object.
pub(super) const LARGEST_INVENTORY: u64 = 256 * 1024 * 1024;

/// A version of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Specification {
    /// OCFL 1.0 of 2020: read, and not written anew.
    V1_0,
    /// OCFL 1.1 of 2022.
    V1_1,
}

impl Specification {
    /// Both, the newest first.
    pub const ALL: [Self; 2] = [Self::V1_1, Self::V1_0];

    /// `1.0` or `1.1`.
    pub fn number(self) -> &'static str {
        match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
        }
    }

    /// The value of `type` in inventories.
    pub(super) fn inventory_type(self) -> String {
        format!("https://ocfl.io/{}/spec/#inventory", self.number())
    }
}

/// Digest → paths; the digests in the letters of the file.
pub(super) type Paths = BTreeMap<String, Vec<String>>;

/// What an inventory says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inventory {
    /// The name of the object.
    pub id: String,
    /// The specification that it keeps.
    pub specification: Specification,
    /// The algorithm that names content.
    pub algorithm: Algorithm,
    /// The newest version.
    pub head: VersionNumber,
    /// To how many digits version numbers are padded with zeros; 0 for not.
    pub padding: usize,
    /// The name of the content folder, if the inventory gives one.
    pub content_folder: Option<String>,
    /// Digest → content paths, below the folder of the object.
    pub manifest: BTreeMap<String, Vec<String>>,
    /// The versions.
    pub versions: BTreeMap<VersionNumber, Version>,
    /// Algorithm → digest → content paths.
    pub fixity: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// What an inventory says of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// When it was made (RFC 3339), as it is written.
    pub created: String,
    /// Digest → logical paths.
    pub state: BTreeMap<String, Vec<String>>,
    /// Why it was made.
    pub message: Option<String>,
    /// Who made it.
    pub user: Option<User>,
}

/// Who made a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// A name for readers.
    pub name: String,
    /// A URI: `mailto:` with an address, or the page of a person.
    pub address: Option<String>,
}

impl User {
    /// A user with an address.
    ///
    /// # Errors
    /// [`Error::Archive`] when the name is empty or the address no URI.
    pub fn new(name: impl Into<String>, address: impl Into<String>) -> Result<Self, Error> {
        let (name, address) = (name.into(), address.into());
        if name.trim().is_empty() {
            return Err(super::faults::refused("a version needs the name of who made it", "give a name"));
        }
        if !super::names::is_uri(&address) {
            return Err(super::faults::refused(
                format!("`{}` is no address that a reader in thirty years can use", address.escape_debug()),
                "give a URI, such as `mailto:press@example.org`",
            ));
        }
        Ok(Self { name, address: Some(address) })
    }
}

impl Inventory {
    /// The folder of a version.
    pub fn folder(&self, version: VersionNumber) -> String {
        folder_name(version, self.padding)
    }

    /// The name of the content folder.
    pub fn content(&self) -> &str {
        self.content_folder.as_deref().unwrap_or(CONTENT)
    }

    /// The file with the inventory's digest.
    pub fn sidecar(&self) -> String {
        sidecar_name(self.algorithm)
    }

    /// The content paths of a digest, in letters of whatever case.
    pub(super) fn content_paths(&self, digest: &str) -> &[String] {
        let same = self.manifest.get(digest).or_else(|| {
            self.manifest.iter().find(|(known, _)| known.eq_ignore_ascii_case(digest)).map(|(_, paths)| paths)
        });
        same.map_or(&[], Vec::as_slice)
    }

    /// The text of the inventory.
    pub(super) fn to_json(&self) -> Result<Vec<u8>, Error> {
        let mut text = serde_json::to_vec_pretty(self).map_err(|error| {
            super::faults::refused(format!("the inventory cannot be written: {error}"), "this is a fault of pressdoc")
        })?;
        text.push(b'\n');
        Ok(text)
    }
}

impl Version {
    /// Logical path → digest in small letters, in the order of the paths.
    pub fn files(&self) -> BTreeMap<&str, String> {
        self.state
            .iter()
            .flat_map(|(digest, paths)| paths.iter().map(|path| (path.as_str(), digest.to_ascii_lowercase())))
            .collect()
    }
}

/// The name of a version folder.
pub(super) fn folder_name(version: VersionNumber, padding: usize) -> String {
    format!("v{:0padding$}", version.number())
}

/// The name of the file with an inventory's digest.
pub(super) fn sidecar_name(algorithm: Algorithm) -> String {
    format!("{INVENTORY}.{}", algorithm.name())
}

/// The content of that file, such that `sha512sum -c` understands it.
pub(super) fn sidecar_text(algorithm: Algorithm, inventory: &[u8]) -> String {
    format!("{}  {INVENTORY}\n", algorithm.of(inventory))
}

impl Serialize for Inventory {
    /// Keys in the order in which a reader asks for them.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("type", &self.specification.inventory_type())?;
        map.serialize_entry("digestAlgorithm", self.algorithm.name())?;
        map.serialize_entry("head", &self.folder(self.head))?;
        if let Some(folder) = &self.content_folder {
            map.serialize_entry("contentDirectory", folder)?;
        }
        map.serialize_entry("versions", &Versions(self))?;
        map.serialize_entry("manifest", &self.manifest)?;
        if !self.fixity.is_empty() {
            map.serialize_entry("fixity", &self.fixity)?;
        }
        map.end()
    }
}

/// The versions under the names of their folders, in their order.
struct Versions<'a>(&'a Inventory);

impl Serialize for Versions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.versions.iter().map(|(number, version)| (self.0.folder(*number), version)))
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("created", &self.created)?;
        if let Some(message) = &self.message {
            map.serialize_entry("message", message)?;
        }
        if let Some(user) = &self.user {
            map.serialize_entry("user", user)?;
        }
        map.serialize_entry("state", &self.state)?;
        map.end()
    }
}

impl Serialize for User {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        if let Some(address) = &self.address {
            map.serialize_entry("address", address)?;
        }
        map.end()
    }
}
