//! The words beside numbers, as they are looked up.

use super::language::{DateForms, NumberForms};
use super::number::{Currency, Unit};
use super::word::{NO_WORDS, Word, hash, joined, phrase};

/// What a word behind a number says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The number counts so many powers of ten: 6 for `million`.
    Scale(u32),
    /// The number has this unit.
    Unit(Unit),
}

/// A word or words with a [`Meaning`], found in a text.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What it says.
    pub meaning: Meaning,
    /// Whether a full stop may follow.
    pub is_abbreviation: bool,
    /// How many words it is.
    pub words: usize,
}

/// The words beside numbers in one language.
#[derive(Debug, Clone, Default)]
pub struct NumberWords {
    /// By [`phrase`].
    entries: Vec<(u64, Entry)>,
    /// Words that may have any ending.
    stems: Vec<(String, Entry)>,
    labels: Vec<u64>,
    months: Vec<Month>,
    /// The first words of [`NumberForms::between`], with the second ones.
    between: Vec<(u64, String)>,
    /// The same of [`NumberForms::from`].
    from: Vec<(u64, String)>,
}

#[derive(Debug, Clone)]
struct Month {
    hash: u64,
    /// The letters that all its cases share, where it is long enough.
    stem: Option<String>,
    is_capitalised: bool,
}

/// The most words that an entry has.
const MOST_WORDS: usize = 3;

/// Letters that cases may change at the end of a month, and add to it.
const ENDING: usize = 2;

impl NumberWords {
    /// The words of `numbers`, and the months of `dates`.
    pub fn new(numbers: &NumberForms, dates: &DateForms) -> Self {
        let mut words = Self::default();
        let scales = [(3, &numbers.thousand), (6, &numbers.million), (9, &numbers.billion), (12, &numbers.trillion)];
        for (power, names) in scales {
            names.iter().for_each(|name| words.add(name, Meaning::Scale(power)));
        }
        for name in &numbers.percent_words {
            words.add(name, Meaning::Unit(Unit::Percent));
        }
        for (code, names) in &numbers.currencies {
            let Some(currency) = Currency::with_code(code) else { continue };
            names.iter().for_each(|name| words.add(name, Meaning::Unit(Unit::Currency(currency))));
        }
        words.entries.sort_unstable_by_key(|(phrase, _)| *phrase);
        words.labels = numbers.labels.iter().map(|label| hash(label)).collect();
        words.labels.sort_unstable();
        // Of a month of two words (`Deireadh Fómhair`) either stands beside the day.
        let months = dates.months.iter().chain(&dates.months_alone);
        let parts = months.flat_map(|name| {
            let last = name.rsplit(' ').next().filter(|last| last.len() < name.len());
            name.split(' ').next().into_iter().chain(last)
        });
        words.months = parts.map(Month::new).collect();
        let pairs = |pairs: &[[String; 2]]| pairs.iter().map(|[first, last]| (hash(first), last.clone())).collect();
        words.between = pairs(&numbers.between);
        words.from = pairs(&numbers.from);
        words
    }

    fn add(&mut self, name: &str, meaning: Meaning) {
        let is_abbreviation = name.ends_with('.');
        if let Some(stem) = name.strip_suffix('*') {
            self.stems.push((stem.to_lowercase(), Entry { meaning, is_abbreviation, words: 1 }));
        } else {
            let words = super::word::words(name).len();
            self.entries.push((phrase(name), Entry { meaning, is_abbreviation, words }));
        }
    }

    /// The longest entry that `words` of `text` begin with.
    pub fn find(&self, text: &str, words: &[Word]) -> Option<Entry> {
        let mut found = None;
        let mut so_far = NO_WORDS;
        for word in words.iter().take(MOST_WORDS) {
            so_far = joined(so_far, word.hash);
            let at = self.entries.partition_point(|(phrase, _)| *phrase < so_far);
            if let Some((phrase, entry)) = self.entries.get(at)
                && *phrase == so_far
            {
                found = Some(*entry);
            }
        }
        found.or_else(|| {
            let word = words.first().filter(|_| !self.stems.is_empty())?;
            let letters = text.get(word.start..word.end)?;
            self.stems.iter().find(|(stem, _)| begins_with(letters, stem)).map(|(_, entry)| *entry)
        })
    }

    /// Whether `word` makes the number behind it a name.
    pub fn is_label(&self, word: &Word) -> bool {
        self.labels.binary_search(&word.hash).is_ok()
    }

    /// Whether `word` of `text` is a month in any case.
    pub fn is_month(&self, text: &str, word: &Word) -> bool {
        let letters = text.get(word.start..word.end).unwrap_or("");
        self.months.iter().any(|month| {
            (month.hash == word.hash && (word.shape.is_capitalised() || !month.is_capitalised))
                || month.stem.as_deref().is_some_and(|stem| {
                    // Cheap first: most words begin with another letter.
                    letters.len() <= stem.len() + 4 * ENDING && begins_with(letters, stem)
                })
        })
    }

    /// The word that belongs between the ends of a range behind `word`, which
    /// opens ranges of any numbers: `and` for `between`.
    pub fn between(&self, word: &Word) -> Option<&str> {
        self.between.iter().find(|(first, _)| *first == word.hash).map(|(_, last)| last.as_str())
    }

    /// The same for ranges of days and years: `to` for `from`.
    pub fn from(&self, word: &Word) -> Option<&str> {
        self.from.iter().find(|(first, _)| *first == word.hash).map(|(_, last)| last.as_str())
    }
}

impl Month {
    fn new(name: &str) -> Self {
        let letters = name.chars().count();
        let is_capitalised = name.starts_with(char::is_uppercase);
        // Where months have capitals, their cases are all in the language's file.
        let has_cases = letters >= 6 && !is_capitalised;
        let stem = has_cases.then(|| name.chars().take(letters - ENDING).flat_map(char::to_lowercase).collect());
        Self { hash: hash(name), stem, is_capitalised }
    }
}

/// Whether `word`, in small letters, begins with `stem`.
fn begins_with(word: &str, stem: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    stem.chars().all(|letter| letters.next() == Some(letter))
}
