//! What was sealed before, and what is different now.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::super::Examined;
use super::contents::{Attachment, sha512};
use super::{Made, read_record};
use crate::archive::{Archive, ObjectId, VersionNumber};
use crate::error::Error;
use crate::model::sheet::SheetChange;
use crate::sealing::{ReleaseRecord, SealedNotice, is_issued};

/// The newest version of a release.
pub(super) struct Before {
    /// Its number.
    pub version: VersionNumber,
    record: ReleaseRecord,
    /// What was issued: name in the release's folder → digest.
    files: BTreeMap<String, String>,
}

/// What is different now.
#[derive(Default)]
pub(super) struct Differences {
    is_any: bool,
    /// What no correction accounts for, each with its file.
    pub unexplained: Vec<String>,
}

impl Differences {
    /// Whether everything is as it was.
    pub fn is_none(&self) -> bool {
        !self.is_any
    }
}

impl Before {
    /// The newest version of the object, if there is one; its sources lie in
    /// `folder`.
    pub fn read(archive: &Archive, id: &ObjectId, folder: &str) -> Result<Option<Self>, Error> {
        if !archive.contains(id)? {
            return Ok(None);
        }
        let state = archive.state(id, None)?;
        let record = read_record(archive, id, Some(state.version))?;
        let below = format!("{folder}/");
        let files = state.files.into_iter().filter_map(|(path, digest)| {
            let name = path.strip_prefix(&below)?;
            is_issued(name).then(|| (name.to_owned(), digest))
        });
        Ok(Some(Self { version: state.version, record, files: files.collect() }))
    }

    /// Whether the language `code` was sealed.
    pub fn has(&self, code: &str) -> bool {
        self.record.notices.contains_key(code)
    }

    /// Compares what was issued with what would be.
    pub fn compare(&self, examined: &[Examined<'_>], attachments: &[Attachment]) -> Differences {
        let mut differences = Differences::default();
        let (mut is_corrected, mut has_new_language) = (false, false);
        let mut seen = BTreeSet::new();
        for notice in examined {
            let code = &notice.language.code;
            let name = format!("{code}.md");
            let Some(sealed) = self.record.notice(code) else {
                // A language that is new corrects nothing, and may bring its pictures.
                differences.is_any = true;
                has_new_language = true;
                seen.insert(name);
                continue;
            };
            let is_same = self.files.get(&name) == Some(&sha512(notice.source.text().as_bytes()));
            seen.insert(name.clone());
            if is_same {
                continue;
            }
            differences.is_any = true;
            if let Some(lost) = lost_correction(notice, &sealed) {
                differences.unexplained.push(format!("`{name}` has lost a correction: {lost}"));
            } else if edition(notice) > sealed.edition {
                is_corrected = true;
            } else {
                differences.unexplained.push(format!("`{name}` was changed"));
            }
        }
        for attachment in attachments.iter().filter(|attachment| is_issued(&attachment.name)) {
            let known = self.files.get(&attachment.name);
            seen.insert(attachment.name.clone());
            if known == Some(&attachment.digest) {
                continue;
            }
            differences.is_any = true;
            let is_explained = is_corrected || (known.is_none() && has_new_language);
            if !is_explained {
                let what = if known.is_some() { "was changed" } else { "is new" };
                differences.unexplained.push(format!("`{}` {what}", attachment.name));
            }
        }
        for gone in self.files.keys().filter(|name| !seen.contains(*name)) {
            differences.is_any = true;
            if !is_corrected {
                differences.unexplained.push(format!("`{gone}` is gone"));
            }
        }
        differences
    }
}

/// From 1; one more for each correction and for the withdrawal.
fn edition(notice: &Examined<'_>) -> usize {
    let front = &notice.notice.front_matter;
    1 + front.corrections.len() + front.withdrawals.len().min(1)
}

/// A correction or withdrawal that was sealed and is not there any more.
fn lost_correction(notice: &Examined<'_>, sealed: &SealedNotice) -> Option<String> {
    let front = &notice.notice.front_matter;
    let there: BTreeSet<Timestamp> =
        front.corrections.iter().chain(&front.withdrawals).map(|change| change.at.value.timestamp()).collect();
    let all = sealed.corrections.iter().chain(&sealed.withdrawal);
    let is_lost = |at: &str| at.parse::<Timestamp>().is_ok_and(|at| !there.contains(&at));
    all.into_iter().find(|change| is_lost(&change.at)).map(|change| change.text.clone())
}

/// Why a version is made, for its log.
pub(super) fn message(before: Option<&Before>, made: &[Made]) -> String {
    let codes = |made: &mut dyn Iterator<Item = &Made>| {
        made.map(|made| made.sheet.language.as_str()).collect::<Vec<_>>().join(", ")
    };
    let Some(before) = before else { return format!("first issue: {}", codes(&mut made.iter())) };
    let mut parts = Vec::new();
    for kind in ["correction", "withdrawal"] {
        // The same words for several languages are said once.
        let mut said: Vec<(String, Vec<&str>)> = Vec::new();
        for made in made.iter().filter(|made| before.has(&made.sheet.language)) {
            let sealed = before.record.notice(&made.sheet.language);
            let known = |change: &SheetChange| {
                let all = sealed.iter().flat_map(|sealed| sealed.corrections.iter().chain(&sealed.withdrawal));
                all.into_iter().any(|known| known.at == change.at && known.text == change.text)
            };
            let changes: Vec<&SheetChange> = match kind {
                "correction" => made.sheet.corrections.iter().collect(),
                _ => made.sheet.withdrawal.iter().collect(),
            };
            for change in changes.into_iter().filter(|change| !known(change)) {
                match said.iter_mut().find(|(text, _)| *text == change.text) {
                    Some((_, languages)) => languages.push(&made.sheet.language),
                    None => said.push((change.text.clone(), vec![&made.sheet.language])),
                }
            }
        }
        let several = said.len() > 1;
        parts.extend(said.into_iter().map(|(text, languages)| match several {
            true => format!("{kind} ({}): {text}", languages.join(", ")),
            false => format!("{kind}: {text}"),
        }));
    }
    let added = codes(&mut made.iter().filter(|made| !before.has(&made.sheet.language)));
    if !added.is_empty() {
        parts.push(format!("added: {added}"));
    }
    parts.join("; ")
}
