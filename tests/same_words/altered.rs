//! Whatever word is another than in the sheet, reading back finds it, in every
//! form; and whatever the bytes are, it gives an answer.

use pressdoc::model::sheet::{Sheet, SheetBlock, SheetInline};
use pressdoc::read_back::{Mismatch, compare, forms};
use proptest::prelude::*;
use proptest::sample::Index;

use super::{Rendered, all};

/// Which notices are altered: one with a text of every kind, one with an event.
const NOTICES: [&str; 2] = ["tests/notices/words.md", "releases/AGENDA/18/5869/en.md"];

/// Places of a notice in which something is altered.
const PLACES: usize = 14;

fn notices() -> impl Iterator<Item = &'static Rendered> {
    let notices = NOTICES.map(|name| all().iter().find(|notice| notice.name == name).expect("a notice"));
    notices.into_iter()
}

/// Every text of a sheet that a reader sees, in its order.
fn texts(sheet: &mut Sheet) -> Vec<&mut String> {
    let mut found = vec![&mut sheet.masthead];
    found.extend(&mut sheet.place_date);
    found.extend(&mut sheet.embargo);
    found.extend(sheet.withdrawal.iter_mut().chain(&mut sheet.corrections).map(|change| &mut change.line));
    inlines(&mut sheet.headline, &mut found);
    for section in &mut sheet.sections {
        found.extend(&mut section.label);
        blocks(&mut section.blocks, &mut found);
    }
    found.extend(&mut sheet.end_mark);
    found
}

fn blocks<'s>(from: &'s mut [SheetBlock], found: &mut Vec<&'s mut String>) {
    for block in from {
        match block {
            SheetBlock::Paragraph { children }
            | SheetBlock::Heading { children, .. }
            | SheetBlock::ContactLine { children } => inlines(children, found),
            SheetBlock::List { items, .. } | SheetBlock::Notes { items } => {
                items.iter_mut().for_each(|item| blocks(item, found));
            }
            SheetBlock::Quote { blocks: quoted, attribution } => {
                blocks(quoted, found);
                attribution.iter_mut().for_each(|attribution| inlines(attribution, found));
            }
            SheetBlock::Table { header, rows, .. } => {
                header.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| inlines(cell, found));
            }
            SheetBlock::Figure { caption, .. } => inlines(caption, found),
            SheetBlock::Preformatted { text } => found.push(text),
            SheetBlock::Contents { entries } => found.extend(entries.iter_mut().map(|entry| &mut entry.label)),
            SheetBlock::Contacts { items } => {
                for contact in items {
                    found.push(&mut contact.name);
                    found.extend(&mut contact.organisation);
                    for way in contact.phones.iter_mut().chain(&mut contact.emails) {
                        found.extend(&mut way.label);
                        found.push(&mut way.text);
                    }
                }
            }
            SheetBlock::Separator => {}
        }
    }
}

fn inlines<'s>(from: &'s mut [SheetInline], found: &mut Vec<&'s mut String>) {
    for inline in from {
        match inline {
            SheetInline::Text { text } | SheetInline::Code { text } => found.push(text),
            SheetInline::Strong { children }
            | SheetInline::Emphasis { children }
            | SheetInline::Link { children, .. } => inlines(children, found),
            SheetInline::NoteMark { .. } | SheetInline::Break => {}
        }
    }
}

/// Makes other words of the words of a text.
type Change = fn(&[&str]) -> Vec<String>;

/// What becomes of a text: its name, and the words.
const CHANGES: [(&str, Change); 4] = [
    ("a changed word", |words| {
        let mut words = owned(words);
        let at = words.len() / 2;
        words[at].push('x');
        words
    }),
    ("a lost word", |words| {
        let mut words = owned(words);
        words.remove(words.len() / 2);
        words
    }),
    ("an added word", |words| {
        let mut words = owned(words);
        words.insert(words.len() / 2, "notwithstanding".to_owned());
        words
    }),
    ("swapped words", |words| {
        let mut words = owned(words);
        words.rotate_left(1);
        words
    }),
];

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The sheet with one text altered; `None` where that changes nothing.
fn altered(sheet: &Sheet, place: usize, change: Change) -> Option<Sheet> {
    let mut other = sheet.clone();
    let text = texts(&mut other).into_iter().nth(place)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return None;
    }
    *text = change(&words).join(" ");
    (other.reading_text() != sheet.reading_text()).then_some(other)
}

