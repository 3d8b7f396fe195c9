//! A translation beside its original.

use sha2::{Digest as _, Sha256};

use super::{Subject, Version};
use crate::span::{SourceFile, Span};

/// What stands for the text of a notice: equal as long as no word changes.
/// Front matter, spaces and line ends do not count. 16 hexadecimal digits.
pub fn fingerprint(source: &SourceFile, front_matter: Option<Span>) -> String {
    let body = &source.text()[front_matter.map_or(0, |span| span.end)..];
    let mut hash = Sha256::new();
    for word in body.trim_start_matches('\u{feff}').split_whitespace() {
        hash.update(word.as_bytes());
        hash.update(b" ");
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Version {
    /// The name of its file, without the folder that all versions share.
    pub fn file_name(&self) -> &str {
        let name = self.source.name();
        name.rsplit_once('/').map_or(name, |(_, file)| file)
    }

    /// See [`fingerprint`].
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.source, self.notice.front_matter.span)
    }
}

impl Subject<'_> {
    /// `line 7 of fr.md`: a place in the original, for a message.
    pub(super) fn place_in(&self, version: &Version, span: Span) -> String {
        format!("line {} of `{}`", version.source.position(span.start).line, version.file_name())
    }
}
