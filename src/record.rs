//! TOML text as typed records. The only user of `toml`.
//!
//! Two doors: [`read`] for files of the program, the house style and the
//! workspace, which are right or refused; [`Fields`] for the front matter of a
//! notice, where everything that can be read is read and everything else
//! becomes a finding in its place.

use std::fmt::Write as _;

use jiff::Zoned;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Safety};
use crate::error::Error;
use crate::span::{SourceFile, Span, Spanned};

/// Reads a whole file as one record.
///
/// # Errors
/// [`Error::Configuration`] with file, line and column when the text is no
/// TOML or does not fit the record.
pub fn read<T: DeserializeOwned>(source: &SourceFile) -> Result<T, Error> {
    toml::from_str(source.text()).map_err(|error| {
        let at = source.position(error.span().map_or(0, |range| range.start));
        Error::Configuration {
            message: format!("{}:{}:{}: {}", source.name(), at.line, at.column, error.message().trim()),
            help: format!("correct the line in `{}`", source.name()),
        }
    })
}

/// A text as a basic string of TOML, in one line with its quotation marks.
pub fn basic_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// The fields of one table of a front matter, taken one after the other.
///
/// What cannot be read becomes a finding of `malformed-front-matter`; what
/// nobody asked for, one of `unknown-key`.
pub struct Fields<'a> {
    table: &'a DeTable<'a>,
    offset: usize,
    known: Vec<&'static str>,
    findings: &'a mut Vec<Diagnostic>,
    asked: Option<Vec<Asked>>,
}

/// A key that a reader of fields asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The key.
    pub key: &'static str,
    /// What may stand behind it.
    pub value: AskedValue,
    /// Whether its absence is a finding.
    pub required: bool,
}

/// What may stand behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedValue {
    /// A text.
    Text,
    /// One of these words.
    Choice(Vec<String>),
    /// A point in time.
    Time,
    /// A time zone by its IANA name.
    Zone,
    /// A list of tables with these keys.
    Tables(Vec<Asked>),
}

/// The keys that `take` asks for, in its order: it is let loose on an empty
/// table. So whoever describes a front matter describes what is read.
pub fn asked(take: impl FnOnce(&mut Fields<'_>)) -> Vec<Asked> {
    let (nothing, _) = DeTable::parse_recoverable("");
    asked_of(nothing.get_ref(), take)
}

fn asked_of(nothing: &DeTable<'_>, take: impl FnOnce(&mut Fields<'_>)) -> Vec<Asked> {
    let mut findings = Vec::new();
    let mut fields =
        Fields { table: nothing, offset: 0, known: Vec::new(), findings: &mut findings, asked: Some(Vec::new()) };
    take(&mut fields);
    fields.asked.unwrap_or_default()
}

/// Reads `text`, which begins `offset` bytes into its file, and hands its
/// top-level fields to `take`. Findings are added in the order of the text.
pub fn read_fields(text: &str, offset: usize, findings: &mut Vec<Diagnostic>, take: impl FnOnce(&mut Fields<'_>)) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults = Vec::new();
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let end = range.end.max(range.start).min(text.len());
        let fault = error.message().lines().next().unwrap_or("not TOML").trim();
        faults.push(
            Diagnostic::new(
                "malformed-front-matter",
                Span::new(offset + range.start.min(end), offset + end),
                format!("the front matter cannot be read: {fault}"),
            )
            .help("write each entry on a line of its own as `key = \"value\"`, between two lines `+++`"),
        );
    }
    let before = findings.len();
    take_fields(table.get_ref(), offset, findings, take);
    // A date that no calendar has is no TOML and no date either: one finding is
    // enough, and its key knows what to write instead.
    faults.retain(|fault| findings[before..].iter().all(|told| told.span.start != fault.span.start));
    findings.append(&mut faults);
    findings.sort_by_key(|finding| finding.span.start);
}

fn take_fields(table: &DeTable<'_>, offset: usize, findings: &mut Vec<Diagnostic>, take: impl FnOnce(&mut Fields<'_>)) {
    let mut fields = Fields { table, offset, known: Vec::new(), findings, asked: None };
    take(&mut fields);
    fields.report_unknown();
}

