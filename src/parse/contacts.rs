//! The contacts section: names, roles, telephone numbers, mail addresses, in
//! lines, lists or separated by `;`.

use super::Knowledge;
use crate::model::contact::{Contact, Email, Person, Phone};
use crate::model::flat::Flat;
use crate::model::section::{Block, BlockKind, Inline, InlineKind};
use crate::span::{SourceFile, Span, Spanned};

/// The contacts in a block. A contact that is spread over several lines of one
/// paragraph is one; a line that is no contact gives none.
pub fn read(source: &SourceFile, knowledge: Knowledge<'_>, block: &Block) -> Vec<Contact> {
    let mut contacts = Vec::new();
    read_block(source, knowledge, block, &mut contacts);
    contacts
}

fn read_block(source: &SourceFile, knowledge: Knowledge<'_>, block: &Block, contacts: &mut Vec<Contact>) {
    match &block.kind {
        BlockKind::Paragraph(content) => {
            let from = contacts.len();
            let entries = Entries::new(source, content);
            for entry in entries.iter() {
                add_entry(&entry, knowledge, from, contacts);
            }
            let kept = contacts.split_off(from);
            contacts
                .extend(kept.into_iter().filter(|contact| !contact.phones.is_empty() || !contact.emails.is_empty()));
        }
        BlockKind::List { items, .. } => {
            items.iter().flatten().for_each(|block| read_block(source, knowledge, block, contacts));
        }
        _ => {}
    }
}

/// A paragraph cut into lines and at `;`, with the mail links that stand in it.
struct Entries {
    flat: Flat,
    cuts: Vec<(usize, usize)>,
    mail_links: Vec<(String, Span)>,
    page_links: Vec<(String, Span)>,
}

/// One of them.
struct Entry<'f> {
    flat: &'f Flat,
    start: usize,
    end: usize,
    mail_links: Vec<&'f (String, Span)>,
    page_link: Option<&'f str>,
}

impl Entries {
    fn new(source: &SourceFile, content: &[Inline]) -> Self {
        let flat = Flat::new(source, content);
        let mut cuts = Vec::new();
        let mut start = 0;
        for (at, _) in flat.text.match_indices(['\n', ';']) {
            cuts.push((start, at));
            start = at + 1;
        }
        cuts.push((start, flat.text.len()));
        let (mut mail_links, mut page_links) = (Vec::new(), Vec::new());
        collect_links(content, &mut mail_links, &mut page_links);
        Self { flat, cuts, mail_links, page_links }
    }

    fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        self.cuts.iter().map(|&(start, end)| {
            let span = self.flat.span(start, end);
            let mail_links = self.mail_links.iter().filter(|(_, link)| span.contains(*link)).collect();
            let page_link = self.page_links.iter().find(|(_, link)| span.contains(*link)).map(|(uri, _)| uri.as_str());
            Entry { flat: &self.flat, start, end, mail_links, page_link }
        })
    }
}

/// Mail addresses and pages that links in `inlines` lead to, with the place of
/// the links' text.
fn collect_links(inlines: &[Inline], mails: &mut Vec<(String, Span)>, pages: &mut Vec<(String, Span)>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Link { uri, content } => {
                let text_span = content.first().zip(content.last()).map(|(first, last)| first.span.join(last.span));
                let text_span = text_span.unwrap_or(inline.span);
                if let Some(address) = uri.strip_prefix("mailto:") {
                    let address = address.split('?').next().unwrap_or(address);
                    mails.push((address.to_owned(), text_span));
                } else if uri.starts_with("https://") || uri.starts_with("http://") {
                    pages.push((uri.clone(), text_span));
                }
            }
            InlineKind::Strong(content) | InlineKind::Emphasis(content) => collect_links(content, mails, pages),
            _ => {}
        }
    }
}

/// What an entry holds beside names and words.
enum Piece {
    Phone(Phone),
    Email(Email),
}

