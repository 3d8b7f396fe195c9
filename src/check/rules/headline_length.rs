use crate::check::prose::headline;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct HeadlineLength;

impl Rule for HeadlineLength {
    fn page(&self) -> &'static str {
        include_str!("headline-length.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(limit) = subject.house.style.limits.headline else { return };
        let Some(headline) = headline(subject.notice) else { return };
        let text = headline.flat.text.trim();
        if text.len() <= limit {
            return;
        }
        let length = text.chars().count();
        if length > limit {
            findings.push(
                Diagnostic::new(
                    self.name(),
                    headline.flat.trimmed_span(),
                    format!("the headline has {length} characters, more than the {limit} of the house style"),
                )
                .help(format!("leave out {} or more; details can stand in the text", characters(length - limit))),
            );
        }
    }
}

fn characters(count: usize) -> String {
    if count == 1 { "one character".to_owned() } else { format!("{count} characters") }
}
