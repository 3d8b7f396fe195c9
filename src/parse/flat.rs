//! A run of inlines as one text whose every place is known in the file.

use crate::model::section::{Inline, InlineKind};
use crate::span::{SourceFile, Span};

/// Characters of a run of inlines, breaks as `\n`.
#[derive(Default)]
pub struct Flat {
    /// The characters.
    pub text: String,
    pieces: Vec<Piece>,
}

struct Piece {
    /// Where it begins in `text`.
    start: usize,
    /// Its place in the file.
    span: Span,
    /// Whether the file has the very same characters there.
    exact: bool,
}

impl Flat {
    /// Flattens `inlines` of `source`.
    pub fn new(source: &SourceFile, inlines: &[Inline]) -> Self {
        let mut flat = Self::default();
        flat.push(source, inlines);
        flat
    }

    fn push(&mut self, source: &SourceFile, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => {
                    let exact = source.slice(inline.span) == text;
                    self.pieces.push(Piece { start: self.text.len(), span: inline.span, exact });
                    self.text.push_str(text);
                }
                InlineKind::Strong(content) | InlineKind::Emphasis(content) | InlineKind::Link { content, .. } => {
                    self.push(source, content);
                }
                InlineKind::LineBreak | InlineKind::SoftBreak => {
                    self.pieces.push(Piece { start: self.text.len(), span: inline.span, exact: false });
                    self.text.push('\n');
                }
            }
        }
    }

    /// The place in the file of the bytes `start..end` of the text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self
            .piece(start)
            .map_or(0, |piece| if piece.exact { piece.span.start + (start - piece.start) } else { piece.span.start });
        let last = self.piece(end.saturating_sub(1).max(start)).map_or(first, |piece| {
            if piece.exact { (piece.span.start + (end - piece.start)).min(piece.span.end) } else { piece.span.end }
        });
        Span::new(first, last.max(first))
    }

    /// The place of the whole text without white space at its ends.
    pub fn trimmed_span(&self) -> Span {
        let start = self.text.len() - self.text.trim_start().len();
        self.span(start, start + self.text.trim().len())
    }

    fn piece(&self, offset: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.start <= offset);
        // Empty pieces share their start with the next; the last one counts.
        self.pieces.get(after.checked_sub(1)?)
    }
}
