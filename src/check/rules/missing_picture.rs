use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct MissingPicture;

impl Rule for MissingPicture {
    fn page(&self) -> &'static str {
        include_str!("missing-picture.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for figure in subject.notice.figures() {
            let file = figure.image.value.trim();
            if subject.surroundings.has_picture(&figure.image.value) {
                continue;
            }
            let (message, help) = if file.is_empty() {
                ("a picture without a file".to_owned(), "name the file between `(` and `)`, or remove the picture")
            } else if file.contains("://") {
                (
                    format!("the picture {} lies on the web", quoted(file)),
                    "save it in the folder of the notice and name the file alone: pressdoc fetches nothing",
                )
            } else {
                (
                    format!("there is no picture {} beside the notice", quoted(file)),
                    "put a PNG, JPEG, GIF or WebP of this name into the folder of the notice, or correct the name",
                )
            };
            findings.push(Diagnostic::new(self.name(), figure.image.span, message).help(help));
        }
    }
}
