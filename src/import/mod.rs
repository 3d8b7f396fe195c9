//! What others wrote → a notice: a draft from a Word file, a web page, data of
//! a wire or pasted text, and the text of a notice from a draft.
//!
//! ```text
//! bytes ──a reader──▶ Draft ──write──▶ text of a notice
//! ```
//!
//! A reader never invents and never drops: what it is unsure of is a
//! [`Doubt`], what fits nowhere stands at the end.

pub mod draft;
#[cfg(feature = "forms")]
pub mod word;
pub mod write;

use crate::model::reference::Reference;
use crate::model::sheet::SheetInline;

pub use draft::{Change, Doubt, Draft, DraftPicture};
pub use write::{Place, Style, write};

/// What is known of a file beside its bytes.
pub struct Clues<'a> {
    /// Its name, or the address it came from.
    pub name: &'a str,
    /// Reads a reference in any form that the house styles know.
    pub reference: &'a dyn Fn(&str) -> Option<Reference>,
    /// The picture at an address beside the file.
    pub picture: &'a dyn Fn(&str) -> Option<Vec<u8>>,
}

/// Why a file cannot become a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// One sentence of fault, about the file: `is no text`.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl Refusal {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// `text` on one line, single spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` as running text.
pub(crate) fn text_of(text: &str) -> Vec<SheetInline> {
    if text.is_empty() { Vec::new() } else { vec![SheetInline::Text { text: text.to_owned() }] }
}
