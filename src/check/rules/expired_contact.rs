use crate::check::excerpt::quoted;
use crate::check::people::said;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::register::ListedContact;

/// See the page.
pub struct ExpiredContact;

impl Rule for ExpiredContact {
    fn page(&self) -> &'static str {
        include_str!("expired-contact.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        if subject.surroundings.registers().contacts().is_empty() {
            return;
        }
        let Some(period) = subject.period() else { return };
        for contact in &subject.notice.contacts {
            let entries: Vec<&ListedContact> = subject.listed(contact).collect();
            if entries.is_empty() || entries.iter().any(|entry| entry.is_valid_between(period.from, period.to)) {
                continue;
            }
            let until = entries.iter().filter_map(|entry| entry.to).filter(|to| *to < period.from).max();
            let from = entries.iter().filter_map(|entry| entry.from).filter(|from| *from > period.to).min();
            let name = quoted(&contact.person.value.name);
            let message = match (until, from) {
                (Some(until), _) => format!("the contact {name} is in the register until {} only", said(until)),
                (None, Some(from)) => format!("the contact {name} is in the register from {} only", said(from)),
                (None, None) => continue,
            };
            findings.push(
                Diagnostic::new(self.name(), contact.person.span, message)
                    .help("name somebody who answers at the time of the notice, or correct the register"),
            );
        }
    }
}
