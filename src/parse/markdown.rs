//! Markdown → blocks and inlines with their places. The only user of `comrak`.

use comrak::nodes::{AstNode, ListType, NodeTable, NodeValue, Sourcepos, TableAlignment};
use comrak::{Arena, Options, parse_document};

use super::places::{find_written, is_written};
use crate::model::notice::Link;
use crate::model::section::{Alignment, Block, BlockKind, Figure, Inline, InlineKind, Table, plain_text};
use crate::span::{SourceFile, Span, Spanned};

/// How deep lists and quotations may stand inside one another; what is deeper
/// keeps its words as one paragraph.
pub const DEEPEST: usize = 8;

/// How deep bold, italics and links may stand inside one another.
const DEEPEST_INLINE: usize = 12;

/// A body, not yet understood.
#[derive(Default)]
pub struct Markdown {
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Links in order.
    pub links: Vec<Link>,
    /// Raw HTML in order.
    pub raw_html: Vec<Span>,
    /// Blocks that stand too deep.
    pub too_deep: Vec<Span>,
}

/// Reads the Markdown of `source` from byte `start` on.
pub fn read(source: &SourceFile, start: usize) -> Markdown {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    let arena = Arena::new();
    let text = &source.text()[start..];
    let document = parse_document(&arena, text, &options);
    let mut reader = Reader {
        source,
        start,
        lines: line_starts(text),
        lines_above: 0,
        astray: false,
        cursor: 0,
        block: Span::default(),
        found: Markdown::default(),
    };
    let blocks = reader.blocks(document, 0);
    reader.found.blocks = blocks;
    reader.found
}

fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|&(at, &byte)| byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

struct Reader<'a> {
    source: &'a SourceFile,
    start: usize,
    lines: Vec<usize>,
    /// Lines by which the parser places the inlines of this block too high:
    /// those of the link definitions that it took from the block's beginning.
    lines_above: usize,
    /// Whether the parser's places of this block's inlines cannot be trusted at
    /// all: then those of their texts, which are looked up, have to serve.
    astray: bool,
    /// The block whose inlines are being read.
    block: Span,
    /// The end of the last text that was found in it.
    cursor: usize,
    found: Markdown,
}

