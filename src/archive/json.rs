//! JSON as it was written: with the line of every value, and with keys that
//! occur twice. An inventory is judged, not only read, and its judge must be
//! able to say where.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// A value and the line on which it ends, or begins if it has several.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub line: usize,
    pub value: Value,
}

/// A value. The kinds that mean nothing in an inventory keep no content.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Truth(bool),
    Number(Option<u64>),
    Text(String),
    List(Vec<Node>),
    /// In the order of the text.
    Object(Vec<(String, Node)>),
}

/// Why a text is no JSON, and where.
#[derive(Debug)]
pub(super) struct NotJson {
    pub line: usize,
    pub fault: String,
}

impl Node {
    /// What kind of thing this is, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing (`null`)",
            Value::Truth(_) => "a truth value",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    pub fn list(&self) -> Option<&[Self]> {
        if let Value::List(items) = &self.value { Some(items) } else { None }
    }

    pub fn object(&self) -> Option<&[(String, Self)]> {
        if let Value::Object(entries) = &self.value { Some(entries) } else { None }
    }

    pub fn number(&self) -> Option<u64> {
        if let Value::Number(number) = self.value { number } else { None }
    }

    pub fn truth(&self) -> Option<bool> {
        if let Value::Truth(truth) = self.value { Some(truth) } else { None }
    }

    /// The first value behind a key of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.object()?.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }
}

/// Reads a text that is one JSON value.
pub(super) fn parse(text: &[u8]) -> Result<Node, NotJson> {
    let lines = Cell::new(1);
    let mut source = serde_json::Deserializer::from_reader(Counting { text, lines: &lines });
    Place { lines: &lines }.deserialize(&mut source).and_then(|node| source.end().map(|()| node)).map_err(|error| {
        let whole = error.to_string();
        let fault = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(fault, _)| fault).to_owned();
        NotJson { line: error.line().max(1), fault }
    })
}

/// A text that counts the lines which have been taken from it. `serde_json`
/// takes a byte at a time, so the count stands where the reading stands.
struct Counting<'a> {
    text: &'a [u8],
    lines: &'a Cell<usize>,
}

impl Read for Counting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.text.read(buffer)?;
        let ends = buffer[..read].iter().filter(|byte| **byte == b'\n').count();
        self.lines.set(self.lines.get() + ends);
        Ok(read)
    }
}

#[derive(Clone, Copy)]
struct Place<'a> {
    lines: &'a Cell<usize>,
}

impl Place<'_> {
    fn node<E>(self, value: Value) -> Result<Node, E> {
        Ok(Node { line: self.lines.get(), value })
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Node, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        self.node(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Node, E> {
        self.node(Value::Truth(truth))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        self.node(Value::Number(Some(number)))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        self.node(Value::Number(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        self.node(Value::Number(None))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        self.node(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let line = self.lines.get();
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Node { line, value: Value::List(list) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let line = self.lines.get();
        let mut object = Vec::new();
        while let Some(key) = entries.next_key_seed(self)? {
            let Value::Text(key) = key.value else { return Err(A::Error::custom("a key is no text")) };
            object.push((key, entries.next_value_seed(self)?));
        }
        Ok(Node { line, value: Value::Object(object) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_lines_and_keys_may_occur_twice() {
        let node = parse(b"{\n \"a\": [\"x\",\n  \"y\"],\n \"a\": {},\n \"n\": 3\n}\n").unwrap();
        let entries = node.object().unwrap();
        assert_eq!(
            entries.iter().map(|(key, node)| (key.as_str(), node.line)).collect::<Vec<_>>()[..2],
            [("a", 2), ("a", 4)]
        );
        assert_eq!(entries[0].1.list().unwrap().iter().map(|item| item.line).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(node.get("n").unwrap().number(), Some(3));
    }

    #[test]
    fn what_is_no_json_is_told_with_its_line() {
        for (text, line) in
            [(&b"{\n\"a\": }"[..], 2), (b"", 1), (b"{}\n{}", 2), (b"\xef\xbb\xbf{}", 1), (b"[\"\xff\"]", 1)]
        {
            let fault = parse(text).unwrap_err();
            assert_eq!(fault.line, line, "{fault:?}");
            assert!(!fault.fault.is_empty() && !fault.fault.contains(" at line "), "{fault:?}");
        }
    }

    #[test]
    fn a_pit_of_brackets_is_refused() {
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
