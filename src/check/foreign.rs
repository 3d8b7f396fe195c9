//! Items in another language than the notice: every rule reads their text as if
//! it were all there is, in its own language, and what it says of that text
//! counts.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Coverage, Subject, Surroundings, Version, WordingIndex};
use crate::diagnostic::Diagnostic;
use crate::model::language::Language;
use crate::model::notice::{ForeignText, Notice};
use crate::model::reference::Reference;
use crate::model::register::Registers;

/// One language of a notice that is not its own, with the text in it.
pub struct Foreign<'a> {
    text: &'a ForeignText,
    language: Arc<Language>,
    notice: Notice,
    around: Elsewhere<'a>,
}

impl<'a> Foreign<'a> {
    /// The languages of items, as far as pressdoc knows them.
    pub fn all(subject: &Subject<'a>) -> Vec<Self> {
        let texts = subject.notice.foreign.iter();
        texts
            .filter_map(|text| {
                let language = subject.surroundings.language(&text.language)?;
                let wording = subject.surroundings.wording_in(&text.language);
                let around = Elsewhere { around: subject.surroundings, wording };
                Some(Self { text, language, notice: subject.notice.only_foreign(text), around })
            })
            .collect()
    }

    /// What rules look at.
    pub fn subject<'s>(&'s self, subject: &Subject<'s>) -> Subject<'s> {
        Subject {
            notice: &self.notice,
            language: &self.language,
            surroundings: &self.around,
            is_item: true,
            ..*subject
        }
    }

    /// Whether `finding` is about this text.
    pub fn is_about(&self, finding: &Diagnostic) -> bool {
        self.text.passages.iter().any(|passage| passage.flat.trimmed_span().contains(finding.span))
    }
}

/// The surroundings of a text in another language: a translation of the notice
/// is compared as a whole, and the wording rules are those of its language.
struct Elsewhere<'a> {
    around: &'a dyn Surroundings,
    wording: Arc<WordingIndex>,
}

impl Surroundings for Elsewhere<'_> {
    fn has_picture(&self, address: &str) -> bool {
        self.around.has_picture(address)
    }

    fn coverage(&self) -> &Coverage {
        self.around.coverage()
    }

    fn registers(&self) -> &Registers {
        self.around.registers()
    }

    fn wording(&self) -> &WordingIndex {
        &self.wording
    }

    fn wording_in(&self, code: &str) -> Arc<WordingIndex> {
        self.around.wording_in(code)
    }

    fn language(&self, code: &str) -> Option<Arc<Language>> {
        self.around.language(code)
    }

    fn has_release(&self, reference: &Reference) -> Option<bool> {
        self.around.has_release(reference)
    }

    fn versions(&self) -> &[String] {
        self.around.versions()
    }

    fn original(&self) -> Option<&Version> {
        None
    }

    fn now(&self) -> Option<Timestamp> {
        self.around.now()
    }
}
