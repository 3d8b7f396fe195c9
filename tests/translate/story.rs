//! A release and its translation, as a press officer goes about it.

use super::{dictionary, said, translated};
use crate::support::workspace::{Workspace, kept, project};

const EN: &str = "+++\nissued = 2026-04-20T09:00:00+01:00\nhouse = \"plain\"\n\n\
    [[event]]\ntitle = \"First night on the lake\"\nplace = \"Boathouse Green\"\n\n\
    [[event.sitting]]\nstarts = 2026-05-04T20:00:00+01:00\n+++\n\n\
    Orla Valley Council - Press release\n\nPR/26/21\n\n# Ferry runs all night\n\n\
    LAKESIDE, 20 April 2026 – From 4 May 2026 the ferry runs **all night**.\nSee [the timetable](https://ferry.example.org/times)[^1].\n\n\
    ## Background\n\nThe ferry crosses the lake.\n\n\
    | Month | Journeys |\n|:--|--:|\n| March | 1.5 |\n| April | 210 |\n\n\
    ## Press contacts\n\n- Rhona ASHDALE, press officer, +44 20 7946 0142, rhona.ashdale@press.example.org\n\n\
    [^1]: Also on paper.\n\nENDS\n";

const FRENCH: &[(&str, &str)] = &[
    ("Orla Valley Council", "Conseil de la vallée de l’Orla"),
    ("Ferry runs all night", "Le bac circule toute la nuit"),
    ("The ferry crosses the lake.", "Le bac traverse le lac."),
    ("Month", "Mois"),
    ("Journeys", "Trajets"),
    ("March", "Mars"),
    ("April", "Avril"),
    ("1.5", "1,5"),
    ("Also on paper.", "Aussi sur papier."),
    ("First night on the lake", "Première nuit sur le lac"),
    ("Boathouse Green", "Pré du hangar à bateaux"),
];

const FR: &str = "+++\ntranslation_of = \"en\"\noriginal = \"HASH\"\nissued = 2026-04-20T09:00:00+01:00\nhouse = \"plain\"\n\n\
    [[event]]\ntitle = \"Première nuit sur le lac\"\nplace = \"Pré du hangar à bateaux\"\n\n\
    [[event.sitting]]\nstarts = 2026-05-04T20:00:00+01:00\n+++\n\n\
    Conseil de la vallée de l’Orla - Communiqué de presse\n\nPR/26/21\n\n# Le bac circule toute la nuit\n\n\
    LAKESIDE, le 20 avril 2026 – Dès le 4 mai 2026, voir [l’horaire](https://ferry.example.org/times)[^1], le bac circule **la nuit**.\n\n\
    ## Le contexte\n\nLe bac traverse le lac.\n\n\
    | Mois | Trajets |\n|:--|--:|\n| Mars | 1,5 |\n| Avril | 210 |\n\n\
    ## Personnes de contact pour la presse\n\n- Rhona ASHDALE, attachée de presse, +44 20 7946 0142, rhona.ashdale@press.example.org\n\n\
    [^1]: Aussi sur papier.\n\nENDS\n";

/// What the translator says: of sentences with marks, whatever their marks look
/// like, with the link before the bold.
fn in_french(source: &str) -> Option<String> {
    let marks: Vec<&str> =
        source.match_indices('<').map(|(at, _)| source[at..].split_inclusive('>').next().unwrap()).collect();
    if source.starts_with("LAKESIDE") {
        let [bold, end, link, _, note] = marks[..] else { panic!("{marks:?}") };
        return Some(format!(
            "LAKESIDE, le 20 avril 2026 – Dès le 4 mai 2026, voir {link}l’horaire{end}{note}, le bac circule {bold}la nuit{end}."
        ));
    }
    if source.contains("ASHDALE") {
        return Some(source.replace("press officer", "attachée de presse"));
    }
    dictionary(FRENCH)(source)
}

fn workspace() -> Workspace {
    Workspace::new().with("releases/PR/26/21/en.md", EN)
}

fn read(workspace: &Workspace, path: &str) -> String {
    String::from_utf8(workspace.read(path)).expect("UTF-8")
}

const OUT: &str = "out/PR/26/21/PR-26-21.en.fr.xlf";

