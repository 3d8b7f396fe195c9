//! Full dates in running text.
//!
//! A date is found from its year outwards, in the order that languages use:
//! `Monday 15 October 2018`, `15 de octubre de 2018`, `2018. október 15.`,
//! `2018. gada 15. oktobris`, `October 15, 2018`.

use jiff::civil::{Date, Weekday};

use crate::model::date::DateMention;
use crate::model::flat::Flat;
use crate::model::language::Language;
use crate::model::word::Word;
use crate::span::Spanned;

/// A date in a [`Flat`] text.
pub struct Found {
    /// The date and its place in the file.
    pub mention: DateMention,
    /// First byte in the flat text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Every full date in `flat`, in order.
pub fn dates(flat: &Flat, language: &Language) -> Vec<Found> {
    // Most texts hold no year at all: look before anything is taken apart.
    let bytes = flat.text.as_bytes();
    let is_year = |four: &[u8]| matches!(four[..2], [b'1', b'9'] | [b'2', b'0']) && four.iter().all(u8::is_ascii_digit);
    if !bytes.windows(4).any(is_year) {
        return Vec::new();
    }
    let words = Words { tokens: flat.words(), text: &flat.text, language };
    let mut found: Vec<Found> = Vec::new();
    for at in 0..words.tokens.len() {
        let Some(date) = words.date_at_year(at) else { continue };
        let weekday = words.weekday_before(date.first).or_else(|| words.weekday_after(date.last));
        let first = weekday.map_or(date.first, |weekday| weekday.first.min(date.first));
        let last = weekday.map_or(date.last, |weekday| weekday.last.max(date.last));
        let (start, end) = (words.tokens[first].start, words.tokens[last].end);
        if found.last().is_some_and(|before| before.end > start) {
            continue;
        }
        found.push(Found {
            mention: DateMention {
                date: date.date,
                weekday: weekday.map(|weekday| {
                    let (start, end) = (words.tokens[weekday.first].start, words.tokens[weekday.last].end);
                    Spanned::new(weekday.weekday, flat.span(start, end))
                }),
                span: flat.span(start, end),
            },
            start,
            end,
        });
    }
    found
}

struct Words<'t> {
    tokens: &'t [Word],
    text: &'t str,
    language: &'t Language,
}

struct DateTokens {
    date: Date,
    first: usize,
    last: usize,
}

#[derive(Clone, Copy)]
struct WeekdayTokens {
    weekday: Weekday,
    first: usize,
    last: usize,
}

