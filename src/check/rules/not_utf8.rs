use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct NotUtf8;

impl Rule for NotUtf8 {
    fn page(&self) -> &'static str {
        include_str!("not-utf8.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn is_binding(&self) -> bool {
        true
    }

    fn check(&self, _subject: &Subject<'_>, _findings: &mut Vec<Diagnostic>) {
        // There is no text to look at: whoever reads the file reports it.
    }
}
