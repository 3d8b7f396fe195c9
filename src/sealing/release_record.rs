//! `notice.json` of a release: all its language versions as data.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::sheet::Sheet;

/// The file.
pub const RELEASE_RECORD: &str = "notice.json";

/// Which schema it follows.
const SCHEMA: &str = "urn:pressdoc:schema:release-1";

/// What a version of a release says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReleaseRecord {
    schema: String,
    /// What the release is called everywhere and for ever.
    pub identifier: String,
    /// As printed: `AGENDA/18/5869`.
    pub reference: String,
    /// The code of the house style.
    pub house: String,
    /// The highest edition of its notices, from 1.
    pub edition: usize,
    /// Nothing of it may be published before this time, if that lay ahead when it
    /// was sealed.
    pub withheld_until: Option<Timestamp>,
    /// Whether the office has withdrawn it.
    pub withdrawn: bool,
    /// The public record of each notice (`urn:pressdoc:schema:notice-1`), by
    /// language.
    pub notices: BTreeMap<String, Value>,
}

/// What is read of a notice in the record.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SealedNotice {
    /// From 1; one more for each correction and for the withdrawal.
    pub edition: usize,
    /// SHA-256 of its reading text, 64 hexadecimal digits.
    pub content_hash: String,
    /// Every word in reading order, one space between two.
    pub reading_text: String,
    /// The headline as characters.
    pub headline_text: String,
    /// The corrections, the oldest first.
    #[serde(default)]
    pub corrections: Vec<SealedChange>,
    /// The withdrawal.
    #[serde(default)]
    pub withdrawal: Option<SealedChange>,
}

/// A correction or withdrawal in the record.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SealedChange {
    /// When, RFC 3339.
    pub at: String,
    /// What and why, as written.
    pub text: String,
    /// As printed.
    pub line: String,
}

impl ReleaseRecord {
    /// The record of a release whose notices have these sheets, each with its
    /// public record. `withheld_until` is the end of an embargo that lies ahead.
    pub fn new(house: &str, notices: Vec<(&Sheet, Value)>, withheld_until: Option<Timestamp>) -> Self {
        let first = notices.first().map(|(sheet, _)| *sheet);
        Self {
            schema: SCHEMA.to_owned(),
            identifier: first.map(|sheet| sheet.identifier.clone()).unwrap_or_default(),
            reference: first.map(|sheet| sheet.reference.clone()).unwrap_or_default(),
            house: house.to_owned(),
            edition: notices.iter().map(|(sheet, _)| sheet.edition).max().unwrap_or(1),
            withheld_until,
            withdrawn: notices.iter().any(|(sheet, _)| sheet.withdrawal.is_some()),
            notices: notices.into_iter().map(|(sheet, record)| (sheet.language.clone(), record)).collect(),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// One sentence of fault, where it is not what pressdoc writes.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let record: Self =
            serde_json::from_slice(bytes).map_err(|error| format!("`{RELEASE_RECORD}` is no record: {error}"))?;
        if record.schema != SCHEMA {
            return Err(format!("`{RELEASE_RECORD}` follows a schema that is not known here: `{}`", record.schema));
        }
        Ok(record)
    }

    /// The file: lines for people, one line end at the end.
    ///
    /// # Errors
    /// What the writer of JSON says.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The notice in the language `code`; `None` where there is none, or its
    /// record lacks what a record has.
    pub fn notice(&self, code: &str) -> Option<SealedNotice> {
        SealedNotice::deserialize(self.notices.get(code)?).ok()
    }

    /// Until when nothing of it may be published, by the clocks of its notices;
    /// `None` when it may be at `now`.
    pub fn withheld_at(&self, now: Timestamp) -> Option<Zoned> {
        let until = self.withheld_until.filter(|until| *until > now)?;
        let zones = self.notices.values().filter_map(|notice| notice.get("zone")?.as_str());
        let zone = zones.filter_map(|name| TimeZone::get(name).ok()).next().unwrap_or(TimeZone::UTC);
        Some(until.to_zoned(zone))
    }
}
