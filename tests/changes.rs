//! Corrections and the withdrawal of a notice that has gone out, as readers see
//! them.

use crate::support::workspace::Workspace;

const TEXT: &str = "\n\nPR/26/21\n\n# The ferry rests\n\nLAKESIDE, 3 March 2026 – The ferry rests on Monday.\n\n\
    ## Press contacts\n\n- Rhona ASHDALE, press officer, +44 20 7946 0142, rhona@orla-valley.example.org\n";

fn workspace(changes: &str, language: &str) -> Workspace {
    let notice = format!("+++\nissued = 2026-03-03T11:00:00+00:00\nhouse = \"plain\"\n{changes}+++{TEXT}");
    Workspace::new().with(&format!("releases/PR/26/21/{language}.md"), notice)
}

const CHANGES: &str = r#"
[[correction]]
at = 2026-03-05T08:00:00+00:00
text = "It rests on Monday, not on {time} & <Sunday>."

[[correction]]
at = 2026-03-04T09:30:00+00:00
text = "The number is +44 20 7946 0142."

[[withdrawal]]
at = 2026-03-06T10:00:00+00:00
text = "The ferry does not rest at all."
"#;

/// The text form in one line.
fn words(workspace: &Workspace, language: &str) -> String {
    let text = workspace.read(&format!("out/PR/26/21/PR-26-21.{language}.txt"));
    String::from_utf8(text).expect("UTF-8").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_form_says_first_what_was_changed_since() {
    let workspace = workspace(CHANGES, "en");
    workspace.pressdoc(&["render", "PR/26/21", "--to", "html,txt"]).success();
    let text = words(&workspace, "en");
    let page = String::from_utf8(workspace.read("out/PR/26/21/PR-26-21.en.html")).expect("UTF-8");
    let lines = [
        "Withdrawn, 6 March 2026, 10:00 (UTC): The ferry does not rest at all.",
        "Correction, 4 March 2026, 09:30 (UTC): The number is +44 20 7946 0142.",
        "Correction, 5 March 2026, 08:00 (UTC): It rests on Monday, not on {time} & <Sunday>.",
        "The ferry rests",
    ];
    let mut from = 0;
    for line in lines {
        let at = text[from..].find(line).unwrap_or_else(|| panic!("`{line}` not in its place: {text}"));
        from += at + line.len();
    }
    assert!(page.contains("not on {time} &amp; &lt;Sunday&gt;."), "{page}");
    assert!(page.contains(r#"<meta property="article:modified_time" content="2026-03-06T10:00:00+00:00">"#), "{page}");
}

#[test]
fn they_are_said_in_the_language_of_the_notice() {
    let workspace = workspace(CHANGES, "el");
    workspace.pressdoc(&["render", "PR/26/21", "--to", "txt", "--draft"]);
    let text = words(&workspace, "el");
    assert!(text.contains("Ανάκληση, 6 Μαρτίου 2026, 10:00 (UTC): The ferry"), "{text}");
    assert!(text.contains("Διόρθωση, 4 Μαρτίου 2026, 09:30 (UTC): The number"), "{text}");
}

#[test]
fn a_change_without_time_or_text_is_a_finding() {
    let workspace = workspace("\n[[correction]]\ntext = \"Monday.\"\n\n[[withdrawal]]\n", "en");
    let output = workspace.pressdoc(&["check", "--format", "plain", "PR/26/21"]);
    let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    assert!(said.contains("`at` is missing here"), "{said}");
    assert!(said.contains("`text` is missing here"), "{said}");
    workspace.pressdoc(&["render", "PR/26/21", "--to", "txt"]).code(1);
}
