//! How a new version comes into the archive, so that it is there whole or not at
//! all, whenever the program is stopped.
//!
//! Everything is first written into the folder [`STAGING`], in the archive and
//! so on the same disk, and brought to the disk there. Then names change, and
//! only names:
//!
//! 1. `intent` in the staging folder says which object is about to change.
//! 2. A new object is there with one renaming, together with those of the
//!    folders above it that are missing, so that none of them is ever empty.
//! 3. A new version is there with three: its folder `vN`, which holds its own
//!    inventory and digest; then `inventory.json` of the object; then the
//!    inventory's digest. Both are copies of those in `vN`.
//! 4. The staging folder goes, `intent` first.
//!
//! Each renaming is brought to the disk before the next begins.

use std::io;

use super::inventory::{INVENTORY, Inventory, Specification, sidecar_text};
use super::layout::EXTENSIONS;
use super::store::{Kind, Readers, Store, create_folders, join, parent, remove_all, together, write_for, write_new};

/// Where versions are made. A folder of an extension may lie here; it is there
/// only while something is being written.
pub(super) const STAGING: &str = "extensions/pressdoc-staging";

/// The file that says which object is about to change.
pub(super) const INTENT: &str = "extensions/pressdoc-staging/intent";

/// The line in it that says that nobody but the owner may read the version.
pub(super) const PRIVATE: &str = "private\n";

/// What becomes the outermost new folder of a new object.
const TREE: &str = "extensions/pressdoc-staging/tree";

/// A version in the making. Whoever drops it without [`Staged::commit`] leaves
/// remains, which [`clear`] removes.
pub(super) struct Staged<'a> {
    store: &'a dyn Store,
    /// The folder of the object in the archive.
    object: &'a str,
    /// For a new object: the outermost of its folders that is missing.
    missing: Option<String>,
    /// The folder that will be `vN`, in the staging folder.
    version: String,
    /// The folders made here, the outermost first.
    folders: Vec<String>,
    readers: Readers,
}

impl<'a> Staged<'a> {
    /// Begins a version of the object whose folder is `object`; `version` is the
    /// name of the folder of the version.
    pub fn begin(
        store: &'a dyn Store,
        object: &'a str,
        is_new: bool,
        version: &str,
        readers: Readers,
    ) -> io::Result<Self> {
        if store.look(EXTENSIONS)?.is_none() {
            store.create_folder(EXTENSIONS)?;
            store.sync_folder("")?;
        }
        store.create_folder(STAGING)?;
        let private = if readers == Readers::Owner { PRIVATE } else { "" };
        write_new(store, INTENT, format!("{object}\n{private}").as_bytes())?;
        store.sync_folder(STAGING)?;
        store.sync_folder(EXTENSIONS)?;
        let missing = if is_new { Some(outermost_missing(store, object)?) } else { None };
        let above = match &missing {
            Some(missing) => join(TREE, object.strip_prefix(missing.as_str()).unwrap_or("").trim_start_matches('/')),
            None => STAGING.to_owned(),
        };
        let above = above.trim_end_matches('/').to_owned();
        let version = join(&above, version);
        let folders = create_folders(store, &version)?;
        Ok(Self { store, object, missing, version, folders, readers })
    }

    /// The path in the staging folder for a file of the version.
    pub fn path(&mut self, below_version: &str) -> io::Result<String> {
        let path = join(&self.version, below_version);
        self.folders.extend(create_folders(self.store, parent(&path))?);
        Ok(path)
    }

    /// Brings everything to the disk and puts it in its place.
    pub fn commit(self, inventory: &Inventory, text: &[u8]) -> io::Result<()> {
        let store = self.store;
        let sidecar = inventory.sidecar();
        let digest = sidecar_text(inventory.algorithm, text);
        let object = parent(&self.version);
        for folder in [&self.version, object] {
            write_for(store, &join(folder, INVENTORY), text, self.readers)?;
            write_for(store, &join(folder, &sidecar), digest.as_bytes(), self.readers)?;
        }
        if self.missing.is_some() {
            let (name, text) = declaration(inventory.specification);
            write_new(store, &join(object, &name), text.as_bytes())?;
        }
        // None of them has its place yet, so their order does not matter.
        together(self.folders.iter().collect(), |folder| store.sync_folder(folder))?;
        store.sync_folder(STAGING)?;
        match &self.missing {
            Some(missing) => {
                store.rename(TREE, missing)?;
                store.sync_folder(parent(missing))?;
            }
            None => {
                let name = self.version.rsplit('/').next().unwrap_or_default();
                store.rename(&self.version, &join(self.object, name))?;
                store.sync_folder(self.object)?;
                replace_pair(store, self.object, &sidecar)?;
            }
        }
        clear(store)
    }
}

/// Writes a file into the staging folder that is to be renamed by itself: no
/// object changes, so none is intended. Gives back its path.
pub(super) fn loose(store: &dyn Store, name: &str, bytes: &[u8], readers: Readers) -> io::Result<String> {
    if store.look(EXTENSIONS)?.is_none() {
        store.create_folder(EXTENSIONS)?;
        store.sync_folder("")?;
    }
    store.create_folder(STAGING)?;
    let path = join(STAGING, name);
    write_for(store, &path, bytes, readers)?;
    store.sync_folder(STAGING)?;
    Ok(path)
}

/// Puts inventory and digest, ready in the staging folder, into their places.
fn replace_pair(store: &dyn Store, object: &str, sidecar: &str) -> io::Result<()> {
    for name in [INVENTORY, sidecar] {
        store.rename(&join(STAGING, name), &join(object, name))?;
        store.sync_folder(object)?;
    }
    Ok(())
}

/// Writes inventory and digest of an object anew. The staging folder is there.
pub(super) fn write_pair(
    store: &dyn Store,
    object: &str,
    sidecar: &str,
    texts: [&[u8]; 2],
    readers: Readers,
) -> io::Result<()> {
    for (name, text) in [INVENTORY, sidecar].into_iter().zip(texts) {
        let path = join(STAGING, name);
        remove_all(store, &path)?;
        write_for(store, &path, text, readers)?;
    }
    store.sync_folder(STAGING)?;
    replace_pair(store, object, sidecar)
}

/// Removes the staging folder, what it intended first.
pub(super) fn clear(store: &dyn Store) -> io::Result<()> {
    if store.look(INTENT)?.is_some() {
        store.remove_file(INTENT)?;
        store.sync_folder(STAGING)?;
    }
    remove_all(store, STAGING)?;
    if store.look(EXTENSIONS)? == Some(Kind::Folder) { store.sync_folder(EXTENSIONS) } else { Ok(()) }
}

/// The declaration of an object: name and content.
pub(super) fn declaration(specification: Specification) -> (String, String) {
    let value = format!("ocfl_object_{}", specification.number());
    (format!("0={value}"), format!("{value}\n"))
}

/// The outermost folder on the way to `object` that is not there yet.
fn outermost_missing(store: &dyn Store, object: &str) -> io::Result<String> {
    let ends = object.match_indices('/').map(|(at, _)| at).chain([object.len()]);
    for end in ends {
        if store.look(&object[..end])?.is_none() {
            return Ok(object[..end].to_owned());
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}
