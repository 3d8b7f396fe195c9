use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::date::{WrittenDates, WrittenDay};
use crate::model::flat::{Flat, MarkKind};
use crate::model::house_style::Writing;
use crate::model::language::Language;
use crate::model::passage::{Passage, PassageKind};

/// See the page.
pub struct DateForm;

impl Rule for DateForm {
    fn page(&self) -> &'static str {
        include_str!("date-form.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(writing) = subject.writing().filter(|writing| writing.date.is_some()) else { return };
        for dates in &subject.notice.written_dates {
            let Some(passage) = subject.notice.passages.get(dates.passage) else { continue };
            if is_other_words(passage, dates) {
                continue;
            }
            let scribe = Scribe { rule: self.name(), writing, language: subject.language, passage };
            if dates.in_numbers {
                findings.extend(scribe.numbers(dates));
            } else if dates.days.len() > 1 && scribe.is_month_first(dates) {
                findings.push(scribe.month_before_days(dates));
            } else {
                findings.extend(dates.days.iter().filter_map(|day| scribe.words(day)));
            }
        }
    }
}

/// What somebody else wrote so: quotations, code. Short dates in tables save
/// room.
fn is_other_words(passage: &Passage, dates: &WrittenDates) -> bool {
    let flat = &passage.flat;
    let is_code =
        flat.marks.iter().any(|mark| mark.kind == MarkKind::Code && mark.start <= dates.start && dates.end <= mark.end);
    is_code || passage.kind == PassageKind::Cell || passage.is_quoted(dates.start)
}

struct Scribe<'a> {
    rule: &'static str,
    writing: &'a Writing,
    language: &'a Language,
    passage: &'a Passage,
}

