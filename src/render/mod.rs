//! [`Sheet`] → bytes, in every form. A form sees the sheet and the files of
//! the house style, nothing else: no notice, no disk, no clock.

#[cfg(feature = "forms")]
mod docx;
mod html;
mod json_ld;
mod page_promises;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod public_record;
mod sample;
mod text;

use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::palette;
use crate::model::sheet::Sheet;

/// A form that a notice can take.
pub trait Format: Sync {
    /// The name on the command line: `pdf`.
    fn name(&self) -> &'static str;

    /// The ending of the file, where it is not the name: `ninjs.json`.
    fn ending(&self) -> &'static str {
        self.name()
    }

    /// Whether it is made unless the user says which forms are.
    fn is_usual(&self) -> bool {
        false
    }

    /// Media type (IANA).
    fn media_type(&self) -> &'static str;

    /// One line for help and README.
    fn summary(&self) -> &'static str;

    /// Loads what all notices of a house style have in common.
    ///
    /// # Errors
    /// [`Error::Configuration`] when a file of the house style is wrong.
    fn prepare(&self, catalog: &Catalog, house: &House) -> Result<Box<dyn Press>, Error>;

    /// Gives back memory that was kept for the next notice; called now and then
    /// from one place when many notices are rendered.
    fn tidy(&self) {}
}

/// A form, ready for the notices of one house style.
pub trait Press: Send + Sync {
    /// Whether there is anything in the sheet for this form: of a notice without
    /// an event no calendar entry is made.
    fn suits(&self, _sheet: &Sheet) -> bool {
        true
    }

    /// Makes the whole file. Same sheet, same bytes.
    ///
    /// # Errors
    /// [`Error::Render`] when the form cannot be made.
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error>;
}

/// All forms, in the order in which they are made.
pub static FORMATS: &[&dyn Format] = &[
    #[cfg(feature = "pdf")]
    &pdf::Pdf,
    &html::Html,
    &text::Text,
    #[cfg(feature = "forms")]
    &docx::Docx,
];

/// The form `name`.
pub fn find_format(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// The forms that are made unless the user says which.
pub fn usual_formats() -> Vec<&'static dyn Format> {
    FORMATS.iter().copied().filter(|format| format.is_usual()).collect()
}

/// How a sheet is called in an error.
fn sheet_name(sheet: &Sheet) -> String {
    format!("{} ({})", sheet.reference, sheet.language)
}

/// What templates see of a house style.
#[derive(serde::Serialize)]
struct HouseRecord<'a> {
    code: &'a str,
    name: &'a str,
    language: &'a str,
    address: &'a [String],
    website: Option<&'a str>,
    colours: &'a std::collections::BTreeMap<String, String>,
    fonts: &'a crate::model::house_style::Fonts,
    page: &'a str,
}

fn house_record(style: &crate::model::house_style::HouseStyle) -> HouseRecord<'_> {
    HouseRecord {
        code: &style.code,
        name: &style.name,
        language: &style.language,
        address: &style.address,
        website: style.website.as_deref(),
        colours: &style.colours,
        fonts: &style.fonts,
        page: &style.page,
    }
}

/// Refuses colours that nobody could read, before anything is set in them.
fn refuse_unreadable_colours(catalog: &Catalog, house: &House) -> Result<(), Error> {
    let Some(fault) = palette::fault(&house.style.colours) else { return Ok(()) };
    let file = "house.toml";
    let code = &house.style.code;
    let text = catalog.own_text(code, file)?.unwrap_or_default();
    let says = |line: &str| line.split_once('=').is_some_and(|(key, _)| key.trim().trim_matches('"') == fault.role);
    let line = text.lines().position(says).map(|at| format!(":{}", at + 1)).unwrap_or_default();
    Err(Error::Configuration { message: format!("styles/{code}/{file}{line}: {}", fault.message), help: fault.help })
}

/// What is said when a template of a house style does not keep its promises.
const KEEP: &str = "`docs/house-style.md` says what a template must keep";
