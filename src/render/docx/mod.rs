//! The notice as a Word file: Office Open XML, transitional (ECMA-376). Words
//! are set in styles that are named after what they mean, so that an officer can
//! work on them in Word, a screen reader finds its way, and pressdoc can read
//! the notice back.

mod contacts;
mod furniture;
mod inlines;
mod languages;
mod look;
mod numbering;
mod package;
mod pictures;
mod properties;
mod setter;
mod settings;
mod style_list;
mod styles;
mod tables;
mod xml;

use std::collections::BTreeMap;

use super::{Format, Press, refuse_unreadable_colours, sheet_name};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::sheet::{Sheet, SheetBlock, SheetInline};
use inlines::{Line, Look as RunLook};
use look::Look;
use numbering::Numbering;
use package::{Part, Relationships, pack};
use setter::{Paragraph, Place, Setter};
use xml::{Attributes, Xml};

/// The form `docx`.
pub struct Docx;

/// The namespace of WordprocessingML.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The namespaces of a part with text.
const NAMESPACES: Attributes<'static> = &[
    ("xmlns:w", WORD),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
];

impl Format for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }

    fn summary(&self) -> &'static str {
        "a Word file with styles, footnotes and alternative texts; `pressdoc import` reads it back"
    }

    fn prepare(&self, catalog: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        refuse_unreadable_colours(catalog, house)?;
        Ok(Box::new(DocxPress { look: Look::new(catalog, house)? }))
    }
}

struct DocxPress {
    look: Look,
}

impl Press for DocxPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        let parts = parts(sheet, &self.look);
        parts.and_then(|parts| pack(&parts)).map_err(|fault| Error::Render {
            form: "docx",
            name: sheet_name(sheet),
            reason: fault.to_string(),
        })
    }
}

/// All parts of the package, in the order of the archive.
fn parts(sheet: &Sheet, look: &Look) -> std::io::Result<Vec<Part>> {
    let document = "word/document.xml";
    let mut parts = properties::parts(sheet, look)?;
    let mut root = Relationships::default();
    root.part("officeDocument", document);
    root.other_part(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
    root.part("extended-properties", "docProps/app.xml");
    root.part("custom-properties", "docProps/custom.xml");
    parts.splice(0..0, root.into_part("")?);

    let mut setter = Setter::new(sheet, look);
    let (body, mut leads_to) = setter.body();
    let notes = setter.footnotes()?;
    leads_to.part("styles", "styles.xml");
    leads_to.part("settings", "settings.xml");
    leads_to.part("fontTable", "fontTable.xml");
    let section = section(&mut leads_to, sheet, look);
    let numbering = setter.numbering.into_part()?;
    if numbering.is_some() {
        leads_to.part("numbering", "numbering.xml");
    }
    if !notes.is_empty() {
        leads_to.part("footnotes", "footnotes.xml");
    }
    let mut xml = Xml::document();
    xml.element("w:document", NAMESPACES, |xml| {
        xml.element("w:body", &[], |xml| {
            xml.append(body);
            xml.append(section);
        });
    });
    parts.extend(leads_to.into_part(document)?);
    parts.push(Part {
        path: document.to_owned(),
        content_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        bytes: xml.finish()?,
    });
    parts.push(styles::part(sheet, look)?);
    parts.extend(numbering);
    parts.extend(notes);
    parts.extend(settings::parts(sheet, look)?);
    parts.extend(furniture::parts(sheet, look)?);
    parts.extend(pictures::mark_parts(look));
    parts.extend(setter.media);
    Ok(parts)
}

/// Paper, margins, headers and footer.
fn section(leads_to: &mut Relationships, sheet: &Sheet, look: &Look) -> Xml {
    let mut xml = Xml::fragment();
    let [start, end, top, bottom] = look.margins();
    // The page is a mirror image where words run to the left.
    let (left, right) = if sheet.direction == "rtl" { (end, start) } else { (start, end) };
    let first = leads_to.part("header", "header1.xml");
    let others = leads_to.part("header", "header2.xml");
    let footer = leads_to.part("footer", "footer1.xml");
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", &first)]);
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", &others)]);
        xml.empty("w:footerReference", &[("w:type", "first"), ("r:id", &footer)]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &footer)]);
        let number = |number: u32| number.to_string();
        xml.empty("w:pgSz", &[("w:w", &number(look.width)), ("w:h", &number(look.height))]);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &number(top)),
                ("w:right", &number(right)),
                ("w:bottom", &number(bottom)),
                ("w:left", &number(left)),
                ("w:header", &number(look.header())),
                ("w:footer", &number(look::twips(12.0))),
                ("w:gutter", "0"),
            ],
        );
        xml.empty("w:titlePg", &[]);
        if sheet.direction == "rtl" {
            xml.empty("w:bidi", &[]);
        }
    });
    xml
}

