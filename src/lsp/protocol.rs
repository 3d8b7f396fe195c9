//! The words of the Language Server Protocol. The only module that knows
//! `lsp-server` and `gen-lsp-types`: whoever exchanges them does it here.
//!
//! What the server says is said in the library's types. What it hears is read
//! into records of our own, which ask for no more than is used: so an editor
//! with a dialect of its own is understood all the same.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

pub use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CompletionItem, CompletionItemKind, CompletionList,
    CompletionOptions, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DocumentSymbol,
    DocumentSymbolResponse, Hover, InitializeResult, InsertTextFormat, Location, MarkupKind, Position,
    PositionEncodingKind, PublishDiagnosticsParams, Range, ServerCapabilities, ServerInfo, SymbolInformation,
    SymbolKind, TextDocumentSyncKind, TextDocumentSyncOptions, TextEdit, Uri, WorkspaceEdit,
};
pub use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};

/// A document by its address, as the editor writes it.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// The address.
    pub uri: String,
    /// Which state of the text.
    #[serde(default)]
    pub version: Option<i32>,
}

/// `textDocument/didOpen`
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// The document.
    pub text_document: OpenedDocument,
}

/// A document with its text.
#[derive(Debug, Deserialize)]
pub struct OpenedDocument {
    /// The address.
    pub uri: String,
    /// Which state of the text.
    #[serde(default)]
    pub version: Option<i32>,
    /// The text.
    pub text: String,
}

/// `textDocument/didChange`
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// The document.
    pub text_document: Named,
    /// The changes, one after the other.
    pub content_changes: Vec<Change>,
}

/// One change of a text.
#[derive(Debug, Deserialize)]
pub struct Change {
    /// What is replaced; everything, where there is none.
    #[serde(default)]
    pub range: Option<Range>,
    /// What stands there afterwards.
    pub text: String,
}

/// `textDocument/didSave`, `textDocument/didClose`, `textDocument/documentSymbol`
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The document.
    pub text_document: Named,
}

/// A place in a document: `textDocument/hover`, `…/completion`, `…/definition`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct At {
    /// The document.
    pub text_document: Named,
    /// The place.
    pub position: Position,
}

/// `textDocument/codeAction`
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActionsWanted {
    /// The document.
    pub text_document: Named,
    /// The place.
    pub range: Range,
    /// Which ones.
    #[serde(default)]
    pub context: ActionsContext,
}

/// Which actions are wanted.
#[derive(Debug, Default, Deserialize)]
pub struct ActionsContext {
    /// Their kinds; all, where there are none.
    #[serde(default)]
    pub only: Option<Vec<String>>,
}

/// `workspace/didChangeWatchedFiles`
#[derive(Debug, Deserialize)]
pub struct FilesChanged {
    /// The files.
    pub changes: Vec<Named>,
}

/// The change of one document.
pub fn change_of(uri: &str, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(Uri::from(uri), edits)])), ..WorkspaceEdit::default() }
}

/// A text that is shown, as Markdown where the editor can.
pub fn shown(kind: MarkupKind, value: String) -> gen_lsp_types::MarkupContent {
    gen_lsp_types::MarkupContent { kind, value }
}

/// An entry of the outline.
pub fn symbol(name: String, detail: Option<String>, range: Range, name_range: Range) -> DocumentSymbol {
    DocumentSymbol::new(name, detail, SymbolKind::String, None, None, range, name_range, None)
}

/// An entry of the outline for editors that know no levels.
pub fn flat_symbol(name: String, inside: Option<String>, uri: &str, range: Range) -> SymbolInformation {
    let location = Location { uri: uri.into(), range };
    let base = gen_lsp_types::BaseSymbolInformation::new(name, SymbolKind::String, None, inside);
    SymbolInformation::new(None, location, base)
}

/// The request that the editor tell of changed files. `globs` are patterns
/// such as `**/pressdoc.toml`.
pub fn watch_files(globs: &[&str]) -> Request {
    let watchers: Vec<Value> = globs.iter().map(|glob| json!({ "globPattern": glob })).collect();
    let registration = json!({
        "id": "files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    });
    Request {
        id: RequestId::from("watch-files".to_owned()),
        method: "client/registerCapability".to_owned(),
        params: json!({ "registrations": [registration] }),
    }
}
