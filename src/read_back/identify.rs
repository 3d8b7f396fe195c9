//! A file that somebody brings: which form it is, by what stands in it.

use serde_json::Value;

use super::forms::{READERS, as_it_came};
use super::reading::{Reading, Says, Spoken, sha256};
use super::record::record_words;
use super::{Difference, Unreadable, differences};

/// A file of a form that pressdoc makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// The name of the form.
    pub form: &'static str,
    /// What it says, or why that cannot be read.
    pub reading: Result<Reading, Unreadable>,
}

/// Why a file is none of the forms, as the rest of a sentence: `it is empty`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unknown(String);

/// The words of a part that are not those of the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherWords {
    /// The part, where the form has several.
    pub part: Option<&'static str>,
    /// The places, in order; at most as many as were asked for.
    pub differences: Vec<Difference>,
}

/// Looks which form a file is. Its name only helps where the content is plain
/// text, which could be anything.
///
/// # Errors
/// When it is none, or not in a build without the forms for other programs.
pub fn identify(name: &str, bytes: &[u8]) -> Result<Identified, Unknown> {
    let form = form_of(name, bytes)?;
    let reader = READERS.iter().find(|(known, _)| *known == form);
    let (form, read) =
        reader.ok_or_else(|| Unknown(format!("this build of pressdoc does not read the form `{form}`")))?;
    Ok(Identified { form, reading: as_it_came(form).unwrap_or(*read)(bytes) })
}

fn form_of(name: &str, bytes: &[u8]) -> Result<&'static str, Unknown> {
    let no = |reason: &str| Err(Unknown(reason.to_owned()));
    if bytes.is_empty() {
        return no("it is empty");
    }
    // A PDF may have bytes before its head (ISO 32000-2, annex I).
    if bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Ok("pdf");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok("docx");
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return no("it is a file of Office in the format before 2007, or one that is locked with a password");
    }
    let Ok(text) = super::utf8(bytes) else { return no("it is neither text nor a PDF or Word file") };
    if text.contains('\0') {
        return no("it is neither text nor a PDF or Word file");
    }
    let start = text.trim_start();
    let head: String = start.chars().take(2_000).collect::<String>().to_lowercase();
    if start.starts_with(['{', '[']) {
        return of_json(start);
    }
    if head.starts_with("begin:vcalendar") {
        return Ok("ics");
    }
    if head.starts_with('<') {
        return of_markup(&head);
    }
    if is_mail(&head) {
        return Ok("eml");
    }
    // Notices are text too: a text form shows itself by its closing lines.
    let form = super::text::TextForm::read(text);
    if form.closing.is_empty() && !name.to_lowercase().ends_with(".txt") {
        return no("it is text, and not the text form of a notice");
    }
    Ok("txt")
}

fn of_json(text: &str) -> Result<&'static str, Unknown> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(_) => return Err(Unknown("it looks like JSON, and is not: it is damaged or cut short".to_owned())),
    };
    match (value["schema"].as_str(), &value["standard"]["name"]) {
        (Some("urn:pressdoc:schema:notice-1"), _) => Ok("json"),
        (Some("urn:pressdoc:schema:release-1"), _) => Err(Unknown(
            "it is the record of a whole release, as it lies in the archive: verify the archive".to_owned(),
        )),
        (_, Value::String(name)) if name == "ninjs" => Ok("ninjs"),
        _ if value["docuLanguageResource"].is_object() => Ok("presscorner"),
        _ => Err(Unknown("it is JSON of another kind than those that pressdoc makes".to_owned())),
    }
}

/// By the first element, behind declarations and comments.
fn of_markup(head: &str) -> Result<&'static str, Unknown> {
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<!doctype html") => return Ok("html"),
            _ if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            // A document type may have declarations in it.
            _ if rest.starts_with("<!doctype") && rest.split('>').next().is_some_and(|open| open.contains('[')) => {
                rest.find("]>").map(|at| at + 2)
            }
            _ if rest.starts_with("<?") || rest.starts_with("<!") => rest.find('>').map(|at| at + 1),
            _ => break,
        };
        match end {
            Some(end) => rest = &rest[end..],
            None => break,
        }
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_');
    let name: String = rest.chars().skip(1).take_while(|c| is_name(*c)).collect();
    match name.as_str() {
        "html" | "head" | "body" => Ok("html"),
        "newsitem" => Ok("newsml"),
        "entry" => Ok("atom"),
        "feed" => Err(Unknown("it is a feed of several notices: verify one of its notices by itself".to_owned())),
        _ => Err(Unknown("it is markup of another kind than those that pressdoc makes".to_owned())),
    }
}

