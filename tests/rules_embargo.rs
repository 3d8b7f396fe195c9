//! Embargoes, in all languages.

use crate::support::workspace::Workspace;

/// Line, language, rules that must speak, in the order of the report.
type Case = (&'static str, &'static str, &'static [&'static str]);

const LINES: [Case; 25] = [
    ("en", "Embargo: not for publication before 22 April 2026, 10:00 (CEST)", &["embargo-mismatch"]),
    ("bg", "Ембарго: 22 април 2026 г., 10:00 (CET)", &["embargo-mismatch"]),
    ("cs", "Embargo do 22. dubna 2026, 10:00 SEČ", &["embargo-mismatch"]),
    ("da", "Klausul: 22. april 2026 kl. 10.00 dansk tid", &["embargo-mismatch"]),
    ("de", "Sperrfrist: 22. April 2026, 10:00 Uhr MESZ", &["embargo-mismatch"]),
    ("el", "Εμπάργκο έως 22 Απριλίου 2026, 10:00 (ώρα Βρυξελλών)", &["embargo-mismatch"]),
    ("en", "EMBARGOED UNTIL 22 April 2026, 10:00 (CEST)", &["embargo-mismatch"]),
    ("es", "Embargo hasta el 22 de abril de 2026, 10:00 (hora de Bruselas)", &["embargo-mismatch"]),
    ("et", "Embargo: 22. aprill 2026", &["embargo-mismatch", "embargo-zone"]),
    ("fi", "Embargo 22. huhtikuuta 2026 klo 10.00 Suomen aikaa", &["embargo-mismatch"]),
    ("fr", "Sous embargo jusqu’au 22 avril 2026, 10h00 (heure de Bruxelles)", &["embargo-mismatch"]),
    ("ga", "Lánchosc: 22 Aibreán 2026, 10:00 (UTC)", &["embargo-mismatch"]),
    ("hr", "Embargo: 22. travnja 2026., 10:00 (CET)", &["embargo-mismatch"]),
    ("hu", "Embargó: 2026. április 22., 10:00 (CET)", &["embargo-mismatch"]),
    ("it", "Sotto embargo fino al 22 aprile 2026, ore 10:00 (ora di Bruxelles)", &["embargo-mismatch"]),
    ("lt", "Embargas: 2026 m. balandžio 22 d., 10:00 Briuselio laiku", &["embargo-mismatch"]),
    ("lv", "Embargo: 2026. gada 22. aprīlis, 10:00 (EET)", &["embargo-mismatch"]),
    ("mt", "Embargo: 22 ta’ April 2026, 10:00 (CET)", &["embargo-mismatch"]),
    ("nl", "Onder embargo tot 22 april 2026, 10:00 (CET)", &["embargo-mismatch"]),
    ("pl", "Embargo do 22 kwietnia 2026 r., godz. 10:00", &["embargo-mismatch", "embargo-zone"]),
    ("pt", "Embargo até 22 de abril de 2026, 10:00 (hora de Lisboa)", &["embargo-mismatch"]),
    ("ro", "Sub embargo până la 22 aprilie 2026, 10:00 (ora României)", &["embargo-mismatch"]),
    ("sk", "Embargo do 22. apríla 2026, 10:00 SEČ", &["embargo-mismatch"]),
    ("sl", "Embargo do 22. aprila 2026 ob 10.00 po bruseljskem času", &["embargo-mismatch"]),
    ("sv", "Embargo till 22 april 2026, 10.00 svensk tid", &["embargo-mismatch"]),
];

/// Lines that speak of other embargoes, or say nothing wrong.
const INNOCENT: [(&str, &str); 7] = [
    ("en", "Embargo on timber imports will end on 3 March 2027, ministers agreed."),
    ("en", "The arms embargo remains in place until 3 March 2027."),
    ("en", "For immediate release"),
    ("de", "Zur sofortigen Veröffentlichung"),
    ("fr", "Embargo sur les armes : le Conseil prolonge les mesures jusqu’au 3 mars 2027."),
    ("fi", "Julkaistavissa heti"),
    ("el", "Το εμπάργκο όπλων παραμένει σε ισχύ."),
];

/// The rules about embargoes that speak of a notice with `front` and `line`.
fn rules(language: &str, front: &str, line: &str) -> Vec<String> {
    let notice = format!("+++\n{front}\n+++\n\nPR/26/21\n\n{line}\n\n# Title\n\nText.\n");
    let path = format!("releases/PR/26/21/{language}.md");
    let workspace = Workspace::new().with(&path, notice);
    let output = workspace.pressdoc(&["check", "--format", "plain", &path]);
    let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    let names = said.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned()));
    names.filter(|name| name.starts_with("embargo")).collect()
}

#[test]
fn an_embargo_in_the_text_alone_is_found_in_every_language() {
    for (language, line, wanted) in LINES {
        assert_eq!(rules(language, "", line), wanted, "{line}");
    }
}

#[test]
fn an_embargo_that_both_state_is_compared_by_its_moment() {
    for (language, line, wanted) in LINES.iter().filter(|(_, _, wanted)| wanted.len() == 1) {
        let same = rules(
            language,
            "issued = 2026-04-21T10:00:00Z\nembargo = 2026-04-22T10:00:00+02:00\nzone = \"Europe/Brussels\"",
            line,
        );
        assert_eq!(same, [] as [&str; 0], "{line}");
        let other = rules(
            language,
            "issued = 2026-04-21T10:00:00Z\nembargo = 2026-04-22T11:00:00+02:00\nzone = \"Europe/Brussels\"",
            line,
        );
        assert_eq!(other, *wanted, "{line}");
    }
}

#[test]
fn other_embargoes_are_left_alone() {
    for (language, line) in INNOCENT {
        assert_eq!(rules(language, "", line), [] as [&str; 0], "{line}");
    }
}

#[test]
fn an_immediate_release_contradicts_an_embargo() {
    let front = "embargo = 2126-04-22T10:00:00+02:00";
    assert_eq!(rules("en", front, "FOR IMMEDIATE RELEASE"), ["embargo-mismatch"]);
    assert_eq!(rules("fr", front, "**Pour diffusion immédiate**"), ["embargo-mismatch"]);
}

#[test]
fn an_embargo_needs_its_zone_and_must_lie_ahead() {
    assert_eq!(rules("en", "embargo = 2126-04-22T10:00:00", ""), ["embargo-zone"]);
    assert_eq!(rules("en", "embargo = 2126-04-22T10:00:00\nzone = \"Europe/London\"", ""), [] as [&str; 0]);
    assert_eq!(rules("en", "embargo = 2020-04-22T10:00:00Z", ""), ["embargo-past"], "nothing says that it was issued");
    let issued = "issued = 2026-04-22T10:00:00Z\nembargo = 2026-04-22T09:00:00Z";
    assert_eq!(rules("en", issued, ""), ["embargo-past"]);
    let issued = "issued = 2020-04-22T10:00:00Z\nembargo = 2020-04-23T10:00:00Z";
    assert_eq!(rules("en", issued, ""), [] as [&str; 0], "an old notice was right in its time");
}
