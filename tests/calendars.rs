//! Calendar entries, as a reader of our own takes them apart.

mod hostile;

use std::collections::BTreeMap;

use crate::support::workspace::{Workspace, kept, project};
use pressdoc::read_back::calendar::{Component, calendar};

const EVENT: &str = r#"
[[event]]
title = "Opening of Heron Bridge"
status = "confirmed"
place = "Boathouse Green, Lakeside"

[[event.sitting]]
starts = 2026-03-28T10:00:00+00:00
ends = 2026-03-28T11:00:00+00:00

[[event.sitting]]
starts = 2026-03-29T10:00:00+01:00
ends = 2026-03-29T11:00:00+01:00
"#;

/// A notice about an opening, with `front` in its front matter.
fn notice(front: &str) -> String {
    format!(
        "+++\nissued = 2026-03-03T11:00:00+00:00\nzone = \"Europe/London\"\nhouse = \"plain\"\n{front}+++\n\n\
         PR/26/21\n\n# Heron Bridge opens\n\n\
         LAKESIDE, 3 March 2026 – Heron Bridge opens on Saturday 28 March 2026 at 10:00.\n\n\
         ## Press contacts\n\n- Rhona ASHDALE, press officer, +44 20 7946 0142, rhona@orla-valley.example.org\n"
    )
}

/// The entries of a notice with `front` in its front matter.
fn entries(front: &str) -> (Component, Vec<Component>) {
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", notice(front));
    workspace.pressdoc(&["render", "PR/26/21", "--to", "ics"]).success();
    let whole = calendar(&workspace.read("out/PR/26/21/PR-26-21.en.ics")).expect("a calendar");
    let entries = whole.all("VEVENT").cloned().collect();
    (whole, entries)
}

#[test]
fn the_samples_come_out_as_they_were() {
    let workspace = Workspace::new()
        .with("releases/AGENDA/18/5869/en.md", std::fs::read(project().join("releases/AGENDA/18/5869/en.md")).unwrap())
        .with("releases/PR/26/31/el.md", std::fs::read(project().join("tests/notices/harbour.el.md")).unwrap());
    workspace.pressdoc(&["render", "--all", "--to", "ics"]).success();
    for (path, entries) in [("AGENDA/18/5869/AGENDA-18-5869.en.ics", 2), ("PR/26/31/PR-26-31.el.ics", 2)] {
        let bytes = workspace.read(&format!("out/{path}"));
        let whole = calendar(&bytes).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        assert_eq!(whole.all("VEVENT").count(), entries, "{path}");
        // The ends of the lines have been looked at; a golden file is easier to read without.
        let text = String::from_utf8(bytes).expect("UTF-8").replace("\r\n", "\n");
        kept(&format!("tests/calendars/{}", path.rsplit('/').next().expect("a name")), &text);
    }
}

#[test]
fn an_entry_says_when_where_and_by_whom() {
    let (whole, entries) = entries(EVENT);
    assert_eq!((whole.value("VERSION"), whole.value("METHOD")), ("2.0", "PUBLISH"));
    let [first, second] = entries.as_slice() else { panic!("two sittings: {entries:#?}") };
    for entry in [first, second] {
        let start = entry.find("DTSTART").expect("a beginning");
        assert_eq!(start.parameters.get("TZID").map(String::as_str), Some("Europe/London"));
        assert_eq!(entry.value("DTSTAMP"), "20260303T110000Z", "the time of issue, not the clock");
        assert_eq!(entry.value("SEQUENCE"), "0");
        assert_eq!((entry.value("STATUS"), entry.value("CLASS")), ("CONFIRMED", "PUBLIC"));
        assert_eq!(entry.text("SUMMARY"), "Opening of Heron Bridge");
        assert_eq!(entry.text("LOCATION"), "Boathouse Green, Lakeside");
        let organizer = entry.find("ORGANIZER").expect("somebody");
        assert_eq!(organizer.value, "mailto:press@example.org");
        assert_eq!(organizer.parameters.get("CN").map(String::as_str), Some("Press office"));
        assert!(entry.components.is_empty(), "nobody is woken: {entry:#?}");
    }
    assert_eq!((first.value("DTSTART"), first.value("DTEND")), ("20260328T100000", "20260328T110000"));
    assert_eq!((second.value("DTSTART"), second.value("DTEND")), ("20260329T100000", "20260329T110000"));
    assert_eq!(first.value("UID"), "urn:pressdoc:plain:PR:26:21:1:1");
    assert_eq!(second.value("UID"), "urn:pressdoc:plain:PR:26:21:1:2");
}

