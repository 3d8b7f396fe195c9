use strsim::normalized_levenshtein;

use crate::check::excerpt::quoted;
use crate::check::titles::Title;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};

/// See the page.
pub struct WordingDrift;

impl Rule for WordingDrift {
    fn page(&self) -> &'static str {
        include_str!("wording-drift.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let titles = subject.titles();
        if titles.len() < 2 {
            return;
        }
        let mut forms: Vec<Form<'_>> = Vec::new();
        for title in titles.iter().take(MOST_TITLES) {
            match forms.iter_mut().find(|form| form.is_of(title)) {
                Some(form) => form.titles.push(title),
                None => forms.push(Form { phrase: title.phrase(), titles: vec![title] }),
            }
        }
        let mut is_odd = vec![false; forms.len()];
        for last in 1..forms.len() {
            for first in 0..last {
                if is_odd[first] || is_odd[last] || !forms[first].is_drifting_from(&forms[last]) {
                    continue;
                }
                // The form that is used less often; else the later one.
                let (odd, right) =
                    if forms[first].titles.len() < forms[last].titles.len() { (first, last) } else { (last, first) };
                is_odd[odd] = true;
                findings.extend(finding(self.name(), &forms[odd], &forms[right]));
            }
        }
    }
}

/// More titles are not compared with one another.
const MOST_TITLES: usize = 120;

/// Titles with fewer words have to be equal but for their punctuation.
const FEWEST_WORDS: usize = 6;

/// Words that are so much alike may be one word written in two ways.
const ALIKE: f64 = 0.6;

/// The letters that a word may have which could be exchanged, left out or put
/// in without a change of subject.
const SMALL_WORD: usize = 4;

/// One way in which a title is written, with its places.
struct Form<'a> {
    phrase: u64,
    titles: Vec<&'a Title<'a>>,
}

impl Form<'_> {
    fn is_of(&self, title: &Title<'_>) -> bool {
        self.phrase == title.phrase()
            && self.titles.first().is_some_and(|first| first_difference(first, title).is_none())
    }

    /// Whether both are one title, written in two ways.
    fn is_drifting_from(&self, other: &Self) -> bool {
        let (Some(own), Some(others)) = (self.titles.first(), other.titles.first()) else { return false };
        self.phrase == other.phrase || is_nearly(own, others)
    }
}

/// The words between which, or at which, two titles of the same words differ.
fn first_difference(a: &Title<'_>, b: &Title<'_>) -> Option<(usize, usize)> {
    let is_loud =
        |title: &Title<'_>| title.words.iter().all(|word| word.shape.is_capitals() || !word.shape.is_letters());
    let with_case = !is_loud(a) && !is_loud(b);
    (0..a.words.len().max(b.words.len())).find_map(|at| {
        // The first word has a capital at the beginning of a title, and none
        // inside a sentence.
        if with_case && at > 0 && a.word(at) != b.word(at) {
            return Some((at, at));
        }
        (a.gap(at) != b.gap(at)).then_some((at, at + 1))
    })
}

/// Whether two titles differ in one word alone, and that word looks like a slip.
fn is_nearly(a: &Title<'_>, b: &Title<'_>) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let (few, many) = (short.words.len(), long.words.len());
    if few < FEWEST_WORDS || many > few + 1 || a.is_sentence || b.is_sentence {
        return false;
    }
    let starts = [short, long].iter().all(|title| title.words.first().is_some_and(|word| word.shape.is_capitalised()));
    if !starts {
        return false;
    }
    let (head, tail) = common(short, long);
    if many > few {
        return head + tail >= few && head > 0 && tail > 0 && is_small(long, head.min(many - tail));
    }
    if head + tail + 1 != few {
        return false;
    }
    let (one, other) = (short.word(head), long.word(head));
    let has_digit = short.words[head].shape.has_digit() || long.words[head].shape.has_digit();
    let same_letter = one.to_lowercase().chars().next() == other.to_lowercase().chars().next();
    let alike = same_letter && normalized_levenshtein(&one.to_lowercase(), &other.to_lowercase()) >= ALIKE;
    !has_digit && (alike || (is_small(short, head) && is_small(long, head)))
}

/// How many words two titles share from the beginning, and then from the end.
fn common(short: &Title<'_>, long: &Title<'_>) -> (usize, usize) {
    let pairs = short.words.iter().zip(long.words.iter());
    let head = pairs.take_while(|(a, b)| a.hash == b.hash).count();
    let rest = short.words.len() - head;
    let pairs = short.words.iter().rev().zip(long.words.iter().rev());
    (head, pairs.take(rest).take_while(|(a, b)| a.hash == b.hash).count())
}

/// Whether the word carries no subject: a few small letters.
fn is_small(title: &Title<'_>, at: usize) -> bool {
    let Some(word) = title.words.get(at) else { return false };
    !word.shape.is_capitalised() && word.shape.is_letters() && title.word(at).chars().count() <= SMALL_WORD
}

fn finding(rule: &'static str, odd: &Form<'_>, right: &Form<'_>) -> Option<Diagnostic> {
    let (wrong, model) = (odd.titles.first()?, right.titles.first()?);
    let (here, there) = if odd.phrase == right.phrase {
        let (first, last) = first_difference(wrong, model)?;
        (wrong.part(first, last), model.part(first, last))
    } else {
        let swapped = wrong.words.len() > model.words.len();
        let (head, tail) = if swapped { common(model, wrong) } else { common(wrong, model) };
        let around = |title: &Title<'_>| {
            let first = head.min(title.words.len() - tail).saturating_sub(1);
            (first, (title.words.len() - tail).max(first + 1))
        };
        let ((a, b), (c, d)) = (around(wrong), around(model));
        (wrong.part(a, b), model.part(c, d))
    };
    let message = format!("one title in two forms: {} here, {} elsewhere", quoted(here), quoted(there));
    let help = format!("write {} in all places, or {} if that is right", quoted(there), quoted(here));
    let mut finding =
        Diagnostic::new(rule, wrong.span(), message).help(help).label(model.span(), format!("{} here", quoted(there)));
    for title in odd.titles.iter().skip(1) {
        finding = finding.label(title.span(), format!("{} here too", quoted(here)));
    }
    let edit = |title: &&Title<'_>| Some(Edit { span: title.exact()?, replacement: rewritten(title, model) });
    let edits: Option<Vec<Edit>> = odd.titles.iter().map(edit).collect();
    Some(match edits {
        Some(mut edits) => {
            edits.sort_by_key(|edit| edit.span);
            finding.fix(format!("write {}", quoted(model.whole())), Safety::AskFirst, edits)
        }
        None => finding,
    })
}

/// The words of `model` in the place of `title`, on one line. A first word
/// keeps its capital or goes without, as the sentence asks.
fn rewritten(title: &Title<'_>, model: &Title<'_>) -> String {
    let is_same = title.words.first().map(|word| word.hash) == model.words.first().map(|word| word.hash);
    let first = if is_same { title.word(0) } else { model.word(0) };
    format!("{first}{}", &model.whole()[model.word(0).len()..]).replace('\n', " ")
}
