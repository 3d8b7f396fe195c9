//! The contacts section as the reader sees it.

use std::ops::Range;

use super::blocks::Setter;
use crate::model::address;
use crate::model::contact::{Contact, Phone};
use crate::model::section::{Block, BlockKind};
use crate::model::sheet::{SheetAddress, SheetBlock, SheetContact, SheetInline};

/// The contacts that `block` consists of; `None` when it holds other words as
/// well, or is a table or a quotation, and so has to be printed as it is.
pub fn in_block(setter: &Setter<'_>, block: &Block) -> Option<Vec<SheetContact>> {
    if matches!(block.kind, BlockKind::Table(_) | BlockKind::Quote(_)) {
        return None;
    }
    let contacts: Vec<&Contact> =
        setter.ingredients.notice.contacts.iter().filter(|contact| block.span.contains(contact.span)).collect();
    if contacts.is_empty() {
        return None;
    }
    let text = setter.ingredients.source.slice(block.span);
    let covered = |offset: usize| contacts.iter().any(|contact| contact.span.range().contains(&offset));
    let whole =
        text.char_indices().all(|(at, character)| !character.is_alphanumeric() || covered(block.span.start + at));
    // The target of a link is no word of the text.
    (whole || only_targets_outside(text, block.span.start, &covered))
        .then(|| contacts.into_iter().map(|contact| sheet_contact(setter, contact)).collect())
}

/// The line that closes an item, with its telephone numbers as links; `None`
/// when `block` is none.
pub fn line(setter: &Setter<'_>, block: &Block) -> Option<SheetBlock> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    let contacts = setter.ingredients.notice.contacts.iter();
    let numbers: Vec<&Phone> = contacts
        .filter(|contact| block.span.contains(contact.span))
        .flat_map(|contact| contact.phones.iter().map(|phone| &phone.value))
        .collect();
    if numbers.is_empty() {
        return None;
    }
    let mut children = Vec::new();
    for child in setter.inlines(content) {
        match child {
            SheetInline::Text { text } => push_with_numbers(&text, &numbers, &mut children),
            other => children.push(other),
        }
    }
    Some(SheetBlock::ContactLine { children })
}

fn push_with_numbers(text: &str, numbers: &[&Phone], children: &mut Vec<SheetInline>) {
    let mut rest = text;
    let next = |rest: &str| {
        let found = numbers.iter().filter_map(|phone| Some((find_number(rest, &phone.written)?, *phone)));
        found.min_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)))
    };
    while let Some((place, phone)) = next(rest) {
        let (before, after) = (&rest[..place.start], &rest[place.end..]);
        let number = &rest[place];
        if !before.is_empty() {
            // What announces the number stays with it: `Tel.:`.
            let text = match before.strip_suffix(' ') {
                Some(announced) if announced.ends_with([':', '.']) => format!("{announced}\u{a0}"),
                _ => before.to_owned(),
            };
            children.push(SheetInline::Text { text });
        }
        let shown = vec![SheetInline::Text { text: number.to_owned() }];
        children.push(SheetInline::Link { uri: format!("tel:{}", phone.number), children: shown });
        rest = after;
    }
    if !rest.is_empty() {
        children.push(SheetInline::Text { text: rest.to_owned() });
    }
}

/// Where `written` stands in a text whose spaces may be of another kind.
fn find_number(text: &str, written: &str) -> Option<Range<usize>> {
    let is_same = |a: char, b: char| a == b || a.is_whitespace() && b.is_whitespace();
    text.char_indices().find_map(|(start, _)| {
        let mut letters = text[start..].char_indices();
        for wanted in written.chars() {
            letters.next().filter(|(_, found)| is_same(*found, wanted))?;
        }
        Some(start..start + letters.offset())
    })
}

/// Whether all letters that no contact covers stand in link targets `](…)` or
/// in the numbers of list items.
fn only_targets_outside(text: &str, start: usize, covered: &dyn Fn(usize) -> bool) -> bool {
    let mut in_target = false;
    let mut line_head = true;
    text.char_indices().all(|(at, character)| {
        match character {
            '(' if text[..at].ends_with(']') => in_target = true,
            ')' => in_target = false,
            '\n' => line_head = true,
            _ => {}
        }
        line_head &= character.is_ascii_digit() || character.is_whitespace();
        !character.is_alphanumeric() || in_target || line_head || covered(start + at)
    })
}

fn sheet_contact(setter: &Setter<'_>, contact: &Contact) -> SheetContact {
    let house = setter.ingredients.house;
    let phones = contact.phones.iter().map(|phone| {
        let phone = &phone.value;
        SheetAddress {
            label: phone.label.as_deref().map(|label| setter.characters(label)),
            text: setter.number(&house.phone.format(&phone.number).unwrap_or_else(|| tidy_number(&phone.written))),
            uri: format!("tel:{}", phone.number),
        }
    });
    let emails = contact.emails.iter().map(|email| SheetAddress {
        label: email.value.label.as_deref().map(|label| setter.characters(label)),
        text: setter.characters(&email.value.address),
        uri: address::mailto(&email.value.address),
    });
    SheetContact {
        name: setter.words(&contact.person.value.name),
        uri: contact.uri.as_deref().and_then(address::outgoing),
        organisation: contact.organisation.as_ref().map(|organisation| setter.words(&organisation.value)),
        phones: phones.collect(),
        emails: emails.collect(),
    }
}

/// A number that is not of the house's country: single spaces, none behind `+`.
fn tidy_number(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ").replace("+ ", "+")
}
