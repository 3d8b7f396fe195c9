//! The sources section: linked publisher, dash, title; or another reference.

use super::Knowledge;
use crate::model::section::{Block, BlockKind, Inline, InlineKind, plain_text};
use crate::model::source::Source;

/// The sources in a block: one a paragraph or list item.
pub fn read(knowledge: Knowledge<'_>, block: &Block) -> Vec<Source> {
    let mut sources = Vec::new();
    block.walk(&mut |block| {
        if let BlockKind::Paragraph(content) = &block.kind {
            sources.extend(source(knowledge, content, block));
        }
    });
    sources
}

fn source(knowledge: Knowledge<'_>, content: &[Inline], block: &Block) -> Option<Source> {
    let text = plain_text(content);
    let (head, title) = split_title(&text);
    let uri = content.first().and_then(|first| match &first.kind {
        InlineKind::Link { uri, .. } => Some(uri.clone()),
        _ => None,
    });
    let reference = knowledge.house.grammar.read_printed(head);
    (uri.is_some() || reference.is_some()).then(|| Source {
        publisher: head.to_owned(),
        uri,
        reference,
        title: title.map(str::to_owned),
        span: block.span,
    })
}

/// `European Political Strategy Centre – "Election …"` at its first dash.
fn split_title(text: &str) -> (&str, Option<&str>) {
    [" – ", " — ", " - "]
        .iter()
        .filter_map(|dash| text.split_once(dash))
        .min_by_key(|(head, _)| head.len())
        .map_or((text.trim(), None), |(head, title)| (head.trim(), Some(title.trim())))
}
