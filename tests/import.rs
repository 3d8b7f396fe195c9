//! `pressdoc import` with files of every kind.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;

use pressdoc::import::Doubt;
use pressdoc::pipeline::{Imported, Office, Origin, Told};

use crate::support::workspace::{Workspace, kept, project, seed};

/// The files, each with the notice that it becomes.
const FILES: [(&str, &str); 9] = [
    ("IP_26_903_EN.html", "IP/26/903/en.md"),
    ("press-release_IP-14-5107_fr.htm", "IP/14/5107/fr.md"),
    ("statement.json", "STATEMENT/26/917/en.md"),
    ("factsheet.json", "FS/26/918/en.md"),
    ("wire.ninjs.json", "PR/26/40/en.md"),
    ("mail.txt", "PR/26/41/en.md"),
    ("old-page.html", "AGENDA/07/16/en.md"),
    ("IP-26-412.fr.json", "IP/26/412/fr.md"),
    ("MEX-26-1204.en.json", "MEX/26/1204/en.md"),
];

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(project().join("tests/import").join(name)).expect("a file")
}

fn put(workspace: &Workspace, name: &str) {
    std::fs::write(workspace.path().join(name), bytes(name)).expect("a file");
}

#[test]
fn every_kind_of_file_becomes_the_notice_that_it_was() {
    let workspace = Workspace::new();
    for (name, notice) in FILES {
        put(&workspace, name);
        let path = format!("releases/{notice}");
        let run = workspace.pressdoc(&["import", name]).code(0);
        let output = run.get_output();
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{path}\n"), "{name}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let text = std::fs::read_to_string(workspace.path().join(&path)).expect("a notice");
        kept(&format!("tests/import/{name}.md"), &text);
        kept(&format!("tests/import/{name}.doubts"), &told);
    }
}

/// `o` and a tab are a bullet of Word; a row of a table may begin with that word.
#[test]
fn a_short_word_in_a_table_is_no_bullet() {
    let imported = import(b"A first line\n\n* a\no\tb\no\ta\t0\n", "mail.txt");
    assert!(imported.text.contains("- b"), "{}", imported.text);
    assert!(words(&imported.text).any(|word| word == "o"), "{}", imported.text);
}

/// What stands outside the text of a page is told, also where the text has the
/// same words in another order.
#[test]
fn nothing_outside_the_text_is_left_out_in_silence() {
    let page = "<!doctype html><html lang=en><body><p>The bridge is open.</p><article><h1>The bridge</h1>\
                <p>Is the bridge open? It is closed until the first of May.</p></article></body></html>";
    let imported = import(page.as_bytes(), "page.html");
    let told: Vec<&str> = imported.doubts.iter().map(|doubt| doubt.words.as_str()).collect();
    assert!(told.contains(&"The bridge is open."), "{told:?}");
}

/// People on a page have their numbers in a list below the name.
#[test]
fn contacts_of_our_own_pages_are_contacts_again() {
    let workspace = Workspace::new();
    for reference in ["AC/26/610", "AGENDA/26/34", "PR/26/14"] {
        let stem = reference.replace('/', "-");
        let page = rendered(reference);
        std::fs::write(workspace.path().join(format!("{stem}.en.html")), page).expect("a file");
        workspace.pressdoc(&["import", &format!("{stem}.en.html")]).code(0);
        let output = workspace.pressdoc(&["check", "--format", "plain", reference]);
        let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
        assert!(!said.contains("[missing-contact]"), "{said}");
    }
    let text = std::fs::read_to_string(workspace.path().join("releases/PR/26/14/en.md")).expect("a notice");
    let line =
        "- Rhona ASHDALE, press officer, Orla Valley Council, +44 20 7946 0142, rhona.ashdale@orla-valley.example.org";
    assert!(text.contains(line), "{text}");
}

/// The page of a sample.
fn rendered(reference: &str) -> Vec<u8> {
    let office = Office::open(project()).expect("an office");
    let path = project().join("releases").join(reference).join("en.md");
    let file = pressdoc::workspace::NoticeFile::new(&path, project());
    let examined = office.examine(&file).expect("a notice");
    let html = pressdoc::render::find_format("html").expect("a form");
    let order = pressdoc::pipeline::Order {
        formats: &[html],
        draft: false,
        now: jiff::Timestamp::MAX,
        here: project(),
        beside: false,
    };
    office.render(&examined, &file, &order).expect("a page").remove(0).bytes
}

