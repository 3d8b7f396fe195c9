//! What the rules about the form of numbers share.

use super::Subject;
use super::excerpt::quoted;
use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::model::number::{NumberKind, NumberMention};
use crate::model::passage::{Passage, PassageKind};
use crate::span::Span;

impl Subject<'_> {
    /// The passages whose numbers are held to the forms of the house, with
    /// those numbers: running text, but for contacts and lines of form.
    pub(super) fn figures(&self) -> impl Iterator<Item = (&Passage, &[NumberMention])> {
        let is_text = |passage: &&Passage| {
            !matches!(passage.kind, PassageKind::Masthead | PassageKind::Dateline | PassageKind::Label)
                && !matches!(self.notice.section_key(passage), "contacts" | "inquiries")
        };
        let passages = self.notice.passages.iter().filter(is_text);
        passages.map(|passage| (passage, self.numbers(passage))).filter(|(_, numbers)| !numbers.is_empty())
    }
}

/// What comes before and behind the number in a form: `{number}%`.
pub struct Form<'f> {
    /// Before it.
    pub before: &'f str,
    /// Behind it.
    pub behind: &'f str,
}

impl<'f> Form<'f> {
    /// Reads a form of the house style; `None` where it has no place for the
    /// number.
    pub fn read(form: &'f str) -> Option<Self> {
        form.split_once("{number}").map(|(before, behind)| Self { before, behind })
    }
}

/// `text` as forms are compared: a space for spaces of any kind, a hyphen for
/// its kinds, small letters.
pub fn folded(text: &str) -> String {
    let fold = |character: char| match character {
        space if space.is_whitespace() => ' ',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    };
    text.chars().map(fold).flat_map(char::to_lowercase).collect()
}

/// Whether a number of this kind is held to the forms of numbers.
pub fn is_quantity(mention: &NumberMention) -> bool {
    mention.kind == NumberKind::Quantity
}

/// Whether the number hangs on letters, or only one sign or space divides it
/// from other digits, so that it is not sure what belongs together.
pub fn is_crowded(text: &str, mention: &NumberMention) -> bool {
    let before = text.get(..mention.place.start).unwrap_or("");
    let behind = text.get(mention.place.end..).unwrap_or("");
    let is_sign = |c: &char| c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '’');
    let is_digit = |c: char| c.is_ascii_digit();
    before.ends_with(char::is_alphabetic)
        || behind.starts_with(char::is_alphabetic)
        || before.strip_suffix(|c| is_sign(&c)).unwrap_or(before).ends_with(is_digit)
        || behind.strip_prefix(|c| is_sign(&c)).unwrap_or(behind).starts_with(is_digit)
}

/// Whether it is sure that the number counts something, and where it ends.
pub fn is_sure(text: &str, mention: &NumberMention) -> bool {
    is_quantity(mention) && !is_crowded(text, mention)
}

/// `finding` with the way out to write `right` at `place` (bytes of the text),
/// and the edit that does so where the file has the text in one piece.
pub fn rewritten(
    finding: Diagnostic,
    passage: &Passage,
    place: std::ops::Range<usize>,
    right: &str,
    safety: Safety,
) -> Diagnostic {
    let title = format!("write {}", quoted(right));
    let finding = finding.help(&title);
    match passage.flat.exact(place.start, place.end) {
        Some(span) => finding.fix(title, safety, smallest(passage, place.start, span, right)),
        None => finding,
    }
}

/// The edit of the characters that differ, so that marks and words beside them
/// stay what they are.
fn smallest(passage: &Passage, start: usize, span: Span, right: &str) -> Vec<Edit> {
    let written = passage.flat.text.get(start..start + (span.end - span.start)).unwrap_or("");
    let same = |a: char, b: char| a == b;
    let head: usize =
        written.chars().zip(right.chars()).take_while(|(a, b)| same(*a, *b)).map(|(a, _)| a.len_utf8()).sum();
    let tail: usize = written[head..]
        .chars()
        .rev()
        .zip(right[head..].chars().rev())
        .take_while(|(a, b)| same(*a, *b))
        .map(|(a, _)| a.len_utf8())
        .sum();
    let span = Span::new(span.start + head, span.end - tail);
    vec![Edit { span, replacement: right[head..right.len() - tail].to_owned() }]
}
