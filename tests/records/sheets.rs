//! Sheets that no notice would ever become, with everything in them that has
//! broken a reader somewhere.

use pressdoc::model::sheet::{
    Sheet, SheetAddress, SheetBlock, SheetChange, SheetContact, SheetEntry, SheetEvent, SheetInline, SheetSection,
    SheetSitting, SheetVersion,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Words that are more than letters to some reader.
fn word() -> impl Strategy<Value = String> {
    let known = [
        "]]>",
        "&lt;",
        "&amp;amp;",
        "&#0;",
        "<script>alert(1)</script>",
        "</div>",
        "<br>",
        "<!--",
        "-->",
        "<?xml",
        "{{ x }}",
        "\"",
        "'",
        "`",
        "\\",
        "\u{0}",
        "\u{1}",
        "\u{8}",
        "\u{b}",
        "\u{c}",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{85}",
        "\u{9d}",
        "\u{2028}",
        "\u{a0}",
        "\u{ad}",
        "\u{200f}",
        "\u{202e}gnp.exe",
        "\u{feff}",
        "\u{fdd0}",
        "\u{fffd}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{1fffe}",
        "\r",
        "\r\n",
        "\t",
        "\n\n",
        "قطار",
        "Ελλάδα",
        "🚂",
        "javascript:alert(1)",
    ];
    prop_oneof![
        8 => proptest::sample::select(known.map(str::to_owned).to_vec()),
        8 => "[ -~]{1,12}",
        4 => "\\PC{1,8}",
        1 => Just("x".repeat(10_000)),
    ]
}

fn words() -> impl Strategy<Value = String> {
    vec(word(), 0..6).prop_map(|words| words.join(" "))
}

fn some_words() -> impl Strategy<Value = String> {
    (words(), "[a-z]{3}").prop_map(|(words, last)| format!("{words} {last}"))
}

/// Compose lets no other link through.
fn uri() -> impl Strategy<Value = String> {
    words().prop_map(|words| format!("https://www.example.org/?q={words}"))
}

fn inline() -> impl Strategy<Value = SheetInline> {
    let leaf = prop_oneof![
        words().prop_map(|text| SheetInline::Text { text }),
        words().prop_map(|text| SheetInline::Code { text }),
        (1u32..99, any::<bool>()).prop_map(|(number, first)| SheetInline::NoteMark { number, first }),
        Just(SheetInline::Break),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(|children| SheetInline::Strong { children }),
            vec(inner.clone(), 0..3).prop_map(|children| SheetInline::Emphasis { children }),
            (uri(), vec(inner, 0..3)).prop_map(|(uri, children)| SheetInline::Link { uri, children }),
        ]
    })
}

fn inlines() -> impl Strategy<Value = Vec<SheetInline>> {
    vec(inline(), 0..4)
}

fn contact() -> impl Strategy<Value = SheetContact> {
    let address = |scheme: &'static str| {
        (option::of(words()), words()).prop_map(move |(label, text)| SheetAddress {
            label,
            uri: format!("{scheme}:{text}"),
            text,
        })
    };
    (words(), option::of(uri()), option::of(words()), vec(address("tel"), 0..3), vec(address("mailto"), 0..2))
        .prop_map(|(name, uri, organisation, phones, emails)| SheetContact { name, uri, organisation, phones, emails })
}

