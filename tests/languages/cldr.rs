//! Dates and names against CLDR (`cldr.json`, written by `cldr.mjs`), with every
//! difference that the style guides want.

use std::collections::BTreeSet;

use jiff::civil::date;
use pressdoc::catalog::Catalog;
use serde_json::Value;

use super::all;
use crate::support::workspace::project;

/// Language, entry, why it is not as in CLDR.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    ("ar", "weekday_long", "no comma behind the weekday, as in the notices of the Union's offices"),
    ("el", "months_alone", "CLDR's form of a month alone takes the genitive; a month alone is a nominative"),
    ("en", "weekday_long", "the English of the Union has no comma behind the weekday: `Monday 15 October 2018`"),
    ("pl", "long", "Polish closes a date with `r.`: `Strasburg, 4 lipca 2017 r.`"),
    ("pl", "weekday_long", "as `long`"),
    ("sl", "months", "the month is in the genitive: `15. septembra 2006` in the Interinstitutional Style Guide, 10.5"),
    ("sl", "long", "as `months`"),
    ("sl", "weekday_long", "as `months`"),
];

#[test]
fn dates_differ_from_cldr_only_where_the_style_guides_do() {
    let file = std::fs::read_to_string(project().join("tests/languages/cldr.json")).expect("the data of CLDR");
    let cldr: Value = serde_json::from_str(&file).expect("JSON");
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    let mut found = BTreeSet::new();
    let mut told = Vec::new();
    for code in all() {
        let language = catalog.language(code).expect("a file").expect("a language");
        let day = date(2018, 10, 15);
        let ours: [(&str, Vec<String>); 5] = [
            ("months", language.dates.months.clone()),
            ("months_alone", language.dates.months_alone.clone()),
            ("weekdays", language.dates.weekdays.clone()),
            ("long", vec![language.date(day)]),
            ("weekday_long", vec![language.weekday_date(day)]),
        ];
        for (entry, own) in ours {
            let theirs: Vec<String> = match &cldr["languages"][code][entry] {
                Value::Array(names) => names.iter().filter_map(Value::as_str).map(single_spaces).collect(),
                one => one.as_str().map(single_spaces).into_iter().collect(),
            };
            assert!(!theirs.is_empty(), "{code}: CLDR has no {entry}: run cldr.mjs");
            let own: Vec<String> = own.iter().map(|name| single_spaces(name)).collect();
            if own != theirs {
                found.insert((code, entry));
                told.push(format!("{code} {entry}: {own:?}, in CLDR {theirs:?}"));
            }
        }
    }
    let expected: BTreeSet<(&str, &str)> = DIFFERENCES.iter().map(|(code, entry, _)| (*code, *entry)).collect();
    assert_eq!(found, expected, "\n{}", told.join("\n"));
}

/// How wide a space is, `[spacing]` says.
fn single_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
