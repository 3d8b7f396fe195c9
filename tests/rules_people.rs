//! People and contacts in several languages: what is found, and above all what
//! is not.

use std::path::Path;

use pressdoc::catalog::Catalog;
use pressdoc::diagnostic::Safety;
use pressdoc::model::contact::Contact;
use pressdoc::pipeline::{Examined, Office};
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;

use crate::support::workspace::{Workspace, seed};

const RULES: [&str; 13] = [
    "contact-capitals",
    "contact-drift",
    "expired-contact",
    "invalid-phone",
    "malformed-email",
    "name-drift",
    "person-bold",
    "person-not-in-office",
    "phone-form",
    "phone-target",
    "phone-without-country",
    "title-mismatch",
    "unknown-contact",
];

/// A workspace in which texts are checked as if they were files.
struct Desk {
    workspace: Workspace,
    office: Office,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let workspace = Workspace::new();
        for (path, content) in files {
            workspace.write(path, content);
        }
        let office = Office::open(workspace.path()).expect("an office");
        Self { workspace, office }
    }

    fn examine(&self, path: &str, text: &str) -> Examined<'_> {
        let file = NoticeFile::new(Path::new(path), self.workspace.path());
        self.office.examine_text(SourceFile::new(path, text), &file).expect("a notice that can be checked")
    }

    /// `rule: words` of the findings of this family: the words that the finding
    /// points at.
    fn found(&self, path: &str, text: &str) -> Vec<String> {
        let examined = self.examine(path, text);
        let ours = examined.findings.iter().filter(|finding| RULES.contains(&&*finding.rule));
        ours.map(|finding| format!("{}: {}", finding.rule, examined.source.slice(finding.span))).collect()
    }

    /// The text when every fix of `rule` that is as safe as `safety` is made.
    fn fixed(&self, path: &str, text: &str, rule: &str, safety: Safety) -> String {
        let examined = self.examine(path, text);
        let fixes = examined.findings.iter().filter(|finding| finding.rule == rule).filter_map(|f| f.fix.as_ref());
        let mut edits: Vec<_> =
            fixes.filter(|fix| fix.safety == safety).flat_map(|fix| fix.edits.iter().cloned()).collect();
        edits.sort_by_key(|edit| edit.span);
        let mut fixed = text.to_owned();
        for edit in edits.iter().rev() {
            fixed.replace_range(edit.span.range(), &edit.replacement);
        }
        fixed
    }
}

/// Invented people with titles in four languages, names in three alphabets.
const PEOPLE: &str = r#"
[[person]]
given = "Anne-Lise"
family = "Juhl"
also = [{ given = "Ан-Лисе", family = "Юл" }, { given = "Αν-Λιζ", family = "Γιουλ" }]

[[person.office]]
title = { en = "Mayor of Lakeside", fr = "maire de Lakeside", de = "Bürgermeisterin von Lakeside", pl = "burmistrz Lakeside" }
also = { en = ["Mayor"], fr = ["maire"], de = ["Bürgermeisterin"], pl = ["burmistrz"] }
from = 2020-01-01
to = "2027-12-31"

[[person]]
given = "Julian"
family = "King"

[[person.office]]
title = { en = "Deputy Mayor for Bridges", fr = "adjoint aux ponts", de = "Stadtrat für Brücken", pl = "zastępca burmistrza" }
also = { en = ["Deputy Mayor"], fr = ["adjoint"], de = ["Stadtrat"] }
from = 2020-01-01
to = 2022-12-31

[[person.office]]
title = { en = "Councillor for Parks" }
also = { en = ["Councillor"] }
from = 2023-01-01

[[person]]
given = "Orsolya"
family = "van der Meer"

[[person.office]]
title = { en = "Councillor for Schools" }
also = { en = ["Councillor"] }
from = 2020-01-01
to = 2024-06-30
"#;

fn people() -> Desk {
    Desk::new(&[("styles/ec/people.toml", PEOPLE)])
}

/// A notice of the house `ec` of 10 March 2026 with this lead.
fn notice(lead: &str) -> String {
    format!("+++\nissued = 2026-03-10T10:00:00+01:00\n+++\n\n# Headline\n\n{lead}\n\nIP/26/413\n")
}

fn path(language: &str) -> String {
    format!("releases/IP/26/413/{language}.md")
}

