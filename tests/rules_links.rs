//! The rules about links and references, in several languages.

use std::path::Path;

use pressdoc::diagnostic::{Diagnostic, Safety};
use pressdoc::model::sheet::{SheetBlock, SheetInline};
use pressdoc::pipeline::{Examined, Office};
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;
use proptest::prelude::*;

use crate::support::workspace::Workspace;

/// A workspace in which texts are checked as if they were files.
pub struct Desk {
    workspace: Workspace,
    office: Office,
}

impl Desk {
    /// An empty workspace.
    pub fn new() -> Self {
        Self::in_workspace(Workspace::new())
    }

    /// A desk in `workspace`.
    pub fn in_workspace(workspace: Workspace) -> Self {
        let office = Office::open(workspace.path()).expect("an office");
        Self { workspace, office }
    }

    /// Reads and checks `text` as the file at `path`.
    pub fn examine(&self, path: &str, text: &str) -> Examined<'_> {
        let file = NoticeFile::new(Path::new(path), self.workspace.path());
        self.office.examine_text(SourceFile::new(path, text), &file).expect("a notice that can be checked")
    }

    /// The findings of `rule`.
    pub fn of_rule(&self, rule: &str, path: &str, text: &str) -> Vec<Diagnostic> {
        let mut findings = self.examine(path, text).findings;
        findings.retain(|finding| finding.rule == rule);
        findings
    }

    /// The messages of `rule`.
    pub fn said(&self, rule: &str, path: &str, text: &str) -> Vec<String> {
        self.of_rule(rule, path, text).into_iter().map(|finding| finding.message).collect()
    }
}

/// `text` after the fix of `finding`.
pub fn fixed(text: &str, finding: &Diagnostic) -> String {
    let fix = finding.fix.as_ref().unwrap_or_else(|| panic!("no fix: {finding:?}"));
    let mut fixed = text.to_owned();
    for edit in fix.edits.iter().rev() {
        fixed.replace_range(edit.span.range(), &edit.replacement);
    }
    fixed
}

/// A notice in any language with `text` as its lead.
pub fn notice(text: &str) -> String {
    format!("PR/26/21\n\n# X\n\n{text}\n")
}

/// Its file.
pub fn path(language: &str) -> String {
    format!("releases/PR/26/21/{language}.md")
}

fn links_in(blocks: &[SheetBlock]) -> usize {
    let is_link = |inline: &&SheetInline| matches!(inline, SheetInline::Link { .. });
    let count = |block: &SheetBlock| match block {
        SheetBlock::Paragraph { children } => children.iter().filter(is_link).count(),
        _ => 0,
    };
    blocks.iter().map(count).sum()
}

thread_local! {
    static DESK: Desk = Desk::new();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_the_checks_let_pass_is_what_goes_out(
        target in "(https://|HTTP://|mailto:|tel:|javascript:|www\\.|//|#|file:|x:)?(example\\.org|TODO|xxx|a@b\\.org|\\+4412|\u{1}|é|)(/[a-zé#?=]{0,4})?"
    ) {
        DESK.with(|desk| {
            let examined = desk.examine(&path("en"), &notice(&format!("See [the list](<{target}>) now.")));
            let is_found = examined.findings.iter().any(|f| f.rule == "placeholder-link" || f.rule == "unsafe-link");
            let sheet = desk.office.compose(&examined, true);
            let set: usize = sheet.sections.iter().map(|section| links_in(&section.blocks)).sum();
            let written = examined.notice.links.len();
            prop_assert_eq!(set, if is_found { 0 } else { written }, "{:?}", target);
            Ok(())
        })?;
    }
}

/// Checks that `rule` finds exactly `expected` in each text.
pub fn hold(rule: &str, cases: &[(&str, &str, &str)]) {
    let desk = Desk::new();
    for (language, text, expected) in cases {
        let said = desk.said(rule, &path(language), &notice(text));
        assert_eq!(said, [*expected], "{language}: {text}");
    }
}

