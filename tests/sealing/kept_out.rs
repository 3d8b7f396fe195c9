//! What is not sealed, and why.

use super::{
    FIRST, FRENCH, NOTICE, PERSON, PLACE, SECOND, THIRD, add, archive, faults, files_below, messages, office, opened,
};
use crate::support::workspace::{Workspace, project};

#[test]
fn errors_keep_a_release_out_and_warnings_do_when_asked() {
    let workspace = office();
    workspace.write(PLACE, NOTICE.replace("Saturday 7", "Sunday 7"));
    let output = add(&workspace, FIRST, &[]).code(1);
    let said = String::from_utf8(output.get_output().stderr.clone()).expect("text");
    assert!(
        said.contains("weekday-mismatch")
            && said.contains("PR/26/21 was not sealed: its notices must be corrected first"),
        "{said}"
    );
    assert!(opened(&workspace).objects().expect("objects").next().is_none());

    workspace.write(PLACE, NOTICE.replace("the Orla on", "the [Orla](#) on"));
    add(&workspace, FIRST, &["--strict"]).code(1);
    assert!(opened(&workspace).objects().expect("objects").next().is_none());
    add(&workspace, FIRST, &[]).code(0);
}

#[test]
fn a_change_without_a_reason_is_refused_and_named() {
    let workspace = office().with("releases/PR/26/21/map.txt", "a map\n").with("releases/PR/26/21/fr.md", FRENCH);
    add(&workspace, FIRST, &[]).code(0);
    let before = files_below(&workspace, "archive");
    let refused = |changes: &str| {
        let expected = format!(
            "PR/26/21 was not sealed: it differs from v1, and nothing says why\n{changes}  help: say what was wrong and what is right with `--correction \"…\"`, or take the change back\n"
        );
        let output = add(&workspace, SECOND, &[]).code(1).stdout_eq("");
        let said = String::from_utf8(output.get_output().stderr.clone()).expect("text");
        assert!(said.ends_with(&expected), "{said}\nexpected: {expected}");
        assert_eq!(files_below(&workspace, "archive"), before);
    };
    // Not a word is changed, but an address is.
    workspace.write(PLACE, NOTICE.replace("the Orla on", "the [Orla](https://orla.example.org) on"));
    refused("  `en.md` was changed\n");
    workspace.write(PLACE, NOTICE);
    workspace.write("releases/PR/26/21/map.txt", "another map\n");
    refused("  `map.txt` was changed\n");
    workspace.write("releases/PR/26/21/map.txt", "a map\n");
    workspace.write("releases/PR/26/21/plan.txt", "a plan\n");
    refused("  `plan.txt` is new\n");
    std::fs::remove_file(workspace.path().join("releases/PR/26/21/plan.txt")).expect("removed");
    std::fs::remove_file(workspace.path().join("releases/PR/26/21/fr.md")).expect("removed");
    refused("  `fr.md` is gone\n");
    add(&workspace, SECOND, &["--correction", "The French version was of another release."]).code(0);
}

#[test]
fn a_new_language_is_no_reason_for_other_changes() {
    let workspace = office().with("releases/PR/26/21/map.txt", "a map\n");
    add(&workspace, FIRST, &[]).code(0);
    workspace.write("releases/PR/26/21/fr.md", FRENCH);
    workspace.write("releases/PR/26/21/map.txt", "another map\n");
    let output = add(&workspace, SECOND, &[]).code(1);
    let said = String::from_utf8(output.get_output().stderr.clone()).expect("text");
    assert!(said.contains("  `map.txt` was changed\n"), "{said}");
    std::fs::remove_file(workspace.path().join("releases/PR/26/21/map.txt")).expect("removed");
    let output = add(&workspace, SECOND, &[]).code(1);
    let said = String::from_utf8(output.get_output().stderr.clone()).expect("text");
    assert!(said.contains("  `map.txt` is gone\n"), "{said}");
    // What it brings along is new, and nothing else.
    workspace.write("releases/PR/26/21/map.txt", "a map\n");
    workspace.write("releases/PR/26/21/plan.txt", "un plan\n");
    add(&workspace, SECOND, &[]).code(0);
}

