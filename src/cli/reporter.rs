//! The chosen report from its opening to its closing, and the total.

use super::outside::Outside;
use crate::check::find_rule;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::pipeline::{Examined, Office};
use crate::report::{Findings, Report, RuleFacts, Total};
#[cfg(feature = "forms")]
use crate::span::SourceFile;

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

    /// What is to be written for a file that is no notice.
    #[cfg(feature = "forms")]
    pub fn file(&mut self, source: &SourceFile, language: &str, diagnostics: &[Diagnostic]) -> String {
        let mut text = self.opening();
        let earlier = self.total.errors + self.total.warnings + self.total.infos;
        let findings = Findings { source, reference: None, language, diagnostics, written: &[], corrected: 0, earlier };
        text.push_str(&self.report.notice(&findings, self.colour));
        self.total.add(diagnostics);
        text
    }

    /// Counts what can be corrected of `findings`, for the total.
    pub fn count_fixes(&mut self, findings: &[Diagnostic]) {
        self.total.add_fixes(findings);
    }

    /// What is to be written at the end of a report on notices of `office`.
    pub fn closing(&mut self, office: &Office) -> String {
        let rules: Vec<RuleFacts<'_>> = self.total.rules.iter().filter_map(|name| facts(office, name)).collect();
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

/// A rule of the program, or rows of a house style with one name.
fn facts<'a>(office: &Office, name: &'a str) -> Option<RuleFacts<'a>> {
    if let Some(rule) = find_rule(name) {
        let (summary, page) = (rule.summary().into(), rule.page().into());
        return Some(RuleFacts { name, summary, page, severity: rule.severity() });
    }
    let row = office.wording_rules().ok()?.into_iter().find(|row| row.name == name)?;
    let summary = row.why.unwrap_or_else(|| "A rule of the house style about words.".to_owned());
    Some(RuleFacts { name, summary: summary.into(), page: office.page(name)?.into(), severity: row.severity })
}
