//! Diagnostics → text for people, screen readers and machines. Gives back
//! strings; printing them is the command line's business.

mod human;
mod json;
mod plain;

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::SourceFile;

/// How findings are written down.
pub trait Report: Sync {
    /// The name on the command line.
    fn name(&self) -> &'static str;

    /// One line for help and README.
    fn summary(&self) -> &'static str;

    /// The findings of one notice, each ending its own line; empty where there
    /// is nothing to say.
    fn notice(&self, findings: &Findings<'_>, colour: bool) -> String;

    /// What is said at the end, for people only.
    fn total(&self, total: &Total) -> Option<String>;
}

/// The findings of one notice.
pub struct Findings<'a> {
    /// The file.
    pub source: &'a SourceFile,
    /// Its reference, if it has one.
    pub reference: Option<String>,
    /// Its language.
    pub language: &'a str,
    /// What was found, in the order of the file.
    pub diagnostics: &'a [Diagnostic],
    /// The files made from it, as shown to the user.
    pub written: &'a [String],
}

/// What all notices together came to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Total {
    /// Notices looked at.
    pub notices: usize,
    /// Errors found.
    pub errors: usize,
    /// Warnings found.
    pub warnings: usize,
    /// Notices kept back for their errors, where files were to be made.
    pub refused: usize,
}

impl Total {
    /// Adds the findings of one notice.
    pub fn add(&mut self, diagnostics: &[Diagnostic]) {
        let count = |severity| diagnostics.iter().filter(|finding| finding.severity == severity).count();
        self.notices += 1;
        self.errors += count(Severity::Error);
        self.warnings += count(Severity::Warning);
    }
}

/// All ways to report, the one for people first.
pub static REPORTS: &[&dyn Report] = &[&human::Human, &plain::Plain, &json::Json];

/// The report `name`.
pub fn find_report(name: &str) -> Option<&'static dyn Report> {
    REPORTS.iter().copied().find(|report| report.name() == name)
}

/// `2 errors and 1 warning in 12 notices`
fn summed_up(total: &Total) -> String {
    let count = |number: usize, one: &str| {
        if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
    };
    let notices = count(total.notices, "notice");
    let mut line = match (total.errors, total.warnings) {
        (0, 0) => format!("{notices}, nothing to correct"),
        (0, warnings) => format!("{} in {notices}", count(warnings, "warning")),
        (errors, 0) => format!("{} in {notices}", count(errors, "error")),
        (errors, warnings) => format!("{} and {} in {notices}", count(errors, "error"), count(warnings, "warning")),
    };
    if total.refused > 0 {
        line.push_str(&format!("; {} not rendered", count(total.refused, "notice")));
    }
    line
}
