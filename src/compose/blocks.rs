//! Sections, blocks and inlines as the reader sees them.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::{Anchors, Ingredients, contacts, quotation};
use crate::model::address;
use crate::model::picture::Picture;
use crate::model::section::{Block, BlockKind, Figure, ITEM, Inline, InlineKind, Section, plain_text};
use crate::model::sheet::{SheetBlock, SheetInline, SheetSection};

/// Printed where a draft has a character that no font has.
const UNPRINTABLE: char = '□';

/// Sets the parts of one notice.
pub struct Setter<'a> {
    /// What the sheet is made from.
    pub ingredients: &'a Ingredients<'a>,
    anchors: Anchors,
    pictures: RefCell<Vec<Picture>>,
    /// Footnotes that have been marked.
    marked: RefCell<BTreeSet<u32>>,
    /// Levels of the headings that are open: as written, as set.
    open_headings: Vec<(u8, u8)>,
    label_level: u8,
}

/// The end mark that closes a section, if that is its last block.
pub fn end_mark(section: &Section) -> Option<String> {
    match &section.blocks.last()?.kind {
        BlockKind::EndMark(mark) => Some(mark.clone()),
        _ => None,
    }
}

impl<'a> Setter<'a> {
    /// A setter for one sheet.
    pub fn new(ingredients: &'a Ingredients<'a>) -> Self {
        let (pictures, marked) = (RefCell::default(), RefCell::default());
        Self { ingredients, anchors: Anchors::default(), pictures, marked, open_headings: Vec::new(), label_level: 2 }
    }

    /// The pictures that have been set.
    pub fn pictures(&self) -> Vec<Picture> {
        self.pictures.borrow().clone()
    }

    /// A section with its label.
    pub fn section(&mut self, section: &Section) -> SheetSection {
        let label = section.label.as_ref().map(|label| self.words(&label.value));
        let id = self.anchors.anchor(label.as_deref().unwrap_or(&section.key), &section.key);
        self.open_headings.clear();
        let level = if section.item.is_some() && section.key != ITEM { 3 } else { 2 };
        // The text before the first label stands right below the headline.
        self.label_level = if label.is_some() { level } else { 1 };
        let mut blocks: Vec<SheetBlock> = Vec::new();
        for block in &section.blocks {
            let found = if section.key == "contacts" { contacts::in_block(self, block) } else { None };
            if section.key == ITEM
                && let Some(line) = contacts::line(self, block)
            {
                blocks.push(line);
                continue;
            }
            match (found, blocks.last_mut()) {
                (Some(found), Some(SheetBlock::Contacts { items })) => items.extend(found),
                (Some(items), _) => blocks.push(SheetBlock::Contacts { items }),
                (None, _) => self.block(block, true, &mut blocks),
            }
        }
        // The mark that closes the whole text is set behind all sections.
        if end_mark(section).is_some() && self.closes_the_text(section) {
            blocks.pop();
        }
        let own = section.language.as_ref().map(|language| &language.value);
        let language = own.unwrap_or(&self.ingredients.language.code).clone();
        SheetSection { key: section.key.clone(), level, id, label, language, blocks }
    }

    /// An anchor for what pressdoc puts into the sheet itself.
    pub fn anchor(&mut self, text: &str, otherwise: &str) -> String {
        self.anchors.anchor(text, otherwise)
    }

