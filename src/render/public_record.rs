//! `notice.json`: the notice as data, attached to the PDF. It holds what the
//! page says and nothing that is internal.

use serde::Serialize;

use crate::model::sheet::{Sheet, SheetBlock, SheetContact, SheetEvent};

#[derive(Serialize)]
struct PublicRecord<'a> {
    version: u8,
    reference: &'a str,
    language: &'a str,
    masthead: &'a str,
    organisation: &'a str,
    kind: &'a str,
    place_date: Option<&'a str>,
    date: &'a str,
    issued: Option<&'a str>,
    embargo: Option<&'a str>,
    embargo_until: Option<&'a str>,
    headline: &'a str,
    sections: Vec<PublicSection<'a>>,
    contacts: Vec<&'a SheetContact>,
    events: &'a [SheetEvent],
    content_hash: &'a str,
    reading_text: String,
}

#[derive(Serialize)]
struct PublicSection<'a> {
    key: &'a str,
    level: u8,
    language: &'a str,
    label: Option<&'a str>,
    blocks: &'a [SheetBlock],
}

/// The record as JSON in one line.
pub fn public_record(sheet: &Sheet) -> Vec<u8> {
    let contacts = sheet.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        SheetBlock::Contacts { items } => Some(items),
        _ => None,
    });
    let record = PublicRecord {
        version: 1,
        reference: &sheet.reference,
        language: &sheet.language,
        masthead: &sheet.masthead,
        organisation: &sheet.organisation,
        kind: &sheet.kind,
        place_date: sheet.place_date.as_deref(),
        date: &sheet.date,
        issued: sheet.issued.as_deref(),
        embargo: sheet.embargo.as_deref(),
        embargo_until: sheet.embargo_until.as_deref(),
        headline: &sheet.headline_text,
        sections: sheet
            .sections
            .iter()
            .map(|section| PublicSection {
                key: &section.key,
                level: section.level,
                language: &section.language,
                label: section.label.as_deref(),
                blocks: &section.blocks,
            })
            .collect(),
        contacts: contacts.flatten().collect(),
        events: &sheet.events,
        content_hash: &sheet.content_hash,
        reading_text: sheet.reading_text(),
    };
    let mut bytes = serde_json::to_vec(&record).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
