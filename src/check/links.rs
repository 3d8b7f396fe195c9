//! Where the parts of a link stand in the file.

use super::Subject;
use crate::model::notice::Link;
use crate::span::Span;

impl Subject<'_> {
    /// Where the target stands in `[text](target)`; `None` for a link that is
    /// written in another way.
    pub(super) fn place_of_target(&self, link: &Link) -> Option<Span> {
        let written = self.source.slice(link.span);
        let from = written.rfind("](")?;
        let at = link.span.start + from + written[from..].find(&link.uri)?;
        Some(Span::new(at, at + link.uri.len()))
    }

    /// Where the text stands in `[text](target)`, if it is nothing but
    /// characters; else where an address stands that is its own text.
    pub(super) fn place_of_text(&self, link: &Link) -> Option<Span> {
        let written = self.source.slice(link.span);
        if written == link.text {
            return Some(link.span);
        }
        let at = if written.starts_with('<') && written.get(1..written.len() - 1) == Some(&link.text) {
            1
        } else {
            let inside = written.strip_prefix('[')?.strip_prefix(link.text.as_str())?;
            inside.starts_with("](").then_some(1)?
        };
        let start = link.span.start + at;
        Some(Span::new(start, start + link.text.len()))
    }
}

/// Whether an address has two numbers, as every reference does: its year and
/// its own. Cheaper than asking the grammar, and most addresses have none.
pub fn may_name_a_notice(address: &str) -> bool {
    let bytes = address.as_bytes();
    let starts = |at: &usize| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[*at - 1].is_ascii_digit());
    (0..bytes.len()).filter(starts).nth(1).is_some()
}
