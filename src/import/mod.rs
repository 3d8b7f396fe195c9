//! What others wrote → a notice: a draft from a Word file, a web page, data of
//! a wire or pasted text, and the text of a notice from a draft.
//!
//! ```text
//! bytes ──a reader──▶ Draft ──arrange──▶ Draft ──write──▶ text of a notice
//! ```
//!
//! A reader never invents and never drops: what it is unsure of is a
//! [`Doubt`], what fits nowhere stands at the end.

mod arrange;
mod characters;
mod data;
pub mod draft;
mod from_sheet;
#[cfg(feature = "forms")]
mod html;
#[cfg(feature = "forms")]
mod ninjs;
mod people;
#[cfg(feature = "forms")]
mod presscorner;
mod record;
mod text;
#[cfg(feature = "forms")]
mod word;
pub mod write;

use serde_json::Value;

use crate::model::picture::Picture;
use crate::model::reference::Reference;
use crate::model::sheet::SheetInline;

pub use arrange::arrange;
pub use draft::{Change, Doubt, Draft, DraftPicture};
pub use write::{Place, Style, write};

/// The most bytes that a text, a page or data may have: the whole of a notice
/// is a hundredth of it.
pub const LARGEST_TEXT: usize = 16 * 1024 * 1024;

/// What is known of a file beside its bytes.
pub struct Clues<'a> {
    /// Its name, or the address it came from.
    pub name: &'a str,
    /// Reads a reference in any form that the house styles know.
    pub reference: &'a dyn Fn(&str) -> Option<Reference>,
    /// The picture at an address beside the file.
    pub picture: &'a dyn Fn(&str) -> Option<Picture>,
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

/// The kinds of files that can be read, as their content tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A Word file.
    Word,
    /// A page of Press Corner, of RAPID, of anybody.
    Page,
    /// What the interface of Press Corner answers.
    PressCorner,
    /// A ninjs item (IPTC).
    Ninjs,
    /// The public record of a notice.
    Record,
    /// Text as it was pasted.
    Text,
}

impl Kind {
    /// The name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Page => "page",
            Self::PressCorner => "presscorner",
            Self::Ninjs => "ninjs",
            Self::Record => "record",
            Self::Text => "text",
        }
    }
}

/// Reads a file of any kind that is known.
///
/// # Errors
/// [`Refusal`] when nothing can be read from it.
pub fn read(bytes: &[u8], clues: &Clues<'_>) -> Result<(Kind, Draft), Refusal> {
    refuse_known(bytes)?;
    let (kind, mut draft) = match from_archive(bytes, clues) {
        Some(draft) => (Kind::Word, draft?),
        None => from_text(bytes, clues)?,
    };
    if draft.reference.is_none() {
        draft.reference = reference_of_name(clues);
    }
    Ok((kind, draft))
}

/// The draft of a Word file; `None` for what is no archive.
#[cfg(feature = "forms")]
fn from_archive(bytes: &[u8], clues: &Clues<'_>) -> Option<Result<Draft, Refusal>> {
    word::is_archive(bytes).then(|| word::read(bytes, clues))
}

#[cfg(not(feature = "forms"))]
fn from_archive(bytes: &[u8], _: &Clues<'_>) -> Option<Result<Draft, Refusal>> {
    bytes.starts_with(b"PK\x03\x04").then(|| Err(without_forms()))
}

fn from_text(bytes: &[u8], clues: &Clues<'_>) -> Result<(Kind, Draft), Refusal> {
    if bytes.len() > LARGEST_TEXT {
        let limit = LARGEST_TEXT / 1024 / 1024;
        return Err(Refusal::new(
            format!("is larger than {limit} MiB"),
            "a notice is a few pages of text: check that this is the right file",
        ));
    }
    let text = characters::read(bytes)?;
    if text.trim().is_empty() {
        return Err(Refusal::new("is empty", "there is nothing in it that could become a notice"));
    }
    Ok(match first(&text) {
        Some('{' | '[') if data::is_data(&text) => from_data(&text, clues)?,
        Some('<') if is_page(&text) => (Kind::Page, page(&text, clues)?),
        _ => (Kind::Text, text::read(&text, clues)?),
    })
}

fn first(text: &str) -> Option<char> {
    text.trim_start().chars().next()
}

