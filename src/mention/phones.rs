//! Telephone numbers in running text.

/// Digits that a number has at least, and that anything longer is no number.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=20;

/// The places of all telephone numbers in `text`, from the `+` or the first
/// digit to the last: runs of at least seven digits with the marks that stand
/// in numbers. Dates, hours, years and parts of addresses are none.
pub fn phones(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c == '+' || c.is_ascii_digit()) {
        let start = at + offset;
        let length = text[start..].find(|c: char| !is_part(c)).unwrap_or(text.len() - start);
        let run = &text[start..start + length];
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let has_second = run[1..].contains('+');
        // A second `+` begins another number.
        let end = run[1..].find('+').map_or_else(|| after_last_digit(run), |second| after_last_digit(&run[..=second]));
        if DIGITS.contains(&digits) || has_second {
            let number = &run[..end];
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            if digits >= *DIGITS.start() && !is_moment(number) && !is_in_address(text, start) {
                found.push((start, start + end));
            }
            at = start + end.max(1);
        } else {
            at = start + length.max(1);
        }
    }
    found
}

/// As [`phones`], of those alone that begin with `+`.
pub fn international_phones(text: &str) -> Vec<(usize, usize)> {
    if !text.contains('+') {
        return Vec::new();
    }
    let mut found = phones(text);
    found.retain(|&(start, _)| text[start..].starts_with('+'));
    found
}

/// The number as dialled: `+` and digits, the `0` in brackets left out.
pub fn dialled(written: &str) -> String {
    let international = written.trim_start().starts_with('+');
    let written = if international { written.replace("(0)", "") } else { written.to_owned() };
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    match (international, digits.strip_prefix("00")) {
        (true, _) => format!("+{digits}"),
        // 00 is how most of Europe dials out; 00 800 is a free international number.
        (false, Some(rest)) => format!("+{rest}"),
        (false, None) => digits,
    }
}

fn is_part(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(character, '+' | ' ' | '\u{a0}' | '\u{202f}' | '-' | '.' | '/' | '(' | ')' | '‑')
}

fn after_last_digit(run: &str) -> usize {
    run.rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1)
}

/// `01/02/2026`, `2026-02-01`, `8.30-17.30`, `2018-2019`: when, not whom.
fn is_moment(number: &str) -> bool {
    if number.starts_with('+') {
        return false;
    }
    let groups: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let is_short = |group: &&str| group.len() <= 2;
    let (rest, years) = groups.iter().partition::<Vec<&str>, _>(|group| !is_year(group));
    let divided = number.contains(['/', '.', '-', '‑']);
    let days =
        divided && rest.iter().all(is_short) && matches!((rest.len(), years.len()), (0, 2) | (2 | 3, 1) | (4, 2));
    let hours = groups.len() == 4 && groups.iter().all(is_short) && number.contains(['-', '/']) && number.contains('.');
    days || hours
}

/// Whether the word at `at` is an address on the web or of mail.
fn is_in_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |before| before + 1);
    let start = (start..=at).find(|&byte| text.is_char_boundary(byte)).unwrap_or(at);
    let word = text[start..].split(char::is_whitespace).next().unwrap_or("");
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<&str> {
        phones(text).into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn numbers_are_dialled_with_their_country() {
        assert_eq!(dialled("+ 32 2 296 34 44"), "+3222963444");
        assert_eq!(dialled("+44 (0)20 7946 0018"), "+442079460018");
        assert_eq!(dialled("00 800 67 89 10 11"), "+80067891011");
        assert_eq!(dialled("020 7946 0018"), "02079460018");
    }

    #[test]
    fn numbers_are_found_between_words() {
        assert_eq!(numbers("Hohmann +32 2 299 11 96, room 12"), ["+32 2 299 11 96"]);
        assert_eq!(numbers("A (+32 2 296 74 56) or +32 2 296 74 57"), ["+32 2 296 74 56", "+32 2 296 74 57"]);
        assert_eq!(numbers("Τηλ.\u{a0}+30\u{a0}210\u{a0}727 2100"), ["+30\u{a0}210\u{a0}727 2100"]);
        assert!(numbers("in 2018 and 2019").is_empty());
    }

    #[test]
    fn days_hours_and_addresses_are_no_numbers() {
        for text in [
            "until 01/02/2026",
            "2026-02-01",
            "8.30-17.30",
            "2018-2019",
            "01.02.2026-03.02.2026",
            "https://example.org/12345678",
            "office2026123@example.org",
            "www.example.org/1234567",
        ] {
            assert!(numbers(text).is_empty(), "{text}");
        }
        assert_eq!(numbers("02 201 20 19"), ["02 201 20 19"]);
        assert_eq!(numbers("2010 2020"), ["2010 2020"]);
        assert_eq!(numbers("anna@example.org 020 7946 0018"), ["020 7946 0018"]);
    }
}
