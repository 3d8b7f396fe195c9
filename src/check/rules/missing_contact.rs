use crate::check::excerpt::quoted;
use crate::check::sections::CONTACTS;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::section::Section;

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
        for scope in subject.scopes() {
            if let Some(item) = scope.item.filter(|_| scope.is_closed_by_a_line() && scope.requires(CONTACTS)) {
                findings.extend((!scope.has_contact(subject)).then(|| missing_line(self.name(), subject, item)));
                continue;
            }
            // Without the section, or with nothing in it, other rules speak.
            let Some(section) = scope.filled_section(CONTACTS) else { continue };
            if scope.requires(CONTACTS) && !scope.has_contact(subject) {
                findings.push(nobody(self.name(), subject, section));
            }
        }
    }
}

fn nobody(rule: &'static str, subject: &Subject<'_>, section: &Section) -> Diagnostic {
    let label = section.label.as_ref();
    let name = quoted(label.map_or(subject.section_name(CONTACTS), |label| label.value.as_str()));
    Diagnostic::new(
        rule,
        label.map_or(section.span, |label| label.span),
        format!("nobody below {name} has a telephone number or mail address"),
    )
    .help("write one person a line, such as `- Anna BERG, press officer, +32 2 555 01 42, anna.berg@example.org`")
}

/// Where items have no sections, the line that closes them names who answers.
fn missing_line(rule: &'static str, subject: &Subject<'_>, item: &Section) -> Diagnostic {
    let label = item.label.as_ref();
    let own = item.language.as_ref().and_then(|code| subject.surroundings.language(&code.value));
    let language = own.as_deref().unwrap_or(subject.language);
    let line = format!("({}: Anna BERG – +32 2 555 01 42)", language.section_label("information").unwrap_or(CONTACTS));
    let name = quoted(label.map_or("", |label| label.value.as_str()));
    Diagnostic::new(rule, label.map_or(item.span, |label| label.span), format!("nobody answers for {name}"))
        .help(format!("close it with a line {}", quoted(line)))
}
