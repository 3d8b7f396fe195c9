//! Stories of `approve` and `list`, told to the real program in an office whose
//! releases must be approved.

use std::process::Command;

use pressdoc::model::approval_state::ApprovalState;
use pressdoc::pipeline::Office;
use pressdoc::workspace::NoticeFile;
use serde_json::Value;
use snapbox::str;

use crate::support::workspace::{Workspace, project};

const TYPE: &str = "code = \"PR\"\nkind = \"press-release\"\nsummary = \"A press release\"\napprovals = [\"spokesperson\", \"Legal Service\"]\n\n[[section]]\nkey = \"lead\"\nrequired = true\n\n[[section]]\nkey = \"contacts\"\nrequired = true\n";
const PLACE: &str = "releases/PR/26/21/en.md";
const FRENCH: &str = "releases/PR/26/21/fr.md";
const RECORD: &str = "releases/PR/26/21/approvals.toml";
const ANNA: &str = "Anna Berg <anna@example.org>";
const BEN: &str = "Ben Okafor <ben@example.org>";

/// A notice with a link, a picture, an event's hour and an embargo.
const NOTICE: &str = "+++\nembargo = 2026-03-02T10:00:00+00:00\nissued = 2026-03-02T08:00:00+00:00\n\n[[event]]\ntitle = \"Lanterns on the river\"\n[[event.sitting]]\nstarts = 2026-03-07T19:00:00+00:00\n+++\n\nOrla Valley Council - Press release\n\nPR/26/21\n\n# Lanterns on the river\n\nLAKESIDE, 2 March 2026 – Lanterns float on the [Orla](https://example.org/orla) on Saturday 7 March 2026.\n\n![A lantern on dark water](dot.png)\n\n## Press contacts\n\nRhona ASHDALE, press officer, +44 20 7946 0142\n";
const IN_FRENCH: &str = "+++\ntranslation_of = \"en\"\nembargo = 2026-03-02T10:00:00+00:00\nissued = 2026-03-02T08:00:00+00:00\n+++\n\nOrla Valley Council - Communiqué de presse\n\nPR/26/21\n\n# Des lanternes sur la rivière\n\nLAKESIDE, le 2 mars 2026 – Des lanternes flottent sur l’[Orla](https://example.org/orla) le samedi 7 mars 2026.\n\n![Une lanterne sur l’eau sombre](dot.png)\n\n## Contacts presse\n\nRhona ASHDALE, attachée de presse, +44 20 7946 0142\n";

fn picture() -> Vec<u8> {
    std::fs::read(project().join("tests/notices/dot.png")).expect("a picture")
}

/// An office where a press release needs two approvals; this one is in English.
fn office() -> Workspace {
    Workspace::new()
        .with("styles/plain/types/PR.toml", TYPE)
        .with(PLACE, NOTICE)
        .with("releases/PR/26/21/dot.png", picture())
}

/// The same in English and French.
fn office_in_two_languages() -> Workspace {
    office().with(FRENCH, IN_FRENCH)
}

fn approve(workspace: &Workspace, role: &str, by: &str) {
    workspace.pressdoc(&["approve", "PR/26/21", "--as", role, "--by", by]).success();
}

/// What the list says of each language version: language and awaited roles.
fn awaited(workspace: &Workspace) -> Vec<(String, Vec<String>)> {
    let output = workspace.pressdoc(&["list", "--format", "json"]).success().stderr_eq("");
    let text = String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines
        .map(|line| {
            let roles = line["awaiting"].as_array().expect("roles").iter();
            let roles = roles.map(|role| role.as_str().expect("a role").to_owned()).collect();
            (line["language"].as_str().expect("a language").to_owned(), roles)
        })
        .collect()
}

fn waits(language: &str, roles: &[&str]) -> (String, Vec<String>) {
    (language.to_owned(), roles.iter().map(|role| (*role).to_owned()).collect())
}

/// Lines of the record that say what was done.
fn acts(workspace: &Workspace) -> Vec<String> {
    let text = String::from_utf8(workspace.read(RECORD)).expect("UTF-8");
    text.lines().filter(|line| line.trim_start().starts_with('{')).map(str::to_owned).collect()
}

