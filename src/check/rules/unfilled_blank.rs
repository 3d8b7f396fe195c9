use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::section::{BlockKind, plain_text};
use crate::span::Span;

/// See the page.
pub struct UnfilledBlank;

/// What `pressdoc new` writes where the officer has to write, and how it looks
/// typed by hand.
const BLANKS: [&str; 2] = ["[…]", "[...]"];

impl Rule for UnfilledBlank {
    fn page(&self) -> &'static str {
        include_str!("unfilled-blank.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut look = |text: String, span: Span| {
            if BLANKS.contains(&text.trim()) {
                findings.push(
                    Diagnostic::new(self.name(), span, format!("the blank `{}` is not filled in", text.trim()))
                        .help("write the text, or remove the line or the whole section"),
                );
            }
        };
        if let Some(headline) = &subject.notice.headline {
            look(plain_text(&headline.value), headline.span);
        }
        for label in subject.notice.sections.iter().filter_map(|section| section.label.as_ref()) {
            look(label.value.clone(), label.span);
        }
        for block in subject.notice.sections.iter().flat_map(|section| &section.blocks) {
            block.walk(&mut |block| {
                if let BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } = &block.kind {
                    look(plain_text(content), block.span);
                }
            });
        }
        self.look_for_marks(subject, findings);
    }
}

impl UnfilledBlank {
    /// `[en] …` in a translation: what a draft says where the translator has not
    /// yet said anything.
    fn look_for_marks(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let front = &subject.notice.front_matter;
        let Some(language) = &front.translation_of else { return };
        let mark = format!("[{}] ", language.value);
        let mut look = |text: &str, span: Span| {
            if text.starts_with(&mark) {
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        span,
                        format!("`{}` marks what is still to be translated", mark.trim()),
                    )
                    .help("write the translation in its place, without the mark"),
                );
            }
        };
        for passage in &subject.notice.passages {
            look(&passage.flat.text, passage.flat.span(0, mark.len().min(passage.flat.text.len())));
        }
        let titles = front.events.iter().flat_map(|event| [&event.title, &event.place]).flatten();
        let changes = front.corrections.iter().chain(&front.withdrawals).map(|change| &change.text);
        titles.chain(changes).for_each(|text| look(&text.value, text.span));
    }
}
