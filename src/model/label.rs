//! Labels and names as they are compared: by their letters.

use std::collections::BTreeMap;

use super::letter::small;
use super::word::first_hash;

/// Labels of sections with their keys, ready to be looked up.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    keys: BTreeMap<String, String>,
    /// The first words: most texts begin with another one.
    first: Vec<u64>,
}

impl Labels {
    /// These labels with their keys.
    pub fn new<'l>(labels: impl IntoIterator<Item = (&'l String, &'l String)>) -> Self {
        let mut all = Self::default();
        for (label, key) in labels {
            all.first.extend(first_hash(label));
            all.keys.insert(folded(label), key.clone());
        }
        all.first.sort_unstable();
        all
    }

    /// The key of the label that `text` is; the letters are compared, not their
    /// case, nor a colon at the end.
    pub fn key(&self, text: &str) -> Option<&str> {
        let first = first_hash(text)?;
        self.first.binary_search(&first).ok()?;
        self.keys.get(&folded(text)).map(String::as_str)
    }
}

/// Whether `text` is one of `names`, compared as labels are.
pub fn is_one_of<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> bool {
    let letters = |text: &str| text.trim().chars().count();
    let (wanted, count) = (folded(text), letters(text));
    names.into_iter().any(|name| letters(name) == count && folded(name) == wanted)
}

/// `text` as it is compared with labels: lower case, single spaces, without a
/// closing colon and with one kind of apostrophe.
pub fn folded(text: &str) -> String {
    let text = text.trim().trim_end_matches([':', '：']).trim_end();
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let letters = word.chars().map(small).map(|letter| match letter {
            '’' => '\'',
            // Capitals do not tell which sigma it was.
            'ς' => 'σ',
            other => other,
        });
        folded.extend(letters);
    }
    folded
}
