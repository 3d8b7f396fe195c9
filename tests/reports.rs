//! Reports of every kind: their form, and their columns in every script.

use serde_json::Value;

use crate::support::workspace::{Workspace, project};

const PLACE: &str = "releases/PR/26/21/en.md";

/// The contents of the fenced blocks with `info` in a document.
fn blocks<'t>(text: &'t str, info: &str) -> Vec<&'t str> {
    let fences = text.split("\n```").collect::<Vec<_>>();
    fences.iter().filter_map(|block| block.strip_prefix(info)?.split_once('\n').map(|(_, content)| content)).collect()
}

fn document() -> String {
    std::fs::read_to_string(project().join("docs/reports.md")).expect("the document")
}

fn stdout(workspace: &Workspace, arguments: &[&str]) -> String {
    let output = workspace.command(arguments).output().expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn json_is_as_its_document_says() {
    let document = document();
    let notice = blocks(&document, &format!("notice {PLACE}"))[0];
    let workspace = Workspace::new().with(PLACE, format!("{notice}\n"));
    let said = stdout(&workspace, &["check", "PR/26/21", "--format", "json"]);
    assert_eq!(said.lines().count(), 1, "one line");
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let example: Value = serde_json::from_str(blocks(&document, "json")[0]).expect("JSON in the document");
    assert_eq!(said, example, "write this example:\n{}", serde_json::to_string_pretty(&said).expect("JSON"));
}

#[test]
fn every_field_of_json_has_its_row_and_type_in_the_document() {
    let document = document();
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in document.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [names, kind, _] = cells[..] else { panic!("{line}") };
        for name in names.split(", ") {
            rows.push((name.trim_matches('`').to_owned(), kind.to_owned()));
        }
    }
    let example: Value = serde_json::from_str(blocks(&document, "json")[0]).expect("JSON in the document");
    let mut seen = Vec::new();
    walk("", &example, &mut |path, value| {
        let name = if path.contains(".place.") || path.contains("place.") {
            path.rsplit('.').next().expect("a name").to_owned()
        } else {
            path.to_owned()
        };
        let (_, kind) = rows.iter().find(|(row, _)| *row == name).unwrap_or_else(|| panic!("no row for `{path}`"));
        let fits = match value {
            Value::Null => kind.ends_with("or null"),
            Value::Bool(_) => kind == "true or false",
            Value::Number(_) => kind == "number",
            Value::String(_) => kind.starts_with("text"),
            Value::Array(_) => kind.starts_with("list"),
            Value::Object(_) => kind.starts_with("object"),
        };
        assert!(fits, "`{path}` is no {kind}: {value}");
        seen.push(name);
    });
    for report in pressdoc::report::REPORTS {
        seen.push(report.name().to_owned());
    }
    for (row, _) in &rows {
        assert!(seen.contains(row), "a row for `{row}`, which is in no example");
    }
}

/// Every named value, with `[]` for the items of a list.
fn walk(path: &str, value: &Value, visit: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                visit(&path, value);
                walk(&path, value, visit);
            }
        }
        Value::Array(items) => {
            items.iter().filter(|item| item.is_object()).for_each(|item| walk(&format!("{path}[]"), item, visit))
        }
        _ => {}
    }
}

/// A link that leads nowhere behind words in many scripts: what stands before
/// it in its line, the link, its column and the column behind it.
const PLACES: [(&str, &str, usize, usize); 9] = [
    ("The fair is ", "[here](#)", 13, 22),
    ("Η έκθεση είναι ", "[εδώ](#)", 16, 24),
    ("Панаирът е ", "[тук](#)", 12, 20),
    ("🎣🏕️ by the river: ", "[🎣](#)", 19, 25),
    ("e\u{301}te\u{301} – ", "[e\u{301}te\u{301}](#)", 9, 19),
    ("a\tb\t", "[c](#)", 5, 11),
    ("**“Ġgantija”**, *Šalčia*: ", "[ß](#)", 27, 33),
    ("", "[x](#)", 1, 7),
    ("漢字 \u{200b}", "[字](#)", 5, 11),
];

/// Line ends, and whether a byte order mark opens the file.
const FILES: [(&str, bool); 4] = [("\n", false), ("\r\n", false), ("\n", true), ("\r\n", true)];

