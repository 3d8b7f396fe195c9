//! Lists of people with their numbers below each name, as pages have them.

use super::one_line;
use crate::model::sheet::{SheetAddress, SheetBlock, SheetContact, SheetInline, inline_text};

/// The people that a list names, if it names nothing else: each item is a name,
/// perhaps what the person is, and a list of telephone numbers and then mail
/// addresses.
pub fn people(block: &SheetBlock) -> Option<SheetBlock> {
    let SheetBlock::List { items, .. } = block else { return None };
    let items: Vec<SheetContact> = items.iter().map(|item| person(item)).collect::<Option<_>>()?;
    (!items.is_empty()).then_some(SheetBlock::Contacts { items })
}

fn person(item: &[SheetBlock]) -> Option<SheetContact> {
    let (name, organisation, addresses) = match item {
        [SheetBlock::Paragraph { children: name }, SheetBlock::List { items, .. }] => (name, None, items),
        [
            SheetBlock::Paragraph { children: name },
            SheetBlock::Paragraph { children: organisation },
            SheetBlock::List { items, .. },
        ] => (name, Some(words(organisation)), items),
        _ => return None,
    };
    let mut contact =
        SheetContact { name: words(name), uri: page(name), organisation, phones: Vec::new(), emails: Vec::new() };
    for address in addresses {
        let address = address_of(address)?;
        if address.uri.starts_with("mailto:") {
            contact.emails.push(address);
        } else if contact.emails.is_empty() {
            contact.phones.push(address);
        } else {
            // Numbers are written before addresses: the words would change places.
            return None;
        }
    }
    let is_somebody = !contact.name.is_empty() && contact.phones.len() + contact.emails.len() > 0;
    is_somebody.then_some(contact)
}

/// A page about the person, where the name is a link.
fn page(name: &[SheetInline]) -> Option<String> {
    match name {
        [SheetInline::Link { uri, .. }] => Some(uri.clone()),
        _ => None,
    }
}

/// A number or an address, perhaps with a word before it.
fn address_of(item: &[SheetBlock]) -> Option<SheetAddress> {
    let [SheetBlock::Paragraph { children }] = item else { return None };
    let (last, before) = children.split_last()?;
    let SheetInline::Link { uri, children } = last else { return None };
    if !uri.starts_with("tel:") && !uri.starts_with("mailto:") {
        return None;
    }
    let label = words(before);
    let label = (!label.is_empty()).then_some(label);
    Some(SheetAddress { label, text: words(children), uri: uri.clone() })
}

fn words(inlines: &[SheetInline]) -> String {
    let mut text = String::new();
    inline_text(inlines, &mut text);
    one_line(&text)
}
