//! The words of a Word file, read from its parts without the program: by the
//! names of ECMA-376, event by event.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

/// What a Word file says.
#[derive(Debug, Default)]
pub struct WordText {
    /// The parts by their names.
    pub parts: BTreeMap<String, Vec<u8>>,
    /// The words of the text.
    pub words: String,
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
}

/// A part as it is read.
#[derive(Default)]
struct Part {
    words: String,
    headings: Vec<(u8, String)>,
    links: BTreeSet<String>,
    alternative_texts: Vec<String>,
    styles: Vec<String>,
    header_rows: usize,
}

impl WordText {
    /// Reads a file; every part that is XML is read to its end.
    pub fn read(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut found = Self::default();
        for number in 0..archive.len() {
            let mut entry = archive.by_index(number).expect("an entry");
            let name = entry.name().expect("a name").into_owned();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("an entry that can be unpacked");
            assert!(found.parts.insert(name.clone(), content).is_none(), "{name} is there twice");
        }
        for (name, content) in &found.parts {
            if name.ends_with(".xml") || name.ends_with(".rels") {
                assert_well_formed(name, content);
            }
        }
        let text = found.part("word/document.xml");
        let notes = found.part("word/footnotes.xml");
        for name in ["word/header1.xml", "word/header2.xml", "word/footer1.xml"] {
            found.furniture.push_str(&found.part(name).words);
        }
        found.words = normalised(&text.words);
        found.notes = normalised(&notes.words);
        found.headings = text.headings;
        found.links = text.links.into_iter().chain(notes.links).collect();
        found.alternative_texts = text.alternative_texts;
        found.styles = text.styles;
        found.header_rows = text.header_rows;
        found
    }

    /// A part as text.
    pub fn xml(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", |bytes| std::str::from_utf8(bytes).expect("UTF-8"))
    }

    fn part(&self, name: &str) -> Part {
        let (folder, file) = name.rsplit_once('/').expect("a folder");
        let targets = external(self.xml(&format!("{folder}/_rels/{file}.rels")));
        let mut part = Part::default();
        let mut reader = Reader::from_str(self.xml(name));
        let mut open: Vec<String> = Vec::new();
        let mut style = String::new();
        let mut paragraph = String::new();
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) => {
                    let name = element(&start);
                    if name == "w:p" {
                        style = "none".to_owned();
                        paragraph.clear();
                    }
                    part.element(&name, &start, &targets, &mut style, &mut paragraph);
                    open.push(name);
                }
                Event::Empty(start) => {
                    let name = element(&start);
                    part.element(&name, &start, &targets, &mut style, &mut paragraph);
                }
                Event::End(_) if open.pop().as_deref() == Some("w:p") => part.ends(&style, &paragraph),
                Event::Text(text) if open.last().is_some_and(|name| name == "w:t") => {
                    paragraph.push_str(&text.xml10_content());
                }
                Event::GeneralRef(reference) if open.last().is_some_and(|name| name == "w:t") => {
                    let name = reference.into_inner();
                    paragraph.push_str(quick_xml::escape::resolve_predefined_entity(&name).expect("an entity of XML"));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        part
    }
}

impl Part {
    fn element(
        &mut self,
        name: &str,
        start: &BytesStart<'_>,
        targets: &BTreeMap<String, String>,
        style: &mut String,
        paragraph: &mut String,
    ) {
        match name {
            "w:pStyle" => *style = attribute(start, "w:val").unwrap_or_default(),
            "w:tab" | "w:br" => paragraph.push(' '),
            "w:softHyphen" => paragraph.push('\u{AD}'),
            "w:footnoteReference" if attribute(start, "w:customMarkFollows").is_none() => {
                paragraph.push_str(&attribute(start, "w:id").expect("a number"));
            }
            "w:tblHeader" => self.header_rows += 1,
            "wp:docPr" => self.alternative_texts.push(attribute(start, "descr").expect("an alternative text")),
            "w:hyperlink" => {
                if let Some(id) = attribute(start, "r:id") {
                    self.links.insert(targets.get(&id).unwrap_or_else(|| panic!("{id} leads nowhere")).clone());
                }
            }
            _ => {}
        }
    }

    fn ends(&mut self, style: &str, paragraph: &str) {
        self.styles.push(style.to_owned());
        let level = match style {
            "Title" => Some(1),
            "TOCHeading" => Some(2),
            other => other.strip_prefix("Heading").and_then(|level| level.parse::<u8>().ok()).map(|level| level + 1),
        };
        if let Some(level) = level {
            self.headings.push((level, normalised(paragraph)));
        }
        self.words.push_str(paragraph);
        self.words.push(' ');
    }
}

fn external(relationships: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    let mut reader = Reader::from_str(relationships);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Empty(start) if attribute(&start, "TargetMode").as_deref() == Some("External") => {
                targets.insert(attribute(&start, "Id").expect("an id"), attribute(&start, "Target").expect("a target"));
            }
            Event::Eof => return targets,
            _ => {}
        }
    }
}

fn element(start: &BytesStart<'_>) -> String {
    start.name().into_inner().to_owned()
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).expect("attributes")?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).expect("a value").into_owned())
}

/// Whether every element ends where it must, and every character is allowed.
fn assert_well_formed(name: &str, content: &[u8]) {
    let text = std::str::from_utf8(content).unwrap_or_else(|_| panic!("{name} is not UTF-8"));
    let forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    assert!(!text.contains(forbidden), "{name} has a character that XML forbids");
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap_or_else(|fault| panic!("{name}: {fault}")) {
            Event::Start(start) => {
                start.attributes().for_each(|attribute| drop(attribute.expect("an attribute")));
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name} is not closed");
}

fn normalised(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
