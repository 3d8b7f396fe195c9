//! Feeds of many notices: which of them go in, and into which.

use super::{Examined, Office, Order};
use crate::artifact::Artifact;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::render::{Feed, FeedEntry};
use crate::workspace::NoticeFile;

/// Which feed a notice belongs to: one a house style and language, and of one
/// type where each type has its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeedKey {
    /// The code of the house style.
    pub house: String,
    /// ISO 639-1.
    pub language: String,
    /// The code of the type.
    pub document_type: Option<String>,
}

/// What a feed makes of a notice.
pub enum ForFeed {
    /// It is an entry.
    Entry(FeedKey, Box<FeedEntry>),
    /// It stays out, for this reason.
    LeftOut(LeftOut),
}

/// Why a notice is in no feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// It has so many errors.
    Errors(usize),
    /// Nothing may be published before this time, RFC 3339.
    Embargo(String),
    /// It has no reference, so nobody could name it again.
    NoReference,
}

impl Office {
    /// What a feed makes of a notice at the time of `order`, which names no forms.
    /// `by_type` says whether each type has a feed of its own.
    ///
    /// # Errors
    /// When the other language versions cannot be found or the entry cannot be
    /// made.
    pub fn for_feed(
        &self,
        examined: &Examined<'_>,
        file: &NoticeFile,
        order: &Order<'_>,
        by_type: bool,
    ) -> Result<ForFeed, Error> {
        let embargo = examined.notice.front_matter.embargo.as_ref().map(|until| &until.value);
        if let Some(until) = embargo.filter(|until| until.timestamp() > order.now) {
            let until = until.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
            return Ok(ForFeed::LeftOut(LeftOut::Embargo(until)));
        }
        let errors = examined.count(Severity::Error);
        if errors > 0 || !examined.can_be_set() {
            return Ok(ForFeed::LeftOut(LeftOut::Errors(errors)));
        }
        let Some(reference) = &examined.reference else { return Ok(ForFeed::LeftOut(LeftOut::NoReference)) };
        let key = FeedKey {
            house: examined.house.style.code.clone(),
            language: examined.language.code.clone(),
            document_type: by_type.then(|| reference.type_code().to_owned()),
        };
        let sheet = self.compose_among(examined, self.versions(examined, file, order)?, order.draft);
        Ok(ForFeed::Entry(key, Box::new(FeedEntry::new(&sheet, &examined.house.style)?)))
    }

    /// The finished feed with these entries, in their order.
    ///
    /// # Errors
    /// When its language or house style is not there any more, or it cannot be
    /// written.
    pub fn feed(&self, key: &FeedKey, entries: Vec<FeedEntry>) -> Result<Artifact, Error> {
        let FeedKey { house: code, language, document_type } = key;
        let house = self.catalog.house(code).unwrap_or_else(|| self.catalog.default_house());
        let kind = document_type.as_deref().and_then(|code| house.document_type(code)).map(|of| of.kind.as_str());
        let in_language = self.language(language)?;
        let kind = in_language.as_ref().zip(kind).and_then(|(language, kind)| language.kinds.get(kind));
        let of_type = document_type.as_deref();
        let feed = Feed {
            house: &house.style,
            language,
            document_type: of_type.map(|code| (code, kind.map_or("", |kind| kind.label.as_str()))),
            address: house.style.feed_address(language, of_type),
        };
        let ending = of_type.map(|code| format!(".{code}")).unwrap_or_default();
        Ok(Artifact {
            path: format!("feeds/{code}.{language}{ending}.atom"),
            media_type: "application/atom+xml",
            bytes: feed.write(entries)?,
        })
    }
}
