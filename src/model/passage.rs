//! The running text of a notice, passage by passage, for everybody who reads
//! words and not structure.

use super::flat::Flat;

/// A run of text that a reader takes in one go: a headline, a paragraph, a cell.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// The section that it stands in: an index into [`super::notice::Notice::sections`].
    pub section: Option<usize>,
    /// Whether it belongs to a quotation set as a block.
    pub in_block_quotation: bool,
    /// Its text with places.
    pub flat: Flat,
}

/// The kinds of [`Passage`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// Office and kind of notice.
    Masthead,
    /// The headline.
    Headline,
    /// Place and date, where they are a paragraph of their own.
    Dateline,
    /// The label of a section.
    Label,
    /// A heading inside a section.
    Heading,
    /// Running text; also an item of a list.
    Paragraph,
    /// A cell of a table.
    Cell,
    /// The text below a picture.
    Caption,
    /// What a picture shows, for those who do not see it.
    AlternativeText,
}

impl Passage {
    /// Whether the byte `at` of the text is somebody's words: in a quotation
    /// set as a block, or between quotation marks.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.in_block_quotation || self.flat.is_quoted(at)
    }
}
