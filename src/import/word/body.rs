//! Blocks: what follows one another in the text, a cell, a box, a footnote.

use super::Reader;
use super::lists::Stack;
use super::tree::{Element, Space};
use crate::model::sheet::{SheetBlock, SheetInline};

/// Boxes and tables inside one another that are looked into.
const DEEPEST: usize = 12;

/// Blocks as they are put together.
#[derive(Default)]
pub struct Blocks {
    /// The blocks and the lists that are open.
    pub stack: Stack,
    /// The quotation that is open.
    pub quote: Option<(Vec<SheetBlock>, Option<Vec<SheetInline>>)>,
    /// Whether the last paragraph was of a machine and more lines may follow.
    pub code_is_open: bool,
}

impl Blocks {
    /// Adds a block behind everything.
    pub fn push(&mut self, block: SheetBlock) {
        self.close_quote();
        self.code_is_open = false;
        self.stack.push(block);
    }

    /// Ends the quotation that is open.
    pub fn close_quote(&mut self) {
        if let Some((blocks, attribution)) = self.quote.take() {
            self.stack.push(SheetBlock::Quote { blocks, attribution });
        }
    }

    fn finish(mut self) -> Vec<SheetBlock> {
        self.close_quote();
        self.stack.finish()
    }
}

impl Reader<'_, '_> {
    /// The blocks in an element.
    pub fn blocks(&mut self, element: &Element) -> Vec<SheetBlock> {
        if self.depth >= DEEPEST {
            let words = self.text_below(element);
            self.doubt("nested", "text stands in boxes inside boxes; it is kept at the end", &words);
            self.keep(&words);
            return Vec::new();
        }
        self.depth += 1;
        let stack = if self.untouched { Stack::default() } else { Stack::by_look() };
        let mut blocks = Blocks { stack, ..Blocks::default() };
        self.gather(element, &mut blocks);
        self.put_carried(&mut blocks);
        self.depth -= 1;
        blocks.finish()
    }

    /// A paragraph whose end was deleted, and behind which there is none.
    fn put_carried(&mut self, blocks: &mut Blocks) {
        let carried = std::mem::take(&mut self.carried);
        if !carried.is_blank() {
            blocks.push(super::paragraph(carried.inlines(false)));
        }
    }

    fn gather(&mut self, element: &Element, blocks: &mut Blocks) {
        for child in element.elements() {
            if matches!(child.name.as_str(), "tbl" | "sdt") {
                self.put_carried(blocks);
            }
            match (child.space, child.name.as_str()) {
                (Space::Word, "p") => self.paragraph(child, blocks),
                (Space::Word, "tbl") => self.table(child, blocks),
                (Space::Word, "sdt") => self.control(child, blocks),
                (Space::Word, "ins" | "moveTo") => {
                    self.inserted(child);
                    self.gather(child, blocks);
                }
                (Space::Word, "customXml" | "smartTag" | "sdtContent") => self.gather(child, blocks),
                (Space::Word, "del" | "moveFrom") => self.deleted(child),
                (Space::Word, "altChunk") => {
                    self.doubt("embedded", "another document is embedded here, which cannot be read", "");
                }
                (Space::Math, "oMathPara" | "oMath") => {
                    let words = self.formula(child);
                    blocks.push(super::paragraph(super::text_of(&words)));
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(branch) = branch(child) {
                        self.gather(branch, blocks);
                    }
                }
                _ => {}
            }
        }
    }

    /// A content control. Ours say what the blocks in them are together.
    fn control(&mut self, element: &Element, blocks: &mut Blocks) {
        let properties = element.child("sdtPr");
        let Some(content) = element.child("sdtContent") else { return };
        let tag = properties.and_then(|properties| properties.value_at(&["tag"])).unwrap_or_default();
        if self.ours && tag == "quote" {
            let outside = self.quoted.replace(None);
            let inner = self.blocks(content);
            let attribution = std::mem::replace(&mut self.quoted, outside).flatten();
            blocks.close_quote();
            let quote = SheetBlock::Quote { blocks: inner, attribution };
            return blocks.stack.push(quote);
        }
        if let Some(level) = tag.strip_prefix("item-").and_then(|level| level.parse().ok()).filter(|_| self.ours) {
            let inner = self.blocks(content);
            if let Err(inner) = blocks.stack.at_level(level, inner) {
                inner.into_iter().for_each(|block| blocks.push(block));
            }
            return;
        }
        let gallery = properties.and_then(|properties| properties.find("docPartGallery")).and_then(Element::value);
        if gallery == Some("Table of Contents") {
            let words = self.text_below(content);
            return self.left_out_contents(&words);
        }
        if self.is_placeholder(element) {
            return;
        }
        self.gather(content, blocks);
    }

