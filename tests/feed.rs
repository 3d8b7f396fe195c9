//! `pressdoc feed`: which notices go into which feed, and what is said of those
//! that do not.

use crate::support::workspace::Workspace;
use crate::support::xml::Only as _;
use pressdoc::read_back::html::fragment::FragmentText;
use pressdoc::read_back::xml::Element;

/// A notice of an invented office, issued on a day of March 2026.
fn notice(number: u32, day: u32, front: &str, headline: &str) -> String {
    format!(
        "+++\nissued = 2026-03-{day:02}T11:00:00+00:00\nhouse = \"plain\"\n{front}+++\n\nOrla Valley Council - Press release\n\n\
         PR/26/{number}\n\n# {headline}\n\nLAKESIDE, {day} March 2026 – The ferry {number} rests & \\<waits>.\n\n\
         ## Press contacts\n\n- Rhona ASHDALE, press officer, +44 20 7946 0142, rhona@orla-valley.example.org\n"
    )
}

const WITHDRAWN: &str = "\n[[withdrawal]]\nat = 2026-03-20T08:00:00+00:00\ntext = \"It does not rest.\"\n";

fn workspace() -> Workspace {
    Workspace::new()
        .with("releases/PR/26/1/en.md", notice(1, 3, "", "The first ferry rests"))
        .with("releases/PR/26/2/en.md", notice(2, 9, "", "The second ferry rests"))
        .with("releases/PR/26/3/en.md", notice(3, 5, WITHDRAWN, "The third ferry rests"))
        .with("releases/PR/26/4/en.md", notice(4, 6, "embargo = 2126-03-12T10:00:00+00:00\n", "The fourth ferry rests"))
        .with("releases/PR/26/5/en.md", notice(5, 7, "unheard_of = 1\n", "The fifth ferry rests"))
}

fn feed(workspace: &Workspace, path: &str) -> Element {
    Element::read(&workspace.read(path)).expect("XML")
}

fn texts(feed: &Element, name: &str) -> Vec<String> {
    feed.all("entry").iter().map(|entry| entry.text_of(name)).collect()
}

#[test]
fn a_feed_holds_what_may_be_read_and_says_what_it_leaves_out() {
    let workspace = workspace();
    // One of them has an error.
    workspace.pressdoc(&["feed", "--all"]).code(1).stdout_eq("out/feeds/plain.en.atom\n").stderr_eq(snapbox::str![[
        r#"
left out releases/PR/26/4/en.md: it is under embargo until 2126-03-12T10:00:00+00:00
  help: write the feed again after this time
left out releases/PR/26/5/en.md: it has an error
  help: `pressdoc check releases/PR/26/5/en.md` shows it
note: the feeds of `plain` do not say where they lie
  help: add `feed = "https://press.example.org/feeds/{language}-{type}.atom"` to `styles/plain/house.toml`
note: entries of `plain` lead to no page
  help: add the `address` of a notice to `[reference]` in `styles/plain/house.toml`

"#
    ]]);
    let feed = feed(&workspace, "out/feeds/plain.en.atom");
    assert_eq!((feed.name.as_str(), feed.attribute("xmlns")), ("feed", Some("http://www.w3.org/2005/Atom")));
    assert_eq!(feed.attribute("xml:lang"), Some("en"));
    // The newest first; the withdrawn one stays where it was.
    assert_eq!(texts(&feed, "id"), [2, 3, 1].map(|number| format!("urn:pressdoc:plain:PR:26:{number}:en")));
    let updated = texts(&feed, "updated");
    assert_eq!(updated, ["2026-03-09T11:00:00+00:00", "2026-03-20T08:00:00+00:00", "2026-03-03T11:00:00+00:00"]);
    let own: Vec<String> = feed.elements().filter(|of| of.name == "updated").map(Element::text).collect();
    assert_eq!(own, ["2026-03-20T08:00:00+00:00"], "as new as its last change");
    let withdrawn = feed.all("entry")[1];
    assert!(withdrawn.text_of("summary").starts_with("Withdrawn, 20"), "{}", withdrawn.text_of("summary"));
    let content = FragmentText::read(&withdrawn.text_of("content")).expect("HTML");
    assert!(content.opening.contains("It does not rest."), "{}", content.opening);
    assert!(content.body.contains("The ferry 3 rests & <waits>."), "{}", content.body);
    assert!(content.faults.is_empty(), "{:?}", content.faults);
    let text = String::from_utf8(workspace.read("out/feeds/plain.en.atom")).expect("UTF-8");
    assert!(!text.contains("fourth") && !text.contains("PR/26/4"), "nothing of an embargo");
}

