use crate::check::excerpt::quoted;
use crate::check::sections::INQUIRIES;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::span::Span;

/// See the page.
pub struct MissingInquiries;

impl Rule for MissingInquiries {
    fn page(&self) -> &'static str {
        include_str!("missing-inquiries.md")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let is_required = subject.scopes().first().is_some_and(|notice| notice.requires(INQUIRIES));
        if !is_required || subject.notice.section(INQUIRIES).is_some() {
            return;
        }
        let name = subject.section_name(INQUIRIES);
        let last_label = subject.notice.sections.iter().rev().find_map(|section| section.label.as_ref());
        let span = last_label.map_or_else(|| subject.head(), |label| label.span);
        let finding = Diagnostic::new(self.name(), span, format!("the line {} is missing", quoted(name)));
        let skeleton = &subject.house.style.skeleton;
        let line = skeleton.get(INQUIRIES).and_then(|lines| lines.get(&subject.language.code));
        let finding = finding.help(format!(
            "add it at the end, as `{name}: {}`",
            if line.is_some() { "…" } else { "whom the public may ask, by phone or mail" }
        ));
        findings.push(match line.zip(subject.open_end()) {
            Some((line, end)) => finding.fix(
                format!("add the line {}", quoted(name)),
                Safety::AskFirst,
                vec![Edit { span: Span::at(end), replacement: format!("\n\n{name}: {line}") }],
            ),
            None => finding,
        });
    }
}
