//! Dates in running text, alone or together, with or without a year:
//! `Monday 15 October 2018`, `15-16 October`, `Wednesday 2 to Friday 4 October`,
//! `15 de octubre de 2018`, `2018. október 15.`, `2018. gada 15. oktobris`,
//! `October 15, 2018`.
//!
//! A date is found from the number of its day outwards, in the order that the
//! language uses.

use jiff::civil::Weekday;

use super::numeric_dates;
use super::phrase::{Join, Phrase};
use crate::model::date::{DateMention, Joint, Place, WrittenDates, WrittenDay, WrittenWeekday};
use crate::model::date_words::NameInText;
use crate::model::flat::Flat;
use crate::model::language::Language;
use crate::span::Spanned;

/// A full date in a [`Flat`] text.
pub struct Found {
    /// The date and its place in the file.
    pub mention: DateMention,
    /// First byte in the flat text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Every full date in `flat`, in order. Days that share a year share its place.
pub fn dates(flat: &Flat, language: &Language) -> Vec<Found> {
    written_dates(flat, language).iter().flat_map(|written| full_dates(flat, written)).collect()
}

/// The full dates among the days that are written together in `flat`.
pub fn full_dates<'w>(flat: &'w Flat, written: &'w WrittenDates) -> impl Iterator<Item = Found> + 'w {
    written.days.iter().filter_map(|day| {
        let date = day.date()?;
        let (start, end) = match (day.year_at, written.year_comes_first()) {
            (Some(_), _) => (day.start, day.end),
            (None, true) => (written.start, day.end),
            (None, false) => (day.start, written.end),
        };
        let weekday = day.weekday.map(|it| Spanned::new(it.weekday, flat.span(it.at.start, it.at.end)));
        Some(Found { mention: DateMention { date, weekday, span: flat.span(start, end) }, start, end })
    })
}

/// All dates in `flat`, in order; those that are written together as one.
pub fn written_dates(flat: &Flat, language: &Language) -> Vec<WrittenDates> {
    let words = flat.words();
    // Most texts hold no number at all.
    if !words.iter().any(|word| word.shape.has_digit()) {
        return Vec::new();
    }
    let phrase = Phrase { text: &flat.text, words, names: language.date_words() };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words[at].shape.has_digit() {
            at += 1;
            continue;
        }
        let read = numeric_dates::read(&phrase, at, language).or_else(|| group(&phrase, at));
        at = match read {
            Some((dates, last)) => {
                found.push(dates);
                last.max(at) + 1
            }
            None => at + 1,
        };
    }
    found
}

/// A day with what stands around it, by words.
struct Entry {
    day: i8,
    at: usize,
    weekday: Option<NameInText>,
    month: Option<NameInText>,
    year: Option<(i16, usize)>,
    last: usize,
}

/// Days that are written together from the number `at` on, and their last word.
fn group(phrase: &Phrase<'_>, at: usize) -> Option<(WrittenDates, usize)> {
    phrase.day(at).filter(|_| phrase.begins(at))?;
    day_first(phrase, at).or_else(|| month_first(phrase, at))
}