#[test]
fn a_feed_is_the_same_whatever_the_order() {
    let workspace = workspace();
    let write = |targets: &[&str]| {
        let mut arguments = vec!["feed", "--out", "-"];
        arguments.extend(targets);
        workspace.pressdoc(&arguments).success().get_output().stdout.clone()
    };
    let one = write(&["PR/26/1", "PR/26/2", "PR/26/3"]);
    assert!(!one.is_empty());
    assert!(one == write(&["PR/26/3", "PR/26/2", "releases/PR/26/1/en.md", "PR/26/2"]), "each once, in its place");
    assert!(one == write(&["PR/26/2", "PR/26/1", "PR/26/3"]));
}

#[test]
fn only_the_newest_stay_in_a_short_feed() {
    let workspace = workspace();
    workspace.pressdoc(&["feed", "PR/26/1", "PR/26/2", "PR/26/3", "--limit", "2", "--out", "press.atom"]).success();
    assert_eq!(texts(&feed(&workspace, "press.atom"), "id").len(), 2);
    assert!(texts(&feed(&workspace, "press.atom"), "id")[1].ends_with("PR:26:3:en"));
    workspace.pressdoc(&["feed", "--all", "--limit", "0"]).code(2);
}

const HOUSE: &str = "feed = \"https://press.example.org/feeds/{language}-{type}.atom\"\n";

#[test]
fn a_feed_a_language_and_a_type_with_their_addresses() {
    let house = std::fs::read_to_string(crate::support::workspace::project().join("styles/plain/house.toml"))
        .expect("a house style")
        .replacen("language = \"en\"", &format!("{HOUSE}website = \"https://press.example.org\"\nlanguage = \"en\""), 1)
        .replacen(
            "[reference]",
            "[reference]\naddress = \"https://press.example.org/{language}/{type}-{year}-{number}\"",
            1,
        );
    let german = notice(2, 9, "translation_of = \"en\"\n", "Die zweite Fähre ruht");
    let workspace = workspace().with("styles/plain/house.toml", house).with("releases/PR/26/2/de.md", german);
    let output = workspace.pressdoc(&["feed", "PR/26/1", "PR/26/2", "--type", "PR", "--out", "feeds/"]);
    let said = String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8");
    let heard = String::from_utf8(output.get_output().stderr.clone()).expect("UTF-8");
    assert_eq!(said, "feeds/plain.en.PR.atom\n", "{heard}");
    assert!(heard.contains("left out releases/PR/26/2/de.md"), "a translation with other labels has errors: {heard}");
    assert!(!heard.contains("note:"), "{heard}");
    let feed = feed(&workspace, "feeds/plain.en.PR.atom");
    let links: Vec<(Option<&str>, Option<&str>)> = feed
        .elements()
        .filter(|of| of.name == "link")
        .map(|link| (link.attribute("rel"), link.attribute("href")))
        .collect();
    assert_eq!(
        links,
        [
            (Some("self"), Some("https://press.example.org/feeds/en-pr.atom")),
            (Some("alternate"), Some("https://press.example.org")),
        ]
    );
    let page = feed.all("entry")[0].all("link")[0].attribute("href");
    assert_eq!(page, Some("https://press.example.org/en/pr-26-2"));
}

#[test]
fn what_cannot_be_a_feed_is_said() {
    let workspace = workspace().with("releases/PR/26/6/fr.md", notice(6, 4, "", "Le bac"));
    workspace.pressdoc(&["feed"]).code(2).stdout_eq("");
    workspace.pressdoc(&["feed", "--all", "--type", "PRX"]).code(2).stderr_eq(snapbox::str![[r#"
error: found no document type `PRX`
  help: did you mean `PR`?

"#]]);
    workspace.pressdoc(&["feed", "PR/26/4"]).success().stdout_eq("").stderr_eq(snapbox::str![[r#"
left out releases/PR/26/4/en.md: it is under embargo until 2126-03-12T10:00:00+00:00
  help: write the feed again after this time
no notice for a feed: nothing was written

"#]]);
    workspace.pressdoc(&["feed", "PR/26/99"]).code(2);
    assert!(!workspace.has("out"), "nothing was written");
}
