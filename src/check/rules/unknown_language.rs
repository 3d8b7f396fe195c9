use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct UnknownLanguage;

impl Rule for UnknownLanguage {
    fn page(&self) -> &'static str {
        include_str!("unknown-language.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        // Of an item as well: a wrong code would be read aloud in no language.
        let of_items = subject.notice.items().filter_map(|(_, item)| item.language.as_ref());
        for code in of_items.filter(|code| subject.surroundings.language(&code.value).is_none()) {
            findings.push(
                Diagnostic::new(self.name(), code.span, format!("pressdoc knows no language `{}`", code.value))
                    .help("write the code of the item's language, such as `(fr)`, or take the line out"),
            );
        }
        let Some(stated) = subject.folder_language.filter(|stated| *stated != subject.language.code) else { return };
        findings.push(
            Diagnostic::new(self.name(), subject.head(), format!("the file name says the language `{stated}`, which pressdoc does not know"))
                .help("name the file after its language, such as `en.md`, or add `assets/languages/` with that language to the workspace"),
        );
    }
}
