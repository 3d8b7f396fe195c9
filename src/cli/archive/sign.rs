//! `pressdoc archive sign`

use std::path::PathBuf;

use clap::Args;

use super::keys::secret_key;
use super::named::{each, named};
use super::{Place, shown};
use crate::archive::{Archive, ObjectId, Readers, SecretKey, Signing, VersionNumber};
use crate::cli::outside::Outside;
use crate::cli::targets::open_office;
use crate::cli::{CLEAN, COULD_NOT_WORK};
use crate::error::Error;
use crate::pipeline::kept_record;

#[derive(Args)]
pub struct SignArguments {
    /// References in any form, each with `@v1` for that version, else the newest; `-` reads them
    /// from standard input
    #[arg(value_name = "REF", required_unless_present = "all")]
    targets: Vec<String>,
    /// The newest version of everything in the archive
    #[arg(long, conflicts_with = "targets")]
    all: bool,
    /// The secret key, a file that `minisign -G` has made
    #[arg(long = "sign", value_name = "KEY")]
    key: PathBuf,
    #[command(flatten)]
    place: Place,
}

pub fn run(arguments: &SignArguments, outside: &Outside) -> Result<u8, Error> {
    let office = open_office(&arguments.targets, outside)?;
    let archive = arguments.place.open(&office, outside)?;
    let key = secret_key(&arguments.key, outside)?;
    let mut failed = each(&arguments.targets, outside, |argument| {
        let found = named(&office, &archive, argument, outside)?;
        sign(&archive, &found.id, found.version, &key, &arguments.place, outside)
    });
    if arguments.all {
        for id in archive.objects()? {
            let signed = id.and_then(|id| sign(&archive, &id, None, &key, &arguments.place, outside));
            if let Err(error) = signed {
                outside.complain(&error);
                failed = true;
            }
        }
    }
    Ok(if failed { COULD_NOT_WORK } else { CLEAN })
}

fn sign(
    archive: &Archive,
    id: &ObjectId,
    version: Option<VersionNumber>,
    key: &SecretKey,
    place: &Place,
    outside: &Outside,
) -> Result<(), Error> {
    let name = shown(id.as_str());
    let record = kept_record(archive, id, None)?;
    let withheld = record.is_some_and(|record| record.withheld_at(place.now()).is_some());
    let readers = if withheld { Readers::Owner } else { Readers::Anybody };
    match archive.sign(id, version, key, place.now(), readers)? {
        Signing::Signed(version) => outside.print(&format!("{name}@{version} signed by {}\n", key.public().id)),
        Signing::Unchanged(version) => {
            outside.note(&format!("{name}@{version} is signed by {} already", key.public().id));
        }
    }
    Ok(())
}
