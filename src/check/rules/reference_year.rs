use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct ReferenceYear;

impl Rule for ReferenceYear {
    fn page(&self) -> &'static str {
        include_str!("reference-year.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let (Some(reference), Some(issued)) = (subject.reference(), subject.issue_day()) else { return };
        if i16::try_from(reference.year()).is_ok_and(|year| year == issued.year()) {
            return;
        }
        let written = subject.notice.reference.as_ref().map(|reference| reference.span);
        let stated = subject.notice.front_matter.reference.as_ref().map(|reference| reference.span);
        let dated = subject.notice.front_matter.issued.as_ref().map(|issued| issued.span);
        let dated = dated.or(subject.notice.dateline.as_ref().map(|dateline| dateline.span));
        let mut finding = Diagnostic::new(
            self.name(),
            written.or(stated).unwrap_or_else(|| subject.head()),
            format!("the reference `{reference}` is of {}, the notice of {}", reference.year(), issued.year()),
        )
        .help("correct the one that is wrong; a number that was reserved in the year before may stay");
        if let Some(dated) = dated {
            finding = finding.label(dated, "the notice is of this day");
        }
        findings.push(finding);
    }
}
