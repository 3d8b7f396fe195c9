//! `pressdoc new`

use clap::Args;

use super::new_style::{self, StyleArguments};
use super::outside::Outside;
use super::targets::open_office;
use super::{CLEAN, unknown_word};
use crate::error::Error;
use crate::model::reference::Reference;
use crate::pipeline::Office;
use crate::workspace::{Readers, write_new};

#[derive(Args)]
pub struct NewArguments {
    /// The type of notice: AGENDA, IP, PR…
    #[arg(value_name = "TYPE", required_unless_present = "style", conflicts_with = "style")]
    type_code: Option<String>,
    /// The reference, where it has been given already; else the next free number of this year.
    /// With --style: what references look like, such as NEWS/26/18
    #[arg(long, value_name = "REF")]
    reference: Option<String>,
    /// The language; with --style, that of the house style's notices
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    #[command(flatten, next_help_heading = "A house style")]
    style: StyleArguments,
}

pub fn run(arguments: &NewArguments, outside: &Outside) -> Result<u8, Error> {
    let office = open_office(&[], outside)?;
    let Some(type_code) = &arguments.type_code else {
        let shared = (arguments.reference.as_deref(), arguments.lang.as_deref());
        return new_style::run(&arguments.style, shared, &office, outside);
    };
    let code = type_code.to_uppercase();
    let house = office.catalog.house_for_type(&code);
    let Some(document_type) = house.document_type(&code) else {
        let known: Vec<String> = office
            .catalog
            .houses()
            .flat_map(|house| house.document_types())
            .map(|t| format!("`{}` ({})", t.code, t.summary))
            .collect();
        return Err(Error::NotFound {
            what: "document type",
            name: type_code.clone(),
            help: format!("choose among {}", known.join(", ")),
        });
    };
    let language_code = arguments.lang.as_deref().unwrap_or(&house.style.language);
    let Some(language) = office.language(language_code)? else {
        let known = office.catalog.languages()?;
        return Err(Error::NotFound {
            what: "language",
            name: language_code.to_owned(),
            help: format!("choose among {}", known.join(", ")),
        });
    };
    let reference = match &arguments.reference {
        Some(text) => given(&office, text, &code)?,
        None => next_free(&office, &code, outside)?,
    };
    let text = crate::pipeline::skeleton(house, document_type, &language, &reference);
    let root = office.workspace.root().unwrap_or(&outside.here);
    let path =
        root.join(&office.workspace.settings.releases).join(reference.folder()).join(format!("{language_code}.md"));
    if path.exists() {
        return Err(Error::Usage {
            message: format!("`{}` exists already", shown(&path, outside)),
            help: "open it, or begin another with `--reference` or `--lang`".to_owned(),
        });
    }
    write_new(&path, text.as_bytes(), Readers::Anybody)?;
    outside.print(&format!("{}\n", shown(&path, outside)));
    outside.note("fill in what stands as `[…]`, then run `pressdoc check`");
    Ok(CLEAN)
}

pub fn shown(path: &std::path::Path, outside: &Outside) -> String {
    path.strip_prefix(&outside.here).unwrap_or(path).display().to_string()
}

fn given(office: &Office, text: &str, code: &str) -> Result<Reference, Error> {
    match office.catalog.reference(text) {
        Some((reference, _)) if reference.type_code() == code => Ok(reference),
        Some((reference, _)) => Err(Error::Usage {
            message: format!("`{reference}` is no reference of the type `{code}`"),
            help: format!("begin it with `pressdoc new {} --reference {reference}`", reference.type_code()),
        }),
        None => Err(unknown_word("reference", text, std::iter::empty())),
    }
}

/// The number after the highest of this type and year.
fn next_free(office: &Office, code: &str, outside: &Outside) -> Result<Reference, Error> {
    let year = Outside::now().to_zoned(jiff::tz::TimeZone::UTC).year();
    let highest = office
        .workspace
        .all(&outside.here)?
        .iter()
        .filter_map(|file| Some(&file.release.as_ref()?.0))
        .filter(|reference| reference.type_code() == code && i16::try_from(reference.year()) == Ok(year))
        .filter_map(|reference| reference.number().parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    Reference::new(code, year.unsigned_abs(), &(highest + 1).to_string())
        .ok_or_else(|| unknown_word("document type", code, std::iter::empty()))
}
