//! Notice → [`Sheet`]: complete, ordered, in the reader's language, with the
//! house style applied. What the officer wrote is never reworded.

mod blocks;
mod changes;
mod contacts;
mod house_style;
mod mark;
mod quotation;
mod skeleton;

pub use house_style::{HouseAnswers, house_style};
pub use skeleton::skeleton;

use std::collections::BTreeSet;

use jiff::Zoned;
use jiff::civil::Date;

use crate::model::document_type::{BLANK, DocumentType};
use crate::model::event::{Event, EventStatus};
use crate::model::house_style::HouseStyle;
use crate::model::language::Language;
use crate::model::notice::Notice;
use crate::model::picture::Picture;
use crate::model::reference::Reference;
use crate::model::section::{ITEM, Section};
use crate::model::sheet::{
    Sheet, SheetBlock, SheetEntry, SheetEvent, SheetInline, SheetSection, SheetSitting, SheetVersion, inline_text,
};
use crate::span::SourceFile;

/// All that a sheet is made from.
pub struct Ingredients<'a> {
    /// The file, for words that are printed as they stand in it.
    pub source: &'a SourceFile,
    /// The notice.
    pub notice: &'a Notice,
    /// Its reference; `None` only in a draft.
    pub reference: Option<&'a Reference>,
    /// Its type.
    pub document_type: Option<&'a DocumentType>,
    /// Its house style.
    pub house: &'a HouseStyle,
    /// Its language.
    pub language: &'a Language,
    /// The picture at an address beside the notice.
    pub picture: &'a dyn Fn(&str) -> Option<Picture>,
    /// Whether the fonts have a character.
    pub printable: &'a dyn Fn(char) -> bool,
    /// The language versions of the release, where readers may know of them.
    pub versions: Vec<SheetVersion>,
    /// Whether the sheet says on every page that it is a draft.
    pub draft: bool,
}

/// Makes the sheet of a notice without errors, or of any notice as a draft.
pub fn compose(ingredients: &Ingredients<'_>) -> Sheet {
    let Ingredients { notice, language, house, .. } = ingredients;
    let masthead = masthead(ingredients);
    let mut setter = blocks::Setter::new(ingredients);
    let mut headline = notice.headline.as_ref().map(|headline| setter.inlines(&headline.value)).unwrap_or_default();
    if headline.is_empty() {
        // Only in a draft; a document without a title could not be made at all.
        headline.push(SheetInline::Text { text: BLANK.to_owned() });
    }
    let mut headline_text = String::new();
    inline_text(&headline, &mut headline_text);
    let (ordered, end_mark) = order(notice, ingredients.document_type);
    let mut sections: Vec<SheetSection> = ordered.into_iter().map(|section| setter.section(section)).collect();
    let items = ingredients.document_type.and_then(|document_type| document_type.items.as_ref());
    if items.is_some_and(|items| items.contents) {
        put_contents(&mut sections, &mut setter, language);
    }
    let date = document_date(notice, ingredients.reference);
    let mut sheet = Sheet {
        reference: ingredients.reference.map(Reference::to_string).unwrap_or_default(),
        language: language.code.clone(),
        direction: language.direction.clone(),
        masthead: setter.words(&masthead.line),
        organisation: setter.words(&masthead.organisation),
        kind: setter.words(&masthead.kind),
        place: place(ingredients).map(|place| setter.words(&place)),
        place_date: place_date(ingredients).map(|line| setter.words(&line)),
        embargo: notice.front_matter.embargo.as_ref().map(|until| {
            let time = house.date_and_time(language, &until.value);
            setter.words(&language.interface("embargo").replace("{time}", &time))
        }),
        withdrawal: changes::withdrawal(&setter),
        corrections: changes::corrections(&setter),
        identifier: house.identifier(ingredients.reference),
        address: ingredients.reference.and_then(|reference| house.reference.address_of(reference, &language.code)),
        translation_of: notice.front_matter.translation_of.as_ref().map(|code| code.value.clone()),
        edition: 1 + notice.front_matter.corrections.len() + notice.front_matter.withdrawals.len().min(1),
        headline_text: headline_text.trim().to_owned(),
        headline,
        description: description(&sections),
        draft: ingredients.draft,
        end_mark: end_mark.map(|mark| setter.characters(&mark)),
        content_hash: String::new(),
        date: date.to_string(),
        issued: notice.front_matter.issued.as_ref().map(|issued| rfc3339(&issued.value)),
        embargo_until: notice.front_matter.embargo.as_ref().map(|until| rfc3339(&until.value)),
        zone: zone(notice, house),
        events: notice.events.iter().map(|event| sheet_event(event, headline_text.trim())).collect(),
        versions: ingredients.versions.clone(),
        labels: language
            .interface
            .iter()
            .filter(|(key, _)| *key != "source")
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect(),
        pictures: setter.pictures(),
        sections,
    };
    if sheet.organisation.is_empty() {
        house.name_in(&language.code).clone_into(&mut sheet.organisation);
    }
    sheet.content_hash = sheet.hash_content();
    sheet
}

