//! Word files: the parts of the package by the names of ECMA-376.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::xml::{Element, Node};
use super::{LARGEST, Unreadable, normalised, utf8};

/// Parts of a package; ours have about twenty and the pictures.
const MOST_PARTS: usize = 2_000;

/// What a Word file says.
#[derive(Debug, Default)]
pub struct WordText {
    /// The parts by their names.
    pub parts: BTreeMap<String, Vec<u8>>,
    /// The words of the text but those of the footnotes.
    pub words: String,
    /// Where paragraphs end in these words, and where they begin.
    pub breaks: Vec<usize>,
    /// The words of the footnotes, one after the other.
    pub notes: String,
    /// The words of headers and footers.
    pub furniture: String,
    /// The headings with their levels: the title is the first.
    pub headings: Vec<(u8, String)>,
    /// Where links lead outside, of text and footnotes.
    pub links: BTreeSet<String>,
    /// Alternative texts of the pictures in the text.
    pub alternative_texts: Vec<String>,
    /// The style of each paragraph of the text.
    pub styles: Vec<String>,
    /// Rows that every page repeats.
    pub header_rows: usize,
    /// What the file says of itself, beside what every such file does.
    pub properties: BTreeMap<String, String>,
}

/// A part as it is read.
#[derive(Default)]
struct Part {
    /// The words of each, one space between two.
    paragraphs: Vec<String>,
    headings: Vec<(u8, String)>,
    links: BTreeSet<String>,
    alternative_texts: Vec<String>,
    styles: Vec<String>,
    header_rows: usize,
    /// Where its relationships lead outside.
    targets: BTreeMap<String, String>,
}

/// A paragraph that has not ended.
#[derive(Default)]
struct Paragraph {
    style: String,
    text: String,
}

impl WordText {
    /// Reads a file; every part that is XML is read to its end.
    ///
    /// # Errors
    /// When the package cannot be unpacked or is too large, a part stands in it
    /// twice, one is no XML, or a link leads nowhere.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut found = Self { parts: unpack(bytes)?, ..Self::default() };
        let mut documents = BTreeMap::new();
        for (name, content) in found.parts.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels"))
        {
            let document = Element::read(content);
            let document = document.map_err(|reason| Unreadable::new(format!("{}: {reason}", name.escape_debug())))?;
            documents.insert(name.as_str(), document);
        }
        let text = Part::read(&documents, "word/document.xml")?;
        let notes = Part::read(&documents, "word/footnotes.xml")?;
        for name in ["word/header1.xml", "word/header2.xml", "word/footer1.xml"] {
            found.furniture.push_str(&Part::read(&documents, name)?.words());
            found.furniture.push(' ');
        }
        for paragraph in text.paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
            found.breaks.push(found.words.len());
            if !found.words.is_empty() {
                found.words.push(' ');
            }
            found.words.push_str(paragraph);
        }
        found.breaks.push(found.words.len());
        found.notes = notes.words();
        found.headings = text.headings;
        found.links = text.links.into_iter().chain(notes.links).collect();
        found.alternative_texts = text.alternative_texts;
        found.styles = text.styles;
        found.header_rows = text.header_rows;
        found.properties = documents.get("docProps/custom.xml").map(properties).unwrap_or_default();
        Ok(found)
    }

    /// A part as text; empty where it is not there.
    pub fn xml(&self, name: &str) -> &str {
        self.parts.get(name).and_then(|bytes| utf8(bytes).ok()).unwrap_or_default()
    }
}

