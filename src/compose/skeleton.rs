//! An empty notice of a type: the house style's structure with marked blanks.

use crate::model::document_type::{BLANK, DocumentType, ItemSpec};
use crate::model::house_style::HouseStyle;
use crate::model::language::Language;
use crate::model::reference::Reference;

/// The text of a new notice.
pub fn skeleton(
    house: &HouseStyle,
    document_type: &DocumentType,
    language: &Language,
    reference: &Reference,
) -> String {
    let kind = language.kinds.get(&document_type.kind).map_or(document_type.code.as_str(), |kind| kind.label.as_str());
    let mut text = format!("{} - {kind}\n\n{reference}\n\n# {BLANK}\n", house.name_in(&language.code));
    let items = document_type.items.as_ref().filter(|items| items.required);
    let mut items = items.map(|items| skeleton_of_items(items, language));
    for section in &document_type.sections {
        if section.key == "lead" {
            text.push_str(&format!("\n{BLANK}\n"));
            continue;
        }
        text.push_str(&items.take().unwrap_or_default());
        let known = language.sections.get(&section.key);
        let short = known.and_then(|label| label.aliases.first()).filter(|_| section.short_label);
        let label = short.or(known.map(|label| &label.label)).unwrap_or(&section.key);
        let own = house.skeleton.get(&section.key);
        let own = own.and_then(|lines| lines.get(&language.code).or_else(|| lines.get(&house.language)));
        match (section.key.as_str(), own) {
            ("inquiries", own) => {
                text.push_str(&format!("\n{label}: {}\n", own.map_or(BLANK, String::as_str)));
            }
            ("contacts", None) => text.push_str(&format!("\n## {label}\n\n{BLANK}, +{BLANK}, {BLANK}@{BLANK}\n")),
            (_, own) => text.push_str(&format!("\n## {label}\n\n{}\n", own.map_or(BLANK, String::as_str))),
        }
    }
    text.push_str(&items.unwrap_or_default());
    if let Some(mark) = &document_type.end_mark {
        text.push_str(&format!("\n{mark}\n"));
    }
    text
}

/// Two items, so that the officer sees that there may be several.
fn skeleton_of_items(items: &ItemSpec, language: &Language) -> String {
    let mut text = String::new();
    for _ in 0..2 {
        text.push_str(&format!("\n## {BLANK}\n"));
        for section in &items.sections {
            match language.section_label(&section.key).filter(|_| section.key != "contacts") {
                Some(label) => text.push_str(&format!("\n### {label}\n\n{BLANK}\n")),
                None if section.key == "lead" => text.push_str(&format!("\n{BLANK}\n")),
                None => {}
            }
        }
        if items.sections.is_empty() {
            text.push_str(&format!("\n- {BLANK}\n"));
        }
    }
    text
}
