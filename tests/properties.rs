//! What holds for every text whatever.

use proptest::prelude::*;

use crate::parsing::{Reader, assert_parts_cover};

/// Pieces that notices and mistakes are made of.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("# Headline\n".to_owned()),
        Just("The news:\n".to_owned()),
        Just("## Press contacts\n".to_owned()),
        Just("General public inquiries: [Europe Direct](#) by phone\n".to_owned()),
        Just("AGENDA/18/5869\n".to_owned()),
        Just("European Commission - Upcoming events\n".to_owned()),
        Just("Brussels, 12 October 2018\n".to_owned()),
        Just("Anna BERG (+32 2 296 74 56); b@example.org\n".to_owned()),
        Just("**Monday 15 October 2018**, from 14h00 to 19h00\n".to_owned()),
        Just("| a | b |\n|---|--:|\n| c \\| d | e |\n".to_owned()),
        Just("> quote\n>> deeper\n".to_owned()),
        Just("- item\n  - inner\n1. one\n".to_owned()),
        Just("![alt](photo.png)\ncaption © x\n".to_owned()),
        Just("```\ncode\n```\n".to_owned()),
        Just("<b>raw</b> <div>\n".to_owned()),
        Just("[1]: https://example.org 'title'\n".to_owned()),
        Just("A note[^1] and none[^2]\n".to_owned()),
        Just("[^1]: the text of the note\n    - more\n".to_owned()),
        Just("&amp; \\* `x` <https://example.org>\n".to_owned()),
        Just("+++\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\t".to_owned()),
        "[ -~]{0,20}",
        "\\PC{0,12}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![proptest::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat()), "(?s).{0,200}"]
}

thread_local! {
    static READER: Reader = Reader::new();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(768) })]

    #[test]
    fn parsing_never_fails_and_never_drops_a_word(text in text()) {
        READER.with(|reader| {
            let (source, notice) = reader.parse(&text, "ec", "en");
            assert_parts_cover(&source, &notice);
        });
    }

    #[test]
    fn every_span_selects_its_own_text(text in text()) {
        spans_select_their_text(&text)?;
    }
}

/// Texts in which a place was once wrong.
#[test]
fn every_span_selects_its_own_text_where_it_once_did_not() {
    for text in [
        "```\ncode\n```\n[1]: https://example.org 'title'\n&0A;\\# Headline\n",
        "[1]: https://example.org 'title'\n\t`Brussels, 12 October 2018\n`a",
    ] {
        spans_select_their_text(text).unwrap_or_else(|fault| panic!("{fault}: {text:?}"));
    }
}

fn spans_select_their_text(text: &str) -> Result<(), TestCaseError> {
    READER.with(|reader| {
        let (source, notice) = reader.parse(text, "ec", "en");
        let whole = source.text();
        for span in notice.parts.iter().map(|part| part.span) {
            prop_assert!(whole.get(span.range()).is_some(), "a part on character borders");
        }
        if let Some(reference) = &notice.reference {
            let house = reader.house("ec");
            prop_assert_eq!(house.grammar.read_printed(source.slice(reference.span)), Some(reference.value.clone()));
        }
        for mention in &notice.dates {
            let slice = source.slice(mention.span);
            prop_assert!(slice.contains(&mention.date.year().to_string()), "{:?}", slice);
            if let Some(weekday) = &mention.weekday {
                prop_assert!(mention.span.contains(weekday.span));
            }
        }
        for link in &notice.links {
            prop_assert!(whole.get(link.span.range()).is_some());
        }
        for contact in &notice.contacts {
            for phone in &contact.phones {
                prop_assert!(source.slice(phone.span).contains(&phone.value.written), "{:?}", phone);
            }
            for email in &contact.emails {
                let slice = source.slice(email.span);
                // An address stands in the text, or behind the link that the place is in.
                let linked = notice
                    .links
                    .iter()
                    .any(|link| link.uri.contains(&email.value.address) && link.span.contains(email.span));
                prop_assert!(slice.contains(&email.value.address) || linked, "{:?}", email);
            }
        }
        for section in &notice.sections {
            for block in &section.blocks {
                prop_assert!(whole.get(block.span.range()).is_some());
                check_inlines(&source, block)?;
            }
        }
        Ok(())
    })
}

/// Text selects the same characters in the file, unless Markdown's escapes,
/// entities or a link definition's distance explain the difference.
fn check_inlines(
    source: &pressdoc::span::SourceFile,
    block: &pressdoc::model::section::Block,
) -> Result<(), TestCaseError> {
    use pressdoc::model::section::{Inline, InlineKind};
    fn check(source: &pressdoc::span::SourceFile, inlines: &[Inline]) -> Result<(), TestCaseError> {
        for inline in inlines {
            let slice = source.text().get(inline.span.range());
            prop_assert!(slice.is_some(), "on character borders: {:?}", inline);
            match &inline.kind {
                InlineKind::Text(text) => {
                    let slice = slice.unwrap_or("");
                    let explained = slice.contains(['\\', '&', '\0', '<', '\n', '\r']);
                    prop_assert!(explained || slice == text, "{:?} is not {:?}", slice, text);
                }
                InlineKind::Strong(content) | InlineKind::Emphasis(content) | InlineKind::Link { content, .. } => {
                    check(source, content)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
    block.runs().into_iter().try_for_each(|run| check(source, run))
}
