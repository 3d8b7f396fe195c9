//! The events of a notice as entries of a calendar (RFC 5545, RFC 5546): one
//! for each sitting, with the zone of its hours.
//!
//! The only user of `icalendar`. Zones and texts are written beside it: see
//! `zone` and `lines`.

mod lines;
mod zone;

use std::collections::BTreeMap;

use icalendar::{Component, Event, EventStatus, Parameter, Property};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Format, Press, moment, sheet_name, text};
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::house_style::HouseStyle;
use crate::model::sheet::{Sheet, SheetEvent, SheetSitting};
use lines::{in_one_line, parameter, refolded, text_line, uri};

/// The form `ics`.
pub struct Calendar;

impl Format for Calendar {
    fn name(&self) -> &'static str {
        "ics"
    }

    fn media_type(&self) -> &'static str {
        "text/calendar"
    }

    fn summary(&self) -> &'static str {
        "calendar entries, one for each sitting, with true time zones; a corrected edition updates them"
    }

    fn prepare(&self, _: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        Ok(Box::new(CalendarPress { house: house.style.clone() }))
    }
}

struct CalendarPress {
    house: HouseStyle,
}

impl Press for CalendarPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        calendar(sheet, &self.house, Purpose::Entry).map(String::into_bytes)
    }

    fn suits(&self, sheet: &Sheet) -> bool {
        has_sittings(sheet)
    }
}

/// What a calendar is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A file that somebody takes into a calendar.
    Entry,
    /// A part of a mail, which for a withdrawn notice takes the entries away.
    Mail,
}

impl Purpose {
    /// What the receiver is to do (RFC 5546).
    pub fn method(self, sheet: &Sheet) -> &'static str {
        if self == Self::Mail && sheet.withdrawal.is_some() { "CANCEL" } else { "PUBLISH" }
    }
}

/// Whether there is anything to enter.
pub fn has_sittings(sheet: &Sheet) -> bool {
    sheet.events.iter().any(|event| !event.sittings.is_empty())
}

/// The whole calendar.
///
/// # Errors
/// [`Error::Render`] for a notice without a sitting, or with times that are none.
pub fn calendar(sheet: &Sheet, house: &HouseStyle, purpose: Purpose) -> Result<String, Error> {
    let fault = |reason: String| Error::Render { form: "ics", name: sheet_name(sheet), reason };
    if !has_sittings(sheet) {
        return Err(fault("it has no event with a time".to_owned()));
    }
    let common = Common::new(sheet, house);
    let mut zones = Zones::default();
    let mut entries = String::new();
    for (event, number) in sheet.events.iter().zip(1_usize..) {
        for (sitting, part) in event.sittings.iter().zip(1_usize..) {
            let uid = format!("{}:{number}:{part}", common.identifier);
            let times = zones.times(sitting).map_err(|error| fault(error.to_string()))?;
            entries.push_str(&common.entry(event, &uid, times).map_err(|_| fault("an entry has no form".to_owned()))?);
        }
    }
    let mut text =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//pressdoc//pressdoc//EN\r\nCALSCALE:GREGORIAN\r\n".to_owned();
    // A message of this kind says who answers for it; without, it is a plain file.
    if common.organizer.is_some() {
        text.push_str(&format!("METHOD:{}\r\n", purpose.method(sheet)));
    }
    for (name, (zone, first, last)) in &zones.0 {
        text.push_str(&zone::component(name, zone, *first, *last));
    }
    text.push_str(&entries);
    text.push_str("END:VCALENDAR\r\n");
    Ok(text)
}

/// What all entries of a notice share.
struct Common<'s> {
    sheet: &'s Sheet,
    /// What the entries are known by, in every language and edition.
    identifier: String,
    organizer: Option<Property>,
    stamp: String,
    description: String,
}

impl<'s> Common<'s> {
    fn new(sheet: &'s Sheet, house: &HouseStyle) -> Self {
        // A draft without a reference is known by its words.
        let identifier = match sheet.reference.as_str() {
            "" => in_one_line(&format!("{}:{}", sheet.identifier, sheet.content_hash)),
            _ => in_one_line(&sheet.identifier),
        };
        let organizer = house.mail.as_ref().map(|mail| {
            Property::new("ORGANIZER", format!("mailto:{}", mail.from.address))
                .append_parameter(Parameter::new("CN", &parameter(&sheet.organisation)))
                .done()
        });
        Self {
            sheet,
            identifier,
            organizer,
            stamp: in_utc(moment(sheet, &house.zone)),
            description: text_line(&name_in("DESCRIPTION", &sheet.language), &text::flowing(sheet)),
        }
    }

