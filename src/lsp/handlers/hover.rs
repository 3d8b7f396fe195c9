//! `textDocument/hover`: the page of the rule whose finding stands here.

use crate::check::find_rule;
use crate::lsp::protocol::{At, Hover, shown};
use crate::lsp::session::Session;
use crate::span::Span;

/// The pages of the findings at a place, the nearest first, each once.
pub fn page(session: &Session, at: &At) -> Option<Hover> {
    let document = session.document(&at.text_document.uri)?;
    let lines = session.lines(&document.text);
    let offset = lines.offset(at.position);
    let mut here: Vec<(Span, String)> = session
        .examine(document, |_, examined| {
            let findings = examined.findings.iter();
            let here = findings.filter(|finding| finding.span.start <= offset && offset <= finding.span.end);
            here.map(|finding| {
                // A rule that a house style made has no page but its message.
                let page = find_rule(&finding.rule).map(|rule| rule.page().trim_end().to_owned());
                (finding.span, page.unwrap_or_else(|| format!("# {}\n\n{}", finding.rule, finding.message)))
            })
            .collect()
        })
        .ok()?;
    here.sort_by_key(|(span, _)| span.end - span.start);
    let nearest = here.first()?.0;
    let mut pages: Vec<String> = Vec::new();
    for (_, page) in here {
        if !pages.contains(&page) {
            pages.push(page);
        }
    }
    let contents = shown(session.client.pages.clone(), pages.join("\n\n---\n\n")).into();
    Some(Hover { contents, range: Some(lines.range(nearest)) })
}
