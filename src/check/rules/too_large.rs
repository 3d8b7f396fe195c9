use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct TooLarge;

impl Rule for TooLarge {
    fn page(&self) -> &'static str {
        include_str!("too-large.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, _subject: &Subject<'_>, _findings: &mut Vec<Diagnostic>) {
        // Such a file is not read: whoever opens it reports it.
    }
}
