use jiff::civil::Date;

use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::date::WrittenDay;

/// See the page.
pub struct ImpossibleDate;

impl Rule for ImpossibleDate {
    fn page(&self) -> &'static str {
        include_str!("impossible-date.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for dates in &subject.notice.written_dates {
            let Some(passage) = subject.notice.passages.get(dates.passage) else { continue };
            for day in dates.days.iter().filter(|day| day.day > 28) {
                let year = match day.year {
                    Some(year) => Some(year),
                    // The notice's own years decide about 29 February.
                    None if (day.month, day.day) == (2, 29) => {
                        let issued = subject.issue_day().filter(|_| subject.possible_days(passage, day).is_empty());
                        let Some(issued) = issued else { continue };
                        Some(issued.year())
                    }
                    None => None,
                };
                let Some(last) = last_day(day, year).filter(|last| last.day() < day.day) else { continue };
                let text = |start: usize, end: usize| quoted(passage.flat.text.get(start..end).unwrap_or(""));
                let whole = text(dates.start, dates.end);
                let what =
                    if dates.days.len() == 1 { whole } else { format!("{} in {whole}", text(day.start, day.end)) };
                let in_year = year.filter(|_| day.month == 2).map_or(String::new(), |year| format!(" in {year}"));
                let length = last.day();
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        passage.flat.span(day.start, day.end),
                        format!("{what} does not exist: the month has {length} days{in_year}"),
                    )
                    .help(match day.year {
                        Some(_) => format!(
                            "correct the date; the last of the month is {}",
                            quoted(subject.language.date(last))
                        ),
                        None => format!("correct the date; the last of the month is the {length}th"),
                    }),
                );
            }
        }
    }
}

/// The last day of the month, in `year` or in any.
fn last_day(day: &WrittenDay, year: Option<i16>) -> Option<Date> {
    const LEAP: i16 = 2024;
    Some(Date::new(year.unwrap_or(LEAP), day.month, 1).ok()?.last_of_month())
}
