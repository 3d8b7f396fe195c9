//! `pressdoc render`

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;

use super::outside::Outside;
use super::progress::progress;
use super::reporter::Reporter;
use super::targets::{all_notices, notices, open_office, with_standard_input};
use super::{CLEAN, COULD_NOT_WORK, TO_CORRECT, crew, unknown_word};
use crate::artifact::Artifact;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::mailbox::{Mailbox, read_recipients};
use crate::pipeline::{Examined, Office, Order, Posting};
use crate::render::{FORMATS, Format, find_format, usual_formats};
use crate::workspace::{NoticeFile, read_file, write_all};

#[derive(Args)]
pub struct RenderArguments {
    /// References (in any form) or files; `-` reads them from standard input, one a line
    #[arg(value_name = "REF|FILE", required_unless_present = "all")]
    targets: Vec<String>,
    /// Every notice of the workspace
    #[arg(long, conflicts_with = "targets")]
    all: bool,
    /// These forms instead of the usual ones: pdf,html,txt (`all`: every form)
    #[arg(long, value_delimiter = ',', value_name = "FORMS")]
    to: Vec<String>,
    /// Mails: one file for each address in FILE, which has one a line
    #[arg(long, value_name = "FILE")]
    recipients: Option<PathBuf>,
    /// Mails: forms that go along: pdf,txt
    #[arg(long, value_delimiter = ',', value_name = "FORMS")]
    attach: Vec<String>,
    /// Write into this folder instead of `out`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Only these languages of a release: en,fr (`all`, or without: all that there are)
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    lang: Vec<String>,
    /// Render a notice with errors too, with DRAFT on every page
    #[arg(long)]
    draft: bool,
    /// Keep a notice back for its warnings as well
    #[arg(long)]
    strict: bool,
    /// How to report: human, plain, json, sarif or github
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
}

/// One notice, done or kept back.
struct Done<'o> {
    examined: Examined<'o>,
    written: Vec<PathBuf>,
    refused: bool,
}

struct Job<'a> {
    office: &'a Office,
    order: Order<'a>,
    /// Whom mails go to; without it they are files as all others.
    posting: Option<Posting<'a>>,
    out: &'a Path,
    arguments: &'a RenderArguments,
    rendered: AtomicUsize,
}

/// Notices from which on a bar shows how far the work is.
const MANY: usize = 20;

/// How many notices are rendered between two tidyings.
const TIDY_EVERY: usize = 25;

pub fn run(arguments: &RenderArguments, outside: &Outside) -> Result<u8, Error> {
    let mut reporter = Reporter::new(arguments.format.as_deref(), outside)?;
    let office = open_office(&arguments.targets, outside)?;
    let named = if arguments.to.is_empty() { &office.workspace.settings.forms } else { &arguments.to };
    let formats = formats(named)?;
    let out = arguments.out.as_ref().map_or_else(|| office.workspace.out(&outside.here), |out| outside.here.join(out));
    let order =
        Order { formats: &formats, draft: arguments.draft, now: Outside::now(), here: &outside.here, beside: false };
    let attached = if arguments.attach.is_empty() { Vec::new() } else { named_formats(&arguments.attach)? };
    let recipients = arguments.recipients.as_deref().map(|file| recipients(file, outside)).transpose()?;
    let posting = posting(&formats, &attached, recipients.as_deref())?;
    let job = Job { office: &office, order, posting, out: &out, arguments, rendered: AtomicUsize::new(0) };
    let mut failed = false;
    if arguments.all {
        let files = all_notices(&office, &arguments.lang, outside)?;
        failed = render_many(&job, &files, &mut reporter, outside);
    }
    for target in with_standard_input(&arguments.targets) {
        match notices(&office, &target, &arguments.lang, outside) {
            Ok(files) => failed |= render_many(&job, &files, &mut reporter, outside),
            Err(error) => {
                outside.complain(&error);
                failed = true;
            }
        }
    }
    outside.print(&reporter.closing(&office));
    let total = &reporter.total;
    let to_correct = total.refused > 0 || total.errors > 0 || (arguments.strict && total.warnings > 0);
    if to_correct || total.warnings > 0 || total.notices > 1 {
        if let Some(line) = reporter.summary() {
            outside.note(&line);
        }
        if total.refused > 0 && !reporter.is_for_programs() {
            outside.note("  help: correct the errors above, or render with `--draft`");
        }
    }
    Ok(match (failed, to_correct) {
        (true, _) => COULD_NOT_WORK,
        (false, true) => TO_CORRECT,
        (false, false) => CLEAN,
    })
}

/// The forms with these names; the usual ones without any.
pub fn formats(names: &[String]) -> Result<Vec<&'static dyn Format>, Error> {
    if names.is_empty() {
        return Ok(usual_formats());
    }
    if names.iter().any(|name| name == "all") {
        return Ok(FORMATS.to_vec());
    }
    named_formats(names)
}

