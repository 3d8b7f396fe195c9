//! The part of JSON Schema, draft 2020-12, that our schemas use. A word that is
//! not known here stops the test: so no schema says what nobody has tried.

use regex_lite::Regex;
use serde_json::Value;

/// What is wrong with `value` by `schema`; empty when it fits. `root` holds
/// the definitions.
pub fn faults(schema: &Value, root: &Value, value: &Value, path: &str) -> Vec<String> {
    if let Value::Bool(accepts) = schema {
        return if *accepts { Vec::new() } else { vec![format!("{path}: nothing may stand here")] };
    }
    let words = schema.as_object().unwrap_or_else(|| panic!("no schema: {schema}"));
    let mut found = Vec::new();
    for (word, expected) in words {
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "examples" => {}
            "$ref" => {
                let pointer = expected.as_str().and_then(|to| to.strip_prefix('#')).expect("a place in this schema");
                let target = root.pointer(pointer).unwrap_or_else(|| panic!("no {pointer}"));
                found.extend(faults(target, root, value, path));
            }
            "type" => {
                let fits = match expected.as_str().expect("a type") {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    other => panic!("unknown type {other}"),
                };
                if !fits {
                    found.push(format!("{path}: {value} is no {expected}"));
                }
            }
            "enum" => {
                if !expected.as_array().expect("values").contains(value) {
                    found.push(format!("{path}: {value} is not among {expected}"));
                }
            }
            "pattern" => {
                let pattern = Regex::new(expected.as_str().expect("a pattern")).expect("a right pattern");
                if value.as_str().is_some_and(|text| !pattern.is_match(text)) {
                    found.push(format!("{path}: {value} is not of the form {expected}"));
                }
            }
            "minLength" => {
                let length = value.as_str().map(|text| text.chars().count() as u64);
                if length.is_some_and(|length| Some(length) < expected.as_u64()) {
                    found.push(format!("{path}: {value} is too short"));
                }
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(expected, root, item, &format!("{path}[{at}]")));
                }
            }
            "required" => {
                let missing = |name: &&Value| value.is_object() && value.get(name.as_str().unwrap_or("")).is_none();
                let names = expected.as_array().expect("names").iter();
                found.extend(names.filter(missing).map(|name| format!("{path}: {name} is missing")));
            }
            "anyOf" => {
                let choices = expected.as_array().expect("schemas");
                if choices.iter().all(|choice| !faults(choice, root, value, path).is_empty()) {
                    found.push(format!("{path}: {value} fits none of {expected}"));
                }
            }
            "properties" => {
                for (name, inside) in value.as_object().into_iter().flatten() {
                    if let Some(schema) = expected.get(name) {
                        found.extend(faults(schema, root, inside, &format!("{path}.{name}")));
                    }
                }
            }
            "propertyNames" => {
                for name in value.as_object().into_iter().flatten().map(|(name, _)| name) {
                    found.extend(faults(expected, root, &Value::from(name.as_str()), path));
                }
            }
            "additionalProperties" => {
                let known = words.get("properties");
                for (name, inside) in value.as_object().into_iter().flatten() {
                    if known.is_none_or(|known| known.get(name).is_none()) {
                        found.extend(faults(expected, root, inside, &format!("{path}.{name}")));
                    }
                }
            }
            other => panic!("`{other}` is not known to this test"),
        }
    }
    found
}
