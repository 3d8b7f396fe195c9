//! What search engines read in the page: schema.org `NewsArticle`, and `Event`
//! for each sitting.

use serde_json::{Map, Value, json};

use crate::model::house_style::HouseStyle;
use crate::model::sheet::{Sheet, SheetEvent, SheetSitting, SheetVersion};

/// The data as JSON that is safe inside a `<script>` element.
pub fn json_ld(sheet: &Sheet, house: &HouseStyle) -> String {
    let organisation = without_nulls(json!({
        "@type": "Organization",
        "name": sheet.organisation,
        "url": house.website,
    }));
    let article = without_nulls(json!({
        "@type": "NewsArticle",
        "headline": sheet.headline_text,
        "description": sheet.description,
        "identifier": sheet.reference,
        "inLanguage": sheet.language,
        // Under embargo the press has it earlier than the public.
        "datePublished": sheet.embargo_until.as_deref().or(sheet.issued.as_deref()).unwrap_or(&sheet.date),
        "dateline": sheet.place_date,
        "publisher": organisation,
        "workTranslation": translations(sheet),
        "translationOfWork": sheet.versions.iter().find(|version| version.original && !version.own).map(other),
    }));
    let mut graph = vec![article];
    for event in &sheet.events {
        graph.extend(event.sittings.iter().map(|sitting| event_object(event, sitting, &organisation)));
    }
    let text = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    // Inside a script element only `</` and `<!--` end or change it: no `<` stays.
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The translations of a notice that is the original.
fn translations(sheet: &Sheet) -> Option<Vec<Value>> {
    let is_original = sheet.versions.iter().any(|version| version.own && version.original);
    is_original.then(|| sheet.versions.iter().filter(|version| !version.own).map(other).collect())
}

/// Another language version, by its page.
fn other(version: &SheetVersion) -> Value {
    json!({
        "@type": "NewsArticle",
        "inLanguage": version.language,
        "url": format!("{}.html", version.file),
    })
}

fn event_object(event: &SheetEvent, sitting: &SheetSitting, organisation: &Value) -> Value {
    let status = match event.status {
        "cancelled" => "https://schema.org/EventCancelled",
        _ => "https://schema.org/EventScheduled",
    };
    without_nulls(json!({
        "@type": "Event",
        "name": event.title,
        "startDate": sitting.starts,
        "endDate": sitting.ends,
        "eventStatus": status,
        "location": event.place.as_ref().map(|place| json!({ "@type": "Place", "name": place, "address": place })),
        "organizer": organisation,
    }))
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            Value::Object(entries.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
        }
        other => other,
    }
}
