//! What the text does not say, as TOML between two lines `+++`.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{Place, Style};
use crate::import::draft::{Change, Draft};
use crate::model::sheet::SheetEvent;
use crate::record::basic_string as text;

/// The front matter with the empty line behind it; nothing where there is
/// nothing to say.
pub fn write(draft: &Draft, style: Style<'_>, place: Place) -> String {
    let mut keys = String::new();
    let mut entry = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(keys, "{key} = {value}");
        }
    };
    entry("issued", draft.issued.as_deref().map(time));
    entry("embargo", draft.embargo.as_deref().map(time));
    entry("zone", zone(draft, style).map(text));
    let loose = place == Place::Loose;
    entry("language", (loose && !draft.language.is_empty()).then(|| text(&draft.language)));
    entry("house", draft.house.as_deref().map(text));
    entry("translation_of", draft.translation_of.as_deref().map(text));
    let mut tables: Vec<String> = draft.events.iter().map(event).collect();
    tables.extend(draft.corrections.iter().map(|correction| change("correction", correction)));
    tables.extend(draft.withdrawal.iter().map(|withdrawal| change("withdrawal", withdrawal)));
    if keys.is_empty() && tables.is_empty() {
        return String::new();
    }
    let parts: Vec<String> = std::iter::once(keys).filter(|keys| !keys.is_empty()).chain(tables).collect();
    format!("+++\n{}+++\n\n", parts.join("\n"))
}

/// The zone of the clocks, where the house has another one.
fn zone<'d>(draft: &'d Draft, style: Style<'_>) -> Option<&'d str> {
    let sittings = draft.events.iter().flat_map(|event| &event.sittings);
    let of_events = || sittings.filter_map(|sitting| sitting.zone.as_deref()).next();
    let zone = draft.zone.as_deref().or_else(of_events)?;
    (zone != style.house.zone).then_some(zone)
}

fn event(event: &SheetEvent) -> String {
    let mut table = format!("[[event]]\ntitle = {}\n", text(&event.title));
    let status = if event.status == "tentative" { "to be confirmed" } else { event.status };
    let _ = writeln!(table, "status = {}", text(status));
    if let Some(place) = &event.place {
        let _ = writeln!(table, "place = {}", text(place));
    }
    for sitting in &event.sittings {
        let _ = write!(table, "\n[[event.sitting]]\nstarts = {}\n", time(&sitting.starts));
        if let Some(ends) = &sitting.ends {
            let _ = writeln!(table, "ends = {}", time(ends));
        }
    }
    table
}

fn change(key: &str, change: &Change) -> String {
    format!("[[{key}]]\nat = {}\ntext = {}\n", time(&change.at), text(&change.text))
}

/// A time as TOML has it; what is none stays as a text, for a finding.
fn time(written: &str) -> String {
    let is_moment = written.parse::<jiff::Timestamp>().is_ok();
    let plain =
        written.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'T' | b'Z' | b':' | b'.' | b'+' | b'-'));
    if is_moment && plain { written.to_owned() } else { text(written) }
}

/// The calendar day of a time as its own clock shows it.
pub fn date_of(written: &str) -> Option<Date> {
    jiff::fmt::temporal::Pieces::parse(written).ok().map(|pieces| pieces.date())
}
