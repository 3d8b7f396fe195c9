//! Sealing a release: checked, made in every form, and kept as one version of an
//! object of the archive.

mod before;
mod contents;
mod provenance;

use std::path::Path;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{Examined, Office, Order};
use crate::archive::{Archive, Follows, NewVersion, ObjectId, Readers, User, VersionNumber};
use crate::artifact::Artifact;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::approval_state::ApprovalState;
use crate::model::reference::Reference;
use crate::model::sheet::Sheet;
use crate::read_back;
use crate::render::FORMATS;
use crate::sealing::{ChangeKind, ReleaseRecord, with_change};
use crate::span::SourceFile;
use crate::workspace::{NoticeFile, replace};

use before::Before;
use contents::{Attachment, read_attachments};
pub(super) use contents::{Dressing, DressingKey, sources_folder};

/// How a release is to be sealed.
pub struct SealOrder<'a> {
    /// The time, for embargoes and as that of the version.
    pub now: Timestamp,
    /// Who seals it.
    pub person: &'a User,
    /// The folder that the user is in.
    pub here: &'a Path,
    /// Whether warnings keep it out as well.
    pub strict: bool,
    /// What is to be said of its change.
    pub announced: Option<&'a Announced>,
    /// See [`Order::beside`].
    pub beside: bool,
}

/// What the notices are to say of a change, beside what they say already.
#[derive(Debug, Clone)]
pub struct Announced {
    /// What is done.
    pub kind: ChangeKind,
    /// The words for one language each, by its code.
    pub in_language: Vec<(String, String)>,
    /// The words for all other languages.
    pub elsewhere: Option<String>,
}

impl Announced {
    fn words(&self, language: &str) -> Option<&str> {
        let own = self.in_language.iter().find(|(code, _)| code == language);
        own.map(|(_, words)| words.as_str()).or(self.elsewhere.as_deref())
    }
}

/// What became of a release that was to be sealed.
pub struct Sealing<'o> {
    /// Its notices with their findings, by language.
    pub examined: Vec<Examined<'o>>,
    /// The notices into which the announced change was written.
    pub rewritten: Vec<String>,
    /// What became of it.
    pub answer: Answer,
}

/// The end of an attempt to seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is sealed as this version.
    Sealed(Sealed),
    /// The newest version has these very sources.
    Unchanged(VersionNumber),
    /// Its notices have errors, or warnings that count.
    Faulty,
    /// Somebody who must approve it has not approved what is there now. Notices
    /// that were to announce a change say so now, to be approved like that.
    Unapproved(ApprovalState),
    /// It differs from the newest version, and nobody says why.
    Unexplained {
        /// The newest version.
        since: VersionNumber,
        /// What differs, in the words of a message, each with its file.
        changes: Vec<String>,
    },
}

/// A release that was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The version.
    pub version: VersionNumber,
    /// What it is called in the archive.
    pub identifier: String,
    /// How many files it has in finished forms.
    pub forms: usize,
    /// Nothing of it may be published before this time.
    pub withheld_until: Option<Zoned>,
    /// Why the version was made.
    pub message: String,
}

/// One language version on its way into the archive.
struct Made {
    sheet: Sheet,
    /// By the name of the form.
    forms: Vec<(&'static str, Artifact)>,
}

/// A release on its way into the archive.
struct Release<'a, 'o> {
    reference: &'a Reference,
    /// Its notices and their files, by language.
    examined: &'a [Examined<'o>],
    files: &'a [NoticeFile],
    attachments: &'a [Attachment],
    made: &'a [Made],
    approvals: &'a ApprovalState,
}

