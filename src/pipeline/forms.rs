//! A notice in all its forms.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use super::{Examined, Office};
use crate::artifact::Artifact;
use crate::catalog::House;
use crate::compose::{Ingredients, compose};
use crate::error::Error;
use crate::model::sheet::{Sheet, SheetVersion};
use crate::render::{Format, Press};
use crate::workspace::NoticeFile;

/// What is to be made.
pub struct Order<'a> {
    /// The forms.
    pub formats: &'a [&'static dyn Format],
    /// Whether as a draft.
    pub draft: bool,
    /// The time, for embargoes.
    pub now: jiff::Timestamp,
    /// The folder that the user is in.
    pub here: &'a Path,
    /// Whether the first form is made beside the others, on a thread of its own:
    /// for a few notices, which do not keep all cores at work.
    pub beside: bool,
}

impl Office {
    /// The sheet of a notice alone: it knows of no other language version.
    pub fn compose(&self, examined: &Examined<'_>, draft: bool) -> Sheet {
        self.compose_among(examined, Vec::new(), draft)
    }

    pub(super) fn compose_among(&self, examined: &Examined<'_>, versions: Vec<SheetVersion>, draft: bool) -> Sheet {
        let reference = examined.reference.as_ref();
        compose(&Ingredients {
            source: &examined.source,
            notice: &examined.notice,
            reference,
            document_type: reference.and_then(|reference| examined.house.document_type(reference.type_code())),
            house: &examined.house.style,
            language: &examined.language,
            picture: &|address| examined.pictures.get(address).cloned().flatten(),
            printable: &|character| examined.coverage.has(character),
            versions,
            draft,
        })
    }

    /// The finished files of a notice, in the order of the forms; none for a form
    /// that has nothing to say of it. Before the hour of an embargo their names cannot be guessed.
    ///
    /// # Errors
    /// When a file of the house style is wrong or a form cannot be made.
    pub fn render(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        order: &Order<'_>,
    ) -> Result<Vec<Artifact>, Error> {
        let sheet = self.compose_among(examined, self.versions(examined, file, order)?, order.draft);
        let stem = self.stem(examined, file, order.now, order.here)?;
        self.print(&sheet, examined.house, &stem, order.formats, order.beside)
    }

    /// The sheet in these forms, as far as they suit it; `stem` names the files,
    /// and `beside` is that of [`Order`].
    pub(super) fn print(
        &self,
        sheet: &Sheet,
        house: &House,
        stem: &str,
        formats: &[&'static dyn Format],
        beside: bool,
    ) -> Result<Vec<Artifact>, Error> {
        let print = |format: &&'static dyn Format| -> Result<Option<Artifact>, Error> {
            let press = self.press(*format, house)?;
            if !press.suits(sheet) {
                return Ok(None);
            }
            Ok(Some(Artifact {
                path: format!("{stem}.{}", format.ending()),
                media_type: format.media_type(),
                bytes: press.print(sheet)?,
            }))
        };
        match formats.split_first().filter(|(_, others)| beside && !others.is_empty()) {
            None => formats.iter().filter_map(|format| print(format).transpose()).collect(),
            Some((first, others)) => std::thread::scope(|scope| {
                let others = scope.spawn(|| others.iter().map(print).collect::<Result<Vec<_>, Error>>());
                let first = print(first);
                let others = others.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault));
                Ok(std::iter::once(first?).chain(others?).flatten().collect())
            }),
        }
    }

    /// The name of the finished files without their endings.
    pub(super) fn stem(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        now: jiff::Timestamp,
        here: &Path,
    ) -> Result<String, Error> {
        let stem = format!("{}.{}", output_stem(examined, file), examined.language.code);
        let embargo = examined.notice.front_matter.embargo.as_ref();
        if embargo.is_some_and(|embargo| embargo.value.timestamp() > now) {
            let secret = self.workspace.unguessable(&stem, here)?;
            return Ok(format!("{stem}.{secret}"));
        }
        Ok(stem)
    }

    pub(super) fn press(&self, format: &'static dyn Format, house: &House) -> Result<Arc<dyn Press>, Error> {
        let mut presses = self.presses.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (format.name(), house.style.code.clone());
        if let Some(press) = presses.get(&key) {
            return Ok(Arc::clone(press));
        }
        let press: Arc<dyn Press> = format.prepare(&self.catalog, house)?.into();
        presses.insert(key, Arc::clone(&press));
        Ok(press)
    }
}

/// Folder and name of the finished files: by reference; a draft without one by
/// the name of its file, of which only letters and digits stay.
pub(super) fn output_stem(examined: &Examined<'_>, file: &NoticeFile) -> String {
    if let Some(reference) = &examined.reference {
        return format!("{}/{}", reference.folder(), reference.file_stem());
    }
    let stem = file.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let clean: String = stem.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).take(80).collect();
    let clean = if clean.trim_matches('-').is_empty() { "notice".to_owned() } else { clean };
    format!("drafts/{clean}")
}