#[test]
fn a_correction_that_was_sealed_cannot_get_lost() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    workspace.write(PLACE, NOTICE.replace("18:00", "17:30"));
    add(&workspace, SECOND, &["--correction", "Lit at 17:30."]).code(0);
    workspace.write(PLACE, NOTICE.replace("18:00", "17:45"));
    let output = add(&workspace, THIRD, &[]).code(1);
    let said = String::from_utf8(output.get_output().stderr.clone()).expect("text");
    assert!(said.contains("`en.md` has lost a correction: Lit at 17:30."), "{said}");
    // Nor behind another one.
    let output = add(&workspace, THIRD, &["--correction", "Lit at 17:45."]).code(1);
    let said = String::from_utf8(output.get_output().stderr.clone()).expect("text");
    assert!(said.contains("`en.md` has lost a correction: Lit at 17:30."), "{said}");
    assert_eq!(workspace.read(PLACE), NOTICE.replace("18:00", "17:45").as_bytes(), "the notice is as it was");
    assert_eq!(messages(&workspace).len(), 2);
}

#[test]
fn before_its_issue_there_is_nothing_to_correct() {
    let workspace = office();
    for (option, what) in
        [("--correction", "there is nothing to correct"), ("--withdraw", "there is nothing to withdraw")]
    {
        add(&workspace, FIRST, &[option, "Words."]).code(2).stderr_eq(format!(
            "note: `archive` is a new archive\nerror: PR/26/21 was never sealed: {what}\n  help: seal it first, without `{option}`: before its issue a notice is changed without a word\n"
        ));
        std::fs::remove_dir_all(workspace.path().join("archive")).expect("removed");
    }
    assert_eq!(workspace.read(PLACE), NOTICE.as_bytes());
}

#[test]
fn a_correction_that_makes_an_error_is_not_written() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    add(&workspace, SECOND, &["--withdraw", "Put off."]).code(0);
    let withdrawn = workspace.read(PLACE);
    add(&workspace, THIRD, &["--correction", "Not put off."]).code(1);
    assert_eq!(workspace.read(PLACE), withdrawn);
    assert_eq!(messages(&workspace).len(), 2);
}

#[test]
fn somebody_seals_it() {
    let workspace = office();
    let nobody = |by: Option<&str>| {
        let mut command = workspace.command(&["archive", "add", "PR/26/21"]).env_remove("PRESSDOC_BY");
        if let Some(by) = by {
            command = command.env("PRESSDOC_BY", by);
        }
        command.assert().code(2)
    };
    let help =
        "  help: give a name and a mail address, `--by \"Anna Berg <anna@example.org>\"`, or set PRESSDOC_BY once\n";
    nobody(None).stderr_eq(format!("error: nobody says who does this\n{help}"));
    nobody(Some("anna@example.org")).stderr_eq(format!("error: `anna@example.org` has no name in it\n{help}"));
    nobody(Some("Anna Berg"));
    assert!(!workspace.has("archive"), "nothing was begun");
    add(&workspace, FIRST, &["--by", PERSON]).code(0);
}

#[test]
fn a_loose_file_belongs_to_no_release() {
    let workspace = Workspace::new().with("notice.md", NOTICE);
    archive(&workspace, FIRST, &["add", "notice.md"]).assert().code(2).stderr_eq(
        "note: `archive` is a new archive\nerror: `notice.md` belongs to no release\n  help: only releases are sealed: move it to a folder such as `releases/AGENDA/18/5869/en.md`\n",
    );
}

#[test]
fn an_option_that_contradicts_itself_is_explained() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    add(&workspace, SECOND, &["--correction", " "]).code(2).stderr_eq(
        "error: a change needs words\n  help: say what was wrong and what is right, such as `--correction \"At 10:00, not at 11:00.\"`\n",
    );
    add(&workspace, SECOND, &["--correction", "fr=A", "--correction", "fr=B"]).code(2).stderr_eq(
        "error: `fr=B` says a change a second time in the same language\n  help: give one text, and one for each language that needs its own: `fr=…`\n",
    );
}

/// A template that leaves a word out of one notice passes every look at the
/// template, and is found by the one who reads the page.
#[test]
fn a_form_that_does_not_say_what_the_notice_says_is_not_sealed() {
    let page = std::fs::read_to_string(project().join("styles/base/page.html")).expect("a template");
    let more = "{% if sheet.reference == 'PR/26/21' %}<p>and more</p>{% endif %}</main>";
    let altered = page.replacen("</main>", more, 1);
    assert_ne!(altered, page);
    let workspace = office().with("styles/plain/page.html", altered);
    let output = add(&workspace, FIRST, &[]).code(2);
    let said = String::from_utf8(output.get_output().stderr.clone()).expect("text");
    assert!(said.contains("`PR-26-21.en.html` does not say what the notice says"), "{said}");
    assert!(opened(&workspace).objects().expect("objects").next().is_none(), "nothing was sealed");
    assert_eq!(faults(&workspace), Vec::<String>::new());
}
