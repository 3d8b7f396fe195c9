//! The officer's own words, as a message shows them.

use std::fmt;

/// How many characters of the text a message repeats.
const LONGEST: usize = 60;

/// `text` for a message: on one line, in backticks, cut where it is long.
pub fn quoted(text: impl fmt::Display) -> String {
    format!("`{}`", shortened(&text.to_string()))
}

/// As [`quoted`], without the backticks.
pub fn shortened(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(LONGEST * 4) + 2);
    for character in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match character {
            '`' => line.push('\''),
            control if control.is_control() => line.push('\u{fffd}'),
            other => line.push(other),
        }
    }
    if line.chars().count() > LONGEST {
        let cut = line.char_indices().nth(LONGEST - 1).map_or(line.len(), |(at, _)| at);
        line.truncate(cut);
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    line
}

/// `names` as `` `a`, `b`, `c` ``.
pub fn list<N: fmt::Display>(names: impl IntoIterator<Item = N>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn long_words_are_cut_and_marks_of_the_message_are_kept_out() {
        assert_eq!(quoted("The  event\nand more"), "`The event and more`");
        assert_eq!(quoted("a `b` c"), "`a 'b' c`");
        let cut = quoted("x".repeat(100));
        assert_eq!(cut.chars().count(), 62);
        assert!(cut.ends_with("…`"));
    }
}
