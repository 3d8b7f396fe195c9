//! The secret of a workspace: with it, names of files under embargo are made
//! that nobody can guess, and that are the same at every render.

use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{Readers, Workspace, write_new};
use crate::error::Error;

/// The folder of what belongs to one workspace alone. It keeps itself out of
/// git.
const FOLDER: &str = ".pressdoc";

/// Bytes of the secret.
const LENGTH: usize = 32;

/// Hexadecimal digits of a name that cannot be guessed: 128 bits.
const DIGITS: usize = 32;

impl Workspace {
    /// What stands in the names of files that are made from `text` under
    /// embargo: 32 hexadecimal digits of a keyed hash (HMAC-SHA-256, RFC 2104).
    /// The key is made at the first call, in `.pressdoc/secret` below the root,
    /// outside any workspace below `here`.
    ///
    /// # Errors
    /// When the secret can neither be read nor made.
    pub fn unguessable(&self, text: &str, here: &Path) -> Result<String, Error> {
        let root = self.root().unwrap_or(here);
        let path = root.join(FOLDER).join("secret");
        if !path.exists() {
            own_folder(root)?;
            make(&path)?;
        }
        let key = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        if key.len() < LENGTH {
            return Err(Error::Configuration {
                message: format!("`{}` is no secret: it is too short", path.display()),
                help: "remove the file; a new one is made, and files under embargo get new names".to_owned(),
            });
        }
        let mut hash = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| Error::Configuration {
            message: format!("`{}` cannot be used as a key", path.display()),
            help: "remove the file; a new one is made".to_owned(),
        })?;
        hash.update(text.as_bytes());
        let digits: String = hash.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(digits[..DIGITS].to_owned())
    }
}

/// The folder of what belongs to one workspace alone, made where it is missing.
///
/// # Errors
/// [`Error::Write`] when it cannot be made.
pub(super) fn own_folder(root: &Path) -> Result<PathBuf, Error> {
    let folder = root.join(FOLDER);
    let ignore = folder.join(".gitignore");
    if ignore.exists() {
        return Ok(folder);
    }
    match write_new(&ignore, b"*\n", Readers::Anybody) {
        // Another pressdoc was quicker.
        Err(_) if ignore.exists() => Ok(folder),
        made => made.map(|()| folder),
    }
}

fn make(path: &Path) -> Result<(), Error> {
    let mut key = [0_u8; LENGTH];
    getrandom::fill(&mut key).map_err(|_| Error::Write {
        path: path.to_path_buf(),
        source: std::io::Error::other("the system gives no random numbers"),
    })?;
    match write_new(path, &key, Readers::Owner) {
        // Another pressdoc was quicker: its secret is the secret.
        Err(_) if path.exists() => Ok(()),
        other => other,
    }
}
