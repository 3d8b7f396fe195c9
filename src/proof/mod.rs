//! The proof: a sheet of paper to sign. The notice as it was written, line by
//! line with its numbers, the findings beside their lines, and boxes for those
//! who approve it.
//!
//! It is no form of the notice: it shows the source and not the sheet, and it
//! is drawn, each line at its place, without a typesetter.

mod bidi;
mod canvas;
mod faces;
mod lines;
mod margin;
mod note;
mod pages;
mod prose;
mod source_rows;

use crate::diagnostic::Diagnostic;
use crate::span::SourceFile;

/// All that stands on a proof.
pub struct Proof<'a> {
    /// The notice as written.
    pub source: &'a SourceFile,
    /// What was found in it, in the order of the file.
    pub findings: &'a [Diagnostic],
    /// Its reference; without one the file name stands in its place.
    pub reference: Option<String>,
    /// Its language: name and code.
    pub language: String,
    /// The institution.
    pub organisation: &'a str,
    /// The headline, if there is one.
    pub headline: &'a str,
    /// The words that run across each page behind the text: DRAFT, EMBARGO.
    pub marks: Vec<String>,
    /// The line that says until when there is an embargo.
    pub embargo: Option<&'a str>,
    /// The roles of those who sign.
    pub approvals: &'a [String],
    /// What the notice says, as SHA-256.
    pub content_hash: &'a str,
    /// Seconds from 1970 to the document's day: the time of the file.
    pub day: i64,
    /// How it looks.
    pub dress: Dress<'a>,
}

/// What the house style decides of the look.
pub struct Dress<'a> {
    /// `a4` or `us-letter`.
    pub paper: &'a str,
    /// The colour of the house, `#rrggbb`.
    pub accent: &'a str,
    /// The family of the source lines.
    pub mono: &'a str,
    /// The family of everything else.
    pub text: &'a str,
    /// The font files; what one lacks is taken from another.
    pub fonts: &'a [&'static [u8]],
}

/// Draws the proof. Same proof, same bytes.
///
/// # Errors
/// A reason, when there is no font to draw with.
pub fn draw(proof: &Proof<'_>) -> Result<Vec<u8>, String> {
    let faces = faces::Faces::new(&proof.dress).ok_or("there is no font to draw with")?;
    let canvases = pages::lay_out(proof, &faces);
    canvas::finish(proof, &faces, canvases)
}
