//! What a translator sees and must not change: addresses, telephone numbers,
//! references, the names of contacts.

use crate::catalog::House;
use crate::mention::phones;
use crate::model::contact::Contact;
use crate::span::Span;

/// Characters that stay as they are in a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// The characters as read.
    pub text: String,
    /// How they are written in the source, where that must be kept too.
    pub written: Option<String>,
}

/// Adds to `found` what is to be kept in `text`, a text of the segment at
/// `span`.
pub fn find(text: &str, span: Span, house: &House, contacts: &[Contact], found: &mut Vec<Protected>) {
    let mut add = |kept: &str| {
        if !kept.is_empty() && !found.iter().any(|known| known.text.contains(kept)) {
            found.push(Protected { text: kept.to_owned(), written: None });
        }
    };
    for (start, end) in phones(text) {
        add(&text[start..end]);
    }
    for word in text.split_whitespace().filter(|word| word.contains('/')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if house.grammar.read_printed(word).is_some() {
            add(word);
        }
    }
    for contact in contacts.iter().filter(|contact| span.start < contact.span.end && contact.span.start < span.end) {
        let name = contact.person.value.name.trim();
        if text.contains(name) {
            add(name);
        }
    }
}

/// `text` cut where something of `protected` stands in it, each piece with the
/// index of what it is. Where two begin at one place, the longer one counts.
pub fn cut<'t>(text: &'t str, protected: &[Protected]) -> Vec<(&'t str, Option<usize>)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let next = protected
            .iter()
            .enumerate()
            .filter_map(|(at, kept)| Some((rest.find(kept.text.as_str())?, at)))
            .min_by_key(|&(place, at)| (place, usize::MAX - protected[at].text.len()));
        let Some((place, at)) = next else {
            pieces.push((rest, None));
            break;
        };
        if place > 0 {
            pieces.push((&rest[..place], None));
        }
        let end = place + protected[at].text.len();
        pieces.push((&rest[place..end], Some(at)));
        rest = &rest[end..];
    }
    pieces
}

/// Whether `text` has anything that another language writes differently:
/// letters, or the mark before decimals.
pub fn is_translatable(text: &str, protected: &[Protected]) -> bool {
    cut(text, protected).iter().filter(|(_, kept)| kept.is_none()).any(|(piece, _)| {
        let bytes = piece.as_bytes();
        let is_decimal = |at: usize| {
            matches!(bytes[at], b'.' | b',')
                && at > 0
                && bytes[at - 1].is_ascii_digit()
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        };
        piece.contains(char::is_alphabetic) || (0..bytes.len()).any(is_decimal)
    })
}
