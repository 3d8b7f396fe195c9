//! Which segment of today is which one of the day of the translation.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// How many of a hundred words two texts share at least to be the same one,
/// written anew.
const ALIKE: usize = 34;

/// Pairs of texts between two that stay where they are which are compared with
/// each other; beyond, they go in their order.
const MOST_PAIRS: usize = 40_000;

/// A step from the old text to the new one. Indices count the two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It says the same, wherever it stands now.
    Same {
        /// In the old text.
        old: usize,
        /// In the new one.
        new: usize,
    },
    /// It says something else now.
    Changed {
        /// In the old text.
        old: usize,
        /// In the new one.
        new: usize,
        /// How many of a hundred words they share.
        likeness: usize,
    },
    /// It is gone.
    Gone {
        /// In the old text.
        old: usize,
    },
    /// It is new.
    New {
        /// In the new text.
        new: usize,
    },
}

/// Compares two texts, a string each segment: those of the new text in their
/// order, and among them those that are gone.
pub fn align(old: &[String], new: &[String]) -> Vec<Step> {
    let same = same(old, new);
    let anchors = longest_rise(&same);
    let taken: BTreeSet<usize> = same.iter().flatten().copied().collect();
    let mut steps = Vec::with_capacity(new.len());
    let (mut old_at, mut new_at) = (0, 0);
    for (old_anchor, new_anchor) in anchors.into_iter().chain([(old.len(), new.len())]) {
        let olds: Vec<usize> = (old_at..old_anchor).filter(|at| !taken.contains(at)).collect();
        let news: Vec<usize> = (new_at..new_anchor).filter(|&at| same[at].is_none()).collect();
        let pairs = pairs(old, new, &olds, &news);
        let mut gone = olds.iter().filter(|at| !pairs.values().any(|(old, _)| old == *at)).peekable();
        for (at, same) in same.iter().enumerate().take(new_anchor).skip(new_at) {
            if let Some(before) = same {
                steps.push(Step::Same { old: *before, new: at });
                continue;
            }
            match pairs.get(&at) {
                Some(&(before, likeness)) => {
                    while let Some(&at) = gone.next_if(|&&at| at < before) {
                        steps.push(Step::Gone { old: at });
                    }
                    steps.push(Step::Changed { old: before, new: at, likeness });
                }
                None => steps.push(Step::New { new: at }),
            }
        }
        steps.extend(gone.map(|&at| Step::Gone { old: at }));
        if let Some(before) = same.get(new_anchor).copied().flatten() {
            steps.push(Step::Same { old: before, new: new_anchor });
        }
        (old_at, new_at) = (old_anchor + 1, new_anchor + 1);
    }
    steps
}

/// Where each of `expected` stands in `found`, which may have been edited since:
/// equal ones, and between them what is as many on both sides.
pub fn in_step(expected: &[String], found: &[String]) -> Vec<Option<usize>> {
    let mut places = vec![None; expected.len()];
    let anchors = longest_rise(&same(found, expected));
    let (mut found_at, mut expected_at) = (0, 0);
    for (found_anchor, expected_anchor) in anchors.into_iter().chain([(found.len(), expected.len())]) {
        if found_anchor - found_at == expected_anchor - expected_at {
            (expected_at..expected_anchor).zip(found_at..).for_each(|(at, place)| places[at] = Some(place));
        }
        if let Some(place) = places.get_mut(expected_anchor) {
            *place = Some(found_anchor);
        }
        (found_at, expected_at) = (found_anchor + 1, expected_anchor + 1);
    }
    places
}

/// For each of `new`, the one of `old` that is equal; of several the first that
/// is free.
fn same(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let mut places: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (at, text) in old.iter().enumerate() {
        places.entry(text).or_default().push_back(at);
    }
    new.iter().map(|text| places.get_mut(text.as_str())?.pop_front()).collect()
}

/// The longest series of equal ones whose order is the same on both sides, as
/// places in old and new.
fn longest_rise(same: &[Option<usize>]) -> Vec<(usize, usize)> {
    // The last of the best series of each length, and what goes before each.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    for (new, old) in same.iter().enumerate().filter_map(|(new, old)| Some((new, (*old)?))) {
        let length = ends.partition_point(|&(end, _)| end < old);
        if let Some(&(_, last)) = length.checked_sub(1).and_then(|at| ends.get(at)) {
            before.insert(new, last);
        }
        match ends.get_mut(length) {
            Some(end) => *end = (old, new),
            None => ends.push((old, new)),
        }
    }
    let mut rise = Vec::with_capacity(ends.len());
    let mut next = ends.last().map(|&(_, new)| new);
    while let Some(new) = next {
        if let Some(old) = same.get(new).copied().flatten() {
            rise.push((old, new));
        }
        next = before.get(&new).copied();
    }
    rise.reverse();
    rise
}

/// Which of `olds` became which of `news`: new to old with their likeness.
fn pairs(old: &[String], new: &[String], olds: &[usize], news: &[usize]) -> BTreeMap<usize, (usize, usize)> {
    if olds.len().saturating_mul(news.len()) > MOST_PAIRS {
        let in_order = olds.iter().zip(news);
        return in_order.map(|(&before, &now)| (now, (before, likeness(&old[before], &new[now])))).collect();
    }
    let mut likely: Vec<(usize, usize, usize)> = Vec::new();
    for &before in olds {
        likely.extend(news.iter().map(|&now| (likeness(&old[before], &new[now]), before, now)));
    }
    likely.retain(|&(likeness, ..)| likeness >= ALIKE);
    likely.sort_by_key(|&(likeness, before, now)| (usize::MAX - likeness, before, now));
    let mut pairs: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (likeness, before, now) in likely {
        if !pairs.contains_key(&now) && !pairs.values().any(|&(taken, _)| taken == before) {
            pairs.insert(now, (before, likeness));
        }
    }
    // One for one: it was written anew.
    if let (true, [before], [now]) = (pairs.is_empty(), olds, news) {
        pairs.insert(*now, (*before, likeness(&old[*before], &new[*now])));
    }
    pairs
}

/// How many of a hundred words two texts share.
fn likeness(first: &str, second: &str) -> usize {
    let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let (first, second) = (words(first), words(second));
    let shared = first.intersection(&second).count();
    (200 * shared).checked_div(first.len() + second.len()).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn what_changed_is_told_from_what_moved() {
        let old = texts(&["a", "the ferry runs all night", "c", "d"]);
        let new = texts(&["d", "a", "the ferry runs all day", "new one", "c"]);
        assert_eq!(
            align(&old, &new),
            [
                Step::Same { old: 3, new: 0 },
                Step::Same { old: 0, new: 1 },
                Step::Changed { old: 1, new: 2, likeness: 80 },
                Step::New { new: 3 },
                Step::Same { old: 2, new: 4 },
            ]
        );
        assert_eq!(align(&old, &texts(&["a", "c", "d"]))[1], Step::Gone { old: 1 });
        assert_eq!(align(&[], &[]), []);
    }

    #[test]
    fn an_edited_translation_is_followed() {
        let expected = texts(&["a", "b", "c", "c"]);
        assert_eq!(in_step(&expected, &texts(&["a", "x", "c", "c"])), [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(in_step(&expected, &texts(&["a", "c", "c"])), [Some(0), None, Some(1), Some(2)]);
        assert_eq!(in_step(&expected, &texts(&["x", "y"])), [None; 4]);
    }
}
