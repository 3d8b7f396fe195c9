//! `pressdoc archive bag`

use std::path::PathBuf;

use clap::Args;

use super::named::{Named, each, named, warn_withheld};
use super::{Place, shown};
use crate::archive::{Archive, Bag, BagPart, ObjectId};
use crate::cli::outside::Outside;
use crate::cli::targets::open_office;
use crate::cli::{CLEAN, COULD_NOT_WORK};
use crate::error::Error;
use crate::pipeline::{Office, kept_record};

#[derive(Args)]
pub struct BagArguments {
    /// References in any form, each with `@v1` for that version, else the newest; `-` reads them
    /// from standard input
    #[arg(value_name = "REF", required_unless_present = "year")]
    targets: Vec<String>,
    /// Every release with a reference of this year, `2026`; what is withheld stays out
    #[arg(long, value_name = "YEAR", conflicts_with = "targets")]
    year: Option<u16>,
    /// Every version of them, not only the newest
    #[arg(long)]
    all_versions: bool,
    /// A folder that is empty or not there yet
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    #[command(flatten)]
    place: Place,
}

pub fn run(arguments: &BagArguments, outside: &Outside) -> Result<u8, Error> {
    let office = open_office(&arguments.targets, outside)?;
    let archive = arguments.place.open(&office, outside)?;
    let mut asked = Vec::new();
    let failed = each(&arguments.targets, outside, |argument| {
        let found = named(&office, &archive, argument, outside)?;
        warn_withheld(&archive, &found, &arguments.place, outside)?;
        if !asked.iter().any(|known: &Named| known.id == found.id && known.version == found.version) {
            asked.push(found);
        }
        Ok(())
    });
    // A bag that lacks something that was asked for would pass for whole.
    if failed {
        return Ok(COULD_NOT_WORK);
    }
    if let Some(year) = arguments.year {
        asked = of_year(&office, &archive, year, &arguments.place, outside)?;
    }
    let mut parts = Vec::new();
    let mut organisations = Vec::new();
    for named in &asked {
        parts.extend(parts_of(&archive, named, arguments.all_versions)?);
        let record = kept_record(&archive, &named.id, named.version)?;
        if let Some(house) = record.and_then(|record| office.catalog.house(&record.house))
            && !organisations.contains(&house.style.name)
        {
            organisations.push(house.style.name.clone());
        }
    }
    let info = organisations.into_iter().map(|name| ("Source-Organization".to_owned(), name));
    let names = asked.iter().map(|named| ("External-Identifier".to_owned(), named.id.to_string()));
    let date = arguments.place.now().to_zoned(office.zone_of(None)).date();
    let bag = Bag { parts, bagging_date: date, info: info.chain(names).collect() };
    archive.export_bag(&bag, &outside.here.join(&arguments.to))?;
    let (versions, place) = (bag.parts.len(), shown(&arguments.to.display().to_string()));
    let plural = if versions == 1 { "" } else { "s" };
    outside.print(&format!("{versions} version{plural} in {place}\n"));
    Ok(CLEAN)
}

/// Every release of a year that may be handed on.
fn of_year(
    office: &Office,
    archive: &Archive,
    year: u16,
    place: &Place,
    outside: &Outside,
) -> Result<Vec<Named>, Error> {
    let mut found = Vec::new();
    for id in archive.objects()? {
        let id = id?;
        let record = kept_record(archive, &id, None)?;
        if year_of(office, archive, &id, record.as_ref().map(|record| record.reference.as_str()))? != Some(year) {
            continue;
        }
        if let Some(record) = record.filter(|record| record.withheld_at(place.now()).is_some()) {
            outside.note(&format!("note: {} is withheld and stays out", shown(&record.reference)));
            continue;
        }
        found.push(Named::newest(id));
    }
    found.sort_by(|one, other| one.id.cmp(&other.id));
    if found.is_empty() {
        return Err(Error::NotFound {
            what: "archived release of",
            name: year.to_string(),
            help: "`pressdoc archive index` lists what there is".to_owned(),
        });
    }
    Ok(found)
}

/// The year of a release: that of its reference, else of its first version.
fn year_of(office: &Office, archive: &Archive, id: &ObjectId, reference: Option<&str>) -> Result<Option<u16>, Error> {
    if let Some((reference, _)) = reference.and_then(|reference| office.catalog.reference(reference)) {
        return Ok(Some(reference.year()));
    }
    let first = archive.log(id)?.into_iter().next();
    Ok(first.and_then(|entry| u16::try_from(entry.created.to_zoned(office.zone_of(None)).year()).ok()))
}

/// The versions of a release, each in a folder of its own.
fn parts_of(archive: &Archive, named: &Named, all: bool) -> Result<Vec<BagPart>, Error> {
    let newest = archive.state(&named.id, named.version)?.version;
    let mut versions = vec![newest];
    if all && named.version.is_none() {
        versions = archive.log(&named.id)?.into_iter().map(|entry| entry.version).collect();
    }
    let folder = folder_of(named.id.as_str());
    let part =
        |version| BagPart { id: named.id.clone(), version: Some(version), folder: format!("{folder}/{version}") };
    Ok(versions.into_iter().map(part).collect())
}

/// A name for a folder, of the name of an object: letters, digits, dots and
/// hyphens stay, all else is a hyphen.
fn folder_of(id: &str) -> String {
    let name: String = id
        .strip_prefix("urn:pressdoc:")
        .unwrap_or(id)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
        .collect();
    match name.trim_matches(['.', '-']) {
        "" => "object".to_owned(),
        name => name.chars().take(100).collect(),
    }
}
