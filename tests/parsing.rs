//! What the parser makes of real notices.

use std::path::Path;

use pressdoc::catalog::{Catalog, House};
use pressdoc::model::language::Language;
use pressdoc::model::notice::{Notice, PartKind};
use pressdoc::model::section::{BlockKind, plain_text};
use pressdoc::parse::{Knowledge, parse};
use pressdoc::span::SourceFile;

use crate::support::workspace::{project, seed, twin};

/// The catalogue of the program with a house style and a language at hand.
pub struct Reader {
    catalog: Catalog,
}

impl Reader {
    pub fn new() -> Self {
        Self { catalog: Catalog::new(None, "ec").expect("the built-in catalogue") }
    }

    pub fn house(&self, code: &str) -> &House {
        self.catalog.house(code).expect("a built-in house style")
    }

    pub fn language(&self, code: &str) -> Language {
        self.catalog.language(code).expect("a language file").expect("a language")
    }

    pub fn parse(&self, text: &str, house: &str, language: &str) -> (SourceFile, Notice) {
        let source = SourceFile::new("notice.md", text);
        let house = self.house(house);
        let language = self.language(language);
        let languages = |code: &str| self.catalog.language(code).ok().flatten().map(std::sync::Arc::new);
        let knowledge = Knowledge { house, language: &language, languages: &languages, folder_reference: None };
        let notice = parse(&source, knowledge);
        (source, notice)
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a notice")
}

#[test]
fn the_real_notice_parses_as_it_stands() {
    let Some(seed) = seed() else { return };
    let (source, notice) = Reader::new().parse(&read(&seed), "ec", "en");
    assert_agenda_with_quirks(&source, &notice);
    assert_eq!(notice.reference.as_ref().expect("a reference").value.to_string(), "AGENDA/18/5869");
    assert_eq!(notice.masthead.as_ref().expect("a masthead").value, "European Commission - Upcoming events");
    let headline = plain_text(&notice.headline.as_ref().expect("a headline").value);
    assert!(
        headline.starts_with("15-16 October: High-Level Conference on election security: \"Election"),
        "{headline}"
    );
    let contacts: Vec<_> = notice.contacts.iter().map(|contact| contact.person.value.name.as_str()).collect();
    assert_eq!(contacts, ["Natasha BERTAUD", "Kasia KOLANKO"]);
    let numbers: Vec<_> =
        notice.contacts.iter().flat_map(|contact| &contact.phones).map(|p| p.value.number.as_str()).collect();
    assert_eq!(numbers, ["+3222967456", "+3222963444"]);
    let targets: Vec<_> =
        notice.links.iter().filter(|link| link.uri.starts_with("tel:")).map(|l| l.uri.as_str()).collect();
    assert_eq!(targets, ["tel:0080067891011"]);
}

#[test]
fn its_twin_in_our_own_words_parses_the_same() {
    let (source, notice) = Reader::new().parse(&read(&twin()), "ec", "en");
    assert_agenda_with_quirks(&source, &notice);
    assert_eq!(notice.reference.as_ref().expect("a reference").value.to_string(), "AGENDA/18/4242");
}

/// All that the seed and its twin have in common.
fn assert_agenda_with_quirks(source: &SourceFile, notice: &Notice) {
    let sections: Vec<&str> = notice.sections.iter().map(|section| section.key.as_str()).collect();
    assert_eq!(sections, ["news", "background", "event", "sources", "contacts", "inquiries"]);
    let labels: Vec<&str> =
        notice.sections.iter().map(|section| section.label.as_ref().expect("a label").value.as_str()).collect();
    assert_eq!(
        labels,
        ["The news", "The background", "The event", "The sources", "Press contacts", "General public inquiries"]
    );
    // The link targets `#` in the file, counted by hand: two of them stand in
    // the inquiries line.
    assert_eq!(notice.links.iter().filter(|link| link.uri == "#").count(), 8);
    assert_eq!(notice.links.iter().filter(|link| link.uri.starts_with("tel:")).count(), 1);
    assert_eq!(notice.links.iter().filter(|link| link.uri.starts_with("mailto:")).count(), 2);
    assert_eq!(notice.contacts.len(), 2);
    for contact in &notice.contacts {
        assert_eq!(contact.phones.len(), 1);
        let number = &contact.phones[0].value.number;
        assert!(number.starts_with("+322") && number.len() == 11, "E.164: {number}");
    }
    assert_eq!(notice.sources.len(), 2);
    let sittings: Vec<String> = notice
        .events
        .iter()
        .flat_map(|event| &event.sittings)
        .map(|sitting| format!("{} – {}", sitting.starts, sitting.ends.as_ref().expect("an end")))
        .collect();
    assert_eq!(
        sittings,
        [
            "2018-10-15T14:00:00+02:00[Europe/Brussels] – 2018-10-15T19:00:00+02:00[Europe/Brussels]",
            "2018-10-16T09:00:00+02:00[Europe/Brussels] – 2018-10-16T13:00:00+02:00[Europe/Brussels]",
        ]
    );
    let dates: Vec<&str> = notice.dates.iter().map(|mention| source.slice(mention.span)).collect();
    assert_eq!(dates, ["Monday 15 October 2018", "Tuesday 16 October 2018"]);
    assert_parts_cover(source, notice);
}

/// Every character that is no white space belongs to exactly one part.
pub fn assert_parts_cover(source: &SourceFile, notice: &Notice) {
    let mut owner = vec![0_u8; source.text().len()];
    for part in &notice.parts {
        for at in part.span.range() {
            owner[at] += 1;
        }
    }
    if let Some(span) = notice.front_matter.span {
        for at in span.range() {
            owner[at] += 1;
        }
    }
    // What no block holds must be a definition: a lost paragraph is none.
    for part in notice.parts.iter().filter(|part| part.kind == PartKind::LinkDefinition) {
        let text = source.slice(part.span);
        assert!(text.starts_with('[') && text.contains("]:"), "{text:?} is no definition of a link");
    }
    for (at, character) in source.text().char_indices() {
        if character.is_whitespace() || character == '\u{feff}' {
            continue;
        }
        assert_eq!(owner[at], 1, "{character:?} at byte {at} of {:?}: {:?}", source.text(), notice.parts);
    }
}

#[test]
fn every_sample_is_covered_and_has_no_findings() {
    let office = pressdoc::pipeline::Office::open(project()).expect("the project is a workspace");
    let files = office.workspace.all(project()).expect("releases");
    assert!(files.len() >= 11, "{} samples", files.len());
    for file in files {
        let examined = office.examine(&file).expect("a notice");
        assert_parts_cover(&examined.source, &examined.notice);
        assert!(examined.findings.is_empty(), "{}: {:#?}", file.name, examined.findings);
    }
}

#[test]
fn labels_are_headings_paragraphs_bold_or_the_first_line_of_a_paragraph() {
    let reader = Reader::new();
    for label in
        ["## The news", "### The news:", "The news:", "The news", "**The news:**", "The news\n---", "THE NEWS:"]
    {
        let text = format!("# Headline\n\n{label}\n\nText.\n");
        let (_, notice) = reader.parse(&text, "ec", "en");
        assert_eq!(notice.sections.len(), 1, "{label}: {:?}", notice.sections);
        assert_eq!(notice.sections[0].key, "news", "{label}");
    }
    let (_, notice) = reader.parse("# Headline\n\nThe news:\nText in the next line.\n", "ec", "en");
    assert_eq!(notice.sections[0].key, "news");
    assert!(
        matches!(&notice.sections[0].blocks[0].kind, BlockKind::Paragraph(text) if plain_text(text) == "Text in the next line.")
    );
}

#[test]
fn an_unknown_heading_opens_a_section_in_its_place() {
    let (_, notice) =
        Reader::new().parse("# H\n\nLead.\n\n## Facts and figures\n\nOne.\n\n### Inside\n\nTwo.\n", "plain", "en");
    let keys: Vec<_> = notice.sections.iter().map(|section| (section.key.as_str(), section.blocks.len())).collect();
    assert_eq!(keys, [("lead", 1), ("other", 3)]);
}

#[test]
fn datelines_are_read_in_the_language_of_the_notice() {
    let reader = Reader::new();
    for (language, paragraph, place, run_in) in [
        ("en", "Brussels, 12 October 2018", "Brussels", false),
        ("en", "Brussels, Friday 12 October 2018", "Brussels", false),
        ("en", "LAKESIDE, 12 October 2018 – The bridge opens.", "LAKESIDE", true),
        ("fr", "Bruxelles, le 12 octobre 2018", "Bruxelles", false),
        ("pl", "Strasburg, 12 października 2018 r.", "Strasburg", false),
        ("bg", "Страсбург, 12 октомври 2018 г.", "Страсбург", false),
        ("el", "Βρυξέλλες, 12 Οκτωβρίου 2018", "Βρυξέλλες", false),
        ("hu", "Brüsszel, 2018. október 12.", "Brüsszel", false),
        ("lv", "Brisele, 2018. gada 12. oktobris", "Brisele", false),
        ("lt", "Briuselis, 2018 m. spalio 12 d.", "Briuselis", false),
        ("es", "Bruselas, 12 de octubre de 2018", "Bruselas", false),
        ("de", "Brüssel, 12. Oktober 2018", "Brüssel", false),
    ] {
        let (source, notice) = reader.parse(&format!("# Headline\n\n{paragraph}\n\nText.\n"), "ec", language);
        let dateline = notice.dateline.as_ref().unwrap_or_else(|| panic!("{language}: {paragraph}"));
        assert_eq!(dateline.place.value, place, "{language}");
        assert_eq!(dateline.run_in, run_in, "{language}");
        assert_eq!(dateline.date.to_string(), "2018-10-12", "{language}");
        if !run_in {
            assert_eq!(source.slice(dateline.span), paragraph, "{language}");
        }
    }
}

#[test]
fn contacts_are_read_in_lines_lists_and_with_semicolons() {
    let reader = Reader::new();
    let head = "# H\n\n## Press contacts\n\n";
    for text in [
        "Christiane HOHMANN +32 2 299 11 96; Concha FERNANDEZ +32 2 295 29 77",
        "- Christiane HOHMANN, +32 2 299 11 96\n- Concha FERNANDEZ, +32 2 295 29 77",
        "Christiane HOHMANN (+32 2 299 11 96)\n\nConcha FERNANDEZ (+32 2 295 29 77)",
        "Christiane HOHMANN – Tel. +32 2 299 11 96\nConcha FERNANDEZ – Tel. +32 2 295 29 77",
        "Christiane HOHMANN\\\n+32 2 299 11 96\n\nConcha FERNANDEZ\\\n+32 2 295 29 77",
    ] {
        let (_, notice) = reader.parse(&format!("{head}{text}\n"), "ec", "en");
        let found: Vec<_> = notice
            .contacts
            .iter()
            .map(|contact| (contact.person.value.family.as_str(), contact.phones[0].value.number.as_str()))
            .collect();
        assert_eq!(found, [("HOHMANN", "+3222991196"), ("FERNANDEZ", "+3222952977")], "{text}");
    }
    let (_, notice) = reader.parse(
        &format!("{head}Anna BERG, press officer, Lake Office, Tel.: +32 2 299 11 96, E-mail: anna.berg@example.org\n"),
        "ec",
        "en",
    );
    let contact = &notice.contacts[0];
    assert_eq!(contact.person.value.name, "Anna BERG");
    assert_eq!(contact.organisation.as_ref().expect("an office").value, "press officer, Lake Office");
    assert_eq!(contact.phones[0].value.label.as_deref(), Some("Tel."));
    assert_eq!(contact.emails[0].value.address, "anna.berg@example.org");
}

#[test]
fn end_marks_are_known() {
    for mark in ["ENDS", "-30-", "###"] {
        let (_, notice) = Reader::new().parse(&format!("# H\n\nLead.\n\n{mark}\n"), "plain", "en");
        let last = notice.sections[0].blocks.last().expect("a block");
        assert!(matches!(&last.kind, BlockKind::EndMark(found) if found == mark), "{mark}: {last:?}");
    }
}

#[test]
fn definitions_of_links_are_parts_too() {
    let (source, notice) = Reader::new().parse("# H\n\nSee [there][1].\n\n[1]: https://example.org/a\n", "plain", "en");
    assert!(notice.parts.iter().any(|part| part.kind == PartKind::LinkDefinition));
    assert_eq!(notice.links[0].uri, "https://example.org/a");
    assert_parts_cover(&source, &notice);
}
