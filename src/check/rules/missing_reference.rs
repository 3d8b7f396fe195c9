use crate::check::sections::CONTACTS;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::span::Span;

/// See the page.
pub struct MissingReference;

impl Rule for MissingReference {
    fn page(&self) -> &'static str {
        include_str!("missing-reference.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let notice = subject.notice;
        if notice.reference.is_some()
            || !notice.doubtful_references.is_empty()
            || notice.front_matter.reference.is_some()
        {
            return;
        }
        let finding = Diagnostic::new(self.name(), subject.head(), "the notice has no reference");
        findings.push(match subject.folder_reference {
            Some(reference) => {
                let finding =
                    finding.help(format!("write `{reference}`, as its folder says, in a paragraph of its own"));
                match paragraph(subject, &reference.to_string()) {
                    Some(edit) => finding.fix(format!("write `{reference}`"), Safety::AskFirst, vec![edit]),
                    None => finding,
                }
            }
            None => finding.help(format!(
                "write it in a paragraph of its own, such as `{}`",
                subject.house.style.reference.example
            )),
        });
    }
}

/// `text` as a paragraph before the contacts, else at the end.
fn paragraph(subject: &Subject<'_>, text: &str) -> Option<Edit> {
    let contacts = subject.notice.section(CONTACTS).and_then(|section| subject.label_block(section));
    let at = contacts.map(|label| label.start).or_else(|| subject.open_end())?;
    let before = &subject.source.text()[..at];
    let space = match before {
        before if before.trim().is_empty() || before.replace('\r', "").ends_with("\n\n") => "",
        before if before.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let after = if contacts.is_some() { "\n\n" } else { "" };
    Some(Edit { span: Span::at(at), replacement: format!("{space}{text}{after}") })
}
