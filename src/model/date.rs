//! A date as it is written in a text.

use jiff::civil::{Date, Weekday};

use crate::span::{Span, Spanned};

/// A full date found in the text, with the weekday written beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// The date.
    pub date: Date,
    /// The weekday as written, where one stands beside the date.
    pub weekday: Option<Spanned<Weekday>>,
    /// From the weekday (or the day) to the year, which several days may share.
    pub span: Span,
}

/// Days that are written together, with or without a year: `Monday 15 October`,
/// `15-16 October 2018`, `Wednesday 2 to Friday 4 October`. Offsets are bytes of
/// the passage's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDates {
    /// The passage: an index into [`super::notice::Notice::passages`].
    pub passage: usize,
    /// The days, in order; none where numbers leave open which is the month
    /// (`03/04/2026`).
    pub days: Vec<WrittenDay>,
    /// How the days belong together.
    pub joint: Joint,
    /// Whether the month is a number: `15.10.2018`.
    pub in_numbers: bool,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How the days of [`WrittenDates`] belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// One day, or some days one by one.
    List,
    /// From the first day to the second.
    Range,
}

/// One day as written, which need not exist: `31 June`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDay {
    /// 1 to 31.
    pub day: i8,
    /// 1 to 12, its own or that of a day it is written with.
    pub month: i8,
    /// Its own, or that of a day it is written with.
    pub year: Option<i16>,
    /// The weekday beside it.
    pub weekday: Option<WrittenWeekday>,
    /// The number of the day.
    pub day_at: Place,
    /// Its own month.
    pub month_at: Option<Place>,
    /// Whether its month is abbreviated.
    pub month_is_short: bool,
    /// Its own year.
    pub year_at: Option<Place>,
    /// First byte of what belongs to this day alone.
    pub start: usize,
    /// One past the last byte of that.
    pub end: usize,
}

/// First byte and one past the last byte of a word in a passage's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A weekday as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenWeekday {
    /// The weekday.
    pub weekday: Weekday,
    /// Its case: a row of [`super::language::DateForms::weekday_rows`].
    pub row: usize,
    /// Where it stands.
    pub at: Place,
}

impl WrittenDay {
    /// The day, if it has a year and exists.
    pub fn date(&self) -> Option<Date> {
        self.in_year(self.year?)
    }

    /// The day in `year`, if it exists there.
    pub fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

impl WrittenDates {
    /// Whether the first day has its year before it.
    pub fn year_comes_first(&self) -> bool {
        self.days.first().is_some_and(|day| day.year_at.is_some_and(|year| year.start < day.day_at.start))
    }
}
