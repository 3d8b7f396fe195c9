use crate::check::excerpt::quoted;
use crate::check::scopes::Scope;
use crate::check::sections::OTHER;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::label::folded;

/// See the page.
pub struct DuplicateSection;

impl Rule for DuplicateSection {
    fn page(&self) -> &'static str {
        include_str!("duplicate-section.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for scope in subject.scopes() {
            in_scope(self.name(), &scope, findings);
        }
    }
}

fn in_scope(rule: &'static str, scope: &Scope<'_>, findings: &mut Vec<Diagnostic>) {
    for (at, section) in scope.sections.iter().enumerate() {
        let Some(label) = &section.label else { continue };
        let mut before = scope.sections[..at].iter().filter(|before| before.key == section.key);
        let Some(first) = before.find_map(|before| before.label.as_ref()) else { continue };
        if section.key == OTHER || scope.spec(&section.key).is_some_and(|(_, spec)| spec.repeats) {
            continue;
        }
        let message = if folded(&label.value) == folded(&first.value) {
            format!("the section {} stands here again", quoted(&label.value))
        } else {
            format!("{} opens the section {} again", quoted(&label.value), quoted(&first.value))
        };
        findings.push(
            Diagnostic::new(rule, label.span, message)
                .label(first.span, "it is already here")
                .help("join the two, or give one of them another label"),
        );
    }
}
