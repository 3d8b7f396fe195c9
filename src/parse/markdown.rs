//! Markdown → blocks and inlines with their places. The only user of `comrak`.

mod places;
mod written;

use std::collections::BTreeMap;

use comrak::nodes::{AstNode, ListType, NodeTable, NodeValue, TableAlignment};
use comrak::{Arena, Options, parse_document};

use places::Places;

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
    /// Footnotes that are marked in the text, by number, with their places.
    pub notes: BTreeMap<u32, (Span, Vec<Block>)>,
    /// Footnotes that no mark leads to.
    pub lost_notes: Vec<Span>,
}

/// Reads the Markdown of `source` from byte `start` on.
pub fn read(source: &SourceFile, start: usize) -> Markdown {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    // Else a note that nothing leads to would be dropped.
    options.parse.leave_footnote_definitions = true;
    let arena = Arena::new();
    let text = &source.text()[start..];
    let document = parse_document(&arena, text, &options);
    let numbers = if text.contains("[^") { note_numbers(document) } else { BTreeMap::new() };
    let mut reader = Reader { source, places: Places::new(source, start), numbers, found: Markdown::default() };
    let blocks = reader.blocks(document, 0);
    reader.found.blocks = blocks;
    reader.found
}

/// The numbers of the footnotes that are marked in the text, by their names.
fn note_numbers<'n>(document: &'n AstNode<'n>) -> BTreeMap<String, u32> {
    let marks = document.descendants().filter_map(|node| match &node.data.borrow().value {
        NodeValue::FootnoteReference(mark) => Some((mark.name.to_lowercase(), mark.ix)),
        _ => None,
    });
    marks.collect()
}

struct Reader<'a> {
    source: &'a SourceFile,
    places: Places<'a>,
    /// See [`note_numbers`].
    numbers: BTreeMap<String, u32>,
    found: Markdown,
}

