//! `textDocument/codeAction`: the fixes of the findings here, and all safe
//! fixes of the notice at once.

use std::collections::BTreeMap;

use super::diagnostics::diagnostic;
use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::lsp::documents::Document;
use crate::lsp::lines::Lines;
use crate::lsp::protocol::{ActionsWanted, CodeAction, CodeActionKind, TextEdit, change_of};
use crate::lsp::session::Session;
use crate::span::Span;

/// The kind of the action that makes all safe fixes.
pub const FIX_ALL: &str = "source.fixAll.pressdoc";

const QUICK_FIX: &str = "quickfix";

/// How often a fix may uncover another one.
const ROUNDS: usize = 10;

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
    let fixed = fixed(session, document)?;
    let (span, replacement) = difference(&document.text, &fixed)?;
    let edit = TextEdit { range: lines.range(span), new_text: replacement.to_owned() };
    Some(CodeAction {
        title: "make all safe corrections".to_owned(),
        kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
        edit: Some(change_of(&document.uri, vec![edit])),
        ..CodeAction::default()
    })
}

/// The text with all safe fixes made, again and again until there is none.
fn fixed(session: &Session, document: &Document) -> Option<String> {
    let mut text = document.text.clone();
    for _ in 0..ROUNDS {
        let edits = session.examine_text(document, text.clone(), |_, examined| safe_edits(&examined.findings)).ok()?;
        if edits.is_empty() {
            break;
        }
        text = edited(&text, &edits);
    }
    Some(text)
}

/// The edits of the safe fixes by their places, without the fixes that
/// touch another one: those come in the next round.
fn safe_edits(findings: &[Diagnostic]) -> BTreeMap<Span, Edit> {
    let mut chosen: BTreeMap<Span, Edit> = BTreeMap::new();
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    for fix in fixes.filter(|fix| fix.safety == Safety::Safe) {
        let touches = |edit: &Edit| {
            let end = Span::new(edit.span.end, usize::MAX);
            chosen.range(..=end).next_back().is_some_and(|(other, _)| other.end >= edit.span.start)
        };
        if !fix.edits.iter().any(touches) {
            chosen.extend(fix.edits.iter().map(|edit| (edit.span, edit.clone())));
        }
    }
    chosen
}

fn edited(text: &str, edits: &BTreeMap<Span, Edit>) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits.values() {
        edited.push_str(text.get(at..edit.span.start).unwrap_or_default());
        edited.push_str(&edit.replacement);
        at = edit.span.end.max(at);
    }
    edited.push_str(text.get(at..).unwrap_or_default());
    edited
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
    fn fixes_that_touch_wait_for_the_next_round() {
        let finding = |edits: &[(usize, usize, &str)], safety| {
            let edits =
                edits.iter().map(|&(start, end, new)| Edit { span: Span::new(start, end), replacement: new.into() });
            Diagnostic::new("rule", Span::at(0), "").fix("", safety, edits.collect())
        };
        let findings = [
            finding(&[(4, 4, "<"), (4, 6, "E")], Safety::Safe),
            finding(&[(0, 1, "A"), (6, 7, "no")], Safety::Safe),
            finding(&[(8, 9, "no")], Safety::AskFirst),
            finding(&[(0, 1, "A"), (9, 9, "!")], Safety::Safe),
        ];
        assert_eq!(edited("abcdefghi", &safe_edits(&findings)), "Abcd<Eghi!");
    }

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