struct Masthead {
    line: String,
    organisation: String,
    kind: String,
}

/// The masthead as written; else the institution and the kind of notice.
fn masthead(ingredients: &Ingredients<'_>) -> Masthead {
    let Ingredients { notice, language, house, document_type, .. } = ingredients;
    let own_kind = document_type
        .and_then(|document_type| language.kinds.get(&document_type.kind))
        .map_or(String::new(), |kind| kind.label.clone());
    let own_name = house.name_in(&language.code).to_owned();
    let Some(written) = &notice.masthead else {
        let line = if own_kind.is_empty() { own_name.clone() } else { format!("{own_name} – {own_kind}") };
        return Masthead { line, organisation: own_name, kind: own_kind };
    };
    let line = written.value.clone();
    let halves = [" - ", " – ", " — "].iter().find_map(|dash| line.split_once(dash));
    let (organisation, kind) = match halves {
        Some((organisation, kind)) => (organisation.trim().to_owned(), kind.trim().to_owned()),
        None => (own_name, own_kind),
    };
    Masthead { line, organisation, kind }
}

/// Place and date as written in a paragraph of their own; where the text has
/// none, from the issue time. `None` where the text itself opens with them.
fn place_date(ingredients: &Ingredients<'_>) -> Option<String> {
    let Ingredients { notice, language, house, source, .. } = ingredients;
    if let Some(dateline) = &notice.dateline {
        return (!dateline.run_in)
            .then(|| source.slice(dateline.span).split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let date = notice.front_matter.issued.as_ref()?.value.date();
    Some(match &house.place {
        Some(place) => language.dateline(place, date),
        None => language.date(date),
    })
}

/// The place that the notice states, else that of the house.
fn place(ingredients: &Ingredients<'_>) -> Option<String> {
    let stated = ingredients.notice.dateline.as_ref().map(|dateline| dateline.place.value.trim().to_owned());
    stated.filter(|place| !place.is_empty()).or_else(|| ingredients.house.place.clone())
}

/// The date of the document: issue, dateline, first sitting, else the first
/// day of the reference's year, so that it never depends on a clock.
fn document_date(notice: &Notice, reference: Option<&Reference>) -> Date {
    let front_matter = &notice.front_matter;
    let issued = front_matter.issued.as_ref().map(|issued| issued.value.date());
    let sitting = || notice.events.iter().flat_map(|event| &event.sittings).map(|sitting| sitting.starts.date()).min();
    let first_of_year = || Date::new(reference.map_or(2000, |reference| reference.year() as i16), 1, 1).ok();
    issued
        .or_else(|| notice.dateline.as_ref().map(|dateline| dateline.date))
        .or_else(sitting)
        .or_else(first_of_year)
        .unwrap_or(Date::constant(2000, 1, 1))
}

/// The zone of the times: the notice's own, else the house style's.
fn zone(notice: &Notice, house: &HouseStyle) -> String {
    let own = notice.front_matter.zone.as_ref().and_then(|zone| zone.value.iana_name());
    own.unwrap_or(&house.zone).to_owned()
}

fn rfc3339(time: &Zoned) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn sheet_event(event: &Event, headline: &str) -> SheetEvent {
    SheetEvent {
        title: event.title.as_ref().map_or_else(|| headline.to_owned(), |title| title.value.clone()),
        status: match event.status {
            EventStatus::Confirmed => "confirmed",
            EventStatus::Tentative => "tentative",
            EventStatus::Cancelled => "cancelled",
        },
        place: event.place.as_ref().map(|place| place.value.clone()),
        sittings: event
            .sittings
            .iter()
            .map(|sitting| SheetSitting {
                starts: rfc3339(&sitting.starts),
                ends: sitting.ends.as_ref().map(rfc3339),
                zone: sitting.starts.time_zone().iana_name().map(str::to_owned),
            })
            .collect(),
    }
}

/// The list of the items, before the first of them; one item needs none.
fn put_contents(sections: &mut Vec<SheetSection>, setter: &mut blocks::Setter<'_>, language: &Language) {
    let items = sections.iter().filter(|section| section.key == ITEM);
    let entries: Vec<SheetEntry> = items
        .filter_map(|item| {
            Some(SheetEntry { id: item.id.clone(), label: item.label.clone()?, language: item.language.clone() })
        })
        .collect();
    let first = sections.iter().position(|section| section.key == ITEM);
    let Some(first) = first.filter(|_| entries.len() > 1) else { return };
    let label = language.interface("contents").to_owned();
    let contents = SheetSection {
        key: "contents".to_owned(),
        level: 2,
        id: setter.anchor(&label, "contents"),
        label: Some(label),
        language: language.code.clone(),
        blocks: vec![SheetBlock::Contents { entries }],
    };
    sections.insert(first, contents);
}

/// The sections in the type's order. A section that the type does not know
/// stays behind the one it follows; what the type knows keeps its order among
/// equals. Items stay in the order of the file, each with its sections in the
/// order that the type has for them. An end mark that closes the text is taken
/// out of its section.
fn order<'n>(notice: &'n Notice, document_type: Option<&DocumentType>) -> (Vec<&'n Section>, Option<String>) {
    let mut place = 0;
    let mut within = 0;
    let mut sections: Vec<((usize, usize, usize), &Section)> = Vec::new();
    let items = document_type.and_then(|document_type| document_type.items.as_ref());
    for (at, section) in notice.sections.iter().enumerate() {
        if section.key == ITEM {
            within = 0;
        } else if section.item.is_some() {
            let own = items.and_then(|items| items.sections.iter().position(|spec| spec.key == section.key));
            within = own.map_or(within, |own| own + 1);
        } else {
            within = 0;
            place = document_type.and_then(|document_type| document_type.order(&section.key)).unwrap_or(place);
        }
        sections.push(((place, section.item.unwrap_or(at), within), section));
    }
    sections.sort_by_key(|(place, _)| *place);
    let sections: Vec<&Section> = sections.into_iter().map(|(_, section)| section).collect();
    let end_mark = sections.last().and_then(|section| blocks::end_mark(section));
    (sections, end_mark)
}

/// The first words of the text, at most two hundred characters.
fn description(sections: &[SheetSection]) -> String {
    let first = sections.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
        SheetBlock::Paragraph { children } => {
            let mut text = String::new();
            inline_text(children, &mut text);
            (!text.trim().is_empty()).then_some(text)
        }
        _ => None,
    });
    let text = first.unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= 200 {
        return text;
    }
    let cut = text.char_indices().nth(199).map_or(text.len(), |(at, _)| at);
    let end = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", text[..end].trim_end_matches([',', ';', ':', '–']))
}

