use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::date::{Joint, WrittenDates};
use crate::model::passage::Passage;
use crate::model::time::WrittenTime;

/// See the page.
pub struct ReversedRange;

impl Rule for ReversedRange {
    fn page(&self) -> &'static str {
        include_str!("reversed-range.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let notice = subject.notice;
        for sitting in notice.front_matter.events.iter().flat_map(|event| &event.sittings) {
            if let Some(ends) = &sitting.ends
                && *ends < sitting.starts
            {
                let (starts, ends) = (sitting.starts.datetime(), ends.datetime());
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        sitting.span,
                        format!("the sitting starts at `{starts}` and ends before that, at `{ends}`"),
                    )
                    .help("correct `starts` or `ends`"),
                );
            }
        }
        for dates in notice.written_dates.iter().filter(|dates| dates.joint == Joint::Range) {
            if let Some(passage) = notice.passages.get(dates.passage) {
                findings.extend(days(self.name(), subject, passage, dates));
            }
        }
        for pair in notice.times.windows(2).filter(|pair| pair[0].opens_range && is_reversed(&pair[0], &pair[1])) {
            if let Some(passage) = notice.passages.get(pair[0].passage)
                && is_all(subject, passage, &pair[1])
            {
                let flat = &passage.flat;
                let written = flat.text.get(pair[0].start..pair[1].end).unwrap_or("");
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        flat.span(pair[0].start, pair[1].end),
                        format!("{} ends before it begins", quoted(written)),
                    )
                    .help("correct the times; if it goes on into the next day, name that day behind the second time"),
                );
            }
        }
    }
}

fn days(rule: &'static str, subject: &Subject<'_>, passage: &Passage, dates: &WrittenDates) -> Option<Diagnostic> {
    let [first, last] = &dates.days[..] else { return None };
    let share_month = first.month_at.is_none() || last.month_at.is_none();
    let is_reversed = match (first.date(), last.date()) {
        (Some(first), Some(last)) => first > last,
        _ => share_month && first.day > last.day,
    };
    let flat = &passage.flat;
    let span = flat.span(dates.start, dates.end);
    // `LAKESIDE, 20 April 2026 – 6 April was cold`: the dash ends the dateline.
    let dateline = subject.notice.dateline.as_ref().filter(|dateline| dateline.run_in);
    if !is_reversed
        || dateline.is_some_and(|dateline| span.start < dateline.span.end && dateline.span.start <= span.end)
    {
        return None;
    }
    if opens_months(subject, passage, dates) {
        return None;
    }
    let text = |start: usize, end: usize| flat.text.get(start..end).unwrap_or("");
    let whole = text(dates.start, dates.end);
    let finding = Diagnostic::new(rule, span, format!("{} ends before it begins", quoted(whole)));
    let (a, b) = (first.day_at, last.day_at);
    let are_numbers = [a, b].iter().all(|at| text(at.start, at.end).bytes().all(|byte| byte.is_ascii_digit()));
    let is_bare = share_month && first.weekday.is_none() && last.weekday.is_none();
    let (Some(from), Some(to), true) = (flat.exact(a.start, a.end), flat.exact(b.start, b.end), is_bare && are_numbers)
    else {
        return Some(finding.help("put the earlier day first, or correct the dates"));
    };
    let (one, other) = (text(a.start, a.end), text(b.start, b.end));
    let turned =
        format!("{}{other}{}{one}{}", text(dates.start, a.start), text(a.end, b.start), text(b.end, dates.end));
    Some(finding.help(format!("write {}, or correct the dates", quoted(&turned))).fix(
        format!("write {}", quoted(&turned)),
        Safety::AskFirst,
        vec![Edit { span: from, replacement: other.to_owned() }, Edit { span: to, replacement: one.to_owned() }],
    ))
}

/// `open 9-5 May to September`: hours, and months behind them.
fn opens_months(subject: &Subject<'_>, passage: &Passage, dates: &WrittenDates) -> bool {
    let flat = &passage.flat;
    let names = subject.language.date_words();
    let words = flat.words();
    let next = words.partition_point(|word| word.start < dates.end);
    let joined = usize::from(words.get(next).is_some_and(|word| names.to.has(word)));
    let between = words.get(next + joined).and_then(|word| flat.text.get(dates.end..word.start)).unwrap_or("");
    (joined == 1 || between.contains(['-', '–'])) && names.months.starting(&flat.text, words, next + joined).is_some()
}

/// What would last longer than this over midnight is no night.
const LONGEST_NIGHT: i32 = 18 * 60;

fn is_reversed(starts: &WrittenTime, ends: &WrittenTime) -> bool {
    let minutes = |time: &WrittenTime| i32::from(time.time.hour()) * 60 + i32::from(time.time.minute());
    let length = minutes(ends) - minutes(starts);
    starts.passage == ends.passage && starts.is_sure && length < 0 && length + 24 * 60 >= LONGEST_NIGHT
}

/// Whether nothing follows the second time that may name another day.
fn is_all(subject: &Subject<'_>, passage: &Passage, ends: &WrittenTime) -> bool {
    let flat = &passage.flat;
    let names = subject.language.date_words();
    let behind =
        flat.words().iter().filter(|word| word.start >= ends.end).take_while(|word| names.behind_time.has(word));
    let end = behind.map(|word| word.end).last().unwrap_or(ends.end);
    let rest = flat.text.get(end..).unwrap_or("").trim_start();
    rest.is_empty() || rest.starts_with(['.', ';', ')'])
}
