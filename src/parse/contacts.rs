//! The contacts section: names, roles, telephone numbers, mail addresses, in
//! lines, lists, rows of a table or separated by `;`.

use super::Knowledge;
use super::body::without_start;
use crate::mention::{dialled, phones};
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

/// The contacts in a line such as `(For more information: Anna BERG – Tel.: …;
/// …)`, which closes an item.
pub fn in_line(source: &SourceFile, knowledge: Knowledge<'_>, block: &Block) -> Vec<Contact> {
    let mut contacts = Vec::new();
    let BlockKind::Paragraph(content) = &block.kind else { return contacts };
    let flat = Flat::new(source, content);
    let Some(colon) = flat.text.find(':').filter(|&colon| colon < 100) else { return contacts };
    let label = flat.text[..colon].trim_start_matches(['(', ' ']);
    if matches!(knowledge.section_key(label), Some("information" | "contacts"))
        && let Some(rest) = without_start(content, colon + 1)
    {
        read_run(source, knowledge, &rest, &mut contacts);
    }
    contacts
}

fn read_block(source: &SourceFile, knowledge: Knowledge<'_>, block: &Block, contacts: &mut Vec<Contact>) {
    match &block.kind {
        BlockKind::Paragraph(content) => read_run(source, knowledge, content, contacts),
        BlockKind::List { items, .. } => {
            items.iter().flatten().for_each(|block| read_block(source, knowledge, block, contacts));
        }
        BlockKind::Quote(blocks) => blocks.iter().for_each(|block| read_block(source, knowledge, block, contacts)),
        // A table without a head of its own has the first contact there.
        BlockKind::Table(table) => {
            for row in std::iter::once(&table.header).chain(&table.rows) {
                read_run(source, knowledge, &joined(row), contacts);
            }
        }
        _ => {}
    }
}

/// The contacts in one paragraph or row.
fn read_run(source: &SourceFile, knowledge: Knowledge<'_>, content: &[Inline], contacts: &mut Vec<Contact>) {
    let entries = Entries::new(source, content);
    let mut found = Vec::new();
    for entry in entries.iter() {
        entry.read(knowledge, &mut found);
    }
    contacts.extend(found.into_iter().filter(is_answered));
}

/// The cells of a row as one line, with commas that the file does not have.
fn joined(row: &[Vec<Inline>]) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    for cell in row.iter().filter(|cell| !cell.is_empty()) {
        if let Some(last) = line.last() {
            line.push(Inline { kind: InlineKind::Text(", ".to_owned()), span: Span::at(last.span.end) });
        }
        line.extend_from_slice(cell);
    }
    line
}

fn is_answered(contact: &Contact) -> bool {
    !contact.phones.is_empty() || !contact.emails.is_empty()
}

/// A paragraph cut into lines and at `;`, with the links that stand in it.
struct Entries {
    flat: Flat,
    cuts: Vec<(usize, usize)>,
    mail_links: Vec<(String, Span)>,
    page_links: Vec<(String, Span)>,
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
            Entry { flat: &self.flat, text: &self.flat.text[start..end], start, mail_links, page_link }
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

/// One line of a contact.
struct Entry<'f> {
    flat: &'f Flat,
    text: &'f str,
    /// Where it begins in the flat text.
    start: usize,
    mail_links: Vec<&'f (String, Span)>,
    page_link: Option<&'f str>,
}

impl Entry<'_> {
    /// Adds the contact that begins here, or what this line says of the last
    /// one in `contacts`.
    fn read(&self, knowledge: Knowledge<'_>, contacts: &mut Vec<Contact>) {
        let pieces = pieces(self.text, knowledge);
        let words = EntryWords::new(self.text, &pieces);
        match contacts.last_mut() {
            Some(last) if words.is_name() && pieces.is_empty() && !is_answered(last) => {
                return self.add_line(last);
            }
            None if !words.is_name() => return,
            _ if words.is_name() => contacts.push(self.contact(&words)),
            _ if pieces.is_empty() => return,
            _ => {}
        }
        if let Some(contact) = contacts.last_mut() {
            contact.span = contact.span.join(self.whole());
            self.add_answers(contact, pieces);
        }
    }

    /// A second line of words below a name: role or office.
    fn add_line(&self, contact: &mut Contact) {
        let (line, whole) = (self.text.trim(), self.whole());
        contact.organisation = Some(match contact.organisation.take() {
            Some(before) => Spanned::new(format!("{}, {line}", before.value), before.span.join(whole)),
            None => Spanned::new(line.to_owned(), whole),
        });
        contact.span = contact.span.join(whole);
    }

    /// A contact with the name that opens this line and what is said of it.
    fn contact(&self, words: &EntryWords) -> Contact {
        let name_start = self.text.find(&words.name).unwrap_or(0);
        let more = words.more.as_str();
        let more_start = self.text.find(more).unwrap_or(0);
        let more_end = (more_start + more.len()).min(self.text.len());
        let role = without_empty_marks(&more.split_whitespace().collect::<Vec<_>>().join(" "));
        Contact {
            person: Spanned::new(
                Person::read(&words.name),
                self.span(name_start, (name_start + words.name.len()).min(self.text.len())),
            ),
            uri: self.page_link.map(str::to_owned),
            organisation: (!role.is_empty()).then(|| Spanned::new(role, self.span(more_start, more_end))),
            phones: Vec::new(),
            emails: Vec::new(),
            span: self.whole(),
        }
    }

    fn add_answers(&self, contact: &mut Contact, pieces: Vec<Piece>) {
        for (address, span) in &self.mail_links {
            let is_shown = |piece: &Piece| matches!(&piece.answer, Answer::Email(email) if email.address == *address);
            if !pieces.iter().any(is_shown) {
                contact.emails.push(Spanned::new(Email { label: None, address: address.clone() }, *span));
            }
        }
        for piece in pieces {
            let span = self.span(piece.start, piece.end);
            match piece.answer {
                Answer::Phone(phone) => contact.phones.push(Spanned::new(phone, span)),
                Answer::Email(email) => contact.emails.push(Spanned::new(email, span)),
            }
        }
    }

    /// The place of the bytes `start..end` of this line.
    fn span(&self, start: usize, end: usize) -> Span {
        self.flat.span(self.start + start, self.start + end)
    }

    /// The place of the line without white space at its ends.
    fn whole(&self) -> Span {
        let start = self.text.len() - self.text.trim_start().len();
        self.span(start, start + self.text.trim().len())
    }
}

