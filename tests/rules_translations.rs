//! The versions of a release in several languages.

use crate::support::workspace::Workspace;

const EN: &str = "Orla Valley Council - Press release\n\nPR/26/21\n\n# Ferry runs all night\n\n\
    LAKESIDE, 20 April 2026 – From 4 May 2026 the ferry runs all night. See [the timetable](https://ferry.example.org/en/times).\n\n\
    ## Background\n\nThe ferry crosses the lake.\n\n\
    ## Press contacts\n\n- Rhona ASHDALE, +44 20 7946 0142, rhona.ashdale@press.example.org\n";

const DE: &str = "Orla Valley Council - Pressemitteilung\n\nPR/26/21\n\n# Fähre fährt die ganze Nacht\n\n\
    LAKESIDE, 20. April 2026 – Ab dem 4. Mai 2026 fährt die Fähre die ganze Nacht. Siehe [den Fahrplan](https://ferry.example.org/de/times).\n\n\
    ## Hintergrund\n\nDie Fähre quert den See.\n\n\
    ## Pressekontakt\n\n- Rhona ASHDALE, +44 20 7946 0142, Rhona.Ashdale@press.example.org\n";

const EL: &str = "Orla Valley Council - Δελτίο Τύπου\n\nPR/26/21\n\n# Το πλοίο όλη τη νύχτα\n\n\
    LAKESIDE, 20 Απριλίου 2026 – Από τις 4 Μαΐου 2026 το πλοίο ταξιδεύει όλη τη νύχτα. Βλ. [τα δρομολόγια](https://ferry.example.org/el/times).\n\n\
    ## Ιστορικό πλαίσιο\n\nΤο πλοίο διασχίζει τη λίμνη.\n\n\
    ## Υπεύθυνοι επικοινωνίας για τον Τύπο\n\n- Rhona ASHDALE, +44 20 7946 0142, rhona.ashdale@press.example.org\n";

/// `rule: message` of the rules about translations, for one version.
fn said(language: &str, text: &str) -> Vec<String> {
    let path = format!("releases/PR/26/21/{language}.md");
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", EN).with(&path, text);
    let output = workspace.pressdoc(&["check", "--format", "plain", &path]);
    let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    let lines = said.lines().filter(|line| line.contains("translation"));
    lines.filter_map(|line| Some(line.split_once('[')?.1.replacen("]: ", ": ", 1))).collect()
}

#[test]
fn versions_that_say_the_same_are_in_step() {
    assert_eq!(said("de", DE), [] as [&str; 0]);
    assert_eq!(said("el", EL), [] as [&str; 0]);
    let own_page = DE.replace("https://ferry.example.org/de/times", "https://ferry.example.org/times_de");
    assert_eq!(said("de", &own_page), [] as [&str; 0], "the code of the language may stand anywhere");
}

#[test]
fn every_kind_of_value_is_compared() {
    for (right, wrong, message) in [
        ("4. Mai 2026", "5. Mai 2026", "translation-mismatch: the date `5. Mai 2026` is `4 May 2026` in the original"),
        (
            "7946 0142",
            "7946 0143",
            "translation-mismatch: the telephone number `+44 20 7946 0143` is `+44 20 7946 0142` in the original",
        ),
        (
            "Rhona.Ashdale@",
            "rona.ashdale@",
            "translation-mismatch: the mail address `rona.ashdale@press.example.org` is \
             `rhona.ashdale@press.example.org` in the original",
        ),
        (
            "/de/times",
            "/de/fares",
            "translation-mismatch: the link to `https://ferry.example.org/de/fares` is \
             `https://ferry.example.org/en/times` in the original",
        ),
        (
            "## Hintergrund\n\nDie Fähre quert den See.\n\n",
            "",
            "translation-mismatch: `Der Hintergrund` of the original is missing here",
        ),
    ] {
        assert_eq!(said("de", &DE.replace(right, wrong)), [message]);
    }
    let more = DE.replace("## Pressekontakt", "## Weitere Informationen\n\nKeine.\n\n## Pressekontakt");
    assert_eq!(said("de", &more), ["translation-mismatch: the original has no section `Weitere Informationen`"]);
    let missing = EL.replace("Από τις 4 Μαΐου 2026 το", "Το");
    assert_eq!(said("el", &missing), ["translation-mismatch: the date `4 May 2026` of the original is missing here"]);
}

#[test]
fn the_original_is_the_one_that_the_translation_names() {
    let workspace = Workspace::new().with("releases/PR/26/21/de.md", DE).with(
        "releases/PR/26/21/el.md",
        format!("+++\ntranslation_of = \"de\"\n+++\n\n{}", EL.replace("4 Μαΐου", "5 Μαΐου")),
    );
    let output = workspace.pressdoc(&["check", "--format", "plain", "releases/PR/26/21/el.md"]);
    let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    assert!(said.contains("the date `5 Μαΐου 2026` is `4. Mai 2026` in the original"), "{said}");
    let output = workspace.pressdoc(&["check", "--format", "plain", "releases/PR/26/21/de.md"]);
    let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    assert!(!said.contains("translation"), "the original is compared with nothing: {said}");
}

#[test]
fn a_translation_that_was_compared_is_recorded_and_known_to_be_stale_later() {
    let workspace = Workspace::new()
        .with("releases/PR/26/21/en.md", EN)
        .with("releases/PR/26/21/de.md", DE.replace('\n', "\r\n"))
        .with(
            "releases/PR/26/21/el.md",
            format!("+++\n[[waiver]]\nrule = \"second-person\"\nreason = \"x\"\n+++\n\n{EL}"),
        );
    let accept = || workspace.pressdoc(&["check", "--accept-translation", "PR/26/21", "--format", "plain"]);
    let stale = || {
        let output = workspace.pressdoc(&["check", "PR/26/21", "--format", "plain"]);
        let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
        said.lines().filter(|line| line.contains("[stale-translation]")).count()
    };
    let read = |path: &str| String::from_utf8(workspace.read(path)).expect("UTF-8");
    accept().code(0);
    let german = read("releases/PR/26/21/de.md");
    assert!(german.starts_with("+++\r\noriginal = \"") && german.ends_with(&DE.replace('\n', "\r\n")), "{german}");
    let greek = read("releases/PR/26/21/el.md");
    assert!(
        greek.starts_with("+++\noriginal = \"") && greek.contains("\"\n[[waiver]]\n") && greek.ends_with(EL),
        "{greek}"
    );
    assert_eq!(read("releases/PR/26/21/en.md"), EN, "the original is left alone");
    assert_eq!(stale(), 0);
    // Another line end is no other text, another word is.
    workspace.write("releases/PR/26/21/en.md", EN.replace("ferry runs all night. See", "ferry runs all\nnight. See"));
    assert_eq!(stale(), 0);
    workspace.write("releases/PR/26/21/en.md", EN.replace("crosses the lake", "crosses the river"));
    assert_eq!(stale(), 2);
    accept().code(0);
    assert_eq!(stale(), 0);
    assert_eq!(read("releases/PR/26/21/el.md").matches("original").count(), 1);
}
