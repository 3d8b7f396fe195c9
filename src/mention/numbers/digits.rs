//! Digits with what divides them: one number, or several, or none.

use super::{Digits, Reader, is_space, mention};
use crate::model::number::{Decimal, NumberKind};

/// A number as far as its digits tell.
pub(super) struct Figure {
    pub number: Decimal,
    pub group: Option<char>,
    pub decimal: Option<char>,
    /// The words that its digits are.
    pub words: std::ops::Range<usize>,
}

/// The most groups of three digits that are followed.
const MOST_GROUPS: usize = 7;

impl<'t> Reader<'t> {
    /// Reads the numbers that hang together from the word `first` on; gives the
    /// word behind them.
    pub(super) fn cluster(&mut self, first: usize) -> usize {
        let Some(digits) = self.digits(first) else { return first + 1 };
        if self.is_machine(digits.start) || self.hangs_on_letters(first, digits) {
            return self.code(first, first + 1);
        }
        if let Some(after) = self.phone(first) {
            return after;
        }
        let after = self.cluster_end(first);
        if (first + 1..after).any(|at| self.gap_before(at) == "/") || self.gap_before(first).ends_with('/') {
            return self.code(first, after);
        }
        if let Some(after) = self.points_or_hyphens(first, after) {
            return after;
        }
        let mut at = first;
        while at < after {
            at = self.time(at).unwrap_or_else(|| self.number(at, after));
        }
        at
    }

    /// One past the last word of the digits that only single signs divide.
    fn cluster_end(&self, first: usize) -> usize {
        let mut last = first;
        while self.digits(last).is_some_and(|digits| digits.behind.is_empty())
            && single(self.gap(last)).is_some_and(divides)
            && self.digits(last + 1).is_some_and(|digits| digits.before.is_empty())
        {
            last += 1;
        }
        last + 1
    }

    /// A number from the word `at` on; gives the word behind it.
    fn number(&mut self, at: usize, after: usize) -> usize {
        let Some(digits) = self.digits(at) else { return at + 1 };
        let figure = self.grouped(at, after).or_else(|| self.plain(at, digits));
        let Some(figure) = figure else { return at + 1 };
        let next = figure.words.end;
        self.beside(figure);
        next
    }

    /// Digits without groups, perhaps with decimals.
    fn plain(&self, at: usize, digits: Digits<'t>) -> Option<Figure> {
        let own = self.own_decimal();
        let fraction = self.digits(at + 1).filter(|fraction| digits.behind.is_empty() && fraction.before.is_empty());
        if let (Some(sign), Some(fraction)) = (single(self.gap(at)), fraction) {
            // What is no decimal sign here is one where a unit follows: a list
            // (`2,5`) has none.
            let foreign = matches!(sign, '.' | ',') && fraction.digits.len() != 3 && self.has_unit(at, at + 1);
            if sign == own || foreign {
                let number = Decimal::read(digits.digits, fraction.digits)?;
                return Some(Figure { number, group: None, decimal: Some(sign), words: at..at + 2 });
            }
        }
        let number = Decimal::read(digits.digits, "")?;
        Some(Figure { number, group: None, decimal: None, words: at..at + 1 })
    }

    /// Digits in groups of three.
    fn grouped(&self, at: usize, after: usize) -> Option<Figure> {
        let own = self.own_decimal();
        let head = self.digits(at)?;
        let group = single(self.gap(at)).filter(|sign| is_group(*sign))?;
        if head.digits.len() > 3 || head.digits.starts_with('0') || !head.behind.is_empty() {
            return None;
        }
        let is_more = |at: usize| single(self.gap_before(at)).is_some_and(|sign| same_group(sign, group));
        let is_three = |at: usize| self.digits(at).is_some_and(|digits| digits.digits.len() == 3);
        let groups = (at + 1..after).take(MOST_GROUPS).take_while(|&at| is_more(at) && is_three(at)).count();
        let last = at + groups;
        // "1 234 56" is a number of another kind.
        if groups == 0 || (last + 1 < after && is_more(last + 1)) {
            return None;
        }
        let fraction_sign = single(self.gap(last)).filter(|_| last + 1 < after);
        let fraction = self
            .digits(last + 1)
            .filter(|_| fraction_sign.is_some_and(|sign| matches!(sign, '.' | ',') && sign != group));
        // "1.234" in English; "1.234,5" is not.
        let other_decimal = fraction.is_some_and(|fraction| fraction.digits.len() != 3);
        if group == own && groups == 1 && !other_decimal {
            return None;
        }
        let mut whole = String::with_capacity(3 * (groups + 1));
        for at in at..=last {
            whole.push_str(self.digits(at)?.digits);
        }
        let number = Decimal::read(&whole, fraction.map_or("", |fraction| fraction.digits))?;
        let decimal = fraction.and(fraction_sign);
        let end = if decimal.is_some() { last + 2 } else { last + 1 };
        Some(Figure { number, group: Some(group), decimal, words: at..end })
    }

