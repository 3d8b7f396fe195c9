//! References of the releases in the workspace.

use serde_json::json;

use super::{Cursor, MOST};
use crate::lsp::documents::Document;
use crate::lsp::protocol::{CompletionItem, CompletionItemKind};
use crate::lsp::session::Session;
use crate::pipeline::Office;

/// The references that begin with what was typed: in capitals, or with its
/// first `/`, so that no ordinary word calls for them.
pub fn proposals(session: &Session, office: &Office, document: &Document, cursor: &Cursor<'_>) -> Vec<CompletionItem> {
    let before = cursor.before();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '/';
    let typed = &before[before.trim_end_matches(is_part).len()..];
    let capitals = typed.len() >= 2 && typed.bytes().all(|byte| byte.is_ascii_uppercase());
    let slash = typed.find('/').is_some_and(|at| at > 0);
    if !(typed.is_empty() || capitals || slash) {
        return Vec::new();
    }
    let wanted = typed.to_ascii_uppercase();
    let start = cursor.offset - typed.len();
    all(session, office, document, &wanted, |reference, languages| {
        let mut item = cursor.proposal(reference, start, cursor.offset, reference.to_owned(), reference.to_owned());
        item.kind = Some(CompletionItemKind::Reference);
        item.detail = Some(languages);
        item
    })
}

/// A proposal for every release whose reference begins with `wanted` (in
/// capitals); `propose` gets the reference and the languages. The headline comes
/// when it is looked at.
pub fn all(
    session: &Session,
    office: &Office,
    document: &Document,
    wanted: &str,
    propose: impl Fn(&str, String) -> CompletionItem,
) -> Vec<CompletionItem> {
    let releases = session.offices.releases(office);
    let named = releases.iter().map(|release| (release.reference.to_string(), release));
    let found = named.filter(|(reference, _)| reference.to_ascii_uppercase().starts_with(wanted)).take(MOST + 1);
    found
        .map(|(reference, release)| {
            let mut item = propose(&reference, release.languages.join(", "));
            item.data = Some(json!({ "uri": document.uri, "reference": reference }));
            item
        })
        .collect()
}
