//! HTML pages: the words in `<main>` and what stands around them.

pub mod fragment;

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::{DEEPEST, Unreadable, normalised, utf8};

/// What was read in a page.
#[derive(Debug, Default)]
pub struct HtmlText {
    /// All words inside `<main>` in reading order, one space between two.
    pub words: String,
    /// All words outside `<main>`, in the same way.
    pub furniture: String,
    /// How many elements `<main>` there are.
    pub mains: usize,
    /// The headings inside `<main>` with their level.
    pub headings: Vec<(u8, String)>,
    /// Every start tag, in order.
    pub elements: Vec<Element>,
    /// The text of `<title>`.
    pub title: String,
    /// The text of all `<style>` elements.
    pub style: String,
    /// The text of each script that is JSON-LD.
    pub json_ld: Vec<String>,
    /// Comments.
    pub comments: Vec<String>,
    /// What the standard does not allow: faults of the tokens, wrong nesting.
    pub faults: Vec<String>,
}

/// A start tag.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its name, in lower case.
    pub name: String,
    /// Its attributes, decoded.
    pub attributes: BTreeMap<String, String>,
    /// The names of the elements around it, outermost first.
    pub inside: Vec<String>,
}

/// Elements without content.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements inside a line of text; every other element begins a new word.
const INLINE: [&str; 23] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sup", "time", "wbr",
];

/// Elements whose text is not read.
const SILENT: [&str; 4] = ["script", "style", "template", "title"];

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

impl HtmlText {
    /// Reads a page.
    ///
    /// # Errors
    /// When it is not UTF-8, or too many elements lie inside each other.
    pub fn read(page: &[u8]) -> Result<Self, Unreadable> {
        let mut emitter = DefaultEmitter::default();
        // Style sheets, scripts and titles are text up to their end tag.
        emitter.naively_switch_states(true);
        let mut reader = Reader::default();
        for token in Tokenizer::new_with_emitter(utf8(page)?, emitter) {
            match token {
                Ok(token) => reader.token(token),
                Err(never) => match never {},
            }
            if reader.open.len() > DEEPEST {
                return Err(Unreadable::too_deep());
            }
        }
        let left = std::mem::take(&mut reader.open);
        reader.found.faults.extend(left.iter().map(|name| format!("<{name}> is not closed")));
        reader.found.words = normalised(&reader.text);
        reader.found.furniture = normalised(&reader.around);
        Ok(reader.found)
    }

    /// The elements with this name.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// Every attribute: name of the element, name, value.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.elements.iter().flat_map(|element| {
            element.attributes.iter().map(|(name, value)| (element.name.as_str(), name.as_str(), value.as_str()))
        })
    }

    /// The content of the `<meta>` with this `name`, `property` or `http-equiv`.
    pub fn meta(&self, name: &str) -> Option<&str> {
        let is_it = |element: &&Element| {
            ["name", "property", "http-equiv"]
                .iter()
                .any(|key| element.attribute(key).is_some_and(|is| is.eq_ignore_ascii_case(name)))
        };
        self.named("meta").find(is_it)?.attribute("content")
    }
}

#[derive(Default)]
struct Reader {
    found: HtmlText,
    open: Vec<String>,
    /// The text of `<main>` so far.
    text: String,
    /// The text around it.
    around: String,
    /// Level of an open heading, and where in `text` it began.
    heading: Option<(u8, usize)>,
}

impl Reader {
    fn token(&mut self, token: Token) {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (lossy(name), lossy(value))).collect();
                self.start(lossy(&tag.name), attributes);
            }
            Token::EndTag(tag) => self.end(&lossy(&tag.name)),
            Token::String(text) => self.string(&lossy(&text)),
            Token::Comment(comment) => self.found.comments.push(lossy(&comment)),
            Token::Doctype(_) => {}
            Token::Error(error) => self.found.faults.push(format!("{}", error.value)),
        }
    }

    fn start(&mut self, name: String, attributes: BTreeMap<String, String>) {
        self.word_ends(&name);
        if let Some(level) = heading_level(&name) {
            self.heading = Some((level, self.text.len()));
        }
        if name == "script" && attributes.get("type").is_some_and(|kind| kind == "application/ld+json") {
            self.found.json_ld.push(String::new());
        }
        self.found.mains += usize::from(name == "main");
        let inside = self.open.clone();
        if !VOID.contains(&name.as_str()) {
            self.open.push(name.clone());
        }
        self.found.elements.push(Element { name, attributes, inside });
    }

    fn end(&mut self, name: &str) {
        match self.open.last() {
            Some(last) if last == name => {
                self.open.pop();
            }
            last => self.found.faults.push(format!("</{name}> inside <{}>", last.map_or("", String::as_str))),
        }
        if let (Some(_), Some((level, from))) = (heading_level(name), self.heading) {
            if self.open.iter().any(|name| name == "main") {
                self.found.headings.push((level, normalised(&self.text[from..])));
            }
            self.heading = None;
        }
        self.word_ends(name);
    }

    fn word_ends(&mut self, name: &str) {
        if !INLINE.contains(&name) {
            self.text.push(' ');
            self.around.push(' ');
        }
    }

    fn string(&mut self, text: &str) {
        match self.open.last().map(String::as_str) {
            Some("title") => self.found.title.push_str(text),
            Some("style") => self.found.style.push_str(text),
            Some("script") => {
                let is_data = self.found.elements.last().and_then(|element| element.attribute("type"))
                    == Some("application/ld+json");
                if let Some(script) = self.found.json_ld.last_mut().filter(|_| is_data) {
                    script.push_str(text);
                }
            }
            _ if self.open.iter().any(|name| SILENT.contains(&name.as_str())) => {}
            _ if self.open.iter().any(|name| name == "main") => self.text.push_str(text),
            _ => self.around.push_str(text),
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `h3` → 3.
fn heading_level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok()
}
