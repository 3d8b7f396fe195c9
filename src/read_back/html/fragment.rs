//! A piece of HTML as it stands in wires and feeds: the words, and what must not
//! be in it.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::lossy;
use crate::read_back::{DEEPEST, Unreadable, normalised};

/// What was read.
#[derive(Debug, Default)]
pub struct FragmentText {
    /// The words above the headline: masthead, reference, place and date,
    /// embargo, withdrawal, corrections.
    pub opening: String,
    /// The words after it.
    pub body: String,
    /// The words of the headline, where it stands in the fragment itself.
    pub headline: Option<String>,
    /// What the fragment says of itself: that it is a draft.
    pub draft: String,
    /// What stands behind the words, to prove them.
    pub fixity: String,
    /// Pictures described in words instead of shown.
    pub described: Vec<String>,
    /// Every start tag with its attributes, decoded.
    pub elements: Vec<(String, BTreeMap<String, String>)>,
    /// What is not allowed in HTML and in XML alike: wrong nesting, faults of the
    /// tokens; and what a fragment must not hold.
    pub faults: Vec<String>,
}

const VOID: [&str; 3] = ["br", "hr", "img"];
const INLINE: [&str; 5] = ["a", "code", "em", "strong", "sup"];
const ALLOWED: [&str; 26] = [
    "a",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
];
const ALSO_ALLOWED: [&str; 3] = ["thead", "tr", "ul"];
const ATTRIBUTES: [&str; 10] = ["alt", "class", "dir", "height", "href", "lang", "scope", "src", "start", "width"];
const OPENING: [&str; 6] = ["masthead", "reference", "dateline", "embargo", "withdrawal", "correction"];

impl FragmentText {
    /// Reads a fragment.
    ///
    /// # Errors
    /// When too many elements lie inside each other.
    pub fn read(fragment: &str) -> Result<Self, Unreadable> {
        let mut found = Self::default();
        let mut open: Vec<(String, String)> = Vec::new();
        for token in Tokenizer::new_with_emitter(fragment, DefaultEmitter::default()) {
            let token = match token {
                Ok(token) => token,
                Err(never) => match never {},
            };
            if open.len() > DEEPEST {
                return Err(Unreadable::too_deep());
            }
            match token {
                Token::StartTag(tag) => {
                    let name = lossy(&tag.name);
                    let attributes: BTreeMap<String, String> =
                        tag.attributes.iter().map(|(name, value)| (lossy(name), lossy(value))).collect();
                    found.look_at(&name, &attributes);
                    found.word_ends(&name, &open);
                    if !VOID.contains(&name.as_str()) {
                        open.push((name.clone(), attributes.get("class").cloned().unwrap_or_default()));
                    }
                    if open.iter().any(|(_, class)| class == "picture") && name == "p" {
                        found.described.push(String::new());
                    }
                    found.elements.push((name, attributes));
                }
                Token::EndTag(tag) => {
                    let name = lossy(&tag.name);
                    found.word_ends(&name, &open);
                    match open.pop() {
                        Some((last, _)) if last == name => {}
                        last => found.faults.push(format!("</{name}> inside {last:?}")),
                    }
                }
                Token::String(text) => found.place(&open).push_str(&lossy(&text)),
                Token::Error(error) => {
                    let fault = format!("{}", error.value);
                    // XML allows these characters, and HTML readers show them.
                    if !fault.contains("control-character") && !fault.contains("noncharacter") {
                        found.faults.push(fault);
                    }
                }
                other => found.faults.push(format!("{other:?}")),
            }
        }
        found.faults.extend(open.iter().map(|(name, _)| format!("<{name}> is not closed")));
        for text in [&mut found.opening, &mut found.body, &mut found.draft, &mut found.fixity]
            .into_iter()
            .chain(&mut found.headline)
        {
            *text = normalised(text);
        }
        Ok(found)
    }

    /// All words in reading order; `headline` are those of the field that a
    /// format has for it.
    ///
    /// # Errors
    /// When the fragment has a headline of its own, which would stand twice.
    pub fn words(&self, headline: &str) -> Result<String, Unreadable> {
        match self.headline {
            None => Ok(normalised(&format!("{} {headline} {}", self.opening, self.body))),
            Some(_) => Err(Unreadable::new("the headline stands in it twice")),
        }
    }

    /// The values of an attribute, in order.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.elements.iter().filter_map(move |(_, attributes)| attributes.get(name).map(String::as_str))
    }

    fn look_at(&mut self, name: &str, attributes: &BTreeMap<String, String>) {
        if !ALLOWED.contains(&name) && !ALSO_ALLOWED.contains(&name) {
            self.faults.push(format!("<{name}> may not stand here"));
        }
        for (attribute, value) in attributes {
            if !ATTRIBUTES.contains(&attribute.as_str()) {
                self.faults.push(format!("<{name} {attribute}> may not stand here"));
            }
            if attribute == "src" && !value.starts_with("data:image/") {
                self.faults.push(format!("{value} is loaded"));
            }
            if attribute == "href"
                && !["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| value.starts_with(scheme))
            {
                self.faults.push(format!("a link to {value}"));
            }
        }
    }

    fn place(&mut self, open: &[(String, String)]) -> &mut String {
        let inside = |what: &str| open.iter().any(|(_, class)| class == what);
        if inside("picture") {
            if self.described.is_empty() {
                self.described.push(String::new());
            }
            let last = self.described.len() - 1;
            return &mut self.described[last];
        }
        if inside("draft") {
            return &mut self.draft;
        }
        if inside("fixity") {
            return &mut self.fixity;
        }
        if open.iter().any(|(name, _)| name == "h1") {
            return self.headline.get_or_insert_default();
        }
        if OPENING.iter().any(|class| inside(class)) { &mut self.opening } else { &mut self.body }
    }

    fn word_ends(&mut self, name: &str, open: &[(String, String)]) {
        if !INLINE.contains(&name) {
            self.place(open).push(' ');
        }
    }
}
