//! Stories told to the real program: what a press officer types and sees.

use snapbox::str;

use crate::support::workspace::{Workspace, project, seed, twin};

/// A notice that checks clean, and `{}` where a story differs.
const NOTICE: &str = "Orla Valley Council - Press release\n\nPR/26/21\n\n# Lanterns on the river\n\nLAKESIDE, 2 March 2026 – Lanterns float on the Orla on Saturday 7 March 2026.\n\n## Press contacts\n\nRhona ASHDALE, press officer, +44 20 7946 0142\n";
const PLACE: &str = "releases/PR/26/21/en.md";

/// The three forms, or without the PDF the two.
fn written(stem: &str) -> String {
    let forms: &[&str] = if cfg!(feature = "pdf") { &["pdf", "html", "txt"] } else { &["html", "txt"] };
    forms.iter().map(|form| format!("{stem}.{form}\n")).collect()
}

#[test]
fn a_bare_call_greets_and_shows_the_three_commands_that_matter() {
    let output = Workspace::bare().pressdoc(&[]).success();
    output.stderr_eq(str![]).stdout_eq(str![[r#"
pressdoc checks a press notice and renders it as PDF, web page and plain text.

  pressdoc new AGENDA             begin a notice
  pressdoc check                  say what must be corrected
  pressdoc render AGENDA/18/5869  make the finished files

`pressdoc --help` lists everything, `pressdoc render --help` one command.

"#]]);
}

#[test]
fn render_prints_the_paths_that_it_wrote() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    for reference in ["PR/26/21", "pr_26_21", "PR-26-21", PLACE] {
        workspace
            .pressdoc(&["render", reference])
            .success()
            .stdout_eq(written("out/PR/26/21/PR-26-21.en"))
            .stderr_eq("");
    }
    for path in written("out/PR/26/21/PR-26-21.en").lines() {
        assert!(!workspace.read(path).is_empty(), "{path}");
    }
}

#[test]
fn render_takes_forms_languages_and_another_folder() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    workspace
        .pressdoc(&["render", "PR/26/21", "--to", "text,html", "--out", "elsewhere"])
        .success()
        .stdout_eq("elsewhere/PR/26/21/PR-26-21.en.html\nelsewhere/PR/26/21/PR-26-21.en.txt\n");
    assert!(!workspace.has("out"));
    workspace.pressdoc(&["render", "PR/26/21", "--lang", "fr"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: found no language version `PR/26/21 in fr`
  help: there is: en

"#]]);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "htm"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: found no form `htm`
  help: did you mean `html`?

"#]]);
}

#[test]
fn a_notice_with_errors_is_kept_back_and_nothing_is_written() {
    let workspace = Workspace::new().with(PLACE, NOTICE.replace("Saturday", "Sunday"));
    workspace.write("out/PR/26/21/PR-26-21.en.txt", "what was there before");
    let before = workspace.files();
    workspace.pressdoc(&["render", "PR/26/21"]).code(1).stdout_eq("").stderr_eq(str![[r#"
error[weekday-mismatch]: `Sunday 7 March 2026` is a Saturday
  ╭▸ releases/PR/26/21/en.md:7:56
  │
7 │ …026 – Lanterns float on the Orla on Sunday 7 March 2026.
  │                                      ━━━━━━━━━━━━━━━━━━━
  │
  ╰ help: write `Saturday 7 March 2026`, or correct the date
1 error in 1 notice; 1 notice not rendered
  help: correct the errors above, or render with `--draft`

"#]]);
    assert_eq!(workspace.files(), before);
    assert_eq!(workspace.read("out/PR/26/21/PR-26-21.en.txt"), b"what was there before");
    // As a draft it is rendered, says so, and the exit code still tells.
    workspace.pressdoc(&["render", "PR/26/21", "--draft", "--to", "txt"]).code(1);
    let text = String::from_utf8(workspace.read("out/PR/26/21/PR-26-21.en.txt")).expect("UTF-8");
    assert!(text.starts_with("DRAFT\n"), "{text}");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Sunday 7 March 2026"), "{text}");
}

#[test]
fn the_real_notice_renders_with_warnings_only() {
    for notice in seed().into_iter().chain([twin()]) {
        let workspace = Workspace::new();
        let notice = notice.display().to_string();
        let output = workspace.pressdoc(&["render", &notice, "--format", "plain"]).success();
        let errors = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(errors.contains(" warnings in 1 notice"), "{errors}");
        assert!(!errors.contains("error["), "{errors}");
        assert_eq!(workspace.files().len(), if cfg!(feature = "pdf") { 3 } else { 2 });
    }
}

#[test]
fn without_its_event_the_real_notice_is_refused() {
    for notice in seed().into_iter().chain([twin()]) {
        let text = std::fs::read_to_string(&notice).expect("a notice");
        let workspace = Workspace::bare().with("notice.txt", text.replace("The event:\n\n", ""));
        let output = workspace.pressdoc(&["render", "notice.txt", "--format", "plain"]).code(1).stdout_eq("");
        let errors = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(errors.contains("error[missing-section]: the section `The event` is missing"), "{errors}");
        assert!(errors.contains("after `The background`"), "{errors}");
        assert_eq!(workspace.files(), ["notice.txt"], "nothing is created");
    }
}

#[test]
fn check_looks_at_everything_at_once_in_the_order_of_the_files() {
    let wrong = NOTICE
        .replace("Saturday", "Sunday")
        .replace("## Press contacts", "## Press contacts\n\n## Background\n\n## Press contacts");
    let workspace = Workspace::new()
        .with("releases/PR/26/9/en.md", NOTICE.replace("PR/26/21", "PR/26/9"))
        .with("releases/PR/26/10/en.md", wrong.replace("PR/26/21", "PR/26/10"))
        .with("releases/PR/26/10/fr.md", "")
        .with("releases/README.md", "no notice");
    let output = workspace.pressdoc(&["check", "--format", "json"]).code(1);
    let lines = String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8");
    let files: Vec<String> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["file"].as_str().expect("a name").to_owned()
        })
        .collect();
    assert_eq!(files, ["releases/PR/26/9/en.md", "releases/PR/26/10/en.md", "releases/PR/26/10/fr.md"]);
    let second: serde_json::Value = serde_json::from_str(lines.lines().nth(1).expect("a line")).expect("JSON");
    let places: Vec<u64> = second["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|f| f["place"]["start"].as_u64().expect("a place"))
        .collect();
    assert!(places.len() >= 3 && places.is_sorted(), "{places:?}");
}

#[test]
fn strict_lets_warnings_count() {
    let workspace = Workspace::new().with(PLACE, NOTICE.replace("Lanterns float", "[Lanterns](#) float"));
    workspace.pressdoc(&["check"]).success();
    workspace.pressdoc(&["check", "--strict"]).code(1);
    workspace.pressdoc(&["render", "PR/26/21", "--strict"]).code(1).stdout_eq("");
}

#[test]
fn references_come_from_standard_input_and_one_bad_line_stops_nothing() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let output = workspace
        .command(&["check", "-", "--format", "json"])
        .stdin("PR/26/21\n\nPR/26/99\nreleases/PR/26/21/en.md\n")
        .assert()
        .code(2);
    let stdout = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    assert_eq!(stdout.lines().count(), 2, "{stdout}");
    output.stderr_eq(str![[r#"
error: found no notice `PR/26/99`
  help: did you mean `PR/26/21`? `pressdoc list` shows all

"#]]);
}

#[test]
fn graphics_are_off_for_screen_readers() {
    let workspace = Workspace::new().with(PLACE, NOTICE.replace("Saturday", "Sunday"));
    workspace.command(&["check"]).env("NO_GRAPHICS", "1").assert().code(1).stdout_eq(str![[r#"
releases/PR/26/21/en.md:7:56: error[weekday-mismatch]: `Sunday 7 March 2026` is a Saturday
  help: write `Saturday 7 March 2026`, or correct the date

"#]]);
}

#[test]
fn new_makes_a_skeleton_that_is_clean_but_for_its_blanks() {
    let office = pressdoc::pipeline::Office::open(project()).expect("the project");
    let codes: Vec<String> =
        office.catalog.houses().flat_map(|house| house.document_types()).map(|kind| kind.code.clone()).collect();
    assert!(codes.len() >= 5);
    for code in codes {
        for language in ["en", "fr", "el", "bg", "ga"] {
            let workspace = Workspace::new();
            let reference = format!("{code}/26/1");
            workspace.pressdoc(&["new", &code, "--reference", &reference, "--lang", language]).success();
            let output = workspace.pressdoc(&["check", "--format", "json"]).code(1);
            let line: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).expect("JSON");
            for finding in line["findings"].as_array().expect("findings") {
                let rule = finding["rule"].as_str().expect("a rule");
                assert!(["unfilled-blank", "missing-contact"].contains(&rule), "{code} {language}: {finding}");
            }
            workspace.pressdoc(&["new", &code, "--reference", &reference, "--lang", language]).code(2);
        }
    }
}

#[test]
fn new_takes_the_next_free_number() {
    let workspace = Workspace::new();
    workspace.pressdoc(&["new", "pr"]).success();
    workspace.pressdoc(&["new", "pr"]).success();
    let numbers: Vec<String> =
        workspace.files().iter().map(|file| file.split('/').nth(3).expect("a number").to_owned()).collect();
    assert_eq!(numbers, ["1", "2"]);
    workspace.pressdoc(&["new", "XYZ"]).code(2).stdout_eq("");
}

#[test]
fn list_shows_reference_language_date_and_headline() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    workspace.pressdoc(&["list"]).success().stdout_eq("PR/26/21  en  2026-03-02  Lanterns on the river\n");
}

#[test]
fn explain_prints_the_page_of_a_rule_and_helps_with_its_name() {
    let workspace = Workspace::bare();
    let output = workspace.pressdoc(&["explain", "weekday-mismatch"]).success();
    assert!(String::from_utf8_lossy(&output.get_output().stdout).starts_with("# weekday-mismatch\n"));
    workspace.pressdoc(&["explain", "weekday"]).code(2).stderr_eq(str![[r#"
error: found no rule `weekday`
  help: did you mean `weekday-mismatch`?

"#]]);
    #[cfg(feature = "forms")]
    {
        // No rule, but a name that stands in brackets all the same.
        let page = workspace.pressdoc(&["explain", "translation-file"]).success();
        assert!(String::from_utf8_lossy(&page.get_output().stdout).starts_with("# translation-file\n"));
    }
    let list = workspace.pressdoc(&["explain"]).success();
    let list = String::from_utf8_lossy(&list.get_output().stdout).into_owned();
    assert_eq!(list.lines().count(), pressdoc::check::RULES.len());
}

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "zsh", "fish"] {
        let output = Workspace::bare().pressdoc(&["completions", shell]).success();
        let script = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
        for command in ["render", "check", "approve", "new", "list", "explain", "lsp", "schema", "completions"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn outside_a_workspace_the_way_back_is_shown() {
    Workspace::bare().pressdoc(&["render", "PR/26/21"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: found no notice `PR/26/21`
  help: go to the folder that has `releases/`

"#]]);
    Workspace::bare().pressdoc(&["check"]).code(2).stderr_eq(str![[r#"
error: there is no workspace here
  help: go to a folder that has `releases/` or `pressdoc.toml`, or name a file

"#]]);
}

#[test]
fn the_workspace_settles_house_style_severities_and_its_own_files() {
    let workspace = Workspace::new()
        .with(PLACE, NOTICE.replace("Saturday", "Sunday"))
        .with("pressdoc.toml", "house = \"plain\"\nout = \"finished\"\n[rules]\n\"weekday-mismatch\" = \"off\"\n")
        .with("styles/plain/page.css", "/* our own */");
    workspace
        .pressdoc(&["render", "PR/26/21", "--to", "html"])
        .success()
        .stdout_eq("finished/PR/26/21/PR-26-21.en.html\n");
    let page = String::from_utf8(workspace.read("finished/PR/26/21/PR-26-21.en.html")).expect("UTF-8");
    assert!(page.contains("/* our own */"));
    workspace.write("pressdoc.toml", "houses = \"plain\"\n");
    let output = workspace.pressdoc(&["check"]).code(2).stdout_eq("");
    assert!(
        String::from_utf8_lossy(&output.get_output().stderr)
            .starts_with("error: pressdoc.toml:1:1: unknown field `houses`")
    );
    workspace.write("pressdoc.toml", "[rules]\n\"weekday\" = \"off\"\n");
    workspace.pressdoc(&["check"]).code(2).stderr_eq(str![[r#"
error: `pressdoc.toml` names a rule `weekday` that does not exist
  help: `pressdoc explain` lists all rules

"#]]);
}

#[test]
fn help_speaks_to_press_officers() {
    let output = Workspace::bare().pressdoc(&["--help"]).success();
    let help = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    for words in
        ["Make the finished files of a notice", "Say what must be corrected", "Exit codes: 0 nothing to correct"]
    {
        assert!(help.contains(words), "{help}");
    }
}

#[test]
fn names_under_embargo_cannot_be_guessed_and_stay_the_same() {
    let embargoed = format!("+++\nembargo = 2126-03-05T10:00:00+00:00\nzone = \"Europe/London\"\n+++\n\n{NOTICE}");
    let mut names = Vec::new();
    for _ in 0..2 {
        let workspace = Workspace::new().with(PLACE, &embargoed);
        let render = || {
            let output = workspace.pressdoc(&["render", "PR/26/21", "--to", "txt"]).success();
            String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8").trim().to_owned()
        };
        let name = render();
        assert_eq!(name, render(), "same render, same name");
        let token = name.strip_prefix("out/PR/26/21/PR-26-21.en.").and_then(|rest| rest.strip_suffix(".txt"));
        assert!(token.is_some_and(|token| token.len() == 32), "{name}");
        assert_eq!(workspace.read(".pressdoc/.gitignore"), b"*\n", "git never sees the secret");
        let text = String::from_utf8(workspace.read(&name)).expect("UTF-8");
        assert!(text.contains("Embargo: not for publication before 5\u{a0}March 2126, 10:00"), "{text}");
        names.push(name);
    }
    assert_ne!(names[0], names[1], "another workspace has another secret");
    // When the hour has come the name is the ordinary one; the line stays.
    let past = embargoed.replace("2126", "2020");
    let workspace = Workspace::new().with(PLACE, past);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "txt"]).success().stdout_eq("out/PR/26/21/PR-26-21.en.txt\n");
    assert!(!workspace.has(".pressdoc"));
}
