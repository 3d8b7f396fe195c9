//! Fixes as changes of a text: which of them go together, what the text is
//! after them, and whether it is any better.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};

/// Fixes that can be made in one go.
#[derive(Debug, Default)]
pub struct Together<'d> {
    /// The findings that they put right, in the order of the list.
    pub findings: Vec<&'d Diagnostic>,
    /// Their changes by where they begin; those of two findings never touch.
    edits: BTreeMap<usize, &'d Edit>,
}

impl<'d> Together<'d> {
    /// Of `findings`, which are in the order of the file, those whose fixes go
    /// together in `text`. Where two are in each other's way the first one
    /// wins; the same change twice is one. A fix that changes nothing, or that
    /// does not fit the text, is left out.
    pub fn new(text: &str, findings: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut together = Self::default();
        for finding in findings {
            let Some(fix) = &finding.fix else { continue };
            let known = !fix.edits.is_empty() && fix.edits.iter().all(|edit| together.has(edit));
            if fits(fix, text) && (known || fix.edits.iter().all(|edit| together.has_room(edit))) {
                together.edits.extend(fix.edits.iter().map(|edit| (edit.span.start, edit)));
                together.findings.push(finding);
            }
        }
        together
    }

    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The changes, in the order of the file, not overlapping.
    pub fn edits(&self) -> impl DoubleEndedIterator<Item = &'d Edit> {
        self.edits.values().copied()
    }

    /// `text` after the changes.
    pub fn apply(&self, text: &str) -> String {
        let mut after = String::with_capacity(text.len());
        let mut at = 0;
        for edit in self.edits() {
            after.push_str(text.get(at..edit.span.start).unwrap_or(""));
            after.push_str(&edit.replacement);
            at = edit.span.end;
        }
        after.push_str(text.get(at..).unwrap_or(""));
        after
    }

    /// Whether `edit` is already among the changes.
    fn has(&self, edit: &Edit) -> bool {
        self.edits.get(&edit.span.start) == Some(&edit)
    }

    /// Whether `edit` touches no other, but for one that is the same. An
    /// insertion has to be alone: two at one place would have to be ordered.
    fn has_room(&self, edit: &Edit) -> bool {
        let start = edit.span.start;
        if !edit.span.is_empty() && self.has(edit) {
            return true;
        }
        let before = self.edits.range(..=start).next_back();
        let after = self.edits.range(start..).next();
        before.is_none_or(|(_, before)| before.span.end < start)
            && after.is_none_or(|(after, _)| edit.span.end < *after)
    }
}

/// Whether the changes of a fix lie in `text`, in order and apart, and change
/// something.
fn fits(fix: &Fix, text: &str) -> bool {
    let mut free = 0;
    let in_order = fix.edits.iter().all(|edit| {
        let fits = edit.span.start >= free && text.get(edit.span.range()).is_some();
        free = edit.span.end;
        fits
    });
    let apart = fix.edits.windows(2).all(|pair| pair[0].span.start < pair[1].span.start);
    in_order && apart && fix.edits.iter().any(|edit| text.get(edit.span.range()) != Some(edit.replacement.as_str()))
}

/// Where the changes of `fix` stand after `made`, which are in order and apart;
/// `None` when one of them touches one of `made`.
pub fn moved<'e>(fix: &[Edit], made: impl IntoIterator<Item = &'e Edit> + Clone) -> Option<Vec<Edit>> {
    let moved = |edit: &Edit| {
        let mut gained = 0;
        let mut lost = 0;
        for made in made.clone() {
            if made.span.end < edit.span.start {
                gained += made.replacement.len();
                lost += made.span.end - made.span.start;
            } else if made.span.start <= edit.span.end {
                return None;
            }
        }
        let place = |at: usize| (at + gained).checked_sub(lost);
        let span = crate::span::Span::new(place(edit.span.start)?, place(edit.span.end)?);
        Some(Edit { span, replacement: edit.replacement.clone() })
    };
    fix.iter().map(moved).collect()
}

/// What `after` has that `before` had not: findings of a rule that was silent,
/// and those of a rule that has more errors or warnings than before.
pub fn brought<'d>(before: &[Diagnostic], after: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
    let (were, are) = (counted(before), counted(after));
    let known: BTreeSet<&str> = were.keys().map(|(rule, _)| *rule).collect();
    let is_new = |finding: &&Diagnostic| {
        let rule_and_weight = (finding.rule.as_ref(), finding.severity);
        let grown = finding.severity != Severity::Info && are.get(&rule_and_weight) > were.get(&rule_and_weight);
        grown || !known.contains(finding.rule.as_ref())
    };
    after.iter().filter(is_new).collect()
}

/// How many findings there are by rule and weight.
fn counted(findings: &[Diagnostic]) -> BTreeMap<(&str, Severity), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.rule.as_ref(), finding.severity)).or_default() += 1;
    }
    counts
}

