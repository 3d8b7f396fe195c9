//! `pressdoc schema`

use clap::Args;

use super::outside::Outside;
use super::{CLEAN, unknown_word};
use crate::error::Error;
use crate::schema::SCHEMAS;

#[derive(Args)]
pub struct SchemaArguments {
    /// front-matter, settings or record; without it, the list of them
    schema: Option<String>,
}

pub fn run(arguments: &SchemaArguments, outside: &Outside) -> Result<u8, Error> {
    let Some(name) = &arguments.schema else {
        let width = SCHEMAS.iter().map(|schema| schema.name.len()).max().unwrap_or(0);
        let list: String =
            SCHEMAS.iter().map(|schema| format!("{:<width$}  {}\n", schema.name, schema.summary)).collect();
        outside.print(&list);
        return Ok(CLEAN);
    };
    let schema = SCHEMAS
        .iter()
        .find(|schema| schema.name == name)
        .ok_or_else(|| unknown_word("schema", name, SCHEMAS.iter().map(|schema| schema.name)))?;
    outside.print(&schema.text());
    Ok(CLEAN)
}
