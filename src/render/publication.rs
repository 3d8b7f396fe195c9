//! What every wire and feed says of a notice beside its words: which item it is,
//! since when, and whether it may be used. A renderer has no clock: all of it is
//! true before the hour of an embargo and after it.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::xml::allowed;
use crate::model::house_style::HouseStyle;
use crate::model::sheet::{Sheet, SheetEvent, SheetSitting};

/// A notice in one language as an item. Times are RFC 3339.
pub(super) struct Publication<'s> {
    /// Its name for all time: `urn:pressdoc:ec:AGENDA:18:5869:en`.
    pub uri: String,
    /// When it was issued; at the beginning of its day, in the zone of the
    /// house, where only the day is known.
    pub issued: Cow<'s, str>,
    /// When its last correction, or its withdrawal, was made; else as `issued`.
    pub changed: Cow<'s, str>,
    /// From when on the public may read it: the end of an embargo, else its issue.
    pub public: Cow<'s, str>,
    /// The later one of `changed` and `public`.
    pub updated: Cow<'s, str>,
}

/// Whether an item may be used, in the terms of IPTC. An embargo is none of
/// these: it has a field with its hour, and ends without a further message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// It may be published, from the hour of its embargo on if it has one.
    Usable,
    /// It must not be published: a draft.
    Withheld,
    /// It must not be published any more: withdrawn.
    Canceled,
}

impl Status {
    /// The code of the IPTC NewsCodes `pubstatusg2`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Usable => "usable",
            Self::Withheld => "withheld",
            Self::Canceled => "canceled",
        }
    }
}

/// The status of a notice.
pub(super) fn status(sheet: &Sheet) -> Status {
    if sheet.withdrawal.is_some() {
        Status::Canceled
    } else if sheet.draft {
        Status::Withheld
    } else {
        Status::Usable
    }
}

impl<'s> Publication<'s> {
    pub fn new(sheet: &'s Sheet, house: &HouseStyle) -> Self {
        let issued = sheet.issued.as_deref().map_or_else(|| Cow::Owned(midnight(&sheet.date, house)), Cow::Borrowed);
        let changes = sheet.changes().map(|change| change.at.as_str());
        let changed = changes.fold(issued.clone(), |last, at| later(last, Cow::Borrowed(at)));
        let public = sheet.embargo_until.as_deref().map_or_else(|| issued.clone(), Cow::Borrowed);
        let updated = later(changed.clone(), public.clone());
        Self { uri: language_uri(sheet, &sheet.language), issued, changed, public, updated }
    }
}

/// The item that is the version of this notice in another language.
pub(super) fn language_uri(sheet: &Sheet, language: &str) -> String {
    let identifier = &sheet.identifier;
    if sheet.reference.is_empty() {
        // A draft without a reference: the same words are the same item.
        return format!("{identifier}:draft:{}:{language}", sheet.content_hash);
    }
    format!("{identifier}:{language}")
}

/// The public address of the version of this notice in another language.
pub(super) fn address_in(sheet: &Sheet, house: &HouseStyle, language: &str) -> Option<String> {
    house.reference.address.as_ref()?;
    let reference = house.grammar().read_printed(&sheet.reference)?;
    house.reference.address_of(&reference, language)
}

/// The code of the type: `AGENDA`; `None` for a draft without a reference.
pub(super) fn type_code(sheet: &Sheet) -> Option<&str> {
    sheet.reference.split('/').next().filter(|code| !code.is_empty())
}

/// What editors must be told before they use the words: withdrawal, corrections
/// and embargo, a line each, as the notice itself says it.
pub(super) fn notes(sheet: &Sheet) -> Vec<&str> {
    let draft = sheet.labels.get("draft").filter(|_| sheet.draft).map(String::as_str);
    let changes = sheet.changes().map(|change| change.line.as_str());
    draft.into_iter().chain(changes).chain(sheet.embargo.as_deref()).collect()
}

/// Every sitting with its event and a number for both, from 1: `2.1`.
pub(super) fn sittings(sheet: &Sheet) -> impl Iterator<Item = (String, &SheetEvent, &SheetSitting)> {
    sheet.events.iter().enumerate().flat_map(|(number, event)| {
        let sittings = event.sittings.iter().enumerate();
        sittings.map(move |(place, sitting)| (format!("{}.{}", number + 1, place + 1), event, sitting))
    })
}

/// How certain an event is, in the IPTC NewsCodes: it occurs, it may occur, it
/// was planned and then cancelled.
pub(super) fn occurrence(event: &SheetEvent) -> String {
    let code = match event.status {
        "cancelled" => "eos6",
        "tentative" => "eos3",
        _ => "eos5",
    };
    format!("http://cv.iptc.org/newscodes/eventoccurstatus/{code}")
}

/// A text in one line, as names and literals of wires must be.
pub(super) fn one_line(text: &str) -> String {
    allowed(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number or address itself, without the scheme of its link.
pub(super) fn bare(uri: &str) -> &str {
    uri.split_once(':').map_or(uri, |(_, rest)| rest)
}

/// The beginning of a day in the zone of the house.
fn midnight(date: &str, house: &HouseStyle) -> String {
    let zone = TimeZone::get(&house.zone).unwrap_or(TimeZone::UTC);
    let start: Option<Zoned> = date.parse::<Date>().ok().and_then(|date| date.to_zoned(zone).ok());
    start.map_or_else(|| format!("{date}T00:00:00Z"), |start| start.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// The later one of two times; the first where one cannot be read.
fn later<'t>(first: Cow<'t, str>, second: Cow<'t, str>) -> Cow<'t, str> {
    let instant = |time: &str| time.parse::<Timestamp>().ok();
    if instant(&second) > instant(&first) { second } else { first }
}
