use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct TooDeep;

impl Rule for TooDeep {
    fn page(&self) -> &'static str {
        include_str!("too-deep.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for &span in &subject.notice.too_deep {
            findings.push(
                Diagnostic::new(
                    self.name(),
                    span,
                    "lists or quotations stand more than eight steps inside one another here",
                )
                .help("move this up by a step or more; readers lose track long before the eighth"),
            );
        }
    }
}
