//! Listed people in running text.
//!
//! A person is mentioned where the family name stands with the given name or
//! with a title: `Julian King`, `President Juncker`. A family name alone may be
//! any word (`king`) or anybody's name, and is no mention.

use std::ops::Range;

use crate::model::flat::Flat;
use crate::model::language::Language;
use crate::model::register::{Registers, TitleForm, Titles, WrittenName};
use crate::model::word::Word;

/// A listed person in a [`Flat`] text. Offsets are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonMention<'r> {
    /// An index into [`Registers::people`].
    pub person: usize,
    /// The family name.
    pub family: Range<usize>,
    /// The name: given and family name, or the family name alone.
    pub name: Range<usize>,
    /// Whether the given name is there.
    pub has_given: bool,
    /// The title beside the name, if the register knows it.
    pub title: Option<TitleMention<'r>>,
}

/// A title beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleMention<'r> {
    /// The title.
    pub form: &'r TitleForm,
    /// Its place.
    pub place: Range<usize>,
    /// Whether the text says that it is a former or a coming one.
    pub is_former: bool,
}

impl PersonMention<'_> {
    /// Title and name.
    pub fn whole(&self) -> Range<usize> {
        let title = self.title.as_ref().map_or(&self.name, |title| &title.place);
        self.name.start.min(title.start)..self.name.end.max(title.end)
    }

    /// Whether the title is one that the person has or had.
    pub fn has_own_title(&self) -> bool {
        let is_own = |title: &TitleMention<'_>| title.form.holders.iter().any(|(person, _)| *person == self.person);
        self.title.as_ref().is_some_and(is_own)
    }
}

/// Every listed person that `flat` mentions, in order.
pub fn people<'r>(flat: &Flat, registers: &'r Registers, language: &Language) -> Vec<PersonMention<'r>> {
    let mut found = Vec::new();
    if registers.people().is_empty() {
        return found;
    }
    let words = flat.words();
    for (at, word) in words.iter().enumerate() {
        // Names begin with a capital.
        if !word.shape.is_capitalised() {
            continue;
        }
        let names = registers.with_family(word.hash);
        if names.is_empty() {
            continue;
        }
        let reader = Reader { text: &flat.text, words, language, titles: registers.titles(&language.code) };
        found.extend(reader.best(names, at));
    }
    found
}

struct Reader<'t, 'r> {
    text: &'t str,
    words: &'t [Word],
    language: &'t Language,
    titles: Option<&'r Titles>,
}

/// Words before a title that are looked at for `former`.
const BEFORE_TITLE: usize = 4;

