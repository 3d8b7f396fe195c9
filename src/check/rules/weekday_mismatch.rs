use jiff::civil::Date;

use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::date::{WrittenDates, WrittenDay, WrittenWeekday};
use crate::model::passage::Passage;

/// See the page.
pub struct WeekdayMismatch;

impl Rule for WeekdayMismatch {
    fn page(&self) -> &'static str {
        include_str!("weekday-mismatch.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for dates in &subject.notice.written_dates {
            let Some(passage) = subject.notice.passages.get(dates.passage) else { continue };
            for day in &dates.days {
                let Some(weekday) = day.weekday else { continue };
                let days = subject.possible_days(passage, day);
                if let Some(likeliest) = days.first()
                    && days.iter().all(|date| date.weekday() != weekday.weekday)
                {
                    findings.push(finding(self.name(), subject, passage, dates, day, weekday, *likeliest));
                }
            }
        }
    }
}

fn finding(
    rule: &'static str,
    subject: &Subject<'_>,
    passage: &Passage,
    dates: &WrittenDates,
    day: &WrittenDay,
    weekday: WrittenWeekday,
    date: Date,
) -> Diagnostic {
    let flat = &passage.flat;
    let text = |start: usize, end: usize| flat.text.get(start..end).unwrap_or("");
    let (start, end) = (day.start.min(weekday.at.start), day.end.max(weekday.at.end));
    // What belongs to one day alone, else all that is written together.
    let is_whole = day.month_at.is_some() && (day.year_at.is_some() || day.year.is_none());
    let is_beside = day.start <= weekday.at.start && weekday.at.end <= day.end;
    let (own, whole) = (quoted(text(day.start, day.end)), quoted(text(dates.start, dates.end)));
    let (what, span) = match (is_whole && is_beside, is_beside) {
        (true, _) => (own, flat.span(start, end)),
        (false, true) => (format!("{own} in {whole}"), flat.span(start, end)),
        (false, false) => (format!("{own} in {whole}"), flat.span(dates.start, dates.end)),
    };
    let what = if dates.days.len() == 1 { whole } else { what };
    let written = text(weekday.at.start, weekday.at.end);
    let right = in_case_of(written, &name(subject, passage, weekday, date));
    let corrected = {
        let (start, end) = if is_beside { (start, end) } else { (dates.start, dates.end) };
        let (before, after) = (text(start, weekday.at.start), text(weekday.at.end, end));
        quoted(format!("{before}{right}{after}"))
    };
    let verb = if subject.issue_day().is_some_and(|today| date < today) { "was" } else { "is" };
    let year = if day.year.is_none() { format!(" in {}", date.year()) } else { String::new() };
    let finding = Diagnostic::new(rule, span, format!("{what} {verb} a {:?}{year}", date.weekday()))
        .help(format!("write {corrected}, or correct the date"));
    match flat.exact(weekday.at.start, weekday.at.end) {
        Some(span) => {
            finding.fix(format!("write {}", quoted(&right)), Safety::AskFirst, vec![Edit { span, replacement: right }])
        }
        None => finding,
    }
}

/// The weekday of `date` in the case in which another is written. Where several
/// cases are alike, a preposition before it decides.
fn name(subject: &Subject<'_>, passage: &Passage, weekday: WrittenWeekday, date: Date) -> String {
    let names = &subject.language.date_words().weekdays;
    let mut rows: Vec<usize> = names.rows_like(weekday.weekday.to_monday_zero_offset() as usize, weekday.row).collect();
    rows.sort_unstable();
    let before = passage.flat.text.get(..weekday.at.start).unwrap_or("");
    let word = before.strip_suffix([' ', '\u{a0}']).and_then(|before| before.rsplit([' ', '\u{a0}', '\n']).next());
    let has_preposition =
        word.is_some_and(|word| (1..=3).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic));
    let row = rows.get(usize::from(has_preposition)).or(rows.first()).copied().unwrap_or(weekday.row);
    let row = subject.language.dates.weekday_rows().nth(row).map(|(row, _)| row);
    let at = date.weekday().to_monday_zero_offset() as usize;
    row.and_then(|row| row.get(at)).cloned().unwrap_or_else(|| subject.language.weekday(date.weekday()).to_owned())
}

/// `word` with the capitals of `example`: of its first letter, or of all.
fn in_case_of(example: &str, word: &str) -> String {
    let mut letters = word.chars();
    let is_capitals =
        example.chars().filter(|c| c.is_alphabetic()).count() > 1 && !example.contains(char::is_lowercase);
    match letters.next() {
        Some(_) if is_capitals => word.to_uppercase(),
        Some(first) if example.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
