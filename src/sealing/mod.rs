//! A release as it is sealed: which files one of its versions in the archive
//! holds, what the version says of itself, and where it comes from.
//!
//! ```text
//! releases/AGENDA/18/5869/en.md …    the sources and attachments
//! styles/ec/… styles/base/… assets/  what they were checked and set with
//! forms/AGENDA-18-5869.en.pdf …      the finished forms
//! notice.json                        the release as data     (ReleaseRecord)
//! provenance.json                    where it all comes from (Provenance)
//! ```
//!
//! So a version, taken out again, is a workspace.

use crate::model::approval::APPROVALS;

mod change;
mod provenance;
mod release_record;

pub use change::{ChangeKind, with_change};
pub use provenance::{Agent, Event, Kept, Outcome, PROVENANCE, Provenance, Remark, Role, Thing};
pub use release_record::{RELEASE_RECORD, ReleaseRecord, SealedChange, SealedNotice};

/// The folder of the finished forms.
pub const FORMS: &str = "forms";

/// Whether a file in the folder of a release is part of what is issued. What
/// came back from translators, and who approved, is kept with it, but when it
/// changes alone nothing new has been said.
pub fn is_issued(name: &str) -> bool {
    name != APPROVALS && !name.ends_with(".xlf")
}
