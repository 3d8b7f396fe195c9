//! Actions, pages, completion, outline, definition.

use serde_json::{Value, json};

use super::{NOTICE, PLACE, at_work, behind, rules};
use crate::support::language_server::{LanguageServer, edited, place, uri};
use crate::support::workspace::{Workspace, project};

/// The actions at a finding.
fn actions(server: &mut LanguageServer, uri: &str, finding: &Value, only: Value) -> Vec<Value> {
    let context = json!({ "diagnostics": [finding], "only": only });
    let params = json!({ "textDocument": { "uri": uri }, "range": finding["range"], "context": context });
    server.result("textDocument/codeAction", params).as_array().expect("a list").clone()
}

fn applied(text: &str, action: &Value, uri: &str) -> String {
    edited(text, action["edit"]["changes"][uri].as_array().expect("edits"))
}

#[test]
fn a_quick_fix_gives_the_corrected_text() {
    let (_workspace, mut server, uri) = at_work();
    let wrong = NOTICE.replace("Lanterns float on the Orla on Saturday", "🏮 Ω float on the Orla on Sunday");
    let findings = server.open(&uri, &wrong);
    assert_eq!(rules(&findings), ["unprintable-character", "weekday-mismatch"]);
    let found = actions(&mut server, &uri, &findings[1], Value::Null);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["kind"], "quickfix");
    assert_eq!(found[0]["isPreferred"], false, "the date may be the wrong one: the officer decides");
    assert_eq!(found[0]["diagnostics"], json!([findings[1]]));
    let right = applied(&wrong, &found[0], &uri);
    assert_eq!(right, wrong.replace("Sunday", "Saturday"));
    assert_eq!(rules(&server.change(&uri, 2, json!([{ "text": right }]))), ["unprintable-character"]);
    server.leave();
}

