use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};

/// See the page.
pub struct VagueLink;

/// No longer text is vague, in bytes.
const LONGEST: usize = 80;

impl Rule for VagueLink {
    fn page(&self) -> &'static str {
        include_str!("vague-link.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let short = subject.notice.links.iter().filter(|link| link.text.len() <= LONGEST);
        for link in short.filter(|link| subject.language.is_vague(&link.text)) {
            let message = format!("the link text {} does not say where it leads", quoted(&link.text));
            findings.push(
                Diagnostic::new(self.name(), link.span, message)
                    .help("make a link of the words that name the page, such as `[the list of stations](…)`"),
            );
        }
    }
}
