//! `pressdoc explain`

use clap::Args;

use super::outside::Outside;
use super::{CLEAN, unknown_word};
use crate::check::{RULES, find_rule};
use crate::error::Error;
use crate::model::wording::WordingRule;
use crate::pipeline::Office;

#[derive(Args)]
pub struct ExplainArguments {
    /// The name of a rule, as it stands in brackets in a report; without it, the list of all rules
    rule: Option<String>,
}

pub fn run(arguments: &ExplainArguments, outside: &Outside) -> Result<u8, Error> {
    let Some(name) = &arguments.rule else {
        let width = RULES.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
        let list: String = RULES
            .iter()
            .map(|rule| format!("{:<width$}  {:<7}  {}\n", rule.name(), rule.severity().name(), rule.summary()))
            .collect();
        outside.print(&list);
        return Ok(CLEAN);
    };
    let page = match find_rule(name) {
        Some(rule) => rule.page().to_owned(),
        None => wording_page(name, outside)?,
    };
    outside.print(&page);
    Ok(CLEAN)
}

/// The page of a row in `wording.toml`; a name may have rows for several
/// languages.
fn wording_page(name: &str, outside: &Outside) -> Result<String, Error> {
    let rows = Office::open(&outside.here)?.wording_rules()?;
    let pages: Vec<String> = rows.iter().filter(|row| row.name == name).map(WordingRule::page).collect();
    if pages.is_empty() {
        let known = RULES.iter().map(|rule| rule.name()).chain(rows.iter().map(|row| row.name.as_str()));
        return Err(unknown_word("rule", name, known));
    }
    Ok(pages.join("\n"))
}
