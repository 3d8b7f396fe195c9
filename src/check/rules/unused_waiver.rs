use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject, find_rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::notice::Waiver;

/// See the page.
pub struct UnusedWaiver;

impl Rule for UnusedWaiver {
    fn page(&self) -> &'static str {
        include_str!("unused-waiver.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, _: &Subject<'_>, _: &mut Vec<Diagnostic>) {}

    fn review(&self, subject: &Subject<'_>, unused: &[&Waiver], findings: &mut Vec<Diagnostic>) {
        for waiver in unused {
            let name = &waiver.rule.value;
            let finding = match find_rule(name) {
                Some(rule) if rule.is_binding() => {
                    Diagnostic::new(self.name(), waiver.rule.span, format!("{} cannot be waived", quoted(name)))
                        .help("remove the waiver, and correct what the rule finds")
                }
                Some(_) => self.unused(waiver),
                None if subject.surroundings.wording().names.contains(name) => self.unused(waiver),
                // `unknown-key` says that there is no such rule.
                None => continue,
            };
            findings.push(finding);
        }
    }
}

impl UnusedWaiver {
    fn unused(&self, waiver: &Waiver) -> Diagnostic {
        let message =
            format!("the waiver of {} accepts nothing that is still in the notice", quoted(&waiver.rule.value));
        Diagnostic::new(self.name(), waiver.rule.span, message)
            .help("remove its lines, from `[[waiver]]` to the reason; it would hide the next fault of this kind")
    }
}
