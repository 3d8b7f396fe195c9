//! Translated segments and the source text of their original → the source text
//! of the translation.

use std::collections::BTreeMap;

use super::content::{Piece, key, tidy};
use super::read_back::{Expected, expected};
use super::segments::{Original, Segments};
use super::writing::{Writing, write};
use crate::diagnostic::Edit;
use crate::model::notice::FrontMatter;
use crate::span::{SourceFile, Span};

/// Translated contents by the ids of their segments.
pub type Translations = BTreeMap<String, Vec<Piece>>;

/// What the front matter of a translation says of itself.
#[derive(Debug, Clone)]
pub struct Front<'a> {
    /// The language of the original.
    pub translation_of: &'a str,
    /// What stands for the text of the original.
    pub original: &'a str,
    /// The language of the translation, where the file's name does not say it.
    pub language: Option<&'a str>,
}

/// A translation.
#[derive(Debug, Clone)]
pub struct Merged {
    /// Its source text.
    pub text: String,
    /// What must be found when it is read.
    pub(super) expected: Vec<Expected>,
}

/// Puts the translations, which have been checked, into the places of their
/// originals. A segment without one keeps its words behind `[en]`, the code of
/// their language, which `pressdoc check` finds.
pub fn merge(original: Original<'_>, segments: &Segments, translations: &Translations, front: &Front<'_>) -> Merged {
    let Original { source, notice, language, .. } = original;
    let known = segments.replaced.iter().map(|known| Edit {
        span: known.span,
        replacement: write(&[Piece::Text(known.words.clone())], &[], &[], Writing::Line),
    });
    let mut edits: Vec<Edit> = known.collect();
    let mut shown: BTreeMap<&str, Vec<Piece>> = BTreeMap::new();
    for segment in &segments.segments {
        let target = match translations.get(&segment.id) {
            // As the officer wrote it, line breaks and all.
            Some(target) if key(target) == key(&segment.content) => continue,
            Some(target) => tidy(target),
            None => {
                let mark = Piece::Text(format!("[{}] ", language.code));
                tidy(&std::iter::once(mark).chain(segment.content.iter().cloned()).collect::<Vec<_>>())
            }
        };
        let replacement = write(&target, &segment.codes, &segment.protected, segment.writing);
        edits.push(Edit { span: segment.span, replacement });
        shown.insert(&segment.id, target);
    }
    edits.extend(front_matter(source, &notice.front_matter, front));
    Merged { text: applied(source.text(), edits), expected: expected(notice, segments, &shown) }
}

fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut applied = String::with_capacity(text.len() * 5 / 4);
    let mut at = 0;
    for edit in edits {
        // Two at one place cannot both be made; reading it back shows that.
        let Some(before) = text.get(at..edit.span.start) else { continue };
        applied.push_str(before);
        applied.push_str(&edit.replacement);
        at = edit.span.end;
    }
    applied.push_str(text.get(at..).unwrap_or(""));
    applied
}

/// What the front matter says of a translation. New keys stand before all
/// others: behind a table they would be taken for its own.
fn front_matter(source: &SourceFile, matter: &FrontMatter, front: &Front<'_>) -> Vec<Edit> {
    let line_end = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    let mut edits = Vec::new();
    let mut lines = String::new();
    let entries = [
        (front.language.map(|code| ("language", code)), &matter.language),
        (Some(("translation_of", front.translation_of)), &matter.translation_of),
        (Some(("original", front.original)), &matter.original),
    ];
    for (entry, known) in entries {
        let Some((key, value)) = entry else { continue };
        match known {
            Some(known) => edits.push(Edit { span: known.span, replacement: format!("\"{value}\"") }),
            None => lines.push_str(&format!("{key} = \"{value}\"{line_end}")),
        }
    }
    if lines.is_empty() {
        return edits;
    }
    let text = source.text();
    let edit = match matter.span {
        Some(span) => {
            let first_line = source.slice(span).find('\n').map_or(span.end, |at| span.start + at + 1);
            Edit { span: Span::at(first_line), replacement: lines }
        }
        None => {
            let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            Edit { span: Span::at(start), replacement: format!("+++{line_end}{lines}+++{line_end}{line_end}") }
        }
    };
    edits.push(edit);
    edits
}
