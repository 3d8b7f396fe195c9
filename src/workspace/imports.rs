//! Files that become notices: finding and reading them, and what stands where
//! they are to go.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::is_absent;
use crate::artifact::Artifact;
use crate::error::Error;

/// The most bytes that a file may have from which a notice is made: a Word file
/// with pictures.
pub const LARGEST_IMPORT: u64 = 64 * 1024 * 1024;

/// Endings of files that are looked at when a whole folder is imported.
const ENDINGS: [&str; 9] = ["docx", "htm", "html", "json", "md", "mht", "ninjs", "txt", "xhtml"];

/// What stands in the place of a file that is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Free,
    /// A file with these very bytes.
    Same,
    /// Another file.
    Other,
}

/// The files in `folder` and below that can become notices, in the order of
/// their paths, and the number of all others.
///
/// # Errors
/// [`Error::Read`] when a folder cannot be read.
pub fn importable(folder: &Path) -> Result<(Vec<PathBuf>, usize), Error> {
    let (mut files, mut others) = (Vec::new(), 0);
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).hidden(true).build();
    for entry in walk {
        let entry = entry.map_err(|error| Error::Read {
            path: folder.to_path_buf(),
            source: error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder cannot be walked")),
        })?;
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let ending = entry.path().extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            files.push(entry.into_path());
        } else {
            others += 1;
        }
    }
    files.sort();
    Ok((files, others))
}

/// All bytes of a file, at most [`LARGEST_IMPORT`].
///
/// # Errors
/// [`Error::Read`] when it cannot be read or is larger.
pub fn read_import(path: &Path) -> Result<Vec<u8>, Error> {
    let fail = |source| Error::Read { path: path.to_path_buf(), source };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(fail)?;
    file.take(LARGEST_IMPORT + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > LARGEST_IMPORT {
        let limit = LARGEST_IMPORT / 1024 / 1024;
        return Err(fail(std::io::Error::other(format!("it is larger than {limit} MiB"))));
    }
    Ok(bytes)
}

/// What stands where `artifact` is to be written below `folder`.
///
/// # Errors
/// [`Error::Read`] when it is there but cannot be read.
pub fn standing(folder: &Path, artifact: &Artifact) -> Result<Standing, Error> {
    let path = folder.join(&artifact.path);
    match std::fs::read(&path) {
        Ok(bytes) if bytes == artifact.bytes => Ok(Standing::Same),
        Ok(_) => Ok(Standing::Other),
        Err(error) if is_absent(&error) && !path.is_dir() => Ok(Standing::Free),
        Err(source) => Err(Error::Read { path, source }),
    }
}