impl Reader<'_> {
    fn blocks<'n>(&mut self, parent: &'n AstNode<'n>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in parent.children() {
            self.block(node, depth, &mut blocks);
        }
        blocks
    }

    fn block<'n>(&mut self, node: &'n AstNode<'n>, depth: usize, blocks: &mut Vec<Block>) {
        let data = node.data.borrow();
        let span = self.places.of(data.sourcepos);
        let first_text = node.descendants().find_map(|inner| match &inner.data.borrow().value {
            NodeValue::Text(text) => Some((text.clone().into_owned(), inner.data.borrow().sourcepos)),
            _ => None,
        });
        self.places.enter(span, first_text);
        let kind = match &data.value {
            NodeValue::Paragraph => return self.paragraph(node, self.places.below_definitions(span), blocks),
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
                self.found.raw_html.push(self.places.trimmed(span));
                BlockKind::Paragraph(self.places.lines(span))
            }
            NodeValue::ThematicBreak => BlockKind::Separator,
            NodeValue::FootnoteDefinition(note) => {
                let number = self.numbers.get(&note.name.to_lowercase()).copied();
                let span = self.places.trimmed(span);
                match number.filter(|number| depth == 0 && !self.found.notes.contains_key(number)) {
                    Some(number) => {
                        let content = self.blocks(node, 1);
                        self.found.notes.insert(number, (span, content));
                        return;
                    }
                    None => {
                        self.found.lost_notes.push(span);
                        BlockKind::Paragraph(self.words(node, span))
                    }
                }
            }
            // Everything else is either switched off or stands inside the above.
            _ => BlockKind::Paragraph(self.words(node, span)),
        };
        blocks.push(Block { kind, span: self.places.trimmed(span) });
    }

    /// A paragraph is one block, or several where pictures stand in it: each
    /// takes the text up to the next one as its caption.
    fn paragraph<'n>(&mut self, node: &'n AstNode<'n>, span: Span, blocks: &mut Vec<Block>) {
        let is_image = |child: &&'n AstNode<'n>| matches!(child.data.borrow().value, NodeValue::Image(_));
        let children: Vec<_> = node.children().collect();
        if !children.iter().any(&is_image) {
            let content = self.inlines(node, 0);
            blocks.push(Block { kind: BlockKind::Paragraph(content), span: self.places.trimmed(span) });
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
        for (at, piece) in blocks[from..].iter_mut().enumerate().rev() {
            let start = if at == 0 { span.start } else { piece.span.start.clamp(span.start, end) };
            piece.span = self.places.trimmed(Span::new(start, end));
            end = start;
        }
    }

    fn figure<'n>(&mut self, node: &'n AstNode<'n>, below: &[&'n AstNode<'n>]) -> Block {
        let data = node.data.borrow();
        let image_span = self.places.of_inline(data.sourcepos);
        let (uri, title) = match &data.value {
            NodeValue::Image(link) => (link.url.clone(), link.title.clone()),
            _ => Default::default(),
        };
        let alternative = self.inlines(node, 0);
        let image_span = self.places.around(image_span, &alternative);
        let alternative_span = match (alternative.first(), alternative.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::at((image_span.start + 2).min(image_span.end)),
        };
        let mut caption = Vec::new();
        if !title.is_empty() {
            // A title that only a pointing device would show is text like any other.
            let span = self.places.find(image_span, &title).or_else(|| {
                // The title of a picture by reference stands in its definition.
                self.places.find(Span::new(0, self.source.text().len()), &title)
            });
            let span = span.unwrap_or(image_span);
            caption.push(Inline { kind: InlineKind::Text(title), span });
            if !below.is_empty() {
                caption.push(Inline { kind: InlineKind::SoftBreak, span: Span::at(image_span.end) });
            }
        }
        caption.extend(self.run(below, 0));
        let span = caption.last().map_or(image_span, |last| image_span.join(last.span));
        let text = plain_text(&caption);
        let figure = Figure {
            image: Spanned::new(uri.clone(), self.places.find(image_span, &uri).unwrap_or(image_span)),
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
        let span = self.places.of_inline(data.sourcepos);
        let kind = match &data.value {
            NodeValue::Text(text) => {
                let span = self.places.of_text(span, text);
                return inlines.push(Inline { kind: InlineKind::Text(text.clone().into_owned()), span });
            }
            NodeValue::Code(code) => {
                let span =
                    self.places.find(span, &code.literal).unwrap_or_else(|| self.places.of_text(span, &code.literal));
                return inlines.push(Inline { kind: InlineKind::Code(code.literal.clone()), span });
            }
            NodeValue::SoftBreak => InlineKind::SoftBreak,
            NodeValue::LineBreak => InlineKind::LineBreak,
            NodeValue::FootnoteReference(mark) => InlineKind::NoteMark(mark.ix),
            NodeValue::HtmlInline(html) => {
                let span = self.places.of_text(span, html);
                self.found.raw_html.push(span);
                return inlines.push(Inline { kind: InlineKind::Text(html.clone()), span });
            }
            NodeValue::Strong | NodeValue::Emph | NodeValue::Link(_) if depth >= DEEPEST_INLINE => {
                return inlines.extend(self.words(node, span));
            }
            NodeValue::Strong => {
                let content = self.inlines(node, depth + 1);
                let span = self.places.around(span, &content);
                return inlines.push(Inline { kind: InlineKind::Strong(content), span });
            }
            NodeValue::Emph => {
                let content = self.inlines(node, depth + 1);
                let span = self.places.around(span, &content);
                return inlines.push(Inline { kind: InlineKind::Emphasis(content), span });
            }
            NodeValue::Link(link) => {
                let at = self.found.links.len();
                let content = self.inlines(node, depth + 1);
                let (span, text) = (self.places.around(span, &content), plain_text(&content));
                self.found.links.insert(at, Link { uri: link.url.clone(), text, span });
                return inlines.push(Inline { kind: InlineKind::Link { uri: link.url.clone(), content }, span });
            }
            // A picture inside a link or bold: its words stay.
            _ => return inlines.extend(self.words(node, span)),
        };
        let span = self.places.of_break(span);
        inlines.push(Inline { kind, span });
    }

    /// The words of everything inside `node`, as one run of text; walks without
    /// recursion, whatever the depth.
    fn words<'n>(&mut self, node: &'n AstNode<'n>, whole: Span) -> Vec<Inline> {
        let mut inlines: Vec<Inline> = Vec::new();
        let mut gap: Option<Span> = None;
        for inner in node.descendants().skip(1) {
            let data = inner.data.borrow();
            let span = self.places.of(data.sourcepos);
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
            let span = self.places.of_text(span, &literal);
            inlines.push(Inline { kind: InlineKind::Text(literal), span });
        }
        if inlines.is_empty() {
            let text = self.source.slice(self.places.trimmed(whole)).to_owned();
            inlines.push(Inline { kind: InlineKind::Text(text), span: self.places.trimmed(whole) });
        }
        inlines
    }
}
