//! Signing a version, and finding the signatures of one.

use jiff::Timestamp;

use super::faults::{cannot_read, cannot_write, refused};
use super::history::version_of;
use super::inventory::{INVENTORY, Inventory, LARGEST_INVENTORY, sidecar_text};
use super::keys::{PublicKey, SecretKey};
use super::names::{ObjectId, VersionNumber};
use super::recovery::same_digest;
use super::signature::{About, LARGEST_SIGNATURE, LOGS, Signature, in_logs, name_of, text_of, version_named};
use super::store::{Kind, Readers, Store, join, read_all};
use super::{Archive, recovery, staging, take_lock};
use crate::error::Error;

/// What became of a version that was to be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// The signature is in the archive.
    Signed(VersionNumber),
    /// A good signature by this key was there already, and nothing was written.
    Unchanged(VersionNumber),
}

/// What a signature is worth to someone with these keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// One of the keys has made it, of the inventory as it is now.
    Good,
    /// It may be good, but none of the keys has made it.
    OtherKey,
    /// It is damaged, or of something else.
    Bad,
}

impl Archive {
    /// Signs the inventory of a version; of the newest, when none is named. The
    /// signature is there whole or not at all, and nothing that is there is
    /// replaced but what is no good signature. With several keys there are
    /// several signatures. `readers` is who may read the file.
    ///
    /// # Errors
    /// As [`Archive::inventory_of`]; [`Error::NotFound`] without the version,
    /// [`Error::Archive`] when its inventory is missing or damaged or another
    /// program is writing, [`Error::Store`] when the archive cannot be written.
    pub fn sign(
        &self,
        id: &ObjectId,
        version: Option<VersionNumber>,
        key: &SecretKey,
        at: Timestamp,
        readers: Readers,
    ) -> Result<Signing, Error> {
        let _lock = take_lock(self.store(), self.patience)?;
        recovery::recover(self.store())?;
        let place = self.find(id)?;
        let inventory = self.inventory_of(id)?;
        let (version, _) = version_of(&inventory, version)?;
        if id.as_str().contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(refused(
                format!("`{}` is no name that a signature can vouch for", id.as_str().escape_debug()),
                "sign objects that are named by a URI",
            ));
        }
        let text = self.text_of_version(&place, &inventory, version)?;
        let folder = inventory.folder(version);
        let mut name = name_of(&folder, None);
        for other in [None, Some(key.public().id)] {
            name = name_of(&folder, other);
            let path = in_logs(&place, &name);
            let Some(found) = self.signature_at(version, &path)? else { break };
            match found {
                Ok(found) if found.fault(id.as_str(), &text).is_none() => {
                    if found.is_good(std::slice::from_ref(key.public()), &text) {
                        return Ok(Signing::Unchanged(version));
                    }
                    // That of another key stays.
                    if found.key != key.public().id {
                        continue;
                    }
                }
                _ => {}
            }
            break;
        }
        let about = About::new(id.as_str(), version, &text, at);
        let signature = text_of(&key.sign(&text, &about.comment())?);
        let path = in_logs(&place, &name);
        self.put(&place, &name, signature.as_bytes(), readers).map_err(cannot_write(&path)).inspect_err(|_| {
            // What cannot be cleared up now is cleared up at the next opening.
            let _ = recovery::recover(self.store());
        })?;
        Ok(Signing::Signed(version))
    }

    /// Brings a file into the folder of signatures, whole, with one renaming.
    fn put(&self, place: &str, name: &str, bytes: &[u8], readers: Readers) -> std::io::Result<()> {
        let store = self.store();
        let ready = staging::loose(store, name, bytes, readers)?;
        let logs = join(place, LOGS);
        if store.look(&logs)?.is_none() {
            // An empty folder of logs is a valid one.
            store.create_folder(&logs)?;
            store.sync_folder(place)?;
        }
        store.rename(&ready, &join(&logs, name))?;
        store.sync_folder(&logs)?;
        staging::clear(store)
    }

    /// The signatures of a version, of the newest when none is named, and what
    /// each is worth with these keys. A file that has the name of a signature and
    /// is none is not among them: verification says so.
    ///
    /// # Errors
    /// As [`Archive::inventory_of`]; [`Error::NotFound`] without the version.
    pub fn signatures(
        &self,
        id: &ObjectId,
        version: Option<VersionNumber>,
        keys: &[PublicKey],
    ) -> Result<Vec<(Signature, Worth)>, Error> {
        let place = self.find(id)?;
        let inventory = self.inventory_of(id)?;
        let (version, _) = version_of(&inventory, version)?;
        let mut signatures = Vec::new();
        for path in found_in(self.store(), &place, &inventory.folder(version)).map_err(cannot_read(&place))? {
            let Some(Ok(signature)) = self.signature_at(version, &path)? else { continue };
            let text = self.text_of_version(&place, &inventory, version)?;
            let worth = if signature.fault(id.as_str(), &text).is_some() {
                Worth::Bad
            } else if signature.is_good(keys, &text) {
                Worth::Good
            } else if keys.iter().any(|key| key.id == signature.key) {
                Worth::Bad
            } else {
                Worth::OtherKey
            };
            signatures.push((signature, worth));
        }
        Ok(signatures)
    }

    fn signature_at(
        &self,
        version: VersionNumber,
        path: &str,
    ) -> Result<Option<Result<Signature, super::signature::Fault>>, Error> {
        if self.store().look(path).map_err(cannot_read(path))? != Some(Kind::File) {
            return Ok(None);
        }
        let bytes = read_all(self.store(), path, LARGEST_SIGNATURE).map_err(cannot_read(path))?;
        Ok(Some(Signature::read(version, path.to_owned(), &bytes)))
    }

    /// The text of the inventory in the folder of a version, which must have the
    /// digest that lies beside it.
    fn text_of_version(&self, place: &str, inventory: &Inventory, version: VersionNumber) -> Result<Vec<u8>, Error> {
        let folder = join(place, &inventory.folder(version));
        let path = join(&folder, INVENTORY);
        let text = read_all(self.store(), &path, LARGEST_INVENTORY).map_err(cannot_read(&path))?;
        let (own, _) = super::reading::read(&text, &path);
        let sound = own.is_some_and(|own| {
            let beside = read_all(self.store(), &join(&folder, &own.sidecar()), 4096);
            own.id == inventory.id
                && own.head == version
                && beside.is_ok_and(|found| same_digest(&found, &sidecar_text(own.algorithm, &text)))
        });
        if sound { Ok(text) } else { Err(refused(format!("`{path}` is damaged"), "verify the archive")) }
    }
}

/// The paths of what has the name of a signature of the version in this folder.
fn found_in(store: &dyn Store, place: &str, version: &str) -> std::io::Result<Vec<String>> {
    let logs = join(place, LOGS);
    if store.look(&logs)? != Some(Kind::Folder) {
        return Ok(Vec::new());
    }
    let entries = store.list(&logs)?.into_iter();
    let named = entries.filter(|entry| entry.kind == Kind::File && version_named(&entry.name) == Some(version));
    Ok(named.map(|entry| join(&logs, &entry.name)).collect())
}
