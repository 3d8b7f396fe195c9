//! Words that pressdoc translates itself: labels of known sections, the name of
//! the office, the kind of the notice.

use crate::model::house_style::HouseStyle;
use crate::model::label::{folded, is_one_of};
use crate::model::language::Language;
use crate::span::{Span, Spanned};

/// From one language of a house style to another.
#[derive(Clone, Copy)]
pub struct Dictionary<'a> {
    /// The house style.
    pub style: &'a HouseStyle,
    /// The language of the original.
    pub from: &'a Language,
    /// The language of the translation.
    pub to: &'a Language,
}

/// Words at a place that stand in the translation instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The place in the original.
    pub span: Span,
    /// The words in the translation.
    pub words: String,
}

/// A masthead: what pressdoc says in the other language, and what it does not
/// know.
#[derive(Debug, Default)]
pub struct Masthead {
    /// Known words.
    pub replaced: Vec<Replaced>,
    /// The rest.
    pub unknown: Option<Spanned<String>>,
}

impl Dictionary<'_> {
    /// The label of the same section in the other language; `None` for a heading
    /// that is no label.
    pub fn label(&self, text: &str) -> Option<String> {
        let own = |language: &Language| self.style.labels.get(&language.code).into_iter().flatten();
        let key_of_own = own(self.from).find(|(label, _)| folded(label) == folded(text)).map(|(_, key)| key.as_str());
        let key = key_of_own.or_else(|| self.from.section_key(text))?;
        // Both languages may know it in this form.
        if self.to.section_key(text) == Some(key) {
            return Some(text.to_owned());
        }
        let own_label = own(self.to).find(|(_, own)| *own == key).map(|(label, _)| label.as_str());
        let label = own_label.filter(|_| key_of_own.is_some()).or_else(|| self.to.section_label(key));
        label.filter(|label| !label.is_empty()).map(str::to_owned)
    }

    /// `European Commission - Press release` by its halves.
    pub fn masthead(&self, written: &Spanned<String>, exact: bool) -> Masthead {
        let text = written.value.as_str();
        // Words with marks among them have no halves that could be told apart.
        let halves = [" - ", " – ", " — "].iter().find_map(|dash| Some((text.split_once(dash)?, dash.len())));
        let halves = halves.filter(|_| exact);
        let Some(((office, kind), dash)) = halves else {
            return self.one(text, written.span);
        };
        let start = written.span.start;
        let kind_start = start + office.len() + dash;
        let mut found = self.one(office, Span::new(start, start + office.len()));
        let other = self.one(kind, Span::new(kind_start, kind_start + kind.len()));
        found.replaced.extend(other.replaced);
        if let (Some(_), Some(_)) = (&found.unknown, &other.unknown) {
            return Masthead { replaced: Vec::new(), unknown: Some(written.clone()) };
        }
        found.unknown = found.unknown.or(other.unknown);
        found
    }

    fn one(&self, text: &str, span: Span) -> Masthead {
        let words = self.kind(text).or_else(|| self.office(text));
        match words {
            Some(words) => Masthead { replaced: vec![Replaced { span, words }], unknown: None },
            None => Masthead { replaced: Vec::new(), unknown: Some(Spanned::new(text.to_owned(), span)) },
        }
    }

    fn kind(&self, text: &str) -> Option<String> {
        let (key, _) = self.from.kinds.iter().find(|(_, kind)| is_one_of(text, [kind.label.as_str()]))?;
        self.to.kinds.get(key).map(|kind| kind.label.clone())
    }

    fn office(&self, text: &str) -> Option<String> {
        let has_name = self.style.language == self.to.code || self.style.names.contains_key(&self.to.code);
        (has_name && self.style.is_named(text)).then(|| self.style.name_in(&self.to.code).to_owned())
    }
}
