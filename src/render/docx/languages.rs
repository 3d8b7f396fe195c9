//! Languages as Word knows them.

/// The language with its country, as Word's dictionaries are called; any other
/// code as it is.
pub fn tag(code: &str) -> &str {
    match code {
        "ar" => "ar-SA",
        "bg" => "bg-BG",
        "cs" => "cs-CZ",
        "da" => "da-DK",
        "de" => "de-DE",
        "el" => "el-GR",
        "en" => "en-GB",
        "es" => "es-ES",
        "et" => "et-EE",
        "fi" => "fi-FI",
        "fr" => "fr-FR",
        "ga" => "ga-IE",
        "he" => "he-IL",
        "hr" => "hr-HR",
        "hu" => "hu-HU",
        "it" => "it-IT",
        "lt" => "lt-LT",
        "lv" => "lv-LV",
        "mt" => "mt-MT",
        "nl" => "nl-NL",
        "pl" => "pl-PL",
        "pt" => "pt-PT",
        "ro" => "ro-RO",
        "sk" => "sk-SK",
        "sl" => "sl-SI",
        "sv" => "sv-SE",
        "uk" => "uk-UA",
        other => other,
    }
}

/// Whether the words of a language run to the left.
pub fn is_right_to_left(code: &str) -> bool {
    matches!(code, "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi")
}

/// The text in pieces of one direction, each with whether it runs to the left.
/// What has no direction of its own goes with its neighbours, or else with the
/// words around.
pub fn runs(text: &str, right_to_left: bool) -> Vec<(&str, bool)> {
    if !right_to_left && text.chars().all(|character| character < '\u{590}') {
        return vec![(text, false)];
    }
    let mut runs: Vec<(&str, bool)> = Vec::new();
    let mut from = 0;
    // The direction of the run so far, and where the last character with a
    // direction of its own ended.
    let mut current = right_to_left;
    let mut strong_end = 0;
    for (at, character) in text.char_indices() {
        let Some(own) = direction(character) else { continue };
        if own != current {
            // Between the two, the direction of the words around.
            let border = if current == right_to_left { at } else { strong_end };
            if border > from {
                runs.push((&text[from..border], current));
                from = border;
            }
            current = own;
        }
        strong_end = at + character.len_utf8();
    }
    let border = if current == right_to_left { text.len() } else { strong_end };
    if border > from {
        runs.push((&text[from..border], current));
    }
    if border < text.len() {
        runs.push((&text[border..], right_to_left));
    }
    runs
}

/// Whether a letter runs to the left; none for digits, signs and spaces.
fn direction(character: char) -> Option<bool> {
    let to_the_left = matches!(character,
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{1E800}'..='\u{1EFFF}');
    if to_the_left && (character.is_alphabetic() || character == '\u{200F}') {
        return Some(true);
    }
    (character.is_alphabetic() && !to_the_left).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn words_of_each_direction_stand_apart() {
        assert_eq!(runs("a b 12", false), [("a b 12", false)]);
        assert_eq!(runs("see مكتبة now", false), [("see ", false), ("مكتبة", true), (" now", false)]);
        assert_eq!(runs("في 12 مساء", true), [("في 12 مساء", true)]);
        assert_eq!(runs("في press office، 12", true), [("في ", true), ("press office", false), ("، 12", true)]);
        assert_eq!(runs("12", true), [("12", true)]);
        assert_eq!(runs("", true), []);
        for text in ["", " ", "aاbب 1", "ا a", "a ا"] {
            for base in [false, true] {
                assert_eq!(runs(text, base).iter().map(|(piece, _)| *piece).collect::<String>(), text);
            }
        }
    }
}
