//! What the editor sees is what `check` says.

use std::path::Path;

use serde_json::{Value, json};

use super::{NOTICE, PLACE, rules};
use crate::support::language_server::{LanguageServer, place, uri};
use crate::support::workspace::{Workspace, project, seed};

/// What is done to each notice: nothing, the line ends of another system, a
/// byte order mark, and faults behind characters that are counted differently.
fn transformed(text: &str) -> Vec<String> {
    let faulty = format!(
        "{}\n\n🙂 Ωμέγα 👩‍👩‍👧 é Tuesday 4 May 2026 [hier](#) \u{202e}x\n\n## 🙂\n\n#### Ω\n",
        text.replacen("\n# ", "\n# 🙂 Ω ", 1)
    );
    vec![
        text.to_owned(),
        text.replace("\r\n", "\n").replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        faulty.replace('\n', "\r\n"),
        format!("\u{feff}{faulty}"),
    ]
}

/// Path in the workspace, text.
fn notices() -> Vec<(String, String)> {
    let mut notices = Vec::new();
    for folder in ["releases", "tests/notices"] {
        collect(&project().join(folder), folder, &mut notices);
    }
    assert!(notices.len() >= 14, "all notices of the project");
    notices.extend(seed().map(|seed| ("seed.txt".to_owned(), std::fs::read_to_string(seed).expect("the seed"))));
    // The examples of the rules' pages: at least one fault of every kind.
    for rule in pressdoc::check::RULES {
        let mut open: Option<(String, String)> = None;
        for line in rule.page().lines() {
            match (&mut open, line.strip_prefix("```notice ")) {
                (None, Some(path)) => {
                    // A folder of its own in the one workspace: pages use the same names.
                    let path = path.strip_prefix("releases/").unwrap_or(path);
                    open = Some((format!("{}-{}/{path}", rule.name(), notices.len()), String::new()));
                }
                (Some(_), _) if line.starts_with("```") => notices.extend(open.take()),
                (Some((_, text)), _) => *text += &format!("{line}\n"),
                (None, None) => {}
            }
        }
    }
    notices
}

pub fn collect(folder: &Path, name: &str, notices: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &name, notices);
        } else if name.ends_with(".md") || name.ends_with(".txt") {
            notices.push((name, std::fs::read_to_string(entry.path()).expect("a notice")));
        }
    }
}

/// A finding of `check --format json` as an editor gets it.
fn as_shown(text: &str, finding: &Value, in_bytes: bool) -> Value {
    let range = |place_of: &Value| {
        let end = |key: &str| {
            let offset = usize::try_from(place_of[key].as_u64().expect("a number")).expect("a small one");
            place(text, offset, in_bytes)
        };
        json!({ "start": end("start"), "end": end("end") })
    };
    let message = finding["message"].as_str().expect("a message");
    let help = finding["help"].as_str().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let labels: Vec<Value> = finding["labels"]
        .as_array()
        .expect("labels")
        .iter()
        .map(|label| json!({ "message": label["message"], "range": range(&label["place"]) }))
        .collect();
    let severity = ["error", "warning", "info"].iter().position(|name| finding["severity"] == *name);
    json!({
        "code": finding["rule"],
        "severity": severity.expect("a severity") + 1,
        "message": format!("{message}{help}"),
        "range": range(&finding["place"]),
        "labels": labels,
    })
}

/// A finding of the server in the same form.
fn as_heard(finding: &Value) -> Value {
    assert_eq!(finding["source"], "pressdoc");
    let related = finding["relatedInformation"].as_array().cloned().unwrap_or_default();
    let labels: Vec<Value> = related
        .iter()
        .map(|related| json!({ "message": related["message"], "range": related["location"]["range"] }))
        .collect();
    json!({
        "code": finding["code"], "severity": finding["severity"], "message": finding["message"],
        "range": finding["range"], "labels": labels,
    })
}

