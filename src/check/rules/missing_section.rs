use crate::check::excerpt::quoted;
use crate::check::sections::{INQUIRIES, LEAD};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::section::Section;

/// See the page.
pub struct MissingSection;

impl Rule for MissingSection {
    fn page(&self) -> &'static str {
        include_str!("missing-section.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(document_type) = subject.document_type else { return };
        for (order, section) in document_type.sections.iter().enumerate() {
            let key = section.key.as_str();
            // The inquiries have a rule of their own.
            if !section.required || key == INQUIRIES {
                continue;
            }
            if key == LEAD {
                findings.extend(subject.filled_section(LEAD).is_none().then(|| missing_lead(self.name(), subject)));
            } else if subject.notice.section(key).is_none() {
                let before = document_type.sections[..order].iter().rev();
                let after = document_type.sections[order + 1..].iter();
                let neighbours = Neighbours {
                    before: before.filter_map(|section| last(subject, &section.key)).next(),
                    after: after.filter_map(|section| subject.notice.section(&section.key)).next(),
                };
                findings.push(missing_section(self.name(), subject, key, &neighbours));
            }
        }
    }
}

/// The nearest sections that are there.
struct Neighbours<'s> {
    before: Option<&'s Section>,
    after: Option<&'s Section>,
}

fn last<'s>(subject: &Subject<'s>, key: &str) -> Option<&'s Section> {
    subject.notice.sections.iter().rfind(|section| section.key == key)
}

fn missing_lead(rule: &'static str, subject: &Subject<'_>) -> Diagnostic {
    let first = subject.notice.sections.iter().find_map(|section| section.label.as_ref());
    match first {
        Some(label) => Diagnostic::new(rule, label.span, "there is no text before the first section")
            .help(format!("write what happened in a paragraph before {}", quoted(&label.value))),
        None => Diagnostic::new(rule, subject.head(), "there is no text below the headline")
            .help("write what happened in a paragraph below the headline"),
    }
}

fn missing_section(rule: &'static str, subject: &Subject<'_>, key: &str, neighbours: &Neighbours<'_>) -> Diagnostic {
    let name = subject.section_name(key);
    let line = quoted(subject.label_line(name));
    let label = |section: Option<&Section>| section.and_then(|section| section.label.clone());
    let (span, help) = match (label(neighbours.before), label(neighbours.after)) {
        (Some(before), _) => (before.span, format!("add it after {}, as a line {line}", quoted(&before.value))),
        (None, _) if neighbours.before.is_some() => {
            (subject.head(), format!("add it after the first text, as a line {line}"))
        }
        (None, Some(after)) => {
            (after.span, format!("add it at the beginning, before {}, as a line {line}", quoted(&after.value)))
        }
        (None, None) => (subject.head(), format!("add a line {line} with the text below it")),
    };
    Diagnostic::new(rule, span, format!("the section {} is missing", quoted(name))).help(help)
}
