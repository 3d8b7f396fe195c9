//! The line of a text that says when it may be published.

use jiff::civil::{Date, Time};

use super::Subject;
use crate::mention::{dates, times};
use crate::model::flat::Flat;
use crate::model::label::folded;
use crate::model::passage::PassageKind;
use crate::span::Span;

/// What a text says of its publication.
pub struct Statement {
    /// The whole line.
    pub span: Span,
    /// What it says.
    pub kind: StatementKind,
}

/// At once, or not before a moment.
pub enum StatementKind {
    /// For immediate release.
    Immediate,
    /// Under embargo; what the line says of the moment.
    Embargo {
        /// The day, if it is said.
        date: Option<Date>,
        /// The time of day, if it is said.
        time: Option<Time>,
        /// The zone of the time.
        zone: StatedZone,
    },
}

/// What a line says of the zone of its time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum StatedZone {
    /// Nothing.
    None,
    /// Something in words, or an abbreviation that several zones share.
    Named,
    /// Hours ahead of universal time.
    Ahead(i8),
}

/// Lines longer than this are sentences about something else.
const LONGEST_LINE: usize = 240;

/// Abbreviations of time zones that notices in Europe use, with their hours
/// ahead of universal time; `None` where several zones share one.
const ZONES: [(&str, Option<i8>); 13] = [
    ("UTC", Some(0)),
    ("GMT", Some(0)),
    ("WET", Some(0)),
    ("WEST", Some(1)),
    ("BST", Some(1)),
    ("CET", Some(1)),
    ("CEST", Some(2)),
    ("EET", Some(2)),
    ("EEST", Some(3)),
    ("IST", None),
    ("ET", None),
    ("EST", None),
    ("EDT", None),
];

impl Subject<'_> {
    /// The statements about publication at the head and the foot of the text,
    /// in order. An arms embargo in running text is none: the line must begin
    /// with the words.
    pub(super) fn statements(&self) -> Vec<Statement> {
        let passages = self.notice.passages.iter();
        let possible = passages.filter(|passage| {
            passage.flat.text.len() <= LONGEST_LINE
                && !passage.in_block_quotation
                && match passage.kind {
                    PassageKind::Masthead | PassageKind::Headline | PassageKind::Dateline | PassageKind::Label => true,
                    PassageKind::Paragraph => passage.section.is_none_or(|at| {
                        at == 0
                            || self.notice.sections.get(at).is_some_and(|section| section.key == super::sections::OTHER)
                    }),
                    _ => false,
                }
        });
        possible.filter_map(|passage| self.statement(&passage.flat, passage.kind)).collect()
    }

    fn statement(&self, flat: &Flat, kind: PassageKind) -> Option<Statement> {
        let words = &self.language.embargo;
        // Most lines begin with other letters: nothing is folded for them.
        let first = flat.words().first()?;
        if !self.language.may_open_embargo(first.hash) {
            return None;
        }
        let text = folded(&flat.text[first.start..]);
        let starts = |forms: &[String]| {
            let follows = |rest: &str| !rest.starts_with(char::is_alphanumeric);
            forms.iter().any(|form| text.strip_prefix(&folded(form)).is_some_and(follows))
        };
        let span = flat.trimmed_span();
        if starts(&words.immediate) {
            return Some(Statement { span, kind: StatementKind::Immediate });
        }
        let found = dates(flat, self.language);
        let date = found.first();
        let time = times(&flat.text, self.language).first().map(|(time, _, _)| *time);
        let opening = words.openings.iter().map(|form| folded(form)).filter(|form| starts(std::slice::from_ref(form)));
        let opened = first.start + opening.map(|form| form.len()).max()?;
        let is_label = kind != PassageKind::Headline
            && flat.text.get(opened..).is_some_and(|rest| rest.trim_start().starts_with(':'));
        let is_line = match date {
            // `until`, `jusqu’au`, `bis zum`: more is a sentence about an embargo.
            Some(date) => is_label || count_between(flat, opened, date.start) <= 2,
            None => kind != PassageKind::Headline && flat.words().len() <= 6,
        };
        let date = date.map(|found| found.mention.date);
        let zone = self.stated_zone(flat);
        is_line.then_some(Statement { span, kind: StatementKind::Embargo { date, time, zone } })
    }

    fn stated_zone(&self, flat: &Flat) -> StatedZone {
        let abbreviation =
            flat.words().iter().find_map(|word| ZONES.iter().find(|(short, _)| *short == flat.word(word)));
        if let Some((_, hours)) = abbreviation {
            return hours.map_or(StatedZone::Named, StatedZone::Ahead);
        }
        let text = flat.text.to_lowercase();
        let is_named = self.language.embargo.zones.iter().any(|zone| text.contains(&zone.to_lowercase()));
        if is_named { StatedZone::Named } else { StatedZone::None }
    }
}

/// Words between two places of a text.
fn count_between(flat: &Flat, start: usize, end: usize) -> usize {
    flat.words().iter().filter(|word| word.start >= start && word.end <= end && word.shape.is_letters()).count()
}
