//! Dates in numbers alone: `15.10.2018`, `15/10/2018`, `2018-10-15`.

use jiff::civil::Weekday;

use super::phrase::Phrase;
use crate::model::date::{Joint, Place, WrittenDates, WrittenDay, WrittenWeekday};
use crate::model::language::Language;

/// The date in numbers that begins with the word `at`, and its last word.
pub fn read(phrase: &Phrase<'_>, at: usize, language: &Language) -> Option<(WrittenDates, usize)> {
    // Most numbers have no second one close behind.
    let sign = separator(phrase.gap(at)?)?;
    if separator(phrase.gap(at + 1)?)? != sign || !stands_apart(phrase, at, at + 2) {
        return None;
    }
    let numbers: Vec<(i8, usize)> = (at..at + 3).filter_map(|at| Some((small(phrase, at)?, at))).collect();
    let [first, second] = numbers[..] else { return None };
    let (order, year_at) = if let Some(year) = phrase.year(at + 2) {
        (day_and_month(first, second, sign, language), (year, at + 2))
    } else if let Some(year) = phrase.year(at).filter(|_| sign != '/') {
        (Some((second, first)), (year, at))
    } else {
        return None;
    };
    let (year, year_word) = year_at;
    let place = |first: usize, last: usize| Place { start: phrase.words[first].start, end: phrase.words[last].end };
    let whole = place(at, at + 2);
    let is_both = (1..=12).contains(&first.0) && (1..=12).contains(&second.0);
    let (mut days, mut start) = (Vec::new(), whole.start);
    match order {
        Some(((day, day_at), (month, month_at))) if (1..=31).contains(&day) && (1..=12).contains(&month) => {
            let weekday = phrase.weekday_before(at).and_then(|name| {
                let weekday = Weekday::from_monday_zero_offset(i8::try_from(name.value).ok()?).ok()?;
                Some(WrittenWeekday { weekday, row: name.row, at: place(name.first, name.last) })
            });
            start = weekday.map_or(start, |weekday| weekday.at.start);
            days.push(WrittenDay {
                day,
                month,
                year: Some(year),
                weekday,
                day_at: place(day_at, day_at),
                month_at: Some(place(month_at, month_at)),
                month_is_short: false,
                year_at: Some(place(year_word, year_word)),
                start,
                end: whole.end,
            });
        }
        None if is_both => {}
        _ => return None,
    }
    Some((WrittenDates { passage: 0, days, joint: Joint::List, in_numbers: true, start, end: whole.end }, at + 2))
}

type Number = (i8, usize);

/// Which of two numbers before a year is the day; `None` where that is open:
/// English is written on both sides of an ocean.
fn day_and_month(first: Number, second: Number, sign: char, language: &Language) -> Option<(Number, Number)> {
    let may_be_month_first = sign != '.' && language.date_words().also_month_first;
    match (may_be_month_first, first.0 > 12, second.0 > 12) {
        (true, false, true) => Some((second, first)),
        (true, false, false) if first.0 != second.0 => None,
        _ => Some((first, second)),
    }
}

/// One or two digits.
fn small(phrase: &Phrase<'_>, at: usize) -> Option<i8> {
    let word = phrase.words.get(at).filter(|word| word.shape.is_number() && word.end - word.start <= 2)?;
    phrase.text.get(word.start..word.end)?.parse().ok()
}

/// `.`, `/` or `-`, the full stop also with a space behind it.
fn separator(gap: &str) -> Option<char> {
    match gap {
        "." | ". " | ".\u{a0}" | ".\u{202f}" => Some('.'),
        "/" => Some('/'),
        "-" => Some('-'),
        _ => None,
    }
}

/// Whether the words are no part of an address, an act or a longer number.
fn stands_apart(phrase: &Phrase<'_>, first: usize, last: usize) -> bool {
    let before = phrase.text.get(..phrase.words[first].start).unwrap_or("");
    let after = phrase.text.get(phrase.words[last].end..).unwrap_or("");
    let opens = before
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '„' | '«' | '–' | '‘' | '\''));
    let rest = after.trim_start_matches(['.', ',', ';', ':', ')', ']', '"', '”', '“', '»', '!', '?', '’', '–']);
    opens && rest.chars().next().is_none_or(char::is_whitespace)
}
