//! What a PDF says about itself beside its words: outline, fonts, links,
//! metadata.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, decode_text_string};

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
