//! `textDocument/didOpen`, `didChange`, `didSave`, `didClose` and
//! `workspace/didChangeWatchedFiles`: what is written, and what lies around it.

use crate::lsp::documents::{Document, path_of};
use crate::lsp::protocol::{About, Changed, FilesChanged, Opened, PublishDiagnosticsParams, Uri};
use crate::lsp::session::Session;
use crate::workspace::SETTINGS;

/// A text was opened.
pub fn open(session: &mut Session, opened: Opened) {
    let document = opened.text_document;
    session.offices.refresh();
    session.unchecked.insert(document.uri.clone());
    session.documents.insert(document.uri.clone(), Document::new(document.uri, document.version, document.text));
}

/// A text was changed. One that was never opened is passed over.
pub fn change(session: &mut Session, changed: Changed) {
    let named = changed.text_document;
    let encoding = session.client.encoding;
    if let Some(document) = session.documents.get_mut(&named.uri) {
        document.change(changed.content_changes, named.version, encoding);
        session.unchecked.insert(named.uri);
    }
}

/// A text was saved: other texts may see it now.
pub fn save(session: &mut Session, _saved: &About) {
    session.offices.refresh();
    session.check_everything();
}

/// A text was closed: its findings are taken back.
pub fn close(session: &mut Session, closed: &About) -> PublishDiagnosticsParams {
    let uri = &closed.text_document.uri;
    session.documents.remove(uri);
    session.unchecked.remove(uri);
    PublishDiagnosticsParams { uri: Uri::from(uri.as_str()), version: None, diagnostics: Vec::new() }
}

/// Files have changed outside the editor, or beside the open texts.
pub fn files_changed(session: &mut Session, files: &FilesChanged) {
    let decides = |uri: &str| {
        path_of(uri).is_none_or(|path| path.ends_with(SETTINGS) || path.extension().is_none_or(|ending| ending != "md"))
    };
    if files.changes.iter().any(|file| decides(&file.uri)) {
        session.offices.forget();
    } else {
        session.offices.refresh();
    }
    session.check_everything();
}
