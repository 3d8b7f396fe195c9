//! A correction or withdrawal, written into the front matter of a notice.

use jiff::Zoned;

use crate::record::basic_string;
use crate::span::Span;

/// What is done to a notice that has gone out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Something in it was wrong.
    Correction,
    /// It does not hold any more.
    Withdrawal,
}

impl ChangeKind {
    /// The table of the front matter.
    pub fn key(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Withdrawal => "withdrawal",
        }
    }
}

/// The `text` of a notice with one more change, as the last table of its front
/// matter; `front` is where that lies, with its delimiters. Without one, it gets
/// one. Nothing else is touched, and line ends stay what they are.
pub fn with_change(text: &str, front: Option<Span>, kind: ChangeKind, at: &Zoned, said: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let table = format!(
        "[[{}]]{end}at = {}{end}text = {}{end}",
        kind.key(),
        at.strftime("%Y-%m-%dT%H:%M:%S%:z"),
        basic_string(said)
    );
    let written = front.and_then(|front| Some((front.start, text.get(front.range())?)));
    let Some((start, written)) = written else {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        return format!("{}+++{end}{table}+++{end}{end}{}", &text[..start], &text[start..]);
    };
    // The last line of the front matter closes it.
    let closing = start + written.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let before = &text[..closing];
    let is_first = written.lines().nth(1).is_some_and(|line| line.trim_end() == "+++");
    let gap = if is_first || before.ends_with(&end.repeat(2)) { "" } else { end };
    format!("{before}{gap}{table}{}", &text[closing..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str, front: Option<&str>) -> String {
        let front = front.map(|front| {
            let start = text.find(front).unwrap();
            Span::new(start, start + front.len())
        });
        let at: Zoned = "2026-03-04T09:30:00+01:00[Europe/Brussels]".parse().unwrap();
        with_change(text, front, ChangeKind::Correction, &at, "At “10”, not \"11\".")
    }

    const TABLE: &str = "[[correction]]\nat = 2026-03-04T09:30:00+01:00\ntext = \"At “10”, not \\\"11\\\".\"\n";

    #[test]
    fn the_table_comes_last_and_nothing_else_moves() {
        let front = "+++\nissued = 2026-03-01T09:00:00Z\n+++\n";
        assert_eq!(
            changed(&format!("{front}\n# A\n"), Some(front)),
            format!("+++\nissued = 2026-03-01T09:00:00Z\n\n{TABLE}+++\n\n# A\n")
        );
        assert_eq!(changed("+++\n+++\n# A\n", Some("+++\n+++\n")), format!("+++\n{TABLE}+++\n# A\n"));
    }

    #[test]
    fn a_notice_without_front_matter_gets_one() {
        assert_eq!(changed("\u{feff}# A\n", None), format!("\u{feff}+++\n{TABLE}+++\n\n# A\n"));
    }

    #[test]
    fn line_ends_stay() {
        let front = "+++\r\nzone = \"UTC\"\r\n+++\r\n";
        let text = changed(&format!("{front}# A\r\n"), Some(front));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        assert!(text.ends_with("+++\r\n# A\r\n"), "{text:?}");
    }
}
