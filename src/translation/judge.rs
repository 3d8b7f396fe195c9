//! Whether a translation has all that its original has, besides the words.

use std::collections::BTreeSet;

use super::content::{CodeKind, Piece, words};
use super::segments::Segment;

/// What is wrong with the translation of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The segment.
    pub id: String,
    /// One sentence of fault.
    pub message: String,
    /// The way out.
    pub help: &'static str,
}

/// What is wrong with `target` as the translation of `segment`: marks that are
/// lost, doubled, crossed or strange, and characters that must stay.
pub fn judge(segment: &Segment, target: &[Piece]) -> Option<Fault> {
    marks(segment, target).or_else(|| kept(segment, target)).map(|(message, help)| Fault {
        id: segment.id.clone(),
        message,
        help,
    })
}

type Complaint = (String, &'static str);

fn marks(segment: &Segment, target: &[Piece]) -> Option<Complaint> {
    let said = excerpt(&words(target));
    let mut open: Vec<usize> = Vec::new();
    let mut seen = BTreeSet::new();
    for piece in target {
        let (Piece::Open(code) | Piece::Close(code) | Piece::Alone(code)) = piece else { continue };
        let number = code + 1;
        let Some(known) = segment.codes.get(*code) else {
            let message = format!("`{said}` has a mark {number} that its original does not have");
            return Some((message, "take it out: a translation has the marks of its original and no others"));
        };
        let name = name(&known.kind);
        let is_alone = matches!(piece, Piece::Alone(_));
        if is_alone != known.kind.is_alone() {
            let message = format!("in `{said}` mark {number} is {name} in the original, and something else here");
            return Some((message, "copy the mark from the source of the segment"));
        }
        if let Piece::Close(_) = piece {
            if open.pop() != Some(*code) {
                let message = format!("in `{said}` marks cross each other: {name} (mark {number}) ends too early");
                return Some((message, "let the mark that begins last end first"));
            }
        } else {
            if !seen.insert(*code) {
                let message = format!("`{said}` has {name} (mark {number}) twice");
                return Some((message, "keep the mark once, as in the source of the segment"));
            }
            if !is_alone {
                open.push(*code);
            }
        }
    }
    for (code, known) in segment.codes.iter().enumerate() {
        let (name, number) = (name(&known.kind), code + 1);
        if open.contains(&code) {
            let message = format!("in `{said}` {name} (mark {number}) has no end");
            return Some((message, "put the end of the mark behind the last word that it belongs to"));
        }
        if !seen.contains(&code) {
            let message = format!("`{said}` has lost {name} (mark {number})");
            return Some((message, "put the mark where it belongs, as in the source of the segment"));
        }
        if !known.kind.is_alone() && is_empty(target, code) {
            let message = format!("in `{said}` {name} (mark {number}) has no words");
            return Some((message, "put the mark around the words that it belongs to"));
        }
    }
    None
}

fn is_empty(content: &[Piece], code: usize) -> bool {
    let Some(start) = content.iter().position(|piece| *piece == Piece::Open(code)) else { return false };
    let inside = content[start + 1..].iter().take_while(|piece| **piece != Piece::Close(code));
    !inside.into_iter().any(|piece| matches!(piece, Piece::Text(text) if !text.trim().is_empty()))
}

/// What stays as it is in every language.
fn kept(segment: &Segment, target: &[Piece]) -> Option<Complaint> {
    let has = |content: &[Piece], wanted: &str| words(content).contains(&single_spaced(wanted));
    let protected = segment.protected.iter().map(|protected| protected.text.as_str());
    let lost =
        protected.chain(machine_words(segment)).find(|text| has(&segment.content, text) && !has(target, text))?;
    let message = format!("`{}` has lost `{}`", excerpt(&words(target)), excerpt(lost));
    Some((message, "addresses, telephone numbers, references, code and names of contacts stay as they are"))
}

/// The characters of a machine in a segment.
fn machine_words(segment: &Segment) -> impl Iterator<Item = &str> {
    segment.content.windows(3).filter_map(|pieces| match pieces {
        [Piece::Open(code), Piece::Text(text), Piece::Close(_)]
            if segment.codes.get(*code).is_some_and(|code| code.kind == CodeKind::Machine) =>
        {
            Some(text.as_str())
        }
        _ => None,
    })
}

/// What a mark is called.
fn name(kind: &CodeKind) -> &'static str {
    match kind {
        CodeKind::Strong => "the bold",
        CodeKind::Emphasis => "the italics",
        CodeKind::Link(_) => "the link",
        CodeKind::Machine => "the code",
        CodeKind::LineBreak => "the line break",
        CodeKind::NoteMark(_) => "the mark of the footnote",
    }
}

/// As much of a text as a message needs, for between backticks.
pub fn excerpt(text: &str) -> String {
    let text = text.replace('`', "'").replace(char::is_control, "\u{fffd}");
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// The text with one space between two words.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