#[test]
fn safe_fixes_are_preferred_and_made_all_at_once() {
    let (_workspace, mut server, uri) = at_work();
    let wrong = NOTICE
        .replace("Saturday", "Sunday")
        .replace("float on", "🏮\u{feff}float\u{fe0f} on")
        .replace("## Press", "# Press")
        .replace('\n', "\r\n");
    let findings = server.open(&uri, &wrong);
    assert!(findings.len() >= 3, "{findings:?}");
    let mut preferred = 0;
    for finding in &findings {
        for action in actions(&mut server, &uri, finding, json!(["quickfix"])) {
            let safe = finding["code"] != "weekday-mismatch";
            assert_eq!(action["isPreferred"], safe, "{action}");
            preferred += usize::from(safe);
        }
    }
    assert!(preferred >= 2);
    for kind in ["source", "source.fixAll", "source.fixAll.pressdoc"] {
        let all = actions(&mut server, &uri, &findings[0], json!([kind]));
        assert_eq!(all.len(), 1, "{kind}: {all:?}");
        assert_eq!(all[0]["kind"], "source.fixAll.pressdoc");
        let right = applied(&wrong, &all[0], &uri);
        assert_eq!(
            right,
            wrong.replace(['\u{feff}', '\u{fe0f}'], "").replace("# Press", "## Press"),
            "only what is safe, and the line ends stay"
        );
    }
    assert_eq!(actions(&mut server, &uri, &findings[0], json!(["refactor", "source.fix"])), Vec::<Value>::new());
    server.open(&uri, NOTICE);
    let nothing = json!({ "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } } });
    assert_eq!(actions(&mut server, &uri, &nothing, Value::Null), Vec::<Value>::new(), "nothing to correct");
    server.leave();
}

#[test]
fn a_finding_shows_the_page_of_its_rule() {
    let (_workspace, mut server, uri) = at_work();
    let wrong = NOTICE.replace("Saturday", "Sunday");
    server.open(&uri, &wrong);
    let hover = server.result("textDocument/hover", behind(&uri, &wrong, "Sunday 7"));
    let page = pressdoc::check::find_rule("weekday-mismatch").expect("a rule").page();
    assert_eq!(hover["contents"], json!({ "kind": "markdown", "value": page.trim_end() }));
    assert_eq!(hover["range"]["start"]["line"], 6);
    assert_eq!(server.result("textDocument/hover", behind(&uri, &wrong, "Orla Valley")), Value::Null);
    server.leave();
    let plain = json!({ "textDocument": { "hover": { "contentFormat": ["plaintext"] } } });
    let (mut server, _) = LanguageServer::introduced(project(), &plain);
    server.open(&uri, &wrong);
    let hover = server.result("textDocument/hover", behind(&uri, &wrong, "Sunday 7"));
    assert_eq!(hover["contents"]["kind"], "plaintext");
    server.leave();
}

/// Labels of what is proposed behind `words`, and the text with the one called
/// `chosen` in it.
fn completed(server: &mut LanguageServer, uri: &str, text: &str, words: &str, chosen: &str) -> (Vec<String>, String) {
    server.open(uri, text);
    let list = server.result("textDocument/completion", behind(uri, text, words));
    assert_eq!(list["isIncomplete"], false);
    let items = list["items"].as_array().expect("items");
    let label = |item: &Value| item["label"].as_str().expect("a label").to_owned();
    for item in items {
        let range = &item["textEdit"]["range"];
        assert_eq!(range["start"]["line"], range["end"]["line"], "on one line: {item}");
        assert!(item["sortText"].is_string() && item["filterText"].is_string(), "{item}");
    }
    let item = items.iter().find(|item| item["label"] == chosen);
    let text = item.map(|item| edited(text, std::slice::from_ref(&item["textEdit"])));
    (items.iter().map(label).collect(), text.unwrap_or_default())
}

#[test]
fn the_front_matter_is_completed() {
    let (_workspace, mut server, uri) = at_work();
    let head = |lines: &str| format!("\u{feff}+++\r\n{lines}\r\n+++\r\n\r\n{NOTICE}");
    let text = head("issued = 2026-03-02T09:00:00Z\r\nem\r\nhouse = \"plain\"");
    let (keys, chosen) = completed(&mut server, &uri, &text, "\nem", "embargo");
    assert_eq!(
        keys,
        [
            "zone",
            "embargo",
            "reference",
            "language",
            "translation_of",
            "original",
            "[[event]]",
            "[[correction]]",
            "[[withdrawal]]",
            "[[waiver]]"
        ],
        "what is there is not proposed again"
    );
    assert_eq!(chosen, text.replace("\nem\r", "\nembargo = \r"));
    let (_, chosen) = completed(&mut server, &uri, &head("la"), "\nla", "language");
    assert_eq!(chosen, head("language = \"$1\""));
    // Tables, also where the editor has closed the brackets.
    let (_, chosen) = completed(&mut server, &uri, &head("[[e]]"), "[[e", "[[event]]");
    assert_eq!(chosen, head("[[event]]"));
    let (keys, _) = completed(&mut server, &uri, &head("[[event]]\r\ntitle = \"x\"\r\n"), "\"x\"\r\n", "");
    assert_eq!(
        keys,
        ["status", "place", "[[event]]", "[[event.sitting]]", "[[correction]]", "[[withdrawal]]", "[[waiver]]"]
    );
    let (keys, _) = completed(&mut server, &uri, &head("[[event]]\r\n[[event.sitting]]\r\nst"), "\r\nst", "");
    assert_eq!(keys, ["starts", "ends"]);
    let (keys, _) = completed(&mut server, &uri, &head("[[waiver]]\r\nr"), "\r\nr", "");
    assert_eq!(keys, ["rule", "reason"]);
    let (keys, _) = completed(&mut server, &uri, &head("[[unknown]]\r\nr"), "\r\nr", "");
    assert_eq!(keys, Vec::<String>::new());
    // Values.
    let text = head("[[waiver]]\r\nrule = \"week\"");
    let (names, chosen) = completed(&mut server, &uri, &text, "\"week", "weekday-mismatch");
    assert!(names.len() > 20 && !names.contains(&"too-large".to_owned()), "{names:?}");
    assert_eq!(chosen, text.replace("\"week\"", "\"weekday-mismatch\""));
    let (_, chosen) = completed(&mut server, &uri, &head("[[waiver]]\r\nrule = "), "rule = ", "weekday-mismatch");
    assert_eq!(chosen, head("[[waiver]]\r\nrule = \"weekday-mismatch\""));
    let (words, _) = completed(&mut server, &uri, &head("[[event]]\r\nstatus = "), "status = ", "");
    assert_eq!(words, ["confirmed", "to be confirmed", "cancelled"]);
    let (words, _) = completed(&mut server, &uri, &head("language = \""), "language = \"", "");
    assert_eq!(words.len(), 25);
    let (words, _) = completed(&mut server, &uri, &head("house = \""), "house = \"", "");
    assert_eq!(words, ["ec", "plain"]);
    let (words, _) = completed(&mut server, &uri, &head("reference = \""), "reference = \"", "");
    assert_eq!(words, ["PR/26/21"]);
    assert_eq!(completed(&mut server, &uri, &head("house = \"ec\" "), "\"ec\" ", "").0, Vec::<String>::new());
    assert_eq!(completed(&mut server, &uri, &head("title = "), "title = ", "").0, Vec::<String>::new());
    // Before the closing line is written.
    let (keys, _) = completed(&mut server, &uri, "+++\nhouse = \"ec\"\n\nre", "\nre", "");
    assert!(keys.contains(&"reference".to_owned()) && !keys.contains(&"house".to_owned()), "{keys:?}");
    server.leave();
}

#[test]
fn sections_that_are_missing_are_proposed_in_the_language_of_the_notice() {
    let english = std::fs::read_to_string(project().join("releases/IP/26/412/en.md")).expect("a notice");
    let french = std::fs::read_to_string(project().join("releases/IP/26/412/fr.md")).expect("a notice");
    let workspace = Workspace::new();
    let mut server = LanguageServer::ready(workspace.path());
    let uri = |language: &str| uri(&workspace.path().join(format!("releases/IP/26/412/{language}.md")));
    let cut = |text: &str, label: &str, typed: &str| {
        let start = text.find(&format!("## {label}\n")).expect("a section");
        let end = text[start + 2..].find("\n## ").map_or(text.len(), |at| start + 2 + at + 1);
        format!("{}{typed}\n\n{}", &text[..start], &text[end..])
    };
    let text = cut(&english, "Background", "## B");
    let (labels, chosen) = completed(&mut server, &uri("en"), &text, "\n## B", "Background");
    assert_eq!(labels, ["Background"]);
    assert_eq!(chosen, text.replace("## B\n", "## Background\n"));
    let text = cut(&english, "Background", "Ba");
    let (labels, chosen) = completed(&mut server, &uri("en"), &text, "\nBa", "Background");
    assert_eq!(labels, ["Background"]);
    assert_eq!(chosen, text.replace("\nBa\n", "\n## Background\n"));
    let text = cut(&french, "Contexte", "#");
    let (labels, chosen) = completed(&mut server, &uri("fr"), &text, "\n#\n\n", "Contexte");
    assert_eq!((labels, chosen.as_str()), (Vec::new(), ""), "the cursor is below the mark");
    let at = text.find("\n#\n").expect("the mark") + 2;
    let at = json!({ "textDocument": { "uri": uri("fr") }, "position": place(&text, at, false) });
    let list = server.result("textDocument/completion", at);
    assert_eq!(list["items"][0]["label"], "Contexte");
    assert_eq!(list["items"][0]["textEdit"]["newText"], "## Contexte");
    // Plain labels stay plain.
    let plain = "European Commission - Upcoming events\n\nA talk\n\nThe news:\n\nText.\n\nThe b\n\nAGENDA/26/9\n";
    let (labels, chosen) = completed(&mut server, "untitled:1", plain, "\nThe b", "The background");
    assert_eq!(labels, ["The background"]);
    assert_eq!(chosen, plain.replace("The b\n", "The background:\n"));
    // Not in the middle of a text, and not where nobody knows the type.
    assert_eq!(completed(&mut server, "untitled:1", plain, "Tex", "").0, Vec::<String>::new());
    assert_eq!(completed(&mut server, "untitled:1", "A talk\n\nThe b", "The b", "").0, Vec::<String>::new());
    server.leave();
}

#[test]
fn references_are_proposed_with_their_headlines() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    for file in ["releases/IP/26/412/en.md", "releases/IP/26/412/fr.md", "releases/AGENDA/26/33/en.md"] {
        workspace.write(file, std::fs::read(project().join(file)).expect("a notice"));
    }
    let mut server = LanguageServer::ready(workspace.path());
    let uri = uri(&workspace.path().join(PLACE));
    let text = NOTICE.replace("LAKESIDE, 2", "As 🏮 (IP/2 says, LAKESIDE, 2");
    let (references, chosen) = completed(&mut server, &uri, &text, "(IP/2", "IP/26/412");
    assert_eq!(references, ["IP/26/412"]);
    assert_eq!(chosen, text.replace("(IP/2 ", "(IP/26/412 "));
    let list = server.result("textDocument/completion", behind(&uri, &text, "(IP/2"));
    let item = server.result("completionItem/resolve", list["items"][0].clone());
    assert_eq!(item["documentation"], "Clear Platforms: €48 million to make 312 small stations easier to use");
    assert_eq!(item["detail"], "en, fr");
    let (references, _) = completed(&mut server, &uri, &NOTICE.replace("Lanterns float", "AG"), "– AG", "");
    assert_eq!(references, ["AGENDA/26/33"]);
    for word in ["A", "Ag", "/", "and/or"] {
        let (references, _) =
            completed(&mut server, &uri, &NOTICE.replace("Lanterns float", word), &format!("– {word}"), "");
        assert_eq!(references, Vec::<String>::new(), "{word}");
    }
    // A release that comes later is known after the next saving.
    workspace.write("releases/IP/26/413/en.md", "# Next\n\nIP/26/413\n");
    server.open(&uri, &text);
    server.tell("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    let list = server.result("textDocument/completion", behind(&uri, &text, "(IP/2"));
    assert_eq!(list["items"].as_array().map(Vec::len), Some(2));
    server.leave();
}

#[test]
fn the_outline_has_the_headline_and_the_sections() {
    let (_workspace, mut server, uri) = at_work();
    let text = NOTICE.replace("## Press contacts", "## Background\n\n### On paper\n\nText.\n\n## Press contacts");
    server.open(&uri, &text);
    let outline = server.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let names = |list: &Value| -> Vec<String> {
        list.as_array()
            .expect("a list")
            .iter()
            .map(|entry| entry["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    assert_eq!(names(&outline), ["Lanterns on the river"]);
    assert_eq!(outline[0]["detail"], "PR/26/21");
    assert_eq!(outline[0]["selectionRange"]["start"], json!({ "line": 4, "character": 2 }));
    assert_eq!(names(&outline[0]["children"]), ["Background", "Press contacts"]);
    assert_eq!(names(&outline[0]["children"][0]["children"]), ["On paper"]);
    assert_inside(&outline[0]);
    server.leave();
    let flat = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": false } } });
    let (mut server, _) = LanguageServer::introduced(project(), &flat);
    server.open(&uri, &text);
    let outline = server.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(names(&outline), ["Lanterns on the river", "Background", "On paper", "Press contacts"]);
    assert_eq!(outline[2]["containerName"], "Background");
    server.leave();
}

/// A week with two events, the second without what follows its news.
const WEEK: &str = "AGENDA/26/9\n\n# Top news\n\n## Monday 12 October: fair\n\n### The news\n\nText.\n\n### The \
                    event\n\nGhent.\n\n## Tuesday 13 October: market\n\n### The news\n\nText.\n\n### The\n";

#[test]
fn items_have_an_outline_and_labels_of_their_own() {
    let (_workspace, mut server, _) = at_work();
    server.open("untitled:2", WEEK);
    let last = WEEK.len() - 1;
    let at = json!({ "textDocument": { "uri": "untitled:2" }, "position": place(WEEK, last, false) });
    let list = server.result("textDocument/completion", at);
    let labels: Vec<&str> =
        list["items"].as_array().expect("items").iter().map(|item| item["label"].as_str().expect("a label")).collect();
    assert_eq!(labels, ["The background", "The event", "The sources"]);
    assert_eq!(list["items"][0]["textEdit"]["newText"], "### The background");
    let outline = server.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": "untitled:2" } }));
    let items = outline[0]["children"].as_array().expect("items");
    let names: Vec<&str> = items.iter().map(|item| item["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["Monday 12 October: fair", "Tuesday 13 October: market"]);
    assert_eq!(items[0]["children"].as_array().map(Vec::len), Some(2), "{outline}");
    assert_inside(&outline[0]);
    server.leave();
}

/// Editors refuse an entry whose name lies outside it.
fn assert_inside(entry: &Value) {
    let place = |entry: &Value, range: &str, end: &str| {
        let place = &entry[range][end];
        (place["line"].as_u64().expect("a line"), place["character"].as_u64().expect("a column"))
    };
    let within = |outer: (&Value, &str), inner: (&Value, &str)| {
        place(outer.0, outer.1, "start") <= place(inner.0, inner.1, "start")
            && place(inner.0, inner.1, "end") <= place(outer.0, outer.1, "end")
    };
    assert!(within((entry, "range"), (entry, "selectionRange")), "{entry}");
    for child in entry["children"].as_array().into_iter().flatten() {
        assert!(within((entry, "range"), (child, "range")), "{entry}");
        assert_inside(child);
    }
}

#[test]
fn every_outline_is_one_that_editors_accept() {
    let mut server = LanguageServer::ready(project());
    let mut notices = Vec::new();
    for folder in ["releases", "tests/notices"] {
        super::collect(&project().join(folder), folder, &mut notices);
    }
    for (path, text) in notices {
        let uri = uri(&project().join(path));
        for text in [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text] {
            server.open(&uri, &text);
            let outline = server.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
            outline.as_array().expect("a list").iter().for_each(assert_inside);
        }
    }
    server.leave();
}

#[test]
fn a_reference_leads_to_its_release() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    for file in ["releases/IP/26/412/fr.md", "releases/IP/26/412/el.md", "releases/AGENDA/26/33/en.md"] {
        workspace.write(file, std::fs::read(project().join(file)).expect("a notice"));
    }
    let mut server = LanguageServer::ready(workspace.path());
    let uri_of = |path: &str| uri(&workspace.path().join(path));
    let text = NOTICE.replace(
        "Lanterns float",
        "See 🏮 (AGENDA/26/33), **IP-26-412**. [Here](https://ec.europa.eu/commission/presscorner/detail/en/agenda_26_33) and/or IP/26/9. Lanterns float",
    );
    let uri = uri_of(PLACE);
    server.open(&uri, &text);
    let mut led = |words: &str| -> Vec<String> {
        let places = server.result("textDocument/definition", behind(&uri, &text, words));
        let places = places.as_array().expect("a list");
        places.iter().map(|place| place["uri"].as_str().expect("an address").to_owned()).collect()
    };
    assert_eq!(led("(AGENDA/26"), [uri_of("releases/AGENDA/26/33/en.md")], "the same language");
    assert_eq!(led("AGENDA/26/33"), [uri_of("releases/AGENDA/26/33/en.md")], "the end of the word");
    assert_eq!(led("**IP"), [uri_of("releases/IP/26/412/el.md"), uri_of("releases/IP/26/412/fr.md")], "all, else");
    assert_eq!(led("[Her"), [uri_of("releases/AGENDA/26/33/en.md")], "the address behind a link");
    assert_eq!(led("presscorner"), [uri_of("releases/AGENDA/26/33/en.md")], "in the address");
    assert_eq!(led("PR/26"), [uri_of(PLACE)], "its own");
    assert_eq!(led("and/"), Vec::<String>::new());
    assert_eq!(led("IP/26/9"), Vec::<String>::new(), "a release that is not here");
    assert_eq!(led("Lanterns"), Vec::<String>::new());
    server.leave();
}

#[test]
fn a_text_that_was_never_saved_is_a_loose_notice() {
    let (_workspace, mut server, _) = at_work();
    let findings = server.open("untitled:Untitled-1", "# Lanterns\n\nLead.\n");
    assert_eq!(rules(&findings), ["missing-reference"]);
    // Even one that is meant for a release's folder: it is not there yet.
    assert_eq!(server.open("untitled:/releases/PR/26/99/fr.md", NOTICE), Vec::<Value>::new());
    server.leave();
    let bare = Workspace::bare();
    let mut server = LanguageServer::ready(bare.path());
    assert_eq!(server.open(&uri(&bare.path().join("loose.md")), NOTICE), Vec::<Value>::new(), "outside a workspace");
    assert_eq!(rules(&server.open("untitled:x", &NOTICE.replace("Saturday", "Sunday"))), ["weekday-mismatch"]);
    server.leave();
}
