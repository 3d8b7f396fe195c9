//! What search engines read in a page.

use pressdoc::read_back::html::HtmlText;
use serde_json::Value;

/// The objects of the JSON-LD of one type.
pub fn linked_data_of(page: &HtmlText, kind: &str) -> Vec<Value> {
    let mut objects = Vec::new();
    for script in &page.json_ld {
        match serde_json::from_str(script).expect("JSON-LD is JSON") {
            Value::Array(items) => objects.extend(items),
            Value::Object(mut object) if object.contains_key("@graph") => match object.remove("@graph") {
                Some(Value::Array(items)) => objects.extend(items),
                other => objects.extend(other),
            },
            object => objects.push(object),
        }
    }
    objects.retain(|object| object.get("@type").and_then(Value::as_str) == Some(kind));
    objects
}
