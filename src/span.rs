//! Where a value stands in a file.
//!
//! Every value that pressdoc reads keeps its place, so that a message can show
//! the officer's own words and a fix can change exactly them.

use std::ops::Range;

/// A stretch of a [`SourceFile`], in bytes from its beginning, end exclusive.
///
/// Both ends lie on character borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The stretch from `start` to `end`, in bytes, end exclusive.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forwards: {start}..{end}");
        Self { start, end }
    }

    /// The empty stretch at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The same stretch as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The smallest stretch that holds both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether nothing is selected.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, read from `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// Line and column of a place, both from 1, columns in characters. A byte order
/// mark takes no column, as in any editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// The text of one file with the name that messages give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    name: String,
    text: String,
}

impl SourceFile {
    /// The file `name` (as shown to the user, with `/` between folders) with `text`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// The name that messages use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text at `span`; empty when the span does not fit this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Line and column of a byte offset. An offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let mut line = &before[line_start..];
        if line_start == 0 {
            line = line.strip_prefix('\u{feff}').unwrap_or(line);
        }
        if self.text[offset..].starts_with('\n') {
            // Between the two characters of a line end: the end of the line.
            line = line.strip_suffix('\r').unwrap_or(line);
        }
        Position { line: before.bytes().filter(|&byte| byte == b'\n').count() + 1, column: line.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let file = SourceFile::new("a.md", "Βρυξέλλες\nČ b");
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        let second_line = "Βρυξέλλες\n".len();
        assert_eq!(file.position(second_line + 2), Position { line: 2, column: 2 });
        assert_eq!(file.position(9_999), Position { line: 2, column: 4 });
    }

    #[test]
    fn byte_order_marks_and_line_ends_take_no_column() {
        let file = SourceFile::new("a.md", "\u{feff}# é\r\nb");
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        assert_eq!(file.position(3), Position { line: 1, column: 1 });
        let line_end = "\u{feff}# é".len();
        assert_eq!(file.position(line_end), Position { line: 1, column: 4 });
        assert_eq!(file.position(line_end + 1), Position { line: 1, column: 4 });
        assert_eq!(file.position(line_end + 2), Position { line: 2, column: 1 });
    }
}