fn with_translation() -> Workspace {
    let workspace = workspace();
    workspace.pressdoc(&["translate", "PR/26/21", "--to", "fr"]).code(0);
    workspace.write("back.xlf", translated(&read(&workspace, OUT), in_french));
    workspace.pressdoc(&["translate", "--from", "back.xlf"]).code(0);
    workspace
}

#[test]
fn a_release_goes_to_a_translator_and_comes_back_as_a_notice() {
    let workspace = workspace();
    let output = workspace.pressdoc(&["translate", "PR/26/21", "--to", "fr"]).code(0);
    let output = output.get_output();
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{OUT}\n"));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "13 segments for `fr`\n");
    workspace.write("back.xlf", translated(&read(&workspace, OUT), in_french));
    let output = workspace.pressdoc(&["translate", "--from", "back.xlf"]).code(0);
    let output = output.get_output();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "releases/PR/26/21/fr.md\nreleases/PR/26/21/fr.xlf\n");
    let french = read(&workspace, "releases/PR/26/21/fr.md");
    let hash = french.split("original = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a hash");
    assert_eq!(french.replace(hash, "HASH"), FR);
    // It is as if somebody had compared the two and said so.
    workspace.pressdoc(&["check", "--accept-translation", "PR/26/21"]).code(0);
    assert_eq!(read(&workspace, "releases/PR/26/21/fr.md"), french, "the hash is that of `--accept-translation`");
    let checked = said(&workspace, &["check", "PR/26/21", "--format", "plain"], 0);
    assert!(!checked.contains("translation"), "{checked}");
    // All forms can be made of it.
    workspace.pressdoc(&["render", "PR/26/21", "--lang", "fr", "--to", "txt"]).code(0);
    let text = read(&workspace, "out/PR/26/21/PR-26-21.fr.txt");
    assert!(text.contains("Aussi sur papier.") && text.contains("1,5"), "{text}");
}

#[test]
fn a_changed_original_is_reported_segment_by_segment() {
    let workspace = with_translation();
    let changed = EN
        .replace("crosses the lake", "crosses the river")
        .replace("| April | 210 |\n", "| April | 210 |\n| May | 99 |\n")
        .replace("\n\n[^1]: Also on paper.", "\n\n[^1]: Also by post, and on paper.");
    workspace.write("releases/PR/26/21/en.md", &changed);
    let stale = |workspace: &Workspace| -> Vec<String> {
        let checked = said(workspace, &["check", "releases/PR/26/21/fr.md", "--format", "plain"], 0);
        let lines = checked.lines().collect::<Vec<_>>();
        let about = lines.windows(2).filter(|lines| lines[0].contains("[stale-translation]"));
        about.map(|lines| lines.join("\n")).collect()
    };
    let then = "then record that with `pressdoc check --accept-translation releases/PR/26/21/fr.md`";
    assert_eq!(
        stale(&workspace),
        [
            format!(
                "releases/PR/26/21/fr.md:3:12: warning[stale-translation]: `en.md` says `May`, which it did not when \
                 this was translated\n  help: see line 30 of `en.md`; translate it here too, or send it out again; {then}"
            ),
            format!(
                "releases/PR/26/21/fr.md:25:1: warning[stale-translation]: `en.md` said `… crosses the lake.` when \
                 this was translated, and now says `… crosses the river.`\n  help: see line 24 of `en.md`; translate \
                 it anew, or send it out again; {then}"
            ),
            format!(
                "releases/PR/26/21/fr.md:36:7: warning[stale-translation]: `en.md` said `Also on paper.` when this was \
                 translated, and now says `Also by post, and on paper.`\n  help: see line 36 of `en.md`; translate it \
                 anew, or send it out again; {then}"
            ),
        ]
    );
    // A line that moves away is no change of words; one that goes is.
    workspace.write("releases/PR/26/21/en.md", EN.replace("The ferry crosses the lake.\n\n", ""));
    let gone = stale(&workspace);
    assert!(
        gone.len() == 1
            && gone[0].contains("fr.md:25:1")
            && gone[0].contains("`en.md` does not say `The ferry crosses the lake.` any more"),
        "{gone:?}"
    );
    workspace.write("releases/PR/26/21/en.md", EN.replace("all night**.\nSee", "all night**. See"));
    assert_eq!(stale(&workspace), [] as [String; 0]);
    // Only what no translator gets has changed: there is no segment to name.
    workspace.write("releases/PR/26/21/en.md", EN.replace("| 210 |", "| 220 |"));
    let others = stale(&workspace);
    assert!(others.len() == 1 && others[0].contains("`en.md` has changed since"), "{others:?}");
}

