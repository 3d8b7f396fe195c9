//! The public record of a notice (`json`) → [`Draft`]: the way back.

use serde_json::Value;

use super::data::{list, text};
use super::draft::{Change, Doubt, Draft, zone_in};
use super::from_sheet::push_section;
use super::{Clues, Refusal};
use crate::model::sheet::{
    SheetAddress, SheetBlock, SheetContact, SheetEvent, SheetInline, SheetSection, SheetSitting,
};

/// Reads a record.
///
/// # Errors
/// [`Refusal`] for one without sections.
pub fn read(value: &Value, clues: &Clues<'_>) -> Result<Draft, Refusal> {
    let owned = |key: &str| text(value, key).map(str::to_owned);
    let mut draft = Draft {
        reference: text(value, "reference").and_then(|reference| (clues.reference)(reference)),
        language: owned("language").unwrap_or_default(),
        masthead: owned("masthead"),
        place_date: owned("place_date"),
        issued: owned("issued"),
        embargo: owned("embargo_until"),
        house: owned("house"),
        translation_of: owned("translation_of").filter(|code| Some(code) != owned("language").as_ref()),
        zone: owned("zone").or_else(|| printed_times(value).find_map(zone_in)),
        events: list(value, "events").iter().filter_map(event).collect(),
        corrections: list(value, "corrections").iter().filter_map(change).collect(),
        withdrawal: value.get("withdrawal").and_then(change),
        headline: match value.get("headline") {
            Some(Value::Array(_)) => inlines(value, "headline"),
            _ => super::text_of(text(value, "headline").unwrap_or("")),
        },
        ..Draft::default()
    };
    let Some(sections) = value.get("sections").and_then(Value::as_array) else {
        return Err(Refusal::new("is a record without sections", "render the notice anew with `--to json`"));
    };
    for section in sections {
        let mut blocks = Vec::new();
        for value in list(section, "blocks") {
            match block(value, &mut draft) {
                Some(block) => blocks.push(block),
                None => draft.unplaced.extend(strings(value)),
            }
        }
        let section = SheetSection {
            key: text(section, "key").unwrap_or("other").to_owned(),
            level: section.get("level").and_then(Value::as_u64).map_or(2, |level| level.clamp(2, 3) as u8),
            id: String::new(),
            label: text(section, "label").map(str::to_owned),
            language: text(section, "language").unwrap_or(&draft.language).to_owned(),
            blocks,
        };
        let language = draft.language.clone();
        push_section(&mut draft.blocks, &section, &language);
    }
    if let Some(mark) = text(value, "end_mark") {
        draft.blocks.push(SheetBlock::Paragraph { children: super::text_of(mark) });
    }
    Ok(draft)
}

/// Lines with times in them, as printed: they name the zone.
fn printed_times(value: &Value) -> impl Iterator<Item = &str> {
    let changes = list(value, "corrections").iter().chain(value.get("withdrawal"));
    text(value, "embargo").into_iter().chain(changes.filter_map(|change| text(change, "line")))
}

fn change(value: &Value) -> Option<Change> {
    Some(Change { at: text(value, "at")?.to_owned(), text: text(value, "text")?.to_owned() })
}

fn event(value: &Value) -> Option<SheetEvent> {
    let sitting = |value: &Value| {
        Some(SheetSitting {
            starts: text(value, "starts")?.to_owned(),
            ends: text(value, "ends").map(str::to_owned),
            zone: text(value, "zone").map(str::to_owned),
        })
    };
    Some(SheetEvent {
        title: text(value, "title")?.to_owned(),
        status: match text(value, "status") {
            Some("tentative") => "tentative",
            Some("cancelled") => "cancelled",
            _ => "confirmed",
        },
        place: text(value, "place").map(str::to_owned),
        sittings: list(value, "sittings").iter().filter_map(sitting).collect(),
    })
}

