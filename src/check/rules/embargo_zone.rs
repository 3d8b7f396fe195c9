use crate::check::embargo::{StatedZone, StatementKind};
use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct EmbargoZone;

impl Rule for EmbargoZone {
    fn page(&self) -> &'static str {
        include_str!("embargo-zone.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for statement in subject.statements() {
            let StatementKind::Embargo { date, time, zone } = statement.kind else { continue };
            let missing: Vec<&str> =
                [(date.is_none(), "date"), (time.is_none(), "time"), (zone == StatedZone::None, "time zone")]
                    .into_iter()
                    .filter_map(|(missing, what)| missing.then_some(what))
                    .collect();
            if !missing.is_empty() {
                let line = quoted(subject.source.slice(statement.span));
                findings.push(
                    Diagnostic::new(self.name(), statement.span, format!("{line} names no {}", missing.join(", no ")))
                        .help("write date, time and zone, such as `1 December 2026, 10:00 (CET)`"),
                );
            }
        }
        let front = &subject.notice.front_matter;
        if let Some(embargo) = front.embargo.as_ref().filter(|_| front.zone.is_none()) {
            let written = subject.source.slice(embargo.span);
            if !has_offset(written) {
                let whole = embargo.value.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
                findings.push(
                    Diagnostic::new(
                        self.name(),
                        embargo.span,
                        format!("the embargo {} names no zone", quoted(written)),
                    )
                    .help(format!("write the difference to universal time with it, such as `{whole}`")),
                );
            }
        }
    }
}

/// Whether a time in the front matter says its difference to universal time.
fn has_offset(written: &str) -> bool {
    let time = written.trim_matches(['"', '\'']).get("2026-12-01".len()..).unwrap_or("");
    time.contains(['+', '-', 'Z', 'z', '['])
}
