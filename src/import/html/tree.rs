//! The text of a page → a tree of its elements, as browsers build it. The only
//! user of `html5ever`.

use std::cell::Cell;
use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::TreeBuilder;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A piece of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Characters.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element of a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Element {
    /// In lower case.
    pub name: String,
    /// Names in lower case, with values.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// How deep elements may stand inside one another: as deep as one does in any
/// page that somebody wrote. Tags beyond it are left out, never what they hold.
const DEEPEST: usize = 256;

/// The same for marks such as bold, which a browser opens anew in every block.
const DEEPEST_MARKS: usize = 16;

/// Elements that a browser opens anew in the next block when they are not closed.
const MARKS: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that close by themselves, so that their number says nothing of depth.
const SELF_CLOSING: [&str; 38] = [
    "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "frame", "head", "hr", "html",
    "image", "img", "input", "keygen", "li", "link", "meta", "optgroup", "option", "p", "param", "rb", "rp", "rt",
    "rtc", "script", "source", "style", "tbody", "td", "tfoot", "th", "title", "track",
];

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute holds `word` among its words.
    pub fn has_word(&self, name: &str, word: &str) -> bool {
        self.attribute(name).is_some_and(|value| value.split_whitespace().any(|one| one.eq_ignore_ascii_case(word)))
    }

    /// Every element in it, itself first, in the order of the page.
    pub fn walk<'e>(&'e self, visit: &mut dyn FnMut(&'e Element)) {
        visit(self);
        for child in &self.children {
            if let Node::Element(element) = child {
                element.walk(visit);
            }
        }
    }

    /// The first element in it, itself included, that fits.
    pub fn find<'e>(&'e self, fits: &dyn Fn(&Element) -> bool) -> Option<&'e Element> {
        if fits(self) {
            return Some(self);
        }
        self.children.iter().find_map(|child| match child {
            Node::Element(element) => element.find(fits),
            Node::Text(_) => None,
        })
    }

    /// Its characters, with spaces between elements that a reader sees apart.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn push_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) if super::is_silent(element) => {}
                Node::Element(element) => {
                    let apart = super::is_block(&element.name) || element.name == "br";
                    text.push_str(if apart { " " } else { "" });
                    element.push_text(text);
                    text.push_str(if apart { " " } else { "" });
                }
            }
        }
    }
}

/// Reads a page or a piece of one.
pub fn read(text: &str) -> Element {
    let dom = TreeBuilder::new(RcDom::default(), Default::default());
    let sink = Shallow { builder: dom, depth: Cell::new(0), marks: Cell::new(0) };
    let tokenizer = Tokenizer::new(sink, Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    // Scripts are not run: each only makes the reader stop for a moment.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let document = Rc::clone(&tokenizer.sink.builder.sink.document);
    let mut root = Element { name: "#document".to_owned(), ..Element::default() };
    root.children = children(&document, 0);
    root
}

/// Deeper than [`DEEPEST`] and all marks together no tree can be.
const DEEPEST_TREE: usize = 1024;

fn children(handle: &Handle, depth: usize) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for child in handle.children.borrow().iter() {
        match &child.data {
            NodeData::Text { contents } => nodes.push(Node::Text(contents.borrow().to_string())),
            NodeData::Element { name, attrs, .. } if depth < DEEPEST_TREE => {
                let attributes = attrs.borrow();
                let attributes = attributes
                    .iter()
                    .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
                    .collect();
                nodes.push(Node::Element(Element {
                    name: name.local.to_string(),
                    attributes,
                    children: children(child, depth + 1),
                }));
            }
            _ => {}
        }
    }
    nodes
}

/// Hands tags on as long as they do not stand too deep.
struct Shallow {
    builder: TreeBuilder<Handle, RcDom>,
    depth: Cell<usize>,
    marks: Cell<usize>,
}

impl Shallow {
    /// Whether this tag is left out.
    fn leaves_out(&self, tag: &Tag) -> bool {
        let name: &str = &tag.name;
        if tag.self_closing || SELF_CLOSING.contains(&name) {
            return false;
        }
        let (count, most) = if MARKS.contains(&name) { (&self.marks, DEEPEST_MARKS) } else { (&self.depth, DEEPEST) };
        match tag.kind {
            TagKind::StartTag => {
                count.set(count.get() + 1);
                count.get() > most
            }
            TagKind::EndTag => {
                let before = count.get();
                count.set(before.saturating_sub(1));
                before > most
            }
        }
    }
}

impl TokenSink for Shallow {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        match &token {
            Token::TagToken(tag) if self.leaves_out(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
