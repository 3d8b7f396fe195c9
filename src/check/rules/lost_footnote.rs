use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct LostFootnote;

/// Characters that the name of a footnote may have.
const LONGEST_NAME: usize = 40;

impl Rule for LostFootnote {
    fn page(&self) -> &'static str {
        include_str!("lost-footnote.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for &span in &subject.notice.lost_notes {
            let name = mark(subject.source.slice(span)).unwrap_or("[^…]");
            let message = format!("nothing in the text leads to the footnote {}", quoted(name));
            let help = format!("write {} where it belongs, or remove the note", quoted(name));
            findings.push(Diagnostic::new(self.name(), span, message).help(help));
        }
        for passage in &subject.notice.passages {
            // What Markdown could not connect stays as characters.
            let flat = &passage.flat;
            for (at, _) in flat.text.match_indices("[^") {
                let Some(name) = mark(&flat.text[at..]) else { continue };
                let message = format!("there is no footnote {}", quoted(name));
                let help =
                    format!("add a paragraph that begins with {}, or remove the mark", quoted(format!("{name}:")));
                findings.push(Diagnostic::new(self.name(), flat.span(at, at + name.len()), message).help(help));
            }
        }
    }
}

/// `[^1]` at the beginning of a text.
fn mark(text: &str) -> Option<&str> {
    let name = text.strip_prefix("[^")?;
    let end = name.find(']').filter(|end| (1..=LONGEST_NAME).contains(end))?;
    (!name[..end].contains(char::is_whitespace)).then(|| &text[..end + "[^]".len()])
}
