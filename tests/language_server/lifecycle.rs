//! Introduction, farewell, and everything that is no proper message.

use serde_json::{Value, json};

use super::{NOTICE, PLACE, at_work, rules};
use crate::support::language_server::{LanguageServer, uri};
use crate::support::workspace::{Workspace, kept, project};

#[test]
fn an_editor_comes_works_and_leaves() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let (mut server, said) = LanguageServer::introduced(workspace.path(), &json!({}));
    // What it says of itself is news to every editor: kept as a file.
    kept("tests/language_server/introduction.json", &format!("{said:#}\n"));
    let uri = uri(&workspace.path().join(PLACE));
    assert_eq!(server.open(&uri, NOTICE), Vec::<Value>::new());
    let wrong = server.change(&uri, 2, json!([{ "text": NOTICE.replace("Saturday", "Sunday") }]));
    assert_eq!(rules(&wrong), ["weekday-mismatch"]);
    server.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(server.findings(&uri), Vec::<Value>::new(), "a closed text has no findings");
    server.leave();
}

#[test]
fn the_page_on_editors_can_be_copied() {
    let page = std::fs::read_to_string(project().join("docs/editors.md")).expect("the page");
    let block = |language: &str, nth: usize| {
        let inside = page.split(&format!("```{language}\n")).nth(nth).unwrap_or_else(|| panic!("no {language}"));
        inside.split("```").next().expect("an end").to_owned()
    };
    let code: Value = serde_json::from_str(&block("json", 1)).expect("JSON");
    assert_eq!(
        (&code["glspc.server.command"], &code["glspc.server.commandArguments"]),
        (&json!("pressdoc"), &json!(["lsp"]))
    );
    let helix: toml::Table = toml::from_str(&block("toml", 1)).expect("TOML");
    assert_eq!(helix["language-server"]["pressdoc"]["args"][0].as_str(), Some("lsp"));
    assert!(block("lua", 1).contains("cmd = { \"pressdoc\", \"lsp\" }"));
    let workspace = Workspace::new().with("pressdoc.toml", block("toml", 2));
    assert!(pressdoc::pipeline::Office::open(workspace.path()).is_ok());
}

#[test]
fn the_exit_code_is_that_of_the_protocol() {
    let bare = Workspace::bare();
    let mut server = LanguageServer::ready(bare.path());
    server.tell("exit", Value::Null);
    assert_eq!(server.gone(), (Some(1), String::new()), "exit without shutdown");
    assert_eq!(LanguageServer::ready(bare.path()).gone(), (Some(1), String::new()), "the editor is gone");
    let mut server = LanguageServer::start(bare.path());
    server.tell("exit", Value::Null);
    assert_eq!(server.gone(), (Some(1), String::new()), "exit before anything else");
    let mut server = LanguageServer::ready(bare.path());
    server.result("shutdown", Value::Null);
    let late = server.ask("textDocument/hover", json!({}));
    assert_eq!(late["error"]["code"], -32600, "nothing can be asked after shutdown: {late}");
    server.tell("exit", Value::Null);
    assert_eq!(server.gone(), (Some(0), String::new()));
}

#[test]
fn nothing_is_done_before_the_introduction_and_it_is_made_once() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let mut server = LanguageServer::start(workspace.path());
    assert_eq!(server.ask("textDocument/hover", json!({}))["error"]["code"], -32002);
    server.tell("textDocument/didOpen", json!({ "textDocument": { "uri": "x", "version": 1, "text": "# H" } }));
    let said = server.ask("initialize", json!({}));
    assert!(said["result"]["capabilities"].is_object(), "{said}");
    assert_eq!(server.ask("initialize", json!({ "capabilities": {} }))["error"]["code"], -32600);
    server.leave();
}

