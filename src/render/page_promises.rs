//! What every page promises, whatever template it is made from.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use sha2::{Digest, Sha256};

use crate::model::sheet::Sheet;

/// A promise that a page does not keep.
pub struct Broken {
    /// One sentence of fault.
    pub message: String,
    /// What to look for in the templates, in small letters.
    pub trace: Option<String>,
}

/// The first promise that the page of `sheet` does not keep.
pub fn broken_promise(page: &str, sheet: &Sheet) -> Option<Broken> {
    let page = Page::read(page);
    let closed = || page.closedness(Kind::Page).or_else(|| page.policy());
    page.structure(sheet)
        .or_else(|| page.fixity(sheet))
        .or_else(|| page.way_in())
        .or_else(closed)
        .or_else(|| page.words(sheet))
}

/// The first promise that the page in a mail does not keep. It needs no way to
/// its text, which is all there is, and no policy, which nobody would read; its
/// pictures come with the mail.
#[cfg(feature = "forms")]
pub fn broken_mail_promise(page: &str, sheet: &Sheet) -> Option<Broken> {
    let page = Page::read(page);
    page.structure(sheet).or_else(|| page.closedness(Kind::Mail)).or_else(|| page.words(sheet))
}

/// Where a page is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    #[cfg_attr(not(feature = "forms"), allow(dead_code))]
    Mail,
}

impl Kind {
    /// How the address of a picture begins that is at hand.
    fn at_hand(self) -> &'static str {
        match self {
            Self::Page => "data:",
            Self::Mail => "cid:",
        }
    }
}

/// A start tag.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
}

/// What was read in a page.
#[derive(Default)]
struct Page {
    doctype: bool,
    elements: Vec<Element>,
    title: String,
    styles: Vec<String>,
    /// The text inside `<main>`.
    main: String,
}

/// Attributes that fetch something, on whatever element.
const FETCHING: [&str; 7] = ["src", "srcset", "poster", "data", "background", "manifest", "xlink:href"];

/// Elements that have no place on a page that needs nobody else.
const FOREIGN: [&str; 6] = ["iframe", "frame", "object", "embed", "form", "base"];

fn broken(message: impl Into<String>, trace: &str) -> Option<Broken> {
    Some(Broken { message: message.into(), trace: (!trace.is_empty()).then(|| trace.to_lowercase()) })
}

