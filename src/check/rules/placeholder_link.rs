use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::address::{self, Address};

/// See the page.
pub struct PlaceholderLink;

impl Rule for PlaceholderLink {
    fn page(&self) -> &'static str {
        include_str!("placeholder-link.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for link in subject.notice.links.iter().filter(|link| address::read(&link.uri) == Address::Placeholder) {
            let which = if link.text.trim().is_empty() {
                "a link".to_owned()
            } else {
                format!("the link {}", quoted(&link.text))
            };
            let target = link.uri.trim();
            let message = if target.is_empty() {
                format!("{which} has no address")
            } else {
                format!("{which} leads nowhere: its address is {}", quoted(target))
            };
            findings.push(
                Diagnostic::new(self.name(), link.span, message)
                    .help("write the address, or keep the words without the link"),
            );
        }
    }
}
