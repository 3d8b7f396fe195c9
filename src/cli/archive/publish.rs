//! `pressdoc archive publish`

use std::path::{Path, PathBuf};

use clap::Args;

use super::named::{Named, named};
use super::{Place, moment};
use crate::archive::Archive;
use crate::cli::outside::Outside;
use crate::cli::progress::progress;
use crate::cli::render::formats;
use crate::cli::targets::{open_office, with_standard_input};
use crate::cli::{CLEAN, COULD_NOT_WORK, TO_CORRECT, crew};
use crate::error::Error;
use crate::pipeline::{Publication, publication};
use crate::render::Format;
use crate::workspace::{remove_files, write_changed};

#[derive(Args)]
pub struct PublishArguments {
    /// References, in any form; `-` reads them from standard input, one a line
    #[arg(value_name = "REF", required_unless_present = "all")]
    targets: Vec<String>,
    /// Every release in the archive
    #[arg(long, conflicts_with = "targets")]
    all: bool,
    /// These forms instead of the usual ones: pdf,html,txt (`all`: every form)
    #[arg(long, value_delimiter = ',', value_name = "FORMS")]
    to: Vec<String>,
    /// The folder that everybody may see, instead of `public`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

/// Releases from which on a bar shows how far the work is.
const MANY: usize = 20;

pub fn run(arguments: &PublishArguments, outside: &Outside) -> Result<u8, Error> {
    let office = open_office(&[], outside)?;
    let archive = arguments.place.open(&office, outside)?;
    let forms = if arguments.to.is_empty() { &office.workspace.settings.forms } else { &arguments.to };
    let formats = formats(forms)?;
    let root = office.workspace.root().unwrap_or(&outside.here);
    let out = arguments.out.as_ref().map_or_else(|| root.join("public"), |out| outside.here.join(out));
    let mut failed = false;
    let mut meant = Vec::new();
    if arguments.all {
        for id in archive.objects()? {
            meant.push(Named::newest(id?));
        }
    }
    for target in with_standard_input(&arguments.targets) {
        match named(&office, &archive, &target, outside) {
            Ok(Named { version: Some(version), .. }) => {
                return Err(Error::Usage {
                    message: format!("`{target}` names a version, and {version} may not be the one to be seen"),
                    help: "name the release alone: the newest version whose hour has come is published".to_owned(),
                });
            }
            Ok(one) => meant.push(one),
            Err(error) => {
                outside.complain(&error);
                failed = true;
            }
        }
    }
    let publishing = Publishing { archive: &archive, formats: &formats, out: &out, arguments, outside };
    let (broken, withheld) = publishing.publish(&meant);
    Ok(match (failed || broken, withheld && !arguments.all) {
        (true, _) => COULD_NOT_WORK,
        (false, true) => TO_CORRECT,
        (false, false) => CLEAN,
    })
}

struct Publishing<'a> {
    archive: &'a Archive,
    formats: &'a [&'static dyn Format],
    out: &'a Path,
    arguments: &'a PublishArguments,
    outside: &'a Outside,
}

/// What was done for one release.
struct Done {
    publication: Publication,
    written: Vec<PathBuf>,
    removed: Vec<PathBuf>,
}

impl Publishing<'_> {
    /// Gives back whether pressdoc failed at any release, and whether any is
    /// withheld.
    fn publish(&self, meant: &[Named]) -> (bool, bool) {
        let bar = progress(meant.len(), "releases", MANY, self.outside);
        let now = self.arguments.place.now();
        let (mut failed, mut withheld) = (false, false);
        let work = |one: &Named| -> Result<Done, Error> {
            let mut publication = publication(self.archive, &one.id, self.formats, now)?;
            let (mut written, mut removed) = (Vec::new(), Vec::new());
            if let Publication::Public { artifacts, obsolete, .. } = &mut publication {
                // First what is new, so that there is always something to be found.
                written = write_changed(self.out, &std::mem::take(artifacts))?;
                removed = remove_files(self.out, obsolete)?;
            }
            Ok(Done { publication, written, removed })
        };
        let answered = crew::in_order(meant, work, |at, done| {
            bar.inc(1);
            bar.suspend(|| match done {
                Ok(done) => {
                    withheld |= matches!(done.publication, Publication::Withheld(_));
                    self.say(&meant[at], &done);
                }
                Err(error) => {
                    self.outside.complain(&error);
                    failed = true;
                }
            });
            Ok(())
        });
        bar.finish_and_clear();
        (failed || answered.is_err(), withheld)
    }

    fn say(&self, one: &Named, done: &Done) {
        let name = one.name();
        let shown = |path: &PathBuf| path.strip_prefix(&self.outside.here).unwrap_or(path).display().to_string();
        match &done.publication {
            Publication::Withheld(until) => {
                let until = moment(until.timestamp(), until.time_zone());
                self.outside.note(&format!("{name} is withheld until {until}: nothing of it was published"));
            }
            Publication::Public { version, newer_from, .. } => {
                if let Some(from) = newer_from {
                    let from = moment(from.timestamp(), from.time_zone());
                    self.outside.note(&format!("{name}: {version} stays public; a newer one is withheld until {from}"));
                }
                let paths: String = done.written.iter().map(|path| format!("{}\n", shown(path))).collect();
                self.outside.print(&paths);
                for path in &done.removed {
                    self.outside.note(&format!("removed `{}`, which {version} does not have", shown(path)));
                }
            }
        }
    }
}
