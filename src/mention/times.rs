//! Times of day in running text: `14:00`, `14.00`, `14h00`, `2 pm`.

use jiff::civil::Time;

use super::phrase::Join;
use crate::model::date::WrittenDates;
use crate::model::date_words::DateWords;
use crate::model::language::Language;
use crate::model::time::{Half, WrittenTime};
use crate::model::word::{Word, words};

/// Everything in `text` that can be a time of day, in order, with its place in
/// `text`.
pub fn times(text: &str, language: &Language) -> Vec<(Time, usize, usize)> {
    let found = written_times(text, &words(text), language, &[]);
    found.into_iter().map(|found| (found.time, found.start, found.end)).collect()
}

/// Everything in a text that can be a time of day, in order. `dates` are those
/// of the same text.
pub fn written_times(text: &str, words: &[Word], language: &Language, dates: &[WrittenDates]) -> Vec<WrittenTime> {
    let reader = Reader { text, words, names: language.date_words(), language, dates };
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let read = if words[at].shape.has_digit() { reader.time(at) } else { None };
        at = read.as_ref().map_or(at, |found| found.last) + 1;
        found.extend(read);
    }
    reader.judge(&mut found);
    // A bare `14h` is as often a length of time.
    found.retain(|found| found.time.is_sure || found.sign != Sign::HourAlone);
    found.into_iter().map(|found| found.time).collect()
}

struct Reader<'t> {
    text: &'t str,
    words: &'t [Word],
    names: &'t DateWords,
    language: &'t Language,
    dates: &'t [WrittenDates],
}

/// What makes a time of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Colon,
    Point,
    /// `14h00`
    Letter,
    /// `14h`
    HourAlone,
    /// `2 pm`
    Half,
}

