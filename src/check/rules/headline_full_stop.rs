use crate::check::prose::{headline, safety_at, word_before};
use crate::check::sentences::counts_with_full_stop;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::model::word::hash;

/// See the page.
pub struct HeadlineFullStop;

impl Rule for HeadlineFullStop {
    fn page(&self) -> &'static str {
        include_str!("headline-full-stop.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(headline) = headline(subject.notice) else { return };
        let flat = &headline.flat;
        let Some(before) = flat.text.trim_end().strip_suffix('.') else { return };
        let at = before.len();
        if before.ends_with(['.', '…']) || is_part_of_word(subject, &flat.text, at) {
            return;
        }
        let finding = Diagnostic::new(self.name(), flat.span(at, at + 1), "the headline ends with a full stop")
            .help("remove it: a headline is no sentence to end");
        findings.push(match flat.exact(at, at + 1) {
            Some(span) => {
                let edit = Edit { span, replacement: String::new() };
                finding.fix("remove the full stop", safety_at(headline, at), vec![edit])
            }
            None => finding,
        });
    }
}

/// Whether the full stop at `at` belongs to an abbreviation or a number:
/// `Inc.`, `a.s.`, `2018 r.`, `am 5.`
fn is_part_of_word(subject: &Subject<'_>, text: &str, at: usize) -> bool {
    let word = word_before(text, at);
    let number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let language = subject.language;
    let single = word.chars().nth(1).is_none() && !word.is_empty();
    single && !number
        || language.prose.abbreviations.has_hash(hash(word))
        || number && (counts_with_full_stop(language) || language.dates.long.contains("{year}."))
}
