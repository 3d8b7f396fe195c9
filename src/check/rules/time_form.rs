use super::ambiguous_time::is_twelve;
use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::flat::{Flat, MarkKind};
use crate::model::language::fill_time;
use crate::model::time::WrittenTime;

/// See the page.
pub struct TimeForm;

impl Rule for TimeForm {
    fn page(&self) -> &'static str {
        include_str!("time-form.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(form) = subject.writing().and_then(|writing| writing.time.as_deref()) else { return };
        for (at, found) in subject.notice.times.iter().enumerate() {
            let Some(passage) = subject.notice.passages.get(found.passage).filter(|_| found.is_sure) else { continue };
            let flat = &passage.flat;
            let written = flat.text.get(found.start..found.end).unwrap_or("");
            let right = fill_time(form, found.time);
            // Whether noon or midnight is meant is for `ambiguous-time` to ask.
            if is_right(written, &right, found) || is_twelve(found) || is_code(flat, found) {
                continue;
            }
            let finding = Diagnostic::new(
                self.name(),
                flat.span(found.start, found.end),
                format!("{} is not how the house writes a time", quoted(written)),
            )
            .help(format!("write {}", quoted(&right)));
            let keeps_words = found.half.is_none() && !passage.is_quoted(found.start);
            let safety = if keeps_words { Safety::Safe } else { Safety::AskFirst };
            // `from 2 to 3 pm`: the first number would be left behind.
            let stands_alone = found.half.is_none() || !follows_number(flat, subject.notice.times.get(..at), found);
            findings.push(match flat.exact(found.start, found.end).filter(|_| stands_alone) {
                Some(span) => {
                    let title = format!("write {}", quoted(&right));
                    finding.fix(title, safety, vec![Edit { span, replacement: right }])
                }
                None => finding,
            });
        }
    }
}

/// Whether `written` is the form, spaces aside. An hour of one digit needs no
/// zero before a letter: `9h30`.
fn is_right(written: &str, right: &str, found: &WrittenTime) -> bool {
    let packed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (written, right) = (packed(written), packed(right));
    let has_letter = right.contains(char::is_alphabetic);
    // `18h`
    let hour_alone = found.time.minute() == 0 && written.ends_with(char::is_alphabetic);
    written == right
        || has_letter && found.hour_digits == 1 && right.strip_prefix('0') == Some(&written)
        || has_letter && hour_alone && right.trim_start_matches('0').starts_with(written.trim_start_matches('0'))
}

fn is_code(flat: &Flat, found: &WrittenTime) -> bool {
    flat.marks.iter().any(|mark| mark.kind == MarkKind::Code && mark.start <= found.start && found.end <= mark.end)
}

/// Whether a bare number before the time shares its mark: `2-3 pm`.
fn follows_number(flat: &Flat, times: Option<&[WrittenTime]>, found: &WrittenTime) -> bool {
    let words = flat.words();
    let first = words.partition_point(|word| word.start < found.start);
    let before = words.get(first.saturating_sub(2)..first).unwrap_or(&[]);
    let is_time = |start: usize| {
        let last = times.and_then(|times| times.last());
        last.is_some_and(|time| {
            time.passage == found.passage && time.start <= start && start < time.end && time.half.is_some()
        })
    };
    before.iter().any(|word| {
        let gap = flat.text.get(word.end..found.start).unwrap_or("");
        word.shape.has_digit() && !is_time(word.start) && !gap.contains(['.', ';', ':', '('])
    })
}
