//! Adding a version to an object, or an object with its first version.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::digest::{Algorithm, digests, each_piece, hex};
use super::faults::{cannot_read, cannot_write, refused};
use super::folder::open_outside;
use super::inventory::{Inventory, Specification, User, Version, folder_name};
use super::names::fault_of_path;
use super::staging::{STAGING, Staged};
use super::store::{Readers, Writing, create, together};
use super::{Archive, ObjectId, VersionNumber, recovery, take_lock};
use crate::error::Error;

/// Where the bytes of a file come from.
#[derive(Debug, Clone)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file outside the archive, read piece by piece.
    File(PathBuf),
    /// The file of the same path in the newest version.
    Kept,
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// A version to be added: all of its files, not only those that are new.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// Logical path, with `/` → content.
    pub files: BTreeMap<String, Content>,
    /// Why it is made.
    pub message: String,
    /// Who makes it.
    pub user: User,
    /// When it is made.
    pub created: Timestamp,
    /// Who may read it. Where that is the owner alone, its files are named by
    /// their digests, which nobody can guess who does not have them.
    pub readers: Readers,
    /// What it was made after.
    pub follows: Follows,
}

/// Which version of the object the maker of a new one has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Follows {
    /// Whichever is the newest.
    #[default]
    Any,
    /// This one, which must still be the newest.
    Version(VersionNumber),
    /// None: the object must be new.
    Nothing,
}

/// What became of a version that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addition {
    /// It is in the archive under this number.
    Stored(VersionNumber),
    /// It has the same files with the same bytes as this, the newest version, and
    /// nothing was written. So what was interrupted can simply be run again.
    Unchanged(VersionNumber),
}

impl Addition {
    /// The version that has these files now.
    pub fn version(self) -> VersionNumber {
        match self {
            Self::Stored(version) | Self::Unchanged(version) => version,
        }
    }
}

impl Archive {
    /// Adds a version to an object; the first makes the object. When this comes
    /// back without an error, the version is on the disk.
    ///
    /// # Errors
    /// [`Error::Archive`] when the version cannot be archived as it is or another
    /// program is writing, [`Error::Read`] when a file of it cannot be read,
    /// [`Error::Store`] when the archive cannot be written. The object then has
    /// the versions that it had; or, where the fault came behind the last byte,
    /// the new one too, as [`Archive::log`] tells.
    pub fn add(&self, id: &ObjectId, new: &NewVersion) -> Result<Addition, Error> {
        check(new)?;
        let _lock = take_lock(self.store(), self.patience)?;
        recovery::recover(self.store())?;
        let Some(place) = self.layout.place(id) else {
            return Err(refused(
                "the archive has a layout that pressdoc can read but not extend",
                "add to it with the program that made it, or create an archive of your own",
            ));
        };
        let is_new = self.store().look(&place).map_err(cannot_read(&place))?.is_none();
        let before = if is_new { None } else { Some(self.inventory_of(id)?) };
        let newest = before.as_ref().map(|inventory| inventory.head);
        let expected = match new.follows {
            Follows::Any => newest,
            Follows::Version(version) => Some(version),
            Follows::Nothing => None,
        };
        if expected != newest {
            let newest = newest.map(|newest| newest.to_string()).unwrap_or_default();
            return Err(refused(
                format!("somebody else has added `{newest}` of `{id}` in the meantime"),
                "look at it, and run the command again; nothing was written",
            ));
        }
        let plan = Plan::make(id, new, before)?;
        let Some(number) = plan.number else { return Ok(Addition::Unchanged(plan.inventory.head)) };
        let text = plan.inventory.to_json()?;
        let stored = self
            .stage(&place, is_new, &plan, new)
            .and_then(|staged| staged.commit(&plan.inventory, &text).map_err(cannot_write(&place)));
        if let Err(error) = stored {
            // What cannot be cleared up now is cleared up at the next opening.
            let _ = recovery::recover(self.store());
            return Err(error);
        }
        Ok(Addition::Stored(number))
    }

