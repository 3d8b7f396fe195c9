//! Which link targets may go out.

use url::Url;

/// The target as it is written into a finished document; `None` for what leads
/// nowhere (placeholders, relative addresses) or must not be followed
/// (`javascript:`).
pub fn target(written: &str) -> Option<String> {
    let url = Url::parse(written.trim()).ok()?;
    let allowed = match url.scheme() {
        "http" | "https" => url.host_str().is_some_and(|host| !host.is_empty()),
        "mailto" | "tel" => !url.path().is_empty(),
        _ => false,
    };
    if !allowed {
        return None;
    }
    // As written where that is plain ASCII; else as browsers send it.
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'`');
    let trimmed = written.trim();
    Some(if trimmed.bytes().all(plain) { trimmed.to_owned() } else { url.into() })
}

/// A `mailto:` address, safe in a document.
pub fn mailto(address: &str) -> String {
    target(&format!("mailto:{address}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn only_addresses_that_lead_somewhere_safe_go_out() {
        assert_eq!(target("https://example.org").as_deref(), Some("https://example.org"));
        assert_eq!(target("tel:0080067891011").as_deref(), Some("tel:0080067891011"));
        assert_eq!(target("https://example.org/é").as_deref(), Some("https://example.org/%C3%A9"));
        for bad in [
            "#",
            "",
            "page.html",
            "//example.org",
            "javascript:alert(1)",
            "JaVaScript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "java\nscript:x",
            "mailto:",
            "https://",
        ] {
            assert_eq!(target(bad), None, "{bad}");
        }
    }
}
