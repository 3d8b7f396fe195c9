use crate::check::excerpt::quoted;
use crate::check::sections::has_content;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};

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
        for section in &subject.notice.sections {
            let Some(label) = &section.label else { continue };
            if has_content(section) {
                continue;
            }
            let name = quoted(&label.value);
            let finding = Diagnostic::new(self.name(), label.span, format!("there is no text below {name}"));
            let again = subject.filled_section(&section.key).is_some();
            findings.push(if subject.requires(&section.key) && !again {
                finding.help("write the text: this kind of notice must have it")
            } else {
                let finding = finding.help("write the text, or remove the label");
                match subject.label_block(section).filter(|_| section.blocks.is_empty()) {
                    Some(span) => finding.fix(
                        format!("remove the label {name}"),
                        Safety::AskFirst,
                        vec![Edit { span, replacement: String::new() }],
                    ),
                    None => finding,
                }
            });
        }
    }
}
