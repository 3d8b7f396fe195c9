//! Text → [`Notice`]. Cannot fail: whatever is not understood stays where it
//! is, as a block, and what is wrong is for the checks to say.

mod body;
mod contacts;
mod dateline;
mod events;
mod front_matter;
mod inside;
mod items;
mod markdown;
mod passages;
mod sources;

pub use front_matter::keys as front_matter_keys;
pub use markdown::DEEPEST;

use std::sync::Arc;

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::catalog::House;
use crate::model::house_style::HouseStyle;
use crate::model::label::folded;
use crate::model::language::Language;
use crate::model::notice::{FrontMatter, Notice};
use crate::model::reference::Reference;
use crate::model::word::first_hash;
use crate::span::SourceFile;

/// What the office and the language know that a text does not say.
#[derive(Clone, Copy)]
pub struct Knowledge<'a> {
    /// The house style of the notice, with its reference grammar and types.
    pub house: &'a House,
    /// The language of the notice.
    pub language: &'a Language,
    /// Other languages, by code: for items that are not in the notice's own.
    pub languages: &'a dyn Fn(&str) -> Option<Arc<Language>>,
    /// The reference that the file's folder names.
    pub folder_reference: Option<&'a Reference>,
}

impl Knowledge<'_> {
    /// The key of the section that a heading or paragraph with this text opens.
    fn section_key(&self, text: &str) -> Option<&str> {
        if text.len() > 160 {
            return None;
        }
        let own = self.house.style.labels.get(&self.language.code).into_iter().flatten();
        let first = first_hash(text);
        let mut named = own.filter(|(label, _)| first_hash(label) == first && folded(label) == folded(text));
        named.next().map(|(_, key)| key.as_str()).or_else(|| self.language.section_key(text))
    }

    fn zone(&self) -> TimeZone {
        zone_of(&self.house.style)
    }
}

/// Reads a notice.
pub fn parse(source: &SourceFile, knowledge: Knowledge<'_>) -> Notice {
    let front = front_matter::split(source.text());
    let mut notice = Notice::default();
    front_matter::read(source, &front, &knowledge.zone(), &mut notice);
    let markdown = markdown::read(source, front.body);
    body::read(source, knowledge, markdown, &mut notice);
    notice
}

/// What a front matter says of how the notice is to be read.
#[derive(Debug, Default)]
pub struct Stated {
    /// The house style.
    pub house: Option<String>,
    /// The language.
    pub language: Option<String>,
}

/// Reads of the front matter only what must be known before a notice can be
/// parsed.
pub fn peek(source: &SourceFile) -> Stated {
    let FrontMatter { house, language, .. } = front_matter::peek(source, &["house", "language"], &TimeZone::UTC);
    Stated { house: house.map(|house| house.value), language: language.map(|language| language.value) }
}

/// Reads of the front matter only until when nothing may be published.
pub fn peek_embargo(source: &SourceFile, house: &HouseStyle) -> Option<Zoned> {
    front_matter::peek(source, &["embargo", "zone"], &zone_of(house)).embargo.map(|until| until.value)
}

fn zone_of(house: &HouseStyle) -> TimeZone {
    TimeZone::get(&house.zone).unwrap_or(TimeZone::UTC)
}