#[test]
fn a_family_name_is_bold_at_each_mention_by_name() {
    let desk = people();
    for (language, text, names) in [
        ("en", "Julian King met Councillor King and **Julian King**.", &["King", "King"][..]),
        ("en", "Anne-Lise\nJuhl and Mayor Juhl’s speech.", &["Juhl", "Juhl"]),
        ("en", "- Julian King\n- the Mayor of Lakeside, Anne-Lise Juhl", &["King", "Juhl"]),
        ("fr", "La maire Juhl et M. Julian King.", &["Juhl", "King"]),
        ("de", "Bürgermeisterin Juhl eröffnet die Brücke mit Julian King.", &["Juhl", "King"]),
        ("pl", "Most otwiera burmistrz Anne-Lise Juhl.", &["Juhl"]),
        ("hu", "Juhl Anne-Lise megnyitja a hidat.", &["Juhl"]),
        ("bg", "Мостът се открива от Ан-Лисе Юл.", &["Юл"]),
        ("el", "Η γέφυρα εγκαινιάζεται από την Αν-Λιζ Γιουλ.", &["Γιουλ"]),
        ("fi", "Anne-Lise Juhl avaa sillan.", &["Juhl"]),
    ] {
        let expected: Vec<String> = names.iter().map(|name| format!("person-bold: {name}")).collect();
        assert_eq!(desk.found(&path(language), &notice(text)), expected, "{language}: {text}");
        let fixed = desk.fixed(&path(language), &notice(text), "person-bold", Safety::Safe);
        assert_eq!(desk.found(&path(language), &fixed), [""; 0], "{language}: {fixed}");
        assert_eq!(fixed.replace('*', ""), notice(text).replace('*', ""), "only marks change");
    }
}

#[test]
fn what_is_no_mention_need_not_be_bold() {
    let desk = people();
    for (language, text) in [
        ("en", "Julian **King** met **Mayor Juhl** and **Anne-Lise Juhl**."),
        ("en", "The King of Lakeside, a king, King Street and Burger King."),
        ("en", "President King and Mrs King are no relatives."),
        ("en", "Julian King-Smith and Julian McKing write a book."),
        ("en", "“Ask Julian King,” said the mayor."),
        ("en", "> Ask Julian King or Mayor Juhl."),
        ("en", "See [the speech of Mayor Juhl](https://example.org/speech) and `Julian King`."),
        ("en", "Former Deputy Mayor Julian King **is** here. The then European Deputy Mayor King came."),
        ("en", "Councillor Orsolya van der **Meer** was there until 2024, like Orsolya van der Meer’s team."),
        ("en", "### Julian King speaks\n\nText."),
        ("en", "Mayor JUHL and Julian KING."),
        ("en", "A table:\n\n| Hour | Who |\n|--|--|\n| 10.00 | Julian King |"),
        ("en", "Text.\n\n## For more information\n\n- Speech of Julian King\n- Mayor Juhl on bridges"),
        ("de", "Julian Kings Rede und die der Kings."),
        ("pl", "Rozmowa z Julianem Kingiem i z Anne-Lise Juhlową."),
        ("cs", "Projev Juliana Kinga."),
        ("fr", "Le King et le roi Julian."),
        ("en", "King Julian of Madagascar."),
    ] {
        let found = desk.found(&path(language), &notice(text));
        assert!(!found.iter().any(|finding| finding.starts_with("person-bold")), "{language}: {text}: {found:?}");
    }
}

#[test]
fn bold_is_asked_for_only_where_the_house_does() {
    let files = [("styles/plain/people.toml", PEOPLE)];
    let desk = Desk::new(&files);
    let text = notice("Mayor Juhl met Julian King.").replace("IP/26/413", "PR/26/21");
    assert_eq!(desk.found("releases/PR/26/21/en.md", &text), [""; 0]);
}

#[test]
fn a_mark_beside_the_name_is_left_to_the_officer() {
    let desk = people();
    let text = notice("They met Julian *King*.");
    assert_eq!(desk.found(&path("en"), &text), ["person-bold: King"]);
    assert_eq!(desk.fixed(&path("en"), &text, "person-bold", Safety::Safe), text);
}