    /// Whether a content control still asks for words.
    pub fn is_placeholder(&mut self, control: &Element) -> bool {
        let shows = control.child("sdtPr").and_then(|properties| properties.is_on("showingPlcHdr")).unwrap_or(false);
        if shows {
            let words = control.child("sdtContent").map(|content| self.text_below(content)).unwrap_or_default();
            self.doubt("placeholder", "a field of the template was never filled in; its words are left out", &words);
        }
        shows
    }

    /// Says that a table of contents is left out.
    pub fn left_out_contents(&mut self, words: &str) {
        if !self.ours {
            self.doubt_once("table-of-contents", "the table of contents is left out: each form makes its own", words);
        }
    }

    /// Says that words were inserted while changes were tracked.
    pub fn inserted(&mut self, element: &Element) {
        let words = self.text_below(element);
        self.doubt_once(
            "tracked-changes",
            "changes were tracked: what was inserted is in, what was deleted is out",
            &words,
        );
    }

    /// Says that words were deleted while changes were tracked.
    pub fn deleted(&mut self, element: &Element) {
        let mut words = String::new();
        deleted_text(element, &mut words);
        if !words.trim().is_empty() {
            self.doubt("deleted-text", "these words were deleted while changes were tracked, and are left out", &words);
        }
    }

    /// The characters of a formula, without its shape.
    pub fn formula(&mut self, element: &Element) -> String {
        let mut texts = Vec::new();
        element.all("t", &mut texts);
        let words: String = texts.into_iter().map(Element::own_text).collect();
        self.doubt("formula", "a formula has become plain characters", &words);
        words
    }

    /// All words below an element, whatever they stand in.
    pub fn text_below(&self, element: &Element) -> String {
        let mut text = String::new();
        below(element, &mut text);
        super::one_line(&text)
    }
}

/// The version that Word would show: the first whose words it can know.
pub fn branch(alternate: &Element) -> Option<&Element> {
    let is_known = |choice: &&Element| {
        let requires = choice.attribute("Requires").unwrap_or_default();
        requires.split_whitespace().all(|prefix| {
            matches!(
                prefix,
                "wps" | "wpg" | "wpc" | "wpi" | "w14" | "w15" | "w16se" | "wp14" | "a14" | "am3d" | "v" | "w"
            )
        })
    };
    let has_content = |element: &&Element| element.elements().next().is_some();
    let choices = alternate.elements().filter(|element| element.name == "Choice");
    let fallback = alternate.elements().filter(|element| element.name == "Fallback");
    choices.filter(is_known).chain(fallback).find(has_content)
}

fn below(element: &Element, text: &mut String) {
    if element.space == Space::Compatibility && element.name == "AlternateContent" {
        return branch(element).map_or((), |branch| below(branch, text));
    }
    for child in element.elements() {
        match child.name.as_str() {
            "t" => text.push_str(&child.own_text()),
            "tab" | "br" | "cr" if child.space == Space::Word => text.push(' '),
            "del" | "moveFrom" if child.space == Space::Word => {}
            "pPr" | "rPr" | "instrText" => {}
            "p" => {
                below(child, text);
                text.push(' ');
            }
            _ => below(child, text),
        }
    }
}

fn deleted_text(element: &Element, text: &mut String) {
    for child in element.elements() {
        match child.name.as_str() {
            "delText" | "t" => text.push_str(&child.own_text()),
            _ => deleted_text(child, text),
        }
    }
}
