//! The page of each rule is its first test: the example has exactly the fault
//! that the page is about, the report on the page is what the program says,
//! and the better notice has no finding at all.
//!
//! With `PRESSDOC_UPDATE=1` the reports on the pages are written anew.

use std::ops::Range;
use std::path::PathBuf;

use pressdoc::check::RULES;

use crate::support::workspace::{Workspace, project};

const CHAPTERS: [&str; 7] = ["What it finds", "Why it matters", "Example", "Better", "How to set it", "Fix", "Source"];

/// Rule, path, content.
type Made = (&'static str, &'static str, fn() -> Vec<u8>);

/// Files that no page can show.
const MADE: [Made; 2] = [
    ("not-utf8", "releases/PR/26/21/en.md", || b"# Mayor receives Commissioner V\xecra Jourov\xe1\n".to_vec()),
    ("too-large", "releases/PR/26/21/en.md", || vec![b'a'; 1024 * 1024 + 1]),
];

/// The picture that lies beside every notice of a page.
const PICTURE: &str = "bridge.png";

/// A page, cut at its chapters and fenced blocks.
struct Page {
    rule: &'static str,
    file: PathBuf,
    text: String,
    chapters: Vec<(String, Range<usize>)>,
    blocks: Vec<Block>,
}

/// A fenced block.
struct Block {
    /// What stands behind the opening fence: `notice releases/PR/26/21/en.md`.
    info: String,
    /// The lines between the fences.
    content: Range<usize>,
}

impl Page {
    fn read(rule: &'static str) -> Self {
        let file = project().join(format!("src/check/rules/{rule}.md"));
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut page = Self { rule, file, text: String::new(), chapters: Vec::new(), blocks: Vec::new() };
        let mut fence: Option<String> = None;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let (start, end) = (at, at + line.len());
            at = end;
            let line = line.trim_end();
            let marks: String = line.chars().take_while(|&c| c == '`').collect();
            match &fence {
                Some(open) if line == open => {
                    fence = None;
                    if let Some(block) = page.blocks.last_mut() {
                        block.content.end = start;
                    }
                }
                Some(_) => {}
                None if marks.len() >= 3 => {
                    let info = line.trim_start_matches('`').trim().to_owned();
                    page.blocks.push(Block { info, content: end..end });
                    fence = Some(marks);
                }
                None => {
                    if let Some(name) = line.strip_prefix("## ") {
                        if let Some((_, before)) = page.chapters.last_mut() {
                            before.end = start;
                        }
                        page.chapters.push((name.to_owned(), end..text.len()));
                    }
                }
            }
        }
        assert!(fence.is_none(), "{rule}: a fence is never closed");
        page.text = text;
        page
    }

    fn all() -> impl Iterator<Item = Self> {
        RULES.iter().map(|rule| Self::read(rule.name()))
    }

    fn chapter(&self, name: &str) -> Range<usize> {
        let found = self.chapters.iter().find(|(chapter, _)| chapter == name);
        found.unwrap_or_else(|| panic!("{}: no chapter `{name}`", self.rule)).1.clone()
    }

    fn blocks_in(&self, chapter: &str) -> impl Iterator<Item = &Block> {
        let range = self.chapter(chapter);
        self.blocks.iter().filter(move |block| range.contains(&block.content.start))
    }

    /// Path and content of the files of the workspace that a chapter shows: a
    /// register of the house style.
    fn files(&self, chapter: &str) -> Vec<(&str, &str)> {
        let shown = self
            .blocks_in(chapter)
            .filter_map(|block| Some((block.info.strip_prefix("file ")?, &self.text[block.content.clone()])));
        shown.collect()
    }

    /// Path and content of the notices in a chapter.
    fn notices(&self, chapter: &str) -> Vec<(&str, Vec<u8>)> {
        let shown = self.blocks_in(chapter).filter_map(|block| {
            let path = block.info.strip_prefix("notice ")?;
            Some((path, self.text[block.content.clone()].as_bytes().to_vec()))
        });
        let made = MADE.iter().filter(|(rule, ..)| chapter == "Example" && *rule == self.rule);
        shown.chain(made.map(|(_, path, content)| (*path, content()))).collect()
    }

    fn report(&self) -> &Block {
        let mut reports = self.blocks_in("Example").filter(|block| block.info == "report");
        let report = reports.next().unwrap_or_else(|| panic!("{}: no block `report`", self.rule));
        assert!(reports.next().is_none(), "{}: one block `report`", self.rule);
        report
    }
}

