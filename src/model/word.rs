//! Words of running text, looked at once for all who ask.

use std::sync::LazyLock;

use super::letter::{is_alphanumeric, small};

/// A run of letters and digits. Apostrophes and hyphens divide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Stands for the letters without their case: equal for equal words.
    pub hash: u64,
    /// What the characters are.
    pub shape: Shape,
}

/// What the characters of a [`Word`] are, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape(u8);

impl Shape {
    const DIGIT: u8 = 1;
    const LOWER: u8 = 2;
    const UPPER: u8 = 4;
    const LATIN: u8 = 8;
    const GREEK: u8 = 16;
    const CYRILLIC: u8 = 32;
    const OTHER_LETTER: u8 = 64;
    const STARTS_UPPER: u8 = 128;

    /// Nothing but digits.
    pub fn is_number(self) -> bool {
        self.0 == Self::DIGIT
    }

    /// At least one digit.
    pub fn has_digit(self) -> bool {
        self.0 & Self::DIGIT != 0
    }

    /// Letters and no digit.
    pub fn is_letters(self) -> bool {
        self.0 & Self::DIGIT == 0
    }

    /// A capital at the beginning.
    pub fn is_capitalised(self) -> bool {
        self.0 & Self::STARTS_UPPER != 0
    }

    /// Capitals and no small letter; one capital alone counts.
    pub fn is_capitals(self) -> bool {
        self.0 & Self::UPPER != 0 && self.0 & Self::LOWER == 0
    }

    /// At least one small letter.
    pub fn has_small(self) -> bool {
        self.0 & Self::LOWER != 0
    }

    /// Letters of other alphabets than Latin.
    pub fn is_foreign_to_latin(self) -> bool {
        self.0 & (Self::GREEK | Self::CYRILLIC | Self::OTHER_LETTER) != 0
    }

    /// The alphabet of the letters; `None` where there are several or none.
    pub fn script(self) -> Option<Script> {
        match self.0 & (Self::LATIN | Self::GREEK | Self::CYRILLIC | Self::OTHER_LETTER) {
            Self::LATIN => Some(Script::Latin),
            Self::GREEK => Some(Script::Greek),
            Self::CYRILLIC => Some(Script::Cyrillic),
            _ => None,
        }
    }

    /// Letters of more than one alphabet among Latin, Greek and Cyrillic.
    pub fn mixes_scripts(self) -> bool {
        (self.0 & (Self::LATIN | Self::GREEK | Self::CYRILLIC)).count_ones() > 1
    }

    fn of(character: char) -> u8 {
        match character {
            '0'..='9' => Self::DIGIT,
            'a'..='z' => Self::LOWER | Self::LATIN,
            'A'..='Z' => Self::UPPER | Self::LATIN,
            // Signs that belong to several alphabets.
            'ª' | 'º' | 'µ' => Self::LOWER,
            '\u{300}'..='\u{36f}' => 0,
            _ if character.is_numeric() => Self::DIGIT,
            _ => {
                let case = if character.is_uppercase() {
                    Self::UPPER
                } else if character.is_lowercase() {
                    Self::LOWER
                } else {
                    0
                };
                case | match character {
                    '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::LATIN,
                    '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::GREEK,
                    '\u{400}'..='\u{52f}' => Self::CYRILLIC,
                    _ => Self::OTHER_LETTER,
                }
            }
        }
    }
}

/// The alphabets of the languages that notices are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Of most of them.
    Latin,
    /// Of Greek.
    Greek,
    /// Of Bulgarian.
    Cyrillic,
}

impl Script {
    /// The alphabet of a letter; `None` for other characters.
    pub fn of(letter: char) -> Option<Self> {
        Shape(Shape::of(letter)).script()
    }

    /// In English.
    pub fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Greek => "Greek",
            Self::Cyrillic => "Cyrillic",
        }
    }
}

/// The words of `text`, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    each_word(text, |word| words.push(word));
    words
}

fn each_word(text: &str, mut found: impl FnMut(Word)) {
    let usual: &[Letter] = &USUAL;
    let mut open: Option<Word> = None;
    for (at, character) in text.char_indices() {
        let letter = usual.get(character as usize).copied().unwrap_or_else(|| Letter::new(character));
        if letter.is_part {
            let word = open.get_or_insert_with(|| {
                let starts = if letter.shape & Shape::UPPER == 0 { 0 } else { Shape::STARTS_UPPER };
                Word { start: at, end: at, hash: SEED, shape: Shape(starts) }
            });
            word.end = at + character.len_utf8();
            word.shape.0 |= letter.shape;
            word.hash = added(word.hash, letter.small);
        } else if let Some(word) = open.take() {
            found(word);
        }
    }
    open.into_iter().for_each(found);
}

/// The [`Word::hash`] of the first word of `text`.
pub fn first_hash(text: &str) -> Option<u64> {
    let start = text.find(is_part)?;
    let rest = &text[start..];
    let end = rest.find(|character| !is_part(character)).unwrap_or(rest.len());
    Some(hash(&rest[..end]))
}

/// What a character is as a part of a word.
#[derive(Clone, Copy)]
struct Letter {
    is_part: bool,
    shape: u8,
    /// As it counts in a hash.
    small: char,
}

/// The letters of the languages of Europe, by their code points: every check
/// asks about every character of a text, and the tables of Unicode are slow.
static USUAL: LazyLock<Vec<Letter>> = LazyLock::new(|| ('\0'..'\u{530}').map(Letter::new).collect());

impl Letter {
    fn new(character: char) -> Self {
        let is_part = is_part(character);
        // The last letter of a Greek word has a form of its own.
        let small = if character == 'ς' { 'σ' } else { small(character) };
        Self { is_part, shape: if is_part { Shape::of(character) } else { 0 }, small }
    }
}

/// The [`Word::hash`] of a word, for tables of words.
pub fn hash(word: &str) -> u64 {
    word.chars().fold(SEED, |hash, character| added(hash, Letter::new(character).small))
}

/// Stands for the words of `text` in their order, whatever lies between them:
/// equal for equal phrases.
pub fn phrase(text: &str) -> u64 {
    let mut phrase = NO_WORDS;
    each_word(text, |word| phrase = joined(phrase, word.hash));
    phrase
}

/// The [`phrase`] `before` with one more word, given by its hash; of a first
/// word with [`NO_WORDS`].
pub fn joined(before: u64, word: u64) -> u64 {
    (before.rotate_left(7) ^ word).wrapping_mul(0x0100_0000_01b3)
}

/// The [`phrase`] of no words at all.
pub const NO_WORDS: u64 = SEED;

fn is_part(character: char) -> bool {
    is_alphanumeric(character) || ('\u{300}'..='\u{36f}').contains(&character)
}

// FNV-1a (Fowler, Noll, Vo) over the small letters: short words, no keys to keep.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn added(hash: u64, small: char) -> u64 {
    (hash ^ u64::from(u32::from(small))).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let text = "L'été 2026: ΒΡΥΞΕΛΛΕΣ, Брюксел-Sofiя";
        let words = words(text);
        let texts: Vec<&str> = words.iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(texts, ["L", "été", "2026", "ΒΡΥΞΕΛΛΕΣ", "Брюксел", "Sofiя"]);
        assert!(words[2].shape.is_number());
        assert!(words[3].shape.is_capitals());
        assert!(words[4].shape.is_capitalised() && !words[4].shape.mixes_scripts());
        assert!(words[5].shape.mixes_scripts());
        assert_eq!(words[3].hash, hash("βρυξελλες"));
        assert_eq!(words[1].hash, hash("Été"));
    }
}
