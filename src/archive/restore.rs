//! A version back as files in a folder: new, whole, and compared with its
//! digests.

use std::io::{self, Read, Write as _};
use std::path::Path;

use super::digest::each_piece;
use super::faults::refused;
use super::folder::Folder;
use super::history::version_of;
use super::names::{VersionNumber, fault_of_path};
use super::store::{Kind, Readers, Store, create, create_folders, join, parent, remove_all};
use super::{Archive, ObjectId};
use crate::error::Error;

impl Archive {
    /// Writes the files of a version into the folder `to`, which must be empty or
    /// not there yet. All files are there in the end, or none.
    ///
    /// # Errors
    /// As [`Archive::state`]; [`Error::Archive`] when something is in the folder
    /// already or the archive is damaged, [`Error::Write`] when the files cannot
    /// be written.
    pub fn restore(&self, id: &ObjectId, version: Option<VersionNumber>, to: &Path) -> Result<VersionNumber, Error> {
        self.restore_for(id, version, to, Readers::Anybody)
    }

    /// The same for these readers.
    ///
    /// # Errors
    /// As [`Archive::restore`].
    pub fn restore_for(
        &self,
        id: &ObjectId,
        version: Option<VersionNumber>,
        to: &Path,
        readers: Readers,
    ) -> Result<VersionNumber, Error> {
        let place = self.find(id)?;
        let inventory = self.inventory_of(id)?;
        let (version, about) = version_of(&inventory, version)?;
        let whole = Whole::begin(to, readers)?;
        for (path, digest) in about.files() {
            if let Some(fault) = fault_of_path(path) {
                return Err(refused(
                    format!("`{}` in `{version}` cannot be restored: {fault}", path.escape_debug()),
                    "verify the archive: another program may have written it",
                ));
            }
            whole.write(path, &mut self.open_content(&place, &inventory, &digest)?)?;
        }
        whole.finish()?;
        Ok(version)
    }
}

/// A new folder outside the archive that is written beside its place and gets
/// its name when it is complete. Dropped before, it is removed.
pub(super) struct Whole<'a> {
    place: &'a Path,
    above: Folder,
    /// The folder's name, and the one that it has until then.
    names: [String; 2],
    readers: Readers,
    done: bool,
}

impl<'a> Whole<'a> {
    pub fn begin(place: &'a Path, readers: Readers) -> Result<Self, Error> {
        let full = std::path::absolute(place).map_err(fail(place))?;
        let (Some(above), Some(name)) = (full.parent(), full.file_name().and_then(|name| name.to_str())) else {
            return Err(refused(
                format!("`{}` cannot be made", place.display()),
                "name a folder that does not exist yet, in one that does",
            ));
        };
        let above = Folder::new(above);
        above.create().map_err(fail(place))?;
        let empty = match above.look(name).map_err(fail(place))? {
            None => true,
            Some(Kind::Folder) => above.list(name).map_err(fail(place))?.is_empty(),
            Some(_) => false,
        };
        if !empty {
            return Err(refused(
                format!("`{}` is not empty, and nothing is ever written over", place.display()),
                "name a folder that does not exist yet",
            ));
        }
        let names = [name.to_owned(), format!(".{name}.pressdoc-part")];
        // The remains of an attempt that was interrupted.
        remove_all(&above, &names[1]).map_err(fail(place))?;
        above.create_folder(&names[1]).map_err(fail(place))?;
        Ok(Self { place, above, names, readers, done: false })
    }

    /// Copies a file and gives back how many bytes it has.
    pub fn write(&self, path: &str, from: &mut dyn Read) -> Result<u64, Error> {
        let path = join(&self.names[1], path);
        create_folders(&self.above, parent(&path)).map_err(fail(self.place))?;
        let mut file = create(&self.above, &path, self.readers).map_err(fail(self.place))?;
        let mut size = 0;
        each_piece(from, u64::MAX - 1, |piece| {
            size += piece.len() as u64;
            file.write_all(piece)
        })
        .and_then(|()| file.sync())
        .map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => {
                refused(error.to_string(), "verify the archive, and take the file from a copy")
            }
            _ => fail(self.place)(error),
        })?;
        Ok(size)
    }

    pub fn finish(mut self) -> Result<(), Error> {
        let [name, part] = &self.names;
        if self.above.look(name).map_err(fail(self.place))?.is_some() {
            self.above.remove_folder(name).map_err(fail(self.place))?;
        }
        self.above.rename(part, name).map_err(fail(self.place))?;
        self.done = true;
        self.above.sync_folder("").map_err(fail(self.place))
    }
}

impl Drop for Whole<'_> {
    fn drop(&mut self) {
        if !self.done {
            // If that fails too, the next attempt removes it.
            let _ = remove_all(&self.above, &self.names[1]);
        }
    }
}

fn fail(path: &Path) -> impl Fn(io::Error) -> Error {
    let path = path.to_path_buf();
    move |source| Error::Write { path: path.clone(), source }
}
