//! Where sentences end.

use std::ops::Range;

use super::prose::word_before;
use crate::model::language::Language;
use crate::model::word::hash;

/// The sentences of a paragraph, the last one even where no mark closes it.
pub fn sentences(text: &str, language: &Language) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let is_mark = matches!(byte, b'.' | b'!' | b'?') || byte == 0xe2 && text[at..].starts_with('…');
        if is_mark && ends_here(text, at, language) {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if text[start..].contains(char::is_alphanumeric) {
        found.push(start..text.len());
    }
    found
}

/// Whether the mark at the byte `at` ends a sentence.
fn ends_here(text: &str, at: usize, language: &Language) -> bool {
    let mark = text[at..].chars().next().map_or(1, char::len_utf8);
    let behind = text[at + mark..].trim_start_matches([')', ']', '”', '"', '“', '’', '\'', '»', '‘', '›', '‹', '«']);
    let rest = behind.trim_start();
    if !rest.is_empty() && (behind.len() == rest.len() || !begins_sentence(rest)) {
        return false;
    }
    text.as_bytes()[at] != b'.' || rest.is_empty() || !is_abbreviated(text, at, rest, language)
}

/// Whether a sentence can begin with `rest`.
fn begins_sentence(rest: &str) -> bool {
    let first = rest.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|first| !first.is_lowercase())
}

/// Whether the full stop at `at` belongs to the word before it.
pub fn is_abbreviated(text: &str, at: usize, rest: &str, language: &Language) -> bool {
    let word = word_before(text, at);
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (None, _) => false,
        // `2. Oktober`, but not the end of `in 2026`.
        _ if word.bytes().all(|byte| byte.is_ascii_digit()) => word.len() <= 2 && counts_with_full_stop(language),
        // `J. Berg`, `p.m.`
        (Some(_), None) => true,
        // `No. 5`
        _ if rest.starts_with(|c: char| c.is_ascii_digit()) && word.chars().count() <= 4 => true,
        _ => language.prose.abbreviations.has_hash(hash(word)),
    }
}

/// Whether the language writes days as `15.`.
pub fn counts_with_full_stop(language: &Language) -> bool {
    language.dates.long.contains("{day}.")
}
