//! What several rules ask about running text.

use super::sections::{CONTACTS, INQUIRIES};
use crate::diagnostic::Safety;
use crate::model::flat::{Flat, MarkKind};
use crate::model::notice::Notice;
use crate::model::passage::{Passage, PassageKind};

/// The section that names other documents.
const SOURCES: &str = "sources";
/// The section of links.
const INFORMATION: &str = "information";

/// The paragraphs and list items of the notice that are its text, not lists of
/// people, documents and links.
pub fn paragraphs(notice: &Notice) -> impl Iterator<Item = &Passage> {
    notice.passages.iter().filter(|passage| {
        passage.kind == PassageKind::Paragraph
            && !matches!(notice.section_key(passage), CONTACTS | INQUIRIES | SOURCES | INFORMATION)
    })
}

/// The headline as running text.
pub fn headline(notice: &Notice) -> Option<&Passage> {
    notice.passages.iter().find(|passage| passage.kind == PassageKind::Headline)
}

/// The characters around the byte `at` up to white space on both sides.
pub fn chunk(text: &str, at: usize) -> &str {
    let start = text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + text[space..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
    &text[start..end]
}

/// Whether the byte `at` stands in what a machine reads: code, an address on
/// the web or of mail, the path of a file.
pub fn is_for_machines(flat: &Flat, at: usize) -> bool {
    let in_code = |kind: &MarkKind| *kind == MarkKind::Code;
    if flat.marks.iter().any(|mark| in_code(&mark.kind) && mark.start <= at && at < mark.end) {
        return true;
    }
    let chunk = chunk(&flat.text, at);
    chunk.contains("://") || chunk.contains("www.") || chunk.contains(['@', '\\', '_', '=', '{', '&'])
}

/// How safe a change of marks and spaces is at the byte `at`: the words of
/// others are not changed without asking.
pub fn safety_at(passage: &Passage, at: usize) -> Safety {
    if passage.is_quoted(at) { Safety::AskFirst } else { Safety::Safe }
}

/// The letters and digits directly before the byte `at`.
pub fn word_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    let start =
        before.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last().map_or(at, |(start, _)| start);
    &before[start..]
}

/// The letters and digits directly behind the byte `at`.
pub fn word_after(text: &str, at: usize) -> &str {
    let after = &text[at..];
    &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())]
}

#[cfg(test)]
mod tests {
    use super::{chunk, word_after, word_before};

    #[test]
    fn a_place_has_neighbours() {
        let text = "Věra,\u{a0}the «end»";
        assert_eq!(chunk(text, 1), "Věra,");
        assert_eq!(chunk(text, text.len()), "«end»");
        assert_eq!(word_before(text, "Věra".len()), "Věra");
        assert_eq!((word_before(text, 0), word_after(text, 0)), ("", "Věra"));
    }
}
