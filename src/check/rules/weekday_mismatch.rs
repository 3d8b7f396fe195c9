use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};

/// See the page.
pub struct WeekdayMismatch;

impl Rule for WeekdayMismatch {
    fn page(&self) -> &'static str {
        include_str!("weekday-mismatch.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let notice = subject.notice;
        let today = notice.front_matter.issued.as_ref().map(|issued| issued.value.date());
        let today = today.or_else(|| notice.dateline.as_ref().map(|dateline| dateline.date));
        for mention in &notice.dates {
            let Some(weekday) = &mention.weekday else { continue };
            let right = mention.date.weekday();
            if weekday.value == right {
                continue;
            }
            let wrong_name = subject.language.weekday(weekday.value);
            let wrong_word = words(subject.source.slice(weekday.span));
            // Where the text names characters (`&amp;`), only the sentence has a
            // place: then the date is shown as the language writes it, and
            // nothing is changed.
            let exact = letters(&wrong_word) == letters(wrong_name);
            let wrong_word = if exact { wrong_word } else { wrong_name.to_owned() };
            let right_word = in_case_of(&wrong_word, subject.language.weekday(right));
            let written = if exact {
                words(subject.source.slice(mention.span))
            } else {
                subject.language.weekday_date(mention.date).replacen(&right_word, &wrong_word, 1)
            };
            let verb = if today.is_some_and(|today| mention.date < today) { "was" } else { "is" };
            let finding =
                Diagnostic::new(self.name(), mention.span, format!("{} {verb} a {right:?}", quoted(&written))).help(
                    format!("write {}, or correct the date", quoted(written.replacen(&wrong_word, &right_word, 1))),
                );
            findings.push(if exact {
                finding.fix(
                    format!("write {}", quoted(&right_word)),
                    Safety::AskFirst,
                    vec![Edit { span: weekday.span, replacement: right_word }],
                )
            } else {
                finding
            });
        }
    }
}

/// A date without marks and line ends: `**Monday**\n15 October 2018`.
fn words(written: &str) -> String {
    let marks = ['*', '_', '>'];
    let words = written.split_whitespace().map(|word| word.trim_matches(marks));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `word` with a capital if `example` begins with one.
fn in_case_of(example: &str, word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if example.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

/// The letters alone, for comparison.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
