//! Whether and where a file has the characters of a text that Markdown made of
//! it: escapes (`\*`) and entities (`&amp;`) stand for other characters.

use crate::span::Span;

/// Whether `written` is how `text` is written in Markdown.
pub fn is_written(written: &str, text: &str) -> bool {
    written == text || length_read(written, text, true, MOST_DOUBTS).is_some()
}

/// Where `text` is first written in `file` between `from` and `to`, in bytes.
pub fn find_written(file: &str, from: usize, to: usize, text: &str) -> Option<Span> {
    let within = file.get(from..to)?;
    if let Some(at) = within.find(text) {
        return Some(Span::new(from + at, from + at + text.len()));
    }
    within.char_indices().find_map(|(at, _)| {
        let length = length_read(&within[at..], text, false, MOST_DOUBTS).filter(|length| *length > 0)?;
        Some(Span::new(from + at, from + at + length))
    })
}

/// Signs `&` in one text that are tried both ways.
const MOST_DOUBTS: usize = 8;

/// How many bytes at the beginning of `written` stand for the whole `text`; all
/// of them if `whole`. An `&` that may begin an entity may be itself as well
/// (there is no entity `&0A;`), which is tried `doubts` times.
fn length_read(written: &str, text: &str, whole: bool, doubts: usize) -> Option<usize> {
    let mut rest = written;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let first = rest.chars().next()?;
        let may_be_entity = first == '&' && is_entity(rest);
        if first == letter && may_be_entity && doubts > 0 {
            let behind = length_read(&rest[1..], &text[at + 1..], whole, doubts - 1);
            if let Some(length) = behind {
                return Some(written.len() - rest.len() + 1 + length);
            }
        }
        if first == letter && !may_be_entity {
            rest = &rest[first.len_utf8()..];
        } else if first == '\\' && rest[1..].starts_with(letter) {
            rest = &rest[1 + letter.len_utf8()..];
        } else if may_be_entity {
            // One or two characters; which ones is the parser's knowledge.
            rest = &rest[rest.find(';')? + 1..];
            let next_fits =
                |next: Option<&(usize, char)>| next.is_none_or(|(_, next)| rest.starts_with([*next, '\\', '&']));
            if !next_fits(letters.peek()) {
                letters.next();
            }
        } else if first == '\0' && letter == '\u{fffd}' {
            rest = &rest[1..];
        } else if letter == ' ' && matches!(first, '\n' | '\r') {
            // A new line inside code is a space.
            rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]).trim_start_matches([' ', '\t']);
        } else {
            return None;
        }
    }
    (!whole || rest.is_empty()).then_some(written.len() - rest.len())
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
        assert!(is_written(r"&0A;\# Headline", "&0A;# Headline"));
        assert!(is_written("&amp;amp;", "&amp;"));
        assert!(is_written("one\n\ttwo", "one two"));
        assert_eq!(find_written("xx &lt;b&gt; yy", 0, 15, "<b> y"), Some(Span::new(3, 14)));
        assert_eq!(find_written("abc", 0, 3, "d"), None);
    }
}
