//! The corridor: short functions that wire the stages together.

mod amended;
mod approvals;
mod archive;
mod around;
mod examine;
#[cfg(feature = "forms")]
mod feed;
mod forms;
mod house_style;
mod import;
mod kept;
mod loaded;
mod posting;
mod proof;
mod publish;
mod repair;
mod reproduce;
mod rule_names;
mod seal;
#[cfg(feature = "forms")]
mod translate;
mod translation;
mod verify_file;
mod versions;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::catalog::{Catalog, House};
use crate::check::{Coverage, WordingIndex};
use crate::error::Error;
use crate::model::document_type::DocumentType;
use crate::model::language::Language;
use crate::model::picture::Picture;
use crate::model::reference::Reference;
use crate::model::register::Registers;
use crate::render::Press;
use crate::workspace::Workspace;
use seal::{Dressing, DressingKey};
use translation::Originals;

pub use crate::compose::HouseAnswers;
pub use amended::{Amended, FileKind, Words, amended};
pub use approvals::{ApprovalOutcome, Approver};
pub use examine::Examined;
#[cfg(feature = "forms")]
pub use feed::{FeedKey, ForFeed, LeftOut};
pub use forms::Order;
pub use import::{Imported, Origin, Told};
pub use kept::{Kept, kept, kept_index, kept_record};
pub use posting::Posting;
pub use publish::{Publication, publication};
pub use repair::{Consent, Offer, Repaired};
pub use reproduce::{FormDifference, Reproduced, Reproduction};
pub use seal::{Announced, Answer, SealOrder, Sealed, Sealing};
#[cfg(feature = "forms")]
pub use translate::{Back, Consignment, Outgoing, Sent};
pub use verify_file::{Found, Held, Verdict, verify_file};

/// Forms, ready for a house style: by the names of both.
type Presses = BTreeMap<(&'static str, String), Arc<dyn Press>>;

/// Pictures beside a notice, by their addresses; `None` for one that cannot be
/// used.
type Pictures = BTreeMap<String, Option<Picture>>;

/// What was loaded, by the key it was asked for.
type Loaded<K, T> = Mutex<BTreeMap<K, Arc<T>>>;

/// A workspace at work: what is loaded is loaded once.
pub struct Office {
    /// The user's folder.
    pub workspace: Workspace,
    /// House styles and languages.
    pub catalog: Catalog,
    languages: Mutex<BTreeMap<String, Option<Arc<Language>>>>,
    coverages: Loaded<String, Coverage>,
    registers: Loaded<String, Registers>,
    wordings: Loaded<(String, String), WordingIndex>,
    presses: Mutex<Presses>,
    dressings: Loaded<DressingKey, Dressing>,
    originals: Mutex<Originals>,
    /// Of other language versions: a hash of the text, and whether it has no
    /// errors.
    without_errors: Mutex<BTreeMap<PathBuf, (u64, bool)>>,
    now: Option<jiff::Timestamp>,
}

impl Office {
    /// The office of the workspace that `folder` lies in.
    ///
    /// # Errors
    /// When the settings or a house style cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let workspace = Workspace::find(folder)?;
        let catalog = Catalog::new(workspace.shelf(), &workspace.settings.house)?;
        let office = Self {
            workspace,
            catalog,
            languages: Mutex::default(),
            coverages: Mutex::default(),
            registers: Mutex::default(),
            wordings: Mutex::default(),
            presses: Mutex::default(),
            dressings: Mutex::default(),
            originals: Mutex::default(),
            without_errors: Mutex::default(),
            now: None,
        };
        office.refuse_unknown_rules()?;
        Ok(office)
    }

    /// The same office at the time `now`, for what depends on the clock: an
    /// embargo that has run out.
    #[must_use]
    pub fn at(mut self, now: jiff::Timestamp) -> Self {
        self.now = Some(now);
        self
    }
}

/// An empty notice of a type, with marked blanks.
pub fn skeleton(house: &House, document_type: &DocumentType, language: &Language, reference: &Reference) -> String {
    crate::compose::skeleton(&house.style, document_type, language, reference)
}
