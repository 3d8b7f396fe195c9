//! The record in which Press Corner, the Commission's press site, hands out a
//! document: what `GET …/presscorner/api/documents` answers.
//!
//! It has no field for an embargo or a withdrawal: the hour of the embargo is the
//! time of publication, and the words of both stand in the text.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::fragment::{Fragment, Pictures};
use super::parts::contacts;
use super::publication::{Publication, one_line, type_code};
use super::{Format, Press, sheet_name};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::house_style::HouseStyle;
use crate::model::sheet::{Sheet, SheetContact};

/// The form `presscorner`.
pub struct PressCorner;

impl Format for PressCorner {
    fn name(&self) -> &'static str {
        "presscorner"
    }

    fn ending(&self) -> &'static str {
        "presscorner.json"
    }

    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn summary(&self) -> &'static str {
        "the record of the Commission's Press Corner, as its interface hands it out"
    }

    fn prepare(&self, _: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        Ok(Box::new(PressCornerPress { house: house.style.clone() }))
    }
}

struct PressCornerPress {
    house: HouseStyle,
}

impl Press for PressCornerPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        let fragment = Fragment { headline: false, pictures: Pictures::Inside };
        let html = fragment.html(sheet).map_err(|error| Error::Render {
            form: "presscorner",
            name: sheet_name(sheet),
            reason: error.to_string(),
        })?;
        Ok(format!("{}\n", document(sheet, &self.house, &html)).into_bytes())
    }
}

/// All fields that the interface has, whether there is anything in them or not.
fn document(sheet: &Sheet, house: &HouseStyle, html: &str) -> Value {
    let publication = Publication::new(sheet, house);
    let original = sheet.versions.iter().find(|version| version.original).map(|version| &version.language);
    let language = sheet.translation_of.as_ref().or(original).unwrap_or(&sheet.language);
    json!({
        "refCd": sheet.reference,
        "docutypeResource": { "code": type_code(sheet), "description": sheet.kind },
        "docuLanguageResource": {
            "title": one_line(&sheet.headline_text),
            "subtitle": null,
            "htmlContent": html,
            "language": sheet.language,
            "attachmentResources": [],
            "linkResources": [],
            "original": *language == sheet.language,
        },
        "eventDate": sheet.date,
        "publishDate": in_utc(&publication.public),
        "originalLanguage": language,
        "placeResource": sheet.place.as_ref().map(|place| json!({ "description": one_line(place) })),
        "contactsResource": contacts(sheet).into_iter().map(person).collect::<Vec<_>>(),
        "commissionerResource": [],
        "policiesResource": [],
        "countriesResource": [],
    })
}

/// Given and family name apart: the family name is what stands in capitals, else
/// the last word.
fn person(contact: &SheetContact) -> Value {
    let words: Vec<&str> = contact.name.split_whitespace().collect();
    let in_capitals =
        |word: &&str| word.chars().count() > 1 && word.to_uppercase() == **word && word.to_lowercase() != **word;
    let start = words.iter().position(in_capitals).filter(|start| *start > 0);
    let (first, last) = words.split_at(start.unwrap_or(words.len().saturating_sub(1)));
    json!({
        "firstName": first.join(" "),
        "lastName": last.join(" "),
        "title": contact.organisation.as_deref().map(one_line).unwrap_or_default(),
    })
}

/// The same time as the interface writes it: `2026-03-10T10:30:00Z`.
fn in_utc(time: &str) -> String {
    time.parse::<Timestamp>().map_or_else(|_| time.to_owned(), |time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}
