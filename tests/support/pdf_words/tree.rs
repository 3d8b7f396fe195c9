//! The tag tree, with the text of its leaves.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::content::Marks;

/// A node of the tag tree.
pub enum Node {
    /// A structure element.
    Element(Element),
    /// The characters of one piece of marked content.
    Text(String),
}

/// A structure element.
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
pub fn read(document: &Document, marks: &mut Marks) -> Vec<Node> {
    let root =
        document.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", document)).and_then(Object::as_dict);
    let mut walk = Walk { document, marks, seen: BTreeSet::new() };
    let mut nodes = Vec::new();
    if let Some(children) = root.ok().and_then(|root| root.get(b"K").ok()) {
        walk.children(children, None, &mut nodes);
    }
    nodes
}

struct Walk<'a> {
    document: &'a Document,
    marks: &'a mut Marks,
    seen: BTreeSet<ObjectId>,
}

impl Walk<'_> {
    fn children(&mut self, written: &Object, page: Option<ObjectId>, nodes: &mut Vec<Node>) {
        match written {
            Object::Reference(id) => {
                let document = self.document;
                if let Ok(object) = document.get_object(*id) {
                    let is_element = object.as_dict().is_ok_and(|element| element.has(b"S"));
                    assert!(
                        !is_element || self.seen.insert(*id),
                        "the structure element {id:?} stands twice in the tag tree"
                    );
                    self.children(object, page, nodes);
                }
            }
            Object::Array(children) => children.iter().for_each(|child| self.children(child, page, nodes)),
            Object::Integer(mark) => self.text(page, *mark, nodes),
            Object::Dictionary(child) if child.has(b"S") => self.element(child, page, nodes),
            Object::Dictionary(child) => {
                // A reference to marked content; one to an annotation has no text.
                if let Ok(mark) = child.get(b"MCID").and_then(Object::as_i64) {
                    self.text(page_of(child).or(page), mark, nodes);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, page: Option<ObjectId>, mark: i64, nodes: &mut Vec<Node>) {
        let page = page.expect("marked content has a page");
        let text = self.marks.remove(&(page, mark));
        nodes.push(Node::Text(
            text.unwrap_or_else(|| panic!("the mark {mark} of page {page:?} is not there, or is used twice")),
        ));
    }

    fn element(&mut self, element: &Dictionary, page: Option<ObjectId>, nodes: &mut Vec<Node>) {
        let string = |key: &[u8]| element.get_deref(key, self.document).and_then(decode_text_string).ok();
        let (alternative, language, instead) = (string(b"Alt"), string(b"Lang"), string(b"ActualText"));
        let tag = element.get(b"S").and_then(Object::as_name).map(|name| String::from_utf8_lossy(name).into_owned());
        let mut children = Vec::new();
        if let Ok(written) = element.get(b"K") {
            self.children(written, page_of(element).or(page), &mut children);
        }
        if let Some(text) = instead {
            children = vec![Node::Text(text)];
        }
        nodes.push(Node::Element(Element { tag: tag.unwrap_or_default(), alternative, language, children }));
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
        super::normalised(&text)
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
        let text = super::normalised(run);
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
