//! Place and date at the head of a notice.

use crate::mention::dates;
use crate::model::flat::Flat;
use crate::model::language::Language;
use crate::model::notice::Dateline;
use crate::model::section::Inline;
use crate::span::{SourceFile, Spanned};

/// `Brussels, 12 October 2018` as a paragraph, or with a dash before the
/// text that follows.
pub fn dateline(source: &SourceFile, language: &Language, content: &[Inline]) -> Option<Dateline> {
    let flat = Flat::new(source, content);
    let head = &flat.text[..flat.text.char_indices().nth(120).map_or(flat.text.len(), |(at, _)| at)];
    if !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = dates(&flat, language);
    let date = found.first().filter(|date| date.start < head.len())?;
    let before = flat.text[..date.start].trim_end();
    let place = before.split([',', '،']).next().unwrap_or(before).trim();
    let fits = (1..=60).contains(&place.chars().count())
        // Letters of Arabic are neither capital nor small.
        && place.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && !place.contains(|c: char| matches!(c, '.' | ':' | ';' | '!' | '?' | '\n') || c.is_ascii_digit())
        && place.split_whitespace().count() <= 5
        && before.len() - place.len() <= 8;
    if !fits {
        return None;
    }
    let after = &flat.text[date.end..];
    let suffix_length = date_suffix(after);
    let rest = &after[suffix_length..];
    let dash = rest.trim_start().chars().next().filter(|c| matches!(c, '–' | '—' | '-'));
    let run_in = match dash {
        Some(dash) => rest.trim_start()[dash.len_utf8()..].starts_with(char::is_whitespace),
        None if rest.trim().is_empty() => false,
        None => return None,
    };
    if dash.is_some() && !run_in {
        return None;
    }
    let place_start = flat.text.find(place)?;
    let end = date.end + after[..suffix_length].trim_end().len();
    Some(Dateline {
        place: Spanned::new(place.to_owned(), flat.span(place_start, place_start + place.len())),
        date: date.mention.date,
        run_in,
        span: flat.span(place_start, end),
    })
}

/// The length of what belongs to a date behind its year: ` r.`, ` г.`, `.`.
fn date_suffix(after: &str) -> usize {
    let trimmed = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let word = trimmed.chars().take_while(|c| c.is_alphabetic()).count();
    let dot = trimmed.char_indices().nth(word).filter(|(_, c)| *c == '.');
    match dot {
        Some((at, _)) if word <= 2 => after.len() - trimmed.len() + at + 1,
        _ => 0,
    }
}