impl<'a> Setter<'a> {
    fn new(sheet: &'a Sheet, look: &'a Look) -> Self {
        let notes = notes(sheet);
        let marks = marks(sheet);
        // What is marked nowhere stands where the notes are.
        let notes: BTreeMap<u32, &[SheetBlock]> =
            notes.into_iter().filter(|(number, _)| marks.contains(number)).collect();
        let first: Vec<u32> = marks.into_iter().filter(|number| notes.contains_key(number)).collect();
        Self {
            sheet,
            look,
            xml: Xml::fragment(),
            relationships: Relationships::default(),
            numbering: Numbering::default(),
            media: Vec::new(),
            language: &sheet.language,
            right_to_left: sheet.direction == "rtl",
            counted: first.iter().copied().eq(1..=first.len() as u32),
            notes,
            in_item: false,
            in_note: false,
            bookmarks: 0,
            drawings: 0,
        }
    }

    /// The text of the notice, and where it leads.
    fn body(&mut self) -> (Xml, Relationships) {
        let sheet = self.sheet;
        self.masthead();
        let plain = |text: &str| {
            let mut line = Line::default();
            line.text(text, RunLook::default());
            line
        };
        let mut lines: Vec<(&'static str, &str)> = Vec::new();
        lines.extend(sheet.place_date.as_deref().map(|line| ("Dateline", line)));
        lines.extend(sheet.embargo.as_deref().map(|line| ("Embargo", line)));
        lines.extend(sheet.withdrawal.iter().map(|change| ("Withdrawal", change.line.as_str())));
        lines.extend(sheet.corrections.iter().map(|change| ("Correction", change.line.as_str())));
        for (style, text) in lines {
            self.paragraph(Paragraph::styled(style), &plain(text));
        }
        self.paragraph(Paragraph::styled("Title"), &Line::of(&sheet.headline));
        // Those who answer for the text begin behind a hairline, and items too.
        let answers = |key: &str| key == "contacts" || key == "inquiries";
        let closing = sheet.sections.iter().position(|section| section.level == 2 && answers(&section.key));
        for (at, section) in sheet.sections.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| sheet.sections.get(before));
            let item =
                section.key == crate::model::section::ITEM && before.is_some_and(|before| before.key != "contents");
            self.section(at, section, item || (closing == Some(at) && at > 0));
        }
        if let Some(mark) = &sheet.end_mark {
            self.paragraph(Paragraph::styled("EndMark"), &plain(mark));
        }
        (std::mem::replace(&mut self.xml, Xml::fragment()), std::mem::take(&mut self.relationships))
    }

    /// Office and kind of notice, and the reference at the end of the line.
    fn masthead(&mut self) {
        let mut line = Line::default();
        line.text(&self.sheet.masthead, RunLook::default());
        if !self.sheet.reference.is_empty() {
            line.tab();
            line.text(&self.sheet.reference, RunLook::styled("Reference"));
        }
        self.paragraph(Paragraph::styled("Masthead"), &line);
    }

    /// The footnotes with what they lead to.
    fn footnotes(&mut self) -> std::io::Result<Vec<Part>> {
        if self.notes.is_empty() {
            return Ok(Vec::new());
        }
        self.in_note = true;
        for (id, kind, mark) in
            [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
        {
            self.xml.element("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                xml.element("w:p", &[], |xml| {
                    xml.element("w:pPr", &[], |xml| {
                        xml.empty("w:spacing", &[("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")]);
                    });
                    xml.element("w:r", &[], |xml| xml.empty(mark, &[]));
                });
            });
        }
        for (number, blocks) in self.notes.clone() {
            self.inside("w:footnote", &[("w:id", &number.to_string())], |setter| setter.footnote(number, blocks));
        }
        self.in_note = false;
        let path = "word/footnotes.xml".to_owned();
        let mut xml = Xml::document();
        let inner = std::mem::replace(&mut self.xml, Xml::fragment());
        xml.wrap("w:footnotes", NAMESPACES, inner);
        let mut parts: Vec<Part> = std::mem::take(&mut self.relationships).into_part(&path)?.into_iter().collect();
        let content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml";
        parts.push(Part { path, content_type, bytes: xml.finish()? });
        Ok(parts)
    }

    /// A footnote: its mark hangs before the first line.
    fn footnote(&mut self, number: u32, blocks: &'a [SheetBlock]) {
        let (first, rest) = match blocks.split_first() {
            Some((SheetBlock::Paragraph { children }, rest)) => (Line::of(children), rest),
            _ => (Line::default(), blocks),
        };
        self.paragraph_with(Paragraph::styled("FootnoteText"), |setter| {
            let counted = setter.counted;
            setter.xml.element("w:r", &[], |xml| {
                xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", "FootnoteReference"));
                if counted {
                    xml.empty("w:footnoteRef", &[]);
                } else {
                    xml.leaf("w:t", &[], &number.to_string());
                }
            });
            setter.xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
            setter.line(&first);
        });
        self.blocks(rest, Place::note());
    }
}