#[test]
fn what_was_translated_is_filled_in_when_it_goes_out_again() {
    let workspace = with_translation();
    // The officer polishes the translation, and the original changes.
    let french = read(&workspace, "releases/PR/26/21/fr.md").replace("toute la nuit", "jour et nuit");
    workspace.write("releases/PR/26/21/fr.md", &french);
    workspace.write("releases/PR/26/21/en.md", EN.replace("crosses the lake", "crosses the deep lake"));
    let told = said(&workspace, &["translate", "PR/26/21", "--to", "fr"], 0);
    assert_eq!(
        told,
        format!(
            "{OUT}\n13 segments for `fr`, 12 translated before and filled in, 1 changed since, with the old \
             translation beside them\n"
        )
    );
    let again = read(&workspace, OUT);
    assert!(again.contains("<target>Le bac circule jour et nuit</target>"), "the officer's words: {again}");
    assert_eq!(again.matches("state=\"translated\"").count(), 12);
    assert_eq!(again.matches("state=\"initial\"").count(), 1);
    let candidate = again.split("<mtc:matches>").nth(1).and_then(|rest| rest.split("</mtc:matches>").next());
    let candidate = candidate.expect("a candidate");
    assert!(
        candidate.contains("<source>The ferry crosses the lake.</source>")
            && candidate.contains("<target>Le bac traverse le lac.</target>")
            && candidate.contains("similarity=\"88.0\""),
        "{candidate}"
    );
    // Only the new words are said; the file came from the edited translation, so nothing is lost.
    let say = |source: &str| {
        (source == "The ferry crosses the deep lake.").then(|| "Le bac traverse le lac profond.".to_owned())
    };
    workspace.write("back.xlf", translated(&again, say));
    workspace.pressdoc(&["translate", "--from", "back.xlf"]).code(0);
    let hash = |text: &str| text.split("original = \"").nth(1).unwrap()[..16].to_owned();
    let now = read(&workspace, "releases/PR/26/21/fr.md");
    assert_ne!(hash(&now), hash(&french));
    assert_eq!(
        now.replace(&hash(&now), "HASH"),
        french.replace(&hash(&french), "HASH").replace("le lac.\n\n|", "le lac profond.\n\n|")
    );
}

#[test]
fn what_somebody_compared_is_the_new_state() {
    let workspace = with_translation();
    let changed = EN.replace("crosses the lake", "crosses the deep lake");
    workspace.write("releases/PR/26/21/en.md", &changed);
    let french = read(&workspace, "releases/PR/26/21/fr.md").replace("le lac.", "le lac profond.");
    workspace.write("releases/PR/26/21/fr.md", french);
    workspace.pressdoc(&["check", "--accept-translation", "PR/26/21"]).code(0);
    let record = read(&workspace, "releases/PR/26/21/fr.xlf");
    assert!(record.contains("deep lake") && record.contains("lac profond"), "{record}");
    // The next change is told from that state on.
    workspace.write("releases/PR/26/21/en.md", changed.replace("Also on", "Only on"));
    let checked = said(&workspace, &["check", "PR/26/21", "--format", "plain"], 0);
    let stale: Vec<&str> = checked.lines().filter(|line| line.contains("[stale-translation]")).collect();
    assert!(stale.len() == 1 && stale[0].contains("`Only on paper.`"), "{checked}");
}

#[test]
fn a_translation_that_somebody_edited_is_not_lost() {
    let workspace = with_translation();
    let french = read(&workspace, "releases/PR/26/21/fr.md");
    // The same file again changes nothing.
    workspace.pressdoc(&["translate", "--from", "back.xlf"]).code(0);
    workspace.write("releases/PR/26/21/fr.md", french.replace("toute la nuit", "jour et nuit"));
    let told = said(&workspace, &["translate", "--from", "back.xlf"], 2);
    assert_eq!(
        told,
        "error: `releases/PR/26/21/fr.md` has words that are not from this file, and they would be lost\n  help: send \
         it out once more, which takes the words along, or replace them with `--force`\n"
    );
    assert!(read(&workspace, "releases/PR/26/21/fr.md").contains("jour et nuit"));
    workspace.pressdoc(&["translate", "--from", "back.xlf", "--force"]).code(0);
    assert_eq!(read(&workspace, "releases/PR/26/21/fr.md"), french);
}

