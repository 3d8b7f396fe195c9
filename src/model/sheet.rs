//! What the reader will see: complete, ordered, in the reader's language.
//!
//! A sheet serialises to the JSON that every renderer works from; all text in
//! it is data.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::picture::Picture;
use super::section::Alignment;

/// One notice, ready to be set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// As printed: `AGENDA/18/5869`; for a draft without one, empty.
    pub reference: String,
    /// ISO 639-1.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Office and kind of notice, in one line.
    pub masthead: String,
    /// The institution.
    pub organisation: String,
    /// The kind of notice.
    pub kind: String,
    /// Where the notice comes from: the place of its dateline, else that of the
    /// house.
    pub place: Option<String>,
    /// `Brussels, 12 October 2018`, where the lead does not open with it.
    pub place_date: Option<String>,
    /// The line that says until when nothing may be published.
    pub embargo: Option<String>,
    /// Why the notice does not hold any more.
    pub withdrawal: Option<SheetChange>,
    /// What was corrected since the notice first went out, in the order of time.
    pub corrections: Vec<SheetChange>,
    /// The headline.
    pub headline: Vec<SheetInline>,
    /// The headline as characters.
    pub headline_text: String,
    /// The beginning of the text, for search results.
    pub description: String,
    /// Whether every page says that this is a draft.
    pub draft: bool,
    /// The body.
    pub sections: Vec<SheetSection>,
    /// What closes the text.
    pub end_mark: Option<String>,
    /// What the release is called everywhere and for ever, whatever the language:
    /// a URI such as `urn:pressdoc:ec:AGENDA:18:5869`.
    pub identifier: String,
    /// The public address of this language version, where the house style has
    /// one.
    pub address: Option<String>,
    /// The language that this version is translated from, where the notice says
    /// it, ISO 639-1.
    pub translation_of: Option<String>,
    /// From 1; one more for each correction and for the withdrawal.
    pub edition: usize,
    /// SHA-256 of [`Sheet::reading_text`], 64 hexadecimal digits.
    pub content_hash: String,
    /// The date of the document, ISO 8601.
    pub date: String,
    /// The time of the document, RFC 3339, where it is known.
    pub issued: Option<String>,
    /// Until when nothing may be published, RFC 3339.
    pub embargo_until: Option<String>,
    /// The zone of its times (IANA name).
    pub zone: String,
    /// The events with their times.
    pub events: Vec<SheetEvent>,
    /// The language versions of the release, this one among them, in the order
    /// of lists; none where there is only this one, or the others must not be
    /// known yet.
    pub versions: Vec<SheetVersion>,
    /// Words of the finished document, by key.
    pub labels: BTreeMap<String, String>,
    /// The pictures that the figures name by their index.
    #[serde(skip)]
    pub pictures: Vec<Picture>,
}

/// What was done to a notice after it had gone out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetChange {
    /// When, RFC 3339.
    pub at: String,
    /// What and why, as written.
    pub text: String,
    /// As printed: `Correction, 4 March 2026, 09:30 (Europe/London): …`.
    pub line: String,
}

/// A language version of the release.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetVersion {
    /// ISO 639-1.
    pub language: String,
    /// The language in itself: `français`.
    pub name: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The name of its finished files without ending, in the same folder:
    /// `AGENDA-18-5869.fr`.
    pub file: String,
    /// Whether it is this one.
    pub own: bool,
    /// Whether the others are translations of it.
    pub original: bool,
}

