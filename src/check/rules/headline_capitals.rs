use crate::check::prose::headline;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::passage::{Passage, PassageKind};
use crate::model::word::Word;

/// See the page.
pub struct HeadlineCapitals;

/// Words that a headline must have before its capitals say anything.
const FEWEST_WORDS: usize = 6;

/// Letters of a word that a headline with capitals everywhere would capitalise.
const LONG: usize = 4;

impl Rule for HeadlineCapitals {
    fn page(&self) -> &'static str {
        include_str!("headline-capitals.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(headline) = headline(subject.notice) else { return };
        let words = headline.flat.words();
        let message = if is_in_capitals(headline, words) {
            "the headline is in capitals"
        } else if is_in_title_case(subject, headline, words) {
            "the headline has a capital at every word"
        } else {
            return;
        };
        findings.push(
            Diagnostic::new(self.name(), headline.flat.trimmed_span(), message)
                .help("write it as a sentence: a capital at the beginning and for names"),
        );
    }
}

fn letters(headline: &Passage, word: &Word) -> usize {
    headline.flat.word(word).chars().count()
}

/// No small letter, and too many capitals for an acronym or two.
fn is_in_capitals(headline: &Passage, words: &[Word]) -> bool {
    let lettered = || words.iter().filter(|word| word.shape.is_letters());
    lettered().all(|word| word.shape.is_capitals())
        && lettered().filter(|word| letters(headline, word) >= LONG).count() >= 2
        && lettered().map(|word| letters(headline, word)).sum::<usize>() >= 12
}

/// Every long word has a capital, outside quotations, and some of them stand
/// in the text with a small letter, so that they are no names.
fn is_in_title_case(subject: &Subject<'_>, headline: &Passage, words: &[Word]) -> bool {
    let common = &subject.language.prose.common_words;
    if words.len() < FEWEST_WORDS || subject.language.prose.capital_nouns {
        return false;
    }
    let is_long = |word: &&Word| word.shape.is_letters() && word.end - word.start >= LONG && !common.has(word);
    let long = || words.iter().filter(is_long);
    // Most headlines have one long word with a small letter: nothing else is asked.
    if long().any(|word| !word.shape.is_capitalised() && !headline.is_quoted(word.start)) {
        return false;
    }
    let outside: Vec<&Word> = long().filter(|word| !headline.is_quoted(word.start)).collect();
    if outside.len() < FEWEST_WORDS - 1 {
        return false;
    }
    let running = subject.notice.passages.iter().filter(|passage| passage.kind == PassageKind::Paragraph);
    let small: Vec<u64> = running
        .flat_map(|passage| passage.flat.words())
        .filter(|word| !word.shape.is_capitalised())
        .map(|word| word.hash)
        .collect();
    // Names of offices and events have capitals too: more than half must be
    // words of the text.
    let plain = outside.iter().filter(|word| small.contains(&word.hash)).count();
    plain >= 4 && plain * 2 > outside.len()
}
