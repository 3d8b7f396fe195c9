//! Translated words → source text, in which every character is itself.

use super::content::{Code, CodeKind, Piece};
use super::protected::{Protected, cut};

/// Where words are written, and so which characters need care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Running text.
    Line,
    /// The line of a heading, which may end with `#`.
    Heading,
    /// A cell of a table.
    Cell,
    /// The words in `[ ]` of a picture.
    Words,
    /// The title of a picture, closed by this mark.
    Title(char),
    /// A text of the front matter with its marks.
    Text,
}

/// A part of what is written.
#[derive(Debug, Clone)]
enum Token {
    /// Characters of the translation.
    Words(String),
    /// As it stands in the original.
    Written(String),
    /// The marks before words; whether they are those of bold or italics.
    Opening(String, bool),
    /// The marks behind words.
    Closing(String, bool),
}

/// Writes `content`, whose codes are all there and in pairs.
pub fn write(content: &[Piece], codes: &[Code], protected: &[Protected], writing: Writing) -> String {
    match writing {
        Writing::Text => quoted(&plain(content)),
        Writing::Title(quote) => title(&plain(content), quote),
        Writing::Line | Writing::Heading | Writing::Cell | Writing::Words => {
            let tokens = tokens(&without_inner_spaces(content), codes, protected);
            let mut written = escaped(&tokens, writing);
            separate(&tokens, &mut written);
            written.concat()
        }
    }
}

fn plain(content: &[Piece]) -> String {
    content.iter().filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None }).collect()
}

/// A text of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            character if character.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(character))),
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

fn title(text: &str, quote: char) -> String {
    let mut title = String::new();
    for (at, character) in text.char_indices() {
        let is_entity = character == '&' && begins_entity(&text[at..]);
        if character == quote || character == '(' && quote == ')' || character == '\\' || is_entity {
            title.push('\\');
        }
        title.push(character);
    }
    title
}

/// Spaces at the ends of the words of a code stand outside it: Markdown knows
/// no bold that begins with a space.
fn without_inner_spaces(content: &[Piece]) -> Vec<Piece> {
    let mut pieces = content.to_vec();
    // From the inside outwards: each turn takes them over one more mark.
    for _ in 0..content.len() {
        let Some(at) = (0..pieces.len().saturating_sub(1)).find(|&at| leaks(&pieces[at], &pieces[at + 1])) else {
            break;
        };
        let (is_opening, text) = match (&pieces[at], &pieces[at + 1]) {
            (Piece::Open(_), Piece::Text(text)) => (true, text.clone()),
            (Piece::Text(text), _) => (false, text.clone()),
            _ => break,
        };
        let trimmed = if is_opening { text.trim_start() } else { text.trim_end() };
        let spaces = if is_opening { &text[..text.len() - trimmed.len()] } else { &text[trimmed.len()..] };
        let (spaces, trimmed) = (Piece::Text(spaces.to_owned()), Piece::Text(trimmed.to_owned()));
        let code = pieces[if is_opening { at } else { at + 1 }].clone();
        let turned = if is_opening { [spaces, code, trimmed] } else { [trimmed, code, spaces] };
        pieces.splice(at..at + 2, turned);
        pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        pieces = joined(pieces);
    }
    pieces
}

fn leaks(first: &Piece, second: &Piece) -> bool {
    match (first, second) {
        (Piece::Open(_), Piece::Text(text)) => text.starts_with(char::is_whitespace),
        (Piece::Text(text), Piece::Close(_)) => text.ends_with(char::is_whitespace),
        _ => false,
    }
}

fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (&piece, joined.last_mut()) {
            (Piece::Text(text), Some(Piece::Text(before))) => before.push_str(text),
            _ => joined.push(piece),
        }
    }
    joined
}

