use crate::check::excerpt::quoted;
use crate::check::links::may_name_a_notice;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::notice::Link;

/// See the page.
pub struct OldAddress;

impl Rule for OldAddress {
    fn page(&self) -> &'static str {
        include_str!("old-address.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let forms = &subject.house.style.reference;
        if forms.old.is_empty() {
            return;
        }
        for link in subject.notice.links.iter().filter(|link| may_name_a_notice(&link.uri)) {
            let Some(reference) = subject.house.grammar.read_old(&link.uri) else { continue };
            let Some(address) = forms.address_of(&reference, &subject.language.code) else { continue };
            let message = format!("{} is the old address of `{reference}`", quoted(&link.uri));
            let title = format!("write {}", quoted(&address));
            let finding = Diagnostic::new(self.name(), link.span, message).help(format!("write `{address}`"));
            findings.push(match replaced(subject, link, &address) {
                Some((safety, edits)) => finding.fix(title, safety, edits),
                None => finding,
            });
        }
    }
}

/// The edits that write `address`, also where it is what the reader sees.
fn replaced(subject: &Subject<'_>, link: &Link, address: &str) -> Option<(Safety, Vec<Edit>)> {
    let edit = |span| Edit { span, replacement: address.to_owned() };
    let is_shown = subject.house.grammar.read_old(&link.text).is_some();
    match (subject.place_of_target(link), is_shown) {
        (Some(target), false) => Some((Safety::Safe, vec![edit(target)])),
        (Some(target), true) => Some((Safety::AskFirst, vec![edit(subject.place_of_text(link)?), edit(target)])),
        (None, _) if link.text == link.uri => Some((Safety::AskFirst, vec![edit(subject.place_of_text(link)?)])),
        (None, _) => None,
    }
}