/// Whether there is less to correct in `after` than in `before`: fewer errors,
/// else fewer warnings, else fewer infos. Each step towards it is final, so a
/// chain of them has an end.
pub fn is_less(before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let weighed = |findings: &[Diagnostic]| {
        [Severity::Error, Severity::Warning, Severity::Info]
            .map(|severity| findings.iter().filter(|finding| finding.severity == severity).count())
    };
    weighed(after) < weighed(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Safety;
    use crate::span::Span;

    fn edit(start: usize, end: usize, replacement: &str) -> Edit {
        Edit { span: Span::new(start, end), replacement: replacement.to_owned() }
    }

    fn finding(edits: Vec<Edit>) -> Diagnostic {
        let span = edits.first().map_or(Span::at(0), |edit| edit.span);
        Diagnostic::new("a-rule", span, "a fault").fix("write it", Safety::Safe, edits)
    }

    fn after(text: &str, fixes: Vec<Vec<Edit>>) -> (String, usize) {
        let findings: Vec<Diagnostic> = fixes.into_iter().map(finding).collect();
        let together = Together::new(text, &findings);
        (together.apply(text), together.findings.len())
    }

    #[test]
    fn fixes_that_stand_apart_are_made_together() {
        let fixes = vec![vec![edit(0, 1, "A")], vec![edit(3, 5, " ")], vec![edit(8, 8, ".")]];
        assert_eq!(after("a b  c d", fixes), ("A b c d.".to_owned(), 3));
    }

    #[test]
    fn the_first_of_two_in_each_others_way_wins_whole() {
        let fixes = vec![vec![edit(2, 4, "X")], vec![edit(0, 1, "A"), edit(3, 5, "Y")], vec![edit(6, 7, "Z")]];
        assert_eq!(after("abcdefgh", fixes), ("abXefZh".to_owned(), 2), "no half of the second is made");
        let touching = vec![vec![edit(2, 4, "X")], vec![edit(4, 5, "Y")]];
        assert_eq!(after("abcdefgh", touching).1, 1);
        let inserted = vec![vec![edit(2, 2, "X")], vec![edit(2, 2, "Y")]];
        assert_eq!(after("abcd", inserted), ("abXcd".to_owned(), 1));
    }

    #[test]
    fn the_same_change_twice_is_made_once() {
        let both = vec![edit(0, 1, "A"), edit(3, 3, "!")];
        assert_eq!(after("abcd", vec![both.clone(), both]), ("Abc!d".to_owned(), 2));
        let shared = vec![vec![edit(0, 1, "A")], vec![edit(0, 1, "A"), edit(3, 4, "D")]];
        assert_eq!(after("abcd", shared), ("AbcD".to_owned(), 2));
        let bold = vec![vec![edit(0, 0, "**"), edit(2, 2, "**")], vec![edit(2, 2, "**"), edit(4, 4, "**")]];
        assert_eq!(after("abcd", bold), ("**ab**cd".to_owned(), 1), "an inserted mark is not shared");
    }

    #[test]
    fn a_fix_that_does_not_fit_is_left() {
        let unfit = [
            vec![],
            vec![edit(0, 1, "é")],
            vec![edit(1, 2, "x")],
            vec![edit(2, 99, "x")],
            vec![edit(4, 5, "x"), edit(2, 3, "y")],
            vec![edit(2, 2, "x"), edit(2, 2, "y")],
        ];
        for edits in unfit {
            assert_eq!(after("éabcdef", vec![edits.clone()]), ("éabcdef".to_owned(), 0), "{edits:?}");
        }
        assert_eq!(after("abc", vec![vec![edit(0, 1, "a")]]).1, 0, "nothing would change");
    }

    #[test]
    fn places_move_with_what_is_changed_before_them() {
        let made = [edit(2, 4, ""), edit(10, 10, "new ")];
        assert_eq!(moved(&[edit(6, 8, "x")], &made), Some(vec![edit(4, 6, "x")]));
        assert_eq!(moved(&[edit(0, 1, "x"), edit(11, 12, "y")], &made), Some(vec![edit(0, 1, "x"), edit(13, 14, "y")]));
        assert_eq!(moved(&[edit(3, 6, "x")], &made), None);
        assert_eq!(moved(&[edit(4, 6, "x")], &made), None, "what touches is another text now");
    }

    #[test]
    fn a_new_finding_is_known_by_its_rule_and_weight() {
        let of = |rule: &'static str, severity| Diagnostic { severity, ..Diagnostic::new(rule, Span::at(0), "") };
        let before = [of("a", Severity::Error), of("b", Severity::Info)];
        assert!(
            brought(&before, &[of("a", Severity::Error), of("b", Severity::Info), of("b", Severity::Info)]).is_empty()
        );
        assert_eq!(brought(&before, &[of("a", Severity::Error), of("a", Severity::Error)]).len(), 2);
        assert_eq!(brought(&before, &[of("a", Severity::Warning)]).len(), 1);
        assert_eq!(brought(&before, &[of("c", Severity::Info)]).len(), 1);
        assert!(is_less(&before, &[of("b", Severity::Warning)]));
        assert!(!is_less(&before, &before));
    }
}
