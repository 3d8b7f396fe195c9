//! The pages of a release lead to each other, unless nobody may know yet.

use crate::support::linked_data::linked_data_of;
use crate::support::workspace::{Workspace, project};
use pressdoc::read_back::html::HtmlText;

fn workspace() -> Workspace {
    let workspace = Workspace::new();
    for code in ["en", "fr", "el", "es"] {
        let path = format!("releases/IP/26/640/{code}.md");
        workspace.write(&path, std::fs::read(project().join("tests/languages").join(&path)).expect("a notice"));
    }
    workspace
}

fn page(workspace: &Workspace, code: &str) -> HtmlText {
    HtmlText::read(&workspace.read(&format!("out/IP/26/640/IP-26-640.{code}.html"))).expect("a page")
}

/// The links to other versions: language and target.
fn listed(page: &HtmlText) -> Vec<(String, String)> {
    let links = page.named("a").filter(|link| link.attribute("hreflang").is_some());
    links
        .map(|link| {
            assert!(!link.inside.iter().any(|name| name == "main"), "the list is no part of the text");
            assert_eq!(link.attribute("lang"), link.attribute("hreflang"));
            let value = |name| link.attribute(name).unwrap_or_default().to_owned();
            (value("hreflang"), value("href"))
        })
        .collect()
}

#[test]
fn the_pages_of_a_release_lead_to_each_other() {
    let workspace = workspace();
    workspace.pressdoc(&["render", "IP/26/640", "--lang", "all", "--to", "html"]).success();
    let french = page(&workspace, "fr");
    let file = |code: &str| format!("IP-26-640.{code}.html");
    let expected: Vec<(String, String)> =
        ["es", "el", "en"].into_iter().map(|code| (code.to_owned(), file(code))).collect();
    assert_eq!(listed(&french), expected);
    for (_, href) in expected {
        assert!(workspace.has(&format!("out/IP/26/640/{href}")), "{href} is there");
    }
    let alternates: Vec<&str> = french
        .named("link")
        .filter(|link| link.attribute("rel") == Some("alternate"))
        .filter_map(|link| link.attribute("hreflang"))
        .collect();
    assert_eq!(alternates, ["es", "el", "en", "fr"], "with itself, as search engines want it");
    let article = linked_data_of(&french, "NewsArticle").remove(0);
    assert_eq!(article["translationOfWork"]["inLanguage"], "en");
    assert_eq!(article["translationOfWork"]["url"], file("en"));
    assert!(article["workTranslation"].is_null());
    let original = linked_data_of(&page(&workspace, "en"), "NewsArticle").remove(0);
    let translations: Vec<&str> = original["workTranslation"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["inLanguage"].as_str())
        .collect();
    assert_eq!(translations, ["es", "el", "fr"]);
    assert!(original["translationOfWork"].is_null());
}

#[test]
fn no_page_leads_to_a_version_that_is_kept_back_for_its_errors() {
    let workspace = workspace();
    let path = "releases/IP/26/640/fr.md";
    let text = String::from_utf8(workspace.read(path)).expect("UTF-8");
    workspace.write(path, format!("{text}\n<b>Fin</b>\n"));
    workspace.pressdoc(&["render", "IP/26/640", "--to", "html"]).code(1);
    assert!(!workspace.has("out/IP/26/640/IP-26-640.fr.html"));
    let codes = |page: &HtmlText| listed(page).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes(&page(&workspace, "en")), ["es", "el"]);
    // As a draft it is made, with an address.
    workspace.pressdoc(&["render", "IP/26/640", "--to", "html", "--draft"]);
    assert_eq!(codes(&page(&workspace, "en")), ["es", "el", "fr"]);
}

#[test]
fn a_notice_alone_names_no_other() {
    let workspace = Workspace::new();
    let path = "releases/IP/26/640/en.md";
    workspace.write(path, std::fs::read(project().join("tests/languages").join(path)).expect("a notice"));
    workspace.pressdoc(&["render", "IP/26/640", "--to", "html"]).success();
    let page = page(&workspace, "en");
    assert!(listed(&page).is_empty() && page.named("nav").all(|nav| nav.attribute("class") != Some("languages")));
}

#[test]
fn nothing_leads_to_a_page_under_embargo_or_from_it() {
    let workspace = workspace();
    let path = "releases/IP/26/640/fr.md";
    let text = String::from_utf8(workspace.read(path)).expect("UTF-8");
    workspace.write(path, text.replacen("zone =", "embargo = 2999-01-01T10:00:00+01:00\nzone =", 1));
    workspace.pressdoc(&["render", "IP/26/640", "--lang", "all", "--to", "html", "--draft"]).success();
    assert_eq!(listed(&page(&workspace, "en")).into_iter().map(|(code, _)| code).collect::<Vec<_>>(), ["es", "el"]);
    let hidden = workspace.files().into_iter().find(|file| file.contains(".fr.") && file.ends_with(".html"));
    let hidden = HtmlText::read(&workspace.read(&hidden.expect("the French page"))).expect("a page");
    assert!(listed(&hidden).is_empty());
    assert!(linked_data_of(&hidden, "NewsArticle")[0]["translationOfWork"].is_null());
}
