//! What is done at the next opening after a writing was interrupted.
//!
//! The staging folder is the journal. If it is not there, nothing was going on.
//! If it names no object, nothing had been moved. Else that object is settled by
//! one rule: **inventory and digest of an object are copies of those in its
//! newest version folder.** A version folder is brought to the disk before it
//! gets its name, so it is whole as soon as it is there, and the new version is
//! finished by making the copies. Where a store moves files one by one, or a
//! disk has lied, the newest folder may not be whole; if the object does not
//! speak of it yet, it is removed, and the object is as before; one that is not
//! there but for such a first version has never been there. Settling may be
//! interrupted as well, and is then done again.

use std::collections::BTreeSet;
use std::io;

use super::digest::digests;
use super::faults::{cannot_read, cannot_write, refused};
use super::finding::Finding;
use super::inventory::{INVENTORY, Inventory, LARGEST_INVENTORY, sidecar_text};
use super::reading;
use super::staging::{INTENT, PRIVATE, STAGING, clear, write_pair};
use super::store::{Kind, Readers, Store, join, read_all, remove_all};
use crate::error::Error;

/// Finishes or takes back what was interrupted. Only for who holds the lock.
pub(super) fn recover(store: &dyn Store) -> Result<(), Error> {
    if store.look(STAGING).map_err(cannot_read(STAGING))?.is_none() {
        return Ok(());
    }
    if let Some((object, readers)) = intended(store).map_err(cannot_read(INTENT))? {
        settle(store, &object, readers)?;
    }
    clear(store).map_err(cannot_write(STAGING))
}

/// The object that was about to change, and who may read it. A torn or missing note says that nothing
/// was moved: it is on the disk before anything else happens.
fn intended(store: &dyn Store) -> io::Result<Option<(String, Readers)>> {
    if store.look(INTENT)? != Some(Kind::File) {
        return Ok(None);
    }
    let note = read_all(store, INTENT, 4096)?;
    let note = std::str::from_utf8(&note).unwrap_or_default();
    let (note, readers) = match note.strip_suffix(PRIVATE) {
        Some(note) => (note, Readers::Owner),
        None => (note, Readers::Anybody),
    };
    let object = note.strip_suffix('\n');
    let Some(object) = object.filter(|object| super::names::fault_of_path(object).is_none()) else { return Ok(None) };
    Ok((store.look(object)? == Some(Kind::Folder)).then(|| (object.to_owned(), readers)))
}

/// Brings an object into a state that is valid: with its newest version if that
/// is whole, else as it was before.
fn settle(store: &dyn Store, object: &str, readers: Readers) -> Result<(), Error> {
    let mut folders: Vec<(u32, String)> = store
        .list(object)
        .map_err(cannot_read(object))?
        .into_iter()
        .filter(|entry| entry.kind == Kind::Folder)
        .filter_map(|entry| Some((entry.name.strip_prefix('v')?.parse().ok()?, entry.name)))
        .collect();
    folders.sort();
    while let Some((number, name)) = folders.pop() {
        let folder = join(object, &name);
        let (current, _) = load_pair(store, object)?;
        let spoken_of = current.as_ref().is_some_and(|(inventory, ..)| inventory.head.number() >= number);
        match whole(store, object, &folder)? {
            Some((inventory, text, digest)) => {
                if store.arrives_in_parts() {
                    sweep(store, object, &folder, &inventory).map_err(cannot_write(object))?;
                }
                let is_current = current.is_some_and(|(_, known, beside)| known == text && beside == digest);
                if !is_current {
                    let texts = [text.as_slice(), digest.as_slice()];
                    write_pair(store, object, &inventory.sidecar(), texts, readers).map_err(cannot_write(object))?;
                }
                // The names are there, but perhaps not on the disk yet.
                let above = object.match_indices('/').rev().map(|(at, _)| &object[..at]);
                for folder in [object].into_iter().chain(above).chain([""]) {
                    store.sync_folder(folder).map_err(cannot_write(folder))?;
                }
                return Ok(());
            }
            // Objects of other programs may have no inventories in their version folders.
            None if spoken_of => return Ok(()),
            None if folders.is_empty() => break,
            None => remove(store, object, &folder)?,
        }
    }
    if store.arrives_in_parts() && is_beginning(store, object).map_err(cannot_read(object))? {
        return remove(store, object, object);
    }
    Err(refused(
        format!("the object in `{object}` was being written when the program ended, and is damaged"),
        "verify the archive, and take the object from a copy",
    ))
}

