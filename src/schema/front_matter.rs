//! The front matter: the keys come from the reader, their meaning from here.

use serde_json::{Map, Value, json};

use super::{DIALECT, rule_name};
use crate::parse;
use crate::record::{Asked, AskedValue};

/// A key of the front matter.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key as written.
    pub name: &'static str,
    /// What it says, in one sentence; empty where nobody has written it, which
    /// a test excludes.
    pub meaning: &'static str,
    /// A value, without quotation marks.
    pub example: &'static str,
    /// What may stand behind it.
    pub value: KeyValue,
    /// Whether its table must have it.
    pub required: bool,
}

/// What may stand behind a key.
#[derive(Debug, Clone)]
pub enum KeyValue {
    /// A text.
    Text,
    /// One of these words.
    Choice(Vec<String>),
    /// A point in time.
    Time,
    /// A time zone.
    Zone,
    /// Tables with these keys: `[[key]]`.
    Tables(Vec<Key>),
}

/// What a key says, by its path: meaning and example.
const MEANINGS: &[(&str, &str, &str)] = &[
    ("correction", "A correction after the notice went out; once for each.", ""),
    ("correction.at", "When the notice was corrected.", "2026-03-04T09:30:00+01:00"),
    (
        "correction.text",
        "What was wrong and what is right, for the reader.",
        "The bridge opens at 10:00, not at 11:00.",
    ),
    ("embargo", "The notice must not be published before this time.", "2026-12-01T10:00:00+01:00"),
    ("event", "An event; once for each.", ""),
    ("event.place", "Where the event takes place, as in the text.", "Boathouse Green, Lakeside"),
    ("event.sitting", "One sitting of the event.", ""),
    ("event.sitting.ends", "When the sitting ends.", "2026-06-05T18:00:00+01:00"),
    ("event.sitting.starts", "When the sitting begins.", "2026-06-05T14:00:00+01:00"),
    ("event.status", "Whether the event will take place.", "confirmed"),
    ("event.title", "The name of the event, as in the text.", "A Day on the River"),
    ("house", "The house style.", "plain"),
    ("issued", "When the notice is issued.", "2026-03-03T11:00:00+01:00"),
    ("language", "The language of a file outside the releases; inside, its name says it.", "fr"),
    (
        "original",
        "In a translation: what stands for the original's text; `pressdoc check --accept-translation` writes it.",
        "a8a8d97e0121d1d5",
    ),
    ("reference", "The reference of a file outside the releases; inside, the folder says it.", "PR/26/14"),
    ("translation_of", "The language of the original.", "en"),
    ("waiver", "A finding that you accept.", ""),
    ("waiver.reason", "Why you accept it.", "quotes an old poster"),
    ("waiver.rule", "The rule whose findings you accept.", "weekday-mismatch"),
    ("withdrawal", "The withdrawal of the notice; at most once.", ""),
    ("withdrawal.at", "When the notice was withdrawn.", "2026-03-05T08:00:00+01:00"),
    ("withdrawal.text", "Why it was withdrawn, for the reader.", "The opening is put off until autumn."),
    ("zone", "The time zone of all hours in the notice.", "Europe/Brussels"),
];

/// All keys of the front matter, in the order in which they are read.
pub fn front_matter_keys() -> Vec<Key> {
    described(parse::front_matter_keys(), "")
}

fn described(asked: Vec<Asked>, above: &str) -> Vec<Key> {
    asked
        .into_iter()
        .map(|asked| {
            let path = format!("{above}{}", asked.key);
            let (meaning, example) = MEANINGS
                .iter()
                .find(|(key, ..)| *key == path)
                .map_or(("", ""), |(_, meaning, example)| (*meaning, *example));
            let value = match asked.value {
                AskedValue::Text => KeyValue::Text,
                AskedValue::Choice(words) => KeyValue::Choice(words),
                AskedValue::Time => KeyValue::Time,
                AskedValue::Zone => KeyValue::Zone,
                AskedValue::Tables(inside) => KeyValue::Tables(described(inside, &format!("{path}."))),
            };
            Key { name: asked.key, meaning, example, value, required: asked.required }
        })
        .collect()
}

/// The schema of the front matter.
pub fn schema() -> Value {
    let mut schema = table(&front_matter_keys(), "");
    let about = [
        ("$schema", DIALECT),
        ("title", "Front matter of a notice"),
        (
            "description",
            "What the text of a notice does not say: TOML between two lines `+++` at the head of the file.",
        ),
    ];
    schema.extend(about.map(|(key, value)| (key.to_owned(), Value::from(value))));
    Value::Object(schema)
}

fn table(keys: &[Key], above: &str) -> Map<String, Value> {
    let properties = keys.iter().map(|key| (key.name.to_owned(), property(key, above))).collect::<Map<_, _>>();
    let mut table = Map::new();
    table.insert("type".to_owned(), Value::from("object"));
    table.insert("properties".to_owned(), Value::Object(properties));
    table.insert("additionalProperties".to_owned(), Value::from(false));
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    if !required.is_empty() {
        table.insert("required".to_owned(), Value::from(required));
    }
    table
}

fn property(key: &Key, above: &str) -> Value {
    let path = format!("{above}{}", key.name);
    let mut property = match &key.value {
        KeyValue::Text if path == "waiver.rule" => rule_name(key.meaning),
        KeyValue::Text => json!({ "type": "string" }),
        KeyValue::Choice(words) => json!({ "type": "string", "enum": words }),
        // A TOML time reaches a schema as text; without an offset the zone holds,
        // without an hour midnight.
        KeyValue::Time => json!({
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?)?$",
        }),
        KeyValue::Zone => json!({ "type": "string", "minLength": 1 }),
        KeyValue::Tables(keys) => json!({ "type": "array", "items": table(keys, &format!("{path}.")) }),
    };
    if let Some(property) = property.as_object_mut() {
        property.insert("description".to_owned(), Value::from(key.meaning));
        if !key.example.is_empty() {
            property.insert("examples".to_owned(), json!([key.example]));
        }
    }
    property
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(keys: &[Key], above: &str, found: &mut Vec<String>) {
        for key in keys {
            let path = format!("{above}{}", key.name);
            if let KeyValue::Tables(inside) = &key.value {
                paths(inside, &format!("{path}."), found);
            }
            found.push(path);
        }
    }

    #[test]
    fn every_key_that_is_read_has_a_meaning_and_no_other_has() {
        let mut read = Vec::new();
        paths(&front_matter_keys(), "", &mut read);
        read.sort();
        let described: Vec<&str> = MEANINGS.iter().map(|(path, ..)| *path).collect();
        assert_eq!(read, described, "keys of src/parse/front_matter.rs and MEANINGS in src/schema/front_matter.rs");
    }
}
