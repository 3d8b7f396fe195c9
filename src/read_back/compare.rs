//! What a form says, held against the sheet that it was made from.

use super::difference::{Difference, first_difference};
use super::forms::READERS;
use super::reading::{Claims, Entry, Reading, Says, Spoken};
use super::record::record_words;
use super::{Unreadable, normalised};
use crate::model::sheet::{Sheet, SheetBlock, SheetSection};

/// Digits of the content hash that every form shows, at least.
const SHOWN_DIGITS: usize = 16;

/// Why a form is not what its sheet says. One sentence, for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Nobody knows what it says.
    #[error("the {form} cannot be read back: {reason}")]
    Unreadable {
        /// The form.
        form: String,
        /// Why not.
        reason: Unreadable,
    },
    /// It says other words.
    #[error("the {form}{} says other words {}", in_part(part), difference.told("the sheet", &format!("the {form}")))]
    Words {
        /// The form.
        form: String,
        /// The part of it, where it has several.
        part: Option<&'static str>,
        /// The first words that differ.
        difference: Difference,
    },
    /// It says something else of itself.
    #[error("the {form} says that its {what} is `{}`, the sheet that it is `{expected}`", found.escape_debug())]
    Claim {
        /// The form.
        form: String,
        /// What it says: `language`, `content hash`…
        what: &'static str,
        /// What it should say.
        expected: String,
        /// What it says; empty for nothing.
        found: String,
    },
    /// It is not put together as it should be.
    #[error("the {form} {fault}")]
    Fault {
        /// The form.
        form: String,
        /// The rest of the sentence.
        fault: String,
    },
}

fn in_part(part: &Option<&'static str>) -> String {
    part.map(|part| format!(" ({part})")).unwrap_or_default()
}

/// The names of the forms that can be read back.
pub fn forms() -> impl Iterator<Item = &'static str> {
    READERS.iter().map(|(name, _)| *name)
}

/// Reads a finished form, and compares it with its sheet: word for word, and
/// what it says of itself.
///
/// # Errors
/// [`Mismatch`] with the first difference, or why the form cannot be read.
pub fn compare(form: &str, bytes: &[u8], sheet: &Sheet) -> Result<(), Mismatch> {
    let unreadable = |reason| Mismatch::Unreadable { form: form.to_owned(), reason };
    let Some((_, read)) = READERS.iter().find(|(name, _)| *name == form) else {
        return Err(unreadable(Unreadable::new("there is no reader for it")));
    };
    let reading = read(bytes).map_err(unreadable)?;
    let comparison = Comparison { form, sheet };
    comparison.words(&reading)?;
    reading.claims.iter().try_for_each(|claims| comparison.claims(claims))?;
    comparison.has_fixity(&reading)?;
    reading.entries.as_ref().map_or(Ok(()), |entries| comparison.entries(entries))?;
    match reading.fault {
        Some(fault) => Err(comparison.fault(fault)),
        None => Ok(()),
    }
}

struct Comparison<'c> {
    form: &'c str,
    sheet: &'c Sheet,
}

