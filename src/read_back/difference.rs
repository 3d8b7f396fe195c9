//! Where two texts say other words.
//!
//! A second user of `similar`: patches go by lines and are for `patch`, this
//! goes by words and is for people.

use std::fmt;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::normalised;

/// Words shown before a difference.
const BEFORE: usize = 4;

/// Words shown of a difference itself.
const SHOWN: usize = 8;

/// So many words are aligned one by one; of longer stretches it is only said
/// that they differ, because aligning takes time with their square.
const ALIGNED: usize = 4_000;

/// A place where two texts differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The last words that both have, a few; empty at the beginning.
    pub after: String,
    /// What should stand there; empty where something was added.
    pub expected: String,
    /// What stands there; empty where something is lost.
    pub found: String,
}

impl Difference {
    /// One sentence: `expected` and `found` are the names of the two texts, such
    /// as `the sheet` and `the pdf`.
    pub fn told(&self, expected: &str, found: &str) -> String {
        let place = match self.after.is_empty() {
            true => "at the beginning".to_owned(),
            false => format!("after “{}”", shown(&self.after)),
        };
        let has = |words: &str| match words.is_empty() {
            true => "nothing".to_owned(),
            false => format!("`{}`", shown(words)),
        };
        format!("{place}: {expected} has {}, {found} has {}", has(&self.expected), has(&self.found))
    }
}

/// Words of a file, fit for a terminal.
fn shown(words: &str) -> String {
    words.chars().flat_map(|c| if c.is_control() { c.escape_debug().collect() } else { vec![c] }).collect()
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told("the one", "the other"))
    }
}

/// Where two texts first differ.
pub fn first_difference(found: &str, expected: &str) -> Option<Difference> {
    // Nearly always they are the same.
    if found == expected {
        return None;
    }
    let (mut ours, mut theirs) = (expected.split_whitespace(), found.split_whitespace());
    let mut before: Vec<&str> = Vec::new();
    loop {
        let (expected, found) = (ours.next(), theirs.next());
        if expected == found {
            before.push(expected?);
            continue;
        }
        let expected: Vec<&str> = expected.into_iter().chain(ours).collect();
        let found: Vec<&str> = found.into_iter().chain(theirs).collect();
        let (expected, found) = until_they_meet(&expected, &found);
        return Some(Difference { after: last(&before), expected: first(expected), found: first(found) });
    }
}

/// The words of both up to where they say the same again; soon, if at all.
fn until_they_meet<'s, 'w>(ours: &'s [&'w str], theirs: &'s [&'w str]) -> (&'s [&'w str], &'s [&'w str]) {
    const WINDOW: usize = 12;
    // Two words in a row, or the end of both, are no chance.
    let meet = |a: usize, b: usize| {
        let (ours, theirs) = (&ours[a..], &theirs[b..]);
        match (ours.is_empty(), theirs.is_empty()) {
            (true, true) => true,
            (false, false) => ours[0] == theirs[0] && ours.get(1) == theirs.get(1),
            _ => false,
        }
    };
    for sum in 1..=2 * WINDOW {
        for a in 0..=sum.min(ours.len()) {
            let b = sum - a;
            if b <= theirs.len() && meet(a, b) {
                return (&ours[..a], &theirs[..b]);
            }
        }
    }
    (ours, theirs)
}

