//! Drafts written as notices say the same as before.

use std::path::Path;

use pressdoc::import::{Draft, Place, Style, write};
use pressdoc::model::sheet::{Sheet, SheetBlock, SheetInline};
use pressdoc::pipeline::Office;
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;
use proptest::prelude::*;

use crate::support::workspace::{Workspace, project};

fn office() -> Office {
    Office::open(project()).expect("the project is a workspace")
}

/// The sheet of `text` as if it lay where `file` does.
fn sheet_of(office: &Office, text: &str, file: &NoticeFile) -> Sheet {
    let examined = office.examine_text(SourceFile::new(&file.name, text), file).expect("a notice");
    office.compose(&examined, true)
}

fn shown<T: std::fmt::Debug>(value: &T) -> String {
    format!("{value:#?}")
}

#[test]
fn the_samples_come_back_as_they_were() {
    let office = office();
    let mut seen = 0;
    for file in office.workspace.all(project()).expect("releases") {
        let examined = office.examine(&file).expect("a notice");
        let before = office.compose(&examined, true);
        let draft = Draft::of_sheet(&before, examined.reference.clone());
        let style = Style { language: &examined.language, house: &examined.house.style };
        let text = write(&draft, style, Place::Release);
        // Pictures have names of their own now.
        let folder = Workspace::bare();
        let (reference, language) = file.release.clone().expect("a release");
        let path = folder.path().join("releases").join(reference.folder()).join(format!("{language}.md"));
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        for picture in &draft.pictures {
            let bytes = picture.bytes.as_ref().expect("a picture");
            std::fs::write(path.with_file_name(&picture.name), bytes).expect("a file");
        }
        let moved = NoticeFile::new(&path, folder.path());
        let mut after = sheet_of(&office, &text, &moved);
        let house_of_text = office.compose(&examined, true).organisation;
        assert_eq!(after.organisation, house_of_text, "{}", file.name);
        // What only the file says.
        after.versions.clone_from(&before.versions);
        let (before, after) = (shown(&before), shown(&after));
        snapbox::assert_data_eq!(after, snapbox::Data::text(before).raw());
        seen += 1;
    }
    assert!(seen > 15, "{seen} samples");
}

/// Words and everything that could be taken for a mark.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Zé]{1,8}",
        2 => "[a-zA-Z]{1,6} [a-zA-Z]{1,6}",
        1 => "[-+*_#>=|~`\\[\\]()<>&!.:;\"'^\\\\/0-9@%$ ]{1,6}",
        1 => prop_oneof![
            Just("# One".to_owned()), Just("- item".to_owned()), Just("1. first".to_owned()), Just("+++".to_owned()),
            Just("> said".to_owned()), Just("| a | b |".to_owned()), Just("|---|".to_owned()), Just("***".to_owned()),
            Just("___".to_owned()), Just("---".to_owned()), Just("===".to_owned()), Just("<b>".to_owned()),
            Just("<!-- x".to_owned()), Just("&amp;".to_owned()), Just("&#35;".to_owned()), Just("[^1]".to_owned()),
            Just("[^1]: note".to_owned()), Just("[a]: https://x.example.org".to_owned()), Just("![a](b)".to_owned()),
            Just("https://example.org/a_b*c".to_owned()), Just("https://example.org/x".to_owned()),
            Just("www.example.org".to_owned()), Just("a@example.org".to_owned()), Just("~~~".to_owned()),
            Just("```".to_owned()), Just("    four".to_owned()), Just("\\".to_owned()), Just("a\\".to_owned()),
            Just("2) two".to_owned()), Just("15. Oktober".to_owned()), Just("*a*".to_owned()), Just("_a_".to_owned()),
            Just("(1)".to_owned()), Just("5 km".to_owned()), Just("{{ x }} $y$".to_owned()),
        ],
    ]
}

fn text() -> impl Strategy<Value = SheetInline> {
    proptest::collection::vec(piece(), 1..4).prop_map(|pieces| SheetInline::Text { text: pieces.join(" ") })
}

fn inlines() -> impl Strategy<Value = Vec<SheetInline>> {
    let leaf = prop_oneof![
        6 => text(),
        1 => "[a-z`]{1,6}( [a-z]{1,3})?".prop_map(|text| SheetInline::Code { text }),
        1 => Just(SheetInline::Break),
    ];
    let inner = leaf.prop_recursive(3, 12, 3, |inner| {
        let children = proptest::collection::vec(inner, 1..3);
        prop_oneof![
            children.clone().prop_map(|children| SheetInline::Strong { children }),
            children.clone().prop_map(|children| SheetInline::Emphasis { children }),
            children
                .prop_map(|mut children| {
                    // A link without words shows its address.
                    children.insert(0, SheetInline::Text { text: "to".to_owned() });
                    children
                })
                .prop_map(|children| SheetInline::Link { uri: "https://example.org/a(b)_c".to_owned(), children }),
        ]
    });
    proptest::collection::vec(inner, 1..4)
}