impl Comparison<'_> {
    fn fault(&self, fault: impl Into<String>) -> Mismatch {
        Mismatch::Fault { form: self.form.to_owned(), fault: fault.into() }
    }

    fn words(&self, reading: &Reading) -> Result<(), Mismatch> {
        let Some(first) = reading.texts.first() else { return Err(self.fault("says nothing")) };
        let whole = self.sheet.reading_text();
        for text in std::iter::once(first).chain(&reading.texts[1..]) {
            let difference = match text.says {
                Says::All => self.difference(text, &whole),
                Says::AllButNotes => self.difference(text, &without_notes(self.sheet).reading_text()),
                Says::Notes => self.difference(text, &only_notes(self.sheet).reading_text()),
                Says::AllButHeadlineWithMarks => self.with_marks(text),
                Says::Draft => first_difference(&text.words, &self.draft()),
                Says::DraftAndEmbargo => {
                    let embargo = self.sheet.embargo.as_deref().unwrap_or("");
                    first_difference(&text.words, &format!("{} {embargo}", self.draft()))
                }
                Says::Closing => first_difference(&text.words, &self.closing(&text.words)),
                Says::Fixity => first_difference(&text.words, &self.fixity()),
            };
            if let Some(difference) = difference {
                return Err(Mismatch::Words { form: self.form.to_owned(), part: text.part, difference });
            }
        }
        Ok(())
    }

    /// Where the words of a part are not those of the sheet. A document that
    /// must be XML has U+FFFD for characters that XML does not know.
    fn difference(&self, text: &Spoken, expected: &str) -> Option<Difference> {
        let difference = first_difference(&text.words, expected)?;
        let sheet = match text.says {
            Says::AllButNotes => without_notes(self.sheet),
            Says::Notes => only_notes(self.sheet),
            _ => self.sheet.clone(),
        };
        match visible_words(&sheet) {
            Some(visible) if visible == text.words => None,
            _ => Some(difference),
        }
    }

    /// A body of plain text has the numbers and marks of lists, which are no
    /// words of the sheet.
    fn with_marks(&self, text: &Spoken) -> Option<Difference> {
        let mut sheet = self.sheet.clone();
        sheet.headline.clear();
        let own = normalised(&format!("{} {}", self.draft(), sheet.reading_text()));
        let difference = without_marks(&text.words, &own)?;
        let visible = visible_words(&sheet).map(|words| normalised(&format!("{} {words}", self.draft())));
        match visible {
            Some(visible) if without_marks(&text.words, &visible).is_none() => None,
            _ => Some(difference),
        }
    }

    fn draft(&self) -> String {
        let label = self.sheet.labels.get("draft").filter(|_| self.sheet.draft);
        normalised(label.map_or("", String::as_str))
    }

    /// The lines that close a text form; whether there is a list of links is left
    /// to it.
    fn closing(&self, found: &str) -> String {
        let label = |key: &str| self.sheet.labels.get(key).map_or("", String::as_str);
        let links = normalised(label("links"));
        let lists = found.starts_with(&links) && !links.is_empty();
        normalised(&format!(
            "{} {}: {} {}",
            if lists { links.as_str() } else { "" },
            label("reference"),
            self.sheet.reference,
            self.fixity()
        ))
    }

    /// Hash and name of the edition, as they stand behind the words.
    fn fixity(&self) -> String {
        let label = self.sheet.labels.get("content_hash").map_or("", String::as_str);
        let Sheet { content_hash, identifier, language, edition, .. } = self.sheet;
        normalised(&format!("{label}: SHA-256 {content_hash} {identifier}?=language={language}&edition={edition}"))
    }

    /// Whether the file alone says which edition in which language of which
    /// notice it is, and what its words can be held against: for programs, and the
    /// last also for whoever looks at it.
    fn has_fixity(&self, reading: &Reading) -> Result<(), Mismatch> {
        let claims = reading.claimed();
        let said = [
            ("identifier", claims.identifier.is_some()),
            ("language", claims.language.is_some()),
            ("edition", claims.edition.is_some()),
            ("content hash", claims.content_hash.is_some()),
        ];
        if let Some((what, _)) = said.iter().find(|(_, is_said)| !is_said) {
            return Err(self.fault(format!("does not say its {what}")));
        }
        let shown: String = reading.around.split_whitespace().collect();
        let beginning = self.sheet.content_hash.get(..SHOWN_DIGITS).unwrap_or(&self.sheet.content_hash);
        if !shown.contains(beginning) {
            return Err(self.fault("shows its content hash nowhere"));
        }
        Ok(())
    }

    fn claims(&self, claims: &Claims) -> Result<(), Mismatch> {
        let sheet = self.sheet;
        let edition = (claims.edition.map(|edition| edition.to_string()), sheet.edition.to_string());
        let pairs = [
            ("identifier", claims.identifier.as_deref(), sheet.identifier.as_str()),
            ("reference", claims.reference.as_deref(), sheet.reference.as_str()),
            ("language", claims.language.as_deref(), sheet.language.as_str()),
            ("edition", edition.0.as_deref(), edition.1.as_str()),
            ("content hash", claims.content_hash.as_deref(), sheet.content_hash.as_str()),
        ];
        for (what, found, expected) in pairs {
            if let Some(found) = found
                && found != expected
            {
                return Err(Mismatch::Claim {
                    form: self.form.to_owned(),
                    what,
                    expected: expected.to_owned(),
                    found: found.to_owned(),
                });
            }
        }
        Ok(())
    }

    /// Each sitting is an entry, with its name, place and time.
    fn entries(&self, entries: &[Entry]) -> Result<(), Mismatch> {
        let sittings: Vec<_> =
            self.sheet.events.iter().flat_map(|event| event.sittings.iter().map(move |one| (event, one))).collect();
        if sittings.len() != entries.len() {
            let fault = format!("has {} calendar entries, the sheet {} sittings", entries.len(), sittings.len());
            return Err(self.fault(fault));
        }
        for ((event, sitting), entry) in sittings.into_iter().zip(entries) {
            let place = event.place.as_deref().unwrap_or("");
            for (part, found, expected) in [("title", &entry.title, &*event.title), ("place", &entry.place, place)] {
                let expected = in_one_line(expected);
                if let Some(difference) = first_difference(found, &expected) {
                    return Err(Mismatch::Words { form: self.form.to_owned(), part: Some(part), difference });
                }
            }
            let same = |found: Option<jiff::Timestamp>, stated: Option<&str>| match (found, stated) {
                (Some(found), Some(stated)) => stated.parse().is_ok_and(|stated: jiff::Timestamp| stated == found),
                (found, stated) => found.is_none() == stated.is_none(),
            };
            if !same(Some(entry.starts), Some(&sitting.starts)) || !same(entry.ends, sitting.ends.as_deref()) {
                return Err(self.fault(format!("has another time for `{}`", event.title.escape_debug())));
            }
        }
        Ok(())
    }
}

