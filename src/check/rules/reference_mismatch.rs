use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Safety, Severity};

/// See the page.
pub struct ReferenceMismatch;

impl Rule for ReferenceMismatch {
    fn page(&self) -> &'static str {
        include_str!("reference-mismatch.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let grammar = &subject.house.grammar;
        let text = subject.notice.reference.as_ref();
        let front_matter = subject.notice.front_matter.reference.as_ref();
        let folder = subject.folder_reference;

        if let (Some(text), Some(folder)) = (text, folder)
            && text.value != *folder
        {
            findings.push(
                Diagnostic::new(
                    self.name(),
                    text.span,
                    format!("the text says `{}`, its folder `{folder}`", text.value),
                )
                .help(format!("write `{folder}`, or move the notice into the folder of `{}`", text.value))
                .fix(
                    format!("write `{folder}`"),
                    Safety::AskFirst,
                    subject.rewritten_reference(folder),
                ),
            );
        }
        if let Some(front_matter) = front_matter
            && let Some(stated) = grammar.read(&front_matter.value)
        {
            let finding = |other: &str| {
                Diagnostic::new(self.name(), front_matter.span, format!("the front matter says `{stated}`, {other}"))
                    .help("write the same reference in both; in the front matter it can be left out")
            };
            match (text, folder) {
                (Some(text), _) if text.value != stated => findings
                    .push(finding(&format!("the text `{}`", text.value)).label(text.span, "the reference in the text")),
                (None, Some(folder)) if *folder != stated => findings.push(finding(&format!("the folder `{folder}`"))),
                _ => {}
            }
        }
        for second in &subject.notice.doubtful_references {
            let (Some(first), Some(_)) = (text, grammar.read_printed(&second.value)) else { continue };
            let second_name = quoted(&second.value);
            findings.push(
                Diagnostic::new(self.name(), second.span, format!("{second_name} is a second reference"))
                    .label(first.span, "the first one")
                    .help(format!("keep one; a source is named with its title, as `{} – Title`", second.value.trim())),
            );
        }
    }
}
