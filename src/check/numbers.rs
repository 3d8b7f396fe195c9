//! Every telephone number that a notice shows.

use super::Subject;
use super::sections::{CONTACTS, INQUIRIES};
use crate::mention::{dialled, international_phones, phones};
use crate::model::flat::MarkKind;
use crate::span::Span;

/// A telephone number that readers see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownNumber<'s> {
    /// As written, from the `+` or first digit to the last.
    pub written: &'s str,
    /// As dialled: `+3222967456`, or its digits where it names no country.
    pub dialled: String,
    /// Its place.
    pub span: Span,
    /// Its place where the file has exactly these characters there.
    pub exact: Option<Span>,
}

impl Subject<'_> {
    /// The telephone numbers in the contacts, in the line for inquiries, in
    /// links to a number, and those in running text that are certainly some:
    /// with the house's country and as many digits as it has. Also those in
    /// quotations.
    pub(super) fn shown_numbers(&self) -> Vec<ShownNumber<'_>> {
        let mut shown = Vec::new();
        for passage in &self.notice.passages {
            let flat = &passage.flat;
            let text = flat.text.as_str();
            let is_list = matches!(self.notice.section_key(passage), CONTACTS | INQUIRIES);
            let found = if is_list { phones(text) } else { international_phones(text) };
            for (start, end) in found {
                let written = &text[start..end];
                let number = ShownNumber {
                    written,
                    dialled: dialled(written),
                    span: flat.span(start, end),
                    exact: flat.exact(start, end),
                };
                let is_certain = is_list
                    || self.house.style.phone.format(&number.dialled).is_some()
                    || flat.marks.iter().any(|mark| {
                        mark.start <= start
                            && end <= mark.end
                            && matches!(&mark.kind, MarkKind::Link(uri) if is_phone(uri))
                    });
                if is_certain {
                    shown.push(number);
                }
            }
        }
        shown
    }
}

/// The number that a link to `uri` dials, as written behind `tel:`.
pub fn target(uri: &str) -> Option<&str> {
    let uri = uri.trim();
    let scheme = uri.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("tel:"))?;
    // `;ext=12` and the like are no part of the number.
    uri[scheme.len()..].split(';').next()
}

fn is_phone(uri: &str) -> bool {
    target(uri).is_some()
}
