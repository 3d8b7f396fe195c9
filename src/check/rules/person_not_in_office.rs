use crate::check::excerpt::quoted;
use crate::check::people::{Mention, Period, said};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::passage::PassageKind;
use crate::model::register::OfficeHeld;

/// See the page.
pub struct PersonNotInOffice;

const KINDS: [PassageKind; 5] =
    [PassageKind::Headline, PassageKind::Heading, PassageKind::Paragraph, PassageKind::Cell, PassageKind::Caption];

impl Rule for PersonNotInOffice {
    fn page(&self) -> &'static str {
        include_str!("person-not-in-office.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mentions = subject.people_in(&KINDS);
        if mentions.is_empty() {
            return;
        }
        let Some(period) = subject.period() else { return };
        for mention in &mentions {
            let held = |office: &OfficeHeld| period.has(office);
            if !mention.person.offices.iter().any(held)
                && !mention.speaks_of_another_time(period)
                && let Some(message) = message(mention, period)
            {
                let place = mention.words.whole();
                findings.push(
                    Diagnostic::new(self.name(), mention.passage.flat.span(place.start, place.end), message)
                        .help("name whoever holds the office at that time, or say that it is a former or a coming one"),
                );
            }
        }
    }
}

/// The fault, if the title is one of the person's own.
fn message(mention: &Mention<'_>, period: Period) -> Option<String> {
    let title = mention.words.title.as_ref().filter(|title| !title.is_former)?;
    let own = title.form.holders.iter().filter(|(person, _)| *person == mention.words.person);
    let offices: Vec<&OfficeHeld> = own.filter_map(|(_, office)| mention.person.offices.get(*office)).collect();
    let left = offices.iter().filter_map(|office| office.to).filter(|to| *to < period.from).max();
    let takes = offices.iter().filter_map(|office| office.from).filter(|from| *from > period.to).min();
    let person = quoted(mention.text());
    match (left, takes) {
        (Some(left), _) => Some(format!("{person} left that office on {}, before this notice", said(left))),
        (None, Some(takes)) => Some(format!("{person} takes that office on {}, after this notice", said(takes))),
        (None, None) => None,
    }
}
