//! The user's disk: the folder with the releases, its settings, its notices,
//! what is written. No other module reads or writes files.

mod approvals;
mod files;
mod imports;
mod levels;
mod output;
mod releases;
mod scratch;
mod secret;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::catalog::Shelf;
use crate::error::Error;
use crate::record;
use crate::span::SourceFile;

pub use approvals::{add_approval, read_approvals};
pub use files::{
    LARGEST_NOTICE, NoticeText, read_attachment, read_brought, read_file, read_notice, read_picture, read_translation,
    too_large,
};
pub use imports::{LARGEST_IMPORT, Standing, importable, read_import, standing};
pub use levels::{RuleSetting, RuleSettings};
pub use output::{Readers, remove_files, replace, write_all, write_changed, write_folder, write_new};
pub use releases::{NoticeFile, below};
pub use scratch::Scratch;

/// The settings file, at the root of a workspace.
pub const SETTINGS: &str = "pressdoc.toml";

/// A folder with releases, or none: then everything is as the program has it.
pub struct Workspace {
    root: Option<PathBuf>,
    written: Option<String>,
    /// What the settings file says.
    pub settings: Settings,
    rules: RuleSettings,
}

/// `pressdoc.toml`; every entry is optional.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The house style asked first.
    pub house: String,
    /// The folder of the releases, below the root.
    pub releases: String,
    /// The folder of the finished files, below the root.
    pub out: String,
    /// The archive of what was issued: a folder below the root, or the address of
    /// one in a store of objects (`s3://bucket/prefix`).
    pub archive: String,
    /// The forms that `render` makes unless told otherwise, by name; none stands
    /// for the usual ones.
    pub forms: Vec<String>,
    /// Levels of rules, everywhere or for a type or a path.
    pub rules: BTreeMap<String, RuleSetting>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            house: "ec".to_owned(),
            releases: "releases".to_owned(),
            out: "out".to_owned(),
            archive: "archive".to_owned(),
            forms: Vec::new(),
            rules: BTreeMap::new(),
        }
    }
}

impl Workspace {
    /// The workspace of `folder`: the nearest folder upwards that has
    /// `pressdoc.toml` or `releases/`.
    ///
    /// # Errors
    /// [`Error::Read`] or [`Error::Configuration`] when the settings cannot be
    /// read.
    pub fn find(folder: &Path) -> Result<Self, Error> {
        let root = root_above(folder).map(Path::to_path_buf);
        let written = root.as_deref().map(settings_text).transpose()?.flatten();
        let settings = match &written {
            Some(text) => record::read(&SourceFile::new(SETTINGS, text))?,
            None => Settings::default(),
        };
        let rules = RuleSettings::new(&settings.rules)?;
        Ok(Self { root, written, settings, rules })
    }

    /// Whether the settings file still says what was read from it.
    pub fn is_current(&self) -> bool {
        self.root.as_deref().is_none_or(|root| settings_text(root).is_ok_and(|text| text == self.written))
    }

    /// The root, if there is a workspace.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// The folder of the releases, if there is a workspace.
    pub fn releases(&self) -> Option<PathBuf> {
        Some(self.root.as_ref()?.join(&self.settings.releases))
    }

    /// The settings as they are written, if there are any.
    pub fn settings_text(&self) -> Option<&str> {
        self.written.as_deref()
    }

    /// Where finished files go, unless the user says otherwise: below the root,
    /// or below `here` outside any workspace.
    pub fn out(&self, here: &Path) -> PathBuf {
        self.root.as_deref().unwrap_or(here).join(&self.settings.out)
    }

    /// The workspace's own house styles, languages and fonts.
    pub fn shelf(&self) -> Option<Box<dyn Shelf>> {
        let root = self.root.clone()?;
        (root.join("styles").is_dir() || root.join("assets").is_dir())
            .then(|| Box::new(FolderShelf { root }) as Box<dyn Shelf>)
    }
}

/// The nearest folder upwards that is the root of a workspace.
fn root_above(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(SETTINGS).is_file() || folder.join("releases").is_dir())
}

/// The text of the settings file, if there is one.
fn settings_text(root: &Path) -> Result<Option<String>, Error> {
    let path = root.join(SETTINGS);
    if !path.is_file() {
        return Ok(None);
    }
    std::fs::read_to_string(&path).map(Some).map_err(|source| Error::Read { path, source })
}

struct FolderShelf {
    root: PathBuf,
}

impl Shelf for FolderShelf {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = self.root.join(path);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(source) => Err(Error::Read { path, source }),
        }
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Error> {
        let path = self.root.join(path);
        match std::fs::read_dir(&path) {
            Ok(entries) => Ok(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()),
            Err(error) if is_absent(&error) => Ok(Vec::new()),
            Err(source) => Err(Error::Read { path, source }),
        }
    }
}

fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory)
}