    /// Writes the files that are not in the archive yet into the staging folder.
    fn stage<'a>(&'a self, place: &'a str, is_new: bool, plan: &Plan, new: &NewVersion) -> Result<Staged<'a>, Error> {
        let store = self.store();
        let version = plan.inventory.folder(plan.inventory.head);
        let mut staged = Staged::begin(store, place, is_new, &version, new.readers).map_err(cannot_write(STAGING))?;
        // Written first and brought to the disk then: the first call to the disk
        // takes most of the other files along.
        let mut written: Vec<Box<dyn Writing>> = Vec::new();
        for (digest, (logical, below)) in &plan.store {
            let path = staged.path(below).map_err(cannot_write(below))?;
            let mut to = match new.files.get(logical) {
                Some(Content::Kept) | None => continue,
                Some(_) => create(store, &path, new.readers).map_err(cannot_write(below))?,
            };
            match new.files.get(logical) {
                Some(Content::Bytes(bytes)) => to.write_all(bytes).map_err(cannot_write(below))?,
                Some(Content::File(source)) => copy(source, &mut to, &path, plan.inventory.algorithm, digest)?,
                Some(Content::Kept) | None => {}
            }
            written.push(to);
            if written.len() == AT_ONCE {
                sync(&mut written).map_err(cannot_write(place))?;
            }
        }
        sync(&mut written).map_err(cannot_write(place))?;
        Ok(staged)
    }
}

/// Files that are open at once while a version is written.
const AT_ONCE: usize = 64;

/// Brings the files to the disk.
fn sync(written: &mut Vec<Box<dyn Writing>>) -> io::Result<()> {
    together(std::mem::take(written), |mut file| file.sync())
}

/// What can be said before anything is read.
fn check(new: &NewVersion) -> Result<(), Error> {
    if new.files.is_empty() {
        return Err(refused("a version without files says nothing", "add at least one file"));
    }
    for path in new.files.keys() {
        if let Some(fault) = fault_of_path(path) {
            return Err(refused(
                format!("`{}` cannot be archived: {fault}", path.escape_debug()),
                "rename the file; names of folders are separated by `/`",
            ));
        }
        let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        if let Some(folder) = folders.find(|folder| new.files.contains_key(*folder)) {
            return Err(refused(format!("`{folder}` is a file and a folder"), "rename one of the two"));
        }
    }
    Ok(())
}

/// What a new version will look like, and which files must be stored for it.
struct Plan {
    /// The inventory with the new version in it.
    inventory: Inventory,
    /// The number of the new version; none when it is the newest one again.
    number: Option<VersionNumber>,
    /// Digest → logical path of one file with it, and path below the version's
    /// folder where it will lie.
    store: BTreeMap<String, (String, String)>,
}

impl Plan {
    fn make(id: &ObjectId, new: &NewVersion, before: Option<Inventory>) -> Result<Self, Error> {
        let newest = before.as_ref().map(|inventory| inventory.head);
        let mut inventory = before.unwrap_or_else(|| Inventory {
            id: id.as_str().to_owned(),
            specification: Specification::V1_1,
            algorithm: Algorithm::Sha512,
            head: VersionNumber::FIRST,
            padding: 0,
            content_folder: None,
            manifest: BTreeMap::new(),
            versions: BTreeMap::new(),
            fixity: BTreeMap::new(),
        });
        // Digests in the letters in which the manifest has them.
        let known: BTreeMap<String, String> =
            inventory.manifest.keys().map(|digest| (digest.to_ascii_lowercase(), digest.clone())).collect();
        let newest_state = newest.and_then(|newest| inventory.versions.get(&newest));
        let newest_files = newest_state.map(Version::files).unwrap_or_default();
        let mut state = BTreeMap::<String, Vec<String>>::new();
        let mut unchanged = newest_files.len() == new.files.len();
        for (path, content) in &new.files {
            let old = newest_files.get(path.as_str());
            let digest = match content {
                Content::Bytes(bytes) => inventory.algorithm.of(bytes),
                Content::File(source) => digest_outside(source, inventory.algorithm)?,
                Content::Kept => old.cloned().ok_or_else(|| {
                    refused(
                        format!("`{path}` is to be kept, but the newest version does not have it"),
                        "give its content",
                    )
                })?,
            };
            unchanged &= old == Some(&digest);
            let digest = known.get(&digest).cloned().unwrap_or(digest);
            state.entry(digest).or_default().push(path.clone());
        }
        if let Some(newest) = newest.filter(|_| unchanged) {
            inventory.head = newest;
            return Ok(Self { inventory, number: None, store: BTreeMap::new() });
        }
        let number = newest.map_or(VersionNumber::FIRST, VersionNumber::next);
        let folder = folder_name(number, inventory.padding);
        if inventory.padding > 0 && folder.len() > inventory.padding + 1 {
            return Err(refused(
                format!("the object `{id}` has no names left for another version"),
                "its versions are padded to a number of digits that is full: begin a new object",
            ));
        }
        let mut store = BTreeMap::new();
        let mut places = Places::default();
        for (digest, paths) in &state {
            let Some(logical) = paths.first().filter(|_| !inventory.manifest.contains_key(digest)) else { continue };
            let place = places.take(logical, digest, new.readers);
            let below = format!("{}/{place}", inventory.content());
            store.insert(digest.clone(), (logical.clone(), below));
        }
        for (digest, (_, below)) in &store {
            inventory.manifest.insert(digest.clone(), vec![format!("{folder}/{below}")]);
        }
        inventory.head = number;
        inventory.versions.insert(
            number,
            Version {
                created: new.created.to_string(),
                state,
                message: Some(new.message.clone()),
                user: Some(new.user.clone()),
            },
        );
        Ok(Self { inventory, number: Some(number), store })
    }
}

