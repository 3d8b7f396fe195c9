use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct MalformedFrontMatter;

impl Rule for MalformedFrontMatter {
    fn page(&self) -> &'static str {
        include_str!("malformed-front-matter.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let found = subject.notice.front_matter_findings.iter().filter(|finding| finding.rule == self.name());
        findings.extend(found.cloned());
        findings.extend(unknown_house(self.name(), subject));
        findings.extend(wrong_language(self.name(), subject));
    }
}

fn unknown_house(rule: &'static str, subject: &Subject<'_>) -> Option<Diagnostic> {
    let (stated, taken) = (subject.notice.front_matter.house.as_ref()?, &subject.house.style.code);
    (stated.value != *taken).then(|| {
        Diagnostic::new(rule, stated.span, format!("there is no house style {}", quoted(&stated.value)))
            .help(format!("write the name of a folder in `styles`, such as `{taken}`, or leave the line out"))
    })
}

fn wrong_language(rule: &'static str, subject: &Subject<'_>) -> Option<Diagnostic> {
    let (stated, taken) = (subject.notice.front_matter.language.as_ref()?, &subject.language.code);
    let finding = |message, help| Diagnostic::new(rule, stated.span, message).help(help);
    let name = quoted(&stated.value);
    (stated.value != *taken).then(|| match subject.folder_reference {
        Some(_) => finding(
            format!("the front matter says the language {name}, the name of the file `{taken}`"),
            "leave the line out, or rename the file".to_owned(),
        ),
        None => finding(
            format!("there is no language {name}"),
            format!("write its code of two small letters, such as `{taken}`"),
        ),
    })
}
