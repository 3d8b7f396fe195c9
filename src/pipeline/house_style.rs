//! A new house style: made from answers, and tried out before it is written.

use crate::artifact::Artifact;
use crate::catalog::{Catalog, Shelf};
use crate::compose::{HouseAnswers, house_style};
use crate::error::Error;
use crate::render::usual_formats;

use super::Office;

impl Office {
    /// The files of a new house style, below its own folder. Every usual form has been tried
    /// with them.
    ///
    /// # Errors
    /// When a form cannot be made with them, as with a mark that is no picture.
    pub fn found_house_style(&self, answers: &HouseAnswers) -> Result<Vec<Artifact>, Error> {
        let files = house_style(answers, &self.catalog)?;
        let draft = Draft { folder: format!("styles/{}/", answers.code), files: files.clone() };
        let catalog = Catalog::new(Some(Box::new(draft)), &answers.code)?;
        for format in usual_formats() {
            format.prepare(&catalog, catalog.default_house())?;
        }
        Ok(files)
    }
}

/// A folder that is not written yet.
struct Draft {
    folder: String,
    files: Vec<Artifact>,
}

impl Shelf for Draft {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = path.strip_prefix(&self.folder).unwrap_or("");
        Ok(self.files.iter().find(|file| file.path == path).map(|file| file.bytes.clone()))
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Error> {
        let below = format!("{path}/");
        let inside = |file: &Artifact| {
            let path = format!("{}{}", self.folder, file.path);
            path.strip_prefix(&below).and_then(|rest| rest.split('/').next()).map(str::to_owned)
        };
        Ok(self.files.iter().filter_map(inside).collect())
    }
}
