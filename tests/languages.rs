//! The 24 languages and those beside them: complete, alike, and right where they
//! can be checked.

mod cldr;
mod forms;
mod labels;
mod spacing;
mod versions;

use jiff::civil::date;
use pressdoc::catalog::Catalog;
use pressdoc::model::label::folded;

const OFFICIAL: [&str; 24] = [
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl",
    "pt", "ro", "sk", "sl", "sv",
];

/// Languages of other press offices.
const OTHERS: [&str; 1] = ["ar"];

fn all() -> impl Iterator<Item = &'static str> {
    OFFICIAL.into_iter().chain(OTHERS)
}

#[test]
fn all_official_languages_are_here_and_have_the_same_entries() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    let mut expected: Vec<&str> = all().collect();
    expected.sort_unstable();
    assert_eq!(catalog.languages().expect("a list"), expected);
    let english = catalog.language("en").expect("a file").expect("English");
    for code in all() {
        let language = catalog.language(code).unwrap_or_else(|error| panic!("{error}")).expect("a language");
        assert_eq!(language.code, code);
        assert_eq!(language.dates.months.len(), 12, "{code}");
        assert_eq!(language.dates.months_alone.len(), 12, "{code}");
        assert_eq!(language.dates.weekdays.len(), 7, "{code}");
        let dates = &language.dates;
        assert!(dates.weekday_rows().all(|(row, _)| row.len() == 7), "{code}");
        assert!(dates.month_forms.iter().chain(&dates.months_short).all(|row| row.len() == 12), "{code}");
        let words = [&dates.from, &dates.to, &dates.and, &dates.particles, &language.times.midnight];
        assert!(words.iter().all(|words| !words.is_empty()), "{code}: words around dates and times");
        assert!(language.sections.keys().eq(english.sections.keys()), "{code}: sections");
        assert!(language.kinds.keys().eq(english.kinds.keys()), "{code}: kinds");
        assert!(language.interface.keys().eq(english.interface.keys()), "{code}: interface");
        let prose = &language.prose;
        assert!((20..=30).contains(&prose.common_words.len()), "{code}: {} common words", prose.common_words.len());
        assert!(prose.abbreviations.len() > 10 && !prose.repeatable.is_empty(), "{code}: words of prose");
        assert!(!prose.leftovers.is_empty() && prose.blanks.len() > 8 && !prose.centuries.is_empty(), "{code}: blanks");
        assert!(prose.date_blanks.len() == 3 && !prose.counted.is_empty(), "{code}: numbers");
        for word in language.people.desk.iter().chain(&language.people.former) {
            assert_eq!(*word, word.to_lowercase(), "{code}: in small letters");
        }
        assert!(!language.people.desk.is_empty() && !language.people.former.is_empty(), "{code}: people");
        assert!(
            language.events.tentative.iter().any(|word| word != "tbc") && !language.events.cancelled.is_empty(),
            "{code}: events"
        );
        for (key, word) in &language.interface {
            assert!(!word.trim().is_empty(), "{code}: {key}");
        }
        for (key, section) in &language.sections {
            assert!(["found", "recalled", "own"].contains(&section.source.as_str()), "{code}: {key}");
            for label in section.aliases.iter().chain([&section.label]) {
                assert_eq!(language.section_key(label), Some(key.as_str()), "{code}: {label} belongs to one section");
                assert!(language.section_key(&format!("{}:", label.to_uppercase())).is_some(), "{code}: {label}");
            }
        }
        assert!(language.kinds.values().all(|kind| !folded(&kind.label).is_empty()), "{code}");
    }
}

#[test]
fn dates_are_written_as_the_institutions_write_them() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    let day = date(2018, 10, 15);
    for (code, dateline) in [
        ("en", "X, 15 October 2018"),
        ("fr", "X, le 15 octobre 2018"),
        ("de", "X, 15. Oktober 2018"),
        ("es", "X, 15 de octubre de 2018"),
        ("pl", "X, 15 października 2018 r."),
        ("bg", "X, 15 октомври 2018 г."),
        ("el", "X, 15 Οκτωβρίου 2018"),
        ("hu", "X, 2018. október 15."),
        ("lt", "X, 2018 m. spalio 15 d."),
        ("lv", "X, 2018. gada 15. oktobris"),
        ("da", "X, den 15. oktober 2018"),
        ("fi", "X 15. lokakuuta 2018"),
        ("sv", "X den 15 oktober 2018"),
        ("sl", "X, 15. oktobra 2018"),
        ("mt", "X, 15 ta’ Ottubru 2018"),
        ("ar", "X، 15 أكتوبر 2018"),
    ] {
        let language = catalog.language(code).expect("a file").expect("a language");
        assert_eq!(language.dateline("X", day), dateline, "{code}");
    }
    let english = catalog.language("en").expect("a file").expect("English");
    assert_eq!(english.weekday_date(day), "Monday 15 October 2018");
}

#[test]
fn what_a_language_writes_it_reads_again() {
    let reader = crate::parsing::Reader::new();
    for code in all() {
        let language = reader.language(code);
        for day in [date(2018, 10, 15), date(2019, 3, 1), date(2024, 2, 29), date(2026, 5, 23)] {
            for written in [language.date(day), language.weekday_date(day)] {
                let (_, notice) = reader.parse(&format!("# H\n\n## X\n\nA {written}.\n"), "ec", code);
                let found: Vec<_> = notice.dates.iter().map(|mention| mention.date).collect();
                assert_eq!(found, [day], "{code}: {written}");
                let with_weekday = written == language.weekday_date(day);
                let weekday = notice.dates[0].weekday.as_ref().map(|weekday| weekday.value);
                assert_eq!(weekday, with_weekday.then(|| day.weekday()), "{code}: {written}");
            }
        }
    }
}
