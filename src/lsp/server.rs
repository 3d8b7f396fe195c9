//! From message to answer: introduction, work, farewell.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::client::Client;
use super::handlers::{
    code_action, completion, definition, diagnostics, document_symbol, hover, initialize, resolve, synchronization,
};
use super::offices::Open;
use super::protocol::{Connection, ErrorCode, Message, Notification, Request, Response, ResponseError, watch_files};
use super::session::Session;

/// Files whose change concerns open texts: settings, house styles, languages,
/// other notices.
const WATCHED: &[&str] = &["**/pressdoc.toml", "**/styles/**", "**/assets/**", "**/*.md"];

/// What is said when a message brought the program into trouble.
const FAULT: &str = "pressdoc met a fault of its own; please report it with the notice";

/// How far the conversation is.
enum Stage {
    /// The editor has not introduced itself.
    Before,
    /// At work.
    Open(Box<Session>),
    /// The editor has said that it is about to leave.
    Closed,
}

struct Server<'c> {
    connection: &'c Connection,
    here: PathBuf,
    open: Open,
    stage: Stage,
}

/// Answers the editor at the other end of `connection` until it leaves; `here`
/// is the folder that the program was started in, `open` opens the workspace of
/// a folder. Gives back whether it took its leave properly: `shutdown`, then
/// `exit`.
pub fn serve(connection: &Connection, here: &Path, open: Open) -> bool {
    let mut server = Server { connection, here: here.to_path_buf(), open, stage: Stage::Before };
    loop {
        // While more is typed than can be checked, only the last state counts.
        if connection.receiver.is_empty() && !server.publish() {
            break;
        }
        let Ok(message) = connection.receiver.recv() else { break };
        let goes_on = match message {
            Message::Request(request) => {
                let answer = server.publish().then(|| server.answer(request));
                answer.is_some_and(|answer| server.send(Message::Response(answer)))
            }
            Message::Notification(notification) if notification.method == "exit" => break,
            Message::Notification(notification) => server.take(notification),
            Message::Response(_) => true,
        };
        if !goes_on {
            break;
        }
    }
    matches!(server.stage, Stage::Closed)
}

impl Server<'_> {
    /// Whether the editor is still there.
    fn send(&self, message: Message) -> bool {
        self.connection.sender.send(message).is_ok()
    }

    /// Says the findings of every text that has changed.
    fn publish(&mut self) -> bool {
        let Stage::Open(session) = &mut self.stage else { return true };
        let unchecked = std::mem::take(&mut session.unchecked);
        let said = unchecked.iter().map(|uri| match guarded(|| diagnostics::publication(session, uri)) {
            Some(findings) => notice("textDocument/publishDiagnostics", findings),
            None => notice("window/logMessage", json!({ "type": 1, "message": format!("{FAULT} ({uri})") })),
        });
        said.into_iter().all(|message| self.connection.sender.send(message).is_ok())
    }

    fn answer(&mut self, request: Request) -> Response {
        let id = request.id.clone();
        let result = guarded(|| self.result(request)).unwrap_or_else(|| Err(error(ErrorCode::InternalError, FAULT)));
        Response { id, response_result: result }
    }

    fn result(&mut self, request: Request) -> Result<Value, ResponseError> {
        let Request { method, params, .. } = request;
        match (&mut self.stage, method.as_str()) {
            (Stage::Before, "initialize") => {
                let client = Client::new(&params);
                let result = to_value(initialize::result(&client));
                self.stage = Stage::Open(Box::new(Session::new(client, &self.here, self.open)));
                result
            }
            (Stage::Before, _) => Err(error(ErrorCode::ServerNotInitialized, "the first request must be `initialize`")),
            (Stage::Closed, _) => Err(error(ErrorCode::InvalidRequest, "nothing can be asked after `shutdown`")),
            (Stage::Open(_), "initialize") => Err(error(ErrorCode::InvalidRequest, "`initialize` was asked before")),
            (Stage::Open(_), "shutdown") => {
                self.stage = Stage::Closed;
                Ok(Value::Null)
            }
            (Stage::Open(session), method) => handled(session, method, params),
        }
    }

    /// Takes note of something. What makes no sense is passed over.
    fn take(&mut self, notification: Notification) -> bool {
        let Stage::Open(session) = &mut self.stage else { return true };
        let Notification { method, params } = notification;
        if method == "initialized" {
            return !session.client.watches_files || self.send(Message::Request(watch_files(WATCHED)));
        }
        let said = guarded(|| {
            match method.as_str() {
                "textDocument/didOpen" => read(params).map(|opened| synchronization::open(session, opened)),
                "textDocument/didChange" => read(params).map(|changed| synchronization::change(session, changed)),
                "textDocument/didSave" => read(params).map(|saved| synchronization::save(session, &saved)),
                "textDocument/didClose" => {
                    return read(params).ok().map(|closed| synchronization::close(session, &closed));
                }
                "workspace/didChangeWatchedFiles" => {
                    read(params).map(|files| synchronization::files_changed(session, &files))
                }
                _ => Ok(()),
            }
            .ok();
            None
        });
        match said.flatten() {
            Some(last) => self.send(notice("textDocument/publishDiagnostics", last)),
            None => true,
        }
    }
}

fn handled(session: &Session, method: &str, params: Value) -> Result<Value, ResponseError> {
    match method {
        "textDocument/codeAction" => to_value(code_action::actions(session, &read(params)?)),
        "textDocument/hover" => to_value(hover::page(session, &read(params)?)),
        "textDocument/completion" => to_value(completion::list(session, &read(params)?)),
        "completionItem/resolve" => to_value(resolve::item(session, params)),
        "textDocument/documentSymbol" => to_value(document_symbol::outline(session, &read(params)?)),
        "textDocument/definition" => to_value(definition::places(session, &read(params)?)),
        unknown => Err(error(ErrorCode::MethodNotFound, &format!("pressdoc does not know `{unknown}`"))),
    }
}

/// What `work` gives back, or `None` when it meets a fault of the program: the
/// editor keeps its server.
fn guarded<R>(work: impl FnOnce() -> R) -> Option<R> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, ResponseError> {
    serde_json::from_value(params)
        .map_err(|fault| error(ErrorCode::InvalidParams, &format!("the parameters cannot be read: {fault}")))
}

/// An answer as JSON.
fn to_value(answer: impl Serialize) -> Result<Value, ResponseError> {
    serde_json::to_value(answer).map_err(|fault| error(ErrorCode::InternalError, &fault.to_string()))
}

fn error(code: ErrorCode, message: &str) -> ResponseError {
    ResponseError { code: code as i32, message: message.to_owned(), data: None }
}

/// Something said without being asked.
fn notice(method: &str, params: impl Serialize) -> Message {
    let params = serde_json::to_value(params).unwrap_or_default();
    Message::Notification(Notification { method: method.to_owned(), params })
}
