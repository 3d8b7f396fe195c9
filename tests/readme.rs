//! The README says what the program does: its console blocks are run in order,
//! its tables are the program's lists.
//!
//! `[..]` matches anything on a line, `...` alone any lines. A block `notice
//! PATH` is written to that path. `cargo run --release --` stands for the
//! program; what else `cargo` does is not run.

#[cfg(feature = "pdf")]
use std::path::Path;

use pressdoc::check::RULES;
use pressdoc::render::FORMATS;
use pressdoc::report::REPORTS;

#[cfg(feature = "pdf")]
use crate::support::workspace::Workspace;
use crate::support::workspace::project;

#[cfg(feature = "pdf")]
struct Block {
    info: String,
    lines: Vec<String>,
}

#[cfg(feature = "pdf")]
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if let Some(info) = line.strip_prefix("```") {
            open = !open;
            if open {
                blocks.push(Block { info: info.to_owned(), lines: Vec::new() });
            }
        } else if let (true, Some(block)) = (open, blocks.last_mut()) {
            block.lines.push(line.to_owned());
        }
    }
    blocks
}

#[cfg(feature = "pdf")]
fn copy(from: &Path, workspace: &Workspace, to: &str) {
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let name = format!("{to}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            copy(&entry.path(), workspace, &name);
        } else {
            workspace.write(&name, std::fs::read(entry.path()).expect("a file"));
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn its_console_blocks_are_true() {
    let readme = std::fs::read_to_string(project().join("README.md")).expect("the README");
    let workspace = Workspace::new();
    for folder in ["releases", "styles", "assets", "docs"] {
        copy(&project().join(folder), &workspace, folder);
    }
    let mut commands = 0;
    for block in blocks(&readme) {
        if let Some(path) = block.info.strip_prefix("notice ") {
            workspace.write(path, block.lines.join("\n") + "\n");
        }
        if block.info != "console" {
            continue;
        }
        let command = block.lines[0].strip_prefix("$ ").expect("a command");
        let command = command.replace("cargo run --release -- ", "pressdoc ");
        let Some(arguments) = command.strip_prefix("pressdoc ") else { continue };
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        let output = workspace.command(&arguments).output().expect("the program runs");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let expected: Vec<&str> = block.lines[1..].iter().map(String::as_str).collect();
        let said: Vec<&str> = said.trim_end().lines().collect();
        assert!(
            matches(&expected, &said),
            "$ {command}\nexpected:\n{}\nsaid:\n{}",
            expected.join("\n"),
            said.join("\n")
        );
        commands += 1;
    }
    assert!(commands >= 6, "{commands} commands");
}

#[cfg(feature = "pdf")]
fn matches(expected: &[&str], said: &[&str]) -> bool {
    match (expected.split_first(), said.split_first()) {
        (None, None) => true,
        (Some((&"...", rest)), _) => (0..=said.len()).any(|skipped| matches(rest, &said[skipped..])),
        (Some((line, rest)), Some((said_line, said_rest))) => {
            let fits = match line.split_once("[..]") {
                Some((head, tail)) => said_line.starts_with(head) && said_line.ends_with(tail),
                None => line.trim_end() == said_line.trim_end(),
            };
            fits && matches(rest, said_rest)
        }
        _ => false,
    }
}

#[test]
fn its_tables_are_the_lists_of_the_program() {
    let readme = std::fs::read_to_string(project().join("README.md")).expect("the README");
    let table = |name: &str| {
        let (_, rest) = readme.split_once(&format!("<!-- {name} -->\n")).expect("a table");
        let (table, _) = rest.split_once(&format!("<!-- /{name} -->")).expect("its end");
        table.lines().skip(2).map(str::to_owned).collect::<Vec<String>>()
    };
    let rules: Vec<String> = RULES
        .iter()
        .map(|rule| format!("| `{}` | {} | {} |", rule.name(), rule.severity().name(), rule.summary()))
        .collect();
    assert_eq!(table("rules").join("\n"), rules.join("\n"), "write this table:\n{}", rules.join("\n"));
    let reports: Vec<String> =
        REPORTS.iter().map(|report| format!("| `{}` | {} |", report.name(), report.summary())).collect();
    assert_eq!(table("reports").join("\n"), reports.join("\n"), "write this table:\n{}", reports.join("\n"));
    let forms: Vec<String> = FORMATS
        .iter()
        .map(|form| format!("| `{}` | `{}` | {} |", form.name(), form.media_type(), form.summary()))
        .collect();
    if cfg!(feature = "pdf") {
        assert_eq!(table("forms").join("\n"), forms.join("\n"), "write this table:\n{}", forms.join("\n"));
    }
}