fn block() -> impl Strategy<Value = SheetBlock> {
    let paragraph = inlines().prop_map(|children| SheetBlock::Paragraph { children });
    let table = (1_usize..4).prop_flat_map(|width| {
        let row = || proptest::collection::vec(inlines(), width);
        (row(), proptest::collection::vec(row(), 0..3)).prop_map(move |(header, rows)| SheetBlock::Table {
            alignments: vec!["none", "right", "center"][..width].to_vec(),
            header,
            rows,
        })
    });
    let leaf = prop_oneof![
        4 => paragraph,
        1 => table,
        1 => "[a-z][a-z #`*|]{0,10}(\n[a-z #`*|]{0,10}){0,3}".prop_map(|text| SheetBlock::Preformatted { text }),
        1 => Just(SheetBlock::Separator),
    ];
    leaf.prop_recursive(2, 10, 3, |inner| {
        let blocks = proptest::collection::vec(inner, 1..3);
        prop_oneof![
            (any::<bool>(), 1_u64..12, proptest::collection::vec(blocks.clone(), 1..4)).prop_map(
                |(ordered, start, items)| SheetBlock::List { ordered, start: if ordered { start } else { 1 }, items }
            ),
            blocks.prop_map(|blocks| SheetBlock::Quote { blocks, attribution: None }),
        ]
    })
}

/// A text that is no address: only letters and digits and marks count, because
/// spaces are set by the language and links may be made.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The kinds of blocks, as a line.
fn shape(blocks: &[SheetBlock]) -> String {
    let inside = |items: &[Vec<SheetBlock>]| items.iter().map(|item| format!("({})", shape(item))).collect::<String>();
    let shapes = blocks.iter().map(|block| match block {
        SheetBlock::Paragraph { children } => {
            let breaks = pressdoc::import::write::simplified(children);
            let has_words = !letters(&words(&breaks)).is_empty();
            if has_words { "p".to_owned() } else { String::new() }
        }
        SheetBlock::List { ordered: true, start, items } => format!("ol{start}{}", inside(items)),
        SheetBlock::List { items, .. } => format!("ul{}", inside(items)),
        SheetBlock::Quote { blocks, .. } => format!("q({})", shape(blocks)),
        SheetBlock::Table { header, rows, .. } => format!("t{}x{}", header.len(), rows.len()),
        SheetBlock::Preformatted { .. } => "pre".to_owned(),
        SheetBlock::Separator => "hr".to_owned(),
        other => format!("{other:?}"),
    });
    shapes.filter(|shape| !shape.is_empty()).collect::<Vec<_>>().join(" ")
}

fn words(inlines: &[SheetInline]) -> String {
    let mut text = String::new();
    pressdoc::model::sheet::inline_text(inlines, &mut text);
    text
}

fn draft(blocks: Vec<SheetBlock>) -> Draft {
    let heading = |text: &str| SheetBlock::Heading {
        level: 2,
        id: String::new(),
        children: vec![SheetInline::Text { text: text.to_owned() }],
    };
    let lead = SheetBlock::Paragraph { children: vec![SheetInline::Text { text: "Lead of the text.".to_owned() }] };
    let all = [lead, heading("Anything")].into_iter().chain(blocks).collect();
    Draft {
        language: "en".to_owned(),
        headline: vec![SheetInline::Text { text: "A headline".to_owned() }],
        blocks: all,
        ..Draft::default()
    }
}

thread_local! {
    static OFFICE: Office = office();
}

fn comes_back(blocks: Vec<SheetBlock>) -> Result<(), TestCaseError> {
    OFFICE.with(|office| {
        let house = office.catalog.house("plain").expect("a house style");
        let language = office.language("en").expect("a file").expect("English");
        let draft = draft(blocks);
        let text = write(&draft, Style { language: &language, house: &house.style }, Place::Loose);
        let file = NoticeFile::new(Path::new("/nowhere/notice.md"), Path::new("/nowhere"));
        let sheet = sheet_of(office, &text, &file);
        let after: Vec<SheetBlock> = sheet.sections.iter().skip(1).flat_map(|section| section.blocks.clone()).collect();
        let expected = &draft.blocks[2..];
        prop_assert_eq!(shape(expected), shape(&after), "{}", text);
        let plain = |blocks: Vec<SheetBlock>| letters(&Draft { blocks, ..Draft::default() }.plain_text());
        prop_assert_eq!(plain(expected.to_vec()), plain(after), "{}", text);
        Ok(())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn what_is_written_is_read_again(blocks in proptest::collection::vec(block(), 1..4)) {
        comes_back(blocks)?;
    }
}
