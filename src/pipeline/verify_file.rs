//! Whether a file is what was issued: its bytes and its words, held against the
//! archive; without one, its words against the hash in it.

use std::collections::BTreeMap;

use jiff::{Timestamp, Zoned};

use super::seal::read_record;
use crate::archive::{Algorithm, Archive, ObjectId, VersionNumber};
use crate::error::Error;
use crate::read_back::{Claims, Identified, OtherWords, Reading, Unknown, Unreadable, identify};
use crate::sealing::{ReleaseRecord, SealedChange, SealedNotice};

/// Places in which the words of a part differ that are told, at most.
const MOST_DIFFERENCES: usize = 20;

/// What is known of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The form that it is, by what stands in it; else why it is none.
    pub form: Result<&'static str, Unknown>,
    /// Why its words cannot be read, though the form is known.
    pub unreadable: Option<Unreadable>,
    /// What it says of itself.
    pub claims: Claims,
    /// Whether its words are those of the hash in it; `None` where it has none, or
    /// its words are not known.
    pub fits_its_hash: Option<bool>,
    /// What the archive has to say.
    pub archive: Held,
}

/// A file held against an archive.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    /// There is no archive to ask.
    NoArchive,
    /// The archive has nothing of the kind: neither these bytes nor the release
    /// that the file says it is of.
    NotThere,
    /// This version has its bytes, or what it says it is.
    Found(Box<Found>),
}

/// The sealed version that a file is, or says it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What the release is called.
    pub identifier: String,
    /// As printed: `AGENDA/18/5869`.
    pub reference: String,
    /// The newest version with this file, or with what it says.
    pub version: VersionNumber,
    /// The first version with this very file; else the same.
    pub since: VersionNumber,
    /// When that was sealed.
    pub sealed: Timestamp,
    /// The name of the very same file in that version; `None` where no file of the
    /// archive has these bytes.
    pub same_bytes_as: Option<String>,
    /// The language, ISO 639-1; `None` for a file that is no form.
    pub language: Option<String>,
    /// The edition of this language version.
    pub edition: Option<usize>,
    /// What the file says of itself and the archive does not: what, the file, the
    /// archive.
    pub false_claims: Vec<(&'static str, String, String)>,
    /// Words that are not those that were sealed.
    pub other_words: Vec<OtherWords>,
    /// Nothing of the version may be published before this time, which lies ahead.
    pub withheld_until: Option<Zoned>,
    /// The newest version that may be seen, and the edition of this language in
    /// it; `None` where it is this one, or this one may not be seen yet.
    pub newer: Option<(VersionNumber, Option<usize>)>,
    /// A newer version is withheld until this time.
    pub newer_from: Option<Zoned>,
    /// Corrections that this language version got since, the oldest first.
    pub corrected: Vec<SealedChange>,
    /// The withdrawal of this language version, whether the file says it or not.
    pub withdrawn: Option<SealedChange>,
}

impl Found {
    /// Whether bytes or words are other ones than those that were sealed.
    pub fn is_changed(&self) -> bool {
        self.same_bytes_as.is_none()
    }
}

/// Looks whether a file is what was issued. `name` is its name, without folders.
///
/// # Errors
/// When the archive cannot be read.
pub fn verify_file(archive: Option<&Archive>, name: &str, bytes: &[u8], now: Timestamp) -> Result<Verdict, Error> {
    let (form, reading) = match identify(name, bytes) {
        Ok(Identified { form, reading }) => (Ok(form), Some(reading)),
        Err(unknown) => (Err(unknown), None),
    };
    let (reading, unreadable) = match reading {
        Some(Ok(reading)) => (Some(reading), None),
        Some(Err(reason)) => (None, Some(reason)),
        None => (None, None),
    };
    let claims = reading.as_ref().map(Reading::claimed).unwrap_or_default();
    let fits_its_hash = match (&reading, &claims.content_hash) {
        (Some(reading), Some(hash)) => Some(reading.has_hash(hash)),
        _ => None,
    };
    let archive = match archive {
        Some(archive) => Search { archive, bytes, reading: reading.as_ref(), claims: &claims, now }.held()?,
        None => Held::NoArchive,
    };
    Ok(Verdict { form, unreadable, claims, fits_its_hash, archive })
}

/// A file of an object: the version that has it, and its name there.
type Place = (VersionNumber, String);

/// One file and the archive.
struct Search<'a> {
    archive: &'a Archive,
    bytes: &'a [u8],
    reading: Option<&'a Reading>,
    claims: &'a Claims,
    now: Timestamp,
}

