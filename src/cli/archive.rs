//! `pressdoc archive`: a command of commands, one file each. What they share:
//! which archive, which release, which version, which time.

mod add;
mod bag;
mod diff;
mod index;
mod keys;
mod log;
mod named;
mod publish;
mod reproduce;
mod restore;
mod show;
mod sign;
mod telling;
mod verify;

use std::sync::Arc;

use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::outside::Outside;
use crate::archive::{Archive, Kind, Store, VersionNumber};
use crate::error::Error;
use crate::pipeline::Office;
use telling::{Look, by_whom, look, moment, shown};

#[derive(Args)]
pub struct ArchiveArguments {
    #[command(subcommand)]
    command: ArchiveCommand,
}

#[derive(Subcommand)]
enum ArchiveCommand {
    /// Seal releases: check them, make every form, and keep them as a version for good
    Add(add::AddArguments),
    /// Show to everybody what may be seen by now: the newest version whose hour has come
    Publish(publish::PublishArguments),
    /// Make the forms of a version again from its sealed sources, and compare the bytes
    Reproduce(reproduce::ReproduceArguments),
    /// Read every byte, and say whether anything was changed
    Verify(verify::VerifyArguments),
    /// List the versions of a release, the newest first: when, by whom, why
    Log(log::LogArguments),
    /// Show what a version of a release holds, or write one file of it
    Show(show::ShowArguments),
    /// Say in plain words what became of a release from one version to another
    Diff(diff::DiffArguments),
    /// Take a version out again, into a folder
    Restore(restore::RestoreArguments),
    /// Sign versions that are in the archive already
    Sign(sign::SignArguments),
    /// Write a bag (BagIt) of releases or of a year, to hand over
    Bag(bag::BagArguments),
    /// List everything in the archive as JSON lines, for other systems
    Index(index::IndexArguments),
}

pub fn run(arguments: &ArchiveArguments, outside: &Outside) -> Result<u8, Error> {
    match &arguments.command {
        ArchiveCommand::Add(arguments) => add::run(arguments, outside),
        ArchiveCommand::Publish(arguments) => publish::run(arguments, outside),
        ArchiveCommand::Reproduce(arguments) => reproduce::run(arguments, outside),
        ArchiveCommand::Verify(arguments) => verify::run(arguments, outside),
        ArchiveCommand::Log(arguments) => log::run(arguments, outside),
        ArchiveCommand::Show(arguments) => show::run(arguments, outside),
        ArchiveCommand::Diff(arguments) => diff::run(arguments, outside),
        ArchiveCommand::Restore(arguments) => restore::run(arguments, outside),
        ArchiveCommand::Sign(arguments) => sign::run(arguments, outside),
        ArchiveCommand::Bag(arguments) => bag::run(arguments, outside),
        ArchiveCommand::Index(arguments) => index::run(arguments, outside),
    }
}

/// Which archive, and at which time.
#[derive(Args)]
pub struct Place {
    /// This archive instead of the workspace's: a folder, or `s3://bucket/prefix`
    #[arg(long = "archive", value_name = "PLACE")]
    archive: Option<String>,
    /// The time of the clock, for tests of embargoes
    #[arg(long, hide = true, value_name = "TIME")]
    now: Option<Timestamp>,
}

impl Place {
    /// Opens the archive.
    pub fn open(&self, office: &Office, outside: &Outside) -> Result<Archive, Error> {
        office.archive(self.archive.as_deref(), &outside.here, &outside.access())
    }

    /// The storage of the archive, which may be too damaged to be opened.
    pub fn store(&self, office: &Office, outside: &Outside) -> Result<Arc<dyn Store>, Error> {
        let place = office.archive_place(self.archive.as_deref(), &outside.here)?;
        let store = place.store(&outside.access())?;
        match store.look("") {
            Ok(Some(Kind::Folder | Kind::Link)) => Ok(store),
            Ok(_) => Err(Error::NotFound {
                what: "archive in",
                name: self.archive.clone().unwrap_or_else(|| office.workspace.settings.archive.clone()),
                help: "name its place with `--archive PLACE`".to_owned(),
            }),
            Err(source) => Err(Error::Store { action: "read", path: ".".to_owned(), source }),
        }
    }

    /// Opens the archive; `None` where nobody named one and there is none.
    pub fn open_if_any(&self, office: &Office, outside: &Outside) -> Result<Option<Archive>, Error> {
        match self.open(office, outside) {
            Err(Error::NotFound { .. }) if self.archive.is_none() => Ok(None),
            other => other.map(Some),
        }
    }

    /// Opens the archive, or makes it where there is nothing yet.
    pub fn open_or_create(&self, office: &Office, outside: &Outside) -> Result<Archive, Error> {
        match self.open(office, outside) {
            Err(Error::NotFound { .. }) => {}
            other => return other,
        }
        let place = office.archive_place(self.archive.as_deref(), &outside.here)?;
        let archive = Archive::create_at(&place, &outside.access())?;
        let shown = place.seen_from(&outside.here);
        outside.note(&format!("note: `{shown}` is a new archive"));
        Ok(archive)
    }

    /// The time in whole seconds, by the clock unless the user gives one.
    pub fn now(&self) -> Timestamp {
        let now = self.now.unwrap_or_else(Outside::now);
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }
}

/// A name, and the version that is named behind it.
fn apart(argument: &str) -> Result<(&str, Option<VersionNumber>), Error> {
    match argument.rsplit_once('@') {
        Some((name, version)) => Ok((name, Some(version.parse()?))),
        None => Ok((argument, None)),
    }
}

fn no_reference(office: &Office, name: &str) -> Error {
    let example = &office.catalog.default_house().style.reference.example;
    Error::NotFound {
        what: "reference",
        name: name.to_owned(),
        help: format!("name a release such as `{example}`, or one of its versions: `{example}@v1`"),
    }
}
