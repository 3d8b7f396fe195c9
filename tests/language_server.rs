//! Conversations of editors with the real server.

mod asking;
mod equal_to_check;
mod lifecycle;

pub use equal_to_check::collect;
use serde_json::{Value, json};

use crate::support::language_server::{LanguageServer, place, uri};
use crate::support::workspace::Workspace;

/// A notice that checks clean.
const NOTICE: &str = "Orla Valley Council - Press release\n\nPR/26/21\n\n# Lanterns on the river\n\nLAKESIDE, 2 March 2026 – Lanterns float on the Orla on Saturday 7 March 2026.\n\n## Press contacts\n\nRhona ASHDALE, press officer, +44 20 7946 0142\n";
const PLACE: &str = "releases/PR/26/21/en.md";

/// A workspace with the notice, the server in it, the address of the notice.
fn at_work() -> (Workspace, LanguageServer, String) {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let server = LanguageServer::ready(workspace.path());
    let uri = uri(&workspace.path().join(PLACE));
    (workspace, server, uri)
}

/// A place in a document, behind the first `words` in its text.
fn behind(uri: &str, text: &str, words: &str) -> Value {
    let at = text.find(words).unwrap_or_else(|| panic!("no `{words}` in {text}")) + words.len();
    json!({ "textDocument": { "uri": uri }, "position": place(text, at, false) })
}

/// The rules of findings.
fn rules(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["code"].as_str().expect("a rule")).collect()
}
