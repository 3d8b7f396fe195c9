//! What the interface of Press Corner answers → [`Draft`].

use serde_json::Value;

use super::data::{list, text};
use super::draft::{Doubt, Draft};
use super::html::{fragment, language_code};
use super::{Clues, Refusal, moment, one_line};
use crate::model::sheet::{SheetBlock, SheetContact, SheetInline};

/// Reads a document as `GET /api/documents` gives it.
///
/// # Errors
/// [`Refusal`] for an answer without a document: for some references there never
/// is one.
pub fn read(value: &Value, clues: &Clues<'_>) -> Result<Draft, Refusal> {
    let mut draft = Draft::default();
    let Some(version) = value.get("docuLanguageResource").filter(|version| version.is_object()) else {
        return Err(Refusal::new(
            "is an answer of Press Corner without a document",
            "Press Corner gives nothing for this reference in this language: ask for another language",
        ));
    };
    let described = |key: &str| value.get(key).and_then(|resource| text(resource, "description"));
    draft.reference = text(value, "refCd").or_else(|| text(value, "refCode")).and_then(|text| (clues.reference)(text));
    draft.language = language_code(text(version, "language").unwrap_or(""));
    draft.place = described("placeResource").map(one_line);
    draft.date = text(value, "eventDate").and_then(|date| date.get(..10)?.parse().ok());
    draft.issued = text(value, "publishDate").and_then(moment);
    let original = language_code(text(value, "originalLanguage").unwrap_or(""));
    let is_original = version.get("original").and_then(Value::as_bool) == Some(true);
    draft.translation_of =
        Some(original).filter(|original| !is_original && !original.is_empty() && *original != draft.language);
    // Titles have tags in them, and line ends.
    draft.headline = headline(text(version, "title").unwrap_or(""), clues);
    if draft.headline.is_empty() {
        draft.doubt(Doubt::new("headline", "the document has no title"));
    }
    if let Some(subtitle) = text(version, "subtitle") {
        draft.blocks = fragment(subtitle, &mut draft, clues);
    }
    let content = text(version, "htmlContent").unwrap_or("");
    let blocks = fragment(content, &mut draft, clues);
    if blocks.is_empty() {
        let message = "the document has no text, as factsheets have none: its words are in its files";
        draft.doubt(Doubt::new("no-text", message));
    }
    draft.blocks.extend(blocks);
    without_title(&mut draft);
    draft.contacts = list(value, "contactsResource").iter().filter_map(person).collect();
    for key in ["attachmentResources", "linkResources"] {
        let items: Vec<Vec<SheetBlock>> = list(version, key).iter().filter_map(entry).collect();
        if !items.is_empty() {
            draft.doubt(Doubt::new("unplaced", "files and links of the document stand at the end").at(key));
            draft.unplaced.push(SheetBlock::List { ordered: false, start: 1, items });
        }
    }
    for (key, what) in
        [("commissionerResource", "members"), ("policiesResource", "policy areas"), ("countriesResource", "countries")]
    {
        let names = list(value, key)
            .iter()
            .filter_map(|one| text(one, "shortDescription").or_else(|| text(one, "description")));
        let names: Vec<&str> = names.collect();
        if !names.is_empty() {
            let message = format!("the {what} that it is filed under are no part of a notice");
            draft.doubt(Doubt::new("left-out", message).at(key).about(one_line(&names.join("; "))));
        }
    }
    Ok(draft)
}

/// A title without tags, on one line.
fn headline(title: &str, clues: &Clues<'_>) -> Vec<SheetInline> {
    let mut aside = Draft::default();
    let mut words: Vec<String> = Vec::new();
    for block in fragment(title, &mut aside, clues) {
        if let SheetBlock::Paragraph { children } | SheetBlock::Heading { children, .. } = block {
            words.push(super::arrange::words(&children));
        }
    }
    super::text_of(&words.join(" "))
}

/// The text often begins with the title again.
fn without_title(draft: &mut Draft) {
    let title = super::arrange::words(&draft.headline);
    let is_title = |block: &SheetBlock| match block {
        SheetBlock::Heading { children, .. } => super::arrange::words(children) == title,
        _ => false,
    };
    if let Some(at) = draft.blocks.iter().take(3).position(is_title) {
        draft.blocks.remove(at);
    }
}

fn person(value: &Value) -> Option<SheetContact> {
    let name = ["firstName", "lastName"].iter().filter_map(|key| text(value, key)).collect::<Vec<_>>().join(" ");
    let name = one_line(&name);
    (!name.is_empty()).then(|| SheetContact {
        name,
        uri: None,
        organisation: text(value, "title").map(one_line),
        phones: Vec::new(),
        emails: Vec::new(),
    })
}

/// A file or a link: its words, and where it leads.
fn entry(value: &Value) -> Option<Vec<SheetBlock>> {
    let find = |keys: &[&str]| keys.iter().find_map(|key| text(value, key)).map(str::to_owned);
    let uri = find(&["url", "link", "href", "address"]);
    let words = find(&["title", "description", "label", "name", "fileName"]).or_else(|| uri.clone())?;
    let children = super::text_of(&one_line(&words));
    let children = match uri {
        Some(uri) => vec![SheetInline::Link { uri, children }],
        None => children,
    };
    Some(vec![SheetBlock::Paragraph { children }])
}
