//! Calendars, as strict as RFC 5545: lines are taken apart here, and nothing is
//! accepted that the standard does not allow.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::{DEEPEST, Unreadable};

/// `BEGIN:X` … `END:X`
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Component {
    /// `VEVENT`
    pub name: String,
    /// In the order of the file.
    pub properties: Vec<Property>,
    /// What lies in it.
    pub components: Vec<Component>,
}

/// A content line.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Property {
    /// `SUMMARY`
    pub name: String,
    /// Without the quotation marks around them.
    pub parameters: BTreeMap<String, String>,
    /// As it stands in the file, unfolded.
    pub value: String,
}

/// Properties that may stand in a component more than once.
const REPEATABLE: [&str; 12] = [
    "ATTACH",
    "ATTENDEE",
    "CATEGORIES",
    "COMMENT",
    "CONTACT",
    "EXDATE",
    "RDATE",
    "RELATED-TO",
    "REQUEST-STATUS",
    "RESOURCES",
    "RRULE",
    "TZNAME",
];

/// Reads a whole file.
///
/// # Errors
/// When it breaks a rule of RFC 5545: the first one.
pub fn calendar(bytes: &[u8]) -> Result<Component, Unreadable> {
    parse(bytes).map_err(|reason| Unreadable::from_library(&reason))
}

fn parse(bytes: &[u8]) -> Result<Component, String> {
    let text = super::utf8(bytes).map_err(|error| error.to_string())?;
    let mut lines: Vec<String> = Vec::new();
    let body = text.strip_suffix("\r\n").ok_or("the last line has no end")?;
    for line in body.split("\r\n") {
        if line.contains(['\r', '\n']) {
            return Err(format!("a line ends with something else than CR LF: {line:?}"));
        }
        if line.len() > 75 {
            return Err(format!("a line of {} octets: {line:?}", line.len()));
        }
        match line.strip_prefix([' ', '\t']) {
            Some(rest) => lines.last_mut().ok_or("the first line is folded")?.push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    let mut open: Vec<Component> = Vec::new();
    let mut whole = None;
    for line in &lines {
        if whole.is_some() {
            return Err(format!("behind the end: {line:?}"));
        }
        let property = property(line)?;
        match property.name.as_str() {
            "BEGIN" if open.len() >= DEEPEST => return Err(Unreadable::too_deep().to_string()),
            "BEGIN" => open.push(Component { name: property.value, ..Component::default() }),
            "END" => {
                let closed = open.pop().filter(|closed| closed.name == property.value);
                let closed = closed.ok_or_else(|| format!("`{line}` closes nothing"))?;
                match open.last_mut() {
                    Some(around) => around.components.push(closed),
                    None => whole = Some(closed),
                }
            }
            _ => {
                let around = open.last_mut().ok_or("a property outside")?;
                if is_text(&property.name) {
                    property.text()?;
                }
                if !REPEATABLE.contains(&property.name.as_str()) && around.find(&property.name).is_some() {
                    return Err(format!("{} has {} twice", around.name, property.name));
                }
                around.properties.push(property);
            }
        }
    }
    whole.ok_or_else(|| "it does not end".to_owned())
}

/// Whether the value of a property is text that is escaped.
fn is_text(name: &str) -> bool {
    matches!(name, "SUMMARY" | "DESCRIPTION" | "LOCATION" | "COMMENT" | "CONTACT")
}

fn property(line: &str) -> Result<Property, String> {
    let fault = |what: &str| format!("{what}: {line:?}");
    if let Some(control) = line.chars().find(|character| character.is_control() && *character != '\t') {
        return Err(fault(&format!("a control character {control:?}")));
    }
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '-';
    let end = line.find(|character| !is_name(character)).ok_or_else(|| fault("no value"))?;
    let mut property = Property { name: line[..end].to_owned(), ..Property::default() };
    if property.name.is_empty() {
        return Err(fault("no name"));
    }
    let mut rest = &line[end..];
    while let Some(parameter) = rest.strip_prefix(';') {
        let (name, value) = parameter.split_once('=').ok_or_else(|| fault("a parameter without value"))?;
        if name.is_empty() || !name.chars().all(is_name) {
            return Err(fault("a parameter without name"));
        }
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or_else(|| fault("an open quotation mark"))?,
            None => value.split_at(value.find([':', ';', ',', '"']).ok_or_else(|| fault("no value"))?),
        };
        if property.parameters.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(fault("a parameter twice"));
        }
        rest = after;
    }
    property.value = rest.strip_prefix(':').ok_or_else(|| fault("no colon"))?.to_owned();
    Ok(property)
}

impl Property {
    /// The value of a property of type TEXT.
    ///
    /// # Errors
    /// When it is not escaped as such a value must be.
    pub fn text(&self) -> Result<String, String> {
        let mut text = String::new();
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(escaped @ ('\\' | ';' | ',')) => text.push(escaped),
                    other => return Err(format!("`\\{other:?}` is no escape")),
                },
                ';' | ',' => return Err(format!("a bare `{character}` in {:?}", self.value)),
                _ => text.push(character),
            }
        }
        Ok(text)
    }
}

impl Property {
    /// The time of a property of type DATE-TIME, in UTC or in the zone that it
    /// names.
    ///
    /// # Errors
    /// When it is no time, or nobody knows the zone.
    pub fn moment(&self) -> Result<jiff::Timestamp, Unreadable> {
        let wrong = |_: jiff::Error| Unreadable::new(format!("`{}` is no time", self.value.escape_debug()));
        let (digits, in_utc) = self.value.strip_suffix('Z').map_or((self.value.as_str(), false), |rest| (rest, true));
        let clock = DateTime::strptime("%Y%m%dT%H%M%S", digits).map_err(wrong)?;
        let zone = match self.parameters.get("TZID") {
            Some(_) | None if in_utc => TimeZone::UTC,
            Some(name) => TimeZone::get(name).map_err(wrong)?,
            None => return Err(Unreadable::new(format!("`{}` has no zone", self.value.escape_debug()))),
        };
        clock.to_zoned(zone).map(|zoned| zoned.timestamp()).map_err(wrong)
    }
}

impl Component {
    /// The property of this name, the first where it may stand more than once.
    pub fn find(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// Its value as it stands in the file.
    pub fn value(&self, name: &str) -> &str {
        self.find(name).map_or("", |property| property.value.as_str())
    }

    /// Its value as text; none where it is no text.
    pub fn text(&self, name: &str) -> String {
        self.find(name).and_then(|property| property.text().ok()).unwrap_or_default()
    }

    /// The components of this name in it.
    pub fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Component> {
        self.components.iter().filter(move |component| component.name == name)
    }
}
