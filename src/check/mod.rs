//! Notice → diagnostics: what must be corrected before a notice goes out.

mod alphabets;
mod calendar;
mod consent;
mod contact_mentions;
mod coverage;
mod detector;
mod embargo;
mod excerpt;
mod figures;
pub mod fixes;
mod foreign;
mod links;
mod names;
mod numbers;
mod people;
mod prose;
mod quoted;
mod references;
mod rules;
mod scopes;
mod sections;
mod sentences;
mod surroundings;
mod telephone;
mod titles;
mod tongue;
mod translation;
mod wording;

use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use coverage::Coverage;
pub use detector::{UNKNOWN as UNKNOWN_LANGUAGES, detect};
pub use rules::RULES;
pub use surroundings::{Surroundings, Version};
pub use translation::fingerprint;
pub use wording::WordingIndex;

use crate::catalog::House;
use crate::diagnostic::{Diagnostic, Level, Severity};
use crate::mention::numbers;
use crate::model::document_type::DocumentType;
use crate::model::house_style::Writing;
use crate::model::language::Language;
use crate::model::notice::{Notice, Waiver};
use crate::model::number::NumberMention;
use crate::model::passage::Passage;
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

    /// Adds what can be said when all rules have spoken: `unused` are the
    /// waivers of the notice that waived nothing.
    fn review(&self, _subject: &Subject<'_>, _unused: &[&Waiver], _findings: &mut Vec<Diagnostic>) {}

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
    /// Whether this is the text of items in a language of their own.
    pub is_item: bool,
    /// Its type, where the reference names one that the house style has.
    pub document_type: Option<&'a DocumentType>,
    /// The reference that the file's folder names: `releases/AGENDA/18/5869/`.
    pub folder_reference: Option<&'a Reference>,
    /// The language that the file's name states: `en.md` in a release's folder.
    pub folder_language: Option<&'a str>,
    /// What lies around it.
    pub surroundings: &'a dyn Surroundings,
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

    /// The day on which the notice goes out, as far as it says so: the issue
    /// time, else the dateline.
    pub fn issue_day(&self) -> Option<jiff::civil::Date> {
        let issued = self.notice.front_matter.issued.as_ref().map(|issued| issued.value.date());
        issued.or_else(|| self.notice.dateline.as_ref().map(|dateline| dateline.date))
    }

    /// How the house writes dates, times and numbers in the notice's language.
    pub fn writing(&self) -> Option<&Writing> {
        self.house.style.writing.get(&self.language.code)
    }

    /// The numbers in `passage`, in order; read once for all rules.
    pub fn numbers<'p>(&self, passage: &'p Passage) -> &'p [NumberMention] {
        passage.flat.numbers_read_by(|flat| numbers(flat, self.language))
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

/// How much the findings of each rule weigh where it is not the rule's own way.
#[derive(Debug, Clone, Default)]
pub struct Levels(BTreeMap<String, Level>);

impl Levels {
    /// Puts `settings` (rule to level) over what is set so far.
    pub fn set<'s>(&mut self, settings: impl IntoIterator<Item = (&'s String, &'s Level)>) {
        self.0.extend(settings.into_iter().map(|(rule, level)| (rule.clone(), *level)));
    }

    /// The names of the rules of the program whose findings are wanted.
    pub fn wanted(&self) -> impl Iterator<Item = &'static str> + '_ {
        let all = named_rules().iter();
        all.filter(|(name, rule)| rule.is_binding() || self.of(name, rule.severity()).is_some()).map(|(name, _)| *name)
    }

    /// The severity of the findings called `name`, `default` unless it is set;
    /// `None` when they are not wanted.
    fn of(&self, name: &str, default: Severity) -> Option<Severity> {
        self.0.get(name).map_or(Some(default), |level| level.severity())
    }
}

/// All rules with their names, which their pages are read for once.
fn named_rules() -> &'static [(&'static str, &'static dyn Rule)] {
    static NAMED: OnceLock<Vec<(&str, &dyn Rule)>> = OnceLock::new();
    NAMED.get_or_init(|| RULES.iter().map(|rule| (rule.name(), *rule)).collect())
}

/// The rule `name`.
pub fn find_rule(name: &str) -> Option<&'static dyn Rule> {
    named_rules().iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule)
}

/// All findings of all rules, in the order of the file. Those of rules that
/// the notice waives are left out.
pub fn check(subject: &Subject<'_>, levels: &Levels) -> Vec<Diagnostic> {
    let waivers = &subject.notice.front_matter.waivers;
    let mut waived = vec![false; waivers.len()];
    let mut all = Vec::new();
    let mut findings = Vec::new();
    let mut sort = |subject: &Subject<'_>,
                    (name, rule): (&str, &dyn Rule),
                    findings: &mut Vec<Diagnostic>,
                    waived: &mut [bool]| {
        for finding in findings.drain(..) {
            let own = if finding.rule == name { rule.severity() } else { finding.severity };
            let severity = if rule.is_binding() { Some(own) } else { levels.of(&finding.rule, own) };
            let Some(severity) = severity else { continue };
            let is_waived = |waiver: &Waiver| waiver.rule.value == finding.rule && !rule.is_binding();
            match waivers.iter().position(is_waived) {
                Some(at) => waived[at] = true,
                None => all.push(Diagnostic { severity, ..consent::settled(subject, finding) }),
            }
        }
    };
    let is_asked = |(name, rule): &&(&'static str, &'static dyn Rule)| {
        rule.is_binding() || levels.of(name, rule.severity()).is_some()
    };
    for (name, rule) in named_rules().iter().filter(is_asked) {
        rule.check(subject, &mut findings);
        sort(subject, (name, *rule), &mut findings, &mut waived);
    }
    let foreign = foreign::Foreign::all(subject);
    for item in &foreign {
        let subject = item.subject(subject);
        for (name, rule) in named_rules().iter().filter(is_asked) {
            rule.check(&subject, &mut findings);
            findings.retain(|finding| item.is_about(finding));
            sort(&subject, (name, *rule), &mut findings, &mut waived);
        }
    }
    if !waivers.is_empty() {
        let unused: Vec<&Waiver> = waivers.iter().zip(&waived).filter(|(_, used)| !**used).map(|(w, _)| w).collect();
        for (name, rule) in named_rules().iter().filter(is_asked) {
            rule.review(subject, &unused, &mut findings);
            sort(subject, (name, *rule), &mut findings, &mut waived);
        }
    }
    all.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    if !foreign.is_empty() {
        // What has nothing to do with a language is found twice.
        all.dedup_by(|a, b| (a.span, &a.rule) == (b.span, &b.rule));
    }
    all
}
