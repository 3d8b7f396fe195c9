//! The workspaces of the open texts, each opened once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::error::Error;
use crate::model::reference::Reference;
use crate::pipeline::Office;
use crate::workspace::Workspace;

/// A release of a workspace.
#[derive(Debug, Clone)]
pub struct Release {
    /// Its reference.
    pub reference: Reference,
    /// Its languages.
    pub languages: Vec<String>,
}

/// How an office is opened: whoever starts the server knows what it needs.
pub type Open = fn(&Path) -> Result<Office, Error>;

/// Offices by the folders that asked for them.
pub struct Offices {
    open: Open,
    offices: RefCell<BTreeMap<PathBuf, Rc<Office>>>,
    releases: RefCell<BTreeMap<PathBuf, Rc<[Release]>>>,
}

impl Offices {
    /// None yet; each is opened by `open` when a text of its workspace is.
    pub fn new(open: Open) -> Self {
        Self { open, offices: RefCell::default(), releases: RefCell::default() }
    }

    /// The office of the workspace that `folder` lies in.
    ///
    /// # Errors
    /// When its settings or a house style cannot be read; it is tried again
    /// the next time.
    pub fn of(&self, folder: &Path) -> Result<Rc<Office>, Error> {
        if let Some(office) = self.offices.borrow().get(folder) {
            return Ok(Rc::clone(office));
        }
        let workspace = Workspace::find(folder)?;
        let neighbour = self.offices.borrow().values().find(|o| o.workspace.root() == workspace.root()).map(Rc::clone);
        let office = match neighbour {
            Some(office) => office,
            None => Rc::new((self.open)(folder)?),
        };
        self.offices.borrow_mut().insert(folder.to_path_buf(), Rc::clone(&office));
        Ok(office)
    }

    /// The releases of an office, walked once until the files change.
    pub fn releases(&self, office: &Office) -> Rc<[Release]> {
        let Some(root) = office.workspace.root() else { return Rc::from([]) };
        if let Some(releases) = self.releases.borrow().get(root) {
            return Rc::clone(releases);
        }
        let mut releases: Vec<Release> = Vec::new();
        for (reference, language) in
            office.workspace.all(root).unwrap_or_default().into_iter().filter_map(|file| file.release)
        {
            match releases.last_mut().filter(|last| last.reference == reference) {
                Some(last) => last.languages.push(language),
                None => releases.push(Release { reference, languages: vec![language] }),
            }
        }
        let releases: Rc<[Release]> = releases.into();
        self.releases.borrow_mut().insert(root.to_path_buf(), Rc::clone(&releases));
        releases
    }

    /// Forgets what a saved file may have changed: the list of the releases,
    /// and offices whose settings were written anew.
    pub fn refresh(&self) {
        self.releases.borrow_mut().clear();
        self.offices.borrow_mut().retain(|_, office| office.workspace.is_current());
    }

    /// Forgets everything: a house style or a language may be another now.
    pub fn forget(&self) {
        self.releases.borrow_mut().clear();
        self.offices.borrow_mut().clear();
    }
}
