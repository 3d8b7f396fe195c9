//! The language versions of a release, as its pages name each other.

use jiff::Timestamp;

use super::{Examined, Office};
use crate::error::Error;
use crate::model::sheet::SheetVersion;
use crate::parse;
use crate::workspace::{NoticeFile, read_notice};

impl Office {
    /// The language versions that readers of the notice in `file` are led to at
    /// the time `now`, itself among them, in the order of lists. None where it is
    /// the only one, or under embargo: names that cannot be guessed must not
    /// stand in another file.
    pub(super) fn versions(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        now: Timestamp,
    ) -> Result<Vec<SheetVersion>, Error> {
        let front = &examined.notice.front_matter;
        let held = |until: &jiff::Zoned| until.timestamp() > now;
        let under_embargo = front.embargo.as_ref().is_some_and(|until| held(&until.value));
        let Some(reference) = examined.reference.as_ref().filter(|_| !under_embargo) else { return Ok(Vec::new()) };
        let beside = self.workspace.beside(file);
        if beside.len() < 2 {
            return Ok(Vec::new());
        }
        let original = front.translation_of.as_ref().map_or(&examined.house.style.language, |code| &code.value);
        let mut versions = Vec::with_capacity(beside.len());
        for other in &beside {
            let Some((_, code)) = &other.release else { continue };
            let own = other.path == file.path;
            if !own {
                // Read anew each time: it may have got an embargo of its own.
                let Ok(text) = read_notice(other) else { continue };
                let until = parse::peek_embargo(&text.source, &examined.house.style);
                if text.fault.is_some() || until.is_some_and(|until| held(&until)) {
                    continue;
                }
            }
            let Some(language) = self.language(code)? else { continue };
            let version = SheetVersion {
                language: code.clone(),
                name: language.name.clone(),
                direction: language.direction.clone(),
                file: format!("{}.{code}", reference.file_stem()),
                own,
                original: code == original,
            };
            versions.push((language.place_in_lists(), version));
        }
        versions.sort_by(|(a, _), (b, _)| a.cmp(b));
        let versions: Vec<SheetVersion> = versions.into_iter().map(|(_, version)| version).collect();
        Ok(if versions.len() < 2 { Vec::new() } else { versions })
    }
}
