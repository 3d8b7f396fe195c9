//! Numbers in running text, with their values.
//!
//! A number is read from its first digit on: groups and decimals as the
//! language writes them, then what stands beside it: a scale word, a unit, a
//! month, the name of a thing.

mod beside;
mod digits;

use crate::model::flat::{Flat, MarkKind};
use crate::model::language::Language;
use crate::model::number::{Decimal, NumberKind, NumberMention, RangeEnd};
use crate::model::number_words::NumberWords;
use crate::model::word::Word;

/// Every number that `flat` has in digits, in order; those in words are not
/// read.
///
/// Values are exact and do not depend on the language: `1 234,5` in French and
/// `1,234.5` in English are equal, and so are `€3 million`, `3 Mio. Euro` and
/// `3 000 000 euros`. Whoever compares texts compares the values of all kinds
/// but [`NumberKind::Date`], [`NumberKind::Time`], [`NumberKind::Phone`] and
/// [`NumberKind::Code`], which have readers of their own; where a quantity ends
/// and a name begins is a matter of languages and only a hint.
pub fn numbers(flat: &Flat, language: &Language) -> Vec<NumberMention> {
    if !flat.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let text = flat.text.as_str();
    let has_addresses = ["://", "@", "www.", "_"].iter().any(|sign| text.contains(sign));
    let known = language.number_words();
    let mut reader = Reader { text, words: flat.words(), flat, language, known, has_addresses, found: Vec::new() };
    let mut at = 0;
    while at < reader.words.len() {
        at = if reader.words[at].shape.has_digit() { reader.cluster(at) } else { at + 1 };
    }
    reader.days_before_days();
    reader.ranges();
    reader.found
}

struct Reader<'t> {
    text: &'t str,
    words: &'t [Word],
    flat: &'t Flat,
    language: &'t Language,
    known: &'t NumberWords,
    /// Whether anything looks like an address of the web or of mail.
    has_addresses: bool,
    found: Vec<NumberMention>,
}

/// A word that has digits: `EUR`, `3`, `m` in `EUR3m`.
#[derive(Clone, Copy)]
struct Digits<'t> {
    before: &'t str,
    digits: &'t str,
    behind: &'t str,
    /// Where the digits begin.
    start: usize,
    /// One past the last digit.
    end: usize,
}

impl<'t> Reader<'t> {
    /// The digits of the word `at`; none where it has only other numerals (`m²`).
    fn digits(&self, at: usize) -> Option<Digits<'t>> {
        let word = self.words.get(at).filter(|word| word.shape.has_digit())?;
        let letters = self.text.get(word.start..word.end)?;
        let first = letters.bytes().position(|byte| byte.is_ascii_digit())?;
        let count = letters[first..].bytes().take_while(u8::is_ascii_digit).count();
        let (before, behind) = (&letters[..first], &letters[first + count..]);
        let start = word.start + first;
        Some(Digits { before, digits: &letters[first..first + count], behind, start, end: start + count })
    }

    /// What stands between the word `at` and the next one.
    fn gap(&self, at: usize) -> &'t str {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(word), Some(next)) => self.text.get(word.end..next.start).unwrap_or(""),
            _ => "",
        }
    }

    /// What stands before the word `at`, from the end of the word before it.
    fn gap_before(&self, at: usize) -> &'t str {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |word| word.end);
        self.words.get(at).and_then(|word| self.text.get(before..word.start)).unwrap_or("")
    }

    /// The days in front of the day of a date: `15-16 October`, `4, 5 and 6 May`.
    fn days_before_days(&mut self) {
        for at in (1..self.found.len()).rev() {
            let (first, last) = (&self.found[at - 1], &self.found[at]);
            let is_day = last.kind == NumberKind::Date && is_day(first) && first.digits.len() <= 2;
            let between = self.text.get(first.place.end..last.place.start).unwrap_or("");
            let words = between.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
            if is_day && words <= 1 && between.chars().count() <= 7 && !between.contains(['(', ')', ';', ':']) {
                self.found[at - 1].kind = NumberKind::Date;
            }
        }
    }

    /// The numbers that are joined by a dash.
    fn ranges(&mut self) {
        for at in 1..self.found.len() {
            let (first, last) = (&self.found[at - 1], &self.found[at]);
            let between = self.text.get(first.place.end..last.place.start).unwrap_or("");
            if first.range.is_some() || !is_dash(between) || !may_range(first) || !may_range(last) {
                continue;
            }
            // "2014-20"
            let years = first.kind == NumberKind::Year && last.digits.len() == 2 && last.unit.is_none();
            if first.number.is_below(last.number) || years {
                if years {
                    self.found[at].kind = NumberKind::Year;
                }
                self.found[at - 1].range = Some(RangeEnd::First);
                self.found[at].range = Some(RangeEnd::Last);
            }
        }
    }

    /// Whether the byte `at` stands in an address or in code.
    fn is_machine(&self, at: usize) -> bool {
        let in_code =
            |mark: &crate::model::flat::Mark| mark.kind == MarkKind::Code && (mark.start..mark.end).contains(&at);
        if self.flat.marks.iter().any(in_code) {
            return true;
        }
        if !self.has_addresses {
            return false;
        }
        let from =
            self.text[..at].rfind(char::is_whitespace).unwrap_or(0).max(floor(self.text, at.saturating_sub(LONGEST)));
        let until = self.text[at..].find(char::is_whitespace).map_or(self.text.len(), |length| at + length);
        let token = &self.text[from..floor(self.text, until.min(at + LONGEST))];
        token.contains("://") || token.contains(['@', '_']) || token.contains("www.")
    }
}

/// How far an address is followed from a number in it, in bytes.
const LONGEST: usize = 200;

/// The last character border up to `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn is_day(mention: &NumberMention) -> bool {
    let kind = matches!(mention.kind, NumberKind::Quantity | NumberKind::Ordinal | NumberKind::Label);
    let day = mention.number.whole().is_some_and(|number| (1..=31).contains(&number));
    kind && day && mention.unit.is_none() && mention.scale.is_none() && mention.group.is_none()
}

fn may_range(mention: &NumberMention) -> bool {
    matches!(mention.kind, NumberKind::Quantity | NumberKind::Year | NumberKind::Date | NumberKind::Label)
}

/// Whether `between` is a dash, alone or with a space on both sides.
fn is_dash(between: &str) -> bool {
    let mut characters = between.chars();
    let all = (characters.next(), characters.next(), characters.next(), characters.next());
    let dash = |sign: char| matches!(sign, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}');
    match all {
        (Some(sign), None, ..) => dash(sign),
        (Some(before), Some(sign), Some(after), None) => is_space(before) && dash(sign) && is_space(after),
        _ => false,
    }
}

/// A space that may stand in a number.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// A mention as far as its digits tell.
fn mention(number: Decimal, kind: NumberKind, start: usize, end: usize) -> NumberMention {
    NumberMention {
        value: number,
        number,
        kind,
        unit: None,
        range: None,
        digits: start..end,
        group: None,
        decimal: None,
        scale: None,
        place: start..end,
    }
}
