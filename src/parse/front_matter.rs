//! The `+++` front matter: what the text does not say.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use crate::diagnostic::Diagnostic;
use crate::model::event::{Event, EventStatus, Sitting};
use crate::model::notice::{Change, FrontMatter, Notice, Waiver};
use crate::record::{Asked, Fields, asked, read_fields};
use crate::span::{SourceFile, Span, Spanned};

/// Where front matter and body lie in a file, in bytes.
pub struct Split {
    /// The TOML between the delimiters.
    toml: Option<Span>,
    /// The opening delimiter, if it is never closed.
    unclosed: Option<Span>,
    /// With the delimiters.
    whole: Option<Span>,
    /// Where the body begins.
    pub body: usize,
}

const DELIMITER: &str = "+++";

/// Finds the front matter: between a first line `+++` and the next such line.
pub fn split(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut split = Split { toml: None, unclosed: None, whole: None, body: start };
    let mut lines = lines_with_offsets(text, start);
    let Some((_, first)) = lines.next() else { return split };
    if first.trim_end() != DELIMITER {
        return split;
    }
    let toml_start = start + first.len();
    for (offset, line) in lines {
        if line.trim_end() == DELIMITER {
            split.toml = Some(Span::new(toml_start, offset));
            split.body = offset + line.len();
            split.whole = Some(Span::new(start, split.body));
            return split;
        }
    }
    split.unclosed = Some(Span::new(start, start + DELIMITER.len()));
    split.body = toml_start;
    split.whole = split.unclosed;
    split
}

fn lines_with_offsets(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    text[start..].split_inclusive('\n').scan(start, |offset, line| {
        let at = *offset;
        *offset += line.len();
        Some((at, line))
    })
}

/// Reads the front matter into the notice; `zone` is the house style's, for
/// times without an offset.
pub fn read(source: &SourceFile, split: &Split, zone: &TimeZone, notice: &mut Notice) {
    notice.front_matter.span = split.whole;
    if let Some(span) = split.unclosed {
        notice.front_matter_findings.push(
            Diagnostic::new("malformed-front-matter", span, "the front matter that `+++` opens is never closed")
                .help("add a line `+++` after the last entry, or remove the first line"),
        );
    }
    let Some(span) = split.toml else { return };
    let mut findings = std::mem::take(&mut notice.front_matter_findings);
    read_fields(source.slice(span), span.start, &mut findings, |fields| {
        take(fields, zone, &mut notice.front_matter);
    });
    notice.front_matter_findings = findings;
}

/// Reads of a front matter the entries `keys` alone, which stand before its
/// tables; `zone` is that of times without an offset.
pub fn peek(source: &SourceFile, keys: &[&str], zone: &TimeZone) -> FrontMatter {
    let mut front = FrontMatter::default();
    let Some(span) = split(source.text()).toml else { return front };
    let toml = source.slice(span);
    let is_entry = |line: &&str| keys.iter().any(|key| line.trim_start().starts_with(key));
    let mut toml = Cow::Borrowed(toml);
    // Escapes and texts of several lines are TOML's business.
    if !toml.contains(['\\', '{']) && !toml.contains("\"\"\"") && !toml.contains("'''") {
        let head = toml.lines().take_while(|line| !line.trim_start().starts_with('['));
        toml = Cow::Owned(head.filter(is_entry).flat_map(|line| [line, "\n"]).collect());
    }
    if !toml.is_empty() {
        read_fields(&toml, span.start, &mut Vec::new(), |fields| take(fields, zone, &mut front));
    }
    front
}

/// The keys that a front matter may have: those that [`read`] asks for.
pub fn keys() -> Vec<Asked> {
    asked(|fields| take(fields, &TimeZone::UTC, &mut FrontMatter::default()))
}

fn take(fields: &mut Fields<'_>, house_zone: &TimeZone, front: &mut FrontMatter) {
    front.zone = fields.zone("zone");
    let zone = front.zone.as_ref().map_or(house_zone, |zone| &zone.value).clone();
    front.issued = fields.time("issued", &zone);
    front.embargo = fields.time("embargo", &zone);
    front.reference = fields.text("reference");
    front.language = fields.text("language");
    front.house = fields.text("house");
    front.translation_of = fields.text("translation_of");
    front.original = fields.text("original");
    front.events = fields.tables("event", |event| Event {
        title: event.text("title"),
        status: status(event),
        place: event.text("place"),
        sittings: event
            .tables("sitting", |sitting| {
                let starts = sitting.time("starts", &zone);
                let ends = sitting.time("ends", &zone);
                let starts = starts?;
                Some(Sitting {
                    span: ends.as_ref().map_or(starts.span, |ends| starts.span.join(ends.span)),
                    starts: starts.value,
                    ends: ends.map(|ends| ends.value),
                })
            })
            .into_iter()
            .flatten()
            .collect(),
    });
    front.corrections = changes(fields, "correction", &zone);
    front.withdrawals = changes(fields, "withdrawal", &zone);
    front.waivers = fields
        .tables("waiver", |waiver| {
            let rule = waiver.required_text("rule");
            let reason = waiver.required_text("reason");
            Some(Waiver { rule: rule?, reason: reason? })
        })
        .into_iter()
        .flatten()
        .collect();
}

fn changes(fields: &mut Fields<'_>, key: &'static str, zone: &TimeZone) -> Vec<Change> {
    let changes = fields.tables(key, |change| {
        let at = change.required_time("at", zone);
        let text = change.required_text("text");
        Some(Change { at: at?, text: text? })
    });
    changes.into_iter().flatten().collect()
}

fn status(event: &mut Fields<'_>) -> EventStatus {
    let status: Option<Spanned<EventStatus>> = event.choice(
        "status",
        &[
            ("confirmed", EventStatus::Confirmed),
            ("to be confirmed", EventStatus::Tentative),
            ("cancelled", EventStatus::Cancelled),
        ],
    );
    status.map_or(EventStatus::Confirmed, |status| status.value)
}
