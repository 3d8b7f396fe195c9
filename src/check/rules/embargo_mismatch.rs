use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use crate::check::embargo::{StatedZone, StatementKind};
use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::span::Span;

/// See the page.
pub struct EmbargoMismatch;

impl Rule for EmbargoMismatch {
    fn page(&self) -> &'static str {
        include_str!("embargo-mismatch.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let stated = subject.notice.front_matter.embargo.as_ref();
        for statement in subject.statements() {
            match (statement.kind, stated) {
                (StatementKind::Immediate, Some(stated)) => findings.push(
                    Diagnostic::new(
                        self.name(),
                        statement.span,
                        "the text is for immediate release, and the front matter has an embargo",
                    )
                    .label(stated.span, "the embargo")
                    .help("remove the line from the text, or `embargo` from the front matter"),
                ),
                (StatementKind::Immediate, None) => {}
                (StatementKind::Embargo { date, time, zone }, None) => {
                    findings.push(self.unknown_to_pressdoc(subject, statement.span, date.zip(time), zone));
                }
                (StatementKind::Embargo { date, time, .. }, Some(stated)) => {
                    let moment = &stated.value;
                    let other_day = date.is_some_and(|date| date != moment.date());
                    let other_time = time.is_some_and(|time| time != moment.time());
                    if other_day || other_time {
                        let shown = subject.house.style.date_and_time(subject.language, moment);
                        findings.push(
                            Diagnostic::new(self.name(), statement.span, format!("the text gives another moment than the front matter, where the embargo ends on {}", quoted(shown)))
                                .label(stated.span, "the embargo")
                                .help("correct the one that is wrong; remove the line from the text if in doubt: every form gets its own from the front matter"),
                        );
                    }
                }
            }
        }
    }
}

impl EmbargoMismatch {
    /// An embargo that only a reader of the text would keep.
    fn unknown_to_pressdoc(
        &self,
        subject: &Subject<'_>,
        span: Span,
        moment: Option<(Date, Time)>,
        zone: StatedZone,
    ) -> Diagnostic {
        let finding = Diagnostic::new(
            self.name(),
            span,
            format!(
                "{} is not in the front matter, so nothing holds the notice back",
                quoted(subject.source.slice(span))
            ),
        );
        let zone = match zone {
            StatedZone::Ahead(hours) => Some(TimeZone::fixed(Offset::constant(hours))),
            // Which zone the words name is for the officer to say.
            StatedZone::Named => None,
            StatedZone::None => {
                let stated = subject.notice.front_matter.zone.as_ref().map(|zone| zone.value.clone());
                stated.or_else(|| TimeZone::get(&subject.house.style.zone).ok())
            }
        };
        let written = moment.zip(zone).and_then(|((date, time), zone)| {
            let moment = date.to_datetime(time).to_zoned(zone).ok()?;
            Some(moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        });
        let Some(written) = written else {
            return finding.help("add the moment to the front matter, such as `embargo = 2026-12-01T10:00:00+01:00`");
        };
        let line = format!("embargo = {written}");
        let front = subject.notice.front_matter.span;
        let opening = front.filter(|front| subject.source.slice(*front).lines().count() > 1);
        let (at, replacement) = match opening {
            Some(front) => {
                let first_line = subject.source.slice(front).find('\n').map_or(0, |at| at + 1);
                (front.start + first_line, format!("{line}\n"))
            }
            None => {
                let byte_order_mark = if subject.source.text().starts_with('\u{feff}') { 3 } else { 0 };
                (byte_order_mark, format!("+++\n{line}\n+++\n\n"))
            }
        };
        finding.help(format!("add `{line}` to the front matter, if that is the moment")).fix(
            format!("add `{line}`"),
            Safety::AskFirst,
            vec![Edit { span: Span::at(at), replacement }],
        )
    }
}
