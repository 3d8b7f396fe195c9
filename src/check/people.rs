//! What several rules ask about listed people.

use jiff::civil::Date;

use super::Subject;
use crate::mention::{self, PersonMention};
use crate::model::flat::{Mark, MarkKind};
use crate::model::passage::{Passage, PassageKind};
use crate::model::register::{ListedPerson, OfficeHeld};

/// Sections in which names are addresses or titles of other texts.
const LISTS: [&str; 4] = ["contacts", "inquiries", "sources", "information"];

/// The time that a notice speaks from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day; the same where the day is known.
    pub to: Date,
}

/// A listed person in the running text of a notice.
pub struct Mention<'s> {
    /// Where.
    pub passage: &'s Passage,
    /// The words.
    pub words: PersonMention<'s>,
    /// Who.
    pub person: &'s ListedPerson,
}

impl Subject<'_> {
    /// The day on which the notice goes out; where it does not say so, the year
    /// of its reference, else today.
    pub(super) fn period(&self) -> Option<Period> {
        let day = |day: Date| Period { from: day, to: day };
        let year = || {
            let year = i16::try_from(self.reference()?.year()).ok()?;
            Some(Period { from: Date::new(year, 1, 1).ok()?, to: Date::new(year, 12, 31).ok()? })
        };
        let today = || Some(day(self.surroundings.now()?.to_zoned(jiff::tz::TimeZone::UTC).date()));
        self.issue_day().map(day).or_else(year).or_else(today)
    }

    /// Every listed person in passages of these kinds, in the office's own
    /// words: not in lists of contacts and sources, nor in quotations.
    pub(super) fn people_in(&self, kinds: &[PassageKind]) -> Vec<Mention<'_>> {
        let registers = self.surroundings.registers();
        let mut found = Vec::new();
        if registers.people().is_empty() {
            return found;
        }
        for passage in &self.notice.passages {
            let is_asked = kinds.contains(&passage.kind)
                && !passage.in_block_quotation
                && !LISTS.contains(&self.notice.section_key(passage));
            if !is_asked {
                continue;
            }
            for words in mention::people(&passage.flat, registers, self.language) {
                if !passage.flat.is_quoted(words.name.start)
                    && let Some(person) = registers.people().get(words.person)
                {
                    found.push(Mention { passage, words, person });
                }
            }
        }
        // With somebody else's title, a family name alone is a namesake's,
        // unless the notice names the person in full as well.
        let named: Vec<usize> = found.iter().filter(|m| m.words.has_given).map(|m| m.words.person).collect();
        found.retain(|m| m.words.has_given || m.words.has_own_title() || named.contains(&m.words.person));
        found
    }
}

impl Period {
    /// Whether an office was held at this time.
    pub fn has(self, office: &OfficeHeld) -> bool {
        office.is_held_between(self.from, self.to)
    }

    /// `on 12 October 2018`, `in 2018`
    pub fn said(self) -> String {
        if self.from == self.to { format!("on {}", said(self.from)) } else { format!("in {}", self.from.year()) }
    }
}

impl Mention<'_> {
    /// The words of title and name.
    pub fn text(&self) -> &str {
        self.passage.flat.text.get(self.words.whole()).unwrap_or("")
    }

    /// The marks around the family name.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        let last = self.words.family.end;
        self.passage.flat.marks.iter().filter(move |mark| mark.start < last && last <= mark.end)
    }

    /// Whether the words belong to a link or to a machine.
    pub fn is_foreign(&self) -> bool {
        self.marks().any(|mark| matches!(mark.kind, MarkKind::Link(_) | MarkKind::Code))
    }

    /// Whether the passage looks back or ahead to another year in which the
    /// person held an office: `In 2015, Commissioner Hill …`.
    pub fn speaks_of_another_time(&self, period: Period) -> bool {
        let flat = &self.passage.flat;
        let years = flat.words().iter().filter(|word| word.shape.is_number() && word.end - word.start == 4);
        let mut years = years.filter_map(|word| flat.word(word).parse::<i16>().ok());
        years.any(|year| {
            let held = |office: &OfficeHeld| {
                office.from.is_none_or(|from| from.year() <= year) && office.to.is_none_or(|to| year <= to.year())
            };
            let is_now = (period.from.year()..=period.to.year()).contains(&year);
            !is_now && self.person.offices.iter().any(held)
        })
    }
}

/// `12 October 2018`
pub fn said(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
