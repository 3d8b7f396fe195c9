//! The archive of a workspace, and what a release is called there.

use std::path::Path;

use super::Office;
use crate::archive::{Access, Archive, ObjectId, Place};
use crate::error::Error;
use crate::model::reference::Reference;

impl Office {
    /// Where the archive is: `place` as the user names it, seen from `here`, else
    /// as the settings have it, seen from the root of the workspace.
    ///
    /// # Errors
    /// As [`Place::parse`].
    pub fn archive_place(&self, place: Option<&str>, here: &Path) -> Result<Place, Error> {
        Ok(match place {
            Some(place) => Place::parse(place)?.below(here),
            None => Place::parse(&self.workspace.settings.archive)?.below(self.workspace.root().unwrap_or(here)),
        })
    }

    /// Opens the archive at `place`, or that of the workspace.
    ///
    /// # Errors
    /// As [`Archive::open_at`] and [`Place::parse`].
    pub fn archive(&self, place: Option<&str>, here: &Path, access: &Access) -> Result<Archive, Error> {
        Archive::open_at(&self.archive_place(place, here)?, access)
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
