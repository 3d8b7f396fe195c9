//! Where a link leads, and whether it may go out: decided here alone, for those
//! who check a notice and for those who print it.

use std::borrow::Cow;

use url::Url;

/// What the target of a link is, as far as a press notice is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A page, a mail address or a telephone number.
    Good,
    /// Left for later: `#`, `TODO`, nothing at all, an address without a host.
    Placeholder,
    /// Without a scheme: it means something only beside other pages.
    Relative,
    /// With a scheme that a notice may not use, in lower case.
    Scheme(String),
}

/// Words that stand for an address to come.
const PLACEHOLDERS: [&str; 14] =
    ["address", "here", "insert", "link", "placeholder", "tba", "tbc", "tbd", "todo", "url", "x", "xx", "xxx", "xxxx"];

/// Letters of the longest of them, with a scheme before it.
const LONGEST_PLACEHOLDER: usize = "https".len() + "placeholder".len();

/// Reads the target of a link as browsers do: white space at the ends and
/// control characters anywhere do not count.
pub fn read(target: &str) -> Address {
    let url = || Url::parse(target.trim()).ok();
    let mut shown = Cow::Borrowed(target);
    if target.contains(char::is_control) {
        shown.to_mut().retain(|character| !character.is_control());
    }
    let shown = shown.trim();
    if shown.is_empty() || shown.starts_with('#') || is_placeholder(shown) {
        return Address::Placeholder;
    }
    let Some(scheme) = scheme(shown) else { return Address::Relative };
    let leads_somewhere = match scheme.as_str() {
        "http" | "https" => url().is_some_and(|url| url.host_str().is_some_and(|host| !host.is_empty())),
        "mailto" | "tel" => url().is_some_and(|url| !url.path().is_empty()),
        _ => return Address::Scheme(scheme),
    };
    if leads_somewhere { Address::Good } else { Address::Placeholder }
}

/// The target as it is written into a finished document; `None` for every
/// target that [`read`] does not call good.
pub fn outgoing(target: &str) -> Option<String> {
    if read(target) != Address::Good {
        return None;
    }
    // As written where that is plain ASCII; else as browsers send it.
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'`');
    let trimmed = target.trim();
    if trimmed.bytes().all(plain) { Some(trimmed.to_owned()) } else { Some(Url::parse(trimmed).ok()?.into()) }
}

/// A `mailto:` target for `address`, safe in a document; empty when it is no
/// address.
pub fn mailto(address: &str) -> String {
    outgoing(&format!("mailto:{address}")).unwrap_or_default()
}

fn is_placeholder(target: &str) -> bool {
    let letters = target.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters > LONGEST_PLACEHOLDER {
        return false;
    }
    let word = target.to_lowercase();
    let word = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://")).unwrap_or(&word);
    let word = word.trim_end_matches('/').trim_matches(['[', ']', '<', '>', '.', '…', '-', '_', '?']);
    word.is_empty() || PLACEHOLDERS.contains(&word)
}

/// What stands before the first colon, if it can be a scheme.
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let letters = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (letters && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Address, outgoing, read};

    #[test]
    fn what_goes_out_is_plain_ascii() {
        assert_eq!(outgoing(" https://example.org ").as_deref(), Some("https://example.org"));
        assert_eq!(outgoing("tel:0080067891011").as_deref(), Some("tel:0080067891011"));
        assert_eq!(outgoing("https://example.org/é").as_deref(), Some("https://example.org/%C3%A9"));
        assert_eq!(outgoing("https://TODO"), None);
    }

    #[test]
    fn addresses_that_lead_somewhere_are_good() {
        for good in [
            "https://example.org",
            "HTTP://example.org/a#b",
            " https://example.org/x ",
            "mailto:a@example.org",
            "TEL:+3222967456",
        ] {
            assert_eq!(read(good), Address::Good, "{good}");
        }
    }

    #[test]
    fn what_was_left_for_later_is_a_placeholder() {
        for left in [
            "",
            "#",
            "#more",
            " # ",
            "TODO",
            "[link]",
            "xxx",
            "http://",
            "https://",
            "https:///",
            "https://TODO",
            "…",
            "...",
            "mailto:",
            "https://exa mple.org",
        ] {
            assert_eq!(read(left), Address::Placeholder, "{left}");
        }
    }

    #[test]
    fn what_is_neither_has_no_scheme_or_a_wrong_one() {
        for relative in ["page.html", "//example.org", "www.example.org", "/contact", "../a.md", "?q=1", "a/b:c"] {
            assert_eq!(read(relative), Address::Relative, "{relative}");
        }
        for (wrong, scheme) in [
            ("javascript:alert(1)", "javascript"),
            ("JaVa\tScript:alert(1)", "javascript"),
            ("\u{1}data:text/html,x", "data"),
            ("file:///etc/passwd", "file"),
            ("C:\\notice.doc", "c"),
            ("ftp://example.org", "ftp"),
        ] {
            assert_eq!(read(wrong), Address::Scheme(scheme.to_owned()), "{wrong:?}");
        }
    }
}
