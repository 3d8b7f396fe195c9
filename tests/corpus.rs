//! Forty notices with the faults that real ones have, and ten without any: how
//! much the rules find of what an editor on duty finds, and what they invent.
//!
//! Each folder of `tests/corpus/` is a small workspace with an `expected.toml`.
//! `cargo test -- corpus --nocapture` shows precision and recall of each rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pressdoc::check::RULES;
use pressdoc::diagnostic::{Diagnostic, Severity};
use pressdoc::pipeline::Office;
use pressdoc::span::{SourceFile, Span};
use serde::Deserialize;

use crate::support::workspace::project;

/// Whether the corpus may expect rules that are not built yet. What it says of
/// them is then left out, and their names are printed.
const RULES_MAY_BE_MISSING: bool = false;

/// Rules that no case can show: nobody writes a notice of a megabyte, and the
/// findings of `wording` have the names of its rows.
const NOT_TO_BE_SHOWN: [&str; 2] = ["too-large", "wording"];

/// A rule that finds less right than this is for information only.
const LEAST_PRECISION: f64 = 0.95;

/// `expected.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectations {
    /// What the case is about, in a sentence.
    about: String,
    /// Rules without which the case cannot be checked at all, because its files
    /// say what only they need.
    #[serde(default)]
    needs: Vec<String>,
    /// What is at fault.
    #[serde(default, rename = "finding")]
    findings: Vec<Expected>,
}

/// One fault that an editor on duty would mark.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    rule: String,
    /// The words that are underlined, or the first of them; without them the
    /// fault belongs to the notice as a whole.
    words: Option<String>,
    /// The line of `words`, where they stand in several.
    line: Option<usize>,
    /// The end of the path of the notice, where the case has several.
    file: Option<String>,
    /// Other words that may be underlined as well as `words`: the second of two
    /// that contradict each other.
    #[serde(default)]
    also: Vec<String>,
}

/// A folder of the corpus.
struct Case {
    folder: PathBuf,
    name: String,
    expectations: Expectations,
}

impl Case {
    fn all() -> Vec<Self> {
        let folder = project().join("tests/corpus");
        let mut folders: Vec<PathBuf> =
            std::fs::read_dir(&folder).expect("the corpus").map(|entry| entry.expect("an entry").path()).collect();
        folders.sort();
        folders.into_iter().map(Self::read).collect()
    }

    fn read(folder: PathBuf) -> Self {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(folder.join("expected.toml")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let expectations: Expectations = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(!expectations.about.trim().is_empty(), "{name}: say what it is about");
        Self { folder, name, expectations }
    }

    fn is_clean(&self) -> bool {
        self.expectations.findings.is_empty()
    }
}

/// The rules that there are, with the weight that they have by themselves.
struct KnownRules(BTreeMap<String, Severity>);

impl KnownRules {
    fn new() -> Self {
        let mut known: BTreeMap<_, _> = RULES.iter().map(|rule| (rule.name().to_owned(), rule.severity())).collect();
        for style in std::fs::read_dir(project().join("styles")).expect("the house styles").flatten() {
            known.extend(wording_rules(&style.path().join("wording.toml")));
        }
        Self(known)
    }

    fn has(&self, rule: &str) -> bool {
        self.0.contains_key(rule)
    }

    /// Whether findings of this rule have to be corrected.
    fn is_binding(&self, rule: &str) -> bool {
        self.0.get(rule).is_some_and(|severity| *severity > Severity::Info)
    }
}

/// Names and weights of the rows of a `wording.toml`, if there is one.
fn wording_rules(file: &Path) -> Vec<(String, Severity)> {
    let Ok(text) = std::fs::read_to_string(file) else { return Vec::new() };
    let table: toml::Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let rows = table.get("rule").and_then(toml::Value::as_array).into_iter().flatten();
    let read = |row: &toml::Value| {
        let severity = match row.get("severity").and_then(toml::Value::as_str) {
            Some("info") => Severity::Info,
            Some("error") => Severity::Error,
            _ => Severity::Warning,
        };
        Some((row.get("name")?.as_str()?.to_owned(), severity))
    };
    rows.filter_map(read).collect()
}

/// What became of the expectations of one rule.
#[derive(Default)]
struct Score {
    expected: usize,
    found: usize,
    invented: usize,
}

impl Score {
    fn precision(&self) -> Option<f64> {
        ratio(self.found, self.found + self.invented)
    }

