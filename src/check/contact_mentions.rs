//! Contacts named in running text with a number or an address behind the name.

use super::Subject;
use super::sections::{CONTACTS, INQUIRIES};
use crate::mention::{dialled, international_phones};
use crate::model::contact::Contact;
use crate::model::flat::{Flat, MarkKind};
use crate::model::word::{Word, words};
use crate::span::Span;

/// `Anna Berg (+32 2 555 01 42)` outside the contacts.
pub struct ContactMention<'s> {
    /// Who.
    pub contact: &'s Contact,
    /// The number or address as written.
    pub written: &'s str,
    /// Its place.
    pub span: Span,
    /// What it is.
    pub answer: Answer,
}

/// What stands behind the name.
pub enum Answer {
    /// A telephone number.
    Phone {
        /// As dialled.
        number: String,
        /// Whether it is said to be one of a mobile telephone.
        mobile: bool,
    },
    /// A mail address.
    Email,
}

/// Bytes and words that may stand between a name and what belongs to it.
const NEAR: (usize, usize) = (30, 2);

/// All of them, in order.
pub fn mentions<'s>(subject: &Subject<'s>) -> Vec<ContactMention<'s>> {
    let mut found = Vec::new();
    let notice = subject.notice;
    if notice.contacts.is_empty() {
        return found;
    }
    for passage in &notice.passages {
        let flat = &passage.flat;
        if !(flat.text.contains('+') || flat.text.contains('@'))
            || matches!(notice.section_key(passage), CONTACTS | INQUIRIES)
        {
            continue;
        }
        for (start, end) in international_phones(&flat.text) {
            if let Some((contact, between)) = owner(subject, flat, start) {
                let written = &flat.text[start..end];
                let between = between.to_lowercase();
                let mobile = subject.language.contact.mobile.iter().any(|word| between.contains(&word.to_lowercase()));
                let answer = Answer::Phone { number: dialled(written), mobile };
                found.push(ContactMention { contact, written, span: flat.span(start, end), answer });
            }
        }
        for mark in &flat.marks {
            let is_mail = matches!(&mark.kind, MarkKind::Link(uri) if uri.starts_with("mailto:"));
            let written = &flat.text[mark.start..mark.end];
            if is_mail
                && written.contains('@')
                && let Some((contact, _)) = owner(subject, flat, mark.start)
            {
                found.push(ContactMention { contact, written, span: mark.span, answer: Answer::Email });
            }
        }
    }
    found
}

/// The contact whose whole name stands right before `at`, and what stands
/// between.
fn owner<'s>(subject: &Subject<'s>, flat: &'s Flat, at: usize) -> Option<(&'s Contact, &'s str)> {
    let all = flat.words();
    let end = all.partition_point(|word| word.end <= at);
    let nearest = (end.saturating_sub(NEAR.1 + 1)..end).rev();
    for last in nearest {
        let between = &flat.text[all[last].end..at];
        if between.len() > NEAR.0 || between.contains([';', '@', '!', '?']) {
            return None;
        }
        let is_named = |contact: &&Contact| ends_with(&all[..=last], &contact.person.value.name);
        if let Some(contact) = subject.notice.contacts.iter().find(is_named) {
            return Some((contact, between));
        }
        // Behind another name the number is that person's.
        let word = &all[last];
        if word.shape.is_capitalised() && !is_label(subject, flat.word(word)) {
            return None;
        }
    }
    None
}

/// Whether `word` is a word before numbers and addresses: `Tel`.
fn is_label(subject: &Subject<'_>, word: &str) -> bool {
    let labels = &subject.language.contact;
    let mut all = labels.phone.iter().chain(&labels.mobile).chain(&labels.email);
    let word = word.to_lowercase();
    all.any(|label| label.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|part| part == word))
}

/// Whether the words end with `name`, which has two words or more.
fn ends_with(all: &[Word], name: &str) -> bool {
    let wanted = words(name);
    let tail = all.len().checked_sub(wanted.len()).map(|from| &all[from..]);
    wanted.len() > 1 && tail.is_some_and(|tail| tail.iter().zip(&wanted).all(|(word, name)| word.hash == name.hash))
}