struct Found {
    time: WrittenTime,
    sign: Sign,
    minute: i8,
    first: usize,
    last: usize,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.text.get(word.start..word.end)).unwrap_or("")
    }

    fn gap(&self, at: usize) -> &str {
        let ends = self.words.get(at).zip(self.words.get(at + 1));
        ends.and_then(|(word, next)| self.text.get(word.end..next.start)).unwrap_or("\u{0}")
    }

    fn is_space(&self, at: usize) -> bool {
        let gap = self.gap(at);
        !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }

    fn separates(&self, sign: &str) -> bool {
        self.language.times.separators.iter().any(|separator| separator.trim() == sign)
    }

    fn time(&self, at: usize) -> Option<Found> {
        let text = self.word(at);
        let (hour_text, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
        if !(1..=2).contains(&hour_text.len()) || !self.begins(at) {
            return None;
        }
        let hour: i8 = hour_text.parse().ok()?;
        let (mut minute, mut last, mut sign, mut tail) = (0, at, Sign::Half, rest);
        let letter = rest.chars().next().map(|c| c.to_lowercase().to_string());
        if rest.is_empty() {
            let gap = self.gap(at);
            let (minute_text, after) = split_minutes(self.word(at + 1));
            let is_pair = matches!(gap, ":" | ".") && self.separates(gap) && !minute_text.is_empty();
            if is_pair && self.ends(at + 1) {
                (minute, last, tail) = (minute_text.parse().ok()?, at + 1, after);
                sign = if gap == ":" { Sign::Colon } else { Sign::Point };
            } else if is_pair {
                return None;
            } else if self.is_space(at) && self.word(at + 1) == "h" && self.separates("h") {
                let (minute_text, after) = split_minutes(self.word(at + 2));
                let has_minutes = self.is_space(at + 1) && !minute_text.is_empty() && after.is_empty();
                if has_minutes && self.ends(at + 2) {
                    (minute, last, sign) = (minute_text.parse().ok()?, at + 2, Sign::Letter);
                } else {
                    (last, sign) = (at + 1, Sign::HourAlone);
                }
            }
        } else if let Some(letter) = letter.filter(|letter| self.separates(letter)) {
            let (minute_text, after) = split_minutes(&rest[letter.len()..]);
            if rest.len() == letter.len() {
                (sign, tail) = (Sign::HourAlone, "");
            } else if after.is_empty() && !minute_text.is_empty() {
                (minute, sign, tail) = (minute_text.parse().ok()?, Sign::Letter, "");
            } else {
                return None;
            }
        }
        let mut end = self.words[last].end;
        let half = self.half(&mut last, &mut end, tail);
        if half.is_none() && (!tail.is_empty() || sign == Sign::Half) {
            return None;
        }
        let on_clock = match half {
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(Half::Morning) => hour % 12,
            Some(Half::Afternoon) => hour % 12 + 12,
            None => hour,
        };
        let time = Time::new(on_clock, minute, 0, 0).ok()?;
        let after = self.text.get(end..).unwrap_or("").chars().next();
        if after.is_some_and(|c| matches!(c, '%' | '°' | '€' | '/' | '@' | '_')) {
            return None;
        }
        let start = self.words[at].start;
        let time = WrittenTime {
            passage: 0,
            time,
            hour_digits: hour_text.len(),
            half,
            is_sure: false,
            opens_range: false,
            start,
            end,
        };
        Some(Found { time, sign, minute, first: at, last })
    }

    /// The mark of the half of the day, glued to the number (`tail`) or behind
    /// it; moves `last` and `end` to its end.
    fn half(&self, last: &mut usize, end: &mut usize, tail: &str) -> Option<Half> {
        let halves = &self.names.halves;
        let of = |value: usize| if value == 0 { Half::Morning } else { Half::Afternoon };
        if !tail.is_empty() {
            let glued = words(tail);
            if let Some(found) = halves.starting(tail, &glued, 0) {
                return Some(of(found.value));
            }
            // `2p.m.`: the first letter is part of the number's word.
            let rest = self.text.get(self.words[*last].start + self.word(*last).len() - tail.len()..)?;
            let rest = rest.get(..rest.char_indices().nth(6).map_or(rest.len(), |(at, _)| at))?;
            let glued = words(rest);
            let found = halves.starting(rest, &glued, 0)?;
            *last += found.last;
            *end = self.words.get(*last)?.end;
            self.take_stop(*last, end);
            return Some(of(found.value));
        }
        if !self.is_space(*last) {
            return None;
        }
        let found = halves.starting(self.text, self.words, *last + 1)?;
        (*last, *end) = (found.last, self.words[found.last].end);
        if found.last > found.first {
            self.take_stop(*last, end);
        }
        Some(of(found.value))
    }

    /// The full stop of `p.m.` belongs to it, unless it ends the sentence too.
    fn take_stop(&self, last: usize, end: &mut usize) {
        let after = self.text.get(self.words[last].end..).unwrap_or("");
        if let Some(rest) = after.strip_prefix('.') {
            let next = rest.trim_start().chars().next();
            if next.is_some_and(|c| !c.is_uppercase()) && !rest.starts_with('\n') {
                *end += 1;
            }
        }
    }

    /// Whether the number is not the rest of something longer.
    fn begins(&self, at: usize) -> bool {
        let before = self.text.get(..self.words[at].start).unwrap_or("");
        let mut characters = before.chars().rev();
        match characters.next() {
            Some('.' | ',' | '/' | '+' | '#' | '@' | '_' | '=' | '€' | '$' | '£' | '*') => false,
            Some(':') => characters.next().is_none_or(|c| !c.is_ascii_digit() && c != '/'),
            _ => true,
        }
    }

    /// Whether no further number is tied to the word `at`.
    fn ends(&self, at: usize) -> bool {
        let mut after = self.text.get(self.words.get(at).map_or(0, |word| word.end)..).unwrap_or("").chars();
        match after.next() {
            Some('.' | ':' | ',' | '/') => !after.next().is_some_and(|c| c.is_ascii_digit()),
            _ => true,
        }
    }

    /// Decides which of the times are surely times.
    fn judge(&self, found: &mut [Found]) {
        for time in found.iter_mut() {
            time.time.is_sure = self.is_sure(time);
        }
        for at in 1..found.len() {
            let (before, after) = (&found[at - 1], &found[at]);
            let Some(join) = self.join(before.last, after.first).filter(|_| before.sign == after.sign) else {
                continue;
            };
            let is_round = before.sign == Sign::Colon && before.minute % 5 == 0 && after.minute % 5 == 0;
            let is_counted = after.sign == Sign::Point && !self.is_free(after.last);
            let both = !is_counted && (before.time.is_sure || after.time.is_sure || is_round);
            (found[at - 1].time.is_sure, found[at].time.is_sure) = (both, both);
            found[at - 1].time.opens_range = join == Join::Range;
        }
    }

    fn is_sure(&self, found: &Found) -> bool {
        let before = found.first.checked_sub(1).and_then(|at| self.words.get(at));
        let introduced = before.is_some_and(|word| self.names.before_time.has(word)) && self.is_tied(found.first);
        let closed = self.words.get(found.last + 1).is_some_and(|word| self.names.behind_time.has(word))
            && self.gap(found.last).chars().all(|c| c.is_whitespace() || matches!(c, '-' | '('));
        let dated = self.is_dated(found.first);
        match found.sign {
            Sign::Half => true,
            _ if found.time.half.is_some() || closed => true,
            Sign::Letter => found.time.hour_digits == 2 || introduced || dated,
            Sign::HourAlone => introduced && dated,
            Sign::Colon => {
                let opens = self
                    .text
                    .get(..found.time.start)
                    .is_none_or(|text| text.trim_end_matches([' ', '(']).is_empty() || text.ends_with('\n'));
                found.minute % 5 == 0 && (introduced || opens) || dated
            }
            Sign::Point => {
                let usual = self.language.times.form.contains('.');
                self.is_free(found.last) && (dated || usual && introduced)
            }
        }
    }

    /// Whether only a space, a hyphen or the stop of an abbreviation stands
    /// before the word `at`.
    fn is_tied(&self, at: usize) -> bool {
        self.gap(at - 1).chars().all(|c| c.is_whitespace() || matches!(c, '-' | '.' | ':' | '’' | '\''))
    }

    /// Whether the time belongs to a date: `on Monday 15 October 2018, from …`.
    fn is_dated(&self, first: usize) -> bool {
        let start = self.words[first].start;
        let joins = |at: usize| {
            let word = &self.words[at];
            let names = self.names;
            names.before_time.has(word) || names.to.has(word) || names.and.has(word) || names.particles.has(word)
        };
        // A date or a weekday, then nothing but small words and a comma.
        let mut at = first;
        for _ in 0..4 {
            let Some(before) = at.checked_sub(1) else { return false };
            let gap = self.gap(before);
            if !gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '(' | ':' | '-' | '–' | '.' | '*')) {
                return false;
            }
            let end = self.words[before].end;
            let ends_date = self.dates.iter().any(|dates| dates.start < end && end <= dates.end && dates.end < start);
            if ends_date || self.names.weekdays.ending(self.text, self.words, before).is_some() {
                // `4 October. 14.50 …` begins a sentence.
                return !(at == first && gap.contains('.'));
            }
            if !joins(before) {
                return false;
            }
            at = before;
        }
        false
    }

    /// Whether no word goes on counting what the number is: `10.30 million`.
    fn is_free(&self, last: usize) -> bool {
        let Some(next) = self.words.get(last + 1) else { return true };
        let names = self.names;
        let known =
            names.to.has(next) || names.and.has(next) || names.behind_time.has(next) || names.particles.has(next);
        !self.is_space(last) || known || next.shape.is_capitalised()
    }

    /// How two times are joined, where nothing else stands between them:
    /// `from 10:00 to 12:00`.
    fn join(&self, last: usize, first: usize) -> Option<Join> {
        if first > last + 3 {
            return None;
        }
        let between = self.text.get(self.words[last].end..self.words[first].start).unwrap_or("");
        let signs =
            |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '.' | '’' | '(' | ')') || c.is_alphabetic();
        let words = &self.words[last + 1..first];
        let names = self.names;
        let join = if words.iter().any(|word| names.to.has(word))
            || words.is_empty() && between.contains(['-', '–', '—'])
        {
            Join::Range
        } else if words.iter().any(|word| names.and.has(word)) {
            Join::And
        } else {
            return None;
        };
        let is_small = |word: &Word| {
            names.to.has(word)
                || names.and.has(word)
                || names.particles.has(word)
                || names.behind_time.has(word)
                || names.before_time.has(word)
        };
        (between.chars().all(signs) && words.iter().all(is_small)).then_some(join)
    }
}

/// Two digits at the beginning and what follows; nothing where there are not
/// exactly two.
fn split_minutes(word: &str) -> (&str, &str) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 { word.split_at(digits) } else { ("", word) }
}