#[test]
fn a_second_run_finds_everything_there() {
    let workspace = Workspace::new();
    let archive = workspace.path().join("archive/old");
    std::fs::create_dir_all(&archive).expect("a folder");
    for (name, _) in FILES {
        std::fs::write(archive.join(name), bytes(name)).expect("a file");
    }
    std::fs::write(archive.join("site.css"), "p { }").expect("a file");
    let first = workspace.pressdoc(&["import", "archive"]).code(0);
    let first = String::from_utf8_lossy(&first.get_output().stderr).into_owned();
    assert!(first.contains("9 imported (7 to look at), 1 other files passed over"), "{first}");
    let again = workspace.pressdoc(&["import", "archive"]).code(0);
    let output = again.get_output();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    let again = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(again.contains("0 imported, 9 already there"), "{again}");
}

#[test]
fn a_notice_that_somebody_has_worked_on_is_left_alone() {
    let workspace = Workspace::new();
    put(&workspace, "mail.txt");
    workspace.pressdoc(&["import", "mail.txt"]).code(0);
    let path = workspace.path().join("releases/PR/26/41/en.md");
    std::fs::write(&path, "# Corrected by hand\n").expect("a file");
    let run = workspace.pressdoc(&["import", "mail.txt"]).code(1);
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(told.contains("`releases/PR/26/41/en.md` exists already and says something else"), "{told}");
    assert!(told.contains("--force"), "{told}");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "# Corrected by hand\n");
    workspace.pressdoc(&["import", "--force", "mail.txt"]).code(0);
    assert!(std::fs::read_to_string(&path).expect("a file").contains("HERON BRIDGE"));
}

#[test]
fn nothing_is_written_in_a_dry_run() {
    let workspace = Workspace::new();
    put(&workspace, "mail.txt");
    let run = workspace.pressdoc(&["import", "--dry-run", "mail.txt"]).code(0);
    let shown = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(shown.contains("# HERON BRIDGE CLOSED FOR TWO NIGHTS\n"), "{shown}");
    assert!(!workspace.path().join("releases/PR").exists());
}

#[test]
fn what_has_no_reference_is_a_draft() {
    let workspace = Workspace::new();
    std::fs::write(
        workspace.path().join("Über uns.txt"),
        "Ein Titel\n\nDie Stadt öffnet morgen das neue Bad am See für alle.\n",
    )
    .expect("a file");
    let run = workspace.pressdoc(&["import", "Über uns.txt"]).code(0);
    assert_eq!(String::from_utf8_lossy(&run.get_output().stdout), "drafts/Über-uns.md\n");
    let text = std::fs::read_to_string(workspace.path().join("drafts/Über-uns.md")).expect("a draft");
    assert!(text.starts_with("+++\nlanguage = \"de\"\nhouse = \"ec\"\n+++\n\n# Ein Titel\n"), "{text}");
    let run = workspace.pressdoc(&["import", "--to", "inbox", "--reference", "PR/26/77", "Über uns.txt"]).code(0);
    assert_eq!(String::from_utf8_lossy(&run.get_output().stdout), "releases/PR/26/77/de.md\n");
}

#[test]
fn pictures_come_along() {
    let workspace = Workspace::new();
    let folder = workspace.path().join("saved_files");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::copy(project().join("releases/PR/26/14/bridge.png"), folder.join("Bridge at dusk.png"))
        .expect("a picture");
    let page = "<html lang=en><body><main><h1>A bridge</h1><p>It opens on Monday.</p>\
        <figure><img src='saved_files/Bridge at dusk.png' alt='A bridge at dusk'><figcaption>The bridge. © Council</figcaption></figure>\
        <p>PR/26/90</p></main></body></html>";
    std::fs::write(workspace.path().join("page.html"), page).expect("a page");
    workspace.pressdoc(&["import", "page.html"]).code(0);
    let release = workspace.path().join("releases/PR/26/90");
    let text = std::fs::read_to_string(release.join("en.md")).expect("a notice");
    assert!(text.contains("![A bridge at dusk](bridge-at-dusk.png)\nThe bridge. © Council\n"), "{text}");
    assert!(release.join("bridge-at-dusk.png").is_file());
}

