//! Text of others is data, on both ways.

use std::collections::BTreeMap;

use proptest::prelude::*;

use pressdoc::pipeline::Office;
use pressdoc::translation::xliff::{Parcel, read, write};
use pressdoc::translation::{Original, Piece, Translations, key, segments};

use super::{notice_file, sent, taken, translated};
use crate::support::workspace::Workspace;

const EN: &str = "# One headline\n\nPR/26/21\n\nA **bold** paragraph.\n\n- A list item\n\n> A quotation.\n\n\
    | A cell | Another |\n|:--|--:|\n| A third | A fourth |\n\n![A picture](x.png)\nA caption.\n\n## A heading of its own\n\nThe last one.\n";

struct Desk {
    workspace: Workspace,
    office: Office,
    out: String,
}

thread_local! {
    static DESK: Desk = {
        let workspace = Workspace::new().with("releases/PR/26/21/en.md", EN);
        let office = Office::open(workspace.path()).expect("a workspace");
        let out = sent(&office, &notice_file(&workspace, "releases/PR/26/21/en.md"), "fr", &workspace);
        Desk { workspace, office, out }
    };
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' => escaped.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push_str(&format!("<cp hex=\"{:04X}\"/>", u32::from(character)));
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// Says `text` in every segment without marks, and gives back all passages that
/// the translation then has.
fn passages(text: &str) -> Result<Vec<String>, Vec<String>> {
    DESK.with(|desk| {
        let file = translated(&desk.out, |source| {
            Some(if source.contains('<') {
                source.replace("A ", &format!("{} ", escaped(text)))
            } else {
                escaped(text)
            })
        });
        let back = taken(&desk.office, &file, &desk.workspace)?;
        let texts = back.notice.passages.iter().map(|passage| words(&passage.flat.text));
        Ok(texts.collect())
    })
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn hostile_words_come_out_as_they_are_in_every_place() {
    let long = "x".repeat(10_000);
    for text in [
        "*not bold* and **not bold**",
        "_a_ __b__ `c` ``d``",
        "# no headline",
        "###### no heading #",
        "- no item",
        "+ no item",
        "1. no item",
        "1986) no item",
        "> no quotation",
        "[no link](https://example.org) ![no](picture.png)",
        "[^1] [1]: https://example.org",
        "<b>no bold</b> <https://example.org/> <!-- no comment -->",
        "&lt;&amp;&#38;&nbsp;",
        "a \\ b \\* \\\\ c\\",
        "| no | table |",
        "--- === ~~~ ```",
        "]]> <![CDATA[ ]]>",
        "BEGIN:VCALENDAR",
        "a\u{fffd}b",
        long.as_str(),
        "مرحبا بالعالم \u{202e}abc\u{202c}",
        "a\u{1}b\u{b}c\u{1f}d\u{7f}e",
        "\u{feff}x",
        "{{ x }} {% y %} #set $z$",
        "a !",
        "www.example.org/a_b_*c*",
    ] {
        let found = passages(text).unwrap_or_else(|faults| panic!("{text:?}: {faults:?}"));
        assert_eq!(found.iter().filter(|found| **found == words(text)).count(), 11, "{text:?}: {found:?}");
        assert_eq!(found.len(), 12, "{text:?}: {found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    /// Whatever a translator says comes out as it is or is refused.
    #[test]
    fn words_come_out_as_they_are_or_not_at_all(text in "(?s).{0,60}|[-#>*_`\\[\\]()<>&;!|~=+0-9.:/ a\\\\]{1,30}") {
        if let Ok(found) = passages(&text) {
            let said = words(&text.replace(['\r', '\n', '\t'], " "));
            let said = said.trim_end_matches([':', ' ']);
            let all = found.iter().filter(|found| found.trim_end_matches([':', ' ']) == said).count();
            prop_assert_eq!(all, 11, "{:?}", found);
        }
    }

    /// What is written is XML, and is read as it was.
    #[test]
    fn what_goes_out_is_read_as_it_was(texts in proptest::collection::vec("(?s).{0,40}", 1..5)) {
        DESK.with(|desk| -> Result<(), TestCaseError> {
            let reader = crate::parsing::Reader::new();
            let (source, notice) = reader.parse(&format!("# x\n\n{}\n", texts.join("\n\n")), "plain", "en");
            let (from, to) = (reader.language("en"), reader.language("ar"));
            let original = Original { source: &source, notice: &notice, house: reader.house("plain"), language: &from };
            let segments = segments(original, &to).segments;
            let translations: Translations =
                segments.iter().map(|segment| (segment.id.clone(), segment.content.clone())).collect();
            let parcel = Parcel {
                original: &texts[0],
                source: &from,
                target: &to,
                segments: &segments,
                translations: &translations,
                candidates: &BTreeMap::new(),
                is_final: false,
                notes: &[("x", texts[0].clone())],
            };
            let written = String::from_utf8(write(&parcel).expect("a file")).expect("UTF-8");
            let back = read(&written).map_err(|fault| TestCaseError::fail(fault.message))?;
            prop_assert_eq!(back.units.len(), segments.len());
            for (unit, segment) in back.units.iter().zip(&segments) {
                prop_assert_eq!(&unit.id, &segment.id);
                prop_assert_eq!(key(&unit.source), key(&segment.content));
                prop_assert_eq!(&unit.target.clone().map(|target| key(&target)), &Some(key(&segment.content)));
                let has_text = |piece: &Piece| matches!(piece, Piece::Text(_));
                prop_assert!(unit.source.iter().any(has_text));
            }
            let _ = &desk.out;
            Ok(())
        })?;
    }

    /// Whatever comes back, the program answers.
    #[test]
    fn no_file_is_too_strange(at in 0usize..4000, cut in 0usize..200, with in "(?s).{0,20}|<[a-z]{1,6}|</[a-z]{1,6}>|\" id=\"") {
        DESK.with(|desk| {
            let file = translated(&desk.out, |source| Some(source.to_owned()));
            let mut start = at.min(file.len());
            while !file.is_char_boundary(start) { start -= 1; }
            let mut end = (start + cut).min(file.len());
            while !file.is_char_boundary(end) { end -= 1; }
            let broken = format!("{}{with}{}", &file[..start], &file[end.max(start)..]);
            if let Err(faults) = taken(&desk.office, &broken, &desk.workspace) {
                assert!(!faults.is_empty());
            }
        });
    }
}
