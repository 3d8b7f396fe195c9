//! A notice as segments for translators, and what comes back as a notice.
//!
//! [`segments`] reads from a notice what has to be translated, each with its
//! place in the source text; [`xliff`] writes that down and reads what came
//! back; [`judge`] and [`merge`] put the translated words into the places. So a
//! translation is the source text of its original with other words, and all else
//! (structure, links, times, comments) stays as the officer wrote it.

mod align;
mod content;
mod judge;
mod known;
mod marks;
mod merge;
mod protected;
mod read_back;
mod segments;
mod writing;
pub mod xliff;

pub use align::{Step, align, in_step};
pub use content::{Code, CodeKind, Piece, key, words};
pub use judge::{Fault, excerpt, judge};
pub use known::Replaced;
pub use merge::{Front, Merged, Translations, merge};
pub use protected::Protected;
pub use segments::{Original, Role, Segment, Segments, segments};