impl Words<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|word| self.text.get(word.start..word.end)).unwrap_or("")
    }

    fn date_at_year(&self, at: usize) -> Option<DateTokens> {
        let year_text = self.word(at);
        let year: i16 = (year_text.len() == 4).then(|| year_text.parse().ok())??;
        if !(1900..2100).contains(&year) {
            return None;
        }
        let make = |month: i8, day: i8, first: usize, last: usize| {
            Some(DateTokens { date: Date::new(year, month, day).ok()?, first, last })
        };
        // … 15 [de] October [de] 2018
        if let Some((month, month_first)) = self.skip_back(at).find_map(|end| self.month_ending(end))
            && let Some((day, day_at)) = self.skip_back(month_first).find_map(|end| self.day(end).zip(Some(end)))
        {
            return make(month, day, day_at, at);
        }
        // October 15, 2018
        if let Some(day_at) = at.checked_sub(1).filter(|&before| self.joined(before, at, ", "))
            && let Some(day) = self.day(day_at)
            && let Some((month, month_first)) = day_at.checked_sub(1).and_then(|end| self.month_ending(end))
        {
            return make(month, day, month_first, at);
        }
        // 2018. október 15. · 2018 m. spalio 15 d.
        if let Some((month, month_last)) = self.skip_on(at).find_map(|first| self.month_starting(first))
            && let Some((day, day_at)) = self.skip_on(month_last).find_map(|on| self.day(on).zip(Some(on)))
        {
            return make(month, day, at, day_at);
        }
        // 2018. gada 15. oktobris
        if let Some((day, day_at)) = self.skip_on(at).find_map(|on| self.day(on).zip(Some(on)))
            && let Some((month, month_last)) = self.skip_on(day_at).find_map(|first| self.month_starting(first))
        {
            return make(month, day, at, month_last);
        }
        None
    }

    /// The token before `at`, then those before it as long as only short words
    /// like `de` lie between, two at the most.
    fn skip_back(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        (1..=3).map_while(move |step| {
            let before = at.checked_sub(step)?;
            let between = (before + 1..at).all(|token| self.is_particle(token));
            (between && self.near(before, at)).then_some(before)
        })
    }

    fn skip_on(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        (1..=3).map_while(move |step| {
            let after = at + step;
            let between = (at + 1..after).all(|token| self.is_particle(token));
            (after < self.tokens.len() && between && self.near(at, after)).then_some(after)
        })
    }

    fn is_particle(&self, at: usize) -> bool {
        let text = self.word(at);
        text.chars().count() <= 4 && text.chars().all(char::is_alphabetic)
    }

    /// Whether nothing but spaces, full stops, apostrophes and short words
    /// stands between two tokens.
    fn near(&self, first: usize, last: usize) -> bool {
        (first..last).all(|at| {
            let gap = &self.text[self.tokens[at].end..self.tokens[at + 1].start];
            gap.chars().count() <= 3
                && gap.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '\'' | '’' | 'º' | 'ª'))
        })
    }

    fn joined(&self, first: usize, last: usize, gap: &str) -> bool {
        &self.text[self.tokens[first].end..self.tokens[last].start] == gap
    }

    /// `15`, `1er`, `15th`: a day of the month.
    fn day(&self, at: usize) -> Option<i8> {
        let text = self.tokens.get(at).map(|_| self.word(at))?;
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let ending = &text[digits..];
        let ordinal = ending.is_empty() || matches!(ending, "st" | "nd" | "rd" | "th" | "er" | "º" | "η" | "ή");
        (digits <= 2 && ordinal).then(|| text[..digits].parse().ok().filter(|day| (1..=31).contains(day)))?
    }

    fn month_ending(&self, last: usize) -> Option<(i8, usize)> {
        self.months().find_map(|(month, name)| Some((month, self.name_ending(last, name)?)))
    }

    fn month_starting(&self, first: usize) -> Option<(i8, usize)> {
        self.months().find_map(|(month, name)| {
            let last = first + name_length(name) - 1;
            (self.name_ending(last, name)? == first).then_some((month, last))
        })
    }

    fn months(&self) -> impl Iterator<Item = (i8, &str)> {
        let forms = [&self.language.dates.months, &self.language.dates.months_alone];
        forms.into_iter().flat_map(|names| (1..=12).zip(names.iter().map(String::as_str)))
    }

    fn weekday_before(&self, at: usize) -> Option<WeekdayTokens> {
        // "lundi, le 15", "mandag den 15.", "Monday the 15"
        for step in 1..=2 {
            let last = at.checked_sub(step)?;
            if step == 2 && !self.is_particle(at - 1) {
                return None;
            }
            if let Some(found) = self.weekday_ending(last)
                && self.close(found.last, at)
            {
                return Some(found);
            }
        }
        None
    }

    fn weekday_after(&self, at: usize) -> Option<WeekdayTokens> {
        // "2018 m. spalio 15 d., pirmadienis", "2018. október 15., hétfő"
        let year_first = self.word(at).len() < 4 || !self.word(at).bytes().all(|byte| byte.is_ascii_digit());
        if !year_first {
            return None;
        }
        (at + 1..(at + 5).min(self.tokens.len()))
            .find_map(|last| self.weekday_ending(last))
            .filter(|found| found.first > at && found.first - at <= 2 && self.close(at, found.first))
    }

    fn weekday_ending(&self, last: usize) -> Option<WeekdayTokens> {
        let names = self.language.dates.weekdays.iter().enumerate();
        names
            .filter_map(|(offset, name)| Some((offset, self.name_ending(last, name)?)))
            .min_by_key(|(_, first)| *first)
            .and_then(|(offset, first)| {
                let weekday = Weekday::from_monday_zero_offset(i8::try_from(offset).ok()?).ok()?;
                Some(WeekdayTokens { weekday, first, last })
            })
    }

    /// Whether two tokens are at most a comma, a full stop and a short word apart.
    fn close(&self, first: usize, last: usize) -> bool {
        (first..last).all(|at| {
            let gap = &self.text[self.tokens[at].end..self.tokens[at + 1].start];
            gap.chars().count() <= 3 && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.'))
        })
    }

    /// The first token of `name` if its last one is `last`.
    fn name_ending(&self, last: usize, name: &str) -> Option<usize> {
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let length = name_length(name);
        let first = (last + 1).checked_sub(length)?;
        let tokens = self.tokens.get(first..=last)?;
        tokens
            .iter()
            .zip(parts)
            .all(|(token, part)| same_letters(&self.text[token.start..token.end], part))
            .then_some(first)
    }
}

fn name_length(name: &str) -> usize {
    name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).count().max(1)
}

fn same_letters(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}
