//! What the pages of the rules have no room for: borders between rules, several
//! languages, and what holds for every finding whatever the text.

use std::path::Path;

use pressdoc::pipeline::{Examined, Office};
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;
use proptest::prelude::*;

use crate::support::workspace::{Workspace, project};

/// A workspace in which texts are checked as if they were files.
struct Desk {
    workspace: Workspace,
    office: Office,
}

impl Desk {
    fn new() -> Self {
        let workspace = Workspace::new();
        let office = Office::open(workspace.path()).expect("an office");
        Self { workspace, office }
    }

    fn examine(&self, path: &str, text: &str) -> Examined<'_> {
        let file = NoticeFile::new(Path::new(path), self.workspace.path());
        self.office.examine_text(SourceFile::new(path, text), &file).expect("a notice that can be checked")
    }

    /// `rule: message`, in the order of the file.
    fn findings(&self, path: &str, text: &str) -> Vec<String> {
        let examined = self.examine(path, text);
        examined.findings.iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
    }
}

const PR: &str = "releases/PR/26/21/en.md";
const AGENDA: &str = "releases/AGENDA/18/5869/en.md";
const CONTACTS: &str = "## Press contacts\n\nAnna BERG, +44 20 7946 0142\n";

/// A press release without fault, but for what `lead` and `sections` bring.
fn release(lead: &str, sections: &str) -> String {
    format!("PR/26/21\n\n# Headline\n\nLAKESIDE, 20 April 2026 – Text.\n\n{lead}\n\n{sections}\n\n{CONTACTS}")
}

#[test]
fn an_empty_file_lacks_everything_and_each_thing_once() {
    let found = Desk::new().findings(AGENDA, "");
    assert_eq!(
        found,
        [
            "missing-headline: the notice has no headline",
            "missing-inquiries: the line `General public inquiries` is missing",
            "missing-reference: the notice has no reference",
            "missing-section: the section `The news` is missing",
            "missing-section: the section `The event` is missing",
            "missing-section: the section `Press contacts` is missing",
        ]
    );
}

#[test]
fn missing_contacts_and_inquiries_have_one_finding_each() {
    let desk = Desk::new();
    let none = desk.findings(PR, "PR/26/21\n\n# Headline\n\nText.\n");
    assert_eq!(none, ["missing-section: the section `Press contacts` is missing"]);
    let empty = desk.findings(PR, "PR/26/21\n\n# Headline\n\nText.\n\nPress contacts:\n\nENDS\n");
    assert_eq!(empty, ["empty-section: there is no text below `Press contacts`"]);
    let lead = desk.findings(PR, &format!("PR/26/21\n\n# Headline\n\n{CONTACTS}"));
    assert_eq!(lead, ["missing-section: there is no text before the first section"]);
}

#[test]
fn a_missing_section_is_named_in_the_language_and_manner_of_the_notice() {
    let desk = Desk::new();
    let text = "# Titel\n\nPR/26/21\n\nText.\n\n## Hintergrund\n\nText.\n";
    let examined = desk.examine("releases/PR/26/21/de.md", text);
    let [finding] = &examined.findings[..] else { panic!("{:?}", examined.findings) };
    assert_eq!(finding.message, "the section `Kontakt für die Medien` is missing");
    assert_eq!(finding.help.as_deref(), Some("add it after `Hintergrund`, as a line `## Kontakt für die Medien`"));
    assert_eq!(examined.source.slice(finding.span), "Hintergrund");
}

