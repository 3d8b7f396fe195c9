use crate::check::{Rule, Subject, wording};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct Wording;

impl Rule for Wording {
    fn page(&self) -> &'static str {
        include_str!("wording.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        wording::check(subject, findings);
    }
}
