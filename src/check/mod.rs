//! Notice → diagnostics: what must be corrected before a notice goes out.

mod address;
mod consent;
mod coverage;
mod excerpt;
pub mod fixes;
mod quoted;
mod references;
mod rules;
mod sections;

use std::collections::BTreeMap;

pub use coverage::Coverage;
pub use rules::RULES;

use crate::catalog::House;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::document_type::DocumentType;
use crate::model::language::Language;
use crate::model::notice::Notice;
use crate::model::reference::Reference;
use crate::span::SourceFile;

/// A rule: one kind of fault, with a page that explains it.
pub trait Rule: Sync {
    /// The page that `pressdoc explain` prints, in Markdown: the name as its
    /// title, one sentence of summary, then the chapters. Its examples are the
    /// rule's tests.
    fn page(&self) -> &'static str;

    /// How much a finding weighs unless the house style or the workspace says
    /// otherwise.
    fn severity(&self) -> Severity;

    /// Whether no setting and no waiver can put the rule aside, and a notice
    /// with such a finding is not rendered even as a draft.
    fn is_binding(&self) -> bool {
        false
    }

    /// Adds what is found in `subject` to `findings`; severities are set later.
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>);

    /// The name: the title of the page.
    fn name(&self) -> &'static str {
        self.page().lines().next().unwrap_or("").trim_start_matches('#').trim()
    }

    /// One sentence: the first paragraph of the page.
    fn summary(&self) -> &'static str {
        self.page().lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or("").trim()
    }
}

/// A notice with all that rules may look at.
pub struct Subject<'a> {
    /// The file.
    pub source: &'a SourceFile,
    /// What was read from it.
    pub notice: &'a Notice,
    /// The house style.
    pub house: &'a House,
    /// The language of the notice.
    pub language: &'a Language,
    /// Its type, where the reference names one that the house style has.
    pub document_type: Option<&'a DocumentType>,
    /// The reference that the file's folder names: `releases/AGENDA/18/5869/`.
    pub folder_reference: Option<&'a Reference>,
    /// The language that the file's name states: `en.md` in a release's folder.
    pub folder_language: Option<&'a str>,
    /// Whether a picture with this address lies beside the notice and can be
    /// used.
    pub has_picture: &'a dyn Fn(&str) -> bool,
    /// The characters that the fonts of the house style have.
    pub coverage: &'a dyn Fn() -> &'a Coverage,
}

impl Subject<'_> {
    /// The reference that decides the type: of the text, else of the front
    /// matter, else of the folder.
    pub fn reference(&self) -> Option<Reference> {
        let front_matter = self.notice.front_matter.reference.as_ref();
        self.notice
            .reference
            .as_ref()
            .map(|reference| reference.value.clone())
            .or_else(|| self.house.grammar.read(&front_matter?.value))
            .or_else(|| self.folder_reference.cloned())
    }

    /// The place for findings about what is not there: the headline, else the
    /// first character of the body.
    pub fn head(&self) -> crate::span::Span {
        let first = self.notice.parts.first();
        match (&self.notice.headline, first) {
            (Some(headline), _) => headline.span,
            (None, Some(part)) => part.span,
            (None, None) => crate::span::Span::at(self.notice.front_matter.span.map_or(0, |span| span.end)),
        }
    }

    /// What a section is called in a message: its label in the notice's
    /// language, else its key.
    pub fn section_name<'s>(&'s self, key: &'s str) -> &'s str {
        self.language.section_label(key).unwrap_or(key)
    }
}

/// How much the findings of each rule weigh, `None` for a rule that is off.
#[derive(Debug, Clone, Default)]
pub struct Severities(BTreeMap<String, Option<Severity>>);

impl Severities {
    /// Puts `settings` (rule to `error`, `warning`, `info` or `off`) over what
    /// is set so far. Gives back the settings that name no rule or no severity.
    pub fn set<'s>(&mut self, settings: impl IntoIterator<Item = (&'s String, &'s String)>) -> Vec<(String, String)> {
        let mut unknown = Vec::new();
        for (rule, word) in settings {
            let severity = match word.as_str() {
                "error" => Some(Severity::Error),
                "warning" => Some(Severity::Warning),
                "info" => Some(Severity::Info),
                "off" => None,
                _ => {
                    unknown.push((rule.clone(), word.clone()));
                    continue;
                }
            };
            if find_rule(rule).is_none() {
                unknown.push((rule.clone(), word.clone()));
            } else {
                self.0.insert(rule.clone(), severity);
            }
        }
        unknown
    }

    /// The severity of `rule` here; `None` when it is off.
    pub fn of(&self, rule: &dyn Rule) -> Option<Severity> {
        let set = self.0.get(rule.name()).copied().filter(|_| !rule.is_binding());
        set.unwrap_or(Some(rule.severity()))
    }
}

/// The rule `name`.
pub fn find_rule(name: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| rule.name() == name)
}

/// All findings of all rules, in the order of the file. Those of rules that
/// the notice waives are left out.
pub fn check(subject: &Subject<'_>, severities: &Severities) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    let mut findings = Vec::new();
    for rule in RULES {
        let Some(severity) = severities.of(*rule) else { continue };
        let mut waivers = subject.notice.front_matter.waivers.iter();
        if !rule.is_binding() && waivers.any(|waiver| waiver.rule.value == rule.name()) {
            continue;
        }
        rule.check(subject, &mut findings);
        let settled = |finding| Diagnostic { severity, ..consent::settled(subject, finding) };
        all.extend(findings.drain(..).map(settled));
    }
    all.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_names_no_rule_or_no_severity_is_given_back() {
        let settings: BTreeMap<String, String> =
            [("weekday-mismatch", "warning"), ("weekday-mismatch-x", "warning"), ("missing-section", "fatal")]
                .map(|(rule, word)| (rule.to_owned(), word.to_owned()))
                .into();
        let unknown = Severities::default().set(&settings);
        assert_eq!(unknown.len(), 2);
    }
}
