//! What stands beside a number: sign, unit, scale word, month, name.

use std::ops::Range;

use super::digits::{Figure, single};
use super::{Reader, is_space, mention};
use crate::model::number::{Currency, Decimal, NumberKind, Unit, UnitForm, WrittenUnit};
use crate::model::number_words::{Entry, Meaning};
use crate::model::word::hash;

/// What follows a number.
#[derive(Default)]
struct Behind {
    /// Powers of ten.
    power: u32,
    scale: Option<Range<usize>>,
    unit: Option<WrittenUnit>,
    /// Whether the scale word is a letter or two (`m`), which only money has.
    is_short: bool,
    ordinal: bool,
    /// One past the last byte.
    end: usize,
}

impl Reader<'_> {
    /// Reads what stands beside `figure` and keeps the mention.
    pub(super) fn beside(&mut self, figure: Figure) {
        let Range { start: first, end } = figure.words;
        let (Some(head), Some(tail)) = (self.digits(first), self.digits(end - 1)) else { return };
        let before = self.currency_before(first);
        let mut behind = self.behind(end - 1, before.is_some());
        if behind.is_short && before.is_none() && !is_money(behind.unit.as_ref()) {
            behind = Behind { end: tail.end, ..Behind::default() };
        }
        let Some(value) = figure.number.times_ten_to(behind.power) else { return };
        let sign = self.minus(before.as_ref().map_or(head.start, |unit| unit.place.start));
        let signed = |number: Decimal| if sign { number.negative() } else { number };
        let start = before.as_ref().map_or(head.start, |unit| unit.place.start);
        let mut found = mention(signed(value), NumberKind::Quantity, head.start, tail.end);
        found.number = signed(figure.number);
        found.place = start..behind.end.max(tail.end);
        if sign {
            found.place.start -= self.text[..start].chars().next_back().map_or(0, char::len_utf8);
        }
        (found.group, found.decimal) = (figure.group, figure.decimal);
        found.scale = behind.scale;
        found.unit = before.or(behind.unit);
        if found.unit.is_none() && found.scale.is_none() {
            found.kind = self.kind(first, end - 1, &figure.number, behind.ordinal);
            let plain = figure.group.is_none() && figure.decimal.is_none();
            if !plain && !matches!(found.kind, NumberKind::Label) {
                found.kind = NumberKind::Quantity;
            }
        }
        self.found.push(found);
    }

    /// Whether a unit or scale word stands beside the words `first..=last`.
    pub(super) fn has_unit(&self, first: usize, last: usize) -> bool {
        let behind = self.behind(last, false);
        let long = behind.scale.is_some() && !behind.is_short;
        long || behind.unit.is_some() || self.currency_before(first).is_some()
    }

    /// What the number would be without a unit.
    fn kind(&self, first: usize, last: usize, number: &Decimal, ordinal: bool) -> NumberKind {
        let written = self.digits(first).map_or("", |digits| digits.digits);
        let value = number.whole().unwrap_or(0);
        let is_word = self.digits(last).is_some_and(|digits| digits.behind.is_empty());
        if written.len() <= 2 && (1..=31).contains(&value) && (is_word || ordinal) && self.is_in_date(first, last) {
            return NumberKind::Date;
        }
        if written.len() == 4 && (1900..2100).contains(&value) && (is_word || !ordinal) {
            return NumberKind::Year;
        }
        if ordinal {
            return NumberKind::Ordinal;
        }
        if written.len() > 1 && written.starts_with('0') {
            return NumberKind::Code;
        }
        if self.is_label(first, last) { NumberKind::Label } else { NumberKind::Quantity }
    }

    /// `15 October`, `15 de octubre`, `15 ta’ Ottubru`, `október 15.`
    fn is_in_date(&self, first: usize, last: usize) -> bool {
        let is_month = |at: usize| self.words.get(at).is_some_and(|word| self.known.is_month(self.text, word));
        let is_near = |gap: &str| !gap.is_empty() && gap.len() <= 4 && !gap.contains([',', ';', ':', '(', '\n']);
        let is_particle =
            |at: usize| self.words.get(at).is_some_and(|word| word.end - word.start <= 3 && word.shape.is_letters());
        let next = is_near(self.gap(last)) && is_month(last + 1);
        let after_particle =
            || is_near(self.gap(last)) && is_particle(last + 1) && is_near(self.gap(last + 1)) && is_month(last + 2);
        let before = || first > 0 && is_near(self.gap_before(first)) && is_month(first - 1);
        next || before() || after_particle()
    }

    /// `Article 5`, `n° 5`, `Rue de la Loi 200`
    fn is_label(&self, first: usize, last: usize) -> bool {
        let gap = self.gap_before(first);
        if gap.trim_end_matches(is_space).ends_with(['§', '№', '#', '°', 'º']) {
            return true;
        }
        let Some(at) = first.checked_sub(1) else { return false };
        let word = &self.words[at];
        let is_close = single(gap).is_some_and(is_space);
        let is_abbreviated =
            || gap.strip_prefix('.').is_some_and(|rest| rest.is_empty() || single(rest).is_some_and(is_space));
        if (is_close || is_abbreviated()) && self.known.is_label(word) {
            return true;
        }
        // A name and its number, but not the first word of a sentence.
        let opens = self.gap_before(at);
        let is_first = at == 0 || opens.contains(['.', '!', '?', ':', '\n', '“', '"', '«', '„', '–', '(']);
        let counts = self.words.get(last + 1).is_some_and(|next| {
            single(self.gap(last)).is_some_and(is_space) && next.end - next.start > 3 && next.shape.is_letters()
        });
        is_close && !is_first && !counts && word.shape.is_capitalised() && word.shape.is_letters()
    }

    /// The minus before the byte `start`.
    fn minus(&self, start: usize) -> bool {
        let mut before = self.text[..start].chars().rev();
        let sign = before.next();
        let is_free = before.next().is_none_or(|character| character.is_whitespace() || character == '(');
        sign == Some('\u{2212}') || (sign == Some('-') && is_free)
    }

    /// `€`, `EUR`, `US$` before the number that begins with the word `first`.
    fn currency_before(&self, first: usize) -> Option<WrittenUnit> {
        let digits = self.digits(first)?;
        let unit = |currency, form, place| Some(WrittenUnit { unit: Unit::Currency(currency), form, place });
        if let Some(currency) = Currency::written(digits.before) {
            return unit(currency, UnitForm::Code, digits.start - digits.before.len()..digits.start);
        }
        let gap = self.gap_before(first);
        let head = gap.strip_suffix(is_space).unwrap_or(gap);
        let start = digits.start - digits.before.len() - gap.len();
        if let Some(sign) = head.chars().next_back()
            && let Some(currency) = Currency::with_sign(sign)
        {
            // In `5 € 10` the sign is that of the number before.
            let left = head.strip_suffix(sign)?.trim_end_matches(is_space);
            let is_others = left.is_empty() && first > 0 && self.words[first - 1].shape.has_digit();
            if is_others && head.len() < gap.len() {
                return None;
            }
            let end = start + head.len();
            let mut begins = end - sign.len_utf8();
            if left.is_empty() && sign == '$' && first > 0 && self.text[..begins].ends_with("US") {
                begins -= "US".len();
            }
            return unit(currency, UnitForm::Sign, begins..end);
        }
        let word = first.checked_sub(1).map(|before| &self.words[before]).filter(|word| word.shape.is_capitals())?;
        let is_code = single(gap).is_some_and(is_space) && word.end - word.start == 3;
        let currency = Currency::written(self.text.get(word.start..word.end)?).filter(|_| is_code)?;
        unit(currency, UnitForm::Code, word.start..word.end)
    }

    /// What follows the number that ends with the word `last`.
    fn behind(&self, last: usize, has_currency: bool) -> Behind {
        let Some(digits) = self.digits(last) else { return Behind::default() };
        let mut behind = Behind { end: digits.end, ..Behind::default() };
        let mut at = last;
        if !digits.behind.is_empty() {
            behind.end = digits.end + digits.behind.len();
            let ending = digits.behind.to_lowercase();
            if self.language.numbers.ordinals.contains(&ending) {
                behind.ordinal = true;
                return behind;
            }
            let word = crate::model::word::Word {
                start: digits.end,
                end: behind.end,
                hash: hash(digits.behind),
                ..self.words[last]
            };
            match self.known.find(self.text, &[word]).map(|entry| entry.meaning) {
                Some(Meaning::Scale(power)) => behind.scaled(power, digits.end..behind.end),
                Some(Meaning::Unit(unit)) => {
                    behind.unit = Some(WrittenUnit { unit, form: UnitForm::Word, place: digits.end..behind.end });
                    return behind;
                }
                None => {
                    behind.end = digits.end;
                    return behind;
                }
            }
        } else if self.is_point_ordinal(last) {
            behind.ordinal = true;
            behind.end = digits.end + 1;
        }
        let mut is_abbreviation = behind.scale.is_some();
        loop {
            if let Some(unit) = self.sign_at(behind.end) {
                behind.end = unit.place.end;
                behind.unit = Some(unit);
                return behind;
            }
            let Some((next, entry)) = self.entry_behind(at, is_abbreviation, behind.scale.is_some()) else {
                return behind;
            };
            let place = self.words[next].start..self.words[next + entry.words - 1].end;
            at = next + entry.words - 1;
            is_abbreviation = entry.is_abbreviation;
            match entry.meaning {
                Meaning::Scale(power) if behind.power <= 9 => {
                    let stop = usize::from(is_abbreviation && self.text[place.end..].starts_with('.'));
                    behind.scaled(power, place.start..place.end + stop);
                }
                Meaning::Scale(_) => return behind,
                Meaning::Unit(Unit::Currency(_)) if has_currency => return behind,
                Meaning::Unit(unit) => {
                    let written = &self.text[place.clone()];
                    let is_code = matches!(unit, Unit::Currency(currency) if currency.code() == written);
                    let form = if is_code { UnitForm::Code } else { UnitForm::Word };
                    behind.end = place.end;
                    behind.unit = Some(WrittenUnit { unit, form, place });
                    return behind;
                }
            }
        }
    }

    /// The sign of a unit at the byte `at`, with or without a space before it.
    fn sign_at(&self, at: usize) -> Option<WrittenUnit> {
        let rest = self.text.get(at..)?;
        let spaced = rest.strip_prefix(is_space).unwrap_or(rest);
        let sign = spaced.chars().next()?;
        let unit = match sign {
            '%' => Unit::Percent,
            '‰' => Unit::PerMille,
            other => Unit::Currency(Currency::with_sign(other)?),
        };
        let start = at + rest.len() - spaced.len();
        let end = start + sign.len_utf8();
        // In `5 €10` the sign is that of the next number.
        let is_others = unit != Unit::Percent && self.text[end..].starts_with(char::is_alphanumeric);
        (!is_others).then_some(WrittenUnit { unit, form: UnitForm::Sign, place: start..end })
    }

    /// The entry behind the word `at`, and its first word: right behind it, or
    /// behind a short word that joins: `48 millions d’euros`.
    fn entry_behind(&self, at: usize, after_abbreviation: bool, after_scale: bool) -> Option<(usize, Entry)> {
        let next = at + 1;
        let joins = |gap: &str| {
            let gap = gap.strip_prefix('.').filter(|_| after_abbreviation).unwrap_or(gap);
            single(gap).is_some_and(|sign| is_space(sign) || matches!(sign, '-' | '‑' | '\n'))
        };
        if !joins(self.gap(at)) {
            return None;
        }
        if let Some(entry) = self.entry_at(next) {
            return Some((next, entry));
        }
        let word = self.words.get(next)?;
        let is_particle = word.shape.is_letters() && self.text[word.start..word.end].chars().count() <= 2;
        let joins_on = single(self.gap(next)).is_some_and(|sign| is_space(sign) || matches!(sign, '\'' | '’'));
        let entry = self.entry_at(next + 1).filter(|_| is_particle && joins_on)?;
        // `3 de 5 millones` has no entry there; `5 a euro` has none either.
        (after_scale || matches!(entry.meaning, Meaning::Scale(_)) || self.text[word.start..word.end].starts_with('d'))
            .then_some((next + 1, entry))
    }

    fn entry_at(&self, at: usize) -> Option<Entry> {
        let word = self.words.get(at).filter(|word| word.shape.is_letters())?;
        if word.shape.is_capitals() && word.end - word.start == 3 {
            let currency = Currency::written(&self.text[word.start..word.end]);
            if let Some(currency) = currency {
                let meaning = Meaning::Unit(Unit::Currency(currency));
                return Some(Entry { meaning, is_abbreviation: false, words: 1 });
            }
        }
        self.known.find(self.text, &self.words[at..])
    }

    /// `3.` before a small letter, where ordinals are written so.
    fn is_point_ordinal(&self, at: usize) -> bool {
        let points = || self.language.numbers.ordinals.iter().any(|ending| ending == ".");
        let gap = self.gap(at);
        let is_point = gap.strip_prefix('.').is_some_and(|rest| single(rest).is_some_and(is_space));
        is_point
            && points()
            && self.words.get(at + 1).is_some_and(|next| !next.shape.is_capitalised() && next.shape.is_letters())
    }
}

impl Behind {
    fn scaled(&mut self, power: u32, place: Range<usize>) {
        let is_first = self.scale.is_none();
        self.is_short = is_first && place.len() <= 2;
        let start = self.scale.as_ref().map_or(place.start, |scale| scale.start);
        self.end = place.end;
        self.power += power;
        self.scale = Some(start..place.end);
    }
}

fn is_money(unit: Option<&WrittenUnit>) -> bool {
    matches!(unit, Some(WrittenUnit { unit: Unit::Currency(_), .. }))
}
