//! Keys from files, and their passwords. No key and no password is ever stored
//! or printed.

use std::path::{Path, PathBuf};

use crate::archive::{PublicKey, SecretKey};
use crate::cli::outside::Outside;
use crate::error::Error;
use crate::workspace::read_file;

/// Reads the key to sign with, and asks for its password if it has one: the
/// variable `PRESSDOC_SIGN_PASSWORD`, else the person at the terminal.
pub fn secret_key(path: &Path, outside: &Outside) -> Result<SecretKey, Error> {
    let text = key_text(path, outside)?;
    if !SecretKey::is_locked(&text).map_err(|error| in_file(path, error))? {
        return SecretKey::read(&text, None).map_err(|error| in_file(path, error));
    }
    let name = path.display().to_string();
    let password = outside.password(&format!("password of the key `{}`: ", super::shown(&name)))?;
    let Some(password) = password else {
        return Err(Error::Usage {
            message: format!("the key `{name}` has a password, and nobody is there to be asked for it"),
            help: "run the command in a terminal, or set PRESSDOC_SIGN_PASSWORD for this command alone; nothing was \
                   signed"
                .to_owned(),
        });
    };
    SecretKey::read(&text, Some(&password)).map_err(|error| in_file(path, error))
}

/// Reads the keys to check with; each is a file, or the line of a key itself.
pub fn public_keys(named: &[String], outside: &Outside) -> Result<Vec<PublicKey>, Error> {
    let one = |name: &String| {
        if !outside.here.join(name).exists()
            && let Ok(key) = PublicKey::read(name)
        {
            return Ok(key);
        }
        let path = PathBuf::from(name);
        PublicKey::read(&key_text(&path, outside)?).map_err(|error| in_file(&path, error))
    };
    named.iter().map(one).collect()
}

fn key_text(path: &Path, outside: &Outside) -> Result<String, Error> {
    let bytes = read_file(&outside.here.join(path)).map_err(|error| match error {
        Error::Read { source, .. } => Error::Read { path: path.to_path_buf(), source },
        other => other,
    })?;
    // What is no text is no key, and is told as that.
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// The same fault with the name of the file in it.
fn in_file(path: &Path, error: Error) -> Error {
    match error {
        Error::Archive { message, help } => {
            Error::Archive { message: format!("`{}`: {message}", path.display()), help }
        }
        other => other,
    }
}
