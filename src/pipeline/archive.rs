//! The archive of a workspace.

use std::path::Path;

use super::Office;
use crate::archive::{Access, Archive, Place};
use crate::error::Error;

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
}
