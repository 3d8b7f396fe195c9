use crate::check::excerpt::quoted;
use crate::check::prose::{chunk, is_for_machines};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct ExclamationMark;

impl Rule for ExclamationMark {
    fn page(&self) -> &'static str {
        include_str!("exclamation-mark.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for passage in &subject.notice.passages {
            let text = &passage.flat.text;
            if !text.as_bytes().contains(&b'!') {
                continue;
            }
            for (at, _) in text.match_indices('!') {
                if text[..at].ends_with('!') || passage.is_quoted(at) || is_for_machines(&passage.flat, at) {
                    continue;
                }
                let end = at + 1 + text[at + 1..].bytes().take_while(|byte| *byte == b'!').count();
                if !ends_sentence(&text[end..]) || text[..at].trim_end().is_empty() {
                    continue;
                }
                let words = chunk(text, at);
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        passage.flat.span(at, end),
                        format!("an exclamation mark raises its voice in {}", quoted(words)),
                    )
                    .help("write a full stop; in a quotation the mark may stay"),
                );
            }
        }
    }
}

/// Whether what follows the mark is the end or another sentence; a name with a
/// mark of its own goes on in small letters.
fn ends_sentence(rest: &str) -> bool {
    let behind = rest.trim_start_matches([')', ']', '”', '"', '’', '»']);
    let next = behind.trim_start();
    next.is_empty()
        || behind.len() > next.len() && next.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase())
}
