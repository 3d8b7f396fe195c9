//! Who is who: the people that an office writes about, and those who answer
//! the press for it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::day;
use super::word::words;

/// What a house style knows about people. Empty where it keeps no registers.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    people: Vec<ListedPerson>,
    contacts: Vec<ListedContact>,
    /// Every way in which a listed person is written, by the last word of the
    /// family name.
    names: BTreeMap<u64, Vec<WrittenName>>,
    /// A bit for each of those words: most words of a text are none of them.
    families: [u64; 16],
    /// By language code.
    titles: OnceLock<BTreeMap<String, Titles>>,
}

/// `styles/<house>/people.toml`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// The people.
    #[serde(default)]
    pub person: Vec<ListedPerson>,
}

/// `styles/<house>/contacts.toml`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// The contacts.
    #[serde(default)]
    pub contact: Vec<ListedContact>,
}

/// A person that notices write about: a commissioner, a mayor.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedPerson {
    /// Given name: `Julian`.
    pub given: String,
    /// Family name: `King`.
    pub family: String,
    /// Other ways in which the name is written: in another alphabet, without a
    /// middle name.
    #[serde(default)]
    pub also: Vec<OtherName>,
    /// The offices held, in order of time.
    #[serde(default, rename = "office")]
    pub offices: Vec<OfficeHeld>,
}

/// Another way in which a name is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherName {
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
}

/// An office with its time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeHeld {
    /// The title as written before or after the name, by language code.
    pub title: BTreeMap<String, String>,
    /// Other forms of the title that are right too, by language code:
    /// `Commissioner King` has `Commissioner`.
    #[serde(default)]
    pub also: BTreeMap<String, Vec<String>>,
    /// First day, `2016-09-19`.
    #[serde(default, deserialize_with = "day::read")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day::read")]
    pub to: Option<Date>,
}

/// A person or desk that answers the press.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedContact {
    /// The whole name: `Natasha Bertaud`.
    pub name: String,
    /// Other ways in which the name is written.
    #[serde(default)]
    pub also: Vec<String>,
    /// Telephone numbers: `+32 2 296 74 56`, grouped in any way.
    #[serde(default)]
    pub phones: Vec<String>,
    /// Mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// First day.
    #[serde(default, deserialize_with = "day::read")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day::read")]
    pub to: Option<Date>,
}

/// One way in which a listed person is written, as [`super::word::Word::hash`]es.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenName {
    /// The person: an index into [`Registers::people`].
    pub person: usize,
    /// The words of the given name.
    pub given: Vec<u64>,
    /// The words of the family name.
    pub family: Vec<u64>,
}

/// All titles of one language.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    forms: Vec<TitleForm>,
    /// Indices into `forms`, long titles first.
    by_first: BTreeMap<u64, Vec<usize>>,
    by_last: BTreeMap<u64, Vec<usize>>,
}

/// A title, and who has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleForm {
    /// Its words, as [`super::word::Word::hash`]es.
    pub words: Vec<u64>,
    /// Person and office: indices into [`Registers::people`] and
    /// [`ListedPerson::offices`].
    pub holders: Vec<(usize, usize)>,
}

impl Registers {
    /// The registers with these entries.
    pub fn new(people: Vec<ListedPerson>, contacts: Vec<ListedContact>) -> Self {
        let mut names: BTreeMap<u64, Vec<WrittenName>> = BTreeMap::new();
        let mut families = [0; 16];
        for (person, listed) in people.iter().enumerate() {
            let own = (&listed.given, &listed.family);
            for (given, family) in
                std::iter::once(own).chain(listed.also.iter().map(|name| (&name.given, &name.family)))
            {
                let name = WrittenName { person, given: hashes(given), family: hashes(family) };
                if let Some(&last) = name.family.last() {
                    let (row, bit) = place(last);
                    families[row] |= bit;
                    names.entry(last).or_default().push(name);
                }
            }
        }
        Self { people, contacts, names, families, titles: OnceLock::new() }
    }

    /// Everybody that notices write about.
    pub fn people(&self) -> &[ListedPerson] {
        &self.people
    }

    /// Everybody that answers the press.
    pub fn contacts(&self) -> &[ListedContact] {
        &self.contacts
    }