fn tokens(content: &[Piece], codes: &[Code], protected: &[Protected]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut machine: Option<usize> = None;
    for piece in content {
        match piece {
            Piece::Close(code) if machine == Some(*code) => machine = None,
            _ if machine.is_some() => {}
            Piece::Text(text) => {
                for (part, kept) in cut(text, protected) {
                    let written = kept.and_then(|at| protected[at].written.clone());
                    tokens.push(written.map_or_else(|| Token::Words(part.to_owned()), Token::Written));
                }
            }
            Piece::Open(at) | Piece::Close(at) | Piece::Alone(at) => {
                let Some(code) = codes.get(*at) else { continue };
                let is_mark = matches!(code.kind, CodeKind::Strong | CodeKind::Emphasis);
                tokens.push(match piece {
                    Piece::Open(_) if code.kind == CodeKind::Machine => {
                        machine = Some(*at);
                        Token::Written(code.opening.clone())
                    }
                    Piece::Open(_) => Token::Opening(code.opening.clone(), is_mark),
                    Piece::Close(_) => Token::Closing(code.closing.clone(), is_mark),
                    _ => Token::Written(code.opening.clone()),
                });
            }
        }
    }
    tokens
}

/// The tokens as they are written, with a backslash before what would be a mark.
fn escaped(tokens: &[Token], writing: Writing) -> Vec<String> {
    let mut written = Vec::with_capacity(tokens.len());
    let mut at_line_start = true;
    let mut links = usize::from(writing == Writing::Words);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Words(text) => {
                let text = if at_line_start { text.trim_start_matches(' ') } else { text };
                let is_last = !tokens[at + 1..].iter().any(|token| matches!(token, Token::Words(_)));
                let mut escaped = String::with_capacity(text.len());
                let start = if at_line_start { line_start(text, &mut escaped) } else { 0 };
                words(text, start, Place { writing, is_last, in_brackets: links > 0 }, &mut escaped);
                at_line_start &= escaped.is_empty();
                written.push(escaped);
            }
            Token::Written(text) => {
                at_line_start = text.contains('\n');
                written.push(text.clone());
            }
            Token::Opening(text, is_mark) | Token::Closing(text, is_mark) => {
                match token {
                    Token::Opening(..) if !is_mark => links += 1,
                    Token::Closing(..) if !is_mark => links = links.saturating_sub(1),
                    _ => {}
                }
                at_line_start &= text.is_empty();
                written.push(text.clone());
            }
        }
    }
    written
}

/// Takes from the beginning of `text` what would open a block there, and gives
/// back how many bytes that were.
fn line_start(text: &str, escaped: &mut String) -> usize {
    let ends = |at: usize| text[at..].is_empty() || text[at..].starts_with(' ');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits) && text[digits..].starts_with(['.', ')']) && ends(digits + 1) {
        escaped.push_str(&text[..digits]);
        escaped.push('\\');
        escaped.push_str(&text[digits..=digits]);
        return digits + 1;
    }
    let Some(first) = text.chars().next() else { return 0 };
    let run = text.len() - text.trim_start_matches(first).len();
    let opens = match first {
        '#' => ends(run),
        '>' | '|' | '=' => true,
        '-' | '+' => ends(1) || run > 1 || text[1..].starts_with([':', '|']),
        ':' => text[1..].starts_with('-'),
        '~' => run > 1,
        _ => false,
    };
    if !opens {
        return 0;
    }
    escaped.extend(['\\', first]);
    first.len_utf8()
}

/// Where words stand.
#[derive(Clone, Copy)]
struct Place {
    writing: Writing,
    /// Whether no others follow.
    is_last: bool,
    /// Whether they are those of a link or picture, in which addresses are words
    /// like others.
    in_brackets: bool,
}

fn words(text: &str, start: usize, place: Place, escaped: &mut String) {
    let Place { writing, is_last, in_brackets } = place;
    let tail = text.len() - text.trim_end_matches([' ', '#']).len();
    let mut address_end = start;
    for (at, character) in text[start..].char_indices().map(|(at, character)| (start + at, character)) {
        if at >= address_end && !in_brackets {
            address_end = at + address(text, at);
        }
        let rest = &text[at + character.len_utf8()..];
        let next = rest.chars().next();
        let needs_care = match character {
            '*' | '`' | '[' | ']' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '_' => {
                let before = text[..at].chars().next_back();
                ![before, next].iter().all(|side| side.is_some_and(char::is_alphanumeric))
            }
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => begins_entity(&text[at..]),
            '!' => next.is_none(),
            '|' => writing == Writing::Cell,
            '#' => writing == Writing::Heading && is_last && at >= text.len() - tail,
            _ => false,
        };
        // An address is read as it stands, backslashes and all; but for cells.
        if needs_care && (at >= address_end || character == '|') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
}

/// The length of the web address that begins at `at`, which Markdown makes a
/// link of without any mark; 0 where there is none.
fn address(text: &str, at: usize) -> usize {
    let begins = text[..at].chars().next_back().is_none_or(|before| before.is_whitespace() || before == '(');
    let rest = &text[at..];
    if !begins || !["https://", "http://", "www."].iter().any(|start| rest.starts_with(start)) {
        return 0;
    }
    rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len())
}

