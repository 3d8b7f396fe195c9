//! XML as a tree, by local names and the few namespaces that matter. Nothing is
//! looked up outside, no entity but XML's own five is expanded.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// Elements inside one another; Word makes some forty.
const DEEPEST: usize = 200;

/// Whose element it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// WordprocessingML.
    Word,
    /// What versions of a file have in common.
    Compatibility,
    /// Formulas.
    Math,
    /// VML: drawings before 2010.
    Vml,
    /// Any other.
    Other,
}

impl Space {
    fn of(address: &str) -> Self {
        // Transitional, then strict (ISO/IEC 29500).
        match address {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            _ => Self::Other,
        }
    }
}

/// An element.
#[derive(Debug, Clone)]
pub struct Element {
    /// Whose it is.
    pub space: Space,
    /// Its name without prefix.
    pub name: String,
    /// Attributes by their names without prefix, decoded.
    attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Characters.
    Text(String),
}

impl Element {
    /// An element with nothing in it.
    pub fn empty() -> Self {
        Self { space: Space::Other, name: String::new(), attributes: Vec::new(), children: Vec::new() }
    }

    /// An attribute by its name without prefix; of several, the first.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The attribute `w:val`.
    pub fn value(&self) -> Option<&str> {
        self.attribute("val")
    }

    /// The elements in it.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element in it with this name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// `child("a")?.child("b")?.value()` for `["a", "b"]`.
    pub fn value_at(&self, path: &[&str]) -> Option<&str> {
        let mut element = self;
        for name in path {
            element = element.child(name)?;
        }
        element.value()
    }

    /// Whether a property such as `w:b` is there and not switched off.
    pub fn is_on(&self, name: &str) -> Option<bool> {
        self.child(name).map(|property| !matches!(property.value(), Some("0" | "false" | "off" | "none")))
    }

    /// The first element below with this name, at any depth.
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| if element.name == name { Some(element) } else { element.find(name) })
    }

    /// All elements below with this name, in order; none inside another.
    pub fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.all(name, found);
            }
        }
    }

    /// The characters directly in it.
    pub fn own_text(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    /// Whether it is an element of Word with this name.
    pub fn is(&self, name: &str) -> bool {
        self.space == Space::Word && self.name == name
    }
}

/// Reads a part. `None` when it is no XML, or nested deeper than any program
/// writes.
pub fn read(bytes: &[u8]) -> Option<Element> {
    let text = decoded(bytes)?;
    let mut reader = NsReader::from_str(&text);
    reader.config_mut().check_end_names = true;
    // The first element is the document itself.
    let mut open = vec![Element::empty()];
    loop {
        let (space, event) = reader.read_resolved_event().ok()?;
        let space = match space {
            ResolveResult::Bound(namespace) => Space::of(namespace.into_inner()),
            _ => Space::Other,
        };
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return None;
                }
                open.push(element(space, &start));
            }
            Event::Empty(start) => {
                let empty = element(space, &start);
                open.last_mut()?.children.push(Node::Element(empty));
            }
            Event::End(_) => {
                let done = open.pop()?;
                open.last_mut()?.children.push(Node::Element(done));
            }
            Event::Text(text) => push(open.last_mut()?, &text.xml10_content()),
            Event::CData(text) => push(open.last_mut()?, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                let name = reference.into_inner();
                match (character, quick_xml::escape::resolve_predefined_entity(&name)) {
                    (Some(character), _) => push(open.last_mut()?, character.encode_utf8(&mut [0; 4])),
                    (None, Some(known)) => push(open.last_mut()?, known),
                    // An entity of its own: the name stays, nothing is expanded.
                    (None, None) => push(open.last_mut()?, &format!("&{name};")),
                }
            }
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
    let document = open.pop().filter(|_| open.is_empty())?;
    document.children.into_iter().find_map(|node| match node {
        Node::Element(root) => Some(root),
        Node::Text(_) => None,
    })
}

fn element(space: Space, start: &BytesStart<'_>) -> Element {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).filter_map(Result::ok);
    let attributes = attributes.filter(|attribute| attribute.key.as_namespace_binding().is_none());
    let attributes = attributes.map(|attribute| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
        (attribute.key.local_name().into_inner().to_owned(), value)
    });
    Element {
        space,
        name: start.local_name().into_inner().to_owned(),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

fn push(element: &mut Element, text: &str) {
    if let Some(Node::Text(before)) = element.children.last_mut() {
        before.push_str(text);
    } else if !text.is_empty() {
        element.children.push(Node::Text(text.to_owned()));
    }
}

/// UTF-8, or UTF-16 with its mark, as XML may be.
fn decoded(bytes: &[u8]) -> Option<String> {
    let units = |from: fn([u8; 2]) -> u16| -> Option<String> {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        _ => std::str::from_utf8(bytes).ok().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_entity_is_expanded() {
        let bomb = r#"<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;">]><a b="&lt;&#65;">x &amp; &#x42; &m;<![CDATA[<c>]]></a>"#;
        let root = read(bomb.as_bytes()).unwrap_or_else(|| unreachable!());
        assert_eq!(root.own_text(), "x & B &m;<c>");
        assert_eq!(root.attribute("b"), Some("<A"));
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        assert!(read(b"").is_none());
        assert!(read(b"<a><b></a>").is_none());
        assert!(read(b"<a>").is_none());
        assert!(read(&[0xFF, 0xFE, 0x00, 0xD8]).is_none());
        let deep = "<a>".repeat(10_000) + &"</a>".repeat(10_000);
        assert!(read(deep.as_bytes()).is_none());
    }
}
