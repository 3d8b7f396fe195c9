//! Who said what is quoted: the line with a dash at the end of a quotation.

use std::borrow::Cow;

use crate::model::section::{Block, BlockKind, Inline, InlineKind, plain_text};

/// Characters that a name with its office may have.
const LONGEST: usize = 160;

/// What is quoted and who said it, where the last paragraph of a quotation, or
/// the last line of it, is `— Maud Ferrant, leader of the council`.
pub fn attributed(blocks: &[Block]) -> Option<(Cow<'_, [Block]>, &[Inline])> {
    let (last, before) = blocks.split_last()?;
    let BlockKind::Paragraph(content) = &last.kind else { return None };
    if !before.is_empty() && names_somebody(content) {
        return Some((Cow::Borrowed(before), content));
    }
    let end = content.iter().rposition(is_break)?;
    let (said, name) = (&content[..end], &content[end + 1..]);
    // A line of running text may begin with a dash as well.
    let ends = plain_text(said).trim_end().ends_with(['.', '!', '?', '…', '"', '”', '“', '»', '«', '’', '\'']);
    if !ends || !names_somebody(name) {
        return None;
    }
    let mut quoted = before.to_vec();
    quoted.push(Block { kind: BlockKind::Paragraph(said.to_vec()), span: last.span });
    Some((Cow::Owned(quoted), name))
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::SoftBreak | InlineKind::LineBreak)
}

/// A dash, then a name: a capital, or a letter of a script without them.
fn names_somebody(content: &[Inline]) -> bool {
    let text = plain_text(content);
    let text = text.trim();
    let name = text.strip_prefix(['—', '–', '―']).or_else(|| text.strip_prefix("--"));
    name.is_some_and(|name| {
        let first = name.trim_start().chars().next();
        first.is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase())
    }) && text.chars().count() <= LONGEST
        && !content.iter().any(is_break)
}
