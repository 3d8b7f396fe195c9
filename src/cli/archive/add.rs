//! `pressdoc archive add`

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use jiff::Zoned;

use super::keys::secret_key;
use super::{Place, moment};
use crate::archive::{Archive, ObjectId, Readers, SecretKey, User};
use crate::cli::approve::approve_command;
use crate::cli::outside::Outside;
use crate::cli::progress::progress;
use crate::cli::reporter::Reporter;
use crate::cli::targets::{all_notices, notices, open_office, with_standard_input};
use crate::cli::{CLEAN, COULD_NOT_WORK, TO_CORRECT, crew};
use crate::error::Error;
use crate::model::reference::Reference;
use crate::pipeline::{Announced, Answer, Office, SealOrder, Sealed, Sealing};
use crate::render::FORMATS;
use crate::sealing::ChangeKind;
use crate::workspace::NoticeFile;

#[derive(Args)]
pub struct AddArguments {
    /// References, in any form; `-` reads them from standard input, one a line
    #[arg(value_name = "REF", required_unless_present = "all")]
    targets: Vec<String>,
    /// Every release of the workspace; those that are sealed already stay as they are
    #[arg(long, conflicts_with = "targets")]
    all: bool,
    /// What was wrong and what is right, for a line in every form; `fr=…` for one language
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["withdraw", "all"])]
    correction: Vec<String>,
    /// Why the release does not hold any more, for a line in every form; its text stays
    #[arg(long, value_name = "TEXT", conflicts_with = "all")]
    withdraw: Vec<String>,
    /// Who seals it, `Anna Berg <anna@example.org>`, instead of the variable PRESSDOC_BY
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
    /// Sign what is sealed with this secret key, a file that `minisign -G` has made; what is sealed
    /// already and lacks its signature gets it
    #[arg(long, value_name = "KEY")]
    sign: Option<PathBuf>,
    /// Keep a release out for its warnings as well
    #[arg(long)]
    strict: bool,
    /// How to report: human, plain, json, sarif or github
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Releases from which on a bar shows how far the work is.
const MANY: usize = 8;

/// How many releases are sealed between two tidyings.
const TIDY_EVERY: usize = 10;

/// A release of the workspace.
struct Release {
    reference: Reference,
    files: Vec<NoticeFile>,
}

struct Job<'a> {
    office: &'a Office,
    archive: &'a Archive,
    order: SealOrder<'a>,
    /// What is sealed is signed with it.
    key: Option<&'a SecretKey>,
    sealed: AtomicUsize,
}

pub fn run(arguments: &AddArguments, outside: &Outside) -> Result<u8, Error> {
    let mut reporter = Reporter::new(arguments.format.as_deref(), outside)?;
    let office = open_office(&arguments.targets, outside)?;
    let person = outside.person(arguments.by.as_deref())?;
    let person = User::new(person.name.unwrap_or_default(), format!("mailto:{}", person.address))?;
    let announced = announced(arguments, &office)?;
    // A key that cannot sign is told before anything is sealed.
    let key = arguments.sign.as_deref().map(|path| secret_key(path, outside)).transpose()?;
    let archive = arguments.place.open_or_create(&office, outside)?;
    let order = SealOrder {
        now: arguments.place.now(),
        person: &person,
        here: &outside.here,
        strict: arguments.strict,
        announced: announced.as_ref(),
        beside: false,
    };
    let job = Job { office: &office, archive: &archive, order, key: key.as_ref(), sealed: AtomicUsize::new(0) };
    let (mut failed, mut kept_out) = (false, false);
    let mut add = |found: Result<Vec<NoticeFile>, Error>, reporter: &mut Reporter| match found.and_then(releases) {
        Ok(releases) => {
            let (broken, out) = add_many(&job, &releases, reporter, outside);
            failed |= broken;
            kept_out |= out;
        }
        Err(error) => {
            outside.complain(&error);
            failed = true;
        }
    };
    if arguments.all {
        add(all_notices(&office, &[], outside), &mut reporter);
    }
    for target in with_standard_input(&arguments.targets) {
        add(notices(&office, &target, &[], outside), &mut reporter);
    }
    outside.print(&reporter.closing(&office));
    Ok(match (failed, kept_out) {
        (true, _) => COULD_NOT_WORK,
        (false, true) => TO_CORRECT,
        (false, false) => CLEAN,
    })
}

/// The notices by release, with all languages of each.
fn releases(files: Vec<NoticeFile>) -> Result<Vec<Release>, Error> {
    let mut releases: Vec<Release> = Vec::new();
    for file in files {
        let Some((reference, _)) = &file.release else {
            return Err(Error::Usage {
                message: format!("`{}` belongs to no release", file.name),
                help: "only releases are sealed: move it to a folder such as `releases/AGENDA/18/5869/en.md`"
                    .to_owned(),
            });
        };
        match releases.last_mut().filter(|last| last.reference == *reference) {
            Some(last) => last.files.push(file),
            None => releases.push(Release { reference: reference.clone(), files: vec![file] }),
        }
    }
    Ok(releases)
}

