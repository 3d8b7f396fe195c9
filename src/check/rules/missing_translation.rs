use crate::check::excerpt::list;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct MissingTranslation;

impl Rule for MissingTranslation {
    fn page(&self) -> &'static str {
        include_str!("missing-translation.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let required = subject.document_type.map_or(&[][..], |document_type| &document_type.languages);
        let Some(own) = subject.folder_language.filter(|_| !required.is_empty()) else { return };
        let versions = subject.surroundings.versions();
        // One version speaks for the release: the one in the house's language, else the first.
        let house = versions.iter().find(|version| **version == subject.house.style.language);
        if house.or(versions.first()).is_none_or(|speaker| speaker != own) {
            return;
        }
        let missing: Vec<&String> = required.iter().filter(|code| !versions.contains(code)).collect();
        if !missing.is_empty() {
            let files = list(missing.iter().map(|code| format!("{code}.md")));
            findings.push(
                Diagnostic::new(
                    self.name(),
                    subject.head(),
                    format!("this release has no version in {}", list(missing)),
                )
                .help(format!("add {files} beside this file")),
            );
        }
    }
}
