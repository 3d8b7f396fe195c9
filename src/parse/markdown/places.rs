//! Where what Markdown made stands in the file.
//!
//! The parser's places are right for blocks, and for most inlines. They are
//! off behind link definitions at the head of a block, whose lines it does not
//! count, and behind `\|` in table cells; there the text itself is looked up.

use comrak::nodes::Sourcepos;

use super::written::{find_written, is_written};
use crate::model::section::{Inline, InlineKind};
use crate::span::{SourceFile, Span};

/// The places of one file, block after block.
pub struct Places<'a> {
    source: &'a SourceFile,
    start: usize,
    lines: Vec<usize>,
    /// Lines by which the parser places the inlines of this block too high.
    lines_above: usize,
    /// Whether the parser's places of this block's inlines cannot be trusted at
    /// all: then those of their texts have to serve.
    astray: bool,
    /// The block whose inlines are being read.
    block: Span,
    /// The end of the last text that was found in it.
    cursor: usize,
}

impl<'a> Places<'a> {
    /// The places of what is read from byte `start` of the file on.
    pub fn new(source: &'a SourceFile, start: usize) -> Self {
        let lines = line_starts(&source.text()[start..]);
        Self { source, start, lines, lines_above: 0, astray: false, block: Span::default(), cursor: 0 }
    }

    /// The place of a node; columns are bytes from 1, the end included.
    pub fn of(&self, position: Sourcepos) -> Span {
        let text = self.source.text();
        let offset = |line: usize, column: usize| {
            let line_start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(text.len() - self.start);
            (self.start + line_start + column).min(text.len())
        };
        let mut start = offset(position.start.line, position.start.column.saturating_sub(1));
        let mut end = offset(position.end.line, position.end.column).max(start);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }

    /// The place of an inline node.
    pub fn of_inline(&self, mut position: Sourcepos) -> Span {
        position.start.line += self.lines_above;
        position.end.line += self.lines_above;
        self.of(position)
    }

    /// Sets where the parser's places of a block's inlines are off: lines of
    /// link definitions taken from its beginning are not counted. Its first text
    /// tells how many they were.
    pub fn enter(&mut self, block: Span, first_text: Option<(String, Sourcepos)>) {
        (self.block, self.cursor, self.lines_above, self.astray) = (block, block.start, 0, false);
        let slice = self.source.slice(block);
        if !slice.starts_with('[') || !slice.contains("]:") {
            return;
        }
        let Some((text, position)) = first_text else { return };
        let stands = |lines: &usize| {
            let mut moved = position;
            moved.start.line += lines;
            moved.end.line += lines;
            is_written(self.source.slice(self.of(moved)), &text)
        };
        match (0..slice.lines().count()).find(stands) {
            Some(lines) => self.lines_above = lines,
            None => self.astray = true,
        }
    }

    /// The place of something that holds `content`.
    pub fn around(&self, span: Span, content: &[Inline]) -> Span {
        match (self.astray, content.first(), content.last()) {
            (true, Some(first), Some(last)) => first.span.join(last.span),
            (true, _, _) => Span::at(self.cursor),
            (false, _, _) => span,
        }
    }

    /// The place of a line break.
    pub fn of_break(&self, span: Span) -> Span {
        if self.astray { Span::at(self.cursor) } else { span }
    }

    /// A block without the lines of link definitions above its text.
    pub fn below_definitions(&self, block: Span) -> Span {
        let slice = self.source.slice(block);
        let skipped = slice.split_inclusive('\n').take(self.lines_above).map(str::len).sum::<usize>();
        Span::new(block.start + skipped, block.end)
    }

    /// The lines of the file at `span` as text, character for character.
    pub fn lines(&self, span: Span) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut offset = span.start;
        for line in self.source.slice(span).split_inclusive('\n') {
            let text = line.trim();
            if !text.is_empty() {
                let start = offset + (line.len() - line.trim_start().len());
                if !inlines.is_empty() {
                    inlines.push(Inline { kind: InlineKind::SoftBreak, span: Span::at(offset) });
                }
                let span = Span::new(start, start + text.len());
                inlines.push(Inline { kind: InlineKind::Text(text.to_owned()), span });
            }
            offset += line.len();
        }
        inlines
    }

    /// The place of a text node. Where the file does not have its characters at
    /// the place that the parser names, they are looked for in the rest of the
    /// block (positions behind `\|` in table cells are off, too).
    pub fn of_text(&mut self, span: Span, text: &str) -> Span {
        let found = if is_written(self.source.slice(span), text) {
            span
        } else {
            let file = self.source.text();
            let after = find_written(file, self.cursor.min(self.block.end), self.block.end, text);
            after.or_else(|| find_written(file, self.block.start, self.block.end, text)).unwrap_or(span)
        };
        self.cursor = found.end;
        found
    }

    /// Where `text` stands within a place.
    pub fn find(&self, within: Span, text: &str) -> Option<Span> {
        if text.is_empty() {
            return None;
        }
        let at = within.start + self.source.slice(within).find(text)?;
        Some(Span::new(at, at + text.len()))
    }

    /// A place without white space at its ends.
    pub fn trimmed(&self, span: Span) -> Span {
        let slice = self.source.slice(span);
        let start = span.start + (slice.len() - slice.trim_start().len());
        let text = slice.trim();
        if text.is_empty() { span } else { Span::new(start, start + text.len()) }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|&(at, &byte)| byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}
