//! XML that is not taken on trust: names must close what they opened, attributes
//! stand once, characters and entities be those that XML 1.0 has. A document type
//! has no business in a form, so nothing is ever expanded or fetched.

use std::collections::BTreeMap;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{DEEPEST, Unreadable, utf8};

/// An element.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name with the prefix, as written.
    pub name: String,
    /// Its attributes, decoded.
    pub attributes: BTreeMap<String, String>,
    /// What stands in it, in order.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Characters.
    Text(String),
}

impl Element {
    /// Reads a document.
    ///
    /// # Errors
    /// When it is not well-formed, has a document type, comments or instructions,
    /// or too many elements lie inside each other.
    pub fn read(document: &[u8]) -> Result<Self, Unreadable> {
        Self::parse(utf8(document)?).map_err(|reason| Unreadable::from_library(&reason))
    }

    fn parse(text: &str) -> Result<Self, String> {
        if let Some(wrong) = text.chars().find(|c| !is_allowed(*c)) {
            return Err(format!("U+{:04X} stands in the document", u32::from(wrong)));
        }
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_comments = true;
        reader.config_mut().allow_unmatched_ends = false;
        let mut open: Vec<Self> = Vec::new();
        let mut root: Option<Self> = None;
        loop {
            let event = reader.read_event().map_err(|error| format!("{}: {error}", reader.error_position()))?;
            match event {
                Event::Start(_) if open.len() >= DEEPEST => return Err(Unreadable::too_deep().to_string()),
                Event::Start(start) => open.push(Self::started(&start)?),
                Event::Empty(start) => {
                    let element = Self::started(&start)?;
                    close(element, &mut open, &mut root)?;
                }
                Event::End(_) => {
                    let element = open.pop().ok_or("an end without a beginning")?;
                    close(element, &mut open, &mut root)?;
                }
                Event::Text(text) => put(&text.xml10_content(), &mut open)?,
                Event::GeneralRef(reference) => {
                    let character = match reference.resolve_char_ref().map_err(|error| error.to_string())? {
                        Some(character) => character.to_string(),
                        None => resolve_predefined_entity(&reference)
                            .ok_or_else(|| format!("the entity {:?}", &*reference))?
                            .to_owned(),
                    };
                    if let Some(wrong) = character.chars().find(|c| !is_allowed(*c)) {
                        return Err(format!("a reference to U+{:04X}", u32::from(wrong)));
                    }
                    put(&character, &mut open)?;
                }
                Event::Decl(_) if open.is_empty() && root.is_none() => {}
                Event::Eof => break,
                other => return Err(format!("{other:?} has no business here")),
            }
        }
        if let Some(element) = open.pop() {
            return Err(format!("<{}> is not closed", element.name));
        }
        root.ok_or_else(|| "there is no element".to_owned())
    }

    fn started(start: &BytesStart<'_>) -> Result<Self, String> {
        let mut attributes = BTreeMap::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            attributes.insert(attribute.key.as_ref().to_owned(), value.into_owned());
        }
        Ok(Self { name: start.name().as_ref().to_owned(), attributes, children: Vec::new() })
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The elements inside, at any depth, in order.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        for child in self.elements() {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The only element of this name, at any depth.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn only(&self, name: &str) -> Result<&Self, Unreadable> {
        match self.all(name).as_slice() {
            [one] => Ok(one),
            found => Err(Unreadable::new(format!("<{name}> stands there {} times", found.len()))),
        }
    }

    /// The elements directly inside.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All characters inside.
    pub fn text(&self) -> String {
        let pieces = self.children.iter().map(|child| match child {
            Node::Element(element) => element.text(),
            Node::Text(text) => text.clone(),
        });
        pieces.collect()
    }

    /// What is inside, written as HTML, for a reader of HTML.
    pub fn inner_html(&self) -> String {
        let escaped = |text: &str| quick_xml::escape::escape(text).into_owned();
        let pieces = self.children.iter().map(|child| match child {
            Node::Text(text) => escaped(text),
            Node::Element(element) => {
                let attributes: String =
                    element.attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect();
                let name = &element.name;
                match name.as_str() {
                    "br" | "hr" | "img" => format!("<{name}{attributes}>"),
                    _ => format!("<{name}{attributes}>{}</{name}>", element.inner_html()),
                }
            }
        });
        pieces.collect()
    }
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), String> {
    match open.last_mut() {
        Some(parent) => parent.children.push(Node::Element(element)),
        None if root.is_some() => return Err("two elements at the top".to_owned()),
        None => *root = Some(element),
    }
    Ok(())
}

fn put(text: &str, open: &mut [Element]) -> Result<(), String> {
    match open.last_mut() {
        Some(element) => match element.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.children.push(Node::Text(text.to_owned())),
        },
        None if text.trim().is_empty() => {}
        None => return Err(format!("text outside: {text:?}")),
    }
    Ok(())
}

/// Section 2.2 of XML 1.0.
pub fn is_allowed(c: char) -> bool {
    matches!(u32::from(c), 0x9 | 0xa | 0xd | 0x20..=0xd7ff | 0xe000..=0xfffd | 0x1_0000..=0x10_ffff)
}
