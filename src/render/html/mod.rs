//! The page: one self-contained HTML file from the house style's templates.

#[cfg(feature = "forms")]
pub mod mail;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use sha2::{Digest, Sha256};

use super::page_promises::{broken_promise, without_comments};
use super::{Format, KEEP, Press, json_ld, refuse_unreadable_colours, sample, sheet_name};
use crate::catalog::{BASE, Catalog, House};
use crate::error::Error;
use crate::model::colour::Colour;
use crate::model::house_style::HouseStyle;
use crate::model::picture::Picture;
use crate::model::sheet::Sheet;

/// The form `html`.
pub struct Html;

const PAGE: &str = "page.html";
const STYLE: &str = "page.css";

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn is_usual(&self) -> bool {
        true
    }

    fn media_type(&self) -> &'static str {
        "text/html"
    }

    fn summary(&self) -> &'static str {
        "one self-contained page at WCAG 2.2 AA: no script, no outside request, light, dark and print"
    }

    fn prepare(&self, catalog: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        refuse_unreadable_colours(catalog, house)?;
        let code = &house.style.code;
        let path = catalog.dress_path(code, PAGE)?;
        let template = catalog.dress_text(code, PAGE)?;
        let environment = environment(PAGE, &path, template.clone())?;
        let base = catalog.dress_text(BASE, STYLE)?;
        let own = catalog.own_text(code, STYLE)?.unwrap_or_default();
        let css = format!("{}{base}{own}", variables(&house.style));
        let css_hash = format!("sha256-{}", BASE64.encode(Sha256::digest(&css)));
        let logo = catalog.dress(code, "logo.svg")?;
        let press = HtmlPress {
            environment,
            path,
            css,
            css_hash,
            logo_uri: format!("data:image/svg+xml;base64,{}", BASE64.encode(&logo)),
            house: house.style.clone(),
            house_value: Value::from(Serde(super::house_record(&house.style))),
        };
        if catalog.is_own(code, PAGE)? || catalog.is_own(BASE, STYLE)? || catalog.is_own(code, STYLE)? {
            let files = [
                (press.path.clone(), template),
                (format!("styles/{code}/{STYLE}"), without_comments(&own)),
                (format!("styles/{BASE}/{STYLE}"), without_comments(&base)),
            ];
            press.try_out(&sample::sheet(catalog, house)?, &files)?;
        }
        Ok(Box::new(press))
    }
}

struct HtmlPress {
    environment: Environment<'static>,
    /// Where the template lies.
    path: String,
    css: String,
    css_hash: String,
    logo_uri: String,
    house: HouseStyle,
    house_value: Value,
}

impl HtmlPress {
    /// Makes the page of a small sheet and looks whether it keeps what every page
    /// promises. `files` are the places where the cause may be found.
    fn try_out(&self, sheet: &Sheet, files: &[(String, String)]) -> Result<(), Error> {
        let page = self.page(sheet).map_err(|error| Error::Configuration {
            message: self.described(&error),
            help: format!("correct the template; {KEEP}"),
        })?;
        let Some(broken) = broken_promise(&page, sheet) else { return Ok(()) };
        let place = broken.trace.and_then(|trace| {
            files.iter().find_map(|(path, text)| {
                // What search engines read is a script by name only.
                let is_it = |line: &str| line.to_lowercase().contains(&trace) && !line.contains("application/ld+json");
                text.lines().position(is_it).map(|at| format!("{path}:{}", at + 1))
            })
        });
        Err(Error::Configuration {
            message: format!("{}: {}", place.as_ref().unwrap_or(&self.path), broken.message),
            help: KEEP.to_owned(),
        })
    }

    fn described(&self, error: &minijinja::Error) -> String {
        format!("{}:{}: {}", self.path, error.line().unwrap_or(1), fault(error))
    }

    fn page(&self, sheet: &Sheet) -> Result<String, minijinja::Error> {
        let pictures: Arc<[Picture]> = sheet.pictures.clone().into();
        let figure_uri = move |index: usize| -> Result<String, minijinja::Error> {
            let picture = pictures.get(index).ok_or_else(|| {
                minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, "there is no such picture")
            })?;
            Ok(format!("data:{};base64,{}", picture.media_type(), BASE64.encode(&picture.bytes)))
        };
        self.environment.get_template(PAGE)?.render(context! {
            sheet => Value::from(Serde(sheet)),
            house => self.house_value.clone(),
            css => Value::from_safe_string(self.css.clone()),
            css_hash => self.css_hash.clone(),
            json_ld => Value::from_safe_string(json_ld::json_ld(sheet, &self.house)),
            logo_uri => self.logo_uri.clone(),
            figure_uri => Value::from_function(figure_uri),
        })
    }
}

impl Press for HtmlPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        self.page(sheet).map(String::into_bytes).map_err(|error| Error::Render {
            form: "html",
            name: sheet_name(sheet),
            reason: self.described(&error),
        })
    }
}

/// What reads one template strictly: what is not there is a fault.
fn environment(name: &'static str, path: &str, template: String) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_recursion_limit(400);
    environment.add_template_owned(name, template).map_err(|error| Error::Configuration {
        message: format!("{path}:{}: {}", error.line().unwrap_or(1), fault(&error)),
        help: format!("correct the template; {KEEP}"),
    })?;
    Ok(environment)
}

fn fault(error: &minijinja::Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
}

/// The colours and fonts of the house style as CSS custom properties. Values
/// are checked: a colour is `#` and six hexadecimal digits, a font a plain name.
fn variables(style: &HouseStyle) -> String {
    let colours = |dark: bool| -> BTreeMap<String, &String> {
        style
            .colours
            .iter()
            .filter(|(_, value)| is_colour(value))
            .filter_map(|(role, value)| match (role.strip_prefix("dark_"), dark) {
                (Some(role), true) => Some((role.replace('_', "-"), value)),
                (None, false) => Some((role.replace('_', "-"), value)),
                _ => None,
            })
            .collect()
    };
    let declarations = |dark: bool| {
        colours(dark).iter().fold(String::new(), |mut css, (role, value)| {
            let _ = write!(css, "--{role}:{value};");
            css
        })
    };
    format!(
        ":root{{{}--font-body:{};--font-headings:{};}}\n@media (prefers-color-scheme:dark){{:root{{{}}}}}\n",
        declarations(false),
        font_stack(&style.fonts.body),
        font_stack(&style.fonts.headings),
        declarations(true),
    )
}

/// The font and what stands in for it on a system without it.
fn font_stack(name: &str) -> String {
    let system = if name.contains("Serif") {
        "Georgia,\"Times New Roman\",serif"
    } else {
        "system-ui,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif"
    };
    let family: String = name.chars().filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-').collect();
    format!("\"{family}\",{system}")
}

fn is_colour(value: &str) -> bool {
    Colour::read(value).is_some()
}
