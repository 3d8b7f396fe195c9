use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::section::Figure;
use crate::span::Span;

/// See the page.
pub struct MissingAlternativeText;

impl Rule for MissingAlternativeText {
    fn page(&self) -> &'static str {
        include_str!("missing-alternative-text.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for figure in subject.notice.figures() {
            if !figure.alternative_text.value.is_empty() {
                continue;
            }
            let file = figure.image.value.trim();
            let which =
                if file.is_empty() { "the picture".to_owned() } else { format!("the picture {}", quoted(file)) };
            findings.push(
                Diagnostic::new(
                    self.name(),
                    image_mark(subject, figure),
                    format!("{which} says nothing to those who cannot see it"),
                )
                .help("say what it shows between `[` and `]`, as in `![A footbridge at dusk](bridge.png)`"),
            );
        }
    }
}

/// The place of `![](picture.png)`.
fn image_mark(subject: &Subject<'_>, figure: &Figure) -> Span {
    let words = figure.alternative_text.span;
    let file = figure.image.span;
    let start = words.start.saturating_sub("![".len());
    let end = file.end + ")".len();
    let text = subject.source.text();
    let is_mark =
        start < file.start && text.get(start..words.start) == Some("![") && text.get(file.end..end) == Some(")");
    if is_mark { Span::new(start, end) } else { file }
}
