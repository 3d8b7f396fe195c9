use crate::check::excerpt::quoted;
use crate::check::numbers::target;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::mention::{dialled, phones};

/// See the page.
pub struct PhoneTarget;

impl Rule for PhoneTarget {
    fn page(&self) -> &'static str {
        include_str!("phone-target.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for link in &subject.notice.links {
            let Some(target) = target(&link.uri) else { continue };
            let [(start, end)] = phones(&link.text)[..] else { continue };
            let written = &link.text[start..end];
            let (shown, dialled) = (dialled(written), dialled(&target.replace("%20", " ")));
            // `01 42/43` are two numbers in one.
            if dialled.is_empty() || written.contains('/') || is_same(&shown, &dialled) {
                continue;
            }
            let right = format!("tel:{shown}");
            let help = format!("write {} behind it, or correct the number that is shown", quoted(&right));
            let finding = Diagnostic::new(
                self.name(),
                link.span,
                format!("{} is shown, but the link dials {}", quoted(written), quoted(&dialled)),
            )
            .help(help);
            findings.push(match subject.place_of_target(link) {
                Some(span) => finding.fix(
                    format!("write {}", quoted(&right)),
                    Safety::AskFirst,
                    vec![Edit { span, replacement: right }],
                ),
                None => finding,
            });
        }
    }
}

/// Whether two numbers are one, though only one of them may name its country.
fn is_same(one: &str, other: &str) -> bool {
    let (national, whole) = match (one.starts_with('+'), other.starts_with('+')) {
        (false, true) => (one, other),
        (true, false) => (other, one),
        _ => return one == other,
    };
    let national = national.trim_start_matches('0');
    !national.is_empty() && whole.ends_with(national)
}
