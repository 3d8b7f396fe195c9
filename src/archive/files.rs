//! The files of a version with their sizes.

use std::collections::BTreeMap;

use super::Archive;
use super::history::version_of;
use super::names::{ObjectId, VersionNumber};
use super::store::{join, parent};
use crate::error::Error;

/// One file of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// Its logical path.
    pub path: String,
    /// Its digest, in small letters.
    pub digest: String,
    /// How many bytes it has; none where its content is missing.
    pub size: Option<u64>,
    /// The version whose folder holds its bytes, by the name of the folder.
    pub since: Option<String>,
}

impl Archive {
    /// The files of a version, of the newest when none is named, in the order of
    /// their paths.
    ///
    /// # Errors
    /// As [`Archive::state`].
    pub fn files(&self, id: &ObjectId, version: Option<VersionNumber>) -> Result<Vec<KeptFile>, Error> {
        let place = self.find(id)?;
        let inventory = self.inventory_of(id)?;
        let (_, about) = version_of(&inventory, version)?;
        let mut folders: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        let files = about.files().into_iter().map(|(path, digest)| {
            let content = inventory.content_paths(&digest).first();
            let size = content.and_then(|content| {
                let content = join(&place, content);
                let folder = folders.entry(parent(&content).to_owned()).or_insert_with(|| {
                    // What is missing has no size, and verification says why.
                    let entries = self.store().list(parent(&content)).unwrap_or_default();
                    entries.into_iter().map(|entry| (entry.name, entry.size)).collect()
                });
                folder.get(content.rsplit('/').next().unwrap_or_default()).copied()
            });
            let since = content.and_then(|content| content.split('/').next()).map(str::to_owned);
            KeptFile { path: path.to_owned(), digest, size, since }
        });
        Ok(files.collect())
    }
}
