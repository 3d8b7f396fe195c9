//! `pressdoc check`

use clap::Args;

use super::outside::Outside;
use super::targets::{all_notices, notices, open_office, with_standard_input};
use super::{CLEAN, COULD_NOT_WORK, TO_CORRECT, crew};
use crate::error::Error;
use crate::pipeline::Examined;
use crate::report::{Findings, Report, Total};
use crate::workspace::NoticeFile;

#[derive(Args)]
pub struct CheckArguments {
    /// References, files or folders; without any, the whole workspace; `-` reads them from
    /// standard input, one a line
    #[arg(value_name = "REF|FILE|DIR")]
    targets: Vec<String>,
    /// Only these languages of a release: en,fr
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    lang: Vec<String>,
    /// How to report: human, plain or json
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
    /// Let warnings count as errors do
    #[arg(long)]
    strict: bool,
}

pub fn run(arguments: &CheckArguments, outside: &Outside) -> Result<u8, Error> {
    let report = outside.report(arguments.format.as_deref())?;
    let office = open_office(&arguments.targets, outside)?;
    let mut total = Total::default();
    let mut check = |files: Vec<NoticeFile>| {
        crew::in_order(
            &files,
            |file| office.examine(file),
            |_, examined| {
                say(report, &examined?, outside, &mut total);
                Ok(())
            },
        )
    };
    let mut failure = None;
    if arguments.targets.is_empty() {
        check(all_notices(&office, &arguments.lang, outside)?)?;
    }
    for target in with_standard_input(&arguments.targets) {
        // One wrong word does not keep the other notices from being checked.
        let checked = notices(&office, &target, &arguments.lang, outside).and_then(&mut check);
        if let Err(error) = checked {
            outside.complain(&error);
            failure = Some(COULD_NOT_WORK);
        }
    }
    if let Some(line) = report.total(&total).filter(|_| total.notices > 0) {
        outside.note(&line);
    }
    let to_correct = total.errors > 0 || (arguments.strict && total.warnings > 0);
    Ok(failure.unwrap_or(if to_correct { TO_CORRECT } else { CLEAN }))
}

fn say(report: &dyn Report, examined: &Examined<'_>, outside: &Outside, total: &mut Total) {
    total.add(&examined.findings);
    outside.print(&report.notice(&findings(examined, &[]), outside.colour));
}

/// What a report says of a notice.
pub fn findings<'e>(examined: &'e Examined<'_>, written: &'e [String]) -> Findings<'e> {
    Findings {
        source: &examined.source,
        reference: examined.reference.as_ref().map(ToString::to_string),
        language: &examined.language.code,
        diagnostics: &examined.findings,
        written,
    }
}
