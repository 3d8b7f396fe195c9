//! The running text of a notice, passage by passage, for everybody who reads
//! words and not structure.

use std::ops::Range;

use super::flat::Flat;
use super::quotation::{Quotations, closings};

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
    /// Bytes of the text that belong to quotations which begin in an earlier
    /// passage or end in a later one.
    pub continued: Vec<Range<usize>>,
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
    /// A passage outside quotations that are set as blocks.
    pub fn new(kind: PassageKind, section: Option<usize>, flat: Flat) -> Self {
        Self { kind, section, in_block_quotation: false, flat, continued: Vec::new() }
    }

    /// Whether the byte `at` of the text is somebody's words: in a quotation
    /// set as a block, or between quotation marks.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.in_block_quotation || self.continued.iter().any(|range| range.contains(&at)) || self.flat.is_quoted(at)
    }
}

/// Finds the quotations that go over several passages of a section: each
/// paragraph opens anew and the last one closes, or only the first one opens.
pub fn join_quotations(passages: &mut [Passage]) {
    let mut open: Option<OpenQuotation> = None;
    for at in 0..passages.len() {
        let passage = &passages[at];
        match passage.kind {
            PassageKind::Paragraph => {}
            PassageKind::Cell | PassageKind::Caption | PassageKind::AlternativeText => continue,
            _ => {
                open = None;
                continue;
            }
        }
        let marks = passage.flat.quotation_marks();
        let length = passage.flat.text.len();
        if let Some(running) = open.as_mut().filter(|running| running.section == passage.section) {
            match running.goes_on(&passage.flat.text, marks) {
                GoesOn::Ends(range) => {
                    let mut parts = std::mem::take(&mut running.parts);
                    parts.push((at, range));
                    open = None;
                    for (at, range) in parts {
                        passages[at].continued.push(range);
                    }
                }
                GoesOn::Through(start) => running.parts.push((at, start..length)),
            }
        } else {
            open = None;
        }
        let marks = passages[at].flat.quotation_marks();
        if let (None, Some(mark)) = (&open, marks.unclosed.last()) {
            let section = passages[at].section;
            let parts = vec![(at, mark.at..length)];
            open = Some(OpenQuotation { sign: mark.sign, section, reopened: true, parts });
        }
    }
}

/// A quotation that its own passage does not close.
struct OpenQuotation {
    sign: char,
    section: Option<usize>,
    /// Whether every paragraph so far has opened it anew.
    reopened: bool,
    /// What belongs to it: a passage and bytes of its text.
    parts: Vec<(usize, Range<usize>)>,
}

/// What the next paragraph is to an open quotation.
enum GoesOn {
    /// The last one.
    Ends(Range<usize>),
    /// Another one that does not close it; its words are quoted from here on.
    Through(usize),
}

impl OpenQuotation {
    fn goes_on(&mut self, text: &str, marks: &Quotations) -> GoesOn {
        if let Some(mark) = marks.unopened.iter().find(|mark| closings(self.sign).contains(&mark.sign)) {
            return GoesOn::Ends(0..mark.end());
        }
        let start = text.len() - text.trim_start().len();
        if self.reopened {
            // Old French style opens anew with the closing mark.
            let opens =
                |at: usize, sign: char| at == start && (sign == self.sign || closings(self.sign).contains(&sign));
            if marks.unclosed.iter().any(|mark| opens(mark.at, mark.sign)) {
                return GoesOn::Through(start);
            }
            if let Some(last) = marks.all.iter().find(|quotation| opens(quotation.start, quotation.open)) {
                return GoesOn::Ends(start..last.end);
            }
            self.reopened = false;
        }
        GoesOn::Through(start)
    }
}
