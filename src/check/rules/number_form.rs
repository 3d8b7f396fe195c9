use crate::check::excerpt::quoted;
use crate::check::figures::{is_sure, rewritten};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::model::flat::Flat;
use crate::model::number::{NumberMention, Unit};
use crate::model::passage::Passage;

/// See the page.
pub struct NumberForm;

/// From so many digits on, a number is divided into groups.
const GROUPED_FROM: usize = 5;

impl Rule for NumberForm {
    fn page(&self) -> &'static str {
        include_str!("number-form.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(forms) = subject.writing().map(|writing| writing.thousands.as_slice()) else { return };
        let Some(first) = forms.first() else { return };
        let decimal = subject.language.numbers.decimal.as_str();
        for (passage, numbers) in subject.figures() {
            for mention in numbers.iter().filter(|mention| is_sure(&passage.flat.text, mention)) {
                let Some(fault) = fault(&passage.flat, mention, forms, decimal) else { continue };
                let written = passage.flat.text.get(mention.digits.clone()).unwrap_or("");
                let right = written_in(written, mention, first, decimal);
                let span = passage.flat.span(mention.digits.start, mention.digits.end);
                let finding = Diagnostic::new(self.name(), span, format!("{} {fault}", quoted(written)));
                findings.push(finish(finding, passage, mention, &right, decimal));
            }
        }
    }
}

/// What is wrong with the form of the digits.
fn fault(flat: &Flat, mention: &NumberMention, forms: &[String], decimal: &str) -> Option<&'static str> {
    if mention.decimal.is_some_and(|sign| !decimal.contains(sign)) {
        return Some("has the decimal sign of another language");
    }
    match mention.group {
        Some(sign) => {
            let is_form = |form: &String| match form.chars().next() {
                Some(space) if space.is_whitespace() => sign.is_whitespace(),
                Some(other) => sign == other || (other == '’' && sign == '\''),
                None => false,
            };
            (!forms.iter().any(is_form)).then_some("divides its digits in another way than the house style")
        }
        None => {
            let whole = flat.text.get(mention.digits.clone()).unwrap_or("");
            let length = whole.bytes().take_while(u8::is_ascii_digit).count();
            let is_long = length >= GROUPED_FROM && !forms.iter().any(String::is_empty);
            (is_long && is_counted(flat, mention)).then_some("is hard to read without groups of three digits")
        }
    }
}

/// Whether a long row of digits is sure to count something and is no number of
/// a file or a town: there is a unit, or a word in small letters behind it.
fn is_counted(flat: &Flat, mention: &NumberMention) -> bool {
    if let Some(unit) = &mention.unit {
        return !matches!(unit.unit, Unit::PerMille);
    }
    let words = flat.words();
    let next = words.partition_point(|word| word.start < mention.place.end);
    let before = next.checked_sub(2).and_then(|before| words.get(before));
    let is_close =
        |start: usize, end: usize| flat.text.get(start..end).is_some_and(|gap| matches!(gap, " " | "\u{a0}"));
    let follows = words.get(next).is_some_and(|word| {
        is_close(mention.place.end, word.start)
            && word.shape.is_letters()
            && !word.shape.is_capitalised()
            && flat.word(word).chars().count() > 3
    });
    let leads = before.is_none_or(|word| {
        is_close(word.end, mention.place.start) && word.shape.is_letters() && !word.shape.is_capitals()
    });
    follows && leads
}

/// The digits of `written` in groups, with the decimal sign of the language.
fn written_in(written: &str, mention: &NumberMention, group: &str, decimal: &str) -> String {
    let (whole, fraction) = match mention.decimal.and_then(|sign| written.rsplit_once(sign)) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (written, None),
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let mut right = String::with_capacity(written.len() + 8);
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        let is_grouped = digits.len() >= GROUPED_FROM || mention.group.is_some();
        if at > 0 && is_grouped && left.is_multiple_of(3) {
            right.push_str(group);
        }
        right.push(digit);
    }
    if let Some(fraction) = fraction {
        right.push_str(decimal);
        right.push_str(fraction);
    }
    right
}

fn finish(finding: Diagnostic, passage: &Passage, mention: &NumberMention, right: &str, decimal: &str) -> Diagnostic {
    // A sign that is the decimal one here may have been meant as such.
    let is_doubtful = mention.group.is_some_and(|sign| decimal.contains(sign)) && mention.decimal.is_none();
    let safety = if is_doubtful { Safety::AskFirst } else { Safety::Safe };
    rewritten(finding, passage, mention.digits.clone(), right, safety)
}