/// The offset that a zone of the file gives to a local time, read as RFC 5545
/// says: that of the last change before it.
fn offset(zone: &Component, local: &str) -> String {
    let changes: BTreeMap<&str, &str> =
        zone.components.iter().map(|change| (change.value("DTSTART"), change.value("TZOFFSETTO"))).collect();
    let last = changes.range(..=local).next_back().unwrap_or_else(|| panic!("no change before {local}: {zone:#?}"));
    (*last.1).to_owned()
}

#[test]
fn zones_are_those_of_the_sittings() {
    let (whole, entries) = entries(EVENT);
    let zones: Vec<&Component> = whole.all("VTIMEZONE").collect();
    let [zone] = zones.as_slice() else { panic!("one zone: {zones:#?}") };
    assert_eq!(zone.value("TZID"), "Europe/London");
    let offsets: Vec<String> = entries.iter().map(|entry| offset(zone, entry.value("DTSTART"))).collect();
    assert_eq!(offsets, ["+0000", "+0100"], "the clocks change in the night between");
    assert!(zone.components.iter().all(|change| change.find("UID").is_none() && change.find("DTSTAMP").is_none()));
}

#[test]
fn hours_of_the_world_need_no_zone_and_doubled_hours_no_clock() {
    let utc = EVENT.replace("+01:00", "+00:00");
    let workspace = Workspace::new()
        .with("releases/PR/26/21/en.md", notice(&utc).replace("Europe/London", "UTC"))
        // 1.30 comes twice in that night; meant is the second.
        .with(
            "releases/PR/26/22/en.md",
            notice("\n[[event]]\n\n[[event.sitting]]\nstarts = 2026-10-25T01:30:00+00:00\n")
                .replace("PR/26/21", "PR/26/22"),
        );
    workspace.pressdoc(&["render", "--all", "--to", "ics", "--draft"]).success();
    let world = calendar(&workspace.read("out/PR/26/21/PR-26-21.en.ics")).expect("a calendar");
    assert_eq!(world.all("VTIMEZONE").count(), 0);
    assert_eq!(world.all("VEVENT").next().expect("an entry").value("DTSTART"), "20260328T100000Z");
    let doubled = calendar(&workspace.read("out/PR/26/22/PR-26-22.en.ics")).expect("a calendar");
    assert_eq!(doubled.all("VEVENT").next().expect("an entry").value("DTSTART"), "20261025T013000Z");
    assert_eq!(doubled.all("VTIMEZONE").count(), 0, "nothing names it");
}

#[test]
fn a_corrected_notice_updates_its_entries_and_a_withdrawn_one_cancels_them() {
    let correction = "\n[[correction]]\nat = 2026-03-04T09:30:00+00:00\ntext = \"It opens at 10:00.\"\n";
    let withdrawal = "\n[[withdrawal]]\nat = 2026-03-05T09:30:00+00:00\ntext = \"It stays shut.\"\n";
    let (_, first) = entries(EVENT);
    let (whole, corrected) = entries(&format!("{EVENT}{correction}"));
    assert_eq!(whole.value("METHOD"), "PUBLISH");
    let (_, withdrawn) = entries(&format!("{EVENT}{correction}{withdrawal}"));
    for ((first, corrected), withdrawn) in first.iter().zip(&corrected).zip(&withdrawn) {
        assert_eq!(first.value("UID"), corrected.value("UID"));
        assert_eq!(first.value("UID"), withdrawn.value("UID"));
        assert_eq!((corrected.value("SEQUENCE"), withdrawn.value("SEQUENCE")), ("1", "2"));
        assert_eq!(corrected.value("DTSTAMP"), "20260304T093000Z");
        assert_eq!(withdrawn.value("DTSTAMP"), "20260305T093000Z");
        assert_eq!((corrected.value("STATUS"), withdrawn.value("STATUS")), ("CONFIRMED", "CANCELLED"));
        assert!(withdrawn.text("DESCRIPTION").contains("Withdrawn, 5\u{a0}March 2026"), "the text says it as well");
    }
}

