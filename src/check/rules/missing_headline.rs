use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::section::plain_text;

/// See the page.
pub struct MissingHeadline;

impl Rule for MissingHeadline {
    fn page(&self) -> &'static str {
        include_str!("missing-headline.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let headline = subject.notice.headline.as_ref();
        if headline.is_some_and(|headline| !plain_text(&headline.value).trim().is_empty()) {
            return;
        }
        findings.push(
            Diagnostic::new(self.name(), subject.head(), "the notice has no headline")
                .help("write it as the first line, as `# Headline`"),
        );
    }
}
