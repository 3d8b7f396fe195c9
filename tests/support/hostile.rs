//! Sheets with texts that try to be more than text.

use proptest::prelude::*;

use pressdoc::catalog::Catalog;
use pressdoc::model::sheet::{Sheet, SheetAddress, SheetBlock, SheetContact, SheetEvent, SheetInline, SheetSitting};
use pressdoc::pipeline::Office;
use pressdoc::render::{Press, find_format};
use pressdoc::workspace::NoticeFile;

use super::workspace::{project, twin};

/// What would do harm if it were not taken for text.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\r\nBcc: x@example.org".to_owned()),
        Just("\nATTENDEE:mailto:x@example.org".to_owned()),
        Just("\rEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR".to_owned()),
        Just("\r\n\r\n--=_boundary--\r\n".to_owned()),
        Just("\r\n.\r\nMAIL FROM:<x@example.org>".to_owned()),
        Just("=?utf-8?Q?=0D=0ABcc:_x@example.org?=".to_owned()),
        Just("]]> --> </style></title><script>alert(1)</script>".to_owned()),
        Just("&lt;img src=x onerror=alert(1)&gt; {{ 7 * 7 }}".to_owned()),
        Just("\\n\\;\\,;,:\"^n'".to_owned()),
        Just("\u{fffd}\u{0}\u{7}\u{1b}\u{7f}\u{85}\u{2028}\u{2029}\u{b}\u{c}".to_owned()),
        Just("\u{202e}مكتبة الوادي\u{202c} ספרייה".to_owned()),
        Just("Ανακοίνωση Съобщение 老虎 👩‍👩‍👧‍👦".to_owned()),
        Just("x".repeat(10_000)),
        Just("ψ".repeat(1_200)),
        Just(" From here".to_owned()),
        "[ -~]{0,30}",
        "\\PC{0,20}",
    ];
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// A sheet in which every text is `text`.
pub fn sheet(text: &str) -> Sheet {
    let office = Office::open(project()).expect("an office");
    let examined = office.examine(&NoticeFile::new(&twin(), project())).expect("a notice");
    let mut sheet = office.compose(&examined, false);
    let inline = || vec![SheetInline::Text { text: text.to_owned() }];
    let own = || text.to_owned();
    sheet.masthead = own();
    sheet.organisation = own();
    sheet.place_date = Some(own());
    sheet.embargo = Some(own());
    sheet.headline = inline();
    sheet.headline_text = own();
    sheet.address = Some(format!("https://example.org/{text}"));
    sheet.events = vec![SheetEvent {
        title: own(),
        status: "confirmed",
        place: Some(own()),
        sittings: vec![SheetSitting {
            starts: "2026-06-05T20:30:00+03:00".to_owned(),
            ends: Some("2026-06-06T01:00:00+03:00".to_owned()),
            zone: Some("Europe/Athens".to_owned()),
        }],
    }];
    if let Some(section) = sheet.sections.first_mut() {
        section.label = Some(own());
        section.blocks = vec![
            SheetBlock::Paragraph { children: inline() },
            SheetBlock::Preformatted { text: own() },
            SheetBlock::Contacts {
                items: vec![SheetContact {
                    name: own(),
                    uri: None,
                    organisation: Some(own()),
                    phones: vec![SheetAddress { label: Some(own()), text: own(), uri: "tel:+3021".to_owned() }],
                    emails: Vec::new(),
                }],
            },
        ];
    }
    sheet.content_hash = sheet.hash_content();
    sheet
}

/// A form, ready for the house `ec`.
pub fn press(form: &str) -> Box<dyn Press> {
    let catalog = Catalog::new(None, "ec").expect("the built-in house styles");
    let house = catalog.house("ec").expect("a house style");
    find_format(form).expect("a form").prepare(&catalog, house).expect("a press")
}