/// Takes a folder out of an object, or the object out of the archive.
fn remove(store: &dyn Store, object: &str, folder: &str) -> Result<(), Error> {
    let aside = join(STAGING, "removed");
    store.rename(folder, &aside).map_err(cannot_write(folder))?;
    store.sync_folder(object).map_err(cannot_write(object))?;
    remove_all(store, &aside).map_err(cannot_write(&aside))
}

/// Whether of an object nothing has arrived but its declaration and a part of its
/// first version: its inventory comes last.
fn is_beginning(store: &dyn Store, object: &str) -> io::Result<bool> {
    let is_first = |name: &str| name.strip_prefix('v').is_some_and(|number| number.parse() == Ok(1_u32));
    Ok(store.list(object)?.iter().all(|entry| match entry.kind {
        Kind::Folder => is_first(&entry.name),
        _ => entry.name.starts_with("0="),
    }))
}

/// Where files arrive one by one: what has arrived in a new version too late, from
/// a writer that was given up, goes.
fn sweep(store: &dyn Store, object: &str, folder: &str, inventory: &Inventory) -> io::Result<()> {
    let content = join(folder, inventory.content());
    if store.look(&content)?.is_none() {
        return Ok(());
    }
    let listed: BTreeSet<String> = inventory.manifest.values().flatten().map(|path| join(object, path)).collect();
    let mut folders = vec![content];
    while let Some(folder) = folders.pop() {
        for entry in store.list(&folder)? {
            let path = join(&folder, &entry.name);
            match entry.kind {
                Kind::Folder => folders.push(path),
                _ if listed.contains(&path) => {}
                _ => store.remove_file(&path)?,
            }
        }
    }
    Ok(())
}

/// An inventory, its text, and what its digest's file says.
type Pair = (Inventory, Vec<u8>, Vec<u8>);

/// Inventory and digest in a folder if they belong together and break no rule,
/// else what speaks against them.
pub(super) fn load_pair(store: &dyn Store, folder: &str) -> Result<(Option<Pair>, Vec<Finding>), Error> {
    let path = join(folder, INVENTORY);
    if store.look(&path).map_err(cannot_read(&path))? != Some(Kind::File) {
        return Ok((None, Vec::new()));
    }
    let text = read_all(store, &path, LARGEST_INVENTORY).map_err(cannot_read(&path))?;
    let (inventory, mut findings) = reading::read(&text, &path);
    findings.retain(Finding::is_error);
    let Some(inventory) = inventory.filter(|_| findings.is_empty()) else { return Ok((None, findings)) };
    let beside = join(folder, &inventory.sidecar());
    if store.look(&beside).map_err(cannot_read(&beside))? != Some(Kind::File) {
        return Ok((None, findings));
    }
    let digest = read_all(store, &beside, 4096).map_err(cannot_read(&beside))?;
    let fits = same_digest(&digest, &sidecar_text(inventory.algorithm, &text));
    Ok((fits.then_some((inventory, text, digest)), findings))
}

/// Whether two digest files name the same digest.
pub(super) fn same_digest(found: &[u8], expected: &str) -> bool {
    let first = |text: &str| text.split_ascii_whitespace().next().map(str::to_ascii_lowercase);
    std::str::from_utf8(found).is_ok_and(|found| first(found) == first(expected))
}

/// The inventory in a version folder, if the version is whole: its inventory is
/// sound, is of this version, and every file that it added has its digest.
fn whole(store: &dyn Store, object: &str, folder: &str) -> Result<Option<Pair>, Error> {
    let (Some(pair), _) = load_pair(store, folder)? else { return Ok(None) };
    let inventory = &pair.0;
    if join(object, &inventory.folder(inventory.head)) != folder {
        return Ok(None);
    }
    let inside = format!("{}/", inventory.folder(inventory.head));
    for (digest, paths) in &inventory.manifest {
        for path in paths.iter().filter(|path| path.starts_with(&inside)) {
            let path = join(object, path);
            if store.look(&path).map_err(cannot_read(&path))? != Some(Kind::File) {
                return Ok(None);
            }
            let mut file = store.open(&path).map_err(cannot_read(&path))?;
            let found = digests(&mut file, u64::MAX - 1, &[inventory.algorithm]).map_err(cannot_read(&path))?;
            if !found.iter().all(|found| found.eq_ignore_ascii_case(digest)) {
                return Ok(None);
            }
        }
    }
    Ok(Some(pair))
}
