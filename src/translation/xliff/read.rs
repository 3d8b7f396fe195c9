//! XLIFF → what a translator says.

use std::collections::BTreeSet;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use super::CORE;
use crate::span::Span;
use crate::translation::content::{Piece, words};

/// Elements that stand in one another at most.
const DEEPEST: usize = 100;

/// A file that came back.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// The language of the original.
    pub source: String,
    /// The language of the translation.
    pub target: String,
    /// What the original is called.
    pub original: String,
    /// The notes about the whole: category and text.
    pub notes: Vec<(String, String)>,
    /// The units, in the order of the file.
    pub units: Vec<Unit>,
}

/// A unit that came back.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// See [`crate::translation::segments`].
    pub id: String,
    /// What was to be translated.
    pub source: Vec<Piece>,
    /// The translation; `None` where it is missing or not complete.
    pub target: Option<Vec<Piece>>,
    /// Where the unit begins in the file.
    pub span: Span,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Where, in bytes.
    pub at: usize,
    /// One sentence of fault.
    pub message: String,
    /// The way out.
    pub help: &'static str,
}

impl Returned {
    /// The note of a category about the whole.
    pub fn note(&self, category: &str) -> Option<&str> {
        self.notes.iter().find(|(known, _)| known == category).map(|(_, text)| text.as_str())
    }
}

