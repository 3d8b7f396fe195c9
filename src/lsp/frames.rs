//! Messages in a stream of bytes: `Content-Length: …`, an empty line, JSON.
//!
//! What cannot be read is skipped up to the next header, and the editor is
//! told: one bad message must not end the conversation.

use std::io::{self, BufRead, Read as _};

use serde_json::{Value, json};

use super::protocol::{ErrorCode, Message};

/// The most bytes of a message: a notice has a sixtieth of it.
const LARGEST_MESSAGE: u64 = 64 * 1024 * 1024;

/// The most bytes of a line of a header.
const LONGEST_LINE: u64 = 8 * 1024;

const LENGTH: &[u8] = b"content-length:";

/// What stood in the stream.
enum Frame {
    Message(Message),
    /// What is answered to a message that is none.
    Fault(Value),
}

/// Hands the messages of `input` to `take` until the editor says `exit` or goes
/// away, or `take` wants no more; faults are answered through `answer`.
pub fn read_all(input: &mut impl BufRead, take: impl Fn(Message) -> bool, answer: impl Fn(&[u8])) {
    while let Ok(Some(frame)) = read(input) {
        match frame {
            Frame::Fault(fault) => answer(&framed(&fault.to_string())),
            Frame::Message(message) => {
                let is_last = matches!(&message, Message::Notification(last) if last.method == "exit");
                if !take(message) || is_last {
                    break;
                }
            }
        }
    }
}

/// Hands each message to `write`, as bytes.
///
/// # Errors
/// Those of `write`: nobody reads any more.
pub fn write_all(
    messages: impl IntoIterator<Item = Message>,
    write: impl Fn(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    for message in messages {
        let mut bytes = Vec::new();
        message.write(&mut bytes)?;
        write(&bytes)?;
    }
    Ok(())
}

fn framed(json: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{json}", json.len()).into_bytes()
}

/// The next message or fault; `None` at the end of the stream.
fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let Some(length) = read_header(input)? else { return Ok(None) };
    if length > LARGEST_MESSAGE {
        io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
        return Ok(Some(fault(Value::Null, ErrorCode::InvalidRequest, "the message is too large")));
    }
    let mut body = Vec::new();
    let read = input.by_ref().take(length).read_to_end(&mut body)?;
    Ok(if (read as u64) < length { None } else { Some(message(&body)) })
}

/// The length that the next header states. Lines that are no header are
/// skipped, also where one is glued to the rest of a message that was longer
/// than it said.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let lower = line.to_ascii_lowercase();
        if let Some(at) = lower.windows(LENGTH.len()).rposition(|window| window == LENGTH) {
            let number = std::str::from_utf8(&lower[at + LENGTH.len()..]).ok();
            length = number.and_then(|number| number.trim().parse().ok());
        } else if line.trim_ascii().is_empty() && length.is_some() {
            return Ok(length);
        }
    }
}

fn message(body: &[u8]) -> Frame {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => return fault(Value::Null, ErrorCode::ParseError, &format!("the message is not JSON: {error}")),
    };
    let id = match value.get("id") {
        None => None,
        Some(id @ Value::String(_)) => Some(id.clone()),
        Some(id) if id.as_i64().is_some_and(|id| i32::try_from(id).is_ok()) => Some(id.clone()),
        Some(_) => return fault(Value::Null, ErrorCode::InvalidRequest, "the `id` is no number or text"),
    };
    match serde_json::from_value(value) {
        Ok(message) => Frame::Message(message),
        Err(_) => fault(
            id.unwrap_or(Value::Null),
            ErrorCode::InvalidRequest,
            "the message is neither a request nor a notification nor an answer",
        ),
    }
}

fn fault(id: Value, code: ErrorCode, message: &str) -> Frame {
    Frame::Fault(json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn methods(stream: &[u8]) -> Vec<String> {
        let mut input = stream;
        let mut said = Vec::new();
        while let Ok(Some(frame)) = read(&mut input) {
            said.push(match frame {
                Frame::Message(Message::Request(request)) => request.method,
                Frame::Message(Message::Notification(notification)) => notification.method,
                Frame::Message(Message::Response(_)) => "answer".to_owned(),
                Frame::Fault(fault) => fault["error"]["code"].to_string(),
            });
        }
        said
    }

    fn frame(json: &str) -> String {
        String::from_utf8(framed(json)).unwrap()
    }

    #[test]
    fn what_is_no_message_is_answered_and_skipped() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"a"}"#);
        let bad = ["", "{", "[]", "5", "null", r#"{"id":1}"#, r#"{"id":{},"method":"x"}"#, r#"{"method":7}"#];
        for json in bad {
            let stream = format!("{good}{}{good}", frame(json));
            let said = methods(stream.as_bytes());
            assert_eq!(said.len(), 3, "{json}: {said:?}");
            assert_eq!((said[0].as_str(), said[2].as_str()), ("a", "a"), "{json}");
            assert!(said[1].starts_with("-32"), "{json}: {said:?}");
        }
    }

    #[test]
    fn the_next_header_is_found_again() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"a"}"#);
        for noise in [
            "hello\r\n\r\n",
            "Content-Type: x\r\n\r\n{}",
            "Content-Length: none\r\n\r\n{}",
            "Content-Length: -1\r\n\r\n{}",
            "\r\n\r\n",
            "\u{0}\u{0}",
            "{\"no\":\"header\"}",
        ] {
            assert_eq!(methods(format!("{noise}{good}").as_bytes()), ["a"], "{noise:?}");
        }
        let short = format!("Content-Length: 2\r\n\r\n{{\"jsonrpc\":\"2.0\"}}{good}");
        assert_eq!(methods(short.as_bytes()), ["-32700", "a"]);
        let stranger = good.replace("Content-Length: ", "content-length:").replace("\r\n", "\n");
        assert_eq!(methods(stranger.as_bytes()), ["a"]);
        assert_eq!(methods(b"Content-Length: 99\r\n\r\n{"), Vec::<String>::new());
    }
}
