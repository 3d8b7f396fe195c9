//! An empty notice of a type: the house style's structure with marked blanks.

use crate::model::document_type::DocumentType;
use crate::model::house_style::HouseStyle;
use crate::model::language::Language;
use crate::model::reference::Reference;

/// What stands where the officer has to write.
pub const BLANK: &str = "[…]";

/// The text of a new notice.
pub fn skeleton(
    house: &HouseStyle,
    document_type: &DocumentType,
    language: &Language,
    reference: &Reference,
) -> String {
    let kind = language.kinds.get(&document_type.kind).map_or(document_type.code.as_str(), |kind| kind.label.as_str());
    let mut text = format!("{} - {kind}\n\n{reference}\n\n# {BLANK}\n", house.name_in(&language.code));
    for section in &document_type.sections {
        if section.key == "lead" {
            text.push_str(&format!("\n{BLANK}\n"));
            continue;
        }
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
    if let Some(mark) = &document_type.end_mark {
        text.push_str(&format!("\n{mark}\n"));
    }
    text
}
