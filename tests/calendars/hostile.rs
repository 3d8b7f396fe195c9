//! Whatever a text says, an entry stays one entry.

use proptest::prelude::*;

use crate::support::hostile::{press, sheet, text};
use pressdoc::read_back::calendar::{Component, calendar};

fn shape(component: &Component) -> Vec<String> {
    let mut names: Vec<String> = component.properties.iter().map(|property| property.name.clone()).collect();
    for inside in &component.components {
        names.push(format!("BEGIN:{}", inside.name));
        names.extend(shape(inside));
    }
    names
}

/// Words, as a reader of an entry sees them: control characters are none.
fn words(text: &str) -> Vec<String> {
    let shown: String = text.chars().filter(|character| character.is_whitespace() || !character.is_control()).collect();
    shown.split_whitespace().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn no_text_becomes_a_line_of_its_own(text in text()) {
        let press = press("ics");
        let harmless = calendar(&press.print(&sheet("harmless")).expect("a calendar")).expect("a calendar");
        let bytes = press.print(&sheet(&text)).expect("a calendar");
        let read = calendar(&bytes).map_err(|fault| TestCaseError::fail(fault.to_string()))?;
        prop_assert_eq!(shape(&read), shape(&harmless));
        let entry = read.all("VEVENT").next().expect("an entry");
        prop_assert_eq!(words(&entry.text("SUMMARY")), words(&text));
        prop_assert_eq!(words(&entry.text("LOCATION")), words(&text));
        prop_assert_eq!(&press.print(&sheet(&text)).expect("a calendar"), &bytes);
    }
}