impl Office {
    /// Seals the release `reference`, whose notices are `files`.
    ///
    /// Announced changes are written into the notices when all of them are known
    /// to be without errors and before anything is sealed, so that sources and
    /// forms say the same; should sealing then fail, the same call finds them
    /// written and goes on. What is not approved by all who must approve it is not
    /// sealed, and an announced change has to be approved, too: it is written
    /// into the notices, where it can be.
    ///
    /// # Errors
    /// When a file cannot be read, the record of the approvals is damaged, a form cannot be made or does not say what the
    /// notice says, or the archive cannot be written.
    pub fn seal(
        &self,
        archive: &Archive,
        reference: &Reference,
        files: &[NoticeFile],
        order: &SealOrder<'_>,
    ) -> Result<Sealing<'_>, Error> {
        let mut examined = files.iter().map(|file| self.examine(file)).collect::<Result<Vec<_>, _>>()?;
        let done = |examined, answer| Ok(Sealing { examined, rewritten: Vec::new(), answer });
        // The text of a notice that cannot be set is not there to be worked with.
        if !examined.iter().all(Examined::can_be_set) {
            return done(examined, Answer::Faulty);
        }
        let Some(first) = examined.first() else { return done(examined, Answer::Faulty) };
        let id = ObjectId::new(first.house.style.identifier(Some(reference)))?;
        if let Some(other) = examined.iter().find(|other| other.house.style.code != first.house.style.code) {
            return Err(refused(
                format!(
                    "the notices of {reference} have different house styles: `{}` and `{}`",
                    first.house.style.code, other.house.style.code
                ),
                "give them one and the same `house` in their front matter",
            ));
        }
        let before = Before::read(archive, &id, &format!("{}/{}", sources_folder(self), reference.folder()))?;
        let original: Vec<SourceFile> = examined.iter().map(|notice| notice.source.clone()).collect();
        if let Some(announced) = order.announced {
            let Some(before) = &before else { return Err(never_sealed(reference, announced.kind)) };
            for (notice, file) in examined.iter_mut().zip(files) {
                if let Some(text) = announce(notice, announced, before, order.now) {
                    *notice = self.examine_text(SourceFile::new(notice.source.name(), text), file)?;
                }
            }
        }
        let is_faulty = |notice: &Examined<'_>| {
            notice.count(Severity::Error) > 0 || (order.strict && notice.count(Severity::Warning) > 0)
        };
        if examined.iter().any(is_faulty) {
            return done(examined, Answer::Faulty);
        }
        let attachments = read_attachments(self, reference, files)?;
        if let Some(before) = &before {
            let differences = before.compare(&examined, &attachments);
            if differences.is_none() {
                return done(examined, Answer::Unchanged(before.version));
            }
            let changes = differences.unexplained;
            if !changes.is_empty() {
                return done(examined, Answer::Unexplained { since: before.version, changes });
            }
        }
        let approvals = self.approval_state(&examined, files)?;
        if !approvals.is_complete() {
            let rewritten = rewrite(&examined, files, &original)?;
            return Ok(Sealing { examined, rewritten, answer: Answer::Unapproved(approvals) });
        }
        let made = self.make_forms(reference, &examined, files, order)?;
        let rewritten = rewrite(&examined, files, &original)?;
        let message = before::message(before.as_ref(), &made);
        let release = Release {
            reference,
            examined: &examined,
            files,
            attachments: &attachments,
            made: &made,
            approvals: &approvals,
        };
        let sealed = self.keep(archive, &id, &release, before.as_ref(), message, order)?;
        Ok(Sealing { examined, rewritten, answer: Answer::Sealed(sealed) })
    }

    /// All forms of all languages, under their ordinary names.
    fn make_forms(
        &self,
        reference: &Reference,
        examined: &[Examined<'_>],
        files: &[NoticeFile],
        order: &SealOrder<'_>,
    ) -> Result<Vec<Made>, Error> {
        let rendering =
            Order { formats: FORMATS, draft: false, now: order.now, here: order.here, beside: order.beside };
        let notices = examined.iter().zip(files);
        notices
            .map(|(notice, file)| {
                let sheet = self.compose_among(notice, self.versions(notice, file, &rendering)?, false);
                let stem = form_stem(reference, &sheet.language);
                let artifacts = self.print(&sheet, notice.house, &stem, FORMATS, order.beside)?;
                let form_of = |artifact: &Artifact| {
                    let ending = artifact.path.strip_prefix(stem.as_str()).and_then(|ending| ending.strip_prefix('.'));
                    FORMATS.iter().find(|format| Some(format.ending()) == ending).map_or("", |format| format.name())
                };
                let forms: Vec<_> = artifacts.into_iter().map(|artifact| (form_of(&artifact), artifact)).collect();
                // What goes out for good is read once more, by readers that know
                // nothing of how it was made.
                for (form, artifact) in &forms {
                    read_back::compare(form, &artifact.bytes, &sheet)
                        .map_err(|mismatch| not_as_written(&artifact.path, &mismatch))?;
                }
                Ok(Made { sheet, forms })
            })
            .collect()
    }

    /// Puts everything into the archive.
    fn keep(
        &self,
        archive: &Archive,
        id: &ObjectId,
        release: &Release<'_, '_>,
        before: Option<&Before>,
        message: String,
        order: &SealOrder<'_>,
    ) -> Result<Sealed, Error> {
        let embargoes = release.examined.iter().filter_map(|notice| notice.notice.front_matter.embargo.as_ref());
        let withheld_until = embargoes.map(|until| until.value.timestamp()).filter(|until| *until > order.now).max();
        let record = contents::release_record(release, withheld_until)?;
        let forms = release.made.iter().map(|made| made.forms.len()).sum();
        let provenance = self.provenance(release, &record, &message, order)?;
        let files = self.contents(release, &record, &provenance)?;
        let new = NewVersion {
            files,
            message: message.clone(),
            user: order.person.clone(),
            created: order.now,
            readers: if withheld_until.is_some() { Readers::Owner } else { Readers::Anybody },
            follows: before.map_or(Follows::Nothing, |before| Follows::Version(before.version)),
        };
        let version = archive.add(id, &new)?.version();
        let withheld_until = record.withheld_at(order.now);
        Ok(Sealed { version, identifier: id.to_string(), forms, withheld_until, message })
    }
}

