//! ninjs 3.1, "News in JSON" of IPTC: the notice for editorial systems.
//! <https://iptc.org/standards/ninjs/>

use serde_json::{Value, json};

use super::fragment::{Fragment, Pictures};
use super::json::document;
use super::parts::{Figure, contacts, figures, sha256};
use super::plain::plain_text;
use super::publication::{
    Publication, address_in, bare, language_uri, notes, occurrence, one_line, sittings, status, type_code,
};
use super::{Format, Press, sheet_name};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::house_style::HouseStyle;
use crate::model::sheet::{Sheet, SheetAddress, SheetContact, SheetEvent, inline_text};

/// The form `ninjs`.
pub struct Ninjs;

impl Format for Ninjs {
    fn name(&self) -> &'static str {
        "ninjs"
    }

    fn ending(&self) -> &'static str {
        "ninjs.json"
    }

    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn summary(&self) -> &'static str {
        "IPTC ninjs 3.1, the notice for editorial systems: HTML and text, events, contacts, embargo, edition"
    }

    fn prepare(&self, _: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        Ok(Box::new(NinjsPress { house: house.style.clone() }))
    }
}

struct NinjsPress {
    house: HouseStyle,
}

impl Press for NinjsPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        let fragment = Fragment { headline: false, pictures: Pictures::Inside };
        let html = fragment.html(sheet).map_err(|error| Error::Render {
            form: "ninjs",
            name: sheet_name(sheet),
            reason: error.to_string(),
        })?;
        Ok(document(item(sheet, &self.house, &html)))
    }
}

fn item(sheet: &Sheet, house: &HouseStyle, html: &str) -> Value {
    let publication = Publication::new(sheet, house);
    let notes = notes(sheet);
    json!({
        "standard": {
            "name": "ninjs",
            "version": "3.1",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
        },
        "uri": publication.uri,
        "type": "text",
        "representationType": "full",
        "version": sheet.edition.to_string(),
        "firstCreated": publication.issued,
        "versionCreated": publication.changed,
        "embargoedUntil": sheet.embargo_until,
        "pubStatus": status(sheet).code(),
        "edNote": (!notes.is_empty()).then(|| notes.join("\n")),
        "language": sheet.language,
        "copyrightHolder": sheet.organisation,
        "title": one_line(&sheet.headline_text),
        "slugline": sheet.reference,
        "located": sheet.place,
        "headlines": [words("headline", "text/plain", &one_line(&sheet.headline_text))],
        "descriptions": [words("summary", "text/plain", &one_line(&sheet.description))],
        "bodies": [
            words("main", "text/html", html),
            words("main", "text/plain", &plain_text(sheet)),
        ],
        "genres": (!sheet.kind.is_empty()).then(|| [json!({ "name": sheet.kind, "literal": type_code(sheet) })]),
        "infoSources": [{
            "name": sheet.organisation,
            "role": "publisher",
            "literal": house.code,
            "contactInfo": house.website.as_ref().map(|website| [json!({ "type": "web", "value": website })]),
        }],
        "people": contacts(sheet).into_iter().map(person).collect::<Vec<_>>(),
        "places": places(sheet),
        "events": sheet.events.iter().enumerate().map(|(at, event)| json!({
            "id": format!("event-{}", at + 1),
            "name": one_line(&event.title),
            "rel": "subject",
        })).collect::<Vec<_>>(),
        "eventDetails": only_event(sheet).map(|(event, starts, ends)| event_details(sheet, event, starts, ends)),
        "renditions": sheet.address.as_ref().map(|address| [page(address)]),
        "associations": associations(sheet, house, &publication),
        "altIds": [
            { "role": "reference", "value": sheet.reference },
            { "role": "content-hash-sha256", "value": sheet.content_hash },
        ],
    })
}

/// Words with their role; none where there are no words.
fn words(role: &str, media_type: &str, value: &str) -> Option<Value> {
    (!value.is_empty()).then(|| json!({ "role": role, "contentType": media_type, "value": value }))
}

