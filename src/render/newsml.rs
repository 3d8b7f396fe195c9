//! NewsML-G2 2.35 of IPTC: the notice as one news item in XML, at power
//! conformance. <https://iptc.org/standards/newsml-g2/>
//!
//! Codes are those of IPTC, from the catalogue that the item names; nothing is
//! fetched. The order of the elements is the schema's.

use std::io;

use quick_xml::events::{BytesText, Event};

use super::fragment::{Fragment, Pictures};
use super::parts::contacts;
use super::plain::plain_text;
use super::publication::{
    Publication, address_in, bare, language_uri, notes, occurrence, one_line, sittings, status, type_code,
};
use super::xml::{Writer, document, element, empty, text, text_element};
use super::{Format, Press, sheet_name};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::house_style::HouseStyle;
use crate::model::sheet::{Sheet, SheetContact, SheetEvent, SheetSitting};

/// The form `newsml`.
pub struct NewsMl;

impl Format for NewsMl {
    fn name(&self) -> &'static str {
        "newsml"
    }

    fn ending(&self) -> &'static str {
        "newsml.xml"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.iptc.g2.newsitem+xml"
    }

    fn summary(&self) -> &'static str {
        "IPTC NewsML-G2 2.35, a news item with XHTML and text, events, contacts, embargo, edition"
    }

    fn prepare(&self, _: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        Ok(Box::new(NewsMlPress { house: house.style.clone() }))
    }
}

struct NewsMlPress {
    house: HouseStyle,
}

impl Press for NewsMlPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        let item = NewsItem { sheet, house: &self.house, publication: Publication::new(sheet, &self.house) };
        item.write().map_err(|error| Error::Render {
            form: "newsml",
            name: sheet_name(sheet),
            reason: error.to_string(),
        })
    }
}

/// The namespace of the IPTC News Architecture.
const NAR: &str = "http://iptc.org/std/nar/2006-10-01/";
const CATALOGUE: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

struct NewsItem<'s> {
    sheet: &'s Sheet,
    house: &'s HouseStyle,
    publication: Publication<'s>,
}

