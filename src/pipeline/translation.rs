//! Translations and the originals that they were made from.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use super::{Examined, Office};
use crate::catalog::House;
use crate::check::Version;
use crate::error::Error;
use crate::parse::{self, Knowledge};
use crate::span::{SourceFile, Span};
use crate::workspace::{NoticeFile, read_notice};

/// The originals that were read last, the newest first: the versions of a
/// release are checked one after the other and are all compared with it.
pub(super) type Originals = VecDeque<(PathBuf, Arc<Version>)>;

/// Originals that are kept: more than there are releases at work at a time.
const MOST_ORIGINALS: usize = 32;

impl Office {
    /// The version that the notice in `file` was translated from: what its front
    /// matter names, else the one in the house style's own language. `None`
    /// where it is the original itself, or there is no other.
    pub(super) fn original_of(
        &self,
        file: &NoticeFile,
        house: &House,
        translation_of: Option<&str>,
    ) -> Option<Arc<Version>> {
        let (_, own) = file.release.as_ref()?;
        let code = translation_of.unwrap_or(&house.style.language);
        if code == own {
            return None;
        }
        let original = file.in_language(code)?;
        let source = read_notice(&original).ok().filter(|text| text.fault.is_none())?.source;
        self.version(source, &original).ok().map(|(_, version)| version)
    }

    /// What `source` says, read but not checked, and its house style. That of an
    /// original is kept for its translations.
    pub(super) fn version(&self, source: SourceFile, file: &NoticeFile) -> Result<(&House, Arc<Version>), Error> {
        let (house, language) = self.house_and_language(&source, file)?;
        let originals = || self.originals.lock().unwrap_or_else(PoisonError::into_inner);
        let is_kept = file.release.as_ref().is_some_and(|(_, own)| *own == house.style.language);
        // Somebody may have written it anew: what counts is the text.
        let is_it = |(path, known): &&(PathBuf, Arc<Version>)| {
            *path == file.path && known.source.name() == source.name() && known.source.text() == source.text()
        };
        if let Some((_, known)) = is_kept.then(originals).and_then(|originals| originals.iter().find(is_it).cloned()) {
            return Ok((house, known));
        }
        let folder_reference = file.release.as_ref().map(|(reference, _)| reference);
        let languages = |code: &str| self.language(code).ok().flatten();
        let knowledge = Knowledge { house, language: &language, languages: &languages, folder_reference };
        let notice = parse::parse(&source, knowledge);
        let version = Arc::new(Version { source, notice, language });
        if is_kept {
            let mut originals = originals();
            originals.push_front((file.path.clone(), Arc::clone(&version)));
            originals.truncate(MOST_ORIGINALS);
        }
        Ok((house, version))
    }

    /// A translation whose front matter records the original as it is now, and
    /// so that somebody has compared the two; `None` where there is nothing to
    /// record. Nothing is written.
    ///
    /// # Errors
    /// As [`Office::examine`].
    pub fn accept_translation<'o>(
        &'o self,
        examined: &Examined<'o>,
        file: &NoticeFile,
    ) -> Result<Option<Examined<'o>>, Error> {
        let front = &examined.notice.front_matter;
        let named = front.translation_of.as_ref().map(|code| code.value.as_str());
        let Some(original) = self.original_of(file, examined.house, named) else { return Ok(None) };
        let fingerprint = original.fingerprint();
        if front.original.as_ref().is_some_and(|recorded| recorded.value == fingerprint) {
            return Ok(None);
        }
        let recorded = front.original.as_ref().map(|recorded| recorded.span);
        let text = with_record(&examined.source, front.span, recorded, &fingerprint);
        self.examine_text(SourceFile::new(examined.source.name(), text), file).map(Some)
    }
}

/// The text with `original = "…"` in its front matter.
fn with_record(source: &SourceFile, front: Option<Span>, recorded: Option<Span>, fingerprint: &str) -> String {
    let text = source.text();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, replacement) = match (recorded, front) {
        (Some(recorded), _) => (recorded, format!("\"{fingerprint}\"")),
        (None, Some(front)) => {
            // Before the tables, which would take the key for their own.
            let first_line = source.slice(front).find('\n').map_or(front.end, |at| front.start + at + 1);
            (Span::at(first_line), format!("original = \"{fingerprint}\"{line_end}"))
        }
        (None, None) => {
            let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            (Span::at(start), format!("+++{line_end}original = \"{fingerprint}\"{line_end}+++{line_end}{line_end}"))
        }
    };
    format!("{}{replacement}{}", &text[..at.start], &text[at.end..])
}