#[test]
fn references_are_compared_all_round() {
    let desk = Desk::new();
    let front = |reference: &str, text: &str| format!("+++\nreference = \"{reference}\"\n+++\n\n{text}");
    let good = release("", "");
    assert!(desk.findings(PR, &front("pr_26_21", &good)).is_empty(), "any form will do in the front matter");
    assert_eq!(
        desk.findings(PR, &front("PR/26/22", &good)),
        ["reference-mismatch: the front matter says `PR/26/22`, the text `PR/26/21`"]
    );
    assert_eq!(
        desk.findings(PR, &front("PR/26/22", &good.replace("PR/26/21\n", ""))),
        ["reference-mismatch: the front matter says `PR/26/22`, the folder `PR/26/21`"]
    );
    assert_eq!(
        desk.findings(PR, &front("twenty-one", &good)),
        ["malformed-reference: `twenty-one` is not written as a reference"]
    );
    assert_eq!(desk.findings(PR, &release("PR/26/20", "")), ["reference-mismatch: `PR/26/20` is a second reference"]);
    assert_eq!(
        desk.findings(PR, &good.replace("PR/26/21", "RP/26/21")),
        ["reference-mismatch: the text says `RP/26/21`, its folder `PR/26/21`"],
        "the folder knows the type"
    );
    assert_eq!(
        desk.findings("notice.md", &format!("+++\nhouse = \"ec\"\n+++\n{}", good.replace("PR/26/21", "AGEDNA/26/21"))),
        ["unknown-type: `AGEDNA` is no document type of the house style `ec`"]
    );
}

#[test]
fn only_the_sections_that_have_to_move_are_named() {
    let sections =
        "## Notes to editors\n\nText.\n\n## Background\n\nText.\n\n## Opening hours\n\nText.\n\n## About\n\nText.";
    let desk = Desk::new();
    let examined = desk.examine(PR, &release("", sections));
    let said: Vec<_> = examined.findings.iter().map(|f| (f.message.as_str(), f.help.as_deref())).collect();
    assert_eq!(said, [("the section `Notes to editors` stands too early", Some("move it after `Background`"))]);
    let contacts_first =
        format!("PR/26/21\n\n# Headline\n\nText.\n\n{CONTACTS}\n## Background\n\nText.\n\n## About\n\nText.\n");
    let examined = desk.examine(PR, &contacts_first);
    let said: Vec<_> = examined.findings.iter().map(|f| (f.message.as_str(), f.help.as_deref())).collect();
    assert_eq!(said, [("the section `Press contacts` stands too early", Some("move it after `About`"))]);
}

#[test]
fn weekdays_are_corrected_in_the_language_of_the_notice() {
    let desk = Desk::new();
    let text = "# Titre\n\nPR/26/21\n\nLAC, le 20 avril 2026 – À partir du **mardi\n4 mai 2026** et le lundi 5 mai 2025.\n\n\
                ## Contacts pour la presse\n\nAnna BERG, +44 20 7946 0142\n";
    let examined = desk.examine("releases/PR/26/21/fr.md", text);
    let said: Vec<_> = examined.findings.iter().map(|f| (f.message.as_str(), f.help.as_deref())).collect();
    assert_eq!(said, [("`mardi 4 mai 2026` is a Monday", Some("write `lundi 4 mai 2026`, or correct the date"))]);
    let found = desk.findings(PR, &release("It opened on Friday 13 March 2020 and SUNDAY 14 March 2020.", ""));
    assert_eq!(found, ["weekday-mismatch: `SUNDAY 14 March 2020` was a Saturday"]);
}

#[test]
fn a_weekday_without_an_exact_place_is_found_but_not_changed() {
    let desk = Desk::new();
    let text = release("Fish &amp; rods: from Tuesday 4 May 2026.", "");
    let examined = desk.examine(PR, &text);
    let [finding] = &examined.findings[..] else { panic!("{:?}", examined.findings) };
    assert_eq!(finding.message, "`Tuesday 4 May 2026` is a Monday");
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    assert!(edits.into_iter().all(|edit| examined.source.slice(edit.span) == "Tuesday"), "{finding:?}");
}