fn notice(words: &str, link: &str, line_end: &str, byte_order_mark: bool) -> String {
    let text = format!(
        "PR/26/21\n\n# Lanterns\n\nLAKESIDE, 2 March 2026 – Text.\n\n{words}{link}.\n\n## Press contacts\n\nA BERG, +44 20 7946 0142\n"
    );
    let mark = if byte_order_mark { "\u{feff}" } else { "" };
    format!("{mark}{}", text.replace('\n', line_end))
}

#[test]
fn columns_are_right_in_every_report_and_script() {
    for (words, link, column, end) in PLACES {
        for (line_end, byte_order_mark) in FILES {
            let text = notice(words, link, line_end, byte_order_mark);
            let workspace = Workspace::new().with(PLACE, &text);
            let say = |report: &str| stdout(&workspace, &["check", "--format", report]);
            let only = |lines: &str, mark: &str| -> String {
                let found: Vec<&str> = lines.lines().filter(|line| line.contains(mark)).collect();
                found
                    .iter()
                    .find(|line| line.contains(&format!(":{column}")) || line.contains(&format!("col={column},")))
                    .unwrap_or_else(|| panic!("{words}{link}: {lines}"))
                    .to_string()
            };
            assert!(only(&say("plain"), "placeholder-link").starts_with(&format!("{PLACE}:7:{column}: ")));
            assert!(only(&say("human"), PLACE).ends_with(&format!("{PLACE}:7:{column}")));
            let github = only(&say("github"), "placeholder-link");
            assert!(github.contains(&format!("line=7,col={column},endLine=7,endColumn={end},")), "{github}");
            let json: Value = serde_json::from_str(&say("json")).expect("JSON");
            let is_link = |rule: &Value| rule == "placeholder-link";
            let findings = json["findings"].as_array().expect("findings");
            let place = &findings.iter().find(|finding| is_link(&finding["rule"])).expect("a finding")["place"];
            assert_eq!(
                [&place["line"], &place["column"], &place["end_line"], &place["end_column"]],
                [7, column, 7, end]
            );
            let bytes =
                place["start"].as_u64().expect("bytes") as usize..place["end"].as_u64().expect("bytes") as usize;
            assert_eq!(&text[bytes.clone()], link);
            let sarif: Value = serde_json::from_str(&say("sarif")).expect("JSON");
            let results = sarif["runs"][0]["results"].as_array().expect("results");
            let result = results.iter().find(|result| is_link(&result["ruleId"])).expect("a result");
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let columns = [&region["startLine"], &region["startColumn"], &region["endLine"], &region["endColumn"]];
            assert_eq!(columns, [7, column, 7, end], "{words}{link}");
            assert_eq!([&region["byteOffset"], &region["byteLength"]], [bytes.start, bytes.len()]);
        }
    }
}

#[test]
fn the_marks_of_the_human_report_stand_below_the_words() {
    use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};
    let width = |text: &str| text.chars().map(|character| character.width().unwrap_or(0)).sum::<usize>();
    for (words, link, ..) in PLACES {
        for (line_end, byte_order_mark) in FILES {
            let workspace = Workspace::new().with(PLACE, notice(words, link, line_end, byte_order_mark));
            let said = stdout(&workspace, &["check"]);
            let said = said.split_once("[placeholder-link]").expect("a finding").1;
            let lines: Vec<&str> = said.lines().collect();
            let marks = |at: &usize| lines[*at].contains('━') && lines[at - 1].contains(link);
            let at = (1..lines.len()).find(marks).unwrap_or_else(|| panic!("{said}"));
            let before = &lines[at - 1][..lines[at - 1].find(link).expect("the link")];
            let space = &lines[at][..lines[at].find('━').expect("a mark")];
            assert_eq!(width(space), width(before), "{said}");
            assert_eq!(lines[at].trim_end().trim_start_matches(['│', ' ']).width(), width(link), "{said}");
        }
    }
}

#[test]
fn a_byte_order_mark_is_not_shown() {
    let workspace = Workspace::bare().with("notice.md", "\u{feff}[x](#)\n");
    let said = stdout(&workspace, &["check", "notice.md"]);
    assert!(said.contains("notice.md:1:1\n") && !said.contains('\u{feff}'), "{said}");
}

