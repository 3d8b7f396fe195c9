//! Which notices there are.

use std::path::{Path, PathBuf};

use super::{Workspace, is_absent};
use crate::error::Error;
use crate::model::reference::Reference;

/// A file that holds a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What messages call it: as seen from where the user is, with `/`.
    pub name: String,
    /// The reference and language of `releases/AGENDA/18/5869/en.md`; `None`
    /// for a loose file.
    pub release: Option<(Reference, String)>,
}

impl NoticeFile {
    /// The file at `path`, as seen from the folder `here`.
    pub fn new(path: &Path, here: &Path) -> Self {
        let shown = path.strip_prefix(here).unwrap_or(path);
        let name = shown.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let name = name.replace("//", "/").replace(['\n', '\r', '\u{1b}'], "\u{fffd}");
        let absolute = if path.is_absolute() { path.to_path_buf() } else { here.join(path) };
        Self { path: absolute.clone(), name, release: release(&absolute) }
    }
}

impl NoticeFile {
    /// The version of the same release in the language `code`; it need not be
    /// there. `None` for a loose file.
    pub fn in_language(&self, code: &str) -> Option<Self> {
        let (reference, _) = self.release.as_ref()?;
        let file = format!("{code}.md");
        let folder = self.name.rsplit_once('/').map(|(folder, _)| folder);
        let is_name = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_lowercase());
        is_name.then(|| Self {
            path: self.path.with_file_name(&file),
            release: Some((reference.clone(), code.to_owned())),
            name: folder.map_or_else(|| file.clone(), |folder| format!("{folder}/{file}")),
        })
    }
}

/// Reads `…/AGENDA/18/5869/en.md`.
fn release(path: &Path) -> Option<(Reference, String)> {
    let language = path.file_name()?.to_str()?.strip_suffix(".md")?;
    let is_language = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut folders = path.parent()?.components().rev().map(|part| part.as_os_str().to_str());
    let (number, year, type_code) = (folders.next()??, folders.next()??, folders.next()??);
    let is_year = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    let is_type = type_code.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_language && is_year && is_type)
        .then(|| Some((Reference::new(type_code, year.parse().ok()?, number)?, language.to_owned())))?
}

impl Workspace {
    /// The notices of the release `reference`, by language.
    ///
    /// # Errors
    /// [`Error::Read`] when the folder is there but cannot be read.
    pub fn release(&self, reference: &Reference, here: &Path) -> Result<Vec<NoticeFile>, Error> {
        match self.releases() {
            Some(releases) => notices_in(&releases.join(reference.folder()), here),
            None => Ok(Vec::new()),
        }
    }

    /// The language versions of the release that `file` belongs to, itself
    /// among them, by language; none for a loose file or a folder that cannot
    /// be read.
    pub fn beside(&self, file: &NoticeFile) -> Vec<NoticeFile> {
        let folder = file.path.parent().filter(|_| file.release.is_some());
        folder.and_then(|folder| notices_in(folder, folder).ok()).unwrap_or_default()
    }

    /// The files in the folder of a release that are none of `notices`, with
    /// their names below it, in the order of the names: pictures, annexes, what
    /// came back from translators. What is hidden, or left by an editor, is none.
    ///
    /// # Errors
    /// [`Error::Read`] when the folder cannot be read.
    pub fn attachments(&self, reference: &Reference, notices: &[NoticeFile]) -> Result<Vec<(String, PathBuf)>, Error> {
        let Some(folder) = self.releases().map(|releases| releases.join(reference.folder())) else {
            return Ok(Vec::new());
        };
        let fail = |error: ignore::Error| Error::Read {
            path: folder.clone(),
            source: error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder cannot be walked")),
        };
        let mut found = Vec::new();
        // What git ignores may well be a picture that a notice shows.
        for entry in ignore::WalkBuilder::new(&folder).standard_filters(false).hidden(true).build() {
            let entry = entry.map_err(fail)?;
            let path = entry.path();
            let is_notice = notices.iter().any(|notice| notice.path == path);
            if is_notice || !path.is_file() || path.to_string_lossy().ends_with('~') {
                continue;
            }
            let Ok(below) = path.strip_prefix(&folder) else { continue };
            let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            found.push((parts.join("/"), path.to_path_buf()));
        }
        found.sort();
        Ok(found)
    }

    /// Whether there is a release `reference`; `None` where this workspace has
    /// none of its type and year, or there is no workspace.
    pub fn has_release(&self, reference: &Reference) -> Option<bool> {
        let folder = self.releases()?.join(reference.folder());
        folder.parent()?.is_dir().then(|| folder.is_dir())
    }

    /// Every notice of every release, by type, year, number and language.
    ///
    /// # Errors
    /// [`Error::Read`] when a folder cannot be read.
    pub fn all(&self, here: &Path) -> Result<Vec<NoticeFile>, Error> {
        match self.releases() {
            Some(releases) => below(&releases, here),
            None => Ok(Vec::new()),
        }
    }
}

/// Every notice of a release in `folder` or below; where there is none, the
/// Markdown and text files that lie directly in it.
///
/// # Errors
/// [`Error::Read`] when a folder cannot be read.
pub fn below(folder: &Path, here: &Path) -> Result<Vec<NoticeFile>, Error> {
    let mut notices = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).require_git(false).build() {
        let entry = entry.map_err(|error| Error::Read {
            path: folder.to_path_buf(),
            source: error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder cannot be walked")),
        })?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) && entry.path().extension().is_some_and(|e| e == "md") {
            let file = NoticeFile::new(entry.path(), here);
            if file.release.is_some() {
                notices.push(file);
            }
        }
    }
    if notices.is_empty() {
        return loose_in(folder, here);
    }
    notices.sort_by_cached_key(|file| {
        file.release.as_ref().map(|(reference, language)| (reference.sort_key(), language.clone()))
    });
    Ok(notices)
}

fn notices_in(folder: &Path, here: &Path) -> Result<Vec<NoticeFile>, Error> {
    let mut notices = loose_in(folder, here)?;
    notices.retain(|file| file.release.is_some());
    Ok(notices)
}

fn loose_in(folder: &Path, here: &Path) -> Result<Vec<NoticeFile>, Error> {
    let fail = |source| Error::Read { path: folder.to_path_buf(), source };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if is_absent(&error) => return Ok(Vec::new()),
        Err(error) => return Err(fail(error)),
    };
    let mut notices = Vec::new();
    for entry in entries {
        let entry = entry.map_err(fail)?;
        let path = entry.path();
        let is_text = path.extension().is_some_and(|ending| ending == "md" || ending == "txt");
        // The folder knows what most entries are; a link has to be followed.
        let is_file = || entry.file_type().is_ok_and(|kind| kind.is_file() || kind.is_symlink() && path.is_file());
        if is_text && is_file() {
            notices.push(NoticeFile::new(&path, here));
        }
    }
    notices.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(notices)
}