fn add_entry(entry: &Entry<'_>, knowledge: Knowledge<'_>, from: usize, contacts: &mut Vec<Contact>) {
    let text = &entry.flat.text[entry.start..entry.end];
    let mut pieces = pieces(text, knowledge);
    pieces.sort_by_key(|(start, _, _)| *start);
    // What stands before the first number or address is the name; what stands
    // elsewhere says more about the person.
    let mut rest = String::new();
    let mut at = 0;
    for (start, end, _) in &pieces {
        rest.push_str(text.get(at..*start).unwrap_or(""));
        rest.push('\u{1}');
        at = *end;
    }
    rest.push_str(text.get(at..).unwrap_or(""));
    let first_stretch = rest.split('\u{1}').next().unwrap_or("");
    let is_edge =
        |c: char| c.is_whitespace() || matches!(c, ',' | ':' | '(' | ')' | '–' | '—' | '-' | '/' | '|' | '•' | '\u{1}');
    let name_end = first_stretch
        .char_indices()
        .find(|&(at, c)| {
            matches!(c, ',' | '(' | ':' | '|')
                || (matches!(c, '–' | '—' | '-') && first_stretch[..at].ends_with(char::is_whitespace))
        })
        .map_or(first_stretch.len(), |(at, _)| at);
    let name = first_stretch[..name_end].trim_matches(is_edge);
    let name_start = text.find(name).unwrap_or(0);
    let more = rest[name_end..].replace('\u{1}', " ");
    let more = more.trim_matches(is_edge);
    let more_clean = without_empty_marks(&more.split_whitespace().collect::<Vec<_>>().join(" "));
    let span_in = |start: usize, end: usize| entry.flat.span(entry.start + start, entry.start + end);
    let start = text.len() - text.trim_start().len();
    let whole = span_in(start, start + text.trim().len());

    let is_name = name.chars().any(char::is_alphabetic) && name.chars().count() <= 80;
    let open = contacts.len() > from;
    let unanswered =
        open && contacts.last().is_some_and(|contact| contact.phones.is_empty() && contact.emails.is_empty());
    if is_name && unanswered && pieces.is_empty() {
        // A second line of words below a name: role or office.
        if let Some(contact) = contacts.last_mut() {
            let line = text.trim();
            contact.organisation = Some(match contact.organisation.take() {
                Some(before) => Spanned::new(format!("{}, {line}", before.value), before.span.join(whole)),
                None => Spanned::new(line.to_owned(), whole),
            });
            contact.span = contact.span.join(whole);
        }
        return;
    }
    if is_name {
        let person = Spanned::new(Person::read(name), span_in(name_start, name_start + name.len()));
        let more_start = text.find(more).unwrap_or(0);
        let organisation = (!more_clean.is_empty())
            .then(|| Spanned::new(more_clean, span_in(more_start, (more_start + more.len()).min(text.len()))));
        let uri = entry.page_link.map(str::to_owned);
        contacts.push(Contact { person, uri, organisation, phones: Vec::new(), emails: Vec::new(), span: whole });
    } else if !open || pieces.is_empty() {
        return;
    }
    let Some(contact) = contacts.last_mut() else { return };
    contact.span = contact.span.join(whole);
    for (address, span) in &entry.mail_links {
        let shown =
            pieces.iter().any(|(_, _, piece)| matches!(piece, Piece::Email(email) if email.address == *address));
        if !shown {
            contact.emails.push(Spanned::new(Email { label: None, address: address.clone() }, *span));
        }
    }
    for (start, end, piece) in pieces {
        let span = span_in(start, end);
        match piece {
            Piece::Phone(phone) => contact.phones.push(Spanned::new(phone, span)),
            Piece::Email(email) => contact.emails.push(Spanned::new(email, span)),
        }
    }
}

/// What is left of a role when numbers and addresses are taken out of it: no
/// brackets around nothing, no commas side by side or at the ends.
fn without_empty_marks(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(' ').filter(|word| !matches!(*word, "()" | "(" | ")" | ",")) {
        let is_mark = |word: &str| matches!(word, "–" | "—" | "-" | "|" | "/");
        if is_mark(word) && words.last().is_none_or(|last| is_mark(last)) {
            continue;
        }
        words.push(word);
    }
    let joined = words.join(" ").replace(", ,", ",");
    joined.trim_matches([' ', ',', ';', ':', '–', '—', '-', '/', '|']).to_owned()
}

