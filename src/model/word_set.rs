//! A set of words that is asked for every word of a text.

use serde::Deserialize;

use super::word::{Word, hash, words};

/// Words to look for, whatever their case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordSet {
    /// A bit for some bits of each hash: most words are known to be no member
    /// without a search.
    sieve: [u64; 4],
    hashes: Vec<u64>,
}

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> Self {
        words.iter().map(String::as_str).collect()
    }
}

impl<'w> FromIterator<&'w str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        Self::of_hashes(words.into_iter().map(hash).collect())
    }
}

fn cell(hash: u64) -> usize {
    (hash >> 6 & 3) as usize
}

fn bit(hash: u64) -> u64 {
    1 << (hash & 63)
}

impl WordSet {
    /// The single words that `phrases` are made of.
    pub fn of_parts<'w>(phrases: impl IntoIterator<Item = &'w String>) -> Self {
        Self::of_hashes(phrases.into_iter().flat_map(|phrase| words(phrase)).map(|word| word.hash).collect())
    }

    fn of_hashes(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        let mut sieve = [0; 4];
        for hash in &hashes {
            sieve[cell(*hash)] |= bit(*hash);
        }
        Self { sieve, hashes }
    }

    /// Whether a word is a member.
    pub fn has(&self, word: &Word) -> bool {
        self.has_hash(word.hash)
    }

    /// Whether the word that `hash` stands for (see [`Word::hash`]) is a member.
    pub fn has_hash(&self, hash: u64) -> bool {
        self.sieve[cell(hash)] & bit(hash) != 0 && self.hashes.binary_search(&hash).is_ok()
    }

    /// Whether `word` is a member.
    pub fn has_text(&self, word: &str) -> bool {
        self.has_hash(hash(word))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    #[test]
    fn members_are_found_in_any_case() {
        let set: WordSet = ["že", "και", "the"].into_iter().collect();
        assert!(set.has_text("The") && set.has_text("ΚΑΙ") && set.has_text("Že"));
        assert!(!set.has_text("then") && !WordSet::default().has_text("the"));
    }
}