/// A headed part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetSection {
    /// What it is: `news`, `contacts`, `item`, `contents`, `other`…
    pub key: String,
    /// The level of its heading: 2, or 3 for a section of the item before it.
    pub level: u8,
    /// An anchor, unique in the sheet, ASCII.
    pub id: String,
    /// The label as printed.
    pub label: Option<String>,
    /// ISO 639-1.
    pub language: String,
    /// The content.
    pub blocks: Vec<SheetBlock>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SheetBlock {
    /// Running text.
    Paragraph {
        /// The text.
        children: Vec<SheetInline>,
    },
    /// A heading inside a section.
    Heading {
        /// 3 to 6, never skipping.
        level: u8,
        /// An anchor.
        id: String,
        /// The text.
        children: Vec<SheetInline>,
    },
    /// A list.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// The first number.
        start: u64,
        /// The items.
        items: Vec<Vec<SheetBlock>>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<SheetBlock>,
        /// Who said it, with the dash before the name.
        attribution: Option<Vec<SheetInline>>,
    },
    /// A table with a header row.
    Table {
        /// How each column is set.
        alignments: Vec<&'static str>,
        /// Header cells.
        header: Vec<Vec<SheetInline>>,
        /// The other rows.
        rows: Vec<Vec<Vec<SheetInline>>>,
    },
    /// A picture.
    Figure {
        /// Which of the sheet's pictures, from 0.
        index: usize,
        /// `png`, `jpg`, `gif`, `webp` or `svg`.
        format: &'static str,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// For those who do not see it.
        alternative_text: String,
        /// The text below.
        caption: Vec<SheetInline>,
    },
    /// Lines as they are.
    Preformatted {
        /// The lines.
        text: String,
    },
    /// The footnotes, numbered from 1.
    Notes {
        /// The notes.
        items: Vec<Vec<SheetBlock>>,
    },
    /// A line between two thoughts.
    Separator,
    /// The line that closes an item and says who answers for it.
    ContactLine {
        /// The text.
        children: Vec<SheetInline>,
    },
    /// The items of the notice.
    Contents {
        /// One an item.
        entries: Vec<SheetEntry>,
    },
    /// People who answer the press.
    Contacts {
        /// The people.
        items: Vec<SheetContact>,
    },
}

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetEntry {
    /// The anchor of the item.
    pub id: String,
    /// Its label.
    pub label: String,
    /// ISO 639-1.
    pub language: String,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SheetInline {
    /// Characters.
    Text {
        /// The characters.
        text: String,
    },
    /// Bold.
    Strong {
        /// The text.
        children: Vec<SheetInline>,
    },
    /// Italics.
    Emphasis {
        /// The text.
        children: Vec<SheetInline>,
    },
    /// A link with an allowed scheme.
    Link {
        /// The target.
        uri: String,
        /// The text.
        children: Vec<SheetInline>,
    },
    /// Characters of a machine.
    Code {
        /// The characters.
        text: String,
    },
    /// The mark of a footnote, printed as `(1)`.
    NoteMark {
        /// The number of the note, from 1.
        number: u32,
        /// Whether the note is marked here for the first time.
        first: bool,
    },
    /// A new line.
    Break,
}

/// A person or desk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetContact {
    /// Who.
    pub name: String,
    /// A page about them, where the name was a link.
    pub uri: Option<String>,
    /// Role, organisation.
    pub organisation: Option<String>,
    /// Telephone numbers.
    pub phones: Vec<SheetAddress>,
    /// Mail addresses.
    pub emails: Vec<SheetAddress>,
}

/// A number or address with its link.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetAddress {
    /// The word before it.
    pub label: Option<String>,
    /// As printed.
    pub text: String,
    /// `tel:` or `mailto:`.
    pub uri: String,
}

/// An event for machines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetEvent {
    /// Its name.
    pub title: String,
    /// `confirmed`, `tentative` or `cancelled`.
    pub status: &'static str,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub sittings: Vec<SheetSitting>,
}

/// A stretch of time, RFC 3339 with offset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetSitting {
    /// Beginning.
    pub starts: String,
    /// End.
    pub ends: Option<String>,
    /// The zone (IANA name).
    pub zone: Option<String>,
}

impl From<Alignment> for &'static str {
    fn from(alignment: Alignment) -> Self {
        match alignment {
            Alignment::None => "none",
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        }
    }
}

impl Sheet {
    /// The withdrawal, then the corrections: as they are printed, above the
    /// headline.
    pub fn changes(&self) -> impl Iterator<Item = &SheetChange> {
        self.withdrawal.iter().chain(&self.corrections)
    }

