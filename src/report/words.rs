//! What became of the words from one text to another, as a press officer would
//! say it: this became that, with a few words around; this sentence is new; that
//! one is gone.

use std::fmt;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Words shown before and behind what has changed.
const BEFORE: usize = 3;
const BEHIND: usize = 2;

/// So many words that stayed between two changes are shown as changed with them,
/// so that a date is one change and not three.
const BETWEEN: usize = 2;

/// From so many words on, what was added or removed is quoted by itself even if
/// it is no whole sentence.
const LONG: usize = 12;

/// One change of a text. Quoted text has one space between two words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amendment {
    /// These words became those; both begin and end with the same few words, if
    /// the sentence has any around.
    Changed {
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
    /// These words are new.
    Added(String),
    /// These words are gone.
    Removed(String),
}

impl fmt::Display for Amendment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { before, after } => write!(f, "“{before}” became “{after}”"),
            Self::Added(text) => write!(f, "added: “{text}”"),
            Self::Removed(text) => write!(f, "removed: “{text}”"),
        }
    }
}

/// The changes from one text to another, in the order of the texts; none when
/// their words are the same.
pub fn amendments(before: &str, after: &str) -> Vec<Amendment> {
    let old: Vec<&str> = before.split_whitespace().collect();
    let new: Vec<&str> = after.split_whitespace().collect();
    let hunks = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().filter_map(|operation| {
        let (tag, old, new) = operation.as_tag_tuple();
        (tag != DiffTag::Equal).then_some(Hunk { old, new })
    });
    let texts = Texts { old: &old, new: &new };
    let hunks = texts.merged(texts.settled(hunks.collect()));
    hunks.into_iter().map(|hunk| texts.told(&hunk)).collect()
}

/// Words of the old text that are words of the new one now; one of the two may
/// be empty.
#[derive(Debug, Clone)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

struct Texts<'a> {
    old: &'a [&'a str],
    new: &'a [&'a str],
}

impl Texts<'_> {
    /// Where the same words could be taken as added or removed in several
    /// places, a whole sentence is.
    fn settled(&self, mut hunks: Vec<Hunk>) -> Vec<Hunk> {
        for at in 0..hunks.len() {
            let ends = |hunk: &Hunk| (hunk.old.end, hunk.new.end);
            let floor = at.checked_sub(1).and_then(|before| hunks.get(before)).map_or((0, 0), ends);
            let ceiling =
                hunks.get(at + 1).map_or((self.old.len(), self.new.len()), |next| (next.old.start, next.new.start));
            let Some(hunk) = hunks.get_mut(at) else { continue };
            let (words, range, left, right) = if hunk.old.is_empty() {
                (self.new, &hunk.new, hunk.new.start - floor.1, ceiling.1 - hunk.new.end)
            } else if hunk.new.is_empty() {
                (self.old, &hunk.old, hunk.old.start - floor.0, ceiling.0 - hunk.old.end)
            } else {
                continue;
            };
            let back = (0..left).take_while(|by| words[range.start - 1 - by] == words[range.end - 1 - by]).count();
            let ahead = (0..right).take_while(|by| words[range.start + by] == words[range.end + by]).count();
            let moves = (0..=back).map(|by| -(by as isize)).chain((1..=ahead).map(|by| by as isize));
            let whole = |by: &isize| is_whole(words, &moved(range, *by));
            if let Some(by) = moves.clone().find(whole) {
                *hunk = Hunk { old: moved(&hunk.old, by), new: moved(&hunk.new, by) };
            }
        }
        hunks
    }

    /// Changes that almost touch each other become one, within a sentence.
    fn merged(&self, hunks: Vec<Hunk>) -> Vec<Hunk> {
        let mut merged: Vec<Hunk> = Vec::new();
        for hunk in hunks {
            if let Some(last) = merged.last_mut() {
                let between = last.new.end..hunk.new.start;
                let one_sentence = !self.new[last.new.start..hunk.new.start].iter().any(|word| ends_sentence(word))
                    && !self.old[last.old.start..hunk.old.start].iter().any(|word| ends_sentence(word));
                if between.len() <= BETWEEN && one_sentence {
                    *last = Hunk { old: last.old.start..hunk.old.end, new: last.new.start..hunk.new.end };
                    continue;
                }
            }
            merged.push(hunk);
        }
        merged
    }

    fn told(&self, hunk: &Hunk) -> Amendment {
        let [old, new] = [(self.old, &hunk.old), (self.new, &hunk.new)];
        let quoted = |(words, range): (&[&str], &Range<usize>)| words[range.clone()].join(" ");
        let alone = |(words, range): (&[&str], &Range<usize>)| range.len() >= LONG || is_whole(words, range);
        match (old.1.is_empty(), new.1.is_empty()) {
            (true, _) if alone(new) => Amendment::Added(quoted(new)),
            (_, true) if alone(old) => Amendment::Removed(quoted(old)),
            _ => {
                let before = self.words_before(hunk);
                let behind = self.words_behind(hunk);
                let around = |(words, range): (&[&str], &Range<usize>)| {
                    words[range.start - before..range.end + behind].join(" ")
                };
                let (before, after) = (around(old), around(new));
                match (before.is_empty(), after.is_empty()) {
                    (true, _) => Amendment::Added(after),
                    (_, true) => Amendment::Removed(before),
                    _ => Amendment::Changed { before, after },
                }
            }
        }
    }

    /// How many words of the sentence stand before the change; they are the same
    /// in both texts.
    fn words_before(&self, hunk: &Hunk) -> usize {
        let (old, new) = (&self.old[..hunk.old.start], &self.new[..hunk.new.start]);
        let same = old.iter().rev().zip(new.iter().rev()).take(BEFORE);
        same.take_while(|(old, new)| old == new && !ends_sentence(new)).count()
    }

    /// How many words stand behind it, up to the end of the sentence.
    fn words_behind(&self, hunk: &Hunk) -> usize {
        let ended =
            |words: &[&str], range: &Range<usize>| words[range.clone()].last().is_some_and(|word| ends_sentence(word));
        if ended(self.old, &hunk.old) || ended(self.new, &hunk.new) {
            return 0;
        }
        let (old, new) = (&self.old[hunk.old.end..], &self.new[hunk.new.end..]);
        let mut count = 0;
        for (old, new) in old.iter().zip(new).take(BEHIND) {
            if old != new {
                break;
            }
            count += 1;
            if ends_sentence(new) {
                break;
            }
        }
        count
    }
}