/// Reads a file.
///
/// # Errors
/// [`Unreadable`] when it is no XML, no XLIFF 2, or has what a translation
/// cannot have.
pub fn read(text: &str) -> Result<Returned, Unreadable> {
    let mut xml = NsReader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = Reader::default();
    loop {
        reader.at = xml.buffer_position() as usize + skipped;
        let at = reader.at;
        let (space, event) = xml.read_resolved_event().map_err(|error| Unreadable {
            at,
            message: format!("the file is no XML: {}", error.to_string().to_lowercase()),
            help: "export it from the translation tool again, as XLIFF 2.0",
        })?;
        let core = is_core(&space, &event);
        match event {
            Event::Eof => break,
            Event::Start(start) => reader.open(&start, core)?,
            Event::Empty(start) => {
                reader.open(&start, core)?;
                reader.close();
            }
            Event::End(_) => reader.close(),
            Event::Text(text) => reader.text(&text.xml10_content()),
            Event::CData(text) => reader.text(&text.xml10_content()),
            Event::GeneralRef(reference) => reader.reference(&reference)?,
            Event::DocType(_) => {
                return reader.fail(
                    "the file has a document type of its own",
                    "an XLIFF file has none: export it from the translation tool again",
                );
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
    }
    if !reader.path.is_empty() || reader.files == 0 {
        return reader.fail("the file ends too early", "save it once more, as XLIFF 2.0");
    }
    Ok(reader.returned)
}

fn is_core(space: &ResolveResult<'_>, event: &Event<'_>) -> bool {
    let is_element = matches!(event, Event::Start(_) | Event::Empty(_));
    is_element && matches!(space, ResolveResult::Bound(space) if space.as_ref() == CORE)
}

/// An element that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Xliff,
    File,
    Group,
    Notes,
    Note,
    Unit,
    Segment,
    Ignorable,
    Source,
    Target,
    Pair(usize),
    Inline,
    /// Of no concern, with all that is in it.
    Other,
}

/// A segment, or what stands between two.
#[derive(Debug, Default)]
struct Part {
    is_ignorable: bool,
    order: Option<usize>,
    source: Vec<Piece>,
    target: Option<Vec<Piece>>,
}

#[derive(Default)]
struct Reader {
    returned: Returned,
    path: Vec<Element>,
    parts: Vec<Part>,
    /// The ids of the units so far.
    ids: BTreeSet<String>,
    files: usize,
    at: usize,
}

impl Reader {
    fn fail<T>(&self, message: impl Into<String>, help: &'static str) -> Result<T, Unreadable> {
        Err(Unreadable { at: self.at, message: message.into(), help })
    }

    fn open(&mut self, start: &BytesStart<'_>, core: bool) -> Result<(), Unreadable> {
        if self.path.len() >= DEEPEST {
            return self.fail("the file has too many elements in one another", "export it once more, as XLIFF 2.0");
        }
        let local = start.local_name();
        let name = local.as_ref();
        let above = self.path.last().copied();
        let is_content = self.is_content();
        let element = match (above, name) {
            (None, "xliff") if core => self.root(start)?,
            (None, _) => {
                let help =
                    "ask for the file in XLIFF 2.0, as it was sent: it begins with `<xliff` and `version=\"2.0\"`";
                return self.fail("the file is no XLIFF 2.0", help);
            }
            _ if is_content => self.inline(start, name, core)?,
            (Some(Element::Other), _) => Element::Other,
            (Some(Element::Xliff), "file") if core => {
                self.files += 1;
                if self.files > 1 {
                    return self.fail("the file holds more than one notice", "ask for a file for each notice");
                }
                self.returned.original = self.attribute(start, "original")?.unwrap_or_default();
                Element::File
            }
            (Some(Element::File | Element::Group), "group") if core => Element::Group,
            (Some(Element::File), "notes") if core => Element::Notes,
            (Some(Element::Notes), "note") if core => {
                let category = self.attribute(start, "category")?.unwrap_or_default();
                self.returned.notes.push((category, String::new()));
                Element::Note
            }
            (Some(Element::File | Element::Group), "unit") if core => {
                let id = self.attribute(start, "id")?.unwrap_or_default();
                if !self.ids.insert(id.clone()) {
                    return self.fail(format!("the unit `{id}` is there twice"), "leave each unit in the file once");
                }
                let span = Span::at(self.at);
                self.returned.units.push(Unit { id, span, ..Unit::default() });
                Element::Unit
            }
            (Some(Element::Unit), "segment" | "ignorable") if core => {
                let is_ignorable = name == "ignorable";
                self.parts.push(Part { is_ignorable, ..Part::default() });
                if is_ignorable { Element::Ignorable } else { Element::Segment }
            }
            (Some(Element::Segment | Element::Ignorable), "source") if core => Element::Source,
            (Some(Element::Segment | Element::Ignorable), "target") if core => {
                let order = self.attribute(start, "order")?.and_then(|order| order.parse().ok());
                if let Some(part) = self.parts.last_mut() {
                    (part.order, part.target) = (order, Some(Vec::new()));
                }
                Element::Target
            }
            _ => Element::Other,
        };
        self.path.push(element);
        Ok(())
    }

    fn root(&mut self, start: &BytesStart<'_>) -> Result<Element, Unreadable> {
        let version = self.attribute(start, "version")?.unwrap_or_default();
        if !version.starts_with("2.") {
            return self.fail(format!("the file is XLIFF `{version}`"), "ask for the file in XLIFF 2.0");
        }
        self.returned.source = self.attribute(start, "srcLang")?.unwrap_or_default();
        self.returned.target = self.attribute(start, "trgLang")?.unwrap_or_default();
        Ok(Element::Xliff)
    }

    /// An element among the words of a source or target.
    fn inline(&mut self, start: &BytesStart<'_>, name: &str, core: bool) -> Result<Element, Unreadable> {
        if !core {
            return self.fail(
                format!("`{name}` stands among translated words and is no element of XLIFF"),
                "export the file once more, without additions of the tool",
            );
        }
        match name {
            "pc" => {
                let code = self.code(start, "id")?;
                self.push(Piece::Open(code));
                Ok(Element::Pair(code))
            }
            "sc" | "ph" => {
                let code = self.code(start, "id")?;
                self.push(if name == "sc" { Piece::Open(code) } else { Piece::Alone(code) });
                Ok(Element::Inline)
            }
            "ec" => {
                let key = if self.attribute(start, "startRef")?.is_some() { "startRef" } else { "id" };
                let code = self.code(start, key)?;
                self.push(Piece::Close(code));
                Ok(Element::Inline)
            }
            "cp" => {
                let hex = self.attribute(start, "hex")?.unwrap_or_default();
                let character = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                let Some(character) = character else {
                    return self.fail(format!("`{hex}` is no character"), "leave `<cp>` as it was in the source");
                };
                self.push(Piece::Text(character.to_string()));
                Ok(Element::Inline)
            }
            "mrk" | "sm" | "em" => Ok(Element::Inline),
            _ => {
                self.fail(format!("`{name}` stands among translated words"), "export the file once more, as XLIFF 2.0")
            }
        }
    }

    /// The number of a code, from 0.
    fn code(&self, start: &BytesStart<'_>, key: &'static str) -> Result<usize, Unreadable> {
        let id = self.attribute(start, key)?.unwrap_or_default();
        match id.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) {
            Some(code) => Ok(code),
            None => self.fail(
                format!("a mark has the name `{id}`, which the original does not have"),
                "leave the names of marks as they were in the source",
            ),
        }
    }

    fn attribute(&self, start: &BytesStart<'_>, key: &str) -> Result<Option<String>, Unreadable> {
        let unreadable = || Unreadable {
            at: self.at,
            message: format!("the attribute `{key}` cannot be read"),
            help: "export the file once more, as XLIFF 2.0",
        };
        let Some(attribute) = start.try_get_attribute(key).map_err(|_| unreadable())? else { return Ok(None) };
        attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .map(|value| Some(value.into_owned()))
            .map_err(|_| unreadable())
    }

    fn is_content(&self) -> bool {
        let is_part = |element: &Element| matches!(element, Element::Source | Element::Target);
        self.path.iter().any(is_part) && self.path.last() != Some(&Element::Other)
    }

    fn text(&mut self, text: &str) {
        if self.path.last() == Some(&Element::Note) {
            if let Some((_, note)) = self.returned.notes.last_mut() {
                note.push_str(text);
            }
        } else if self.is_content() {
            self.push(Piece::Text(text.to_owned()));
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), Unreadable> {
        let name = reference.xml10_content();
        let character = match name.as_ref() {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "apos" => Some('\''),
            "quot" => Some('"'),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        let Some(character) = character else {
            return self.fail(format!("`&{name};` is no character of XML"), "export the file once more, as XLIFF 2.0");
        };
        self.text(character.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn push(&mut self, piece: Piece) {
        let is_target = self.path.contains(&Element::Target);
        let Some(part) = self.parts.last_mut() else { return };
        let content = if is_target { part.target.get_or_insert_default() } else { &mut part.source };
        match (&piece, content.last_mut()) {
            (Piece::Text(text), Some(Piece::Text(before))) => before.push_str(text),
            _ => content.push(piece),
        }
    }

    fn close(&mut self) {
        match self.path.pop() {
            Some(Element::Pair(code)) => self.push(Piece::Close(code)),
            Some(Element::Unit) => self.end_unit(),
            _ => {}
        }
    }

    fn end_unit(&mut self) {
        let mut parts = std::mem::take(&mut self.parts);
        let Some(unit) = self.returned.units.last_mut() else { return };
        unit.span = Span::new(unit.span.start, self.at.max(unit.span.start));
        unit.source = parts.iter().flat_map(|part| part.source.iter().cloned()).collect();
        let is_missing = |part: &Part| {
            let says_nothing = |content: &Vec<Piece>| words(content).is_empty();
            !part.is_ignorable && !says_nothing(&part.source) && part.target.as_ref().is_none_or(says_nothing)
        };
        if parts.iter().any(is_missing) || parts.is_empty() {
            return;
        }
        // Where they are not said to be elsewhere, they stand where they stand.
        let mut places: Vec<(usize, usize)> =
            parts.iter().enumerate().map(|(at, part)| (part.order.unwrap_or(at + 1), at)).collect();
        places.sort_unstable();
        let mut target = Vec::new();
        for (_, at) in places {
            let part = &mut parts[at];
            let said = part.target.take().unwrap_or_else(|| std::mem::take(&mut part.source));
            target.extend(said);
        }
        unit.target = Some(target);
    }
}
