//! What the checks of running text know of a language: `[prose]` in
//! `assets/languages/<code>.toml`.

use serde::Deserialize;

use super::word_set::WordSet;

/// Words and marks of running text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProseWords {
    /// Words that nearly every sentence has and that few of the other languages
    /// share: they tell the language of a text.
    pub common_words: WordSet,
    /// Words that may stand twice running.
    pub repeatable: WordSet,
    /// What stands before a full stop that ends no sentence.
    pub abbreviations: WordSet,
    /// Marks that keep a space to the word before them.
    pub spaced_marks: String,
    /// Whether every noun has a capital.
    pub capital_nouns: bool,
    /// Words of templates: `TBC`.
    pub leftovers: WordSet,
    /// Words that open a blank in square brackets: `[name]`, `[insert quote]`.
    pub blanks: WordSet,
    /// Letters that stand for a day, a month and a year: `DD`, `MM`, `YYYY`.
    pub date_blanks: WordSet,
    /// Words beside a number of a century in Roman digits.
    pub centuries: WordSet,
    /// Words behind a number of things or an amount.
    pub counted: WordSet,
}
