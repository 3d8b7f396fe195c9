//! No label of one language is forgotten in another.

use pressdoc::catalog::Catalog;
use pressdoc::model::language::Language;

use super::all;

/// Words that are right and yet those of English.
const SHARED: &[(&str, &str)] = &[
    ("da", "Links"),
    ("da", "Reference"),
    ("de", "Links"),
    ("de", "April"),
    ("de", "August"),
    ("de", "September"),
    ("de", "November"),
    ("es", "Agenda"),
    ("fr", "Agenda"),
    ("it", "Agenda"),
    ("mt", "April"),
    ("mt", "Links"),
    ("nl", "Agenda"),
    ("nl", "Links"),
    ("pt", "Agenda"),
    ("ro", "Agenda"),
    ("ro", "Calendar"),
];

/// Every word that stands in a finished document, with its place in the file.
fn words(language: &Language) -> Vec<(String, &str)> {
    let dates = &language.dates;
    let mut words: Vec<(String, &str)> = Vec::new();
    let lists = [("months", &dates.months), ("months_alone", &dates.months_alone), ("weekdays", &dates.weekdays)];
    for (name, list) in lists {
        words.extend(list.iter().enumerate().map(|(at, word)| (format!("{name}.{at}"), word.as_str())));
    }
    words.extend(language.sections.iter().map(|(key, section)| (format!("sections.{key}"), section.label.as_str())));
    words.extend(language.kinds.iter().map(|(key, kind)| (format!("kinds.{key}"), kind.label.as_str())));
    let interface = language.interface.iter().filter(|(key, _)| *key != "source");
    words.extend(interface.map(|(key, word)| (format!("interface.{key}"), word.as_str())));
    words
}

#[test]
fn every_word_is_there_and_none_is_left_in_english() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    let english = catalog.language("en").expect("a file").expect("English");
    let mut shared: Vec<(&str, String)> = Vec::new();
    for code in all().filter(|code| *code != "en") {
        let language = catalog.language(code).expect("a file").expect("a language");
        let (own, others) = (words(&language), words(&english));
        assert_eq!(own.len(), others.len(), "{code}");
        for ((place, word), (_, other)) in own.iter().zip(&others) {
            assert!(word.chars().any(char::is_alphabetic), "{code}: {place} is empty");
            // A form of places alone has no word in it.
            let is_form = place == "interface.date_and_time";
            if word == other && !is_form && !shared.contains(&(code, (*word).to_owned())) {
                shared.push((code, (*word).to_owned()));
            }
        }
        for place in ["{page}", "{pages}"] {
            assert!(language.interface("page_of").contains(place), "{code}: {place}");
        }
        assert!(language.interface("embargo").contains("{time}"), "{code}");
        for place in ["{date}", "{time}", "{zone}"] {
            assert!(language.interface("date_and_time").contains(place), "{code}: {place}");
        }
    }
    shared.sort();
    let mut expected: Vec<(&str, String)> = SHARED.iter().map(|(code, word)| (*code, (*word).to_owned())).collect();
    expected.sort();
    assert_eq!(shared, expected);
}

/// Protocol order: the order of the names in the languages themselves
/// (Interinstitutional Style Guide, 7.2.1). Others go where their name would.
#[test]
fn lists_of_languages_are_in_protocol_order() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    let mut languages: Vec<Language> =
        all().map(|code| catalog.language(code).expect("a file").expect("a language")).collect();
    languages.sort_by_key(Language::place_in_lists);
    let codes: Vec<&str> = languages.iter().map(|language| language.code.as_str()).collect();
    assert_eq!(codes.join(" "), "ar bg es cs da de et el en fr ga hr it lv lt hu mt nl pl pt ro sk sl fi sv");
}
