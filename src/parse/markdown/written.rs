//! Whether and where a file has the characters of a text that Markdown made of
//! it: escapes (`\*`) and entities (`&amp;`) stand for other characters.

use crate::span::Span;

/// Whether `written` is how `text` is written in Markdown.
pub fn is_written(written: &str, text: &str) -> bool {
    written == text || length_written(written, text) == Some(written.len())
}

/// Where `text` is first written in `file` between `from` and `to`, in bytes.
pub fn find_written(file: &str, from: usize, to: usize, text: &str) -> Option<Span> {
    let within = file.get(from..to)?;
    if let Some(at) = within.find(text) {
        return Some(Span::new(from + at, from + at + text.len()));
    }
    within.char_indices().find_map(|(at, _)| {
        let length = length_written(&within[at..], text).filter(|length| *length > 0)?;
        Some(Span::new(from + at, from + at + length))
    })
}

/// How many bytes at the beginning of `written` stand for the whole `text`.
fn length_written(written: &str, text: &str) -> Option<usize> {
    let mut rest = written;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let first = rest.chars().next()?;
        if first == letter && !(first == '&' && is_entity(rest)) {
            rest = &rest[first.len_utf8()..];
        } else if first == '\\' && rest[1..].starts_with(letter) {
            rest = &rest[1 + letter.len_utf8()..];
        } else if first == '&' && is_entity(rest) {
            // One or two characters; which ones is the parser's knowledge.
            rest = &rest[rest.find(';')? + 1..];
            let next_fits = |next: Option<&char>| next.is_none_or(|next| rest.starts_with([*next, '\\', '&']));
            if !next_fits(letters.peek()) {
                letters.next();
            }
        } else if first == '\0' && letter == '\u{fffd}' {
            rest = &rest[1..];
        } else {
            return None;
        }
    }
    Some(written.len() - rest.len())
}

fn is_entity(text: &str) -> bool {
    let name = text[1..].split(';').next().unwrap_or("");
    (2..=34).contains(&name.len())
        && text[1..].len() > name.len()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_entities_are_seen_through() {
        assert!(is_written(r"a &amp; b \* c", "a & b * c"));
        assert!(is_written("a & b", "a & b"));
        assert!(is_written("&#8211;x", "–x"));
        assert!(!is_written("a b", "a c"));
        assert_eq!(find_written("xx &lt;b&gt; yy", 0, 15, "<b> y"), Some(Span::new(3, 14)));
        assert_eq!(find_written("abc", 0, 3, "d"), None);
    }
}
