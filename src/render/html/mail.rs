//! The page of a mail: the house style's `mail.html`, made for programs that
//! know little of HTML, show no picture unasked and have colours of their own.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};

use super::{environment, fault, font_stack, is_colour};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::sheet::Sheet;
use crate::render::page_promises::broken_mail_promise;
use crate::render::{KEEP, house_record, refuse_unreadable_colours, sample};

/// The page of mails, ready for one house style.
pub struct MailPage {
    environment: Environment<'static>,
    /// Where the template lies.
    path: String,
    house: Value,
    colours: BTreeMap<String, String>,
    /// Lists of families, for attributes and style sheets alike.
    fonts: BTreeMap<&'static str, Value>,
}

const TEMPLATE: &str = "mail.html";

/// How a page names the picture with this number, from 0: `cid:` and this.
pub fn content_id(sheet: &Sheet, picture: usize) -> String {
    let hash = sheet.content_hash.get(..24).unwrap_or("picture");
    format!("{}.{hash}@pressdoc.invalid", picture + 1)
}

impl MailPage {
    /// Reads the template of a house style; one that is not the program's own is
    /// tried out.
    ///
    /// # Errors
    /// [`Error::Configuration`] when the template or a colour is wrong.
    pub fn prepare(catalog: &Catalog, house: &House) -> Result<Self, Error> {
        refuse_unreadable_colours(catalog, house)?;
        let style = &house.style;
        let path = catalog.dress_path(&style.code, TEMPLATE)?;
        let template = catalog.dress_text(&style.code, TEMPLATE)?;
        let page = Self {
            environment: environment(TEMPLATE, &path, template.clone())?,
            path,
            house: Value::from(Serde(house_record(style))),
            colours: style.colours.clone().into_iter().filter(|(_, value)| is_colour(value)).collect(),
            fonts: BTreeMap::from([
                ("body", families(&style.fonts.body)),
                ("headings", families(&style.fonts.headings)),
                ("body_fallback", Value::from(fallback(&style.fonts.body))),
                ("headings_fallback", Value::from(fallback(&style.fonts.headings))),
            ]),
        };
        if catalog.is_own(&style.code, TEMPLATE)? {
            page.try_out(&sample::sheet(catalog, house)?, &template)?;
        }
        Ok(page)
    }

    /// Makes the page of a small sheet and looks whether it keeps its promises.
    fn try_out(&self, sheet: &Sheet, template: &str) -> Result<(), Error> {
        let page = self.print(sheet).map_err(|reason| Error::Configuration {
            message: reason,
            help: format!("correct the template; {KEEP}"),
        })?;
        let Some(broken) = broken_mail_promise(&page, sheet) else { return Ok(()) };
        let line = broken
            .trace
            .and_then(|trace| template.lines().position(|line| line.to_lowercase().contains(&trace)))
            .map(|at| format!(":{}", at + 1));
        Err(Error::Configuration {
            message: format!("{}{}: {}", self.path, line.unwrap_or_default(), broken.message),
            help: KEEP.to_owned(),
        })
    }

    /// The page of `sheet`; else what is wrong with the template, and where.
    pub fn print(&self, sheet: &Sheet) -> Result<String, String> {
        let ids: Vec<String> = (0..sheet.pictures.len()).map(|picture| content_id(sheet, picture)).collect();
        let figure_uri = move |index: usize| -> Result<String, minijinja::Error> {
            let id = ids.get(index).ok_or_else(|| {
                minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, "there is no such picture")
            })?;
            Ok(format!("cid:{id}"))
        };
        let page = self.environment.get_template(TEMPLATE).and_then(|template| {
            template.render(context! {
                sheet => Value::from(Serde(sheet)),
                house => self.house.clone(),
                colours => self.colours.clone(),
                fonts => self.fonts.clone(),
                figure_uri => Value::from_function(figure_uri),
            })
        });
        let harmless = |character: char| match character {
            '\n' | '\t' => Some(character),
            _ if character.is_control() => character.is_whitespace().then_some(' '),
            _ => Some(character),
        };
        // Control characters have no place in a page, and mail programs make much of them.
        page.map(|page| page.chars().filter_map(harmless).collect())
            .map_err(|error| format!("{}:{}: {}", self.path, error.line().unwrap_or(1), fault(&error)))
    }
}

/// The font and what stands in for it; between single marks, because it stands
/// between double ones. Letters, digits, spaces and hyphens need no escape.
fn families(font: &str) -> Value {
    Value::from_safe_string(font_stack(font).replace('"', "'"))
}

/// A font that every desk has, for a program that takes none of a list.
fn fallback(font: &str) -> &'static str {
    if font.contains("Serif") { "Georgia, serif" } else { "Arial, sans-serif" }
}
