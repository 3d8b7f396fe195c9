//! Words and codes as the content of `<source>` and `<target>`.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use super::is_allowed;
use crate::translation::content::{Code, CodeKind, Piece};
use crate::translation::protected::{Protected, cut};

/// Where elements are written.
pub type Out = Writer<Vec<u8>>;

/// Writes text; characters that XML does not allow are `<cp>`, and a carriage
/// return too, which a reader would take for a line end.
pub fn text(out: &mut Out, text: &str) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| !is_allowed(c) || c == '\r') {
        out.write_event(Event::Text(BytesText::new(&rest[..at])))?;
        let Some(character) = rest[at..].chars().next() else { break };
        let code = format!("{:04X}", u32::from(character));
        out.write_event(Event::Empty(element("cp", &[("hex", &code)])))?;
        rest = &rest[at + character.len_utf8()..];
    }
    out.write_event(Event::Text(BytesText::new(rest)))
}

/// An element with attributes.
pub fn element(name: &'static str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, safe(value).as_str()));
    }
    element
}

/// `text` for an attribute or a note, which cannot have `<cp>`.
pub fn safe(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if is_allowed(c) => c,
            _ => '\u{fffd}',
        })
        .collect()
}

/// Closes an element.
pub fn close(out: &mut Out, name: &'static str) -> io::Result<()> {
    out.write_event(Event::End(BytesEnd::new(name)))
}

/// Writes `<source>` or `<target>`; with `data`, codes refer to what they are in
/// the original.
pub fn content(
    out: &mut Out,
    name: &'static str,
    content: &[Piece],
    codes: &[Code],
    protected: &[Protected],
    data: bool,
) -> io::Result<()> {
    out.write_event(Event::Start(BytesStart::new(name)))?;
    let mut marked = vec![false; protected.len()];
    for piece in content {
        match piece {
            Piece::Text(written) => {
                for (part, kept) in cut(written, protected) {
                    // An id stands once in a content; a second time it is plain text.
                    match kept.filter(|&at| !std::mem::replace(&mut marked[at], true)) {
                        Some(at) => {
                            let id = format!("k{}", at + 1);
                            out.write_event(Event::Start(element("mrk", &[("id", &id), ("translate", "no")])))?;
                            text(out, part)?;
                            close(out, "mrk")?;
                        }
                        None => text(out, part)?,
                    }
                }
            }
            Piece::Open(at) => {
                let Some(code) = codes.get(*at) else { continue };
                out.write_event(Event::Start(pair(*at, code, data)))?;
                if code.kind == CodeKind::Machine {
                    let id = format!("c{}", at + 1);
                    out.write_event(Event::Start(element("mrk", &[("id", &id), ("translate", "no")])))?;
                }
            }
            Piece::Close(at) => {
                let Some(code) = codes.get(*at) else { continue };
                if code.kind == CodeKind::Machine {
                    close(out, "mrk")?;
                }
                close(out, "pc")?;
            }
            Piece::Alone(at) => {
                let Some(code) = codes.get(*at) else { continue };
                out.write_event(Event::Empty(alone(*at, code, data)))?;
            }
        }
    }
    close(out, name)
}

fn pair(at: usize, code: &Code, data: bool) -> BytesStart<'static> {
    let id = (at + 1).to_string();
    let (kind, shown) = match &code.kind {
        CodeKind::Strong => (vec![("type", "fmt"), ("subType", "xlf:b")], "bold"),
        CodeKind::Emphasis => (vec![("type", "fmt"), ("subType", "xlf:i")], "italics"),
        CodeKind::Link(uri) => (vec![("type", "link")], uri.as_str()),
        _ => (vec![("type", "other"), ("subType", "pressdoc:code")], "code"),
    };
    let (opening, closing) = (format!("d{id}o"), format!("d{id}c"));
    let mut attributes = vec![("id", id.as_str()), ("canCopy", "no"), ("canDelete", "no"), ("canOverlap", "no")];
    attributes.extend(kind);
    attributes.extend([("dispStart", shown), ("equivStart", ""), ("equivEnd", "")]);
    if data {
        attributes.extend([("dataRefStart", opening.as_str()), ("dataRefEnd", closing.as_str())]);
    }
    element("pc", &attributes)
}

fn alone(at: usize, code: &Code, data: bool) -> BytesStart<'static> {
    let id = (at + 1).to_string();
    let reference = format!("d{id}");
    let (kind, shown, equal) = match &code.kind {
        CodeKind::LineBreak => (vec![("type", "fmt"), ("subType", "xlf:lb")], "new line".to_owned(), "\u{a0}"),
        CodeKind::NoteMark(number) => {
            (vec![("type", "other"), ("subType", "pressdoc:footnote")], format!("footnote {number}"), "")
        }
        _ => (vec![("type", "other")], String::new(), ""),
    };
    let mut attributes = vec![("id", id.as_str()), ("canCopy", "no"), ("canDelete", "no")];
    attributes.extend(kind);
    attributes.extend([("disp", shown.as_str()), ("equiv", equal)]);
    if data {
        attributes.push(("dataRef", reference.as_str()));
    }
    element("ph", &attributes)
}

/// What codes are in the original, for `<originalData>`: ids and characters.
pub fn data(codes: &[Code]) -> Vec<(String, &str)> {
    let mut data = Vec::new();
    for (at, code) in codes.iter().enumerate() {
        let id = at + 1;
        if code.kind.is_alone() {
            data.push((format!("d{id}"), code.opening.as_str()));
        } else if code.kind == CodeKind::Machine {
            let marks = code.opening.len() - code.opening.trim_start_matches('`').len();
            data.push((format!("d{id}o"), &code.opening[..marks]));
            data.push((format!("d{id}c"), &code.opening[code.opening.len() - marks..]));
        } else {
            data.push((format!("d{id}o"), code.opening.as_str()));
            data.push((format!("d{id}c"), code.closing.as_str()));
        }
    }
    data
}
