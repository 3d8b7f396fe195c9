//! `pressdoc archive restore`

use std::path::PathBuf;

use clap::Args;

use super::named::{named, warn_withheld};
use super::{Place, shown};
use crate::archive::Readers;
use crate::cli::CLEAN;
use crate::cli::outside::Outside;
use crate::cli::targets::open_office;
use crate::error::Error;

#[derive(Args)]
pub struct RestoreArguments {
    /// A reference in any form, with `@v1` for that version, else the newest
    #[arg(value_name = "REF")]
    target: String,
    /// A folder that is empty or not there yet
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    #[command(flatten)]
    place: Place,
}

pub fn run(arguments: &RestoreArguments, outside: &Outside) -> Result<u8, Error> {
    let office = open_office(&[], outside)?;
    let archive = arguments.place.open(&office, outside)?;
    let found = named(&office, &archive, &arguments.target, outside)?;
    let withheld = warn_withheld(&archive, &found, &arguments.place, outside)?;
    let readers = if withheld { Readers::Owner } else { Readers::Anybody };
    let version = archive.restore_for(&found.id, found.version, &outside.here.join(&arguments.to), readers)?;
    let place = shown(&arguments.to.display().to_string());
    outside.print(&format!("{}@{version} is in {place}\n", shown(found.id.as_str())));
    Ok(CLEAN)
}