    fn entry(&self, event: &SheetEvent, uid: &str, times: Times) -> Result<String, std::fmt::Error> {
        let sheet = self.sheet;
        let status = match (&sheet.withdrawal, event.status) {
            (Some(_), _) | (None, "cancelled") => EventStatus::Cancelled,
            (None, "tentative") => EventStatus::Tentative,
            _ => EventStatus::Confirmed,
        };
        let mut entry = Event::new();
        entry
            .add_property("UID", uid)
            .add_property("DTSTAMP", self.stamp.as_str())
            .add_property("SEQUENCE", sheet.edition.saturating_sub(1).to_string())
            // What nobody may publish yet is shown to nobody who looks into the calendar.
            .add_property("CLASS", if sheet.embargo.is_some() { "PRIVATE" } else { "PUBLIC" })
            .append_property(times.starts);
        entry.status(status);
        if let Some(ends) = times.ends {
            entry.append_property(ends);
        }
        if let Some(organizer) = &self.organizer {
            entry.append_property(organizer.clone());
        }
        if let Some(address) = &sheet.address {
            entry.add_property("URL", uri(address));
        }
        let mut text = refolded(&entry.try_into_string()?);
        let mut own = text_line(&name_in("SUMMARY", &sheet.language), &in_one_line(&event.title));
        if let Some(place) = &event.place {
            own.push_str(&text_line(&name_in("LOCATION", &sheet.language), &in_one_line(place)));
        }
        own.push_str(&self.description);
        own.push_str(&text_line("X-PRESSDOC-EDITION", &sheet.edition_name()));
        own.push_str(&text_line("X-PRESSDOC-CONTENT-HASH", &sheet.content_hash));
        let end = text.rfind("END:VEVENT").ok_or(std::fmt::Error)?;
        text.insert_str(end, &own);
        Ok(text)
    }
}

/// A text property with its language.
fn name_in(property: &str, language: &str) -> String {
    format!("{property};LANGUAGE={language}")
}

/// Beginning and end of a sitting.
struct Times {
    starts: Property,
    ends: Option<Property>,
}

/// The zones that the entries name, each with the times that it must cover.
#[derive(Default)]
struct Zones(BTreeMap<String, (TimeZone, Timestamp, Timestamp)>);

impl Zones {
    fn times(&mut self, sitting: &SheetSitting) -> Result<Times, jiff::Error> {
        let starts: Timestamp = sitting.starts.parse()?;
        let ends: Option<Timestamp> = sitting.ends.as_deref().map(str::parse).transpose()?;
        let zone = sitting
            .zone
            .as_deref()
            .filter(|name| !matches!(*name, "UTC" | "Etc/UTC"))
            .and_then(|name| Some((name, TimeZone::get(name).ok()?)));
        let property = |key: &str, moment: Timestamp| match &zone {
            // The hour that the clock shows twice is told without the clock.
            Some((name, zone)) if zone.to_timestamp(zone.to_datetime(moment)).is_ok_and(|first| first == moment) => {
                Property::new(key, zone.to_datetime(moment).strftime("%Y%m%dT%H%M%S").to_string())
                    .append_parameter(Parameter::new("TZID", name))
                    .done()
            }
            _ => Property::new(key, in_utc(moment)),
        };
        let times = Times { starts: property("DTSTART", starts), ends: ends.map(|ends| property("DTEND", ends)) };
        let is_local = |property: &Property| property.params().contains_key("TZID");
        if let Some((name, zone)) = &zone
            && (is_local(&times.starts) || times.ends.as_ref().is_some_and(is_local))
        {
            let last = ends.unwrap_or(starts).max(starts);
            let covered = self.0.entry((*name).to_owned()).or_insert_with(|| (zone.clone(), starts, last));
            covered.1 = covered.1.min(starts);
            covered.2 = covered.2.max(last);
        }
        Ok(times)
    }
}

/// `20181015T120000Z`
fn in_utc(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}
