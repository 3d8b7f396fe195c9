//! A language as data: `assets/languages/<code>.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::{Date, Time, Weekday};
use serde::Deserialize;

use super::date_words::DateWords;
use super::label::{Labels, folded, is_one_of};
use super::number_words::NumberWords;
use super::prose::ProseWords;
use super::spacing::{Spaces, SpacingForms};
use super::word::{Script, first_hash, phrase, words};

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
    /// The name as lists of languages are ordered by it, in Latin letters; none
    /// where it is the name itself.
    #[serde(default)]
    pub listed_as: Option<String>,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Dates.
    pub dates: DateForms,
    /// Times of day.
    pub times: TimeForms,
    /// Numbers.
    pub numbers: NumberForms,
    /// Words of links.
    pub links: LinkWords,
    /// Quotation marks.
    pub quotations: QuotationMarks,
    /// Spaces that never end a line.
    #[serde(default)]
    pub spacing: SpacingForms,
    /// What the checks of running text know of it.
    #[serde(default)]
    pub prose: ProseWords,
    /// Labels of sections, by key.
    pub sections: BTreeMap<String, SectionLabel>,
    /// Names of kinds of notices, by key.
    pub kinds: BTreeMap<String, Term>,
    /// Words before numbers and addresses.
    pub contact: ContactWords,
    /// Words about the moment of publication.
    pub embargo: EmbargoWords,
    /// Words about people.
    #[serde(default)]
    pub people: PeopleWords,
    /// Words about events.
    #[serde(default)]
    pub events: EventWords,
    /// Words of the finished document.
    pub interface: BTreeMap<String, String>,
    /// Every label and alias as it is compared, with the key of its section.
    #[serde(skip)]
    labels: OnceLock<Labels>,
    /// The first words of [`EmbargoWords`].
    #[serde(skip)]
    embargo_words: OnceLock<Vec<u64>>,
    /// The words beside numbers, as they are looked up.
    #[serde(skip)]
    number_words: OnceLock<NumberWords>,
    /// The phrases of [`LinkWords::vague`], as they are looked up.
    #[serde(skip)]
    vague: OnceLock<Vec<u64>>,
    #[serde(skip)]
    date_words: OnceLock<DateWords>,
    /// [`Language::spacing`], as it is looked up.
    #[serde(skip)]
    spaces: OnceLock<Spaces>,
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
    /// The weekdays in other cases, as sentences have them, a row each; a row
    /// for behind a preposition goes before others with the same words.
    #[serde(default)]
    pub weekday_forms: Vec<Vec<String>>,
    /// Abbreviated weekdays, a row each.
    #[serde(default)]
    pub weekdays_short: Vec<Vec<String>>,
    /// The months in other cases or with another name, a row each.
    #[serde(default)]
    pub month_forms: Vec<Vec<String>>,
    /// Abbreviated months, a row each.
    #[serde(default)]
    pub months_short: Vec<Vec<String>>,
    /// Forms that are also read: `{month} {day}, {year}`
    #[serde(default)]
    pub also: Vec<String>,
    /// What opens a range: `from`.
    #[serde(default)]
    pub from: Vec<String>,
    /// What stands between its ends: `to`.
    #[serde(default)]
    pub to: Vec<String>,
    /// What joins two dates: `and`.
    #[serde(default)]
    pub and: Vec<String>,
    /// Small words inside a date, and before its second weekday: `of`, `den`.
    #[serde(default)]
    pub particles: Vec<String>,
    /// What stands before a day: `on`.
    #[serde(default)]
    pub on: Vec<String>,
    /// What stands before the end or the beginning of a time, beside `from`
    /// and `to`: `by`.
    #[serde(default)]
    pub limits: Vec<String>,
}

impl DateForms {
    /// All rows of weekdays, Monday first, each with whether it has
    /// abbreviations: the plain names, other cases, abbreviations.
    pub fn weekday_rows(&self) -> impl Iterator<Item = (&Vec<String>, bool)> {
        let long = std::iter::once(&self.weekdays).chain(&self.weekday_forms).map(|row| (row, false));
        long.chain(self.weekdays_short.iter().map(|row| (row, true)))
    }
}

/// How times of day are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeForms {
    /// `{hour}:{minute}`
    pub form: String,
    /// What may stand between hours and minutes in a text.
    pub separators: Vec<String>,
    /// Words before a time: `at`.
    #[serde(default)]
    pub before: Vec<String>,
    /// Words behind a time, and zones: `Uhr`, `CET`.
    #[serde(default)]
    pub behind: Vec<String>,
    /// Words for midnight.
    #[serde(default)]
    pub midnight: Vec<String>,
    /// Words for noon.
    #[serde(default)]
    pub noon: Vec<String>,
    /// Marks of hours before noon: `a.m.`
    #[serde(default)]
    pub morning: Vec<String>,
    /// Marks of hours after noon: `p.m.`
    #[serde(default)]
    pub afternoon: Vec<String>,
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
    /// What stands for the percent sign: `per cent`. In this list and those
    /// below, an abbreviation ends with a full stop, which a text may leave
    /// out; `*` at the end stands for any ending.
    pub percent_words: Vec<String>,
    /// Words for a thousand behind a number.
    pub thousand: Vec<String>,
    /// Words for a million.
    pub million: Vec<String>,
    /// Words for a thousand million (10⁹), which is `Milliarde` in German.
    pub billion: Vec<String>,
    /// Words for a million million (10¹²), which is `Billion` in German.
    pub trillion: Vec<String>,
    /// Endings that make a number an ordinal, written right behind it: `th`; a
    /// full stop where the language uses that.
    pub ordinals: Vec<String>,
    /// Words of a range of any numbers, instead of a dash: `between` and `and`.
    pub between: Vec<[String; 2]>,
    /// Words of a range of days or years, instead of a dash: `from` and `to`.
    pub from: Vec<[String; 2]>,
    /// Words that make the number behind them a name: `article`, `room`.
    pub labels: Vec<String>,
    /// Words for currencies, by their ISO 4217 codes.
    pub currencies: BTreeMap<String, Vec<String>>,
}