/// What the program says of the notices, in a workspace with these files, and
/// its exit code.
fn checked(notices: &[(&str, Vec<u8>)], files: &[(&str, &str)]) -> (String, Option<i32>) {
    let workspace = Workspace::new();
    for (path, content) in files {
        workspace.write(path, content);
    }
    let picture = std::fs::read(project().join("tests/notices/dot.png")).expect("a picture");
    let mut arguments = vec!["check", "--format", "plain"];
    for (path, content) in notices {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        workspace.write(&format!("{folder}/{PICTURE}"), &picture);
        workspace.write(path, content);
        arguments.push(path);
    }
    let output = workspace.pressdoc(&arguments);
    let output = output.get_output();
    (String::from_utf8(output.stdout.clone()).expect("UTF-8"), output.status.code())
}

/// The rules that a plain report names.
fn rules_in(report: &str) -> Vec<&str> {
    let lines = report.lines().filter(|line| !line.starts_with(' '));
    lines
        .map(|line| line.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or(line, |(rule, _)| rule))
        .collect()
}

#[test]
fn every_page_has_its_chapters_in_order() {
    for page in Page::all() {
        let chapters: Vec<&str> = page.chapters.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(chapters, CHAPTERS, "{}", page.rule);
        for (name, range) in &page.chapters {
            assert!(!page.text[range.clone()].trim().is_empty(), "{}: the chapter `{name}` is empty", page.rule);
        }
        let mut lines = page.text.lines();
        assert_eq!(lines.next(), Some(format!("# {}", page.rule).as_str()));
        assert_eq!(lines.next(), Some(""), "{}", page.rule);
        let summary = lines.next().unwrap_or("");
        assert!(summary.ends_with('.') && summary.matches(". ").count() == 0, "{}: one sentence: {summary}", page.rule);
        let setting = &page.text[page.chapter("How to set it")];
        let always = MADE.iter().any(|(rule, ..)| *rule == page.rule);
        assert!(always || setting.contains(&format!("\"{}\" = ", page.rule)), "{}: how is it set?", page.rule);
    }
}

#[test]
fn every_example_has_its_fault_and_no_other() {
    let update = std::env::var_os("PRESSDOC_UPDATE").is_some();
    for page in Page::all() {
        let notices = page.notices("Example");
        assert!(!notices.is_empty(), "{}: no example", page.rule);
        let (said, code) = checked(&notices, &page.files("Example"));
        assert!(!said.is_empty(), "{}: nothing is found", page.rule);
        assert!(rules_in(&said).iter().all(|rule| *rule == page.rule), "{}: another rule speaks:\n{said}", page.rule);
        assert_eq!(code, Some(i32::from(said.contains(": error["))), "{}:\n{said}", page.rule);
        let block = page.report();
        if update {
            let mut text = page.text.clone();
            text.replace_range(block.content.clone(), &said);
            std::fs::write(&page.file, text).expect("a page");
        } else {
            snapbox::assert_data_eq!(said, page.text[block.content.clone()].to_owned());
        }
    }
}

#[test]
fn every_better_notice_has_no_finding() {
    for page in Page::all() {
        let notices = page.notices("Better");
        if notices.is_empty() {
            assert!(MADE.iter().any(|(rule, ..)| *rule == page.rule), "{}: no better notice", page.rule);
            continue;
        }
        let (said, code) = checked(&notices, &page.files("Example"));
        assert_eq!(said, "", "{}", page.rule);
        assert_eq!(code, Some(0), "{}", page.rule);
    }
}
