//! The event section: dates with times are sittings.

use jiff::tz::TimeZone;

use super::Knowledge;
use crate::mention::{dates, times};
use crate::model::event::Sitting;
use crate::model::flat::Flat;
use crate::model::section::Block;
use crate::span::SourceFile;

/// The sittings in a block: every full date that is followed by a time before
/// the next date; a second time is the end.
pub fn sittings(source: &SourceFile, knowledge: Knowledge<'_>, zone: &TimeZone, block: &Block) -> Vec<Sitting> {
    let mut sittings = Vec::new();
    block.walk(&mut |block| {
        for run in block.runs() {
            let flat = Flat::new(source, run);
            let found = dates(&flat, knowledge.language);
            for (at, date) in found.iter().enumerate() {
                let until = found.get(at + 1).map_or(flat.text.len(), |next| next.start);
                let after = &flat.text[date.end..until];
                let clock = times(after, knowledge.language);
                let Some(&(starts, _, starts_end)) = clock.first() else { continue };
                let ends = clock.get(1).filter(|(time, _, _)| *time > starts);
                let last = date.end + ends.map_or(starts_end, |(_, _, end)| *end);
                let at_time = |time| date.mention.date.to_datetime(time).to_zoned(zone.clone()).ok();
                let Some(starts) = at_time(starts) else { continue };
                sittings.push(Sitting {
                    starts,
                    ends: ends.and_then(|(time, _, _)| at_time(*time)),
                    span: flat.span(date.start, last),
                });
            }
        }
    });
    sittings
}