    /// `+32 2 296 74 56`, `00 800 67 89 10 11`, `020 7946 0142`
    fn phone(&mut self, first: usize) -> Option<usize> {
        let head = self.digits(first)?;
        let before = self.text[..head.start].trim_end_matches(is_space);
        let has_plus = before.ends_with('+') && head.start - before.len() <= 2;
        let mut last = first;
        let mut count = head.digits.len();
        while self.digits(last).is_some_and(|digits| digits.behind.is_empty())
            && is_phone_gap(self.gap(last), has_plus)
            && let Some(next) = self.digits(last + 1).filter(|next| next.before.is_empty() && next.behind.is_empty())
        {
            last += 1;
            count += next.digits.len();
        }
        let is_long = (7..=17).contains(&count);
        let groups = last + 1 - first;
        let has_zero = head.digits.starts_with('0') && groups >= 2 && count >= 8;
        let is_irregular =
            || groups >= 3 && self.grouped(first, last + 1).is_none_or(|figure| figure.words.end <= last);
        let only_spaces = || (first..last).all(|at| single(self.gap(at)).is_some_and(is_space));
        if !is_long || !(has_plus || has_zero || (is_irregular() && only_spaces())) {
            return None;
        }
        let digits: String = (first..=last).filter_map(|at| self.digits(at)).map(|digits| digits.digits).collect();
        let end = self.words[last].end;
        let start = if has_plus { before.len() - 1 } else { head.start };
        if let Some(number) = Decimal::read(&digits, "") {
            let mut phone = mention(number, NumberKind::Phone, head.start, end);
            phone.place.start = start;
            self.found.push(phone);
        }
        Some(last + 1)
    }

    /// `15.10.2018`, `2018-10-15`, `1.2.3`, `978-92-79-12345-6`
    fn points_or_hyphens(&mut self, first: usize, after: usize) -> Option<usize> {
        let sign = single(self.gap(first)).filter(|sign| matches!(sign, '.' | '-'))?;
        let same = (first + 1..after).take_while(|&at| single(self.gap_before(at)) == Some(sign)).count();
        let end = first + same + 1;
        if same < 2 || (sign == '.' && self.grouped(first, after).is_some() && !self.is_machine_address(first, end)) {
            return None;
        }
        let lengths: Vec<usize> =
            (first..end).filter_map(|at| self.digits(at)).map(|digits| digits.digits.len()).collect();
        let is_date = matches!(lengths[..], [1 | 2, 1 | 2, 2 | 4] | [4, 2, 2]);
        self.joined(first, end, if is_date { NumberKind::Date } else { NumberKind::Code });
        Some(end)
    }

    /// `192.168.100.200`
    fn is_machine_address(&self, first: usize, after: usize) -> bool {
        let is_byte = |at: usize| self.digits(at).is_some_and(|digits| digits.digits.parse::<u8>().is_ok());
        after - first == 4 && (first..after).all(is_byte)
    }

    /// `14:00`, `14h00`, `14h`, `14 h 00`, `9.30`, `2pm`
    fn time(&mut self, at: usize) -> Option<usize> {
        let digits = self.digits(at).filter(|digits| digits.digits.len() <= 2)?;
        let hour: u32 = digits.digits.parse().ok().filter(|hour| *hour <= 24)?;
        let end = if digits.behind.is_empty() {
            let minute = self
                .digits(at + 1)
                .filter(|minute| minute.before.is_empty() && minute.digits.len() == 2 && minute.digits < "60");
            match (self.gap(at), minute) {
                (":", Some(_)) => at + 2,
                (".", Some(minute)) if self.is_clock(at, hour, minute.digits) => at + 2,
                _ if self.is_hour_sign(at + 1) => at + 2 + usize::from(self.digits(at + 2).is_some_and(is_minute)),
                _ => return None,
            }
        } else {
            let behind = digits.behind.to_ascii_lowercase();
            let is_hour = matches!(behind.as_str(), "h" | "am" | "pm" | "u" | "uur")
                || behind.strip_prefix('h').is_some_and(|minute| minute.len() == 2 && minute < "60");
            if !is_hour {
                return None;
            }
            at + 1
        };
        self.joined(at, end, NumberKind::Time);
        Some(end)
    }

    /// Whether the word `at` is the `h` of `14 h 00`.
    fn is_hour_sign(&self, at: usize) -> bool {
        let is_h = self.words.get(at).is_some_and(|word| matches!(&self.text[word.start..word.end], "h" | "H"));
        is_h && single(self.gap_before(at)).is_some_and(is_space) && !self.gap_before(at).is_empty()
    }

