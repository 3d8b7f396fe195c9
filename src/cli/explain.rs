//! `pressdoc explain`

use clap::Args;

use super::outside::Outside;
use super::{CLEAN, unknown_word};
use crate::check::{RULES, find_rule};
use crate::error::Error;

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
    let rule = find_rule(name).ok_or_else(|| unknown_word("rule", name, RULES.iter().map(|rule| rule.name())))?;
    outside.print(rule.page());
    Ok(CLEAN)
}