/// What is left of a line without its numbers and addresses: what stands before
/// the first of them is the name, what stands elsewhere says more about it.
struct EntryWords {
    name: String,
    more: String,
}

impl EntryWords {
    fn new(text: &str, pieces: &[Piece]) -> Self {
        let mut rest = String::new();
        let mut at = 0;
        for piece in pieces {
            rest.push_str(text.get(at..piece.from).unwrap_or(""));
            rest.push(GAP);
            at = piece.end;
        }
        rest.push_str(text.get(at..).unwrap_or(""));
        let first_stretch = rest.split(GAP).next().unwrap_or("");
        let name_end = name_end(first_stretch);
        let more = rest[name_end..].replace(GAP, " ");
        Self {
            name: first_stretch[..name_end].trim_matches(is_edge).to_owned(),
            more: more.trim_matches(is_edge).to_owned(),
        }
    }

    fn is_name(&self) -> bool {
        self.name.chars().any(char::is_alphabetic) && self.name.chars().count() <= 80
    }
}

/// Stands for a number or an address that was taken out.
const GAP: char = '\u{1}';

fn is_edge(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, ',' | '،' | ':' | '(' | ')' | '–' | '—' | '-' | '/' | '|' | '•' | GAP)
}

/// Where the name ends that `text` begins with: at a comma, a bracket or a dash
/// behind a space.
fn name_end(text: &str) -> usize {
    let ends = |&(at, c): &(usize, char)| {
        matches!(c, ',' | '،' | '(' | ':' | '|')
            || (matches!(c, '–' | '—' | '-') && text[..at].ends_with(char::is_whitespace))
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

/// What is left of a role when numbers and addresses are taken out of it: no
/// brackets around nothing, no commas side by side or at the ends.
fn without_empty_marks(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(' ').filter(|word| !matches!(*word, "()" | "(" | ")" | "," | "،")) {
        let is_mark = |word: &str| matches!(word, "–" | "—" | "-" | "|" | "/");
        if is_mark(word) && words.last().is_none_or(|last| is_mark(last)) {
            continue;
        }
        words.push(word);
    }
    let joined = words.join(" ").replace(", ,", ",").replace("، ،", "،");
    joined.trim_matches([' ', ',', '،', ';', '؛', ':', '–', '—', '-', '/', '|']).to_owned()
}

/// A number or an address in a line. Offsets are bytes of the line.
struct Piece {
    /// Where its label begins, else the number or address itself.
    from: usize,
    /// Where the number or address begins.
    start: usize,
    /// One past its end.
    end: usize,
    answer: Answer,
}

/// What reaches somebody.
enum Answer {
    Phone(Phone),
    Email(Email),
}

/// Numbers and addresses in `text`, in order, each with the word before it.
fn pieces(text: &str, knowledge: Knowledge<'_>) -> Vec<Piece> {
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
            let email = Email { label, address: address.to_owned() };
            found.push(Piece { from, start, end: start + address.len(), answer: Answer::Email(email) });
        }
    }
    let addresses = found.len();
    for (start, end) in phones(text) {
        if found[..addresses].iter().any(|address| start < address.end && address.from < end) {
            continue;
        }
        let written = text[start..end].trim();
        let (from, label) = label_before(text, start, words.phone.iter().chain(&words.mobile));
        let phone = Phone { label, written: written.to_owned(), number: dialled(written) };
        found.push(Piece { from, start, end, answer: Answer::Phone(phone) });
    }
    found.sort_by_key(|piece| piece.from);
    found
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
