//! Items: the events of a week, the news of a day. A notice of a type that has
//! them consists of several; each has a heading and may have sections.

use super::{Knowledge, contacts};
use crate::mention::written_dates;
use crate::model::contact::Contact;
use crate::model::document_type::{BLANK, DocumentType};
use crate::model::event::{Event, EventStatus, Sitting};
use crate::model::flat::Flat;
use crate::model::label::is_one_of;
use crate::model::language::Language;
use crate::model::notice::Notice;
use crate::model::reference::Reference;
use crate::model::section::{Block, BlockKind, ITEM, Section, plain_text};
use crate::span::{SourceFile, Spanned};

/// Characters of a paragraph that can be nothing but a reference.
const LONGEST_REFERENCE: usize = 40;

/// The type of the notice, if it may have items and a heading can open one.
pub fn type_with_items<'a>(knowledge: Knowledge<'a>, notice: &Notice, blocks: &[Block]) -> Option<&'a DocumentType> {
    let has_heading = blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { level: 2, .. }));
    if !has_heading {
        return None;
    }
    let grammar = &knowledge.house.grammar;
    let stated = || grammar.read(&notice.front_matter.reference.as_ref()?.value);
    let written = || blocks.iter().find_map(|block| reference(knowledge, block));
    let reference = knowledge.folder_reference.cloned().or_else(stated).or_else(written)?;
    knowledge.house.document_type(reference.type_code()).filter(|document_type| document_type.items.is_some())
}

fn reference(knowledge: Knowledge<'_>, block: &Block) -> Option<Reference> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    if block.span.end - block.span.start > LONGEST_REFERENCE {
        return None;
    }
    knowledge.house.grammar.read_printed(plain_text(content).trim())
}

/// Whether a heading with this label opens an item.
pub fn opens(document_type: &DocumentType, source: &SourceFile, language: &Language, label: &Spanned<String>) -> bool {
    let Some(items) = &document_type.items else { return false };
    // A blank will become a date.
    !items.dated || label.value.starts_with(BLANK) || date_end(&Flat::of(source, label), language).is_some()
}

/// One past the last byte of the date that `flat` begins with.
fn date_end(flat: &Flat, language: &Language) -> Option<usize> {
    let leading = written_dates(flat, language).into_iter().next()?;
    flat.text.get(..leading.start)?.trim().is_empty().then_some(leading.end)
}

/// `(fr)` alone in a paragraph says in which language its item is.
pub fn language_mark(text: &str) -> Option<String> {
    let code = text.trim().strip_prefix('(')?.strip_suffix(')')?;
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| code.to_ascii_lowercase())
}

/// The contacts in the line that closes an item: `(For more information: …)`.
pub fn contacts_of_line(
    source: &SourceFile,
    knowledge: Knowledge<'_>,
    section: &Section,
    block: &Block,
) -> Vec<Contact> {
    if section.key == ITEM { contacts::in_line(source, knowledge, block) } else { Vec::new() }
}

/// What an item of a type with events announces.
pub fn event(source: &SourceFile, language: &Language, label: &Spanned<String>, sittings: Vec<Sitting>) -> Event {
    let flat = Flat::of(source, label);
    let mut title = flat.text.get(date_end(&flat, language).unwrap_or(0)..).unwrap_or("").to_owned();
    let mut status = EventStatus::Confirmed;
    for (word, found) in
        [(&language.events.tentative, EventStatus::Tentative), (&language.events.cancelled, EventStatus::Cancelled)]
    {
        let brackets = title.match_indices('(').find_map(|(start, _)| {
            let end = start + title[start..].find(')')?;
            is_one_of(&title[start + 1..end], word.iter().map(String::as_str)).then_some(start..=end)
        });
        if let Some(range) = brackets {
            title.replace_range(range, "");
            status = found;
        }
    }
    let between = |c: char| c.is_whitespace() || matches!(c, ':' | '.' | ',' | '–' | '—' | '-');
    let title = title.trim_start_matches(between).split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { label.clone() } else { Spanned::new(title, label.span) };
    Event { title: Some(title), status, sittings, place: None }
}
