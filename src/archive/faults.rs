//! Errors of the archive in the voice of the house.

use std::io;

use crate::error::Error;

/// The archive refuses, or is not as it should be.
pub(super) fn refused(message: impl Into<String>, help: impl Into<String>) -> Error {
    Error::Archive { message: message.into(), help: help.into() }
}

/// Something in the archive could not be read.
pub(super) fn cannot_read(path: &str) -> impl FnOnce(io::Error) -> Error {
    let path = shown(path);
    move |source| Error::Store { action: "read", path, source }
}

/// Something in the archive could not be written.
pub(super) fn cannot_write(path: &str) -> impl FnOnce(io::Error) -> Error {
    let path = shown(path);
    move |source| Error::Store { action: "write", path, source }
}

/// The root of the store has no path of its own.
fn shown(path: &str) -> String {
    if path.is_empty() { ".".to_owned() } else { path.to_owned() }
}
