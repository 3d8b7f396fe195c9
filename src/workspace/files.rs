//! Reading notices and their pictures.

use std::io::Read as _;
use std::path::{Component, Path};

use super::NoticeFile;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::picture::Picture;
use crate::span::{SourceFile, Span};

/// The most bytes that a notice may have: a thousand pages are no notice.
pub const LARGEST_NOTICE: u64 = 1024 * 1024;

/// The most bytes that a picture may have.
const LARGEST_PICTURE: u64 = 32 * 1024 * 1024;

/// The most bytes that another file of a release may have.
const LARGEST_ATTACHMENT: u64 = 256 * 1024 * 1024;

/// A notice as read, with what kept it from being read as text.
pub struct NoticeText {
    /// The text; with a fault, as much of it as a message needs.
    pub source: SourceFile,
    /// The fault: `not-utf8` or `too-large`.
    pub fault: Option<Diagnostic>,
}

/// Reads a notice.
///
/// # Errors
/// [`Error::Read`] when the file cannot be read at all.
pub fn read_notice(file: &NoticeFile) -> Result<NoticeText, Error> {
    let fail = |source| Error::Read { path: file.path.clone(), source };
    let open = std::fs::File::open(&file.path).map_err(fail)?;
    let length = open.metadata().map_or(0, |about| about.len()).min(LARGEST_NOTICE);
    let mut bytes = Vec::with_capacity(length as usize + 1);
    open.take(LARGEST_NOTICE + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > LARGEST_NOTICE {
        return Ok(too_large(&file.name));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(NoticeText { source: SourceFile::new(&file.name, text), fault: None }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[at];
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let message = format!("the file is not UTF-8: byte {byte:#04x} is no character");
            let fault = Diagnostic::new("not-utf8", Span::new(at, at + '\u{fffd}'.len_utf8()), message)
                .help("open the file in your editor and save it again with the encoding UTF-8");
            Ok(NoticeText { source: SourceFile::new(&file.name, text), fault: Some(fault) })
        }
    }
}

/// What a notice is read as that has more bytes than [`LARGEST_NOTICE`].
pub fn too_large(name: &str) -> NoticeText {
    let limit = LARGEST_NOTICE / 1024 / 1024;
    let fault = Diagnostic::new("too-large", Span::at(0), format!("the file is larger than {limit} MiB"))
        .help("a notice is a few pages of text: check that this is the right file");
    NoticeText { source: SourceFile::new(name, ""), fault: Some(fault) }
}

/// Reads the picture at an address beside a notice; `None` when there is none,
/// when the address leads out of the notice's folder, or when it is no picture.
pub fn read_picture(file: &NoticeFile, address: &str) -> Option<Picture> {
    let relative = Path::new(address);
    if address.is_empty() || !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let path = file.path.parent()?.join(relative);
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(LARGEST_PICTURE + 1).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > LARGEST_PICTURE {
        return None;
    }
    Picture::new(bytes)
}

/// All bytes of a file that somebody brings, at most 256 MiB.
///
/// # Errors
/// [`Error::Read`] when it cannot be read, is no file or is larger.
pub fn read_brought(path: &Path) -> Result<Vec<u8>, Error> {
    let fail = |source| Error::Read { path: path.to_path_buf(), source };
    let file = std::fs::File::open(path).map_err(fail)?;
    // What never ends, such as a pipe, is not begun.
    if !file.metadata().map_err(fail)?.is_file() {
        return Err(fail(std::io::Error::other("it is no file")));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_ATTACHMENT + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > LARGEST_ATTACHMENT {
        let limit = LARGEST_ATTACHMENT / 1024 / 1024;
        return Err(fail(std::io::Error::other(format!("it is larger than {limit} MiB, and no form of a notice is"))));
    }
    Ok(bytes)
}

/// The content of a file that lies with a release.
///
/// # Errors
/// [`Error::Read`] when it cannot be read, or is larger than pressdoc takes.
pub fn read_attachment(path: &Path) -> Result<Vec<u8>, Error> {
    let fail = |source| Error::Read { path: path.to_path_buf(), source };
    let mut bytes = Vec::new();
    std::fs::File::open(path).map_err(fail)?.take(LARGEST_ATTACHMENT + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > LARGEST_ATTACHMENT {
        return Err(fail(std::io::Error::other("it has more than 256 MiB, which no attachment has")));
    }
    Ok(bytes)
}

/// The content of a file that the user names.
///
/// # Errors
/// [`Error::Read`] when it cannot be read, or is too large to be a mark.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let fail = |source| Error::Read { path: path.to_path_buf(), source };
    if std::fs::metadata(path).map_err(fail)?.len() > LARGEST_NOTICE {
        return Err(fail(std::io::Error::other("it is too large")));
    }
    std::fs::read(path).map_err(fail)
}

/// The most bytes that a file from a translator may have: the largest notice
/// with marks, twice, and room for what tools add.
const LARGEST_TRANSLATION: u64 = 16 * LARGEST_NOTICE;

/// The text of a file from a translator, in UTF-8 or UTF-16.
///
/// # Errors
/// [`Error::Read`] when it cannot be read, is too large, or is in another
/// encoding.
pub fn read_translation(path: &Path) -> Result<String, Error> {
    let fail = |source| Error::Read { path: path.to_path_buf(), source };
    let other = |fault: &'static str| fail(std::io::Error::other(fault));
    let mut bytes = Vec::new();
    let open = std::fs::File::open(path).map_err(fail)?;
    open.take(LARGEST_TRANSLATION + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > LARGEST_TRANSLATION {
        return Err(other("it is too large for a notice"));
    }
    let read: fn([u8; 2]) -> u16 = match bytes.as_slice() {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return String::from_utf8(bytes).map_err(|_| other("it is neither UTF-8 nor UTF-16")),
    };
    let pairs = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    String::from_utf16(&pairs.collect::<Vec<_>>()).map_err(|_| other("it is not the UTF-16 that it says it is"))
}