fn day_first(phrase: &Phrase<'_>, at: usize) -> Option<(WrittenDates, usize)> {
    let (mut entries, mut joins): (Vec<Entry>, Vec<Join>) = (Vec::new(), Vec::new());
    let (mut complete, mut next, mut weekday) = (0, at, phrase.weekday_before(at));
    while let Some(day) = phrase.day(next).filter(|_| entries.len() < LONGEST) {
        let month = phrase.month_after(next);
        let year = month.and_then(|month| phrase.year_after(month));
        let last = year.map_or_else(|| month.map_or(next, |month| month.last), |(_, at)| at);
        let after = month.filter(|_| weekday.is_none()).and_then(|_| phrase.weekday_after(last));
        let last = after.map_or(last, |after| after.last);
        entries.push(Entry { day, at: next, weekday: weekday.or(after), month, year, last });
        if month.is_some() {
            complete = entries.len();
        }
        let Some(step) = phrase.next_day(last, false) else { break };
        // What a comma joins may be two things; what follows a year is another
        // date, unless it is the end of a range.
        let is_list = step.join != Join::Comma
            || month.is_none() && phrase.day(step.day).is_some_and(|following| following > day);
        if !is_list || year.is_some() && step.join != Join::Range {
            break;
        }
        joins.push(step.join);
        (next, weekday) = (step.day, step.weekday);
    }
    entries.truncate(complete);
    joins.truncate(complete.checked_sub(1)?);
    // A day without a month takes the next one's.
    let mut month = None;
    let months = entries.iter().rev().map(|entry| {
        month = entry.month.or(month);
        month.map_or(0, |month: NameInText| month.value)
    });
    let mut months: Vec<usize> = months.collect();
    months.reverse();
    let lead = phrase.year_before(at);
    Some(finished(phrase, entries, &joins, &months, lead))
}

fn month_first(phrase: &Phrase<'_>, at: usize) -> Option<(WrittenDates, usize)> {
    let month = phrase.month_before(at)?;
    let names = phrase.names;
    if !names.month_first && !names.also_month_first {
        return None;
    }
    let (mut entries, mut joins): (Vec<Entry>, Vec<Join>) = (Vec::new(), Vec::new());
    let weekday = phrase.weekday_before(month.first);
    let lead = phrase.year_before(month.first);
    let (mut next, mut own_month, mut own_weekday) = (at, Some(month), weekday);
    while let Some(day) = phrase.day(next).filter(|_| entries.len() < LONGEST) {
        let year = if names.month_first { None } else { phrase.year_behind_day(next) };
        let last = year.map_or(next, |(_, at)| at);
        let after = if own_weekday.is_none() { phrase.weekday_after(last) } else { None };
        let last = after.map_or(last, |after| after.last);
        entries.push(Entry { day, at: next, weekday: own_weekday.or(after), month: own_month, year, last });
        let Some(step) = phrase.next_day(last, true) else { break };
        let is_list = step.join != Join::Comma || phrase.day(step.day).is_some_and(|following| following > day);
        if !is_list || year.is_some() && step.join != Join::Range {
            break;
        }
        joins.push(step.join);
        (next, own_month, own_weekday) = (step.day, step.month, step.weekday);
    }
    let last = entries.last()?;
    let fits = if names.month_first {
        lead.is_some() || phrase.ends_as_day(last.at)
    } else {
        last.year.is_some() || weekday.is_some() || phrase.stands_alone(month.first, last.at)
    };
    if !fits {
        return None;
    }
    let mut month = 0;
    let months = entries.iter().map(|entry| {
        month = entry.month.map_or(month, |own| own.value);
        month
    });
    let months: Vec<usize> = months.collect();
    Some(finished(phrase, entries, &joins, &months, lead))
}

/// More days than this are no list of days.
const LONGEST: usize = 12;

