//! Reading: which objects there are, which versions they have, which files a
//! version holds. Needs no lock, also while somebody is writing.

use std::collections::BTreeMap;
use std::io::{self, Read};

use jiff::Timestamp;
use sha2::digest::DynDigest;

use super::digest::{Algorithm, hex};
use super::faults::{cannot_read, refused};
use super::inventory::{INVENTORY, Inventory, LARGEST_INVENTORY, User, Version, sidecar_text};
use super::names::{ObjectId, VersionNumber};
use super::recovery::{load_pair, same_digest};
use super::store::{Kind, join, read_all};
use super::{Archive, verify};
use crate::error::Error;

/// What an object's log says of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// The version.
    pub version: VersionNumber,
    /// When it was made.
    pub created: Timestamp,
    /// Why it was made, if anybody said so.
    pub message: Option<String>,
    /// Who made it, if anybody said so.
    pub user: Option<User>,
}

/// The files of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The version.
    pub version: VersionNumber,
    /// The algorithm of the digests.
    pub algorithm: Algorithm,
    /// Logical path → digest in small letters.
    pub files: BTreeMap<String, String>,
}

impl Archive {
    /// The folders of all objects, in their order.
    pub(super) fn places(&self) -> Result<Vec<String>, Error> {
        let survey = self.store().survey();
        let store = survey.as_deref().unwrap_or(self.store());
        let mut places = Vec::new();
        for place in verify::places(store).map_err(cannot_read(""))? {
            if !store.arrives_in_parts() || self.is_object(store, &place)? {
                places.push(place);
            }
        }
        Ok(places)
    }

