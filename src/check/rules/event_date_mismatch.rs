use jiff::Zoned;
use jiff::civil::{Date, DateTime};

use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::date::{Joint, WrittenDates};
use crate::model::passage::{Passage, PassageKind};
use crate::span::Span;

/// See the page.
pub struct EventDateMismatch;

impl Rule for EventDateMismatch {
    fn page(&self) -> &'static str {
        include_str!("event-date-mismatch.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        if subject.notice.written_dates.is_empty() {
            return;
        }
        let front_matter = front_matter(subject);
        if front_matter.days.is_empty() && subject.notice.section("event").is_none() {
            return;
        }
        let near = front_matter.days.first().map(|day| day.first);
        let Some(near) = near.or_else(|| any_day(subject)) else { return };
        if front_matter.days.is_empty() && subject.notice.items().next().is_some() {
            for (at, _) in subject.notice.items() {
                let (heading, section) = (leading(subject, near, Some(at)), section(subject, near, Some(at)));
                findings.extend(contradiction(self.name(), subject, &section, &heading));
            }
            return;
        }
        let (headline, section) = (leading(subject, near, None), section(subject, near, None));
        if front_matter.days.is_empty() {
            findings.extend(contradiction(self.name(), subject, &section, &headline));
        } else {
            // What the front matter says is what calendars get.
            findings.extend(contradiction(self.name(), subject, &headline, &front_matter));
            findings.extend(contradiction(self.name(), subject, &section, &front_matter));
            hours(self.name(), subject, &section, findings);
        }
    }
}

/// One place that says when the event is.
struct Place {
    name: &'static str,
    days: Vec<Stated>,
}

/// Days of the event as one place states them.
struct Stated {
    first: Date,
    last: Date,
    /// Whether it is surely a day of the event and no deadline.
    is_sure: bool,
    span: Span,
}

impl Place {
    /// The days that do not touch any of `other`.
    fn without<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = &'s Stated> {
        let meets = |day: &Stated, its: &Stated| its.first <= day.last && day.first <= its.last;
        self.days.iter().filter(move |day| !other.days.iter().any(|its| meets(day, its)))
    }
}

/// The sittings in the front matter.
fn front_matter(subject: &Subject<'_>) -> Place {
    let sittings = subject.notice.front_matter.events.iter().flat_map(|event| &event.sittings);
    let days = sittings.map(|sitting| {
        let first = local(subject, &sitting.starts).date();
        let last = sitting.ends.as_ref().map_or(first, |ends| local(subject, ends).date()).max(first);
        Stated { first, last, is_sure: true, span: sitting.span }
    });
    Place { name: "the front matter", days: days.collect() }
}

/// A moment on the clocks of the notice.
fn local(subject: &Subject<'_>, moment: &Zoned) -> DateTime {
    match &subject.notice.front_matter.zone {
        Some(zone) => moment.with_time_zone(zone.value.clone()).datetime(),
        None => moment.datetime(),
    }
}

/// The date that the headline, or the heading of an item, begins with:
/// `15-16 October: …`.
fn leading(subject: &Subject<'_>, near: Date, item: Option<usize>) -> Place {
    let notice = subject.notice;
    let leading = notice.written_dates.iter().find(|dates| {
        notice.passages.get(dates.passage).is_some_and(|passage| {
            let text = &passage.flat.text;
            let before = text.get(..dates.start).unwrap_or("");
            let after = text.get(dates.end..).unwrap_or("").trim_start_matches(['.', ' ', '\u{a0}', '\u{202f}']);
            // `(tbc)` may stand between the date and the colon.
            let after = after.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(after, |(_, rest)| rest);
            // Lithuanian closes with `d.`, Bulgarian and Polish with `г.` and `r.`
            let is_colon = |c: char| matches!(c, ':' | '–' | '—' | '|') || c == '-' && after.starts_with("- ");
            let opens = before.trim().is_empty() && after.chars().take(4).any(is_colon);
            let is_there = match item {
                None => passage.kind == PassageKind::Headline,
                Some(_) => passage.kind == PassageKind::Label && passage.section == item,
            };
            is_there && opens
        })
    });
    let days = leading.map(|dates| days(subject, dates, near, true)).unwrap_or_default();
    Place { name: if item.is_none() { "the headline" } else { "the heading" }, days }
}

/// The dates in the section about the event; of that item where one is named.
fn section(subject: &Subject<'_>, near: Date, item: Option<usize>) -> Place {
    let notice = subject.notice;
    let in_section = notice.written_dates.iter().filter(|dates| {
        let passage = notice.passages.get(dates.passage);
        passage.is_some_and(|passage| {
            let section = notice.section_of(passage).filter(|section| section.key == "event");
            let is_there = section.is_some_and(|section| item.is_none() || section.item == item);
            is_there && passage.kind != PassageKind::Heading
        })
    });
    let days = in_section.flat_map(|dates| days(subject, dates, near, is_with_hours(subject, dates)));
    Place { name: "the section about the event", days: days.collect() }
}