/// A version with its record.
struct Sealed {
    number: VersionNumber,
    created: Timestamp,
    record: ReleaseRecord,
}

impl Search<'_> {
    fn held(&self) -> Result<Held, Error> {
        let claimed = self.claims.identifier.as_deref().and_then(|name| ObjectId::new(name).ok());
        if let Some(id) = claimed
            && self.archive.contains(&id)?
        {
            if let Some((version, path)) = self.same_bytes(&id)? {
                return self.found(&id, Some((version, path))).map(Held::from);
            }
            // The bytes of another release, and the name of this one: a file may lie.
            return match self.anywhere()? {
                Some((id, place)) => self.found(&id, Some(place)),
                None => self.found(&id, None),
            }
            .map(Held::from);
        }
        match self.anywhere()? {
            Some((id, place)) => self.found(&id, Some(place)).map(Held::from),
            None => Ok(Held::NotThere),
        }
    }

    /// The newest version of an object that has a file with these bytes.
    fn same_bytes(&self, id: &ObjectId) -> Result<Option<Place>, Error> {
        let inventory = self.archive.inventory_of(id)?;
        let digest = inventory.algorithm.of(self.bytes);
        for (number, version) in inventory.versions.iter().rev() {
            let files = version.files();
            if let Some((path, _)) = files.iter().find(|(_, own)| own.eq_ignore_ascii_case(&digest)) {
                return Ok(Some((*number, (*path).to_owned())));
            }
        }
        Ok(None)
    }

    /// The first object that has a file with these bytes. Inventories hold the
    /// digests of all files, so none of these has to be read.
    fn anywhere(&self) -> Result<Option<(ObjectId, Place)>, Error> {
        let mut digests: BTreeMap<Algorithm, String> = BTreeMap::new();
        for id in self.archive.objects()? {
            // What is damaged elsewhere is for the verification of the archive.
            let Ok(id) = id else { continue };
            let Ok(inventory) = self.archive.inventory_of(&id) else { continue };
            let digest =
                digests.entry(inventory.algorithm).or_insert_with(|| inventory.algorithm.of(self.bytes)).clone();
            if inventory.manifest.keys().any(|own| own.eq_ignore_ascii_case(&digest))
                && let Some(place) = self.same_bytes(&id)?
            {
                return Ok(Some((id, place)));
            }
        }
        Ok(None)
    }

    fn found(&self, id: &ObjectId, place: Option<Place>) -> Result<Found, Error> {
        let mut versions = Vec::new();
        for entry in self.archive.log(id)? {
            let record = read_record(self.archive, id, Some(entry.version))?;
            versions.push(Sealed { number: entry.version, created: entry.created, record });
        }
        let (own, language) = self.which(&versions, place.as_ref())?;
        let until = |sealed: &Sealed| sealed.record.withheld_at(self.now);
        let behind = versions.iter().filter(|sealed| sealed.number > own.number);
        let newest = behind.clone().rfind(|sealed| until(sealed).is_none());
        let newer_from = behind.filter_map(until).min();
        let notice = |sealed: &Sealed| sealed.record.notice(language.as_deref()?);
        let own_notice = notice(own);
        let now_notice = newest.map_or_else(|| own_notice.clone(), notice);
        let since = |change: &&SealedChange| {
            !own_notice
                .iter()
                .flat_map(|own| &own.corrections)
                .any(|known| known.at == change.at && known.text == change.text)
        };
        let corrected = now_notice.iter().flat_map(|notice| &notice.corrections).filter(since).cloned().collect();
        let same_bytes_as = place.map(|(_, path)| path);
        let first = self.first_with(&versions, id, same_bytes_as.as_deref())?.unwrap_or(own);
        let other_words =
            match (&same_bytes_as, self.reading, language.as_ref().and_then(|code| own.record.notices.get(code))) {
                (None, Some(reading), Some(record)) => {
                    reading.other_words(record, MOST_DIFFERENCES).unwrap_or_default()
                }
                _ => Vec::new(),
            };
        let false_claims = match (&same_bytes_as, &own_notice) {
            (None, Some(notice)) => self.false_claims(&own.record, notice, language.as_deref().unwrap_or_default()),
            _ => Vec::new(),
        };
        Ok(Found {
            identifier: own.record.identifier.clone(),
            reference: own.record.reference.clone(),
            version: own.number,
            since: first.number,
            sealed: first.created,
            same_bytes_as,
            edition: own_notice.as_ref().map(|notice| notice.edition),
            false_claims,
            other_words,
            withheld_until: until(own),
            newer: newest.map(|sealed| (sealed.number, now_notice.as_ref().map(|notice| notice.edition))),
            newer_from,
            corrected,
            withdrawn: now_notice.and_then(|notice| notice.withdrawal),
            language,
        })
    }

    /// The first version that has a file of this name with these bytes.
    fn first_with<'v>(
        &self,
        versions: &'v [Sealed],
        id: &ObjectId,
        path: Option<&str>,
    ) -> Result<Option<&'v Sealed>, Error> {
        let Some(path) = path else { return Ok(None) };
        let inventory = self.archive.inventory_of(id)?;
        let digest = inventory.algorithm.of(self.bytes);
        let has = |number: &VersionNumber| {
            let files = inventory.versions.get(number).map(|version| version.files());
            files.is_some_and(|files| files.get(path).is_some_and(|own| own.eq_ignore_ascii_case(&digest)))
        };
        Ok(versions.iter().find(|sealed| has(&sealed.number)))
    }

    /// Which version and language it is: the one with its bytes, else the newest
    /// with its words, else what it says of itself, else the newest of all.
    fn which<'v>(&self, versions: &'v [Sealed], place: Option<&Place>) -> Result<(&'v Sealed, Option<String>), Error> {
        let newest = versions.last().ok_or_else(|| Error::NotFound {
            what: "version of",
            name: self.claims.identifier.clone().unwrap_or_default(),
            help: "verify the archive".to_owned(),
        })?;
        if let Some((number, path)) = place {
            let own = versions.iter().find(|sealed| sealed.number == *number).unwrap_or(newest);
            // `forms/AGENDA-18-5869.en.pdf`, `releases/AGENDA/18/5869/en.md`
            let name = path.rsplit('/').next().unwrap_or(path);
            let language = name.split('.').find(|part| own.record.notices.contains_key(*part));
            return Ok((own, language.map(str::to_owned)));
        }
        let claimed = self.claims.language.as_deref();
        // The language that it says comes first, the others may be meant as well.
        let languages = |sealed: &'v Sealed| {
            let codes = sealed.record.notices.keys();
            codes
                .clone()
                .filter(move |code| Some(code.as_str()) == claimed)
                .chain(codes.filter(move |code| Some(code.as_str()) != claimed))
        };
        if let Some(reading) = self.reading {
            for sealed in versions.iter().rev() {
                let same = |code: &&String| {
                    let record = sealed.record.notices.get(*code);
                    record.is_some_and(|record| {
                        reading.words().is_some() && reading.other_words(record, 1).is_ok_and(|other| other.is_empty())
                    })
                };
                if let Some(code) = languages(sealed).find(same) {
                    return Ok((sealed, Some(code.clone())));
                }
            }
        }
        let as_said = |sealed: &&Sealed| {
            let notice = claimed.and_then(|code| sealed.record.notice(code));
            notice.is_some_and(|notice| Some(notice.edition) == self.claims.edition)
        };
        let has_language = |sealed: &&Sealed| claimed.is_some_and(|code| sealed.record.notices.contains_key(code));
        let own = versions.iter().rev().find(as_said).or_else(|| versions.iter().rev().find(has_language));
        let own = own.unwrap_or(newest);
        let language = languages(own).next().filter(|code| claimed.is_none_or(|claimed| *code == claimed));
        Ok((own, language.cloned()))
    }

    fn false_claims(
        &self,
        record: &ReleaseRecord,
        notice: &SealedNotice,
        language: &str,
    ) -> Vec<(&'static str, String, String)> {
        let claims = self.claims;
        let pairs = [
            ("identifier", claims.identifier.clone(), record.identifier.clone()),
            ("reference", claims.reference.clone(), record.reference.clone()),
            ("language", claims.language.clone(), language.to_owned()),
            ("edition", claims.edition.map(|edition| edition.to_string()), notice.edition.to_string()),
            ("content hash", claims.content_hash.clone(), notice.content_hash.clone()),
        ];
        let is_false = pairs.into_iter().filter_map(|(what, said, own)| Some((what, said?, own)));
        is_false.filter(|(_, said, own)| said != own).collect()
    }
}

impl From<Found> for Held {
    fn from(found: Found) -> Self {
        Self::Found(Box::new(found))
    }
}
