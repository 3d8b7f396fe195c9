//! Letters of the languages of Europe, known without the tables of Unicode:
//! every check asks about every character of a text.

/// Whether `character` is a letter or a digit; as [`char::is_alphanumeric`].
pub fn is_alphanumeric(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric(),
        // Latin, Greek without its marks, Cyrillic.
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' | 'Α'..='Ρ' | 'Σ'..='ώ' | 'Ѐ'..='ҁ' => true,
        // Hard spaces, signs, dashes, quotation marks, currencies.
        '\u{80}'..='©' | '«'..='±' | '´' | '¶'..='¸' | '»' | '¿' | '×' | '÷' => false,
        '\u{2000}'..='\u{206f}' | '₠'..='₿' => false,
        _ => character.is_alphanumeric(),
    }
}

/// Whether `character` is a letter; as [`char::is_alphabetic`].
pub fn is_alphabetic(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphabetic(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' | 'Α'..='Ρ' | 'Σ'..='ώ' | 'Ѐ'..='ҁ' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => character.is_alphabetic(),
    }
}

/// The small letter of `character` where that is one character; as
/// [`char::to_lowercase`].
pub fn small(character: char) -> char {
    let moved = |by: u32| char::from_u32(u32::from(character) + by).unwrap_or(character);
    match character {
        '\0'..='\x7f' => character.to_ascii_lowercase(),
        'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => moved(32),
        'Ѐ'..='Џ' => moved(80),
        'ß'..='ÿ' | 'ά'..='ώ' | 'а'..='џ' | '\u{2000}'..='\u{206f}' => character,
        // Pairs of a capital and its small letter, the capital first; and the
        // other way round where a letter without a partner stands between.
        'Ā'..='ķ' | 'Ŋ'..='ŷ' if character != 'İ' && character != 'ı' => {
            if u32::from(character).is_multiple_of(2) { moved(1) } else { character }
        }
        'Ĺ'..='ň' | 'Ź'..='ž' => {
            if u32::from(character).is_multiple_of(2) {
                character
            } else {
                moved(1)
            }
        }
        _ => {
            let mut letters = character.to_lowercase();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => letter,
                _ => character,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_is_that_of_unicode() {
        for character in ('\0'..='\u{ffff}').chain('\u{1f000}'..='\u{1ffff}') {
            assert_eq!(is_alphanumeric(character), character.is_alphanumeric(), "{character:?}");
            assert_eq!(is_alphabetic(character), character.is_alphabetic(), "{character:?}");
            let letters: Vec<char> = character.to_lowercase().collect();
            let expected = if let [letter] = letters[..] { letter } else { character };
            assert_eq!(small(character), expected, "{character:?}");
        }
    }
}