    fn closes_the_text(&self, section: &Section) -> bool {
        let (ordered, _) = super::order(self.ingredients.notice, self.ingredients.document_type);
        ordered.last().is_some_and(|last| std::ptr::eq(*last, section))
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<SheetBlock> {
        let mut set = Vec::with_capacity(blocks.len());
        for block in blocks {
            self.block(block, false, &mut set);
        }
        set
    }

    /// Sets one block; `outside` is false inside lists and quotations, where a
    /// heading would break the order of headings and becomes a bold line.
    fn block(&mut self, block: &Block, outside: bool, set: &mut Vec<SheetBlock>) {
        set.push(match &block.kind {
            BlockKind::Paragraph(content) => {
                let children = self.inlines(content);
                if children.is_empty() {
                    return;
                }
                SheetBlock::Paragraph { children }
            }
            BlockKind::Heading { level, content } => {
                let children = self.inlines(content);
                if children.is_empty() {
                    return;
                }
                if outside {
                    let level = self.heading_level(*level);
                    let id = self.anchors.anchor(&plain_text(content), "heading");
                    SheetBlock::Heading { level, id, children }
                } else {
                    SheetBlock::Paragraph { children: vec![SheetInline::Strong { children }] }
                }
            }
            BlockKind::List { ordered, start, items } => {
                let items = items.iter().map(|item| self.blocks(item)).collect();
                SheetBlock::List { ordered: *ordered, start: *start, items }
            }
            BlockKind::Quote(blocks) => self.quote(blocks),
            BlockKind::Table(table) => SheetBlock::Table {
                alignments: table.alignments.iter().map(|alignment| (*alignment).into()).collect(),
                header: table.header.iter().map(|cell| self.inlines(cell)).collect(),
                rows: table.rows.iter().map(|row| row.iter().map(|cell| self.inlines(cell)).collect()).collect(),
            },
            BlockKind::Figure(figure) => return self.figure(figure, set),
            BlockKind::Preformatted(text) => {
                let lines: Vec<String> = text.lines().map(|line| self.line_as_it_is(line)).collect();
                SheetBlock::Preformatted { text: lines.join("\n") }
            }
            BlockKind::Notes(notes) => {
                SheetBlock::Notes { items: notes.iter().map(|note| self.blocks(note)).collect() }
            }
            BlockKind::Separator => SheetBlock::Separator,
            BlockKind::EndMark(mark) => {
                SheetBlock::Paragraph { children: vec![SheetInline::Text { text: self.characters(mark) }] }
            }
        });
    }

    fn quote(&mut self, blocks: &[Block]) -> SheetBlock {
        let Some((quoted, attribution)) = quotation::attributed(blocks) else {
            return SheetBlock::Quote { blocks: self.blocks(blocks), attribution: None };
        };
        let blocks = self.blocks(&quoted);
        let attribution = self.inlines(attribution);
        SheetBlock::Quote { blocks, attribution: (!attribution.is_empty()).then_some(attribution) }
    }

    /// A heading inside a section never skips a level, whatever was written.
    fn heading_level(&mut self, written: u8) -> u8 {
        while self.open_headings.last().is_some_and(|(level, _)| *level >= written) {
            self.open_headings.pop();
        }
        let above = self.open_headings.last().map_or(self.label_level, |(_, set)| *set);
        let level = (above + 1).min(6);
        self.open_headings.push((written, level));
        level
    }

    /// A figure whose picture is missing (only in a draft) leaves its words.
    fn figure(&mut self, figure: &Figure, set: &mut Vec<SheetBlock>) {
        let caption = self.inlines(&figure.caption);
        let alternative_text = self.characters(&figure.alternative_text.value);
        let picture = (self.ingredients.picture)(&figure.image.value).filter(|_| !alternative_text.is_empty());
        let Some(picture) = picture else {
            if !alternative_text.is_empty() {
                set.push(SheetBlock::Paragraph { children: vec![SheetInline::Text { text: alternative_text }] });
            }
            if !caption.is_empty() {
                set.push(SheetBlock::Paragraph { children: caption });
            }
            return;
        };
        let mut pictures = self.pictures.borrow_mut();
        let index = pictures.iter().position(|known| *known == picture).unwrap_or_else(|| {
            pictures.push(picture.clone());
            pictures.len() - 1
        });
        let Picture { format, width, height, .. } = picture;
        set.push(SheetBlock::Figure { index, format, width, height, alternative_text, caption });
    }

    /// Running text: links that lead nowhere become their text, line ends of
    /// the file become spaces.
    pub fn inlines(&self, inlines: &[Inline]) -> Vec<SheetInline> {
        let mut set: Vec<SheetInline> = Vec::with_capacity(inlines.len());
        for inline in inlines {
            self.inline(inline, &mut set);
        }
        // Only when the line ends of the file are spaces, neighbours are known.
        for inline in &mut set {
            if let SheetInline::Text { text } = inline {
                *text = self.ingredients.language.spaces().set(text);
            }
        }
        set
    }

    fn inline(&self, inline: &Inline, set: &mut Vec<SheetInline>) {
        match &inline.kind {
            InlineKind::Text(text) => push_text(set, &self.characters(text)),
            InlineKind::SoftBreak => push_text(set, " "),
            InlineKind::LineBreak => set.push(SheetInline::Break),
            InlineKind::NoteMark(number) => {
                let first = self.marked.borrow_mut().insert(*number);
                set.push(SheetInline::NoteMark { number: *number, first });
            }
            InlineKind::Code(text) => set.push(SheetInline::Code { text: self.characters(text) }),
            InlineKind::Strong(content) => set.push(SheetInline::Strong { children: self.inlines(content) }),
            InlineKind::Emphasis(content) => set.push(SheetInline::Emphasis { children: self.inlines(content) }),
            InlineKind::Link { uri, content } => {
                let mut children = self.inlines(content);
                match address::outgoing(uri) {
                    Some(uri) => {
                        if uri.starts_with("tel:") {
                            children.iter_mut().for_each(|child| self.keep_number_whole(child));
                        }
                        if plain_text(content).trim().is_empty() {
                            children = vec![SheetInline::Text { text: self.characters(&uri) }];
                        }
                        set.push(SheetInline::Link { uri, children });
                    }
                    None => {
                        for child in children {
                            match child {
                                SheetInline::Text { text } => push_text(set, &text),
                                other => set.push(other),
                            }
                        }
                    }
                }
            }
        }
    }

    /// Words outside running text, with the spaces of the language.
    pub fn words(&self, text: &str) -> String {
        self.ingredients.language.spaces().set(&self.characters(text))
    }

    /// A telephone number as its text. Between words that run to the left, groups
    /// of digits with common spaces between them would change places.
    pub fn number(&self, text: &str) -> String {
        if self.ingredients.language.is_right_to_left() { text.replace(' ', "\u{a0}") } else { text.to_owned() }
    }

    fn keep_number_whole(&self, inline: &mut SheetInline) {
        if let SheetInline::Text { text } = inline {
            *text = self.number(text);
        }
    }

    /// Characters as they can be printed: runs of spaces as one, what no font
    /// has as a box (only in a draft; else it has been found before).
    pub fn characters(&self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        for character in text.chars() {
            if !character.is_ascii_whitespace() {
                clean.push(self.printable(character));
            } else if !clean.ends_with(' ') {
                clean.push(' ');
            }
        }
        clean
    }

    /// The same for a line whose columns count; a tab is four spaces.
    fn line_as_it_is(&self, line: &str) -> String {
        line.replace('\t', "    ").chars().map(|character| self.printable(character)).collect()
    }

    fn printable(&self, character: char) -> char {
        let ascii = character.is_ascii_graphic() || character == ' ';
        if ascii || (self.ingredients.printable)(character) { character } else { UNPRINTABLE }
    }
}

/// Text next to text is one piece.
fn push_text(set: &mut Vec<SheetInline>, text: &str) {
    if let Some(SheetInline::Text { text: before }) = set.last_mut() {
        before.push_str(text);
    } else {
        set.push(SheetInline::Text { text: text.to_owned() });
    }
}