#[test]
fn a_program_gets_a_line_for_each_file() {
    let workspace = Workspace::new();
    put(&workspace, "mail.txt");
    put(&workspace, "no-document.json");
    let run = workspace.pressdoc(&["import", "--format", "json", "mail.txt", "no-document.json", "absent.txt"]).code(2);
    let output = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let lines: Vec<serde_json::Value> = output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 3, "{output}");
    let of = |file: &str| lines.iter().find(|line| line["file"] == file).expect("a line");
    let mail = of("mail.txt");
    assert_eq!(mail["status"], "imported");
    assert_eq!(mail["notice"], "releases/PR/26/41/en.md");
    assert_eq!(mail["reference"], "PR/26/41");
    assert!(mail["doubts"].as_array().expect("doubts").iter().any(|doubt| doubt["name"] == "headline"));
    assert_eq!(of("no-document.json")["status"], "failed");
    assert!(of("no-document.json")["error"]["help"].as_str().expect("help").contains("another language"));
    assert_eq!(of("absent.txt")["status"], "failed");
}

/// What cannot become a notice is refused with a message and a way out.
#[test]
fn what_is_no_notice_is_refused_kindly() {
    let cases: [(&str, &[u8], &str); 9] = [
        ("a.pdf", b"%PDF-1.7\n", "is a PDF"),
        ("a.rtf", b"{\\rtf1 x}", "is in the format RTF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a Word file of before 2007"),
        ("a.bin", b"\x00\x01\x02\x03", "is no text"),
        ("a.txt", b"  \n ", "is empty"),
        ("a.json", b"{\"a\": ", "is no JSON"),
        ("b.json", b"{\"a\": 1}", "is JSON of a kind that is not known"),
        ("c.json", b"{\"refCd\": \"IP/26/1\", \"docutypeResource\": {}}", "is an answer of Press Corner without"),
        ("a.md", b"+++\nhouse = \"ec\"\n+++\n\n# A\n", "is a notice already"),
    ];
    let workspace = Workspace::new();
    for (name, bytes, message) in cases {
        std::fs::write(workspace.path().join(name), bytes).expect("a file");
        let run = workspace.pressdoc(&["import", name]).code(2);
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(told.starts_with(&format!("error: `{name}` {message}")), "{told}");
        assert!(told.contains("\n  help: "), "{told}");
        assert_eq!(told.lines().count(), 2, "{told}");
    }
}

#[test]
fn the_real_notice_keeps_every_word_and_its_sections() {
    let Some(seed) = seed() else { return };
    let text = std::fs::read_to_string(seed).expect("the notice");
    let imported = import(text.as_bytes(), "AGENDA-18-5869.txt");
    assert_eq!(imported.reference.as_ref().map(ToString::to_string).as_deref(), Some("AGENDA/18/5869"));
    for label in ["The news", "The background", "The event", "The sources", "Press contacts"] {
        assert!(imported.text.contains(&format!("\n## {label}\n")), "{label}: {}", imported.text);
    }
    assert!(imported.text.contains("\nGeneral public inquiries: "), "{}", imported.text);
    assert_eq!(lost(&text, &imported), Vec::<String>::new());
    let names: Vec<&str> = imported.doubts.iter().map(|doubt| doubt.name).collect();
    assert_eq!(names, ["language", "headline"], "{:?}", imported.doubts);
}

thread_local! {
    static OFFICE: Office = Office::open(project()).expect("the project is a workspace");
}

fn try_import(bytes: &[u8], name: &str) -> Option<Imported> {
    OFFICE.with(|office| {
        let origin = Origin { bytes, name, picture: &|_| None };
        office.import(&origin, &Told::default()).expect("the office works").ok()
    })
}

fn import(bytes: &[u8], name: &str) -> Imported {
    try_import(bytes, name).expect("a notice")
}

