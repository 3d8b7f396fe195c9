//! Atom (RFC 4287): a notice as an entry, and feeds of many entries.

mod entry;
mod feed;

use atom_syndication::WriteConfig;

use super::{Format, Press, sheet_name};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::house_style::HouseStyle;
use crate::model::sheet::Sheet;

pub use feed::{Feed, FeedEntry};

/// The form `atom`.
pub struct Atom;

impl Format for Atom {
    fn name(&self) -> &'static str {
        "atom"
    }

    fn ending(&self) -> &'static str {
        "atom"
    }

    fn media_type(&self) -> &'static str {
        "application/atom+xml"
    }

    fn summary(&self) -> &'static str {
        "an Atom entry (RFC 4287) with the whole notice; `pressdoc feed` writes feeds of many"
    }

    fn prepare(&self, _: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        Ok(Box::new(AtomPress { house: house.style.clone() }))
    }
}

struct AtomPress {
    house: HouseStyle,
}

impl Press for AtomPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        let fault = |reason: String| Error::Render { form: "atom", name: sheet_name(sheet), reason };
        let entry = entry::entry(sheet, &self.house).map_err(|error| fault(error.to_string()))?;
        let bytes = entry.write_with_config(Vec::new(), layout()).map_err(|error| fault(error.to_string()))?;
        Ok(ended(bytes))
    }
}

/// Elements in lines of their own; text keeps its spaces.
fn layout() -> WriteConfig {
    WriteConfig { write_document_declaration: true, indent_size: Some(1) }
}

/// With the end of the last line.
fn ended(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.push(b'\n');
    bytes
}