/// What is to be said of a change: `fr=…` for one language, else for all.
fn announced(arguments: &AddArguments, office: &Office) -> Result<Option<Announced>, Error> {
    let (kind, texts) = match (arguments.correction.as_slice(), arguments.withdraw.as_slice()) {
        ([], []) => return Ok(None),
        (corrections, []) => (ChangeKind::Correction, corrections),
        (_, withdrawals) => (ChangeKind::Withdrawal, withdrawals),
    };
    let codes = office.catalog.languages()?;
    let mut announced = Announced { kind, in_language: Vec::new(), elsewhere: None };
    for text in texts {
        let own = text.split_once('=').filter(|(code, _)| codes.iter().any(|known| known == code));
        let words = own.map_or(text.as_str(), |(_, words)| words).trim();
        if words.is_empty() {
            return Err(Error::Usage {
                message: "a change needs words".to_owned(),
                help: "say what was wrong and what is right, such as `--correction \"At 10:00, not at 11:00.\"`"
                    .to_owned(),
            });
        }
        let twice = match own {
            Some((code, _)) if announced.in_language.iter().any(|(known, _)| known == code) => true,
            Some((code, _)) => {
                announced.in_language.push((code.to_owned(), words.to_owned()));
                false
            }
            None => announced.elsewhere.replace(words.to_owned()).is_some(),
        };
        if twice {
            return Err(Error::Usage {
                message: format!("`{text}` says a change a second time in the same language"),
                help: "give one text, and one for each language that needs its own: `fr=…`".to_owned(),
            });
        }
    }
    Ok(Some(announced))
}

/// Seals the releases; gives back whether pressdoc failed at any, and whether
/// any was kept out.
fn add_many(job: &Job<'_>, releases: &[Release], reporter: &mut Reporter, outside: &Outside) -> (bool, bool) {
    let bar = progress(releases.len(), "releases", MANY, outside);
    let (mut failed, mut kept_out) = (false, false);
    let answered = crew::in_order(
        releases,
        |release| job.seal(release, crew::are_few(releases.len())),
        |at, sealing| {
            bar.inc(1);
            bar.suspend(|| match sealing {
                Ok(sealing) => {
                    kept_out |= !matches!(sealing.answer, Answer::Sealed(_) | Answer::Unchanged(_));
                    say(reporter, &releases[at], &sealing, outside);
                }
                Err(error) => {
                    outside.complain(&error);
                    failed = true;
                }
            });
            Ok(())
        },
    );
    bar.finish_and_clear();
    (failed || answered.is_err(), kept_out)
}

impl<'a> Job<'a> {
    fn seal(&self, release: &Release, beside: bool) -> Result<Sealing<'a>, Error> {
        let order = SealOrder { beside, ..self.order };
        let sealing = self.office.seal(self.archive, &release.reference, &release.files, &order)?;
        if self.sealed.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            FORMATS.iter().for_each(|format| format.tidy());
        }
        self.sign(release, &sealing)?;
        let examined = sealing.examined.into_iter().map(crate::pipeline::Examined::for_report).collect();
        Ok(Sealing { examined, ..sealing })
    }
}

impl Job<'_> {
    /// Signs a release that is sealed now, or was before and is not signed yet.
    fn sign(&self, release: &Release, sealing: &Sealing<'_>) -> Result<(), Error> {
        let (Some(key), Some(first)) = (self.key, sealing.examined.first()) else { return Ok(()) };
        let (version, readers) = match &sealing.answer {
            Answer::Sealed(sealed) if sealed.withheld_until.is_some() => (sealed.version, Readers::Owner),
            Answer::Sealed(sealed) => (sealed.version, Readers::Anybody),
            Answer::Unchanged(version) => (*version, Readers::Anybody),
            Answer::Faulty | Answer::Unapproved(_) | Answer::Unexplained { .. } => return Ok(()),
        };
        let id = ObjectId::new(first.house.style.identifier(Some(&release.reference)))?;
        let signed = self.archive.sign(&id, Some(version), key, self.order.now, readers);
        signed.map(|_| ()).map_err(|error| Error::Archive {
            message: format!("{} is sealed as {version} and not signed: {error}", release.reference),
            help: "run the command again: what is sealed stays, and gets the signature".to_owned(),
        })
    }
}

fn say(reporter: &mut Reporter, release: &Release, sealing: &Sealing<'_>, outside: &Outside) {
    let reference = &release.reference;
    for examined in &sealing.examined {
        let text = reporter.notice(examined, &[], 0);
        match reporter.is_for_programs() {
            true => outside.print(&text),
            false if !text.is_empty() => outside.note(text.trim_end()),
            false => {}
        }
    }
    for name in &sealing.rewritten {
        outside.note(&format!("note: the change now stands in `{name}` as well"));
    }
    match &sealing.answer {
        Answer::Sealed(sealed) => {
            if !reporter.is_for_programs() {
                outside.print(&line(reference, sealed));
            }
        }
        Answer::Unchanged(version) => outside.note(&format!("{reference} is sealed already as {version}")),
        Answer::Faulty => {
            outside.note(&format!("{reference} was not sealed: its notices must be corrected first"));
        }
        Answer::Unapproved(state) => {
            let awaited = state.awaited();
            outside.note(&format!("{reference} was not sealed: it awaits {}", awaited.join(", ")));
            state.reasons().iter().for_each(|reason| outside.note(&format!("  {reason}")));
            if let Some(role) = awaited.first() {
                outside.note(&format!("  help: have it approved: {}", approve_command(reference, role)));
            }
        }
        Answer::Unexplained { since, changes } => {
            outside.note(&format!("{reference} was not sealed: it differs from {since}, and nothing says why"));
            changes.iter().for_each(|change| outside.note(&format!("  {change}")));
            outside.note(
                "  help: say what was wrong and what is right with `--correction \"…\"`, or take the change back",
            );
        }
    }
}

/// `AGENDA/18/5869@v2  24 forms  correction: …`
fn line(reference: &Reference, sealed: &Sealed) -> String {
    let Sealed { version, forms, message, withheld_until, .. } = sealed;
    let shown = |until: &Zoned| moment(until.timestamp(), until.time_zone());
    let withheld =
        withheld_until.as_ref().map(|until| format!("  (withheld until {})", shown(until))).unwrap_or_default();
    format!("{reference}@{version}  {forms} forms  {message}{withheld}\n")
}
