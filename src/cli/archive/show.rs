//! `pressdoc archive show`

use std::io::Read as _;

use clap::Args;
use serde_json::{Value, json};

use super::named::{Named, each, named, warn_withheld};
use super::{Look, Place, by_whom, look, moment, shown};
use crate::archive::{Archive, KeptFile, LogEntry};
use crate::cli::outside::Outside;
use crate::cli::targets::open_office;
use crate::cli::{CLEAN, COULD_NOT_WORK};
use crate::error::Error;
use crate::pipeline::{Kept, Office, kept};
use crate::sealing::Provenance;

#[derive(Args)]
pub struct ShowArguments {
    /// References in any form, each with `@v1` for that version, else the newest; `-` reads them
    /// from standard input
    #[arg(value_name = "REF", required = true)]
    targets: Vec<String>,
    /// Write this one file to standard output, as it was archived
    #[arg(long, value_name = "PATH", conflicts_with = "format")]
    file: Option<String>,
    /// How to tell: human, plain or json
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// The most bytes of a text that are shown on a terminal.
const LARGEST_SHOWN: u64 = 16 * 1024 * 1024;

pub fn run(arguments: &ShowArguments, outside: &Outside) -> Result<u8, Error> {
    let look = look(arguments.format.as_deref(), "archive show", outside)?;
    let office = open_office(&arguments.targets, outside)?;
    let archive = arguments.place.open(&office, outside)?;
    let mut first = true;
    let failed = each(&arguments.targets, outside, |argument| {
        let found = named(&office, &archive, argument, outside)?;
        warn_withheld(&archive, &found, &arguments.place, outside)?;
        if let Some(path) = &arguments.file {
            return write_file(&archive, &found, path, outside);
        }
        let version = archive.state(&found.id, found.version)?.version;
        let entry = archive.log(&found.id)?.into_iter().find(|entry| entry.version == version);
        let Some(entry) = entry else { return Ok(()) };
        let files = archive.files(&found.id, Some(version))?;
        let page = Page { id: found.id.as_str(), entry, files, kept: kept(&archive, &found.id, Some(version))? };
        let text = match look {
            Look::Json => page.as_json(),
            Look::Human | Look::Plain => {
                let gap = if std::mem::take(&mut first) { "" } else { "\n" };
                format!("{gap}{}", page.as_text(&office, &arguments.place))
            }
        };
        outside.print(&text);
        Ok(())
    });
    Ok(if failed { COULD_NOT_WORK } else { CLEAN })
}

/// Writes one file to standard output. On a terminal only text is shown, and
/// nothing of it can command the terminal.
fn write_file(archive: &Archive, found: &Named, path: &str, outside: &Outside) -> Result<(), Error> {
    let mut file = archive.read(&found.id, found.version, path)?;
    let damaged = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::InvalidData => Error::Archive {
            message: error.to_string(),
            help: "what was written is not what was archived: throw it away, and verify the archive".to_owned(),
        },
        _ => Error::Store { action: "read", path: path.to_owned(), source: error },
    };
    if !outside.shows_output {
        return outside.copy(&mut file).map_err(damaged);
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_SHOWN + 1).read_to_end(&mut bytes).map_err(damaged)?;
    match String::from_utf8(bytes) {
        Ok(text) if text.len() as u64 <= LARGEST_SHOWN => {
            text.lines().for_each(|line| outside.print(&format!("{}\n", shown(line))));
            Ok(())
        }
        _ => Err(Error::Usage {
            message: format!("`{path}` is nothing that a terminal can show"),
            help: "write it into a file: `… > file`".to_owned(),
        }),
    }
}

/// What is told of a version.
struct Page<'a> {
    id: &'a str,
    entry: LogEntry,
    files: Vec<KeptFile>,
    kept: Kept,
}

