//! Notices that consist of several items: the events of a week, the news of a
//! day in several languages, the days of a calendar.

use std::path::Path;

use pressdoc::model::event::EventStatus;
use pressdoc::model::sheet::{Sheet, SheetBlock};
use pressdoc::pipeline::{Examined, Office};
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;

use crate::support::workspace::project;

fn examine<'o>(office: &'o Office, path: &str, text: &str) -> Examined<'o> {
    let file = NoticeFile::new(Path::new(path), project());
    office.examine_text(SourceFile::new(path, text), &file).expect("a notice that can be checked")
}

/// `rule: message`, in the order of the file.
fn findings(path: &str, text: &str) -> Vec<String> {
    let office = Office::open(project()).expect("an office");
    let examined = examine(&office, path, text);
    examined.findings.iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

fn helps(path: &str, text: &str, rule: &str) -> Vec<String> {
    let office = Office::open(project()).expect("an office");
    let examined = examine(&office, path, text);
    let found = examined.findings.iter().filter(|finding| finding.rule == rule);
    found.filter_map(|finding| finding.help.clone()).collect()
}

fn sheet(path: &str) -> Sheet {
    let office = Office::open(project()).expect("an office");
    let examined = office.examine(&NoticeFile::new(&project().join(path), project())).expect("a sample");
    office.compose(&examined, false)
}

const WEEK: &str = "releases/AGENDA/26/99/en.md";
const DAY: &str = "releases/MEX/26/99/en.md";
const CALENDAR: &str = "releases/CLDR/26/99/en.md";
const INQUIRIES: &str = "General public inquiries: by phone 00 800 67 89 10 11\n";

/// A week with two events; `second` is what stands below the heading of the
/// second one.
fn week(second: &str) -> String {
    format!(
        "+++\nissued = 2026-10-09T12:00:00+02:00\n+++\n\nAGENDA/26/99\n\n# Top news of the week\n\nChanges are \
         possible.\n\n## Monday 12 October: fair of clocks\n\nThe news:\nClocks are shown.\n\nThe event:\nGhent, on \
         Monday 12 October 2026, from 10.00 to 17.00.\n\nThe contacts: Elin MARREK +32 2 555 01 42; Pavo LINDQUIST \
         +32 2 555 01 43\n\n## Tuesday 13 October (tbc): market of maps\n\n{second}\n\n{INQUIRIES}"
    )
}

const SECOND: &str = "The news:\nMaps are sold.\n\nThe event:\nLeuven, on Tuesday 13 October 2026, at 9.30.\n\nThe \
                      contacts: Elin MARREK +32 2 555 01 42";

/// News of a day with this below the heading of the only item.
fn day(item: &str) -> String {
    format!(
        "MEX/26/99\n\nBrussels, 24 June 2026\n\n# Daily News\n\nToday the Commission has news for those who travel by \
         night and for those who would like to. All of it will be explained at noon, in the press room, by people who \
         have been on the trains that are meant, and who were not asleep all of the time. The room is open from \
         eleven on, with tea and bread for everybody.\n\n## A night train for children\n\n{item}\n\n{INQUIRIES}"
    )
}

const FRENCH: &str = "Pour la quatrième année, des classes de six pays prennent ensemble le train de nuit pour \
                      apprendre comment on voyage sans avion. Elles partent avec leurs enseignants et dessinent la \
                      carte de leur trajet, qui sera exposée dans une salle de la ville.";
const ANSWERS: &str = "(For more information: Elin MARREK – Tel.: +32 2 555 01 42)";

#[test]
fn every_event_of_a_week_has_a_name_a_status_and_its_hours() {
    let office = Office::open(project()).expect("an office");
    let examined = examine(&office, WEEK, &week(&SECOND.replace("9.30", "09.30")));
    assert!(examined.findings.is_empty(), "{:#?}", examined.findings);
    let events: Vec<_> = examined
        .notice
        .events
        .iter()
        .map(|event| {
            let starts: Vec<String> =
                event.sittings.iter().map(|sitting| sitting.starts.datetime().to_string()).collect();
            (event.title.as_ref().map(|title| title.value.as_str()), event.status, starts)
        })
        .collect();
    assert_eq!(
        events,
        [
            (Some("fair of clocks"), EventStatus::Confirmed, vec!["2026-10-12T10:00:00".to_owned()]),
            (Some("market of maps"), EventStatus::Tentative, vec!["2026-10-13T09:30:00".to_owned()]),
        ]
    );
    assert_eq!(examined.notice.contacts.len(), 3);
}

#[test]
fn headings_without_a_date_open_no_event() {
    let text = "AGENDA/26/99\n\n# 12 October: fair of clocks\n\n## The news\n\nClocks are shown.\n\n## How to get \
                there\n\nBy tram.\n\n## The event\n\nGhent, on Monday 12 October 2026, from 10.00 to 17.00.\n\n## Press \
                contacts\n\nElin MARREK, +32 2 555 01 42\n\n";
    let office = Office::open(project()).expect("an office");
    let examined = examine(&office, WEEK, &format!("{text}{INQUIRIES}"));
    assert!(examined.findings.is_empty(), "{:#?}", examined.findings);
    assert!(examined.notice.items().next().is_none());
    assert_eq!(examined.notice.events.len(), 1);
    let keys: Vec<&str> = examined.notice.sections.iter().map(|section| section.key.as_str()).collect();
    assert_eq!(keys, ["news", "other", "event", "contacts", "inquiries"]);
}

#[test]
fn what_is_asked_of_sections_is_asked_of_each_item() {
    let second = SECOND.replace("9.30", "09.30");
    let without_event = second.split("\n\nThe event:").next().expect("a section").to_owned();
    assert_eq!(
        findings(WEEK, &week(&without_event)),
        [
            "missing-section: the section `The event` is missing in `Tuesday 13 October (tbc): market of maps`",
            "missing-section: the section `Press contacts` is missing in `Tuesday 13 October (tbc): market of maps`",
        ]
    );
    let again = format!("The event:\nSomewhere.\n\n{second}\n\nThe news:\nAgain.");
    assert_eq!(
        findings(WEEK, &week(&again)),
        [
            "section-order: the section `The event` stands too early",
            "duplicate-section: the section `The event` stands here again",
            "duplicate-section: the section `The news` stands here again",
        ]
    );
    let other_day = second.replace("Tuesday 13 October 2026", "Wednesday 14 October 2026");
    assert_eq!(
        findings(WEEK, &week(&other_day)),
        ["event-date-mismatch: the section about the event says `14 October 2026`, the heading says `13 October 2026`"]
    );
    assert_eq!(
        helps(WEEK, &week(&without_event.replace("The news:", "### The news\n")), "missing-section")[0],
        "add it after `The news`, as a line `### The event`"
    );
    let past = second.replace("Tuesday 13 October 2026", "Tuesday 6 October 2026");
    let past = week(&past).replace("## Tuesday 13 October (tbc)", "## Tuesday 6 October (tbc)");
    assert_eq!(
        findings(WEEK, &past),
        [
            "event-before-issue: the event is over before the notice is issued: it ends on `6 October 2026`, the notice is of `9 October 2026`"
        ]
    );
    let no_number = second.replace(" +32 2 555 01 42", " at the press office");
    assert_eq!(
        findings(WEEK, &week(&no_number)),
        ["missing-contact: nobody below `The contacts` has a telephone number or mail address"]
    );
}

#[test]
fn the_reader_gets_the_items_in_order_with_a_list_of_them() {
    let sheet = sheet("releases/AGENDA/26/34/en.md");
    let contents = sheet.sections.iter().find(|section| section.key == "contents").expect("contents");
    let [SheetBlock::Contents { entries }] = contents.blocks.as_slice() else { panic!("{:?}", contents.blocks) };
    let items: Vec<(&str, &str)> = sheet
        .sections
        .iter()
        .filter(|section| section.key == "item")
        .map(|item| (item.id.as_str(), item.label.as_deref().expect("a heading")))
        .collect();
    let listed: Vec<(&str, &str)> = entries.iter().map(|entry| (entry.id.as_str(), entry.label.as_str())).collect();
    assert!(items.len() >= 20, "{items:?}");
    assert_eq!(listed, items);
    assert!(sheet.sections.iter().filter(|section| section.key == "news").all(|news| news.level == 3));
    let of = |status: &str| sheet.events.iter().filter(|event| event.status == status).count();
    assert_eq!((of("tentative"), of("cancelled"), sheet.events.len()), (3, 1, items.len()));
}

#[test]
fn sections_of_an_item_are_set_in_order_and_stay_in_it() {
    let office = Office::open(project()).expect("an office");
    let swapped = "The event:\nLeuven, on Tuesday 13 October 2026, at 09.30.\n\nThe news:\nMaps.\n\nThe contacts: Elin MARREK +32 2 555 01 42";
    let examined = examine(&office, WEEK, &week(swapped));
    let sheet = office.compose(&examined, true);
    let keys: Vec<&str> = sheet.sections.iter().map(|section| section.key.as_str()).collect();
    let item = ["item", "news", "event", "contacts"];
    assert_eq!(keys, [&["lead", "contents"][..], &item, &item, &["inquiries"]].concat());
}

#[test]
fn an_item_says_its_language_and_is_read_in_it() {
    let marked = |answers: &str| day(&format!("(fr)\n\n{FRENCH} Départ à 14:30.\n\n{answers}"));
    let french = "(Pour plus d’informations\u{202f}: Elin MARREK – Tél.: +32 2 555 01 42)";
    assert_eq!(findings(DAY, &marked(french)), ["time-form: `14:30` is not how the house writes a time"]);
    // The line of the notice's own language says nothing in a French item.
    assert_eq!(
        findings(DAY, &marked("Elin MARREK")).first().map(String::as_str),
        Some("missing-contact: nobody answers for `A night train for children`")
    );
    let office = Office::open(project()).expect("an office");
    let examined = examine(&office, DAY, &marked(french));
    assert_eq!(examined.notice.contacts.len(), 1);
    let sheet = office.compose(&examined, true);
    let item = sheet.sections.iter().find(|section| section.key == "item").expect("an item");
    assert_eq!(item.language, "fr");
    assert!(!sheet.reading_text().contains("(fr)"), "{}", sheet.reading_text());
    assert!(matches!(item.blocks.last(), Some(SheetBlock::ContactLine { .. })), "{:?}", item.blocks);
}

#[test]
fn a_language_is_never_guessed() {
    assert_eq!(findings(DAY, &day(&format!("{FRENCH}\n\n{ANSWERS}"))).len(), 1);
    assert_eq!(
        helps(DAY, &day(&format!("{FRENCH}\n\n{ANSWERS}")), "language-mismatch"),
        ["translate it, or write `(fr)` in a line of its own below `A night train for children`"]
    );
    let wrong = day(&format!("(de)\n\n{FRENCH}\n\n(Weitere Informationen: Elin MARREK – Tel.: +32 2 555 01 42)"));
    assert_eq!(findings(DAY, &wrong), ["language-mismatch: this paragraph is in French, its item in German"]);
    let unknown = findings(DAY, &day(&format!("(xx)\n\nA text.\n\n{ANSWERS}")));
    assert_eq!(unknown, ["unknown-language: pressdoc knows no language `xx`"]);
}

#[test]
fn every_passage_of_the_daily_news_carries_its_language() {
    let sheet = sheet("releases/MEX/26/1204/en.md");
    let items = sheet.sections.iter().filter(|section| section.key == "item");
    let languages: Vec<&str> = items.map(|item| item.language.as_str()).collect();
    assert_eq!(languages, ["en", "fr", "de", "en", "el", "en"]);
    let office = Office::open(project()).expect("an office");
    let file = NoticeFile::new(&project().join("releases/MEX/26/1204/en.md"), project());
    let examined = office.examine(&file).expect("a sample");
    let html = pressdoc::render::find_format("html").expect("the page");
    let order = pressdoc::pipeline::Order {
        formats: &[html],
        draft: false,
        now: jiff::Timestamp::MAX,
        here: project(),
        beside: false,
    };
    let artifacts = office.render(&examined, &file, &order).expect("a page");
    let page = pressdoc::read_back::html::HtmlText::read(&artifacts[0].bytes).expect("a page");
    let found: Vec<Option<&str>> = page.named("article").skip(1).map(|item| item.attribute("lang")).collect();
    assert_eq!(found, [None, Some("fr"), Some("de"), None, Some("el"), None]);
}

#[test]
fn every_type_of_the_program_can_be_read_and_is_called_as_its_file() {
    let catalog = pressdoc::catalog::Catalog::new(None, "ec").expect("the built-in catalogue");
    for house in catalog.houses() {
        let folder = project().join(format!("styles/{}/types", house.style.code));
        let files = std::fs::read_dir(folder).expect("types").flatten();
        let mut names: Vec<String> =
            files.map(|file| file.file_name().to_string_lossy().trim_end_matches(".toml").to_owned()).collect();
        names.sort();
        let codes: Vec<&str> = house.document_types().map(|document_type| document_type.code.as_str()).collect();
        assert_eq!(codes, names, "{}", house.style.code);
        assert!(house.own_document_types().next().is_none(), "{}", house.style.code);
    }
}

#[test]
fn a_calendar_has_days() {
    let none = format!("CLDR/26/99\n\n# Calendar\n\n## Other dates\n\n- One.\n\n{INQUIRIES}");
    assert_eq!(findings(CALENDAR, &none), ["missing-section: the notice has no items"]);
    let days = format!(
        "CLDR/26/99\n\n# Calendar\n\n## Sunday 12 October 2026\n\n- One.\n\n## Tuesday 13 October 2026\n\n{INQUIRIES}"
    );
    assert_eq!(
        findings(CALENDAR, &days),
        [
            "weekday-mismatch: `Sunday 12 October 2026` is a Monday",
            "empty-section: there is no text below `Tuesday 13 October 2026`",
        ]
    );
}
