//! The notice as a piece of HTML that others set into a page of their own: the
//! body of wires, feeds and interfaces. It is well-formed XHTML at the same time,
//! so it can stand inside an XML document too.
//!
//! It brings no style, no script, no id and no address to load from: many may
//! stand on one page. What is written is what [`Sheet::reading_text`] reads, in
//! its order; only the headline is left to the field that a format has for it,
//! where it has one. Behind it, in a paragraph of the class `fixity`, stands what
//! proves the words.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::xml::{self, Writer, element, empty, is_blank, text, text_element};
use crate::model::sheet::{Sheet, SheetAddress, SheetBlock, SheetContact, SheetInline, SheetSection, note_mark};

/// What a fragment holds.
#[derive(Clone, Copy)]
pub(super) struct Fragment {
    /// Whether the headline stands in it, as its only `h1`.
    pub headline: bool,
    /// How its pictures come.
    pub pictures: Pictures,
}

/// How the pictures of a fragment come to the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pictures {
    /// As data in the fragment itself.
    Inside,
    /// As their alternative texts: feeds are fetched often, and the picture is
    /// one click away.
    Described,
}

impl Fragment {
    /// The fragment as text.
    pub fn html(self, sheet: &Sheet) -> io::Result<String> {
        let mut writer = xml::writer();
        self.write(&mut writer, sheet)?;
        String::from_utf8(writer.into_inner()).map_err(io::Error::other)
    }

    /// Writes the fragment into a document.
    pub fn write(self, writer: &mut Writer, sheet: &Sheet) -> io::Result<()> {
        let pen = Pen { sheet, pictures: self.pictures };
        let attributes = [("lang", sheet.language.as_str()), ("dir", sheet.direction.as_str())];
        element(writer, "div", &attributes, |writer| {
            pen.opening(writer)?;
            if self.headline {
                pen.line(writer, "h1", &[], &sheet.headline)?;
                end_of_line(writer)?;
            }
            sheet.sections.iter().try_for_each(|section| pen.section(writer, section))?;
            pen.words(writer, "end", sheet.end_mark.as_deref())?;
            pen.fixity(writer)
        })
    }
}

/// Writes the parts of one sheet.
struct Pen<'s> {
    sheet: &'s Sheet,
    pictures: Pictures,
}

