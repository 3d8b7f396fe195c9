//! Writing finished files and corrected notices: whole, or not at all.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::NoticeFile;
use crate::artifact::Artifact;
use crate::error::Error;

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the system lets, as with any program.
    Anybody,
    /// Its owner alone.
    Owner,
}

/// Writes `artifacts` below `folder` and gives back their paths. Each is first
/// written in full under another name in its folder and brought to the disk;
/// only when all of them are there do they take their names.
///
/// # Errors
/// [`Error::Write`]; then no file has been created or changed, but for a
/// failure while names are given, which leaves whole files only.
pub fn write_all(folder: &Path, artifacts: &[Artifact]) -> Result<Vec<PathBuf>, Error> {
    let mut ready: Vec<(NamedTempFile, PathBuf)> = Vec::with_capacity(artifacts.len());
    for artifact in artifacts {
        let path = folder.join(&artifact.path);
        let file = write_aside(&path, &artifact.bytes, Readers::Anybody)
            .map_err(|source| Error::Write { path: path.clone(), source })?;
        ready.push((file, path));
    }
    // The first call to the disk takes most of the other files along.
    for (file, path) in &ready {
        file.as_file().sync_data().map_err(|source| Error::Write { path: path.clone(), source })?;
    }
    let mut written = Vec::with_capacity(ready.len());
    for (file, path) in ready {
        file.persist(&path).map_err(|error| Error::Write { path: path.clone(), source: error.error })?;
        written.push(path);
    }
    Ok(written)
}

/// As [`write_all`], but for what lies there already with the same bytes. Gives
/// back what was written.
///
/// # Errors
/// As [`write_all`].
pub fn write_changed(folder: &Path, artifacts: &[Artifact]) -> Result<Vec<PathBuf>, Error> {
    let is_other = |artifact: &&Artifact| {
        let path = folder.join(&artifact.path);
        let same_size = std::fs::metadata(&path).is_ok_and(|about| about.len() == artifact.bytes.len() as u64);
        !(same_size && std::fs::read(&path).is_ok_and(|bytes| bytes == artifact.bytes))
    };
    let changed: Vec<Artifact> = artifacts.iter().filter(is_other).cloned().collect();
    write_all(folder, &changed)
}

/// Removes those of the files below `folder` that are there, and gives back which.
///
/// # Errors
/// [`Error::Write`] when one cannot be removed.
pub fn remove_files(folder: &Path, files: &[String]) -> Result<Vec<PathBuf>, Error> {
    let mut removed = Vec::new();
    for file in files {
        let path = folder.join(file);
        match std::fs::remove_file(&path) {
            Ok(()) => removed.push(path),
            Err(error) if super::is_absent(&error) => {}
            Err(source) => return Err(Error::Write { path, source }),
        }
    }
    Ok(removed)
}

/// Writes a new file and refuses to replace one.
///
/// # Errors
/// [`Error::Write`], also when the file exists.
pub fn write_new(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Error> {
    let fail = |source| Error::Write { path: path.to_path_buf(), source };
    let file = write_aside(path, bytes, readers).map_err(fail)?;
    file.as_file().sync_data().map_err(fail)?;
    file.persist_noclobber(path).map(drop).map_err(|error| fail(error.error))
}

/// Writes the new folder `folder` with `artifacts` in it and refuses to replace
/// one: all of it, or nothing.
///
/// # Errors
/// [`Error::Write`], also when the folder exists.
pub fn write_folder(folder: &Path, artifacts: &[Artifact]) -> Result<(), Error> {
    let fail = |source| Error::Write { path: folder.to_path_buf(), source };
    let above = folder.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(above).map_err(fail)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pressdoc-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o777));
    }
    let aside = builder.tempdir_in(above).map_err(fail)?;
    write_all(aside.path(), artifacts)?;
    if folder.exists() {
        return Err(fail(std::io::Error::from(std::io::ErrorKind::AlreadyExists)));
    }
    std::fs::rename(aside.path(), folder).map_err(fail)?;
    // It has moved: there is nothing left to clean up.
    let _ = aside.keep();
    Ok(())
}

/// Puts the text `after` into the place of a notice that was read as `before`,
/// with the permissions that it has. A link stays a link: its target changes.
///
/// # Errors
/// [`Error::Overtaken`] when the file no longer says `before`;
/// [`Error::Replace`] when it must not or cannot be written. Then it is as it
/// was.
pub fn replace(notice: &NoticeFile, before: &str, after: &str) -> Result<(), Error> {
    let fail = |source| Error::Replace { path: notice.path.clone(), source };
    let path = std::fs::canonicalize(&notice.path).map_err(fail)?;
    let mut file = std::fs::File::open(&path).map_err(fail)?;
    let about = file.metadata().map_err(fail)?;
    if about.permissions().readonly() {
        return Err(fail(std::io::Error::other("it is protected from writing")));
    }
    let mut now = Vec::with_capacity(before.len());
    file.read_to_end(&mut now).map_err(fail)?;
    if now != before.as_bytes() {
        return Err(Error::Overtaken { path: notice.path.clone() });
    }
    let ready = write_aside(&path, after.as_bytes(), Readers::Owner).map_err(fail)?;
    keep_owner_and_rights(ready.as_file(), &about).map_err(fail)?;
    ready.as_file().sync_data().map_err(fail)?;
    ready.persist(&path).map(drop).map_err(|error| fail(error.error))
}

/// Gives a file that takes the place of another its owner and its permissions.
pub(super) fn keep_owner_and_rights(file: &std::fs::File, about: &std::fs::Metadata) -> std::io::Result<()> {
    keep_owner(file, about);
    file.set_permissions(about.permissions())
}

/// The file of a colleague stays theirs, as far as the system lets us.
#[cfg(unix)]
fn keep_owner(file: &std::fs::File, about: &std::fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let mine = file.metadata().ok();
    if mine.is_none_or(|mine| (mine.uid(), mine.gid()) != (about.uid(), about.gid())) {
        let _ = fchown(file, Some(about.uid()), Some(about.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &std::fs::File, _: &std::fs::Metadata) {}

pub(super) fn write_aside(path: &Path, bytes: &[u8], readers: Readers) -> std::io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(not(unix))]
    let _ = readers;
    builder.prefix(".pressdoc-").suffix(".part");
    #[cfg(unix)]
    {
        // Readable by others as far as the umask allows, if at all.
        use std::os::unix::fs::PermissionsExt as _;
        let mode = if readers == Readers::Owner { 0o600 } else { 0o666 };
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}