/// A name in one line; what must have one gets `otherwise` for none.
fn named(name: &str, otherwise: &str) -> String {
    let name = one_line(name);
    if name.is_empty() { otherwise.to_owned() } else { name }
}

/// The page of a notice.
fn page(address: &str) -> Value {
    json!({ "name": "web", "href": address, "contentType": "text/html" })
}

fn person(contact: &SheetContact) -> Value {
    let way = |kind: &'static str| {
        move |address: &SheetAddress| {
            let value = one_line(bare(&address.uri));
            (!value.is_empty()).then(|| json!({ "type": kind, "name": address.label, "value": value }))
        }
    };
    let phones = contact.phones.iter().filter_map(way("phone"));
    let ways: Vec<Value> = phones.chain(contact.emails.iter().filter_map(way("email"))).collect();
    json!({
        "name": one_line(&contact.name),
        "rel": "press-contact",
        "literal": contact.organisation.as_deref().map(one_line),
        "contactInfo": ways,
    })
}

/// Where the notice comes from, and where its events are.
fn places(sheet: &Sheet) -> Vec<Value> {
    let place = |name: &String, rel: &str| json!({ "name": one_line(name), "rel": rel });
    let origin = sheet.place.iter().map(|name| place(name, "origin"));
    origin.chain(sheet.events.iter().filter_map(|event| Some(place(event.place.as_ref()?, "event")))).collect()
}

/// The event of a notice that has one, with the beginning of its first and the
/// end of its last sitting.
fn only_event(sheet: &Sheet) -> Option<(&SheetEvent, &str, Option<&str>)> {
    let [event] = sheet.events.as_slice() else { return None };
    let (first, last) = (event.sittings.first()?, event.sittings.last()?);
    Some((event, &first.starts, last.ends.as_deref()))
}

fn event_details(sheet: &Sheet, event: &SheetEvent, starts: &str, ends: Option<&str>) -> Value {
    json!({
        "eventStatus": occurrence(event),
        "dates": { "startDate": starts, "endDate": ends },
        "organiser": { "name": sheet.organisation },
    })
}

/// The sittings of events, the pictures, the other language versions.
fn associations(sheet: &Sheet, house: &HouseStyle, publication: &Publication<'_>) -> Vec<Value> {
    let uri = &publication.uri;
    let events = sittings(sheet).map(|(number, event, sitting)| {
        json!({
            "uri": format!("{uri}:event:{number}"),
            "name": named(&event.title, "event"),
            "rel": "event",
            "type": "event",
            "language": sheet.language,
            "located": event.place.as_deref().map(one_line),
            "eventDetails": event_details(sheet, event, &sitting.starts, sitting.ends.as_deref()),
        })
    });
    let pictures = figures(sheet).into_iter().map(|Figure { number, picture, alternative_text, caption }| {
        let mut text = String::new();
        inline_text(caption, &mut text);
        json!({
            "uri": format!("{uri}:picture:{number}"),
            "name": format!("picture {number}"),
            "rel": "picture",
            "type": "picture",
            "descriptions": [
                words("alternative-text", "text/plain", &one_line(alternative_text)),
                words("caption", "text/plain", &one_line(&text)),
            ],
            "renditions": [{
                "name": "original",
                "contentType": picture.media_type(),
                "width": picture.width,
                "height": picture.height,
                "sizeInBytes": picture.bytes.len(),
            }],
            "altIds": [{ "role": "sha256", "value": sha256(&picture.bytes) }],
        })
    });
    let versions = sheet.versions.iter().filter(|version| !version.own).map(|version| {
        json!({
            "uri": language_uri(sheet, &version.language),
            "name": named(&version.name, &version.language),
            "rel": if version.original { "original" } else { "translation" },
            "type": "text",
            "language": version.language,
            "renditions": address_in(sheet, house, &version.language).map(|address| [page(&address)]),
        })
    });
    events.chain(pictures).chain(versions).collect()
}