#[test]
fn a_changed_a_lost_an_added_and_a_swapped_word_are_found_in_every_form() {
    let mut found = std::collections::BTreeMap::new();
    for notice in notices() {
        let count = texts(&mut notice.sheet.clone()).len();
        let places = (0..count).step_by((count / PLACES).max(1)).chain([1, 2, count - 1]);
        for (place, (what, change)) in places.flat_map(|place| CHANGES.map(|change| (place, change))) {
            let Some(other) = altered(&notice.sheet, place, change) else { continue };
            for (form, bytes) in &notice.forms {
                let answer = compare(form, bytes, &other);
                assert!(
                    matches!(answer, Err(Mismatch::Words { .. })),
                    "{}: {what} in text {place} is not found in the {form}: {answer:?}",
                    notice.name
                );
                *found.entry((*form, what)).or_insert(0) += 1;
            }
        }
    }
    let made = all().iter().flat_map(|notice| notice.forms.keys()).collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!(found.len(), made * CHANGES.len(), "every form, every change: {found:?}");
    assert!(found.values().all(|times| *times >= 5), "{found:?}");
}

#[test]
fn a_difference_is_told_with_the_words_around_it() {
    let notice = notices().nth(1).expect("a notice");
    let mut sheet = notice.sheet.clone();
    sheet.sections[0].label = Some("Forecast".to_owned());
    let told = compare("txt", notice.form("txt"), &sheet).expect_err("another label").to_string();
    let label = notice.sheet.sections[0].label.as_deref().expect("a label");
    assert!(told.starts_with("the txt says other words after “"), "{told}");
    assert!(told.ends_with(&format!("the sheet has `Forecast`, the txt has `{label}`")), "{told}");
}

#[test]
fn what_a_calendar_says_of_an_event_is_compared() {
    let notice = notices().nth(1).expect("a notice");
    type Alteration = fn(&mut Sheet);
    let alterations: [(&str, Alteration); 5] = [
        ("title", |sheet| sheet.events[0].title.push_str(" again")),
        ("place", |sheet| sheet.events[0].place = Some("Elsewhere".to_owned())),
        ("another time", |sheet| sheet.events[0].sittings[0].starts = "2018-10-15T14:01:00+02:00".to_owned()),
        ("another time", |sheet| sheet.events[0].sittings[0].ends = None),
        ("sittings", |sheet| sheet.events[0].sittings.truncate(1)),
    ];
    for form in notice.forms.keys().filter(|form| ["ics", "eml"].contains(form)) {
        for (what, alter) in alterations {
            let mut other = notice.sheet.clone();
            alter(&mut other);
            let told = compare(form, notice.form(form), &other).expect_err(what).to_string();
            assert!(told.contains(what), "{form}: {told}");
        }
    }
}

#[test]
fn a_word_changed_in_the_file_is_found() {
    for notice in notices() {
        let words = notice.sheet.reading_text();
        let mut known =
            words.split_whitespace().filter(|word| word.len() > 7 && word.bytes().all(|b| b.is_ascii_lowercase()));
        let word = known.next().expect("a word");
        for (form, bytes) in notice.forms.iter().filter(|(form, _)| !["pdf", "docx"].contains(form)) {
            let text = String::from_utf8(bytes.clone()).expect("text");
            assert!(text.contains(word), "`{word}` is not in the {form}");
            let other = text.replace(word, &"x".repeat(word.len()));
            let answer = compare(form, other.as_bytes(), &notice.sheet);
            assert!(
                matches!(answer, Err(Mismatch::Words { .. })),
                "{}: `{word}` in the {form}: {answer:?}",
                notice.name
            );
        }
    }
}

#[test]
fn a_form_that_is_none_is_no_match() {
    let sheet = &notices().next().expect("a notice").sheet;
    for form in forms().chain(["pptx"]) {
        for bytes in [&b""[..], b"\0", b"{}", b"<html></html>", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe"] {
            let told = compare(form, bytes, sheet).expect_err("no match").to_string();
            assert!(told.starts_with(&format!("the {form}")), "{told}");
        }
    }
}

/// A form of a notice, by chance: the number of the notice and the form.
fn any_form() -> impl Strategy<Value = (usize, &'static str)> {
    any::<(Index, Index)>().prop_map(|(notice, form)| {
        let at = notice.index(all().len());
        let forms = &all()[at].forms;
        (at, *forms.keys().nth(form.index(forms.len())).expect("a form"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn what_is_cut_short_or_damaged_gets_an_answer(
        (at, form) in any_form(),
        cut in any::<Index>(),
        damage in proptest::collection::vec((any::<Index>(), any::<u8>()), 0..8),
    ) {
        let notice = &all()[at];
        let bytes = notice.form(form);
        let mut damaged = bytes.to_owned();
        for (at, byte) in &damage {
            let at = at.index(damaged.len());
            damaged[at] = *byte;
        }
        let _ = compare(form, &damaged, &notice.sheet);
        let _ = compare(form, &bytes[..cut.index(bytes.len())], &notice.sheet);
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,200}") {
        let sheet = &all()[0].sheet;
        for form in forms() {
            prop_assert!(compare(form, &bytes, sheet).is_err());
            prop_assert!(compare(form, text.as_bytes(), sheet).is_err());
        }
    }
}
