//! Places as editors count them: lines from 0, columns in the units that were
//! agreed on, from 0.

use std::cell::Cell;

use super::protocol::{Position, Range};
use crate::span::Span;

/// The units in which columns are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Two-byte units, which every editor knows: an emoji has two.
    #[default]
    Utf16,
}

impl Encoding {
    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// A text by its lines, which end at `\n`, `\r\n` or `\r`.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
    /// The last place that was counted, its byte and its column: findings come
    /// in the order of the text, and a paragraph is one long line.
    counted: Cell<(usize, usize)>,
}

impl<'t> Lines<'t> {
    /// The lines of `text`, columns in `encoding`.
    pub fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(at, &byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { text, starts, encoding, counted: Cell::default() }
    }

    /// The whole text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The number of the line that `offset` is in, from 0.
    pub fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line `number`, from 0, without its end; empty at the end of the text
    /// for one that is not there.
    pub fn line(&self, number: usize) -> Span {
        let Some(&start) = self.starts.get(number) else { return Span::at(self.text.len()) };
        let end = self.starts.get(number + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\r', '\n']);
        Span::new(start, start + content.len())
    }

    /// The place of a byte. One past the end is the end; one inside a character
    /// or a line end is its beginning.
    pub fn position(&self, offset: usize) -> Position {
        let number = self.number(offset.min(self.text.len()));
        let line = self.line(number);
        let mut end = offset.min(line.end);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        Position { line: limited(number), character: limited(self.column(line.start, end)) }
    }

    /// The units from the beginning of a line to `end`.
    fn column(&self, start: usize, end: usize) -> usize {
        let (from, before) = self.counted.get();
        if start <= from && from <= end {
            let column = before + self.encoding.length(&self.text[from..end]);
            self.counted.set((end, column));
            return column;
        }
        let column = self.encoding.length(&self.text[start..end]);
        if from < start {
            self.counted.set((end, column));
        }
        column
    }

    /// The byte at a place. A column past the end of its line is that end, a
    /// line past the last one the end of the text.
    pub fn offset(&self, position: Position) -> usize {
        let line = self.line(position.line as usize);
        let mut left = position.character as usize;
        for (at, character) in self.text[line.range()].char_indices() {
            let length = match self.encoding {
                Encoding::Utf8 => character.len_utf8(),
                Encoding::Utf16 => character.len_utf16(),
            };
            if left < length {
                return line.start + at;
            }
            left -= length;
        }
        line.end
    }

    /// The place of a stretch of the text.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The stretch of the text at a place, forwards even if the place is not.
    pub fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }
}

/// For the protocol, which counts to four thousand million.
fn limited(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_are_counted_in_the_agreed_units() {
        let text = "\u{feff}Ω🙂b\r\nβγ\rx\n";
        let b = text.find('b').unwrap();
        for (encoding, column) in [(Encoding::Utf8, 9), (Encoding::Utf16, 4)] {
            let lines = Lines::new(text, encoding);
            assert_eq!(lines.position(b), at(0, column));
            assert_eq!(lines.offset(at(0, column)), b);
            for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
                let position = lines.position(offset);
                let inside_line_end = text.as_bytes().get(offset) == Some(&b'\n') && text[..offset].ends_with('\r');
                assert_eq!(lines.offset(position), offset - usize::from(inside_line_end), "{offset}");
            }
        }
        let lines = Lines::new(text, Encoding::Utf16);
        assert_eq!(lines.position(text.find('γ').unwrap()), at(1, 1));
        assert_eq!(lines.position(text.find('x').unwrap()), at(2, 0));
        assert_eq!(lines.position(text.len()), at(3, 0));
        assert_eq!(lines.count(), 4);
        // Whatever was counted before.
        let backwards: Vec<Position> = (0..=text.len()).rev().map(|offset| lines.position(offset)).collect();
        let forwards: Vec<Position> = (0..=text.len()).map(|offset| lines.position(offset)).collect();
        assert!(backwards.iter().rev().eq(&forwards));
    }

    #[test]
    fn places_that_are_not_there_are_the_nearest_that_are() {
        let text = "a🙂\r\nb";
        let lines = Lines::new(text, Encoding::Utf16);
        assert_eq!(lines.offset(at(0, 2)), 1, "inside the emoji");
        assert_eq!(lines.offset(at(0, 99)), 5);
        assert_eq!(lines.offset(at(99, 0)), text.len());
        assert_eq!(lines.position(usize::MAX), at(1, 1));
        assert_eq!(lines.span(Range { start: at(1, 1), end: at(0, 0) }), Span::new(0, text.len()));
        assert_eq!(Lines::new("", Encoding::Utf8).offset(at(3, 3)), 0);
    }
}
