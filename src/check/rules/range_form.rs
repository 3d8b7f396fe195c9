use crate::check::excerpt::quoted;
use crate::check::figures::{folded, rewritten};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::model::number::{NumberKind, NumberMention, RangeEnd};
use crate::model::passage::Passage;

/// See the page.
pub struct RangeForm;

impl Rule for RangeForm {
    fn page(&self) -> &'static str {
        include_str!("range-form.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(forms) = subject.writing().map(|writing| &writing.range).filter(|forms| !forms.is_empty()) else {
            return;
        };
        for (passage, numbers) in subject.figures() {
            for pair in numbers.windows(2).filter(|pair| pair[0].range == Some(RangeEnd::First)) {
                let (first, last) = (&pair[0], &pair[1]);
                if first.kind == NumberKind::Label || last.kind == NumberKind::Label {
                    continue;
                }
                let range = Range { passage, first, last };
                findings.extend(range.mixed(subject, self.name()).or_else(|| range.other_form(forms, self.name())));
            }
        }
    }
}

/// Two numbers and the dash between them.
struct Range<'a> {
    passage: &'a Passage,
    first: &'a NumberMention,
    last: &'a NumberMention,
}

impl Range<'_> {
    /// `from 15-16 October`: a word that asks for another word, and a dash.
    fn mixed(&self, subject: &Subject<'_>, rule: &'static str) -> Option<Diagnostic> {
        let flat = &self.passage.flat;
        let words = flat.words();
        let at = words.partition_point(|word| word.end <= self.first.place.start).checked_sub(1)?;
        let word = &words[at];
        let gap = flat.text.get(word.end..self.first.place.start)?;
        let known = subject.language.number_words();
        let is_dated = |mention: &NumberMention| matches!(mention.kind, NumberKind::Date | NumberKind::Year);
        let joint =
            known.between(word).or_else(|| known.from(word).filter(|_| is_dated(self.first) && is_dated(self.last)))?;
        if gap.chars().count() != 1 || !gap.starts_with(char::is_whitespace) || self.goes_on(joint) {
            return None;
        }
        let written = flat.text.get(word.start..self.last.place.end)?;
        let message = format!("{} mixes a word and a dash", quoted(written));
        let finding = Diagnostic::new(rule, flat.span(word.start, self.last.place.end), message);
        let place = self.first.place.end..self.last.place.start;
        let finding = rewritten(finding, self.passage, place.clone(), &format!(" {joint} "), Safety::AskFirst);
        let (head, tail) = (flat.text.get(word.start..place.start)?, flat.text.get(place.end..self.last.place.end)?);
        Some(finding.help(format!("write {}", quoted(format!("{head} {joint} {tail}")))))
    }

    /// Whether the word that belongs to the first one follows: `from 2-3 days
    /// to 5`.
    fn goes_on(&self, joint: &str) -> bool {
        let words = self.passage.flat.words();
        let next = words.partition_point(|word| word.start < self.last.place.end);
        let hash = crate::model::word::hash(joint);
        words.iter().skip(next).take(4).any(|word| word.hash == hash)
    }

    /// Another dash, or other spaces around it, than the house has.
    fn other_form(&self, forms: &[String], rule: &'static str) -> Option<Diagnostic> {
        let flat = &self.passage.flat;
        let place = self.first.place.end..self.last.place.start;
        let written = folded(flat.text.get(place.clone())?);
        let joints: Vec<&str> =
            forms.iter().filter_map(|form| form.strip_prefix("{from}")?.strip_suffix("{to}")).collect();
        let right = joints.first()?;
        if joints.iter().any(|joint| folded(joint) == written) {
            return None;
        }
        // Behind a word a dash may well stand free: `2 million – 3 million`.
        if flat.text.get(..place.start)?.ends_with(char::is_alphabetic) {
            return None;
        }
        let whole = flat.text.get(self.first.place.start..self.last.place.end)?;
        let message = format!("{} is another form than that of the house style", quoted(whole));
        let finding = Diagnostic::new(rule, flat.span(self.first.place.start, self.last.place.end), message);
        let is_dash = right.chars().all(|c| !c.is_alphanumeric());
        let safety = if is_dash { Safety::Safe } else { Safety::AskFirst };
        let finding = rewritten(finding, self.passage, place.clone(), right, safety);
        let head = flat.text.get(self.first.place.start..place.start)?;
        let tail = flat.text.get(place.end..self.last.place.end)?;
        Some(finding.help(format!("write {}", quoted(format!("{head}{right}{tail}")))))
    }
}