impl NewsItem<'_> {
    fn write(&self) -> io::Result<Vec<u8>> {
        let mut writer = document()?;
        let edition = self.sheet.edition.to_string();
        let attributes = [
            ("xmlns", NAR),
            ("guid", self.publication.uri.as_str()),
            ("version", edition.as_str()),
            ("standard", "NewsML-G2"),
            ("standardversion", "2.35"),
            ("conformance", "power"),
            ("xml:lang", self.sheet.language.as_str()),
            ("dir", self.sheet.direction.as_str()),
        ];
        element(&mut writer, "newsItem", &attributes, |writer| {
            empty(writer, "catalogRef", &[("href", CATALOGUE)])?;
            element(writer, "rightsInfo", &[], |writer| self.party(writer, "copyrightHolder", |_| Ok(())))?;
            element(writer, "itemMeta", &[], |writer| self.item(writer))?;
            element(writer, "contentMeta", &[], |writer| self.content(writer))?;
            self.asserts(writer)?;
            element(writer, "contentSet", &[], |writer| self.bodies(writer))
        })?;
        let mut bytes = writer.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The organisation in one of its roles.
    fn party(
        &self,
        writer: &mut Writer,
        name: &str,
        details: impl FnOnce(&mut Writer) -> io::Result<()>,
    ) -> io::Result<()> {
        element(writer, name, &[("literal", &self.house.code)], |writer| {
            text_element(writer, "name", &[], &one_line(&self.sheet.organisation))?;
            details(writer)
        })
    }

    fn item(&self, writer: &mut Writer) -> io::Result<()> {
        let Self { sheet, publication, .. } = self;
        empty(writer, "itemClass", &[("qcode", "ninat:text")])?;
        let contacts = contacts(sheet);
        self.party(writer, "provider", |writer| {
            if contacts.is_empty() && self.house.website.is_none() {
                return Ok(());
            }
            element(writer, "organisationDetails", &[], |writer| {
                if let Some(website) = &self.house.website {
                    element(writer, "contactInfo", &[], |writer| text_element(writer, "web", &[], website))?;
                }
                contacts.iter().try_for_each(|contact| contact_info(writer, contact))
            })
        })?;
        text_element(writer, "versionCreated", &[], &publication.changed)?;
        text_element(writer, "firstCreated", &[], &publication.issued)?;
        text_element(writer, "embargoed", &[], sheet.embargo_until.as_deref().unwrap_or(""))?;
        empty(writer, "pubStatus", &[("qcode", &format!("stat:{}", status(sheet).code()))])?;
        text_element(writer, "generator", &[], "pressdoc")?;
        text_element(writer, "title", &[], &one_line(&sheet.headline_text))?;
        notes(sheet).into_iter().try_for_each(|note| text_element(writer, "edNote", &[], note))?;
        if let Some(address) = &sheet.address {
            text_element(writer, "altRep", &[("contenttype", "text/html")], address)?;
        }
        // Of the words in reading order, not of the bytes of a body.
        text_element(writer, "hash", &[("hashtypeuri", "urn:pressdoc:content-hash:sha256")], &sheet.content_hash)?;
        sheet.versions.iter().filter(|version| !version.own).try_for_each(|version| {
            let uri = language_uri(sheet, &version.language);
            let address = address_in(sheet, self.house, &version.language);
            let mut attributes = vec![("rel", "irel:seeAlso"), ("residref", &uri), ("title", &version.name)];
            attributes.extend(address.as_deref().map(|address| ("href", address)));
            element(writer, "link", &attributes, |writer| empty(writer, "language", &[("tag", &version.language)]))
        })
    }

    fn content(&self, writer: &mut Writer) -> io::Result<()> {
        let sheet = self.sheet;
        text_element(writer, "contentCreated", &[], &self.publication.issued)?;
        if sheet.changed().is_some() {
            text_element(writer, "contentModified", &[], &self.publication.changed)?;
        }
        if let Some(place) = &sheet.place {
            let place = one_line(place);
            element(writer, "located", &[("literal", &place)], |writer| text_element(writer, "name", &[], &place))?;
        }
        self.party(writer, "infoSource", |_| Ok(()))?;
        text_element(writer, "altId", &[("typeuri", "urn:pressdoc:reference")], &sheet.reference)?;
        empty(writer, "language", &[("tag", &sheet.language)])?;
        if let Some(code) = type_code(sheet) {
            element(writer, "genre", &[("literal", code)], |writer| {
                text_element(writer, "name", &[], &one_line(&sheet.kind))
            })?;
        }
        sittings(sheet).try_for_each(|(number, event, _)| {
            let attributes = [("type", "cpnat:event"), ("literal", &event_literal(&number))];
            element(writer, "subject", &attributes, |writer| text_element(writer, "name", &[], &one_line(&event.title)))
        })?;
        text_element(writer, "slugline", &[], &sheet.reference)?;
        text_element(writer, "headline", &[], &one_line(&sheet.headline_text))?;
        text_element(writer, "dateline", &[], &one_line(sheet.place_date.as_deref().unwrap_or("")))?;
        text_element(writer, "description", &[("role", "drol:summary")], &sheet.description)
    }

    /// What is known of the subjects: a sitting each.
    fn asserts(&self, writer: &mut Writer) -> io::Result<()> {
        sittings(self.sheet).try_for_each(|(number, event, sitting)| {
            element(writer, "assert", &[("literal", &event_literal(&number))], |writer| {
                text_element(writer, "name", &[], &one_line(&event.title))?;
                self.event_details(writer, event, sitting)
            })
        })
    }

    fn event_details(&self, writer: &mut Writer, event: &SheetEvent, sitting: &SheetSitting) -> io::Result<()> {
        element(writer, "eventDetails", &[], |writer| {
            element(writer, "dates", &[], |writer| {
                text_element(writer, "start", &[], &sitting.starts)?;
                text_element(writer, "end", &[], sitting.ends.as_deref().unwrap_or(""))
            })?;
            empty(writer, "occurStatus", &[("uri", &occurrence(event))])?;
            if let Some(place) = &event.place {
                let place = one_line(place);
                element(writer, "location", &[("literal", &place)], |writer| {
                    text_element(writer, "name", &[], &place)
                })?;
            }
            self.party(writer, "organiser", |_| Ok(()))
        })
    }

    /// The same words twice: as an XHTML document, and as plain text.
    fn bodies(&self, writer: &mut Writer) -> io::Result<()> {
        let sheet = self.sheet;
        let fragment = Fragment { headline: true, pictures: Pictures::Inside }.html(sheet)?;
        element(writer, "inlineXML", &[("contenttype", "application/xhtml+xml")], |writer| {
            let attributes =
                [("xmlns", XHTML), ("xml:lang", sheet.language.as_str()), ("lang", sheet.language.as_str())];
            element(writer, "html", &attributes, |writer| {
                element(writer, "head", &[], |writer| {
                    text_element(writer, "title", &[], &one_line(&sheet.headline_text))
                })?;
                element(writer, "body", &[], |writer| {
                    // Written by the same library, in one piece: the lines that this
                    // document begins between elements would be spaces between words.
                    writer.write_event(Event::Text(BytesText::from_escaped(fragment)))
                })
            })
        })?;
        let plain = plain_text(sheet);
        element(writer, "inlineData", &[("contenttype", "text/plain")], |writer| text(writer, &plain))
    }
}

fn event_literal(number: &str) -> String {
    format!("event-{number}")
}

fn contact_info(writer: &mut Writer, contact: &SheetContact) -> io::Result<()> {
    element(writer, "contactInfo", &[], |writer| {
        contact.phones.iter().try_for_each(|phone| text_element(writer, "phone", &[], bare(&phone.uri)))?;
        contact.emails.iter().try_for_each(|email| text_element(writer, "email", &[], bare(&email.uri)))?;
        let who: Vec<String> = [Some(&contact.name), contact.organisation.as_ref()]
            .into_iter()
            .flatten()
            .map(|part| one_line(part))
            .filter(|part| !part.is_empty())
            .collect();
        text_element(writer, "note", &[], &who.join(", "))
    })
}
