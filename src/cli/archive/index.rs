//! `pressdoc archive index`

use clap::Args;

use super::Place;
use crate::cli::outside::Outside;
use crate::cli::targets::open_office;
use crate::cli::{CLEAN, COULD_NOT_WORK};
use crate::error::Error;
use crate::pipeline::kept_index;

#[derive(Args)]
pub struct IndexArguments {
    #[command(flatten)]
    place: Place,
}

pub fn run(arguments: &IndexArguments, outside: &Outside) -> Result<u8, Error> {
    let office = open_office(&[], outside)?;
    let archive = arguments.place.open(&office, outside)?;
    let mut failed = false;
    for line in kept_index(&archive, arguments.place.now())? {
        match line {
            Ok(line) => outside.print(&line),
            Err(error) => {
                outside.complain(&error);
                failed = true;
            }
        }
    }
    Ok(if failed { COULD_NOT_WORK } else { CLEAN })
}