/// A block of the record; `None` for one of a kind that is not known.
fn block(value: &Value, draft: &mut Draft) -> Option<SheetBlock> {
    let number = |key: &str| value.get(key).and_then(Value::as_u64).unwrap_or(0);
    let mut blocks =
        |values: &[Value]| values.iter().filter_map(|value| block(value, draft)).collect::<Vec<SheetBlock>>();
    Some(match text(value, "kind")? {
        "paragraph" => SheetBlock::Paragraph { children: inlines(value, "children") },
        "contact_line" => SheetBlock::ContactLine { children: inlines(value, "children") },
        "heading" => SheetBlock::Heading {
            level: number("level").clamp(2, 6) as u8,
            id: String::new(),
            children: inlines(value, "children"),
        },
        "list" => SheetBlock::List {
            ordered: value.get("ordered").and_then(Value::as_bool).unwrap_or(false),
            start: number("start"),
            items: list(value, "items").iter().map(|item| blocks(item.as_array().map_or(&[], Vec::as_slice))).collect(),
        },
        "notes" => SheetBlock::Notes {
            items: list(value, "items").iter().map(|item| blocks(item.as_array().map_or(&[], Vec::as_slice))).collect(),
        },
        "quote" => SheetBlock::Quote {
            blocks: blocks(list(value, "blocks")),
            attribution: value.get("attribution").filter(|name| name.is_array()).map(|_| inlines(value, "attribution")),
        },
        "table" => SheetBlock::Table {
            alignments: list(value, "alignments").iter().map(alignment).collect(),
            header: cells(value.get("header")),
            rows: list(value, "rows").iter().map(|row| cells(Some(row))).collect(),
        },
        "figure" => figure(value, draft),
        "preformatted" => SheetBlock::Preformatted { text: text(value, "text").unwrap_or("").to_owned() },
        "separator" => SheetBlock::Separator,
        "contents" => SheetBlock::Contents { entries: Vec::new() },
        "contacts" => SheetBlock::Contacts { items: list(value, "items").iter().map(contact).collect() },
        _ => return None,
    })
}

/// The record has no pictures: their files have to be put beside the notice.
fn figure(value: &Value, draft: &mut Draft) -> SheetBlock {
    let index = value.get("index").and_then(Value::as_u64).unwrap_or(0).min(999) as usize;
    let format = match text(value, "format") {
        Some("jpg") => "jpg",
        Some("gif") => "gif",
        Some("webp") => "webp",
        _ => "png",
    };
    while draft.pictures.len() <= index {
        let name = format!("picture-{}.{format}", draft.pictures.len() + 1);
        draft.picture(&name, None);
    }
    let name = draft.pictures.get(index).map(|picture| picture.name.clone()).unwrap_or_default();
    draft.doubt(Doubt::new("picture", "the picture is not in the record: put its file beside the notice").about(name));
    SheetBlock::Figure {
        index,
        format,
        width: 0,
        height: 0,
        alternative_text: text(value, "alternative_text").unwrap_or("").to_owned(),
        caption: inlines(value, "caption"),
    }
}

fn alignment(value: &Value) -> &'static str {
    match value.as_str() {
        Some("left") => "left",
        Some("right") => "right",
        Some("center") => "center",
        _ => "none",
    }
}

fn cells(row: Option<&Value>) -> Vec<Vec<SheetInline>> {
    let cells = row.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    cells
        .iter()
        .map(|cell| cell.as_array().map_or(Vec::new(), |pieces| pieces.iter().filter_map(inline).collect()))
        .collect()
}

fn inlines(value: &Value, key: &str) -> Vec<SheetInline> {
    list(value, key).iter().filter_map(inline).collect()
}

fn inline(value: &Value) -> Option<SheetInline> {
    // A space alone is a text as well.
    let owned = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(match text(value, "kind")? {
        "text" => SheetInline::Text { text: owned("text")? },
        "code" => SheetInline::Code { text: owned("text")? },
        "strong" => SheetInline::Strong { children: inlines(value, "children") },
        "emphasis" => SheetInline::Emphasis { children: inlines(value, "children") },
        "link" => SheetInline::Link { uri: owned("uri")?, children: inlines(value, "children") },
        "note_mark" => SheetInline::NoteMark {
            number: value.get("number").and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok())?,
            first: value.get("first").and_then(Value::as_bool).unwrap_or(false),
        },
        "break" => SheetInline::Break,
        _ => return owned("text").map(|text| SheetInline::Text { text }),
    })
}

fn contact(value: &Value) -> SheetContact {
    let address = |value: &Value| SheetAddress {
        label: text(value, "label").map(str::to_owned),
        text: text(value, "text").unwrap_or("").to_owned(),
        uri: text(value, "uri").unwrap_or("").to_owned(),
    };
    SheetContact {
        name: text(value, "name").unwrap_or("").to_owned(),
        uri: text(value, "uri").map(str::to_owned),
        organisation: text(value, "organisation").map(str::to_owned),
        phones: list(value, "phones").iter().map(address).collect(),
        emails: list(value, "emails").iter().map(address).collect(),
    }
}

/// Every text in a value that is not known, a paragraph each.
fn strings(value: &Value) -> Vec<SheetBlock> {
    match value {
        Value::String(text) if !text.trim().is_empty() => {
            vec![SheetBlock::Paragraph { children: super::text_of(text) }]
        }
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(fields) => fields.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}
