use crate::check::excerpt::quoted;
use crate::check::prose::paragraphs;
use crate::check::sentences::sentences;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::passage::Passage;
use std::ops::Range;

/// See the page.
pub struct Readability;

/// Sentences that an average needs.
const FEWEST: usize = 8;

impl Rule for Readability {
    fn page(&self) -> &'static str {
        include_str!("readability.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(limit) = subject.house.style.limits.sentence else { return };
        let whole = || paragraphs(subject.notice).filter(|passage| is_sentences(&passage.flat.text));
        let words: usize = whole().map(|passage| passage.flat.words().len()).sum();
        // With so few words, eight sentences cannot be too long.
        if words <= FEWEST * limit {
            return;
        }
        let mut count = 0;
        let mut longest: Option<(usize, &Passage, Range<usize>)> = None;
        for passage in whole() {
            for sentence in sentences(&passage.flat.text, subject.language) {
                count += 1;
                let inside = passage.flat.words().iter().filter(|word| sentence.contains(&word.start)).count();
                if longest.as_ref().is_none_or(|(most, ..)| inside > *most) {
                    longest = Some((inside, passage, sentence));
                }
            }
        }
        let Some((most, passage, sentence)) = longest.filter(|_| count >= FEWEST && words > count * limit) else {
            return;
        };
        let text = &passage.flat.text[sentence.clone()];
        let start = sentence.start + (text.len() - text.trim_start().len());
        findings.push(
            Diagnostic::new(
                self.name(),
                passage.flat.span(start, sentence.end),
                format!(
                    "a sentence has {} words on average, more than the {limit} of the house style",
                    (words + count / 2) / count
                ),
            )
            .help(format!("divide the longest ones; {} has {most} words", quoted(text.trim()))),
        );
    }
}

/// Whether a paragraph consists of sentences and is no item of a list.
fn is_sentences(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches([')', ']', '”', '"', '“', '’', '\'', '»', '\u{a0}', ' ']);
    end.ends_with(['.', '!', '?', '…'])
}
