//! Rules about words that an office writes as data.

use pressdoc::catalog::Catalog;

use crate::support::workspace::{Workspace, project};

const NOTICE: &str = "Orla Valley Council - Press release\n\nPR/26/21\n\n# Bridge opens for the winter\n\n\
    LAKESIDE, 20 April 2026 – TEXT\n\n## Press contacts\n\n- Rhona ASHDALE, Orla Valley Council, +44 20 7946 0142\n";

/// The plain report of a notice with `text`, in an office with these rules.
fn said(rules: &str, text: &str) -> String {
    let workspace = Workspace::new()
        .with("styles/plain/wording.toml", rules)
        .with("releases/PR/26/21/en.md", NOTICE.replace("TEXT", text));
    let output = workspace.pressdoc(&["check", "--format", "plain"]);
    let output = output.get_output();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(2) { complaint } else { said }
}

fn rule(rest: &str) -> String {
    format!("[[rule]]\nname = \"own-words\"\nmessage = \"found `{{found}}`\"\n{rest}\n")
}

#[test]
fn phrases_are_found_across_lines_and_marks_in_any_case() {
    let existence = rule("kind = \"existence\"\nwords = [\"night train\", \"state-of-the-art\", \"café\"]");
    for text in ["A Night\nTrain ran.", "A **night** train ran.", "It is state-of-the-art.", "CAFÉ society met."] {
        assert!(said(&existence, text).contains("warning[own-words]: found"), "{text}");
    }
    let none = [
        "A train at night ran.",
        "Night trains ran.",
        "A night-train ran.",
        "See <https://night.example.org/café/night>.",
        "He said: “The night train ran.”",
        "Nightingale trains sing.",
    ];
    for text in none {
        assert_eq!(said(&existence, text), "", "{text}");
    }
}

#[test]
fn phrases_are_looked_for_in_items_of_their_language() {
    let rules = rule("kind = \"existence\"\nlanguage = \"fr\"\nwords = [\"carte de leur trajet\"]");
    let item = "Elles dessinent la carte de leur trajet, qui sera exposée dans une salle de la ville.";
    let notice =
        |line: &str| format!("MEX/26/99\n\nBrussels, 24 June 2026\n\n# Daily News\n\n## A train\n\n{line}{item}\n");
    let workspace = Workspace::new().with("styles/ec/wording.toml", rules);
    for (line, found) in [("(fr)\n\n", true), ("", false)] {
        workspace.write("releases/MEX/26/99/en.md", notice(line));
        let output = workspace.pressdoc(&["check", "--format", "plain"]);
        let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
        assert_eq!(said.contains("[own-words]: found `carte de leur trajet`"), found, "{said}");
    }
}