#[test]
fn a_title_is_the_person_s_own_at_that_time() {
    let desk = people();
    for (language, text, expected) in [
        ("en", "Deputy Mayor Julian **King** came.", &["title-mismatch: Deputy Mayor"][..]),
        ("en", "Mayor Julian **King** came.", &["title-mismatch: Mayor"]),
        ("en", "The Mayor of Lakeside, Julian **King**, came.", &["title-mismatch: Mayor of Lakeside"]),
        ("en", "Julian **King**, Deputy Mayor for Bridges, came.", &["title-mismatch: Deputy Mayor for Bridges"]),
        ("en", "Julian **King** came. Mayor **King** spoke.", &["title-mismatch: Mayor"]),
        ("de", "Stadtrat Anne-Lise **Juhl** kam.", &["title-mismatch: Stadtrat"]),
        ("fr", "L’adjoint aux ponts Anne-Lise **Juhl** est venu.", &["title-mismatch: adjoint aux ponts"]),
        (
            "en",
            "Councillor Orsolya **van der Meer** came.",
            &["person-not-in-office: Councillor Orsolya **van der Meer"],
        ),
        ("en", "Councillor van der Meer came.", &["person-not-in-office: Councillor van der Meer"]),
    ] {
        assert_eq!(desk.found(&path(language), &notice(text)), expected, "{language}: {text}");
    }
    for (language, text) in [
        ("en", "Councillor **King**, Councillor for Parks Julian **King** and Mayor **Juhl** came."),
        ("en", "Julian **King**, Councillor for Parks, came."),
        // Portfolios in other words are not judged, nor are titles of nobody.
        ("en", "Councillor for Ponds, Julian **King**, and Professor Anne-Lise **Juhl** came."),
        // A list of people, not titles.
        ("en", "The mayor, Julian **King**, Deputy Mayor Tom Holm and others came."),
        ("en", "Anne-Lise **Juhl**, Councillor **King** and the Deputy Mayor, Tom Holm, came."),
        ("en", "Councillor for Ponds, Anne-Lise **Juhl**, Councillor for Parks, Julian **King**."),
        // Once, and elsewhere.
        ("en", "Former Deputy Mayor Julian **King** came. The then Deputy Mayor **King** spoke."),
        ("en", "In 2021, Deputy Mayor Julian **King** began it. In 2023, Councillor van der Meer went on."),
        ("en", "Ex-Deputy Mayor Julian **King** and Councillor-elect Anne-Lise **Juhl** came."),
        ("en", "Mayor King of Riverside and President Juhl of Denmark came."),
        ("en", "“Deputy Mayor Julian King has told me,” she said."),
        ("de", "Die ehemalige Stadtrat Anne-Lise **Juhl** kam."),
        ("fr", "L’ancien adjoint Anne-Lise **Juhl** est venu."),
        ("pl", "Były burmistrz Julian **King** przyszedł."),
        ("es", "La alcaldesa Anne-Lise **Juhl** vino."),
    ] {
        let found = desk.found(&path(language), &notice(text));
        let of_title = |finding: &&String| !finding.starts_with("person-bold");
        assert_eq!(found.iter().filter(of_title).count(), 0, "{language}: {text}: {found:?}");
    }
    let asked = desk.fixed(&path("en"), &notice("Mayor Julian **King** came."), "title-mismatch", Safety::AskFirst);
    assert_eq!(asked, notice("Councillor Julian **King** came."));
}

#[test]
fn a_notice_without_a_day_speaks_of_the_year_of_its_reference() {
    let desk = people();
    let text = |year: &str, lead: &str| format!("# Headline\n\n{lead}\n\nIP/{year}/413\n");
    let path = |year: &str| format!("releases/IP/{year}/413/en.md");
    let lead = "Deputy Mayor Julian **King** came.";
    assert_eq!(desk.found(&path("21"), &text("21", lead)), [""; 0]);
    assert_eq!(desk.found(&path("24"), &text("24", lead)), ["title-mismatch: Deputy Mayor"]);
    assert_eq!(
        desk.found(&path("19"), &text("19", lead)),
        ["person-not-in-office: Deputy Mayor Julian **King"],
        "before the first office"
    );
}

#[test]
fn the_register_of_the_commission_is_in_order() {
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    let registers = catalog.registers("ec").expect("the registers");
    assert!(registers.people().len() > 60, "{}", registers.people().len());
    assert!(registers.contacts().is_empty(), "contacts are an office's own");
    for person in registers.people() {
        assert!(!person.offices.is_empty(), "{}", person.name());
        for office in &person.offices {
            assert!(office.title.contains_key("en") && office.title.contains_key("fr"), "{}", person.name());
            assert!(office.from.is_some() && office.to.is_none_or(|to| office.from < Some(to)), "{}", person.name());
        }
        for pair in person.offices.windows(2) {
            assert!(pair[0].to < pair[1].from, "{}: one office after the other", person.name());
        }
    }
}

#[test]
fn the_real_notice_has_its_three_faults() {
    let Some(seed) = seed() else { return };
    let text = std::fs::read_to_string(seed).expect("the notice");
    let desk = Desk::new(&[]);
    let found = desk.found("AGENDA-18-5869.txt", &text);
    assert_eq!(found, ["person-bold: Juncker", "name-drift: Kasia KOLANKO", "phone-form: + 32 2 296 34 44"]);
    let bold = desk.fixed("AGENDA-18-5869.txt", &text, "person-bold", Safety::Safe);
    assert_eq!(bold, text.replace("President Juncker.", "President **Juncker**."));
    let phone = desk.fixed("AGENDA-18-5869.txt", &text, "phone-form", Safety::Safe);
    assert_eq!(phone, text.replace("(+ 32 2 296 34 44)", "(+32 2 296 34 44)"));
}

