//! XLIFF 2.0, the OASIS Standard of 4 August 2014, as far as a notice needs it:
//! the core, and of the modules the translation candidates.
//!
//! One `<file>` a notice, a `<group>` a section, a `<unit>` with one `<segment>`
//! a text. Bold, italics, links and code are `<pc>`, line breaks and marks of
//! footnotes `<ph>`, with what they are in Markdown as original data; what must
//! stay is marked with `translate="no"`. Characters that XML does not allow are
//! `<cp>`. What comes back may have been segmented anew, and may have its marks
//! as `<sc>` and `<ec>`.

mod content;
mod read;
mod write;

pub use read::{Returned, Unit, Unreadable, read};
pub use write::{Candidate, Parcel, write};

/// The namespace of the core.
const CORE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// The namespace of the translation candidates module.
const MATCHES: &str = "urn:oasis:names:tc:xliff:matches:2.0";

/// The category of a note that says what stands for the original's text.
pub const ORIGINAL_NOTE: &str = "pressdoc-original";

/// The category of a note that says what stands for the text of the translation
/// that the file was made beside.
pub const TRANSLATION_NOTE: &str = "pressdoc-translation";

/// Whether XML 1.0 allows a character.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
