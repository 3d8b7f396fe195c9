use jiff::civil::Date;

use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::event::Sitting;
use crate::span::Span;

/// See the page.
pub struct EventBeforeIssue;

impl Rule for EventBeforeIssue {
    fn page(&self) -> &'static str {
        include_str!("event-before-issue.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(issue_day) = subject.issue_day() else { return };
        if subject.notice.items().next().is_some() {
            // Of several events each is looked at.
            let days = subject.notice.events.iter().filter_map(|event| last_sitting(&event.sittings));
            let over = days.filter(|(last, _)| *last < issue_day);
            findings.extend(over.map(|(last, span)| is_over(self.name(), subject, issue_day, last, span)));
            return;
        }
        let Some((last, span)) = last_day(subject) else { return };
        let issued = subject.notice.front_matter.issued.as_ref();
        let sittings = subject.notice.events.iter().flat_map(|event| &event.sittings);
        // On the day itself the hour decides, where both are known.
        let ends = sittings.filter_map(|sitting| sitting.ends.as_ref()).map(jiff::Zoned::timestamp).max();
        let over = last < issue_day
            || last == issue_day
                && issued.zip(ends).is_some_and(|(issued, ends)| ends < issued.value.timestamp() && last_ends(subject));
        if over {
            findings.push(is_over(self.name(), subject, issue_day, last, span));
        }
    }
}

fn is_over(rule: &'static str, subject: &Subject<'_>, issue_day: Date, last: Date, span: Span) -> Diagnostic {
    let issued = subject.notice.front_matter.issued.as_ref();
    let language = subject.language;
    let what = if issued.is_some() { "`issued`" } else { "the dateline" };
    let at = issued.map(|issued| issued.span).or(subject.notice.dateline.as_ref().map(|dateline| dateline.span));
    let (ended, day) = (quoted(language.date(last)), quoted(language.date(issue_day)));
    let message = if last == issue_day {
        format!("the event is over before the notice is issued, both on {day}")
    } else {
        format!("the event is over before the notice is issued: it ends on {ended}, the notice is of {day}")
    };
    let finding = Diagnostic::new(rule, span, message).help(format!("correct the date of the event, or {what}"));
    match at {
        Some(at) => finding.label(at, "the notice is of this day"),
        None => finding,
    }
}

/// The last day of these sittings, and where it stands.
fn last_sitting(sittings: &[Sitting]) -> Option<(Date, Span)> {
    let days = sittings.iter().map(|sitting| (sitting.ends.as_ref().unwrap_or(&sitting.starts).date(), sitting.span));
    days.max_by_key(|(day, _)| *day)
}

/// The last day of the events and its place: of their sittings, else of the
/// dates in the section about the event.
fn last_day(subject: &Subject<'_>) -> Option<(Date, Span)> {
    let notice = subject.notice;
    let of_events = notice.events.iter().filter_map(|event| last_sitting(&event.sittings));
    let written = || {
        let in_section = notice.written_dates.iter().filter_map(|dates| {
            let passage =
                notice.passages.get(dates.passage).filter(|passage| notice.section_key(passage) == "event")?;
            let last = dates.days.iter().filter_map(|day| day.date()).max()?;
            // A day without a year may be of any.
            dates.days.iter().all(|day| day.year.is_some()).then(|| (last, passage.flat.span(dates.start, dates.end)))
        });
        in_section.max_by_key(|(day, _)| *day)
    };
    of_events.max_by_key(|(day, _)| *day).or_else(written)
}

/// Whether every sitting says when it ends.
fn last_ends(subject: &Subject<'_>) -> bool {
    subject.notice.events.iter().flat_map(|event| &event.sittings).all(|sitting| sitting.ends.is_some())
}
