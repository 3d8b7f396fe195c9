//! The only way back on the line: fixes → text → examined again, until nothing
//! is left that can be corrected.

use super::{Examined, Office};
use crate::check::fixes::{Together, brought, is_less, moved};
use crate::diagnostic::{Diagnostic, Edit, Safety};
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

/// Whether an offer is taken.
pub type Answer<'q> = &'q mut dyn FnMut(&Offer<'_>) -> bool;

impl Office {
    /// Corrects a notice: all that is safe, and of the rest what `answer` takes,
    /// one at a time in the order of the file. Nothing is written.
    ///
    /// Changes after which there is a new finding, or not less to correct, are
    /// taken back; only an answer can let in what brings new findings. Safe
    /// changes are made in at most ten rounds, each in the text of the one
    /// before, so a notice that was corrected stays as it is.
    ///
    /// # Errors
    /// As [`Office::examine`].
    pub fn repair<'o>(
        &'o self,
        examined: Examined<'o>,
        file: &NoticeFile,
        answer: Option<Answer<'_>>,
    ) -> Result<Repaired<'o>, Error> {
        let repaired = Repaired { examined, corrected: 0, rounds: Vec::new() };
        let mut bench = Bench { office: self, file, repaired, left: Vec::new() };
        bench.make_safe_ones()?;
        if let Some(answer) = answer {
            bench.offer_others(answer)?;
        }
        Ok(bench.repaired)
    }
}

/// A notice being corrected.
struct Bench<'o, 'f> {
    office: &'o Office,
    file: &'f NoticeFile,
    repaired: Repaired<'o>,
    /// Fixes that stay undone, with their places in the text as it is now.
    left: Vec<(String, Vec<Edit>)>,
}

/// A text that may become the notice's.
struct Trial<'o> {
    edits: Vec<Edit>,
    corrected: usize,
    after: Examined<'o>,
}

impl<'o> Bench<'o, '_> {
    fn make_safe_ones(&mut self) -> Result<(), Error> {
        let mut rounds = 0;
        let mut one_by_one = false;
        while rounds < ROUNDS {
            let safe = self.open(Safety::Safe);
            let Some(first) = safe.first().map(|finding| (*finding).clone()) else { break };
            let together = Together::new(self.text(), safe.into_iter().take(if one_by_one { 1 } else { usize::MAX }));
            let (first, alone) = match together.findings.as_slice() {
                // What does not fit the text is not tried again.
                [] => {
                    self.leave(&first);
                    continue;
                }
                [taken, others @ ..] => ((*taken).clone(), others.is_empty()),
            };
            let trial = self.trial(&together)?;
            if self.brought(&trial).is_empty() && self.is_less(&trial) {
                self.keep(trial);
                rounds += usize::from(!one_by_one);
            } else if alone {
                self.leave(&first);
            } else {
                // One of them is to blame: the others need not stay undone.
                one_by_one = true;
            }
        }
        Ok(())
    }

    fn offer_others(&mut self, answer: Answer<'_>) -> Result<(), Error> {
        let mut daring = 0;
        while let Some(finding) = self.open(Safety::AskFirst).first().map(|finding| (*finding).clone()) {
            let together = Together::new(self.text(), [&finding]);
            if together.is_empty() {
                self.leave(&finding);
                continue;
            }
            let trial = self.trial(&together)?;
            let brought = self.brought(&trial);
            let helps = brought.is_empty() && self.is_less(&trial);
            let offer = Offer {
                source: &self.repaired.examined.source,
                finding: &finding,
                after: trial.after.source.text(),
                brought,
            };
            let offered = helps || (!offer.brought.is_empty() && daring < ROUNDS);
            if offered && answer(&offer) {
                daring += usize::from(!helps);
                self.keep(trial);
                self.make_safe_ones()?;
            } else {
                self.leave(&finding);
            }
        }
        Ok(())
    }

    fn text(&self) -> &str {
        self.repaired.examined.source.text()
    }

    /// The findings whose fixes are of this kind and not to be left.
    fn open(&self, safety: Safety) -> Vec<&Diagnostic> {
        let is_left = |finding: &Diagnostic, edits: &[Edit]| {
            self.left.iter().any(|(rule, left)| *rule == finding.rule && left == edits)
        };
        let findings = self.repaired.examined.findings.iter();
        findings
            .filter(|finding| {
                finding.fix.as_ref().is_some_and(|fix| fix.safety == safety && !is_left(finding, &fix.edits))
            })
            .collect()
    }

    fn trial(&self, together: &Together<'_>) -> Result<Trial<'o>, Error> {
        let source = SourceFile::new(self.repaired.examined.source.name(), together.apply(self.text()));
        Ok(Trial {
            edits: together.edits().cloned().collect(),
            corrected: together.findings.len(),
            after: self.office.examine_text(source, self.file)?,
        })
    }

    fn brought<'t>(&self, trial: &'t Trial<'o>) -> Vec<&'t Diagnostic> {
        brought(&self.repaired.examined.findings, &trial.after.findings)
    }

    fn is_less(&self, trial: &Trial<'o>) -> bool {
        is_less(&self.repaired.examined.findings, &trial.after.findings)
    }

    fn keep(&mut self, trial: Trial<'o>) {
        let left = std::mem::take(&mut self.left);
        let moved = |(rule, edits): (String, Vec<Edit>)| Some((rule, moved(&edits, &trial.edits)?));
        self.left = left.into_iter().filter_map(moved).collect();
        self.repaired.corrected += trial.corrected;
        self.repaired.examined = trial.after;
        self.repaired.rounds.push(trial.edits);
    }

    fn leave(&mut self, finding: &Diagnostic) {
        let edits = finding.fix.as_ref().map(|fix| fix.edits.clone()).unwrap_or_default();
        self.left.push((finding.rule.to_string(), edits));
    }
}
