//! The command line: the only place that prints, exits, and reads the clock,
//! the environment and the terminal.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::exit)]

mod approve;
mod archive;
mod ask;
mod check;
mod completions;
mod crew;
mod explain;
#[cfg(feature = "forms")]
mod feed;
mod import;
mod import_report;
mod list;
mod lsp;
mod new;
mod new_style;
mod outside;
mod progress;
mod proof;
mod render;
mod reporter;
mod schema;
mod targets;
#[cfg(feature = "forms")]
mod translate;
mod verify;
mod verify_report;

use std::ffi::OsString;

use clap::{CommandFactory, Parser, Subcommand};

use crate::error::Error;
use outside::Outside;

/// Nothing to correct (warnings allowed, unless `--strict`).
pub const CLEAN: u8 = 0;
/// Something to correct.
pub const TO_CORRECT: u8 = 1;
/// pressdoc could not work.
pub const COULD_NOT_WORK: u8 = 2;

#[derive(Parser)]
#[command(
    name = "pressdoc",
    version,
    about = "Checks a press notice and renders it as PDF, web page and plain text",
    after_help = "Exit codes: 0 nothing to correct, 1 something to correct, 2 pressdoc could not work.",
    disable_help_subcommand = true,
    max_term_width = 100
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Make the finished files of a notice: PDF, web page, plain text
    Render(render::RenderArguments),
    /// Say what must be corrected before a notice goes out
    Check(check::CheckArguments),
    /// Write Atom feeds of many notices, one a language
    #[cfg(feature = "forms")]
    Feed(feed::FeedArguments),
    /// Make a sheet to sign: the notice line by line, the findings beside it, boxes for approval
    Proof(proof::ProofArguments),
    /// Write down that somebody approves a release, or takes it back: who, as what, when and what
    Approve(approve::ApproveArguments),
    /// Send a notice to a translator, or make a translation of what came back: XLIFF 2.0
    #[cfg(feature = "forms")]
    Translate(translate::TranslateArguments),
    /// Issue releases for good: seal them, prove them, take them out again
    Archive(archive::ArchiveArguments),
    /// Say of a file that once left the office whether it is genuine, and the newest
    Verify(verify::VerifyArguments),
    /// Begin a notice: a skeleton with blanks to fill in; or a house style, with --style
    New(new::NewArguments),
    /// Make notices of Word files, web pages, JSON or pasted text
    Import(import::ImportArguments),
    /// List the notices of the workspace
    List(list::ListArguments),
    /// Explain a rule: what it finds, why it matters, how to put it right
    Explain(explain::ExplainArguments),
    /// Serve an editor: findings as you type, corrections, completion, outline
    Lsp(lsp::LspArguments),
    /// Print the JSON schema of the front matter, the settings or the public record
    Schema(schema::SchemaArguments),
    /// Print the completions of a shell
    Completions(completions::CompletionsArguments),
}

/// Runs the program and gives back its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        eprintln!("error: pressdoc met a fault of its own{place}; nothing half-written was left behind");
        eprintln!("  help: please report it with the notice that you were working on");
        std::process::exit(i32::from(COULD_NOT_WORK));
    }));
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { COULD_NOT_WORK } else { CLEAN };
            let _ = error.print();
            return code;
        }
    };
    let outside = Outside::new();
    let result = match arguments.command {
        None => {
            greet(&outside);
            Ok(CLEAN)
        }
        Some(Command::Render(arguments)) => render::run(&arguments, &outside),
        Some(Command::Check(arguments)) => check::run(&arguments, &outside),
        #[cfg(feature = "forms")]
        Some(Command::Feed(arguments)) => feed::run(&arguments, &outside),
        Some(Command::Proof(arguments)) => proof::run(&arguments, &outside),
        Some(Command::Approve(arguments)) => approve::run(&arguments, &outside),
        #[cfg(feature = "forms")]
        Some(Command::Translate(arguments)) => translate::run(&arguments, &outside),
        Some(Command::Archive(arguments)) => archive::run(&arguments, &outside),
        Some(Command::Verify(arguments)) => verify::run(&arguments, &outside),
        Some(Command::New(arguments)) => new::run(&arguments, &outside),
        Some(Command::Import(arguments)) => import::run(&arguments, &outside),
        Some(Command::List(arguments)) => list::run(&arguments, &outside),
        Some(Command::Explain(arguments)) => explain::run(&arguments, &outside),
        Some(Command::Lsp(arguments)) => lsp::run(&arguments, &outside),
        Some(Command::Schema(arguments)) => schema::run(&arguments, &outside),
        Some(Command::Completions(arguments)) => completions::run(&arguments, &outside, Arguments::command()),
    };
    result.unwrap_or_else(|error| {
        outside.complain(&error);
        COULD_NOT_WORK
    })
}

fn greet(outside: &Outside) {
    outside.print(
        "pressdoc checks a press notice and renders it as PDF, web page and plain text.\n\n\
         \x20 pressdoc new AGENDA             begin a notice\n\
         \x20 pressdoc check                  say what must be corrected\n\
         \x20 pressdoc render AGENDA/18/5869  make the finished files\n\n\
         `pressdoc --help` lists everything, `pressdoc render --help` one command.\n",
    );
}

/// Refuses a word that is not among the names of a list.
fn unknown_word<'w>(what: &'static str, word: &str, known: impl Iterator<Item = &'w str>) -> Error {
    let known: Vec<&str> = known.collect();
    let help = match crate::record::nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("choose among {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    };
    Error::NotFound { what, name: word.to_owned(), help }
}
