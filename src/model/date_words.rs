//! The words of dates and times of one language, ready to be looked up by the
//! hashes of the words of a text.

use super::language::{DateForms, TimeForms};
use super::word::{Word, words};
use super::word_set::WordSet;

/// Names that may have several parts (`Meán Fómhair`, `segunda-feira`).
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<Name>,
    /// Hash of the first part and place in `names`, sorted.
    by_first: Vec<(u64, usize)>,
    /// Hash of the last part and place in `names`, sorted.
    by_last: Vec<(u64, usize)>,
    /// A bit for the first part of each name: most words are none at all.
    first_bits: u64,
    /// The same for the last parts.
    last_bits: u64,
}

#[derive(Debug, Clone)]
struct Name {
    parts: Vec<u64>,
    value: usize,
    row: usize,
    is_short: bool,
    is_capitalised: bool,
}

/// A name in a text: the words `first..=last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameInText {
    /// Which one of its row, from 0.
    pub value: usize,
    /// The row that it stands in, see [`Names::add`].
    pub row: usize,
    /// Whether it is an abbreviation.
    pub is_short: bool,
    /// Its first word.
    pub first: usize,
    /// Its last word.
    pub last: usize,
}

impl Names {
    /// Adds a row: names in one inflection, numbered from 0.
    fn add<'n>(&mut self, row: usize, is_short: bool, names: impl IntoIterator<Item = &'n String>) {
        for (value, name) in names.into_iter().enumerate() {
            let parts = words(name);
            // A name with a capital does not mean the same without: `May`.
            let Some(last) = parts.last() else { continue };
            let is_capitalised = last.shape.is_capitalised();
            let parts: Vec<u64> = parts.iter().map(|part| part.hash).collect();
            if !self.names.iter().any(|other| other.parts == parts && other.value == value && other.row == row) {
                self.names.push(Name { parts, value, row, is_short, is_capitalised });
            }
        }
    }

    fn sorted(mut self) -> Self {
        let ends = |of: fn(&Name) -> Option<&u64>| {
            let mut ends: Vec<(u64, usize)> =
                self.names.iter().enumerate().filter_map(|(at, name)| Some((*of(name)?, at))).collect();
            ends.sort_unstable();
            ends
        };
        (self.by_first, self.by_last) = (ends(|name| name.parts.first()), ends(|name| name.parts.last()));
        let bits = |ends: &[(u64, usize)]| ends.iter().fold(0, |bits, (hash, _)| bits | bit(*hash));
        (self.first_bits, self.last_bits) = (bits(&self.by_first), bits(&self.by_last));
        self
    }

    /// Whether a name may begin with `word`: `false` is sure.
    pub fn may_start(&self, word: &Word) -> bool {
        self.first_bits & bit(word.hash) != 0
    }

    /// The longest name that begins with the word `at`.
    pub fn starting(&self, text: &str, words: &[Word], at: usize) -> Option<NameInText> {
        let word = words.get(at).filter(|word| self.may_start(word))?;
        let fitting = candidates(&self.by_first, word.hash).filter_map(|name| self.fit(name, text, words, at));
        longest(fitting)
    }

    /// The longest name that ends with the word `at`.
    pub fn ending(&self, text: &str, words: &[Word], at: usize) -> Option<NameInText> {
        let word = words.get(at).filter(|word| self.last_bits & bit(word.hash) != 0)?;
        let fitting = candidates(&self.by_last, word.hash).filter_map(|name| {
            let first = (at + 1).checked_sub(self.names.get(name)?.parts.len())?;
            self.fit(name, text, words, first)
        });
        longest(fitting)
    }

    /// The rows in which `value` is written as it is in `row`.
    pub fn rows_like(&self, value: usize, row: usize) -> impl Iterator<Item = usize> + '_ {
        let own = self.names.iter().find(|name| name.row == row && name.value == value);
        let like = move |name: &&Name| {
            name.value == value && own.is_some_and(|own| own.parts == name.parts && own.is_short == name.is_short)
        };
        self.names.iter().filter(like).map(|name| name.row)
    }

    fn fit(&self, name: usize, text: &str, words: &[Word], first: usize) -> Option<NameInText> {
        let name = self.names.get(name)?;
        let last = first + name.parts.len() - 1;
        let found = words.get(first..=last)?;
        let fits = found.iter().zip(&name.parts).all(|(word, part)| word.hash == *part)
            && found.windows(2).all(|pair| {
                let gap = text.get(pair[0].end..pair[1].start).unwrap_or("");
                gap.len() <= 4
                    && gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2011}' | '.' | '’' | '\''))
            })
            && (!name.is_capitalised || words[last].shape.is_capitalised());
        let &Name { value, row, is_short, .. } = name;
        fits.then_some(NameInText { value, row, is_short, first, last })
    }
}