impl Fields<'_> {
    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.note(key, || AskedValue::Text);
        self.value(key, "a text in quotation marks", |value| value.as_str().map(str::to_owned))
    }

    /// A text that must be there; its absence is a finding at the table.
    pub fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.demand(key, "\"…\"");
        let text = self.text(key);
        self.note_demand();
        text
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<Spanned<T>> {
        self.note(key, || AskedValue::Choice(choices.iter().map(|(word, _)| (*word).to_owned()).collect()));
        let expected = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(" or ");
        self.value(key, &expected, |value| {
            let written = value.as_str()?;
            choices.iter().find(|(word, _)| *word == written).map(|(_, choice)| *choice)
        })
    }

    /// A point in time with its offset or, through `zone`, its place's zone.
    pub fn time(&mut self, key: &'static str, zone: &TimeZone) -> Option<Spanned<Zoned>> {
        self.note(key, || AskedValue::Time);
        self.value(key, "a date with a time, such as 2026-03-03T11:00:00+01:00", |value| read_time(value, zone))
    }

    /// A point in time that must be there; its absence is a finding at the table.
    pub fn required_time(&mut self, key: &'static str, zone: &TimeZone) -> Option<Spanned<Zoned>> {
        self.demand(key, "2026-03-03T11:00:00+01:00");
        let time = self.time(key, zone);
        self.note_demand();
        time
    }

    /// A time zone by its IANA name.
    pub fn zone(&mut self, key: &'static str) -> Option<Spanned<TimeZone>> {
        self.note(key, || AskedValue::Zone);
        self.value(key, "a time zone, such as \"Europe/Brussels\"", |value| TimeZone::get(value.as_str()?).ok())
    }

    /// The tables of a list (`[[key]]`), each handed to `take`.
    pub fn tables<T>(&mut self, key: &'static str, mut take: impl FnMut(&mut Fields<'_>) -> T) -> Vec<T> {
        self.known.push(key);
        if self.asked.is_some() {
            let inside = asked_of(self.table, |fields| drop(take(fields)));
            self.note(key, || AskedValue::Tables(inside));
        }
        let Some((_, value)) = self.table.iter().find(|(name, _)| name.get_ref() == key) else { return Vec::new() };
        let tables: Option<Vec<_>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| item.get_ref().as_table()).collect(),
            _ => None,
        };
        let Some(tables) = tables else {
            let span = self.place(value.span());
            self.report(key, span, &format!("a list of tables, each opened by a line `[[{key}]]`"));
            return Vec::new();
        };
        let mut taken = Vec::with_capacity(tables.len());
        for table in tables {
            take_fields(table, self.offset, self.findings, |fields| taken.push(take(fields)));
        }
        taken
    }

    /// Reports a key that is not there, with an example of its value.
    fn demand(&mut self, key: &str, example: &str) {
        if self.table.iter().any(|(name, _)| name.get_ref() == key) {
            return;
        }
        let span = self.table.iter().map(|(name, _)| self.place(name.span())).min().unwrap_or(Span::at(self.offset));
        self.findings.push(
            Diagnostic::new("malformed-front-matter", span, format!("`{key}` is missing here"))
                .help(format!("add a line `{key} = {example}`")),
        );
    }

    /// Remembers of the key asked for last that it must be there.
    fn note_demand(&mut self) {
        if let Some(asked) = self.asked.as_mut().and_then(|asked| asked.last_mut()) {
            asked.required = true;
        }
    }

    /// Remembers a key where somebody wants to know what is asked for.
    fn note(&mut self, key: &'static str, value: impl FnOnce() -> AskedValue) {
        if let Some(asked) = &mut self.asked {
            asked.push(Asked { key, value: value(), required: false });
        }
    }

    fn value<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl FnOnce(&DeValue<'_>) -> Option<T>,
    ) -> Option<Spanned<T>> {
        self.known.push(key);
        let (_, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        let span = self.place(value.span());
        let read = read(value.get_ref());
        if read.is_none() {
            self.report(key, span, expected);
        }
        Some(Spanned::new(read?, span))
    }

    fn place(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.offset + range.start, self.offset + range.end)
    }

    fn report(&mut self, key: &str, span: Span, expected: &str) {
        self.findings.push(
            Diagnostic::new("malformed-front-matter", span, format!("the value of `{key}` cannot be read"))
                .help(format!("write {expected}")),
        );
    }

    fn report_unknown(self) {
        for (name, _) in self.table.iter() {
            let key: &str = name.get_ref();
            if self.known.contains(&key) {
                continue;
            }
            let span = Span::new(self.offset + name.span().start, self.offset + name.span().end);
            let finding = Diagnostic::new("unknown-key", span, format!("`{key}` is no key of the front matter"));
            self.findings.push(match nearest(key, self.known.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")).fix(
                    format!("write `{near}`"),
                    Safety::AskFirst,
                    vec![crate::diagnostic::Edit { span, replacement: near.to_owned() }],
                ),
                None => finding.help(format!("known here: {}", list(&self.known))),
            });
        }
    }
}

/// A TOML date-time as a point in time; without an offset it is read in `zone`.
fn read_time(value: &DeValue<'_>, zone: &TimeZone) -> Option<Zoned> {
    let written = match value {
        DeValue::Datetime(time) => time.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => return None,
    };
    if let Ok(timestamp) = written.parse::<jiff::Timestamp>() {
        // The offset says the moment; the zone says which clocks show it.
        let zoned = timestamp.to_zoned(zone.clone());
        let same_offset = jiff::fmt::temporal::Pieces::parse(&written)
            .ok()
            .and_then(|pieces| pieces.to_numeric_offset())
            .is_none_or(|offset| offset == zoned.offset());
        return Some(if same_offset {
            zoned
        } else {
            let offset = jiff::fmt::temporal::Pieces::parse(&written).ok()?.to_numeric_offset()?;
            timestamp.to_zoned(TimeZone::fixed(offset))
        });
    }
    written.parse::<jiff::civil::DateTime>().ok()?.to_zoned(zone.clone()).ok()
}

/// The name among `names` that `word` most likely was meant to be.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&word.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
