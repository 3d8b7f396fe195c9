//! Blocks as they come; running text gathers until a block begins.

use super::blocks::{Marks, has_words};
use crate::model::sheet::{SheetBlock, SheetInline};

/// The blocks so far, and the paragraph that is open.
#[derive(Default)]
pub struct Flow {
    blocks: Vec<SheetBlock>,
    run: Vec<SheetInline>,
    /// Whether the open paragraph ends with a space, or has nothing yet.
    spaced: bool,
}

impl Flow {
    /// Adds characters of the page, whose line ends are spaces.
    pub fn text(&mut self, text: &str, marks: Marks<'_>) {
        let mut spaced = self.spaced || self.run.is_empty();
        let mut clean = String::with_capacity(text.len());
        for character in text.chars() {
            if !character.is_ascii_whitespace() {
                clean.push(character);
                spaced = false;
            } else if !spaced {
                clean.push(' ');
                spaced = true;
            }
        }
        if clean.is_empty() {
            return;
        }
        let mut inline = SheetInline::Text { text: clean };
        if let Some(uri) = marks.link {
            inline = SheetInline::Link { uri: uri.to_owned(), children: vec![inline] };
        }
        if marks.emphasis {
            inline = SheetInline::Emphasis { children: vec![inline] };
        }
        if marks.strong {
            inline = SheetInline::Strong { children: vec![inline] };
        }
        self.run.push(inline);
        self.spaced = spaced;
    }

    /// Adds a piece of running text.
    pub fn inline(&mut self, inline: SheetInline) {
        self.run.push(inline);
        self.spaced = false;
    }

    /// Adds a line end.
    pub fn line_end(&mut self) {
        if !self.run.is_empty() {
            self.run.push(SheetInline::Break);
            self.spaced = true;
        }
    }

    /// Ends the paragraph and adds a block.
    pub fn block(&mut self, block: SheetBlock) {
        self.close();
        self.blocks.push(block);
    }

    /// Takes back the heading of what is not there.
    pub fn drop_heading(&mut self) {
        self.close();
        if matches!(self.blocks.last(), Some(SheetBlock::Heading { level: 2.., .. })) {
            self.blocks.pop();
        }
    }

    /// The blocks, when all is said.
    pub fn finish(mut self) -> Vec<SheetBlock> {
        self.close();
        self.blocks
    }

    /// Ends the paragraph. Where two line ends stand side by side, one ended
    /// already.
    pub fn close(&mut self) {
        self.spaced = false;
        let mut paragraph: Vec<SheetInline> = Vec::new();
        let mut breaks = 0;
        for inline in std::mem::take(&mut self.run) {
            if matches!(inline, SheetInline::Break) {
                breaks += 1;
                continue;
            }
            if breaks > 0 && !has_words(std::slice::from_ref(&inline)) {
                continue;
            }
            match breaks {
                0 => {}
                1 => paragraph.push(SheetInline::Break),
                _ => self.paragraph(std::mem::take(&mut paragraph)),
            }
            breaks = 0;
            paragraph.push(inline);
        }
        self.paragraph(paragraph);
    }

    fn paragraph(&mut self, children: Vec<SheetInline>) {
        if has_words(&children) {
            self.blocks.push(SheetBlock::Paragraph { children: joined(children) });
        }
    }
}

/// A link or a mark that was cut into pieces by what stands in it is one again.
fn joined(children: Vec<SheetInline>) -> Vec<SheetInline> {
    let mut out: Vec<SheetInline> = Vec::with_capacity(children.len());
    for child in children {
        match (out.last_mut(), child) {
            (Some(SheetInline::Text { text }), SheetInline::Text { text: more }) => text.push_str(&more),
            (Some(SheetInline::Strong { children }), SheetInline::Strong { children: more })
            | (Some(SheetInline::Emphasis { children }), SheetInline::Emphasis { children: more }) => {
                join_into(children, more);
            }
            (Some(SheetInline::Link { uri, children }), SheetInline::Link { uri: other, children: more })
                if *uri == other =>
            {
                join_into(children, more);
            }
            (_, child) => out.push(child),
        }
    }
    out
}

fn join_into(children: &mut Vec<SheetInline>, more: Vec<SheetInline>) {
    // Only the last piece can go on in the first one that follows.
    let last = children.pop();
    children.extend(joined(last.into_iter().chain(more).collect()));
}
