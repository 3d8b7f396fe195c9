//! The proof: every line of the notice and every finding is on the paper.

use crate::support::pdf_words::shown;
use crate::support::workspace::{Workspace, project};

/// The words without any white space: rows are broken where they must be.
fn dense(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The proof of the file `notice.txt` with this text, as it is shown, and its
/// number of pages.
fn proof_of(text: &str) -> (String, usize) {
    let workspace = Workspace::bare().with("notice.txt", text);
    let run = workspace.pressdoc(&["proof", "notice.txt", "--out", "paper"]).success();
    let path = String::from_utf8(run.get_output().stdout.clone()).expect("text");
    let (text, pages) = shown(&workspace.read(path.trim()));
    (dense(&text), pages)
}

/// Whether the parts stand in `text` one behind the other.
fn in_order<'p>(text: &str, parts: impl Iterator<Item = &'p str>) {
    let mut rest = text;
    for part in parts.map(dense).filter(|part| !part.is_empty()) {
        let at = rest.find(&part).unwrap_or_else(|| panic!("`{part}` is missing or in another place"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn every_line_of_every_sample_stands_on_its_proof_in_order() {
    let samples =
        ["AGENDA/18/5869/en.md", "IP/26/412/el.md", "STATEMENT/26/507/bg.md", "PR/26/17/mt.md", "PR/26/15/de.md"];
    let root = project().join("releases");
    for sample in samples {
        let text = std::fs::read_to_string(root.join(sample)).expect("a sample");
        let (paper, _) = proof_of(&text);
        // The rows of a page are drawn before its notes, but a long line can be
        // cut by the end of a page: words are looked for, not lines.
        in_order(&paper, text.split_whitespace());
    }
}

#[test]
fn every_finding_stands_on_the_proof_with_its_way_out() {
    let notice = "# A notice\n\nOn Monday 14 October 2018 the the door opens.\n";
    let (paper, _) = proof_of(notice);
    let workspace = Workspace::bare().with("notice.txt", notice);
    let run = workspace.pressdoc(&["check", "notice.txt", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).expect("a report");
    let findings = report["findings"].as_array().or_else(|| report["diagnostics"].as_array()).expect("findings");
    assert!(findings.len() > 2, "{report}");
    for finding in findings {
        for key in ["severity", "rule", "message", "help"] {
            if let Some(said) = finding[key].as_str() {
                assert!(paper.contains(&dense(said)), "`{said}` is missing");
            }
        }
    }
    assert!(paper.contains("DRAFT"));
}

#[test]
fn forty_findings_on_one_line_find_their_place() {
    let line = "the the ".repeat(40);
    let (paper, pages) = proof_of(&format!("# A notice\n\n{line}\n"));
    assert!(pages > 1);
    assert!(paper.contains("standattheend"));
    assert!(paper.matches("doubled-word").count() >= 40, "{}", paper.matches("doubled-word").count());
}

#[test]
fn a_line_of_ten_thousand_characters_is_wrapped_and_none_is_lost() {
    // Words wider than the column, or the checks take it for no text.
    let letters: Vec<char> = ('a'..='z').cycle().take(9_900).collect();
    let line: Vec<String> = letters.chunks(99).map(|word| word.iter().collect()).collect();
    let line = line.join(" ");
    let (paper, pages) = proof_of(&format!("# A notice\n\n{line}\n"));
    assert!(pages > 1);
    let letters = paper.chars().filter(|character| *character == 'q').count();
    assert!(letters >= line.matches('q').count());
}

#[test]
fn what_no_font_has_is_shown_by_its_code_point() {
    let (paper, _) = proof_of("# A notice\n\nA zero\u{200b}width space, and \u{4e2d}.\n");
    assert!(paper.contains("U+200B") && paper.contains("U+4E2D"), "{paper}");
}

#[test]
fn an_empty_notice_has_a_proof() {
    let (paper, pages) = proof_of("");
    assert_eq!(pages, 1);
    assert!(paper.contains("missing-headline"));
    assert!(paper.contains("Signature") && paper.contains("Headofpress"));
}

#[test]
fn the_same_notice_gives_the_same_bytes_also_as_the_second_of_a_run() {
    let text = std::fs::read(project().join("releases/PR/26/15/de.md")).expect("a sample");
    let other = std::fs::read(project().join("releases/PR/26/17/mt.md")).expect("a sample");
    let workspace = Workspace::new().with("releases/PR/26/15/de.md", text).with("releases/PR/26/17/mt.md", other);
    let name = |run: &snapbox::cmd::OutputAssert| {
        let said = String::from_utf8(run.get_output().stdout.clone()).expect("text");
        said.lines().last().expect("a path").to_owned()
    };
    let alone = name(&workspace.pressdoc(&["proof", "PR/26/15", "--out", "a"]).success());
    let second = name(&workspace.pressdoc(&["proof", "PR/26/17", "PR/26/15", "--out", "b"]).success());
    assert_ne!(alone, second);
    assert!(workspace.read(&alone) == workspace.read(&second), "the bytes differ");
}

#[test]
fn a_notice_under_embargo_says_so_and_has_a_name_that_nobody_guesses() {
    let notice = "+++\nembargo = 2099-01-01T10:00:00+01:00\n+++\n\nPR/99/1\n\n# A notice\n\nText.\n";
    let workspace = Workspace::new().with("notice.txt", notice);
    let run = workspace.pressdoc(&["proof", "notice.txt"]).success();
    let path = String::from_utf8(run.get_output().stdout.clone()).expect("text");
    let (paper, _) = shown(&workspace.read(path.trim()));
    assert!(dense(&paper).contains("EMBARGO"));
    assert!(path.trim().ends_with(".proof.pdf") && path.split('.').any(|part| part.len() == 32), "{path}");
}

#[test]
fn errors_do_not_keep_a_proof_back_and_strict_says_that_there_are_some() {
    let workspace = Workspace::bare().with("notice.txt", "Nothing but text.\n").with("broken.txt", [0xff, 0xfe, 0x41]);
    workspace.pressdoc(&["proof", "notice.txt"]).code(0);
    workspace.pressdoc(&["proof", "notice.txt", "--strict"]).code(1);
    workspace.pressdoc(&["proof", "broken.txt"]).code(1);
    workspace.pressdoc(&["proof", "absent.txt"]).code(2);
}
