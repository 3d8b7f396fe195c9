//! All that one institution decides: `styles/<house>/house.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::label::is_one_of;
use super::language::{Language, fill_time};
use super::mail_settings::MailSettings;
use super::reference::{Reference, ReferenceGrammar};
use crate::diagnostic::Level;

/// A house style, as its folder states it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseStyle {
    /// The folder's name; filled in by the catalogue.
    #[serde(skip)]
    pub code: String,
    /// The institution.
    pub name: String,
    /// Its name in other languages, by code.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The language of a loose notice that does not say its own.
    pub language: String,
    /// The zone of times in its notices (IANA name).
    #[serde(default = "utc")]
    pub zone: String,
    /// The place of its datelines.
    #[serde(default)]
    pub place: Option<String>,
    /// Postal address, a line each.
    #[serde(default)]
    pub address: Vec<String>,
    /// What the URI of every notice begins with; `urn:pressdoc:` and the folder's
    /// name where the house has no name space of its own.
    #[serde(default)]
    pub identifier: Option<String>,
    /// Public address on the web.
    #[serde(default)]
    pub website: Option<String>,
    /// Where the Atom feeds lie: `{language}` is a code, `{type}` that of a type in
    /// small letters, or `all`.
    #[serde(default)]
    pub feed: Option<String>,
    /// Paper: `a4` or `us-letter`.
    #[serde(default = "a4")]
    pub page: String,
    /// How the head of a Word file looks.
    #[serde(default)]
    pub letterhead: Letterhead,
    /// Colours, `#rrggbb`, by role.
    pub colours: BTreeMap<String, String>,
    /// Fonts.
    pub fonts: Fonts,
    /// How references are written.
    pub reference: ReferenceForms,
    /// How telephone numbers are grouped.
    #[serde(default)]
    pub phone: PhoneForm,
    /// Lines that `new` writes, by section key and language: contacts, inquiries.
    #[serde(default)]
    pub skeleton: BTreeMap<String, BTreeMap<String, String>>,
    /// Further labels of sections, by language: label to section key.
    #[serde(default)]
    pub labels: BTreeMap<String, BTreeMap<String, String>>,
    /// Levels of rules that differ from the rule's own.
    #[serde(default)]
    pub rules: BTreeMap<String, Level>,
    /// How dates, times and numbers are written, by language; what is not said
    /// is not checked.
    #[serde(default)]
    pub writing: BTreeMap<String, Writing>,
    /// How people are named.
    #[serde(default)]
    pub people: PeopleForm,
    /// How long things may be.
    #[serde(default)]
    pub limits: Limits,
    /// Acronyms that need not be explained.
    #[serde(default)]
    pub acronyms: Vec<String>,
    /// The roles of those who sign a proof.
    #[serde(default)]
    pub approvals: Vec<String>,
    /// How it sends mail.
    #[serde(default)]
    pub mail: Option<MailSettings>,
}

/// Where the mark of the house stands in a Word file, which knows no
/// `letterhead.typ`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Letterhead {
    /// In the margin, the name beside it at the edge of the text.
    #[default]
    Margin,
    /// In the middle, above name and address and a double rule.
    Centre,
}

/// How a house writes dates, times and numbers in one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Writing {
    /// `{day} {month} {year}`
    pub date: Option<String>,
    /// `{weekday} {day} {month} {year}`
    pub weekday_date: Option<String>,
    /// `{hour}:{minute}`
    pub time: Option<String>,
    /// Between groups of three digits of numbers from 10 000. Here and below
    /// one form or several may be named: pressdoc writes the first and accepts
    /// them all. A space stands for spaces of any kind.
    #[serde(deserialize_with = "one_or_more")]
    pub thousands: Vec<String>,
    /// `{number}%`, `{number} per cent`
    #[serde(deserialize_with = "one_or_more")]
    pub percent: Vec<String>,
    /// `€{number}`, `EUR {number}`: with any other sign or code as well.
    #[serde(deserialize_with = "one_or_more")]
    pub currency: Vec<String>,
    /// `{from}-{to}`, for days, years and numbers.
    #[serde(deserialize_with = "one_or_more")]
    pub range: Vec<String>,
}

/// A form, or a list of forms.
fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a form, or a list of forms")]
    enum Forms {
        One(String),
        More(Vec<String>),
    }
    Ok(match Forms::deserialize(deserializer)? {
        Forms::One(form) => vec![form],
        Forms::More(forms) => forms,
    })
}

/// How a house names people.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PeopleForm {
    /// The family name of a listed person is bold at each mention.
    pub bold_family: bool,
    /// The family name of a contact is in capitals.
    pub contact_capitals: bool,
}

/// How long things may be; what is not said has no limit.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Characters of a headline.
    pub headline: Option<usize>,
    /// Words of a sentence, on average.
    pub sentence: Option<usize>,
}

fn utc() -> String {
    "UTC".to_owned()
}

fn a4() -> String {
    "a4".to_owned()
}

