use crate::check::excerpt::quoted;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::model::address::{self, Address};

/// See the page.
pub struct UnsafeLink;

impl Rule for UnsafeLink {
    fn page(&self) -> &'static str {
        include_str!("unsafe-link.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for link in &subject.notice.links {
            let address = address::read(&link.uri);
            if matches!(address, Address::Good | Address::Placeholder) {
                continue;
            }
            let target = quoted(link.uri.trim());
            let (message, help) = match address {
                Address::Good | Address::Placeholder => continue,
                Address::Scheme(scheme) if scheme == "file" || scheme.len() == 1 => (
                    format!("{target} is a file on one computer, which no reader can reach"),
                    "write the address of a page, or keep the words without the link".to_owned(),
                ),
                Address::Scheme(scheme) => (
                    format!("a link must not lead to {}", quoted(format!("{scheme}:"))),
                    "write an address with `https:`, `http:`, `mailto:` or `tel:`, or keep the words without the link"
                        .to_owned(),
                ),
                Address::Relative => match completed(&link.uri) {
                    Some(whole) => {
                        let help = format!("write {}", quoted(&whole));
                        let finding = Diagnostic::new(
                            self.name(),
                            link.span,
                            format!("{target} is not a whole address and leads nowhere from a PDF"),
                        )
                        .help(&help);
                        findings.push(match subject.place_of_target(link) {
                            Some(span) => finding.fix(help, Safety::AskFirst, vec![Edit { span, replacement: whole }]),
                            None => finding,
                        });
                        continue;
                    }
                    None => (
                        format!("{target} is not a whole address and leads nowhere from a PDF"),
                        "write all of it, from `https://` on".to_owned(),
                    ),
                },
            };
            findings.push(Diagnostic::new(self.name(), link.span, message).help(help));
        }
    }
}

/// The whole address where only the scheme is missing.
fn completed(target: &str) -> Option<String> {
    let target = target.trim();
    let host = target.strip_prefix("//").or_else(|| target.starts_with("www.").then_some(target))?;
    let whole = format!("https://{host}");
    (address::read(&whole) == Address::Good).then_some(whole)
}