/// Writes the announced changes into the notices; gives back their names.
fn rewrite(examined: &[Examined<'_>], files: &[NoticeFile], original: &[SourceFile]) -> Result<Vec<String>, Error> {
    let mut rewritten = Vec::new();
    for ((notice, file), read) in examined.iter().zip(files).zip(original) {
        if notice.source.text() != read.text() {
            replace(file, read.text(), notice.source.text())?;
            rewritten.push(file.name.clone());
        }
    }
    Ok(rewritten)
}

/// The name of the finished files without their endings.
pub(super) fn form_stem(reference: &Reference, language: &str) -> String {
    format!("{}/{}.{language}", crate::sealing::FORMS, reference.file_stem())
}

/// The text of a notice with the announced change; `None` where nothing is
/// announced in its language, or where it says so already.
fn announce(notice: &Examined<'_>, announced: &Announced, before: &Before, now: Timestamp) -> Option<String> {
    let front = &notice.notice.front_matter;
    // A language that was never sealed has nothing to take back.
    let words = announced.words(&notice.language.code).filter(|_| before.has(&notice.language.code))?.trim();
    let said = match announced.kind {
        ChangeKind::Correction => &front.corrections,
        ChangeKind::Withdrawal => &front.withdrawals,
    };
    if said.last().is_some_and(|last| last.text.value.trim() == words) {
        return None;
    }
    let zone = front.zone.as_ref().map_or_else(|| house_zone(notice), |zone| zone.value.clone());
    // What is sealed before its hour of issue is corrected as of that hour.
    let issued = front.issued.as_ref().map(|issued| issued.value.timestamp());
    let at = issued.map_or(now, |issued| issued.max(now));
    Some(with_change(notice.source.text(), front.span, announced.kind, &at.to_zoned(zone), words))
}

fn not_as_written(path: &str, mismatch: &read_back::Mismatch) -> Error {
    refused(
        format!("`{}` does not say what the notice says: {mismatch}", path.trim_start_matches("forms/")),
        "nothing was sealed; this is a fault of pressdoc or of the house style, please report it with the notice",
    )
}

fn house_zone(notice: &Examined<'_>) -> TimeZone {
    TimeZone::get(&notice.house.style.zone).unwrap_or(TimeZone::UTC)
}

fn never_sealed(reference: &Reference, kind: ChangeKind) -> Error {
    let (message, option) = match kind {
        ChangeKind::Correction => ("there is nothing to correct", "--correction"),
        ChangeKind::Withdrawal => ("there is nothing to withdraw", "--withdraw"),
    };
    refused(
        format!("{reference} was never sealed: {message}"),
        format!("seal it first, without `{option}`: before its issue a notice is changed without a word"),
    )
}

pub(super) fn refused(message: impl Into<String>, help: impl Into<String>) -> Error {
    Error::Archive { message: message.into(), help: help.into() }
}

/// The record of a version, as it lies in the archive.
///
/// # Errors
/// When the archive cannot be read, or another program made the version.
pub(super) fn read_record(
    archive: &Archive,
    id: &ObjectId,
    version: Option<VersionNumber>,
) -> Result<ReleaseRecord, Error> {
    let bytes = read_kept(archive, id, version, crate::sealing::RELEASE_RECORD)?;
    ReleaseRecord::read(&bytes).map_err(|fault| refused(format!("{id}: {fault}"), "verify the archive"))
}

/// A file of a version, compared with its digest.
pub(super) fn read_kept(
    archive: &Archive,
    id: &ObjectId,
    version: Option<VersionNumber>,
    path: &str,
) -> Result<Vec<u8>, Error> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let fail = |source| Error::Store { action: "read", path: path.to_owned(), source };
    archive.read(id, version, path)?.read_to_end(&mut bytes).map_err(fail)?;
    Ok(bytes)
}