#[test]
fn every_scope_looks_in_its_place_only() {
    let scoped =
        |scope: &str| rule(&format!("kind = \"existence\"\nwords = [\"winter\", \"summer\"]\nscope = \"{scope}\""));
    let text = "In summer, “in summer”, [in summer](https://example.org/a).";
    let lines = |scope: &str| {
        said(&scoped(scope), text).lines().filter(|line| !line.starts_with(' ')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(lines("headline").len(), 1);
    assert!(lines("headline")[0].ends_with("found `winter`"));
    assert_eq!(lines("quotation").len(), 1);
    assert_eq!(lines("link").len(), 1);
    assert_eq!(lines("sentence").len(), 3, "the headline, the text and the link");
}

#[test]
fn a_substitution_keeps_the_case_and_asks_before_it_changes_words() {
    let rules = "[[rule]]\nname = \"plain-words\"\nkind = \"substitution\"\nswap = { \"utilise\" = \"use\" }\n\
        severity = \"info\"\nmessage = \"write `{better}` for `{found}`\"\n";
    assert!(said(rules, "Utilise it.").contains("info[plain-words]: write `Use` for `Utilise`"));
    assert!(said(rules, "They utilise it.").contains("write `use` for `utilise`"));
}

#[test]
fn an_occurrence_counts_and_shows_the_places_before() {
    let rules = "[[rule]]\nname = \"not-again\"\nkind = \"occurrence\"\nwords = [\"however\"]\nat_most = 1\n\
        message = \"`{found}` stands here {count} times, {limit} is enough\"\n";
    assert_eq!(said(rules, "However, it rained."), "");
    let said = said(rules, "However, it rained. However, it stopped.");
    assert!(said.contains("`However` stands here 2 times, 1 is enough"), "{said}");
    assert!(said.contains("here already"), "{said}");
}

#[test]
fn a_headline_is_capitalised_as_the_house_does() {
    let rules = |form: &str| rule(&format!("kind = \"capitalisation\"\nscope = \"headline\"\nform = \"{form}\""));
    assert_eq!(said(&rules("sentence"), "It rained."), "");
    assert!(said(&rules("title"), "It rained.").contains("found `Bridge opens for the winter`"));
    assert!(said(&rules("upper"), "It rained.").contains("own-words"));
}

#[test]
fn a_row_that_cannot_work_is_refused_with_its_reason() {
    for (rest, fault) in [
        ("kind = \"existence\"", "has no `words`"),
        ("kind = \"substitution\"", "has no `swap`"),
        ("kind = \"occurrence\"\nwords = [\"a\"]", "has no `at_most`"),
        ("kind = \"existence\"\nwords = [\"--\"]", "looks for `--`, which has no word"),
        ("kind = \"existence\"\nwords = [\"a\"]\nhelp = \"{better}\"", "says `{better}`, which it cannot fill in"),
    ] {
        let said = said(&rule(rest), "Text.");
        assert!(said.contains(fault) && said.starts_with("error: styles/plain/wording.toml:"), "{said}");
    }
}

#[test]
fn a_row_is_set_waived_and_explained_by_its_name() {
    let rules = rule("kind = \"existence\"\nwords = [\"rained\"]\nwhy = \"It always rains.\"");
    let notice = NOTICE.replace("TEXT", "It rained.");
    let workspace = Workspace::new().with("styles/plain/wording.toml", &rules).with("releases/PR/26/21/en.md", &notice);
    workspace.write("pressdoc.toml", "[rules]\n\"own-words\" = \"error\"\n");
    workspace.pressdoc(&["check"]).code(1);
    workspace.write("pressdoc.toml", "[rules.PR]\n\"own-words\" = \"off\"\n");
    workspace.pressdoc(&["check", "--strict"]).code(0);
    workspace.write("pressdoc.toml", "[rules.\"releases/PR/25/**\"]\n\"own-words\" = \"off\"\n");
    workspace.pressdoc(&["check", "--strict"]).code(1);
    workspace.write("pressdoc.toml", "[rules.\"releases/PR/26/**\"]\n\"own-words\" = \"off\"\n");
    workspace.pressdoc(&["check", "--strict"]).code(0);
    workspace.write("pressdoc.toml", "");
    let waived = format!("+++\n[[waiver]]\nrule = \"own-words\"\nreason = \"It did.\"\n+++\n\n{notice}");
    workspace.write("releases/PR/26/21/en.md", waived);
    workspace.pressdoc(&["check", "--strict"]).code(0);
    let page = workspace.pressdoc(&["explain", "own-words"]).success();
    let page = String::from_utf8_lossy(&page.get_output().stdout).into_owned();
    assert!(page.starts_with("# own-words\n") && page.contains("It always rains."), "{page}");
}

#[test]
fn the_rules_that_all_houses_share_can_work() {
    let catalog = Catalog::new(None, "ec").expect("a catalogue");
    for house in catalog.houses() {
        assert!(!catalog.wording(&house.style.code).expect("wording rules").is_empty());
    }
    assert!(project().join("styles/base/wording.toml").is_file());
}
