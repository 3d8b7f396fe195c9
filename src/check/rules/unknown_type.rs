use crate::check::excerpt::list;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::model::reference::Reference;
use crate::record::nearest;

/// See the page.
pub struct UnknownType;

impl Rule for UnknownType {
    fn page(&self) -> &'static str {
        include_str!("unknown-type.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let house = subject.house;
        let Some(reference) = subject.reference() else { return };
        if house.document_type(reference.type_code()).is_some() {
            return;
        }
        // Where the folder names a type that is known, the text is what is wrong:
        // `reference-mismatch` says so.
        if subject.folder_reference.is_some_and(|folder| house.document_type(folder.type_code()).is_some()) {
            return;
        }
        let in_text = subject.notice.reference.as_ref().map(|reference| reference.span);
        let in_front_matter = subject.notice.front_matter.reference.as_ref().map(|reference| reference.span);
        let span = in_text.or(in_front_matter).unwrap_or_else(|| subject.head());
        let code = reference.type_code();
        let known = list(house.document_types().map(|known| &known.code));
        let name = &house.style.code;
        let finding =
            Diagnostic::new(self.name(), span, format!("`{code}` is no document type of the house style `{name}`"));
        let near = nearest(code, house.document_types().map(|known| known.code.as_str()));
        findings.push(match near {
            Some(near) => {
                let others =
                    if house.document_types().count() > 1 { format!(" known here: {known}") } else { String::new() };
                let finding = finding.help(format!("did you mean `{near}`?{others}"));
                let meant = Reference::new(near, reference.year(), reference.number());
                match meant.filter(|_| in_text.is_some()) {
                    Some(meant) => {
                        finding.fix(format!("write `{meant}`"), Safety::AskFirst, subject.rewritten_reference(&meant))
                    }
                    None => finding,
                }
            }
            None => finding.help(format!("choose one of {known}, or add a file `styles/{name}/types/{code}.toml`")),
        });
    }
}
