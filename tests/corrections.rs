//! Stories of `check --fix`, `--ask` and `--diff`, told to the real program.

use std::path::Path;
use std::process::{Command, Stdio};

use pressdoc::error::Error;
use pressdoc::workspace::{NoticeFile, replace};
use snapbox::str;

use crate::support::workspace::Workspace;

const PLACE: &str = "releases/PR/26/21/en.md";

/// A heading that skips a step is corrected without asking; a wrong weekday and
/// an unknown key ask first; a placeholder link has no fix.
const NOTICE: &str = "+++\nlanguag = \"en\"\n+++\n\nOrla Valley Council - Press release\n\nPR/26/21\n\n# Lanterns on the river\n\nLAKESIDE, 2 March 2026 – Lanterns float on the [Orla](#) on Sunday 7 March 2026.\n\n## Background\n\n#### How it began\n\nIn 1904, with twelve lanterns.\n\n## Press contacts\n\nRhona ASHDALE, press officer, +44 20 7946 0142\n";

fn safe() -> String {
    NOTICE.replace("####", "###")
}

fn all() -> String {
    safe().replace("Sunday", "Saturday").replace("languag ", "language ")
}

#[test]
fn fix_corrects_what_is_safe_and_reports_the_rest() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let output = workspace.pressdoc(&["check", "--format", "plain"]).code(1);
    output.stderr_eq("3 errors and 1 warning in 1 notice; 1 can be corrected with --fix, 2 more with --fix --ask\n");
    workspace
        .pressdoc(&["check", "--fix", "--format", "plain"])
        .code(1)
        .stdout_eq(str![[r#"
releases/PR/26/21/en.md:2:1: error[unknown-key]: `languag` is no key of the front matter
  help: did you mean `language`?
releases/PR/26/21/en.md:11:48: warning[placeholder-link]: the link `Orla` leads nowhere: its address is `#`
  help: write the address, or keep the words without the link
releases/PR/26/21/en.md:11:61: error[weekday-mismatch]: `Sunday 7 March 2026` is a Saturday
  help: write `Saturday 7 March 2026`, or correct the date

"#]])
        .stderr_eq("1 corrected; 2 errors and 1 warning in 1 notice; 2 can be corrected with --fix --ask\n");
    assert_eq!(workspace.read(PLACE), safe().as_bytes());
    assert_eq!(workspace.files(), [PLACE], "nothing else is left in the folder");
    workspace
        .pressdoc(&["check", "--fix"])
        .code(1)
        .stderr_eq("2 errors and 1 warning in 1 notice; 2 can be corrected with --fix --ask\n");
}

#[test]
fn the_report_for_programs_says_how_many_were_corrected() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let output = workspace.pressdoc(&["check", "--fix", "--format", "json"]).code(1).stderr_eq("");
    let line: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).expect("JSON");
    assert_eq!(line["corrected"], 1);
    assert_eq!(line["findings"].as_array().expect("findings").len(), 3);
}

#[test]
fn byte_order_mark_line_ends_and_permissions_stay() {
    let workspace = Workspace::new();
    // No end of the last line, either.
    let text = format!("\u{feff}{}", NOTICE.split_once("+++\n\n").expect("a front matter").1.trim_end());
    let text = text.replace('\n', "\r\n");
    workspace.write(PLACE, &text);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let path = workspace.path().join(PLACE);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o640)).expect("permissions");
    }
    workspace.pressdoc(&["check", "--fix"]).code(1);
    let after = workspace.read(PLACE);
    assert_eq!(String::from_utf8(after).expect("UTF-8"), text.replace("####", "###"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let about = std::fs::metadata(workspace.path().join(PLACE)).expect("a file");
        assert_eq!(about.permissions().mode() & 0o7777, 0o640);
    }
}

#[test]
fn lines_that_are_added_end_as_the_file_does() {
    let text = "# Lanterns\r\n\r\nText.\r\n\r\n## Press contacts\r\n\r\nRhona ASHDALE, +44 20 7946 0142\r\n";
    let workspace = Workspace::new().with(PLACE, text);
    workspace.command(&["check", "--fix", "--ask=input"]).stdin("y\n").assert().success();
    let after = String::from_utf8(workspace.read(PLACE)).expect("UTF-8");
    assert_eq!(after, text.replace("## Press", "PR/26/21\r\n\r\n## Press"));
}

