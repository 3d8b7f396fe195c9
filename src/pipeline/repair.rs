//! The only way back on the line: fixes → text → examined again, until nothing
//! is left that can be corrected.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Examined, Office};
use crate::check::fixes::{Together, brought, is_less, moved};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::error::Error;
use crate::span::SourceFile;
use crate::workspace::NoticeFile;

/// How often a text is examined again for its safe fixes; and how often an
/// officer may choose a fix that brings new findings.
const ROUNDS: usize = 10;

/// A notice after its fixes.
pub struct Repaired<'o> {
    /// The notice as it is now, with what remains to be said of it.
    pub examined: Examined<'o>,
    /// How many findings were corrected.
    pub corrected: usize,
    /// The changes, one list for each time the text was changed, with their
    /// places in the text of that time: in order, not overlapping.
    pub rounds: Vec<Vec<Edit>>,
}

/// A fix that asks first.
pub struct Offer<'a> {
    /// The text as it is.
    pub source: &'a SourceFile,
    /// What the fix would put right; it has a fix.
    pub finding: &'a Diagnostic,
    /// The text as it would be.
    pub after: &'a str,
    /// What would be found then that is not found now.
    pub brought: Vec<&'a Diagnostic>,
}

/// What may be done beside the safe fixes.
pub enum Consent<'q> {
    /// Nothing.
    SafeAlone,
    /// All that brings no new finding.
    Everything,
    /// What is answered with yes.
    Asked(&'q mut dyn FnMut(&Offer<'_>) -> bool),
}

impl Office {
    /// Corrects a notice: all that is safe, and of the rest what `consent` is
    /// given to, where it asks, one at a time in the order of the file. Nothing
    /// is written.
    ///
    /// Changes after which there is a new finding, or not less to correct, are
    /// taken back; only an answer can let in what brings new findings. The text
    /// is examined again after each round of changes, ten in a row at most, and
    /// a notice that was corrected stays as it is.
    ///
    /// # Errors
    /// As [`Office::examine`].
    pub fn repair<'o>(
        &'o self,
        examined: Examined<'o>,
        file: &NoticeFile,
        consent: Consent<'_>,
    ) -> Result<Repaired<'o>, Error> {
        let examine = |source| self.examine_text(source, file);
        let bench = Bench::new(examined, &examine).run(consent)?;
        Ok(Repaired { examined: bench.now, corrected: bench.corrected, rounds: bench.rounds })
    }
}

/// A text with what was found in it.
trait Looked {
    fn source(&self) -> &SourceFile;
    fn findings(&self) -> &[Diagnostic];
}

impl Looked for Examined<'_> {
    fn source(&self) -> &SourceFile {
        &self.source
    }

    fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }
}

/// A notice being corrected.
struct Bench<'e, L> {
    examine: &'e dyn Fn(SourceFile) -> Result<L, Error>,
    now: L,
    corrected: usize,
    rounds: Vec<Vec<Edit>>,
    /// Fixes that were looked at and stay undone, by where they begin.
    left: BTreeMap<usize, Vec<Left>>,
    /// Whether the text has changed since one of them was left.
    is_stale: bool,
    /// How many fixes were let in although they brought new findings.
    daring: usize,
}

/// A fix that stays undone.
struct Left {
    rule: Cow<'static, str>,
    /// Its changes, with their places in the text as it is now.
    edits: Vec<Edit>,
    reason: Reason,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// The officer said no.
    Declined,
    /// It was no use.
    Useless,
    /// It brought new findings, and the officer said no.
    Harmful,
    /// The same in a text before this one; it may be tried again.
    OnceHarmful,
}

/// A text that may become the notice's.
struct Trial<L> {
    edits: Vec<Edit>,
    corrected: usize,
    after: L,
}

impl<'e, L: Looked> Bench<'e, L> {
    fn new(now: L, examine: &'e dyn Fn(SourceFile) -> Result<L, Error>) -> Self {
        let (rounds, left) = (Vec::new(), BTreeMap::new());
        Self { examine, now, corrected: 0, rounds, left, is_stale: false, daring: 0 }
    }

