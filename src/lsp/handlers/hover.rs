//! `textDocument/hover`: the page of the rule whose finding stands here.

use crate::lsp::protocol::{At, Hover, shown};
use crate::lsp::session::Session;
use crate::span::Span;

/// The pages of the findings at a place, the nearest first, each once.
pub fn page(session: &Session, at: &At) -> Option<Hover> {
    let document = session.document(&at.text_document.uri)?;
    let lines = session.lines(&document.text);
    let offset = lines.offset(at.position);
    let mut here: Vec<(Span, String)> = session
        .examine(document, |office, examined| {
            let findings = examined.findings.iter();
            let here = findings.filter(|finding| finding.span.start <= offset && offset <= finding.span.end);
            here.map(|finding| {
                let page = office.page(&finding.rule).map(|page| page.trim_end().to_owned());
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
