//! JSON as the wires write it: one line, nothing empty in it, keys in the order
//! of the alphabet.

use serde_json::Value;

/// The value as a file.
pub(super) fn document(value: Value) -> Vec<u8> {
    let mut text = full(value).unwrap_or_default().to_string();
    text.push('\n');
    text.into_bytes()
}

/// The value without what is not there: no nulls, no empty texts, lists and
/// objects; `None` where nothing remains.
fn full(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then_some(Value::String(text)),
        Value::Array(items) => {
            let items: Vec<Value> = items.into_iter().filter_map(full).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(entries) => {
            let entries: serde_json::Map<String, Value> =
                entries.into_iter().filter_map(|(key, value)| Some((key, full(value)?))).collect();
            (!entries.is_empty()).then_some(Value::Object(entries))
        }
        other => Some(other),
    }
}
