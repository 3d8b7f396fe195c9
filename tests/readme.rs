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

/// With `PRESSDOC_UPDATE=1` the tables are written anew.
#[test]
fn its_tables_are_the_lists_of_the_program() {
    let file = project().join("README.md");
    let mut readme = std::fs::read_to_string(&file).expect("the README");
    let rules = RULES
        .iter()
        .map(|rule| format!("| `{}` | {} | {} |\n", rule.name(), rule.severity().name(), rule.summary()))
        .collect();
    let reports = REPORTS.iter().map(|report| format!("| `{}` | {} |\n", report.name(), report.summary())).collect();
    let forms = FORMATS
        .iter()
        .map(|form| format!("| `{}` | `{}` | {} |\n", form.name(), form.media_type(), form.summary()))
        .collect();
    let mut tables: Vec<(&str, String)> = vec![("rules", rules), ("reports", reports)];
    if cfg!(feature = "pdf") {
        tables.push(("forms", forms));
    }
    for (name, rows) in tables {
        let written = rows_of(&readme, name);
        if std::env::var_os("PRESSDOC_UPDATE").is_some() {
            readme.replace_range(written, &rows);
        } else {
            assert_eq!(readme[written], rows, "write it with PRESSDOC_UPDATE=1");
        }
    }
    if std::env::var_os("PRESSDOC_UPDATE").is_some() {
        std::fs::write(&file, readme).expect("the README");
    }
}

/// Where the rows of a table stand, below its head.
fn rows_of(readme: &str, name: &str) -> std::ops::Range<usize> {
    let opening = format!("<!-- {name} -->\n");
    let start = readme.find(&opening).expect("a table") + opening.len();
    let head: usize = readme[start..].split_inclusive('\n').take(2).map(str::len).sum();
    let end = start + readme[start..].find(&format!("<!-- /{name} -->")).expect("its end");
    start + head..end
}

#[test]
fn the_kinds_of_notices_are_those_of_the_house_styles() {
    let office = pressdoc::pipeline::Office::open(project()).expect("an office");
    let mut rows = String::new();
    for house in office.catalog.houses() {
        for document_type in house.document_types() {
            let (code, style) = (&document_type.code, &house.style.code);
            rows.push_str(&format!("| `{code}` | `{style}` | {} |\n", document_type.summary));
        }
    }
    let file = project().join("docs/notice-format.md");
    let mut text = std::fs::read_to_string(&file).expect("the document");
    let written = rows_of(&text, "types");
    if std::env::var_os("PRESSDOC_UPDATE").is_some() {
        text.replace_range(written, &rows);
        std::fs::write(&file, text).expect("the document can be written");
    } else {
        assert_eq!(text[written], rows, "write it with PRESSDOC_UPDATE=1");
    }
    let releases: Vec<String> = office
        .workspace
        .all(project())
        .expect("releases")
        .iter()
        .filter_map(|file| file.release.as_ref().map(|(reference, _)| reference.type_code().to_owned()))
        .collect();
    for document_type in office.catalog.houses().flat_map(|house| house.document_types()) {
        assert!(releases.contains(&document_type.code), "there is no sample of {}", document_type.code);
    }
}