/// The text without control characters, as calendars must have it.
fn in_one_line(text: &str) -> String {
    normalised(&text.replace(char::is_control, " "))
}

/// The sheet with its footnotes taken out.
fn without_notes(sheet: &Sheet) -> Sheet {
    let is_notes = |block: &SheetBlock| matches!(block, SheetBlock::Notes { .. });
    let mut sheet = sheet.clone();
    sheet.sections.iter_mut().for_each(|section| section.blocks.retain(|block| !is_notes(block)));
    sheet
}

/// The footnotes of a sheet, and nothing else.
fn only_notes(sheet: &Sheet) -> Sheet {
    let notes = |section: &SheetSection| {
        let blocks = section.blocks.iter().filter(|block| matches!(block, SheetBlock::Notes { .. })).cloned();
        SheetSection { label: None, blocks: blocks.collect(), ..section.clone() }
    };
    Sheet {
        masthead: String::new(),
        reference: String::new(),
        place_date: None,
        embargo: None,
        withdrawal: None,
        corrections: Vec::new(),
        headline: Vec::new(),
        sections: sheet.sections.iter().map(notes).collect(),
        end_mark: None,
        ..sheet.clone()
    }
}

/// The words of a sheet as an XML document may say them.
fn visible_words(sheet: &Sheet) -> Option<String> {
    let visible = |text: &str| text.chars().map(visible).collect();
    record_words(&serde_json::to_value(sheet).ok()?, &visible).ok()
}

/// U+FFFD for what XML 1.0 does not allow (section 2.2).
fn visible(character: char) -> char {
    match u32::from(character) {
        0x9 | 0xa | 0xd | 0x20..=0xd7ff | 0xe000..=0xfffd | 0x1_0000..=0x10_ffff => character,
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// The first difference between a plain body and the words that it should have,
/// where the numbers and marks of lists do not count.
fn without_marks(found: &str, expected: &str) -> Option<Difference> {
    let is_mark = |word: &str| {
        let number = word.trim_start_matches('(').trim_end_matches([')', '.']);
        matches!(word, "-" | "*")
            || (!number.is_empty() && number.len() < word.len() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut wanted = expected.split(' ').filter(|word| !word.is_empty()).peekable();
    let mut bare = String::with_capacity(found.len());
    for word in found.split(' ') {
        if wanted.peek() == Some(&word) {
            wanted.next();
        } else if is_mark(word) {
            continue;
        }
        bare.push_str(word);
        bare.push(' ');
    }
    first_difference(&normalised(&bare), expected)
}