#[test]
fn weekdays_are_known_in_every_language() {
    let desk = Desk::new();
    let date = jiff::civil::date(2026, 5, 4);
    for code in desk.office.catalog.languages().expect("the languages") {
        let language = desk.office.language(&code).expect("a language file").expect("a language");
        let (right, wrong) =
            (language.weekday(date.weekday()), language.weekday(date.tomorrow().expect("a day").weekday()));
        let sentence = format!("x {} x", language.weekday_date(date));
        let path = format!("releases/PR/26/21/{code}.md");
        let weekdays = |sentence: &str| {
            let text = format!("PR/26/21\n\n# X\n\nX.\n\n{sentence}\n");
            let mut findings = desk.examine(&path, &text).findings;
            findings.retain(|finding| finding.rule == "weekday-mismatch");
            (text, findings)
        };
        assert_eq!(weekdays(&sentence).1, [], "{code}: {sentence}");
        let (text, findings) = weekdays(&sentence.replace(right, wrong));
        let [finding] = &findings[..] else { panic!("{code}: {text}") };
        let edit = &finding.fix.as_ref().expect("a fix").edits[0];
        let mut fixed = text.clone();
        fixed.replace_range(edit.span.range(), &edit.replacement);
        assert!(fixed.contains(&sentence), "{code}: {fixed}");
        assert!(finding.message.ends_with("is a Monday"), "{code}: {}", finding.message);
    }
}

#[test]
fn characters_that_cannot_be_printed_are_counted_once_each() {
    let desk = Desk::new();
    let lead = "A\u{fffd}B \u{e000} \u{7} x\u{7}y \u{feff}z &#x1F389;&#127881; a\u{b}b \u{fdd0} Věra Jourová • “–” →";
    assert_eq!(
        desk.findings(PR, &release(lead, "")),
        [
            "unprintable-character: U+FFFD, the mark of a lost character, cannot be printed",
            "unprintable-character: U+E000, a character for private use, cannot be printed",
            "unprintable-character: U+0007, a control character, cannot be printed, here and once more",
            "unprintable-character: U+FEFF, an invisible mark, cannot be printed",
            "unprintable-character: `🎉` (U+1F389, an emoji) cannot be printed, here and once more",
            "unprintable-character: U+000B, a line break of a word processor, cannot be printed",
            "unprintable-character: U+FDD0, not a character, cannot be printed",
        ]
    );
}

#[test]
fn links_are_held_to_where_they_lead() {
    let desk = Desk::new();
    let lead = "[a](TODO) [b]() [c](https://) [d](page.html) [e](C:/x) [f](vbscript:x) [g](mailto:a@example.org) \
                [h](tel:+442079460142) <ftp://example.org> [](#) [i][n]\n\n[n]: www.example.org";
    assert_eq!(
        desk.findings(PR, &release(lead, "")),
        [
            "placeholder-link: the link `a` leads nowhere: its address is `TODO`",
            "placeholder-link: the link `b` has no address",
            "placeholder-link: the link `c` leads nowhere: its address is `https://`",
            "unsafe-link: `page.html` is not a whole address and leads nowhere from a PDF",
            "unsafe-link: `C:/x` is a file on one computer, which no reader can reach",
            "unsafe-link: a link must not lead to `vbscript:`",
            "unsafe-link: a link must not lead to `ftp:`",
            "placeholder-link: a link leads nowhere: its address is `#`",
            "unsafe-link: `www.example.org` is not a whole address and leads nowhere from a PDF",
        ]
    );
}

#[test]
fn headings_are_followed_step_by_step() {
    let desk = Desk::new();
    let sections = "## Background\n\n#### A\n\nText.\n\n#### B\n\nText.\n\n##### C\n\nText.\n\n### D\n\nText.\n\n\
                    The sources:\n\n#### E\n\nText.\n\n> #### In a quotation\n\n###### F\n\nText.\n\n# G\n\nText.";
    assert_eq!(
        desk.findings(PR, &release("", sections)),
        [
            "heading-order: the heading `A` skips a step: it has `####` and stands below `##`",
            "heading-order: the heading `F` skips a step: it has `######` and stands below `####`",
            "heading-order: `G` is written as a second headline",
        ]
    );
}

