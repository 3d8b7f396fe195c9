//! What an archive holds, read as releases. A version that another program has
//! made may say nothing of itself; then it is files, and nothing is known of it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::Office;
use super::seal::read_kept;
use crate::archive::{Archive, ObjectId, VersionNumber};
use crate::error::Error;
use crate::sealing::{PROVENANCE, Provenance, RELEASE_RECORD, ReleaseRecord};

/// What a version says of itself.
#[derive(Default)]
pub struct Kept {
    /// The release as data.
    pub record: Option<ReleaseRecord>,
    /// Where it comes from.
    pub provenance: Option<Provenance>,
}

/// What a version says of itself, of the newest when none is named.
///
/// # Errors
/// As [`Archive::state`], and when a file of it is damaged.
pub fn kept(archive: &Archive, id: &ObjectId, version: Option<VersionNumber>) -> Result<Kept, Error> {
    let record = kept_record(archive, id, version)?;
    let has_provenance = archive.state(id, version)?.files.contains_key(PROVENANCE);
    let provenance = match has_provenance {
        true => Provenance::read(&read_kept(archive, id, version, PROVENANCE)?).ok(),
        false => None,
    };
    Ok(Kept { record, provenance })
}

/// The release as data, if the version says it.
///
/// # Errors
/// As [`kept`].
pub fn kept_record(
    archive: &Archive,
    id: &ObjectId,
    version: Option<VersionNumber>,
) -> Result<Option<ReleaseRecord>, Error> {
    if !archive.state(id, version)?.files.contains_key(RELEASE_RECORD) {
        return Ok(None);
    }
    Ok(ReleaseRecord::read(&read_kept(archive, id, version, RELEASE_RECORD)?).ok())
}

impl Office {
    /// The zone of the house of a release, else that of the default house.
    pub fn zone_of(&self, record: Option<&ReleaseRecord>) -> TimeZone {
        let house = record.and_then(|record| self.catalog.house(&record.house));
        let house = house.unwrap_or_else(|| self.catalog.default_house());
        TimeZone::get(&house.style.zone).unwrap_or(TimeZone::UTC)
    }
}

/// The index of an archive, a line of JSON for each object: what the archive
/// knows of it, and what its newest version says of itself.
///
/// # Errors
/// As [`Archive::index_lines`].
pub fn kept_index(
    archive: &Archive,
    now: Timestamp,
) -> Result<impl Iterator<Item = Result<String, Error>> + '_, Error> {
    archive.index_lines(move |id| match kept_record(archive, id, None) {
        Ok(Some(record)) => facts(&record, now),
        Ok(None) => Map::new(),
        // The line is still of use without what cannot be read.
        Err(error) => Map::from_iter([("fault".to_owned(), Value::String(error.to_string()))]),
    })
}

fn facts(record: &ReleaseRecord, now: Timestamp) -> Map<String, Value> {
    let headlines: Map<String, Value> = record
        .notices
        .keys()
        .filter_map(|language| Some((language.clone(), Value::String(record.notice(language)?.headline_text))))
        .collect();
    let facts = json!({
        "reference": record.reference,
        "house": record.house,
        "edition": record.edition,
        "languages": record.notices.keys().collect::<Vec<_>>(),
        "headlines": headlines,
        "withheld_until": record.withheld_until.filter(|until| *until > now),
        "withdrawn": record.withdrawn,
    });
    match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    }
}
