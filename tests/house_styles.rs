//! A house style made, changed and broken, told to the real program.

use snapbox::str;

use crate::support::workspace::Workspace;

/// The answers of an office.
const ANSWERS: [&str; 20] = [
    "--name",
    "Orla Valley Council",
    "--accent",
    "0b5d4e",
    "--address",
    "Weir House; 2 Mill Lane; Lakeside",
    "--website",
    "https://press.orla-valley.example.org",
    "--zone",
    "Europe/London",
    "--page",
    "us-letter",
    "--contacts",
    "Rhona ASHDALE, press officer, +44 20 7946 0142, rhona.ashdale@orla-valley.example.org",
    "--reference",
    "NEWS/26/18",
    "--lang",
    "en",
    "--logo",
    "weir.svg",
];

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\" width=\"10\" height=\"10\"><path d=\"M0 0h10v10H0z\" fill=\"#0b5d4e\"/></svg>";

/// A notice that checks clean in a house style with the type `NEWS`.
const NOTICE: &str = "Orla Valley Council - Press release\n\nNEWS/26/1\n\n# Lanterns on the river\n\nLAKESIDE, 2 March 2026 – Lanterns float on the Orla on Saturday 7 March 2026.\n\n## Press contacts\n\nRhona ASHDALE, press officer, +44 20 7946 0142\n";

fn with_style(more: &[&str]) -> (Workspace, Vec<String>) {
    let workspace = Workspace::bare().with("weir.svg", LOGO);
    let arguments: Vec<&str> = ["new", "--style", "orla"].iter().chain(more).copied().collect();
    let output = workspace.pressdoc(&arguments).success();
    let printed = String::from_utf8(output.get_output().stdout.clone()).expect("paths");
    (workspace, printed.lines().map(str::to_owned).collect())
}

/// A workspace with a house style from defaults and one notice of it.
fn at_work() -> Workspace {
    let (workspace, _) = with_style(&["--name", "Orla Valley Council"]);
    workspace.with("releases/NEWS/26/1/en.md", NOTICE)
}

/// What the program says when it cannot render.
fn refused(workspace: &Workspace) -> String {
    let output = workspace.pressdoc(&["render", "NEWS/26/1"]).code(2);
    assert!(!workspace.has("out"), "nothing is written");
    String::from_utf8(output.get_output().stderr.clone()).expect("a message")
}

#[test]
fn a_house_style_is_made_from_answers_and_a_notice_of_it_goes_out() {
    let (workspace, printed) = with_style(&ANSWERS);
    let expected = ["house.toml", "types/NEWS.toml", "letterhead.typ", "page.css", "logo.svg"];
    let expected: Vec<String> = expected.iter().map(|file| format!("styles/orla/{file}")).collect();
    assert_eq!(printed, [expected, vec!["pressdoc.toml".to_owned()]].concat());
    assert!(printed.iter().all(|path| workspace.has(path)));
    assert_eq!(workspace.read("styles/orla/logo.svg"), LOGO.as_bytes());
    assert_eq!(workspace.files().len(), printed.len() + 1, "and no other file: {:?}", workspace.files());

    workspace.pressdoc(&["new", "NEWS", "--reference", "NEWS/26/18"]).success();
    let notice = "releases/NEWS/26/18/en.md";
    let skeleton = String::from_utf8(workspace.read(notice)).expect("a notice");
    assert!(skeleton.starts_with("Orla Valley Council - Press release\n\nNEWS/26/18\n"), "{skeleton}");
    assert!(skeleton.contains("- Rhona ASHDALE, press officer, +44 20 7946 0142"), "{skeleton}");
    workspace.pressdoc(&["render", "NEWS/26/18", "--draft"]).code(1);
    assert!(workspace.has("out/NEWS/26/18/NEWS-26-18.en.html"), "a draft, with its blanks");

    let filled: Vec<&str> = skeleton.split("\n## ").collect();
    let (first, last) = (filled[0].replace("[…]", "Lanterns float again"), filled[filled.len() - 1]);
    workspace.write(notice, format!("{first}\n## {last}"));
    workspace.pressdoc(&["check"]).success().stderr_eq("1 notice, nothing to correct\n");
    workspace.pressdoc(&["render", "NEWS/26/18"]).success();
    let page = String::from_utf8(workspace.read("out/NEWS/26/18/NEWS-26-18.en.html")).expect("a page");
    for part in ["--accent:#0b5d4e", "2 Mill Lane", "press.orla-valley.example.org", "house-orla"] {
        assert!(page.contains(part), "{part}");
    }
    #[cfg(feature = "pdf")]
    {
        let pdf = crate::support::pdf_words::PdfText::read(&workspace.read("out/NEWS/26/18/NEWS-26-18.en.pdf"));
        assert!(pdf.words.contains("Lanterns float again"), "{}", pdf.words);
        assert!(pdf.marked && pdf.fonts_are_embedded());
    }
}

