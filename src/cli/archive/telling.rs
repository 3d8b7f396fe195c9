//! How the commands of the archive tell what they found. What stands in an
//! archive may be anybody's text: none of it reaches the terminal as a command.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::archive::User;
use crate::cli::outside::Outside;
use crate::error::Error;

/// How an answer looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// For people.
    Human,
    /// For screen readers and logs.
    Plain,
    /// For programs: one line of JSON for each thing.
    Json,
}

/// The look that the user asked for, else the one that fits.
pub fn look(asked: Option<&str>, command: &str, outside: &Outside) -> Result<Look, Error> {
    match outside.report(asked)?.name() {
        "json" => Ok(Look::Json),
        "plain" => Ok(Look::Plain),
        "human" => Ok(Look::Human),
        other => Err(Error::Usage {
            message: format!("`{command}` has no report `{other}`"),
            help: "choose among `human`, `plain`, `json`".to_owned(),
        }),
    }
}

/// Text of others in one line: control characters, and those that turn the
/// direction of writing, become their escapes.
pub fn shown(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        if c.is_control() || turns(c) {
            shown.extend(c.escape_debug());
        } else {
            shown.push(c);
        }
        shown
    })
}

/// `2026-12-01 09:30 (Europe/Brussels)`
pub fn moment(at: Timestamp, zone: &TimeZone) -> String {
    let name = zone.iana_name().unwrap_or("UTC");
    format!("{} ({name})", at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M"))
}

/// `Anna Berg <anna@example.org>`
pub fn by_whom(user: &User) -> String {
    let address = user.address.as_deref().map(|address| address.strip_prefix("mailto:").unwrap_or(address));
    let address = address.map(|address| format!(" <{address}>")).unwrap_or_default();
    shown(&format!("{}{address}", user.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_commands_the_terminal() {
        assert_eq!(shown("a\u{1b}[2Jb\n\u{202e}c\u{9b}"), "a\\u{1b}[2Jb\\n\\u{202e}c\\u{9b}");
        assert_eq!(shown("Čeština, ελληνικά – “ok”"), "Čeština, ελληνικά – “ok”");
    }
}
