//! What the officer wrote.

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::contact::Contact;
use super::date::{DateMention, WrittenDates};
use super::event::Event;
use super::passage::Passage;
use super::reference::Reference;
use super::section::{BlockKind, Figure, ITEM, Inline, Section};
use super::source::Source;
use super::time::WrittenTime;
use crate::diagnostic::Diagnostic;
use crate::span::{Span, Spanned};

/// One document in one language, as written. Every field is optional; what is
/// missing is the business of the checks.
#[derive(Debug, Clone, Default)]
pub struct Notice {
    /// What the `+++` front matter states.
    pub front_matter: FrontMatter,
    /// The reference in the body.
    pub reference: Option<Spanned<Reference>>,
    /// Paragraphs that were meant as a reference but are none in this house
    /// style, and references after the first that differ from it.
    pub doubtful_references: Vec<Spanned<String>>,
    /// The first line: office and kind of notice.
    pub masthead: Option<Spanned<String>>,
    /// The headline.
    pub headline: Option<Spanned<Vec<Inline>>>,
    /// Place and date.
    pub dateline: Option<Dateline>,
    /// The body, in the order of the file; first the lead, if there is one.
    pub sections: Vec<Section>,
    /// Everybody in the contacts section.
    pub contacts: Vec<Contact>,
    /// The events: those of the front matter, else the one in the text.
    pub events: Vec<Event>,
    /// The entries of the sources section.
    pub sources: Vec<Source>,
    /// Every link, in order.
    pub links: Vec<Link>,
    /// The running text in the notice's own language, passage by passage, in
    /// order.
    pub passages: Vec<Passage>,
    /// The running text of items in other languages.
    pub foreign: Vec<ForeignText>,
    /// Every full date, in order.
    pub dates: Vec<DateMention>,
    /// Every date, full or not, in order; those that are written together as
    /// one.
    pub written_dates: Vec<WrittenDates>,
    /// Everything that can be a time of day, in order.
    pub times: Vec<WrittenTime>,
    /// Footnotes that no mark leads to.
    pub lost_notes: Vec<Span>,
    /// Raw HTML, which a notice must not have.
    pub raw_html: Vec<Span>,
    /// Blocks that stand deeper inside one another than pressdoc follows; their
    /// words are kept as one paragraph.
    pub too_deep: Vec<Span>,
    /// The body cut into its recognised parts: in order, without overlap; every
    /// character that is no white space belongs to exactly one.
    pub parts: Vec<Part>,
    /// What was wrong with the front matter.
    pub front_matter_findings: Vec<Diagnostic>,
}

/// The running text of a notice's items in one language that is not its own.
/// Places in lists are those of [`Notice`]; indices count these passages.
#[derive(Debug, Clone, Default)]
pub struct ForeignText {
    /// The language's code.
    pub language: String,
    /// See [`Notice::passages`].
    pub passages: Vec<Passage>,
    /// See [`Notice::dates`].
    pub dates: Vec<DateMention>,
    /// See [`Notice::written_dates`].
    pub written_dates: Vec<WrittenDates>,
    /// See [`Notice::times`].
    pub times: Vec<WrittenTime>,
}

/// A recognised part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it stands.
    pub span: Span,
}

/// The parts that a body is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// See [`Notice::masthead`].
    Masthead,
    /// See [`Notice::headline`].
    Headline,
    /// See [`Notice::dateline`]; only one that is a paragraph of its own.
    Dateline,
    /// See [`Notice::reference`].
    Reference,
    /// The label of a section.
    Label,
    /// What says in which language an item is: `(fr)`.
    Language,
    /// A block of a section.
    Block,
    /// A link definition of Markdown (`[1]: https://…`): seen through its links.
    LinkDefinition,
}

/// Place and date at the head of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// The place.
    pub place: Spanned<String>,
    /// The date.
    pub date: jiff::civil::Date,
    /// Whether it opens the first paragraph (`LAKESIDE, 3 March 2026 – …`)
    /// instead of being one.
    pub run_in: bool,
    /// The whole dateline, as written.
    pub span: Span,
}

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target.
    pub uri: String,
    /// What is shown.
    pub text: String,
    /// The whole link.
    pub span: Span,
}

/// What the text does not say, from the `+++` front matter.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// When the notice goes out.
    pub issued: Option<Spanned<Zoned>>,
    /// Until when it must not be published.
    pub embargo: Option<Spanned<Zoned>>,
    /// The zone of times in the text.
    pub zone: Option<Spanned<TimeZone>>,
    /// The reference, to be compared with the text.
    pub reference: Option<Spanned<String>>,
    /// The language of a loose file.
    pub language: Option<Spanned<String>>,
    /// The house style of a loose file.
    pub house: Option<Spanned<String>>,
    /// The language this one was translated from.
    pub translation_of: Option<Spanned<String>>,
    /// What stands for the original's text as it was when somebody last compared
    /// this translation with it.
    pub original: Option<Spanned<String>>,
    /// What was corrected after the notice had gone out, in the order of the file.
    pub corrections: Vec<Change>,
    /// Why the notice does not hold any more; more than one is a mistake.
    pub withdrawals: Vec<Change>,
    /// The events with their times.
    pub events: Vec<Event>,
    /// Findings that were looked at and accepted.
    pub waivers: Vec<Waiver>,
    /// The whole front matter with its delimiters.
    pub span: Option<Span>,
}

/// What was done to a notice after it had gone out: a correction, a withdrawal.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// When.
    pub at: Spanned<Zoned>,
    /// What and why, in the language of the notice.
    pub text: Spanned<String>,
}

/// A finding that somebody looked at and accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The rule.
    pub rule: Spanned<String>,
    /// Why.
    pub reason: Spanned<String>,
}

impl Notice {
    /// Every picture, in order.
    pub fn figures(&self) -> Vec<&Figure> {
        let mut figures = Vec::new();
        for block in self.sections.iter().flat_map(|section| &section.blocks) {
            block.walk(&mut |block| {
                if let BlockKind::Figure(figure) = &block.kind {
                    figures.push(figure);
                }
            });
        }
        figures
    }

    /// The section that `passage` stands in.
    pub fn section_of(&self, passage: &Passage) -> Option<&Section> {
        passage.section.and_then(|at| self.sections.get(at))
    }

    /// The key of that section; empty outside sections.
    pub fn section_key(&self, passage: &Passage) -> &str {
        self.section_of(passage).map_or("", |section| section.key.as_str())
    }

    /// Whether `passage` belongs to an item itself and not to a section in it.
    pub fn is_item(&self, passage: &Passage) -> bool {
        self.section_key(passage) == ITEM
    }

    /// The headings of the items, each with where it stands among the sections.
    pub fn items(&self) -> impl Iterator<Item = (usize, &Section)> {
        self.sections.iter().enumerate().filter(|(_, section)| section.key == ITEM)
    }

    /// The notice as if its running text were that in `foreign` alone.
    pub fn only_foreign(&self, foreign: &ForeignText) -> Self {
        let ForeignText { passages, dates, written_dates, times, .. } = foreign.clone();
        Self { passages, dates, written_dates, times, foreign: Vec::new(), ..self.clone() }
    }

    /// The first section with `key`.
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }
}