    fn recall(&self) -> Option<f64> {
        ratio(self.found, self.expected)
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    let count = |number: usize| f64::from(u32::try_from(number).expect("a small number"));
    (whole > 0).then(|| count(part) / count(whole))
}

/// What the corpus says about the rules.
#[derive(Default)]
struct Result {
    scores: BTreeMap<String, Score>,
    /// Rules that are expected and not built.
    not_built: BTreeSet<String>,
    /// For information: nothing that fails.
    remarks: Vec<String>,
    /// What must not be.
    faults: Vec<String>,
}

impl Result {
    fn score(&mut self, rule: &str) -> &mut Score {
        self.scores.entry(rule.to_owned()).or_default()
    }

    /// Compares what was found in a notice with what is expected there. Both
    /// are of rules that are built.
    fn compare(&mut self, source: &SourceFile, found: &[Diagnostic], mut expected: Vec<Expected>, known: &KnownRules) {
        // Those with a place first, so that one without takes what is left.
        expected.sort_by_key(|expected| expected.words.is_none());
        let mut taken = vec![false; found.len()];
        for expected in expected {
            let places = places(source, &expected);
            let is_it = |finding: &Diagnostic| finding.rule == expected.rule && is_at(finding.span, &places);
            let at = (0..found.len()).find(|&at| !taken[at] && is_it(&found[at]));
            let score = self.score(&expected.rule);
            score.expected += 1;
            if let Some(at) = at {
                taken[at] = true;
                score.found += 1;
                continue;
            }
            let place = places.first().map_or_else(|| source.name().to_owned(), |place| shown(source, *place));
            let words = expected.words.as_deref().unwrap_or("(the whole notice)");
            let line = format!("missed     {place} [{}] {words}", expected.rule);
            self.note(line, known.is_binding(&expected.rule));
        }
        for (finding, _) in found.iter().zip(taken).filter(|(_, taken)| !taken) {
            self.score(&finding.rule).invented += 1;
            let place = shown(source, finding.span);
            let line = format!("unexpected {place} {}[{}] {}", finding.severity.name(), finding.rule, finding.message);
            self.note(line, finding.severity > Severity::Info);
        }
    }

    fn note(&mut self, line: String, is_fault: bool) {
        if is_fault { self.faults.push(line) } else { self.remarks.push(line) }
    }

