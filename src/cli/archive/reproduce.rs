//! `pressdoc archive reproduce`

use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;

use super::Place;
use super::named::{Named, named};
use crate::archive::Archive;
use crate::cli::outside::Outside;
use crate::cli::progress::progress;
use crate::cli::targets::{open_office, with_standard_input};
use crate::cli::{CLEAN, COULD_NOT_WORK, TO_CORRECT, crew};
use crate::error::Error;
use crate::pipeline::{Reproduced, Reproduction};
use crate::render::FORMATS;

#[derive(Args)]
pub struct ReproduceArguments {
    /// References, in any form, or one version of a release: AGENDA/18/5869@v1; `-` reads them from
    /// standard input, one a line
    #[arg(value_name = "REF[@vN]", required_unless_present = "all")]
    targets: Vec<String>,
    /// The newest version of every release in the archive
    #[arg(long, conflicts_with = "targets")]
    all: bool,
    #[command(flatten)]
    place: Place,
}

/// Versions from which on a bar shows how far the work is.
const MANY: usize = 8;

/// How many versions are made again between two tidyings.
const TIDY_EVERY: usize = 10;

/// What came of it all.
#[derive(Default)]
struct Total {
    identical: usize,
    forms: usize,
    different: usize,
    wrong: bool,
    failed: bool,
}

pub fn run(arguments: &ReproduceArguments, outside: &Outside) -> Result<u8, Error> {
    let office = open_office(&[], outside)?;
    let archive = arguments.place.open(&office, outside)?;
    let mut total = Total::default();
    if arguments.all {
        let ids = archive.objects()?.collect::<Result<Vec<_>, _>>()?;
        let all: Vec<Named> = ids.into_iter().map(Named::newest).collect();
        reproduce_many(&archive, &all, &mut total, outside);
    } else {
        let mut meant = Vec::new();
        for target in with_standard_input(&arguments.targets) {
            match named(&office, &archive, &target, outside) {
                Ok(one) => meant.push(one),
                Err(error) => {
                    outside.complain(&error);
                    total.failed = true;
                }
            }
        }
        reproduce_many(&archive, &meant, &mut total, outside);
    }
    if total.identical + total.different > 1 {
        let versions = total.identical + total.different;
        outside.note(&format!(
            "{versions} versions with {} forms made again: {} identical, {} different",
            total.forms, total.identical, total.different
        ));
    }
    Ok(match (total.failed, total.wrong) {
        (true, _) => COULD_NOT_WORK,
        (false, true) => TO_CORRECT,
        (false, false) => CLEAN,
    })
}

fn reproduce_many(archive: &Archive, meant: &[Named], total: &mut Total, outside: &Outside) {
    // Versions of one release are made one after the other.
    let mut releases: Vec<Vec<&Named>> = Vec::new();
    for one in meant {
        match releases.iter_mut().rev().take(64).find(|release| release[0].id == one.id) {
            Some(release) => release.push(one),
            None => releases.push(vec![one]),
        }
    }
    let reproduction = Reproduction::default();
    let made = AtomicUsize::new(0);
    let bar = progress(meant.len(), "versions", MANY, outside);
    let work = |release: &Vec<&Named>| -> Vec<Result<Reproduced, Error>> {
        let answers = release.iter().map(|one| reproduction.reproduce(archive, &one.id, one.version)).collect();
        if made.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            FORMATS.iter().for_each(|format| format.tidy());
        }
        answers
    };
    let answered = crew::in_order(&releases, work, |at, answers| {
        for (one, answer) in releases[at].iter().zip(answers) {
            bar.inc(1);
            bar.suspend(|| match answer {
                Ok(reproduced) => {
                    total.forms += reproduced.forms;
                    total.identical += usize::from(reproduced.is_identical());
                    total.different += usize::from(!reproduced.is_identical());
                    total.wrong |= !reproduced.is_identical() && (reproduced.is_own() || reproduced.has_other_words());
                    say(one, &reproduced, meant.len() >= MANY, outside);
                }
                Err(error) => {
                    outside.complain(&error);
                    total.failed = true;
                }
            });
        }
        Ok(())
    });
    bar.finish_and_clear();
    total.failed |= answered.is_err();
}

fn say(one: &Named, reproduced: &Reproduced, briefly: bool, outside: &Outside) {
    let name = one.name();
    let name = format!("{name}@{}", reproduced.version);
    if reproduced.is_identical() {
        if !briefly {
            let text = format!("{name}: {} forms, identical byte for byte\n", reproduced.forms);
            outside.print(&text);
        }
        return;
    }
    let made_by = reproduced.made_by.as_deref().unwrap_or("an unknown version");
    let own = env!("CARGO_PKG_VERSION");
    let whose = if reproduced.is_own() {
        format!("made by pressdoc {own}, as this is: it should be identical")
    } else {
        format!("made by pressdoc {made_by}, and this is {own}")
    };
    let (different, forms) = (reproduced.differences.len(), reproduced.forms);
    let mut text = format!("{name}: {different} of {forms} forms differ; {whose}\n");
    for difference in &reproduced.differences {
        text.push_str(&format!("  {} {}\n", difference.path.escape_debug(), difference.what));
    }
    for file in &reproduced.other_files {
        text.push_str(&format!("  the font `{}` is another one now\n", file.escape_debug()));
    }
    outside.print(&text);
}
