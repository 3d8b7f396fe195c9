//! Many notices as a feed.

use atom_syndication::{Category, Entry, Generator, Link, Text};

use super::entry::{entry, organisation};
use super::{ended, layout};
use crate::error::Error;
use crate::model::house_style::HouseStyle;
use crate::model::sheet::Sheet;
use crate::render::sheet_name;
use crate::render::xml::allowed;

/// A notice, ready for a feed.
pub struct FeedEntry(Entry);

/// What a feed says of itself.
pub struct Feed<'a> {
    /// The house style that all its notices have.
    pub house: &'a HouseStyle,
    /// The language of all its notices, ISO 639-1.
    pub language: &'a str,
    /// The only type of notice in it, with its name: `IP`, `Press release`.
    pub document_type: Option<(&'a str, &'a str)>,
    /// Where the feed will lie.
    pub address: Option<String>,
}

impl FeedEntry {
    /// The entry of a notice.
    ///
    /// # Errors
    /// [`Error::Render`] when a time of the sheet is none.
    pub fn new(sheet: &Sheet, house: &HouseStyle) -> Result<Self, Error> {
        let fault =
            |error: std::io::Error| Error::Render { form: "atom", name: sheet_name(sheet), reason: error.to_string() };
        entry(sheet, house).map(Self).map_err(fault)
    }

    /// What feeds are sorted by: the newest first; those of one moment by their
    /// ids, so that the order never depends on that of the files.
    pub fn order(&self) -> impl Ord + use<> {
        let published = self.0.published.unwrap_or(self.0.updated);
        (std::cmp::Reverse(published), self.0.id.clone())
    }

    /// What it is called for all time.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Whether it leads to a page.
    pub fn has_address(&self) -> bool {
        !self.0.links.is_empty()
    }
}

impl Feed<'_> {
    /// What the feed is called for all time.
    fn id(&self) -> String {
        let code = self.document_type.map(|(code, _)| format!(":{code}")).unwrap_or_default();
        format!("{}:feed:{}{code}", self.house.identifier(None), self.language)
    }

    /// The feed as a file. It is as new as the entry that was changed last.
    ///
    /// # Errors
    /// [`Error::Render`] when it cannot be written.
    pub fn write(&self, entries: Vec<FeedEntry>) -> Result<Vec<u8>, Error> {
        let name = self.house.name_in(self.language);
        let title = match self.document_type {
            Some((code, kind)) => format!("{name} – {}", if kind.is_empty() { code } else { kind }),
            None => name.to_owned(),
        };
        let mut feed = atom_syndication::Feed {
            id: self.id(),
            title: Text::plain(allowed(&title).into_owned()),
            lang: Some(self.language.to_owned()),
            authors: vec![organisation(name, self.house)],
            generator: Some(Generator { value: "pressdoc".to_owned(), ..Generator::default() }),
            links: self.links(),
            categories: self
                .document_type
                .iter()
                .map(|(code, kind)| Category {
                    term: (*code).to_owned(),
                    scheme: Some("urn:pressdoc:type".to_owned()),
                    label: Some((*kind).to_owned()).filter(|kind| !kind.is_empty()),
                })
                .collect(),
            ..atom_syndication::Feed::default()
        };
        if let Some(updated) = entries.iter().map(|entry| entry.0.updated).max() {
            feed.updated = updated;
        }
        feed.entries = entries.into_iter().map(|entry| entry.0).collect();
        let bytes = feed.write_with_config(Vec::new(), layout()).map_err(|error| Error::Render {
            form: "atom",
            name: self.id(),
            reason: error.to_string(),
        })?;
        Ok(ended(bytes))
    }

    fn links(&self) -> Vec<Link> {
        let link = |href: &str, rel: &str, media_type: &str| Link {
            href: allowed(href).into_owned(),
            rel: rel.to_owned(),
            mime_type: Some(media_type.to_owned()),
            ..Link::default()
        };
        let own = self.address.as_deref().map(|address| link(address, "self", "application/atom+xml"));
        let site = self.house.website.as_deref().map(|website| link(website, "alternate", "text/html"));
        own.into_iter().chain(site).collect()
    }
}