/// A notice of the house `ec` with these contacts, labelled in the language.
fn with_contacts(desk: &Desk, language: &str, lead: &str, contacts: &str) -> String {
    let words = desk.office.language(language).expect("a language file").expect("a language");
    let label = words.section_label("contacts").expect("a label");
    notice(&format!("{lead}\n\n## {label}\n\n{contacts}"))
}

#[test]
fn contacts_have_their_family_names_in_capitals() {
    let desk = Desk::new(&[]);
    for (language, name, right) in [
        ("en", "Natasha Bertaud", "Natasha BERTAUD"),
        ("nl", "Anna van den Berg", "Anna VAN DEN BERG"),
        ("de", "Jürgen Groß", "Jürgen GROSS"),
        ("fr", "Anne-Marie d'Hondt", ""),
        ("es", "Lucía Peña", "Lucía PEÑA"),
        ("el", "Άννα Παπαδοπούλου", "Άννα ΠΑΠΑΔΟΠΟΥΛΟΥ"),
        ("bg", "Иван Петров", "Иван ПЕТРОВ"),
        ("hu", "Kovács Anna", "KOVÁCS Anna"),
        ("pl", "Zdzisława Łącka-Nowak", "Zdzisława ŁĄCKA-NOWAK"),
        ("cs", "Čeněk Šťastný", "Čeněk ŠŤASTNÝ"),
    ] {
        let text = with_contacts(&desk, language, "X.", &format!("- {name} (+32 2 296 74 56)"));
        let expected = if right.is_empty() { vec![] } else { vec![format!("contact-capitals: {name}")] };
        assert_eq!(desk.found(&path(language), &text), expected, "{language}: {name}");
        let fixed = desk.fixed(&path(language), &text, "contact-capitals", Safety::AskFirst);
        let wanted = if right.is_empty() { name } else { right };
        assert_eq!(fixed, with_contacts(&desk, language, "X.", &format!("- {wanted} (+32 2 296 74 56)")));
        assert_eq!(desk.found(&path(language), &fixed), [""; 0], "{language}: {fixed}");
    }
}

#[test]
fn desks_are_no_people() {
    let desk = Desk::new(&[]);
    for (language, name) in [
        ("en", "Press Office"),
        ("en", "Duty Officer"),
        ("en", "European Commission"),
        ("en", "Spokesperson’s Service"),
        ("en", "Newsroom"),
        ("en", "Press team 2"),
        ("de", "Pressestelle Krähenfeld"),
        ("de", "Europäische Kommission"),
        ("fr", "Service Presse"),
        ("fr", "Bureau du Porte-Parole"),
        ("es", "Gabinete de Prensa"),
        ("it", "Ufficio Stampa"),
        ("pt", "Gabinete de Imprensa"),
        ("ro", "Biroul de Presă"),
        ("nl", "Persdienst Brussel"),
        ("da", "Pressevagten Nord"),
        ("sv", "Pressjouren Stockholm"),
        ("fi", "Viestintä Helsinki"),
        ("et", "Pressiesindaja Tallinn"),
        ("lv", "Preses Dienests"),
        ("lt", "Spaudos Tarnyba"),
        ("pl", "Biuro Prasowe"),
        ("cs", "Tiskové Oddělení"),
        ("sk", "Tlačové Oddelenie"),
        ("sl", "Urad Vlade"),
        ("hr", "Ured Vlade"),
        ("hu", "Sajtóiroda Budapest"),
        ("bg", "Пресцентър София"),
        ("el", "Γραφείο Τύπου"),
        ("mt", "Uffiċċju Stampa"),
        ("ga", "Oifig Preasa"),
    ] {
        let text = with_contacts(&desk, language, "X.", &format!("- {name} (+32 2 296 74 56)"));
        assert_eq!(desk.found(&path(language), &text), [""; 0], "{language}: {name}");
    }
}

