//! Content lines of RFC 5545 for texts: made harmless, escaped and folded in
//! one pass.
//!
//! The library folds as well, but lets a last line of 76 octets pass, and counts
//! from the beginning of the line at each fold, so that its time grows with the
//! square of the length. It also leaves a lone carriage return in its place.

use std::borrow::Cow;

/// Octets of a line without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// Characters that readers may take for the end of a line, though none but the
/// first two is one.
fn ends_a_line(character: char) -> bool {
    matches!(character, '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text in one line, without control characters: what a value or parameter
/// may hold that is not escaped.
pub fn in_one_line(text: &str) -> String {
    let words = text.split(|character: char| ends_a_line(character) || character.is_control());
    words.map(str::trim).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The same for a parameter, whose value can hold no quotation mark.
pub fn parameter(text: &str) -> String {
    in_one_line(text).replace('"', "'")
}

/// `SUMMARY;LANGUAGE=en:text` with its end. `name` is that of the property with
/// its parameters, ASCII.
pub fn text_line(name: &str, text: &str) -> String {
    let mut line = Line { text: name.to_owned(), octets: name.len() };
    line.push(":");
    let mut characters = text.trim_end().chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\\' => line.push("\\\\"),
            ';' => line.push("\\;"),
            ',' => line.push("\\,"),
            _ if ends_a_line(character) => line.push("\\n"),
            '\t' => line.push(" "),
            _ if character.is_control() => {}
            _ => line.push(character.encode_utf8(&mut [0; 4])),
        }
    }
    line.text.push_str("\r\n");
    line.text
}

/// Lines of the library, which hold no text of others, folded again.
pub fn refolded(lines: &str) -> String {
    let mut text = String::with_capacity(lines.len());
    for whole in lines.replace("\r\n ", "").split_terminator("\r\n") {
        let mut line = Line { text, octets: 0 };
        whole.chars().for_each(|character| line.push(character.encode_utf8(&mut [0; 4])));
        text = line.text;
        text.push_str("\r\n");
    }
    text
}

/// A line that is being folded.
struct Line {
    text: String,
    /// Since the last fold, the space behind it included.
    octets: usize,
}

impl Line {
    /// Appends what must not be taken apart.
    fn push(&mut self, piece: &str) {
        if self.octets + piece.len() > LONGEST_LINE {
            self.text.push_str("\r\n ");
            self.octets = 1;
        }
        self.text.push_str(piece);
        self.octets += piece.len();
    }
}

/// An address that may stand as it is; what has no place in one is encoded.
pub fn uri(address: &str) -> Cow<'_, str> {
    let is_good = |character: char| character.is_ascii_graphic();
    if address.chars().all(is_good) {
        return Cow::Borrowed(address);
    }
    let encoded = |character: char| match is_good(character) {
        true => character.to_string(),
        false => {
            character.encode_utf8(&mut [0; 4]).bytes().fold(String::new(), |text, byte| format!("{text}%{byte:02X}"))
        }
    };
    Cow::Owned(address.chars().map(encoded).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_by_octets_between_characters() {
        let greek = "Ανακοίνωση για τα λιμάνια του Αιγαίου ".repeat(20);
        let line = text_line("DESCRIPTION", &greek);
        assert!(line.ends_with("\r\n"));
        for piece in line.trim_end().split("\r\n") {
            assert!(piece.len() <= LONGEST_LINE, "{} octets: {piece}", piece.len());
            assert!(piece.len() >= LONGEST_LINE - 3 || line.trim_end().ends_with(piece), "a short line: {piece}");
        }
        assert_eq!(line.replace("\r\n ", ""), format!("DESCRIPTION:{}\r\n", greek.trim_end()));
    }

    #[test]
    fn what_means_something_is_escaped_and_never_cut() {
        let line = text_line("SUMMARY", "a;b,c\\d\r\ne\rf\u{2028}g\u{7}\th");
        assert_eq!(line, "SUMMARY:a\\;b\\,c\\\\d\\ne\\nf\\ng h\r\n");
        let many = text_line("X", &";".repeat(200));
        assert!(many.split("\r\n").all(|piece| !piece.ends_with('\\')), "{many}");
    }

    #[test]
    fn lines_of_the_library_are_never_too_long() {
        for length in 60..240 {
            let value = "x".repeat(length);
            let line: String = icalendar::Property::new("URL", value.as_str()).try_into().expect("a line");
            let line = refolded(&line);
            assert!(line.split("\r\n").all(|piece| piece.len() <= LONGEST_LINE), "{length}: {line}");
            assert_eq!(line.replace("\r\n ", ""), format!("URL:{value}\r\n"));
        }
    }

    #[test]
    fn what_is_not_escaped_stays_in_its_line() {
        assert_eq!(in_one_line("a\r\nATTENDEE:b\u{0}"), "a ATTENDEE:b");
        assert_eq!(parameter("The \"Weir\" House"), "The 'Weir' House");
        assert_eq!(uri("https://example.org/a b\r\nX:ü"), "https://example.org/a%20b%0D%0AX:%C3%BC");
    }
}