/// Gives every label and heading an anchor of its own, in ASCII. None begins
/// with an underscore: those belong to the page.
#[derive(Default)]
struct Anchors(BTreeSet<String>);

impl Anchors {
    fn anchor(&mut self, text: &str, otherwise: &str) -> String {
        let mut anchor = String::new();
        for character in text.chars().flat_map(char::to_lowercase) {
            if character.is_ascii_alphanumeric() {
                anchor.push(character);
            } else if !anchor.is_empty() && !anchor.ends_with('-') && !matches!(character, '\'' | '’') {
                anchor.push('-');
            }
        }
        let anchor = anchor.trim_end_matches('-');
        let letters = anchor.bytes().filter(u8::is_ascii_alphabetic).count();
        // A label in another script leaves only digits or nothing.
        let mut anchor = if letters * 2 < text.chars().filter(|c| c.is_alphabetic()).count() || letters == 0 {
            otherwise.to_owned()
        } else {
            anchor.chars().take(60).collect()
        };
        if anchor.starts_with(|c: char| c.is_ascii_digit()) {
            anchor.insert_str(0, "section-");
        }
        let mut unique = anchor.clone();
        let mut count = 1;
        while !self.0.insert(unique.clone()) {
            count += 1;
            unique = format!("{anchor}-{count}");
        }
        unique
    }
}
