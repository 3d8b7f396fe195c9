//! `pressdoc completions`

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use super::CLEAN;
use super::outside::Outside;
use crate::error::Error;

#[derive(Args)]
pub struct CompletionsArguments {
    /// bash, zsh, fish, elvish or powershell
    shell: Shell,
}

pub fn run(arguments: &CompletionsArguments, outside: &Outside, mut command: Command) -> Result<u8, Error> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut command, "pressdoc", &mut script);
    outside.print(&String::from_utf8_lossy(&script));
    Ok(CLEAN)
}
