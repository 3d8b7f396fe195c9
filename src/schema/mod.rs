//! What may stand in the front matter and in `pressdoc.toml`, as JSON schemas
//! for editors; both are made from what is read, so that they cannot say
//! anything else. And what stands in the public record, for those who read it:
//! that one is a file, `assets/schema/notice-1.json`, because it is a promise.

mod front_matter;
mod settings;

use serde_json::{Value, json};

pub use front_matter::{Key, KeyValue, front_matter_keys};

use crate::check::RULES;

/// A schema that the program prints.
pub struct Schema {
    /// The name on the command line.
    pub name: &'static str,
    /// What it describes, in one line.
    pub summary: &'static str,
    source: Source,
}

/// Where a schema comes from.
enum Source {
    /// From the readers.
    Made(fn() -> Value),
    /// From a file.
    Written(&'static str),
}

/// All schemas.
pub static SCHEMAS: &[Schema] = &[
    Schema {
        name: "front-matter",
        summary: "what stands between the lines `+++`",
        source: Source::Made(front_matter::schema),
    },
    Schema { name: "settings", summary: "the file `pressdoc.toml`", source: Source::Made(settings::schema) },
    Schema {
        name: "record",
        summary: "the public record of a notice: the form `json`, and `notice.json` in the PDF",
        source: Source::Written(include_str!("../../assets/schema/notice-1.json")),
    },
];

impl Schema {
    /// The schema itself, as JSON Schema, draft 2020-12.
    pub fn json(&self) -> Value {
        match self.source {
            Source::Made(make) => make(),
            Source::Written(text) => serde_json::from_str(text).unwrap_or_default(),
        }
    }

    /// The schema as a file, a line each.
    pub fn text(&self) -> String {
        match self.source {
            Source::Made(make) => format!("{:#}\n", make()),
            Source::Written(text) => text.to_owned(),
        }
    }
}

/// The dialect that they are written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The names of the rules that somebody may set or waive.
fn rule_names() -> Vec<&'static str> {
    RULES.iter().filter(|rule| !rule.is_binding()).map(|rule| rule.name()).collect()
}

/// A rule by its name: one of the program's, or one that a house style made.
fn rule_name(meaning: &str) -> Value {
    json!({
        "description": meaning,
        "type": "string",
        "anyOf": [{ "enum": rule_names() }, { "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }],
    })
}
