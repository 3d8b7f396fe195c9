//! What lies around a notice: the outside, as rules see it.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Coverage, WordingIndex};
use crate::model::language::Language;
use crate::model::notice::Notice;
use crate::model::reference::Reference;
use crate::model::register::Registers;
use crate::span::SourceFile;

/// Everything that a rule may ask beside the notice. Each answer is found when
/// it is first asked for.
pub trait Surroundings {
    /// Whether a picture with this address lies beside the notice and can be
    /// used.
    fn has_picture(&self, address: &str) -> bool;

    /// The characters that the fonts of the house style have.
    fn coverage(&self) -> &Coverage;

    /// The people and contacts that the house style knows.
    fn registers(&self) -> &Registers;

    /// The wording rules of the house style, ready to be looked for in the
    /// notice's language.
    fn wording(&self) -> &WordingIndex;

    /// The same for the text of an item in the language `code`.
    fn wording_in(&self, code: &str) -> Arc<WordingIndex>;

    /// The language `code`, also one that the notice is not in; `None` when it
    /// is not there or its file cannot be read.
    fn language(&self, code: &str) -> Option<Arc<Language>>;

    /// Whether the workspace has a release `reference`; `None` where it does
    /// not keep such releases, or there is no workspace.
    fn has_release(&self, reference: &Reference) -> Option<bool>;

    /// The codes of the languages that this release has, in order; empty for a
    /// loose file.
    fn versions(&self) -> &[String];

    /// The version that this one was translated from: what the front matter
    /// names, else the one in the house style's own language; `None` where this
    /// is the original or there is no other.
    fn original(&self) -> Option<&Version>;

    /// The time at which the check is made, where it matters to the user.
    fn now(&self) -> Option<Timestamp>;
}

/// One language version of a release, beside the one that is checked.
pub struct Version {
    /// The file.
    pub source: SourceFile,
    /// What was read from it.
    pub notice: Notice,
    /// Its language.
    pub language: Arc<Language>,
}

/// Nothing at all around a notice.
#[cfg(test)]
#[derive(Default)]
pub struct Nowhere {
    coverage: Coverage,
    registers: Registers,
    wording: WordingIndex,
}

#[cfg(test)]
impl Surroundings for Nowhere {
    fn has_picture(&self, _: &str) -> bool {
        false
    }

    fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    fn registers(&self) -> &Registers {
        &self.registers
    }

    fn wording(&self) -> &WordingIndex {
        &self.wording
    }

    fn wording_in(&self, _: &str) -> Arc<WordingIndex> {
        Arc::default()
    }

    fn has_release(&self, _: &Reference) -> Option<bool> {
        None
    }

    fn language(&self, _: &str) -> Option<Arc<Language>> {
        None
    }

    fn versions(&self) -> &[String] {
        &[]
    }

    fn original(&self) -> Option<&Version> {
        None
    }

    fn now(&self) -> Option<Timestamp> {
        None
    }
}
