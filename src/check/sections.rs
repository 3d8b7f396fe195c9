//! What several rules ask about sections and the end of the text.

use super::Subject;
use crate::model::notice::PartKind;
use crate::model::section::{Block, BlockKind, ITEM, Section, plain_text};
use crate::span::Span;

/// The key of the text before the first label.
pub const LEAD: &str = "lead";
/// The key of a section whose label is not known.
pub const OTHER: &str = "other";
/// The section with the people who answer the press.
pub const CONTACTS: &str = "contacts";
/// The line for everybody else.
pub const INQUIRIES: &str = "inquiries";

impl Subject<'_> {
    /// The place of a section's label with its marks.
    pub(super) fn label_block(&self, section: &Section) -> Option<Span> {
        section.label.as_ref()?;
        let parts = &self.notice.parts;
        let at = parts.partition_point(|part| part.span.start < section.span.start);
        parts.get(at).filter(|part| part.kind == PartKind::Label).map(|part| part.span)
    }

    /// The level of a section's label where it is a heading, 1 to 6.
    pub(super) fn label_level(&self, section: &Section) -> Option<u8> {
        heading_level(self.source.slice(self.label_block(section)?))
    }

    /// The end of the text, if a paragraph can follow there: nothing swallows
    /// what comes after it, as an open block of code or of HTML does.
    pub(super) fn open_end(&self) -> Option<usize> {
        let last = self.notice.sections.last().and_then(|section| section.blocks.last());
        let swallows = last.is_some_and(|block| matches!(block.kind, BlockKind::Preformatted(_)));
        (!swallows && self.notice.raw_html.is_empty())
            .then(|| self.notice.parts.last().map_or(self.source.text().len(), |part| part.span.end))
    }

    /// The line that opens the section `name`, written as the other labels of
    /// the notice or of its items are.
    pub(super) fn label_line(&self, name: &str, in_item: bool) -> String {
        let mut labels = self.notice.sections.iter().filter(|section| section.item.is_some() == in_item);
        let headings = labels.any(|section| section.key != ITEM && self.label_level(section).is_some());
        match (headings, in_item) {
            (true, false) => format!("## {name}"),
            (true, true) => format!("### {name}"),
            (false, _) => format!("{name}:"),
        }
    }
}

/// Whether anything but headings and lines stands below the label.
pub fn has_content(section: &Section) -> bool {
    let mut found = false;
    for block in &section.blocks {
        block.walk(&mut |block| found |= says_something(block));
    }
    found
}

fn says_something(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(content) => !plain_text(content).trim().is_empty(),
        BlockKind::Preformatted(text) => !text.trim().is_empty(),
        BlockKind::Table(_) | BlockKind::Figure(_) => true,
        BlockKind::Heading { .. }
        | BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Separator
        | BlockKind::EndMark(_)
        | BlockKind::Notes(_) => false,
    }
}

/// The level of a heading as it stands in the file: `## …`, or underlined.
fn heading_level(written: &str) -> Option<u8> {
    let marks = written.bytes().take_while(|&byte| byte == b'#').count();
    let after = written[marks..].chars().next();
    if (1..=6).contains(&marks) && after.is_none_or(char::is_whitespace) {
        return u8::try_from(marks).ok();
    }
    let (_, underline) = written.trim_end().rsplit_once('\n')?;
    match underline.trim() {
        line if !line.is_empty() && line.bytes().all(|byte| byte == b'=') => Some(1),
        line if !line.is_empty() && line.bytes().all(|byte| byte == b'-') => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::heading_level;

    #[test]
    fn a_heading_is_known_by_its_marks() {
        assert_eq!(heading_level("## Background"), Some(2));
        assert_eq!(heading_level("Background\n==="), Some(1));
        assert_eq!(heading_level("Background\n---\n"), Some(2));
        assert_eq!(heading_level("The background:"), None);
        assert_eq!(heading_level("**Background**\nText"), None);
        assert_eq!(heading_level("#hashtag"), None);
    }
}