/// The footnotes of a sheet by their numbers.
fn notes(sheet: &Sheet) -> BTreeMap<u32, &[SheetBlock]> {
    let blocks = sheet.sections.iter().flat_map(|section| &section.blocks);
    let items = blocks.filter_map(|block| match block {
        SheetBlock::Notes { items } => Some(items),
        _ => None,
    });
    items.flat_map(|items| (1..).zip(items.iter().map(Vec::as_slice))).collect()
}

/// The numbers of the footnotes in the order in which the text marks them first;
/// what a footnote itself marks does not count.
fn marks(sheet: &Sheet) -> Vec<u32> {
    let mut found = Vec::new();
    marks_in(&sheet.headline, &mut found);
    for section in &sheet.sections {
        section.blocks.iter().for_each(|block| marks_of(block, &mut found));
    }
    found
}

fn marks_of(block: &SheetBlock, found: &mut Vec<u32>) {
    match block {
        SheetBlock::Paragraph { children }
        | SheetBlock::ContactLine { children }
        | SheetBlock::Heading { children, .. }
        | SheetBlock::Figure { caption: children, .. } => marks_in(children, found),
        SheetBlock::List { items, .. } => items.iter().flatten().for_each(|block| marks_of(block, found)),
        SheetBlock::Quote { blocks, attribution } => {
            blocks.iter().for_each(|block| marks_of(block, found));
            attribution.iter().for_each(|attribution| marks_in(attribution, found));
        }
        SheetBlock::Table { header, rows, .. } => {
            header.iter().chain(rows.iter().flatten()).for_each(|cell| marks_in(cell, found));
        }
        SheetBlock::Notes { .. }
        | SheetBlock::Preformatted { .. }
        | SheetBlock::Separator
        | SheetBlock::Contents { .. }
        | SheetBlock::Contacts { .. } => {}
    }
}

fn marks_in(inlines: &[SheetInline], found: &mut Vec<u32>) {
    for inline in inlines {
        match inline {
            SheetInline::NoteMark { number, first: true } => found.push(*number),
            SheetInline::Strong { children }
            | SheetInline::Emphasis { children }
            | SheetInline::Link { children, .. } => marks_in(children, found),
            _ => {}
        }
    }
}
