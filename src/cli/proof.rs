//! `pressdoc proof`

use std::path::{Path, PathBuf};

use clap::Args;

use super::outside::Outside;
use super::reporter::Reporter;
use super::targets::{notices, open_office, with_standard_input};
use super::{CLEAN, COULD_NOT_WORK, TO_CORRECT, crew};
use crate::error::Error;
use crate::pipeline::{Examined, Office};
use crate::workspace::{NoticeFile, write_all};

/// A proof is made of a notice with errors too: that is what it is for. The
/// exit code says whether all proofs were made.
#[derive(Args)]
#[command(after_help = "A notice with errors is proofed too, with DRAFT on every page; the exit code is then 0, \
                        unless `--strict` is given.")]
pub struct ProofArguments {
    /// References (in any form) or files; `-` reads them from standard input, one a line
    #[arg(value_name = "REF|FILE", required = true)]
    targets: Vec<String>,
    /// Write into this folder instead of `out`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Only these languages of a release: en,fr (without: all that there are)
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    lang: Vec<String>,
    /// End with 1 when there are errors or warnings; the proofs are made all the same
    #[arg(long)]
    strict: bool,
    /// How to report: human, plain, json, sarif or github
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
}

pub fn run(arguments: &ProofArguments, outside: &Outside) -> Result<u8, Error> {
    let mut reporter = Reporter::new(arguments.format.as_deref(), outside)?;
    let office = open_office(&arguments.targets, outside)?;
    let out = arguments.out.as_ref().map_or_else(|| office.workspace.out(&outside.here), |out| outside.here.join(out));
    let mut failed = false;
    for target in with_standard_input(&arguments.targets) {
        match notices(&office, &target, &arguments.lang, outside) {
            Ok(files) => failed |= proof_many(&office, &files, &out, &mut reporter, outside),
            Err(error) => {
                outside.complain(&error);
                failed = true;
            }
        }
    }
    outside.print(&reporter.closing(&office));
    let total = &reporter.total;
    let to_correct = total.refused > 0 || (arguments.strict && total.errors + total.warnings > 0);
    if (total.errors + total.warnings > 0 || total.notices > 1)
        && let Some(line) = reporter.summary()
    {
        outside.note(&line);
    }
    Ok(match (failed, to_correct) {
        (true, _) => COULD_NOT_WORK,
        (false, true) => TO_CORRECT,
        (false, false) => CLEAN,
    })
}

/// Makes the proofs; gives back whether pressdoc failed at any of them.
fn proof_many(office: &Office, files: &[NoticeFile], out: &Path, reporter: &mut Reporter, outside: &Outside) -> bool {
    let mut failed = false;
    let answered = crew::in_order(
        files,
        |file| proof(office, file, out, outside),
        |_, done| {
            match done {
                Ok((examined, written)) => say(reporter, &examined, &written, outside),
                Err(error) => {
                    outside.complain(&error);
                    failed = true;
                }
            }
            Ok(())
        },
    );
    failed || answered.is_err()
}

fn proof<'o>(
    office: &'o Office,
    file: &NoticeFile,
    out: &Path,
    outside: &Outside,
) -> Result<(Examined<'o>, Vec<PathBuf>), Error> {
    let examined = office.examine(file)?;
    // What is no text, or too much of it, cannot be shown on paper.
    if !examined.can_be_set() {
        return Ok((examined, Vec::new()));
    }
    let artifact = office.proof(&examined, file, Outside::now(), &outside.here)?;
    let written = write_all(out, &[artifact])?;
    Ok((examined, written))
}

fn say(reporter: &mut Reporter, examined: &Examined<'_>, written: &[PathBuf], outside: &Outside) {
    let shown: Vec<String> =
        written.iter().map(|path| path.strip_prefix(&outside.here).unwrap_or(path).display().to_string()).collect();
    let text = reporter.notice(examined, &shown, 0);
    reporter.total.refused += usize::from(written.is_empty());
    if reporter.is_for_programs() {
        return outside.print(&text);
    }
    // The findings stand on the paper; said are those that kept it from being made.
    if written.is_empty() {
        outside.note(text.trim_end());
    }
    let paths: String = shown.iter().map(|path| format!("{path}\n")).collect();
    outside.print(&paths);
}