fn moved(range: &Range<usize>, by: isize) -> Range<usize> {
    range.start.saturating_add_signed(by)..range.end.saturating_add_signed(by)
}

/// Whether these words are whole sentences.
fn is_whole(words: &[&str], range: &Range<usize>) -> bool {
    let begins = range.start == 0 || ends_sentence(words[range.start - 1]);
    begins && words[range.clone()].last().is_some_and(|word| ends_sentence(word))
}

/// Whether a sentence ends with the word: not with the dot of a number or of an
/// initial.
fn ends_sentence(word: &str) -> bool {
    let word = word.trim_end_matches(['"', '\'', '”', '“', '’', '»', '«', ')', ']']);
    let Some(stem) = word.strip_suffix(['.', '!', '?', '…', ';']) else { return false };
    let is_dot = word.ends_with('.');
    !(is_dot && (stem.chars().count() <= 1 || stem.bytes().all(|byte| byte.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> Vec<String> {
        amendments(before, after).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_word_that_changed_stands_among_its_neighbours() {
        assert_eq!(
            told("The boats leave the quay at 11:00 on Saturday.", "The boats leave the quay at 10:00 on Saturday."),
            ["“the quay at 11:00 on Saturday.” became “the quay at 10:00 on Saturday.”"]
        );
        assert_eq!(told("Opening at 11:00.", "Opening at 10:00."), ["“Opening at 11:00.” became “Opening at 10:00.”"]);
        assert_eq!(
            told("It rains. The river rises. It rains.", "It rains. The wide river rises. It rains."),
            ["“The river rises.” became “The wide river rises.”"]
        );
    }

    #[test]
    fn a_date_is_one_change() {
        assert_eq!(
            told("Am Montag, 2. März 2026 in Wien.", "Am Freitag, 6. März 2026 in Wien."),
            ["“Am Montag, 2. März 2026” became “Am Freitag, 6. März 2026”"]
        );
        assert_eq!(
            told("on Monday 2 March 2026 and later", "on Tuesday 3 March 2027 and later"),
            ["“on Monday 2 March 2026 and later” became “on Tuesday 3 March 2027 and later”"]
        );
    }

    #[test]
    fn sentences_are_told_whole() {
        let before = "Lanterns float on the Orla. The quay is closed. Boats stay away.";
        let after = "Lanterns float on the Orla. The quay is open. The bridge is closed. Boats stay away.";
        assert_eq!(told(before, "Lanterns float on the Orla. Boats stay away."), ["removed: “The quay is closed.”"]);
        assert_eq!(told("Boats stay away.", before), ["added: “Lanterns float on the Orla. The quay is closed.”"]);
        assert_eq!(
            told(before, &before.replace("Boats", "The quay is dry. Boats")),
            ["added: “The quay is dry.”"],
            "though it might as well be `is dry. The quay`"
        );
        assert!(told(before, after).len() <= 2);
    }

    #[test]
    fn what_is_the_same_is_not_told() {
        assert_eq!(told("a  b\nc", "a b c"), Vec::<String>::new());
        assert_eq!(told("", ""), Vec::<String>::new());
        assert_eq!(told("", "x"), ["added: “x”"]);
        assert_eq!(told("x y", ""), ["removed: “x y”"]);
    }

    #[test]
    fn ends_of_sentences_are_not_ends_of_numbers() {
        for word in ["end.", "end!”", "end?)", "τέλος;", "…", "end…"] {
            assert!(ends_sentence(word) || word == "…", "{word}");
        }
        for word in ["15.", "J.", "end", "10:00", ""] {
            assert!(!ends_sentence(word), "{word}");
        }
    }
}