/// The parts of a package by their names.
fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Unreadable> {
    let fault = |said: &dyn std::fmt::Display| Unreadable::from_library(said);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::new(format!("it has more than {MOST_PARTS} parts")));
    }
    let mut parts = BTreeMap::new();
    let mut left = LARGEST as u64;
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).map_err(|error| fault(&error))?;
        let name = entry.name().map_err(|error| fault(&error))?.into_owned();
        let mut content = Vec::new();
        // The size that a package states is not believed.
        let size = entry.by_ref().take(left + 1).read_to_end(&mut content).map_err(|error| fault(&error))? as u64;
        left = left.checked_sub(size).ok_or_else(|| Unreadable::new("it is too large once it is unpacked"))?;
        if let Some(twice) = parts.insert(name.clone(), content) {
            let size = twice.len();
            return Err(Unreadable::new(format!("the part `{}` ({size} bytes) is there twice", name.escape_debug())));
        }
    }
    Ok(parts)
}

/// The properties that a file makes for itself.
fn properties(custom: &Element) -> BTreeMap<String, String> {
    let named = |property: &&Element| Some((property.attribute("name")?.to_owned(), property.text()));
    custom.all("property").iter().filter_map(named).collect()
}

impl Part {
    fn read(documents: &BTreeMap<&str, Element>, name: &str) -> Result<Self, Unreadable> {
        let Some(document) = documents.get(name) else { return Ok(Self::default()) };
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let relationships = documents.get(format!("{folder}/_rels/{file}.rels").as_str());
        let mut part = Self { targets: relationships.map(external).unwrap_or_default(), ..Self::default() };
        part.element(document, &mut Paragraph::default())?;
        Ok(part)
    }

    fn words(&self) -> String {
        normalised(&self.paragraphs.join(" "))
    }

    fn element(&mut self, element: &Element, around: &mut Paragraph) -> Result<(), Unreadable> {
        let lost = |what: &str| Unreadable::new(format!("<{}> has no {what}", element.name));
        match element.name.as_str() {
            "w:p" => {
                let mut paragraph = Paragraph { style: "none".to_owned(), ..Paragraph::default() };
                self.children(element, &mut paragraph)?;
                self.ends(&paragraph);
                return Ok(());
            }
            "w:t" => around.text.push_str(&element.text()),
            "w:pStyle" => around.style = element.attribute("w:val").unwrap_or_default().to_owned(),
            "w:tab" | "w:br" => around.text.push(' '),
            "w:softHyphen" => around.text.push('\u{AD}'),
            "w:footnoteReference" if element.attribute("w:customMarkFollows").is_none() => {
                around.text.push_str(element.attribute("w:id").ok_or_else(|| lost("number"))?);
            }
            "w:tblHeader" => self.header_rows += 1,
            "wp:docPr" => {
                let text = element.attribute("descr").ok_or_else(|| lost("alternative text"))?;
                self.alternative_texts.push(text.to_owned());
            }
            "w:hyperlink" => {
                if let Some(id) = element.attribute("r:id") {
                    self.links.insert(self.targets.get(id).ok_or_else(|| lost("target"))?.clone());
                }
            }
            _ => {}
        }
        self.children(element, around)
    }

    fn children(&mut self, element: &Element, around: &mut Paragraph) -> Result<(), Unreadable> {
        element.children.iter().try_for_each(|child| match child {
            Node::Element(child) => self.element(child, around),
            Node::Text(_) => Ok(()),
        })
    }

    fn ends(&mut self, paragraph: &Paragraph) {
        let style = paragraph.style.as_str();
        let level = match style {
            "Title" => Some(1),
            "TOCHeading" => Some(2),
            other => other.strip_prefix("Heading").and_then(|level| level.parse::<u8>().ok()?.checked_add(1)),
        };
        if let Some(level) = level {
            self.headings.push((level, normalised(&paragraph.text)));
        }
        self.styles.push(style.to_owned());
        self.paragraphs.push(normalised(&paragraph.text));
    }
}

fn external(relationships: &Element) -> BTreeMap<String, String> {
    let outside = relationships.elements().filter(|one| one.attribute("TargetMode") == Some("External"));
    outside.filter_map(|one| Some((one.attribute("Id")?.to_owned(), one.attribute("Target")?.to_owned()))).collect()
}
