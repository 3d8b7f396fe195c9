use crate::check::excerpt::quoted;
use crate::check::sections::CONTACTS;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::contact::Contact;

/// See the page.
pub struct MissingContact;

impl Rule for MissingContact {
    fn page(&self) -> &'static str {
        include_str!("missing-contact.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let answered = |contact: &Contact| !contact.phones.is_empty() || !contact.emails.is_empty();
        if !subject.requires(CONTACTS) || subject.notice.contacts.iter().any(answered) {
            return;
        }
        // Without the section, or with nothing in it, other rules speak.
        let Some(section) = subject.filled_section(CONTACTS) else { return };
        let label = section.label.as_ref();
        let name = quoted(label.map_or(subject.section_name(CONTACTS), |label| label.value.as_str()));
        findings.push(
            Diagnostic::new(
                self.name(),
                label.map_or(section.span, |label| label.span),
                format!("nobody below {name} has a telephone number or mail address"),
            )
            .help(
                "write one person a line, such as `- Anna BERG, press officer, +32 2 555 01 42, anna.berg@example.org`",
            ),
        );
    }
}
