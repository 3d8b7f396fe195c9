//! Footnotes and endnotes: a notice has one row of both.

use std::collections::BTreeMap;

use super::super::Refusal;
use super::Reader;
use super::package::{Package, Relationships};
use super::tree::Element;
use crate::model::sheet::SheetBlock;

/// A note: whether it is a footnote, and how the file calls it.
type Key = (bool, String);

/// The notes of a file.
#[derive(Default)]
pub struct Notes {
    texts: BTreeMap<Key, Element>,
    /// In the order in which the text marks them.
    marked: Vec<Key>,
    bookmarks: BTreeMap<String, Key>,
}

impl Notes {
    /// Reads the notes, and which bookmarks stand around their marks.
    ///
    /// # Errors
    /// When a part is damaged.
    pub fn read(package: &mut Package<'_>, leads_to: &Relationships, document: &Element) -> Result<Self, Refusal> {
        let mut notes = Self::default();
        for (kind, name) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
            let part = leads_to.values().find(|own| own.kind == kind && !own.external);
            let Some(path) = part.map(|own| own.target.clone()) else { continue };
            let Some(root) = package.tree(&path)? else { continue };
            for child in root.children {
                let super::tree::Node::Element(element) = child else { continue };
                // The lines above the notes are notes as well.
                let is_text = element.is(name) && matches!(element.attribute("type"), None | Some("normal"));
                if let Some(id) = element.attribute("id").filter(|_| is_text) {
                    notes.texts.insert((name == "footnote", id.to_owned()), element);
                }
            }
        }
        let mut open = None;
        bookmarks(document, &mut open, &mut notes.bookmarks);
        Ok(notes)
    }

    /// Marks a note; its number from 1, and whether it is marked for the first
    /// time.
    pub fn mark(&mut self, is_foot: bool, id: &str) -> Option<(u32, bool)> {
        let key = (is_foot, id.to_owned());
        if let Some(number) = self.number(&key) {
            return Some(number);
        }
        if !self.texts.contains_key(&key) {
            return None;
        }
        self.marked.push(key);
        Some((self.marked.len() as u32, true))
    }

    /// The number of a note that was marked before.
    pub fn number(&self, key: &Key) -> Option<(u32, bool)> {
        self.marked.iter().position(|known| known == key).map(|at| (at as u32 + 1, false))
    }

    /// The note whose mark a bookmark stands around.
    pub fn bookmarked(&self, name: &str) -> Option<Key> {
        self.bookmarks.get(name).cloned()
    }
}

fn bookmarks(element: &Element, open: &mut Option<String>, found: &mut BTreeMap<String, Key>) {
    for child in element.elements() {
        match child.name.as_str() {
            "bookmarkStart" => *open = child.attribute("name").map(str::to_owned),
            "bookmarkEnd" => *open = None,
            "footnoteReference" | "endnoteReference" => {
                if let (Some(name), Some(id)) = (open.clone(), child.attribute("id")) {
                    found.entry(name).or_insert((child.name == "footnoteReference", id.to_owned()));
                }
            }
            _ => bookmarks(child, open, found),
        }
    }
}

impl Reader<'_, '_> {
    /// Adds the notes in the order of their marks; those that nobody marks are
    /// kept at the end.
    pub fn footnotes(&mut self, leads_to: &Relationships) {
        let path = |kind: &str| leads_to.values().find(|own| own.kind == kind).map(|own| own.target.clone());
        let (foot, end) = (path("footnotes"), path("endnotes"));
        let mut items = Vec::new();
        // A note may mark further notes.
        while let Some(key) = self.notes.marked.get(items.len()).cloned() {
            let Some(element) = self.notes.texts.remove(&key) else {
                items.push(Vec::new());
                continue;
            };
            items.push(self.note(&element, if key.0 { &foot } else { &end }));
            self.notes.texts.insert(key, Element::empty());
        }
        if !items.is_empty() {
            self.draft.blocks.push(SheetBlock::Notes { items });
        }
        let left: Vec<Key> = self.notes.texts.keys().filter(|key| !self.notes.marked.contains(key)).cloned().collect();
        for key in left {
            let Some(element) = self.notes.texts.remove(&key) else { continue };
            let words = self.text_below(&element);
            if !words.is_empty() {
                self.doubt("lost-footnote", "no mark in the text leads to this note; it is kept at the end", &words);
                self.keep(&words);
            }
        }
    }

    fn note(&mut self, element: &Element, path: &Option<String>) -> Vec<SheetBlock> {
        let own = path.as_ref().map(|path| self.package.relationships(path));
        let own = match own.transpose() {
            Ok(own) => own.unwrap_or_default(),
            Err(fault) => {
                self.broken.get_or_insert(fault);
                return Vec::new();
            }
        };
        let outside = std::mem::replace(&mut self.leads_to, own);
        self.part = "footnote";
        let blocks = self.blocks(element);
        self.part = "";
        self.unended_fields();
        self.leads_to = outside;
        blocks
    }
}