    fn run(mut self, mut consent: Consent<'_>) -> Result<Self, Error> {
        let unasked = |fix: &Fix| fix.safety == Safety::Safe;
        for _ in 0..ROUNDS {
            match &mut consent {
                Consent::SafeAlone => self.make(unasked)?,
                Consent::Everything => self.make(|_| true)?,
                Consent::Asked(answer) => {
                    self.make(unasked)?;
                    self.offer_others(*answer, unasked)?;
                }
            }
            // What was no use may be of use in the text that it has become.
            if !std::mem::take(&mut self.is_stale) {
                break;
            }
            self.left.retain(|_, left| {
                left.retain_mut(|left| {
                    if left.reason == Reason::Harmful {
                        left.reason = Reason::OnceHarmful;
                    }
                    left.reason != Reason::Useless
                });
                !left.is_empty()
            });
        }
        Ok(self)
    }

    /// Makes all fixes that `may` be made, as many at once as go together.
    fn make(&mut self, may: impl Fn(&Fix) -> bool) -> Result<(), Error> {
        let mut rounds = 0;
        let mut one_by_one = false;
        while rounds < ROUNDS {
            let at_once = if one_by_one { 1 } else { usize::MAX };
            let open: Vec<&Diagnostic> = self.open(&may).take(at_once).collect();
            let Some(first) = open.first().map(|finding| (*finding).clone()) else { break };
            let together = Together::new(self.text(), open);
            let (first, alone) = match together.findings.as_slice() {
                // What does not fit the text is not tried again.
                [] => {
                    self.leave(&first, Reason::Useless);
                    continue;
                }
                [taken, others @ ..] => ((*taken).clone(), others.is_empty()),
            };
            let trial = self.trial(&together)?;
            if self.brought(&trial).is_empty() && self.is_less(&trial) {
                self.keep(trial);
                rounds += usize::from(!one_by_one);
                self.is_stale |= one_by_one;
            } else if alone {
                self.leave(&first, Reason::Useless);
            } else {
                // One of them is to blame: the others need not stay undone.
                one_by_one = true;
            }
        }
        Ok(())
    }

    fn offer_others(
        &mut self,
        answer: &mut dyn FnMut(&Offer<'_>) -> bool,
        unasked: impl Fn(&Fix) -> bool + Copy,
    ) -> Result<(), Error> {
        loop {
            let Some(finding) = self.open(|fix| !unasked(fix)).next().cloned() else { break };
            let together = Together::new(self.text(), [&finding]);
            if together.is_empty() {
                self.leave(&finding, Reason::Useless);
                continue;
            }
            let trial = self.trial(&together)?;
            let brought = self.brought(&trial);
            let harms = !brought.is_empty();
            if (!harms && !self.is_less(&trial)) || (harms && self.daring == ROUNDS) {
                self.leave(&finding, Reason::Useless);
            } else if harms && self.reason(&finding) == Some(Reason::OnceHarmful) {
                self.leave(&finding, Reason::Harmful);
            } else if answer(&Offer {
                source: self.now.source(),
                finding: &finding,
                after: trial.after.source().text(),
                brought,
            }) {
                self.daring += usize::from(harms);
                self.keep(trial);
                self.make(unasked)?;
            } else {
                self.leave(&finding, if harms { Reason::Harmful } else { Reason::Declined });
            }
        }
        Ok(())
    }

    fn text(&self) -> &str {
        self.now.source().text()
    }

    /// The findings whose fixes `may` be made and are to be looked at.
    fn open(&self, may: impl Fn(&Fix) -> bool) -> impl Iterator<Item = &Diagnostic> {
        self.now.findings().iter().filter(move |finding| {
            finding.fix.as_ref().is_some_and(&may)
                && self.reason(finding).is_none_or(|reason| reason == Reason::OnceHarmful)
        })
    }

    /// Why the fix of a finding was left.
    fn reason(&self, finding: &Diagnostic) -> Option<Reason> {
        let edits = &finding.fix.as_ref()?.edits;
        let left = self.left.get(&begin(edits))?;
        left.iter().rfind(|left| left.rule == finding.rule && left.edits == *edits).map(|left| left.reason)
    }

    fn trial(&self, together: &Together<'_>) -> Result<Trial<L>, Error> {
        let source = SourceFile::new(self.now.source().name(), together.apply(self.text()));
        Ok(Trial {
            edits: together.edits().cloned().collect(),
            corrected: together.findings.len(),
            after: (self.examine)(source)?,
        })
    }

    fn brought<'t>(&self, trial: &'t Trial<L>) -> Vec<&'t Diagnostic> {
        brought(self.now.findings(), trial.after.findings())
    }

    fn is_less(&self, trial: &Trial<L>) -> bool {
        is_less(self.now.findings(), trial.after.findings())
    }

    /// Makes a trial the notice.
    fn keep(&mut self, trial: Trial<L>) {
        self.is_stale |= !self.left.is_empty();
        for left in std::mem::take(&mut self.left).into_values().flatten() {
            if let Some(edits) = moved(&left.edits, &trial.edits) {
                self.left.entry(begin(&edits)).or_default().push(Left { edits, ..left });
            }
        }
        self.corrected += trial.corrected;
        self.now = trial.after;
        self.rounds.push(trial.edits);
    }

    fn leave(&mut self, finding: &Diagnostic, reason: Reason) {
        let edits = finding.fix.as_ref().map(|fix| fix.edits.clone()).unwrap_or_default();
        let rule = finding.rule.clone();
        self.left.entry(begin(&edits)).or_default().push(Left { rule, edits, reason });
    }
}