    /// The names of all objects, in the order of their folders, one after the
    /// other: an inventory is read when it is its turn.
    ///
    /// # Errors
    /// [`Error::Store`] when the folders cannot be read; an object that cannot
    /// be read is an error in its place.
    pub fn objects(&self) -> Result<impl Iterator<Item = Result<ObjectId, Error>> + '_, Error> {
        let places = self.places()?.into_iter();
        Ok(places.map(|place| self.inventory_at(&place).map(|inventory| ObjectId::found(inventory.id))))
    }

    /// Whether the archive has the object.
    ///
    /// # Errors
    /// [`Error::Store`] when that cannot be found out.
    pub fn contains(&self, id: &ObjectId) -> Result<bool, Error> {
        self.place_of(id).map(|place| place.is_some())
    }

    /// The inventory of an object, compared with its digest.
    ///
    /// # Errors
    /// [`Error::NotFound`] without the object, [`Error::Archive`] when its
    /// inventory is damaged.
    pub fn inventory_of(&self, id: &ObjectId) -> Result<Inventory, Error> {
        let place = self.find(id)?;
        let inventory = self.inventory_at(&place)?;
        if inventory.id != id.as_str() {
            return Err(refused(
                format!("the object in the place of `{id}` is `{}`", inventory.id.escape_debug()),
                "verify the archive",
            ));
        }
        Ok(inventory)
    }

    /// The versions of an object, the oldest first.
    ///
    /// # Errors
    /// As [`Archive::inventory_of`].
    pub fn log(&self, id: &ObjectId) -> Result<Vec<LogEntry>, Error> {
        let inventory = self.inventory_of(id)?;
        let entry = |(version, about): (VersionNumber, Version)| {
            let created = about
                .created
                .parse()
                .map_err(|_| refused(format!("`{}` is no time", about.created.escape_debug()), "verify the archive"))?;
            Ok(LogEntry { version, created, message: about.message, user: about.user })
        };
        inventory.versions.into_iter().map(entry).collect()
    }

    /// The files of a version; of the newest, when none is named.
    ///
    /// # Errors
    /// As [`Archive::inventory_of`], and [`Error::NotFound`] without the version.
    pub fn state(&self, id: &ObjectId, version: Option<VersionNumber>) -> Result<State, Error> {
        let inventory = self.inventory_of(id)?;
        let (version, about) = version_of(&inventory, version)?;
        let files = about.files().into_iter().map(|(path, digest)| (path.to_owned(), digest)).collect();
        Ok(State { version, algorithm: inventory.algorithm, files })
    }

    /// Opens a file of a version. Its bytes are compared with its digest while
    /// they are read: the last reading fails when they are not those that were
    /// archived.
    ///
    /// # Errors
    /// As [`Archive::state`], and [`Error::NotFound`] without the file.
    pub fn read(&self, id: &ObjectId, version: Option<VersionNumber>, path: &str) -> Result<impl Read + use<>, Error> {
        let place = self.find(id)?;
        let inventory = self.inventory_of(id)?;
        let (version, about) = version_of(&inventory, version)?;
        let digest = about.files().remove(path).ok_or_else(|| Error::NotFound {
            what: "file",
            name: path.to_owned(),
            help: format!("`{version}` of `{id}` has other files: look at its state"),
        })?;
        self.open_content(&place, &inventory, &digest)
    }

    /// Opens the bytes of a digest.
    pub(super) fn open_content(&self, place: &str, inventory: &Inventory, digest: &str) -> Result<Checked, Error> {
        // Where there are several copies, one that is there will do.
        let paths = inventory.content_paths(digest).iter().map(|path| join(place, path));
        let there = |path: &String| matches!(self.store().look(path), Ok(Some(Kind::File)));
        let Some(path) = paths.clone().find(there).or_else(|| paths.clone().next()) else {
            return Err(refused(format!("the inventory of `{}` gives no content", inventory.id), "verify the archive"));
        };
        let reader = self.store().open(&path).map_err(cannot_read(&path))?;
        let hasher = Some(inventory.algorithm.hasher());
        Ok(Checked { reader, hasher, expected: digest.to_ascii_lowercase(), path })
    }

    pub(super) fn find(&self, id: &ObjectId) -> Result<String, Error> {
        self.place_of(id)?.ok_or_else(|| Error::NotFound {
            what: "object",
            name: id.to_string(),
            help: "the index of the archive lists those that there are".to_owned(),
        })
    }

    /// The inventory in the folder of an object. While somebody writes, there is
    /// a moment in which it is new and its digest old, or the other way round;
    /// then the version's own digest speaks for it.
    pub(super) fn inventory_at(&self, place: &str) -> Result<Inventory, Error> {
        let store = self.store();
        let (pair, findings) = load_pair(store, place)?;
        if let Some((inventory, ..)) = pair {
            return Ok(inventory);
        }
        if let Some(finding) = findings.first() {
            return Err(refused(format!("{}: {}", finding.path, finding.message), finding.help()));
        }
        let path = join(place, INVENTORY);
        let text = read_all(store, &path, LARGEST_INVENTORY).map_err(cannot_read(&path))?;
        if let (Some(inventory), _) = super::reading::read(&text, &path) {
            let beside = join(&join(place, &inventory.folder(inventory.head)), &inventory.sidecar());
            let expected = sidecar_text(inventory.algorithm, &text);
            if read_all(store, &beside, 4096).is_ok_and(|found| same_digest(&found, &expected)) {
                return Ok(inventory);
            }
        }
        Err(refused(format!("`{path}` does not have the digest that lies beside it"), "verify the archive"))
    }
}

/// The version of that number, or the newest.
pub(super) fn version_of(
    inventory: &Inventory,
    version: Option<VersionNumber>,
) -> Result<(VersionNumber, &Version), Error> {
    let version = version.unwrap_or(inventory.head);
    let about = inventory.versions.get(&version).ok_or_else(|| Error::NotFound {
        what: "version",
        name: version.to_string(),
        help: format!("the newest version of `{}` is `{}`", inventory.id, inventory.head),
    })?;
    Ok((version, about))
}

/// A file of the archive that compares itself with its digest.
pub struct Checked {
    reader: Box<dyn Read + Send>,
    hasher: Option<Box<dyn DynDigest + Send>>,
    expected: String,
    path: String,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        if read > 0 {
            if let Some(hasher) = &mut self.hasher {
                hasher.update(&buffer[..read]);
            }
        } else if !buffer.is_empty()
            && let Some(hasher) = self.hasher.take()
            && hex(&hasher.finalize()) != self.expected
        {
            let fault = format!("`{}` is not what was archived: its digest is another", self.path);
            return Err(io::Error::new(io::ErrorKind::InvalidData, fault));
        }
        Ok(read)
    }
}
