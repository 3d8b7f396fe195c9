//! XML as the forms write it: elements and text, escaped by the library. Only
//! names are written as they are, and those are our own.

use std::borrow::Cow;
use std::io;

use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// What is being written.
pub(super) type Writer = quick_xml::Writer<Vec<u8>>;

/// An empty document.
pub(super) fn writer() -> Writer {
    Writer::new(Vec::new())
}

/// A document, with its declaration and an empty line's end behind it.
pub(super) fn document() -> io::Result<Writer> {
    let mut writer = quick_xml::Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(writer)
}

/// An element with what `content` writes into it.
pub(super) fn element(
    writer: &mut Writer,
    name: &str,
    attributes: &[(&str, &str)],
    content: impl FnOnce(&mut Writer) -> io::Result<()>,
) -> io::Result<()> {
    writer.write_event(Event::Start(start(name, attributes)))?;
    content(writer)?;
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// An element that holds nothing.
pub(super) fn empty(writer: &mut Writer, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    writer.write_event(Event::Empty(start(name, attributes)))
}

/// An element with text; none where there is no text.
pub(super) fn text_element(
    writer: &mut Writer,
    name: &str,
    attributes: &[(&str, &str)],
    content: &str,
) -> io::Result<()> {
    if is_blank(content) {
        return Ok(());
    }
    element(writer, name, attributes, |writer| text(writer, content))
}

/// Characters.
pub(super) fn text(writer: &mut Writer, text: &str) -> io::Result<()> {
    // Quotation marks are only escaped where they could end something: in text
    // they stay as they are, for readers that are older than HTML 5.
    writer.write_event(Event::Text(BytesText::from_escaped(partial_escape(allowed(text)))))
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, allowed(value).as_ref()));
    }
    start
}

/// Whether a reader sees nothing of a text.
pub(super) fn is_blank(text: &str) -> bool {
    allowed(text).trim().is_empty()
}

/// The same text with U+FFFD in the place of every character that XML 1.0 does
/// not allow, however it is written (section 2.2 of the recommendation): a
/// reader sees that something stood there.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect())
}
