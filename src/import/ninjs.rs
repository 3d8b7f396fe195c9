//! A ninjs item (IPTC, versions 1 to 3) → [`Draft`].

use serde_json::Value;

use super::data::{list, text};
use super::draft::{Doubt, Draft};
use super::html::{fragment, language_code};
use super::{Clues, Refusal, moment, one_line};
use crate::model::sheet::{SheetBlock, SheetInline};

/// Reads an item.
///
/// # Errors
/// [`Refusal`] for an item without headline and text: a picture, a package.
pub fn read(value: &Value, clues: &Clues<'_>) -> Result<Draft, Refusal> {
    let mut draft = Draft {
        language: language_code(text(value, "language").unwrap_or("")),
        issued: ["versioncreated", "firstcreated", "contentcreated"]
            .iter()
            .find_map(|key| text(value, key))
            .and_then(moment),
        embargo: text(value, "embargoed").and_then(moment),
        ..Draft::default()
    };
    draft.reference = reference(value, clues);
    let headline = text(value, "headline").or_else(|| of_role(value, "headlines", &["main", "headline"])).unwrap_or("");
    draft.headline = super::text_of(&one_line(headline));
    draft.blocks = body(value, &mut draft, clues);
    if draft.blocks.is_empty() && draft.headline.is_empty() {
        return Err(Refusal::new(
            "is a ninjs item without words",
            "import the item with the text, not that of a picture or a package",
        ));
    }
    if let Some(subheadline) = of_role(value, "headlines", &["subheadline", "sub"]) {
        draft.blocks.insert(0, paragraph(subheadline));
    }
    let summary = ["description_text", "description"].iter().find_map(|key| text(value, key));
    if let Some(summary) = summary.or_else(|| of_role(value, "descriptions", &[])) {
        let said = one_line(&draft.plain_text());
        let words = one_line(summary);
        if !said.contains(words.trim_end_matches('…')) {
            draft.doubt(
                Doubt::new("unplaced", "the summary is not part of the text; it stands at the end").about(words),
            );
            draft.unplaced.push(paragraph(summary));
        }
    }
    for key in ["ednote", "byline"] {
        if let Some(words) = text(value, key) {
            draft.doubt(Doubt::new("unplaced", format!("the field `{key}` stands at the end")).about(one_line(words)));
            draft.unplaced.push(paragraph(words));
        }
    }
    for key in [
        "subject",
        "subjects",
        "keywords",
        "slugline",
        "slugs",
        "person",
        "people",
        "organisation",
        "organisations",
        "place",
        "places",
        "located",
        "object",
        "infosource",
        "infosources",
        "usageterms",
        "copyrightnotice",
    ] {
        let words = words_of(value.get(key));
        if !words.is_empty() {
            draft.doubt(
                Doubt::new("left-out", format!("the field `{key}` is no part of a notice")).at(key).about(words),
            );
        }
    }
    if let Some(status) = text(value, "pubstatus").filter(|status| *status != "usable") {
        draft.doubt(Doubt::new("status", format!("the item is marked `{}`", one_line(status))).at("pubstatus"));
    }
    Ok(draft)
}

fn paragraph(words: &str) -> SheetBlock {
    SheetBlock::Paragraph { children: super::text_of(&one_line(words)) }
}

/// The reference among the identifiers, alone or at the end of an address.
fn reference(value: &Value, clues: &Clues<'_>) -> Option<crate::model::reference::Reference> {
    let others = list(value, "altids").iter().filter_map(|one| text(one, "value"));
    let object = value.get("altids").and_then(Value::as_object).into_iter().flat_map(|ids| ids.values());
    let object = object.filter_map(Value::as_str);
    let mut found =
        ["uri", "slugline", "profile"].iter().filter_map(|key| text(value, key)).chain(others).chain(object);
    found.find_map(|id| {
        let urn = id.strip_prefix("urn:pressdoc:").and_then(|rest| {
            let parts: Vec<&str> = rest.split(':').collect();
            (clues.reference)(&parts.get(1..4)?.join("/"))
        });
        urn.or_else(|| (clues.reference)(id)).or_else(|| (clues.reference)(id.rsplit(['/', ':']).next()?))
    })
}

/// The text of a list's item with one of these roles; without roles, of the
/// first one.
fn of_role<'v>(value: &'v Value, key: &str, roles: &[&str]) -> Option<&'v str> {
    let items = list(value, key);
    let is_one = |item: &&Value| text(item, "role").is_some_and(|role| roles.contains(&role));
    let first =
        || items.first().filter(|item| roles.is_empty() || roles.contains(&"main") && text(item, "role").is_none());
    items.iter().find(is_one).or_else(first).and_then(|item| text(item, "value"))
}

/// The text: as HTML where it is there, because it says more.
fn body(value: &Value, draft: &mut Draft, clues: &Clues<'_>) -> Vec<SheetBlock> {
    let bodies = list(value, "bodies");
    let is_page = |body: &&Value| {
        let kind = text(body, "contenttype").or_else(|| text(body, "contentType")).unwrap_or("");
        kind.contains("html") || text(body, "value").is_some_and(|value| value.trim_start().starts_with('<'))
    };
    let page = ["body_xhtml", "body_html"].iter().find_map(|key| text(value, key));
    if let Some(page) = page.or_else(|| bodies.iter().find(is_page).and_then(|body| text(body, "value"))) {
        let mut blocks = fragment(page, draft, clues);
        without_headline(&mut blocks, draft);
        return blocks;
    }
    let plain = text(value, "body_text").or_else(|| bodies.first().and_then(|body| text(body, "value")));
    let Some(plain) = plain else { return Vec::new() };
    match super::text::read(plain, clues) {
        Ok(read) => {
            read.doubts.into_iter().for_each(|doubt| draft.doubt(doubt));
            read.blocks
        }
        Err(_) => vec![paragraph(plain)],
    }
}

/// A body may begin with the headline, which is taken once.
fn without_headline(blocks: &mut Vec<SheetBlock>, draft: &mut Draft) {
    let headline = super::arrange::words(&draft.headline);
    let first = blocks.iter().position(|block| match block {
        SheetBlock::Heading { level: 1, children, .. } => {
            headline.is_empty() || super::arrange::words(children) == headline
        }
        _ => false,
    });
    if let Some(at) = first
        && let SheetBlock::Heading { children, .. } = blocks.remove(at)
    {
        // It may have italics or a link in it.
        let headline: Vec<SheetInline> = children;
        draft.headline = headline;
    }
}

/// All names in a field.
fn words_of(value: Option<&Value>) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut open: Vec<&Value> = value.into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => words.push(text),
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => {
                match fields.get("name").or_else(|| fields.get("value")).or_else(|| fields.get("literal")) {
                    Some(name) => open.push(name),
                    None => open.extend(fields.values()),
                }
            }
            _ => {}
        }
    }
    one_line(&words.join("; "))
}
