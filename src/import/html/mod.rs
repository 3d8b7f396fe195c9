//! A page → [`Draft`]: Press Corner, RAPID, any other.

mod blocks;
mod flow;
mod pictures;
mod tables;
mod tree;

use super::draft::{Doubt, Draft};
use super::{Clues, Refusal, one_line, text_of};
use tree::{Element, Node};

pub use blocks::fragment;

/// Reads a whole page.
///
/// # Errors
/// [`Refusal`] for a page that nobody wrote.
pub fn read(text: &str, clues: &Clues<'_>) -> Result<Draft, Refusal> {
    if has_endless_tag(text) {
        return Err(Refusal::new(
            "has a tag with more attributes than any page needs",
            "save the page again in a browser, or copy its text into a file",
        ));
    }
    let page = tree::read(text);
    let mut draft = Draft::default();
    head(&page, clues, &mut draft);
    let body = page.find(&|element| element.name == "body").unwrap_or(&page);
    let main = main_content(body);
    draft.blocks = blocks::read(main, &mut draft, clues);
    left_out(body, main, &mut draft);
    if draft.headline.is_empty() {
        headline(&page, body, main, &mut draft);
    }
    Ok(draft)
}

/// Words inside a tag, attributes or not, that are read; each is compared with
/// all before it.
const LONGEST_TAG: usize = 10_000;

/// Whether a tag has more than [`LONGEST_TAG`] words outside quotation marks.
pub fn has_endless_tag(text: &str) -> bool {
    let mut words: Option<usize> = None;
    let mut quote: Option<u8> = None;
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let Some(count) = words else {
            let opens =
                byte == b'<' && bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/');
            words = opens.then_some(0);
            continue;
        };
        match (byte, quote) {
            (byte, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'"' | b'\'', None) if bytes[..at].trim_ascii_end().ends_with(b"=") => quote = Some(byte),
            (b'>', None) => words = None,
            (b' ' | b'\t' | b'\n' | b'\r' | b'/', None) => words = Some(count + 1),
            _ => {}
        }
        if words.is_some_and(|count| count > LONGEST_TAG) {
            return true;
        }
    }
    false
}

/// What the head of the page and its root say.
fn head(page: &Element, clues: &Clues<'_>, draft: &mut Draft) {
    if let Some(code) = page.find(&|element| element.name == "html").and_then(|root| root.attribute("lang")) {
        draft.language = language_code(code);
    }
    page.walk(&mut |element| match element.name.as_str() {
        "meta" => {
            let name = element.attribute("name").or_else(|| element.attribute("property")).unwrap_or("");
            let Some(content) = element.attribute("content") else { return };
            match name.to_ascii_lowercase().as_str() {
                "reference" | "dc.identifier" | "dcterms.identifier" | "og:url" if draft.reference.is_none() => {
                    draft.reference = (clues.reference)(content.trim());
                }
                "dc.language" | "dcterms.language" | "og:locale" | "language" if draft.language.is_empty() => {
                    draft.language = language_code(content);
                }
                "article:published_time" | "dcterms.issued" | "dc.date.issued" if draft.issued.is_none() => {
                    draft.issued = super::moment(content);
                }
                _ => {}
            }
        }
        "link" if element.has_word("rel", "canonical") && draft.reference.is_none() => {
            draft.reference = element.attribute("href").and_then(|address| (clues.reference)(address.trim()));
        }
        _ => {}
    });
}

/// `en` of `en-GB`, `EN` or `en_GB`; empty where that is no language.
pub fn language_code(text: &str) -> String {
    let code = text.trim().split(['-', '_', ' ', ';', ',']).next().unwrap_or("").to_ascii_lowercase();
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()) { code } else { String::new() }
}

/// Where the places that publish notices have their text: Press Corner, RAPID.
const KNOWN_PLACES: [&str; 5] = ["contentPressRelease", "pressRelease", "press-release", "pressrelease", "docContent"];

