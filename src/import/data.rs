//! What kind of data a JSON file holds, and how its fields are taken.

use serde_json::Value;

use super::Kind;

/// Whether a text that begins with a bracket is data, and not a paragraph in
/// brackets: it ends with one, or has a quoted key.
pub fn is_data(text: &str) -> bool {
    let text = text.trim();
    let inner = text[1..].trim_start();
    inner.starts_with(['"', '{', '}', ']'])
}

/// The kind of `value`, by its fields.
pub fn kind(value: &Value) -> Option<Kind> {
    let has = |key: &str| value.get(key).is_some();
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or("");
    if has("docuLanguageResource") || (has("refCd") && has("docutypeResource")) {
        return Some(Kind::PressCorner);
    }
    if has("sections") && has("content_hash") && has("headline") {
        return Some(Kind::Record);
    }
    let bodies = ["body_html", "body_xhtml", "body_text", "bodies", "headline", "headlines"];
    let is_item = text("$schema").contains("ninjs") || text("standard").contains("ninjs") || has("uri");
    let named = value.get("standard").and_then(|standard| standard.get("name")).and_then(Value::as_str);
    (is_item || named == Some("ninjs")).then(|| bodies.iter().any(|key| has(key)).then_some(Kind::Ninjs)).flatten()
}

/// The text of a field; `None` where there is none or only space.
pub fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
}

/// The items of a field that is a list.
pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
