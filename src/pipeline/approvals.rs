//! Who must approve a release, who has, and what they saw.

use std::collections::BTreeMap;

use super::{Examined, Office};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::approval::{Act, Approval, Content};
use crate::model::approval_state::{ApprovalState, Stand, VersionStand, held_languages};
use crate::model::document_type::DocumentType;
use crate::workspace::{NoticeFile, add_approval, read_approvals};

/// Somebody who approves, or takes an approval back.
#[derive(Debug, Clone, Copy)]
pub struct Approver<'a> {
    /// As whom, as the document type has it.
    pub role: &'a str,
    /// The name.
    pub name: &'a str,
    /// The mail address.
    pub address: &'a str,
    /// What they say, in one line.
    pub note: Option<&'a str>,
    /// The time.
    pub at: jiff::Timestamp,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApprovalOutcome {
    /// It was written down.
    Added(Approval),
    /// The role had approved exactly this before: here by whom and when last.
    /// Nothing was written.
    ApprovedBefore(Approval),
    /// The role has approved nothing that could be taken back. Nothing was
    /// written.
    NothingToTakeBack,
}

impl Office {
    /// The roles of those who must approve this notice, in the order of its
    /// document type; nobody where its data names none.
    pub fn approvers_of<'o>(&'o self, examined: &Examined<'o>, file: &NoticeFile) -> &'o [String] {
        let in_folder = file.release.as_ref().map(|(reference, _)| reference);
        let reference = examined.reference.as_ref().or(in_folder);
        let document_type = reference.and_then(|reference| examined.house.document_type(reference.type_code()));
        document_type.map_or(&[], DocumentType::approvers)
    }

    /// The roles of those who must approve a release with these versions, each
    /// once.
    pub fn approvers<'o>(&'o self, examined: &[Examined<'o>], files: &[NoticeFile]) -> Vec<&'o str> {
        let mut roles: Vec<&str> = Vec::new();
        for (examined, file) in examined.iter().zip(files) {
            for role in self.approvers_of(examined, file) {
                if !roles.contains(&role.as_str()) {
                    roles.push(role);
                }
            }
        }
        roles
    }

    /// What a language version says and shows, which is what is approved;
    /// `None` for a file that cannot be set at all. It does not depend on the
    /// clock or on other versions, and not on white space or comments of the
    /// source that no form shows.
    ///
    /// # Errors
    /// When the sheet cannot be written down.
    pub fn content(&self, examined: &Examined<'_>) -> Result<Option<Content>, Error> {
        if !examined.can_be_set() {
            return Ok(None);
        }
        let sheet = self.compose(examined, examined.count(Severity::Error) > 0);
        Content::of(&sheet).map(Some).map_err(|error| Error::Render {
            form: "record of the content",
            name: examined.source.name().to_owned(),
            reason: error.to_string(),
        })
    }

    /// What of a release is approved as it is now, and what is not and why.
    ///
    /// These are all language versions of one release, each with its file: what
    /// is not among them is not asked for. A version that a role has not approved waits for
    /// it, whatever it approved of the others; an approval of a version that is
    /// not there any more is no matter. Where nobody has to approve the release,
    /// the state is empty, complete, and no file is read.
    ///
    /// Whoever seals a release does so if [`ApprovalState::is_complete`], writes
    /// down [`ApprovalState::given`], and else says [`ApprovalState::reasons`].
    ///
    /// # Errors
    /// When the file of the approvals cannot be read or is damaged: a release
    /// whose approvals nobody can read is not approved.
    pub fn approval_state(&self, examined: &[Examined<'_>], files: &[NoticeFile]) -> Result<ApprovalState, Error> {
        let roles = self.approvers(examined, files);
        let Some(first) = files.first().filter(|_| !roles.is_empty()) else {
            return Ok(ApprovalState::default());
        };
        let done = read_approvals(first)?;
        let mut contents = Vec::with_capacity(examined.len());
        for (examined, file) in examined.iter().zip(files) {
            contents.push((language(examined, file), self.content(examined)?));
        }
        contents.sort_by_key(|(language, _)| *language);
        Ok(state(&done, &roles, &contents))
    }

    /// What of one language version is approved, and what is not and why, as
    /// [`Office::approval_state`] says it of all.
    ///
    /// # Errors
    /// As [`Office::approval_state`].
    pub fn version_state(&self, examined: &Examined<'_>, file: &NoticeFile) -> Result<ApprovalState, Error> {
        let roles: Vec<&str> = self.approvers_of(examined, file).iter().map(String::as_str).collect();
        if roles.is_empty() {
            return Ok(ApprovalState::default());
        }
        let done = read_approvals(file)?;
        Ok(state(&done, &roles, &[(language(examined, file), self.content(examined)?)]))
    }

    /// Writes down that `approver` approves `contents`, by language and at least
    /// one, of the release that `file` belongs to. They are what the approver was
    /// shown: if the notice is changed meanwhile, that is not approved.
    ///
    /// # Errors
    /// As [`add_approval`].
    pub fn approve(
        &self,
        file: &NoticeFile,
        contents: BTreeMap<String, Content>,
        approver: &Approver<'_>,
    ) -> Result<ApprovalOutcome, Error> {
        let added = add_approval(file, |done| {
            let approved =
                |(code, content): (&String, &Content)| match Stand::new(done, approver.role, code, Some(content)) {
                    Stand::Approved(approval) => Some(approval),
                    _ => None,
                };
            let before: Option<Vec<Approval>> = contents.iter().map(approved).collect();
            match before.and_then(|before| before.into_iter().max_by_key(|approval| approval.at)) {
                Some(last) => Err(Box::new(last)),
                None => Ok(approver.does(Act::Approves(contents))),
            }
        })?;
        Ok(added.map_or_else(|last| ApprovalOutcome::ApprovedBefore(*last), ApprovalOutcome::Added))
    }

    /// Writes down that `approver` takes back what the role has approved of the
    /// release that `file` belongs to: of `languages`, or of all where none is
    /// named.
    ///
    /// # Errors
    /// As [`add_approval`].
    pub fn take_back(
        &self,
        file: &NoticeFile,
        languages: &[String],
        approver: &Approver<'_>,
    ) -> Result<ApprovalOutcome, Error> {
        let added = add_approval(file, |done| {
            let mut held = held_languages(done, approver.role);
            held.retain(|code| languages.is_empty() || languages.contains(code));
            if held.is_empty() { Err(()) } else { Ok(approver.does(Act::TakesBack(held))) }
        })?;
        Ok(added.map_or(ApprovalOutcome::NothingToTakeBack, ApprovalOutcome::Added))
    }
}

fn language<'a>(examined: &'a Examined<'_>, file: &'a NoticeFile) -> &'a str {
    file.release.as_ref().map_or(&examined.language.code, |(_, language)| language)
}

fn state(done: &[Approval], roles: &[&str], contents: &[(&str, Option<Content>)]) -> ApprovalState {
    let stands = roles.iter().flat_map(|role| {
        contents.iter().map(|(language, content)| VersionStand {
            role: (*role).to_owned(),
            language: (*language).to_owned(),
            stand: Stand::new(done, role, language, content.as_ref()),
        })
    });
    ApprovalState { stands: stands.collect() }
}

impl Approver<'_> {
    fn does(&self, act: Act) -> Approval {
        Approval {
            role: self.role.to_owned(),
            name: self.name.to_owned(),
            address: self.address.to_owned(),
            at: jiff::Timestamp::from_second(self.at.as_second()).unwrap_or(self.at),
            note: self.note.map(str::to_owned),
            act,
        }
    }
}