/// The words of `text` that stand neither in the notice nor in a doubt.
fn lost(text: &str, imported: &Imported) -> Vec<String> {
    let mut told = imported.text.clone();
    for Doubt { words, .. } in &imported.doubts {
        told.push(' ');
        told.push_str(words);
    }
    let mut count: BTreeMap<&str, i32> = BTreeMap::new();
    for word in words(&told) {
        *count.entry(word).or_default() += 1;
    }
    let mut lost = Vec::new();
    for word in words(text) {
        let left = count.entry(word).or_default();
        *left -= 1;
        if *left < 0 {
            lost.push(word.to_owned());
        }
    }
    lost
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[test]
fn every_encoding_is_read() {
    let title = "Ένα τρένο για όλους";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(format!("{title}\n\nΤο τρένο φεύγει αύριο το πρωί από τη Λίμνη.\n").encode_utf16().collect::<Vec<_>>())
        .flat_map(u16::to_le_bytes)
        .collect();
    let imported = import(&utf16, "mail.txt");
    assert!(imported.text.contains(&format!("# {title}\n")), "{}", imported.text);
    assert_eq!(imported.language, "el");
    // ISO 8859-7, as the page says; Windows-1252, as it does not say.
    let greek =
        b"<html><meta charset='iso-8859-7'><body><h1>\xc5\xed\xe1 \xf4\xf1\xdd\xed\xef</h1><p>x</p></body></html>";
    assert!(import(greek, "page.html").text.contains("# Ενα τρένο\n"));
    let western = b"Le th\xe9\xe2tre ouvre \x96 demain\n\nIl sera ouvert \xe0 tous les habitants de la ville.\n";
    assert!(import(western, "mail.txt").text.contains("# Le théâtre ouvre – demain\n"));
}

/// Pages that want to be too much: each is read in bounded depth and time.
#[test]
fn hostile_pages_are_read_like_others() {
    let deep = format!("{}word", "<div>".repeat(100_000));
    let marks = format!("{}word", "<b><p>".repeat(20_000));
    let lists = format!("{}word", "<ul><li>".repeat(20_000));
    let tables = format!("{}word", "<table><tr><td>".repeat(5_000));
    let fonts: String = (0..5_000).map(|at| format!("<font size={at}><p>word ")).collect();
    let quotes = format!("{}word", "<blockquote>".repeat(50_000));
    let wide = format!("<table><tr>{}</tr></table>", "<td colspan=9999 rowspan=9999>word".repeat(2_000));
    for page in [deep, marks, lists, tables, fonts, quotes, wide] {
        let page = format!("<!doctype html><html><body><h1>A title</h1>{page}</body></html>");
        let imported = import(page.as_bytes(), "page.html");
        assert!(imported.text.contains("word"), "{}", &imported.text[..imported.text.len().min(300)]);
    }
    let attributes: String = (0..20_000).map(|at| format!(" a{at}=1")).collect();
    assert!(try_import(format!("<!doctype html><body><p{attributes}>word").as_bytes(), "page.html").is_none());
    let brackets = format!("{{\"uri\":{}", "[".repeat(200_000));
    assert!(try_import(brackets.as_bytes(), "deep.json").is_none());
    let quoted = format!("A title\n\n{}", "> ".repeat(50_000));
    import(quoted.as_bytes(), "deep.txt");
    let bullets: String = (0..3_000).map(|at| format!("{}- word\n", " ".repeat(at))).collect();
    import(bullets.as_bytes(), "deep.txt");
}

/// Visible pieces of a page, each with the words that it shows.
fn html_piece() -> impl Strategy<Value = (String, String)> {
    let word = "[a-zA-Z0-9éß*_#<>&|-]{1,8}";
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let tags = prop_oneof![
        Just(("<p>", "</p>")),
        Just(("<div>", "</div>")),
        Just(("<h2>", "</h2>")),
        Just(("<li>", "")),
        Just(("<ul><li>", "</li></ul>")),
        Just(("<ol><li>", "</ol>")),
        Just(("<b>", "</b>")),
        Just(("<i>", "")),
        Just(("<a href='https://example.org/'>", "</a>")),
        Just(("<table><tr><td>", "<td>x</table>")),
        Just(("<table><tr><td>", "</td></tr></table>")),
        Just(("<td>", "</td>")),
        Just(("<blockquote>", "</blockquote>")),
        Just(("<pre>", "</pre>")),
        Just(("<span style='font-weight:bold'>", "</span>")),
        Just(("<br>", "<br>")),
        Just(("<sup>", "</sup>")),
        Just(("<nav>", "</nav>")),
        Just(("<button>", "</button>")),
        Just(("<dl><dt>", "<dd>")),
        Just(("<figure><figcaption>", "</figcaption></figure>")),
        Just(("</p>", "</div>")),
        Just(("<code>", "</code>")),
        Just(("<center>", "")),
        Just(("<form><label>", "</label></form>")),
        Just(("<hr>", "<hr>")),
        Just(("<q>", "</q>")),
        Just(("<h1>", "</h1>")),
        Just(("<section><article>", "</article></section>")),
        Just(("<s>", "</s>")),
    ];
    (proptest::collection::vec(word, 1..4), tags).prop_map(move |(words, (open, close))| {
        let text = words.join(" ");
        let shown = if open.contains("<td>") && close.contains('x') { format!("{text} x") } else { text.clone() };
        (format!("{open}{}{close} ", escape(&text)), shown)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_bytes_make_it_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        try_import(&bytes, "IP-26-1.bin");
    }

    #[test]
    fn no_text_makes_it_stumble(text in "(?s)[<{\\[]?.{0,300}") {
        try_import(text.as_bytes(), "notice.html");
    }

    #[test]
    fn every_word_of_a_page_is_in_the_notice_or_in_a_doubt(pieces in proptest::collection::vec(html_piece(), 1..12)) {
        let page: String = pieces.iter().map(|(written, _)| written.as_str()).collect();
        let shown: Vec<&str> = pieces.iter().map(|(_, shown)| shown.as_str()).collect();
        let page = format!("<!doctype html><html lang=en><body>{page}</body></html>");
        let imported = import(page.as_bytes(), "page.html");
        prop_assert_eq!(lost(&shown.join(" "), &imported), Vec::<String>::new(), "{}\n---\n{}", page, imported.text);
    }

    #[test]
    fn every_word_of_a_text_is_in_the_notice(
        lines in proptest::collection::vec(
            prop_oneof![
                "[ -~]{0,40}", "[•*–-] [a-z*_ ]{1,20}", "[0-9]{1,3}[.)] [a-z ]{1,20}", "[A-Za-z]{1,9}\t[a-z]{1,9}\t[0-9]{1,4}",
                Just(String::new()), Just("Press contacts:".to_owned()), Just("The news".to_owned()),
                Just("General public inquiries: call us".to_owned()), Just("> said so".to_owned()), Just("---".to_owned()),
                "\\PC{0,30}", Just("IP/26/5".to_owned()), Just("MEMO/26/6".to_owned()), Just("(fr)".to_owned()), Just("ENDS".to_owned()),
            ],
            1..14,
        )
    ) {
        let text = format!("A first line\n\n{}", lines.join("\n"));
        if let Some(imported) = try_import(text.as_bytes(), "mail.txt") {
            // Numbers of entries are counted on.
            // The notice has its reference once, however often it stood alone.
            let mut seen = std::collections::BTreeSet::new();
            let is_new = |line: &&str| !line.contains("/26/") || seen.insert((*line).to_owned());
            let once: Vec<&str> = text.lines().filter(is_new).collect();
            let once = once.join("\n");
            let letters = |text: &str| text.replace(|c: char| c.is_ascii_digit(), " ");
            let told = Imported { text: letters(&imported.text), ..imported };
            prop_assert_eq!(lost(&letters(&once), &told), Vec::<String>::new(), "{}\n---\n{}", text, told.text);
        }
    }

    #[test]
    fn every_word_of_data_is_in_the_notice(title in "[^\"\\\\\\p{C}<&]{1,40}", body in "[^\"\\\\\\p{C}<&]{1,80}") {
        let data = serde_json::json!({
            "refCd": "IP/26/7",
            "docutypeResource": { "code": "IP" },
            "docuLanguageResource": { "language": "EN", "title": title, "htmlContent": format!("<p>{body}</p>") },
        });
        let imported = import(data.to_string().as_bytes(), "x.json");
        prop_assert_eq!(lost(&format!("{title} {body}"), &imported), Vec::<String>::new(), "{}", imported.text);
    }
}

#[test]
fn the_files_here_are_all_looked_at() {
    let folder = project().join("tests/import");
    for entry in std::fs::read_dir(folder).expect("the folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let of = Path::new(&name).file_stem().expect("a stem").to_string_lossy().into_owned();
        let known = |name: &str| FILES.iter().any(|(file, _)| *file == name) || name == "no-document.json";
        assert!(known(&name) || known(&of), "{name} belongs to no test");
    }
}
