//! What a PDF says about itself: outline, attachments, fonts, links, metadata.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, decode_text_string};

/// A file inside the PDF.
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

/// A text string of a dictionary.
pub fn string(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    dictionary.get_deref(key, document).and_then(decode_text_string).ok()
}

fn name(document: &Document, dictionary: &Dictionary, key: &[u8]) -> String {
    let name = dictionary.get_deref(key, document).and_then(Object::as_name).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

fn dictionary<'a>(document: &'a Document, from: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    match from.get_deref(key, document).ok()? {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The title in the document information.
pub fn title(document: &Document) -> Option<String> {
    string(document, dictionary(document, &document.trailer, b"Info")?, b"Title")
}

/// Whether readers show the title instead of the file name.
pub fn shows_title(document: &Document, catalog: &Dictionary) -> bool {
    let preferences = dictionary(document, catalog, b"ViewerPreferences");
    preferences
        .and_then(|preferences| preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).ok())
        .unwrap_or(false)
}

/// Whether the catalogue says that the document is tagged.
pub fn is_marked(document: &Document, catalog: &Dictionary) -> bool {
    let info = dictionary(document, catalog, b"MarkInfo");
    info.and_then(|info| info.get(b"Marked").and_then(Object::as_bool).ok()).unwrap_or(false)
}

/// The XMP packet.
pub fn metadata(document: &Document, catalog: &Dictionary) -> String {
    let stream = catalog.get_deref(b"Metadata", document).and_then(Object::as_stream);
    let bytes = stream.and_then(lopdf::Stream::get_plain_content).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The bookmarks with their depth, from 1.
pub fn outline(document: &Document, catalog: &Dictionary) -> Vec<(usize, String)> {
    let mut entries = Vec::new();
    if let Some(root) = dictionary(document, catalog, b"Outlines") {
        bookmarks(document, root, 1, &mut entries);
    }
    entries
}

fn bookmarks(document: &Document, above: &Dictionary, depth: usize, entries: &mut Vec<(usize, String)>) {
    let mut next = dictionary(document, above, b"First");
    while let Some(entry) = next {
        assert!(depth < 20 && entries.len() < 10_000, "the outline runs in a circle");
        entries.push((depth, string(document, entry, b"Title").unwrap_or_default()));
        bookmarks(document, entry, depth + 1, entries);
        next = dictionary(document, entry, b"Next");
    }
}

/// The embedded files, in the order of their names.
pub fn attachments(document: &Document, catalog: &Dictionary) -> Vec<Attachment> {
    let associated = catalog.get_deref(b"AF", document).and_then(Object::as_array).cloned().unwrap_or_default();
    let associated: BTreeSet<_> = associated.iter().filter_map(|file| file.as_reference().ok()).collect();
    let mut files = Vec::new();
    if let Some(names) =
        dictionary(document, catalog, b"Names").and_then(|names| dictionary(document, names, b"EmbeddedFiles"))
    {
        name_tree(document, names, 0, &mut files);
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
            bytes: stream.get_plain_content().ok()?,
        })
    };
    files.iter().map(|file| attachment(file).expect("an attachment that can be read")).collect()
}

fn name_tree(document: &Document, node: &Dictionary, depth: usize, values: &mut Vec<Object>) {
    assert!(depth < 20, "the name tree runs in a circle");
    if let Ok(pairs) = node.get_deref(b"Names", document).and_then(Object::as_array) {
        values.extend(pairs.iter().skip(1).step_by(2).cloned());
    }
    let kids = node.get_deref(b"Kids", document).and_then(Object::as_array);
    for kid in kids.into_iter().flatten() {
        if let Ok(kid) = document.dereference(kid).and_then(|(_, kid)| kid.as_dict()) {
            name_tree(document, kid, depth + 1, values);
        }
    }
}

/// The fonts: name, and whether the font itself is in the file.
pub fn fonts(document: &Document) -> Vec<(String, bool)> {
    let mut fonts = Vec::new();
    for font in
        document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|font| font.has_type(b"Font"))
    {
        let subtype = name(document, font, b"Subtype");
        // A composite font is embedded through its descendant; one of type 3
        // is drawn by the document itself.
        if subtype == "Type0" {
            continue;
        }
        let descriptor = dictionary(document, font, b"FontDescriptor");
        let embedded = descriptor.is_some_and(|descriptor| {
            [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"]
                .iter()
                .any(|key| dictionary(document, descriptor, key).is_some())
        });
        fonts.push((name(document, font, b"BaseFont"), embedded || subtype == "Type3"));
    }
    fonts.sort();
    fonts
}

/// Where links lead.
pub fn links(document: &Document) -> BTreeSet<String> {
    let pages = document.page_iter();
    let annotations = pages.flat_map(|page| document.get_page_annotations(page).unwrap_or_default());
    annotations
        .filter_map(|annotation| {
            dictionary(document, annotation, b"A")?.get_deref(b"URI", document).and_then(Object::as_str).ok()
        })
        .map(|uri| String::from_utf8_lossy(uri).into_owned())
        .collect()
}
