//! In which language a text is.
//!
//! Its common words are counted first, which costs next to nothing. Only where
//! the language of the notice has too few of them, the letters are looked at;
//! and what they say counts only if the common words of that language say so
//! as well.

use std::sync::Arc;

use super::detector::{UNKNOWN, detect};
use super::{Subject, Surroundings};
use crate::model::language::Language;
use crate::model::letter::is_alphabetic;
use crate::model::passage::Passage;
use crate::model::word::{Word, words};
use crate::model::word_set::WordSet;

/// Common words of the other language that a text must have.
const FEWEST: usize = 4;

/// How many of `text_words` are in `set`.
pub fn count(text_words: &[Word], set: &WordSet) -> usize {
    text_words.iter().filter(|word| set.has(word)).count()
}

/// The text of `passage` without what it quotes.
pub fn own_text(passage: &Passage) -> String {
    if passage.in_block_quotation {
        return String::new();
    }
    let text = &passage.flat.text;
    text.char_indices().filter(|(at, _)| !passage.is_quoted(*at)).map(|(_, character)| character).collect()
}

/// The letters of `text`.
pub fn letters(text: &str) -> usize {
    text.chars().filter(|character| is_alphabetic(*character)).count()
}

/// The language of `text` where it is clearly not that of the notice.
pub fn other_language(subject: &Subject<'_>, text: &str) -> Option<Arc<Language>> {
    let found = words(text);
    let own = count(&found, &subject.language.prose.common_words);
    let codes = detect(text).into_iter().chain(UNKNOWN).filter(|code| *code != subject.language.code);
    let (language, shared) =
        codes.filter_map(|code| spoken(subject.surroundings, code, &found)).max_by_key(|(_, n)| *n)?;
    (shared >= FEWEST && shared * 20 >= found.len() && 2 * shared >= 3 * own + 2).then_some(language)
}

fn spoken(surroundings: &dyn Surroundings, code: &str, found: &[Word]) -> Option<(Arc<Language>, usize)> {
    let language = surroundings.language(code)?;
    let shared = count(found, &language.prose.common_words);
    Some((language, shared))
}
