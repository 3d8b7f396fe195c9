//! A small sheet with something of everything, on which templates are tried out.

use std::sync::Arc;

use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::picture::Picture;
use crate::model::sheet::{Sheet, SheetAddress, SheetBlock, SheetChange, SheetContact, SheetInline, SheetSection};

/// So many items of a list do not fit on one page.
const ITEMS: usize = 70;

/// The sheet. It is in another language than that of the house style, so that a
/// template which knows only this one is found.
pub fn sheet(catalog: &Catalog, house: &House) -> Result<Sheet, Error> {
    let style = &house.style;
    let code = if style.language == "en" { "fr" } else { "en" };
    let language = catalog.language(code)?.ok_or_else(|| Error::NotFound {
        what: "language",
        name: code.to_owned(),
        help: format!("add `assets/languages/{code}.toml`"),
    })?;
    let label = |key: &str| language.sections.get(key).map(|label| label.label.clone());
    let name = style.name_in(&language.code).to_owned();
    let headline = "A bridge for walkers and wheels";
    let mut sheet = Sheet {
        reference: style.reference.example.clone(),
        language: language.code.clone(),
        direction: language.direction.clone(),
        masthead: format!("{name} – Sample"),
        organisation: name,
        kind: "Sample".to_owned(),
        place: Some("Lakeside".to_owned()),
        place_date: Some("Lakeside, 20 April".to_owned()),
        embargo: Some("Embargo until tomorrow".to_owned()),
        withdrawal: Some(change("Withdrawn: the timber swells")),
        corrections: vec![change("Correction: larch, not oak")],
        headline: words(headline),
        headline_text: headline.to_owned(),
        description: "Ferries rest from Monday.".to_owned(),
        draft: true,
        sections: vec![
            section("lead", "lead", None, &language.code, lead()),
            section("background", "background", label("background"), &language.code, rare_blocks()),
            section("information", "information", label("information"), &language.code, vec![long_list()]),
            section("contacts", "contacts", label("contacts"), &language.code, vec![contacts()]),
        ],
        end_mark: Some("THE END".to_owned()),
        identifier: style.identifier(None),
        address: None,
        translation_of: None,
        edition: 3,
        content_hash: String::new(),
        date: "2026-04-20".to_owned(),
        issued: None,
        embargo_until: None,
        zone: "UTC".to_owned(),
        events: Vec::new(),
        versions: Vec::new(),
        labels: language.interface.clone(),
        pictures: vec![Picture {
            format: "png",
            width: 1,
            height: 1,
            bytes: Arc::from(include_bytes!("dot.png").as_slice()),
        }],
    };
    sheet.content_hash = sheet.hash_content();
    Ok(sheet)
}

fn change(line: &str) -> SheetChange {
    SheetChange { at: "2026-04-21T08:00:00Z".to_owned(), text: line.to_owned(), line: line.to_owned() }
}

fn section(key: &str, id: &str, label: Option<String>, language: &str, blocks: Vec<SheetBlock>) -> SheetSection {
    SheetSection { key: key.to_owned(), id: id.to_owned(), level: 2, label, language: language.to_owned(), blocks }
}

fn words(text: &str) -> Vec<SheetInline> {
    vec![SheetInline::Text { text: text.to_owned() }]
}

fn paragraph(text: &str) -> SheetBlock {
    SheetBlock::Paragraph { children: words(text) }
}

fn lead() -> Vec<SheetBlock> {
    let children = vec![
        SheetInline::Text { text: "Ferries rest from ".to_owned() },
        SheetInline::Strong { children: words("Monday") },
        SheetInline::Text { text: ". ".to_owned() },
        SheetInline::Emphasis { children: words("Walkers") },
        SheetInline::Text { text: " cross ".to_owned() },
        SheetInline::Code { text: "dry-shod".to_owned() },
        SheetInline::Break,
        SheetInline::Link { uri: "https://www.example.org/bridge".to_owned(), children: words("by the bridge") },
        SheetInline::Text { text: ".".to_owned() },
    ];
    vec![SheetBlock::Paragraph { children }]
}

fn rare_blocks() -> Vec<SheetBlock> {
    vec![
        SheetBlock::Heading { level: 3, id: "timbers".to_owned(), children: words("Oak and larch") },
        SheetBlock::List {
            ordered: true,
            start: 1,
            items: vec![vec![paragraph("Handrails")], vec![paragraph("Planks")]],
        },
        SheetBlock::Quote {
            blocks: vec![paragraph("It hardly creaks")],
            attribution: Some(words("— Ines Colbeck, carpenter")),
        },
        SheetBlock::Paragraph { children: vec![SheetInline::NoteMark { number: 1, first: true }] },
        SheetBlock::Notes { items: vec![vec![paragraph("Seasoned for nine winters")]] },
        SheetBlock::Table {
            alignments: vec!["left", "right"],
            header: vec![words("Bank"), words("Steps")],
            rows: vec![vec![words("North"), words("18")], vec![words("South"), words("21")]],
        },
        SheetBlock::Figure {
            index: 0,
            format: "png",
            width: 1,
            height: 1,
            alternative_text: "The bridge at dawn".to_owned(),
            caption: words("Seen upstream"),
        },
        SheetBlock::Preformatted { text: "tolls none".to_owned() },
        SheetBlock::Separator,
    ]
}

fn long_list() -> SheetBlock {
    SheetBlock::List { ordered: false, start: 1, items: vec![vec![paragraph("Pier")]; ITEMS] }
}

fn contacts() -> SheetBlock {
    let address = |text: &str, uri: &str| SheetAddress { label: None, text: text.to_owned(), uri: uri.to_owned() };
    SheetBlock::Contacts {
        items: vec![SheetContact {
            name: "Rhona ASHDALE".to_owned(),
            uri: None,
            organisation: Some("press officer".to_owned()),
            phones: vec![address("+44 20 7946 0142", "tel:+442079460142")],
            emails: vec![address("rhona@example.org", "mailto:rhona@example.org")],
        }],
    }
}
