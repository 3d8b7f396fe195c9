use crate::check::excerpt::quoted;
use crate::check::{RULES, find_rule};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::record::nearest;

/// See the page.
pub struct UnknownKey;

impl Rule for UnknownKey {
    fn page(&self) -> &'static str {
        include_str!("unknown-key.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let found = subject.notice.front_matter_findings.iter().filter(|finding| finding.rule == self.name());
        findings.extend(found.cloned());
        for waiver in &subject.notice.front_matter.waivers {
            let (name, span) = (&waiver.rule.value, waiver.rule.span);
            let wording = &subject.surroundings.wording().names;
            if find_rule(name).is_some() || wording.contains(name) {
                continue;
            }
            let finding = Diagnostic::new(self.name(), span, format!("there is no rule {}", quoted(name)));
            findings.push(
                match nearest(name, RULES.iter().map(|rule| rule.name()).chain(wording.iter().map(String::as_str))) {
                    Some(near) => finding.help(format!("did you mean `{near}`?")).fix(
                        format!("write `{near}`"),
                        Safety::AskFirst,
                        vec![Edit { span, replacement: format!("\"{near}\"") }],
                    ),
                    None => finding.help("`pressdoc explain` lists all rules"),
                },
            );
        }
    }
}
