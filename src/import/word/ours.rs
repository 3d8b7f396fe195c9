//! What a file of our own says about its notice beside the text: the properties
//! that `render/docx/properties` writes.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{Change, Clues, Draft, Refusal};
use super::package::{Package, Relationships};
use super::tree::Element;
use crate::model::sheet::{SheetEvent, SheetSitting};

/// The properties by their names.
pub struct Properties(BTreeMap<String, String>);

/// The properties of a file that pressdoc made; `None` for any other.
///
/// # Errors
/// When the part is damaged.
pub fn properties(package: &mut Package<'_>, root: &Relationships) -> Result<Option<Properties>, Refusal> {
    let part = root.values().find(|own| own.kind == "custom-properties" && !own.external);
    let Some(path) = part.map(|own| own.target.clone()) else { return Ok(None) };
    let Some(tree) = package.tree(&path)? else { return Ok(None) };
    let property = |element: &Element| {
        let value = element.elements().next()?.own_text();
        Some((element.attribute("name")?.to_owned(), value))
    };
    let properties: BTreeMap<String, String> =
        tree.elements().filter(|element| element.name == "property").filter_map(property).collect();
    Ok(properties.contains_key("pressdoc").then_some(Properties(properties)))
}

/// Whether pressdoc wrote the file last: other programs put their own name in.
///
/// # Errors
/// When the part is damaged.
pub fn is_untouched(package: &mut Package<'_>, root: &Relationships) -> Result<bool, Refusal> {
    let part = root.values().find(|own| own.kind == "extended-properties" && !own.external);
    let Some(path) = part.map(|own| own.target.clone()) else { return Ok(false) };
    let tree = package.tree(&path)?;
    Ok(tree.as_ref().and_then(|tree| tree.child("Application")).is_some_and(|name| name.own_text() == "pressdoc"))
}

impl Properties {
    /// Puts into the draft what the text does not say.
    pub fn apply(&self, draft: &mut Draft, clues: &Clues<'_>) {
        let own = |name: &str| self.0.get(name).filter(|value| !value.is_empty()).cloned();
        let data = |name: &str| own(name).and_then(|text| serde_json::from_str::<Value>(&text).ok());
        if draft.reference.is_none() {
            draft.reference = own("reference").and_then(|reference| (clues.reference)(&reference));
        }
        if let Some(language) = own("language") {
            draft.language = language;
        }
        draft.house = own("house");
        draft.zone = own("zone");
        draft.issued = own("issued");
        draft.embargo = own("embargo");
        draft.events = data("events")
            .and_then(|events| events.as_array().cloned())
            .unwrap_or_default()
            .iter()
            .filter_map(event)
            .collect();
        let changes = data("corrections").and_then(|changes| changes.as_array().cloned()).unwrap_or_default();
        draft.corrections = changes.iter().filter_map(change).collect();
        draft.withdrawal = data("withdrawal").as_ref().and_then(change);
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

fn event(value: &Value) -> Option<SheetEvent> {
    let status = text(value, "status").unwrap_or_default();
    let sittings = value.get("sittings").and_then(Value::as_array).cloned().unwrap_or_default();
    Some(SheetEvent {
        title: text(value, "title")?,
        status: ["tentative", "cancelled"].into_iter().find(|own| *own == status).unwrap_or("confirmed"),
        place: text(value, "place"),
        sittings: sittings
            .iter()
            .filter_map(|sitting| {
                let (ends, zone) = (text(sitting, "ends"), text(sitting, "zone"));
                Some(SheetSitting { starts: text(sitting, "starts")?, ends, zone })
            })
            .collect(),
    })
}

fn change(value: &Value) -> Option<Change> {
    let at = value.get(0)?.as_str()?.to_owned();
    Some(Change { at, text: value.get(1)?.as_str()?.to_owned() })
}
