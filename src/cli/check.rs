//! `pressdoc check`

use clap::Args;

use super::ask::{Answers, Officer};
use super::outside::Outside;
use super::progress::progress;
use super::reporter::Reporter;
use super::targets::{all_notices, notices, open_office, with_standard_input};
use super::{CLEAN, COULD_NOT_WORK, TO_CORRECT, crew};
use crate::error::Error;
use crate::pipeline::{Consent, Examined, Office};
use crate::report::patch;
#[cfg(feature = "forms")]
use crate::workspace::write_all;
use crate::workspace::{NoticeFile, replace};

/// Notices from which on a bar shows how far the checks are: fewer are done
/// before anybody could read it.
const MANY: usize = 500;

#[derive(Args)]
pub struct CheckArguments {
    /// References, files or folders; without any, the whole workspace; `-` reads them from
    /// standard input, one a line
    #[arg(value_name = "REF|FILE|DIR")]
    targets: Vec<String>,
    /// Only these languages of a release: en,fr (`all`, or without: all that there are)
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    lang: Vec<String>,
    /// How to report: human, plain, json, sarif or github
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
    /// Let warnings count as errors do
    #[arg(long)]
    strict: bool,
    /// Correct what is safe to correct, in the notices themselves
    #[arg(long)]
    fix: bool,
    /// With --fix: offer the other corrections too, one at a time with the patch; with --diff:
    /// show them too
    #[arg(
        long,
        value_enum,
        value_name = "WHO",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "terminal"
    )]
    ask: Option<Answers>,
    /// Print what --fix would change, as a patch for `patch -p0`, and change nothing
    #[arg(long, conflicts_with = "format")]
    diff: bool,
    /// Record in translations that you have compared them with their originals as these are now
    #[arg(long, conflicts_with_all = ["fix", "ask", "diff"])]
    accept_translation: bool,
}

/// What is done with a notice.
#[derive(Clone, Copy)]
enum Task {
    /// The state of its original is recorded first.
    Accept,
    /// It is reported.
    Look,
    /// It is corrected first.
    Correct,
    /// Its patch is shown.
    Show { everything: bool },
}

/// A notice that was looked at, and perhaps corrected.
struct Done<'o> {
    examined: Examined<'o>,
    corrected: usize,
    patch: String,
}

struct Desk<'a> {
    office: &'a Office,
    outside: &'a Outside,
    task: Task,
    /// Who is asked about what is not safe.
    officer: Option<Officer<'a>>,
    reporter: Reporter,
    failed: bool,
    patched: usize,
}

pub fn run(arguments: &CheckArguments, outside: &Outside) -> Result<u8, Error> {
    arguments.refuse_contradictions()?;
    let reporter = Reporter::new(arguments.format.as_deref(), outside)?;
    let office = open_office(&arguments.targets, outside)?;
    // What names the notices cannot answer questions.
    let answers = arguments.ask.filter(|_| arguments.fix && !arguments.diff && !arguments.reads_targets());
    let mut desk = Desk {
        office: &office,
        outside,
        task: arguments.task(),
        officer: answers.and_then(|answers| Officer::find(answers, outside)),
        reporter,
        failed: false,
        patched: 0,
    };
    if arguments.targets.is_empty() {
        desk.check(&all_notices(&office, &arguments.lang, outside)?);
    }
    // What was named together is done together, what is read from standard
    // input as it comes. One wrong word does not keep the others from it.
    for named in arguments.targets.chunk_by(|a, b| a != "-" && b != "-") {
        let at_once = named.iter().all(|target| target != "-");
        let mut files = Vec::new();
        for target in with_standard_input(named) {
            match notices(&office, &target, &arguments.lang, outside) {
                Ok(found) if at_once => files.extend(found),
                Ok(found) => desk.check(&found),
                Err(error) => {
                    outside.complain(&error);
                    desk.failed = true;
                }
            }
        }
        desk.check(&files);
    }
    Ok(desk.finish(arguments))
}

impl CheckArguments {
    fn task(&self) -> Task {
        if self.accept_translation {
            return Task::Accept;
        }
        match (self.diff, self.fix) {
            (true, _) => Task::Show { everything: self.ask.is_some() },
            (false, true) => Task::Correct,
            (false, false) => Task::Look,
        }
    }

    fn reads_targets(&self) -> bool {
        self.targets.iter().any(|target| target == "-")
    }

    fn refuse_contradictions(&self) -> Result<(), Error> {
        let refuse =
            |message: &str, help: &str| Err(Error::Usage { message: message.to_owned(), help: help.to_owned() });
        if self.ask.is_some() && !self.fix && !self.diff {
            return refuse("`--ask` alone does nothing", "write `--fix --ask`, or `--diff --ask` to see the patch");
        }
        if self.ask == Some(Answers::Input) && self.reads_targets() && !self.diff {
            return refuse(
                "standard input cannot name the notices and answer questions",
                "name the notices as arguments, or leave `--ask=input` out",
            );
        }
        Ok(())
    }
}

