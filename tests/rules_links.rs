//! The rules about links and references, in several languages.

use std::path::Path;

use pressdoc::diagnostic::Diagnostic;
use pressdoc::model::sheet::{SheetBlock, SheetInline};
use pressdoc::pipeline::{Examined, Office};
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;
use proptest::prelude::*;

use crate::support::workspace::Workspace;

/// A workspace in which texts are checked as if they were files.
pub struct Desk {
    workspace: Workspace,
    office: Office,
}

impl Desk {
    /// An empty workspace.
    pub fn new() -> Self {
        Self::in_workspace(Workspace::new())
    }

    /// A desk in `workspace`.
    pub fn in_workspace(workspace: Workspace) -> Self {
        let office = Office::open(workspace.path()).expect("an office");
        Self { workspace, office }
    }

    /// Reads and checks `text` as the file at `path`.
    pub fn examine(&self, path: &str, text: &str) -> Examined<'_> {
        let file = NoticeFile::new(Path::new(path), self.workspace.path());
        self.office.examine_text(SourceFile::new(path, text), &file).expect("a notice that can be checked")
    }

    /// The findings of `rule`.
    pub fn of_rule(&self, rule: &str, path: &str, text: &str) -> Vec<Diagnostic> {
        let mut findings = self.examine(path, text).findings;
        findings.retain(|finding| finding.rule == rule);
        findings
    }

    /// The messages of `rule`.
    pub fn said(&self, rule: &str, path: &str, text: &str) -> Vec<String> {
        self.of_rule(rule, path, text).into_iter().map(|finding| finding.message).collect()
    }
}

/// `text` after the fix of `finding`.
pub fn fixed(text: &str, finding: &Diagnostic) -> String {
    let fix = finding.fix.as_ref().unwrap_or_else(|| panic!("no fix: {finding:?}"));
    let mut fixed = text.to_owned();
    for edit in fix.edits.iter().rev() {
        fixed.replace_range(edit.span.range(), &edit.replacement);
    }
    fixed
}

/// A notice in any language with `text` as its lead.
pub fn notice(text: &str) -> String {
    format!("PR/26/21\n\n# X\n\n{text}\n")
}

/// Its file.
pub fn path(language: &str) -> String {
    format!("releases/PR/26/21/{language}.md")
}

fn links_in(blocks: &[SheetBlock]) -> usize {
    let is_link = |inline: &&SheetInline| matches!(inline, SheetInline::Link { .. });
    let count = |block: &SheetBlock| match block {
        SheetBlock::Paragraph { children } => children.iter().filter(is_link).count(),
        _ => 0,
    };
    blocks.iter().map(count).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_the_checks_let_pass_is_what_goes_out(
        target in "(https://|HTTP://|mailto:|tel:|javascript:|www\\.|//|#|file:|x:)?(example\\.org|TODO|xxx|a@b\\.org|\\+4412|\u{1}|é|)(/[a-zé#?=]{0,4})?"
    ) {
        let desk = Desk::new();
        let examined = desk.examine(&path("en"), &notice(&format!("See [the list](<{target}>) now.")));
        let is_found = examined.findings.iter().any(|f| f.rule == "placeholder-link" || f.rule == "unsafe-link");
        let sheet = desk.office.compose(&examined, true);
        let set: usize = sheet.sections.iter().map(|section| links_in(&section.blocks)).sum();
        let written = examined.notice.links.len();
        prop_assert_eq!(set, if is_found { 0 } else { written }, "{:?}", target);
    }
}
