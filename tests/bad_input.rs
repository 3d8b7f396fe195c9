//! What no program likes: a clear message, exit 1 or 2, nothing half-written.

use crate::support::workspace::Workspace;

/// Renders `content` as a draft, the way that goes furthest, and as it is.
fn survives(name: &str, content: impl AsRef<[u8]>) {
    let workspace = Workspace::bare().with("notice.md", content);
    for arguments in [&["render", "notice.md"][..], &["render", "--draft", "notice.md"], &["check", "notice.md"]] {
        let output = workspace.command(arguments).output().expect("the program runs");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let said = format!("{errors}{}", String::from_utf8_lossy(&output.stdout));
        assert!(matches!(output.status.code(), Some(1)), "{name}: {:?} {errors}", output.status);
        assert!(said.contains("error["), "{name}: a finding says what is wrong: {said}");
        assert!(!errors.contains("fault of its own") && !errors.contains("panicked"), "{name}: {errors}");
        assert!(!said.contains('\u{1b}'), "{name}: no control characters reach the terminal");
        for file in workspace.files() {
            assert!(!file.ends_with(".part"), "{name}: {file} is half-written");
            if file.ends_with(".pdf") {
                assert!(
                    workspace.read(&file).ends_with(b"%%EOF") || workspace.read(&file).ends_with(b"%%EOF\n"),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn no_text_brings_it_down() {
    let random: Vec<u8> = (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    survives("random bytes", random);
    survives("nothing", "");
    survives("only spaces", " \n\t\n");
    survives("ten megabytes", "word ".repeat(2_000_000));
    survives("one long word", "a".repeat(300_000));
    survives("quotations in quotations", ">".repeat(100_000));
    survives("quotations with spaces", format!("# H\n\n{}x", "> ".repeat(50_000)));
    survives("stars", "*".repeat(100_000));
    survives("open emphasis", "*a **b _c ".repeat(10_000));
    survives("brackets", "[a](".repeat(20_000));
    survives("lists in lists", (0..400).map(|depth| format!("{}- x\n", " ".repeat(2 * depth))).collect::<String>());
    survives("a lone delimiter", "+++");
    survives("an open front matter", "+++\nissued = \n");
    survives("a front matter that is none", "+++\n[[[\n=\n+++\n\n# H\n");
    survives("a null", "# H\n\nte\0xt\u{1b}[31m\n");
    survives("a wide table", format!("# H\n\n{}|\n{}|\n", "|a".repeat(500), "|-".repeat(500)));
    survives("UTF-16", "# Headline".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    survives("marks of every kind", "# &#0; \u{fffd}\u{feff}\u{e000}\u{202e}\u{1F600} \u{301}\n\n\u{85}\u{2028}x\n");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_welcome() {
    let notice = "Orla Valley Council - Press release\n\nPR/26/21\n\n# Lanterns\n\nLAKESIDE, 2 March 2026 – They float.\n\n## Press contacts\n\nRhona ASHDALE, +44 20 7946 0142\n";
    let workspace = Workspace::bare();
    let mut texts = Vec::new();
    for text in [
        notice.to_owned(),
        notice.replace('\n', "\r\n"),
        format!("\u{feff}{notice}"),
        format!("\u{feff}{}", notice.replace('\n', "\r\n")),
    ] {
        workspace.write("notice.md", text);
        workspace.pressdoc(&["render", "notice.md", "--to", "txt"]).success();
        texts.push(workspace.read("out/PR/26/21/PR-26-21.en.txt"));
    }
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "the same words");
}

#[test]
fn a_missing_file_or_folder_is_named() {
    let workspace = Workspace::new();
    for (argument, said) in [
        ("nothing.md", "error: found no file `nothing.md`"),
        ("no/such/folder", "error: found no file or reference `no/such/folder`"),
        ("releases", "error: found no notice in `releases`"),
    ] {
        let output = workspace.pressdoc(&["check", argument]).code(2).stdout_eq("");
        let errors = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(errors.starts_with(said) && errors.contains("\n  help: "), "{errors}");
    }
}

#[test]
fn a_picture_is_never_taken_from_outside_the_folder_of_the_notice() {
    let picture = std::fs::read(crate::support::workspace::project().join("tests/notices/dot.png")).expect("a picture");
    let workspace = Workspace::new().with("releases/PR/26/secret.png", &picture);
    let absolute = workspace.path().join("releases/PR/26/secret.png").display().to_string();
    for address in ["../secret.png", "./../secret.png", &absolute, "/etc/passwd", "file:///etc/passwd"] {
        let notice = format!(
            "Orla - Press release\n\nPR/26/21\n\n# H\n\nLead.\n\n![what]({address})\n\n## Press contacts\n\nA B, +44 20 7946 0142\n"
        );
        workspace.write("releases/PR/26/21/en.md", notice);
        let output = workspace.pressdoc(&["check", "PR/26/21", "--format", "plain"]).code(1);
        let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
        assert!(said.contains("error[missing-picture]"), "{address}: {said}");
    }
}

#[test]
fn a_file_name_cannot_lead_out_of_the_output_folder() {
    let workspace = Workspace::bare().with("a ..%2f..\\x;y.md", "# H\n");
    workspace.pressdoc(&["render", "--draft", "--to", "txt", "a ..%2f..\\x;y.md"]).code(1);
    let files = workspace.files();
    assert!(files.iter().all(|file| file.starts_with("out/drafts/") || file.starts_with("a ..")), "{files:?}");
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_nothing_changes() {
    let notice = "Orla - Press release\n\nPR/26/21\n\n# H\n\nLead.\n\n## Press contacts\n\nA BERG, +44 20 7946 0142\n";
    // A file stands where the folder should be: this stops root, too.
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", notice).with("out", "a file");
    let output = workspace.pressdoc(&["render", "PR/26/21"]).code(2).stdout_eq("");
    let errors = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(errors.starts_with("error: could not write `") && errors.contains("--out DIR"), "{errors}");
    assert_eq!(workspace.read("out"), b"a file");
    // One form can be written, the last one cannot: none takes its name.
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", notice);
    workspace.write("out/PR/26/21/PR-26-21.en.txt/in-the-way", "");
    workspace.pressdoc(&["render", "PR/26/21"]).code(2);
    assert!(workspace.files().iter().all(|file| !file.ends_with(".part")), "{:?}", workspace.files());
    // A device that is always full, where the system has one.
    if std::path::Path::new("/dev/full").exists() {
        let output = workspace.pressdoc(&["render", "PR/26/21", "--out", "/dev/full"]).code(2);
        let errors = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(errors.starts_with("error: could not write `/dev/full"), "{errors}");
    }
}
