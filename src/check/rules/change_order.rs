use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct ChangeOrder;

impl Rule for ChangeOrder {
    fn page(&self) -> &'static str {
        include_str!("change-order.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let front = &subject.notice.front_matter;
        let shown = |time: &jiff::Zoned| quoted(subject.house.style.date_and_time(subject.language, time));
        let withdrawal = front.withdrawals.first();
        if let (Some(first), Some(second)) = (withdrawal, front.withdrawals.get(1)) {
            findings.push(
                Diagnostic::new(self.name(), second.at.span, "the notice is withdrawn a second time")
                    .label(first.at.span, "it is withdrawn here")
                    .help("keep one `[[withdrawal]]`"),
            );
        }
        if let Some(issued) = &front.issued {
            for (what, change) in front
                .corrections
                .iter()
                .map(|change| ("corrected", change))
                .chain(front.withdrawals.iter().map(|change| ("withdrawn", change)))
                .filter(|(_, change)| change.at.value.timestamp() < issued.value.timestamp())
            {
                let message = format!("the notice is {what} on {}, before it is issued", shown(&change.at.value));
                findings.push(
                    Diagnostic::new(self.name(), change.at.span, message).label(issued.span, "it is issued then").help(
                        "correct the moment, or remove the table: before its issue a notice is changed without a word",
                    ),
                );
            }
        }
        let Some(withdrawal) = withdrawal else { return };
        for correction in front
            .corrections
            .iter()
            .filter(|correction| correction.at.value.timestamp() > withdrawal.at.value.timestamp())
        {
            let message = format!("the notice is corrected on {}, after it was withdrawn", shown(&correction.at.value));
            findings.push(
                Diagnostic::new(self.name(), correction.at.span, message)
                    .label(withdrawal.at.span, "it is withdrawn then")
                    .help("correct the moment, or issue a new notice"),
            );
        }
    }
}
