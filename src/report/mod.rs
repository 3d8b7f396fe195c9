//! Diagnostics → text for people, screen readers and machines. Gives back
//! strings; printing them is the command line's business.

mod github;
mod human;
mod json;
mod patch;
mod plain;
mod sarif;
mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use patch::patch;
pub use words::{Amendment, amendments};

use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::span::{SourceFile, Span};

/// How findings are written down.
pub trait Report: Sync {
    /// The name on the command line.
    fn name(&self) -> &'static str;

    /// One line for help and README.
    fn summary(&self) -> &'static str;

    /// What stands before the first notice.
    fn opening(&self) -> String {
        String::new()
    }

    /// The findings of one notice, each ending its own line; empty where there
    /// is nothing to say.
    fn notice(&self, findings: &Findings<'_>, colour: bool) -> String;

    /// What stands behind the last notice. `rules` are those of the findings,
    /// in the order of their names.
    fn closing(&self, rules: &[RuleFacts<'_>]) -> String {
        let _ = rules;
        String::new()
    }

    /// What is said at the end, for people only.
    fn total(&self, total: &Total) -> Option<String>;

    /// Whether a program reads it, which expects nothing else beside it.
    fn is_for_programs(&self) -> bool {
        false
    }
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
    /// How many findings were corrected in it before.
    pub corrected: usize,
    /// How many findings were reported before these, of other notices.
    pub earlier: usize,
}

/// What a report says of a rule beside its findings.
pub struct RuleFacts<'a> {
    /// Its name.
    pub name: &'a str,
    /// One sentence.
    pub summary: Cow<'a, str>,
    /// Its page, in Markdown.
    pub page: Cow<'a, str>,
    /// What a finding weighs where nobody says otherwise.
    pub severity: Severity,
}

/// What all notices together came to.
#[derive(Debug, Clone, Default)]
pub struct Total {
    /// Notices looked at.
    pub notices: usize,
    /// Errors found.
    pub errors: usize,
    /// Warnings found.
    pub warnings: usize,
    /// Infos found: nothing to correct.
    pub infos: usize,
    /// Notices kept back for their errors, where files were to be made.
    pub refused: usize,
    /// Findings that were corrected, and are not among those above.
    pub corrected: usize,
    /// Findings that `--fix` can correct.
    pub fixable: usize,
    /// Findings that `--fix --ask` can correct beside those.
    pub askable: usize,
    /// The rules of all findings.
    pub rules: BTreeSet<String>,
}

impl Total {
    /// Adds the findings of one notice.
    pub fn add(&mut self, diagnostics: &[Diagnostic]) {
        self.notices += 1;
        for finding in diagnostics {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            if !self.rules.contains(finding.rule.as_ref()) {
                self.rules.insert(finding.rule.to_string());
            }
        }
    }

    /// Adds what can be corrected in one notice.
    pub fn add_fixes(&mut self, diagnostics: &[Diagnostic]) {
        for fix in diagnostics.iter().filter_map(|finding| finding.fix.as_ref()) {
            match fix.safety {
                Safety::Safe => self.fixable += 1,
                Safety::AskFirst => self.askable += 1,
            }
        }
    }
}

/// All ways to report, the one for people first.
pub static REPORTS: &[&dyn Report] = &[&human::Human, &plain::Plain, &json::Json, &sarif::Sarif, &github::GitHub];

/// The report `name`.
pub fn find_report(name: &str) -> Option<&'static dyn Report> {
    REPORTS.iter().copied().find(|report| report.name() == name)
}

/// `3 corrected; 2 errors and 1 warning in 12 notices; 4 infos; 1 can be corrected with --fix`
fn summed_up(total: &Total) -> String {
    let count = |number: usize, one: &str| {
        if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
    };
    let notices = count(total.notices, "notice");
    let mut parts = Vec::new();
    if total.corrected > 0 {
        parts.push(format!("{} corrected", total.corrected));
    }
    parts.push(match (total.errors, total.warnings) {
        (0, 0) => format!("{notices}, nothing to correct"),
        (0, warnings) => format!("{} in {notices}", count(warnings, "warning")),
        (errors, 0) => format!("{} in {notices}", count(errors, "error")),
        (errors, warnings) => format!("{} and {} in {notices}", count(errors, "error"), count(warnings, "warning")),
    });
    if total.infos > 0 {
        parts.push(count(total.infos, "info"));
    }
    if total.refused > 0 {
        parts.push(format!("{} not rendered", count(total.refused, "notice")));
    }
    match (total.fixable, total.askable) {
        (0, 0) => {}
        (0, asking) => parts.push(format!("{asking} can be corrected with --fix --ask")),
        (fixable, 0) => parts.push(format!("{fixable} can be corrected with --fix")),
        (fixable, asking) => {
            parts.push(format!("{fixable} can be corrected with --fix, {asking} more with --fix --ask"));
        }
    }
    parts.join("; ")
}

/// The two ends of a place, in lines and columns.
fn ends(source: &SourceFile, span: Span) -> (crate::span::Position, crate::span::Position) {
    (source.position(span.start), source.position(span.end))
}

#[cfg(test)]
mod tests {
    use super::{Total, summed_up};

    #[test]
    fn the_total_says_only_what_there_is() {
        let total = Total { notices: 12, ..Total::default() };
        assert_eq!(summed_up(&total), "12 notices, nothing to correct");
        let total = Total { notices: 1, infos: 1, corrected: 2, ..Total::default() };
        assert_eq!(summed_up(&total), "2 corrected; 1 notice, nothing to correct; 1 info");
        let total = Total { errors: 2, warnings: 1, infos: 3, fixable: 2, askable: 1, ..total };
        assert_eq!(
            summed_up(&total),
            "2 corrected; 2 errors and 1 warning in 1 notice; 3 infos; 2 can be corrected with --fix, 1 more with --fix --ask"
        );
        let total = Total { notices: 1, warnings: 1, askable: 1, refused: 1, ..Total::default() };
        assert_eq!(
            summed_up(&total),
            "1 warning in 1 notice; 1 notice not rendered; 1 can be corrected with --fix --ask"
        );
    }
}
