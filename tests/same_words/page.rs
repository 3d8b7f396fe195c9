//! What holds for every page, whatever stands in the notice.

use std::collections::BTreeSet;

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

use super::{Faults, all, headings, values};
use crate::support::linked_data::linked_data_of;

#[test]
fn a_page_is_well_formed_and_can_be_walked() {
    let mut faults = Faults::default();
    for notice in all() {
        let (page, sheet) = (notice.html(), &notice.sheet);
        faults.same(notice, "faults of the page", page.faults.clone(), Vec::new());
        faults.same(notice, "headings of the page", page.headings.clone(), headings(sheet));
        faults.same(notice, "elements `h1`", page.named("h1").count(), 1);
        faults.same(notice, "elements `main`", page.named("main").count(), 1);
        let root = page.named("html").next().expect("an element html");
        faults.same(notice, "language", root.attribute("lang"), Some(sheet.language.as_str()));
        faults.same(notice, "direction", root.attribute("dir"), Some(sheet.direction.as_str()));
        let titled = page.title.contains(&sheet.headline_text) && page.title.contains(&sheet.reference);
        faults.check(notice, titled, || format!("the title is {:?}", page.title));
        let ids: Vec<&str> = page.elements.iter().filter_map(|element| element.attribute("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        faults.check(notice, ids.len() == known.len(), || format!("an id stands twice: {ids:?}"));
        for (element, name, value) in page.attributes() {
            let targets: Vec<&str> = match name {
                "href" => value.strip_prefix('#').into_iter().collect(),
                "aria-labelledby" | "aria-describedby" => value.split(' ').collect(),
                _ => Vec::new(),
            };
            for target in targets {
                faults.check(notice, known.contains(target), || {
                    format!("<{element} {name}> leads to {target:?}, which is nowhere")
                });
            }
        }
        let skip =
            page.named("a").next().and_then(|link| link.attribute("href")).and_then(|href| href.strip_prefix('#'));
        let main = page.named("main").next().and_then(|main| main.attribute("id"));
        faults.check(notice, skip.is_some() && skip == main, || {
            format!("the first link leads to {skip:?}, not to {main:?}")
        });
        let pictures: Vec<String> = page
            .named("img")
            .filter(|img| img.inside.iter().any(|name| name == "main"))
            .map(|img| img.attribute("alt").unwrap_or_default().to_owned())
            .collect();
        faults.same(notice, "alternative texts of the page", pictures, values(sheet, "alternative_text"));
        let hidden = sheet.draft || sheet.embargo.is_some();
        faults.same(
            notice,
            "kept from search engines",
            page.meta("robots").is_some_and(|robots| robots.contains("noindex")),
            hidden,
        );
    }
    faults.none();
}

#[test]
fn nothing_in_a_page_runs_or_loads_from_outside() {
    let mut faults = Faults::default();
    for notice in all() {
        let page = notice.html();
        for script in page.named("script") {
            faults.same(notice, "a script", script.attribute("type"), Some("application/ld+json"));
            faults.same(notice, "attributes of a script", script.attributes.len(), 1);
        }
        faults.same(notice, "elements `style`", page.named("style").count(), 1);
        faults.same(notice, "comments", page.comments.clone(), Vec::new());
        for name in
            ["base", "iframe", "object", "embed", "form", "input", "svg", "audio", "video", "source", "template"]
        {
            faults.check(notice, page.named(name).next().is_none(), || format!("there is a <{name}>"));
        }
        for (element, name, value) in page.attributes() {
            let shown = || format!("<{element} {name}={:?}>", value.chars().take(80).collect::<String>());
            let clean: String =
                value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
            let allowed = match name {
                "href" if element == "a" => {
                    let is_version = value.ends_with(".html") && !value.contains(['/', ':', '?', '#']);
                    let starts = ["https://", "http://", "mailto:", "tel:", "#"];
                    is_version || starts.iter().any(|start| value.starts_with(start))
                }
                // Another language version, in the same folder.
                "href" if element == "link" && value.ends_with(".html") => !value.contains(['/', ':', '?', '#']),
                "src" | "href" => value.starts_with("data:") && !clean.starts_with("data:text"),
                "srcset" | "style" | "action" | "formaction" | "poster" | "background" | "ping" | "srcdoc"
                | "integrity" => false,
                "http-equiv" => value.eq_ignore_ascii_case("Content-Security-Policy"),
                _ => !name.starts_with("on") && !name.contains(':'),
            };
            // The words of a notice may be in an attribute, but never as an address.
            let runs = !matches!(name, "content" | "alt" | "aria-label") && clean.contains("javascript:");
            faults.check(notice, allowed && !runs, shown);
        }
        let style = page.style.to_lowercase();
        let loads = style.contains("@import")
            || style.split("url(").skip(1).any(|url| !url.trim_start_matches(['"', '\'']).starts_with("data:"));
        faults.check(notice, !loads, || "the style sheet loads something".to_owned());
        let policy = page.meta("Content-Security-Policy").unwrap_or_default();
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&page.style));
        for part in
            ["default-src 'none'", "base-uri 'none'", "form-action 'none'", &format!("style-src 'sha256-{hash}'")]
        {
            faults.check(notice, policy.split(';').any(|own| own.trim() == part), || {
                format!("the policy lacks `{part}`: {policy}")
            });
        }
    }
    faults.none();
}

#[test]
fn search_engines_find_article_and_events() {
    let mut faults = Faults::default();
    for notice in all() {
        let (page, sheet) = (notice.html(), &notice.sheet);
        faults.same(notice, "scripts with JSON-LD", page.json_ld.len(), 1);
        let articles = linked_data_of(&page, "NewsArticle");
        faults.same(notice, "articles", articles.len(), 1);
        let article = articles.first().cloned().unwrap_or_default();
        faults.same(notice, "headline", article["headline"].as_str(), Some(sheet.headline_text.as_str()));
        faults.same(notice, "identifier", article["identifier"].as_str(), Some(sheet.reference.as_str()));
        faults.same(notice, "language", article["inLanguage"].as_str(), Some(sheet.language.as_str()));
        let sittings = sheet.events.iter().flat_map(|event| event.sittings.iter().map(move |sitting| (event, sitting)));
        let expected: Vec<(String, String)> =
            sittings.map(|(event, sitting)| (event.title.clone(), sitting.starts.clone())).collect();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let found: Vec<(String, String)> = linked_data_of(&page, "Event")
            .iter()
            .map(|event| (text(&event["name"]), text(&event["startDate"])))
            .collect();
        faults.same(notice, "events", found, expected);
    }
    faults.none();
}
