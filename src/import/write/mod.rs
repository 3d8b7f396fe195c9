//! [`Draft`] → the text of a notice, as an officer would type it.
//!
//! A paragraph is a line: editors wrap it, and a correction touches nothing
//! else. Characters that Markdown would take for its own marks are escaped, and
//! only those.

mod blocks;
mod escape;
mod front_matter;
mod inlines;
mod simplify;

use super::Draft;
use crate::model::house_style::HouseStyle;
use crate::model::language::Language;
use crate::model::sheet::{SheetBlock, SheetInline};

pub use simplify::simplified;

/// The heading above what fits nowhere. The blank in it is a finding until
/// somebody has looked.
pub const UNPLACED: &str = "Left over from the import […]";

/// What the house and the language of a notice put into every sheet by
/// themselves, so that it need not be written.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    /// The language of the notice.
    pub language: &'a Language,
    /// Its house style.
    pub house: &'a HouseStyle,
}

/// Whether the file lies where its reference and language are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `releases/TYPE/YY/NUMBER/<lang>.md`
    Release,
    /// Anywhere else: reference, language and house style are stated.
    Loose,
}

/// The text of the notice that `draft` says.
pub fn write(draft: &Draft, style: Style<'_>, place: Place) -> String {
    let mut text = front_matter::write(draft, style, place);
    let scribe = blocks::Scribe::new(draft, style);
    let mut parts: Vec<String> = Vec::new();
    if let Some(masthead) = draft.masthead.as_deref().filter(|masthead| !masthead.trim().is_empty()) {
        parts.push(scribe.line(&[SheetInline::Text { text: masthead.to_owned() }]));
    }
    parts.extend(draft.reference.as_ref().map(ToString::to_string));
    parts.push(scribe.headline(&draft.headline));
    if let Some(place_date) = place_date(draft, style) {
        parts.push(scribe.line(&[SheetInline::Text { text: place_date.to_owned() }]));
    }
    parts.push(scribe.blocks(&draft.blocks));
    if !draft.unplaced.is_empty() {
        let label = SheetInline::Text { text: UNPLACED.to_owned() };
        let heading = SheetBlock::Heading { level: 2, id: String::new(), children: vec![label] };
        parts.push(scribe.blocks(&[heading]));
        parts.push(scribe.blocks(&draft.unplaced));
    }
    parts.push(scribe.notes());
    parts.retain(|part| !part.is_empty());
    text.push_str(&parts.join("\n\n"));
    text.push('\n');
    text
}

/// The line with place and date, unless the time of issue gives the same one.
fn place_date<'d>(draft: &'d Draft, style: Style<'_>) -> Option<&'d str> {
    let line = draft.place_date.as_deref().map(str::trim).filter(|line| !line.is_empty())?;
    let Style { language, house } = style;
    let date = draft.issued.as_deref().and_then(front_matter::date_of);
    let own = date.map(|date| match &house.place {
        Some(place) => language.dateline(place, date),
        None => language.date(date),
    });
    let same = |own: &String| own.split_whitespace().eq(line.split_whitespace());
    (!own.as_ref().is_some_and(same)).then_some(line)
}
