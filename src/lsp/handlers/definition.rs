//! `textDocument/definition`: from a reference to its release.

use crate::lsp::documents::uri_of;
use crate::lsp::protocol::{At, Location, Range, Uri};
use crate::lsp::session::Session;
use crate::model::reference::Reference;
use crate::pipeline::{Examined, Office};

/// Marks that stand around a reference but are no part of it.
const AROUND: &[char] =
    &['(', ')', '[', ']', '<', '>', '{', '}', '"', '“', '”', '„', '«', '»', '‘', '’', '\'', '`', '*', ',', ';', '|'];

/// The files of the release that the reference at a place names: the one in the
/// language of the notice where there is one, else all.
pub fn places(session: &Session, at: &At) -> Vec<Location> {
    let Some(document) = session.document(&at.text_document.uri) else { return Vec::new() };
    let offset = session.lines(&document.text).offset(at.position);
    session.examine(document, |office, examined| found(office, examined, &document.text, offset)).unwrap_or_default()
}

fn found(office: &Office, examined: &Examined<'_>, text: &str, offset: usize) -> Vec<Location> {
    let Some(reference) = reference_at(office, examined, text, offset) else { return Vec::new() };
    let root = office.workspace.root().unwrap_or(std::path::Path::new(""));
    let mut files = office.workspace.release(&reference, root).unwrap_or_default();
    let own = |language: &str| language == examined.language.code;
    if let Some(same) = files.iter().find(|file| file.release.as_ref().is_some_and(|(_, language)| own(language))) {
        files = vec![same.clone()];
    }
    let uris = files.iter().filter_map(|file| uri_of(&file.path));
    uris.map(|uri| Location { uri: Uri::from(uri), range: Range::default() }).collect()
}

/// The reference in the words at `offset`, or behind the link that is there.
fn reference_at(office: &Office, examined: &Examined<'_>, text: &str, offset: usize) -> Option<Reference> {
    let read = |words: &str| office.catalog.reference(words).map(|(reference, _)| reference);
    let ends = |c: char| c.is_whitespace() || AROUND.contains(&c);
    let start = text[..offset].rfind(ends).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[offset..].find(ends).map_or(text.len(), |at| offset + at);
    let word = text[start..end].trim_matches(['.', ':', '!', '?', '…', '–', '—', '_', '#', '\u{feff}']);
    read(word).or_else(|| {
        let links = examined.notice.links.iter();
        let link = links
            .filter(|link| link.span.start <= offset && offset <= link.span.end)
            .min_by_key(|link| link.span.end - link.span.start)?;
        read(&link.uri).or_else(|| read(&link.text))
    })
}
