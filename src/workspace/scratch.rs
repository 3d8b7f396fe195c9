//! A folder for a while, outside any workspace.

use std::path::Path;

use tempfile::TempDir;

use crate::error::Error;

/// A folder that goes with everything in it when it is dropped.
pub struct Scratch {
    folder: TempDir,
}

impl Scratch {
    /// Makes one where the system keeps what is temporary.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn new() -> Result<Self, Error> {
        let folder = tempfile::Builder::new().prefix("pressdoc-").tempdir();
        folder
            .map(|folder| Self { folder })
            .map_err(|source| Error::Write { path: "a temporary folder".into(), source })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into it; `path` has `/` between its parts, which are plain
    /// names.
    ///
    /// # Errors
    /// [`Error::Write`], also when the path leads elsewhere.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let place = self.path().join(path);
        let fail = |source| Error::Write { path: place.clone(), source };
        let is_plain = |part: std::path::Component<'_>| matches!(part, std::path::Component::Normal(_));
        if !Path::new(path).components().all(is_plain) {
            return Err(fail(std::io::Error::from(std::io::ErrorKind::InvalidInput)));
        }
        place.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(fail)?;
        std::fs::write(&place, bytes).map_err(fail)
    }

    /// Removes a folder in it, if it is there.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn remove(&self, path: &str) -> Result<(), Error> {
        let place = self.path().join(path);
        match std::fs::remove_dir_all(&place) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(Error::Write { path: place, source }),
            _ => Ok(()),
        }
    }
}