/// Numbers and addresses in `text`, each with the word before it.
fn pieces(text: &str, knowledge: Knowledge<'_>) -> Vec<(usize, usize, Piece)> {
    let mut found = Vec::new();
    let words = &knowledge.language.contact;
    for (at, _) in text.match_indices('@') {
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '\'');
        let start = text[..at]
            .rfind(|c| !allowed(c))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let end = text[at + 1..].find(|c| !allowed(c)).map_or(text.len(), |after| at + 1 + after);
        let address = text[start..end].trim_end_matches(['.', '-']);
        if start < at && address[at - start + 1..].contains('.') {
            let (from, label) = label_before(text, start, words.email.iter());
            let end = start + address.len();
            found.push((from, end, Piece::Email(Email { label, address: address.to_owned() })));
        }
    }
    let addresses: Vec<(usize, usize)> = found.iter().map(|(start, end, _)| (*start, *end)).collect();
    for (start, end) in phone_numbers(text) {
        if addresses.iter().any(|&(from, to)| start < to && from < end) {
            continue;
        }
        let written = text[start..end].trim();
        let (from, label) = label_before(text, start, words.phone.iter().chain(&words.mobile));
        found.push((from, end, Piece::Phone(Phone { label, written: written.to_owned(), number: dialled(written) })));
    }
    found
}

/// Runs of at least seven digits with the marks that stand in numbers.
fn phone_numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c == '+' || c.is_ascii_digit()) {
        let start = at + offset;
        let length = text[start..]
            .find(|c: char| {
                !(c.is_ascii_digit()
                    || matches!(c, '+' | ' ' | '\u{a0}' | '\u{202f}' | '-' | '.' | '/' | '(' | ')' | '‑'))
            })
            .unwrap_or(text.len() - start);
        let run = &text[start..start + length];
        let last_digit = run.rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1);
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        // A second `+` begins another number.
        let end = run[1..]
            .find('+')
            .map_or(last_digit, |second| run[..=second].rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1));
        if (7..=20).contains(&digits) || run[1..].contains('+') {
            if run[..end].bytes().filter(u8::is_ascii_digit).count() >= 7 {
                found.push((start, start + end));
            }
            at = start + end.max(1);
        } else {
            at = start + length.max(1);
        }
    }
    found
}

/// The number as dialled: `+` and digits, the `0` in brackets left out.
pub fn dialled(written: &str) -> String {
    let international = written.trim_start().starts_with('+');
    let written = if international { written.replace("(0)", "") } else { written.to_owned() };
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    match (international, digits.strip_prefix("00")) {
        (true, _) => format!("+{digits}"),
        // 00 is how most of Europe dials out; 00 800 is a free international number.
        (false, Some(rest)) => format!("+{rest}"),
        (false, None) => digits,
    }
}

/// The word of the list that stands right before `start`, with where it begins.
fn label_before<'w>(text: &str, start: usize, words: impl Iterator<Item = &'w String>) -> (usize, Option<String>) {
    let before = text[..start].trim_end_matches([' ', ':', '(', '\u{a0}']);
    words
        .filter(|word| {
            let Some(from) = before.len().checked_sub(word.len()) else { return false };
            before.is_char_boundary(from)
                && before[from..].to_lowercase() == word.to_lowercase()
                && !before[..from].ends_with(char::is_alphanumeric)
        })
        .max_by_key(|word| word.len())
        .map_or((start, None), |word| {
            let from = before.len() - word.len();
            (from, Some(before[from..].to_owned()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled_with_their_country() {
        assert_eq!(dialled("+ 32 2 296 34 44"), "+3222963444");
        assert_eq!(dialled("+44 (0)20 7946 0018"), "+442079460018");
        assert_eq!(dialled("00 800 67 89 10 11"), "+80067891011");
        assert_eq!(dialled("020 7946 0018"), "02079460018");
    }

    #[test]
    fn numbers_are_found_between_words() {
        let numbers =
            |text: &'static str| phone_numbers(text).into_iter().map(move |(a, b)| &text[a..b]).collect::<Vec<_>>();
        assert_eq!(numbers("Hohmann +32 2 299 11 96, room 12"), ["+32 2 299 11 96"]);
        assert_eq!(numbers("A (+32 2 296 74 56) or +32 2 296 74 57"), ["+32 2 296 74 56", "+32 2 296 74 57"]);
        assert!(numbers("in 2018 and 2019").is_empty());
    }
}
