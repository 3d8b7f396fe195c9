//! A run of inlines as one text whose every place is known in the file.

use std::sync::OnceLock;

use super::number::NumberMention;
use super::quotation::{self, Quotation, Quotations};
use super::section::{Inline, InlineKind};
use super::word::{Word, words};
use crate::span::{SourceFile, Span, Spanned};

/// Characters of a run of inlines, breaks as `\n`. Offsets are bytes of `text`.
#[derive(Debug, Clone, Default)]
pub struct Flat {
    /// The characters.
    pub text: String,
    /// What is bold, a link, code: in the order of their ends, inner first.
    pub marks: Vec<Mark>,
    pieces: Vec<Piece>,
    words: OnceLock<Vec<Word>>,
    quotations: OnceLock<Quotations>,
    numbers: OnceLock<Vec<NumberMention>>,
}

/// A stretch of a [`Flat`] text that is more than characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The whole stretch in the file, with its marks.
    pub span: Span,
}

/// The kinds of [`Mark`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// In bold.
    Strong,
    /// In italics.
    Emphasis,
    /// A link to this target, as written.
    Link(String),
    /// Characters of a machine.
    Code,
}

#[derive(Debug, Clone)]
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

    /// A text that stands in one piece in the file.
    pub fn of(source: &SourceFile, text: &Spanned<String>) -> Self {
        let exact = source.slice(text.span) == text.value;
        Self { text: text.value.clone(), pieces: vec![Piece { start: 0, span: text.span, exact }], ..Self::default() }
    }

    fn push(&mut self, source: &SourceFile, inlines: &[Inline]) {
        for inline in inlines {
            let start = self.text.len();
            let kind = match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => {
                    // Code keeps its marks outside the text, so its place is found inside.
                    let written = source.slice(inline.span);
                    let inside = if written == text { Some(0) } else { code_offset(written, text) };
                    let span = inside.map_or(inline.span, |at| {
                        Span::new(inline.span.start + at, inline.span.start + at + text.len())
                    });
                    self.pieces.push(Piece { start, span, exact: inside.is_some() });
                    self.text.push_str(text);
                    matches!(inline.kind, InlineKind::Code(_)).then_some(MarkKind::Code)
                }
                InlineKind::Strong(content) => {
                    self.push(source, content);
                    Some(MarkKind::Strong)
                }
                InlineKind::Emphasis(content) => {
                    self.push(source, content);
                    Some(MarkKind::Emphasis)
                }
                InlineKind::Link { uri, content } => {
                    self.push(source, content);
                    Some(MarkKind::Link(uri.clone()))
                }
                // No word of the text.
                InlineKind::NoteMark(_) => None,
                InlineKind::LineBreak | InlineKind::SoftBreak => {
                    self.pieces.push(Piece { start, span: inline.span, exact: false });
                    self.text.push('\n');
                    None
                }
            };
            if let Some(kind) = kind {
                self.marks.push(Mark { kind, start, end: self.text.len(), span: inline.span });
            }
        }
    }

    /// The words, in order.
    pub fn words(&self) -> &[Word] {
        self.words.get_or_init(|| words(&self.text))
    }

    /// The characters of a word.
    pub fn word(&self, word: &Word) -> &str {
        self.text.get(word.start..word.end).unwrap_or("")
    }

    /// The quotations, in the order of their beginnings.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotation_marks().all
    }

    /// All that its quotation marks say.
    pub fn quotation_marks(&self) -> &Quotations {
        self.quotations.get_or_init(|| {
            let code = self.marks.iter().filter(|mark| mark.kind == MarkKind::Code);
            quotation::read(&self.text, &code.map(|mark| (mark.start, mark.end)).collect::<Vec<_>>())
        })
    }

    /// The numbers, in order, as `read` finds them when they are first asked
    /// for: reading them takes a language.
    pub fn numbers_read_by(&self, read: impl FnOnce(&Self) -> Vec<NumberMention>) -> &[NumberMention] {
        self.numbers.get_or_init(|| read(self))
    }

    /// Whether the byte `at` stands between quotation marks.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.quotations().iter().any(|quotation| quotation.start <= at && at < quotation.end)
    }

    /// The place in the file of the bytes `start..end` of the text. Where the
    /// file writes them in another way (`&amp;`), the place of that whole piece.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self
            .piece(start)
            .map_or(0, |piece| if piece.exact { piece.span.start + (start - piece.start) } else { piece.span.start });
        let last = self.piece(end.saturating_sub(1).max(start)).map_or(first, |piece| {
            if piece.exact { (piece.span.start + (end - piece.start)).min(piece.span.end) } else { piece.span.end }
        });
        Span::new(first, last.max(first))
    }

    /// The place of `start..end` where the file has exactly these characters
    /// in one piece, so that they can be exchanged; a fix needs this.
    pub fn exact(&self, start: usize, end: usize) -> Option<Span> {
        let at = self.piece_at(start)?;
        let piece = &self.pieces[at];
        let until = self.pieces.get(at + 1).map_or(self.text.len(), |next| next.start);
        (piece.exact && start <= end && end <= until).then(|| self.span_in(piece, start, end))
    }

    fn span_in(&self, piece: &Piece, start: usize, end: usize) -> Span {
        Span::new(piece.span.start + (start - piece.start), piece.span.start + (end - piece.start))
    }

    /// The place of the whole text without white space at its ends.
    pub fn trimmed_span(&self) -> Span {
        let start = self.text.len() - self.text.trim_start().len();
        self.span(start, start + self.text.trim().len())
    }

    fn piece(&self, offset: usize) -> Option<&Piece> {
        self.pieces.get(self.piece_at(offset)?)
    }

    fn piece_at(&self, offset: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.start <= offset);
        // Empty pieces share their start with the next; the last one counts.
        after.checked_sub(1)
    }
}

/// Where `text` begins inside `` `text` ``.
fn code_offset(written: &str, text: &str) -> Option<usize> {
    let marks = written.bytes().take_while(|&byte| byte == b'`').count();
    (marks > 0 && written.get(marks..written.len() - marks) == Some(text)).then_some(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, start: usize) -> Inline {
        Inline { kind: InlineKind::Text(text.to_owned()), span: Span::new(start, start + text.len()) }
    }

    #[test]
    fn only_what_stands_in_one_piece_can_be_exchanged() {
        let source = SourceFile::new("a.md", "a **bold** `code`");
        let strong = Inline { kind: InlineKind::Strong(vec![text("bold", 4)]), span: Span::new(2, 10) };
        let code = Inline { kind: InlineKind::Code("code".into()), span: Span::new(11, 17) };
        let flat = Flat::new(&source, &[text("a ", 0), strong, text(" ", 10), code]);
        assert_eq!(flat.text, "a bold code");
        assert_eq!(flat.exact(2, 6).map(|span| source.slice(span)), Some("bold"));
        assert_eq!(flat.exact(7, 11).map(|span| source.slice(span)), Some("code"));
        assert_eq!(flat.exact(0, 3), None);
        assert_eq!(source.slice(flat.span(0, 4)), "a **bo");
        assert_eq!(flat.marks.len(), 2);
        assert_eq!(source.slice(flat.marks[0].span), "**bold**");
    }
}
