//! Parts of a sheet that several forms look for.

use sha2::{Digest, Sha256};

#[cfg(feature = "forms")]
use crate::model::picture::Picture;
#[cfg(feature = "forms")]
use crate::model::sheet::SheetInline;
use crate::model::sheet::{Sheet, SheetBlock, SheetContact};

/// The people who answer the press, in the order of the notice.
pub(super) fn contacts(sheet: &Sheet) -> Vec<&SheetContact> {
    let mut found = Vec::new();
    each_block(sheet, &mut |block| {
        if let SheetBlock::Contacts { items } = block {
            found.extend(items);
        }
    });
    found
}

/// A picture of the notice with its words.
#[cfg(feature = "forms")]
pub(super) struct Figure<'s> {
    /// From 1, in the order of the notice.
    pub number: usize,
    pub picture: &'s Picture,
    pub alternative_text: &'s str,
    pub caption: &'s [SheetInline],
}

/// The pictures, in the order of the notice.
#[cfg(feature = "forms")]
pub(super) fn figures(sheet: &Sheet) -> Vec<Figure<'_>> {
    let mut found = Vec::new();
    each_block(sheet, &mut |block| {
        if let SheetBlock::Figure { index, alternative_text, caption, .. } = block
            && let Some(picture) = sheet.pictures.get(*index)
        {
            found.push(Figure { number: found.len() + 1, picture, alternative_text, caption });
        }
    });
    found
}

/// Every block with those inside it, in the order of the notice.
fn each_block<'s>(sheet: &'s Sheet, see: &mut dyn FnMut(&'s SheetBlock)) {
    fn walk<'s>(blocks: &'s [SheetBlock], see: &mut dyn FnMut(&'s SheetBlock)) {
        for block in blocks {
            see(block);
            match block {
                SheetBlock::List { items, .. } | SheetBlock::Notes { items } => {
                    items.iter().for_each(|item| walk(item, see));
                }
                SheetBlock::Quote { blocks, .. } => walk(blocks, see),
                _ => {}
            }
        }
    }
    sheet.sections.iter().for_each(|section| walk(&section.blocks, see));
}

/// The SHA-256 of a file, in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