impl Page {
    fn read(text: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        // Style sheets, scripts and titles are text up to their end tag.
        emitter.naively_switch_states(true);
        let mut page = Self::default();
        let (mut raw, mut main) = (None::<String>, 0_usize);
        for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
            match token {
                Token::Doctype(_) => page.doctype = true,
                Token::StartTag(tag) => {
                    let name = utf8(&tag.name);
                    match name.as_str() {
                        "main" => main += 1,
                        "style" => page.styles.push(String::new()),
                        _ => {}
                    }
                    raw = matches!(name.as_str(), "style" | "script" | "title" | "template").then(|| name.clone());
                    let attributes = tag.attributes.iter().map(|(name, value)| (utf8(name), utf8(value))).collect();
                    page.elements.push(Element { name, attributes });
                }
                Token::EndTag(tag) => {
                    raw = None;
                    main = main.saturating_sub(usize::from(&**tag.name == b"main"));
                }
                Token::String(text) => match raw.as_deref() {
                    Some("title") => page.title.push_str(&utf8(&text)),
                    Some("style") => {
                        page.styles.iter_mut().rev().take(1).for_each(|style| style.push_str(&utf8(&text)))
                    }
                    Some(_) => {}
                    None if main > 0 => page.main.push_str(&utf8(&text)),
                    None => {}
                },
                _ => {}
            }
        }
        page
    }

    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// Title, language, landmarks.
    fn structure(&self, sheet: &Sheet) -> Option<Broken> {
        if !self.doctype {
            return broken("the page does not begin with `<!DOCTYPE html>`", "");
        }
        let language = self.named("html").next().and_then(|html| html.attribute("lang"));
        if language != Some(sheet.language.as_str()) {
            return broken("the page does not say its language: `<html lang=\"{{ sheet.language }}\">`", "<html");
        }
        if !self.title.contains(&sheet.headline_text) {
            return broken("the page has no `<title>` with the headline: `{{ sheet.headline_text }}`", "<title");
        }
        let count = |name: &str| self.named(name).count();
        if count("main") != 1 {
            return broken(format!("the page has {} `<main>`, and needs exactly one", count("main")), "<main");
        }
        if count("h1") != 1 {
            return broken(format!("the page has {} `<h1>`, and needs exactly one, the headline", count("h1")), "<h1");
        }
        None
    }

    /// What the words can be held against, and what they are called.
    fn fixity(&self, sheet: &Sheet) -> Option<Broken> {
        let edition = sheet.edition.to_string();
        let must_say = [
            ("identifier", sheet.identifier.as_str()),
            ("edition", edition.as_str()),
            ("content_hash", sheet.content_hash.as_str()),
        ];
        must_say.into_iter().find_map(|(key, value)| {
            let name = format!("pressdoc:{}", key.replace('_', "-"));
            let mut metas = self.named("meta").filter(|meta| meta.attribute("name") == Some(name.as_str()));
            let says = metas.any(|meta| meta.attribute("content") == Some(value));
            if says {
                return None;
            }
            let line = format!("<meta name=\"{name}\" content=\"{{{{ sheet.{key} }}}}\">");
            broken(format!("the page does not say which notice it is: `{line}`"), "<head")
        })
    }

    /// The way past what stands before the text.
    fn way_in(&self) -> Option<Broken> {
        let main = self.named("main").next().and_then(|main| main.attribute("id"));
        let first = self.named("a").next().and_then(|link| link.attribute("href"));
        if main.is_none() || first.and_then(|href| href.strip_prefix('#')) != main {
            return broken("the first link of the page is none that skips to `<main>`", "<body");
        }
        None
    }

    /// No script, nothing from elsewhere.
    fn closedness(&self, kind: Kind) -> Option<Broken> {
        for element in &self.elements {
            let name = element.name.as_str();
            if name == "script" && element.attribute("type") != Some("application/ld+json") {
                return broken("the page has a script in it, and must do without", "<script");
            }
            if FOREIGN.contains(&name) {
                return broken(format!("the page has an element `<{name}>`, and must do without"), &format!("<{name}"));
            }
            for (attribute, value) in &element.attributes {
                let value = value.trim();
                if attribute.starts_with("on") || value.to_lowercase().starts_with("javascript:") {
                    return broken(format!("the page has a script in it: `{attribute}`"), attribute);
                }
                if FETCHING.contains(&attribute.as_str()) && !value.starts_with(kind.at_hand()) {
                    return broken(format!("the page would fetch `{value}`"), value);
                }
                if attribute == "style" && kind == Kind::Mail {
                    if let Some(request) = outside_request(value) {
                        return Some(request);
                    }
                } else if attribute == "style" {
                    return broken("the page has an attribute `style`, which its policy switches off", "style=");
                }
            }
            let address = element.attribute("href").unwrap_or("data:");
            let leads = match name {
                "a" | "area" => true,
                "link" => matches!(element.attribute("rel"), Some("canonical" | "alternate" | "license")),
                // A drawing inside the page may use its own parts.
                _ => address.starts_with('#'),
            };
            if !leads && !address.starts_with("data:") {
                return broken(format!("the page would fetch `{address}`"), address);
            }
            if name == "meta" && element.attribute("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("refresh")) {
                return broken("the page leads elsewhere by itself", "refresh");
            }
        }
        self.styles.iter().find_map(|style| outside_request(style))
    }

    /// What the page forbids itself.
    fn policy(&self) -> Option<Broken> {
        let is_it = |element: &&Element| {
            element.attribute("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("content-security-policy"))
        };
        let Some(policy) = self.named("meta").find(is_it).and_then(|element| element.attribute("content")) else {
            return broken("the page has no Content-Security-Policy", "");
        };
        if !policy.contains("default-src 'none'") || policy.contains("unsafe") || policy.contains("script-src") {
            return broken(
                "the Content-Security-Policy of the page must say `default-src 'none'` and allow no script",
                "content-security-policy",
            );
        }
        let unlisted = |style: &&String| !policy.contains(&format!("sha256-{}", BASE64.encode(Sha256::digest(style))));
        match self.styles.iter().find(unlisted) {
            Some(_) => broken(
                "the page has a `<style>` that its Content-Security-Policy does not allow: write into `page.css`",
                "<style",
            ),
            None => None,
        }
    }

    /// Every word of the sheet, in its order.
    fn words(&self, sheet: &Sheet) -> Option<Broken> {
        let text: String = self.main.split_whitespace().collect();
        let mut rest = text.as_str();
        for word in sheet.reading_text().split_whitespace() {
            let Some(at) = rest.find(word) else {
                let message = if text.contains(word) {
                    format!("the page has the word `{word}` in another place than the notice")
                } else {
                    format!("the page does not show the word `{word}` of the notice")
                };
                return broken(message, "");
            };
            rest = &rest[at + word.len()..];
        }
        None
    }
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// What a style sheet would fetch.
fn outside_request(style: &str) -> Option<Broken> {
    let css = without_comments(style);
    if css.to_lowercase().contains("@import") {
        return broken("the style sheet would fetch another one", "@import");
    }
    let addresses = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let fetched = addresses
        .map(|address| address.trim_matches(['"', '\'', ' ']))
        .find(|address| !address.starts_with("data:") && !address.starts_with('#'))?;
    broken(format!("the style sheet would fetch `{fetched}`"), fetched)
}

/// A style sheet without its comments, in the same lines.
pub fn without_comments(style: &str) -> String {
    let mut css = String::with_capacity(style.len());
    for (at, piece) in style.split("/*").enumerate() {
        let (comment, rest) = if at == 0 { ("", piece) } else { piece.split_once("*/").unwrap_or((piece, "")) };
        css.extend(comment.chars().filter(|character| *character == '\n'));
        css.push_str(rest);
    }
    css
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