#[test]
fn without_an_answer_a_house_style_gets_defaults_and_says_what_is_next() {
    let workspace = Workspace::new();
    workspace.pressdoc(&["new", "--style", "night-trains"]).success().stderr_eq(str![[r#"
begin a notice with `pressdoc new NEWS`, and look at it with `pressdoc render --draft`;
what else can be changed in `styles/night-trains`: `docs/house-style.md`

"#]]);
    let house = String::from_utf8(workspace.read("styles/night-trains/house.toml")).expect("a house style");
    assert!(house.contains("name = \"Night trains\""), "{house}");
    let mark = String::from_utf8(workspace.read("styles/night-trains/logo.svg")).expect("a mark");
    assert!(mark.contains("d=\"M6 0h52") && mark.matches("<path").count() == 2 && mark.len() > 400, "{mark}");
    assert_eq!(workspace.read("pressdoc.toml"), b"house = \"night-trains\"\n");
}

#[test]
fn nothing_that_exists_is_written_over() {
    let workspace = Workspace::new().with("pressdoc.toml", "house = \"ec\"\n").with("styles/mine/house.css", "x");
    workspace.pressdoc(&["new", "--style", "mine"]).code(2).stderr_eq(str![[r#"
error: there is a house style `mine` already
  help: change the files in `styles/mine`, or choose another name

"#]]);
    workspace.pressdoc(&["new", "--style", "plain"]).code(2);
    workspace.pressdoc(&["new", "--style", "base"]).code(2);
    assert_eq!(workspace.files(), ["pressdoc.toml", "styles/mine/house.css"]);
    workspace.pressdoc(&["new", "--style", "other"]).success().stderr_eq(str![[r#"
to make it the default, write `house = "other"` into `pressdoc.toml`
begin a notice with `pressdoc new NEWS`, and look at it with `pressdoc render --draft`;
what else can be changed in `styles/other`: `docs/house-style.md`

"#]]);
    assert_eq!(workspace.read("pressdoc.toml"), b"house = \"ec\"\n");
}

#[test]
fn an_answer_that_is_none_makes_nothing_and_says_what_to_write() {
    let cases = [
        ("--style", "My Office", "`My Office` cannot be the name of a folder of a house style"),
        ("--accent", "teal", "`teal` is no colour"),
        ("--accent", "#f0c000", "has a contrast of 1.71 : 1, and needs 4.5 : 1"),
        ("--name", "", "an institution has a name"),
        ("--name", "Council - North", "has a dash between spaces"),
        ("--logo", "no.svg", "could not read `"),
        ("--logo", "picture.png", "`picture.png` is no SVG"),
        ("--website", "orla.example.org", "`orla.example.org` is no whole address"),
        ("--lang", "xx", "there is no language `xx`"),
        ("--zone", "Europe/Lakeside", "there is no time zone `Europe/Lakeside`"),
        ("--page", "a5", "there is no paper `a5`"),
        ("--contacts", "Rhona ASHDALE", "nobody can reach `Rhona ASHDALE`"),
        ("--reference", "NEWS 18", "`NEWS 18` cannot be a reference"),
        ("--reference", "NEWS/26/0", "`NEWS/26/0` cannot be a reference"),
    ];
    for (option, value, expected) in cases {
        let workspace = Workspace::bare().with("picture.png", [0x89, b'P', 0xff]);
        let mut arguments = vec!["new", option, value];
        if option != "--style" {
            arguments.extend(["--style", "orla"]);
        }
        let output = workspace.pressdoc(&arguments).code(2);
        let message = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(message.contains(expected) && message.contains("\n  help: "), "{option} {value}: {message}");
        assert_eq!(workspace.files(), ["picture.png"], "{option} {value}");
    }
}

#[test]
#[cfg(feature = "pdf")]
fn a_mark_that_cannot_be_drawn_is_refused_before_anything_is_written() {
    let workspace = Workspace::bare().with("torn.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=");
    let output = workspace.pressdoc(&["new", "--style", "orla", "--logo", "torn.svg"]).code(2);
    let message = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(message.starts_with("error: `torn.svg`: failed to parse SVG"), "{message}");
    assert_eq!(workspace.files(), ["torn.svg"]);
}

#[test]
fn what_no_option_answers_is_asked_and_a_colour_that_can_be_read_is_offered() {
    let workspace = Workspace::bare();
    let answers =
        "Bureau of Tides\n#f0c000\n\n\nPier 2; Seaham\n\nen\n\nletter\nAnna BERG, press officer, +32 2 555 01 42\n\n";
    let output =
        workspace.command(&["new", "--style", "tides", "--ask=input", "--website", ""]).stdin(answers).assert();
    let asked = String::from_utf8(output.success().get_output().stderr.clone()).expect("questions");
    for part in [
        "Name of the institution [Tides]: ",
        "Colour, as #rrggbb [#1f4e79]:   text in `accent` (#f0c000) on `paper` (#ffffff) has a contrast of 1.71 : 1",
        "is the nearest colour that can be read\nColour, as #rrggbb [#",
        "Mark, an SVG file [none]: ",
        "Paper, a4 or us-letter [a4]: ",
        "A reference, as it is printed [NEWS/26/18]: begin a notice",
    ] {
        assert!(asked.contains(part), "{part}\n{asked}");
    }
    assert!(!asked.contains("Address on the web"), "{asked}");
    let house = String::from_utf8(workspace.read("styles/tides/house.toml")).expect("a house style");
    for part in
        ["name = \"Bureau of Tides\"", "address = [\"Pier 2\", \"Seaham\"]", "page = \"us-letter\"", "- Anna BERG"]
    {
        assert!(house.contains(part), "{part}\n{house}");
    }
    assert!(!house.contains("f0c000"), "{house}");

    let workspace = Workspace::bare();
    workspace.command(&["new", "--style", "tides", "--ask=input"]).stdin("Bureau\n").assert().code(2);
    assert!(workspace.files().is_empty(), "answers that end early make nothing");
}

#[test]
fn a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can() {
    let workspace = at_work();
    let house = String::from_utf8(workspace.read("styles/orla/house.toml")).expect("a house style");
    let muted = house.lines().find(|line| line.starts_with("muted = ")).expect("a colour");
    let line = house.lines().position(|line| line.starts_with("muted = ")).expect("a line") + 1;
    workspace.write("styles/orla/house.toml", house.replace(muted, "muted = \"#999999\""));
    let message = refused(&workspace);
    let expected = format!(
        "error: styles/orla/house.toml:{line}: text in `muted` (#999999) on `paper` (#ffffff) has a contrast of 2.84 : 1, and needs 4.5 : 1\n  help: write `muted = \"#"
    );
    assert!(message.starts_with(&expected), "{message}");
    let better = message.split("help: write `muted = \"").nth(1).and_then(|rest| rest.get(..7)).expect("a colour");
    workspace.write("styles/orla/house.toml", house.replace(muted, &format!("muted = \"{better}\"")));
    workspace.pressdoc(&["render", "NEWS/26/1"]).success();

    let dark = house.lines().find(|line| line.starts_with("dark_ink = ")).expect("a colour");
    for (written, expected) in [
        ("dark_ink = \"#333333\"", "text in `dark_ink` (#333333) on `dark_paper` ("),
        ("dark_ink = \"white\"", "the colour `dark_ink` is `white`, which is no colour"),
        ("", "there is no colour `dark_ink`"),
    ] {
        let workspace = at_work();
        workspace.write("styles/orla/house.toml", house.replace(dark, written));
        let message = refused(&workspace);
        assert!(message.contains(expected), "{message}");
        // A notice is checked without a look at colours.
        workspace.pressdoc(&["check"]).success();
    }
}

/// The shared template of the page with one piece put into the place of another.
fn page(old: &str, new: &str) -> String {
    let page = include_str!("../styles/base/page.html");
    assert!(page.contains(old), "{old}");
    page.replace(old, new)
}

#[test]
fn a_page_of_ones_own_keeps_what_every_page_promises() {
    let line = |text: &str, piece: &str| text.lines().position(|line| line.contains(piece)).expect("a line") + 1;
    let cases: Vec<(String, &str, &str)> = vec![
        (
            page("<main id=\"_content\" tabindex=\"-1\">", "<div>").replace("</main>", "</div>"),
            "",
            "the page has 0 `<main>`",
        ),
        (page(" lang=\"{{ sheet.language }}\"", ""), "<html", "the page does not say its language"),
        (page(" lang=\"{{ sheet.language }}\"", " lang=\"en\""), "<html", "the page does not say its language"),
        (
            page("<title>{{ sheet.headline_text }}", "<title>News"),
            "<title",
            "the page has no `<title>` with the headline",
        ),
        (page("</footer>", "</footer>\n<script>alert(1)</script>"), "<script>", "the page has a script in it"),
        (page("<img class", "<img onload=\"f()\" class"), "onload", "the page has a script in it: `onload`"),
        (page("href=\"#_content\"", "href=\"#_headline\""), "<body", "the first link of the page is none that skips"),
        (
            page("src=\"{{ logo_uri }}\"", "src=\"https://cdn.example.org/a.svg\""),
            "cdn.example.org",
            "the page would fetch `https://cdn.example.org/a.svg`",
        ),
        (
            page("<link rel=\"icon\" href=\"data:,\">", "<link rel=\"stylesheet\" href=\"own.css\">"),
            "own.css",
            "the page would fetch `own.css`",
        ),
        (
            page("</footer>", "</footer>\n<svg><use href=\"https://cdn.example.org/b.svg#x\"/></svg>"),
            "b.svg",
            "the page would fetch `https://cdn.example.org/b.svg#x`",
        ),
        (page("default-src 'none'; ", ""), "Content-Security-Policy", "the Content-Security-Policy of the page must"),
        (page("</head>", "<style>p { color: red }</style>\n</head>"), "<style>", "the page has a `<style>` that its"),
        (page("<h1 id=\"_headline\">{{ inlines(sheet.headline) }}</h1>", ""), "", "the page has 0 `<h1>`"),
        (
            page("<p class=\"end\">{{ sheet.end_mark }}</p>", ""),
            "",
            "the page does not show the word `THE` of the notice",
        ),
        (page("{{ person.name }}", "{{ person.nam }}"), "{{ person.nam }}", "undefined value"),
        (page("{%- if sheet.end_mark %}", "{%- if sheet.end_mark"), "", "unexpected"),
    ];
    for (template, place, expected) in cases {
        let workspace = at_work().with("styles/orla/page.html", &template);
        let message = refused(&workspace);
        assert!(message.starts_with("error: styles/orla/page.html"), "{message}");
        assert!(message.contains(expected) && message.contains("\n  help: "), "{expected}: {message}");
        if !place.is_empty() {
            let line = line(&template, place);
            assert!(message.contains(&format!("page.html:{line}: ")), "{line}: {message}");
        }
        workspace.pressdoc(&["check"]).success();
    }
    let kept = at_work().with("styles/orla/page.html", page("<body ", "<body id=\"top\" "));
    kept.pressdoc(&["render", "NEWS/26/1"]).success();
}

#[test]
fn a_style_sheet_of_ones_own_fetches_nothing() {
    for (rule, expected) in [
        ("/* @import is not used */\n@import \"more.css\";", "page.css:2: the style sheet would fetch another one"),
        ("p { background: url(\"https://cdn.example.org/a.png\") }", "page.css:1: the style sheet would fetch `https:"),
    ] {
        let workspace = at_work().with("styles/orla/page.css", rule);
        let message = refused(&workspace);
        assert!(message.contains(expected), "{message}");
    }
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;

    fn changed(file: &str, old: &str, new: &str) -> (Workspace, String) {
        let (name, text) = match file {
            "letterhead.typ" => (file, include_str!("../styles/plain/letterhead.typ")),
            "base.typ" => (file, include_str!("../styles/base/base.typ")),
            _ => ("notice.typ", include_str!("../styles/base/notice.typ")),
        };
        assert!(text.contains(old), "{old}");
        let text = text.replacen(old, new, 1);
        (at_work().with(&format!("styles/orla/{name}"), &text), text)
    }

    #[test]
    fn a_letterhead_or_template_that_is_wrong_is_named_with_its_line() {
        let cases = [
            ("letterhead.typ", "let accent = rgb(", "let accent = rgb((", "let accent", "unclosed delimiter"),
            ("letterhead.typ", "house.address.join", "house.adress.join", "house.adress.join", "does not contain key"),
            ("letterhead.typ", "#let dress(", "#let address(", "", "unresolved import"),
            (
                "letterhead.typ",
                "set text(8pt,",
                "set text(8pt, font: \"Comic Neue\",",
                "Comic Neue",
                "unknown font family",
            ),
            (
                "letterhead.typ",
                "sheet.masthead))",
                "link(\"https://x.example.org\", sheet.masthead)))",
                "link(",
                "PDF/UA-1",
            ),
            ("notice.typ", "sheet.end_mark))", "sheet.endmark))", "sheet.endmark", "does not contain key"),
            (
                "notice.typ",
                "title: sheet.headline_text",
                "title: \"News\"",
                "",
                "the title of the document is not the headline",
            ),
            (
                "notice.typ",
                "lang: sheet.language.split(\"-\").first()",
                "lang: \"en\"",
                "",
                "the document does not say its language",
            ),
            (
                "notice.typ",
                "lang: sheet.language.split(\"-\").first(),\n  dir",
                "dir",
                "",
                "the document does not say its language",
            ),
            (
                "notice.typ",
                "par(sheet.end_mark)",
                "pdf.artifact(sheet.end_mark)",
                "",
                "the word `THE` of the notice is not on the page",
            ),
            ("notice.typ", "heading(level: part.level, words", "strong(words", "", "is no heading of the second level"),
        ];
        for (file, old, new, place, expected) in cases {
            let (workspace, text) = changed(file, old, new);
            let message = refused(&workspace);
            assert!(message.contains(expected) && message.contains("\n  help: "), "{expected}: {message}");
            if !place.is_empty() {
                let line = text.lines().position(|line| line.contains(place)).expect("a line") + 1;
                assert!(message.starts_with(&format!("error: styles/orla/{file}:{line}: ")), "{line}: {message}");
            }
            workspace.pressdoc(&["check"]).success();
        }
        let (workspace, _) = changed("letterhead.typ", "dy: 9mm", "dy: 8mm");
        workspace.pressdoc(&["render", "NEWS/26/1"]).success();
    }

    #[test]
    fn a_font_that_is_not_there_is_named_with_those_that_are() {
        let workspace = at_work();
        let house = String::from_utf8(workspace.read("styles/orla/house.toml")).expect("a house style");
        workspace.write("styles/orla/house.toml", house.replace("\"Noto Serif\"", "\"Noto Slab\""));
        // The characters of the notice are looked for in the fonts first.
        let output = workspace.pressdoc(&["render", "NEWS/26/1", "--draft"]).code(2);
        output.stderr_eq(str![[r#"
...
error: styles/orla/house.toml: there is no font `Noto Slab`
  help: choose among `Inter`, `Noto Sans Mono`, `Noto Sans Symbols 2`, `Noto Serif`, `Vazirmatn`, or put its files into `assets/fonts/` of the workspace

"#]]);
    }
}