impl Reader<'_> {
    /// The place of a node; columns are bytes from 1, the end included.
    fn span(&self, position: Sourcepos) -> Span {
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
    fn inline_span(&self, mut position: Sourcepos) -> Span {
        position.start.line += self.lines_above;
        position.end.line += self.lines_above;
        self.span(position)
    }

    /// Sets where the parser's places of a block's inlines are off: lines of
    /// link definitions taken from its beginning are not counted. Its first text
    /// tells how many they were.
    fn enter<'n>(&mut self, node: &'n AstNode<'n>, block: Span) {
        (self.block, self.cursor, self.lines_above, self.astray) = (block, block.start, 0, false);
        let slice = self.source.slice(block);
        if !slice.starts_with('[') || !slice.contains("]:") {
            return;
        }
        let first_text = node.descendants().find_map(|inner| match &inner.data.borrow().value {
            NodeValue::Text(text) => Some((text.clone().into_owned(), inner.data.borrow().sourcepos)),
            _ => None,
        });
        let Some((text, position)) = first_text else { return };
        let stands = |lines: &usize| {
            let mut moved = position;
            moved.start.line += lines;
            moved.end.line += lines;
            is_written(self.source.slice(self.span(moved)), &text)
        };
        match (0..slice.lines().count()).find(stands) {
            Some(lines) => self.lines_above = lines,
            None => self.astray = true,
        }
    }

    /// The place of something that holds `content`.
    fn around(&self, span: Span, content: &[Inline]) -> Span {
        match (self.astray, content.first(), content.last()) {
            (true, Some(first), Some(last)) => first.span.join(last.span),
            (true, _, _) => Span::at(self.cursor),
            (false, _, _) => span,
        }
    }

    fn blocks<'n>(&mut self, parent: &'n AstNode<'n>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in parent.children() {
            self.block(node, depth, &mut blocks);
        }
        blocks
    }

    fn block<'n>(&mut self, node: &'n AstNode<'n>, depth: usize, blocks: &mut Vec<Block>) {
        let data = node.data.borrow();
        let span = self.span(data.sourcepos);
        self.enter(node, span);
        let kind = match &data.value {
            NodeValue::Paragraph => return self.paragraph(node, self.below_definitions(span), blocks),
            NodeValue::Heading(heading) => {
                let content = self.inlines(node, 0);
                if content.is_empty() && heading.level == 3 {
                    BlockKind::EndMark(self.source.slice(span).trim().to_owned())
                } else {
                    BlockKind::Heading { level: heading.level, content }
                }
            }
            NodeValue::BlockQuote | NodeValue::List(_) if depth >= DEEPEST => {
                self.found.too_deep.push(span);
                BlockKind::Paragraph(self.words(node, span))
            }
            NodeValue::BlockQuote => BlockKind::Quote(self.blocks(node, depth + 1)),
            NodeValue::List(list) => BlockKind::List {
                ordered: list.list_type == ListType::Ordered,
                start: list.start as u64,
                items: node.children().map(|item| self.blocks(item, depth + 1)).collect(),
            },
            NodeValue::Table(table) => BlockKind::Table(self.table(node, table)),
            NodeValue::CodeBlock(code) => BlockKind::Preformatted(code.literal.trim_end().to_owned()),
            NodeValue::HtmlBlock(_) => {
                self.found.raw_html.push(self.trimmed(span));
                BlockKind::Paragraph(self.source_lines(span))
            }
            NodeValue::ThematicBreak => BlockKind::Separator,
            // Everything else is either switched off or stands inside the above.
            _ => BlockKind::Paragraph(self.words(node, span)),
        };
        blocks.push(Block { kind, span: self.trimmed(span) });
    }

    /// A block without the lines of link definitions above its text.
    fn below_definitions(&self, block: Span) -> Span {
        let slice = self.source.slice(block);
        let skipped = slice.split_inclusive('\n').take(self.lines_above).map(str::len).sum::<usize>();
        Span::new(block.start + skipped, block.end)
    }

    /// A paragraph is one block, or several where pictures stand in it: each
    /// takes the text up to the next one as its caption.
    fn paragraph<'n>(&mut self, node: &'n AstNode<'n>, span: Span, blocks: &mut Vec<Block>) {
        let is_image = |child: &&'n AstNode<'n>| matches!(child.data.borrow().value, NodeValue::Image(_));
        let children: Vec<_> = node.children().collect();
        if !children.iter().any(&is_image) {
            let content = self.inlines(node, 0);
            blocks.push(Block { kind: BlockKind::Paragraph(content), span: self.trimmed(span) });
            return;
        }
        let from = blocks.len();
        let mut index = 0;
        while index < children.len() {
            let end = (index + 1..children.len()).find(|&at| is_image(&children[at])).unwrap_or(children.len());
            if is_image(&children[index]) {
                let figure = self.figure(children[index], &children[index + 1..end]);
                blocks.push(figure);
                index = end;
                continue;
            }
            let content = self.run(&children[index..end], 0);
            if let (Some(first), Some(last)) = (content.first(), content.last()) {
                let span = first.span.join(last.span);
                blocks.push(Block { kind: BlockKind::Paragraph(content), span });
            }
            index = end;
        }
        // Together they are the paragraph: each reaches to the next.
        let mut end = span.end;
        for piece in blocks[from..].iter_mut().rev() {
            let start = piece.span.start.clamp(span.start, end);
            piece.span = self.trimmed(Span::new(start, end));
            end = start;
        }
    }

    fn figure<'n>(&mut self, node: &'n AstNode<'n>, below: &[&'n AstNode<'n>]) -> Block {
        let data = node.data.borrow();
        let image_span = self.inline_span(data.sourcepos);
        let (uri, title) = match &data.value {
            NodeValue::Image(link) => (link.url.clone(), link.title.clone()),
            _ => Default::default(),
        };
        let alternative = self.inlines(node, 0);
        let image_span = self.around(image_span, &alternative);
        let alternative_span = match (alternative.first(), alternative.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::at((image_span.start + 2).min(image_span.end)),
        };
        let mut caption = Vec::new();
        if !title.is_empty() {
            // A title that only a pointing device would show is text like any other.
            let span = self.find(image_span, &title).unwrap_or(image_span);
            caption.push(Inline { kind: InlineKind::Text(title), span });
            if !below.is_empty() {
                caption.push(Inline { kind: InlineKind::SoftBreak, span: Span::at(image_span.end) });
            }
        }
        caption.extend(self.run(below, 0));
        let span = caption.last().map_or(image_span, |last| image_span.join(last.span));
        let text = plain_text(&caption);
        let figure = Figure {
            image: Spanned::new(uri.clone(), self.find(image_span, &uri).unwrap_or(image_span)),
            alternative_text: Spanned::new(plain_text(&alternative).trim().to_owned(), alternative_span),
            credit: text.find('©').map(|at| text[at..].trim().to_owned()),
            caption,
        };
        Block { kind: BlockKind::Figure(figure), span }
    }

    fn table<'n>(&mut self, node: &'n AstNode<'n>, table: &NodeTable) -> Table {
        let mut rows: Vec<Vec<Vec<Inline>>> =
            node.children().map(|row| row.children().map(|cell| self.inlines(cell, 0)).collect()).collect();
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        for row in &mut rows {
            row.resize_with(header.len(), Vec::new);
        }
        let alignments = table.alignments.iter().map(|alignment| match alignment {
            TableAlignment::None => Alignment::None,
            TableAlignment::Left => Alignment::Left,
            TableAlignment::Center => Alignment::Center,
            TableAlignment::Right => Alignment::Right,
        });
        Table { alignments: alignments.collect(), header, rows }
    }

    fn inlines<'n>(&mut self, parent: &'n AstNode<'n>, depth: usize) -> Vec<Inline> {
        let children: Vec<_> = parent.children().collect();
        self.run(&children, depth)
    }

    /// The inlines of `nodes`, without breaks at the ends.
    fn run<'n>(&mut self, nodes: &[&'n AstNode<'n>], depth: usize) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(nodes.len());
        for node in nodes {
            self.inline(node, depth, &mut inlines);
        }
        let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::LineBreak);
        while inlines.last().is_some_and(is_break) {
            inlines.pop();
        }
        let breaks = inlines.iter().take_while(|inline| is_break(inline)).count();
        inlines.drain(..breaks);
        inlines
    }

    fn inline<'n>(&mut self, node: &'n AstNode<'n>, depth: usize, inlines: &mut Vec<Inline>) {
        let data = node.data.borrow();
        let span = self.inline_span(data.sourcepos);
        let kind = match &data.value {
            NodeValue::Text(text) => {
                let span = self.text_span(span, text);
                return inlines.push(Inline { kind: InlineKind::Text(text.clone().into_owned()), span });
            }
            NodeValue::Code(code) => {
                let span = self.find(span, &code.literal).unwrap_or_else(|| self.text_span(span, &code.literal));
                return inlines.push(Inline { kind: InlineKind::Code(code.literal.clone()), span });
            }
            NodeValue::SoftBreak => InlineKind::SoftBreak,
            NodeValue::LineBreak => InlineKind::LineBreak,
            NodeValue::HtmlInline(html) => {
                let span = self.text_span(span, html);
                self.found.raw_html.push(span);
                return inlines.push(Inline { kind: InlineKind::Text(html.clone()), span });
            }
            NodeValue::Strong | NodeValue::Emph | NodeValue::Link(_) if depth >= DEEPEST_INLINE => {
                return inlines.extend(self.words(node, span));
            }
            NodeValue::Strong => {
                let content = self.inlines(node, depth + 1);
                let span = self.around(span, &content);
                return inlines.push(Inline { kind: InlineKind::Strong(content), span });
            }
            NodeValue::Emph => {
                let content = self.inlines(node, depth + 1);
                let span = self.around(span, &content);
                return inlines.push(Inline { kind: InlineKind::Emphasis(content), span });
            }
            NodeValue::Link(link) => {
                let at = self.found.links.len();
                let content = self.inlines(node, depth + 1);
                let (span, text) = (self.around(span, &content), plain_text(&content));
                self.found.links.insert(at, Link { uri: link.url.clone(), text, span });
                return inlines.push(Inline { kind: InlineKind::Link { uri: link.url.clone(), content }, span });
            }
            // A picture inside a link or bold: its words stay.
            _ => return inlines.extend(self.words(node, span)),
        };
        let span = if self.astray { Span::at(self.cursor) } else { span };
        inlines.push(Inline { kind, span });
    }

    /// The words of everything inside `node`, as one run of text; walks without
    /// recursion, whatever the depth.
    fn words<'n>(&mut self, node: &'n AstNode<'n>, whole: Span) -> Vec<Inline> {
        let mut inlines: Vec<Inline> = Vec::new();
        let mut gap: Option<Span> = None;
        for inner in node.descendants().skip(1) {
            let data = inner.data.borrow();
            let span = self.span(data.sourcepos);
            let literal = match &data.value {
                NodeValue::Text(text) => text.clone().into_owned(),
                NodeValue::Code(code) => code.literal.clone(),
                NodeValue::HtmlInline(html) => html.clone(),
                NodeValue::HtmlBlock(html) => html.literal.trim().to_owned(),
                NodeValue::CodeBlock(code) => code.literal.trim_end().to_owned(),
                NodeValue::Strong | NodeValue::Emph | NodeValue::Link(_) => continue,
                _ => {
                    gap = Some(Span::at(span.start));
                    continue;
                }
            };
            if let (Some(span), false) = (gap.take(), inlines.is_empty()) {
                inlines.push(Inline { kind: InlineKind::SoftBreak, span });
            }
            let span = self.text_span(span, &literal);
            inlines.push(Inline { kind: InlineKind::Text(literal), span });
        }
        if inlines.is_empty() {
            let text = self.source.slice(self.trimmed(whole)).to_owned();
            inlines.push(Inline { kind: InlineKind::Text(text), span: self.trimmed(whole) });
        }
        inlines
    }

    /// The lines of the file at `span` as text, character for character.
    fn source_lines(&self, span: Span) -> Vec<Inline> {
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
    fn text_span(&mut self, span: Span, text: &str) -> Span {
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

    fn find(&self, within: Span, text: &str) -> Option<Span> {
        if text.is_empty() {
            return None;
        }
        let at = within.start + self.source.slice(within).find(text)?;
        Some(Span::new(at, at + text.len()))
    }

    fn trimmed(&self, span: Span) -> Span {
        let slice = self.source.slice(span);
        let start = span.start + (slice.len() - slice.trim_start().len());
        let text = slice.trim();
        if text.is_empty() { span } else { Span::new(start, start + text.len()) }
    }
}
