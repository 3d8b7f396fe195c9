use crate::check::excerpt::quoted;
use crate::check::scopes::Scope;
use crate::check::sections::{LEAD, has_content};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::section::Section;

/// See the page.
pub struct EmptySection;

impl Rule for EmptySection {
    fn page(&self) -> &'static str {
        include_str!("empty-section.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for scope in subject.scopes() {
            // An item may consist of its sections alone.
            let item = scope.item.filter(|_| scope.sections.is_empty() && !scope.requires(LEAD));
            for section in scope.sections.iter().copied().chain(item) {
                findings.extend(empty(self.name(), subject, &scope, section));
            }
        }
    }
}

fn empty(rule: &'static str, subject: &Subject<'_>, scope: &Scope<'_>, section: &Section) -> Option<Diagnostic> {
    let label = section.label.as_ref().filter(|_| !has_content(section))?;
    let name = quoted(&label.value);
    let finding = Diagnostic::new(rule, label.span, format!("there is no text below {name}"));
    let again = scope.filled_section(&section.key).is_some();
    if scope.requires(&section.key) && !again {
        return Some(finding.help("write the text: this kind of notice must have it"));
    }
    let finding = finding.help("write the text, or remove the label");
    Some(match subject.label_block(section).filter(|_| section.blocks.is_empty()) {
        Some(span) => finding.fix(
            format!("remove the label {name}"),
            Safety::AskFirst,
            vec![Edit { span, replacement: String::new() }],
        ),
        None => finding,
    })
}
