//! Finished forms, read again: which words stand in them, in which order, and
//! what they say of themselves.
//!
//! ```text
//! bytes ──read──▶ words, claims ──compare──▶ the sheet that they were made from
//! ```
//!
//! No reader here shares code with what makes a form, and none believes what it
//! reads: depth and size are bounded, and what cannot be read is [`Unreadable`],
//! with the reason. The disk is not touched.

#[cfg(feature = "forms")]
pub mod calendar;
mod compare;
mod difference;
mod forms;
pub mod html;
mod identify;
#[cfg(feature = "forms")]
pub mod mail;
pub mod pdf;
mod reading;
pub mod record;
pub mod text;
#[cfg(feature = "forms")]
pub mod word;
#[cfg(feature = "forms")]
pub mod xml;

pub use compare::{Mismatch, compare, forms};
pub use difference::{Difference, differences, first_difference};
pub use identify::{Identified, OtherWords, Unknown, identify};
pub use reading::{Claims, Entry, Reading, Says, Spoken};

/// Elements, brackets or parts that may lie inside each other. Forms of pressdoc
/// have about twenty.
const DEEPEST: usize = 200;

/// Bytes that a part of a file may have once it is unpacked.
#[cfg(feature = "forms")]
const LARGEST: usize = 256 << 20;

/// Why a file cannot be read as the form that it is said to be, as the rest of a
/// sentence: `it is not UTF-8`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(String);

impl Unreadable {
    fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }

    /// For what a library says; the words of the file may stand in it.
    fn from_library(said: &dyn std::fmt::Display) -> Self {
        let said = said.to_string();
        Self(said.chars().take(200).map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect())
    }

    fn too_deep() -> Self {
        Self(format!("more than {DEEPEST} things lie inside each other"))
    }
}

/// The bytes as text, without the mark that some programs put before it.
fn utf8(bytes: &[u8]) -> Result<&str, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::new("it is not UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// White space made single spaces.
fn normalised(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
