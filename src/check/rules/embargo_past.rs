use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct EmbargoPast;

impl Rule for EmbargoPast {
    fn page(&self) -> &'static str {
        include_str!("embargo-past.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(embargo) = &subject.notice.front_matter.embargo else { return };
        let end = &embargo.value;
        let issued = subject.notice.front_matter.issued.as_ref();
        let (is_past, than) = match (issued, subject.issue_day(), subject.surroundings.now()) {
            (Some(issued), _, _) => (end.timestamp() <= issued.value.timestamp(), "the notice is issued"),
            (None, Some(day), _) => (end.date() < day, "the day of the dateline"),
            // Nothing says when it goes out: then it goes out now.
            (None, None, Some(now)) => (end.timestamp() < now, "today"),
            (None, None, None) => return,
        };
        if is_past {
            let shown = quoted(subject.house.style.date_and_time(subject.language, end));
            findings.push(
                Diagnostic::new(self.name(), embargo.span, format!("the embargo ends on {shown}, before {than}"))
                    .help("correct the moment, or remove `embargo`: it may come from an older notice"),
            );
        }
    }
}