/// `months` are the entries' months, from 0; `lead` is a year before them.
fn finished(
    phrase: &Phrase<'_>,
    mut entries: Vec<Entry>,
    joins: &[Join],
    months: &[usize],
    lead: Option<(i16, usize)>,
) -> (WrittenDates, usize) {
    let joint = if matches!(joins, [Join::Range]) { Joint::Range } else { Joint::List };
    let listed = share_weekdays(phrase, &mut entries, joint, months);
    let years = years(&entries, joint, months, lead);
    let place = |first: usize, last: usize| Place { start: phrase.words[first].start, end: phrase.words[last].end };
    let mut days: Vec<WrittenDay> = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let year = entry.year.or(if at == 0 { lead } else { None });
        let weekday = entry.weekday.and_then(|name| {
            let weekday = Weekday::from_monday_zero_offset(i8::try_from(name.value).ok()?).ok()?;
            Some(WrittenWeekday { weekday, row: name.row, at: place(name.first, name.last) })
        });
        let day_at = place(entry.at, entry.at);
        let month_at = entry.month.map(|month| place(month.first, month.last));
        let year_at = year.map(|(_, at)| place(at, at));
        // A weekday from a list of weekdays does not stand beside its day.
        let beside = weekday.filter(|_| !listed).map(|weekday| weekday.at);
        let places = [Some(day_at), month_at, year_at, beside];
        days.push(WrittenDay {
            day: entry.day,
            month: i8::try_from(months[at] + 1).unwrap_or(1),
            year: years[at],
            weekday,
            day_at,
            month_at,
            month_is_short: entry.month.is_some_and(|month| month.is_short),
            year_at,
            start: places.iter().flatten().map(|place| place.start).min().unwrap_or(day_at.start),
            end: places.iter().flatten().map(|place| place.end).max().unwrap_or(day_at.end),
        });
    }
    let weekdays = days.iter().filter_map(|day| day.weekday.map(|weekday| weekday.at));
    let starts = days.iter().map(|day| day.start).chain(weekdays.map(|at| at.start));
    let written = WrittenDates {
        passage: 0,
        joint,
        in_numbers: false,
        start: starts.min().unwrap_or(0),
        end: days.iter().map(|day| day.end).max().unwrap_or(0),
        days,
    };
    (written, entries.last().map_or(0, |entry| entry.last))
}

/// `Monday and Tuesday, 15 and 16 October`: gives every day its weekday. Where
/// that is not clear, no day has one. Says whether the weekdays are a list.
fn share_weekdays(phrase: &Phrase<'_>, entries: &mut [Entry], joint: Joint, months: &[usize]) -> bool {
    let Some(nearest) = entries.first().and_then(|entry| entry.weekday) else { return false };
    if nearest.first > entries[0].at {
        return false;
    }
    let (mut names, mut is_range) = (vec![nearest], false);
    while let Some((name, join)) = phrase.weekday_in_list(names[0].first).filter(|_| names.len() < 7) {
        is_range |= join == Join::Range;
        names.insert(0, name);
    }
    if names.len() == 1 {
        return false;
    }
    let others = entries[1..].iter().any(|entry| entry.weekday.is_some());
    let (first, last) = (&entries[0], &entries[entries.len() - 1]);
    let within_week = months[0] == months[months.len() - 1] && (0..7).contains(&(last.day - first.day));
    // `Monday to Friday, 15 October to 20 November` are no two days.
    let fits = names.len() == entries.len() && !others && (is_range == (joint == Joint::Range)) && within_week;
    for (at, entry) in entries.iter_mut().enumerate() {
        if fits {
            entry.weekday = Some(names[at]);
        } else if at == 0 {
            entry.weekday = None;
        }
    }
    true
}

/// The year of every day: its own, else that of the next which has one, else
/// that of the one before. A range may go over the end of a year.
fn years(entries: &[Entry], joint: Joint, months: &[usize], lead: Option<(i16, usize)>) -> Vec<Option<i16>> {
    let day = |at: usize| (months[at], entries[at].day);
    let over = |first: usize, last: usize| {
        let own = entries[first].month.is_some() && entries[last].month.is_some();
        i16::from(joint == Joint::Range && own && day(first) > day(last))
    };
    let mut years: Vec<Option<i16>> = entries.iter().map(|entry| entry.year.map(|(year, _)| year)).collect();
    if let (Some(first @ None), Some((lead, _))) = (years.first_mut(), lead) {
        *first = Some(lead);
    }
    for at in (1..years.len()).rev() {
        if years[at - 1].is_none() {
            years[at - 1] = years[at].map(|year| year - over(at - 1, at));
        }
    }
    for at in 1..years.len() {
        if years[at].is_none() {
            years[at] = years[at - 1].map(|year| year + over(at - 1, at));
        }
    }
    years
}
