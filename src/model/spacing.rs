//! Which spaces of a text never end a line, and how wide they are: `[spacing]`
//! in `assets/languages/<code>.toml`, with the words of dates, times and numbers
//! that the file has anyway.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::language::{DateForms, NumberForms, TimeForms};
use super::letter::small;

/// What the language asks for besides dates, times and numbers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SpacingForms {
    /// Marks with a narrow space before them: `;!?»`
    pub narrow_before: String,
    /// Marks with a narrow space behind them: `«`
    pub narrow_behind: String,
    /// Words that belong to the number before them: `km`, `h`.
    pub units: Vec<String>,
    /// Words that belong to the number behind them: `p.`, `No`.
    pub numbered: Vec<String>,
    /// Words that belong to the name behind them: `Mr`.
    pub titles: Vec<String>,
}

/// A space that never ends a line.
pub const NO_BREAK: char = '\u{a0}';

/// The same, narrow.
pub const NARROW_NO_BREAK: char = '\u{202f}';

/// The spaces of one language, ready to be looked up. Words are compared in
/// small letters and without the marks around them.
#[derive(Debug, Clone)]
pub struct Spaces {
    narrow_before: String,
    narrow_behind: String,
    months: BTreeSet<String>,
    /// What may stand between a day and its month: `de`.
    joint: Option<String>,
    month_before_day: bool,
    units: BTreeSet<String>,
    numbered: BTreeSet<String>,
    titles: BTreeSet<String>,
    /// What stands between hours and minutes, with spaces around it: `h`.
    hours: BTreeSet<String>,
    group: char,
}

impl Spaces {
    /// Puts together what the parts of a language file say.
    pub fn new(forms: &SpacingForms, dates: &DateForms, times: &TimeForms, numbers: &NumberForms) -> Self {
        let pieces: Vec<&str> = dates.long.split(' ').collect();
        let at = |wanted: &str| pieces.iter().position(|piece| piece.starts_with(wanted));
        let (day, month) = (at("{day}").unwrap_or(0), at("{month}").unwrap_or(0));
        // `г.` behind the year, `d.` behind the day.
        let behind_number =
            pieces.windows(2).filter(|pair| pair[0].starts_with("{day}") || pair[0].starts_with("{year}"));
        let of_dates = behind_number.map(|pair| pair[1]).filter(|word| !word.starts_with('{'));
        let joint = (month == day + 2).then(|| bare(pieces[day + 1]));
        let months =
            [&dates.months, &dates.months_alone].into_iter().chain(&dates.month_forms).chain(&dates.months_short);
        let scales = [&numbers.thousand, &numbers.million, &numbers.billion, &numbers.trillion, &numbers.percent_words];
        let hours: BTreeSet<String> =
            times.separators.iter().filter(|form| form.contains(is_space)).map(|form| bare(form)).collect();
        let units =
            scales.into_iter().chain(numbers.currencies.values()).chain([&times.behind, &forms.units]).flatten();
        let units = units.map(|word| bare(word)).chain(of_dates.map(bare)).chain(hours.iter().cloned());
        Self {
            narrow_before: forms.narrow_before.clone(),
            narrow_behind: forms.narrow_behind.clone(),
            months: months.flatten().map(|month| bare(month)).collect(),
            units: units.filter(|word| joint.as_ref() != Some(word)).collect(),
            joint,
            month_before_day: day == month + 1,
            numbered: numbers.labels.iter().chain(&forms.numbered).map(|word| bare(word)).collect(),
            titles: forms.titles.iter().map(|word| bare(word)).collect(),
            hours,
            group: numbers.group.chars().next().filter(|group| is_space(*group)).unwrap_or(NO_BREAK),
        }
    }

    /// `text` with those of its spaces made no-break that the language wants.
    /// No other character changes, so that the words stay what they are.
    pub fn set(&self, text: &str) -> String {
        let mut set = String::with_capacity(text.len() + 8);
        let mut rest = 0;
        for (at, space) in text.match_indices([' ', NO_BREAK]) {
            let (before, behind) = (&text[..at], &text[at + space.len()..]);
            set.push_str(&text[rest..at]);
            match space {
                " " => set.push(self.space(before, behind).unwrap_or(' ')),
                // One that was typed is as narrow as the others.
                _ => set.push(if self.is_narrow(before, behind) { NARROW_NO_BREAK } else { NO_BREAK }),
            }
            rest = at + space.len();
        }
        set.push_str(&text[rest..]);
        set
    }

    fn is_narrow(&self, before: &str, behind: &str) -> bool {
        behind.starts_with(|mark| self.narrow_before.contains(mark))
            || before.ends_with(|mark| self.narrow_behind.contains(mark))
    }

    /// The space between `before` and `behind`; `None` where a line may end.
    fn space(&self, before: &str, behind: &str) -> Option<char> {
        if self.is_narrow(before, behind) {
            return Some(NARROW_NO_BREAK);
        }
        let (last, next) = (before.chars().next_back()?, behind.chars().next()?);
        if is_space(last) || is_space(next) {
            return None;
        }
        let (head, word) = match before.rsplit_once(is_space) {
            Some((head, word)) => (head, word),
            None => ("", before),
        };
        let following = behind.split(is_space).next().unwrap_or(behind);
        if is_number(word) {
            return self.behind_number(word, following, &behind[following.len()..]);
        }
        if next.is_ascii_digit() {
            let word = bare(word);
            let minutes = self.hours.contains(&word) && head.ends_with(|c: char| c.is_ascii_digit());
            let day = self.month_before_day && self.months.contains(&word);
            return (minutes || day || self.numbered.contains(&word)).then_some(NO_BREAK);
        }
        if self.joint.as_ref().is_some_and(|joint| *joint == bare(word)) {
            let day = head.rsplit(is_space).next().unwrap_or(head);
            return (is_number(day) && self.months.contains(&bare(following))).then_some(NO_BREAK);
        }
        (next.is_uppercase() && self.titles.contains(&bare(word))).then_some(NO_BREAK)
    }

    fn behind_number(&self, number: &str, following: &str, rest: &str) -> Option<char> {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        // `1 000`: up to three digits, then three. A line with a telephone number
        // begins otherwise.
        let open = number.trim_start_matches(['(', '€', '$', '£', '−', '-']);
        let group = (1..=3).contains(&open.len()) && digits(open) == open.len() && !open.starts_with('0');
        if group && digits(following) == 3 && !following[3..].starts_with(|c: char| c.is_alphanumeric()) {
            return Some(self.group);
        }
        if following.starts_with(['%', '‰', '€', '$', '£', '°']) {
            return Some(NO_BREAK);
        }
        let word = bare(following);
        let joint = || {
            let month = rest.trim_start().split(is_space).next().unwrap_or("");
            self.joint.as_ref() == Some(&word) && self.months.contains(&bare(month))
        };
        // A year may stand before its month, and a line end between them.
        let day = || digits(open) <= 2 && self.months.contains(&word);
        (day() || self.units.contains(&word) || joint()).then_some(NO_BREAK)
    }
}

/// `15`, `15.`, `1.000`, `15-16`, `14h00`: ends with a digit, perhaps a full stop behind it.
fn is_number(word: &str) -> bool {
    let word = word.strip_suffix(['.', 'º', 'ª']).unwrap_or(word);
    word.ends_with(|c: char| c.is_ascii_digit())
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | NO_BREAK | NARROW_NO_BREAK)
}

fn bare(word: &str) -> String {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    inner.chars().map(small).map(|c| if c == '’' { '\'' } else { c }).collect()
}
