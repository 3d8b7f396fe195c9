//! Labels of the sections that the type has and the notice lacks.

use super::Cursor;
use crate::lsp::protocol::{CompletionItem, CompletionItemKind};
use crate::model::label::folded;
use crate::pipeline::Examined;

/// The labels that may stand at the cursor: at the beginning of a paragraph.
pub fn proposals(examined: &Examined<'_>, cursor: &Cursor<'_>) -> Vec<CompletionItem> {
    let typed = cursor.before().trim_start();
    let marks = typed.len() - typed.trim_start_matches('#').len();
    let word = typed[marks..].trim_start();
    let begins = marks > 0 || cursor.number == 0 || cursor.text_of(cursor.number - 1).trim().is_empty();
    // A single mark is the headline's, as long as there is none.
    let is_headline = marks == 1 && examined.notice.headline.is_none();
    // In an item, labels are one step deeper; `##` is the notice's again.
    let before = examined.notice.sections.iter().rfind(|section| section.span.start < cursor.offset);
    let item = before.and_then(|section| section.item).filter(|_| !matches!(marks, 1 | 2));
    let deepest = if item.is_some() { 3 } else { 2 };
    if !begins || is_headline || marks > deepest || !cursor.after().trim().is_empty() {
        return Vec::new();
    }
    let document_type =
        examined.reference.as_ref().and_then(|reference| examined.house.document_type(reference.type_code()));
    let Some(document_type) = document_type else { return Vec::new() };
    let as_heading = marks > 0 || has_headings(examined);
    let wanted = folded(word);
    let start = cursor.offset - typed.len();
    let items = document_type.items.as_ref().filter(|_| item.is_some());
    let specs = items.map_or(&document_type.sections, |items| &items.sections);
    let is_of_items =
        |key: &str| item.is_none() && examined.notice.items().next().is_some() && document_type.belongs_to_items(key);
    let is_there = |key: &str| {
        is_of_items(key) || examined.notice.sections.iter().any(|present| present.item == item && present.key == key)
    };
    let lacking = specs.iter().filter(|section| section.repeats || !is_there(&section.key));
    lacking
        .filter_map(|section| {
            let known = examined.language.sections.get(&section.key)?;
            let short = known.aliases.first().filter(|_| section.short_label);
            let label = short.unwrap_or(&known.label);
            if !wanted.is_empty() && !folded(label).starts_with(&wanted) {
                return None;
            }
            let line = if as_heading { format!("{} {label}", "#".repeat(deepest)) } else { format!("{label}:") };
            let filter = format!("{}{label}", &typed[..typed.len() - word.len()]);
            let mut item = cursor.proposal(label, start, cursor.offset, filter, line);
            item.kind = Some(CompletionItemKind::Struct);
            let need = if section.required { "must" } else { "may" };
            item.detail = Some(format!("a section that a notice of the type {} {need} have", document_type.code));
            Some(item)
        })
        .collect()
}

/// Whether the labels of this notice are headings, as they are where there is
/// none yet.
fn has_headings(examined: &Examined<'_>) -> bool {
    let text = examined.source.text();
    let mut labels = examined.notice.sections.iter().filter_map(|section| section.label.as_ref());
    labels.next().is_none_or(|label| {
        let line = text[..label.span.start].rfind('\n').map_or(0, |at| at + 1);
        text[line..label.span.start].contains('#')
    })
}
