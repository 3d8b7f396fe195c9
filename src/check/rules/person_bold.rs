use crate::check::excerpt::quoted;
use crate::check::people::Mention;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::flat::MarkKind;
use crate::model::passage::PassageKind;
use crate::span::Span;

/// See the page.
pub struct PersonBold;

impl Rule for PersonBold {
    fn page(&self) -> &'static str {
        include_str!("person-bold.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        if !subject.house.style.people.bold_family {
            return;
        }
        let mentions = subject.people_in(&[PassageKind::Paragraph]);
        if mentions.is_empty() {
            return;
        }
        let Some(period) = subject.period() else { return };
        for mention in &mentions {
            let in_office = mention.person.offices.iter().any(|office| period.has(office));
            let is_former = mention.words.title.as_ref().is_some_and(|title| title.is_former);
            let is_bold = mention.marks().any(|mark| mark.kind == MarkKind::Strong);
            if in_office && !is_former && !is_bold && !mention.is_foreign() && !is_in_capitals(mention) {
                findings.push(finding(self.name(), subject, mention));
            }
        }
    }
}

fn finding(rule: &'static str, subject: &Subject<'_>, mention: &Mention<'_>) -> Diagnostic {
    let (flat, family) = (&mention.passage.flat, &mention.words.family);
    let name = flat.text.get(family.clone()).unwrap_or("");
    let whole = mention.words.whole();
    let before = flat.text.get(whole.start..family.start).unwrap_or("");
    let behind = flat.text.get(family.end..whole.end).unwrap_or("");
    let help = format!("write {}", quoted(format!("{before}**{name}**{behind}")));
    let finding = Diagnostic::new(
        rule,
        flat.span(family.start, family.end),
        format!("the family name in {} is not in bold", quoted(mention.text())),
    )
    .help(&help);
    match flat.exact(family.start, family.end).filter(|span| stands_free(subject, *span)) {
        Some(span) => {
            let mark = |at: usize| Edit { span: Span::at(at), replacement: "**".to_owned() };
            finding.fix(help, Safety::Safe, vec![mark(span.start), mark(span.end)])
        }
        None => finding,
    }
}

/// Whether no mark touches the name in the file, which two more asterisks
/// could join.
fn stands_free(subject: &Subject<'_>, span: Span) -> bool {
    let text = subject.source.text();
    let is_mark = |c: char| matches!(c, '*' | '_' | '\\');
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    let behind = text.get(span.end..).and_then(|text| text.chars().next());
    !before.is_some_and(is_mark) && !behind.is_some_and(is_mark)
}

/// A name that is set off by capitals needs no bold.
fn is_in_capitals(mention: &Mention<'_>) -> bool {
    let name = mention.passage.flat.text.get(mention.words.family.clone()).unwrap_or("");
    name.chars().count() > 1 && !name.chars().any(char::is_lowercase)
}