fn begin(edits: &[Edit]) -> usize {
    edits.first().map_or(0, |edit| edit.span.start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Severity;
    use crate::span::Span;

    /// A rule made up for a test: what it looks for, what it writes instead.
    type MadeUp = (&'static str, &'static str, &'static str, Safety);

    struct Text {
        source: SourceFile,
        findings: Vec<Diagnostic>,
    }

    impl Looked for Text {
        fn source(&self) -> &SourceFile {
            &self.source
        }

        fn findings(&self) -> &[Diagnostic] {
            &self.findings
        }
    }

    fn look(rules: &[MadeUp], source: SourceFile) -> Text {
        let mut findings = Vec::new();
        for (rule, wrong, right, safety) in rules {
            for (at, _) in source.text().match_indices(wrong) {
                let span = Span::new(at, at + wrong.len());
                let edit = Edit { span, replacement: (*right).to_owned() };
                let finding = Diagnostic::new(*rule, span, "a fault").fix("write it", *safety, vec![edit]);
                findings.push(Diagnostic { severity: Severity::Warning, ..finding });
            }
        }
        findings.sort_by_key(|finding| finding.span);
        Text { source, findings }
    }

    /// The text after the fixes, how many findings were corrected, in how many
    /// rounds. The same again must change nothing.
    fn corrected(rules: &[MadeUp], text: &str, consent: fn() -> Consent<'static>) -> (String, usize, usize) {
        let examine = |source| Ok(look(rules, source));
        let run = |text: &str| {
            let bench = Bench::new(look(rules, SourceFile::new("a.md", text)), &examine).run(consent());
            bench
                .map(|bench| (bench.now.source.text().to_owned(), bench.corrected, bench.rounds.len()))
                .unwrap_or_default()
        };
        let first = run(text);
        assert_eq!(run(&first.0), (first.0.clone(), 0, 0), "the second time");
        first
    }

    const SAFE: Safety = Safety::Safe;
    const ASKS: Safety = Safety::AskFirst;

    #[test]
    fn what_goes_together_is_one_round_and_what_comes_up_another() {
        let rules = [("space", "  ", " ", SAFE), ("word", "teh", "the", SAFE)];
        assert_eq!(
            corrected(&rules, "teh  fair, teh  river", || Consent::SafeAlone),
            ("the fair, the river".to_owned(), 4, 2)
        );
        let rules = [("outer", "teh  ", "the  ", SAFE), ("inner", "  ", " ", SAFE)];
        assert_eq!(
            corrected(&rules, "teh  fair", || Consent::SafeAlone),
            ("the fair".to_owned(), 2, 2),
            "one in the way of the other"
        );
    }

    #[test]
    fn a_fix_that_brings_something_new_is_taken_back_and_the_others_stay() {
        let rules = [("good", "x", "", SAFE), ("bad", "y", "z", SAFE), ("new", "z", "", SAFE)];
        assert_eq!(corrected(&rules, "ay bx cx", || Consent::SafeAlone), ("ay b c".to_owned(), 2, 2));
        assert_eq!(corrected(&rules, "ay", || Consent::SafeAlone), ("ay".to_owned(), 0, 0));
    }

    #[test]
    fn fixes_that_undo_each_other_or_never_end_are_not_begun() {
        for rules in [
            &[("to", "colour", "color", SAFE), ("fro", "color", "colour", SAFE)][..],
            &[("more", "x", "xx", SAFE)],
            &[("same", "x", "x", SAFE)],
            &[("other", "x", "X", SAFE), ("again", "X", "x", ASKS)],
        ] {
            assert_eq!(corrected(rules, "a x, a colour", || Consent::SafeAlone), ("a x, a colour".to_owned(), 0, 0));
            assert_eq!(corrected(rules, "a x, a colour", || Consent::Everything).1, 0);
        }
    }

    #[test]
    fn what_became_useful_is_tried_again() {
        let rules = [("first", "ab", "c", SAFE), ("second", "d", "", ASKS), ("third", "cd", "", SAFE)];
        assert_eq!(corrected(&rules, "abd", || Consent::SafeAlone), ("abd".to_owned(), 0, 0), "it would bring `cd`");
        assert_eq!(corrected(&rules, "abd", || Consent::Everything), ("c".to_owned(), 2, 2));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_the_rules_the_second_time_changes_nothing(
            rules in proptest::collection::vec(("[abc]{1,3}", "[abc]{0,3}", any::<bool>()), 1..5),
            text in "[abc]{0,16}",
        ) {
            // A rule is as long-lived as the program.
            let kept = |text: &String| -> &'static str { Box::leak(text.clone().into_boxed_str()) };
            let names = ["one", "two", "three", "four"];
            let rules: Vec<MadeUp> = names
                .iter()
                .zip(&rules)
                .map(|(name, (wrong, right, safe))| (*name, kept(wrong), kept(right), if *safe { SAFE } else { ASKS }))
                .collect();
            corrected(&rules, &text, || Consent::SafeAlone);
            corrected(&rules, &text, || Consent::Everything);
        }
    }

    #[test]
    fn each_offer_is_made_once_in_the_order_of_the_file() {
        let rules = [("word", "the the", "the", ASKS), ("space", "  ", " ", SAFE)];
        let mut asked = Vec::new();
        let mut answer = |offer: &Offer<'_>| {
            asked.push(offer.finding.span.start);
            assert!(offer.brought.is_empty() && offer.after.len() + 4 == offer.source.text().len());
            asked.len() == 2
        };
        let examine = |source| Ok(look(&rules, source));
        let text = "the the fair,  the the river, the the lake";
        let bench = Bench::new(look(&rules, SourceFile::new("a.md", text)), &examine).run(Consent::Asked(&mut answer));
        let after = bench.map(|bench| bench.now.source.text().to_owned()).unwrap_or_default();
        assert_eq!(after, "the the fair, the river, the the lake");
        assert_eq!(asked, [0, 14, 25], "the places move with what was changed");
    }

    #[test]
    fn an_officer_who_always_dares_comes_to_an_end() {
        let rules = [("to", "colour", "color", ASKS), ("fro", "color", "colour", ASKS)];
        let mut times = 0;
        let mut answer = |_: &Offer<'_>| {
            times += 1;
            true
        };
        let examine = |source| Ok(look(&rules, source));
        let bench =
            Bench::new(look(&rules, SourceFile::new("a.md", "colour")), &examine).run(Consent::Asked(&mut answer));
        assert!(bench.is_ok());
        assert_eq!(times, ROUNDS);
    }
}