#[test]
fn front_matter_that_names_nothing_is_found() {
    let desk = Desk::new();
    let front = |lines: &str| format!("+++\n{lines}\n+++\n\n{}", release("", ""));
    assert_eq!(
        desk.findings(PR, &front("house = \"plian\"\nlanguage = \"fr\"")),
        [
            "malformed-front-matter: there is no house style `plian`",
            "malformed-front-matter: the front matter says the language `fr`, the name of the file `en`",
        ]
    );
    assert_eq!(
        desk.findings("notice.md", &front("house = \"plain\"\nlanguage = \"EN\"")),
        ["malformed-front-matter: there is no language `EN`"]
    );
    assert_eq!(
        desk.findings(PR, &front("[[waiver]]\nrule = \"weekday-mismach\"\nreason = \"quotes a poster\"")),
        ["unknown-key: there is no rule `weekday-mismach`"]
    );
}

#[test]
fn a_waiver_accepts_the_findings_of_its_rule_alone() {
    let desk = Desk::new();
    let text = release("From Tuesday 4 May 2026 [on](#).", "");
    let waived = format!("+++\n[[waiver]]\nrule = \"weekday-mismatch\"\nreason = \"quotes a poster\"\n+++\n\n{text}");
    assert_eq!(desk.findings(PR, &text).len(), 2);
    assert_eq!(desk.findings(PR, &waived), ["placeholder-link: the link `on` leads nowhere: its address is `#`"]);
}

#[test]
fn pairs_of_tags_are_one_finding() {
    let found = Desk::new().findings(PR, &release("<b>x</b> <i><b>y</b></i> </u> <br> <https://example.org>", ""));
    let tags: Vec<_> = found.iter().filter_map(|line| line.split('`').nth(1)).collect();
    assert_eq!(tags, ["<b>", "<i>", "<b>", "</u>", "<br>"]);
}

#[test]
fn the_notices_of_the_collection_have_no_finding() {
    let office = Office::open(project()).expect("the project as a workspace");
    for file in office.workspace.all(project()).expect("the releases") {
        let examined = office.examine(&file).expect("a notice that can be checked");
        assert!(examined.findings.is_empty(), "{}: {:?}", file.name, examined.findings);
    }
}

/// Lines of notices and of mistakes.
fn line() -> impl Strategy<Value = String> {
    let lines = [
        "# Headline",
        "# Second headline",
        "##",
        "### ",
        "#### Deep",
        "##### Deeper",
        "Underlined\n---",
        "PR/26/21",
        "PR/26/22",
        "PR/2026/0021",
        "XX/18/1",
        "Orla Valley Council - Press release",
        "LAKESIDE, 20 April 2026 – Text.",
        "Text that runs on.",
        "The background:",
        "## Background",
        "**Background**",
        "Press contacts:",
        "## Contacts",
        "Anna BERG, +44 20 7946 0142",
        "Anna Berg, +44 20 7946 0124, anna.berg@example",
        "- Kasia BERG (+ 32 2 296 34 44); Katarzyna Holm, 02 296 34 44",
        "| Tom HOLM | press officer | +32 229 63444 |\n|--|--|--|\n| Ann Lee | desk | +44 (0)20  7946 0143 |",
        "President Juncker met Julian *King*, Commissioner King and **Vice-President** Jourová (Katarzyna.Berg@example.org).",
        "Call Anna Berg, tel. [+44 20 7946 0100](tel:+442079460101) or [write](mailto:a@@example.org)",
        "General public inquiries: Europe Direct",
        "Tuesday 4 May 2026 and **Monday** 5 May 2026",
        "[a](#) [b](x.html) [c](javascript:x) [](www.x.org) [d](//x.org)",
        "[r]: #",
        "[t][r]",
        "![](a.png)",
        "![x]()",
        "<b>x</b> <br>",
        "<div>",
        "```",
        "> > > > > > > > > deep",
        "- a\n  - b",
        "| a | b |\n|--|--|\n| [x](#) | y |",
        "a\u{1}\u{feff}\u{2028}\u{e000}🎉 &#x1F389;",
        "ENDS",
        "---",
        "===",
        "+++",
        "reference = \"XX 1\"",
        "house = \"x\"",
        "embargoed = 1",
        "",
    ];
    prop_oneof![3 => proptest::sample::select(lines.to_vec()).prop_map(str::to_owned), 1 => Just(String::new())]
}