#[test]
fn numbers_are_written_as_the_house_does() {
    let desk = Desk::new(&[]);
    for (language, contact, right) in [
        ("en", "Anna BERG (+ 32 2 296 34 44)", "Anna BERG (+32 2 296 34 44)"),
        ("en", "Anna BERG, +32 229 63444", "Anna BERG, +32 2 296 34 44"),
        ("fr", "Anna BERG – Tél. : +32 2-296-34-44", "Anna BERG – Tél. : +32 2 296 34 44"),
        ("el", "Άννα ΨΑΡΡΑ, Τηλ. +\u{a0}30 210 727 2100", "Άννα ΨΑΡΡΑ, Τηλ. +30 210 727 2100"),
        ("pl", "Anna BERG, tel.  +48 22  556 89 89", "Anna BERG, tel.  +48 22 556 89 89"),
    ] {
        let text = with_contacts(&desk, language, "X.", contact);
        assert_eq!(desk.found(&path(language), &text).len(), 1, "{language}: {contact}");
        let fixed = desk.fixed(&path(language), &text, "phone-form", Safety::Safe);
        assert_eq!(fixed, with_contacts(&desk, language, "X.", right), "{language}");
        assert_eq!(desk.found(&path(language), &fixed), [""; 0], "{language}");
    }
    let in_text = notice("Ring + 32 2 296 34 44 today, an increase of + 15 000 000 and of +32 000 people.");
    assert_eq!(desk.found(&path("en"), &in_text), ["phone-form: + 32 2 296 34 44"]);
    let zero = with_contacts(&desk, "en", "X.", "Anna BERG, +32 (0)2 296 34 44");
    assert_eq!(desk.fixed(&path("en"), &zero, "phone-form", Safety::Safe), zero, "a digit goes: ask");
    for good in [
        "Anna BERG (+32 2 296 34 44)",
        "Anna BERG (+32\u{a0}2\u{a0}296\u{a0}34\u{a0}44)",
        "Anna BERG, +49 30 23125-014",
        "Anna BERG, 00 800 67 89 10 11",
        "Anna BERG, anna.berg@example.org, until 01/02/2026, 8.30-17.30",
        "Anna BERG, +32 475 12 34 56",
    ] {
        let text = with_contacts(&desk, "en", "X.", good);
        assert_eq!(desk.found(&path("en"), &text), [""; 0], "{good}");
    }
}

#[test]
fn numbers_that_cannot_exist_are_found_in_contacts_and_links() {
    let desk = Desk::new(&[]);
    for (contact, found) in [
        ("Anna BERG, +32 2 296 34 4", "+32 2 296 34 4"),
        ("Anna BERG, +44 20 7946 014", "+44 20 7946 014"),
        ("Anna BERG, +999 2 296 34 44", "+999 2 296 34 44"),
        ("Anna BERG, +33 1 40 63 49 0", "+33 1 40 63 49 0"),
        ("Anna BERG, Tel. +48 22 556 89 899", "+48 22 556 89 899"),
    ] {
        let text = with_contacts(&desk, "en", "X.", contact);
        assert_eq!(desk.found(&path("en"), &text), [format!("invalid-phone: {found}")]);
    }
    let link = notice("[Ring us](tel:+442079460) or [us](tel:+442079460142).");
    assert_eq!(desk.found(&path("en"), &link), ["invalid-phone: [Ring us](tel:+442079460)"]);
    for good in [
        "Anna BERG, +44 20 7946 0142 and +1 212 555 0123 and +353 20 912 3456",
        "Anna BERG, 00 800 67 89 10 11",
        "Anna BERG, +356 2100 1234",
        "Anna BERG, +30 210 727 2100",
        "Anna BERG, +359 2 492 9494",
        "Anna BERG, +32 2 296 34 44/45",
        "Anna BERG, room 12, 1049 Brussels, +32 2 296 34 44",
    ] {
        let text = with_contacts(&desk, "en", "X.", good);
        assert_eq!(desk.found(&path("en"), &text), [""; 0], "{good}");
    }
}

#[test]
fn a_link_dials_what_it_shows() {
    let desk = Desk::new(&[]);
    for bad in [
        "[+44 20 7946 0142](tel:+442079460143)",
        "[00 800 67 89 10 11](tel:0080067891012)",
        "[020 7946 0142](tel:+442079460143)",
        "[Tel. +44 20 7946 0142](TEL:+44-20-7946-0143)",
    ] {
        assert_eq!(desk.found(&path("en"), &notice(bad)), [format!("phone-target: {bad}")]);
        let fixed = desk.fixed(&path("en"), &notice(bad), "phone-target", Safety::AskFirst);
        assert!(!desk.found(&path("en"), &fixed).iter().any(|finding| finding.starts_with("phone-target")), "{fixed}");
    }
    for good in [
        "[+44 20 7946 0142](tel:+442079460142)",
        "[+44 20 7946 0142](tel:+44-20-7946-0142;ext=12)",
        "[00 800 67 89 10 11](tel:0080067891011)",
        "[020 7946 0142](tel:+442079460142)",
        "[Ring us](tel:+442079460142)",
        "[Rooms 2018-2019](tel:+442079460142)",
    ] {
        assert_eq!(desk.found(&path("en"), &notice(good)), [""; 0], "{good}");
    }
}

