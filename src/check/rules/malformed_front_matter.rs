use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct MalformedFrontMatter;

impl Rule for MalformedFrontMatter {
    fn page(&self) -> &'static str {
        include_str!("malformed-front-matter.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let found = subject.notice.front_matter_findings.iter().filter(|finding| finding.rule == self.name());
        findings.extend(found.cloned());
    }
}
