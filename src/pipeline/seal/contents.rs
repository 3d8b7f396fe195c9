//! The files of a version.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

use jiff::Timestamp;
use sha2::{Digest as _, Sha512};

use super::super::Office;
use super::{Release, refused};
use crate::archive::Content;
use crate::error::Error;
use crate::model::reference::Reference;
use crate::sealing::{Kept, PROVENANCE, Provenance, RELEASE_RECORD, ReleaseRecord, Role, Thing};
use crate::workspace::{NoticeFile, SETTINGS, read_attachment};

/// House style, type and languages.
pub(in super::super) type DressingKey = (String, String, BTreeSet<String>);

/// The files that notices are checked and set with; those that the program
/// carries for everybody, its fonts, are told of and not kept.
pub(in super::super) struct Dressing {
    /// What provenance says of each.
    pub things: Vec<Thing>,
    kept: Vec<(String, Vec<u8>)>,
}

/// A file of the release that is no notice.
pub(super) struct Attachment {
    /// Its name below the release's folder.
    pub name: String,
    pub bytes: Vec<u8>,
    /// SHA-512, 128 hexadecimal digits.
    pub digest: String,
}

/// The digest by which the archive knows content.
pub(super) fn sha512(bytes: &[u8]) -> String {
    Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The folder of the releases in a version: as in the workspace, so that a
/// version that is taken out again is one.
pub(in super::super) fn sources_folder(office: &Office) -> &str {
    let own = office.workspace.settings.releases.trim_end_matches('/');
    let is_plain =
        !own.is_empty() && own.split('/').all(|part| !matches!(part, "" | "." | "..")) && !own.contains('\\');
    if is_plain { own } else { "releases" }
}

/// Reads the files of the release that are no notices.
pub(super) fn read_attachments(
    office: &Office,
    reference: &Reference,
    notices: &[NoticeFile],
) -> Result<Vec<Attachment>, Error> {
    let found = office.workspace.attachments(reference, notices)?;
    found
        .into_iter()
        .map(|(name, path)| {
            let bytes = read_attachment(&path)?;
            Ok(Attachment { digest: sha512(&bytes), name, bytes })
        })
        .collect()
}

/// The record of the release, with the public record of each notice.
pub(super) fn release_record(
    release: &Release<'_, '_>,
    withheld_until: Option<Timestamp>,
) -> Result<ReleaseRecord, Error> {
    let house = release.examined.first().map_or("", |notice| notice.house.style.code.as_str());
    let notices = release.made.iter().map(|made| {
        let record = made.forms.iter().find(|(form, _)| *form == "json").map(|(_, artifact)| &artifact.bytes);
        let record = record.and_then(|bytes| serde_json::from_slice(bytes).ok()).ok_or_else(|| Error::Render {
            form: "json",
            name: made.sheet.reference.clone(),
            reason: "there is no public record".to_owned(),
        })?;
        Ok((&made.sheet, record))
    });
    Ok(ReleaseRecord::new(house, notices.collect::<Result<_, Error>>()?, withheld_until))
}

impl Office {
    /// What the notices were checked and set with, read once for all that have
    /// the same.
    pub(super) fn dressing(&self, release: &Release<'_, '_>) -> Result<Arc<Dressing>, Error> {
        let house = release.examined.first().map_or(self.catalog.default_house(), |notice| notice.house);
        let house = &house.style;
        let mut languages = BTreeSet::from([house.language.clone()]);
        for notice in release.examined {
            let named = notice.notice.front_matter.translation_of.as_ref().map(|code| code.value.clone());
            let foreign = notice.notice.foreign.iter().map(|foreign| foreign.language.clone());
            languages.extend(std::iter::once(notice.language.code.clone()).chain(named).chain(foreign));
        }
        let key = (house.code.clone(), release.reference.type_code().to_owned(), languages);
        let mut dressings = self.dressings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(dressing) = dressings.get(&key) {
            return Ok(Arc::clone(dressing));
        }
        let mut dressing = Dressing { things: Vec::new(), kept: Vec::new() };
        for file in self.catalog.dressing(&key.0, &key.1, &key.2)? {
            let mut thing = Thing::new(&file.path, Role::Style, &file.bytes);
            if file.path.starts_with("assets/fonts/") && !file.is_own {
                thing.kept = Kept::InProgram;
            } else {
                dressing.kept.push((file.path, file.bytes.into_owned()));
            }
            dressing.things.push(thing);
        }
        if let Some(settings) = self.workspace.settings_text() {
            dressing.things.push(Thing::new(SETTINGS, Role::Style, settings.as_bytes()));
            dressing.kept.push((SETTINGS.to_owned(), settings.as_bytes().to_vec()));
        }
        let dressing = Arc::new(dressing);
        dressings.insert(key, Arc::clone(&dressing));
        Ok(dressing)
    }

    /// All files of the version.
    pub(super) fn contents(
        &self,
        release: &Release<'_, '_>,
        record: &ReleaseRecord,
        provenance: &Provenance,
    ) -> Result<BTreeMap<String, Content>, Error> {
        let Release { reference, examined, attachments, made, .. } = *release;
        let folder = format!("{}/{}", sources_folder(self), reference.folder());
        let mut files = BTreeMap::new();
        for (path, bytes) in &self.dressing(release)?.kept {
            files.insert(path.clone(), Content::Bytes(bytes.clone()));
        }
        for notice in examined {
            let path = format!("{folder}/{}.md", notice.language.code);
            files.insert(path, Content::Bytes(notice.source.text().as_bytes().to_vec()));
        }
        // A picture that was exchanged between reading it for the forms and here
        // would leave sources that do not make these forms.
        for (address, picture) in examined.iter().flat_map(|notice| &notice.pictures) {
            let Some(picture) = picture else { continue };
            let kept = attachments.iter().find(|attachment| attachment.name == *address);
            if kept.is_none_or(|kept| *kept.bytes != *picture.bytes) {
                return Err(refused(
                    format!("the picture `{}` was changed while {reference} was being sealed", address.escape_debug()),
                    "run the command again; nothing was sealed",
                ));
            }
        }
        for attachment in attachments {
            files.insert(format!("{folder}/{}", attachment.name), Content::Bytes(attachment.bytes.clone()));
        }
        for (_, artifact) in made.iter().flat_map(|made| &made.forms) {
            files.insert(artifact.path.clone(), Content::Bytes(artifact.bytes.clone()));
        }
        let fail =
            |error: serde_json::Error| refused(format!("{reference} has no record: {error}"), "please report it");
        files.insert(RELEASE_RECORD.to_owned(), Content::Bytes(record.to_json().map_err(fail)?));
        files.insert(PROVENANCE.to_owned(), Content::Bytes(provenance.to_json().map_err(fail)?));
        Ok(files)
    }
}