fn days(subject: &Subject<'_>, dates: &WrittenDates, near: Date, is_sure: bool) -> Vec<Stated> {
    let Some(passage) = subject.notice.passages.get(dates.passage) else { return Vec::new() };
    let span = passage.flat.span(dates.start, dates.end);
    let stated = |first: Date, last: Date| Stated { first, last, is_sure, span };
    let resolved: Vec<Date> = dates.days.iter().filter_map(|day| subject.day_near(day, near)).collect();
    match (dates.joint, &resolved[..]) {
        (Joint::Range, &[first, last]) if first <= last && (last - first).get_days() < 7 => {
            first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).map(|day| stated(day, day)).collect()
        }
        (Joint::Range, &[first, last]) if first <= last => vec![stated(first, last)],
        (Joint::Range, _) => Vec::new(),
        (Joint::List, _) => resolved.iter().map(|&day| stated(day, day)).collect(),
    }
}

/// Whether hours follow and no word before says that it is a deadline.
fn is_with_hours(subject: &Subject<'_>, dates: &WrittenDates) -> bool {
    let notice = subject.notice;
    let next = notice.written_dates.iter().find(|other| other.passage == dates.passage && other.start >= dates.end);
    let until = next.map_or(usize::MAX, |next| next.start);
    let mut times = notice.times.iter().filter(|time| time.passage == dates.passage && time.is_sure);
    let has_hours = times.any(|time| dates.end <= time.start && time.start < until);
    let names = subject.language.date_words();
    let is_deadline = |passage: &Passage| {
        let before = passage.flat.words().iter().rev().filter(|word| word.end <= dates.start);
        let mut before = before.skip_while(|word| names.particles.has(word) && !names.to.has(word));
        before.next().is_some_and(|word| names.to.has(word) || names.limits.has(word))
    };
    has_hours && !notice.passages.get(dates.passage).is_some_and(is_deadline)
}

/// A day near which dates without a year are looked for.
fn any_day(subject: &Subject<'_>) -> Option<Date> {
    let full = || subject.notice.dates.first().map(|mention| mention.date);
    let of_reference = || Date::new(i16::try_from(subject.reference()?.year()).ok()?, 7, 1).ok();
    subject.issue_day().or_else(full).or_else(of_reference)
}

/// `text` has a day of the event that `other` lacks, while `other` has one that
/// `text` lacks.
fn contradiction(rule: &'static str, subject: &Subject<'_>, text: &Place, other: &Place) -> Option<Diagnostic> {
    let wrong = text.without(other).find(|day| day.is_sure)?;
    let right = other.without(text).next()?;
    let shown = |day: &Stated| {
        let first = quoted(subject.language.date(day.first));
        if day.first == day.last { first } else { format!("{first} to {}", quoted(subject.language.date(day.last))) }
    };
    let message = format!("{} says {}, {} says {}", text.name, shown(wrong), other.name, shown(right));
    Some(
        Diagnostic::new(rule, wrong.span, message)
            .label(right.span, other.name)
            .help("write the same days in headline, text and front matter"),
    )
}

/// Compares the hours where text and front matter give one stretch for a day.
fn hours(rule: &'static str, subject: &Subject<'_>, section: &Place, findings: &mut Vec<Diagnostic>) {
    let notice = subject.notice;
    for dates in notice.written_dates.iter().filter(|dates| dates.days.len() == 1) {
        let Some(passage) = notice.passages.get(dates.passage) else { continue };
        let span = passage.flat.span(dates.start, dates.end);
        let Some(stated) = section.days.iter().find(|stated| stated.span == span && stated.is_sure) else { continue };
        let sittings = notice.front_matter.events.iter().flat_map(|event| &event.sittings);
        let mut of_day = sittings.filter(|sitting| local(subject, &sitting.starts).date() == stated.first);
        // Several sittings on one day are not told apart.
        let (Some(sitting), None) = (of_day.next(), of_day.next()) else { continue };
        let Some(until) = &sitting.ends else { continue };
        let mut behind = notice.times.iter().filter(|time| time.passage == dates.passage && time.start >= dates.end);
        let (Some(starts), Some(ends)) = (behind.next(), behind.next()) else { continue };
        let between = passage.flat.text.get(dates.end..starts.start).unwrap_or("");
        let is_tied = between.chars().count() <= 12 && !between.contains([';', ':', '\n']);
        let (from, to) = (local(subject, &sitting.starts).time(), local(subject, until).time());
        if !starts.opens_range || !starts.is_sure || !is_tied || (from, to) == (starts.time, ends.time) {
            continue;
        }
        let time = |time| subject.house.style.time(subject.language, time);
        let written = quoted(passage.flat.text.get(starts.start..ends.end).unwrap_or(""));
        findings.push(
            Diagnostic::new(
                rule,
                passage.flat.span(starts.start, ends.end),
                format!("the text says {written}, the front matter says `{}` to `{}`", time(from), time(to)),
            )
            .label(sitting.span, "the front matter")
            .help("write the same hours in text and front matter"),
        );
    }
}