    /// When the notice was changed last, RFC 3339, if it ever was.
    pub fn changed(&self) -> Option<&str> {
        self.withdrawal.iter().chain(self.corrections.last()).map(|change| change.at.as_str()).next()
    }

    /// What this edition is called in this language: the identifier with both
    /// behind it, in the way of RFC 8141 (2.3.2), which every other URI has as
    /// well: `urn:pressdoc:ec:AGENDA:18:5869?=language=en&edition=2`.
    pub fn edition_name(&self) -> String {
        format!("{}?=language={}&edition={}", self.identifier, self.language, self.edition)
    }

    /// Every word in reading order, one space between two: the text that all
    /// forms have in common.
    pub fn reading_text(&self) -> String {
        let mut text = Reading::default();
        text.push(&self.masthead);
        text.push(&self.reference);
        text.push(self.place_date.as_deref().unwrap_or(""));
        text.push(self.embargo.as_deref().unwrap_or(""));
        self.changes().for_each(|change| text.push(&change.line));
        text.inlines(&self.headline);
        for section in &self.sections {
            text.push(section.label.as_deref().unwrap_or(""));
            text.blocks(&section.blocks);
        }
        text.push(self.end_mark.as_deref().unwrap_or(""));
        text.0.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The SHA-256 of the reading text, in hexadecimal digits: the same for
    /// every form, so that any of them can be checked against it.
    pub fn hash_content(&self) -> String {
        Sha256::digest(self.reading_text()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Collects words: what stands in different blocks never runs together.
#[derive(Default)]
struct Reading(String);

impl Reading {
    fn push(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push(' ');
    }

    fn blocks(&mut self, blocks: &[SheetBlock]) {
        for block in blocks {
            match block {
                SheetBlock::Paragraph { children }
                | SheetBlock::ContactLine { children }
                | SheetBlock::Heading { children, .. } => self.inlines(children),
                SheetBlock::Contents { entries } => entries.iter().for_each(|entry| self.push(&entry.label)),
                SheetBlock::List { items, .. } | SheetBlock::Notes { items } => {
                    items.iter().for_each(|item| self.blocks(item));
                }
                SheetBlock::Quote { blocks, attribution } => {
                    self.blocks(blocks);
                    attribution.iter().for_each(|attribution| self.inlines(attribution));
                }
                SheetBlock::Table { header, rows, .. } => {
                    header.iter().chain(rows.iter().flatten()).for_each(|cell| self.inlines(cell));
                }
                SheetBlock::Figure { caption, .. } => self.inlines(caption),
                SheetBlock::Preformatted { text } => self.push(text),
                SheetBlock::Separator => {}
                SheetBlock::Contacts { items } => items.iter().for_each(|contact| self.contact(contact)),
            }
        }
    }

    fn contact(&mut self, contact: &SheetContact) {
        self.push(&contact.name);
        self.push(contact.organisation.as_deref().unwrap_or(""));
        for address in contact.phones.iter().chain(&contact.emails) {
            self.push(address.label.as_deref().unwrap_or(""));
            self.push(&address.text);
        }
    }

    fn inlines(&mut self, inlines: &[SheetInline]) {
        inline_text(inlines, &mut self.0);
        self.0.push(' ');
    }
}

/// How a footnote is marked in every form, as in the Official Journal: `(1)`.
pub fn note_mark(number: u32) -> String {
    format!("({number})")
}

/// Appends the characters of `inlines`, breaks as spaces.
pub fn inline_text(inlines: &[SheetInline], text: &mut String) {
    for inline in inlines {
        match inline {
            SheetInline::Text { text: piece } | SheetInline::Code { text: piece } => text.push_str(piece),
            SheetInline::Strong { children }
            | SheetInline::Emphasis { children }
            | SheetInline::Link { children, .. } => {
                inline_text(children, text);
            }
            SheetInline::NoteMark { number, .. } => text.push_str(&note_mark(*number)),
            SheetInline::Break => text.push(' '),
        }
    }
}
