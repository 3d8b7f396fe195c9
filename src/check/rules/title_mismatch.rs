use crate::check::excerpt::quoted;
use crate::check::people::{Mention, Period};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::mention::TitleMention;
use crate::model::passage::PassageKind;
use crate::model::register::OfficeHeld;

/// See the page.
pub struct TitleMismatch;

const KINDS: [PassageKind; 5] =
    [PassageKind::Headline, PassageKind::Heading, PassageKind::Paragraph, PassageKind::Cell, PassageKind::Caption];

impl Rule for TitleMismatch {
    fn page(&self) -> &'static str {
        include_str!("title-mismatch.md")
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
            let Some(title) = mention.words.title.as_ref().filter(|title| !title.is_former) else { continue };
            let held: Vec<&OfficeHeld> = mention.person.offices.iter().filter(|office| period.has(office)).collect();
            if held.is_empty() || is_right(mention, title, period) || mention.speaks_of_another_time(period) {
                continue;
            }
            findings.push(finding(self.name(), subject, mention, title, &held, period));
        }
    }
}

/// Whether the person had this title at this time.
fn is_right(mention: &Mention<'_>, title: &TitleMention<'_>, period: Period) -> bool {
    title.form.holders.iter().any(|(person, office)| {
        *person == mention.words.person && mention.person.offices.get(*office).is_some_and(|office| period.has(office))
    })
}

fn finding(
    rule: &'static str,
    subject: &Subject<'_>,
    mention: &Mention<'_>,
    title: &TitleMention<'_>,
    held: &[&OfficeHeld],
    period: Period,
) -> Diagnostic {
    let flat = &mention.passage.flat;
    let written = flat.text.get(title.place.clone()).unwrap_or("");
    let language = subject.language.code.as_str();
    let finding = Diagnostic::new(
        rule,
        flat.span(title.place.start, title.place.end),
        format!("{} is not the title of {} {}", quoted(written), mention.person.name(), period.said()),
    );
    let forms: Vec<&str> = held.iter().flat_map(|office| office.titles_in(language)).collect();
    // A short title for a short one.
    let distance = |form: &&&str| {
        let count = form.split([' ', '-']).count();
        (count.abs_diff(title.form.words.len()), count)
    };
    let Some(right) = forms.iter().min_by_key(distance) else {
        return finding.help("compare it with the register of people of the house style");
    };
    let help = match forms.iter().find(|form| *form != right) {
        Some(other) => format!("write {} or {}", quoted(right), quoted(other)),
        None => format!("write {}", quoted(right)),
    };
    let finding = finding.help(help);
    match flat.exact(title.place.start, title.place.end) {
        Some(span) => finding.fix(
            format!("write {}", quoted(right)),
            Safety::AskFirst,
            vec![Edit { span, replacement: (*right).to_owned() }],
        ),
        None => finding,
    }
}