#[test]
fn the_editor_sees_what_check_says() {
    let notices = notices();
    let picture = std::fs::read(project().join("tests/notices/dot.png")).expect("a picture");
    let mut found = 0;
    for in_bytes in [false, true] {
        let workspace = Workspace::new();
        let encodings = if in_bytes { json!(["utf-16", "utf-8"]) } else { json!(["utf-32"]) };
        let (mut server, said) =
            LanguageServer::introduced(workspace.path(), &json!({ "general": { "positionEncodings": encodings } }));
        assert_eq!(said["capabilities"]["positionEncoding"], if in_bytes { "utf-8" } else { "utf-16" });
        let kinds = transformed("").len();
        for kind in 0..kinds {
            let mut arguments = vec!["check", "--format", "json"];
            for (path, text) in &notices {
                workspace.write(path, &transformed(text)[kind]);
                let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
                workspace.write(&format!("{folder}/bridge.png"), &picture);
                arguments.push(path);
            }
            let output = workspace.command(&arguments).output().expect("the program runs");
            let said = String::from_utf8(output.stdout).expect("UTF-8");
            assert_eq!(said.lines().count(), notices.len(), "{}", String::from_utf8_lossy(&output.stderr));
            for (line, (path, text)) in said.lines().zip(&notices) {
                let line: Value = serde_json::from_str(line).expect("JSON");
                assert_eq!(line["file"], path.as_str());
                let text = &transformed(text)[kind];
                let expected: Vec<Value> = line["findings"]
                    .as_array()
                    .expect("findings")
                    .iter()
                    .map(|finding| as_shown(text, finding, in_bytes))
                    .collect();
                let heard: Vec<Value> =
                    server.open(&uri(&workspace.path().join(path)), text).iter().map(as_heard).collect();
                assert_eq!(heard, expected, "{path}, transformation {kind}");
                found += heard.len();
            }
        }
        server.leave();
    }
    assert!(found > 500, "{found} findings were compared");
}

#[test]
fn a_text_that_is_too_large_is_refused_as_by_check() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let mut server = LanguageServer::ready(workspace.path());
    let findings = server.open(&uri(&workspace.path().join(PLACE)), &"a ".repeat(600_000));
    assert_eq!(rules(&findings), ["too-large"]);
    assert_eq!(findings[0]["message"].as_str().map(|message| message.contains("larger than 1 MiB")), Some(true));
    server.leave();
}

#[test]
fn typing_leads_to_the_same_findings_as_the_finished_text() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let mut server = LanguageServer::ready(workspace.path());
    let typed = uri(&workspace.path().join(PLACE));
    let mut text = NOTICE.replace('\n', "\r\n");
    server.open(&typed, &text);
    let pieces = ["🙂", "Ω", "\r\n", "\n", "e\u{301}", "[x](#)", "", "Sunday 7 March 2026", "## ", "+++\r\n", "𝔄\t"];
    let mut chance = 20_260_302_u32;
    let mut next = |below: usize| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(chance >> 8).expect("a number") % below
    };
    for version in 2..150 {
        // Two changes at once: the second one counts from the text after the first.
        let mut changes = Vec::new();
        for _ in 0..2 {
            let inside = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
            let borders: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at) && !inside(at)).collect();
            let from = next(borders.len());
            let to = (from + next(4)).min(borders.len() - 1);
            let (start, end, piece) = (borders[from], borders[to], pieces[next(pieces.len())]);
            let range = json!({ "start": place(&text, start, false), "end": place(&text, end, false) });
            changes.push(json!({ "range": range, "text": piece }));
            text.replace_range(start..end, piece);
        }
        let outline = json!({ "textDocument": { "uri": typed } });
        let heard = server.change(&typed, 2 * version, json!(changes));
        let seen = server.result("textDocument/documentSymbol", outline.clone());
        let whole = server.change(&typed, 2 * version + 1, json!([{ "text": text }]));
        assert_eq!(heard, whole, "{text:?}");
        assert_eq!(seen, server.result("textDocument/documentSymbol", outline), "{text:?}");
    }
    server.leave();
}
