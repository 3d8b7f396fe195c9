//! The pictures of a notice.

use crate::model::notice::Notice;
use crate::model::section::{BlockKind, Figure};

/// Every picture, in order.
pub fn figures(notice: &Notice) -> Vec<&Figure> {
    let mut figures = Vec::new();
    for block in notice.sections.iter().flat_map(|section| &section.blocks) {
        block.walk(&mut |block| {
            if let BlockKind::Figure(figure) = &block.kind {
                figures.push(figure);
            }
        });
    }
    figures
}
