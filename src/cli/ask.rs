//! Questions about fixes that change words: one at a time, with the patch.

use clap::ValueEnum;

use super::outside::Outside;
use crate::pipeline::Offer;
use crate::report::patch;

/// Where answers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Answers {
    /// A person at a terminal; where there is none, nobody is asked
    Terminal,
    /// Standard input, whatever it is: for a program that asks in its own way
    Input,
}

const KEYS: &str = "  y  yes, write it\n\
                    \x20 n  no, leave it (Enter does the same)\n\
                    \x20 a  yes, and yes to all that follow, unless one brings a new finding\n\
                    \x20 q  no, and no to all that follow";

/// Who answers.
pub struct Officer<'o> {
    outside: &'o Outside,
    mood: Mood,
    explained: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// Each offer is looked at.
    Asked,
    /// Yes to all.
    Agreed,
    /// No to all.
    Done,
}

impl Answers {
    /// Whether anybody can be asked now.
    pub fn can_be_had(self, outside: &Outside) -> bool {
        self == Self::Input || outside.can_answer
    }
}

impl<'o> Officer<'o> {
    /// Somebody who can be asked now; `None` where nobody can.
    pub fn find(answers: Answers, outside: &'o Outside) -> Option<Self> {
        answers.can_be_had(outside).then_some(Self { outside, mood: Mood::Asked, explained: false })
    }

    /// Whether the offer is taken.
    pub fn answer(&mut self, offer: &Offer<'_>) -> bool {
        match self.mood {
            Mood::Done => false,
            Mood::Agreed if offer.brought.is_empty() => true,
            Mood::Agreed | Mood::Asked => self.ask(offer),
        }
    }

    fn ask(&mut self, offer: &Offer<'_>) -> bool {
        let (source, finding) = (offer.source, offer.finding);
        let at = source.position(finding.span.start);
        let mut question = format!(
            "{}:{}:{}: {}[{}]: {}\n{}",
            source.name(),
            at.line,
            at.column,
            finding.severity.name(),
            finding.rule,
            finding.message,
            patch(source.name(), source.text(), offer.after),
        );
        for brought in &offer.brought {
            question.push_str(&format!(
                "then there is also: {}[{}]: {}\n",
                brought.severity.name(),
                brought.rule,
                brought.message
            ));
        }
        let visible = |character: char| match character {
            '\n' | '\t' => character,
            control if control.is_control() => '\u{fffd}',
            other => other,
        };
        let question: String = question.replace("\r\n", "\n").chars().map(visible).collect();
        self.outside.note(question.trim_end());
        if !std::mem::replace(&mut self.explained, true) {
            self.outside.note(KEYS);
        }
        let title = finding.fix.as_ref().map_or("", |fix| fix.title.as_str());
        loop {
            let Some(line) = self.outside.answer(&format!("{title}? [y/n/a/q] ")) else {
                self.mood = Mood::Done;
                return false;
            };
            match line.to_lowercase().as_str() {
                "y" | "yes" => return true,
                "" | "n" | "no" => return false,
                "a" | "all" => {
                    self.mood = Mood::Agreed;
                    return true;
                }
                "q" | "quit" => {
                    self.mood = Mood::Done;
                    return false;
                }
                _ => self.outside.note(KEYS),
            }
        }
    }
}
