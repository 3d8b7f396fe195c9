//! [`Sheet`] → bytes, in every form. A form sees the sheet and the files of
//! the house style, nothing else: no notice, no disk, no clock.

#[cfg(feature = "forms")]
mod atom;
#[cfg(feature = "forms")]
mod calendar;
#[cfg(feature = "forms")]
mod docx;
#[cfg(feature = "forms")]
mod fragment;
mod html;
#[cfg(feature = "forms")]
mod json;
mod json_ld;
#[cfg(feature = "forms")]
mod mail;
#[cfg(feature = "forms")]
mod newsml;
#[cfg(feature = "forms")]
mod ninjs;
mod page_promises;
mod parts;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "forms")]
mod plain;
#[cfg(feature = "forms")]
mod presscorner;
mod public_record;
#[cfg(feature = "forms")]
mod publication;
mod sample;
mod text;
#[cfg(feature = "forms")]
mod xml;

#[cfg(feature = "forms")]
pub use atom::{Feed, FeedEntry};

use crate::artifact::Artifact;
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::mailbox::Mailbox;
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

    /// Whether it is sent: to recipients, with other forms in it.
    fn is_sent(&self) -> bool {
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

    /// The same for one recipient and with files that go along; only a mail has
    /// room for either.
    ///
    /// # Errors
    /// As [`Press::print`].
    fn dispatch(&self, sheet: &Sheet, _dispatch: &Dispatch<'_>) -> Result<Vec<u8>, Error> {
        self.print(sheet)
    }
}

/// Whom a mail goes to, and with what.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dispatch<'a> {
    /// The one who gets it; nobody's name stands in it where there is none.
    pub recipient: Option<&'a Mailbox>,
    /// Finished forms, in this order. Of their paths only the last part is told.
    pub attachments: &'a [Artifact],
}

/// All forms, in the order in which they are made.
pub static FORMATS: &[&dyn Format] = &[
    #[cfg(feature = "pdf")]
    &pdf::Pdf,
    &html::Html,
    &text::Text,
    #[cfg(feature = "forms")]
    &mail::Mail,
    #[cfg(feature = "forms")]
    &calendar::Calendar,
    &public_record::Json,
    #[cfg(feature = "forms")]
    &ninjs::Ninjs,
    #[cfg(feature = "forms")]
    &newsml::NewsMl,
    #[cfg(feature = "forms")]
    &presscorner::PressCorner,
    #[cfg(feature = "forms")]
    &atom::Atom,
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

/// When the sheet became what it is: its last change, else its issue, else the
/// first instant of its day in the zone of the house.
#[cfg(feature = "forms")]
fn moment(sheet: &Sheet, zone: &str) -> jiff::Timestamp {
    let stated = sheet.changed().or(sheet.issued.as_deref());
    let midnight = || {
        let date: jiff::civil::Date = sheet.date.parse().ok()?;
        Some(date.in_tz(zone).or_else(|_| date.in_tz("UTC")).ok()?.timestamp())
    };
    stated.and_then(|time| time.parse().ok()).or_else(midnight).unwrap_or_default()
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
