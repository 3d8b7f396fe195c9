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
pub mod write;

pub use draft::{Change, Doubt, Draft, DraftPicture};
