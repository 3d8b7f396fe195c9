//! What lies around one notice, found when a rule asks for it.

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Office, Pictures};
use crate::catalog::House;
use crate::check::{Coverage, Surroundings, Version, WordingIndex};
use crate::model::language::Language;
use crate::model::reference::Reference;
use crate::model::register::Registers;
use crate::workspace::NoticeFile;

/// The outside of one notice.
pub(super) struct Around<'a> {
    pub office: &'a Office,
    pub house: &'a House,
    pub language: &'a Language,
    pub file: &'a NoticeFile,
    /// The language that the front matter names as the original's.
    pub translation_of: Option<&'a str>,
    pub pictures: &'a Pictures,
    pub coverage: &'a Coverage,
    pub kept: Kept,
}

/// What has been asked for.
#[derive(Default)]
pub(super) struct Kept {
    registers: OnceCell<Arc<Registers>>,
    wording: OnceCell<Arc<WordingIndex>>,
    versions: OnceCell<Vec<String>>,
    original: OnceCell<Option<Arc<Version>>>,
}

impl Surroundings for Around<'_> {
    fn has_picture(&self, address: &str) -> bool {
        matches!(self.pictures.get(address), Some(Some(_)))
    }

    fn coverage(&self) -> &Coverage {
        self.coverage
    }

    fn registers(&self) -> &Registers {
        self.kept.registers.get_or_init(|| self.office.registers(self.house))
    }

    fn wording(&self) -> &WordingIndex {
        self.kept.wording.get_or_init(|| self.office.wording(self.house, &self.language.code))
    }

    fn wording_in(&self, code: &str) -> Arc<WordingIndex> {
        // A register that cannot be read has kept the notice from being checked.
        let loaded = self.office.load_words(self.house, code);
        loaded.map(|()| self.office.wording(self.house, code)).unwrap_or_default()
    }

    fn language(&self, code: &str) -> Option<Arc<Language>> {
        self.office.language(code).ok().flatten()
    }

    fn has_release(&self, reference: &Reference) -> Option<bool> {
        self.office.workspace.has_release(reference)
    }

    fn versions(&self) -> &[String] {
        self.kept.versions.get_or_init(|| {
            let files = self.office.workspace.beside(self.file);
            files.into_iter().filter_map(|file| file.release.map(|(_, language)| language)).collect()
        })
    }

    fn original(&self) -> Option<&Version> {
        let find = || self.office.original_of(self.file, self.house, self.translation_of);
        self.kept.original.get_or_init(find).as_deref()
    }

    fn now(&self) -> Option<Timestamp> {
        self.office.now
    }
}
