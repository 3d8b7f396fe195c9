//! The words of a segment with the marks among them.

use sha2::{Digest as _, Sha256};

/// A piece of a segment. Codes are counted from 0, in the order of the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Characters; no line ends.
    Text(String),
    /// Where the words of a code begin.
    Open(usize),
    /// Where they end.
    Close(usize),
    /// A code without words.
    Alone(usize),
}

/// Something in the text that is not its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// What it is.
    pub kind: CodeKind,
    /// As written in the original: before its words, or all of it where it has
    /// none that a translator may change.
    pub opening: String,
    /// As written behind its words.
    pub closing: String,
}

/// The kinds of [`Code`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeKind {
    /// Bold.
    Strong,
    /// Italics.
    Emphasis,
    /// A link to this address.
    Link(String),
    /// Characters of a machine, which nobody translates.
    Machine,
    /// A new line that the officer asked for.
    LineBreak,
    /// The mark of the footnote with this number.
    NoteMark(u32),
}

impl CodeKind {
    /// Whether it stands alone and holds no words.
    pub fn is_alone(&self) -> bool {
        matches!(self, Self::LineBreak | Self::NoteMark(_))
    }
}

/// The content with single spaces between words, none at the ends, and no two
/// texts side by side.
pub fn tidy(content: &[Piece]) -> Vec<Piece> {
    let mut tidy: Vec<Piece> = Vec::with_capacity(content.len());
    for piece in content {
        match (piece, tidy.last_mut()) {
            (Piece::Text(text), Some(Piece::Text(before))) => before.push_str(text),
            (piece, _) => tidy.push(piece.clone()),
        }
    }
    for piece in &mut tidy {
        if let Piece::Text(text) = piece {
            *text = text.replace(is_break, " ");
        }
    }
    let ends: [&dyn Fn(&str) -> &str; 2] = [&|text| text.trim_start_matches(' '), &|text| text.trim_end_matches(' ')];
    if let Some(Piece::Text(text)) = tidy.first_mut() {
        *text = ends[0](text).to_owned();
    }
    if let Some(Piece::Text(text)) = tidy.last_mut() {
        *text = ends[1](text).to_owned();
    }
    tidy.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    tidy
}

/// White space that no word has: it is a space, wherever it stands.
fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\t')
}

/// What two contents have in common that say the same: words and codes in their
/// order, whatever the white space.
pub fn key(content: &[Piece]) -> String {
    let mut key = String::new();
    for piece in tidy(content) {
        match piece {
            Piece::Text(text) => key.push_str(&text),
            Piece::Open(code) => key.push_str(&format!("\u{1}{code}<")),
            Piece::Close(code) => key.push_str(&format!("\u{1}{code}>")),
            Piece::Alone(code) => key.push_str(&format!("\u{1}{code}/")),
        }
    }
    key.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words alone, for a person to read.
pub fn words(content: &[Piece]) -> String {
    let mut words = String::new();
    for piece in content {
        match piece {
            Piece::Text(text) => words.push_str(text),
            Piece::Alone(_) => words.push(' '),
            Piece::Open(_) | Piece::Close(_) => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands for a content in its id: 12 hexadecimal digits.
pub fn digest(content: &[Piece]) -> String {
    let hash = Sha256::digest(key(content).as_bytes());
    hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