/// Checks that `rule` says nothing of the texts.
pub fn let_be(rule: &str, cases: &[(&str, &str)]) {
    let desk = Desk::new();
    for (language, text) in cases {
        let said = desk.said(rule, &path(language), &notice(text));
        assert_eq!(said, [] as [&str; 0], "{language}: {text}");
    }
}

/// A notice of the Commission in any language with `text` as its lead.
pub fn commission(text: &str) -> String {
    format!("IP/26/21\n\n# X\n\n{text}\n")
}

/// Its file.
pub fn commission_path(language: &str) -> String {
    format!("releases/IP/26/21/{language}.md")
}

#[test]
fn links_without_words_are_found_where_they_lead_somewhere() {
    let message = "the link to `https://example.org/a` has no words to click on";
    hold(
        "empty-link",
        &[
            ("en", "Rods[](https://example.org/a) and boats.", message),
            ("de", "Ruten [ ](https://example.org/a) und Boote.", message),
            ("el", "Καλάμια [\u{a0}\u{200b}](https://example.org/a).", message),
            ("fr", "Les cannes [**\u{2060}**](https://example.org/a).", message),
        ],
    );
    let_be(
        "empty-link",
        &[
            ("en", "Rods [x](https://example.org/a), https://example.org/a, <https://example.org/a>."),
            ("en", "Rods [→](https://example.org/a) and [`a`](https://example.org/b)."),
            ("en", "Rods [![a rod](bridge.png)](https://example.org/a)."),
            // One way out, one finding: `placeholder-link`.
            ("en", "Rods [](#) and []()."),
        ],
    );
}

#[test]
fn every_language_has_its_words_that_say_nothing() {
    let desk = Desk::new();
    for (language, text) in [
        ("bg", "Повече – [тук](https://example.org)."),
        ("cs", "Seznam je [zde](https://example.org)."),
        ("da", "[Læs mere](https://example.org)"),
        ("de", "Die Liste gibt es [hier](https://example.org)."),
        ("el", "Ο κατάλογος βρίσκεται [εδώ](https://example.org)."),
        ("en", "[Click here](https://example.org) for the list."),
        ("es", "[Haga clic aquí](https://example.org)"),
        ("et", "Nimekiri on [siin](https://example.org)."),
        ("fi", "[Lue lisää](https://example.org)"),
        ("fr", "La liste est [ici](https://example.org)."),
        ("ga", "Tá an liosta [anseo](https://example.org)."),
        ("hr", "Popis je [ovdje](https://example.org)."),
        ("hu", "A lista [itt](https://example.org) található."),
        ("it", "L’elenco si trova [qui](https://example.org)."),
        ("lt", "Sąrašas yra [čia](https://example.org)."),
        ("lv", "Saraksts ir [šeit](https://example.org)."),
        ("mt", "Il-lista tinsab [hawn](https://example.org)."),
        ("nl", "De lijst staat [hier](https://example.org)."),
        ("pl", "Lista jest [tutaj](https://example.org)."),
        ("pt", "A lista está [aqui](https://example.org)."),
        ("ro", "Lista este [aici](https://example.org)."),
        ("sk", "Zoznam je [tu](https://example.org)."),
        ("sl", "Seznam je [tukaj](https://example.org)."),
        ("sv", "Listan finns [här](https://example.org)."),
        ("en", "Rods. [Read more →](https://example.org) **[MORE…](https://example.org/b)**"),
        ("fr", "Cannes ([en savoir plus](https://example.org))"),
    ] {
        let said = desk.said("vague-link", &path(language), &notice(text));
        assert!(!said.is_empty(), "{language}: {text}");
        assert!(said.iter().all(|message| message.ends_with("does not say where it leads")), "{said:?}");
    }
    let_be(
        "vague-link",
        &[
            ("en", "Here is the [list of all rods](https://example.org), and more."),
            ("en", "Write an [email](mailto:a@example.org), or see [Here and There](https://example.org)."),
            ("en", "[More rods for Lakeside](https://example.org)"),
            ("de", "[Hier wohnt der Hecht](https://example.org)"),
            ("fr", "[Ici et maintenant](https://example.org), [tu](https://example.org/b)"),
            ("pl", "[Tu i teraz](https://example.org)"),
            ("el", "[Εδώ και τώρα](https://example.org)"),
            ("fi", "[Lisää vapoja](https://example.org)"),
        ],
    );
}