/// The schema of SARIF, where it lies beside the checkout.
fn schema() -> Option<jsonschema::Validator> {
    let path = project().join("../shared/validators/sarif-schema-2.1.0.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    };
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    Some(jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema"))
}

#[test]
fn sarif_is_valid_and_complete() {
    let pages = crate::rule_pages::all_notices();
    let workspace = Workspace::new();
    let mut names = Vec::new();
    for (at, (_, text)) in pages.iter().enumerate() {
        let name = format!("loose/a b & ü {at}.md");
        workspace.write(&name, text);
        names.push(name);
    }
    // A row of `wording.toml` is a rule like any other.
    workspace.write("loose/words.md", "+++\nlanguage = \"en\"\n+++\n\n# A groundbreaking bridge\n");
    names.push("loose/words.md".to_owned());
    let mut arguments = vec!["check", "--format", "sarif"];
    arguments.extend(names.iter().map(String::as_str));
    let said = stdout(&workspace, &arguments);
    assert_eq!(said, stdout(&workspace, &arguments), "the same each time");
    let log: Value = serde_json::from_str(&said).expect("JSON");
    if let Some(schema) = schema() {
        let faults: Vec<String> =
            schema.iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(1), "one run for all notices");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("results");
    let json = stdout(&workspace, &[&["check", "--format", "json"], &arguments[3..]].concat());
    let findings: usize = json
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["findings"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(results.len(), findings, "every finding is a result");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in results {
        let rule = rules.iter().find(|rule| rule["id"] == result["ruleId"]).expect("a rule for every result");
        assert!(rule["help"]["markdown"].as_str().is_some_and(|page| page.starts_with("# ")), "{rule}");
        assert!(rule["shortDescription"]["text"].is_string());
    }
    assert!(rules.iter().any(|rule| rule["id"] == "hype-word"), "wording rules have pages too");
    let uri = &results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert!(uri.as_str().is_some_and(|uri| uri.starts_with("loose/a%20b%20%26%20%C3%BC%20")), "{uri}");
    for part in ["fixes", "relatedLocations"] {
        assert!(results.iter().any(|result| result.get(part).is_some()), "no result has {part}");
    }
}

#[test]
fn sarif_without_findings_or_notices_is_a_log_too() {
    let workspace = Workspace::new();
    for arguments in [&["check", "nothing.md", "--format", "sarif"][..], &["check", "-", "--format", "sarif"]] {
        let log: Value = serde_json::from_str(&stdout(&workspace, arguments)).expect("JSON");
        assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
        if let Some(schema) = schema() {
            assert!(schema.is_valid(&log), "{log}");
        }
    }
}

#[test]
fn render_reports_for_programs_alone_on_standard_output() {
    let workspace = Workspace::new().with(PLACE, notice("", "[x](#)", "\n", false));
    let said = stdout(&workspace, &["render", "PR/26/21", "--to", "txt", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&said).expect("JSON and nothing else");
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(1));
    let said = stdout(&workspace, &["render", "PR/26/21", "--to", "txt", "--format", "github"]);
    assert_eq!(said, "out/PR/26/21/PR-26-21.en.txt\n");
}

#[test]
fn help_names_every_report() {
    for command in ["check", "render"] {
        let help = stdout(&Workspace::bare(), &[command, "--help"]);
        let line = help.lines().find(|line| line.contains("How to report: ")).expect("the line on reports");
        for report in pressdoc::report::REPORTS {
            assert!(line.contains(report.name()), "{command} --help: {line}");
        }
    }
}

#[test]
fn infos_are_counted_and_never_change_the_exit_code() {
    let workspace = Workspace::new()
        .with(PLACE, notice("", "[x](#)", "\n", false))
        .with("pressdoc.toml", "[rules]\n\"placeholder-link\" = \"info\"\n");
    workspace.pressdoc(&["check", "--strict"]).code(0).stderr_eq("1 notice, nothing to correct; 1 info\n");
    workspace.pressdoc(&["check", "--strict", "--format", "github"]).code(0).stdout_eq(
        "::notice file=releases/PR/26/21/en.md,line=7,col=1,endLine=7,endColumn=7,title=placeholder-link::\
         the link `x` leads nowhere: its address is `#`%0Ahelp: write the address, or keep the words without the link\n",
    );
}