impl Scribe<'_> {
    fn text(&self, start: usize, end: usize) -> &str {
        self.passage.flat.text.get(start..end).unwrap_or("")
    }

    fn is_month_first(&self, dates: &WrittenDates) -> bool {
        let first = dates.days.first();
        first.is_some_and(|day| day.month_at.is_some_and(|month| month.start < day.day_at.start))
    }

    /// A date with its month in letters.
    fn words(&self, day: &WrittenDay) -> Option<Diagnostic> {
        let right = self.filled(day, false)?;
        let (mut start, end) = (day.start, day.end);
        if spaced(self.text(start, end)) == spaced(&right) {
            return None;
        }
        // `the 15th of October` loses its article with the ordinal.
        let is_ordinal = self.text(day.day_at.start, day.day_at.end).ends_with(char::is_alphabetic);
        if is_ordinal && start == day.day_at.start {
            start = self.without_particle(start);
        }
        Some(self.finding(start, end, &right))
    }

    /// Where a small word directly before the byte `at` begins, else `at`.
    fn without_particle(&self, at: usize) -> usize {
        let flat = &self.passage.flat;
        let before = flat.words().iter().rev().find(|word| word.end <= at);
        let particle = before.filter(|word| self.language.date_words().particles.has(word));
        let particle = particle.filter(|word| self.text(word.end, at).chars().all(char::is_whitespace));
        particle.map_or(at, |word| word.start)
    }

    /// The date in the form of the house, as far as it is written: `15 October`
    /// has no year.
    fn filled(&self, day: &WrittenDay, in_numbers: bool) -> Option<String> {
        let weekday = day.weekday.filter(|weekday| day.start <= weekday.at.start && weekday.at.end <= day.end);
        let form = if weekday.is_some() { self.writing.weekday_date.as_deref() } else { self.writing.date.as_deref() }?;
        let weekday = weekday.map(|weekday| {
            let is_short = self.language.dates.weekday_rows().nth(weekday.row).is_some_and(|(_, is_short)| is_short);
            let name = self.language.weekday(weekday.weekday);
            if is_short { name } else { self.text(weekday.at.start, weekday.at.end) }.to_owned()
        });
        let month = day.month_at.map(|at| {
            let name = self.language.dates.months.get(day.month as usize - 1).map_or("", String::as_str);
            if in_numbers || day.month_is_short { name } else { self.text(at.start, at.end) }.to_owned()
        });
        let year = day.year_at.and(day.year).map(|year| year.to_string());
        let day = Some(day.day.to_string());
        Some(fill(form, &[("{weekday}", weekday), ("{day}", day), ("{month}", month), ("{year}", year)]))
    }

    /// `October 15 and 16, 2018`: one month before several days.
    fn month_before_days(&self, dates: &WrittenDates) -> Diagnostic {
        let (Some(first), Some(last)) = (dates.days.first(), dates.days.last()) else {
            return self.finding(dates.start, dates.end, "");
        };
        let shares = dates.days.iter().skip(1).all(|day| day.month_at.is_none() && day.weekday.is_none());
        let month = first.month_at.map_or("", |at| self.text(at.start, at.end));
        let days = self.text(first.day_at.start, last.day_at.end);
        let year = last.year_at.map_or("", |at| self.text(at.start, at.end));
        let right = if shares && first.weekday.is_none() {
            format!("{days} {month} {year}").trim_end().to_owned()
        } else {
            String::new()
        };
        self.finding(dates.start, dates.end, &right)
    }

    /// A date in numbers alone.
    fn numbers(&self, dates: &WrittenDates) -> Option<Diagnostic> {
        let after = self.text(dates.end, self.passage.flat.text.len());
        // `OJ C 12, 14.1.2026, p. 3` is how the Official Journal is cited.
        if after.starts_with(", p.") || after.starts_with(", p\u{a0}") || after.starts_with(", S.") {
            return None;
        }
        let right = dates.days.first().and_then(|day| self.filled(day, true));
        let flat = &self.passage.flat;
        match right {
            Some(right) => Some(self.finding(dates.start, dates.end, &right)),
            None => Some(
                Diagnostic::new(
                    self.rule,
                    flat.span(dates.start, dates.end),
                    format!("{} does not say which number is the month", quoted(self.text(dates.start, dates.end))),
                )
                .help("write the month in letters"),
            ),
        }
    }

    /// Without `right` only the form is shown.
    fn finding(&self, start: usize, end: usize, right: &str) -> Diagnostic {
        let flat: &Flat = &self.passage.flat;
        let written = self.text(start, end);
        let finding = Diagnostic::new(
            self.rule,
            flat.span(start, end),
            format!("{} is not how the house writes a date", quoted(written)),
        );
        if right.is_empty() {
            return finding.help("write the day before the month: `15 and 16 October 2018`");
        }
        let finding = finding.help(format!("write {}", quoted(right)));
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let safety = if letters(written) == letters(right) { Safety::Safe } else { Safety::AskFirst };
        match flat.exact(start, end) {
            Some(span) => finding.fix(
                format!("write {}", quoted(right)),
                safety,
                vec![Edit { span, replacement: right.to_owned() }],
            ),
            None => finding,
        }
    }
}

/// `form` with those parts that are there; what stands between two of them goes
/// with them.
fn fill(form: &str, parts: &[(&str, Option<String>)]) -> String {
    let mut filled = String::new();
    let mut between = String::new();
    let mut rest = form;
    while !rest.is_empty() {
        let part = parts.iter().find_map(|(name, value)| Some((rest.strip_prefix(name)?, value)));
        if let Some((after, value)) = part {
            if let Some(value) = value {
                if !filled.is_empty() {
                    filled.push_str(&between);
                }
                filled.push_str(value);
            }
            // Where a part is missing, the sign before it goes too.
            between.clear();
            rest = after;
        } else {
            let mut characters = rest.chars();
            between.extend(characters.next());
            rest = characters.as_str();
        }
    }
    filled
}

/// `text` with single spaces of one kind.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_is_not_written_takes_its_signs_along() {
        let part = |text: &str| Some(text.to_owned());
        let parts = |weekday, year| {
            [("{weekday}", weekday), ("{day}", part("15")), ("{month}", part("October")), ("{year}", year)]
        };
        let form = "{weekday} {day} {month} {year}";
        assert_eq!(fill(form, &parts(part("Monday"), part("2018"))), "Monday 15 October 2018");
        assert_eq!(fill(form, &parts(part("Monday"), None)), "Monday 15 October");
        assert_eq!(fill("{day}. {month} {year}", &parts(None, part("2018"))), "15. October 2018");
    }
}
