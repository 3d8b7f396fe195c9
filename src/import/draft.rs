//! The intermediate form of every import: what a reader found, before it is
//! written as a notice.

use std::sync::Arc;

use crate::model::reference::Reference;
use crate::model::sheet::{SheetBlock, SheetContact, SheetEvent, SheetInline, inline_text};

/// What a reader found in a file. Everything may be missing; nothing is made up.
///
/// Blocks and inlines are those of a sheet, because they have no places in a
/// file. In a draft they mean:
///
/// - [`SheetBlock::Heading`] of level 2: the label of a section, or the heading
///   of an item. Levels 3 to 6: headings below it. `id` is not looked at.
/// - A paragraph `(fr)` right below a heading of level 2: the language of the
///   item.
/// - [`SheetBlock::Figure`]: `index` counts [`Draft::pictures`].
/// - [`SheetBlock::Notes`]: the footnotes, anywhere; [`SheetInline::NoteMark`]
///   counts them from 1.
/// - [`SheetBlock::Contents`] is not written: composing makes it anew.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// The reference, where the file or its name has one.
    pub reference: Option<Reference>,
    /// ISO 639-1; empty while it is not known.
    pub language: String,
    /// The code of the house style, where the file states one.
    pub house: Option<String>,
    /// Office and kind of notice, in one line.
    pub masthead: Option<String>,
    /// `Brussels, 12 October 2018`, where it stands apart from the text.
    pub place_date: Option<String>,
    /// Where it was issued, where that stands apart from the text and without a
    /// date.
    pub place: Option<String>,
    /// The day of issue, where data state it.
    pub date: Option<jiff::civil::Date>,
    /// When the notice went out, RFC 3339 with offset.
    pub issued: Option<String>,
    /// Until when it must not be published, RFC 3339 with offset.
    pub embargo: Option<String>,
    /// The zone whose clocks show the times (IANA name).
    pub zone: Option<String>,
    /// The language that this one was translated from, ISO 639-1.
    pub translation_of: Option<String>,
    /// The events for machines; those that the text says itself may be missing.
    pub events: Vec<SheetEvent>,
    /// Corrections that were made public, the first one first.
    pub corrections: Vec<Change>,
    /// The withdrawal of the notice.
    pub withdrawal: Option<Change>,
    /// The headline.
    pub headline: Vec<SheetInline>,
    /// The body in order, flat.
    pub blocks: Vec<SheetBlock>,
    /// People who answer the press, where they stand apart from the text.
    pub contacts: Vec<SheetContact>,
    /// The pictures that figures name by their index.
    pub pictures: Vec<DraftPicture>,
    /// What fits nowhere in a notice; it is written at the end under a heading
    /// that says so.
    pub unplaced: Vec<SheetBlock>,
    /// What the reader was unsure of.
    pub doubts: Vec<Doubt>,
}

/// A correction or a withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When, RFC 3339 with offset.
    pub at: String,
    /// What was changed and why, as written.
    pub text: String,
}

/// A picture that came with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftPicture {
    /// The name of its file beside the notice: letters, digits, `-`, `_` and an
    /// ending.
    pub name: String,
    /// The file; none where only its name is known.
    pub bytes: Option<Arc<[u8]>>,
}

/// What a reader was unsure of. An officer reads it beside the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// A name for programs, such as `language-guessed`.
    pub name: &'static str,
    /// What, in one sentence without a full stop.
    pub message: String,
    /// Where in the file that was read: `paragraph 12`, `<nav>`; may be empty.
    pub place: String,
    /// The words that it is about; may be empty.
    pub words: String,
}

impl Doubt {
    /// A doubt about nothing in particular.
    pub fn new(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, message: message.into(), place: String::new(), words: String::new() }
    }

    /// Where it is.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }

    /// The words that it is about.
    #[must_use]
    pub fn about(mut self, words: impl Into<String>) -> Self {
        self.words = words.into();
        self
    }
}

/// The zone that a printed time names at its end: `… (Europe/Brussels)`.
pub(super) fn zone_in(line: &str) -> Option<String> {
    let names = line.rsplit('(').filter_map(|rest| rest.split_once(')')).map(|(name, _)| name);
    names.filter(|name| name.contains('/')).find(|name| jiff::tz::TimeZone::get(name).is_ok()).map(str::to_owned)
}

impl Draft {
    /// Notes a doubt.
    pub fn doubt(&mut self, doubt: Doubt) {
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }

