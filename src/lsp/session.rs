//! A conversation with an editor: who it is, what is open, which workspaces.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::client::Client;
use super::documents::Document;
use super::lines::Lines;
use super::offices::{Offices, Open};
use crate::error::Error;
use crate::pipeline::{Consent, Examined, Office};
use crate::span::SourceFile;
use crate::workspace::NoticeFile;

/// Everything that is known between two messages.
pub struct Session {
    /// The editor.
    pub client: Client,
    /// The open texts, by address.
    pub documents: BTreeMap<String, Document>,
    /// The addresses of those whose findings must be said anew.
    pub unchecked: BTreeSet<String>,
    /// The workspaces.
    pub offices: Offices,
    /// Where texts are thought to lie that were never saved.
    folder: PathBuf,
}

impl Session {
    /// A conversation with `client`, begun in the folder `here`, about
    /// workspaces that `open` opens.
    pub fn new(client: Client, here: &Path, open: Open) -> Self {
        let folder = client.folder.clone().unwrap_or_else(|| here.to_path_buf());
        Self { client, documents: BTreeMap::new(), unchecked: BTreeSet::new(), offices: Offices::new(open), folder }
    }

    /// The open text at an address.
    pub fn document(&self, uri: &str) -> Option<&Document> {
        self.documents.get(uri)
    }

    /// The lines of a text, counted as the editor does.
    pub fn lines<'t>(&self, text: &'t str) -> Lines<'t> {
        Lines::new(text, self.client.encoding)
    }

    /// Checks a text as it stands and hands what was found to `look`.
    ///
    /// # Errors
    /// When the workspace cannot be used; never for what is wrong in the text.
    pub fn examine<R>(&self, document: &Document, look: impl FnOnce(&Office, &Examined<'_>) -> R) -> Result<R, Error> {
        self.with(document, |office, examined, _| Ok(look(office, &examined)))
    }

    /// The text of a document with all corrections that are safe.
    ///
    /// # Errors
    /// As [`Session::examine`].
    pub fn repaired(&self, document: &Document) -> Result<String, Error> {
        self.with(document, |office, examined, file| {
            Ok(office.repair(examined, file, Consent::SafeAlone)?.examined.source.text().to_owned())
        })
    }

    fn with<R>(
        &self,
        document: &Document,
        work: impl for<'o> FnOnce(&'o Office, Examined<'o>, &NoticeFile) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let folder = document.folder(&self.folder);
        let office = self.offices.of(folder)?;
        let file = document.file(office.workspace.root().unwrap_or(folder));
        let examined = office.examine_text(SourceFile::new(&file.name, document.text.clone()), &file)?;
        // The notice borrows the office for as long as the work lasts.
        let office: &Office = &office;
        work(office, examined, &file)
    }

    /// Has the findings of every open text said anew.
    pub fn check_everything(&mut self) {
        self.unchecked.extend(self.documents.keys().cloned());
    }
}
