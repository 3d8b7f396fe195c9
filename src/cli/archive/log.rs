//! `pressdoc archive log`

use clap::Args;
use serde_json::json;

use super::named::{each, named, warn_withheld};
use super::{Look, Place, by_whom, look, moment, shown};
use crate::archive::{Archive, LogEntry, Signature};
use crate::cli::outside::Outside;
use crate::cli::targets::open_office;
use crate::cli::{CLEAN, COULD_NOT_WORK};
use crate::error::Error;
use crate::pipeline::{Office, kept_record};
use crate::sealing::ReleaseRecord;

#[derive(Args)]
pub struct LogArguments {
    /// References in any form; `-` reads them from standard input, one a line
    #[arg(value_name = "REF", required = true)]
    targets: Vec<String>,
    /// How to tell: human, plain or json
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
    #[command(flatten)]
    place: Place,
}

pub fn run(arguments: &LogArguments, outside: &Outside) -> Result<u8, Error> {
    let look = look(arguments.format.as_deref(), "archive log", outside)?;
    let office = open_office(&arguments.targets, outside)?;
    let archive = arguments.place.open(&office, outside)?;
    let mut first = true;
    let failed = each(&arguments.targets, outside, |argument| {
        let found = named(&office, &archive, argument, outside)?;
        warn_withheld(&archive, &found, &arguments.place, outside)?;
        let mut text = String::new();
        for entry in archive.log(&found.id)?.into_iter().rev() {
            // `REF@v2` is the log of one version.
            if found.version.is_some_and(|version| version != entry.version) {
                continue;
            }
            let record = kept_record(&archive, &found.id, Some(entry.version))?;
            let signatures = signatures(&archive, &found.id, &entry)?;
            let line = Line { id: found.id.as_str(), entry: &entry, record: record.as_ref(), signatures: &signatures };
            text.push_str(&match look {
                Look::Json => line.as_json(),
                Look::Human | Look::Plain => line.as_text(&office, &arguments.place),
            });
        }
        if text.is_empty() {
            archive.state(&found.id, found.version)?;
        }
        if look != Look::Json {
            let record = kept_record(&archive, &found.id, None)?;
            let name = record.map(|record| format!("{}  ", record.reference)).unwrap_or_default();
            let name = shown(&format!("{name}{}", found.id));
            text = format!("{}{name}\n{text}", if std::mem::take(&mut first) { "" } else { "\n" });
        }
        outside.print(&text);
        Ok(())
    });
    Ok(if failed { COULD_NOT_WORK } else { CLEAN })
}

fn signatures(archive: &Archive, id: &crate::archive::ObjectId, entry: &LogEntry) -> Result<Vec<Signature>, Error> {
    let found = archive.signatures(id, Some(entry.version), &[])?;
    let worth_telling = found.into_iter().filter(|(_, worth)| *worth != crate::archive::Worth::Bad);
    Ok(worth_telling.map(|(signature, _)| signature).collect())
}

struct Line<'a> {
    id: &'a str,
    entry: &'a LogEntry,
    record: Option<&'a ReleaseRecord>,
    signatures: &'a [Signature],
}

impl Line<'_> {
    fn as_text(&self, office: &Office, place: &Place) -> String {
        let entry = self.entry;
        let zone = office.zone_of(self.record);
        let who = entry.user.as_ref().map(by_whom).unwrap_or_default();
        let mut text = format!("{}  {}  {who}\n", entry.version, moment(entry.created, &zone));
        if let Some(message) = &entry.message {
            text.push_str(&format!("    {}\n", shown(message)));
        }
        let mut facts = Vec::new();
        if let Some(record) = self.record {
            let languages: Vec<&str> = record.notices.keys().map(String::as_str).collect();
            facts.push(format!("edition {}", record.edition));
            facts.push(languages.join(", "));
            if let Some(until) = record.withheld_until {
                let word =
                    if record.withheld_at(place.now()).is_some() { "withheld until" } else { "was withheld until" };
                facts.push(format!("{word} {}", moment(until, &zone)));
            }
            if record.withdrawn {
                facts.push("withdrawn".to_owned());
            }
        }
        facts.extend(self.signatures.iter().map(|signature| format!("signed by {}", signature.key)));
        if !facts.is_empty() {
            text.push_str(&format!("    {}\n", shown(&facts.join(" · "))));
        }
        text
    }

    fn as_json(&self) -> String {
        let entry = self.entry;
        let signatures = self.signatures.iter().map(|signature| {
            let signed = signature.about.as_ref().map(|about| about.signed.as_str());
            json!({"key": signature.key.to_string(), "signed": signed, "path": signature.path})
        });
        let line = json!({
            "identifier": self.id,
            "reference": self.record.map(|record| &record.reference),
            "version": entry.version.to_string(),
            "created": entry.created.to_string(),
            "name": entry.user.as_ref().map(|user| &user.name),
            "address": entry.user.as_ref().and_then(|user| user.address.as_ref()),
            "message": entry.message,
            "edition": self.record.map(|record| record.edition),
            "languages": self.record.map(|record| record.notices.keys().collect::<Vec<_>>()),
            "withheld_until": self.record.and_then(|record| record.withheld_until).map(|until| until.to_string()),
            "withdrawn": self.record.map(|record| record.withdrawn),
            "signatures": signatures.collect::<Vec<_>>(),
        });
        format!("{line}\n")
    }
}