/// Font families, all carried by the program or the workspace.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fonts {
    /// Running text.
    pub body: String,
    /// Headline, labels, letterhead.
    pub headings: String,
    /// Code and addresses.
    pub mono: String,
    /// Asked, in order, for a character that the others lack.
    pub fallback: Vec<String>,
    /// Asked first on pages whose words run to the left, so that letters,
    /// spaces and marks of a line come from one face. One of the fallbacks.
    #[serde(default)]
    pub right_to_left: Option<String>,
}

/// How references are written and read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceForms {
    /// The printed form, as a regular expression with the groups `type`,
    /// `year` and `number`.
    pub printed: String,
    /// An example of the printed form, for messages.
    pub example: String,
    /// Other forms that are read: slugs, file names, addresses.
    #[serde(default)]
    pub also: Vec<String>,
    /// Addresses that are read as well but should no longer be written.
    #[serde(default)]
    pub old: Vec<String>,
    /// The address of a notice today: `{type}`, `{year}` and `{number}` in
    /// small letters, `{language}` as its code.
    #[serde(default)]
    pub address: Option<String>,
}

impl ReferenceForms {
    /// The address of `reference` in `language`, where the house says it.
    pub fn address_of(&self, reference: &Reference, language: &str) -> Option<String> {
        let form = self.address.as_deref()?;
        let year = format!("{:02}", reference.year() % 100);
        Some(
            form.replace("{type}", &reference.type_code().to_lowercase())
                .replace("{year}", &year)
                .replace("{number}", &reference.number().to_lowercase())
                .replace("{language}", language),
        )
    }
}

/// How telephone numbers of one country are grouped.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneForm {
    /// Country calling code without `+`.
    #[serde(default)]
    pub country: String,
    /// The national number, `#` for each digit: `# ### ## ##`.
    #[serde(default)]
    pub pattern: String,
}

impl HouseStyle {
    /// What `reference` is called everywhere and for ever, whatever its language:
    /// `urn:pressdoc:ec:AGENDA:18:5869`. A draft without a reference has the name
    /// of the house style alone.
    pub fn identifier(&self, reference: Option<&Reference>) -> String {
        let own = || format!("urn:pressdoc:{}", self.code);
        let house = self.identifier.clone().unwrap_or_else(own);
        reference
            .map_or_else(|| house.clone(), |reference| format!("{house}:{}", reference.to_string().replace('/', ":")))
    }

    /// Where the feed of a language lies, or that of one type of notice in it;
    /// `None` where the house does not say.
    pub fn feed_address(&self, language: &str, type_code: Option<&str>) -> Option<String> {
        // Without the type in it, the address is that of all types.
        let form = self.feed.as_deref().filter(|form| type_code.is_none() || form.contains("{type}"))?;
        let type_code = type_code.unwrap_or("all").to_lowercase();
        Some(form.replace("{language}", language).replace("{type}", &type_code))
    }

    /// The reference grammar of this style.
    pub fn grammar(&self) -> ReferenceGrammar {
        ReferenceGrammar::new(
            std::iter::once(self.reference.printed.clone()).chain(self.reference.also.iter().cloned()),
        )
        .with_old(self.reference.old.iter().cloned())
    }

    /// Whether `text` is the institution's name in any language.
    pub fn is_named(&self, text: &str) -> bool {
        is_one_of(text, self.names.values().chain([&self.name]).map(String::as_str))
    }

    /// `time` as the house writes it in `language`, else as the language does.
    pub fn time(&self, language: &Language, time: jiff::civil::Time) -> String {
        let own = self.writing.get(&language.code).and_then(|writing| writing.time.as_deref());
        own.map_or_else(|| language.time(time), |form| fill_time(form, time))
    }

    /// `1 December 2026, 10:00 (Europe/Brussels)`
    pub fn date_and_time(&self, language: &Language, moment: &jiff::Zoned) -> String {
        let zone = match moment.time_zone().iana_name() {
            Some(name) => name.to_owned(),
            None => format!("UTC{}", moment.strftime("%:z")),
        };
        language
            .interface("date_and_time")
            .replace("{date}", &language.date(moment.date()))
            .replace("{time}", &self.time(language, moment.time()))
            .replace("{zone}", &zone)
    }

    /// The institution's name in `language`, else its own.
    pub fn name_in(&self, language: &str) -> &str {
        self.names.get(language).unwrap_or(&self.name)
    }
}

impl PhoneForm {
    /// `+32 2 296 74 56` for `+3222967456`, if the number is of this country
    /// and length.
    pub fn format(&self, number: &str) -> Option<String> {
        let national = number.strip_prefix('+')?.strip_prefix(self.country.as_str())?;
        if self.country.is_empty() || national.len() != self.pattern.matches('#').count() {
            return None;
        }
        let mut digits = national.chars();
        let grouped: String =
            self.pattern.chars().map(|c| if c == '#' { digits.next().unwrap_or('#') } else { c }).collect();
        Some(format!("+{} {grouped}", self.country))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_house_does() {
        let form = PhoneForm { country: "32".into(), pattern: "# ### ## ##".into() };
        assert_eq!(form.format("+3222967456").as_deref(), Some("+32 2 296 74 56"));
        assert_eq!(form.format("+322296745"), None);
        assert_eq!(form.format("+3522967456"), None);
    }
}