fn named_formats(names: &[String]) -> Result<Vec<&'static dyn Format>, Error> {
    // "text" is what people call it.
    let name_of = |name: &str| if name == "text" { "txt".to_owned() } else { name.to_lowercase() };
    let wanted: Vec<String> = names.iter().map(|name| name_of(name)).collect();
    for name in &wanted {
        if find_format(name).is_none() {
            return Err(unknown_word("form", name, FORMATS.iter().map(|format| format.name())));
        }
    }
    Ok(FORMATS.iter().copied().filter(|format| wanted.iter().any(|name| name == format.name())).collect())
}

/// What mails need beside the notice, where the user said so.
fn posting<'a>(
    formats: &[&'static dyn Format],
    attached: &'a [&'static dyn Format],
    recipients: Option<&'a [Mailbox]>,
) -> Result<Option<Posting<'a>>, Error> {
    if attached.is_empty() && recipients.is_none() {
        return Ok(None);
    }
    if !formats.iter().any(|format| format.is_sent()) {
        return Err(Error::Usage {
            message: "`--recipients` and `--attach` are for mails, and none is asked for".to_owned(),
            help: "add `--to eml`".to_owned(),
        });
    }
    if let Some(mail) = attached.iter().find(|format| format.is_sent()) {
        return Err(Error::Usage {
            message: format!("`{}` cannot go along with itself", mail.name()),
            help: "attach another form, such as `pdf`".to_owned(),
        });
    }
    Ok(Some(Posting { recipients, attached }))
}

/// Reads the list of recipients; nothing is rendered where a line is wrong.
fn recipients(file: &Path, outside: &Outside) -> Result<Vec<Mailbox>, Error> {
    let name = file.display();
    let fault = |message: String| Error::Configuration {
        message,
        help: "write one address a line: `anna@example.org` or `Anna Berg <anna@example.org>`; no mail was made"
            .to_owned(),
    };
    let bytes = read_file(&outside.here.join(file))?;
    let text = String::from_utf8(bytes).map_err(|_| fault(format!("{name}: the list of recipients is not UTF-8")))?;
    let recipients = read_recipients(&text).map_err(|bad| fault(format!("{name}:{}: {}", bad.line, bad.fault)))?;
    if recipients.is_empty() {
        return Err(fault(format!("{name}: there is no recipient in it")));
    }
    Ok(recipients)
}

/// Renders the notices; gives back whether pressdoc failed at any of them.
fn render_many(job: &Job<'_>, files: &[NoticeFile], reporter: &mut Reporter, outside: &Outside) -> bool {
    let progress = progress(files.len(), "notices", MANY, outside);
    let mut failed = false;
    let answered = crew::in_order(
        files,
        |file| job.render(file, crew::are_few(files.len())),
        |_, done| {
            progress.inc(1);
            progress.suspend(|| match done {
                Ok(done) => {
                    reporter.total.refused += usize::from(done.refused);
                    say(reporter, &done, job.order.formats, outside);
                }
                Err(error) => {
                    outside.complain(&error);
                    failed = true;
                }
            });
            Ok(())
        },
    );
    progress.finish_and_clear();
    failed || answered.is_err()
}

impl<'a> Job<'a> {
    fn render(&self, file: &NoticeFile, beside: bool) -> Result<Done<'a>, Error> {
        let examined = self.office.examine(file)?;
        let has_errors =
            examined.count(Severity::Error) > 0 || (self.arguments.strict && examined.count(Severity::Warning) > 0);
        if (has_errors && !self.arguments.draft) || !examined.can_be_set() {
            return Ok(Done { examined, written: Vec::new(), refused: true });
        }
        let order = Order { beside, ..self.order };
        let mut written = Vec::new();
        let mut write = |artifacts: Vec<Artifact>| -> Result<(), Error> {
            written.extend(write_all(self.out, &artifacts)?);
            Ok(())
        };
        match &self.posting {
            None => write(self.office.render(&examined, file, &order)?)?,
            Some(posting) => self.office.post(&examined, file, &order, posting, &mut write)?,
        }
        if self.rendered.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.order.formats.iter().for_each(|format| format.tidy());
        }
        Ok(Done { examined, written, refused: false })
    }
}

fn say(reporter: &mut Reporter, done: &Done<'_>, formats: &[&dyn Format], outside: &Outside) {
    let shown: Vec<String> = done
        .written
        .iter()
        .map(|path| path.strip_prefix(&outside.here).unwrap_or(path).display().to_string())
        .collect();
    let text = reporter.notice(&done.examined, &shown, 0);
    if reporter.is_for_programs() {
        return outside.print(&text);
    }
    // Standard output is the list of files, for the next program.
    if !text.is_empty() {
        outside.note(text.trim_end());
    }
    if shown.is_empty() && !done.refused {
        // Forms that do not suit the notice: without an event, no calendar entry.
        let names: Vec<String> = formats.iter().map(|format| format!("`{}`", format.name())).collect();
        outside.note(&format!("{}: nothing in it for {}", done.examined.source.name(), names.join(", ")));
    }
    let paths: String = shown.iter().map(|path| format!("{path}\n")).collect();
    outside.print(&paths);
}