#[test]
fn a_number_says_its_country() {
    let desk = Desk::new(&[]);
    for (language, contact, number) in [
        ("en", "Anna BERG, 02 296 34 44", "02 296 34 44"),
        ("de", "Anna BERG, Tel. 030/23125014", "030/23125014"),
        ("da", "Anna BERG, Tlf. 33 92 12 34", "33 92 12 34"),
        ("el", "Άννα ΨΑΡΡΑ, Τηλ. 210 727 2100", "210 727 2100"),
    ] {
        let text = with_contacts(&desk, language, "X.", contact);
        assert_eq!(desk.found(&path(language), &text), [format!("phone-without-country: {number}")]);
    }
    let text = with_contacts(&desk, "en", "X.", "Anna BERG, 02 296 34 44");
    let fixed = desk.fixed(&path("en"), &text, "phone-without-country", Safety::AskFirst);
    assert_eq!(fixed, with_contacts(&desk, "en", "X.", "Anna BERG, +32 2 296 34 44"));
    for good in [
        "Anna BERG, +32 2 296 34 44",
        "Anna BERG, 0032 475 12 34 56",
        "Anna BERG, 0800 123 45 67",
        "Anna BERG, VAT 0123.456.789, +32 2 296 34 44",
        "Anna BERG, 12345678, +32 2 296 34 44",
        "Anna BERG, https://example.org/0123456789",
    ] {
        let text = with_contacts(&desk, "en", "X.", good);
        assert_eq!(desk.found(&path("en"), &text), [""; 0], "{good}");
    }
}

#[test]
fn a_contact_is_the_same_throughout_the_notice() {
    let desk = Desk::new(&[]);
    let one = "- Anna BERG, +32 2 296 34 44, anna.berg@example.org";
    for (language, lead, contacts, found) in [
        ("en", "X.", format!("{one}\n- Berg ANNA, +32 2 296 34 45"), "+32 2 296 34 45"),
        ("en", "X.", format!("{one}\n- Anna BERG, anna.b@example.org"), "anna.b@example.org"),
        ("en", "X.", format!("{one}\n- Tom HOLM, +32 2 296 34 44"), "+32 2 296 34 44"),
        ("en", "Ring Anna Berg (+32 2 296 34 45).", one.to_owned(), "+32 2 296 34 45"),
        ("fr", "Appelez Anna Berg au +32 2 296 34 45.", one.to_owned(), "+32 2 296 34 45"),
        ("de", "Bitte an Anna Berg, Tel. +32 2 296 34 45.", one.to_owned(), "+32 2 296 34 45"),
        ("pl", "Pytania: Anna Berg, tel. +32 2 296 34 45.", one.to_owned(), "+32 2 296 34 45"),
        ("el", "Άννα Ψαρρά (+32 2 296 34 45).", "Άννα ΨΑΡΡΑ, +32 2 296 34 44".to_owned(), ""),
        ("en", "Write to Anna Berg at a.berg@example.org.", one.to_owned(), "a.berg@example.org"),
    ] {
        let text = with_contacts(&desk, language, lead, &contacts);
        let expected = if found.is_empty() { vec![] } else { vec![format!("contact-drift: {found}")] };
        assert_eq!(desk.found(&path(language), &text), expected, "{language}: {lead} {contacts}");
    }
    for (lead, contacts) in [
        ("X.", format!("{one}\n- Anna BERG, +32 2 296 34 44")),
        ("X.", "- Anna BERG, Tel. +32 2 296 34 44, Mobile +32 475 12 34 56\n- Anna BERG, +32 229 63444".to_owned()),
        ("X.", "- Anna BERG, Tel. +32 2 296 34 44\n- Anna BERG, Mobile +32 475 12 34 56".to_owned()),
        ("X.", format!("{one}\n- Tom HOLM, +32 2 296 34 45")),
        ("X.", "- Anna BERG, +32 2 296 34 00\n- Tom HOLM, +32 2 296 34 00".to_owned()),
        ("X.", format!("{one}\n- Press Office, +32 2 296 34 44")),
        ("X.", "- Anna BERG, press@example.org, +32 2 296 34 44\n- Tom HOLM, press@example.org".to_owned()),
        ("Anna Berg (+32 2 296 34 44) and her team (+32 2 296 34 45).", one.to_owned()),
        ("With Anna Berg and Tom Holm (+32 2 296 34 45).", one.to_owned()),
        ("Ask Anna Berg. The hall is at +32 2 296 34 45.", one.to_owned()),
        ("Ask Anna Berg, mobile +32 475 12 34 56.", one.to_owned()),
        ("Anna Bergmann (+32 2 296 34 45) is another.", one.to_owned()),
    ] {
        let text = with_contacts(&desk, "en", lead, &contacts);
        let found = desk.found(&path("en"), &text);
        let of_drift = found.iter().filter(|finding| finding.starts_with("contact-drift"));
        assert_eq!(of_drift.count(), 0, "{lead} {contacts}: {found:?}");
    }
}

