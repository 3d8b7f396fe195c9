//! `pressdoc.toml`.

use serde_json::{Map, Value, json};

use super::{DIALECT, rule_name};
use crate::check::RULES;
use crate::render::FORMATS;
use crate::workspace::Settings;

/// The schema of the settings; a test compares its keys with those that are
/// read.
pub fn schema() -> Value {
    let default = Settings::default();
    json!({
        "$schema": DIALECT,
        "title": "Settings of a workspace",
        "description": "The file `pressdoc.toml` at the root of a workspace; every entry is optional.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "house": text("The house style that is asked first: the name of a folder below `styles/`.", &default.house),
            "releases": text("The folder of the releases, below the root.", &default.releases),
            "out": text("The folder of the finished files, below the root.", &default.out),
            "archive": text(
                "The archive of what was issued: a folder below the root, or `s3://bucket/prefix`.",
                &default.archive,
            ),
            "forms": {
                "description": "The forms that `pressdoc render` makes unless told otherwise.",
                "type": "array",
                "items": { "enum": FORMATS.iter().map(|format| format.name()).chain(["all"]).collect::<Vec<_>>() },
            },
            "rules": {
                "description": "How much the findings of a rule weigh: everywhere, or, in a table named after a document type or a path, only there.",
                "type": "object",
                "properties": severities(),
                "additionalProperties": { "anyOf": [{ "$ref": "#/$defs/severity" }, { "$ref": "#/$defs/rules" }] },
            },
        },
        "$defs": {
            "severity": {
                "description": "`error` keeps a notice in, `warning` should be corrected, `info` is worth knowing, `off` is not looked for.",
                "enum": ["error", "warning", "info", "off"],
            },
            "rules": {
                "description": "Severities for one document type (`IP`) or for the notices at a path (`releases/PR/**`).",
                "type": "object",
                "propertyNames": rule_name("The name of a rule, as `pressdoc explain` lists it."),
                "additionalProperties": { "$ref": "#/$defs/severity" },
            },
        },
    })
}

fn text(meaning: &str, default: &str) -> Value {
    json!({ "description": meaning, "type": "string", "default": default })
}

/// Every rule that can be set, with what it finds.
fn severities() -> Value {
    let settable = RULES.iter().filter(|rule| !rule.is_binding());
    let severities: Map<String, Value> = settable
        .map(|rule| {
            let severity = json!({
                "description": rule.summary(),
                "default": rule.severity().name(),
                "$ref": "#/$defs/severity",
            });
            (rule.name().to_owned(), severity)
        })
        .collect();
    Value::Object(severities)
}
