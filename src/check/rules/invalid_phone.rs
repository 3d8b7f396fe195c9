use crate::check::excerpt::quoted;
use crate::check::numbers::target;
use crate::check::telephone::{Fault, fault};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::mention::dialled;
use crate::span::Span;

/// See the page.
pub struct InvalidPhone;

impl Rule for InvalidPhone {
    fn page(&self) -> &'static str {
        include_str!("invalid-phone.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let shown = subject.shown_numbers();
        for number in &shown {
            // `01 42/43` are two numbers in one.
            if !number.written.contains('/') {
                self.check_one(subject, &number.dialled, number.written, number.span, findings);
            }
        }
        // The same number behind the link is no second fault.
        for link in &subject.notice.links {
            let Some(written) = target(&link.uri) else { continue };
            let number = dialled(written);
            if !shown.iter().any(|shown| shown.dialled == number) {
                self.check_one(subject, &number, link.uri.trim(), link.span, findings);
            }
        }
    }
}

impl InvalidPhone {
    fn check_one(
        &self,
        subject: &Subject<'_>,
        number: &str,
        written: &str,
        span: Span,
        findings: &mut Vec<Diagnostic>,
    ) {
        let Some(fault) = fault(number, &subject.house.style.phone) else { return };
        let why = match fault {
            Fault::Country => "no country has this calling code",
            Fault::TooShort => "digits are missing",
            Fault::TooLong => "it has too many digits",
            Fault::Plan => "its country has no such numbers",
        };
        findings.push(
            Diagnostic::new(self.name(), span, format!("{} cannot be a telephone number: {why}", quoted(written)))
                .help("compare it digit by digit with the list of your office, or ring it up"),
        );
    }
}
