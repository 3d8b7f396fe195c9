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
            let written = words(subject.source.slice(mention.span));
            let wrong_word = subject.source.slice(weekday.span);
            let right_word = in_case_of(wrong_word, subject.language.weekday(right));
            let verb = if today.is_some_and(|today| mention.date < today) { "was" } else { "is" };
            findings.push(
                Diagnostic::new(self.name(), mention.span, format!("{} {verb} a {right:?}", quoted(&written)))
                    .help(format!(
                        "write {}, or correct the date",
                        quoted(written.replacen(wrong_word, &right_word, 1))
                    ))
                    .fix(
                        format!("write {}", quoted(&right_word)),
                        Safety::AskFirst,
                        vec![Edit { span: weekday.span, replacement: right_word }],
                    ),
            );
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