    /// Adds a picture under a name of its own and gives back its index.
    pub fn picture(&mut self, name: &str, bytes: Option<Arc<[u8]>>) -> usize {
        let known = |picture: &DraftPicture| bytes.is_some() && picture.bytes == bytes;
        if let Some(at) = self.pictures.iter().position(known) {
            return at;
        }
        let name = self.free_name(&picture_name(name));
        self.pictures.push(DraftPicture { name, bytes });
        self.pictures.len() - 1
    }

    /// All its words, in the order in which they are written.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        for line in self.masthead.iter().chain(&self.place_date) {
            text.push_str(line);
            text.push('\n');
        }
        inline_text(&self.headline, &mut text);
        text.push('\n');
        push_blocks(&self.blocks, &mut text);
        push_blocks(&self.unplaced, &mut text);
        text
    }

    fn free_name(&self, name: &str) -> String {
        let is_taken = |name: &str| self.pictures.iter().any(|picture| picture.name == name);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let mut free = name.to_owned();
        let mut count = 1;
        while is_taken(&free) {
            count += 1;
            free = format!("{stem}-{count}.{ending}");
        }
        free
    }
}

/// Whether a block only says in which language the item above it is.
fn is_language_line(before: Option<&SheetBlock>, block: &SheetBlock) -> bool {
    let SheetBlock::Paragraph { children } = block else { return false };
    let [SheetInline::Text { text }] = children.as_slice() else { return false };
    let code = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or_default();
    matches!(before, Some(SheetBlock::Heading { level: 2, .. }))
        && code.len() == 2
        && code.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn push_blocks(blocks: &[SheetBlock], text: &mut String) {
    for (at, block) in blocks.iter().enumerate() {
        // It is not printed.
        if is_language_line(at.checked_sub(1).and_then(|before| blocks.get(before)), block) {
            continue;
        }
        let mut line = |inlines: &[SheetInline]| {
            inline_text(inlines, text);
            text.push('\n');
        };
        match block {
            SheetBlock::Paragraph { children }
            | SheetBlock::ContactLine { children }
            | SheetBlock::Heading { children, .. } => line(children),
            SheetBlock::Table { header, rows, .. } => {
                header.iter().chain(rows.iter().flatten()).for_each(|cell| line(cell))
            }
            SheetBlock::Figure { caption, .. } => line(caption),
            SheetBlock::List { items, .. } | SheetBlock::Notes { items } => {
                items.iter().for_each(|item| push_blocks(item, text));
            }
            SheetBlock::Quote { blocks, attribution } => {
                push_blocks(blocks, text);
                if let Some(name) = attribution {
                    inline_text(name, text);
                    text.push('\n');
                }
            }
            SheetBlock::Preformatted { text: lines } => {
                text.push_str(lines);
                text.push('\n');
            }
            SheetBlock::Contacts { items } => items.iter().for_each(|contact| push_contact(contact, text)),
            SheetBlock::Separator | SheetBlock::Contents { .. } => {}
        }
    }
}

fn push_contact(contact: &SheetContact, text: &mut String) {
    let own = std::iter::once(&contact.name).chain(&contact.organisation);
    for words in own.chain(contact.phones.iter().chain(&contact.emails).map(|address| &address.text)) {
        text.push_str(words);
        text.push('\n');
    }
}

/// A name for a picture beside a notice, from whatever it was called.
fn picture_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let clean = |part: &str| {
        let kept =
            part.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' });
        let kept: String = kept.take(60).collect();
        kept.trim_matches('-').to_owned()
    };
    let (stem, ending) = (clean(stem), clean(ending));
    let stem = if stem.is_empty() { "picture" } else { &stem };
    if ending.is_empty() { stem.to_owned() } else { format!("{stem}.{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_have_names_of_their_own() {
        let mut draft = Draft::default();
        let bytes = |text: &str| Some(Arc::from(text.as_bytes()));
        assert_eq!(draft.picture("../../Größe 1.PNG", bytes("one")), 0);
        assert_eq!(draft.picture("gr--e-1.png", bytes("two")), 1);
        assert_eq!(draft.picture("again.png", bytes("one")), 0);
        let names: Vec<&str> = draft.pictures.iter().map(|picture| picture.name.as_str()).collect();
        assert_eq!(names, ["gr--e-1.png", "gr--e-1-2.png"]);
    }
}