impl<'a> Desk<'a> {
    fn check(&mut self, files: &[NoticeFile]) {
        if self.officer.is_some() {
            for file in files {
                let done = self.ask(file);
                self.say(done);
            }
            return;
        }
        let bar = progress(files.len(), "notices", MANY, self.outside);
        let (office, task) = (self.office, self.task);
        let answered = crew::in_order(
            files,
            |file| task.carry_out(office, file),
            |_, done| {
                bar.inc(1);
                // A notice without a finding does not touch the bar.
                let is_heard = match &done {
                    Ok(done) => !done.examined.findings.is_empty() || !done.patch.is_empty(),
                    Err(_) => true,
                };
                if is_heard {
                    bar.suspend(|| self.say(done))
                } else {
                    self.say(done)
                }
                Ok(())
            },
        );
        bar.finish_and_clear();
        self.failed |= answered.is_err();
    }

    /// Corrects a notice and asks about what is not safe.
    fn ask(&mut self, file: &NoticeFile) -> Result<Done<'a>, Error> {
        let Some(officer) = &mut self.officer else { return self.task.carry_out(self.office, file) };
        correct(self.office, file, Consent::Asked(&mut |offer| officer.answer(offer)))
    }

    fn say(&mut self, done: Result<Done<'a>, Error>) {
        match done {
            Ok(Done { examined, corrected, patch }) => {
                let text = self.reporter.notice(&examined, &[], corrected);
                if matches!(self.task, Task::Show { .. }) {
                    self.patched += usize::from(!patch.is_empty());
                    self.outside.print(&patch);
                    return;
                }
                if self.officer.is_none() {
                    self.reporter.count_fixes(&examined.findings);
                }
                self.outside.print(&text);
            }
            Err(error) => {
                self.outside.complain(&error);
                self.failed = true;
            }
        }
    }

    fn finish(mut self, arguments: &CheckArguments) -> u8 {
        if matches!(self.task, Task::Show { .. }) {
            if self.patched > 0 {
                let (corrected, notices) = (self.reporter.total.corrected, self.patched);
                let plural = if notices == 1 { "" } else { "s" };
                self.outside.note(&format!("{corrected} would be corrected in {notices} notice{plural}"));
            }
            return self.code(self.patched > 0);
        }
        self.outside.print(&self.reporter.closing(self.office));
        if let Some(line) = self.reporter.summary().filter(|_| self.reporter.total.notices > 0) {
            self.outside.note(&line);
        }
        let total = &self.reporter.total;
        if arguments.ask.is_some() && self.officer.is_none() && total.askable > 0 {
            let why = if arguments.reads_targets() { "names the notices" } else { "is no terminal" };
            let line = format!("  help: nobody was asked, as standard input {why}; `--diff --ask` shows them all");
            self.outside.note(&line);
        }
        self.code(total.errors > 0 || (arguments.strict && total.warnings > 0))
    }

    fn code(&self, to_correct: bool) -> u8 {
        match (self.failed, to_correct) {
            (true, _) => COULD_NOT_WORK,
            (false, true) => TO_CORRECT,
            (false, false) => CLEAN,
        }
    }
}

impl Task {
    fn carry_out<'o>(self, office: &'o Office, file: &NoticeFile) -> Result<Done<'o>, Error> {
        match self {
            Self::Look => Ok(Done { examined: office.examine(file)?.for_report(), corrected: 0, patch: String::new() }),
            Self::Accept => accept(office, file),
            Self::Correct => correct(office, file, Consent::SafeAlone),
            Self::Show { everything } => {
                let examined = office.examine(file)?;
                let before = examined.source.clone();
                let consent = if everything { Consent::Everything } else { Consent::SafeAlone };
                let repaired = office.repair(examined, file, consent)?;
                let patch = patch(before.name(), before.text(), repaired.examined.source.text());
                Ok(Done { examined: repaired.examined, corrected: repaired.corrected, patch })
            }
        }
    }
}

/// Corrects a notice, and writes it if it is another one then.
fn correct<'o>(office: &'o Office, file: &NoticeFile, consent: Consent<'_>) -> Result<Done<'o>, Error> {
    let examined = office.examine(file)?;
    if examined.findings.iter().all(|finding| finding.fix.is_none()) {
        return Ok(Done { examined, corrected: 0, patch: String::new() });
    }
    let before = examined.source.text().to_owned();
    let repaired = office.repair(examined, file, consent)?;
    if repaired.examined.source.text() != before {
        replace(file, &before, repaired.examined.source.text())?;
    }
    Ok(Done { examined: repaired.examined, corrected: repaired.corrected, patch: String::new() })
}

/// Records the original of a translation.
fn accept<'o>(office: &'o Office, file: &NoticeFile) -> Result<Done<'o>, Error> {
    let mut examined = office.examine(file)?;
    if let Some(accepted) = office.accept_translation(&examined, file)? {
        replace(file, examined.source.text(), accepted.source.text())?;
        renew_record(office, &accepted, file)?;
        examined = accepted;
    }
    Ok(Done { examined, corrected: 0, patch: String::new() })
}

/// What came back from a translator and lies beside the translation is brought
/// to the same state.
#[cfg(feature = "forms")]
fn renew_record(office: &Office, accepted: &Examined<'_>, file: &NoticeFile) -> Result<(), Error> {
    if let (Some(record), Some(folder)) = (office.renewed_record(accepted, file)?, file.path.parent()) {
        write_all(folder, &[record])?;
    }
    Ok(())
}

#[cfg(not(feature = "forms"))]
fn renew_record(_: &Office, _: &Examined<'_>, _: &NoticeFile) -> Result<(), Error> {
    Ok(())
}
