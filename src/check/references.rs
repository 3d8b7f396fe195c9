//! Every place of the notice's reference in its text.

use super::Subject;
use crate::diagnostic::Edit;
use crate::model::notice::PartKind;
use crate::model::reference::Reference;

impl Subject<'_> {
    /// The edits that write `right` wherever the text has its reference.
    pub(super) fn rewritten_reference(&self, right: &Reference) -> Vec<Edit> {
        let Some(first) = &self.notice.reference else { return Vec::new() };
        let parts = self.notice.parts.iter().filter(|part| part.kind == PartKind::Reference);
        let places = parts.filter_map(|part| {
            let same = || self.house.grammar.read_printed(self.source.slice(part.span)).as_ref() == Some(&first.value);
            if part.span.contains(first.span) { Some(first.span) } else { same().then_some(part.span) }
        });
        places.map(|span| Edit { span, replacement: right.to_string() }).collect()
    }
}