#[test]
fn an_address_that_is_shown_is_the_one_that_is_reached() {
    let shows = |text: &str, target: &str| {
        (format!("See [{text}]({target})."), format!("the link shows `{text}` and leads to `{target}`"))
    };
    let bad = [
        shows("www.example.org", "https://example.com"),
        shows("https://example.org/rods", "https://example.org/boats"),
        shows("example.org", "https://press.example.com/example.org"),
        shows("example.eu/rods", "https://example.eu/boats"),
        shows("press.example.org", "https://example.org"),
        shows("a@example.org", "mailto:b@example.org"),
        shows("a@example.org", "https://example.com/a"),
        shows("www.example.org", "mailto:a@example.org"),
        shows("https://example.org/?page=5", "https://example.org/?page=6"),
        shows("https://παράδειγμα.ευ/νέα", "https://example.org/el"),
    ];
    let desk = Desk::new();
    for (text, message) in &bad {
        for language in ["en", "fr", "el"] {
            assert_eq!(desk.said("link-text-mismatch", &path(language), &notice(text)), [message.as_str()]);
        }
        let text = notice(text);
        let [finding] = &desk.of_rule("link-text-mismatch", &path("en"), &text)[..] else { panic!("{text}") };
        assert_eq!(finding.fix.as_ref().map(|fix| fix.safety), Some(Safety::AskFirst), "{text}");
        let after = fixed(&text, finding);
        assert_eq!(desk.said("link-text-mismatch", &path("en"), &after), [] as [&str; 0], "{after}");
    }
    for good in [
        "[www.example.org](https://example.org/)",
        "[Example.org](https://www.example.org/en/home)",
        "[example.org](https://press.example.org)",
        "[https://example.org/rods/](http://WWW.example.org/Rods?utm_source=notice#top)",
        "[example.org/rods](https://example.org/en/rods)",
        "[example.org/rods](https://example.org/rods/list/2026)",
        "[https://example.org/a/very/lo…](https://example.org/a/very/long/path)",
        "[https://example.org/rods](https://example.org/rods.html)",
        "[A@example.org](mailto:a@example.org?subject=Rods)",
        "[a@example.org](mailto:b@example.org,a@example.org)",
        "[a@example.org](https://www.example.org/contact)",
        "[the rods](https://example.org) [Rods.](https://example.org) [3.5](https://example.org)",
        "[list.pdf](https://example.org/files/2026/list-of-rods) [README.md](https://example.org)",
        "[St.Gallen](https://example.org) [z.B.](https://example.org) [e.g.](https://example.org)",
        "[+32 2 555 01 42](tel:+3225550142) [00.32.2](tel:+322)",
        "https://example.org/a_b?c=d a@example.org <https://example.org> www.example.org",
        // Nowhere yet, or no whole address: the business of other rules.
        "[www.example.org](#) [a@example.org](TODO) [www.example.org](www.example.com)",
    ] {
        assert_eq!(desk.said("link-text-mismatch", &path("en"), &notice(good)), [] as [&str; 0], "{good}");
    }
}

