use crate::check::excerpt::quoted;
use crate::check::names::{in_capitals, is_particle};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};

/// See the page.
pub struct ContactCapitals;

impl Rule for ContactCapitals {
    fn page(&self) -> &'static str {
        include_str!("contact-capitals.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        if !subject.house.style.people.contact_capitals {
            return;
        }
        for contact in &subject.notice.contacts {
            let person = &contact.person;
            if person.value.has_capitals() || !subject.is_person(&person.value) {
                continue;
            }
            let right = written(&person.value.name, subject.language.people.family_first);
            let help = format!("write {}", quoted(&right));
            let finding = Diagnostic::new(
                self.name(),
                person.span,
                format!("the family name of the contact {} is not in capitals", quoted(&person.value.name)),
            )
            .help(&help);
            findings.push(if subject.source.slice(person.span) == person.value.name {
                finding.fix(help, Safety::AskFirst, vec![Edit { span: person.span, replacement: right }])
            } else {
                finding
            });
        }
    }
}

/// The name with its family name in capitals: the last word with the particles
/// before it, or the first one.
fn written(name: &str, family_first: bool) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let (from, to) = if family_first {
        (0, 1)
    } else {
        let last = words.len().saturating_sub(1);
        let particles = words[..last].iter().rev().take_while(|word| is_particle(word)).count();
        (last - particles, words.len())
    };
    let in_place = |(at, word): (usize, &&str)| {
        if (from..to).contains(&at) { in_capitals(word) } else { (*word).to_owned() }
    };
    words.iter().enumerate().map(in_place).collect::<Vec<_>>().join(" ")
}
