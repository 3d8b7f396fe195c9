//! The public record: the notice as data, for archives and for other programs.
//! It holds what the page says, as far as it needs to be made again from it, and
//! nothing that is internal. `assets/schema/notice-1.json` describes every key.
//!
//! The form `json` is this record; the PDF carries it as `notice.json`.

use serde::Serialize;

use super::parts::{contacts, sha256};
use super::{Format, Press, sheet_name};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::picture::Picture;
use crate::model::sheet::{Sheet, SheetBlock, SheetChange, SheetContact, SheetEvent, SheetInline, SheetVersion};

/// The form `json`.
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn summary(&self) -> &'static str {
        "the public record: all that the notice says, as data (`pressdoc schema record`)"
    }

    fn prepare(&self, _: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        Ok(Box::new(JsonPress { house: house.style.code.clone() }))
    }
}

struct JsonPress {
    house: String,
}

impl Press for JsonPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        public_record(sheet, &self.house).map_err(|error| Error::Render {
            form: "json",
            name: sheet_name(sheet),
            reason: error.to_string(),
        })
    }
}

/// Which schema the record follows.
const SCHEMA: &str = "urn:pressdoc:schema:notice-1";

#[derive(Serialize)]
struct PublicRecord<'a> {
    schema: &'static str,
    identifier: &'a str,
    address: Option<&'a str>,
    house: &'a str,
    reference: &'a str,
    language: &'a str,
    direction: &'a str,
    translation_of: Option<&'a str>,
    edition: usize,
    draft: bool,
    date: &'a str,
    issued: Option<&'a str>,
    embargo: Option<&'a str>,
    embargo_until: Option<&'a str>,
    zone: &'a str,
    withdrawal: Option<&'a SheetChange>,
    corrections: &'a [SheetChange],
    masthead: &'a str,
    organisation: &'a str,
    kind: &'a str,
    place: Option<&'a str>,
    place_date: Option<&'a str>,
    headline: &'a [SheetInline],
    headline_text: &'a str,
    description: &'a str,
    sections: Vec<PublicSection<'a>>,
    end_mark: Option<&'a str>,
    contacts: Vec<&'a SheetContact>,
    events: &'a [SheetEvent],
    versions: &'a [SheetVersion],
    pictures: Vec<PublicPicture>,
    content_hash: &'a str,
    reading_text: String,
}

#[derive(Serialize)]
struct PublicSection<'a> {
    key: &'a str,
    level: u8,
    id: &'a str,
    label: Option<&'a str>,
    language: &'a str,
    blocks: &'a [SheetBlock],
}

#[derive(Serialize)]
struct PublicPicture {
    format: &'static str,
    media_type: &'static str,
    width: u32,
    height: u32,
    size: usize,
    sha256: String,
}

/// The record as JSON in one line; `house` is the code of the house style.
pub(super) fn public_record(sheet: &Sheet, house: &str) -> serde_json::Result<Vec<u8>> {
    // A part of the sheet that is new must be named here, and is then public or not.
    let Sheet {
        reference,
        language,
        direction,
        masthead,
        organisation,
        kind,
        place,
        place_date,
        embargo,
        withdrawal,
        corrections,
        headline,
        headline_text,
        description,
        draft,
        sections,
        end_mark,
        identifier,
        address,
        translation_of,
        edition,
        content_hash,
        date,
        issued,
        embargo_until,
        zone,
        events,
        versions,
        labels: _,
        pictures,
    } = sheet;
    let record = PublicRecord {
        schema: SCHEMA,
        identifier,
        address: address.as_deref(),
        house,
        reference,
        language,
        direction,
        translation_of: translation_of.as_deref(),
        edition: *edition,
        draft: *draft,
        date,
        issued: issued.as_deref(),
        embargo: embargo.as_deref(),
        embargo_until: embargo_until.as_deref(),
        zone,
        withdrawal: withdrawal.as_ref(),
        corrections,
        masthead,
        organisation,
        kind,
        place: place.as_deref(),
        place_date: place_date.as_deref(),
        headline,
        headline_text,
        description,
        sections: sections
            .iter()
            .map(|section| PublicSection {
                key: &section.key,
                level: section.level,
                id: &section.id,
                label: section.label.as_deref(),
                language: &section.language,
                blocks: &section.blocks,
            })
            .collect(),
        end_mark: end_mark.as_deref(),
        contacts: contacts(sheet),
        events,
        versions,
        pictures: pictures.iter().map(public_picture).collect(),
        content_hash,
        reading_text: sheet.reading_text(),
    };
    let mut bytes = serde_json::to_vec(&record)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn public_picture(picture: &Picture) -> PublicPicture {
    PublicPicture {
        format: picture.format,
        media_type: picture.media_type(),
        width: picture.width,
        height: picture.height,
        size: picture.bytes.len(),
        sha256: sha256(&picture.bytes),
    }
}
