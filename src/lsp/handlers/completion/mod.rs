//! `textDocument/completion`: keys and values of the front matter, labels of
//! sections that are missing, references of the workspace.

mod front_matter;
mod references;
mod sections;

use crate::lsp::documents::Document;
use crate::lsp::lines::Lines;
use crate::lsp::protocol::{At, CompletionItem, CompletionList, TextEdit};
use crate::lsp::session::Session;
use crate::span::Span;

/// The most proposals at once; more letters make them fewer.
const MOST: usize = 200;

/// Where the cursor stands.
struct Cursor<'t> {
    lines: Lines<'t>,
    /// The number of its line, from 0.
    number: usize,
    /// Its line.
    line: Span,
    /// Its place in the text.
    offset: usize,
}

impl<'t> Cursor<'t> {
    /// Its line up to it.
    fn before(&self) -> &'t str {
        &self.lines.text()[self.line.start..self.offset]
    }

    /// Its line from it on.
    fn after(&self) -> &'t str {
        &self.lines.text()[self.offset..self.line.end]
    }

    /// The line `number`, from 0.
    fn text_of(&self, number: usize) -> &'t str {
        &self.lines.text()[self.lines.line(number).range()]
    }

    /// A proposal that writes `text` over what was typed from `start` (in its
    /// line) to `end`. Editors compare `filter` with what stands there.
    fn proposal(&self, label: &str, start: usize, end: usize, filter: String, text: String) -> CompletionItem {
        let edit = TextEdit { range: self.lines.range(Span::new(start, end)), new_text: text };
        CompletionItem {
            label: label.to_owned(),
            filter_text: Some(filter),
            text_edit: Some(edit.into()),
            ..CompletionItem::default()
        }
    }
}

/// What may stand at a place.
pub fn list(session: &Session, at: &At) -> CompletionList {
    let mut items =
        session.document(&at.text_document.uri).map(|document| items(session, document, at)).unwrap_or_default();
    let is_incomplete = items.len() > MOST;
    items.truncate(MOST);
    for (at, item) in items.iter_mut().enumerate() {
        item.sort_text = Some(format!("{at:04}"));
    }
    CompletionList { is_incomplete, items, ..CompletionList::default() }
}

fn items(session: &Session, document: &Document, at: &At) -> Vec<CompletionItem> {
    let lines = session.lines(&document.text);
    let offset = lines.offset(at.position);
    let number = lines.number(offset);
    let line = lines.line(number);
    let cursor = Cursor { lines, number, line, offset: offset.min(line.end) };
    let found = session.examine(document, |office, examined| {
        front_matter::proposals(session, office, document, &cursor).unwrap_or_else(|| {
            let mut items = sections::proposals(examined, &cursor);
            items.extend(references::proposals(session, office, document, &cursor));
            items
        })
    });
    found.unwrap_or_default()
}