#[test]
fn a_contact_has_one_given_name() {
    let desk = Desk::new(&[]);
    for (language, lead, contact) in [
        ("en", "Write to Katarzyna.Kolanko@example.org.", "Kasia KOLANKO, +32 2 296 34 44"),
        ("en", "Write to [us](mailto:alexander_holm@example.org).", "Alex HOLM, +32 2 296 34 44"),
        ("de", "An brigitta.mueller@example.org.", "Gitta MÜLLER, +32 2 296 34 44"),
        ("pl", "Pytania: malgorzata.lacka@example.org.", "Małgosia ŁĄCKA, +32 2 296 34 44"),
        ("fr", "Katarzyna KOLANKO répond aux questions.", "Kasia KOLANKO, +32 2 296 34 44"),
        ("bg", "Въпроси към Александра ПЕТРОВА.", "Ани ПЕТРОВА, +32 2 296 34 44"),
    ] {
        let name = contact.split(',').next().expect("a name");
        let text = with_contacts(&desk, language, lead, &format!("- {contact}"));
        assert_eq!(desk.found(&path(language), &text), [format!("name-drift: {name}")], "{language}: {lead}");
    }
    for (lead, contacts) in [
        ("Write to kasia.kolanko@example.org.", "- Kasia KOLANKO, +32 2 296 34 44"),
        ("Write to k.kolanko@example.org.", "- Kasia KOLANKO, +32 2 296 34 44"),
        ("Write to zdzislawa.lacka@example.org.", "- Zdzisława ŁĄCKA, +32 2 296 34 44"),
        ("Write to juergen.mueller@example.org.", "- Jürgen MÜLLER, +32 2 296 34 44"),
        ("Write to anna.berg@example.org.", "- Anna Maria BERG, +32 2 296 34 44"),
        ("Write to jean-claude.holm@example.org.", "- Jean Claude HOLM, +32 2 296 34 44"),
        ("Write to press.kolanko@example.org.", "- Kasia KOLANKO, +32 2 296 34 44"),
        ("Write to marek.kolanko@example.org.", "- Kasia KOLANKO, +32 2 296 34 44"),
        ("Write to kurt.kolanko@example.org.", "- Kasia KOLANKO, +32 2 296 34 44, kasia.kolanko@example.org"),
        ("Mr KOLANKO and Madame KOLANKO came.", "- Kasia KOLANKO, +32 2 296 34 44"),
        ("X.", "- [Kasia KOLANKO](mailto:katarzyna.kolanko@example.org) (+32 2 296 34 44)"),
        ("X.", "- Kasia KOLANKO, +32 2 296 34 44\n- Karol KOLANKO, +32 2 296 34 45, karol.kolanko@example.org"),
        ("The kasia.kolanko@example.org in BERG.", "- Berg HOLM, +32 2 296 34 44"),
    ] {
        let text = with_contacts(&desk, "en", lead, contacts);
        assert_eq!(desk.found(&path("en"), &text), [""; 0], "{lead} {contacts}");
    }
    let known = "[[contact]]\nname = \"Katarzyna Kolanko\"\nalso = [\"Kasia Kolanko\"]\n";
    let desk = Desk::new(&[("styles/ec/contacts.toml", known)]);
    let text =
        with_contacts(&desk, "en", "Write to katarzyna.kolanko@example.org.", "- Kasia KOLANKO, +32 2 296 34 44");
    assert_eq!(desk.found(&path("en"), &text), [""; 0], "the register knows both names");
}

#[test]
fn mail_addresses_can_be_written_to() {
    let desk = Desk::new(&[]);
    for (language, bad) in [
        ("en", "anna.berg@example"),
        ("en", "anna.berg@@example.org"),
        ("en", "anna..berg@example.org"),
        ("en", "anna.berg@"),
        ("de", "jürgen.groß@example.org"),
        ("bg", "аnna.berg@example.org"),
        ("el", "άννα@example.org"),
        ("fr", "anna.berg@example.o"),
    ] {
        let text = with_contacts(&desk, language, "X.", &format!("- Anna BERG, +32 2 296 34 44, {bad}"));
        assert_eq!(desk.found(&path(language), &text), [format!("malformed-email: {bad}")], "{language}");
    }
    for (text, found) in [
        ("[Write](mailto:anna.berg) to us.", "anna.berg"),
        ("[Write](mailto:anna.berg@example.org,tom@holm?subject=Hello) to us.", "anna.berg@example.org,tom@holm"),
    ] {
        let found_here = desk.found(&path("en"), &notice(text));
        assert!(matches!(&found_here[..], [one] if one.starts_with("malformed-email: mailto:") && one.contains(found)));
    }
    for good in [
        "- Anna BERG, +32 2 296 34 44, anna.berg+press@mail.example.org",
        "- Anna BERG (<anna.berg@example.org>), +32 2 296 34 44.",
        "- Anna BERG, E-mail:anna.berg@example.org; +32 2 296 34 44",
        "- Anna BERG, anna@example.org,press@example.org, +32 2 296 34 44",
        "- Anna BERG, +32 2 296 34 44, @annaberg, @press@social.example.org, a @ b",
        "- [Anna BERG](mailto:anna.berg@example.org?subject=A%40B) (+32 2 296 34 44)",
        "- [Anna BERG](mailto:anna%40example.org) (+32 2 296 34 44)",
    ] {
        let text = with_contacts(&desk, "en", "Meet us @ noon, write to x@y.", good);
        assert_eq!(desk.found(&path("en"), &text), [""; 0], "{good}");
    }
}