/// Words of links.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkWords {
    /// Texts that do not say where a link leads: `click here`.
    pub vague: Vec<String>,
}

/// Quotation marks, opening and closing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotationMarks {
    /// Of a quotation.
    pub primary: [String; 2],
    /// Of a quotation inside one.
    pub alternate: [String; 2],
    /// Further pairs that are right.
    #[serde(default)]
    pub also: Vec<[String; 2]>,
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

/// Words about the moment from which a notice may be published.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoWords {
    /// How a line with an embargo begins.
    pub openings: Vec<String>,
    /// How a line begins that says: at once.
    pub immediate: Vec<String>,
    /// What names the zone of a time, besides its abbreviation.
    pub zones: Vec<String>,
}

/// What stands in brackets behind an event.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EventWords {
    /// That it is not certain: `tbc`.
    pub tentative: Vec<String>,
    /// That it will not take place: `cancelled`.
    pub cancelled: Vec<String>,
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
            let labels = self.sections.iter().flat_map(|(key, section)| {
                std::iter::once(&section.label).chain(&section.aliases).map(move |label| (label, key))
            });
            Labels::new(labels)
        });
        labels.key(text)
    }

    /// The words beside numbers, ready to be looked up.
    pub fn number_words(&self) -> &NumberWords {
        self.number_words.get_or_init(|| NumberWords::new(&self.numbers, &self.dates))
    }

    /// Whether the words of `text` are all together one of
    /// [`LinkWords::vague`].
    pub fn is_vague(&self, text: &str) -> bool {
        let vague = self.vague.get_or_init(|| {
            let mut phrases: Vec<u64> = self.links.vague.iter().map(|words| phrase(words)).collect();
            phrases.sort_unstable();
            phrases
        });
        vague.binary_search(&phrase(text)).is_ok()
    }

    /// The alphabet that it is written in.
    pub fn script(&self) -> Script {
        words(&self.name).first().and_then(|word| word.shape.script()).unwrap_or(Script::Latin)
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

    /// Whether `first`, the hash of the first word of a text, may open a line about the moment
    /// of publication; most texts begin with another one.
    pub fn may_open_embargo(&self, first: u64) -> bool {
        let openings = self.embargo_words.get_or_init(|| {
            let forms = self.embargo.openings.iter().chain(&self.embargo.immediate);
            forms.filter_map(|form| first_hash(form)).collect()
        });
        openings.contains(&first)
    }

    /// Whether `text` begins as a line about the moment of publication does.
    pub fn opens_embargo(&self, text: &str) -> bool {
        if !first_hash(text).is_some_and(|first| self.may_open_embargo(first)) {
            return false;
        }
        let text = folded(text);
        let forms = self.embargo.openings.iter().chain(&self.embargo.immediate);
        let follows = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        forms.into_iter().any(|form| text.strip_prefix(&folded(form)).is_some_and(follows))
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

    /// Its spaces, ready to be looked up.
    pub fn spaces(&self) -> &Spaces {
        self.spaces.get_or_init(|| Spaces::new(&self.spacing, &self.dates, &self.times, &self.numbers))
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.direction == "rtl"
    }

    /// What a list of languages is ordered by, on a page for all readers: the
    /// names in the languages themselves (protocol order).
    pub fn place_in_lists(&self) -> String {
        self.listed_as.as_ref().unwrap_or(&self.name).to_lowercase()
    }

    /// The words of dates and times, ready to be looked up.
    pub fn date_words(&self) -> &DateWords {
        self.date_words.get_or_init(|| DateWords::new(&self.dates, &self.times))
    }

    /// `14:00`
    pub fn time(&self, time: Time) -> String {
        fill_time(&self.times.form, time)
    }

    /// `Brussels, 12 October 2018`
    pub fn dateline(&self, place: &str, date: Date) -> String {
        self.dates.dateline.replace("{place}", place).replace("{date}", &self.date(date))
    }
}

/// `time` in the form `{hour}:{minute}`, two digits each.
pub fn fill_time(form: &str, time: Time) -> String {
    form.replace("{hour}", &format!("{:02}", time.hour())).replace("{minute}", &format!("{:02}", time.minute()))
}