/// The part of a page that is its text: what is known by name, else the longest
/// article, else the main part, else all of it. What is cut away is a doubt.
fn main_content(body: &Element) -> &Element {
    let known = |element: &Element| {
        element.attribute("itemprop").is_some_and(|name| name == "articleBody")
            || element.attribute("id").is_some_and(|id| KNOWN_PLACES.iter().any(|known| known.eq_ignore_ascii_case(id)))
    };
    if let Some(found) = body.find(&known).filter(|found| !found.text().is_empty()) {
        return found;
    }
    let is_main = |element: &Element| element.name == "main" || element.attribute("role") == Some("main");
    let main = body.find(&is_main).filter(|main| !main.text().is_empty());
    let within = main.unwrap_or(body);
    let mut longest: Option<(usize, &Element)> = None;
    let mut articles = 0;
    within.walk(&mut |element| {
        if element.name == "article" {
            articles += 1;
            let length = element.text().len();
            if longest.is_none_or(|(most, _)| length > most) {
                longest = Some((length, element));
            }
        }
    });
    let whole = within.text().len();
    match longest {
        // What stands beside the article in the main part is its head.
        Some((length, _)) if main.is_some() && length * 10 >= whole * 7 => within,
        // Several articles side by side are a list of notices or the parts of one.
        Some((length, article)) if length > 0 && (articles == 1 || length * 10 > whole * 6) => article,
        _ => within,
    }
}

/// Says what of the page does not stand in the notice.
fn left_out(body: &Element, main: &Element, draft: &mut Draft) {
    if std::ptr::eq(body, main) {
        return;
    }
    let mut found: Vec<(String, String)> = Vec::new();
    outside(body, main, &mut found);
    for (place, words) in found {
        draft.doubt(
            Doubt::new("left-out", "this stands outside the text of the page and was left out").at(place).about(words),
        );
    }
}

/// The pieces around `main`, as large as can be.
fn outside(element: &Element, main: &Element, found: &mut Vec<(String, String)>) {
    for child in &element.children {
        match child {
            Node::Text(text) if !text.trim().is_empty() => found.push((place(element), one_line(text))),
            Node::Element(inner) if std::ptr::eq(inner, main) || is_silent(inner) => {}
            Node::Element(inner) if holds(inner, main) => outside(inner, main, found),
            Node::Element(inner) => {
                let words = inner.text();
                if !words.is_empty() {
                    found.push((place(inner), words));
                }
            }
            Node::Text(_) => {}
        }
    }
}

fn holds(element: &Element, main: &Element) -> bool {
    element.find(&|inner| std::ptr::eq(inner, main)).is_some()
}

/// How an element is called in a doubt: `<nav>`, `<div id="menu">`.
fn place(element: &Element) -> String {
    match element.attribute("id") {
        Some(id) if id.len() <= 40 => format!("<{} id=\"{}\">", element.name, one_line(id)),
        _ => format!("<{}>", element.name),
    }
}

/// The headline from outside the text: a first heading, else the page's title.
fn headline(page: &Element, body: &Element, main: &Element, draft: &mut Draft) {
    let is_title = |block: &crate::model::sheet::SheetBlock| {
        matches!(block, crate::model::sheet::SheetBlock::Heading { level: 1, .. })
    };
    if draft.blocks.iter().any(is_title) {
        return;
    }
    let outside = body.find(&|element| element.name == "h1" && !holds(main, element) && !element.text().is_empty());
    if let Some(heading) = outside {
        draft.headline = text_of(&heading.text());
        // It stands in the notice now.
        let words = heading.text();
        draft.doubts.retain(|doubt| doubt.words != words);
        return;
    }
    let title = page.find(&|element| element.name == "title").map(Element::text).filter(|title| !title.is_empty());
    if let Some(title) = title
        && !draft.plain_text().contains(&title)
    {
        draft.doubt(Doubt::new("title", "the title of the page does not stand in its text").at("<title>").about(title));
    }
}

/// Whether an element shows no words.
pub fn is_silent(element: &Element) -> bool {
    const SILENT: [&str; 18] = [
        "script", "style", "template", "head", "noscript", "iframe", "object", "embed", "svg", "math", "audio",
        "video", "canvas", "datalist", "meta", "link", "title", "map",
    ];
    let style = || element.attribute("style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    SILENT.contains(&element.name.as_str())
        || element.attribute("hidden").is_some()
        || style().is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
}

/// Whether an element begins and ends on lines of its own.
pub fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 48] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
        "ul",
    ];
    BLOCKS.binary_search(&name).is_ok()
}