#[test]
fn references_are_looked_up_where_the_workspace_keeps_such_notices() {
    let workspace = Workspace::new()
        .with("releases/IP/26/20/en.md", "IP/26/20\n\n# X\n")
        .with("releases/IP/26/21/en.md", "IP/26/21\n\n# X\n");
    let desk = Desk::in_workspace(workspace);
    let missing = "there is no notice `IP/26/22` in this workspace";
    for (language, bad) in [
        ("en", "As in IP/26/22."),
        ("fr", "Voir «\u{a0}IP/26/22\u{a0}»."),
        ("de", "[Mitteilung](https://ec.europa.eu/commission/presscorner/detail/de/ip_26_22) (siehe IP/26/22)"),
        ("bg", "## Източниците\n\nIP/26/22 – Въдици за всички"),
        ("en", "[then](http://europa.eu/rapid/press-release_IP-26-22_en.htm)"),
    ] {
        let said = desk.said("unknown-reference", &commission_path(language), &commission(bad));
        assert_eq!(said, [missing], "{bad}");
    }
    for good in [
        "As in IP/26/20, IP/26/21 and [here](https://ec.europa.eu/commission/presscorner/detail/en/ip_26_20).",
        "As in IP/25/22, MEMO/26/22, SPEECH/26/22, PR/26/22, COM/26/22 and 2016/26/22.",
        "TCP/IP and and/or, ip/26/22 in small letters, https://example.org/IP/26/22.",
    ] {
        let said = desk.said("unknown-reference", &commission_path("en"), &commission(good));
        assert_eq!(said, [] as [&str; 0], "{good}");
    }
    // Without releases of the kind there is nothing to be missed.
    let_be("unknown-reference", &[("en", "As in PR/26/22.")]);
    assert_eq!(Desk::new().said("unknown-reference", "IP.md", &commission("As in IP/26/22.")), [] as [&str; 0]);
}

#[test]
fn addresses_of_old_get_their_new_form() {
    let desk = Desk::new();
    let new = |language: &str| format!("https://ec.europa.eu/commission/presscorner/detail/{language}/ip_17_1882");
    let page = "http://europa.eu/rapid/press-release_IP-17-1882_pl.htm";
    let query = "https://europa.eu.int/rapid/pressReleasesAction.do?reference=IP/17/1882&format=HTML";
    for (language, bad, good, safety) in [
        ("en", format!("[then]({page})"), format!("[then]({})", new("en")), Safety::AskFirst),
        ("pl", format!("[wtedy]({query})"), format!("[wtedy]({})", new("pl")), Safety::AskFirst),
        ("el", format!("«[τότε]({page} \"τίτλος\")»"), format!("«[τότε]({} \"τίτλος\")»", new("el")), Safety::AskFirst),
        ("fr", page.to_owned(), new("fr"), Safety::AskFirst),
        ("de", format!("<{page}>"), format!("<{}>", new("de")), Safety::AskFirst),
        ("en", format!("[{page}]({page})"), format!("[{0}]({0})", new("en")), Safety::AskFirst),
    ] {
        let text = commission(&format!("See {bad} again."));
        let [finding] = &desk.of_rule("old-address", &commission_path(language), &text)[..] else { panic!("{text}") };
        assert!(finding.message.ends_with("is the old address of `IP/17/1882`"), "{}", finding.message);
        assert_eq!(finding.fix.as_ref().map(|fix| fix.safety), Some(safety), "{bad}");
        let after = fixed(&text, finding);
        assert_eq!(after, commission(&format!("See {good} again.")));
        assert_eq!(desk.said("old-address", &commission_path(language), &after), [] as [&str; 0]);
        assert_eq!(desk.said("link-text-mismatch", &commission_path(language), &after), [] as [&str; 0]);
    }
    // A definition has no place of its own: found, not changed.
    let defined = commission(&format!("See [then][1].\n\n[1]: {page}"));
    let [finding] = &desk.of_rule("old-address", &commission_path("en"), &defined)[..] else { panic!("{defined}") };
    assert_eq!(finding.fix, None);
    for good in [
        new("fr"),
        "http://europa.eu/rapid/midday-express-14-05-2019.htm".to_owned(),
        "https://europa.eu/rapid/search.htm".to_owned(),
        "https://ec.europa.eu/commission/presscorner/api/files/document/print/en/ip_17_1882/IP_17_1882_EN.pdf"
            .to_owned(),
    ] {
        let text = commission(&format!("See [then]({good})."));
        assert_eq!(desk.said("old-address", &commission_path("en"), &text), [] as [&str; 0], "{good}");
    }
    let_be("old-address", &[("en", &format!("See [then]({page}), in another house."))]);
}
