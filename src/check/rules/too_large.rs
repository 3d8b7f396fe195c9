use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::section::{BlockKind, plain_text};
use crate::span::Span;

/// See the page.
pub struct TooLarge;

/// Characters that may stand without a space between them: the longest
/// addresses in use have about two thousand.
const LONGEST_WORD: usize = 4_000;

/// Characters of a headline; a tenth of this is long.
const LONGEST_HEADLINE: usize = 2_000;

/// Characters of a paragraph: twenty printed pages.
const LONGEST_PARAGRAPH: usize = 60_000;

/// Columns of a table; a page has room for a quarter of this.
const MOST_COLUMNS: usize = 40;

impl Rule for TooLarge {
    fn page(&self) -> &'static str {
        include_str!("too-large.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn is_binding(&self) -> bool {
        true
    }

    /// The size of the file is found by whoever reads it; here, what no form
    /// could set in reasonable time.
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut report = |span: Span, what: String, help: &str| {
            findings.push(Diagnostic::new(self.name(), span, what).help(help));
        };
        if subject.source.text().len() <= LONGEST_HEADLINE {
            return;
        }
        let text = subject.source.text();
        let mut start = 0;
        for word in text.as_bytes().split(u8::is_ascii_whitespace) {
            if word.len() > LONGEST_WORD {
                let span = Span::new(start, start + word.len());
                let letters = subject.source.slice(span).chars().count();
                report(span, format!("{letters} characters stand here without a space"), "check that this is text");
            }
            start += word.len() + 1;
        }
        if let Some(headline) = &subject.notice.headline {
            let letters = plain_text(&headline.value).chars().count();
            if letters > LONGEST_HEADLINE {
                let help = "put the headline into a paragraph of its own, as `# Headline`";
                report(headline.span, format!("the headline has {letters} characters"), help);
            }
        }
        for block in subject.notice.sections.iter().flat_map(|section| &section.blocks) {
            block.walk(&mut |block| {
                let span = block.span;
                let letters = || block.runs().iter().map(|run| plain_text(run).chars().count()).sum::<usize>();
                match &block.kind {
                    BlockKind::Table(table) if table.header.len() > MOST_COLUMNS => {
                        let columns = table.header.len();
                        report(block.span, format!("the table has {columns} columns"), "make several tables of it");
                    }
                    BlockKind::Paragraph(_)
                        if span.end - span.start > LONGEST_PARAGRAPH && letters() > LONGEST_PARAGRAPH =>
                    {
                        let help = "divide it with empty lines";
                        report(block.span, format!("the paragraph has {} characters", letters()), help);
                    }
                    _ => {}
                }
            });
        }
    }
}
