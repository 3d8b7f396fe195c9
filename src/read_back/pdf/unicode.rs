//! From the codes in a content stream to characters: `ToUnicode` maps.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::MOST_CONTENT;

/// What a code without a character becomes.
pub const LOST: char = '\u{fffd}';

/// The characters of one font, by code.
#[derive(Default)]
pub struct CharacterMap {
    /// Bytes of a code.
    width: usize,
    /// Whether code 0 is the glyph for what is missing.
    zero_is_missing: bool,
    characters: BTreeMap<u32, String>,
}

impl CharacterMap {
    /// The map of a font dictionary; empty when the font has none.
    pub fn of_font(document: &Document, font: &Dictionary) -> Self {
        let is_composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|subtype| subtype == b"Type0");
        let stream = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
        let content = stream.and_then(|stream| stream.get_plain_content_with_limit(MOST_CONTENT)).unwrap_or_default();
        let mut map = Self::parse(&String::from_utf8_lossy(&content));
        map.zero_is_missing = is_composite;
        if map.width == 0 {
            map.width = if is_composite { 2 } else { 1 };
        }
        map
    }

    /// Reads the sections `codespacerange`, `bfchar` and `bfrange` of a map.
    fn parse(program: &str) -> Self {
        let mut map = Self::default();
        let mut section = String::new();
        let mut hexes: Vec<Hex> = Vec::new();
        let mut list: Option<Vec<Hex>> = None;
        for token in tokens(program) {
            match token {
                Token::Word(word) => {
                    if let Some(name) = word.strip_prefix("begin") {
                        name.clone_into(&mut section);
                    } else if word.starts_with("end") {
                        section.clear();
                    }
                    hexes.clear();
                }
                Token::Open => list = Some(Vec::new()),
                Token::Hex(hex) if list.is_some() => list.get_or_insert_with(Vec::new).push(hex),
                Token::Hex(hex) => {
                    hexes.push(hex);
                    map.take(&section, &mut hexes, None);
                }
                Token::Close => map.take(&section, &mut hexes, list.take()),
            }
        }
        map
    }

    /// Takes in an entry as soon as it is whole.
    fn take(&mut self, section: &str, hexes: &mut Vec<Hex>, list: Option<Vec<Hex>>) {
        match (section, hexes.as_slice(), list) {
            ("codespacerange", [low, _], _) => self.width = self.width.max(low.0.len()),
            ("bfchar", [code, text], _) => {
                self.characters.insert(code.number(), text.text());
            }
            ("bfrange", [low, high], Some(list)) => {
                self.characters.extend((low.number()..=high.number()).zip(list.iter().map(Hex::text)));
            }
            ("bfrange", [low, high, first], None) => {
                // Only the last byte of a code may run (ISO 32000-2, 9.10.3).
                let codes = low.number()..=high.number().min(low.number().saturating_add(0xFF));
                self.characters.extend(codes.enumerate().map(|(step, code)| (code, first.plus(step).text())));
            }
            _ => return,
        }
        hexes.clear();
    }

    /// The characters of each glyph of a shown string.
    pub fn decode(&self, shown: &[u8]) -> Vec<String> {
        let codes = shown
            .chunks(self.width.clamp(1, 4))
            .map(|bytes| bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)));
        let characters = codes.map(|code| match self.characters.get(&code) {
            Some(characters) if !(code == 0 && self.zero_is_missing) => characters.clone(),
            _ => LOST.to_string(),
        });
        characters.collect()
    }
}

/// `<0041>`, as bytes.
struct Hex(Vec<u8>);

impl Hex {
    fn number(&self) -> u32 {
        self.0.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
    }

    /// The bytes as UTF-16, big end first.
    fn text(&self) -> String {
        let units: Vec<u16> =
            self.0.chunks(2).map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte))).collect();
        String::from_utf16_lossy(&units)
    }

    /// The value `step` further on: only the last byte counts up.
    fn plus(&self, step: usize) -> Self {
        let mut bytes = self.0.clone();
        if let Some(last) = bytes.last_mut() {
            *last = last.wrapping_add(u8::try_from(step).unwrap_or(0));
        }
        Self(bytes)
    }
}

enum Token<'a> {
    Word(&'a str),
    Hex(Hex),
    Open,
    Close,
}

/// The parts of a map that matter here: words, hexadecimal strings, brackets.
fn tokens(program: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = program;
    while let Some(first) = rest.chars().next() {
        let ends_word = |c: char| c.is_ascii_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '(' | ')' | '/' | '%');
        let length = match first {
            '%' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            '<' if !rest.starts_with("<<") => {
                let end = rest.find('>').unwrap_or(rest.len());
                let digits: Vec<u8> = rest[1..end].bytes().filter(u8::is_ascii_hexdigit).collect();
                tokens.push(Token::Hex(Hex(digits.chunks(2).map(byte).collect())));
                (end + 1).min(rest.len())
            }
            '[' => {
                tokens.push(Token::Open);
                1
            }
            ']' => {
                tokens.push(Token::Close);
                1
            }
            _ if ends_word(first) => 1,
            _ => {
                let end = rest.find(ends_word).unwrap_or(rest.len());
                tokens.push(Token::Word(&rest[..end]));
                end
            }
        };
        rest = &rest[length..];
    }
    tokens
}

/// Two hexadecimal digits; a missing second one counts as 0.
fn byte(digits: &[u8]) -> u8 {
    digits.iter().chain(b"0").take(2).fold(0, |byte, digit| {
        byte << 4 | char::from(*digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_with_characters_ranges_and_lists_is_read() {
        let map = CharacterMap::parse(
            "1 begincodespacerange <0000> <FFFF> endcodespacerange % <00>\n\
             2 beginbfchar <0001> <0041> <0002> <D83DDE00> endbfchar\n\
             2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<00660069> <2013>] endbfrange",
        );
        let codes = [0x00, 0x01, 0x00, 0x02, 0x00, 0x11, 0x00, 0x20, 0x00, 0x21, 0x09, 0x09];
        assert_eq!(map.decode(&codes).concat(), "A😀bfi–\u{fffd}");
    }
}