    /// Whether `9.30` is an hour: where a comma stands before decimals, it is;
    /// else it has the hours and minutes of programmes and a word before it.
    fn is_clock(&self, at: usize, hour: u32, minute: &str) -> bool {
        let separators = &self.language.times.separators;
        if !separators.iter().any(|separator| separator == ".") || self.has_unit(at, at + 1) {
            return false;
        }
        let two_digits = self.digits(at).is_some_and(|digits| digits.digits.len() == 2);
        if self.own_decimal() != '.' {
            return two_digits || matches!(minute, "00" | "15" | "30" | "45");
        }
        let word = at.checked_sub(1).and_then(|before| self.words.get(before));
        let word = word.and_then(|word| self.text.get(word.start..word.end)).unwrap_or("");
        let is_round = matches!(minute, "00" | "15" | "30" | "45");
        // `at 9.30`, `from 9.30`, `9.30 to 12.00`
        let is_before = !word.is_empty() && word.len() <= 5 && word.chars().all(char::is_lowercase);
        let stands_alone = self.words.get(at + 2).is_none_or(|next| {
            let gap = self.gap_before(at + 2);
            !single(gap).is_some_and(is_space) || next.end - next.start <= 3 || next.shape.is_capitalised()
        });
        is_round && hour >= 6 && is_before && stands_alone
    }

    fn code(&mut self, first: usize, after: usize) -> usize {
        for at in first..after {
            self.joined(at, at + 1, NumberKind::Code);
        }
        after
    }

    /// One mention with all digits of the words `first..after`.
    fn joined(&mut self, first: usize, after: usize, kind: NumberKind) {
        let all = (first..after).filter_map(|at| self.digits(at));
        let digits: String = all.map(|digits| digits.digits).collect();
        let minutes = self.digits(first).map_or("", |digits| digits.behind.trim_start_matches(['h', 'H']));
        let minutes = if kind == NumberKind::Time && minutes.len() == 2 { minutes } else { "" };
        let minutes = if kind == NumberKind::Time && digits.len() <= 2 && minutes.is_empty() { "00" } else { minutes };
        let number = Decimal::read(&format!("{digits}{minutes}"), "");
        let start = self.digits(first).map(|digits| digits.start);
        let end = self.words.get(after - 1).map(|word| word.end);
        if let (Some(number), Some(start), Some(end)) = (number, start, end) {
            let mut found = mention(number, kind, start, end);
            found.digits.end = self.digits(after - 1).map_or(end, |digits| digits.end);
            self.found.push(found);
        }
    }

    /// Whether the digits of the word `at` belong to letters before them:
    /// `CO2`, `COVID-19`, `A-4`, or to capitals behind them: `5G`.
    fn hangs_on_letters(&self, at: usize, digits: Digits<'t>) -> bool {
        use crate::model::number::Currency;
        if !digits.before.is_empty() {
            return Currency::written(digits.before).is_none();
        }
        if digits.behind.chars().any(|letter| letter.is_uppercase() || letter.is_ascii_digit()) {
            // `14h00` is a time, `3M€` is an amount.
            let is_time = digits.digits.len() <= 2 && digits.behind.starts_with(['h', 'H']);
            return !is_time && !matches!(digits.behind, "M" | "K" | "Md" | "Mio" | "Mrd" | "Mds" | "Bn");
        }
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        let hyphen = matches!(self.gap_before(at), "-" | "\u{2011}");
        before.filter(|_| hyphen).is_some_and(|word| {
            let letters = word.end - word.start;
            (word.shape.has_digit() && !word.shape.is_number())
                || (word.shape.is_capitals() && !word.shape.has_digit())
                || (word.shape.is_capitalised() && letters > 5)
        })
    }

    /// The decimal sign of the language.
    pub(super) fn own_decimal(&self) -> char {
        self.language.numbers.decimal.chars().next().unwrap_or('.')
    }
}

/// The one character of `gap`.
pub(super) fn single(gap: &str) -> Option<char> {
    let mut characters = gap.chars();
    characters.next().filter(|_| characters.next().is_none())
}

fn divides(sign: char) -> bool {
    is_group(sign) || matches!(sign, '-' | '–' | '‑' | '/' | ':')
}

fn is_group(sign: char) -> bool {
    is_space(sign) || matches!(sign, '.' | ',' | '\'' | '’')
}

fn same_group(a: char, b: char) -> bool {
    a == b || (is_space(a) && is_space(b))
}

fn is_phone_gap(gap: &str, has_plus: bool) -> bool {
    match single(gap) {
        Some(sign) => is_space(sign) || (has_plus && matches!(sign, '-' | '.' | '/' | ')')) || sign == '-',
        None => has_plus && matches!(gap, " (" | ") " | " - "),
    }
}

fn is_minute(digits: Digits<'_>) -> bool {
    digits.before.is_empty() && digits.behind.is_empty() && digits.digits.len() == 2 && digits.digits < "60"
}
