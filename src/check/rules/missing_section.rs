use crate::check::excerpt::quoted;
use crate::check::scopes::Scope;
use crate::check::sections::{CONTACTS, INQUIRIES, LEAD, has_content};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::document_type::SectionSpec;
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
        for scope in subject.scopes() {
            in_scope(self.name(), subject, &scope, findings);
        }
        let items = subject.document_type.and_then(|document_type| document_type.items.as_ref());
        if let Some(items) = items.filter(|items| items.required)
            && subject.notice.items().next().is_none()
        {
            let heading = if items.dated { "## Monday 12 October 2026" } else { "## Heading" };
            let heading = match items.dated.then(|| subject.issue_day()).flatten() {
                Some(day) => format!("## {}", subject.language.weekday_date(day)),
                None => heading.to_owned(),
            };
            findings.push(
                Diagnostic::new(self.name(), subject.head(), "the notice has no items")
                    .help(format!("open each with a heading of its own, such as {}", quoted(heading))),
            );
        }
    }
}

fn in_scope(rule: &'static str, subject: &Subject<'_>, scope: &Scope<'_>, findings: &mut Vec<Diagnostic>) {
    for (order, spec) in scope.specs.iter().enumerate() {
        let key = spec.key.as_str();
        // The inquiries have a rule of their own.
        if !spec.required || key == INQUIRIES {
            continue;
        }
        match scope.item {
            None if key == LEAD => {
                findings.extend(scope.filled_section(LEAD).is_none().then(|| missing_lead(rule, subject)));
            }
            Some(item) if key == LEAD => findings.extend((!has_content(item)).then(|| missing_text(rule, item))),
            // A line below the text will do, and `missing-contact` asks for it.
            Some(_) if key == CONTACTS && (scope.has_contact(subject) || scope.is_closed_by_a_line()) => {}
            _ if scope.section(key).is_none() => {
                let last =
                    |spec: &&SectionSpec| scope.sections.iter().rfind(|section| section.key == spec.key).copied();
                let neighbours = Neighbours {
                    before: scope.specs[..order].iter().rev().filter_map(last).next(),
                    after: scope.specs[order + 1..].iter().filter_map(|spec| scope.section(&spec.key)).next(),
                };
                findings.push(missing_section(rule, subject, key, scope.item, &neighbours));
            }
            _ => {}
        }
    }
}

/// The nearest sections that are there.
struct Neighbours<'s> {
    before: Option<&'s Section>,
    after: Option<&'s Section>,
}

fn missing_text(rule: &'static str, item: &Section) -> Diagnostic {
    let name = quoted(item.label.as_ref().map_or("", |label| label.value.as_str()));
    Diagnostic::new(
        rule,
        item.label.as_ref().map_or(item.span, |label| label.span),
        format!("there is no text below {name}"),
    )
    .help("write what happened in a paragraph right below the heading")
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

fn missing_section(
    rule: &'static str,
    subject: &Subject<'_>,
    key: &str,
    item: Option<&Section>,
    neighbours: &Neighbours<'_>,
) -> Diagnostic {
    let name = subject.section_name(key);
    let line = quoted(subject.label_line(name, item.is_some()));
    let item = item.and_then(|item| item.label.as_ref());
    let label = |section: Option<&Section>| section.and_then(|section| section.label.clone());
    let (span, help) = match (label(neighbours.before), label(neighbours.after)) {
        (Some(before), _) => (before.span, format!("add it after {}, as a line {line}", quoted(&before.value))),
        (None, _) if neighbours.before.is_some() => {
            (subject.head(), format!("add it after the first text, as a line {line}"))
        }
        (None, Some(after)) => {
            (after.span, format!("add it at the beginning, before {}, as a line {line}", quoted(&after.value)))
        }
        (None, None) => (
            item.map_or_else(|| subject.head(), |label| label.span),
            format!("add a line {line} with the text below it"),
        ),
    };
    let place = item.map_or(String::new(), |label| format!(" in {}", quoted(&label.value)));
    Diagnostic::new(rule, span, format!("the section {} is missing{place}", quoted(name))).help(help)
}
