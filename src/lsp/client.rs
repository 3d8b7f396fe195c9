//! What an editor can do, as it says when it introduces itself.

use std::path::PathBuf;

use serde_json::Value;

use super::documents::path_of;
use super::lines::Encoding;
use super::protocol::MarkupKind;

/// An editor.
#[derive(Debug, Clone)]
pub struct Client {
    /// How it counts columns.
    pub encoding: Encoding,
    /// Whether it shows second places of a finding.
    pub related_places: bool,
    /// Whether its outline has levels.
    pub outline_levels: bool,
    /// How the page of a rule is shown.
    pub pages: MarkupKind,
    /// Whether a completion may say where the cursor goes.
    pub snippets: bool,
    /// Whether it tells of changed files when asked to.
    pub watches_files: bool,
    /// The folder that the user works in, if there is one.
    pub folder: Option<PathBuf>,
}

impl Client {
    /// The editor that sent these parameters of `initialize`. What it does not
    /// say, it cannot do.
    pub fn new(parameters: &Value) -> Self {
        let found = |path: &str| parameters.pointer(path);
        let can = |path: &str| found(&format!("/capabilities/{path}")).and_then(Value::as_bool).unwrap_or(false);
        let lists = |path: &str, word: &str| {
            let list = found(&format!("/capabilities/{path}")).and_then(Value::as_array);
            list.map(|list| list.iter().any(|entry| entry.as_str() == Some(word)))
        };
        let folder = [found("/workspaceFolders/0/uri"), found("/rootUri")];
        let in_bytes = lists("general/positionEncodings", "utf-8").unwrap_or(false);
        let markdown = lists("textDocument/hover/contentFormat", "markdown").unwrap_or(true);
        Self {
            encoding: if in_bytes { Encoding::Utf8 } else { Encoding::Utf16 },
            related_places: can("textDocument/publishDiagnostics/relatedInformation"),
            outline_levels: can("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            pages: if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText },
            snippets: can("textDocument/completion/completionItem/snippetSupport"),
            watches_files: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            folder: folder.into_iter().flatten().filter_map(Value::as_str).find_map(path_of),
        }
    }
}