fn text() -> impl Strategy<Value = String> {
    let ending = prop_oneof![4 => Just("\n"), 1 => Just("\r\n")];
    (proptest::collection::vec(line(), 0..16), ending)
        .prop_map(|(lines, ending)| lines.join("\n").replace('\n', ending))
}

thread_local! {
    static DESK: Desk = Desk::new();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn every_finding_is_in_its_place_and_shows_the_way_out(text in text()) {
        DESK.with(|desk| {
            for path in [PR, AGENDA, "notice.md"] {
                for finding in &desk.examine(path, &text).findings {
                    let edits = finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
                    for span in edits.chain(finding.labels.iter().map(|label| label.span)).chain([finding.span]) {
                        prop_assert!(text.get(span.range()).is_some(), "{:?}", finding);
                    }
                    let help = finding.help.as_deref().unwrap_or("");
                    prop_assert!(!help.is_empty(), "{:?}", finding);
                    for words in [finding.message.as_str(), help] {
                        let capital = words.chars().next().is_none_or(char::is_uppercase) && !words.starts_with("U+");
                        let marks = words.matches('`').count();
                        prop_assert!(!capital && !words.ends_with('.') && marks % 2 == 0, "the voice: {}", words);
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_fix_puts_one_finding_right(text in text()) {
        DESK.with(|desk| {
            for path in [PR, AGENDA] {
                let before = desk.examine(path, &text);
                for finding in &before.findings {
                    let Some(fix) = &finding.fix else { continue };
                    let mut fixed = text.clone();
                    for edit in fix.edits.iter().rev() {
                        fixed.replace_range(edit.span.range(), &edit.replacement);
                    }
                    let after = desk.examine(path, &fixed);
                    let count = |examined: &Examined<'_>| examined.findings.iter().filter(|f| f.rule == finding.rule).count();
                    prop_assert!(count(&after) < count(&before), "{:?}\n{}", finding, fixed);
                }
            }
            Ok(())
        })?;
    }
}

/// The real notice has these faults and no other; its twin has them too.
#[test]
fn the_real_notice_yields_its_faults_and_nothing_invented() {
    let files = [crate::support::workspace::seed(), Some(crate::support::workspace::twin())];
    for file in files.into_iter().flatten() {
        let text = std::fs::read_to_string(&file).expect("a notice");
        let desk = Desk::new();
        let examined = desk.examine("notice.txt", &text);
        let count = |rule: &str| examined.findings.iter().filter(|finding| finding.rule == rule).count();
        let faults = ["placeholder-link", "person-bold", "phone-form", "wording-drift", "time-form", "name-drift"];
        let known: usize = faults.iter().map(|rule| count(rule)).sum();
        assert_eq!(known, examined.findings.len(), "{}: {:?}", file.display(), examined.findings);
        for (rule, at_least) in [("placeholder-link", 8), ("phone-form", 1), ("wording-drift", 1), ("time-form", 4)] {
            assert!(count(rule) >= at_least, "{}: {rule}", file.display());
        }
        assert_eq!(examined.count(pressdoc::diagnostic::Severity::Error), 0, "{}", file.display());
    }
}
