//! The text of a notice as WordprocessingML, block by block.

use std::collections::BTreeMap;

use super::inlines::{Line, Look as RunLook, Target};
use super::languages::is_right_to_left;
use super::look::Look;
use super::numbering::{LEVELS, Numbering};
use super::package::{Part, Relationships};
use super::style_list::{BETWEEN, HAIRLINE, LIST_STEP, QUOTE_STEP};
use super::styles::borders;
use super::xml::{Attributes, Xml};
use crate::model::section::ITEM;
use crate::model::sheet::{Sheet, SheetBlock, SheetInline, SheetSection};

/// Sets one notice.
pub struct Setter<'a> {
    /// The notice.
    pub sheet: &'a Sheet,
    /// The house style.
    pub look: &'a Look,
    /// The part that is being written.
    pub xml: Xml,
    /// Where this part leads.
    pub relationships: Relationships,
    /// The lists of all parts.
    pub numbering: Numbering,
    /// Pictures.
    pub media: Vec<Part>,
    /// The language of the section.
    pub language: &'a str,
    /// Whether its words run to the left.
    pub right_to_left: bool,
    /// The footnotes that are marked in the text, by their numbers.
    pub notes: BTreeMap<u32, &'a [SheetBlock]>,
    /// Whether Word can count the footnotes itself.
    pub counted: bool,
    /// Whether the section belongs to an item.
    pub in_item: bool,
    /// Whether a footnote is being written: Word knows no footnote of a footnote.
    pub in_note: bool,
    /// Bookmarks so far.
    pub bookmarks: u32,
    /// Drawings so far.
    pub drawings: u32,
}

/// What a paragraph has beside its style.
#[derive(Clone, Copy, Default)]
pub struct Paragraph {
    /// The style.
    pub style: &'static str,
    /// Whether it stays with the next one.
    pub keep_next: Option<bool>,
    /// The list and the level in it.
    pub number: Option<(u32, u8)>,
    /// Whether a hairline is above it.
    pub hairline: bool,
    /// How far it stands in.
    pub start: Option<u32>,
    /// How far its first line stands out.
    pub hanging: u32,
    /// The space behind it.
    pub after: Option<u32>,
    /// How its lines are set.
    pub side: Option<&'static str>,
}

impl Paragraph {
    /// A paragraph of a style.
    pub fn styled(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }
}

/// Where blocks stand.
#[derive(Clone, Copy, Default)]
pub struct Place {
    /// How far they stand in.
    indent: u32,
    /// Whether they are quoted.
    quoted: bool,
    /// Whether they are a footnote.
    note: bool,
}

impl Place {
    /// In a footnote.
    pub fn note() -> Self {
        Self { note: true, ..Self::default() }
    }

    fn is_plain(self) -> bool {
        self.indent == 0 && !self.quoted && !self.note
    }

    fn style(self) -> &'static str {
        match (self.quoted, self.note) {
            (true, _) => "Quote",
            (_, true) => "FootnoteText",
            _ => "Normal",
        }
    }
}

