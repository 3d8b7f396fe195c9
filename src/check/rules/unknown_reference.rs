use crate::check::links::may_name_a_notice;
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::reference::Reference;
use crate::span::Span;

/// See the page.
pub struct UnknownReference;

impl Rule for UnknownReference {
    fn page(&self) -> &'static str {
        include_str!("unknown-reference.md")
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut mentioned = Vec::new();
        for passage in &subject.notice.passages {
            // Two strokes at least: `IP/26/412`.
            if passage.flat.text.split_once('/').is_some_and(|(_, behind)| behind.contains('/')) {
                in_text(subject, &passage.flat.text, |reference, start, end| {
                    mentioned.push((passage.flat.span(start, end), reference));
                });
            }
        }
        for link in subject.notice.links.iter().filter(|link| may_name_a_notice(&link.uri)) {
            mentioned.extend(subject.house.grammar.read(&link.uri).map(|reference| (link.span, reference)));
        }
        if mentioned.is_empty() {
            return;
        }
        mentioned.sort_by_key(|(span, _)| *span);
        let own = subject.reference();
        let mut seen: Vec<&Reference> = Vec::new();
        for (span, reference) in &mentioned {
            let is_other = own.as_ref() != Some(reference) && !seen.contains(&reference);
            if is_other && is_missing(subject, reference) {
                findings.push(missing(self.name(), *span, reference));
            }
            seen.push(reference);
        }
    }
}

/// Calls `found` with every printed reference in `text` and its place.
fn in_text(subject: &Subject<'_>, text: &str, mut found: impl FnMut(Reference, usize, usize)) {
    let is_border = |c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | '"' | '“' | '”' | '„' | '«' | '»')
    };
    let mut start = 0;
    for token in text.split(is_border) {
        let at = start;
        start += token.len() + text[start + token.len()..].chars().next().map_or(0, char::len_utf8);
        let code = token.trim_end_matches(['.', ':', '!', '?', '…', '\'', '’']);
        if !code.starts_with(|c: char| c.is_ascii_uppercase()) || !code.contains('/') {
            continue;
        }
        if let Some(reference) = subject.house.grammar.read_printed(code) {
            found(reference, at, at + code.len());
        }
    }
}

/// Whether this workspace should have the notice and has not.
fn is_missing(subject: &Subject<'_>, reference: &Reference) -> bool {
    subject.house.document_type(reference.type_code()).is_some()
        && subject.surroundings.has_release(reference) == Some(false)
}

fn missing(rule: &'static str, span: Span, reference: &Reference) -> Diagnostic {
    let message = format!("there is no notice `{reference}` in this workspace");
    Diagnostic::new(rule, span, message)
        .help("correct the reference; if the notice is still to come, or was issued elsewhere, leave it as it is")
}
