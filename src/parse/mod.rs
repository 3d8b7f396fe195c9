//! Text → [`Notice`]. Cannot fail: whatever is not understood stays where it
//! is, as a block, and what is wrong is for the checks to say.

mod body;
mod contacts;
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

use jiff::tz::TimeZone;

use crate::catalog::House;
use crate::model::language::{Language, folded};
use crate::model::notice::{FrontMatter, Notice};
use crate::model::reference::Reference;
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
        let own = self.house.style.labels.get(&self.language.code).filter(|own| !own.is_empty());
        let own = own.and_then(|own| {
            let wanted = folded(text);
            own.iter().find(|(label, _)| folded(label) == wanted).map(|(_, key)| key.as_str())
        });
        own.or_else(|| self.language.section_key(text))
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get(&self.house.style.zone).unwrap_or(TimeZone::UTC)
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

/// Reads only the front matter, which may name language and house style:
/// what must be known before a notice can be parsed.
pub fn peek(source: &SourceFile) -> FrontMatter {
    let front = front_matter::split(source.text());
    let mut notice = Notice::default();
    front_matter::read(source, &front, &TimeZone::UTC, &mut notice);
    notice.front_matter
}
