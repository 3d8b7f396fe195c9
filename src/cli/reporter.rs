//! The chosen report from its opening to its closing, and the total.

use super::outside::Outside;
use crate::check::find_rule;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::pipeline::Examined;
use crate::report::{Findings, Report, RuleFacts, Total};

/// A report being written.
pub struct Reporter {
    report: &'static dyn Report,
    colour: bool,
    opened: bool,
    /// What all notices so far came to.
    pub total: Total,
}

impl Reporter {
    /// The report that the user asked for, else the one that fits.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn new(asked: Option<&str>, outside: &Outside) -> Result<Self, Error> {
        let report = outside.report(asked)?;
        Ok(Self { report, colour: outside.colour, opened: false, total: Total::default() })
    }

    /// Whether a program reads it, which expects nothing else beside it.
    pub fn is_for_programs(&self) -> bool {
        self.report.is_for_programs()
    }

    /// What is to be written for one notice.
    pub fn notice(&mut self, examined: &Examined<'_>, written: &[String], corrected: usize) -> String {
        let mut text = self.opening();
        text.push_str(&self.report.notice(
            &Findings {
                source: &examined.source,
                reference: examined.reference.as_ref().map(ToString::to_string),
                language: &examined.language.code,
                diagnostics: &examined.findings,
                written,
                corrected,
                earlier: self.total.errors + self.total.warnings + self.total.infos,
            },
            self.colour,
        ));
        self.total.add(&examined.findings);
        self.total.corrected += corrected;
        text
    }

    /// Counts what can be corrected of `findings`, for the total.
    pub fn count_fixes(&mut self, findings: &[Diagnostic]) {
        self.total.add_fixes(findings);
    }

    /// What is to be written at the end.
    pub fn closing(&mut self) -> String {
        let rules: Vec<RuleFacts<'_>> = self.total.rules.iter().map(|name| facts(name)).collect();
        let closing = self.report.closing(&rules);
        self.opening() + &closing
    }

    /// What is said to a person at the end.
    pub fn summary(&self) -> Option<String> {
        self.report.total(&self.total)
    }

    fn opening(&mut self) -> String {
        if std::mem::replace(&mut self.opened, true) { String::new() } else { self.report.opening() }
    }
}

fn facts(name: &str) -> RuleFacts<'_> {
    let rule = find_rule(name);
    RuleFacts {
        name,
        summary: rule.map(|rule| rule.summary()),
        page: rule.map(|rule| rule.page()),
        severity: rule.map(|rule| rule.severity()),
    }
}
