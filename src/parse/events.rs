//! The event section: dates with times are sittings.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Knowledge;
use crate::mention::times;
use crate::model::date::{Joint, WrittenDates};
use crate::model::event::Sitting;
use crate::model::passage::Passage;

/// The sittings in a passage with the dates `found`: every full date that is
/// followed by a time before the next date; a second time is the end. Days that
/// are written together have the same times.
pub fn sittings(knowledge: Knowledge<'_>, zone: &TimeZone, passage: &Passage, found: &[WrittenDates]) -> Vec<Sitting> {
    let flat = &passage.flat;
    let mut sittings = Vec::new();
    for (at, dates) in found.iter().enumerate() {
        let until = found.get(at + 1).map_or(flat.text.len(), |next| next.start);
        let Some(after) = flat.text.get(dates.end..until) else { continue };
        let clock = times(after, knowledge.language);
        let Some(&(starts, _, starts_end)) = clock.first() else { continue };
        let ends = clock.get(1).filter(|(time, _, _)| *time > starts);
        let last = dates.end + ends.map_or(starts_end, |(_, _, end)| *end);
        for date in days(dates) {
            let at_time = |time| date.to_datetime(time).to_zoned(zone.clone()).ok();
            let Some(starts) = at_time(starts) else { continue };
            sittings.push(Sitting {
                starts,
                ends: ends.and_then(|(time, _, _)| at_time(*time)),
                span: flat.span(dates.start, last),
            });
        }
    }
    sittings
}

/// The full dates among `dates`; of a range of up to a week every day.
fn days(dates: &WrittenDates) -> Vec<Date> {
    let mut days: Vec<Date> = dates.days.iter().filter_map(|day| day.date()).collect();
    if let (Joint::Range, [first, last]) = (dates.joint, &days[..])
        && first < last
        && (*last - *first).get_days() < 7
    {
        let (first, last) = (*first, *last);
        days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).collect();
    }
    days
}
