//! The running text of a notice, in the order of the file.

use crate::model::flat::Flat;
use crate::model::notice::Notice;
use crate::model::passage::{Passage, PassageKind, join_quotations};
use crate::model::section::{Block, BlockKind};
use crate::span::{SourceFile, Spanned};

/// Every passage of a notice whose parts are known.
pub fn read(source: &SourceFile, notice: &Notice) -> Vec<Passage> {
    let mut passages = Vec::new();
    let head = |kind, flat| Passage::new(kind, None, flat);
    if let Some(masthead) = &notice.masthead {
        passages.push(head(PassageKind::Masthead, Flat::of(source, masthead)));
    }
    if let Some(headline) = &notice.headline {
        passages.push(head(PassageKind::Headline, Flat::new(source, &headline.value)));
    }
    if let Some(dateline) = notice.dateline.as_ref().filter(|dateline| !dateline.run_in) {
        let written = Spanned::new(source.slice(dateline.span).to_owned(), dateline.span);
        passages.push(head(PassageKind::Dateline, Flat::of(source, &written)));
    }
    for (at, section) in notice.sections.iter().enumerate() {
        if let Some(label) = &section.label {
            let flat = Flat::of(source, label);
            passages.push(Passage::new(PassageKind::Label, Some(at), flat));
        }
        let mut reader = Reader { source, section: at, passages: &mut passages };
        section.blocks.iter().for_each(|block| reader.block(block, false));
    }
    passages.sort_by_key(|passage| passage.flat.trimmed_span());
    join_quotations(&mut passages);
    passages
}

struct Reader<'a> {
    source: &'a SourceFile,
    section: usize,
    passages: &'a mut Vec<Passage>,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block, in_block_quotation: bool) {
        let kind = match &block.kind {
            BlockKind::Heading { .. } => PassageKind::Heading,
            BlockKind::Table(_) => PassageKind::Cell,
            BlockKind::Figure(figure) => {
                let flat = Flat::of(self.source, &figure.alternative_text);
                self.add(PassageKind::AlternativeText, in_block_quotation, flat);
                PassageKind::Caption
            }
            BlockKind::List { items, .. } | BlockKind::Notes(items) => {
                return items.iter().flatten().for_each(|block| self.block(block, in_block_quotation));
            }
            BlockKind::Quote(blocks) => return blocks.iter().for_each(|block| self.block(block, true)),
            _ => PassageKind::Paragraph,
        };
        for run in block.runs() {
            self.add(kind, in_block_quotation, Flat::new(self.source, run));
        }
    }

    fn add(&mut self, kind: PassageKind, in_block_quotation: bool, flat: Flat) {
        if !flat.text.trim().is_empty() {
            let passage = Passage::new(kind, Some(self.section), flat);
            self.passages.push(Passage { in_block_quotation, ..passage });
        }
    }
}