/// Every place where two texts differ, at most `most`, in their order.
pub fn differences(found: &str, expected: &str, most: usize) -> Vec<Difference> {
    let (found, expected) = (normalised(found), normalised(expected));
    let theirs: Vec<&str> = found.split(' ').filter(|word| !word.is_empty()).collect();
    let ours: Vec<&str> = expected.split(' ').filter(|word| !word.is_empty()).collect();
    let same = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let (ours_rest, theirs_rest) = (&ours[same..], &theirs[same..]);
    let ending = ours_rest.iter().rev().zip(theirs_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (ours_rest, theirs_rest) = (&ours_rest[..ours_rest.len() - ending], &theirs_rest[..theirs_rest.len() - ending]);
    if ours_rest.is_empty() && theirs_rest.is_empty() {
        return Vec::new();
    }
    if ours_rest.len() > ALIGNED || theirs_rest.len() > ALIGNED {
        return vec![Difference { after: last(&ours[..same]), expected: first(ours_rest), found: first(theirs_rest) }];
    }
    let places = capture_diff_slices(Algorithm::Myers, ours_rest, theirs_rest);
    let different = places.iter().filter(|place| !matches!(place, DiffOp::Equal { .. }));
    let told = different.map(|place| {
        let (old, new) = (place.old_range(), place.new_range());
        Difference {
            after: last(&ours[..same + old.start]),
            expected: first(&ours_rest[old]),
            found: first(&theirs_rest[new]),
        }
    });
    told.take(most).collect()
}

fn last<W: AsRef<str>>(words: &[W]) -> String {
    joined(&words[words.len().saturating_sub(BEFORE)..])
}

/// The first words, with a mark where more follow.
fn first<W: AsRef<str>>(words: &[W]) -> String {
    let text = joined(&words[..words.len().min(SHOWN)]);
    if words.len() > SHOWN { format!("{text} …") } else { text }
}

fn joined<W: AsRef<str>>(words: &[W]) -> String {
    const LONGEST: usize = 80;
    let shortened = |word: &W| {
        let word = word.as_ref();
        match word.char_indices().nth(LONGEST) {
            Some((at, _)) => format!("{}…", &word[..at]),
            None => word.to_owned(),
        }
    };
    words.iter().map(shortened).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(found: &str, expected: &str) -> String {
        first_difference(found, expected).map_or_else(String::new, |difference| difference.told("the sheet", "the pdf"))
    }

    #[test]
    fn the_first_difference_is_told_with_the_words_before_it() {
        assert_eq!(told("a b  c", "a b c"), "");
        assert_eq!(
            told("one two four five six", "one two three five six"),
            "after “one two”: the sheet has `three`, the pdf has `four`"
        );
        assert_eq!(
            told("one three four", "one two three four"),
            "after “one”: the sheet has `two`, the pdf has nothing"
        );
        assert_eq!(
            told("one two three four", "one three four"),
            "after “one”: the sheet has nothing, the pdf has `two`"
        );
        assert_eq!(told("two one", "one two"), "at the beginning: the sheet has `one two`, the pdf has `two one`");
        assert_eq!(told("one", "one two"), "after “one”: the sheet has `two`, the pdf has nothing");
        assert_eq!(told("", "one"), "at the beginning: the sheet has `one`, the pdf has nothing");
        assert!(told(&"x\u{1b}y ".repeat(99), "z").contains("\\u{1b}"), "nothing steers a terminal");
    }

    #[test]
    fn every_difference_is_found_in_its_place() {
        let expected = "the bridge opens on Monday at nine and the ferry rests";
        let found = "the bridge opens on Tuesday at nine and the old ferry rests now";
        let all: Vec<String> =
            differences(found, expected, 10).iter().map(|one| one.told("the archive", "the file")).collect();
        assert_eq!(
            all,
            [
                "after “the bridge opens on”: the archive has `Monday`, the file has `Tuesday`",
                "after “at nine and the”: the archive has nothing, the file has `old`",
                "after “and the ferry rests”: the archive has nothing, the file has `now`",
            ]
        );
        assert_eq!(differences(found, expected, 1).len(), 1);
        assert_eq!(differences(expected, expected, 10), []);
    }

    #[test]
    fn long_texts_that_have_nothing_in_common_are_one_difference() {
        let (ours, theirs) = ("a ".repeat(50_000), "b ".repeat(50_000));
        assert_eq!(differences(&theirs, &ours, 10).len(), 1);
    }
}
