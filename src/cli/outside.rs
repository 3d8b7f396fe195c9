//! Terminal, environment and clock, read once.

use std::io::{BufRead as _, IsTerminal as _, Read, Write as _};
use std::path::PathBuf;

use crate::archive::Access;
use crate::error::Error;
use crate::model::mailbox::Mailbox;
use crate::report::{REPORTS, Report, find_report};

/// What the program knows of the world outside its files.
pub struct Outside {
    /// The folder that the user is in.
    pub here: PathBuf,
    /// Whether standard output shows colour.
    pub colour: bool,
    /// Whether drawings are unwelcome.
    pub no_graphics: bool,
    /// Whether somebody watches standard error.
    pub watched: bool,
    /// Whether somebody at a terminal can answer a question.
    pub can_answer: bool,
    /// Whether standard output is a terminal.
    pub shows_output: bool,
    /// Who the user is, as the variable `PRESSDOC_BY` has it.
    by: Option<String>,
}

impl Outside {
    pub fn new() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        Self {
            here: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            colour: std::io::stdout().is_terminal()
                && !set("NO_COLOR")
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
            no_graphics: set("NO_GRAPHICS"),
            shows_output: std::io::stdout().is_terminal(),
            watched: std::io::stderr().is_terminal(),
            by: std::env::var("PRESSDOC_BY").ok().filter(|by| !by.trim().is_empty()),
            can_answer: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
        }
    }

    /// The time, for embargoes and the year of what is new.
    pub fn now() -> jiff::Timestamp {
        jiff::Timestamp::now()
    }

    /// Who does what is recorded with a name: `by`, where the user says it, else
    /// what the variable `PRESSDOC_BY` says.
    ///
    /// # Errors
    /// When nobody says who, or it is no name with an address.
    pub fn person(&self, by: Option<&str>) -> Result<Mailbox, Error> {
        let usage = |message: String| Error::Usage {
            message,
            help: "give a name and a mail address, `--by \"Anna Berg <anna@example.org>\"`, or set PRESSDOC_BY once"
                .to_owned(),
        };
        let said = by.map(str::to_owned).or_else(|| self.by.clone());
        let said = said.ok_or_else(|| usage("nobody says who does this".to_owned()))?;
        let person = Mailbox::read(&said).map_err(usage)?;
        match &person.name {
            Some(name) if !name.trim().is_empty() => Ok(person),
            _ => Err(usage(format!("`{said}` has no name in it"))),
        }
    }

    /// What one needs to get into a bucket: the variables that every program for
    /// S3 reads, and who this is.
    pub fn access(&self) -> Access {
        let settings = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
        let settings = settings.filter(|(name, _)| name.starts_with("AWS_"));
        let settings = settings.filter_map(|(name, value)| Some((name, value.into_string().ok()?))).collect();
        let user = ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
        let owner = format!("{} process {} {}", user.escape_debug(), std::process::id(), Self::now());
        Access { settings, owner }
    }

    /// Writes to standard output. A reader that has gone away is no fault.
    pub fn print(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Copies bytes to standard output. A reader that has gone away is no fault.
    ///
    /// # Errors
    /// What `from` says.
    pub fn copy(&self, from: &mut dyn Read) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        let mut buffer = vec![0; 128 * 1024];
        loop {
            match from.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) if out.write_all(&buffer[..read]).is_ok() => {}
                Ok(_) => return Ok(()),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let _ = out.flush();
        Ok(())
    }

    /// The password of a key: the variable `PRESSDOC_SIGN_PASSWORD`, else what is
    /// typed at the terminal, unseen. `None` where nobody is there to type.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub fn password(&self, question: &str) -> Result<Option<String>, Error> {
        if let Ok(password) = std::env::var("PRESSDOC_SIGN_PASSWORD") {
            return Ok(Some(password));
        }
        if !self.can_answer {
            return Ok(None);
        }
        self.prompt(question);
        let typed = rpassword::read_password();
        typed.map(Some).map_err(|source| Error::Read { path: "the terminal".into(), source })
    }

    /// Writes to standard error.
    pub fn note(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// Writes to standard error and stays on the line, for an answer.
    fn prompt(&self, text: &str) {
        let mut error = std::io::stderr().lock();
        let _ = write!(error, "{text}").and_then(|()| error.flush());
    }

    /// Asks for one line of standard input; `None` when there are no more.
    pub fn answer(&self, question: &str) -> Option<String> {
        self.prompt(question);
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line).unwrap_or(0) == 0 {
            self.note("");
            return None;
        }
        Some(line.trim().to_owned())
    }

    /// Says why pressdoc could not work.
    pub fn complain(&self, error: &Error) {
        self.note(&format!("error: {error}"));
        if let Some(help) = error.help() {
            self.note(&format!("  help: {help}"));
        }
    }

    /// The report that the user asked for, else the one that fits.
    pub fn report(&self, asked: Option<&str>) -> Result<&'static dyn Report, Error> {
        let name = asked.unwrap_or(if self.no_graphics { "plain" } else { "human" });
        find_report(name).ok_or_else(|| super::unknown_word("report", name, REPORTS.iter().map(|report| report.name())))
    }
}
