use jiff::civil::time;

use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::date_words::DateWords;
use crate::model::flat::Flat;
use crate::model::notice::Notice;
use crate::model::time::WrittenTime;
use crate::model::word::Word;

/// See the page.
pub struct AmbiguousTime;

impl Rule for AmbiguousTime {
    fn page(&self) -> &'static str {
        include_str!("ambiguous-time.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let names = subject.language.date_words();
        let on_clock = |hour: i8, minute: i8| subject.house.style.time(subject.language, time(hour, minute, 0, 0));
        let to_day = || format!("`{}` or `{}` and the day that it belongs to", on_clock(23, 59), on_clock(0, 1));
        let finding = |flat: &Flat, (start, end): (usize, usize), fault: &str, help: String| {
            let written = quoted(flat.text.get(start..end).unwrap_or(""));
            Diagnostic::new(self.name(), flat.span(start, end), format!("{written} {fault}")).help(help)
        };
        for found in subject.notice.times.iter().filter(|found| is_twelve(found)) {
            let Some(passage) = subject.notice.passages.get(found.passage) else { continue };
            if !is_explained(&passage.flat, names, found) {
                let help = format!("write `{}` for noon; for midnight write {}", on_clock(12, 0), to_day());
                let fault = "is noon to some and midnight to others";
                findings.push(finding(&passage.flat, (found.start, found.end), fault, help));
            }
        }
        for (at, passage) in subject.notice.passages.iter().enumerate() {
            let flat = &passage.flat;
            let words = flat.words();
            let may_be = |word: &Word| names.noon.may_start(word) || names.midnight.may_start(word);
            for first in (0..words.len()).filter(|first| may_be(&words[*first])) {
                if let Some(place) = half_of_noon(flat, names, first) {
                    let help = format!("write `{}`", on_clock(12, 0));
                    findings.push(finding(flat, place, "contradicts itself: noon is neither", help));
                }
                if let Some(place) = midnight_of_day(subject.notice, flat, names, at, first) {
                    let fault = "can be the night before that day or the night after it";
                    findings.push(finding(flat, place, fault, format!("write {}", to_day())));
                }
            }
        }
    }
}

/// The stretch of a noon that begins with the word `first` and is said to be in
/// one half of the day: `12 noon am`.
fn half_of_noon(flat: &Flat, names: &DateWords, first: usize) -> Option<(usize, usize)> {
    let words = flat.words();
    let noon = names.noon.starting(&flat.text, words, first)?;
    let half = names.halves.starting(&flat.text, words, noon.last + 1)?;
    let twelve = first.checked_sub(1).filter(|at| words[*at].shape.is_number());
    Some((words[twelve.unwrap_or(first)].start, words[half.last].end))
}

/// Whether the time is `12 am`, `12:00 pm`.
pub(super) fn is_twelve(found: &WrittenTime) -> bool {
    found.half.is_some() && found.time.hour() % 12 == 0 && found.time.minute() == 0
}

/// `12 pm (noon)`
fn is_explained(flat: &Flat, names: &DateWords, found: &WrittenTime) -> bool {
    let words = flat.words();
    let next = words.partition_point(|word| word.start < found.end);
    [&names.noon, &names.midnight].iter().any(|name| name.starting(&flat.text, words, next).is_some())
}

/// The stretch of a midnight that is tied to one day: `midnight on Friday`,
/// `15 October at midnight`.
fn midnight_of_day(
    notice: &Notice,
    flat: &Flat,
    names: &DateWords,
    passage: usize,
    first: usize,
) -> Option<(usize, usize)> {
    let words = flat.words();
    let midnight = names.midnight.starting(&flat.text, words, first)?;
    let dates = || notice.written_dates.iter().filter(|dates| dates.passage == passage && dates.days.len() == 1);
    let gap = |at: usize| flat.text.get(words[at].end..words[at + 1].start).unwrap_or("");
    let is_near = |at: usize| gap(at).chars().all(|c| c.is_whitespace() || matches!(c, ',' | '(' | '’' | '\''));
    // What stands between is small and no `and`, `to` or `from`.
    let is_small = |at: usize| {
        let word = &words[at];
        let is_short = flat.word(word).chars().count() <= 4 && word.shape.is_letters();
        is_short && !names.and.has(word) && !names.to.has(word) && (names.particles.has(word) || !names.from.has(word))
    };
    for next in midnight.last + 1..words.len().min(midnight.last + 4) {
        if !is_near(next - 1) {
            break;
        }
        if let Some(day) = dates().find(|dates| dates.start == words[next].start) {
            return Some((words[first].start, day.end));
        }
        if let Some(weekday) = names.weekdays.starting(&flat.text, words, next) {
            return Some((words[first].start, words[weekday.last].end));
        }
        if !is_small(next) {
            break;
        }
    }
    for before in (first.saturating_sub(3)..first).rev() {
        if !is_near(before) {
            break;
        }
        let end = words[midnight.last].end;
        if let Some(day) = dates().find(|dates| dates.end == words[before].end) {
            return Some((day.start, end));
        }
        if let Some(weekday) = names.weekdays.ending(&flat.text, words, before) {
            return Some((words[weekday.first].start, end));
        }
        if !is_small(before) {
            break;
        }
    }
    None
}
