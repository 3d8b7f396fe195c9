//! `pressdoc archive diff`

use clap::Args;
use serde_json::{Value, json};

use super::named::{Named, named, warn_withheld};
use super::{Look, Place, look, shown};
use crate::archive::{Archive, Change, VersionNumber};
use crate::cli::CLEAN;
use crate::cli::outside::Outside;
use crate::cli::targets::open_office;
use crate::error::Error;
use crate::pipeline::{Amended, FileKind, Words, amended};
use crate::report::Amendment;

#[derive(Args)]
pub struct DiffArguments {
    /// Two versions of a release, `REF@v1 REF@v2`; one, to compare it with the newest; none, to
    /// compare the newest with the one before it
    #[arg(value_name = "REF", required = true, num_args = 1..=2)]
    targets: Vec<String>,
    /// How to tell: human, plain or json
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
    #[command(flatten)]
    place: Place,
}

pub fn run(arguments: &DiffArguments, outside: &Outside) -> Result<u8, Error> {
    let look = look(arguments.format.as_deref(), "archive diff", outside)?;
    let office = open_office(&[], outside)?;
    let archive = arguments.place.open(&office, outside)?;
    let found = arguments.targets.iter().map(|target| named(&office, &archive, target, outside));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let Some(first) = found.first() else { return Ok(CLEAN) };
    warn_withheld(&archive, first, &arguments.place, outside)?;
    let (from, to) = versions(&archive, &found)?;
    let difference = amended(&archive, &first.id, from, to)?;
    let text = match look {
        Look::Json => as_json(first, from, to, &difference),
        Look::Human | Look::Plain => as_text(&difference),
    };
    outside.print(&text);
    Ok(CLEAN)
}

/// The two versions that are compared.
fn versions(archive: &Archive, found: &[Named]) -> Result<(VersionNumber, VersionNumber), Error> {
    let refuse = |message: String, help: &str| Err(Error::Usage { message, help: help.to_owned() });
    let newest = |named: &Named| archive.state(&named.id, None).map(|state| state.version);
    match found {
        [one, other] if one.id != other.id => refuse(
            format!("`{}` and `{}` are two releases", shown(one.id.as_str()), shown(other.id.as_str())),
            "name two versions of one release, such as `AGENDA/18/5869@v1 AGENDA/18/5869@v2`",
        ),
        [one, other] => {
            Ok((one.version.map_or_else(|| newest(one), Ok)?, other.version.map_or_else(|| newest(other), Ok)?))
        }
        [one] if one.version.is_some() => Ok((one.version.unwrap_or(VersionNumber::FIRST), newest(one)?)),
        [one, ..] => {
            let newest = newest(one)?;
            match newest.number().checked_sub(1).and_then(VersionNumber::new) {
                Some(before) => Ok((before, newest)),
                None => refuse(
                    format!("`{}` has one version only", shown(one.id.as_str())),
                    "there is nothing to compare it with",
                ),
            }
        }
        [] => Ok((VersionNumber::FIRST, VersionNumber::FIRST)),
    }
}

fn as_text(difference: &Amended) -> String {
    let mut lines = Vec::new();
    for (language, words) in &difference.languages {
        match words {
            Words::Same => lines.push(format!("{language}: the same words")),
            Words::Changed(changes) => {
                lines.extend(changes.iter().map(|change| format!("{language}: {change}")));
            }
            Words::New(headline) => lines.push(format!("{language}: new, “{headline}”")),
            Words::Gone(headline) => lines.push(format!("{language}: gone, “{headline}”")),
        }
    }
    let of = |kind| difference.files.iter().filter(move |(known, _)| *known == kind).map(|(_, change)| change);
    for (kind, what) in
        [(FileKind::Source, "source"), (FileKind::Attachment, "attachment"), (FileKind::Style, "house style")]
    {
        let changes = of(kind).filter(|change| kind != FileKind::Source || !has_words(difference, change.path()));
        lines.extend(changes.map(|change| format!("{what} {}", told(change))));
    }
    let forms = of(FileKind::Form).count();
    if forms > 0 {
        lines.push(format!("{forms} form{} made anew", if forms == 1 { "" } else { "s" }));
    }
    if lines.is_empty() {
        lines.push("nothing that was issued is another".to_owned());
    }
    lines.into_iter().map(|line| format!("{}\n", shown(&line))).collect()
}

/// Whether what became of a source is told by its words already.
fn has_words(difference: &Amended, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let told = |(language, words): &(String, Words)| *words != Words::Same && name == format!("{language}.md");
    difference.languages.iter().any(told)
}

fn told(change: &Change) -> String {
    match change {
        Change::Added { path } => format!("added: {path}"),
        Change::Removed { path } => format!("removed: {path}"),
        Change::Changed { path } => format!("changed: {path}"),
        Change::Renamed { from, to } => format!("renamed: {from} is {to} now"),
    }
}

fn as_json(named: &Named, from: VersionNumber, to: VersionNumber, difference: &Amended) -> String {
    let change = |change: &Amendment| match change {
        Amendment::Changed { before, after } => json!({"kind": "changed", "before": before, "after": after}),
        Amendment::Added(text) => json!({"kind": "added", "after": text}),
        Amendment::Removed(text) => json!({"kind": "removed", "before": text}),
    };
    let words = |words: &Words| match words {
        Words::Same => json!([]),
        Words::Changed(changes) => changes.iter().map(change).collect(),
        Words::New(headline) => json!([{"kind": "new", "after": headline}]),
        Words::Gone(headline) => json!([{"kind": "gone", "before": headline}]),
    };
    let file = |(kind, change): &(FileKind, Change)| {
        let kind = match kind {
            FileKind::Source => "source",
            FileKind::Attachment => "attachment",
            FileKind::Form => "form",
            FileKind::Style => "style",
            FileKind::Record => "record",
        };
        match change {
            Change::Added { path } => json!({"role": kind, "kind": "added", "path": path}),
            Change::Removed { path } => json!({"role": kind, "kind": "removed", "path": path}),
            Change::Changed { path } => json!({"role": kind, "kind": "changed", "path": path}),
            Change::Renamed { from, to } => json!({"role": kind, "kind": "renamed", "path": to, "from": from}),
        }
    };
    let languages: serde_json::Map<String, Value> =
        difference.languages.iter().map(|(language, changed)| (language.clone(), words(changed))).collect();
    let line = json!({
        "identifier": named.id.as_str(),
        "from": from.to_string(),
        "to": to.to_string(),
        "languages": languages,
        "files": difference.files.iter().map(file).collect::<Vec<_>>(),
    });
    format!("{line}\n")
}
