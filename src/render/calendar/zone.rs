//! A time zone as calendars need it: `VTIMEZONE` with every change of the clocks
//! in the years of the event.
//!
//! Written by hand: the library has no such component, and would put a time of
//! the clock and a random identifier into any that it does not know.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::lines::in_one_line;

/// The zone `name` for everything between `first` and `last`.
pub fn component(name: &str, zone: &TimeZone, first: Timestamp, last: Timestamp) -> String {
    // From just before the year begins, so that a change at its first instant counts.
    let begin = shifted(year_of(zone, first, 0), -1);
    let end = year_of(zone, last, 1);
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", in_one_line(name));
    let before = zone.preceding(begin).next();
    if before.is_none() {
        let info = zone.to_offset_info(begin);
        let (offset, is_summer) = (info.offset(), info.dst().is_dst());
        text.push_str(&observance(is_summer, "19700101T000000", offset, offset, info.abbreviation()));
    }
    for change in before.into_iter().chain(zone.following(begin).take_while(|change| change.timestamp() < end)) {
        let from = zone.to_offset(shifted(change.timestamp(), -1));
        // The hour of a change is told by the clock that is still to be changed.
        let clock = from.to_datetime(change.timestamp()).strftime("%Y%m%dT%H%M%S").to_string();
        text.push_str(&observance(change.dst().is_dst(), &clock, from, change.offset(), change.abbreviation()));
    }
    text.push_str("END:VTIMEZONE\r\n");
    text
}

/// The first instant of the year of `moment`, or of one that many years later.
fn year_of(zone: &TimeZone, moment: Timestamp, later: i16) -> Timestamp {
    let year = zone.to_datetime(moment).year().saturating_add(later);
    jiff::civil::Date::new(year, 1, 1)
        .ok()
        .and_then(|date| date.to_zoned(zone.clone()).ok())
        .map_or(moment, |midnight| midnight.timestamp())
}

fn shifted(moment: Timestamp, seconds: i64) -> Timestamp {
    moment.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(moment)
}

fn observance(is_summer: bool, begins: &str, from: Offset, to: Offset, name: &str) -> String {
    let kind = if is_summer { "DAYLIGHT" } else { "STANDARD" };
    format!(
        "BEGIN:{kind}\r\nDTSTART:{begins}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{}\r\nEND:{kind}\r\n",
        offset(from),
        offset(to),
        in_one_line(name)
    )
}

/// `+0200`; seconds only where a zone has some.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let tail = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn component_of(name: &str, first: &str, last: &str) -> String {
        component(name, &TimeZone::get(name).expect("a zone"), moment(first), moment(last)).replace("\r\n", "\n")
    }

    #[test]
    fn the_clocks_of_a_year_change_twice_and_were_set_before() {
        assert_eq!(
            component_of("Europe/Brussels", "2018-10-15T12:00:00Z", "2018-10-16T11:00:00Z"),
            "BEGIN:VTIMEZONE\nTZID:Europe/Brussels\n\
             BEGIN:STANDARD\nDTSTART:20171029T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD\n\
             BEGIN:DAYLIGHT\nDTSTART:20180325T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:20181028T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD\n\
             END:VTIMEZONE\n"
        );
    }

    #[test]
    fn zones_are_as_they_are() {
        let new_year = component_of("Europe/Sofia", "2026-12-31T20:00:00Z", "2027-01-01T02:00:00Z");
        assert_eq!(new_year.matches("BEGIN:DAYLIGHT").count(), 2, "both years: {new_year}");
        let india = component_of("Asia/Kolkata", "2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z");
        assert!(india.contains("TZOFFSETTO:+0530\nTZNAME:IST"), "{india}");
        assert_eq!(india.matches("TZNAME").count(), 1, "{india}");
        let fixed = component(
            "Etc/GMT+3",
            &TimeZone::fixed(Offset::constant(-3)),
            Timestamp::UNIX_EPOCH,
            Timestamp::UNIX_EPOCH,
        );
        assert!(fixed.contains("DTSTART:19700101T000000\r\nTZOFFSETFROM:-0300\r\nTZOFFSETTO:-0300"), "{fixed}");
        let lord_howe = component_of("Australia/Lord_Howe", "2026-06-01T00:00:00Z", "2026-06-01T00:00:00Z");
        assert!(lord_howe.contains("TZOFFSETFROM:+1030\nTZOFFSETTO:+1100"), "{lord_howe}");
    }
}