/// Names of files below a content folder: the logical paths, unless a disk might
/// not take them or take two for one.
#[derive(Default)]
struct Places {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Places {
    fn take(&mut self, logical: &str, digest: &str, readers: Readers) -> String {
        let folded = logical.to_lowercase();
        let folders = || folded.match_indices('/').map(|(at, _)| folded[..at].to_owned());
        let free = !self.files.contains(&folded)
            && !self.folders.contains(&folded)
            && !folders().any(|folder| self.files.contains(&folder));
        if !free || !is_portable(logical) || readers == Readers::Owner {
            // No logical path is taken for this: it would be a digest of another file.
            let place = digest.to_ascii_lowercase();
            self.files.insert(place.clone());
            return place;
        }
        self.folders.extend(folders());
        self.files.insert(folded);
        logical.to_owned()
    }
}

/// Whether every system has a file of that name.
fn is_portable(path: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let numbered = |stem: &str| {
        ["com", "lpt"].iter().any(|device| {
            stem.strip_prefix(device).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
        })
    };
    path.split('/').all(|part| {
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        !part.contains(['<', '>', ':', '"', '|', '?', '*'])
            && !part.ends_with(['.', ' '])
            && !part.starts_with(' ')
            && !DEVICES.contains(&stem.as_str())
            && !numbered(&stem)
    })
}

fn digest_outside(source: &Path, algorithm: Algorithm) -> Result<String, Error> {
    let fail = |error| Error::Read { path: source.to_path_buf(), source: error };
    let (mut file, size) = open_outside(source).map_err(fail)?;
    let found = digests(&mut file, size, &[algorithm]).map_err(fail)?;
    Ok(found.into_iter().next().unwrap_or_default())
}

/// Copies a file into the archive; its bytes must still be those that were
/// looked at.
fn copy(
    source: &Path,
    to: &mut Box<dyn Writing>,
    path: &str,
    algorithm: Algorithm,
    expected: &str,
) -> Result<(), Error> {
    let fail = |error| Error::Read { path: source.to_path_buf(), source: error };
    let (mut from, size) = open_outside(source).map_err(fail)?;
    let mut hasher = algorithm.hasher();
    let mut write_fault = None;
    each_piece(&mut from, size, |piece| {
        hasher.update(piece);
        to.write_all(piece).map_err(|error| {
            let kind = error.kind();
            write_fault = Some(error);
            io::Error::from(kind)
        })
    })
    .map_err(|error| write_fault.take().map_or_else(|| fail(error), cannot_write(path)))?;
    if hex(&hasher.finalize()) != expected.to_ascii_lowercase() {
        return Err(Error::Overtaken { path: source.to_path_buf() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_disk_would_not_take_become_digests() {
        let mut places = Places::default();
        let take = |places: &mut Places, logical: &str, digest: &str| places.take(logical, digest, Readers::Anybody);
        assert_eq!(take(&mut places, "forms/Notice.pdf", "d1"), "forms/Notice.pdf");
        assert_eq!(take(&mut places, "forms/notice.PDF", "d2"), "d2", "one file on some systems");
        assert_eq!(take(&mut places, "forms", "d3"), "d3", "a folder already");
        assert_eq!(take(&mut places, "Forms/Notice.pdf/a", "d4"), "d4", "a file already");
        for (path, digest) in [("a:b", "d5"), ("aux.txt", "d6"), ("x/Com1", "d7"), ("end.", "d8"), ("what?", "d9")] {
            assert_eq!(take(&mut places, path, digest), digest);
        }
        assert_eq!(take(&mut places, "Čeština/communiqué.txt", "d10"), "Čeština/communiqué.txt");
        assert_eq!(take(&mut places, "auxiliary", "d11"), "auxiliary");
        assert_eq!(places.take("budget.pdf", "d12", Readers::Owner), "d12", "a name that cannot be guessed");
    }
}
