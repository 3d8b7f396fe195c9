//! The tag tree, with the text of its leaves.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::content::Marks;
use crate::read_back::{DEEPEST, Unreadable, normalised};

/// A node of the tag tree.
#[derive(Debug)]
pub enum Node {
    /// A structure element.
    Element(Element),
    /// The characters of one piece of marked content.
    Text(String),
}

/// A structure element.
#[derive(Debug)]
pub struct Element {
    /// Its type, as written: `H1`, `P`, `Strong`.
    pub tag: String,
    /// For those who do not see it.
    pub alternative: Option<String>,
    /// Its language, where it states one.
    pub language: Option<String>,
    /// What it holds, in reading order.
    pub children: Vec<Node>,
}

/// Tags inside a line of text; every other tag begins a new word.
const INLINE: [&str; 11] =
    ["Span", "Strong", "Em", "Link", "Code", "Quote", "Reference", "Note", "Lbl", "Annot", "BibEntry"];

/// The elements directly below the root, in order. Marks are taken out of
/// `marks`: those that stay are in no element.
///
/// # Errors
/// When an element or a mark stands in the tree twice, a mark is on no page, or
/// the tree is too deep.
pub fn read(document: &Document, marks: &mut Marks) -> Result<Vec<Node>, Unreadable> {
    let root =
        document.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", document)).and_then(Object::as_dict);
    let mut walk = Walk { document, marks, seen: BTreeSet::new() };
    let mut nodes = Vec::new();
    if let Some(children) = root.ok().and_then(|root| root.get(b"K").ok()) {
        walk.children(children, None, 0, &mut nodes)?;
    }
    Ok(nodes)
}

struct Walk<'a> {
    document: &'a Document,
    marks: &'a mut Marks,
    seen: BTreeSet<ObjectId>,
}

impl Walk<'_> {
    fn children(
        &mut self,
        written: &Object,
        page: Option<ObjectId>,
        depth: usize,
        nodes: &mut Vec<Node>,
    ) -> Result<(), Unreadable> {
        if depth > DEEPEST {
            return Err(Unreadable::too_deep());
        }
        match written {
            Object::Reference(id) => {
                let document = self.document;
                let Ok(object) = document.get_object(*id) else { return Ok(()) };
                let is_element = object.as_dict().is_ok_and(|element| element.has(b"S"));
                if is_element && !self.seen.insert(*id) {
                    return Err(Unreadable::new("an element stands in its tag tree twice"));
                }
                self.children(object, page, depth + 1, nodes)
            }
            Object::Array(children) => {
                children.iter().try_for_each(|child| self.children(child, page, depth + 1, nodes))
            }
            Object::Integer(mark) => self.text(page, *mark, nodes),
            Object::Dictionary(child) if child.has(b"S") => self.element(child, page, depth, nodes),
            Object::Dictionary(child) => {
                // A reference to marked content; one to an annotation has no text.
                match child.get(b"MCID").and_then(Object::as_i64) {
                    Ok(mark) => self.text(page_of(child).or(page), mark, nodes),
                    Err(_) => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    fn text(&mut self, page: Option<ObjectId>, mark: i64, nodes: &mut Vec<Node>) -> Result<(), Unreadable> {
        let page = page.ok_or_else(|| Unreadable::new("its tag tree has text on no page"))?;
        let text = self.marks.remove(&(page, mark));
        nodes.push(Node::Text(
            text.ok_or_else(|| Unreadable::new("its tag tree has a text that is nowhere, or stands in it twice"))?,
        ));
        Ok(())
    }

    fn element(
        &mut self,
        element: &Dictionary,
        page: Option<ObjectId>,
        depth: usize,
        nodes: &mut Vec<Node>,
    ) -> Result<(), Unreadable> {
        let string = |key: &[u8]| element.get_deref(key, self.document).and_then(decode_text_string).ok();
        let (alternative, language, instead) = (string(b"Alt"), string(b"Lang"), string(b"ActualText"));
        let tag = element.get(b"S").and_then(Object::as_name).map(|name| String::from_utf8_lossy(name).into_owned());
        let mut children = Vec::new();
        if let Ok(written) = element.get(b"K") {
            self.children(written, page_of(element).or(page), depth + 1, &mut children)?;
        }
        if let Some(text) = instead {
            children = vec![Node::Text(text)];
        }
        nodes.push(Node::Element(Element { tag: tag.unwrap_or_default(), alternative, language, children }));
        Ok(())
    }
}

fn page_of(dictionary: &Dictionary) -> Option<ObjectId> {
    dictionary.get(b"Pg").and_then(Object::as_reference).ok()
}

/// Appends the words in reading order: blocks are kept apart by a space; the
/// mark of a list item and the lines of a picture are no words.
pub fn words(nodes: &[Node], text: &mut String) {
    words_below("", nodes, text);
}

fn words_below(parent: &str, nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(_) if matches!(parent, "Figure" | "Formula") => {}
            Node::Text(piece) => text.push_str(piece),
            Node::Element(element) if element.tag == "Lbl" && parent == "LI" => {}
            Node::Element(element) => {
                let is_block = !INLINE.contains(&element.tag.as_str());
                text.push_str(if is_block { " " } else { "" });
                words_below(&element.tag, &element.children, text);
                text.push_str(if is_block { " " } else { "" });
            }
        }
    }
}

impl Element {
    /// Its words, white space made single spaces.
    pub fn words(&self) -> String {
        let mut text = String::new();
        words_below(&self.tag, &self.children, &mut text);
        normalised(&text)
    }
}

/// Calls `visit` for every element in reading order, with its depth.
pub fn elements<'n>(nodes: &'n [Node], depth: usize, visit: &mut dyn FnMut(usize, &'n Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            visit(depth, element);
            elements(&element.children, depth + 1, visit);
        }
    }
}

/// The tree as text: a line for each tag with what belongs to it, two spaces
/// deeper the text below it.
pub fn print(nodes: &[Node], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        let text = normalised(run);
        if !text.is_empty() {
            out.push_str(&format!("{indent}{text}\n"));
        }
        run.clear();
    };
    for node in nodes {
        match node {
            Node::Text(piece) => run.push_str(piece),
            Node::Element(element) => {
                flush(&mut run, out);
                let language = element.language.as_ref().map(|language| format!(" lang={language}"));
                let alternative = element.alternative.as_ref().map(|text| format!(" alt={text:?}"));
                let notes = language.unwrap_or_default() + &alternative.unwrap_or_default();
                out.push_str(&format!("{indent}<{}{notes}>\n", element.tag));
                print(&element.children, depth + 1, out);
            }
        }
    }
    flush(&mut run, out);
}