#[test]
fn contacts_are_those_of_the_register() {
    let register = r#"
[[contact]]
name = "Anna Berg"
phones = ["+32 229 63444"]
emails = ["Anna.Berg@example.org"]

[[contact]]
name = "Tom Holm"
to = 2026-02-28

[[contact]]
name = "Ida Lund"
from = 2026-04-01

[[contact]]
name = "Press Office"
"#;
    let desk = Desk::new(&[("styles/ec/contacts.toml", register)]);
    for (contact, found) in [
        ("Anna BERGH, +32 2 296 34 44", "unknown-contact: Anna BERGH"),
        ("Anna BERG, +32 2 296 34 45", "unknown-contact: +32 2 296 34 45"),
        ("Anna BERG, a.berg@example.org", "unknown-contact: a.berg@example.org"),
        ("Tom HOLM, +32 2 296 34 46", "expired-contact: Tom HOLM"),
        ("Ida LUND, +32 2 296 34 47", "expired-contact: Ida LUND"),
    ] {
        let text = with_contacts(&desk, "en", "X.", contact);
        assert_eq!(desk.found(&path("en"), &text), [found], "{contact}");
    }
    for good in ["BERG Anna, +32 2 296 34 44, anna.berg@example.org", "Press office, +32 2 296 34 48"] {
        let text = with_contacts(&desk, "en", "X.", good);
        assert_eq!(desk.found(&path("en"), &text), [""; 0], "{good}");
    }
    let early = with_contacts(&desk, "en", "X.", "Tom HOLM, +32 2 296 34 46").replace("2026-03-10", "2026-02-10");
    assert_eq!(desk.found(&path("en"), &early), [""; 0], "at that time he answered");
    let plain = Desk::new(&[]);
    let text = with_contacts(&plain, "en", "X.", "Anna BERGH, +32 2 296 34 44");
    assert_eq!(plain.found(&path("en"), &text), [""; 0], "no register, no question");
}

#[test]
fn a_register_that_cannot_be_read_is_named() {
    let workspace =
        Workspace::new().with("styles/ec/people.toml", "[[person]]\ngiven = \"A\"\nfamily = \"B\"\nfrom = 1\n");
    workspace.write("releases/IP/26/413/en.md", notice("X."));
    let said = workspace.pressdoc(&["check", "IP/26/413"]).code(2);
    let error = String::from_utf8(said.get_output().stderr.clone()).expect("UTF-8");
    assert!(error.contains("styles/ec/people.toml:4:1"), "{error}");
}

#[test]
fn contacts_are_read_in_tables_and_quotations() {
    let desk = Desk::new(&[]);
    let table = "| Name | Role | Telephone | Mail |\n|--|--|--|--|\n\
                 | Anna BERG | press officer | + 32 2 296 34 44 | anna.berg@example.org |\n\
                 | Tom HOLM | | Tel. +32 2 296 34 45 | |\n";
    let text = with_contacts(&desk, "en", "X.", table);
    let examined = desk.examine(&path("en"), &text);
    let said = |contact: &Contact| {
        let role = contact.organisation.as_ref().map_or("", |role| role.value.as_str()).to_owned();
        let phones: Vec<&str> = contact.phones.iter().map(|phone| examined.source.slice(phone.span)).collect();
        let emails: Vec<&str> = contact.emails.iter().map(|email| examined.source.slice(email.span)).collect();
        format!("{} / {role} / {} / {}", contact.person.value.name, phones.join(" "), emails.join(" "))
    };
    let contacts: Vec<String> = examined.notice.contacts.iter().map(said).collect();
    assert_eq!(
        contacts,
        ["Anna BERG / press officer / + 32 2 296 34 44 / anna.berg@example.org", "Tom HOLM /  / +32 2 296 34 45 / "]
    );
    assert_eq!(desk.found(&path("en"), &text), ["phone-form: + 32 2 296 34 44"]);
    let headless = "| Anna BERG | +32 2 296 34 44 |\n|--|--|\n| Tom HOLM | +32 2 296 34 45 |\n";
    let text = with_contacts(&desk, "en", "X.", headless);
    assert_eq!(desk.examine(&path("en"), &text).notice.contacts.len(), 2);
    let quoted = with_contacts(&desk, "en", "X.", "> Anna BERG, +32 2 296 34 44\n>\n> Tom HOLM, +32 2 296 34 45\n");
    assert_eq!(desk.examine(&path("en"), &quoted).notice.contacts.len(), 2);
}
