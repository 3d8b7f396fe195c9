use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct StaleTranslation;

impl Rule for StaleTranslation {
    fn page(&self) -> &'static str {
        include_str!("stale-translation.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        // Without a record nobody can know.
        let Some(recorded) = &subject.notice.front_matter.original else { return };
        let Some(original) = subject.surroundings.original() else { return };
        if original.fingerprint() != recorded.value {
            let file = original.file_name();
            findings.push(
                Diagnostic::new(
                    self.name(),
                    recorded.span,
                    format!("`{file}` has changed since this translation was compared with it"),
                )
                .help(format!(
                    "compare it with `{file}`, then record that with `pressdoc check --accept-translation {}`",
                    subject.source.name()
                )),
            );
        }
    }
}
