//! `pressdoc verify`

use std::path::Path;

use clap::Args;

use super::archive::Place;
use super::outside::Outside;
use super::targets::{open_office, with_standard_input};
use super::verify_report::{self, Verified};
use super::{COULD_NOT_WORK, unknown_word};
use crate::archive::Archive;
use crate::error::Error;
use crate::pipeline::verify_file;
use crate::workspace::read_brought;

#[derive(Args)]
pub struct VerifyArguments {
    /// Files of any form that once left the office; `-` reads their paths from standard input, one a line
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// How to answer: human, plain or json (an object a line)
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// How the answer is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Human,
    Plain,
    Json,
}

const ANSWERS: [(&str, Answer); 3] = [("human", Answer::Human), ("plain", Answer::Plain), ("json", Answer::Json)];

pub fn run(arguments: &VerifyArguments, outside: &Outside) -> Result<u8, Error> {
    let asked = arguments.format.as_deref().unwrap_or(if outside.no_graphics { "plain" } else { "human" });
    let known = ANSWERS.iter().map(|(name, _)| *name);
    let (_, answer) =
        ANSWERS.iter().find(|(name, _)| *name == asked).ok_or_else(|| unknown_word("report", asked, known))?;
    let office = open_office(&arguments.files, outside)?;
    let archive = arguments.place.open_if_any(&office, outside)?;
    let mut code = super::CLEAN;
    for file in with_standard_input(&arguments.files) {
        code = code.max(match verify(&file, archive.as_ref(), arguments, outside) {
            Ok(verified) => {
                outside.print(&match answer {
                    Answer::Human => verify_report::human(&verified),
                    Answer::Plain => verify_report::plain(&verified),
                    Answer::Json => verify_report::json(&verified),
                });
                verified.code()
            }
            Err(error) => {
                outside.complain(&error);
                COULD_NOT_WORK
            }
        });
    }
    Ok(code)
}

fn verify(
    file: &str,
    archive: Option<&Archive>,
    arguments: &VerifyArguments,
    outside: &Outside,
) -> Result<Verified, Error> {
    let bytes = read_brought(&outside.here.join(file))?;
    let name = Path::new(file).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let verdict = verify_file(archive, &name, &bytes, arguments.place.now())?;
    Ok(Verified { file: file.to_owned(), name, verdict })
}