fn block() -> impl Strategy<Value = SheetBlock> {
    let table = (1usize..4).prop_flat_map(|columns| {
        (vec(inlines(), columns), vec(vec(inlines(), columns), 0..3))
            .prop_map(move |(header, rows)| SheetBlock::Table { alignments: vec!["right"; columns], header, rows })
    });
    let leaf = prop_oneof![
        inlines().prop_map(|children| SheetBlock::Paragraph { children }),
        (3u8..=6, inlines()).prop_map(|(level, children)| SheetBlock::Heading { level, id: "x".to_owned(), children }),
        table,
        (words(), inlines()).prop_map(|(alternative_text, caption)| SheetBlock::Figure {
            index: 0,
            format: "png",
            width: 1,
            height: 1,
            alternative_text,
            caption,
        }),
        words().prop_map(|text| SheetBlock::Preformatted { text }),
        Just(SheetBlock::Separator),
        inlines().prop_map(|children| SheetBlock::ContactLine { children }),
        vec(words(), 0..3).prop_map(|labels| SheetBlock::Contents {
            entries: labels
                .into_iter()
                .map(|label| SheetEntry { id: "x".to_owned(), label, language: "fr".to_owned() })
                .collect(),
        }),
        vec(contact(), 0..3).prop_map(|items| SheetBlock::Contacts { items }),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            (any::<bool>(), 0u64..20, vec(vec(inner.clone(), 0..3), 0..3))
                .prop_map(|(ordered, start, items)| SheetBlock::List { ordered, start, items }),
            vec(vec(inner.clone(), 0..2), 0..3).prop_map(|items| SheetBlock::Notes { items }),
            (vec(inner, 0..3), option::of(inlines()))
                .prop_map(|(blocks, attribution)| SheetBlock::Quote { blocks, attribution }),
        ]
    })
}

fn section() -> impl Strategy<Value = SheetSection> {
    (2u8..=3, option::of(words()), any::<bool>(), vec(block(), 0..4)).prop_map(|(level, label, foreign, blocks)| {
        SheetSection {
            key: "other".to_owned(),
            level,
            id: "x".to_owned(),
            label,
            language: if foreign { "el" } else { "en" }.to_owned(),
            blocks,
        }
    })
}

fn change() -> impl Strategy<Value = SheetChange> {
    (some_words(), 1u8..29).prop_map(|(line, day)| SheetChange {
        at: format!("2026-05-{day:02}T08:00:00+02:00"),
        text: line.clone(),
        line,
    })
}

fn event() -> impl Strategy<Value = SheetEvent> {
    let status = proptest::sample::select(vec!["confirmed", "tentative", "cancelled"]);
    (words(), status, option::of(words()), 0usize..3).prop_map(|(title, status, place, sittings)| SheetEvent {
        title,
        status,
        place,
        sittings: (0..sittings)
            .map(|number| SheetSitting {
                starts: format!("2026-06-{:02}T10:00:00+02:00", number + 1),
                ends: (number == 1).then(|| "2026-06-02T12:00:00+02:00".to_owned()),
                zone: Some("Europe/Brussels".to_owned()),
            })
            .collect(),
    })
}

/// A sheet like `base`, with other words everywhere.
pub fn sheet(base: &Sheet) -> impl Strategy<Value = Sheet> + use<> {
    let base = base.clone();
    let lines = (some_words(), option::of(words()), option::of(words()), some_words(), words());
    let parts = (inlines(), vec(section(), 0..4), option::of(words()), vec(event(), 0..3));
    let state = (any::<bool>(), option::of(change()), vec(change(), 0..3), any::<bool>(), any::<bool>());
    (lines, parts, state).prop_map(move |(lines, parts, state)| {
        let (masthead, place_date, embargo, organisation, description) = lines;
        let (mut headline, sections, end_mark, events) = parts;
        let (draft, withdrawal, corrections, right_to_left, translated) = state;
        // Compose never leaves a headline empty.
        headline.push(SheetInline::Text { text: "Headline".to_owned() });
        let mut headline_text = String::new();
        pressdoc::model::sheet::inline_text(&headline, &mut headline_text);
        let version = |language: &str, own| SheetVersion {
            language: language.to_owned(),
            name: description.clone(),
            direction: "ltr".to_owned(),
            file: format!("PR-26-14.{language}"),
            own,
            original: own,
        };
        let mut sheet = Sheet {
            masthead,
            embargo_until: embargo.as_ref().map(|_| "2026-07-01T10:00:00+02:00".to_owned()),
            embargo,
            place: place_date.clone(),
            place_date,
            kind: organisation.clone(),
            organisation,
            description: description.clone(),
            headline,
            headline_text,
            sections,
            end_mark,
            events,
            draft,
            edition: 1 + corrections.len() + usize::from(withdrawal.is_some()),
            withdrawal,
            corrections,
            direction: if right_to_left { "rtl" } else { "ltr" }.to_owned(),
            versions: if translated { vec![version("en", true), version("el", false)] } else { Vec::new() },
            ..base.clone()
        };
        sheet.content_hash = sheet.hash_content();
        sheet
    })
}
