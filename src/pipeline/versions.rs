//! The language versions of a release, as its pages name each other.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::PoisonError;

use super::{Examined, Office, Order};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::sheet::SheetVersion;
use crate::parse;
use crate::span::SourceFile;
use crate::workspace::{NoticeFile, read_notice};

impl Office {
    /// The language versions that readers of the notice in `file` are led to,
    /// itself among them, in the order of lists: not to one that is kept back for
    /// its errors. None where it is the only one, or under embargo: names that
    /// cannot be guessed must not stand in another file.
    pub(super) fn versions(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        order: &Order<'_>,
    ) -> Result<Vec<SheetVersion>, Error> {
        let front = &examined.notice.front_matter;
        let held = |until: &jiff::Zoned| until.timestamp() > order.now;
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
                if !order.draft && !self.goes_out(text.source, other)? {
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

    /// Whether the notice has no errors. All versions of a release ask it of all
    /// others: the answer is kept for the text.
    fn goes_out(&self, source: SourceFile, file: &NoticeFile) -> Result<bool, Error> {
        let mut hasher = DefaultHasher::new();
        source.text().hash(&mut hasher);
        let hash = hasher.finish();
        let answers = || self.without_errors.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, goes_out)) = answers().get(&file.path).filter(|(text, _)| *text == hash) {
            return Ok(*goes_out);
        }
        let goes_out = self.examine_text(source, file)?.count(Severity::Error) == 0;
        answers().insert(file.path.clone(), (hash, goes_out));
        Ok(goes_out)
    }
}
