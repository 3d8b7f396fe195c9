//! Wording rules at work: phrases are found by their first word.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use super::excerpt::shortened;
use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::model::flat::{Flat, MarkKind};
use crate::model::passage::{Passage, PassageKind};
use crate::model::word::{Word, words};
use crate::model::wording::{Capitalisation, WordingKind, WordingRule, WordingScope};

/// The wording rules of a house style for one language, ready to be looked for.
#[derive(Debug, Default)]
pub struct WordingIndex {
    /// The rules, the shared ones first.
    pub rules: Vec<WordingRule>,
    /// The names of the house style's rules for any language.
    pub names: BTreeSet<String>,
    phrases: BTreeMap<u64, Vec<Phrase>>,
    /// A bit for some bits of each first word: most words are told apart here.
    first_words: Vec<u64>,
}

/// Words in a row that a rule looks for.
#[derive(Debug)]
struct Phrase {
    /// The rule: an index.
    rule: usize,
    /// The words after the first.
    rest: Vec<u64>,
    /// What stands between the words, spaces as one.
    gaps: Vec<String>,
    /// What should be written, for a substitution.
    better: Option<String>,
}

/// A phrase in a text.
struct Found {
    rule: usize,
    start: usize,
    end: usize,
    better: Option<String>,
}

impl WordingIndex {
    /// The index of those of `rules` that look at notices in `language`.
    pub fn new(rules: Vec<WordingRule>, language: &str) -> Self {
        let is_for = |rule: &WordingRule| rule.language.as_deref().is_none_or(|code| code == language);
        let mut index = Self {
            names: rules.iter().map(|rule| rule.name.clone()).collect(),
            rules: rules.into_iter().filter(is_for).collect(),
            phrases: BTreeMap::new(),
            first_words: vec![0; 64],
        };
        for at in 0..index.rules.len() {
            let rule = &index.rules[at];
            let mut written: Vec<(String, Option<String>)> =
                rule.words.iter().map(|words| (words.clone(), None)).collect();
            written.extend(rule.swap.iter().map(|(words, better)| (words.clone(), Some(better.clone()))));
            for (words, better) in written {
                index.add(at, &words, better);
            }
        }
        // The longest phrase is the one that is meant.
        index
            .phrases
            .values_mut()
            .for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len())));
        index
    }

    fn add(&mut self, rule: usize, text: &str, better: Option<String>) {
        let parts = words(text);
        let Some((first, rest)) = parts.split_first() else { return };
        let gaps = parts.windows(2).map(|pair| gap(text, &pair[0], &pair[1])).collect();
        let phrase = Phrase { rule, rest: rest.iter().map(|word| word.hash).collect(), gaps, better };
        let (slot, bit) = place(first.hash);
        self.first_words[slot] |= bit;
        self.phrases.entry(first.hash).or_default().push(phrase);
    }

    fn find(&self, flat: &Flat) -> Vec<Found> {
        let all = flat.words();
        let mut found = Vec::new();
        for (at, word) in all.iter().enumerate() {
            let (slot, bit) = place(word.hash);
            if self.first_words.get(slot).is_none_or(|bits| bits & bit == 0) {
                continue;
            }
            let phrases = self.phrases.get(&word.hash).into_iter().flatten();
            // One rule says one thing of a place.
            let mut spoken: Vec<usize> = Vec::new();
            for phrase in phrases {
                let Some(end) = phrase.end_at(flat, at) else { continue };
                let text = &flat.text[word.start..end];
                let is_excepted = self.rules[phrase.rule].except.iter().any(|right| right == text);
                if !spoken.contains(&phrase.rule) && !is_excepted && !is_in_address(&flat.text, word.start, end) {
                    spoken.push(phrase.rule);
                    found.push(Found { rule: phrase.rule, start: word.start, end, better: phrase.better.clone() });
                }
            }
        }
        found
    }
}

impl Phrase {
    /// One past the last byte of the phrase if it begins with the word `at`.
    fn end_at(&self, flat: &Flat, at: usize) -> Option<usize> {
        let all = flat.words();
        let last = all.get(at..=at + self.rest.len())?;
        let fits = last.windows(2).zip(&self.rest).zip(&self.gaps);
        for ((pair, hash), between) in fits {
            if pair[1].hash != *hash || gap(&flat.text, &pair[0], &pair[1]) != *between {
                return None;
            }
        }
        last.last().map(|word| word.end)
    }
}

fn place(hash: u64) -> (usize, u64) {
    let bits = hash >> 52;
    ((bits >> 6) as usize, 1 << (bits & 63))
}

/// What stands between two words, white space as one space.
fn gap(text: &str, before: &Word, after: &Word) -> String {
    let written = text.get(before.end..after.start).unwrap_or("");
    if written.trim().is_empty() { " ".to_owned() } else { written.to_owned() }
}

/// Whether the words are part of an address: `press.example.org/here`.
fn is_in_address(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let (next, second) = (after.next(), after.next());
    before.is_some_and(|c| matches!(c, '/' | '@' | '_' | '.' | '#'))
        || next.is_some_and(|c| matches!(c, '/' | '@' | '_'))
        || next == Some('.') && second.is_some_and(char::is_alphanumeric)
}

