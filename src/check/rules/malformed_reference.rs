use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::span::Span;

/// See the page.
pub struct MalformedReference;

impl Rule for MalformedReference {
    fn page(&self) -> &'static str {
        include_str!("malformed-reference.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let grammar = &subject.house.grammar;
        for doubtful in &subject.notice.doubtful_references {
            // One that can be read is a second reference: `reference-mismatch`.
            if grammar.read_printed(&doubtful.value).is_none() {
                findings.push(malformed(self.name(), subject, &doubtful.value, doubtful.span, false));
            }
        }
        if let Some(reference) = &subject.notice.front_matter.reference
            && grammar.read(&reference.value).is_none()
        {
            findings.push(malformed(self.name(), subject, &reference.value, reference.span, true));
        }
    }
}

fn malformed(
    rule: &'static str,
    subject: &Subject<'_>,
    written: &str,
    span: Span,
    in_quotation_marks: bool,
) -> Diagnostic {
    let finding = Diagnostic::new(rule, span, format!("{} is not written as a reference", quoted(written)));
    let example = &subject.house.style.reference.example;
    match intended(subject, written) {
        Some(intended) => {
            let replacement = if in_quotation_marks { format!("\"{intended}\"") } else { intended.clone() };
            finding.help(format!("write `{intended}`")).fix(
                format!("write `{intended}`"),
                Safety::AskFirst,
                vec![Edit { span, replacement }],
            )
        }
        None => finding.help(format!("write type, year and number with `/` between them, such as `{example}`")),
    }
}

/// The reference that `written` was most likely meant to be: the same type,
/// the last two digits of the year, the number without spaces and zeros.
fn intended(subject: &Subject<'_>, written: &str) -> Option<String> {
    let mut groups = written.split(|c: char| !c.is_ascii_alphanumeric()).filter(|group| !group.is_empty());
    let (code, year) = (groups.next()?, groups.next()?);
    let number: String = groups.collect();
    if !matches!(year.len(), 2 | 4) {
        return None;
    }
    let reference = format!("{code}/{}/{}", year.get(year.len() - 2..)?, number.trim_start_matches('0'));
    subject.house.grammar.read_printed(&reference).map(|reference| reference.to_string())
}
