//! `textDocument/codeAction`: the fixes of the findings here, and all safe
//! fixes of the notice at once.

use super::diagnostics::diagnostic;
use crate::diagnostic::{Diagnostic, Safety};
use crate::lsp::documents::Document;
use crate::lsp::lines::Lines;
use crate::lsp::protocol::{ActionsWanted, CodeAction, CodeActionKind, TextEdit, change_of};
use crate::lsp::session::Session;
use crate::span::Span;

/// The kind of the action that makes all safe fixes.
pub const FIX_ALL: &str = "source.fixAll.pressdoc";

const QUICK_FIX: &str = "quickfix";

/// What can be done at a place.
pub fn actions(session: &Session, wanted: &ActionsWanted) -> Vec<CodeAction> {
    let Some(document) = session.document(&wanted.text_document.uri) else { return Vec::new() };
    let lines = session.lines(&document.text);
    let here = lines.span(wanted.range);
    let is_wanted = |kind: &str| {
        wanted.context.only.as_ref().is_none_or(|only| {
            only.iter().any(|wanted| {
                wanted.is_empty()
                    || kind.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    };
    let mut actions = Vec::new();
    if is_wanted(QUICK_FIX) {
        let fixes = session.examine(document, |_, examined| {
            let findings = examined.findings.iter();
            let here = findings.filter(|finding| finding.span.start <= here.end && here.start <= finding.span.end);
            here.filter_map(|finding| quick_fix(session, document, &lines, finding)).collect::<Vec<_>>()
        });
        actions.extend(fixes.unwrap_or_default());
    }
    if is_wanted(FIX_ALL) {
        actions.extend(fix_all(session, document, &lines));
    }
    actions
}

fn quick_fix(session: &Session, document: &Document, lines: &Lines<'_>, finding: &Diagnostic) -> Option<CodeAction> {
    let fix = finding.fix.as_ref()?;
    let edits =
        fix.edits.iter().map(|edit| TextEdit { range: lines.range(edit.span), new_text: edit.replacement.clone() });
    Some(CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic(session, document, lines, finding)]),
        is_preferred: Some(fix.safety == Safety::Safe),
        edit: Some(change_of(&document.uri, edits.collect())),
        ..CodeAction::default()
    })
}

fn fix_all(session: &Session, document: &Document, lines: &Lines<'_>) -> Option<CodeAction> {
    let fixed = session.repaired(document).ok()?;
    let (span, replacement) = difference(&document.text, &fixed)?;
    let edit = TextEdit { range: lines.range(span), new_text: replacement.to_owned() };
    Some(CodeAction {
        title: "make all safe corrections".to_owned(),
        kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
        edit: Some(change_of(&document.uri, vec![edit])),
        ..CodeAction::default()
    })
}

/// The stretch of `old` that differs, and what stands there in `new`.
fn difference<'n>(old: &str, new: &'n str) -> Option<(Span, &'n str)> {
    if old == new {
        return None;
    }
    let letters = |(a, b): &(char, char)| a == b;
    let head: usize = old.chars().zip(new.chars()).take_while(letters).map(|(letter, _)| letter.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let both_backwards = old_rest.chars().rev().zip(new_rest.chars().rev());
    let tail: usize = both_backwards.take_while(letters).map(|(letter, _)| letter.len_utf8()).sum();
    Some((Span::new(head, old.len() - tail), &new_rest[..new_rest.len() - tail]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_as_small_as_characters_allow() {
        assert_eq!(difference("αβγδ", "αβxδ"), Some((Span::new(4, 6), "x")));
        assert_eq!(difference("aa", "aaa"), Some((Span::new(2, 2), "a")));
        assert_eq!(difference("aaa", "aa"), Some((Span::new(2, 3), "")));
        assert_eq!(difference("", "é"), Some((Span::new(0, 0), "é")));
        assert_eq!(difference("é", "è"), Some((Span::new(0, 2), "è")));
        assert_eq!(difference("same", "same"), None);
    }
}