/// Adds what the wording rules find.
pub fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let index = subject.surroundings.wording();
    if index.rules.is_empty() {
        return;
    }
    let mut counts: BTreeMap<usize, Vec<crate::span::Span>> = BTreeMap::new();
    for passage in &subject.notice.passages {
        if !is_prose(subject, passage) {
            continue;
        }
        for found in index.find(&passage.flat) {
            let rule = &index.rules[found.rule];
            if !is_in_scope(rule.scope, passage, &found) {
                continue;
            }
            if rule.kind == WordingKind::Occurrence {
                let span = passage.flat.span(found.start, found.end);
                let places = counts.entry(found.rule).or_default();
                places.push(span);
                if places.len() == rule.at_most.unwrap_or(0) + 1 {
                    findings.push(too_often(rule, &passage.flat.text[found.start..found.end], places));
                }
            } else {
                findings.push(spoken(rule, passage, &found));
            }
        }
        for rule in index.rules.iter().filter(|rule| rule.kind == WordingKind::Capitalisation) {
            findings.extend(capitalised(rule, passage));
        }
    }
}

/// Names, sources and labels are nobody's wording.
fn is_prose(subject: &Subject<'_>, passage: &Passage) -> bool {
    let has_prose = !matches!(passage.kind, PassageKind::Masthead | PassageKind::Dateline | PassageKind::Label);
    has_prose && !matches!(subject.notice.section_key(passage), "contacts" | "sources")
}

fn is_in_scope(scope: WordingScope, passage: &Passage, found: &Found) -> bool {
    match scope {
        WordingScope::Headline => passage.kind == PassageKind::Headline,
        WordingScope::Sentence => !passage.is_quoted(found.start),
        WordingScope::Quotation => passage.is_quoted(found.start),
        WordingScope::Link => {
            passage.flat.marks.iter().any(|mark| {
                matches!(mark.kind, MarkKind::Link(_)) && mark.start <= found.start && found.end <= mark.end
            })
        }
    }
}

fn spoken(rule: &WordingRule, passage: &Passage, found: &Found) -> Diagnostic {
    let written = &passage.flat.text[found.start..found.end];
    let better = found.better.as_ref().map(|better| in_case_of(written, better));
    let fields = [("found", written.to_owned()), ("better", better.clone().unwrap_or_default())];
    let finding = diagnostic(rule, passage.flat.span(found.start, found.end), &fields);
    match (better, passage.flat.exact(found.start, found.end)) {
        (Some(better), Some(span)) => {
            finding.fix(format!("write `{better}`"), Safety::AskFirst, vec![Edit { span, replacement: better }])
        }
        _ => finding,
    }
}

fn too_often(rule: &WordingRule, written: &str, places: &[crate::span::Span]) -> Diagnostic {
    let limit = rule.at_most.unwrap_or(0);
    let fields = [("found", written.to_owned()), ("count", places.len().to_string()), ("limit", limit.to_string())];
    let (last, before) = places.split_last().map_or((crate::span::Span::at(0), places), |(last, rest)| (*last, rest));
    let finding = diagnostic(rule, last, &fields);
    before.iter().fold(finding, |finding, place| finding.label(*place, "here already"))
}

fn capitalised(rule: &WordingRule, passage: &Passage) -> Option<Diagnostic> {
    let whole = rule.scope == WordingScope::Headline && passage.kind == PassageKind::Headline;
    if !whole {
        return None;
    }
    let flat = &passage.flat;
    let is_weighty = |word: &&Word| {
        let text = flat.word(word);
        word.shape.is_letters() && text.chars().count() > 3 && !rule.except.iter().any(|right| right == text)
    };
    let weighty: Vec<&Word> = flat.words().iter().filter(is_weighty).collect();
    let wrong = match rule.form? {
        Capitalisation::Upper => weighty.iter().any(|word| !word.shape.is_capitals()),
        Capitalisation::Lower => weighty.iter().any(|word| word.shape.is_capitalised()),
        Capitalisation::Title => weighty.iter().any(|word| !word.shape.is_capitalised()),
        // One small word of weight is enough: the others may be names.
        Capitalisation::Sentence => weighty.len() > 3 && weighty.iter().all(|word| word.shape.is_capitalised()),
    };
    wrong.then(|| diagnostic(rule, flat.trimmed_span(), &[("found", flat.text.trim().to_owned())]))
}

fn diagnostic(rule: &WordingRule, span: crate::span::Span, fields: &[(&str, String)]) -> Diagnostic {
    let filled = |form: &str| {
        fields
            .iter()
            .fold(form.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &shortened(value)))
    };
    let mut finding = Diagnostic::new(rule.name.clone(), span, filled(&rule.message));
    finding.severity = rule.severity;
    finding.help = rule.help.as_deref().map(filled);
    finding
}

/// `better` with a capital, or in capitals, as `written` is.
fn in_case_of(written: &str, better: &str) -> String {
    let all = written.chars().count() > 1 && !written.chars().any(char::is_lowercase);
    let mut letters = better.chars();
    match letters.next() {
        Some(_) if all => better.to_uppercase(),
        Some(first) if written.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => better.to_owned(),
    }
}