impl Page<'_> {
    fn as_text(&self, office: &Office, place: &Place) -> String {
        let Self { id, entry, files, kept } = self;
        let record = kept.record.as_ref();
        let zone = office.zone_of(record);
        let name = record.map_or(*id, |record| record.reference.as_str());
        let mut lines = vec![format!("{name}@{}  {id}", entry.version)];
        let who = entry.user.as_ref().map(|user| format!(" by {}", by_whom(user))).unwrap_or_default();
        let why = entry.message.as_ref().map(|message| format!(": {message}")).unwrap_or_default();
        lines.push(format!("sealed {}{who}{why}", moment(entry.created, &zone)));
        if let Some(record) = record {
            if let Some(until) = record.withheld_until {
                let word =
                    if record.withheld_at(place.now()).is_some() { "withheld until" } else { "was withheld until" };
                lines.push(format!("{word} {}", moment(until, &zone)));
            }
            lines.push(String::new());
            for language in record.notices.keys() {
                let Some(notice) = record.notice(language) else { continue };
                lines.push(format!("{language}  {}  (edition {})", notice.headline_text, notice.edition));
                let changes = notice.withdrawal.iter().chain(&notice.corrections);
                lines.extend(changes.map(|change| format!("    {}", change.line)));
                lines.push(format!("    content hash {}", notice.content_hash));
            }
        }
        lines.push(String::new());
        let sizes: Vec<String> =
            files.iter().map(|file| file.size.map_or_else(|| "missing".to_owned(), |size| size.to_string())).collect();
        let width = sizes.iter().map(String::len).max().unwrap_or(0);
        for (file, size) in files.iter().zip(&sizes) {
            let digest: String = file.digest.chars().take(16).collect();
            lines.push(format!("{size:>width$}  {digest}…  {}", file.path));
        }
        if let Some(provenance) = &kept.provenance {
            lines.push(String::new());
            lines.extend(summary(provenance));
        }
        lines.into_iter().map(|line| format!("{}\n", shown(&line))).collect()
    }

    fn as_json(&self) -> String {
        let Self { id, entry, files, kept } = self;
        let notices = kept.record.as_ref().map(|record| {
            let notices = record.notices.keys().filter_map(|language| {
                let notice = record.notice(language)?;
                let lines: Vec<&str> = notice.corrections.iter().map(|change| change.line.as_str()).collect();
                let facts = json!({
                    "headline": notice.headline_text, "edition": notice.edition, "corrections": lines,
                    "withdrawal": notice.withdrawal.as_ref().map(|change| &change.line),
                    "content_hash": notice.content_hash,
                });
                Some((language.clone(), facts))
            });
            Value::Object(notices.collect())
        });
        let files: Vec<Value> = files
            .iter()
            .map(|file| json!({"path": file.path, "size": file.size, "digest": file.digest, "since": file.since}))
            .collect();
        let record = kept.record.as_ref();
        let line = json!({
            "identifier": id,
            "reference": record.map(|record| &record.reference),
            "version": entry.version.to_string(),
            "created": entry.created.to_string(),
            "name": entry.user.as_ref().map(|user| &user.name),
            "address": entry.user.as_ref().and_then(|user| user.address.as_ref()),
            "message": entry.message,
            "edition": record.map(|record| record.edition),
            "withheld_until": record.and_then(|record| record.withheld_until).map(|until| until.to_string()),
            "withdrawn": record.map(|record| record.withdrawn),
            "notices": notices,
            "files": files,
            "provenance": kept.provenance,
        });
        format!("{line}\n")
    }
}

/// Who and what had a hand in it, and what was done.
fn summary(provenance: &Provenance) -> Vec<String> {
    let agents: Vec<String> = provenance.agents.iter().map(crate::sealing::Agent::label).collect();
    let mut lines = vec![format!("made by {}", agents.join(", "))];
    for event in &provenance.events {
        let mut facts = Vec::new();
        let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
        if !event.rules.is_empty() {
            facts.push(count(event.rules.len(), "rule"));
        }
        if !event.findings.is_empty() {
            facts.push(count(event.findings.len(), "remark"));
        }
        if !event.waivers.is_empty() {
            facts.push(count(event.waivers.len(), "waiver"));
        }
        let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
        lines.push(format!("{}: {}{facts}", event.kind, event.detail));
    }
    lines
}
