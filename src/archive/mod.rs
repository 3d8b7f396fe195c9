//! The archive: what was issued, once and for ever, in a form that any program
//! can read (OCFL 1.1). It knows bytes and paths and nothing of the press.
//!
//! ```text
//! Archive ──add──▶ staging ──▶ store        an object's next version, whole or not at all
//!         ──log, state, read, restore──▶    what each version holds
//!         ──difference──▶                   what became of the files from one to another
//!         ──export──▶ bag (BagIt 1.0), index (JSON lines)
//!         ──sign, signatures──▶         who vouches for a version
//! verify  ──▶ findings with the codes of the specification
//! ```
//!
//! Everything it does to storage goes through [`Store`]. The user's folder is
//! the workspace's; the archive is a store of its own, with promises of its own
//! about the order of writes (`staging`, `recovery`), and so has its own way to
//! the disk ([`Folder`]), or to a bucket of an object storage (`bucket`).

use std::path::Path;
use std::sync::Arc;

use crate::error::Error;

mod add;
mod bag;
#[cfg(feature = "s3")]
mod bucket;
pub mod codes;
mod difference;
mod digest;
mod faults;
mod files;
mod finding;
mod folder;
mod history;
mod index;
mod inventory;
mod json;
mod keys;
mod layout;
mod names;
mod place;
mod reading;
mod recovery;
mod restore;
mod sign;
mod signature;
mod staging;
mod store;
pub mod verify;

pub use add::{Addition, Content, Follows, NewVersion};
pub use bag::{Bag, BagPart};
#[cfg(feature = "s3")]
pub use bucket::Bucket;
pub use codes::{Arises, Code};
pub use difference::{Change, Difference};
pub use digest::Algorithm;
pub use files::KeptFile;
pub use finding::Finding;
pub use folder::{Folder, LOCK};
pub use history::{LogEntry, State};
pub use inventory::{Inventory, Specification, User, Version};
pub use keys::{KeyId, PublicKey, SecretKey};
pub use names::{ObjectId, VersionNumber};
pub use place::{Access, Place};
pub use sign::{Signing, Worth};
pub use signature::{About, Signature};
pub use store::{Entry, Kind, Lock, Readers, Store, Writing};

use faults::{cannot_read, cannot_write, refused};
use inventory::INVENTORY;
use layout::{EXTENSIONS, LAYOUT, LAYOUT_CONFIG, Layout, ROOT_DECLARATION, root_files};
use staging::STAGING;

/// What a second writer does while the first is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Patience {
    /// It waits until the first is done.
    #[default]
    Wait,
    /// It gives up with an error that says why.
    GiveUp,
}

/// An archive, opened. Reading needs no lock and never waits; whoever writes
/// holds the lock while it does.
pub struct Archive {
    store: Arc<dyn Store>,
    layout: Layout,
    patience: Patience,
}

impl Archive {
    /// Makes an archive in a folder that is empty or not there yet, and opens it.
    ///
    /// # Errors
    /// [`Error::Archive`] when something else is there, [`Error::Store`] when it
    /// cannot be written; then the folder is no archive, and creating may be
    /// tried again.
    pub fn create(root: &Path) -> Result<Self, Error> {
        let folder = Folder::new(root);
        folder.create().map_err(cannot_write(&root.to_string_lossy()))?;
        Self::create_in(Arc::new(folder))
    }

    /// Makes an archive in a store that is empty, and opens it.
    ///
    /// # Errors
    /// As [`Archive::create`].
    pub fn create_in(store: Arc<dyn Store>) -> Result<Self, Error> {
        let files = root_files();
        // Nothing is written, not even the lock, where something is that is not ours.
        check_empty(&*store, &files)?;
        {
            let _lock = take_lock(&*store, Patience::Wait)?;
            check_empty(&*store, &files)?;
            write_root(&*store, &files).map_err(cannot_write(""))?;
        }
        Self::open_in(store)
    }

