//! XML that is well-formed whatever stands in the text.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Attributes of an element, in order.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A part of the package as it grows. Elements are closed where they were
/// opened, so none can be left open.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    fault: Option<io::Error>,
}

impl Xml {
    /// A document with its declaration.
    pub fn document() -> Self {
        let mut xml = Self::fragment();
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// A piece that becomes part of a document.
    pub fn fragment() -> Self {
        Self { writer: Writer::new(Vec::new()), fault: None }
    }

    /// An element with what `content` writes in it.
    pub fn element(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.event(Event::Start(start(name, attributes)));
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element whose only attribute is `w:val`.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// An element that holds characters alone.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |xml| xml.text(text));
    }

    /// Characters.
    pub fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&allowed(text))));
    }

    /// An element around what was written as a fragment.
    pub fn wrap(&mut self, name: &str, attributes: Attributes<'_>, fragment: Self) {
        self.element(name, attributes, |xml| xml.append(fragment));
    }

    /// What was written as a fragment.
    pub fn append(&mut self, fragment: Self) {
        match fragment.finish() {
            Ok(bytes) => self.writer.get_mut().extend_from_slice(&bytes),
            Err(fault) => {
                self.fault.get_or_insert(fault);
            }
        }
    }

    /// The bytes.
    ///
    /// # Errors
    /// When one of the events could not be written.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(self.writer.into_inner()),
        }
    }

    fn event(&mut self, event: Event<'_>) {
        if let Err(fault) = self.writer.write_event(event) {
            self.fault.get_or_insert(fault);
        }
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        // In an attribute every white space is read as a space.
        let value = allowed(value).replace(['\t', '\n', '\r'], " ");
        start.push_attribute((*key, value.as_str()));
    }
    start
}

/// The text without what XML 1.0 forbids: such a character is replaced, so that
/// a reader sees that there was one; white space stays white space.
pub fn allowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    let replace = |character: char| match character {
        allowed if is_allowed(allowed) => allowed,
        space if space.is_whitespace() => ' ',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(replace).collect())
}

/// The production `Char` of XML 1.0. A carriage return would be read as a line
/// end.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_data() {
        let mut xml = Xml::fragment();
        xml.leaf("w:t", &[("a", "\"<'&\n\u{1}")], "]]> &lt; <b> \u{0}\r\u{FFFE} \u{FFFD} \u{1F600}");
        let written = String::from_utf8(xml.finish().unwrap_or_default()).unwrap_or_default();
        assert_eq!(
            written,
            "<w:t a=\"&quot;&lt;&apos;&amp; \u{FFFD}\">]]&gt; &amp;lt; &lt;b&gt; \u{FFFD} \u{FFFD} \u{FFFD} \u{1F600}</w:t>"
        );
    }
}