impl<'r> Reader<'_, 'r> {
    /// The likeliest of `names`, which all end with the word `last`: the one
    /// with its given name, else the one with a title of its own.
    fn best(&self, names: &[WrittenName], last: usize) -> Option<PersonMention<'r>> {
        let mentions = names.iter().filter_map(|name| self.mention(name, last));
        mentions.max_by_key(|mention| (mention.has_given, mention.has_own_title()))
    }

    fn mention(&self, name: &WrittenName, last: usize) -> Option<PersonMention<'r>> {
        let first = self.ends(&name.family, last)?;
        let before = first.checked_sub(1);
        // `King-Smith` and `O'King` are other names.
        let is_glued = |at: usize| is_mark_inside_name(self.gap(at));
        if is_glued(last) || before.is_some_and(is_glued) {
            return None;
        }
        let given = before.filter(|&before| self.is_gap(before, is_inside_name));
        let given = given.and_then(|before| self.ends(&name.given, before));
        let given_behind = || {
            let end = last + name.given.len();
            let behind = self.language.people.family_first && self.is_gap(last, is_space);
            (behind && end < self.words.len() && self.ends(&name.given, end) == Some(last + 1)).then_some(end)
        };
        let (from, to, has_given) = match (given, given.is_none().then(given_behind).flatten()) {
            (Some(given), _) => (given, last, true),
            (None, Some(end)) => (first, end, true),
            (None, None) => (first, last, false),
        };
        let title = self.title_before(from, has_given);
        let title = title.or_else(|| if has_given { self.title_behind(from, to) } else { None });
        (has_given || title.is_some()).then(|| PersonMention {
            person: name.person,
            family: self.words[first].start..self.words[last].end,
            name: self.words[from].start..self.words[to].end,
            has_given,
            title,
        })
    }

    /// The first of the `wanted` words, if they stand together and end at `last`.
    fn ends(&self, wanted: &[u64], last: usize) -> Option<usize> {
        let first = (last + 1).checked_sub(wanted.len()).filter(|first| *first <= last)?;
        let same = self.words[first..=last].iter().zip(wanted).all(|(word, hash)| word.hash == *hash);
        (same && (first..last).all(|at| self.is_gap(at, is_inside_name))).then_some(first)
    }

    /// The longest title that ends right before the word `at`; with a comma
    /// between only a long one, as in `Commissioner for Justice, Věra Jourová`.
    fn title_before(&self, at: usize, has_given: bool) -> Option<TitleMention<'r>> {
        let last = at.checked_sub(1)?;
        let comma = !self.is_gap(last, is_space);
        if comma && !(has_given && self.gap(last).trim() == ",") {
            return None;
        }
        let forms = self.titles?.ending_with(self.words[last].hash);
        let mut fitting = forms.filter(|form| !comma || form.words.len() >= LONG_TITLE);
        let (form, first) = fitting.find_map(|form| Some((form, self.ends_title(&form.words, last)?)))?;
        let place = self.words[first].start..self.words[last].end;
        Some(TitleMention { form, place, is_former: self.is_former(first) })
    }

    /// The title in `Julian King, Commissioner for the Security Union, said`:
    /// whole, so that nothing but a mark of punctuation follows. Where words
    /// with a comma stand before the name, the title belongs to the next one.
    fn title_behind(&self, from: usize, to: usize) -> Option<TitleMention<'r>> {
        let listed = from.checked_sub(1).is_some_and(|before| self.gap(before).contains(','));
        if listed || self.words.len() <= to + 1 || self.gap(to).trim() != "," {
            return None;
        }
        let first = to + 1;
        self.titles?.beginning_with(self.words[first].hash).find_map(|form| {
            let last = first + form.words.len() - 1;
            if last >= self.words.len() || self.ends_title(&form.words, last) != Some(first) {
                return None;
            }
            let rest = &self.text[self.words[last].end..];
            let next = rest.trim_start_matches([',', ' ', '\n']).chars().next();
            let is_closed = rest.starts_with(['.', ',', ';', ':', ')', '!', '?']) || rest.trim().is_empty();
            let is_next_name = rest.starts_with(',') && next.is_some_and(char::is_uppercase);
            let place = self.words[first].start..self.words[last].end;
            (is_closed && !is_next_name).then_some(TitleMention { form, place, is_former: false })
        })
    }

    /// As [`Reader::ends`], with the marks that stand in titles.
    fn ends_title(&self, wanted: &[u64], last: usize) -> Option<usize> {
        let first = (last + 1).checked_sub(wanted.len())?;
        let same = self.words[first..=last].iter().zip(wanted).all(|(word, hash)| word.hash == *hash);
        (same && (first..last).all(|at| self.is_gap(at, is_inside_title))).then_some(first)
    }

    fn is_former(&self, title: usize) -> bool {
        let before = (title.saturating_sub(BEFORE_TITLE)..title).rev();
        before.take_while(|&at| !self.gap(at).contains(['.', ';', ':', '!', '?'])).any(|at| {
            let word = self.text[self.words[at].start..self.words[at].end].to_lowercase();
            self.language.people.former.contains(&word)
        })
    }

    /// What stands between the words `at` and `at + 1`.
    fn gap(&self, at: usize) -> &str {
        let next = self.words.get(at + 1).map_or(self.text.len(), |word| word.start);
        self.text.get(self.words[at].end..next).unwrap_or("")
    }

    fn is_gap(&self, at: usize, allowed: fn(char) -> bool) -> bool {
        let gap = self.gap(at);
        !gap.is_empty() && gap.chars().all(allowed)
    }
}

/// Words that a title must have to stand before a comma and a name.
const LONG_TITLE: usize = 3;

fn is_space(character: char) -> bool {
    character.is_whitespace()
}

fn is_inside_name(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '‑' | '.' | '\'' | '’')
}

/// Whether nothing but a hyphen or an apostrophe stands between two parts of a
/// name; that of a genitive (`King's`) is none.
fn is_mark_inside_name(gap: &str) -> bool {
    matches!(gap, "-" | "‑")
}

fn is_inside_title(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '‑' | ',' | '/' | '\'' | '’')
}
