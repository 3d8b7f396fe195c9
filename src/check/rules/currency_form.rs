use crate::check::excerpt::quoted;
use crate::check::figures::{Form, folded, is_crowded, is_quantity, rewritten};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::model::number::{Currency, NumberMention, Unit, UnitForm, WrittenUnit};
use crate::model::passage::Passage;

/// See the page.
pub struct CurrencyForm;

impl Rule for CurrencyForm {
    fn page(&self) -> &'static str {
        include_str!("currency-form.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(forms) = subject.writing().map(|writing| &writing.currency).filter(|forms| !forms.is_empty()) else {
            return;
        };
        for (passage, numbers) in subject.figures() {
            for (at, mention) in numbers.iter().enumerate() {
                let Some(amount) = Amount::read(passage, mention) else { continue };
                let Some(wish) = amount.wish(forms) else { continue };
                let before = at.checked_sub(1).and_then(|before| numbers.get(before));
                let is_joined = before.is_some_and(|before| is_joined(passage, before, mention))
                    || numbers.get(at + 1).is_some_and(|next| is_joined(passage, mention, next));
                findings.extend(self.finding(&amount, &wish, is_joined || mention.range.is_some()));
            }
        }
    }
}

impl CurrencyForm {
    /// `is_joined`: the amount shares its currency with another number, as in
    /// `3 to 5 million €`, and only its spaces can be put right.
    fn finding(&self, amount: &Amount<'_>, wish: &Wish, is_joined: bool) -> Option<Diagnostic> {
        if is_joined && !wish.only_spaces {
            return None;
        }
        let place = &amount.mention.place;
        let written = amount.passage.flat.text.get(place.clone())?;
        let span = amount.passage.flat.span(place.start, place.end);
        let message = format!("{} is another form than that of the house style", quoted(written));
        let finding = Diagnostic::new(self.name(), span, message);
        let safety = if wish.only_spaces { Safety::Safe } else { Safety::AskFirst };
        Some(rewritten(finding, amount.passage, place.clone(), &wish.right, safety))
    }
}

/// An amount of money with a sign or code.
struct Amount<'a> {
    passage: &'a Passage,
    mention: &'a NumberMention,
    unit: &'a WrittenUnit,
    currency: Currency,
    /// As the text has it: `€` before, ` €` behind.
    before: &'a str,
    behind: &'a str,
    /// The number with its scale word.
    number: &'a str,
}

/// How the house would write an amount.
struct Wish {
    right: String,
    only_spaces: bool,
}

impl<'a> Amount<'a> {
    fn read(passage: &'a Passage, mention: &'a NumberMention) -> Option<Self> {
        let unit = mention.unit.as_ref().filter(|unit| is_quantity(mention) && unit.form != UnitForm::Word)?;
        let Unit::Currency(currency) = unit.unit else { return None };
        let text = passage.flat.text.as_str();
        let end = mention.scale.as_ref().map_or(mention.digits.end, |scale| scale.end);
        let (before, behind) = if unit.place.start < mention.digits.start {
            (text.get(unit.place.start..mention.digits.start)?, "")
        } else {
            ("", text.get(end..unit.place.end)?)
        };
        let number = text.get(mention.digits.start..end)?;
        // A minus stands before the sign of the currency or behind it: let be.
        let is_plain = mention.place.start == unit.place.start.min(mention.digits.start);
        let is_sure =
            is_plain && !is_crowded(text, mention) && !has_more_signs(text, mention.place.start, mention.place.end);
        is_sure.then_some(Self { passage, mention, unit, currency, before, behind, number })
    }

    /// The form that the house wants, where it is none of `forms`.
    fn wish(&self, forms: &[String]) -> Option<Wish> {
        let forms: Vec<Form<'_>> = forms.iter().filter_map(|form| Form::read(form)).collect();
        let sign = self.passage.flat.text.get(self.unit.place.clone())?;
        let own: Vec<(String, String)> =
            forms.iter().filter(|form| form_of(form) == Some(self.unit.form)).map(|form| with(form, sign)).collect();
        let (before, behind) = (folded(self.before), plain_gap(&folded(self.behind)));
        if own.iter().any(|(first, last)| folded(first) == before && folded(last) == behind) {
            return None;
        }
        // The form whose sign stands on the same side lacks only the spaces.
        let same_side = own.iter().find(|(first, _)| first.is_empty() == self.before.is_empty());
        if let Some((first, last)) = same_side {
            return Some(Wish { right: format!("{first}{}{last}", self.number), only_spaces: true });
        }
        if let Some((first, last)) = own.first() {
            return Some(Wish { right: format!("{first}{}{last}", self.number), only_spaces: false });
        }
        let other = forms.first()?;
        let sign = match form_of(other)? {
            UnitForm::Sign => self.currency.sign()?.to_string(),
            _ => self.currency.code().to_owned(),
        };
        let (first, last) = with(other, &sign);
        Some(Wish { right: format!("{first}{}{last}", self.number), only_spaces: false })
    }
}

/// Whether a form is one of signs or of codes.
fn form_of(form: &Form<'_>) -> Option<UnitForm> {
    let both = [form.before, form.behind];
    if both.iter().any(|part| part.contains('€')) {
        Some(UnitForm::Sign)
    } else {
        both.iter().any(|part| part.contains("EUR")).then_some(UnitForm::Code)
    }
}

/// The form with `sign` in the place of the euro's.
fn with(form: &Form<'_>, sign: &str) -> (String, String) {
    let put = |part: &str| part.replace('€', sign).replace("EUR", sign);
    (put(form.before), put(form.behind))
}

/// What stands between number and sign without a word that joins them:
/// `millions d’EUR`.
fn plain_gap(behind: &str) -> String {
    for joint in [" d'", " d’", " de ", " di ", " ta' ", " ta’ "] {
        if let Some(rest) = behind.strip_prefix(joint) {
            return format!(" {rest}");
        }
    }
    behind.to_owned()
}

/// Whether another sign or code stands beside `start..end`: `€5 €`.
fn has_more_signs(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or("").trim_end();
    let behind = text.get(end..).unwrap_or("").trim_start();
    let is_code = |code: Option<&str>| code.and_then(Currency::written).is_some();
    let is_sign = |sign: Option<char>| sign.and_then(Currency::with_sign).is_some();
    is_sign(before.chars().next_back())
        || is_sign(behind.chars().next())
        || is_code(before.len().checked_sub(3).and_then(|at| before.get(at..)))
        || is_code(behind.get(..3))
}

/// Whether only a short word stands between two numbers: `3 to 5 million €`.
fn is_joined(passage: &Passage, first: &NumberMention, last: &NumberMention) -> bool {
    let between = passage.flat.text.get(first.place.end..last.place.start).unwrap_or("");
    between.chars().count() <= 5 && !between.contains(['.', ';', '(', ')', '\n'])
}
