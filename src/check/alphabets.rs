//! Letters of different alphabets that look alike.

use crate::model::word::Script;

/// Latin letters beside the Cyrillic ones that nobody can tell from them.
const CYRILLIC: &[(char, char)] = &[
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('j', 'ј'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('x', 'х'),
    ('y', 'у'),
];

/// Latin letters beside the Greek ones that nobody can tell from them.
const GREEK: &[(char, char)] = &[
    ('A', 'Α'),
    ('B', 'Β'),
    ('E', 'Ε'),
    ('H', 'Η'),
    ('I', 'Ι'),
    ('K', 'Κ'),
    ('M', 'Μ'),
    ('N', 'Ν'),
    ('O', 'Ο'),
    ('P', 'Ρ'),
    ('T', 'Τ'),
    ('X', 'Χ'),
    ('Y', 'Υ'),
    ('Z', 'Ζ'),
    ('o', 'ο'),
    ('v', 'ν'),
    ('ó', 'ό'),
];

/// Latin letters beside Greek ones that are alike in many fonts. In a Latin
/// word these are letters of science: `TNFα`, `μm`.
const NEARLY_GREEK: &[(char, char)] =
    &[('a', 'α'), ('i', 'ι'), ('k', 'κ'), ('p', 'ρ'), ('t', 'τ'), ('u', 'υ'), ('x', 'χ'), ('á', 'ά'), ('í', 'ί')];

/// The letter of the alphabet `to` that looks like `letter`.
pub fn twin(letter: char, to: Script) -> Option<char> {
    let pair = |pairs: &[(char, char)], latin: bool| {
        pairs.iter().find_map(|(a, b)| {
            let (from, to) = if latin { (*b, *a) } else { (*a, *b) };
            (from == letter).then_some(to)
        })
    };
    match (Script::of(letter)?, to) {
        (Script::Cyrillic, Script::Latin) => pair(CYRILLIC, true),
        (Script::Greek, Script::Latin) => pair(GREEK, true).or_else(|| pair(NEARLY_GREEK, true)),
        // Letters that Bulgarian does not have are left out.
        (Script::Latin, Script::Cyrillic) => pair(CYRILLIC, false).filter(|twin| !"ІіЈјЅѕ".contains(*twin)),
        (Script::Latin, Script::Greek) => pair(GREEK, false).or_else(|| pair(NEARLY_GREEK, false)),
        _ => None,
    }
}

/// Whether nobody can tell the letter from its Latin twin.
pub fn is_strict_twin(letter: char) -> bool {
    CYRILLIC.iter().chain(GREEK).any(|(_, twin)| *twin == letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_of_the_alphabet_that_is_asked_for() {
        for (letter, script, right) in [
            ('о', Script::Latin, Some('o')),
            ('ο', Script::Latin, Some('o')),
            ('o', Script::Greek, Some('ο')),
            ('o', Script::Cyrillic, Some('о')),
            ('i', Script::Cyrillic, None),
            ('д', Script::Latin, None),
            ('o', Script::Latin, None),
        ] {
            assert_eq!(twin(letter, script), right, "{letter}");
        }
        for (latin, other) in CYRILLIC.iter().chain(GREEK).chain(NEARLY_GREEK) {
            assert_eq!(Script::of(*latin), Some(Script::Latin), "{latin}");
            assert_ne!(Script::of(*other), Some(Script::Latin), "{other}");
        }
    }
}