    /// Opens the archive in a folder. What an interrupted writing has left is
    /// finished or removed first, unless somebody is writing or nobody may.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the folder is no archive, [`Error::Store`] when
    /// it cannot be read.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let folder = Folder::new(root);
        if !folder.look("").map_err(cannot_read(&root.to_string_lossy()))?.is_some_and(|kind| kind != Kind::File) {
            return Err(no_archive(&root.to_string_lossy()));
        }
        Self::open_in(Arc::new(folder))
    }

    /// Opens the archive in a store.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn open_in(store: Arc<dyn Store>) -> Result<Self, Error> {
        let entries = store.list("").map_err(cannot_read(""))?;
        let declared =
            |one: &Specification| entries.iter().any(|entry| entry.name == format!("0=ocfl_{}", one.number()));
        if !Specification::ALL.iter().any(declared) {
            return Err(no_archive("."));
        }
        // Nothing is locked and nothing written where nothing was left behind.
        if store.look(STAGING).map_err(cannot_read(STAGING))?.is_some()
            && let Ok(Some(_lock)) = store.lock(false)
        {
            recovery::recover(&*store)?;
        }
        let layout = Layout::read(&*store).map_err(cannot_read(LAYOUT))?;
        Ok(Self { store, layout, patience: Patience::default() })
    }

    /// The same archive, with another patience towards other writers.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// The store behind it, for [`verify`].
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// The folder of an object, if there is one.
    fn place_of(&self, id: &ObjectId) -> Result<Option<String>, Error> {
        if let Some(place) = self.layout.place(id) {
            return Ok(self.is_object(&*self.store, &place)?.then_some(place));
        }
        let has_name = |place: &String| self.inventory_at(place).is_ok_and(|inventory| inventory.id == id.as_str());
        Ok(self.places()?.into_iter().find(has_name))
    }

    /// Whether an object is in a place. Where its files arrive one by one, its
    /// inventory comes last, and before that there is no object.
    fn is_object(&self, store: &dyn Store, place: &str) -> Result<bool, Error> {
        let path = if store.arrives_in_parts() { store::join(place, INVENTORY) } else { place.to_owned() };
        store.look(&path).map(|found| found.is_some()).map_err(cannot_read(&path))
    }

    /// Everything that is wrong with the archive. [`verify`] has the pieces, for
    /// those who show progress or divide the work.
    pub fn verify(&self) -> Vec<Finding> {
        verify::all(self.store())
    }

    /// Everything that is wrong with one object.
    ///
    /// # Errors
    /// [`Error::NotFound`] without the object.
    pub fn verify_object(&self, id: &ObjectId) -> Result<Vec<Finding>, Error> {
        Ok(verify::object(self.store(), &self.find(id)?))
    }
}

/// Waits for the right to write, or says that another has it.
fn take_lock(store: &dyn Store, patience: Patience) -> Result<Lock, Error> {
    store.lock(patience == Patience::Wait).map_err(cannot_write(LOCK))?.ok_or_else(|| {
        refused("another program is writing to the archive", "try again when it is done; nothing was written")
    })
}

fn no_archive(root: &str) -> Error {
    Error::NotFound {
        what: "archive in",
        name: root.to_owned(),
        help: format!("an archive has a file `{ROOT_DECLARATION}`; check the folder, or verify it if one was there"),
    }
}

/// Refuses a store in which anything is but what an interrupted creation leaves:
/// files of ours, whole or cut short. What merely has the same name is somebody's.
fn check_empty(store: &dyn Store, files: &[(&'static str, String)]) -> Result<(), Error> {
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in store.list(&folder).map_err(cannot_read(&folder))? {
            let path = store::join(&folder, &entry.name);
            let inner = path.strip_prefix(STAGING).map_or(path.as_str(), |rest| rest.trim_start_matches('/'));
            let ours = match entry.kind {
                Kind::Folder => [EXTENSIONS, STAGING, store::parent(LAYOUT_CONFIG)].contains(&path.as_str()),
                Kind::File if path == LOCK => true,
                // The declaration in its place: there is an archive.
                Kind::File if path == ROOT_DECLARATION => false,
                Kind::File => match files.iter().find(|(name, _)| *name == inner) {
                    Some((_, text)) if entry.size <= text.len() as u64 => {
                        let limit = text.len() as u64;
                        let found = store::read_all(store, &path, limit).map_err(cannot_read(&path))?;
                        text.as_bytes().starts_with(&found)
                    }
                    _ => false,
                },
                Kind::Link | Kind::Other => false,
            };
            if !ours {
                return Err(refused(
                    format!("the folder for the archive is not empty: `{}` is there", path.escape_debug()),
                    "name a folder that is empty or does not exist yet",
                ));
            }
            if entry.kind == Kind::Folder {
                folders.push(path);
            }
        }
    }
    Ok(())
}

/// Writes the files around the objects. The declaration gets its name last.
fn write_root(store: &dyn Store, files: &[(&'static str, String)]) -> std::io::Result<()> {
    store::remove_all(store, EXTENSIONS)?;
    for (path, text) in files {
        if *path == ROOT_DECLARATION {
            store.sync_folder("")?;
            store.create_folder(STAGING)?;
            let ready = store::join(STAGING, path);
            store::write_new(store, &ready, text.as_bytes())?;
            store.rename(&ready, path)?;
            store.sync_folder("")?;
        } else {
            store::remove_all(store, path)?;
            let made = store::create_folders(store, store::parent(path))?;
            store::write_new(store, path, text.as_bytes())?;
            for folder in made.iter().rev() {
                store.sync_folder(folder)?;
            }
        }
    }
    staging::clear(store)
}
