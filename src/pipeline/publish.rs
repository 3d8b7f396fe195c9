//! What of the archive may be shown to everybody at a given time.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::seal::{read_kept, read_record};
use crate::archive::{Archive, ObjectId, VersionNumber};
use crate::artifact::Artifact;
use crate::error::Error;
use crate::render::Format;
use crate::sealing::{FORMS, ReleaseRecord};

/// What is public of a release.
#[derive(Debug, Clone, PartialEq)]
pub enum Publication {
    /// This version.
    Public {
        /// Its number.
        version: VersionNumber,
        /// The time until which a newer one is withheld.
        newer_from: Option<Zoned>,
        /// Its finished forms, below the folder of everything that is public.
        artifacts: Vec<Artifact>,
        /// What other versions had and this one has not: nothing of it may stay.
        obsolete: Vec<String>,
    },
    /// Nothing before this time.
    Withheld(Zoned),
}

/// What of a release is public at `now`: the newest version whose hour has come,
/// in these forms. Before the hour of an embargo a version is as if it were not
/// there.
///
/// # Errors
/// When the archive cannot be read, a file is not what was archived, or another
/// program made the object.
pub fn publication(
    archive: &Archive,
    id: &ObjectId,
    formats: &[&'static dyn Format],
    now: Timestamp,
) -> Result<Publication, Error> {
    let mut withheld: Option<Zoned> = None;
    let mut public: Option<(VersionNumber, ReleaseRecord)> = None;
    let mut obsolete = BTreeSet::new();
    for entry in archive.log(id)?.into_iter().rev() {
        if public.is_some() {
            obsolete.extend(files(archive, id, entry.version)?);
            continue;
        }
        let record = read_record(archive, id, Some(entry.version))?;
        match record.withheld_at(now) {
            // The earliest hour at which something comes.
            Some(until) => withheld = Some(withheld.map_or(until.clone(), |known| known.min(until))),
            None => public = Some((entry.version, record)),
        }
    }
    let Some((version, record)) = public else {
        return Ok(Publication::Withheld(withheld.unwrap_or_else(|| now.to_zoned(TimeZone::UTC))));
    };
    let mut artifacts = Vec::new();
    for path in files(archive, id, version)? {
        obsolete.remove(&path);
        // `AGENDA-18-5869.en.ninjs.json`: behind the language comes the ending.
        let ending = path.splitn(3, '.').nth(2).unwrap_or_default();
        let Some(format) = formats.iter().find(|format| format.ending() == ending) else { continue };
        artifacts.push(Artifact {
            bytes: read_kept(archive, id, Some(version), &format!("{FORMS}/{path}"))?,
            path: format!("{}/{path}", record.reference),
            media_type: format.media_type(),
        });
    }
    let obsolete = obsolete.into_iter().map(|path| format!("{}/{path}", record.reference)).collect();
    Ok(Publication::Public { version, newer_from: withheld, artifacts, obsolete })
}

/// The names of the finished forms of a version.
fn files(archive: &Archive, id: &ObjectId, version: VersionNumber) -> Result<BTreeSet<String>, Error> {
    let state = archive.state(id, Some(version))?;
    let below = format!("{FORMS}/");
    Ok(state.files.into_keys().filter_map(|path| path.strip_prefix(&below).map(str::to_owned)).collect())
}