#[cfg(unix)]
#[test]
fn a_notice_without_faults_is_not_written_and_a_link_stays_a_link() {
    use std::os::unix::fs::MetadataExt as _;
    let workspace = Workspace::new()
        .with("elsewhere/notice.md", NOTICE)
        .with("clean.md", all().replace("](#)", "](https://example.org)"));
    let inode = |path: &str| std::fs::metadata(workspace.path().join(path)).expect("a file").ino();
    let before = inode("clean.md");
    workspace.pressdoc(&["check", "--fix", "clean.md"]).code(0);
    assert_eq!(inode("clean.md"), before);
    std::fs::create_dir_all(workspace.path().join("releases/PR/26/21")).expect("a folder");
    std::os::unix::fs::symlink("../../../../elsewhere/notice.md", workspace.path().join(PLACE)).expect("a link");
    workspace.pressdoc(&["check", "--fix", PLACE]).code(1);
    let about = std::fs::symlink_metadata(workspace.path().join(PLACE)).expect("a file");
    assert!(about.file_type().is_symlink());
    assert_eq!(workspace.read("elsewhere/notice.md"), safe().as_bytes());
}

#[cfg(unix)]
#[test]
fn what_must_not_be_written_is_left_and_the_others_are_corrected() {
    use std::os::unix::fs::PermissionsExt as _;
    let second = "releases/PR/26/22/en.md";
    let workspace = Workspace::new().with(PLACE, NOTICE).with(second, NOTICE.replace("PR/26/21", "PR/26/22"));
    let path = workspace.path().join(PLACE);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).expect("permissions");
    let output = workspace.pressdoc(&["check", "--fix", "--format", "plain"]).code(2);
    let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(
        said.contains("could not write the corrected `") && said.contains("it is protected from writing"),
        "{said}"
    );
    assert_eq!(workspace.read(PLACE), NOTICE.as_bytes());
    assert_eq!(workspace.read(second), safe().replace("PR/26/21", "PR/26/22").as_bytes());
    assert_eq!(workspace.files(), [PLACE, second]);
}

#[test]
fn a_notice_that_somebody_else_changed_is_not_overwritten() {
    let workspace = Workspace::new().with("notice.md", "new words");
    let file = NoticeFile::new(Path::new("notice.md"), workspace.path());
    let error = replace(&file, "old words", "corrected words").expect_err("it was changed");
    assert!(matches!(error, Error::Overtaken { .. }), "{error}");
    assert_eq!(workspace.read("notice.md"), b"new words");
    replace(&file, "new words", "corrected words").expect("it was not changed");
    assert_eq!(workspace.read("notice.md"), b"corrected words");
}

