//! `pressdoc list`

use clap::Args;
use serde_json::json;

use super::outside::Outside;
use super::targets::{all_notices, open_office};
use super::{CLEAN, COULD_NOT_WORK, crew, unknown_word};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::approval::same_role;
use crate::model::approval_state::{ApprovalState, Stand};
use crate::model::section::plain_text;
use crate::pipeline::Office;
use crate::workspace::NoticeFile;

#[derive(Args)]
pub struct ListArguments {
    /// Only these languages: en,fr
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    lang: Vec<String>,
    /// Only what waits for the approval of this role
    #[arg(long, value_name = "ROLE")]
    awaiting: Option<String>,
    /// How to list: human, plain or json
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
}

/// A line of the list.
struct Line {
    reference: String,
    language: String,
    date: String,
    errors: usize,
    headline: String,
    file: String,
    approvals: Approvals,
}

/// What a notice waits for.
enum Approvals {
    /// Nobody has to approve it.
    NotNeeded,
    /// Who has approved it and who has not.
    State(ApprovalState),
    /// The record of its approvals cannot be read: it waits for all of these.
    Unreadable { roles: Vec<String>, error: Error },
}

impl Approvals {
    fn new(office: &Office, examined: &crate::pipeline::Examined<'_>, file: &NoticeFile) -> Self {
        let roles = office.approvers_of(examined, file);
        if roles.is_empty() {
            return Self::NotNeeded;
        }
        match office.version_state(examined, file) {
            Ok(state) => Self::State(state),
            Err(error) => Self::Unreadable { roles: roles.to_vec(), error },
        }
    }

    /// The roles that it waits for.
    fn awaited(&self) -> Vec<&str> {
        match self {
            Self::NotNeeded => Vec::new(),
            Self::State(state) => state.awaited(),
            Self::Unreadable { roles, .. } => roles.iter().map(String::as_str).collect(),
        }
    }
}

pub fn run(arguments: &ListArguments, outside: &Outside) -> Result<u8, Error> {
    let report = outside.report(arguments.format.as_deref())?;
    let office = open_office(&[], outside)?;
    if let Some(role) = &arguments.awaiting {
        known_role(&office, role)?;
    }
    let files = all_notices(&office, &arguments.lang, outside)?;
    let mut lines = Vec::with_capacity(files.len());
    let line = |file: &NoticeFile| {
        let examined = office.examine(file)?;
        let notice = &examined.notice;
        let issued = notice.front_matter.issued.as_ref().map(|issued| issued.value.date());
        let date = issued.or(notice.dateline.as_ref().map(|dateline| dateline.date));
        Ok(Line {
            reference: examined.reference.as_ref().map(ToString::to_string).unwrap_or_default(),
            language: examined.language.code.clone(),
            date: date.map(|date| date.to_string()).unwrap_or_default(),
            errors: examined.count(Severity::Error),
            headline: notice.headline.as_ref().map(|headline| plain_text(&headline.value)).unwrap_or_default(),
            file: file.name.clone(),
            approvals: Approvals::new(&office, &examined, file),
        })
    };
    crew::in_order(&files, line, |_, line: Result<Line, Error>| {
        lines.push(line?);
        Ok(())
    })?;
    if let Some(role) = &arguments.awaiting {
        lines.retain(|line| line.approvals.awaited().iter().any(|awaited| same_role(awaited, role)));
    }
    outside.print(&if report.name() == "json" { as_json(&lines) } else { as_table(&lines) });
    Ok(complain(&lines, outside))
}

/// Refuses a role that no document type of the workspace names.
fn known_role(office: &Office, role: &str) -> Result<(), Error> {
    let types = || office.catalog.houses().flat_map(|house| house.document_types());
    let mut roles: Vec<&str> =
        types().flat_map(|document_type| document_type.approvers()).map(String::as_str).collect();
    if roles.iter().any(|known| same_role(known, role)) {
        return Ok(());
    }
    if roles.is_empty() {
        return Err(Error::NotFound {
            what: "role",
            name: role.to_owned(),
            help: "no document type of this workspace has `approvals` in its data".to_owned(),
        });
    }
    roles.sort_unstable();
    roles.dedup();
    Err(unknown_word("role", role, roles.into_iter()))
}

/// Says once of each record that it cannot be read; gives back the exit code.
fn complain(lines: &[Line], outside: &Outside) -> u8 {
    let mut said: Vec<String> = Vec::new();
    for line in lines {
        let Approvals::Unreadable { error, .. } = &line.approvals else { continue };
        let message = error.to_string();
        if !said.contains(&message) {
            outside.complain(error);
            said.push(message);
        }
    }
    if said.is_empty() { CLEAN } else { COULD_NOT_WORK }
}

fn as_json(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|line| {
            let mut record = json!({
                "reference": line.reference, "language": line.language, "date": line.date,
                "errors": line.errors, "headline": line.headline, "file": line.file,
            });
            if let (Some(entries), false) = (record.as_object_mut(), matches!(line.approvals, Approvals::NotNeeded)) {
                entries.insert("awaiting".to_owned(), json!(line.approvals.awaited()));
                entries.insert("approvals".to_owned(), approvals_as_json(&line.approvals));
            }
            format!("{record}\n")
        })
        .collect()
}

/// The last approval of each role that has not taken it back; `valid` where it
/// holds for what is there now.
fn approvals_as_json(approvals: &Approvals) -> serde_json::Value {
    let Approvals::State(state) = approvals else { return json!([]) };
    let last = state.stands.iter().filter_map(|entry| match &entry.stand {
        Stand::Approved(approval) => Some((entry, approval, true)),
        Stand::Changed { since, .. } => Some((entry, since, false)),
        Stand::TakenBack(_) | Stand::NotYet => None,
    });
    last.map(|(entry, approval, valid)| {
        json!({
            "role": entry.role, "name": approval.name, "address": approval.address,
            "at": approval.at.to_string(), "valid": valid,
        })
    })
    .collect()
}

fn as_table(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| line.reference.len()).max().unwrap_or(0);
    lines
        .iter()
        .map(|line| {
            let errors = match line.errors {
                0 => String::new(),
                1 => "  (1 error)".to_owned(),
                errors => format!("  ({errors} errors)"),
            };
            let approvals = match (&line.approvals, line.approvals.awaited().as_slice()) {
                (Approvals::NotNeeded, _) => String::new(),
                (_, []) => "  (approved)".to_owned(),
                (_, roles) => format!("  (awaits {})", roles.join(", ")),
            };
            let Line { reference, language, date, headline, .. } = line;
            format!("{reference:<width$}  {language}  {date:<10}  {headline}{errors}{approvals}\n")
        })
        .collect()
}
