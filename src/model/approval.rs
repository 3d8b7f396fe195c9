//! Who approved a release, and what of it they approved.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::mail_address;
use super::sheet::Sheet;

/// The file of the approvals, in the folder of a release.
pub const APPROVALS: &str = "approvals.toml";

/// One act of somebody who must approve a release: a line of the file
/// `approvals.toml` beside its notices. What was done is never changed or
/// removed; the last act of a role is what counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "WrittenApproval")]
pub struct Approval {
    /// As whom: `legal`, written as the document type has it.
    pub role: String,
    /// The name of the person.
    pub name: String,
    /// Their mail address.
    pub address: String,
    /// When, to the second.
    pub at: Timestamp,
    /// What they had to say, in one line.
    pub note: Option<String>,
    /// What they did.
    pub act: Act,
}

/// What was done with an approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// It was given: to these contents, by language (ISO 639-1).
    Approves(BTreeMap<String, Content>),
    /// What the role had approved of these languages does not hold any more,
    /// whoever had approved it.
    TakesBack(Vec<String>),
}

/// What a language version says and shows, as digests: SHA-256, 64 hexadecimal
/// digits in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "WrittenContent")]
pub struct Content {
    /// The content hash, as every form carries it: of all words in reading order.
    pub words: String,
    /// Of the files of the pictures, in the order in which they are shown.
    pub pictures: Vec<String>,
    /// Of everything that a form shows or tells programs: words, their
    /// emphasis, the targets of links, times, embargo, pictures and their
    /// alternative texts, corrections, addresses of contacts.
    pub whole: String,
}

/// What the digest of the whole leaves out of a sheet: what depends on the
/// clock, on other versions or on how the program describes things, or only
/// repeats what is in it anyway.
const LEFT_OUT: &[&str] = &["content_hash", "description", "draft", "headline_text", "labels", "versions"];

/// Characters of a note. A longer one is a text in the wrong place.
const LONGEST_NOTE: usize = 500;

impl Content {
    /// The content of a sheet. It does not depend on the version of the
    /// program, as long as that composes the same sheet: what is empty or
    /// false is left out, so that a sheet that can say more than before has the
    /// digest that it had.
    ///
    /// # Errors
    /// When the sheet cannot be written as JSON.
    pub fn of(sheet: &Sheet) -> Result<Self, serde_json::Error> {
        let pictures: Vec<String> = sheet.pictures.iter().map(|picture| digest(&picture.bytes)).collect();
        let mut value = serde_json::to_value(sheet)?;
        if let Some(entries) = value.as_object_mut() {
            entries.retain(|key, _| !LEFT_OUT.contains(&key.as_str()));
            entries.insert("pictures".to_owned(), Value::from(pictures.clone()));
        }
        let mut text = String::new();
        push_canonical(&value, &mut text);
        Ok(Self { words: sheet.content_hash.clone(), pictures, whole: digest(text.as_bytes()) })
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// JSON in one line, keys in the order of their bytes, without entries that say
/// nothing. What stands in a list stays, or a cell of a table could move unseen.
fn push_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                push_canonical(item, text);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            text.push('{');
            let mut first = true;
            let sorted: BTreeMap<&String, &Value> = entries.iter().filter(|(_, value)| says_something(value)).collect();
            for (key, value) in sorted {
                if !std::mem::replace(&mut first, false) {
                    text.push(',');
                }
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                push_canonical(value, text);
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
        _ => true,
    }
}

/// Whether two roles are the same, written in capitals or not.
pub fn same_role(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// What is wrong with a role, in the voice of the reports.
pub fn role_fault(role: &str) -> Option<&'static str> {
    if role.trim().is_empty() {
        return Some("a role has no name");
    }
    if role.trim() != role {
        return Some("a role begins or ends with a space");
    }
    role.chars().any(char::is_control).then_some("a role has a control character in it")
}

/// What is wrong with a note, in the voice of the reports.
pub fn note_fault(note: &str) -> Option<String> {
    if note.chars().any(char::is_control) {
        return Some("the note is not a single line".to_owned());
    }
    (note.chars().count() > LONGEST_NOTE).then(|| format!("the note has more than {LONGEST_NOTE} characters"))
}

/// An approval as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenApproval {
    role: String,
    name: String,
    address: String,
    at: String,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    content: BTreeMap<String, Content>,
    #[serde(default)]
    takes_back: Vec<String>,
}

impl TryFrom<WrittenApproval> for Approval {
    type Error = String;

    fn try_from(written: WrittenApproval) -> Result<Self, String> {
        let WrittenApproval { role, name, address, at, note, content, takes_back } = written;
        if let Some(fault) = role_fault(&role) {
            return Err(fault.to_owned());
        }
        if name.trim().is_empty() || name.chars().any(char::is_control) {
            return Err(format!("`{}` is no name", name.escape_debug()));
        }
        if let Some(fault) = mail_address::fault(&address) {
            return Err(format!("`{}` {fault}", address.escape_debug()));
        }
        if let Some(fault) = note.as_deref().and_then(note_fault) {
            return Err(fault);
        }
        let act = match (content.is_empty(), takes_back.is_empty()) {
            (false, true) => Act::Approves(content),
            (true, false) => Act::TakesBack(takes_back),
            (true, true) => return Err("it has neither `content` nor `takes_back`".to_owned()),
            (false, false) => return Err("it has both `content` and `takes_back`".to_owned()),
        };
        let at = at.parse().map_err(|_| format!("`{}` is no time such as 2026-03-03T11:00:00Z", at.escape_debug()))?;
        Ok(Self { role, name, address, at, note, act })
    }
}

/// A content as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenContent {
    words: String,
    #[serde(default)]
    pictures: Vec<String>,
    whole: String,
}

impl TryFrom<WrittenContent> for Content {
    type Error = String;

    fn try_from(written: WrittenContent) -> Result<Self, String> {
        let WrittenContent { words, pictures, whole } = written;
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_digest = |text: &str| text.len() == 64 && text.bytes().all(is_digit);
        if let Some(bad) = pictures.iter().chain([&words, &whole]).find(|text| !is_digest(text)) {
            return Err(format!("`{}` is no digest of 64 hexadecimal digits", bad.escape_debug()));
        }
        Ok(Self { words, pictures, whole })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::push_canonical;

    fn canonical(value: serde_json::Value) -> String {
        let mut text = String::new();
        push_canonical(&value, &mut text);
        text
    }

    #[test]
    fn what_says_nothing_changes_no_digest_and_what_stands_in_a_list_stays() {
        assert_eq!(canonical(json!({"b": 1, "a": "x\n\"", "c": [true]})), r#"{"a":"x\n\"","b":1,"c":[true]}"#);
        assert_eq!(
            canonical(json!({"a": 1, "new": null, "flag": false, "list": [], "text": "", "more": {}})),
            canonical(json!({"a": 1}))
        );
        assert_ne!(canonical(json!({"row": [[], ["x"]]})), canonical(json!({"row": [["x"], []]})));
        assert_ne!(canonical(json!({"row": [""]})), canonical(json!({"row": []})));
    }
}