#[test]
fn each_question_has_its_patch_and_its_answers() {
    let ask = |answers: &str| {
        let workspace = Workspace::new().with(PLACE, NOTICE);
        let command = workspace.command(&["check", "--fix", "--ask=input", "--format", "plain"]);
        let output = command.stdin(answers.to_owned()).output().expect("the program runs");
        let text = String::from_utf8(workspace.read(PLACE)).expect("UTF-8");
        (text, String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let weekday_alone = safe().replace("Sunday", "Saturday");
    let key_alone = safe().replace("languag ", "language ");
    for (answers, text) in [
        ("y\ny\n", &all()),
        ("yes\nYES\n", &all()),
        ("a\n", &all()),
        ("n\ny\n", &weekday_alone),
        ("\ny\n", &weekday_alone),
        ("what?\nn\ny\n", &weekday_alone),
        ("y\nq\n", &key_alone),
        ("q\n", &safe()),
        ("y\n", &key_alone),
        ("", &safe()),
    ] {
        assert_eq!(ask(answers).0, *text, "{answers:?}");
    }
    let (_, said) = ask("y\nn\n");
    snapbox::assert_data_eq!(
        said,
        str![[r#"
releases/PR/26/21/en.md:2:1: error[unknown-key]: `languag` is no key of the front matter
--- releases/PR/26/21/en.md
+++ releases/PR/26/21/en.md
@@ -1,5 +1,5 @@
 +++
-languag = "en"
+language = "en"
 +++
 
 Orla Valley Council - Press release
  y  yes, write it
  n  no, leave it (Enter does the same)
  a  yes, and yes to all that follow, unless one brings a new finding
  q  no, and no to all that follow
write `language`? [y/n/a/q] releases/PR/26/21/en.md:11:61: error[weekday-mismatch]: `Sunday 7 March 2026` is a Saturday
--- releases/PR/26/21/en.md
+++ releases/PR/26/21/en.md
@@ -8,7 +8,7 @@
 
 # Lanterns on the river
 
-LAKESIDE, 2 March 2026 – Lanterns float on the [Orla](#) on Sunday 7 March 2026.
+LAKESIDE, 2 March 2026 – Lanterns float on the [Orla](#) on Saturday 7 March 2026.
 
 ## Background
write `Saturday`? [y/n/a/q] 2 corrected; 1 error and 1 warning in 1 notice

"#]]
    );
}

#[test]
fn a_fix_that_brings_new_findings_says_so_and_is_never_agreed_to_in_advance() {
    // As an agenda the notice lacks three sections.
    let text = "AGEDNA/26/21\n\n# Lanterns on the river\n\nText.\n";
    let corrected = text.replace("AGEDNA", "AGENDA");
    let run = |arguments: &[&str], answers: &str| {
        let workspace = Workspace::bare().with("notice.md", format!("+++\nhouse = \"ec\"\n+++\n\n{text}"));
        let output = workspace.command(arguments).stdin(answers.to_owned()).output().expect("the program runs");
        let text = String::from_utf8(workspace.read("notice.md")).expect("UTF-8");
        (text.ends_with(&corrected), String::from_utf8(output.stderr).expect("UTF-8"), output.status.code())
    };
    let (is_corrected, said, _) = run(&["check", "--fix", "--ask=input", "notice.md"], "y\n");
    assert!(is_corrected, "the officer decides: {said}");
    assert!(
        said.contains("\nthen there is also: error[missing-section]: the section `The event` is missing\n"),
        "{said}"
    );
    let (is_corrected, _, code) = run(&["check", "--diff", "--ask", "notice.md"], "");
    assert!(!is_corrected);
    assert_eq!(code, Some(0), "nobody was asked, so there is nothing to show");
}

#[test]
fn where_nobody_can_be_asked_the_answer_is_no() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let output = workspace.command(&["check", "--fix", "--ask"]).stdin("y\ny\n").assert().code(1);
    output.stderr_eq(str![[r#"
1 corrected; 2 errors and 1 warning in 1 notice; 2 can be corrected with --fix --ask
  help: nobody was asked, as standard input is no terminal; `--diff --ask` shows them all

"#]]);
    assert_eq!(workspace.read(PLACE), safe().as_bytes());
}

/// Through a terminal, where the system has a program that opens one.
#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_the_questions_are_asked() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let program = snapbox::cmd::cargo_bin!("pressdoc").display().to_string();
    let run = Command::new("script")
        .args(["-qec", &format!("'{program}' check --fix --ask"), "/dev/null"])
        .current_dir(workspace.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut run) = run else {
        eprintln!("skipped: `script` is not here");
        return;
    };
    let mut input = run.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut input, b"n\ny\n").expect("answers");
    let output = run.wait_with_output().expect("the program runs");
    drop(input);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("write `Saturday`? [y/n/a/q]"), "{said}");
    assert_eq!(workspace.read(PLACE), safe().replace("Sunday", "Saturday").as_bytes(), "{said}");
}

#[test]
fn a_patch_says_what_fix_would_do_and_real_programs_apply_it() {
    let bare = NOTICE.split_once("+++\n\n").expect("a front matter").1;
    let names = ["notice.md", "a b/ελ „x“.md", PLACE];
    let texts = [
        NOTICE.to_owned(),
        NOTICE.trim_end().to_owned(),
        bare.replace('\n', "\r\n"),
        format!("\u{feff}{bare}"),
        bare.replace("In 1904,", "In 1904,\r"),
        bare.replace("lanterns.\n", "lanterns.\n\n#### One\n\nText.\n\n###### Two\n\nText.\n"),
    ];
    for (arguments, everything) in [(&["check", "--diff"][..], false), (&["check", "--diff", "--ask"][..], true)] {
        for name in names {
            for text in &texts {
                let make = || Workspace::new().with(name, text);
                let workspace = make();
                let output = workspace.pressdoc(&[arguments, &[name]].concat()).code(1);
                let patch = output.get_output().stdout.clone();
                assert_eq!(workspace.read(name), text.as_bytes(), "nothing is written");
                let wanted = make();
                let answers = if everything { "a\n" } else { "q\n" };
                wanted.command(&["check", "--fix", "--ask=input", name]).stdin(answers).output().expect("it runs");
                let wanted = String::from_utf8(wanted.read(name)).expect("UTF-8");
                assert_ne!(wanted, *text);
                for program in [&["patch", "-p0", "-s"][..], &["git", "apply", "-p0"]] {
                    let workspace = make();
                    if applied(&workspace, program, &patch) {
                        let after = String::from_utf8(workspace.read(name)).expect("UTF-8");
                        assert_eq!(after, wanted, "{program:?} {name}\n{}", String::from_utf8_lossy(&patch));
                    }
                }
            }
        }
    }
}

/// Feeds `patch` to a program, if it is here.
fn applied(workspace: &Workspace, program: &[&str], patch: &[u8]) -> bool {
    let run = Command::new(program[0])
        .args(&program[1..])
        .current_dir(workspace.path())
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut run) = run else {
        eprintln!("skipped: `{}` is not here", program[0]);
        return false;
    };
    std::io::Write::write_all(&mut run.stdin.take().expect("a pipe"), patch).expect("the patch");
    let output = run.wait_with_output().expect("the program runs");
    let said = [output.stdout, output.stderr].concat();
    assert!(
        output.status.success(),
        "{program:?}: {}\n{}",
        String::from_utf8_lossy(&said),
        String::from_utf8_lossy(patch)
    );
    true
}

#[test]
fn without_anything_to_change_there_is_no_patch() {
    let workspace = Workspace::new().with(PLACE, safe());
    workspace.pressdoc(&["check", "--diff"]).code(0).stdout_eq("").stderr_eq("");
    workspace.pressdoc(&["check", "--diff", "--ask"]).code(1).stderr_eq("2 would be corrected in 1 notice\n");
    workspace.pressdoc(&["check", "--diff", "nothing.md"]).code(2).stdout_eq("");
}

#[test]
fn notices_named_on_standard_input_are_corrected_too() {
    let second = "releases/PR/26/22/en.md";
    let workspace = Workspace::new().with(PLACE, NOTICE).with(second, NOTICE.replace("PR/26/21", "PR/26/22"));
    let output = workspace.command(&["check", "--fix", "-"]).stdin(format!("PR/26/21\n{second}\n")).assert().code(1);
    output.stderr_eq("2 corrected; 4 errors and 2 warnings in 2 notices; 4 can be corrected with --fix --ask\n");
    assert_eq!(workspace.read(PLACE), safe().as_bytes());
    assert_eq!(workspace.read(second), safe().replace("PR/26/21", "PR/26/22").as_bytes());
}

#[test]
fn many_notices_are_corrected_at_once() {
    let workspace = Workspace::new();
    let number = |at: usize| NOTICE.replace("PR/26/21", &format!("PR/26/{at}"));
    for at in 1..=40 {
        workspace.write(&format!("releases/PR/26/{at}/en.md"), number(at));
    }
    workspace
        .pressdoc(&["check", "--fix"])
        .code(1)
        .stderr_eq("40 corrected; 80 errors and 40 warnings in 40 notices; 80 can be corrected with --fix --ask\n");
    for at in 1..=40 {
        let text = workspace.read(&format!("releases/PR/26/{at}/en.md"));
        assert_eq!(String::from_utf8(text).expect("UTF-8"), number(at).replace("####", "###"));
    }
}

#[test]
fn what_contradicts_itself_is_refused() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    workspace.pressdoc(&["check", "--ask"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `--ask` alone does nothing
  help: write `--fix --ask`, or `--diff --ask` to see the patch

"#]]);
    workspace.pressdoc(&["check", "--fix", "--ask=input", "-"]).code(2).stdout_eq("");
    workspace.pressdoc(&["check", "--diff", "--format", "json"]).code(2).stdout_eq("");
    assert_eq!(workspace.read(PLACE), NOTICE.as_bytes());
}
