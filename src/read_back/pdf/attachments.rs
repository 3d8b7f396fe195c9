//! The files inside a PDF.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, decode_text_string};

use super::MOST_CONTENT;
use crate::read_back::Unreadable;

/// A file inside the PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Media type (IANA).
    pub media_type: String,
    /// How it belongs to the document: `Supplement`.
    pub relationship: String,
    /// Whether the document itself names it as belonging to it.
    pub associated: bool,
    /// Its content.
    pub bytes: Vec<u8>,
}

fn string(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    dictionary.get_deref(key, document).and_then(decode_text_string).ok()
}

fn name(document: &Document, dictionary: &Dictionary, key: &[u8]) -> String {
    let name = dictionary.get_deref(key, document).and_then(Object::as_name).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

fn dictionary<'a>(document: &'a Document, from: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    from.get_deref(key, document).and_then(Object::as_dict).ok()
}

/// Files that a PDF may hold; ours hold one.
const MOST: usize = 100;

/// The embedded files, in the order of their names.
///
/// # Errors
/// When one cannot be read, or the tree of their names runs in a circle.
pub fn attachments(document: &Document) -> Result<Vec<Attachment>, Unreadable> {
    let catalog = document.catalog().map_err(|error| Unreadable::from_library(&error))?;
    let associated = catalog.get_deref(b"AF", document).and_then(Object::as_array).cloned().unwrap_or_default();
    let associated: BTreeSet<_> = associated.iter().filter_map(|file| file.as_reference().ok()).collect();
    let mut files = Vec::new();
    if let Some(names) =
        dictionary(document, catalog, b"Names").and_then(|names| dictionary(document, names, b"EmbeddedFiles"))
    {
        name_tree(document, names, 0, &mut files)?;
    }
    let attachment = |file: &Object| {
        let reference = file.as_reference().ok();
        let specification = document.dereference(file).ok()?.1.as_dict().ok()?;
        let stream =
            dictionary(document, specification, b"EF")?.get_deref(b"F", document).and_then(Object::as_stream).ok()?;
        Some(Attachment {
            name: string(document, specification, b"UF").or_else(|| string(document, specification, b"F"))?,
            media_type: name(document, &stream.dict, b"Subtype"),
            relationship: name(document, specification, b"AFRelationship"),
            associated: reference.is_some_and(|reference| associated.contains(&reference)),
            bytes: stream.get_plain_content_with_limit(MOST_CONTENT).ok()?,
        })
    };
    let unreadable = || Unreadable::new("a file inside it cannot be read");
    files.iter().map(|file| attachment(file).ok_or_else(unreadable)).collect()
}

fn name_tree(document: &Document, node: &Dictionary, depth: usize, values: &mut Vec<Object>) -> Result<(), Unreadable> {
    if let Ok(pairs) = node.get_deref(b"Names", document).and_then(Object::as_array) {
        values.extend(pairs.iter().skip(1).step_by(2).cloned());
    }
    if depth > 10 || values.len() > MOST {
        return Err(Unreadable::new(format!("more than {MOST} files are in it, or their names run in a circle")));
    }
    let kids = node.get_deref(b"Kids", document).and_then(Object::as_array);
    for kid in kids.into_iter().flatten().take(MOST) {
        if let Ok(kid) = document.dereference(kid).and_then(|(_, kid)| kid.as_dict()) {
            name_tree(document, kid, depth + 1, values)?;
        }
    }
    Ok(())
}
