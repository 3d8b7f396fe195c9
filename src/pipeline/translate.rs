//! To a translator, and back.

mod back;
mod out;
mod record;

use sha2::{Digest as _, Sha256};

use super::Examined;
use crate::check::Version;
use crate::model::language::Language;
use crate::translation::{Original, Segments, segments};

pub use back::{Back, Consignment};
pub use out::{Outgoing, Sent};

/// The name that faults of a file for translators have in reports; it is no
/// rule, because it is never asked of a notice.
pub(super) const REPORTED_AS: &str = back::RULE;

/// What that name means.
pub(super) const PAGE: &str = include_str!("translate/translation-file.md");

/// The ending of files for translators.
const ENDING: &str = "xlf";

/// A version of a notice, as a translation sees it.
fn view<'a>(version: &'a Version, house: &'a crate::catalog::House) -> Original<'a> {
    Original { source: &version.source, notice: &version.notice, house, language: &version.language }
}

/// Of files for translators.
const MEDIA_TYPE: &str = "application/xliff+xml";

/// The segments of a notice for a translation into `target`.
fn segments_of(examined: &Examined<'_>, target: &Language) -> Segments {
    segments(view(examined, examined.house), target)
}

/// What stands for a text, character by character: 16 hexadecimal digits.
fn text_hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
