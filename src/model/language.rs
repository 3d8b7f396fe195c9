//! A language as data: `assets/languages/<code>.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::{Date, Time, Weekday};
use serde::Deserialize;

/// The words and forms of one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// ISO 639-1, lower case.
    pub code: String,
    /// In the language itself.
    pub name: String,
    /// In English.
    pub english_name: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Dates.
    pub dates: DateForms,
    /// Times of day.
    pub times: TimeForms,
    /// Numbers.
    pub numbers: NumberForms,
    /// Quotation marks.
    pub quotations: QuotationMarks,
    /// Labels of sections, by key.
    pub sections: BTreeMap<String, SectionLabel>,
    /// Names of kinds of notices, by key.
    pub kinds: BTreeMap<String, Term>,
    /// Words before numbers and addresses.
    pub contact: ContactWords,
    /// Words about people.
    #[serde(default)]
    pub people: PeopleWords,
    /// Words of the finished document.
    pub interface: BTreeMap<String, String>,
    /// Every label and alias as it is compared, with the key of its section.
    #[serde(skip)]
    labels: OnceLock<BTreeMap<String, String>>,
}

/// How dates are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateForms {
    /// In the case used inside a date.
    pub months: Vec<String>,
    /// Standing alone.
    pub months_alone: Vec<String>,
    /// Monday first.
    pub weekdays: Vec<String>,
    /// `{day} {month} {year}`
    pub long: String,
    /// `{weekday} {day} {month} {year}`
    pub weekday_long: String,
    /// `{place}, {date}`
    pub dateline: String,
}

/// How times of day are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeForms {
    /// `{hour}:{minute}`
    pub form: String,
    /// What may stand between hours and minutes in a text.
    pub separators: Vec<String>,
}

/// How numbers are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberForms {
    /// Before the decimals.
    pub decimal: String,
    /// Between groups of three digits.
    pub group: String,
    /// `{number}%`
    pub percent: String,
}

/// Quotation marks, opening and closing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotationMarks {
    /// Of a quotation.
    pub primary: [String; 2],
    /// Of a quotation inside one.
    pub alternate: [String; 2],
}

/// The label of a section and what else officers write for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionLabel {
    /// As printed where pressdoc writes it.
    pub label: String,
    /// Also read.
    pub aliases: Vec<String>,
    /// `found` in real notices, `recalled`, or our `own` translation.
    pub source: String,
}

/// A word with its standing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word.
    pub label: String,
    /// As for [`SectionLabel::source`].
    pub source: String,
}

/// Words before numbers and addresses.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactWords {
    /// Before a telephone number.
    pub phone: Vec<String>,
    /// Before a mobile number.
    pub mobile: Vec<String>,
    /// Before a mail address.
    pub email: Vec<String>,
}

/// Words about people, in small letters.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PeopleWords {
    /// Parts of words that make the name of a contact an office's and not a
    /// person's: `press`, `desk`.
    pub desk: Vec<String>,
    /// Words before a title that say that it is no longer or not yet held:
    /// `former`, `outgoing`.
    pub former: Vec<String>,
    /// Whether the family name may stand before the given name.
    pub family_first: bool,
}

impl Language {
    /// The key of the section whose label `text` is: the letters are compared,
    /// not their case, nor a colon at the end.
    pub fn section_key(&self, text: &str) -> Option<&str> {
        let labels = self.labels.get_or_init(|| {
            let keyed = self.sections.iter().flat_map(|(key, section)| {
                std::iter::once(&section.label).chain(&section.aliases).map(|label| (folded(label), key.clone()))
            });
            keyed.collect()
        });
        labels.get(&folded(text)).map(String::as_str)
    }

    /// Whether `text` is the name of a kind of notice.
    pub fn is_kind(&self, text: &str) -> bool {
        is_one_of(text, self.kinds.values().map(|kind| kind.label.as_str()))
    }

    /// Whether `text` is the label of the section about the office itself with
    /// its name behind it: `About Orla Valley Council`.
    pub fn is_about(&self, text: &str) -> bool {
        let text = folded(text);
        self.sections.get("about").is_some_and(|section| {
            std::iter::once(&section.label)
                .chain(&section.aliases)
                .any(|label| text.strip_prefix(&folded(label)).is_some_and(|rest| rest.starts_with(' ')))
        })
    }

    /// The label of the section `key`.
    pub fn section_label(&self, key: &str) -> Option<&str> {
        self.sections.get(key).map(|section| section.label.as_str())
    }

    /// The interface word `key`; empty when there is none, which a test excludes.
    pub fn interface(&self, key: &str) -> &str {
        self.interface.get(key).map_or("", String::as_str)
    }

    /// The name of the weekday as written before a date.
    pub fn weekday(&self, weekday: Weekday) -> &str {
        let at = weekday.to_monday_zero_offset() as usize;
        self.dates.weekdays.get(at).map_or("", String::as_str)
    }

    /// `15 October 2018`
    pub fn date(&self, date: Date) -> String {
        self.fill_date(&self.dates.long, date)
    }

    /// `Monday 15 October 2018`
    pub fn weekday_date(&self, date: Date) -> String {
        self.fill_date(&self.dates.weekday_long, date)
    }

    fn fill_date(&self, form: &str, date: Date) -> String {
        let month = self.dates.months.get(date.month() as usize - 1).map_or("", String::as_str);
        form.replace("{weekday}", self.weekday(date.weekday()))
            .replace("{day}", &date.day().to_string())
            .replace("{month}", month)
            .replace("{year}", &date.year().to_string())
    }

    /// `14:00`
    pub fn time(&self, time: Time) -> String {
        self.times
            .form
            .replace("{hour}", &format!("{:02}", time.hour()))
            .replace("{minute}", &format!("{:02}", time.minute()))
    }

    /// `Brussels, 12 October 2018`
    pub fn dateline(&self, place: &str, date: Date) -> String {
        self.dates.dateline.replace("{place}", place).replace("{date}", &self.date(date))
    }
}

/// Whether `text` is one of `names`, compared as labels are.
pub fn is_one_of<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> bool {
    let letters = |text: &str| text.trim().chars().count();
    let (wanted, count) = (folded(text), letters(text));
    names.into_iter().any(|name| letters(name) == count && folded(name) == wanted)
}

/// `text` as it is compared with labels: lower case, single spaces, without a
/// closing colon and with one kind of apostrophe.
pub fn folded(text: &str) -> String {
    let text = text.trim().trim_end_matches([':', '：']).trim_end();
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let letters = word.chars().flat_map(char::to_lowercase).map(|letter| match letter {
            '’' => '\'',
            // Capitals do not tell which sigma it was.
            'ς' => 'σ',
            other => other,
        });
        folded.extend(letters);
    }
    folded
}
