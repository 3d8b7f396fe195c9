//! Characters that Markdown would take for marks of its own.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// Whether a line of the file begins with it.
    pub opens_line: bool,
    /// Whether it is the text of a link or a picture.
    pub in_link: bool,
    /// Whether another piece follows without a space: its first character.
    pub next: Option<char>,
    /// Whether a footnote's mark stands right before it.
    pub behind_mark: bool,
}

/// `text` so that Markdown says exactly these characters: runs of white space
/// are one space, what cannot be seen is left out.
pub fn escaped(text: &str, around: Around) -> String {
    let text = visible(text);
    let text = if around.opens_line { text.trim_start() } else { text.as_str() };
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    if around.opens_line {
        rest = line_start(text, &mut out);
    }
    if around.behind_mark && rest.starts_with(['(', '[', ':']) {
        out.push('\\');
        out.push_str(&rest[..1]);
        rest = &rest[1..];
    }
    // Addresses become links by themselves, but only where they stay whole.
    for (at, word) in rest.split_inclusive(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len();
        Some((start, word))
    }) {
        let ends_piece = at + word.len() == rest.len() && !word.ends_with(' ');
        let next = rest[at + word.len()..].chars().next().or(if ends_piece { around.next } else { Some(' ') });
        let before = rest[..at].chars().next_back();
        escape_word(word, before, next, ends_piece && around.next.is_some(), around, &mut out);
    }
    out
}

/// Escapes what would open a block at the beginning of a line and gives back
/// what is left of the text.
fn line_start<'t>(text: &'t str, out: &mut String) -> &'t str {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let first = text.chars().next();
    let is_mark = match first {
        Some('#' | '>') => true,
        Some(mark @ ('-' | '+')) => ends(&text[1..]) || text[1..].starts_with(mark) || is_delimiter_row(text),
        Some('=') => text.chars().all(|c| matches!(c, '=' | ' ')),
        Some('~') => text.starts_with("~~~"),
        Some('|' | ':') => is_delimiter_row(text),
        _ => false,
    };
    if is_mark {
        out.push('\\');
        out.push_str(&text[..1]);
        return &text[1..];
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &text[digits..];
    if (1..=9).contains(&digits) && behind.starts_with(['.', ')']) && ends(&behind[1..]) {
        out.push_str(&text[..digits]);
        out.push('\\');
        out.push_str(&behind[..1]);
        return &behind[1..];
    }
    text
}

/// The second line of a table: `|---|:-:|`.
fn is_delimiter_row(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| matches!(c, '|' | ':' | '-' | ' '))
}

/// Writes a word with its escapes. An address stays whole or is none at all:
/// one with a backslash in it, or with a mark right behind it, would be another.
fn escape_word(word: &str, before: Option<char>, next: Option<char>, is_cut: bool, around: Around, out: &mut String) {
    let mut marks: Vec<usize> = Vec::new();
    let mut previous = before;
    let mut letters = word.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let following = letters.peek().map(|(_, letter)| *letter).or(next);
        if is_mark(letter, previous, following, &word[at + letter.len_utf8()..], around) {
            marks.push(at);
        }
        previous = Some(letter);
    }
    if is_cut || !marks.is_empty() {
        marks.extend(address_letters(word));
        marks.sort_unstable();
        marks.dedup();
    }
    let mut written = 0;
    for at in marks {
        out.push_str(&word[written..at]);
        out.push('\\');
        written = at;
    }
    out.push_str(&word[written..]);
}

/// Whether a character means something to Markdown where it stands; `rest` is
/// what follows it in its word.
fn is_mark(letter: char, previous: Option<char>, following: Option<char>, rest: &str, around: Around) -> bool {
    match letter {
        '\\' | '`' | '*' => true,
        '_' => !(previous.is_some_and(char::is_alphanumeric) && following.is_some_and(char::is_alphanumeric)),
        // Without a link's end no bracket opens anything.
        '[' => around.in_link || following == Some('^'),
        ']' => around.in_link || matches!(following, Some('(' | '[' | ':')),
        '<' => following.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => is_entity(rest),
        '!' => rest.is_empty() && following == Some('['),
        _ => false,
    }
}

/// Where an address in `word` stops being one when a backslash stands there:
/// the colon of `https://`, the full stop of `www.`.
fn address_letters(word: &str) -> impl Iterator<Item = usize> {
    let lower = word.to_ascii_lowercase();
    let colons = lower.match_indices("://").map(|(at, _)| at);
    let stops = lower.match_indices("www.").map(|(at, _)| at + "www".len());
    colons.chain(stops).collect::<Vec<_>>().into_iter()
}

fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().unwrap_or("");
    name.len() < rest.len()
        && (1..=40).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

/// Runs of white space as one space, without characters that nobody sees.
pub fn visible(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_whitespace() || matches!(character, '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !character.is_control() && character != '\u{feff}' {
            clean.push(character);
        }
    }
    clean
}

/// Punctuation as Markdown knows it: of any script, symbols among it.
pub fn is_punctuation(character: char) -> bool {
    let group = character.general_category_group();
    matches!(group, GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_line(text: &str) -> String {
        escaped(text, Around { opens_line: true, in_link: false, next: None, behind_mark: false })
    }

    #[test]
    fn only_what_would_be_a_mark_is_escaped() {
        for text in ["Plain text.", "a_b", "5 < 7", "R&D no", "-5 degrees", "+32 2 555", "(1) one", "3.5 km", "#"] {
            let expected = if text == "#" { r"\#" } else { text };
            assert_eq!(at_line(text), expected);
        }
        for (text, expected) in [
            ("# One", r"\# One"),
            ("- item", r"\- item"),
            ("1. item", r"1\. item"),
            ("2) item", r"2\) item"),
            ("+++", r"\+++"),
            ("> quote", r"\> quote"),
            ("|---|", r"\|---|"),
            ("*a* _b_", r"\*a\* \_b\_"),
            ("<b>x</b>", r"\<b>x\</b>"),
            ("&amp; & x", r"\&amp; & x"),
            (r"a\b", r"a\\b"),
            ("[a](b) [c] [^1]", r"[a\](b) [c] \[^1]"),
            ("[x]: y", r"[x\]: y"),
            ("https://example.org/a_b", "https://example.org/a_b"),
            ("https://example.org/a*b", r"https\://example.org/a\*b"),
        ] {
            assert_eq!(at_line(text), expected);
        }
    }
}
