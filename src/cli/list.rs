//! `pressdoc list`

use clap::Args;
use serde_json::json;

use super::outside::Outside;
use super::targets::{all_notices, open_office};
use super::{CLEAN, crew};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::section::plain_text;

#[derive(Args)]
pub struct ListArguments {
    /// Only these languages: en,fr
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    lang: Vec<String>,
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
}

pub fn run(arguments: &ListArguments, outside: &Outside) -> Result<u8, Error> {
    let report = outside.report(arguments.format.as_deref())?;
    let office = open_office(&[], outside)?;
    let files = all_notices(&office, &arguments.lang, outside)?;
    let mut lines = Vec::with_capacity(files.len());
    let line = |file: &crate::workspace::NoticeFile| {
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
        })
    };
    crew::in_order(&files, line, |_, line: Result<Line, Error>| {
        lines.push(line?);
        Ok(())
    })?;
    outside.print(&if report.name() == "json" { as_json(&lines) } else { as_table(&lines) });
    Ok(CLEAN)
}

fn as_json(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|line| {
            let record = json!({
                "reference": line.reference, "language": line.language, "date": line.date,
                "errors": line.errors, "headline": line.headline, "file": line.file,
            });
            format!("{record}\n")
        })
        .collect()
}

fn as_table(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| line.reference.len()).max().unwrap_or(0);
    lines
        .iter()
        .map(|line| {
            let state = match line.errors {
                0 => String::new(),
                1 => "  (1 error)".to_owned(),
                errors => format!("  ({errors} errors)"),
            };
            let Line { reference, language, date, headline, .. } = line;
            format!("{reference:<width$}  {language}  {date:<10}  {headline}{state}\n")
        })
        .collect()
}