/// Whether `text` begins with what may be read as one character: `&amp;`.
fn begins_entity(text: &str) -> bool {
    let Some((name, _)) = text[1..].split_once(';') else { return false };
    !name.is_empty() && name.len() < 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

/// Bold and italics begin and end between certain characters only. Where their
/// neighbours are others, the neighbour outside is written as its number: the
/// reader sees the same character, Markdown the end of a word.
fn separate(tokens: &[Token], written: &mut [String]) {
    for at in 0..tokens.len() {
        let last = written[..at].iter().rev().find_map(|text| text.chars().next_back());
        let first = written[at + 1..].iter().find_map(|text| text.chars().next());
        match &tokens[at] {
            Token::Opening(_, true) if first.is_some_and(is_mark) && last.is_some_and(is_letter) => {
                let Some(place) = (0..at).rev().find(|&place| !written[place].is_empty()) else { continue };
                if let (Token::Words(_), Some(letter)) = (&tokens[place], written[place].pop()) {
                    written[place].push_str(&number(letter));
                }
            }
            Token::Closing(_, true) if last.is_some_and(is_mark) && first.is_some_and(is_letter) => {
                let Some(place) = (at + 1..tokens.len()).find(|&place| !written[place].is_empty()) else { continue };
                if let (Token::Words(_), Some(letter)) = (&tokens[place], first) {
                    written[place].replace_range(..letter.len_utf8(), &number(letter));
                }
            }
            _ => {}
        }
    }
}

fn number(letter: char) -> String {
    format!("&#{};", u32::from(letter))
}

fn is_mark(character: char) -> bool {
    !character.is_whitespace() && !character.is_alphanumeric()
}

fn is_letter(character: char) -> bool {
    !character.is_whitespace() && !is_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        write(&[Piece::Text(text.to_owned())], &[], &[], Writing::Line)
    }

    #[test]
    fn ordinary_words_stay_as_they_are() {
        for text in ["+32 2 555 01 42", "5 < 6 & 7 > 2", "a_b, 2026", "« Oui ! »", "AT&T", "1.5 km", "-5 °C"] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn what_would_be_a_mark_gets_a_backslash() {
        for (text, written) in [
            ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
            ("# a", r"\# a"),
            ("#a", "#a"),
            ("2026. Ein Jahr", r"2026\. Ein Jahr"),
            ("- a", r"\- a"),
            ("[a](b)", r"\[a\](b)"),
            ("<b>", r"\<b>"),
            ("&amp;", r"\&amp;"),
            (r"\*", r"\\\*"),
            ("> a", r"\> a"),
        ] {
            assert_eq!(line(text), written);
        }
    }

    #[test]
    fn bold_beside_letters_is_told_apart() {
        let codes = [Code { kind: CodeKind::Strong, opening: "**".to_owned(), closing: "**".to_owned() }];
        let text = |text: &str| Piece::Text(text.to_owned());
        let content = [text("a"), Piece::Open(0), text(" «b» "), Piece::Close(0), text("c")];
        assert_eq!(write(&content, &codes, &[], Writing::Line), "a **«b»** c");
        let content = [text("a"), Piece::Open(0), text("«b»"), Piece::Close(0), text("c")];
        assert_eq!(write(&content, &codes, &[], Writing::Line), "&#97;**«b»**&#99;");
    }

    #[test]
    fn texts_of_the_front_matter_are_quoted() {
        assert_eq!(write(&[Piece::Text("a \"b\" \\".to_owned())], &[], &[], Writing::Text), r#""a \"b\" \\""#);
    }
}
