//! An editor that talks to the real server process.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// The server, and what an editor knows of it.
pub struct LanguageServer {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    asked: i32,
    /// What came while something else was waited for.
    heard: Vec<Value>,
}

impl LanguageServer {
    /// The server in `folder`; nothing has been said yet.
    pub fn start(folder: &Path) -> Self {
        let mut child = Command::new(snapbox::cmd::cargo_bin!("pressdoc"))
            .args(["lsp", "--stdio"])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let to = child.stdin.take();
        let from = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, to, from, asked: 0, heard: Vec::new() }
    }

    /// The server after the introduction of an editor that can do all things,
    /// changed by `capabilities`, with what it said.
    pub fn introduced(folder: &Path, capabilities: &Value) -> (Self, Value) {
        let mut server = Self::start(folder);
        let mut able = json!({
            "textDocument": {
                "publishDiagnostics": { "relatedInformation": true },
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                "hover": { "contentFormat": ["markdown", "plaintext"] },
                "completion": { "completionItem": { "snippetSupport": true } },
            },
        });
        merge(&mut able, capabilities);
        let parameters = json!({ "processId": null, "rootUri": uri(folder), "capabilities": able });
        let said = server.ask("initialize", parameters);
        server.tell("initialized", json!({}));
        (server, said["result"].clone())
    }

    /// The same, for those who do not care what was said.
    pub fn ready(folder: &Path) -> Self {
        Self::introduced(folder, &json!({})).0
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let to = self.to.as_mut().expect("an open line");
        to.write_all(bytes).and_then(|()| to.flush()).expect("the server listens");
    }

    /// Sends a text in a frame.
    pub fn send_text(&mut self, text: &str) {
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    /// Says something that has no answer.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send_text(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    /// Asks, and gives back the whole answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send_text(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string());
        self.hear(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Asks, and gives back what was asked for.
    pub fn result(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask(method, params);
        answer.get("result").unwrap_or_else(|| panic!("{method}: {answer}")).clone()
    }

    /// Opens a text and gives back its findings.
    pub fn open(&mut self, uri: &str, text: &str) -> Vec<Value> {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        self.findings(uri)
    }

    /// Changes a text and gives back its findings.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) -> Vec<Value> {
        let document = json!({ "uri": uri, "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        self.findings(uri)
    }

    /// The next findings of a text.
    pub fn findings(&mut self, uri: &str) -> Vec<Value> {
        let said = self
            .hear(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri);
        said["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// The next message that `is_it`; others wait for their turn.
    pub fn hear(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.heard.iter().position(&is_it) {
            return self.heard.remove(at);
        }
        loop {
            let message = self.receive().expect("the server is still there");
            if is_it(&message) {
                return message;
            }
            self.heard.push(message);
        }
    }

    fn receive(&mut self) -> Option<Value> {
        let mut length = None;
        loop {
            let mut line = String::new();
            if self.from.read_line(&mut line).expect("a line") == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", number)) => length = Some(number.parse().expect("a number")),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length.expect("a length")];
        self.from.read_exact(&mut body).expect("a message");
        Some(serde_json::from_slice(&body).expect("JSON"))
    }

    /// Takes leave as the protocol has it; nothing may have gone wrong.
    pub fn leave(mut self) {
        assert_eq!(self.result("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        let (code, errors) = self.gone();
        assert_eq!((code, errors.as_str()), (Some(0), ""));
    }

    /// Hangs up; the exit code and what stood on standard error.
    pub fn gone(mut self) -> (Option<i32>, String) {
        drop(self.to.take());
        let status = self.child.wait().expect("an end");
        let mut errors = String::new();
        self.child.stderr.take().expect("its errors").read_to_string(&mut errors).expect("UTF-8");
        (status.code(), errors)
    }
}

fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from.clone(),
    }
}

/// The address of a file.
pub fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).expect("an absolute path").into()
}

/// The text after edits whose columns are UTF-16.
pub fn edited(text: &str, edits: &[Value]) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let place = |end: &str| offset(text, &edit["range"][end]);
            (place("start"), place("end"), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    assert!(edits.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits do not overlap: {edits:?}");
    let mut edited = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        edited.replace_range(start..end, new);
    }
    edited
}

/// The byte at an editor's place, columns in UTF-16.
pub fn offset(text: &str, place: &Value) -> usize {
    let number = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("a small one");
    let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
    let mut units = 0;
    let column = text[start..].char_indices().find(|(_, character)| {
        let found = units >= number("character");
        units += character.len_utf16();
        found
    });
    column.map_or(text.len(), |(at, _)| start + at)
}

/// The place of a byte as an editor writes it, in bytes or in UTF-16.
pub fn place(text: &str, offset: usize, in_bytes: bool) -> Value {
    let line = text[..offset].matches('\n').count();
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let before = text[start..offset].trim_end_matches('\r');
    let character = if in_bytes { before.len() } else { before.chars().map(char::len_utf16).sum() };
    json!({ "line": line, "character": character })
}