#[test]
fn what_is_missing_is_named_and_a_draft_marks_it() {
    let workspace = workspace();
    workspace.pressdoc(&["translate", "PR/26/21", "--to", "fr"]).code(0);
    let some = |source: &str| in_french(source).filter(|_| !matches!(source, "Month" | "Boathouse Green"));
    workspace.write("back.xlf", translated(&read(&workspace, OUT), some));
    let told = said(&workspace, &["translate", "--from", "back.xlf", "--format", "plain"], 1);
    for missing in ["`Month` has no translation", "`Boathouse Green` has no translation"] {
        assert!(told.contains(&format!("error[translation-file]: {missing}")), "{told}");
    }
    assert!(told.contains("back.xlf:") && told.ends_with("no translation was written\n"), "{told}");
    assert!(!workspace.has("releases/PR/26/21/fr.md"));
    let told = said(&workspace, &["translate", "--from", "back.xlf", "--draft", "--format", "plain"], 0);
    assert!(told.contains("2 segments are not translated and marked with the language"), "{told}");
    let french = read(&workspace, "releases/PR/26/21/fr.md");
    assert!(
        french.contains("| \\[en\\] Month | Trajets |") && french.contains("place = \"[en] Boathouse Green\""),
        "{french}"
    );
    let checked = said(&workspace, &["check", "releases/PR/26/21/fr.md", "--format", "plain"], 1);
    assert_eq!(
        checked.matches("error[unfilled-blank]: `[en]` marks what is still to be translated").count(),
        2,
        "{checked}"
    );
    // Sent out again, the two are still to be done.
    workspace.pressdoc(&["translate", "PR/26/21", "--to", "fr"]).code(0);
    let again = read(&workspace, OUT);
    assert_eq!(again.matches("state=\"initial\"").count(), 2);
}

#[test]
fn names_stay_when_other_parts_change() {
    let workspace = workspace();
    let ids = |text: &str| -> Vec<String> {
        workspace.write("releases/PR/26/21/en.md", text);
        workspace.pressdoc(&["translate", "PR/26/21", "--to", "fr"]).code(0);
        let file = read(&workspace, OUT);
        file.split("<unit id=\"").skip(1).map(|unit| unit.split('"').next().unwrap().to_owned()).collect()
    };
    let before = ids(EN);
    let moved = EN
        .replace("## Background\n\n", "## Background\n\nIt is old.\n\n")
        .replace("all night**.\nSee", "all night**. See")
        .replace("https://ferry.example.org/times", "https://ferry.example.org/new");
    let after = ids(&moved);
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} {after:?}");
    assert!(before.iter().all(|id| id.starts_with('u') && id.ends_with("-1")), "{before:?}");
}

