//! The public record: its words, by its own keys. Also of a sheet, which has the
//! same keys.

use serde_json::Value;

use super::{Unreadable, normalised};

/// All words in reading order, one space between two, each text seen by `see`.
///
/// # Errors
/// When a block or a piece of text is of a kind that is not known: its words
/// would be lost.
pub fn record_words(record: &Value, see: &dyn Fn(&str) -> String) -> Result<String, Unreadable> {
    let mut words = Words { text: String::new(), see, unknown: None };
    for key in ["masthead", "reference", "place_date", "embargo"] {
        words.string(&record[key]);
    }
    words.string(&record["withdrawal"]["line"]);
    words.each(&record["corrections"], |words, correction| words.string(&correction["line"]));
    words.inlines(&record["headline"]);
    words.each(&record["sections"], |words, section| {
        words.string(&section["label"]);
        words.each(&section["blocks"], Words::block);
    });
    words.string(&record["end_mark"]);
    match words.unknown {
        None => Ok(normalised(&words.text)),
        Some(kind) => Err(Unreadable::new(format!("it has something of the kind `{}`", kind.escape_debug()))),
    }
}

struct Words<'s> {
    text: String,
    /// The first kind that is not known.
    unknown: Option<String>,
    see: &'s dyn Fn(&str) -> String,
}

impl Words<'_> {
    fn string(&mut self, value: &Value) {
        self.run(value);
        self.text.push(' ');
    }

    fn run(&mut self, value: &Value) {
        if let Some(text) = value.as_str() {
            self.text.push_str(&(self.see)(text));
        }
    }

    fn each(&mut self, list: &Value, mut read: impl FnMut(&mut Self, &Value)) {
        list.as_array().into_iter().flatten().for_each(|item| read(self, item));
    }

    fn unknown(&mut self, kind: &str) {
        self.unknown.get_or_insert_with(|| kind.chars().take(40).collect());
    }

    fn block(&mut self, block: &Value) {
        let kind = block["kind"].as_str().unwrap_or_default();
        match kind {
            "paragraph" | "heading" | "contact_line" => self.inlines(&block["children"]),
            "list" | "notes" => self.each(&block["items"], |words, item| words.each(item, Self::block)),
            "quote" => {
                self.each(&block["blocks"], Self::block);
                self.inlines(&block["attribution"]);
            }
            "table" => {
                self.each(&block["header"], Self::inlines);
                self.each(&block["rows"], |words, row| words.each(row, Self::inlines));
            }
            "figure" => self.inlines(&block["caption"]),
            "preformatted" => self.string(&block["text"]),
            "separator" => {}
            "contents" => self.each(&block["entries"], |words, entry| words.string(&entry["label"])),
            "contacts" => self.each(&block["items"], |words, contact| {
                words.string(&contact["name"]);
                words.string(&contact["organisation"]);
                for ways in ["phones", "emails"] {
                    words.each(&contact[ways], |words, way| {
                        words.string(&way["label"]);
                        words.string(&way["text"]);
                    });
                }
            }),
            other => self.unknown(other),
        }
    }

    fn inlines(&mut self, inlines: &Value) {
        self.each(inlines, Self::inline);
        self.text.push(' ');
    }

    fn inline(&mut self, inline: &Value) {
        let kind = inline["kind"].as_str().unwrap_or_default();
        match kind {
            "text" | "code" => self.run(&inline["text"]),
            "strong" | "emphasis" | "link" => self.each(&inline["children"], Self::inline),
            "note_mark" => self.text.push_str(&format!("({})", inline["number"])),
            "break" => self.text.push(' '),
            other => self.unknown(other),
        }
    }
}
