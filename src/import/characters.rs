//! Bytes → text, in whatever encoding they are.

use super::Refusal;

/// The text of a file: by its byte order mark, as UTF-8, by what a page says of
/// itself, else as Windows did it in Western Europe.
///
/// # Errors
/// [`Refusal`] for what is no text.
pub fn read(bytes: &[u8]) -> Result<String, Refusal> {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // Bytes that no text has: a file of some program.
    let controls = bytes.iter().take(64 * 1024).filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    if !marked && (bytes.contains(&0) || controls > 8) {
        return Err(Refusal::new(
            "is no text",
            "known are Word files (`.docx`), web pages, JSON of a wire or of Press Corner, and plain text",
        ));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !marked => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        _ => decode(bytes),
    }
}

#[cfg(feature = "forms")]
fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
    let stated = || stated(bytes).and_then(|label| Encoding::for_label(label.as_bytes()));
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(stated).filter(|encoding| *encoding != UTF_8).unwrap_or(WINDOWS_1252);
    let (text, _, faulty) = encoding.decode(bytes);
    if faulty {
        return Err(Refusal::new(
            format!("is not in the encoding {} that it seems to be in", encoding.name()),
            "open it in your editor and save it again with the encoding UTF-8",
        ));
    }
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// What a page says: `<meta charset="iso-8859-7">` or `…; charset=iso-8859-7`.
#[cfg(feature = "forms")]
fn stated(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(4096).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let value = head.split("charset").nth(1)?.trim_start();
    let value = value.strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    Some(value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')).collect())
}

#[cfg(not(feature = "forms"))]
fn decode(_: &[u8]) -> Result<String, Refusal> {
    Err(Refusal::new("is not UTF-8", "open it in your editor and save it again with the encoding UTF-8"))
}
