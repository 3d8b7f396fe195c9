//! The reference of a notice: `AGENDA/18/5869`.

use std::fmt;
use std::sync::OnceLock;

use regex_lite::Regex;

/// The number under which an office registers a notice, common to all its
/// language versions.
///
/// The parts hold only ASCII letters and digits (the grammar sees to that), so
/// they are safe in paths, addresses and file names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    type_code: String,
    year: u16,
    number: String,
}

impl Reference {
    /// A reference from its parts: the type in capitals, the year in full or
    /// with two digits (75–99 are 1975–1999, the rest 2000–2074), the number
    /// as printed. `None` when a part is empty or holds anything but ASCII
    /// letters and digits.
    pub fn new(type_code: &str, year: u16, number: &str) -> Option<Self> {
        let plain =
            |part: &str| !part.is_empty() && part.len() <= 16 && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if !plain(type_code) || !plain(number) {
            return None;
        }
        let year = match year {
            0..=74 => 2000 + year,
            75..=99 => 1900 + year,
            _ => year,
        };
        (1975..=2074).contains(&year).then(|| Self {
            type_code: type_code.to_ascii_uppercase(),
            year,
            number: number.to_ascii_lowercase(),
        })
    }

    /// The code of the document type, in capitals: `AGENDA`.
    pub fn type_code(&self) -> &str {
        &self.type_code
    }

    /// The year in full: 2018.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The number as printed; not always digits (`a30`).
    pub fn number(&self) -> &str {
        &self.number
    }

    /// `AGENDA-18-5869`, for file names.
    pub fn file_stem(&self) -> String {
        format!("{}-{:02}-{}", self.type_code, self.year % 100, self.number)
    }

    /// `AGENDA/18/5869`, the folder of the release below `releases` or `out`.
    pub fn folder(&self) -> String {
        self.to_string()
    }

    /// A key that sorts references by type, year and number, numbers as
    /// numbers where they are.
    pub fn sort_key(&self) -> (String, u16, u64, String) {
        let number = self.number.parse().unwrap_or(u64::MAX);
        (self.type_code.clone(), self.year, number, self.number.clone())
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}/{}", self.type_code, self.year % 100, self.number)
    }
}

/// How one office writes its references: house style data.
///
/// Every pattern has the groups `type`, `year` and `number` and is matched
/// without regard to letter case against a whole text.
#[derive(Debug)]
pub struct ReferenceGrammar {
    forms: Vec<Form>,
    /// How many of the forms, the last ones, are addresses of old.
    old: usize,
}

/// Bytes that a printed reference may have.
const LONGEST_PRINTED: usize = 120;

#[derive(Debug)]
struct Form {
    pattern: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Form {
    fn regex(&self) -> Option<&Regex> {
        self.compiled
            .get_or_init(|| {
                regex_lite::RegexBuilder::new(&format!(r"^(?:{})$", self.pattern)).case_insensitive(true).build().ok()
            })
            .as_ref()
    }
}

impl ReferenceGrammar {
    /// A grammar from the patterns of a house style, the printed form first.
    pub fn new(patterns: impl IntoIterator<Item = String>) -> Self {
        let forms = patterns.into_iter().map(|pattern| Form { pattern, compiled: OnceLock::new() }).collect();
        Self { forms, old: 0 }
    }

    /// The same grammar that also reads `patterns`, which nobody should write
    /// any more.
    #[must_use]
    pub fn with_old(mut self, patterns: impl IntoIterator<Item = String>) -> Self {
        let forms = patterns.into_iter().map(|pattern| Form { pattern, compiled: OnceLock::new() });
        let before = self.forms.len();
        self.forms.extend(forms);
        self.old = self.forms.len() - before;
        self
    }

    /// The patterns that are no valid regular expressions with the three groups.
    pub fn faults(&self) -> Vec<&str> {
        self.forms
            .iter()
            .filter(|form| {
                !form.regex().is_some_and(|regex| {
                    let names: Vec<_> = regex.capture_names().flatten().collect();
                    ["type", "year", "number"].iter().all(|name| names.contains(name))
                })
            })
            .map(|form| form.pattern.as_str())
            .collect()
    }

    /// Reads `text` as a reference in the printed form, as it stands in a notice.
    pub fn read_printed(&self, text: &str) -> Option<Reference> {
        let text = text.trim();
        // Every paragraph is asked: most are no reference at a glance.
        let may_be = text.len() <= LONGEST_PRINTED && text.bytes().any(|byte| byte.is_ascii_digit());
        self.forms.first().filter(|_| may_be).and_then(|form| read(form, text))
    }

    /// Reads `text` as an address that should no longer be written.
    pub fn read_old(&self, text: &str) -> Option<Reference> {
        let text = text.trim();
        let old = self.forms.get(self.forms.len() - self.old..).filter(|_| text.len() <= 512)?;
        old.iter().find_map(|form| read(form, text))
    }

    /// Reads `text` in any form that the house style knows: printed, slug,
    /// file name, address.
    pub fn read(&self, text: &str) -> Option<Reference> {
        let text = text.trim();
        if text.len() > 512 {
            return None;
        }
        self.forms.iter().find_map(|form| read(form, text))
    }
}

fn read(form: &Form, text: &str) -> Option<Reference> {
    let groups = form.regex()?.captures(text)?;
    let part = |name| groups.name(name).map(|found| found.as_str());
    Reference::new(part("type")?, part("year")?.parse().ok()?, part("number")?)
}

/// Whether `text` was meant as a reference, right or wrong: capitals and then
/// groups behind `/`, nothing else. `AGENDA/18/`, `IP/2018/05869`, `PR 26/14`.
pub fn looks_like_reference(text: &str) -> bool {
    let text = text.trim();
    let Some((head, tail)) = text.split_once('/') else { return false };
    let code: &str = head.split([' ', '_', '-']).next().unwrap_or("");
    text.len() <= 40
        && (1..=12).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
        && head[code.len()..].bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
        && !tail.contains("//")
        && tail.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b' ' | b'_' | b'-' | b'.'))
        && (tail.is_empty() || tail.bytes().any(|byte| byte.is_ascii_digit() || byte == b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pivot_year_is_75() {
        assert_eq!(Reference::new("IP", 75, "1").unwrap().year(), 1975);
        assert_eq!(Reference::new("IP", 74, "1").unwrap().year(), 2074);
        assert_eq!(Reference::new("IP", 97, "7").unwrap().to_string(), "IP/97/7");
    }

    #[test]
    fn parts_that_could_leave_a_folder_are_refused() {
        for (type_code, number) in [("..", "1"), ("A/B", "1"), ("A", "../x"), ("", "1"), ("A", ""), ("Α", "1")] {
            assert_eq!(Reference::new(type_code, 18, number), None, "{type_code} {number}");
        }
    }

    #[test]
    fn what_was_meant_as_a_reference_is_known_even_when_wrong() {
        for text in ["AGENDA/18/", "IP/2018/05869", "PR 26/14", "AGENDA/18/58 69", "MEMO/06/"] {
            assert!(looks_like_reference(text), "{text}");
        }
        for text in ["and/or", "TCP/IP", "The news", "https://example.org/18/3", "He said 24/7"] {
            assert!(!looks_like_reference(text), "{text}");
        }
    }
}
