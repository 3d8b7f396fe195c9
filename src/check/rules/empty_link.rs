use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::address::{self, Address};

/// See the page.
pub struct EmptyLink;

impl Rule for EmptyLink {
    fn page(&self) -> &'static str {
        include_str!("empty-link.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let links = subject.notice.links.iter().filter(|link| !link.text.chars().any(is_seen));
        // One that leads nowhere either is `placeholder-link`: it has one way out.
        for link in links.filter(|link| address::read(&link.uri) != Address::Placeholder) {
            let message = format!("the link to {} has no words to click on", quoted(link.uri.trim()));
            findings.push(
                Diagnostic::new(self.name(), link.span, message)
                    .help("write words between `[` and `]` that say where it leads, or take the link out"),
            );
        }
    }
}

/// Whether the character can be seen and clicked on.
fn is_seen(character: char) -> bool {
    !character.is_whitespace()
        && !character.is_control()
        && !matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