#[test]
fn a_release_is_approved_by_one_after_the_other_and_the_list_says_what_waits_for_whom() {
    let workspace = office();
    let headline = "PR/26/21  en  2026-03-02  Lanterns on the river";
    workspace.pressdoc(&["list"]).success().stdout_eq(format!("{headline}  (awaits spokesperson, Legal Service)\n"));
    workspace
        .pressdoc(&["approve", "PR/26/21", "--as", "legal service", "--by", ANNA])
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
PR/26/21  en  [..]  Lanterns on the river
PR/26/21: approved as `Legal Service` by Anna Berg <anna@example.org>, [..] UTC; awaits spokesperson

"#]]);
    workspace.pressdoc(&["list"]).success().stdout_eq(format!("{headline}  (awaits spokesperson)\n"));
    let run = workspace.command(&["approve", PLACE, "--as", "Spokesperson"]).env("PRESSDOC_BY", BEN).assert();
    run.success().stdout_eq(str![[r#"
PR/26/21  en  [..]  Lanterns on the river
PR/26/21: approved as `spokesperson` by Ben Okafor <ben@example.org>, [..] UTC; all have approved

"#]]);
    workspace.pressdoc(&["list"]).success().stdout_eq(format!("{headline}  (approved)\n"));
    // What was shown and written down is the hash that every form carries.
    workspace.pressdoc(&["render", "PR/26/21", "--to", "json"]).success();
    let record: Value = serde_json::from_slice(&workspace.read("out/PR/26/21/PR-26-21.en.json")).expect("JSON");
    let hash = record["content_hash"].as_str().expect("a hash");
    let acts = acts(&workspace);
    assert_eq!(acts.len(), 2);
    for (act, who) in acts.iter().zip(["Anna Berg", "Ben Okafor"]) {
        assert!(act.contains(hash) && act.contains(who), "{act}");
    }
}

#[test]
fn who_has_approved_exactly_this_is_told_so_and_nothing_is_written() {
    let workspace = office();
    approve(&workspace, "Legal Service", ANNA);
    let before = workspace.read(RECORD);
    workspace
        .pressdoc(&["approve", "PR/26/21", "--as", "Legal Service", "--by", BEN])
        .success()
        .stdout_eq(str![[r#"
PR/26/21  en  [..]  Lanterns on the river
PR/26/21: nothing was written, `Legal Service` has approved exactly this: Anna Berg <anna@example.org>, [..] UTC; awaits spokesperson

"#]]);
    assert_eq!(workspace.read(RECORD), before);
}

/// Changes the notice and says whether the approvals hold.
fn holds_after(change: impl FnOnce(&Workspace)) -> bool {
    let workspace = office();
    approve(&workspace, "Legal Service", ANNA);
    assert_eq!(awaited(&workspace), [waits("en", &["spokesperson"])]);
    change(&workspace);
    awaited(&workspace) == [waits("en", &["spokesperson"])]
}

#[test]
fn whatever_a_reader_gets_to_see_or_a_program_to_know_makes_an_approval_void() {
    for (what, from, to) in [
        ("a word", "Lanterns float", "Lanterns drift"),
        ("a word of the headline", "# Lanterns on the river", "# Lanterns on the water"),
        ("the target of a link", "example.org/orla", "example.org/other"),
        ("the hour of an embargo", "embargo = 2026-03-02T10:00", "embargo = 2026-03-02T09:00"),
        ("the hour of an event", "starts = 2026-03-07T19", "starts = 2026-03-07T20"),
        ("an alternative text", "A lantern on dark water", "A lantern on bright water"),
        ("an emphasis", "Lanterns float", "Lanterns *float*"),
        ("a telephone number", "0142", "0143"),
        ("a role of a contact", "press officer", "head of press"),
        (
            "a correction",
            "\n\n[[event]]",
            "\n\n[[correction]]\nat = 2026-03-03T10:00:00+00:00\ntext = \"It was another river.\"\n\n[[event]]",
        ),
        (
            "a withdrawal",
            "\n\n[[event]]",
            "\n\n[[withdrawal]]\nat = 2026-03-03T10:00:00+00:00\ntext = \"There are no lanterns.\"\n\n[[event]]",
        ),
    ] {
        assert!(NOTICE.contains(from), "{what}");
        assert!(!holds_after(|workspace| workspace.write(PLACE, NOTICE.replacen(from, to, 1))), "{what}");
    }
    let mut other = picture();
    other.push(0);
    assert!(!holds_after(|workspace| workspace.write("releases/PR/26/21/dot.png", &other)), "a picture");
}

#[test]
fn what_nobody_sees_leaves_an_approval_as_it_is() {
    assert!(holds_after(|_| {}), "nothing");
    for (what, from, to) in [
        ("a comment", "+++\nembargo", "+++\n# looked at twice\nembargo"),
        ("empty lines", "\n\n## Press contacts", "\n\n\n\n## Press contacts"),
        ("a line broken elsewhere", "Lanterns float on the", "Lanterns float\non the"),
        ("two spaces", "Lanterns float", "Lanterns  float"),
        ("a form of the reference", "PR/26/21", "pr/26/21"),
        ("the same moment", "embargo = 2026-03-02T10:00:00+00:00", "embargo = 2026-03-02T10:00:00Z"),
    ] {
        assert!(NOTICE.contains(from), "{what}");
        assert!(holds_after(|workspace| workspace.write(PLACE, NOTICE.replacen(from, to, 1))), "{what}");
    }
    assert!(holds_after(|workspace| workspace.write(PLACE, NOTICE.replace('\n', "\r\n"))), "line ends");
    assert!(holds_after(|workspace| workspace.write("releases/PR/26/21/unused.png", picture())), "another picture");
    // The text may go back to what was approved.
    assert!(
        holds_after(|workspace| {
            workspace.write(PLACE, NOTICE.replace("float", "drift"));
            workspace.write(PLACE, NOTICE);
        }),
        "there and back"
    );
}

#[test]
fn each_language_version_is_approved_for_itself() {
    let workspace = office_in_two_languages();
    approve(&workspace, "spokesperson", BEN);
    workspace
        .pressdoc(&["approve", "PR/26/21", "--as", "Legal Service", "--lang", "en", "--by", ANNA])
        .success()
        .stdout_eq(str![[r#"
PR/26/21  en  [..]  Lanterns on the river
PR/26/21: approved as `Legal Service` by Anna Berg <anna@example.org>, [..] UTC; awaits Legal Service

"#]]);
    assert_eq!(awaited(&workspace), [waits("en", &[]), waits("fr", &["Legal Service"])]);
    approve(&workspace, "Legal Service", ANNA);
    assert_eq!(awaited(&workspace), [waits("en", &[]), waits("fr", &[])]);
    // One word of either language: that version waits, the other does not.
    workspace.write(FRENCH, IN_FRENCH.replace("flottent", "glissent"));
    let both = ["spokesperson", "Legal Service"];
    assert_eq!(awaited(&workspace), [waits("en", &[]), waits("fr", &both)]);
    workspace.write(FRENCH, IN_FRENCH);
    workspace.write(PLACE, NOTICE.replace("float", "drift"));
    assert_eq!(awaited(&workspace), [waits("en", &both), waits("fr", &[])]);
    // A language that is taken away leaves what was approved of the other.
    workspace.write(PLACE, NOTICE);
    std::fs::remove_file(workspace.path().join(FRENCH)).expect("removed");
    assert_eq!(awaited(&workspace), [waits("en", &[])]);
}

#[test]
fn a_language_that_is_added_waits_and_the_others_do_not() {
    let workspace = office();
    approve(&workspace, "spokesperson", BEN);
    workspace.write(FRENCH, IN_FRENCH);
    let both = ["spokesperson", "Legal Service"];
    assert_eq!(awaited(&workspace), [waits("en", &["Legal Service"]), waits("fr", &both)]);
}

#[test]
fn an_approval_is_taken_back_by_a_line_of_its_own() {
    let workspace = office_in_two_languages();
    approve(&workspace, "Legal Service", ANNA);
    approve(&workspace, "spokesperson", BEN);
    let first = acts(&workspace);
    workspace
        .pressdoc(&["approve", "PR/26/21", "--as", "Legal Service", "--take-back", "--note", "a claim is pending"])
        .code(2);
    let take_back = ["approve", "PR/26/21", "--as", "Legal Service", "--take-back", "--by", ANNA];
    workspace.pressdoc(&[&take_back[..], &["--note", "a claim is pending"]].concat()).success().stdout_eq(str![[r#"
PR/26/21: approval as `Legal Service` of en, fr taken back by Anna Berg <anna@example.org>, [..] UTC; awaits Legal Service

"#]]);
    let second = acts(&workspace);
    assert_eq!(second[..2], first[..], "what was done is not rewritten");
    assert!(second[2].contains(r#"note = "a claim is pending", takes_back = ["en", "fr"]"#), "{}", second[2]);
    assert_eq!(awaited(&workspace), [waits("en", &["Legal Service"]), waits("fr", &["Legal Service"])]);
    workspace
        .pressdoc(&take_back)
        .success()
        .stdout_eq("PR/26/21: nothing was written, `Legal Service` has approved nothing; awaits Legal Service\n");
    assert_eq!(acts(&workspace), second);
    approve(&workspace, "Legal Service", ANNA);
    assert_eq!(awaited(&workspace), [waits("en", &[]), waits("fr", &[])]);
    workspace.pressdoc(&[&take_back[..], &["--lang", "fr"]].concat()).success();
    assert_eq!(awaited(&workspace), [waits("en", &[]), waits("fr", &["Legal Service"])]);
}

#[test]
fn a_notice_with_errors_is_not_approved() {
    let workspace = office_in_two_languages();
    workspace.write(PLACE, NOTICE.replace("Saturday", "Sunday"));
    let output = workspace.pressdoc(&["approve", "PR/26/21", "--as", "Legal Service", "--by", ANNA]).code(1);
    output.stdout_eq("").stderr_eq(str![[r#"
error[weekday-mismatch]: `Sunday 7 March 2026` is a Saturday
...
PR/26/21: not approved
  help: correct the errors above; what has errors cannot go out, and so cannot be approved

"#]]);
    assert!(!workspace.has(RECORD));
    let json = ["approve", "PR/26/21", "--as", "Legal Service", "--by", ANNA, "--format", "json"];
    workspace
        .pressdoc(&json)
        .code(1)
        .stdout_eq("{\"errors\":1,\"outcome\":\"refused\",\"reference\":\"PR/26/21\",\"role\":\"Legal Service\"}\n");
    workspace.pressdoc(&[&json[..], &["--lang", "fr"]].concat()).success();
    assert_eq!(awaited(&workspace), [waits("en", &["spokesperson", "Legal Service"]), waits("fr", &["spokesperson"])]);
}

#[test]
fn whoever_approves_has_a_name_an_address_and_a_role_of_the_type() {
    let workspace = office();
    let by = |by: &[&str]| {
        let run = workspace.pressdoc(&[&["approve", "PR/26/21", "--as", "Legal Service"], by].concat()).code(2);
        String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8")
    };
    let help =
        "  help: give a name and a mail address, `--by \"Anna Berg <anna@example.org>\"`, or set PRESSDOC_BY once\n";
    assert_eq!(by(&[]), format!("error: nobody says who does this\n{help}"));
    assert_eq!(by(&["--by", "anna@example.org"]), format!("error: `anna@example.org` has no name in it\n{help}"));
    assert_eq!(by(&["--by", "Anna Berg"]), format!("error: `Anna Berg` has no `@`\n{help}"));
    assert!(by(&["--by", "A\u{1b}[31m <anna@example.org>"]).contains("control character"));
    let run = |role: &str| workspace.pressdoc(&["approve", "PR/26/21", "--as", role, "--by", ANNA]).code(2);
    run("legal servce")
        .stdout_eq("")
        .stderr_eq("error: found no role `legal servce`\n  help: did you mean `Legal Service`?\n");
    run("janitor").stderr_eq("error: found no role `janitor`\n  help: choose among `spokesperson`, `Legal Service`\n");
    workspace
        .pressdoc(&["approve", "PR/26/21", "--as", "Legal Service", "--by", ANNA, "--note", "one\ntwo"])
        .code(2)
        .stderr_eq("error: the note is not a single line\n  help: a note is one line, such as \"as agreed on the telephone\"\n");
    assert!(!workspace.has(RECORD));
}

#[test]
fn what_needs_no_approval_is_not_approved() {
    let workspace = office().with("releases/ST/26/5/en.md", NOTICE.replace("PR/26/21", "ST/26/5"));
    workspace.pressdoc(&["approve", "ST/26/5", "--as", "legal", "--by", ANNA]).code(2).stderr_eq(str![[r#"
error: `ST/26/5` needs no approval: the type `ST` names nobody who must approve
  help: `approvals = ["legal"]` in `styles/plain/types/ST.toml` would name them

"#]]);
    workspace.write("draft.md", "# A draft\n\nOf nothing yet.\n");
    workspace.pressdoc(&["approve", "draft.md", "--as", "legal", "--by", ANNA]).code(2).stderr_eq(str![[r#"
error: `draft.md` lies in no release, and approvals lie beside the notices of one
  help: put it into a folder such as `releases/IP/26/301/` as `en.md`; `pressdoc new IP` makes one

"#]]);
    let run = workspace.pressdoc(&["list", "--format", "json"]).success();
    let text = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(lines[0]["awaiting"].is_array() && lines[0]["reference"] == "PR/26/21");
    assert!(lines[1].get("awaiting").is_none() && lines[1].get("approvals").is_none(), "{}", lines[1]);
}

#[test]
fn the_list_says_who_has_approved_and_whether_it_holds() {
    let workspace = office().with("releases/PR/26/22/en.md", NOTICE.replace("26/21", "26/22"));
    workspace.write("releases/PR/26/22/dot.png", picture());
    approve(&workspace, "Legal Service", ANNA);
    approve(&workspace, "spokesperson", BEN);
    workspace.write(PLACE, NOTICE.replace("float", "drift"));
    approve(&workspace, "spokesperson", BEN);
    let line = |arguments: &[&str]| {
        let run = workspace.pressdoc(&[&["list", "--format", "json"], arguments].concat()).success();
        let text = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect::<Vec<Value>>()
    };
    let lines = line(&[]);
    assert_eq!(lines[0]["awaiting"], serde_json::json!(["Legal Service"]));
    let approvals = lines[0]["approvals"].as_array().expect("approvals");
    let said: Vec<_> = approvals.iter().map(|it| (&it["role"], &it["name"], &it["address"], &it["valid"])).collect();
    assert_eq!(said.len(), 2);
    assert_eq!((said[0].0, said[0].1, said[0].3), (&"spokesperson".into(), &"Ben Okafor".into(), &true.into()));
    assert_eq!((said[1].0, said[1].2, said[1].3), (&"Legal Service".into(), &"anna@example.org".into(), &false.into()));
    assert!(approvals.iter().all(|it| it["at"].as_str().is_some_and(|at| at.ends_with('Z'))));
    // Only what waits for somebody.
    let references = |role: &str| {
        line(&["--awaiting", role])
            .iter()
            .map(|line| line["reference"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(references("LEGAL service"), ["PR/26/21", "PR/26/22"]);
    assert_eq!(references("spokesperson"), ["PR/26/22"]);
    workspace
        .pressdoc(&["list", "--awaiting", "spokes"])
        .code(2)
        .stderr_eq("error: found no role `spokes`\n  help: did you mean `spokesperson`?\n");
    Workspace::new().with(PLACE, NOTICE).pressdoc(&["list", "--awaiting", "legal"]).code(2).stderr_eq(
        "error: found no role `legal`\n  help: no document type of this workspace has `approvals` in its data\n",
    );
}

#[test]
fn a_damaged_record_is_told_with_its_place_and_approves_nothing() {
    let workspace = office();
    approve(&workspace, "Legal Service", ANNA);
    approve(&workspace, "spokesperson", BEN);
    let whole = String::from_utf8(workspace.read(RECORD)).expect("UTF-8");
    let faults = |text: &str| {
        workspace.write(RECORD, text);
        let list = workspace.pressdoc(&["list"]).code(2);
        list.stdout_eq("PR/26/21  en  2026-03-02  Lanterns on the river  (awaits spokesperson, Legal Service)\n");
        let run = workspace.pressdoc(&["approve", "PR/26/21", "--as", "spokesperson", "--by", BEN]).code(2);
        assert_eq!(workspace.read(RECORD), text.as_bytes(), "it is left as it was");
        String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8")
    };
    let end = whole.len() / 2;
    assert!(faults(&whole[..end]).starts_with(&format!("error: {RECORD}:")), "cut short");
    assert!(faults(&whole.replace("spokesperson\"", "spokesperson\", roel = \"x\"")).contains("unknown field `roel`"));
    assert!(faults(&whole.replacen("anna@", "anna", 1)).contains("`annaexample.org` has no `@`"));
    assert!(faults(&whole.replacen("at = \"2", "at = \"x2", 1)).contains("is no time"));
    assert!(faults(&whole.replacen("content = ", "takes_back = [\"en\"], content = ", 1)).contains("has both"));
    assert!(faults(&whole.replacen("words = \"", "words = \"0", 1)).contains("is no digest of 64 hexadecimal digits"));
    assert!(faults(&whole.replacen("role = \"Legal Service\"", "role = \" \"", 1)).contains("a role has no name"));
    let merge = whole.replacen("  { role", "<<<<<<< HEAD\n  { role", 1);
    let said = faults(&merge);
    assert!(said.contains(":6:1: a merge was not finished"), "{said}");
    assert!(said.contains("keep the lines of both sides"), "{said}");
    workspace.write(RECORD, [0xff, 0xfe]);
    workspace.pressdoc(&["list"]).code(2).stderr_eq(str![[r#"
error: releases/PR/26/21/approvals.toml: the approvals are not UTF-8
  help: take `releases/PR/26/21/approvals.toml` back from your version control, or remove it and have the release approved again

"#]]);
    // One bit of a digest, and it is another notice that was approved.
    let at = whole.find("whole = \"").expect("a digest") + "whole = \"".len();
    let mut bytes = whole.clone().into_bytes();
    bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
    workspace.write(RECORD, &bytes);
    assert_eq!(awaited(&workspace), [waits("en", &["Legal Service"])]);
    workspace.write(RECORD, &whole);
    assert_eq!(awaited(&workspace), [waits("en", &[])]);
    // Nothing at all is no approval either.
    workspace.write(RECORD, "");
    assert_eq!(awaited(&workspace), [waits("en", &["spokesperson", "Legal Service"])]);
}

#[test]
fn many_who_approve_at_once_are_all_written_down() {
    let roles: Vec<String> = (1..=12).map(|number| format!("reader {number}")).collect();
    let named = roles.iter().map(|role| format!("\"{role}\"")).collect::<Vec<_>>().join(", ");
    let workspace = office();
    workspace.write("styles/plain/types/PR.toml", TYPE.replace("\"spokesperson\", \"Legal Service\"", &named));
    let running: Vec<_> = roles
        .iter()
        .map(|role| {
            Command::new(snapbox::cmd::cargo_bin!("pressdoc"))
                .args(["approve", "PR/26/21", "--as", role, "--by", ANNA, "--format", "json"])
                .current_dir(workspace.path())
                .stdout(std::process::Stdio::piped())
                .spawn()
                .expect("the program starts")
        })
        .collect();
    for child in running {
        let done = child.wait_with_output().expect("the program ends");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert_eq!(acts(&workspace).len(), roles.len());
    assert_eq!(awaited(&workspace), [waits("en", &[])]);
    let left: Vec<String> = workspace.files().into_iter().filter(|path| path.starts_with("releases")).collect();
    assert_eq!(left, [RECORD, "releases/PR/26/21/dot.png", PLACE], "nothing half-written is left");
    assert_eq!(workspace.read(".pressdoc/.gitignore"), b"*\n");
}

#[test]
fn many_releases_are_approved_in_one_run_and_programs_get_a_line_each() {
    let workspace = office().with("releases/PR/26/22/en.md", NOTICE.replace("26/21", "26/22"));
    workspace.write("releases/PR/26/22/dot.png", picture());
    let run = workspace
        .command(&["approve", "-", "--as", "spokesperson", "--by", BEN, "--format", "json"])
        .stdin("PR/26/21\nPR/26/99\nPR/26/22\n")
        .assert()
        .code(2)
        .stderr_eq("error: found no notice `PR/26/99`\n  help: did you mean `PR/26/22`? `pressdoc list` shows all\n");
    let text = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.iter().map(|line| &line["reference"]).collect::<Vec<_>>(), ["PR/26/21", "PR/26/22"]);
    for line in &lines {
        assert_eq!((&line["outcome"], &line["role"]), (&"approved".into(), &"spokesperson".into()));
        assert_eq!((&line["name"], &line["address"]), (&"Ben Okafor".into(), &"ben@example.org".into()));
        assert_eq!(line["content"]["en"].as_str().map(str::len), Some(64));
        assert_eq!(line["awaiting"], serde_json::json!(["Legal Service"]));
    }
    // A folder is as good as the references in it.
    workspace.pressdoc(&["approve", "releases", "--as", "Legal Service", "--by", ANNA]).success();
    assert_eq!(awaited(&workspace), [waits("en", &[]), waits("en", &[])]);
}

#[test]
fn roles_are_data_and_a_list_that_names_one_twice_is_refused() {
    for (roles, fault) in [
        ("[\"legal\", \"Legal\"]", "the role `Legal` stands here twice"),
        ("[\"\"]", "a role has no name"),
        ("[\"legal \"]", "a role begins or ends with a space"),
        ("[\"le\\u001bgal\"]", "a role has a control character in it"),
    ] {
        let workspace =
            office().with("styles/plain/types/PR.toml", TYPE.replace("[\"spokesperson\", \"Legal Service\"]", roles));
        let run = workspace.pressdoc(&["list"]).code(2).stdout_eq("");
        let said = String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8");
        assert!(said.starts_with(&format!("error: styles/plain/types/PR.toml:4:13: {fault}\n")), "{said}");
    }
    // Nobody is nobody, and names with signs of their own are kept.
    let workspace =
        office().with("styles/plain/types/PR.toml", TYPE.replace("\"spokesperson\", \"Legal Service\"", ""));
    workspace.pressdoc(&["list"]).success().stdout_eq("PR/26/21  en  2026-03-02  Lanterns on the river\n");
    let odd = r#"Νομική «Α» \\ \"B\""#;
    let workspace = office().with("styles/plain/types/PR.toml", TYPE.replace("spokesperson\", \"Legal Service", odd));
    approve(&workspace, "νομική «α» \\ \"b\"", "Ἄννα \\ \"Β\" <anna@example.org>");
    assert_eq!(awaited(&workspace), [waits("en", &[])]);
    let line = acts(&workspace).remove(0);
    assert!(line.contains(r#"role = "Νομική «Α» \\ \"B\"", name = "Ἄννα \\ \"Β\"""#), "{line}");
}

#[test]
fn two_branches_that_approve_are_merged_by_keeping_the_lines_of_both() {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no git here");
        return;
    }
    let workspace = office();
    let git = |arguments: &[&str]| {
        let settings = ["-c", "user.name=Anna", "-c", "user.email=anna@example.org", "-c", "commit.gpgsign=false"];
        let run = Command::new("git").args(settings).args(arguments).current_dir(workspace.path()).output();
        let run = run.expect("git runs");
        assert!(run.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    };
    workspace.write(".gitattributes", "approvals.toml merge=union\n");
    approve(&workspace, "spokesperson", BEN);
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "a release"]);
    git(&["checkout", "-q", "-b", "other"]);
    workspace.write(PLACE, NOTICE);
    approve(&workspace, "Legal Service", ANNA);
    git(&["commit", "-q", "-a", "-m", "approved"]);
    git(&["checkout", "-q", "main"]);
    workspace.pressdoc(&["approve", "PR/26/21", "--as", "spokesperson", "--by", BEN, "--take-back"]).success();
    git(&["commit", "-q", "-a", "-m", "taken back"]);
    git(&["merge", "-q", "--no-edit", "other"]);
    assert_eq!(acts(&workspace).len(), 3);
    assert_eq!(awaited(&workspace), [waits("en", &["spokesperson"])]);
}

/// What is approved does not change with the program. If this digest has to be
/// renewed, every approval of every office is void: say so in the changelog.
#[test]
fn the_digest_of_a_notice_stays_what_it_is() {
    let workspace = office();
    approve(&workspace, "spokesperson", BEN);
    let line = acts(&workspace).remove(0);
    let whole = line.split_once("whole = \"").expect("a digest").1;
    assert_eq!(whole.split('"').next(), Some("110870a3552c091405d25f56ef2a6d960de5c32cc8490f2cd6ff9ce85de03d11"));
}

#[test]
fn whoever_seals_a_release_is_told_who_has_approved_it_and_what_is_missing() {
    let workspace = office_in_two_languages();
    approve(&workspace, "spokesperson", BEN);
    workspace.pressdoc(&["approve", FRENCH, "--as", "Legal Service", "--by", ANNA]).success();
    let office = Office::open(workspace.path()).expect("an office");
    let (reference, _) = office.catalog.reference("PR/26/21").expect("a reference");
    let state = || {
        let files = office.workspace.release(&reference, workspace.path()).expect("a release");
        let examined: Vec<_> = files.iter().map(|file| office.examine(file).expect("a notice")).collect();
        office.approval_state(&examined, &files).expect("a state")
    };
    let given = |state: &ApprovalState| -> Vec<(String, String, Vec<String>)> {
        let own = |languages: Vec<&str>| languages.into_iter().map(str::to_owned).collect();
        state
            .given()
            .into_iter()
            .map(|it| (it.approval.role.clone(), it.approval.name.clone(), own(it.languages)))
            .collect()
    };
    let before = state();
    assert_eq!(before.awaited(), ["Legal Service"]);
    assert_eq!(before.reasons(), ["`Legal Service` has not approved `en`"]);
    let languages = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    let ben = ("spokesperson".to_owned(), "Ben Okafor".to_owned(), languages(&["en", "fr"]));
    let anna = |codes| ("Legal Service".to_owned(), "Anna Berg".to_owned(), languages(codes));
    assert_eq!(given(&before), [ben.clone(), anna(&["fr"])]);
    workspace.pressdoc(&["approve", PLACE, "--as", "Legal Service", "--by", ANNA]).success();
    let complete = state();
    assert!(complete.is_complete() && complete.awaited().is_empty() && complete.reasons().is_empty());
    // Two acts of one person, each for its language.
    assert_eq!(given(&complete), [ben, anna(&["en"]), anna(&["fr"])]);
    // What was changed since is said, word or not.
    workspace.write(PLACE, NOTICE.replace("float", "drift"));
    workspace.write(FRENCH, IN_FRENCH.replace("org/orla", "org/other"));
    let reasons: Vec<String> =
        state().reasons().iter().map(|reason| reason.split(" (").next().unwrap().to_owned()).collect();
    assert_eq!(
        reasons,
        [
            "words were changed since `spokesperson` approved `en`",
            "no words but a link, a time or something else was changed since `spokesperson` approved `fr`",
            "words were changed since `Legal Service` approved `en`",
            "no words but a link, a time or something else was changed since `Legal Service` approved `fr`",
        ]
    );
    workspace.write(PLACE, NOTICE);
    workspace.write(FRENCH, IN_FRENCH);
    let mut other = picture();
    other.push(0);
    workspace.write("releases/PR/26/21/dot.png", other);
    assert!(state().reasons()[0].starts_with(
        "pictures were exchanged and no words changed since `spokesperson` approved `en`, `fr` (Ben Okafor, 2"
    ));
    // Nothing is asked, and nothing read, where nobody has to approve.
    workspace.write("releases/ST/26/5/en.md", NOTICE.replace("PR/26/21", "ST/26/5"));
    workspace.write("releases/ST/26/5/approvals.toml", "damaged");
    let file = NoticeFile::new(&workspace.path().join("releases/ST/26/5/en.md"), workspace.path());
    let free = office.approval_state(&[office.examine(&file).expect("a notice")], &[file]).expect("a state");
    assert!(free.is_complete() && free.given().is_empty());
}

/// The provenance of a version in the archive of the workspace.
fn provenance(workspace: &Workspace, version: &str) -> Value {
    let ending = format!("/{version}/content/provenance.json");
    let path = workspace.files().into_iter().find(|path| path.ends_with(&ending)).expect("a provenance");
    serde_json::from_slice(&workspace.read(&path)).expect("JSON")
}

#[test]
fn nothing_is_archived_that_is_not_approved() {
    let workspace = office();
    let add: &[&str] = &["archive", "add", "PR/26/21", "--by", "Cy Dore <cy@example.org>"];
    let refused = |arguments: &[&str]| {
        let run = workspace.pressdoc(&[add, arguments].concat()).code(1).stdout_eq("");
        String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8")
    };
    let said = refused(&[]);
    let expected = "PR/26/21 was not sealed: it awaits spokesperson, Legal Service\n  `spokesperson` has not approved `en`\n  `Legal Service` has not approved `en`\n  help: have it approved: `pressdoc approve PR/26/21 --as spokesperson`\n";
    assert!(said.ends_with(expected), "{said}");
    assert!(!workspace.files().iter().any(|path| path.ends_with("inventory.json")), "nothing was kept");
    approve(&workspace, "spokesperson", BEN);
    assert!(refused(&[]).contains("`pressdoc approve PR/26/21 --as \"Legal Service\"`"));
    workspace
        .pressdoc(&["approve", "PR/26/21", "--as", "Legal Service", "--by", ANNA, "--note", "by telephone"])
        .success();
    workspace.pressdoc(add).success();
    let record = provenance(&workspace, "v1");
    let events: Vec<&Value> =
        record["events"].as_array().expect("events").iter().filter(|event| event["type"] == "approval").collect();
    let said: Vec<_> = events.iter().map(|event| (&event["agent"], &event["detail"])).collect();
    assert_eq!(
        said,
        [
            (&"Ben Okafor <ben@example.org>".into(), &"approved as spokesperson in en".into()),
            (&"Anna Berg <anna@example.org>".into(), &"approved as Legal Service in en: by telephone".into()),
        ]
    );
    let people = record["agents"].as_array().expect("agents").iter().filter(|agent| agent["type"] == "person");
    assert_eq!(people.count(), 3);
    assert!(workspace.files().iter().any(|path| path.ends_with("content/releases/PR/26/21/approvals.toml")));
    // An approval that comes later is nothing new that was said.
    workspace.pressdoc(&["approve", "PR/26/21", "--as", "spokesperson", "--by", BEN, "--take-back"]).success();
    workspace.pressdoc(add).success().stderr_eq(str![[r#"
...
PR/26/21 is sealed already as v1

"#]]);
    // A correction has to be approved: it is written into the notice, and waits.
    workspace.write(PLACE, NOTICE.replace("float", "drift"));
    let said = refused(&["--correction", "They drift."]);
    assert!(said.contains("note: the change now stands in `releases/PR/26/21/en.md` as well\n"), "{said}");
    assert!(said.contains("PR/26/21 was not sealed: it awaits spokesperson, Legal Service\n"), "{said}");
    assert!(said.contains("words were changed since `Legal Service` approved `en` (Anna Berg, "), "{said}");
    let written = workspace.read(PLACE);
    assert!(String::from_utf8(written.clone()).expect("UTF-8").contains("text = \"They drift.\""));
    approve(&workspace, "spokesperson", BEN);
    approve(&workspace, "Legal Service", ANNA);
    workspace.pressdoc(&[add, &["--correction", "They drift."]].concat()).success();
    assert_eq!(workspace.read(PLACE), written, "it says so once");
    let events = provenance(&workspace, "v2")["events"].as_array().expect("events").clone();
    assert_eq!(events.iter().filter(|event| event["type"] == "approval").count(), 2);
    // A damaged record approves nothing.
    workspace.write(RECORD, "approval = 1\n");
    workspace.write(PLACE, String::from_utf8(written).expect("UTF-8").replace("drift on", "glide on"));
    let run = workspace.pressdoc(&[add, &["--correction", "They glide."]].concat()).code(2);
    let said = String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8");
    assert!(said.contains("error: releases/PR/26/21/approvals.toml:1:12: "), "{said}");
}

#[test]
fn a_record_that_must_not_be_written_is_left_as_it_is() {
    let workspace = office();
    approve(&workspace, "Legal Service", ANNA);
    let path = workspace.path().join(RECORD);
    let before = workspace.read(RECORD);
    let mut rights = std::fs::metadata(&path).expect("a file").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("protected");
    workspace.pressdoc(&["approve", "PR/26/21", "--as", "spokesperson", "--by", BEN]).code(2).stderr_eq(str![[r#"
error: could not add to `[..]approvals.toml`: it is protected from writing
  help: check that you may write there; nothing was added

"#]]);
    assert_eq!(workspace.read(RECORD), before);
    let left: Vec<String> = workspace.files().into_iter().filter(|path| path.starts_with("releases")).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}
