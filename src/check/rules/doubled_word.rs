use crate::check::excerpt::quoted;
use crate::check::prose::is_for_machines;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::flat::Flat;
use crate::model::word::Word;

/// See the page.
pub struct DoubledWord;

impl Rule for DoubledWord {
    fn page(&self) -> &'static str {
        include_str!("doubled-word.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for passage in &subject.notice.passages {
            let flat = &passage.flat;
            for pair in flat.words().windows(2) {
                let [first, second] = pair else { continue };
                if first.hash != second.hash || !is_doubled(subject, flat, first, second) {
                    continue;
                }
                let written = flat.text.get(first.start..second.end).unwrap_or("");
                let word = flat.word(first);
                let finding = Diagnostic::new(
                    self.name(),
                    flat.span(first.start, second.end),
                    format!("{} stands twice running", quoted(word)),
                )
                .help(format!("write {} for {}", quoted(word), quoted(written)));
                findings.push(match removal(flat, first, second) {
                    Some(edit) => finding.fix("remove the second one", Safety::AskFirst, vec![edit]),
                    None => finding,
                });
            }
        }
    }
}

fn is_doubled(subject: &Subject<'_>, flat: &Flat, first: &Word, second: &Word) -> bool {
    let text = &flat.text;
    let is_space = |gap: &str| !gap.is_empty() && gap.chars().all(char::is_whitespace);
    let prose = &subject.language.prose;
    let single = flat.word(first).chars().nth(1).is_none();
    let joins = |c: char| matches!(c, '-' | '‑' | '\'' | '’' | '–' | '/' | '@' | '.');
    first.shape.is_letters()
        && text.get(first.end..second.start).is_some_and(is_space)
        // `New York New York`, `Bora Bora`, capitals as names of things.
        && !second.shape.is_capitalised()
        && !prose.repeatable.has(first)
        // A letter alone names something, unless it is an article or an `and`.
        && !(single && !is_small_vowel(flat.word(first)) && !prose.common_words.has(first))
        // `vis vis-à-vis`, `so-so so`, `that that's`
        && !text[..first.start].ends_with(joins)
        && !text[second.end..].starts_with(|c| joins(c) && c != '.')
        && !is_for_machines(flat, first.start)
        && !is_for_machines(flat, second.start)
}

fn is_small_vowel(word: &str) -> bool {
    matches!(word, "a" | "e" | "i" | "o" | "u")
}

/// The change that takes the second word away with the space before it, or
/// where that is the end of a line, behind it.
fn removal(flat: &Flat, first: &Word, second: &Word) -> Option<Edit> {
    let before = flat.exact(first.end, second.end).filter(|span| !span.is_empty());
    let behind = || {
        let goes_on = flat.text.get(second.end..)?.starts_with(' ');
        goes_on.then(|| flat.exact(second.start, second.end + 1)).flatten()
    };
    Some(Edit { span: before.or_else(behind)?, replacement: String::new() })
}