/// Whether a text that begins with `<` is a page, and not a paragraph about one.
fn is_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(4000).collect::<String>().to_ascii_lowercase();
    let opens = head[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?'));
    let known = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<div",
        "<p>",
        "<p ",
        "<article",
        "<main",
        "<section",
        "<table",
        "<h1",
        "<h2",
        "<span",
        "<ul",
        "<!--",
    ];
    opens && known.iter().any(|tag| head.contains(tag))
}

#[cfg(feature = "forms")]
fn page(text: &str, clues: &Clues<'_>) -> Result<Draft, Refusal> {
    html::read(text, clues)
}

#[cfg(not(feature = "forms"))]
fn page(_: &str, _: &Clues<'_>) -> Result<Draft, Refusal> {
    Err(without_forms())
}

#[cfg(not(feature = "forms"))]
fn without_forms() -> Refusal {
    Refusal::new("is of a kind that this pressdoc was built without", "build it with the feature `forms`")
}

fn from_data(text: &str, clues: &Clues<'_>) -> Result<(Kind, Draft), Refusal> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|fault| {
        Refusal::new(format!("is no JSON: {fault}"), "save it again as the program that made it wrote it")
    })?;
    let kind = data::kind(&value).ok_or_else(|| {
        Refusal::new(
            "is JSON of a kind that is not known",
            "known are ninjs, what Press Corner answers, and the public record of a notice",
        )
    })?;
    let draft = match kind {
        Kind::Record => record::read(&value, clues)?,
        #[cfg(feature = "forms")]
        Kind::Ninjs => ninjs::read(&value, clues)?,
        #[cfg(feature = "forms")]
        _ => presscorner::read(&value, clues)?,
        #[cfg(not(feature = "forms"))]
        _ => return Err(without_forms()),
    };
    Ok((kind, draft))
}

/// Files that are known for what they are and cannot be read.
fn refuse_known(bytes: &[u8]) -> Result<(), Refusal> {
    #[cfg(feature = "forms")]
    if let Some(refusal) = word::compound(bytes) {
        return Err(refusal);
    }
    let head = bytes.get(..bytes.len().min(8)).unwrap_or(bytes);
    let told = [
        (
            &b"%PDF"[..],
            "is a PDF",
            "a PDF does not say in which order its words are read: import the page or the Word file that it was made from",
        ),
        (&b"{\\rtf"[..], "is in the format RTF", "open it in a word processor and save it as `.docx`"),
        (
            &b"\xd0\xcf\x11\xe0"[..],
            "is a Word file of before 2007",
            "open it in a word processor and save it as `.docx`",
        ),
        (&b"\x89PNG"[..], "is a picture", "put it beside the notice that shows it"),
        (&b"\xff\xd8\xff"[..], "is a picture", "put it beside the notice that shows it"),
        (&b"GIF8"[..], "is a picture", "put it beside the notice that shows it"),
    ];
    match told.into_iter().find(|(magic, ..)| head.starts_with(magic)) {
        Some((_, message, help)) => Err(Refusal::new(message, help)),
        None => Ok(()),
    }
}

/// The reference in the name of a file: of the whole name, else of its stem;
/// or of the address that it came from.
fn reference_of_name(clues: &Clues<'_>) -> Option<Reference> {
    let name = clues.name.rsplit(['/', '\\']).next().unwrap_or(clues.name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let bare = ["press-release_", "press-release-"].iter().find_map(|head| stem.strip_prefix(head)).unwrap_or(stem);
    [clues.name, name, stem, bare].into_iter().find_map(|text| (clues.reference)(text))
}

/// `text` on one line, single spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` as running text.
pub(crate) fn text_of(text: &str) -> Vec<SheetInline> {
    if text.is_empty() { Vec::new() } else { vec![SheetInline::Text { text: text.to_owned() }] }
}

/// A moment with its offset from what data say of time; `None` where it is no
/// full moment, because the clock would be a guess.
#[cfg(feature = "forms")]
pub(crate) fn moment(text: &str) -> Option<String> {
    let text = text.trim();
    let pieces = jiff::fmt::temporal::Pieces::parse(text).ok()?;
    let offset = pieces.to_numeric_offset()?;
    let moment = text.parse::<jiff::Timestamp>().ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::fixed(offset)).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}
