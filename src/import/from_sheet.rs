//! A sheet → the draft that says the same.

use super::draft::{Change, Draft};
use crate::model::reference::Reference;
use crate::model::section::ITEM;
use crate::model::sheet::{Sheet, SheetBlock, SheetChange, SheetInline, SheetSection};

impl Draft {
    /// The draft of a finished notice, as far as a sheet knows it: whoever
    /// writes, reads and composes it has the same sheet again. `reference` is
    /// that of the sheet.
    pub fn of_sheet(sheet: &Sheet, reference: Option<Reference>) -> Self {
        let change = |change: &SheetChange| Change { at: change.at.clone(), text: change.text.clone() };
        let mut draft = Self {
            reference,
            language: sheet.language.clone(),
            masthead: Some(sheet.masthead.clone()).filter(|line| !line.is_empty()),
            place_date: sheet.place_date.clone(),
            issued: sheet.issued.clone(),
            embargo: sheet.embargo_until.clone(),
            translation_of: sheet.translation_of.clone(),
            zone: Some(sheet.zone.clone()),
            events: sheet.events.clone(),
            corrections: sheet.corrections.iter().map(change).collect(),
            withdrawal: sheet.withdrawal.as_ref().map(change),
            headline: sheet.headline.clone(),
            ..Self::default()
        };
        for (at, picture) in sheet.pictures.iter().enumerate() {
            draft.picture(&format!("picture-{}.{}", at + 1, picture.format), Some(picture.bytes.clone()));
        }
        for section in &sheet.sections {
            push_section(&mut draft.blocks, section, &sheet.language);
        }
        if let Some(mark) = &sheet.end_mark {
            draft.blocks.push(SheetBlock::Paragraph { children: super::text_of(mark) });
        }
        draft
    }
}

/// Adds a section, its label first. The list of items is made anew.
pub fn push_section(blocks: &mut Vec<SheetBlock>, section: &SheetSection, language: &str) {
    if section.key == "contents" {
        return;
    }
    match &section.label {
        Some(label) => {
            let children: Vec<SheetInline> = super::text_of(label);
            blocks.push(SheetBlock::Heading { level: section.level, id: String::new(), children });
            if section.key == ITEM && section.language != language {
                let mark = format!("({})", section.language);
                blocks.push(SheetBlock::Paragraph { children: super::text_of(&mark) });
            }
            blocks.extend(section.blocks.iter().cloned());
        }
        // Right below the headline a heading stands one step higher than it is
        // written, where it would be the label of a section.
        None => blocks.extend(section.blocks.iter().map(|block| match block {
            SheetBlock::Heading { level, id, children } => {
                SheetBlock::Heading { level: (level + 1).min(6), id: id.clone(), children: children.clone() }
            }
            other => other.clone(),
        })),
    }
}
