//! A notice as an entry.

use std::collections::BTreeMap;
use std::io;

use atom_syndication::extension::Extension;
use atom_syndication::{Category, Content, Entry, FixedDateTime, Link, Person, Text};

use crate::model::house_style::HouseStyle;
use crate::model::sheet::Sheet;
use crate::render::fragment::{Fragment, Pictures};
use crate::render::publication::{Publication, address_in, notes, one_line, type_code};
use crate::render::xml::allowed;

/// The Atom Publishing Protocol (RFC 5023), which has a word for drafts.
const PUBLISHING: &str = "http://www.w3.org/2007/app";

/// The namespace of what Atom has no word for: the edition, and the SHA-256 of the
/// words.
const NOTICE: &str = "urn:pressdoc:notice";

/// The notice as an entry that also stands alone.
///
/// A notice that is withdrawn stays where it was, and says so: an entry that only
/// disappeared (RFC 6721) would leave the old words with everybody who has them.
pub(super) fn entry(sheet: &Sheet, house: &HouseStyle) -> io::Result<Entry> {
    let publication = Publication::new(sheet, house);
    let html = Fragment { headline: false, pictures: Pictures::Described }.html(sheet)?;
    let language = Some(sheet.language.clone());
    let text = |text: &str| Text { lang: language.clone(), ..Text::plain(allowed(text).into_owned()) };
    let mut entry = Entry {
        id: publication.uri.clone(),
        title: text(&one_line(&sheet.headline_text)),
        published: Some(time(&publication.public)?),
        updated: time(&publication.updated)?,
        authors: vec![organisation(&sheet.organisation, house)],
        categories: categories(sheet),
        links: links(sheet, house),
        content: Some(Content {
            lang: language.clone(),
            content_type: Some("html".to_owned()),
            value: Some(html),
            ..Content::default()
        }),
        ..Entry::default()
    };
    let mut summary = notes(sheet);
    summary.push(&sheet.description);
    summary.retain(|line| !line.is_empty());
    if !summary.is_empty() {
        entry.summary = Some(text(&summary.join("\n")));
    }
    // Declared where they stand, so that the entry is the same in a feed.
    let own = |name: &str, value: &str| {
        let mut own = element(&format!("pressdoc:{name}"), Some(value), BTreeMap::new());
        own.attrs.insert("xmlns:pressdoc".to_owned(), NOTICE.to_owned());
        (name.to_owned(), vec![own])
    };
    let says = [own("edition", &sheet.edition.to_string()), own("content-hash", &sheet.content_hash)];
    entry.extensions.insert("pressdoc".to_owned(), BTreeMap::from(says));
    if sheet.draft {
        let draft = element("app:draft", Some("yes"), BTreeMap::new());
        let control = element("app:control", None, BTreeMap::from([("draft".to_owned(), vec![draft])]));
        entry.namespaces.insert("app".to_owned(), PUBLISHING.to_owned());
        entry.extensions.insert("app".to_owned(), BTreeMap::from([("control".to_owned(), vec![control])]));
    }
    Ok(entry)
}

/// The office as an author.
pub(super) fn organisation(name: &str, house: &HouseStyle) -> Person {
    Person { name: allowed(&one_line(name)).into_owned(), uri: house.website.clone(), ..Person::default() }
}

/// A time of a notice as this library has it.
pub(super) fn time(time: &str) -> io::Result<FixedDateTime> {
    FixedDateTime::parse_from_rfc3339(time).map_err(io::Error::other)
}

/// The type of the notice, and whether it was changed.
fn categories(sheet: &Sheet) -> Vec<Category> {
    let of_type = type_code(sheet).map(|code| Category {
        term: code.to_owned(),
        scheme: Some("urn:pressdoc:type".to_owned()),
        label: Some(allowed(&one_line(&sheet.kind)).into_owned()).filter(|label| !label.is_empty()),
    });
    let change = match (&sheet.withdrawal, sheet.corrections.as_slice()) {
        (Some(_), _) => Some("withdrawn"),
        (None, [_, ..]) => Some("corrected"),
        (None, []) => None,
    };
    let of_change = change.map(|term| Category {
        term: term.to_owned(),
        scheme: Some("urn:pressdoc:status".to_owned()),
        label: None,
    });
    of_type.into_iter().chain(of_change).collect()
}

/// The page of the notice, and those of its other language versions.
fn links(sheet: &Sheet, house: &HouseStyle) -> Vec<Link> {
    let own = sheet.address.clone().map(|address| (address, &sheet.language));
    let others = sheet.versions.iter().filter(|version| !version.own);
    let others = others.filter_map(|version| Some((address_in(sheet, house, &version.language)?, &version.language)));
    let page = |(href, language): (String, &String)| Link {
        href: allowed(&href).into_owned(),
        rel: "alternate".to_owned(),
        hreflang: Some(language.clone()),
        mime_type: Some("text/html".to_owned()),
        ..Link::default()
    };
    own.into_iter().chain(others).map(page).collect()
}

fn element(name: &str, value: Option<&str>, children: BTreeMap<String, Vec<Extension>>) -> Extension {
    Extension { name: name.to_owned(), value: value.map(str::to_owned), children, ..Extension::default() }
}
