//! Names compared as people compare them.

use super::Subject;
use crate::model::contact::Person;

/// `name` in small Latin letters without accents, words in order of writing
/// with single spaces: `Zdzisława ŁĄCKA` is `zdzislawa lacka`.
pub fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '.')).filter(|word| !word.is_empty())
    {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for letter in word.chars().flat_map(char::to_lowercase) {
            push_plain(letter, &mut folded);
        }
    }
    folded
}

/// [`folded`], with the words in the order of the alphabet: equal for the same
/// name whatever the order of its words.
pub fn sorted(name: &str) -> String {
    let folded = folded(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether two names are the same whatever the order of their words.
pub fn is_same(one: &str, other: &str) -> bool {
    sorted(one) == sorted(other)
}

/// As mail addresses often have it: `ü` as `ue`.
pub fn spelt_out(name: &str) -> String {
    name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('å', "aa").replace('ø', "oe")
}

fn push_plain(letter: char, plain: &mut String) {
    let base = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ß' => return plain.push_str("ss"),
        'æ' => return plain.push_str("ae"),
        'œ' => return plain.push_str("oe"),
        'ς' => 'σ',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        '\u{300}'..='\u{36f}' | '\'' | '’' => return,
        other => other,
    };
    plain.push(base);
}

/// `word` in capitals, as names are written: Greek without its accents.
pub fn in_capitals(word: &str) -> String {
    let upper = word.to_uppercase();
    let plain = upper.chars().map(|letter| match letter {
        'Ά' => 'Α',
        'Έ' => 'Ε',
        'Ή' => 'Η',
        'Ί' => 'Ι',
        'Ό' => 'Ο',
        'Ύ' => 'Υ',
        'Ώ' => 'Ω',
        other => other,
    });
    plain.collect()
}

/// Words that belong to the family name behind them.
const PARTICLES: [&str; 29] = [
    "af", "av", "d", "da", "das", "de", "del", "della", "delle", "den", "der", "des", "di", "do", "dos", "du", "e",
    "el", "i", "la", "le", "op", "ten", "ter", "til", "van", "von", "y", "zu",
];

impl Subject<'_> {
    /// Whether a contact is a person and no office, as far as the name shows:
    /// two to five words that begin with capitals, none of which is a desk's.
    pub(super) fn is_person(&self, person: &Person) -> bool {
        let words: Vec<&str> = person.name.split(' ').collect();
        let is_name = |word: &&str| {
            let starts = word.chars().next().is_some_and(char::is_uppercase);
            let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '‑' | '\'' | '’' | '.'));
            letters && (starts || is_particle(word))
        };
        let is_desk = |word: &&str| {
            let word = word.to_lowercase();
            self.language.people.desk.iter().any(|part| word.contains(part.as_str()))
        };
        (2..=5).contains(&words.len())
            && words.iter().all(is_name)
            && !words.iter().any(is_desk)
            && !self.house.style.is_named(&person.name)
    }
}

/// Whether `word` is one of those that open a family name: `van`, `de`.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_with_and_without_accents_and_in_any_order() {
        assert_eq!(folded("Zdzisława  ŁĄCKA-Großmann"), "zdzislawa lacka grossmann");
        assert!(is_same("Čapek Karel", "Karel ČAPEK"));
        assert!(!is_same("Karel Čapek", "Josef Čapek"));
        assert_eq!(folded("Άννα Ψαρρά"), folded("ΑΝΝΑ ΨΑΡΡΑ"));
    }

    #[test]
    fn greek_capitals_have_no_accents() {
        assert_eq!(in_capitals("Παπαδόπουλος"), "ΠΑΠΑΔΟΠΟΥΛΟΣ");
        assert_eq!(in_capitals("Jourová"), "JOUROVÁ");
    }
}
