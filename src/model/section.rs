//! The body of a notice: sections, blocks, inlines.

use crate::span::{Span, Spanned};

/// The key of an item: an event of a week, a news of a day.
pub const ITEM: &str = "item";

/// A headed part of a notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What the section is: the key of a known label (`news`, `contacts`…),
    /// `lead` for the text before the first label, `item` for the heading of an
    /// item with the text right below it, `other` behind another heading.
    pub key: String,
    /// The item that it belongs to: an index into
    /// [`super::notice::Notice::sections`]; an item belongs to itself.
    pub item: Option<usize>,
    /// The language of the item, where the officer says that it has its own.
    pub language: Option<Spanned<String>>,
    /// The label as written, without colon and emphasis; `None` for the lead.
    pub label: Option<Spanned<String>>,
    /// The content.
    pub blocks: Vec<Block>,
    /// From the label to the end of the content.
    pub span: Span,
}

/// A block and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The whole block with its marks.
    pub span: Span,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading inside a section, level 1 to 6 as written.
    Heading {
        /// Level as written.
        level: u8,
        /// The text.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// The first number.
        start: u64,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A table with a header row.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// Text whose lines and spaces stay as they are.
    Preformatted(String),
    /// A line between two thoughts.
    Separator,
    /// The mark that ends the text for the press: `ENDS`, `-30-`, `###`.
    EndMark(String),
    /// The footnotes of the whole text, numbered from 1.
    Notes(Vec<Vec<Block>>),
}

/// A table with one header row; every row has as many cells as the header.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How each column is set.
    pub alignments: Vec<Alignment>,
    /// The header cells.
    pub header: Vec<Vec<Inline>>,
    /// The other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column of a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the language reads.
    None,
    /// To the left.
    Left,
    /// To the middle.
    Center,
    /// To the right, as numbers are.
    Right,
}

/// A picture with all that a reader needs of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The address as written: a file beside the notice.
    pub image: Spanned<String>,
    /// What the picture shows, for those who do not see it; may be empty.
    pub alternative_text: Spanned<String>,
    /// The text below, credit included.
    pub caption: Vec<Inline>,
    /// Who made the picture: the part of the caption from `©` on.
    pub credit: Option<String>,
}

/// A piece of running text and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// The whole piece with its marks.
    pub span: Span,
}

/// The kinds of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum InlineKind {
    /// Characters.
    Text(String),
    /// Set in bold.
    Strong(Vec<Inline>),
    /// Set in italics.
    Emphasis(Vec<Inline>),
    /// A link.
    Link {
        /// The target as written.
        uri: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// Characters of a machine: addresses, codes.
    Code(String),
    /// The mark of the footnote with this number, from 1.
    NoteMark(u32),
    /// A new line that the officer asked for.
    LineBreak,
    /// A new line in the source only: a space.
    SoftBreak,
}

/// The characters of `inlines`, breaks as spaces.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

fn push_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(piece) | InlineKind::Code(piece) => text.push_str(piece),
            InlineKind::Strong(content) | InlineKind::Emphasis(content) | InlineKind::Link { content, .. } => {
                push_plain_text(content, text);
            }
            InlineKind::LineBreak | InlineKind::SoftBreak => text.push(' '),
            InlineKind::NoteMark(_) => {}
        }
    }
}

impl Block {
    /// Calls `visit` for this block and every block inside, outer first.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Block)) {
        visit(self);
        match &self.kind {
            BlockKind::List { items, .. } | BlockKind::Notes(items) => {
                items.iter().flatten().for_each(|block| block.walk(visit));
            }
            BlockKind::Quote(blocks) => blocks.iter().for_each(|block| block.walk(visit)),
            _ => {}
        }
    }

    /// The runs of inlines that stand directly in this block (not in blocks
    /// inside it): one for a paragraph, one a cell for a table.
    pub fn runs(&self) -> Vec<&[Inline]> {
        match &self.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => vec![content],
            BlockKind::Table(table) => {
                table.header.iter().chain(table.rows.iter().flatten()).map(Vec::as_slice).collect()
            }
            BlockKind::Figure(figure) => vec![&figure.caption],
            _ => Vec::new(),
        }
    }
}