fn bit(hash: u64) -> u64 {
    1 << (hash % 64)
}

fn candidates(ends: &[(u64, usize)], hash: u64) -> impl Iterator<Item = usize> + '_ {
    let from = ends.partition_point(|(other, _)| *other < hash);
    ends[from..].iter().take_while(move |(other, _)| *other == hash).map(|(_, name)| *name)
}

/// Of names that are equally long the first one.
fn longest(names: impl Iterator<Item = NameInText>) -> Option<NameInText> {
    names.reduce(|best, other| if other.last - other.first > best.last - best.first { other } else { best })
}

/// See [`DateForms`] and [`TimeForms`]: the same, ready to be looked up.
#[derive(Debug, Clone, Default)]
pub struct DateWords {
    /// Months, January as 0. The row is of no meaning.
    pub months: Names,
    /// Weekdays, Monday as 0; the rows are those of [`DateForms::weekday_row`].
    pub weekdays: Names,
    /// [`DateForms::from`]
    pub from: WordSet,
    /// [`DateForms::to`]
    pub to: WordSet,
    /// [`DateForms::and`]
    pub and: WordSet,
    /// [`DateForms::particles`]
    pub particles: WordSet,
    /// [`DateForms::on`]
    pub on: WordSet,
    /// [`DateForms::limits`]
    pub limits: WordSet,
    /// Whether a full stop follows the day: `15. oktober`.
    pub is_dotted: bool,
    /// Whether the year comes first: `2018. október 15.`
    pub year_first: bool,
    /// Whether the day follows the month.
    pub month_first: bool,
    /// Whether it may do so beside the usual order.
    pub also_month_first: bool,
    /// [`TimeForms::before`]
    pub before_time: WordSet,
    /// [`TimeForms::behind`]
    pub behind_time: WordSet,
    /// [`TimeForms::midnight`]
    pub midnight: Names,
    /// [`TimeForms::noon`]
    pub noon: Names,
    /// [`TimeForms::morning`] as 0, [`TimeForms::afternoon`] as 1.
    pub halves: Names,
}

impl DateWords {
    /// The words of these forms.
    pub fn new(dates: &DateForms, times: &TimeForms) -> Self {
        let mut months = Names::default();
        months.add(0, false, &dates.months);
        months.add(1, false, &dates.months_alone);
        dates.month_forms.iter().enumerate().for_each(|(at, row)| months.add(at + 2, false, row));
        dates.months_short.iter().enumerate().for_each(|(at, row)| months.add(at + 100, true, row));
        let mut weekdays = Names::default();
        for (at, (row, is_short)) in dates.weekday_rows().enumerate() {
            weekdays.add(at, is_short, row);
        }
        let (mut midnight, mut noon, mut halves) = (Names::default(), Names::default(), Names::default());
        midnight.add(0, false, &times.midnight);
        noon.add(0, false, &times.noon);
        // Each spelling is a row of its own, since the value says which half it is.
        let empty = String::new();
        for (at, name) in times.morning.iter().enumerate() {
            halves.add(at, true, [name]);
        }
        for (at, name) in times.afternoon.iter().enumerate() {
            halves.add(at, true, [&empty, name]);
        }
        let place = |form: &str, part: &str| form.find(part).unwrap_or(0);
        let comes_first = |a: &str, b: &str| place(&dates.long, a) < place(&dates.long, b);
        Self {
            months: months.sorted(),
            weekdays: weekdays.sorted(),
            from: WordSet::of_parts(&dates.from),
            to: WordSet::of_parts(&dates.to),
            and: WordSet::of_parts(&dates.and),
            particles: WordSet::of_parts(&dates.particles),
            on: WordSet::of_parts(&dates.on),
            limits: WordSet::of_parts(&dates.limits),
            is_dotted: dates.long.contains("{day}."),
            year_first: comes_first("{year}", "{month}"),
            month_first: comes_first("{month}", "{day}"),
            also_month_first: dates.also.iter().any(|form| place(form, "{month}") < place(form, "{day}")),
            before_time: WordSet::of_parts(&times.before),
            behind_time: WordSet::of_parts(&times.behind),
            midnight: midnight.sorted(),
            noon: noon.sorted(),
            halves: halves.sorted(),
        }
    }
}