#[test]
fn what_is_not_sure_is_tentative_and_what_is_off_is_cancelled() {
    for (status, shown) in [("confirmed", "CONFIRMED"), ("to be confirmed", "TENTATIVE"), ("cancelled", "CANCELLED")] {
        let (_, entries) = entries(&EVENT.replace("\"confirmed\"", &format!("{status:?}")));
        assert!(entries.iter().all(|entry| entry.value("STATUS") == shown), "{status}: {entries:#?}");
    }
}

#[test]
fn an_embargo_comes_first_and_keeps_the_entry_private() {
    let (_, entries) =
        entries(&format!("embargo = 2026-03-10T10:00:00+00:00\n{EVENT}").replace("\n\n[[event]]", "\n[[event]]"));
    let entry = entries.first().expect("an entry");
    let text = entry.text("DESCRIPTION");
    assert!(text.starts_with("Embargo: not for publication before 10\u{a0}March 2026"), "{text}");
    assert_eq!(text.matches("Embargo: not for").count(), 2, "in advance, and in its place");
    assert_eq!(entry.value("CLASS"), "PRIVATE");
}

#[test]
fn every_language_version_speaks_of_the_same_entry() {
    let german = notice(EVENT)
        .replace("issued", "translation_of = \"en\"\nissued")
        .replace("## Press contacts", "## Pressekontakt");
    let workspace =
        Workspace::new().with("releases/PR/26/21/en.md", notice(EVENT)).with("releases/PR/26/21/de.md", german);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "ics", "--draft"]);
    let of = |language: &str| {
        let whole = calendar(&workspace.read(&format!("out/PR/26/21/PR-26-21.{language}.ics"))).expect("a calendar");
        whole
            .all("VEVENT")
            .map(|entry| (entry.value("UID").to_owned(), entry.find("SUMMARY").expect("a name").parameters.clone()))
            .collect::<Vec<_>>()
    };
    let (english, german) = (of("en"), of("de"));
    for (english, german) in english.iter().zip(&german) {
        assert_eq!(english.0, german.0);
        assert_eq!((english.1["LANGUAGE"].as_str(), german.1["LANGUAGE"].as_str()), ("en", "de"));
    }
    assert_eq!(english.len(), 2);
}

#[test]
fn a_house_without_mail_has_entries_that_nobody_answers_for() {
    let plain = std::fs::read_to_string(project().join("styles/plain/house.toml")).expect("a house style");
    let (before, after) = plain.split_once("[mail]").expect("its mail");
    let (_, after) = after.split_once("\n\n").expect("what follows");
    let workspace = Workspace::new()
        .with("styles/plain/house.toml", format!("{before}{after}"))
        .with("releases/PR/26/21/en.md", notice(EVENT));
    workspace.pressdoc(&["render", "PR/26/21", "--to", "ics"]).success();
    let whole = calendar(&workspace.read("out/PR/26/21/PR-26-21.en.ics")).expect("a calendar");
    // A message between calendars must name its organizer (RFC 5546); a file need not.
    assert!(whole.find("METHOD").is_none());
    assert!(whole.all("VEVENT").all(|entry| entry.find("ORGANIZER").is_none()));
}

#[test]
fn without_a_sitting_there_is_no_file() {
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", notice(""));
    workspace.pressdoc(&["render", "PR/26/21", "--to", "ics,txt"]).success();
    assert!(workspace.has("out/PR/26/21/PR-26-21.en.txt"));
    assert!(!workspace.has("out/PR/26/21/PR-26-21.en.ics"));
    workspace
        .pressdoc(&["render", "PR/26/21", "--to", "ics"])
        .success()
        .stdout_eq("")
        .stderr_eq("releases/PR/26/21/en.md: nothing in it for `ics`\n");
}