/// Whether a text begins with header fields, some of which every mail has.
fn is_mail(head: &str) -> bool {
    let fields = head.lines().take_while(|line| !line.is_empty());
    let names: Vec<&str> =
        fields.filter(|line| !line.starts_with([' ', '\t'])).map_while(|line| Some(line.split_once(':')?.0)).collect();
    let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    names.first().is_some_and(is_name)
        && ["from", "mime-version", "message-id", "received"].iter().filter(|own| names.contains(own)).count() >= 2
}

impl Reading {
    /// Whether all parts that have the words of the notice have those that this
    /// is the SHA-256 of. Footnotes that stand elsewhere are tried between all
    /// paragraphs.
    pub fn has_hash(&self, content_hash: &str) -> bool {
        let mut whole = self.texts.iter().filter(|text| text.says == Says::All).peekable();
        if whole.peek().is_some() {
            return whole.all(|text| sha256(&text.words) == content_hash);
        }
        let words = |says: Says| self.texts.iter().find(|text| text.says == says).map_or("", |text| &text.words);
        let (own, notes) = (words(Says::AllButNotes), words(Says::Notes));
        if notes.is_empty() {
            return !own.is_empty() && sha256(own) == content_hash;
        }
        // The last ones first: what closes a notice is short.
        self.breaks.iter().rev().take(MOST_BREAKS).any(|at| {
            let (before, behind) = (own.get(..*at).unwrap_or(own), own.get(*at..).unwrap_or(""));
            let spaced = [before.trim_end(), notes, behind.trim_start()];
            let parts: Vec<&str> = spaced.into_iter().filter(|part| !part.is_empty()).collect();
            sha256(&parts.join(" ")) == content_hash
        })
    }

    /// The words that are not those of a notice, part by part, by its public
    /// record; of each part at most `most` places. None if all are.
    ///
    /// # Errors
    /// When the record is none.
    pub fn other_words(&self, record: &Value, most: usize) -> Result<Vec<OtherWords>, Unreadable> {
        let mut other = Vec::new();
        for text in &self.texts {
            let expected = match text.says {
                Says::All => record_words(record, &str::to_owned)?,
                Says::AllButNotes => record_words(&with_notes(record, false), &str::to_owned)?,
                Says::Notes => record_words(&with_notes(record, true), &str::to_owned)?,
                _ => continue,
            };
            let differences = differences(&text.words, &expected, most);
            if !differences.is_empty() {
                other.push(OtherWords { part: text.part, differences });
            }
        }
        Ok(other)
    }

    /// The first part that has words of the notice.
    pub fn words(&self) -> Option<&Spoken> {
        self.texts.iter().find(|text| matches!(text.says, Says::All | Says::AllButNotes))
    }
}

/// So many places for footnotes are tried.
const MOST_BREAKS: usize = 400;

/// The record without its footnotes, or with nothing else.
fn with_notes(record: &Value, notes: bool) -> Value {
    let mut record = record.clone();
    for section in record["sections"].as_array_mut().into_iter().flatten() {
        if notes {
            section["label"] = Value::Null;
        }
        if let Some(blocks) = section["blocks"].as_array_mut() {
            blocks.retain(|block| (block["kind"] == "notes") == notes);
        }
    }
    if notes && let Some(fields) = record.as_object_mut() {
        fields.retain(|key, _| key == "sections");
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_what_stands_in_it() {
        for (bytes, form) in [
            (&b"%PDF-1.7"[..], "pdf"),
            (b"\xef\xbb\xbf<!doctype HTML><html>", "html"),
            (b"<?xml version=\"1.0\"?>\n<!-- x --><newsItem>", "newsml"),
            (b"<entry xmlns='x'>", "atom"),
            (b"BEGIN:VCALENDAR\n", "ics"),
            (b"Received: x\r\n y\r\nFrom: a\r\n\r\n", "eml"),
            (b"{\"standard\":{\"name\":\"ninjs\"}}", "ninjs"),
            (b"{\"docuLanguageResource\":{}}", "presscorner"),
            (b"{\"schema\":\"urn:pressdoc:schema:notice-1\"}", "json"),
            (b"PK\x03\x04", "docx"),
        ] {
            assert_eq!(form_of("x", bytes), Ok(form), "{}", String::from_utf8_lossy(bytes));
        }
        for (bytes, told) in [
            (&b""[..], "empty"),
            (b"\xff\xfe", "neither text"),
            (b"a\0b", "neither text"),
            (b"{\"a\":1}", "another kind"),
            (b"{\"a\":", "cut short"),
            (b"<svg>", "another kind"),
            (b"<feed>", "several notices"),
            (b"# A notice\n\nOn Monday.\n", "not the text form"),
            (&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "before 2007"),
        ] {
            let reason = form_of("x.md", bytes).unwrap_err().to_string();
            assert!(reason.contains(told), "{reason}");
        }
    }
}