    fn table(&self) -> String {
        let percent = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{:.0}%", value * 100.0));
        let mut table = String::new();
        let mut row = |rule: &str, score: &Score| {
            let missed = score.expected - score.found;
            writeln!(
                table,
                "{rule:28} {:>8} {:>6} {missed:>7} {:>6} {:>10} {:>7}",
                score.expected,
                score.found,
                score.invented,
                percent(score.precision()),
                percent(score.recall()),
            )
            .expect("a text can be added to");
        };
        let mut all = Score::default();
        for (rule, score) in &self.scores {
            row(rule, score);
            all.expected += score.expected;
            all.found += score.found;
            all.invented += score.invented;
        }
        row("all", &all);
        let head = ["rule", "expected", "found", "missed", "false", "precision", "recall"];
        let [rule, expected, found, missed, invented, precision, recall] = head;
        format!("\n{rule:28} {expected:>8} {found:>6} {missed:>7} {invented:>6} {precision:>10} {recall:>7}\n{table}")
    }
}

/// Every place at which a finding may be.
fn places(source: &SourceFile, expected: &Expected) -> Vec<Span> {
    let Some(words) = &expected.words else { return Vec::new() };
    let stands = |words: &str| -> Vec<Span> {
        let at = source.text().match_indices(words).map(|(at, found)| Span::new(at, at + found.len()));
        at.collect()
    };
    let mut places = stands(words);
    places.retain(|place| expected.line.is_none_or(|line| source.position(place.start).line == line));
    let count = places.len();
    assert!(count == 1, "{}: `{words}` of `{}` stands {count} times; once it must", source.name(), expected.rule);
    for words in &expected.also {
        let more = stands(words);
        assert!(!more.is_empty(), "{}: `{words}` of `{}` is not there", source.name(), expected.rule);
        places.extend(more);
    }
    places
}

/// Whether `found` shares a character with one of `places`, or touches it
/// where it has none.
fn is_at(found: Span, places: &[Span]) -> bool {
    let shares = |place: &Span| found.start < place.end && place.start < found.end;
    let touches = |place: &Span| found.is_empty() && place.start <= found.start && found.start <= place.end;
    places.is_empty() || places.iter().any(|place| shares(place) || touches(place))
}

fn shown(source: &SourceFile, span: Span) -> String {
    let position = source.position(span.start);
    format!("{}:{}:{}", source.name(), position.line, position.column)
}

fn examine(case: &Case, known: &KnownRules, result: &mut Result) {
    let Expectations { needs, findings, .. } = &case.expectations;
    let is_missing = |rule: &&String| !known.has(rule);
    result
        .not_built
        .extend(needs.iter().chain(findings.iter().map(|expected| &expected.rule)).filter(is_missing).cloned());
    if needs.iter().any(|rule| !known.has(rule)) {
        result.remarks.push(format!("not read   {}: it needs rules that are not built", case.name));
        return;
    }
    let office = Office::open(&case.folder).unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
    let files = office.workspace.all(&case.folder).expect("the notices of the case");
    assert!(!files.is_empty(), "{}: no notice", case.name);
    let mut used = 0;
    for file in &files {
        let examined = office.examine(file).unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
        let source = SourceFile::new(format!("{}/{}", case.name, file.name), examined.source.text());
        let is_here = |expected: &&Expected| match &expected.file {
            Some(end) => file.name.ends_with(end.as_str()),
            None => files.len() == 1,
        };
        let here: Vec<Expected> = findings.iter().filter(is_here).cloned().collect();
        used += here.len();
        // The places are looked up for all, so that the corpus is right before
        // the rules are there.
        here.iter().for_each(|expected| drop(places(&source, expected)));
        let built = here.into_iter().filter(|expected| known.has(&expected.rule)).collect();
        result.compare(&source, &examined.findings, built, known);
    }
    assert_eq!(used, findings.len(), "{}: each finding names one of its files", case.name);
}

#[test]
fn the_rules_find_what_an_editor_finds_and_invent_nothing() {
    let known = KnownRules::new();
    let mut result = Result::default();
    for case in Case::all() {
        examine(&case, &known, &mut result);
    }
    let imprecise = result.scores.iter().filter(|(rule, score)| {
        known.is_binding(rule) && score.precision().is_some_and(|precision| precision < LEAST_PRECISION)
    });
    let imprecise: Vec<String> =
        imprecise.map(|(rule, _)| format!("imprecise  [{rule}] it must be `info` by default")).collect();
    result.faults.extend(imprecise);
    eprintln!("{}", result.table());
    eprintln!("not built  {:?}\n{}", result.not_built, result.remarks.join("\n"));
    assert!(result.faults.is_empty(), "\n{}", result.faults.join("\n"));
    assert!(RULES_MAY_BE_MISSING || result.not_built.is_empty(), "not built: {:?}", result.not_built);
}

#[test]
fn the_corpus_has_every_kind_of_notice_and_of_fault() {
    let cases = Case::all();
    let (clean, faulty): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.is_clean());
    assert!(faulty.len() >= 40, "{} cases with faults", faulty.len());
    assert!(clean.len() >= 10, "{} cases without", clean.len());
    let languages = |cases: &[&Case]| -> BTreeSet<String> {
        let paths = cases.iter().flat_map(|case| notices(&case.folder));
        paths.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
    };
    assert!(languages(&faulty).len() >= 8, "{:?}", languages(&faulty));
    assert!(languages(&clean).len() >= 10, "{:?}", languages(&clean));
    let texts: Vec<String> =
        cases.iter().flat_map(|case| notices(&case.folder)).map(|path| path.to_string_lossy().into_owned()).collect();
    for kind in ["AGENDA", "IP", "STATEMENT", "SPEECH", "PR"] {
        let folder = format!("/releases/{kind}/");
        assert!(texts.iter().any(|path| path.replace('\\', "/").contains(&folder)), "no notice of the type {kind}");
    }
    let shown: BTreeSet<&str> = faulty
        .iter()
        .flat_map(|case| &case.expectations.findings)
        .map(|expected| expected.rule.as_str())
        .chain(NOT_TO_BE_SHOWN)
        .collect();
    let rules = KnownRules::new();
    let without: Vec<&String> = rules.0.keys().filter(|rule| !shown.contains(rule.as_str())).collect();
    assert!(without.is_empty(), "no case shows the fault of {without:?}");
}

/// The notices of a case.
fn notices(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(notices(&path));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
    found
}
