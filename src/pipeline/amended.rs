//! The difference of two versions of a release: its words, then its files.

use std::collections::BTreeSet;

use super::kept::kept_record;
use crate::archive::{Archive, Change, ObjectId, VersionNumber};
use crate::error::Error;
use crate::report::{Amendment, amendments};
use crate::sealing::{FORMS, PROVENANCE, RELEASE_RECORD, ReleaseRecord, is_issued};

/// What became of a release from one version to another.
pub struct Amended {
    /// Language by language, in the order of their codes; empty where one of the
    /// versions does not say its words.
    pub languages: Vec<(String, Words)>,
    /// What became of its files.
    pub files: Vec<(FileKind, Change)>,
}

/// What became of the words of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// They are the same.
    Same,
    /// They changed.
    Changed(Vec<Amendment>),
    /// The language is new, with this headline.
    New(String),
    /// The language is gone; this was its headline.
    Gone(String),
}

/// What a file of a version is, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// A notice as written.
    Source,
    /// Another file of the release.
    Attachment,
    /// A finished form.
    Form,
    /// What forms are checked and set with.
    Style,
    /// What the version says of itself, or is kept beside what was issued.
    Record,
}

impl FileKind {
    /// The kind of the file at `path`.
    pub fn of(path: &str) -> Self {
        let top = path.split('/').next().unwrap_or_default();
        match top {
            RELEASE_RECORD | PROVENANCE => Self::Record,
            FORMS => Self::Form,
            "styles" | "assets" => Self::Style,
            _ if top == crate::workspace::SETTINGS => Self::Style,
            // Who approved, what came back from translators: beside what is issued.
            _ if !is_issued(path.rsplit('/').next().unwrap_or_default()) => Self::Record,
            _ if path.ends_with(".md") => Self::Source,
            _ => Self::Attachment,
        }
    }
}

/// Compares two versions of a release.
///
/// # Errors
/// As [`Archive::difference`], and when what a version says of itself is damaged.
pub fn amended(archive: &Archive, id: &ObjectId, from: VersionNumber, to: VersionNumber) -> Result<Amended, Error> {
    let before = kept_record(archive, id, Some(from))?;
    let after = kept_record(archive, id, Some(to))?;
    let languages = match (&before, &after) {
        (Some(before), Some(after)) => compared(before, after),
        _ => Vec::new(),
    };
    let changes = archive.difference(id, from, to)?.changes;
    let mut files: Vec<_> = changes.into_iter().map(|change| (FileKind::of(change.path()), change)).collect();
    files.sort();
    Ok(Amended { languages, files })
}

fn compared(before: &ReleaseRecord, after: &ReleaseRecord) -> Vec<(String, Words)> {
    let codes: BTreeSet<&String> = before.notices.keys().chain(after.notices.keys()).collect();
    let words = codes.into_iter().filter_map(|code| {
        let words = match (before.notice(code), after.notice(code)) {
            (Some(before), Some(after)) => match amendments(&before.reading_text, &after.reading_text) {
                changes if changes.is_empty() => Words::Same,
                changes => Words::Changed(changes),
            },
            (None, Some(after)) => Words::New(after.headline_text),
            (Some(before), None) => Words::Gone(before.headline_text),
            (None, None) => return None,
        };
        Some((code.clone(), words))
    });
    words.collect()
}
