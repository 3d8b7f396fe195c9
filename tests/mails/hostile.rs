//! Whatever a text says, a mail stays one mail with the headers it has.

use proptest::prelude::*;

use crate::support::hostile::{press, sheet, text};
use pressdoc::read_back::html::HtmlText;
use pressdoc::read_back::mail::Mail;

/// Words, as a header shows them: control characters end one.
fn words(text: &str) -> Vec<&str> {
    let words = text.split(|character: char| character.is_whitespace() || character.is_control());
    words.filter(|word| !word.is_empty()).collect()
}

fn shape(page: &HtmlText) -> Vec<String> {
    let line = |name: &str, attributes: Vec<&String>| format!("{name} {attributes:?}");
    page.elements.iter().map(|element| line(&element.name, element.attributes.keys().collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_text_becomes_a_header_a_part_or_an_element(text in text()) {
        let press = press("eml");
        let harmless = Mail::read(&press.print(&sheet("harmless")).expect("a mail")).expect("a mail");
        let bytes = press.print(&sheet(&text)).expect("a mail");
        let mail = Mail::read(&bytes).map_err(|fault| TestCaseError::fail(fault.to_string()))?;
        prop_assert_eq!(mail.names(), harmless.names());
        prop_assert_eq!(&mail.structure, &harmless.structure);
        prop_assert_eq!(mail.attachments.len(), 1);
        prop_assert!(mail.calendar().expect("a calendar").is_some());
        let subject = format!("{text} – {text}");
        let shown = mail.header("Subject").expect("a subject");
        prop_assert_eq!(words(shown), words(&subject).into_iter().filter(|word| *word != "–" || !words(&text).is_empty()).collect::<Vec<_>>());
        let page = HtmlText::read(mail.page.as_bytes()).expect("a page");
        prop_assert_eq!(shape(&page), shape(&HtmlText::read(harmless.page.as_bytes()).expect("a page")));
        let is_shown = |character: &char| character.is_whitespace() || !character.is_control();
        let shown: String = text.chars().filter(is_shown).collect();
        prop_assert!(page.title.split_whitespace().eq(shown.split_whitespace()), "{:?}", page.title);
        prop_assert_eq!(page.faults, Vec::<String>::new());
        prop_assert_eq!(&press.print(&sheet(&text)).expect("a mail"), &bytes);
    }
}
