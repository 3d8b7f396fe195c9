//! `pressdoc explain`

use clap::Args;

use super::outside::Outside;
use super::{CLEAN, unknown_word};
use crate::check::{RULES, find_rule};
use crate::error::Error;
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
    // The rules of the program are there without a workspace.
    let page = match find_rule(name) {
        Some(rule) => rule.page().to_owned(),
        None => {
            let office = Office::open(&outside.here)?;
            let rows = office.wording_rules()?;
            let known = RULES.iter().map(|rule| rule.name()).chain(rows.iter().map(|row| row.name.as_str()));
            office.page(name).ok_or_else(|| unknown_word("rule", name, known))?
        }
    };
    outside.print(&page);
    Ok(CLEAN)
}
