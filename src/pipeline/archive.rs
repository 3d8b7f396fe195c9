//! The archive of a workspace, and what a release is called there.

use std::path::{Path, PathBuf};

use super::Office;
use crate::archive::{Archive, ObjectId};
use crate::error::Error;
use crate::model::reference::Reference;

impl Office {
    /// Where the archive is: `place` as the user names it, seen from `here`, else
    /// as the settings have it, seen from the root of the workspace.
    pub fn archive_place(&self, place: Option<&str>, here: &Path) -> PathBuf {
        match place {
            Some(place) => here.join(place),
            None => self.workspace.root().unwrap_or(here).join(&self.workspace.settings.archive),
        }
    }

    /// Opens the archive at `place`, or that of the workspace.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn archive(&self, place: Option<&str>, here: &Path) -> Result<Archive, Error> {
        Archive::open(&self.archive_place(place, here))
    }

    /// What a release is called in an archive, by the identifiers of the house
    /// styles that have its type: `urn:pressdoc:ec:AGENDA:18:5869`. The first that
    /// is there, else the one of the house style that is asked first.
    ///
    /// # Errors
    /// [`Error::Archive`] when a house style has an `identifier` that is no URI,
    /// [`Error::Store`] when the archive cannot be read.
    pub fn object_id(&self, archive: &Archive, reference: &Reference) -> Result<ObjectId, Error> {
        let first = self.catalog.house_for_type(reference.type_code());
        let others = self.catalog.houses().filter(|house| house.style.code != first.style.code);
        let fitting = others.filter(|house| house.document_type(reference.type_code()).is_some());
        let mut ids = std::iter::once(first)
            .chain(fitting)
            .map(|house| ObjectId::new(house.style.identifier(Some(reference))))
            .collect::<Result<Vec<_>, _>>()?;
        for (at, id) in ids.iter().enumerate() {
            if archive.contains(id)? {
                return Ok(ids.swap_remove(at));
            }
        }
        Ok(ids.swap_remove(0))
    }
}
