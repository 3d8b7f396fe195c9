//! What the officer wrote is in the sheet: no word is lost between the file
//! and the forms.

use std::collections::BTreeMap;

use super::{Faults, all, values};

#[test]
fn every_word_of_the_file_is_in_the_sheet() {
    let mut faults = Faults::default();
    for notice in all() {
        let phones: Vec<String> =
            values(&notice.sheet, "uri").iter().filter_map(|uri| uri.strip_prefix("tel:")).map(digits).collect();
        let written = count(&without_phones(&body(&notice.source), &phones));
        let pictures = values(&notice.sheet, "alternative_text").join(" ");
        let printed = count(&format!("{} {pictures}", notice.sheet.reading_text()));
        for (word, times) in written {
            let found = printed.get(&word).copied().unwrap_or(0);
            faults.check(notice, found >= times, || {
                format!("`{word}` is written {times} times and printed {found} times")
            });
        }
    }
    faults.none();
}

/// How often each word of letters and digits stands in a text. Markup inside a
/// word does not part it.
fn count(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let plain = text.replace(['*', '`', '[', ']'], "");
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// The body without what is no word of it: front matter, link targets, numbers
/// of lists, the head of a code block, character references.
fn body(file: &str) -> String {
    let lines: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
    let closing =
        |start: usize| lines.iter().skip(start).position(|line| line.trim_end() == "+++").map(|at| start + at + 1);
    let first = if lines.first().is_some_and(|line| line.trim_end() == "+++") { closing(1).unwrap_or(0) } else { 0 };
    let mut text = String::new();
    for line in &lines[first..] {
        let line = without_note_names(line);
        let bare = line.trim_start_matches([' ', '>']);
        let is_definition = bare.starts_with('[') && bare.split_once("]:").is_some_and(|(name, _)| !name.contains(' '));
        let is_fence = bare.starts_with("```") || bare.starts_with("~~~");
        // `(fr)` marks the language of an item, as `#` marks a headline.
        let is_language = bare.len() == 4 && bare.starts_with('(') && bare.ends_with(')');
        if is_definition || is_fence || is_language {
            continue;
        }
        let number = bare.bytes().take_while(u8::is_ascii_digit).count();
        let is_item = number > 0 && (bare[number..].starts_with(". ") || bare[number..].starts_with(") "));
        text.push_str(if is_item { &bare[number..] } else { bare });
        text.push('\n');
    }
    without_references(&without_targets(&text))
}

/// Cuts the names of footnotes out: `[^1]`, `[^1]:`.
fn without_note_names(line: &str) -> String {
    let mut kept = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[^") {
        kept.push_str(before);
        rest = after.split_once(']').map_or("", |(_, after)| after.trim_start_matches(':'));
    }
    kept + rest
}

/// Cuts `](…)` out, with brackets inside.
fn without_targets(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, target)) = rest.split_once("](") {
        kept.push_str(before);
        let mut depth = 1;
        let end = target.char_indices().find(|(_, character)| {
            depth += match character {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0 || *character == '\n'
        });
        rest = end.map_or("", |(at, _)| &target[at + 1..]);
    }
    kept + rest
}

/// Puts a space for `&lt;` and `&#36;`, which stand for a sign.
fn without_references(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        kept.push_str(before);
        let name = after.split_once(';').map_or("", |(name, _)| name);
        let is_reference =
            (1..=10).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
        kept.push(' ');
        rest = if is_reference { &after[name.len() + 1..] } else { after };
    }
    kept + rest
}

/// Takes out the phone numbers of the sheet, which it may group otherwise; they
/// are known by their last seven digits.
fn without_phones(text: &str, phones: &[String]) -> String {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '+' | '(' | ')' | '-' | '.' | '/');
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let length = rest[start..].find(|c| !is_part(c)).unwrap_or(rest.len() - start);
        let run = &rest[start..start + length];
        let number = digits(run);
        let is_phone = |phone: &String| number.len() >= 7 && number.ends_with(&phone[phone.len().saturating_sub(7)..]);
        kept.push_str(&rest[..start]);
        kept.push_str(if phones.iter().any(is_phone) { " " } else { run });
        rest = &rest[start + length..];
    }
    kept + rest
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn only_words_are_counted() {
    let file = "+++\nissued = 1\n+++\n[^n]: x[^m]\n1. A [link (b)](https://example.org/(c)), w**or**[d](#)s &lt;d&gt;\n```typst\ne\n```\n[1]: https://f\n";
    assert_eq!(count(&body(file)).into_keys().collect::<Vec<_>>(), ["A", "b", "d", "e", "link", "words", "x"]);
    let phones = ["+3222967456".to_owned(), "0080067891011".to_owned()].map(|phone| digits(&phone));
    assert_eq!(without_phones("x (+ 32 2 296 74 56), 14 y", &phones), "x , 14 y");
}