#[test]
fn before_the_hour_of_an_embargo_the_name_cannot_be_guessed() {
    let workspace = Workspace::new()
        .with("releases/PR/26/21/en.md", EN.replace("issued", "embargo = 2999-01-01T10:00:00Z\nissued"));
    let told = said(&workspace, &["translate", "PR/26/21", "--to", "fr,de"], 0);
    let names: Vec<&str> = told.lines().filter(|line| line.ends_with(".xlf")).collect();
    assert_eq!(names.len(), 2, "{told}");
    for name in names {
        let secret = name.strip_prefix("out/PR/26/21/PR-26-21.en.").expect("the name").split('.').next().unwrap();
        assert!(secret.len() == 32 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
        let file = read(&workspace, name);
        assert!(
            file.contains("<note category=\"embargo\">Under embargo: not to be published before 2999-01-01"),
            "{file}"
        );
    }
}

#[test]
fn the_original_of_a_release_is_found_and_another_version_can_be_named() {
    let workspace = with_translation();
    let told = said(&workspace, &["translate", "PR/26/21", "--to", "de"], 0);
    assert!(told.starts_with("out/PR/26/21/PR-26-21.en.de.xlf\n"), "{told}");
    let told = said(&workspace, &["translate", "PR/26/21", "--to", "de", "--lang", "fr"], 0);
    assert!(told.starts_with("out/PR/26/21/PR-26-21.fr.de.xlf\n"), "{told}");
    let told = said(&workspace, &["translate", "PR/26/21", "--to", "xx"], 2);
    assert!(told.starts_with("error: found no language `xx`\n  help: choose among ar, bg"), "{told}");
    let told = said(&workspace, &["translate", "PR/26/21", "--to", "de", "--lang", "sv"], 2);
    assert_eq!(told, "error: found no language version `sv`\n  help: there is: en, fr\n");
}

#[test]
fn a_loose_file_gets_its_translation_beside_it() {
    let text = "+++\nlanguage = \"en\"\nreference = \"PR/26/21\"\n+++\n\n# Ferry runs all night\n\nThe ferry crosses the lake.\n";
    let workspace = Workspace::bare().with("notes/ferry.md", text);
    let told = said(&workspace, &["translate", "notes/ferry.md", "--to", "fr", "--draft"], 0);
    assert!(told.starts_with(OUT), "{told}");
    let file = read(&workspace, OUT);
    assert!(file.contains("original=\"ferry.md\""), "{file}");
    workspace.write("back.xlf", translated(&file, in_french));
    let told = said(&workspace, &["translate", "--from", "back.xlf", "--format", "plain"], 1);
    assert!(told.contains("the original `ferry.md` is not in this workspace"), "{told}");
    workspace.pressdoc(&["translate", "notes/ferry.md", "--from", "back.xlf"]).code(0);
    let french = read(&workspace, "notes/ferry.fr.md");
    assert!(french.starts_with("+++\ntranslation_of = \"en\"\noriginal = \""), "{french}");
    assert!(
        french.contains("language = \"fr\"")
            && french.ends_with("# Le bac circule toute la nuit\n\nLe bac traverse le lac.\n"),
        "{french}"
    );
    assert!(workspace.has("notes/ferry.fr.xlf"));
}

#[test]
fn what_is_wrong_is_corrected_before_it_is_translated() {
    let workspace =
        Workspace::new().with("releases/PR/26/21/en.md", EN.replace("4 May 2026 the", "Friday 4 May 2026 the"));
    let told = said(&workspace, &["translate", "PR/26/21", "--to", "fr", "--format", "plain"], 1);
    assert!(
        told.contains("error[weekday-mismatch]") && told.contains("send the notice out as it is with `--draft`"),
        "{told}"
    );
    assert!(!workspace.has("out"));
    workspace.pressdoc(&["translate", "PR/26/21", "--to", "fr", "--draft"]).code(0);
    assert!(workspace.has(OUT));
}

#[test]
fn items_in_other_languages_stay_as_they_are() {
    let workspace = Workspace::new();
    let daily = std::fs::read_to_string(project().join("releases/MEX/26/1204/en.md")).expect("a sample");
    workspace.write("releases/MEX/26/1204/en.md", &daily);
    workspace.pressdoc(&["translate", "MEX/26/1204", "--to", "sv"]).code(0);
    let file = read(&workspace, "out/MEX/26/1204/MEX-26-1204.en.sv.xlf");
    assert!(!file.contains("train de nuit") && !file.contains("Fahrpläne") && file.contains("Eurobarometer"), "{file}");
    workspace.write("back.xlf", translated(&file, |source| Some(source.replace("State aid", "Statligt stöd"))));
    workspace.pressdoc(&["translate", "--from", "back.xlf"]).code(0);
    let swedish = read(&workspace, "releases/MEX/26/1204/sv.md");
    assert!(
        swedish.contains("\n(fr)\n\nPour la quatrième") && swedish.contains("## Statligt stöd: Commission"),
        "{swedish}"
    );
}

#[test]
fn two_samples_go_out_as_they_did() {
    let office = pressdoc::pipeline::Office::open(project()).expect("the project is a workspace");
    for (path, name) in
        [("releases/AGENDA/18/5869/en.md", "AGENDA-18-5869.en.fr"), ("releases/PR/26/14/en.md", "PR-26-14.en.fr")]
    {
        let file = pressdoc::workspace::NoticeFile::new(&project().join(path), project());
        let text = super::sent(&office, &file, "fr", &Workspace::bare());
        kept(&format!("tests/translate/golden/{name}.xlf"), &text);
    }
}