#[test]
fn no_message_brings_it_down() {
    let (_workspace, mut server, uri) = at_work();
    server.open(&uri, NOTICE);
    server.send_bytes(b"\r\nthis is no header\r\n\r\nContent-Length: x\r\n\r\n");
    for (text, code) in [
        ("{", -32700),
        ("", -32700),
        ("\u{0}", -32700),
        ("[]", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":4000000000,\"method\":\"x\"}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"x\"}", -32600),
        ("\"text\"", -32600),
    ] {
        server.send_text(text);
        let answer = server.hear(|message| message["id"].is_null() && message.get("error").is_some());
        assert_eq!(answer["error"]["code"], code, "{text}: {answer}");
    }
    server.send_text(&format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)));
    let deep = server.hear(|message| message["id"].is_null() && message.get("error").is_some());
    assert_eq!(deep["error"]["code"], -32700);
    // Answers to nothing, notifications of no sense.
    server.send_text(r#"{"jsonrpc":"2.0","id":99,"result":null}"#);
    server.send_text(r#"{"jsonrpc":"2.0","id":"x","error":{"code":1,"message":"no"}}"#);
    server.tell("$/cancelRequest", json!({ "id": 1 }));
    server.tell("nothing/known", json!([1, 2]));
    let odd = [Value::Null, json!([]), json!("x"), json!({}), json!({ "textDocument": { "uri": 5 } })];
    for method in ["didOpen", "didChange", "didSave", "didClose"] {
        odd.iter().for_each(|params| server.tell(&format!("textDocument/{method}"), params.clone()));
    }
    odd.iter().for_each(|params| server.tell("workspace/didChangeWatchedFiles", params.clone()));
    for uri in ["", "no address", "file:///", "file://host/x.md", "untitled:", "file:///no/such/folder/en.md", "a:b"] {
        server.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": 3 }, "contentChanges": [{ "text": "x" }] }),
        );
        server.tell("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
        server.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
        server.open(uri, "# Lanterns\n");
        for (method, mut params) in requests() {
            params["textDocument"] = json!({ "uri": uri });
            assert!(server.ask(method, params).get("result").is_some(), "{method} {uri}");
        }
    }
    for (method, _) in requests() {
        for params in &odd {
            assert_eq!(server.ask(method, params.clone())["error"]["code"], -32602, "{method} {params}");
        }
        let far = json!({ "line": 4_294_967_295_u32, "character": 4_294_967_295_u32 });
        let params = json!({ "textDocument": { "uri": uri }, "position": far, "range": { "start": far, "end": far }, "context": {} });
        assert!(server.ask(method, params).get("result").is_some(), "{method} far away");
        let unknown = json!({ "textDocument": { "uri": "file:///never/opened.md" }, "position": far, "range": { "start": far, "end": far } });
        assert!(server.ask(method, unknown).get("result").is_some(), "{method} of an unknown text");
    }
    for item in [
        Value::Null,
        json!({}),
        json!([]),
        json!({ "data": 5 }),
        json!({ "data": { "uri": uri, "reference": "../.." } }),
    ] {
        assert_eq!(server.result("completionItem/resolve", item.clone()), item);
    }
    // Texts that no reader likes.
    for text in [
        ">".repeat(5_000),
        "[a](".repeat(1_000),
        "*a **b _c ".repeat(500),
        "[a](#) 🙂 ".repeat(1_000),
        "+++\n[[event]]\n[[event.".repeat(100),
        (0..100).map(|depth| format!("{}- x\r", " ".repeat(2 * depth))).collect(),
    ] {
        server.open("untitled:hostile", &text);
        for (method, mut params) in requests() {
            params["textDocument"] = json!({ "uri": "untitled:hostile" });
            assert!(server.ask(method, params).get("result").is_some(), "{method}");
        }
    }
    assert_eq!(server.ask("workspace/symbol", json!({ "query": "" }))["error"]["code"], -32601);
    // A change that cannot be read leaves the text as it was.
    server.tell("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "range": { "start": { "line": -1, "character": 0 }, "end": 5 }, "text": "" }] }));
    let outline = server.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(outline[0]["name"], "Lanterns on the river");
    server.leave();
}

/// Each request about a place, with a place.
fn requests() -> [(&'static str, Value); 5] {
    let at = json!({ "line": 0, "character": 3 });
    [
        ("textDocument/hover", json!({ "position": at })),
        ("textDocument/completion", json!({ "position": at })),
        ("textDocument/definition", json!({ "position": at })),
        ("textDocument/documentSymbol", json!({ "position": at })),
        ("textDocument/codeAction", json!({ "range": { "start": at, "end": at }, "context": { "diagnostics": [] } })),
    ]
}

#[test]
fn settings_that_cannot_be_read_are_said_at_the_head_of_the_text() {
    let (workspace, mut server, uri) = at_work();
    assert_eq!(server.open(&uri, NOTICE), Vec::<Value>::new());
    workspace.write("pressdoc.toml", "houses = \"plain\"\n");
    server.tell("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    let findings = server.findings(&uri);
    assert_eq!(findings.len(), 1, "{findings:?}");
    let message = findings[0]["message"].as_str().expect("a text");
    assert!(message.starts_with("pressdoc.toml:1:1: unknown field `houses`"), "{message}");
    assert!(message.ends_with("\nhelp: correct the line in `pressdoc.toml`"), "{message}");
    assert_eq!(
        findings[0]["range"],
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } })
    );
    workspace.write("pressdoc.toml", "house = \"plain\"\n");
    server.tell("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(server.findings(&uri), Vec::<Value>::new());
    server.leave();
}

#[test]
fn an_editor_that_watches_files_is_asked_to_and_believed() {
    let workspace = Workspace::new().with(PLACE, NOTICE);
    let able = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let (mut server, _) = LanguageServer::introduced(workspace.path(), &able);
    let asked = server.hear(|message| message["method"] == "client/registerCapability");
    let registration = &asked["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(registration["registerOptions"]["watchers"][0]["globPattern"], "**/pressdoc.toml");
    server.send_text(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }).to_string());
    let uri_of = |path: &str| uri(&workspace.path().join(path));
    let notice = NOTICE.replace("Saturday", "Sunday");
    assert_eq!(rules(&server.open(&uri_of(PLACE), &notice)), ["weekday-mismatch"]);
    // A setting, then a house style: both show without a word about the text.
    workspace.write("pressdoc.toml", "[rules]\n\"weekday-mismatch\" = \"warning\"\n");
    let changed = |path: &str| json!({ "changes": [{ "uri": uri_of(path), "type": 2 }] });
    server.tell("workspace/didChangeWatchedFiles", changed("pressdoc.toml"));
    assert_eq!(server.findings(&uri_of(PLACE))[0]["severity"], 2);
    let house = std::fs::read_to_string(project().join("styles/plain/house.toml"));
    let house = house.expect("a house style") + "\n[rules]\n\"weekday-mismatch\" = \"info\"\n";
    workspace.write("styles/plain/house.toml", house);
    workspace.write("pressdoc.toml", "");
    server.tell("workspace/didChangeWatchedFiles", changed("styles/plain/house.toml"));
    assert_eq!(server.findings(&uri_of(PLACE))[0]["severity"], 3);
    server.leave();
}