    /// The names whose last word is the one that `hash` stands for (see
    /// [`super::word::Word::hash`]).
    pub fn with_family(&self, hash: u64) -> &[WrittenName] {
        let (row, bit) = place(hash);
        if self.families[row] & bit == 0 {
            return &[];
        }
        self.names.get(&hash).map_or(&[], Vec::as_slice)
    }

    /// The titles that the register has in `language`, if any.
    pub fn titles(&self, language: &str) -> Option<&Titles> {
        self.titles.get_or_init(|| self.all_titles()).get(language)
    }

    fn all_titles(&self) -> BTreeMap<String, Titles> {
        let mut titles: BTreeMap<String, Titles> = BTreeMap::new();
        for (person, listed) in self.people.iter().enumerate() {
            for (at, office) in listed.offices.iter().enumerate() {
                for (language, title) in office.titles() {
                    titles.entry(language.to_owned()).or_default().add(title, (person, at));
                }
            }
        }
        titles.values_mut().for_each(Titles::sort);
        titles
    }
}

impl ListedPerson {
    /// `Julian King`
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }
}

impl OfficeHeld {
    /// Whether the office was held on a day between `from` and `to`.
    pub fn is_held_between(&self, from: Date, to: Date) -> bool {
        self.from.is_none_or(|first| first <= to) && self.to.is_none_or(|last| from <= last)
    }

    /// Every form of the title with its language, the whole title first.
    pub fn titles(&self) -> impl Iterator<Item = (&str, &str)> {
        let whole = self.title.iter().map(|(language, title)| (language.as_str(), title.as_str()));
        let others = self.also.iter();
        whole.chain(others.flat_map(|(language, forms)| forms.iter().map(|form| (language.as_str(), form.as_str()))))
    }

    /// The forms of the title in `language`, the whole title first.
    pub fn titles_in<'o>(&'o self, language: &'o str) -> impl Iterator<Item = &'o str> {
        self.titles().filter(move |(code, _)| *code == language).map(|(_, title)| title)
    }
}

impl ListedContact {
    /// Whether the entry holds on a day between `from` and `to`.
    pub fn is_valid_between(&self, from: Date, to: Date) -> bool {
        self.from.is_none_or(|first| first <= to) && self.to.is_none_or(|last| from <= last)
    }

    /// The name in every form.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.also).map(String::as_str)
    }
}

impl Titles {
    /// The forms that end with the word that `hash` stands for, long ones first.
    pub fn ending_with(&self, hash: u64) -> impl Iterator<Item = &TitleForm> {
        self.by_last.get(&hash).into_iter().flatten().filter_map(|at| self.forms.get(*at))
    }

    /// The forms that begin with it, long ones first.
    pub fn beginning_with(&self, hash: u64) -> impl Iterator<Item = &TitleForm> {
        self.by_first.get(&hash).into_iter().flatten().filter_map(|at| self.forms.get(*at))
    }

    fn add(&mut self, title: &str, holder: (usize, usize)) {
        let words = hashes(title);
        match self.forms.iter_mut().find(|form| form.words == words) {
            Some(form) => form.holders.push(holder),
            None if words.is_empty() => {}
            None => self.forms.push(TitleForm { words, holders: vec![holder] }),
        }
    }

    fn sort(&mut self) {
        self.forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        for (at, form) in self.forms.iter().enumerate() {
            if let (Some(&first), Some(&last)) = (form.words.first(), form.words.last()) {
                self.by_first.entry(first).or_default().push(at);
                self.by_last.entry(last).or_default().push(at);
            }
        }
    }
}

fn hashes(text: &str) -> Vec<u64> {
    words(text).iter().map(|word| word.hash).collect()
}

/// Row and bit of a word in [`Registers::families`].
fn place(hash: u64) -> (usize, u64) {
    ((hash >> 6) as usize % 16, 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::word::hash;

    #[test]
    fn people_are_found_by_the_last_word_of_their_family_name() {
        let leyen = ListedPerson {
            given: "Ursula".into(),
            family: "von der Leyen".into(),
            also: vec![OtherName { given: "Урсула".into(), family: "фон дер Лайен".into() }],
            offices: Vec::new(),
        };
        let registers = Registers::new(vec![leyen], Vec::new());
        assert_eq!(registers.with_family(hash("LEYEN")).len(), 1);
        assert_eq!(registers.with_family(hash("Лайен"))[0].given, [hash("урсула")]);
        assert!(registers.with_family(hash("von")).is_empty());
    }
}