impl<'a> Setter<'a> {
    /// Writes an element around what `content` sets.
    pub fn inside(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.xml, Xml::fragment());
        content(self);
        let inner = std::mem::replace(&mut self.xml, outside);
        self.xml.wrap(name, attributes, inner);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, paragraph: Paragraph, line: &Line) {
        self.paragraph_with(paragraph, |setter| setter.line(line));
    }

    /// A paragraph with whatever `content` sets.
    pub fn paragraph_with(&mut self, paragraph: Paragraph, content: impl FnOnce(&mut Self)) {
        self.inside("w:p", &[], |setter| {
            setter.paragraph_properties(paragraph);
            content(setter);
        });
    }

    fn paragraph_properties(&mut self, paragraph: Paragraph) {
        let (look, right_to_left) = (self.look, self.right_to_left);
        self.xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", paragraph.style);
            match paragraph.keep_next {
                Some(true) => xml.empty("w:keepNext", &[]),
                Some(false) => xml.value("w:keepNext", "0"),
                None => {}
            }
            if let Some((list, level)) = paragraph.number {
                xml.element("w:numPr", &[], |xml| {
                    xml.value("w:ilvl", &level.to_string());
                    xml.value("w:numId", &list.to_string());
                });
            }
            if paragraph.hairline {
                borders(xml, &[HAIRLINE], look);
            }
            if right_to_left {
                xml.empty("w:bidi", &[]);
            }
            if let Some(after) = paragraph.after {
                xml.empty("w:spacing", &[("w:after", &after.to_string())]);
            }
            if let Some(start) = paragraph.start {
                let (start, hanging) = (start.to_string(), paragraph.hanging.to_string());
                let mut attributes = vec![("w:left", start.as_str())];
                if paragraph.hanging > 0 {
                    attributes.push(("w:hanging", &hanging));
                }
                xml.empty("w:ind", &attributes);
            }
            if let Some(side) = paragraph.side {
                xml.value("w:jc", side);
            }
        });
    }

    /// A section: its label, then its blocks.
    pub fn section(&mut self, at: usize, section: &'a SheetSection, hairline: bool) {
        self.language = &section.language;
        self.right_to_left = if section.language == self.sheet.language {
            self.sheet.direction == "rtl"
        } else {
            is_right_to_left(&section.language)
        };
        if let Some(label) = &section.label {
            let style = if section.key == "contents" { "TOCHeading" } else { heading(section.level) };
            let paragraph = Paragraph { hairline, ..Paragraph::styled(style) };
            let mut line = Line::default();
            line.text(label, RunLook::default());
            let bookmark = (section.key == ITEM).then(|| item_bookmark(at));
            self.paragraph_with(paragraph, |setter| match bookmark {
                Some(name) => setter.bookmarked(&name, |setter| setter.line(&line)),
                None => setter.line(&line),
            });
        }
        self.in_item = section.level > 2;
        self.blocks(&section.blocks, Place::default());
        self.in_item = false;
        self.language = &self.sheet.language;
        self.right_to_left = self.sheet.direction == "rtl";
    }

    fn bookmarked(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        content(self);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// Blocks one after the other.
    pub fn blocks(&mut self, blocks: &'a [SheetBlock], place: Place) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, place, at.checked_sub(1).and_then(|before| blocks.get(before)));
        }
    }

    fn block(&mut self, block: &'a SheetBlock, place: Place, before: Option<&SheetBlock>) {
        let start = (place.indent > 0).then_some(place.indent);
        match block {
            SheetBlock::Paragraph { children } => {
                self.paragraph(Paragraph { start, ..Paragraph::styled(place.style()) }, &Line::of(children));
            }
            SheetBlock::Heading { level, children, .. } => {
                self.paragraph(Paragraph { start, ..Paragraph::styled(heading(*level)) }, &Line::of(children));
            }
            SheetBlock::List { ordered, start, items } => self.list(*ordered, *start, items, 0, place),
            SheetBlock::Quote { blocks, attribution } => self.quote(blocks, attribution.as_deref(), place, before),
            SheetBlock::Table { alignments, header, rows } => self.table(alignments, header, rows, place.indent),
            SheetBlock::Figure { index, alternative_text, caption, .. } => {
                self.figure(*index, alternative_text, start, !caption.is_empty());
                if !caption.is_empty() {
                    self.paragraph(Paragraph { start, ..Paragraph::styled("Caption") }, &Line::of(caption));
                }
            }
            SheetBlock::Preformatted { text } => {
                let mut line = Vec::new();
                for (at, own) in text.split('\n').enumerate() {
                    line.extend((at > 0).then_some(SheetInline::Break));
                    line.push(SheetInline::Text { text: own.to_owned() });
                }
                self.paragraph(Paragraph { start, ..Paragraph::styled("Preformatted") }, &Line::of(&line));
            }
            // They are at the foot of the page; what nobody marks stands here.
            SheetBlock::Notes { items } => {
                for (number, item) in (1..).zip(items) {
                    if !self.notes.contains_key(&number) {
                        self.unmarked_note(number, item);
                    }
                }
            }
            SheetBlock::Separator => {
                self.paragraph(Paragraph { start, ..Paragraph::styled("Separator") }, &Line::default());
            }
            SheetBlock::ContactLine { children } => {
                self.paragraph(Paragraph { start, ..Paragraph::styled("ContactLine") }, &Line::of(children));
            }
            SheetBlock::Contents { entries } => {
                for entry in entries {
                    let at = self.sheet.sections.iter().position(|section| section.id == entry.id);
                    let mut line = Line::default();
                    line.link(&entry.label, Target::Bookmark(item_bookmark(at.unwrap_or_default())));
                    let own = std::mem::replace(&mut self.language, &entry.language);
                    self.paragraph(Paragraph::styled("TOC1"), &line);
                    self.language = own;
                }
            }
            SheetBlock::Contacts { items } if self.in_item && items.iter().all(|item| item.organisation.is_none()) => {
                items.iter().for_each(|contact| self.contact_entry(contact));
            }
            SheetBlock::Contacts { items } => self.contacts(items),
        }
    }

    fn unmarked_note(&mut self, number: u32, blocks: &'a [SheetBlock]) {
        let mut line = Line::default();
        line.text(&crate::model::sheet::note_mark(number), RunLook::styled("FootnoteReference"));
        line.text(" ", RunLook::default());
        let mut rest = blocks;
        if let Some((SheetBlock::Paragraph { children }, behind)) = blocks.split_first() {
            line.inlines(children);
            rest = behind;
        }
        self.paragraph(Paragraph::styled("FootnoteText"), &line);
        self.blocks(rest, Place::note());
    }

    /// A list; `level` counts from 0. What follows the first paragraph of an item
    /// is set in as far as its words.
    fn list(&mut self, ordered: bool, start: u64, items: &'a [Vec<SheetBlock>], level: u8, place: Place) {
        let word_level = level.min(LEVELS - 1);
        let list = self.numbering.list(ordered, word_level, start);
        let indent = place.indent + LIST_STEP * (u32::from(level) + 1);
        let own = place.indent > 0 || level != word_level;
        let style = if ordered { "ListNumber" } else { "ListBullet" };
        for (number, item) in items.iter().enumerate() {
            let is_last = level == 0 && number + 1 == items.len();
            let (first, rest) = match item.split_first() {
                Some((SheetBlock::Paragraph { children }, rest)) => (Line::of(children), rest),
                _ => (Line::default(), item.as_slice()),
            };
            let paragraph = Paragraph {
                number: Some((list, word_level)),
                start: own.then_some(indent),
                hanging: LIST_STEP,
                after: (is_last && rest.is_empty()).then_some(BETWEEN),
                ..Paragraph::styled(style)
            };
            self.paragraph(paragraph, &first);
            for (at, block) in rest.iter().enumerate() {
                let closes = is_last && at + 1 == rest.len();
                match block {
                    SheetBlock::List { ordered, start, items } => {
                        self.list(*ordered, *start, items, level.saturating_add(1), place);
                    }
                    SheetBlock::Paragraph { children } => {
                        let paragraph = Paragraph {
                            start: Some(indent),
                            after: closes.then_some(BETWEEN),
                            ..Paragraph::styled("ListContinue")
                        };
                        self.paragraph(paragraph, &Line::of(children));
                    }
                    other => {
                        let inside = Place { indent, ..place };
                        self.tagged(&format!("item-{level}"), |setter| setter.block(other, inside, None));
                    }
                }
            }
        }
    }

    /// A quotation of plain paragraphs is a row of paragraphs in its style; any
    /// other is put into a frame of its own, because Word has none for it.
    fn quote(
        &mut self,
        blocks: &'a [SheetBlock],
        attribution: Option<&'a [SheetInline]>,
        place: Place,
        before: Option<&SheetBlock>,
    ) {
        let is_simple = blocks.iter().all(|block| matches!(block, SheetBlock::Paragraph { .. }));
        let runs_on = matches!(before, Some(SheetBlock::Quote { attribution: None, .. }));
        let inside = Place { indent: place.indent + QUOTE_STEP, quoted: true, ..place };
        let content = |setter: &mut Self| {
            setter.blocks(blocks, inside);
            if let Some(attribution) = attribution {
                let paragraph = Paragraph { start: Some(inside.indent), ..Paragraph::styled("QuoteAttribution") };
                setter.paragraph(paragraph, &Line::of(attribution));
            }
        };
        if blocks.is_empty() && attribution.is_none() {
            return;
        }
        if is_simple && !runs_on && place.is_plain() {
            content(self);
        } else {
            self.tagged("quote", content);
        }
    }

    /// Blocks in a content control, whose tag says what they are together.
    fn tagged(&mut self, tag: &str, content: impl FnOnce(&mut Self)) {
        self.inside("w:sdt", &[], |setter| {
            setter.xml.element("w:sdtPr", &[], |xml| xml.value("w:tag", tag));
            setter.inside("w:sdtContent", &[], content);
        });
    }
}

/// The style of a heading: the labels of sections are of the second level on a
/// page, below the headline, and of the first in Word, below the title.
fn heading(level: u8) -> &'static str {
    match level {
        0..=2 => "Heading1",
        3 => "Heading2",
        4 => "Heading3",
        5 => "Heading4",
        _ => "Heading5",
    }
}

/// The name of the bookmark at an item, by the place of its section. Word allows
/// letters, digits and forty of them.
fn item_bookmark(section: usize) -> String {
    format!("item_{}", section + 1)
}
