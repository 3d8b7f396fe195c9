use crate::check::excerpt::quoted;
use crate::check::scopes::Scope;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::section::Section;
use crate::span::Spanned;

/// See the page.
pub struct SectionOrder;

impl Rule for SectionOrder {
    fn page(&self) -> &'static str {
        include_str!("section-order.md")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for scope in subject.scopes() {
            in_scope(self.name(), &scope, findings);
        }
    }
}

fn in_scope(rule: &'static str, scope: &Scope<'_>, findings: &mut Vec<Diagnostic>) {
    let mut sections: Vec<Labelled<'_>> = Vec::new();
    for section in &scope.sections {
        let Section { key, label: Some(label), .. } = section else { continue };
        let Some((order, spec)) = scope.spec(key) else { continue };
        // A second one of the same kind is the business of `duplicate-section`.
        if spec.repeats || sections.iter().all(|seen| seen.order != order) {
            sections.push(Labelled { label, order });
        }
    }
    let in_place = longest_in_order(&sections);
    for (at, section) in sections.iter().enumerate().filter(|(at, _)| !in_place.contains(at)) {
        let kept = || in_place.iter().map(|&kept| &sections[kept]);
        let before = kept().rfind(|kept| kept.order <= section.order);
        let after = kept().find(|kept| kept.order > section.order);
        let early = in_place.iter().any(|&kept| kept > at && sections[kept].order < section.order);
        let message =
            format!("the section {} stands too {}", quoted(&section.label.value), if early { "early" } else { "late" });
        let finding = Diagnostic::new(rule, section.label.span, message);
        findings.push(match (before, after) {
            (Some(before), _) => finding
                .label(before.label.span, "it belongs after this section")
                .help(format!("move it after {}", quoted(&before.label.value))),
            (None, Some(after)) => finding
                .label(after.label.span, "it belongs before this section")
                .help(format!("move it before {}", quoted(&after.label.value))),
            (None, None) => finding,
        });
    }
}

struct Labelled<'s> {
    label: &'s Spanned<String>,
    /// Its place in the type's order.
    order: usize,
}

/// The largest set of sections that stand in the type's order, by position:
/// whoever is not in it has to move.
fn longest_in_order(sections: &[Labelled<'_>]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::with_capacity(sections.len());
    for (at, section) in sections.iter().enumerate() {
        let mut chain = (0..at)
            .filter(|&before| sections[before].order <= section.order)
            .map(|before| &best[before])
            .max_by_key(|chain| chain.len())
            .cloned()
            .unwrap_or_default();
        chain.push(at);
        best.push(chain);
    }
    best.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
}
