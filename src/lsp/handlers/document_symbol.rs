//! `textDocument/documentSymbol`: headline, sections, the headings in them.

use crate::lsp::lines::Lines;
use crate::lsp::protocol::{About, DocumentSymbol, DocumentSymbolResponse, SymbolInformation, flat_symbol, symbol};
use crate::lsp::session::Session;
use crate::model::notice::Notice;
use crate::model::section::{BlockKind, ITEM, Section, plain_text};
use crate::pipeline::Examined;
use crate::span::Span;

/// The outline of a text, in levels where the editor has them.
pub fn outline(session: &Session, about: &About) -> Option<DocumentSymbolResponse> {
    let document = session.document(&about.text_document.uri)?;
    let lines = session.lines(&document.text);
    let symbols = session.examine(document, |_, examined| symbols(&lines, examined)).ok()?;
    if session.client.outline_levels {
        return Some(symbols.into());
    }
    let mut flat = Vec::new();
    flatten(&document.uri, symbols, None, &mut flat);
    Some(flat.into())
}

fn symbols(lines: &Lines<'_>, examined: &Examined<'_>) -> Vec<DocumentSymbol> {
    let notice = &examined.notice;
    let sections = |from: usize| {
        notice
            .sections
            .iter()
            .filter(move |section| section.span.start >= from)
            .filter_map(|section| of_section(lines, notice, section))
    };
    let headline =
        notice.headline.as_ref().and_then(|headline| Some((named(&plain_text(&headline.value))?, headline.span)));
    let Some((name, span)) = headline else { return sections(0).collect() };
    let before = notice.sections.iter().filter(|section| section.span.start < span.start);
    let mut symbols: Vec<DocumentSymbol> = before.filter_map(|section| of_section(lines, notice, section)).collect();
    let whole = Span::new(span.start, lines.text().trim_end().len().max(span.end));
    let reference = examined.reference.as_ref().map(ToString::to_string);
    let mut headline = symbol(name, reference, lines.range(whole), lines.range(span));
    headline.children = Some(sections(span.start).collect());
    symbols.push(headline);
    symbols
}

/// The lead has no label and no entry; the sections of an item stand below it.
fn of_section(lines: &Lines<'_>, notice: &Notice, section: &Section) -> Option<DocumentSymbol> {
    let within = |other: &&Section| other.key != ITEM && other.item.is_some() && other.item == section.item;
    match (section.key.as_str(), section.item) {
        (ITEM, _) => {
            let inside: Vec<&Section> = notice.sections.iter().filter(within).collect();
            let whole = inside.iter().fold(section.span, |whole, inner| whole.join(inner.span));
            let mut entry = of_section_alone(lines, section, whole)?;
            let inner = inside.into_iter().filter_map(|inner| of_section_alone(lines, inner, inner.span));
            entry.children.get_or_insert_default().extend(inner);
            Some(entry)
        }
        (_, Some(_)) => None,
        (_, None) => of_section_alone(lines, section, section.span),
    }
}

fn of_section_alone(lines: &Lines<'_>, section: &Section, whole: Span) -> Option<DocumentSymbol> {
    let label = section.label.as_ref()?;
    let mut entry = symbol(named(&label.value)?, None, lines.range(whole.join(label.span)), lines.range(label.span));
    let headings = section.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { content, .. } => {
            let range = lines.range(block.span);
            Some(symbol(named(&plain_text(content))?, None, range, range))
        }
        _ => None,
    });
    entry.children = Some(headings.collect());
    Some(entry)
}

/// A name that an editor accepts: on one line, not empty.
fn named(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

fn flatten(uri: &str, symbols: Vec<DocumentSymbol>, inside: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    for entry in symbols {
        flat.push(flat_symbol(entry.name.clone(), inside.map(str::to_owned), uri, entry.range));
        flatten(uri, entry.children.unwrap_or_default(), Some(&entry.name), flat);
    }
}
