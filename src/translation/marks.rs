//! Inlines → words and codes, as they are written in the source.

use super::content::{Code, CodeKind, Piece, tidy};
use super::protected::Protected;
use crate::model::section::{Inline, InlineKind};
use crate::span::{SourceFile, Span};

/// A run of inlines, for a translator.
pub struct Run {
    /// All of it with its marks.
    pub span: Span,
    /// Words and codes.
    pub content: Vec<Piece>,
    /// The codes.
    pub codes: Vec<Code>,
    /// Addresses that are links as they stand.
    pub addresses: Vec<Protected>,
}

/// Reads a run; `None` where there is nothing.
pub fn read(source: &SourceFile, inlines: &[Inline]) -> Option<Run> {
    let (first, last) = (inlines.first()?, inlines.last()?);
    let (start, end) = (hull(source, first).start, hull(source, last).end);
    let mut reader = Reader { source, content: Vec::new(), codes: Vec::new(), addresses: Vec::new() };
    reader.inlines(inlines);
    let Reader { content, codes, addresses, .. } = reader;
    let content = tidy(&content);
    (start < end && !content.is_empty()).then(|| Run { span: Span::new(start, end), content, codes, addresses })
}

/// An inline with all of its marks; those of code stand outside its span.
fn hull(source: &SourceFile, inline: &Inline) -> Span {
    let span = inline.span;
    if !matches!(inline.kind, InlineKind::Code(_)) || source.slice(span).starts_with('`') {
        return span;
    }
    let text = source.text();
    let before = text[..span.start].trim_end_matches(' ');
    let after = text[span.end..].trim_start_matches(' ');
    let opening = before.len() - before.trim_end_matches('`').len();
    let closing = after.len() - after.trim_start_matches('`').len();
    if opening == 0 || closing == 0 {
        return span;
    }
    Span::new(before.len() - opening, text.len() - after.len() + closing)
}

struct Reader<'a> {
    source: &'a SourceFile,
    content: Vec<Piece>,
    codes: Vec<Code>,
    addresses: Vec<Protected>,
}

impl Reader<'_> {
    fn inlines(&mut self, inlines: &[Inline]) {
        for (at, inline) in inlines.iter().enumerate() {
            match &inline.kind {
                InlineKind::Text(text) => self.content.push(Piece::Text(text.clone())),
                InlineKind::SoftBreak => self.content.push(Piece::Text(" ".to_owned())),
                InlineKind::Code(text) => {
                    let written = self.source.slice(hull(self.source, inline)).to_owned();
                    let text = [Inline { kind: InlineKind::Text(text.clone()), span: inline.span }];
                    self.pair(CodeKind::Machine, (written, String::new()), &text);
                }
                InlineKind::Strong(content) => self.pair(CodeKind::Strong, marks("**"), content),
                InlineKind::Emphasis(content) => self.pair(CodeKind::Emphasis, marks("*"), content),
                InlineKind::Link { uri, content } => match self.address(inline, uri, content) {
                    Some(address) => {
                        self.content.push(Piece::Text(address.text.clone()));
                        self.addresses.push(address);
                    }
                    None => {
                        let closing = self.end_of_link(inline.span, uri, content);
                        self.pair(CodeKind::Link(uri.clone()), ("[".to_owned(), closing), content);
                    }
                },
                InlineKind::NoteMark(number) => {
                    let written = self.source.slice(inline.span);
                    let is_mark = written.starts_with("[^") && written.ends_with(']');
                    let written = if is_mark { written.to_owned() } else { format!("[^{number}]") };
                    self.alone(CodeKind::NoteMark(*number), written);
                }
                InlineKind::LineBreak => {
                    let written = self.line_break(inlines, at);
                    self.alone(CodeKind::LineBreak, written);
                }
            }
        }
    }

    fn pair(&mut self, kind: CodeKind, (opening, closing): (String, String), content: &[Inline]) {
        let code = self.codes.len();
        self.codes.push(Code { kind, opening, closing });
        self.content.push(Piece::Open(code));
        self.inlines(content);
        self.content.push(Piece::Close(code));
    }

    fn alone(&mut self, kind: CodeKind, written: String) {
        self.content.push(Piece::Alone(self.codes.len()));
        self.codes.push(Code { kind, opening: written, closing: String::new() });
    }

    /// A link that is an address as it stands: `https://…`, `<name@example.org>`.
    fn address(&self, inline: &Inline, uri: &str, content: &[Inline]) -> Option<Protected> {
        let written = self.source.slice(inline.span);
        let [Inline { kind: InlineKind::Text(text), .. }] = content else { return None };
        let is_target = ["", "mailto:", "http://", "https://"]
            .iter()
            .any(|scheme| uri.strip_prefix(scheme).is_some_and(|rest| rest == text));
        let is_bare = written == text || written.strip_prefix('<').is_some_and(|rest| rest.ends_with('>'));
        (is_target && is_bare).then(|| Protected { text: text.clone(), written: Some(written.to_owned()) })
    }

    /// What stands behind the words of a link, as written; anew where the words
    /// are at the same time what the link is called by.
    fn end_of_link(&self, span: Span, uri: &str, content: &[Inline]) -> String {
        let words_end = content.last().map_or(span.start, |last| hull(self.source, last).end);
        let written = self.source.text().get(words_end..span.end).unwrap_or("");
        let inside = |open: &str, close: char| written.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if inside("](", ')').is_some() || inside("][", ']').is_some_and(|name| !name.trim().is_empty()) {
            return written.to_owned();
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "/:?#@!$,;=%+.~-".contains(c);
        if !uri.is_empty() && uri.chars().all(is_plain) {
            return format!("]({uri})");
        }
        let mut target = String::new();
        for character in uri.chars() {
            match character {
                '<' | '>' | '\\' | '&' | '|' => target.extend(['\\', character]),
                '\n' | '\r' => {}
                other => target.push(other),
            }
        }
        format!("](<{target}>)")
    }

    /// The new line with all that belongs to it: the mark before it, and what
    /// opens the next line in a quotation or list.
    fn line_break(&self, inlines: &[Inline], at: usize) -> String {
        let span = inlines[at].span;
        let start = at
            .checked_sub(1)
            .and_then(|before| inlines.get(before))
            .map_or(span.start, |before| hull(self.source, before).end);
        let end = inlines.get(at + 1).map_or(span.end, |after| hull(self.source, after).start);
        let written = self.source.text().get(start..end).unwrap_or("");
        let rest = written.trim_start_matches([' ', '\\']);
        let is_mark = written.len() > rest.len() && (written.starts_with("  ") || written.starts_with('\\'));
        let line = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'));
        let is_whole = is_mark && line.is_some_and(|line| line.chars().all(|c| matches!(c, ' ' | '\t' | '>')));
        if is_whole { written.to_owned() } else { "\\\n".to_owned() }
    }
}

fn marks(mark: &str) -> (String, String) {
    (mark.to_owned(), mark.to_owned())
}

/// A text without any marks, as a run.
pub fn plain(text: &str, span: Span) -> Option<Run> {
    let content = tidy(&[Piece::Text(text.to_owned())]);
    (!content.is_empty()).then(|| Run { span, content, codes: Vec::new(), addresses: Vec::new() })
}