impl Pen<'_> {
    fn opening(&self, writer: &mut Writer) -> io::Result<()> {
        let sheet = self.sheet;
        if sheet.draft {
            self.strong(writer, "draft", sheet.labels.get("draft").map(String::as_str))?;
        }
        self.words(writer, "masthead", Some(&sheet.masthead))?;
        self.words(writer, "reference", Some(&sheet.reference))?;
        self.words(writer, "dateline", sheet.place_date.as_deref())?;
        self.strong(writer, "embargo", sheet.embargo.as_deref())?;
        self.strong(writer, "withdrawal", sheet.withdrawal.as_ref().map(|change| change.line.as_str()))?;
        sheet.corrections.iter().try_for_each(|change| self.words(writer, "correction", Some(&change.line)))
    }

    /// What proves the words, and which edition of which notice they are: no part
    /// of them.
    fn fixity(&self, writer: &mut Writer) -> io::Result<()> {
        let sheet = self.sheet;
        let label = sheet.labels.get("content_hash").map_or("", String::as_str);
        element(writer, "p", &[("class", "fixity")], |writer| {
            text(writer, &format!("{label}: SHA-256 "))?;
            text_element(writer, "code", &[("dir", "ltr")], &sheet.content_hash)?;
            empty(writer, "br", &[])?;
            text_element(writer, "code", &[("dir", "ltr")], &sheet.edition_name())
        })?;
        end_of_line(writer)
    }

    /// A paragraph of words without markup; none where there are no words.
    fn words(&self, writer: &mut Writer, class: &str, words: Option<&str>) -> io::Result<()> {
        let Some(words) = words.filter(|words| !is_blank(words)) else { return Ok(()) };
        text_element(writer, "p", &[("class", class)], words)?;
        end_of_line(writer)
    }

    fn strong(&self, writer: &mut Writer, class: &str, words: Option<&str>) -> io::Result<()> {
        let Some(words) = words.filter(|words| !is_blank(words)) else { return Ok(()) };
        element(writer, "p", &[("class", class)], |writer| text_element(writer, "strong", &[], words))?;
        end_of_line(writer)
    }

    fn section(&self, writer: &mut Writer, section: &SheetSection) -> io::Result<()> {
        let foreign = [("lang", section.language.as_str()), ("dir", "auto")];
        let attributes: &[(&str, &str)] = if section.language == self.sheet.language { &[] } else { &foreign };
        element(writer, "div", attributes, |writer| {
            if let Some(label) = &section.label {
                text_element(writer, if section.level > 2 { "h3" } else { "h2" }, &[], label)?;
                end_of_line(writer)?;
            }
            self.blocks(writer, &section.blocks)
        })?;
        end_of_line(writer)
    }

    fn blocks(&self, writer: &mut Writer, blocks: &[SheetBlock]) -> io::Result<()> {
        blocks.iter().try_for_each(|block| {
            self.block(writer, block)?;
            // Contacts are a line each.
            if matches!(block, SheetBlock::Contacts { .. }) { Ok(()) } else { end_of_line(writer) }
        })
    }

    fn block(&self, writer: &mut Writer, block: &SheetBlock) -> io::Result<()> {
        match block {
            SheetBlock::Paragraph { children } | SheetBlock::ContactLine { children } => {
                self.line(writer, "p", &[], children)
            }
            SheetBlock::Heading { level, children, .. } => self.line(writer, heading(*level), &[], children),
            SheetBlock::List { ordered: false, items, .. } => self.list(writer, "ul", &[], items),
            SheetBlock::List { ordered: true, start: 1, items } => self.list(writer, "ol", &[], items),
            SheetBlock::List { ordered: true, start, items } => {
                self.list(writer, "ol", &[("start", &start.to_string())], items)
            }
            SheetBlock::Notes { items } => self.list(writer, "ol", &[("class", "notes")], items),
            SheetBlock::Quote { blocks, attribution } => self.quote(writer, blocks, attribution.as_deref()),
            SheetBlock::Table { alignments: _, header, rows } => self.table(writer, header, rows),
            SheetBlock::Figure { index, alternative_text, caption, width, height, .. } => {
                let size = (width.to_string(), height.to_string());
                element(writer, "figure", &[], |writer| {
                    self.picture(writer, *index, alternative_text, (&size.0, &size.1))?;
                    if caption.is_empty() { Ok(()) } else { self.line(writer, "figcaption", &[], caption) }
                })
            }
            SheetBlock::Preformatted { text } => element(writer, "pre", &[], |writer| {
                // HTML drops a line's end at the very beginning.
                xml::text(writer, if text.starts_with('\n') { "\n" } else { "" })?;
                xml::text(writer, text)
            }),
            SheetBlock::Separator => empty(writer, "hr", &[]),
            SheetBlock::Contents { entries } => element(writer, "ol", &[("class", "contents")], |writer| {
                entries.iter().try_for_each(|entry| {
                    let foreign = [("lang", entry.language.as_str()), ("dir", "auto")];
                    let attributes: &[(&str, &str)] =
                        if entry.language == self.sheet.language { &[] } else { &foreign };
                    text_element(writer, "li", attributes, &entry.label)?;
                    end_of_line(writer)
                })
            }),
            SheetBlock::Contacts { items } => items.iter().try_for_each(|contact| self.contact(writer, contact)),
        }
    }

    fn list(
        &self,
        writer: &mut Writer,
        name: &str,
        attributes: &[(&str, &str)],
        items: &[Vec<SheetBlock>],
    ) -> io::Result<()> {
        element(writer, name, attributes, |writer| {
            items.iter().try_for_each(|item| element(writer, "li", &[], |writer| self.blocks(writer, item)))
        })
    }

    fn quote(&self, writer: &mut Writer, blocks: &[SheetBlock], attribution: Option<&[SheetInline]>) -> io::Result<()> {
        let quotation = |writer: &mut Writer| element(writer, "blockquote", &[], |writer| self.blocks(writer, blocks));
        let Some(attribution) = attribution else { return quotation(writer) };
        element(writer, "figure", &[], |writer| {
            quotation(writer)?;
            self.line(writer, "figcaption", &[], attribution)
        })
    }

    /// A table without a word in one of its header cells takes its first column
    /// as row headers, so that every cell has a header.
    fn table(
        &self,
        writer: &mut Writer,
        header: &[Vec<SheetInline>],
        rows: &[Vec<Vec<SheetInline>>],
    ) -> io::Result<()> {
        let named = header.iter().filter(|cell| has_words(cell)).count();
        element(writer, "table", &[], |writer| {
            if named > 0 {
                let cells = |writer: &mut Writer| {
                    header.iter().try_for_each(|cell| {
                        match has_words(cell) {
                            true => self.line(writer, "th", &[("scope", "col")], cell)?,
                            false => self.line(writer, "td", &[], &[])?,
                        }
                        end_of_line(writer)
                    })
                };
                element(writer, "thead", &[], |writer| element(writer, "tr", &[], cells))?;
            }
            element(writer, "tbody", &[], |writer| {
                rows.iter().try_for_each(|row| {
                    element(writer, "tr", &[], |writer| {
                        row.iter().enumerate().try_for_each(|(column, cell)| {
                            if column == 0 && named < header.len() && has_words(cell) {
                                self.line(writer, "th", &[("scope", "row")], cell)?;
                            } else {
                                self.line(writer, "td", &[], cell)?;
                            }
                            end_of_line(writer)
                        })
                    })
                })
            })
        })
    }

    fn picture(&self, writer: &mut Writer, index: usize, alternative: &str, size: (&str, &str)) -> io::Result<()> {
        let inside = self.sheet.pictures.get(index).filter(|_| self.pictures == Pictures::Inside);
        let Some(picture) = inside else { return self.words(writer, "picture", Some(alternative)) };
        let source = format!("data:{};base64,{}", picture.media_type(), BASE64.encode(&picture.bytes));
        let attributes = [("src", source.as_str()), ("alt", alternative), ("width", size.0), ("height", size.1)];
        empty(writer, "img", &attributes)
    }

    /// Name, role, numbers and addresses, a line each.
    fn contact(&self, writer: &mut Writer, contact: &SheetContact) -> io::Result<()> {
        element(writer, "p", &[("class", "contact")], |writer| {
            match &contact.uri {
                Some(uri) => text_element(writer, "a", &[("href", uri)], &contact.name)?,
                None => text(writer, &contact.name)?,
            }
            let mut first = is_blank(&contact.name);
            let mut next_line = |writer: &mut Writer| {
                if std::mem::take(&mut first) { Ok(()) } else { empty(writer, "br", &[]) }
            };
            if let Some(organisation) = &contact.organisation {
                next_line(writer)?;
                text(writer, organisation)?;
            }
            contact.phones.iter().chain(&contact.emails).try_for_each(|SheetAddress { label, text: shown, uri }| {
                next_line(writer)?;
                if let Some(label) = label {
                    text(writer, label)?;
                    text(writer, " ")?;
                }
                text_element(writer, "a", &[("href", uri), ("dir", "ltr")], shown)
            })
        })?;
        end_of_line(writer)
    }

    /// An element with running text.
    fn line(
        &self,
        writer: &mut Writer,
        name: &str,
        attributes: &[(&str, &str)],
        children: &[SheetInline],
    ) -> io::Result<()> {
        element(writer, name, attributes, |writer| self.inlines(writer, children))
    }

    fn inlines(&self, writer: &mut Writer, inlines: &[SheetInline]) -> io::Result<()> {
        inlines.iter().try_for_each(|inline| match inline {
            SheetInline::Text { text } => xml::text(writer, text),
            SheetInline::Strong { children } => self.line(writer, "strong", &[], children),
            SheetInline::Emphasis { children } => self.line(writer, "em", &[], children),
            SheetInline::Link { uri, children } => {
                // Numbers run from left to right in any text.
                let is_number = uri.starts_with("tel:") && self.sheet.direction == "rtl";
                let both = [("href", uri.as_str()), ("dir", "ltr")];
                self.line(writer, "a", if is_number { &both } else { &both[..1] }, children)
            }
            SheetInline::Code { text } => element(writer, "code", &[], |writer| xml::text(writer, text)),
            SheetInline::NoteMark { number, .. } => {
                element(writer, "sup", &[], |writer| xml::text(writer, &note_mark(*number)))
            }
            SheetInline::Break => empty(writer, "br", &[]),
        })
    }
}

/// Those who take the tags away must find words apart.
fn end_of_line(writer: &mut Writer) -> io::Result<()> {
    text(writer, "\n")
}

fn heading(level: u8) -> &'static str {
    match level {
        0..=3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

fn has_words(inlines: &[SheetInline]) -> bool {
    let mut text = String::new();
    crate::model::sheet::inline_text(inlines, &mut text);
    !is_blank(&text)
}
