//! `pressdoc archive verify`

use std::sync::Arc;

use clap::Args;
use serde_json::json;

use super::keys::public_keys;
use super::named::{candidates, not_archived};
use super::{Look, Place, look, shown};
use crate::archive::verify::{self, Told, Totals};
use crate::archive::{Finding, PublicKey, Store};
use crate::cli::outside::Outside;
use crate::cli::progress::progress;
use crate::cli::targets::{open_office, with_standard_input};
use crate::cli::{CLEAN, COULD_NOT_WORK, TO_CORRECT};
use crate::error::Error;
use crate::pipeline::Office;

/// Objects from which on a bar shows how far it is; a few may be large.
const MANY: usize = 2;

#[derive(Args)]
pub struct VerifyArguments {
    /// References in any form; without any, the whole archive; `-` reads them from standard input
    #[arg(value_name = "REF")]
    targets: Vec<String>,
    /// Ask this public key of minisign about signatures: a file, or the line of the key itself; can
    /// be repeated. The newest version of every object must have a good signature of one of the
    /// keys
    #[arg(long = "key", value_name = "PUBLICKEY")]
    keys: Vec<String>,
    /// Let warnings count as errors do
    #[arg(long)]
    strict: bool,
    /// How to report: human, plain or json
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// What is read, what is asked, and what was found.
struct Desk<'a> {
    store: Arc<dyn Store>,
    keys: &'a [PublicKey],
    look: Look,
    outside: &'a Outside,
    totals: Totals,
    errors: usize,
    warnings: usize,
}

pub fn run(arguments: &VerifyArguments, outside: &Outside) -> Result<u8, Error> {
    let look = look(arguments.format.as_deref(), "archive verify", outside)?;
    let keys = public_keys(&arguments.keys, outside)?;
    let office = open_office(&[], outside)?;
    let store = arguments.place.store(&office, outside)?;
    let mut desk = Desk { store, keys: &keys, look, outside, totals: Totals::default(), errors: 0, warnings: 0 };
    let mut failed = false;
    if arguments.targets.is_empty() {
        desk.everything();
    }
    // What was named together is done together, what is read from standard input
    // as it comes.
    for named in arguments.targets.chunk_by(|a, b| a != "-" && b != "-") {
        let at_once = named.iter().all(|target| target != "-");
        let mut places = Vec::new();
        for target in with_standard_input(named) {
            match place_of(&office, &*desk.store, &target, outside) {
                Ok(place) if at_once => places.push(place),
                Ok(place) => desk.objects(&[place]),
                Err(error) => {
                    outside.complain(&error);
                    failed = true;
                }
            }
        }
        desk.objects(&places);
    }
    desk.close();
    Ok(match (failed, desk.errors > 0 || (arguments.strict && desk.warnings > 0)) {
        (true, _) => COULD_NOT_WORK,
        (false, true) => TO_CORRECT,
        (false, false) => CLEAN,
    })
}

/// The folder of what was named; the archive may be too damaged to be opened.
fn place_of(office: &Office, store: &dyn Store, target: &str, outside: &Outside) -> Result<String, Error> {
    let found = candidates(office, target, outside)?;
    let unreadable = |source| Error::Store { action: "read", path: ".".to_owned(), source };
    for id in &found.ids {
        if let Some(place) = verify::find(store, id).map_err(unreadable)? {
            return Ok(place);
        }
    }
    let objects = verify::root(store).objects;
    let ids = objects.iter().filter_map(|place| verify::plan(store, place).id).map(|id| id.to_string());
    Err(not_archived(office, &found, ids.collect()))
}

impl Desk<'_> {
    fn everything(&mut self) {
        let store = Arc::clone(&self.store);
        let survey = store.survey();
        let mut root = verify::root(survey.as_deref().unwrap_or(&*store));
        let around = std::mem::take(&mut root.findings);
        self.say(None, &around);
        self.read(Some(&root), &root.objects);
    }

    /// The objects in these folders, for themselves.
    fn objects(&mut self, places: &[String]) {
        if !places.is_empty() {
            self.read(None, places);
        }
    }

    fn read(&mut self, root: Option<&verify::Root>, places: &[String]) {
        let bar = progress(places.len(), "objects", MANY, self.outside);
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let (store, keys) = (Arc::clone(&self.store), self.keys);
        let survey = store.survey();
        let store = survey.as_deref().unwrap_or(&*store);
        let totals = verify::together(store, root, places, keys, threads, &mut |told| match told {
            Told::Object(place, id, findings) => {
                bar.inc(1);
                if !findings.is_empty() {
                    bar.suspend(|| self.say(Some(id.map_or(place, |id| id.as_str())), &findings));
                }
            }
            Told::Pulse(_) => bar.tick(),
        });
        bar.finish_and_clear();
        self.totals.objects += totals.objects;
        self.totals.versions += totals.versions;
        self.totals.files += totals.files;
        self.totals.bytes += totals.bytes;
    }

    fn say(&mut self, object: Option<&str>, findings: &[Finding]) {
        for finding in findings {
            let count = if finding.is_error() { &mut self.errors } else { &mut self.warnings };
            *count += 1;
            let severity = if finding.is_error() { "error" } else { "warning" };
            let path = if finding.path.is_empty() { "." } else { &finding.path };
            let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
            let (code, message, help) = (finding.code.name, shown(&finding.message), finding.help());
            let path = shown(path);
            let text = match self.look {
                Look::Json => {
                    let record = json!({
                        "code": code, "severity": severity, "object": object, "path": finding.path,
                        "line": finding.line, "message": finding.message, "rule": finding.code.rule, "help": help,
                    });
                    format!("{record}\n")
                }
                Look::Plain => format!("{path}{line}: {severity}[{code}]: {message}\n  help: {help}\n"),
                Look::Human => format!(
                    "{severity}[{code}] {path}{line}: {message}\n  rule: {}\n  help: {help}\n",
                    finding.code.rule
                ),
            };
            self.outside.print(&text);
        }
    }

    fn close(&self) {
        let Totals { objects, versions, files, bytes } = self.totals;
        let (errors, warnings) = (self.errors, self.warnings);
        if self.look == Look::Json {
            let record = json!({
                "objects": objects, "versions": versions, "files": files, "bytes": bytes,
                "errors": errors, "warnings": warnings,
            });
            return self.outside.print(&format!("{record}\n"));
        }
        let many = |count: u64, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let read = format!(
            "{}, {}, {} with {} read",
            many(objects as u64, "object"),
            many(versions as u64, "version"),
            many(files, "file"),
            many(bytes, "byte"),
        );
        let signed = if self.keys.is_empty() { "" } else { ", signatures good" };
        let verdict = match (errors, warnings) {
            (0, 0) => format!("sound{signed}"),
            (0, warnings) => format!("sound{signed}, with {}", many(warnings as u64, "warning")),
            (errors, 0) => many(errors as u64, "error"),
            (errors, warnings) => format!("{}, {}", many(errors as u64, "error"), many(warnings as u64, "warning")),
        };
        self.outside.print(&format!("{verdict}: {read}\n"));
    }
}
