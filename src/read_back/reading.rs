//! What was read in a finished form: its words, part by part, and what it says of
//! itself.

use sha2::{Digest, Sha256};

/// A form, read.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Every part that says the words of the notice. The first one has all of
    /// them that the form has.
    pub texts: Vec<Spoken>,
    /// What the form says of itself, once for each place where it does.
    pub claims: Vec<Claims>,
    /// What a reader sees beside the words of the notice: letterhead, head and
    /// foot, closing lines.
    pub around: String,
    /// Where, in the words of a part that has no footnotes, paragraphs end: between
    /// two of them the footnotes belong.
    pub breaks: Vec<usize>,
    /// The entries for a calendar; `None` where the form has no room for any.
    pub entries: Option<Vec<Entry>>,
    /// What a form that is put together as it should be does not have: the first
    /// fault, as the rest of a sentence.
    pub fault: Option<String>,
}

/// The words of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The part, where a form has several: `text`, `page`.
    pub part: Option<&'static str>,
    /// One space between two words.
    pub words: String,
    /// Which words of the notice they are.
    pub says: Says,
}

/// Which words of a notice a part has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// All, in reading order.
    All,
    /// All but the footnotes, which stand elsewhere.
    AllButNotes,
    /// The footnotes.
    Notes,
    /// All but the headline, with numbers and marks of lists between them, and
    /// the word for a draft before them.
    AllButHeadlineWithMarks,
    /// That it is a draft, and nothing else.
    Draft,
    /// That it is a draft, and until when it must not be published.
    DraftAndEmbargo,
    /// What closes a text form: what the links are called, reference, hash, and
    /// the name of the edition.
    Closing,
    /// What closes a piece of HTML: hash, and the name of the edition.
    Fixity,
}

/// What a form says of itself.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Claims {
    /// What the release is called for ever: `urn:pressdoc:ec:AGENDA:18:5869`.
    pub identifier: Option<String>,
    /// As printed: `AGENDA/18/5869`.
    pub reference: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// From 1.
    pub edition: Option<usize>,
    /// SHA-256 of the words, 64 hexadecimal digits.
    pub content_hash: Option<String>,
}

/// A sitting of an event in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub title: String,
    /// Where; empty where that is not said.
    pub place: String,
    /// When it begins.
    pub starts: jiff::Timestamp,
    /// When it ends, if that is said.
    pub ends: Option<jiff::Timestamp>,
}

impl Reading {
    /// What the form says of itself, wherever it does; where it says two things,
    /// the first.
    pub fn claimed(&self) -> Claims {
        let mut all = Claims::default();
        for one in &self.claims {
            all = Claims {
                identifier: all.identifier.or_else(|| one.identifier.clone()),
                reference: all.reference.or_else(|| one.reference.clone()),
                language: all.language.or_else(|| one.language.clone()),
                edition: all.edition.or(one.edition),
                content_hash: all.content_hash.or_else(|| one.content_hash.clone()),
            };
        }
        all
    }
}

impl Claims {
    /// What the name of an edition says, with the hash that stands beside it:
    /// `urn:pressdoc:ec:AGENDA:18:5869?=language=en&edition=2`.
    pub(super) fn of_edition(name: &str, content_hash: Option<String>) -> Self {
        let mut claims = Self { content_hash, ..Self::default() };
        if let Some((identifier, rest)) = name.split_once("?=language=")
            && let Some((language, edition)) = rest.split_once("&edition=")
        {
            claims.identifier = Some(identifier.to_owned());
            claims.language = Some(language.to_owned());
            claims.edition = edition.parse().ok();
        }
        claims
    }

    /// What closing lines say: the one hash and the one name in them.
    pub(super) fn of_closing(words: &str) -> Self {
        let mut names = words.split_whitespace().filter(|word| word.contains("?=language="));
        let name = names.next().filter(|_| names.next().is_none()).unwrap_or_default();
        Self::of_edition(name, hash_in(words))
    }

    /// Whether nothing at all is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Spoken {
    pub(super) fn all(words: impl Into<String>) -> Self {
        Self { part: None, words: words.into(), says: Says::All }
    }

    pub(super) fn part(part: &'static str, words: impl Into<String>, says: Says) -> Self {
        Self { part: Some(part), words: words.into(), says }
    }
}

/// The identifier in the name of an item: `urn:…:en` without its language, and
/// for a draft without the hash that tells it apart.
#[cfg(feature = "forms")]
pub(super) fn identifier_of_item(item: &str, language: &str) -> String {
    let whole = item.strip_suffix(language).and_then(|item| item.strip_suffix(':')).unwrap_or(item);
    let draft = whole.rsplit_once(":draft:").filter(|(_, hash)| is_hash(hash));
    draft.map_or(whole, |(identifier, _)| identifier).to_owned()
}

/// The SHA-256 of a text, in hexadecimal digits.
pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text has the form of a SHA-256 in hexadecimal digits.
pub(super) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
}

/// The only hash among words.
pub(super) fn hash_in(words: &str) -> Option<String> {
    let mut found = words.split_whitespace().filter(|word| is_hash(word));
    found.next().filter(|_| found.next().is_none()).map(str::to_owned)
}
