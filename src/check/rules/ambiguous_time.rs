use jiff::civil::time;

use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::date_words::DateWords;
use crate::model::flat::Flat;
use crate::model::notice::Notice;
use crate::model::time::WrittenTime;

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
        for found in subject.notice.times.iter().filter(|found| is_twelve(found)) {
            let Some(passage) = subject.notice.passages.get(found.passage) else { continue };
            let flat = &passage.flat;
            if is_explained(flat, names, found) {
                continue;
            }
            findings.push(
                Diagnostic::new(
                    self.name(),
                    flat.span(found.start, found.end),
                    format!(
                        "{} is noon to some and midnight to others",
                        quoted(flat.text.get(found.start..found.end).unwrap_or(""))
                    ),
                )
                .help(format!(
                    "write `{}` for noon; for midnight write `{}` or `{}` and the day that it belongs to",
                    on_clock(12, 0),
                    on_clock(23, 59),
                    on_clock(0, 1)
                )),
            );
        }
        for (at, passage) in subject.notice.passages.iter().enumerate() {
            let flat = &passage.flat;
            let words = flat.words();
            for first in 0..words.len() {
                if let Some(noon) = names.noon.starting(&flat.text, words, first)
                    && let Some(half) = names.halves.starting(&flat.text, words, noon.last + 1)
                {
                    // `12 noon am`
                    let twelve = first.checked_sub(1).filter(|at| words[*at].shape.is_number());
                    let (start, end) = (words[twelve.unwrap_or(first)].start, words[half.last].end);
                    findings.push(
                        Diagnostic::new(
                            self.name(),
                            flat.span(start, end),
                            format!(
                                "{} contradicts itself: noon is neither",
                                quoted(flat.text.get(start..end).unwrap_or(""))
                            ),
                        )
                        .help(format!("write `{}`", on_clock(12, 0))),
                    );
                }
                let Some((start, end)) = midnight_of_day(subject.notice, flat, names, at, first) else { continue };
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        flat.span(start, end),
                        format!(
                            "{} can be the night before that day or the night after it",
                            quoted(flat.text.get(start..end).unwrap_or(""))
                        ),
                    )
                    .help(format!(
                        "write `{}` or `{}` and the day that it belongs to",
                        on_clock(23, 59),
                        on_clock(0, 1)
                    )),
                );
            }
        }
    }
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
