//! Who is who: the people that an office writes about, and those who answer
//! the press for it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};

use super::word::words;

/// What a house style knows about people. Empty where it keeps no registers.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    people: Vec<ListedPerson>,
    contacts: Vec<ListedContact>,
    families: BTreeMap<u64, Vec<usize>>,
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
    /// Other ways in which the whole name is written.
    #[serde(default)]
    pub also: Vec<String>,
    /// The offices held, in order of time.
    #[serde(default, rename = "office")]
    pub offices: Vec<OfficeHeld>,
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
    /// First day: `2016-09-19`.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
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
    /// Telephone numbers as dialled: `+3222967456`.
    #[serde(default)]
    pub phones: Vec<String>,
    /// Mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// First day.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
}

impl Registers {
    /// The registers with these entries.
    pub fn new(people: Vec<ListedPerson>, contacts: Vec<ListedContact>) -> Self {
        let mut families: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (at, person) in people.iter().enumerate() {
            if let Some(last) = words(&person.family).last() {
                families.entry(last.hash).or_default().push(at);
            }
        }
        Self { people, contacts, families }
    }

    /// Everybody that notices write about.
    pub fn people(&self) -> &[ListedPerson] {
        &self.people
    }

    /// Everybody that answers the press.
    pub fn contacts(&self) -> &[ListedContact] {
        &self.contacts
    }

    /// The people whose family name ends with the word that `hash` stands for
    /// (see [`super::word::Word::hash`]).
    pub fn with_family(&self, hash: u64) -> impl Iterator<Item = &ListedPerson> {
        self.families.get(&hash).into_iter().flatten().filter_map(|at| self.people.get(*at))
    }
}

impl OfficeHeld {
    /// Whether the office was held on `day`.
    pub fn is_held_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl ListedContact {
    /// Whether the entry holds on `day`.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A day as TOML has it, `2016-09-19`, or the same in quotation marks.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    deserializer.deserialize_any(Day).map(Some)
}

struct Day;

impl<'de> Visitor<'de> for Day {
    type Value = Date;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a day such as 2016-09-19")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Date, E> {
        text.parse().map_err(|_| E::custom(format!("`{text}` is no day such as 2016-09-19")))
    }

    // A date of TOML comes as a table with one entry.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Date, A::Error> {
        match map.next_entry::<String, String>()? {
            Some((_, text)) => self.visit_str(&text),
            None => Err(A::Error::custom("an empty table is no day")),
        }
    }
}
