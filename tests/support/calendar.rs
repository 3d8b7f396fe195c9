//! An independent reader of calendars, as strict as RFC 5545: it takes lines
//! apart by itself and accepts nothing that the standard does not.

use std::collections::BTreeMap;

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

/// Reads a whole file.
pub fn calendar(bytes: &[u8]) -> Result<Component, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8: {error}"))?;
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
            "BEGIN" => open.push(Component { name: property.value, ..Component::default() }),
            "END" => {
                let closed = open.pop().filter(|closed| closed.name == property.value);
                let closed = closed.ok_or_else(|| format!("`{line}` closes nothing"))?;
                match open.last_mut() {
                    Some(around) => around.components.push(closed),
                    None => whole = Some(closed),
                }
            }
            _ => open.last_mut().ok_or("a property outside")?.properties.push(property),
        }
    }
    whole.ok_or_else(|| "it does not end".to_owned())
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

impl Component {
    /// The only property of this name.
    pub fn find(&self, name: &str) -> Option<&Property> {
        let mut found = self.properties.iter().filter(|property| property.name == name);
        let first = found.next();
        assert!(found.next().is_none(), "{} has {name} twice", self.name);
        first
    }

    /// Its value as it stands in the file.
    pub fn value(&self, name: &str) -> &str {
        self.find(name).map_or("", |property| property.value.as_str())
    }

    /// Its value as text.
    pub fn text(&self, name: &str) -> String {
        self.find(name).map(Property::text).transpose().expect("a text").unwrap_or_default()
    }

    /// The components of this name in it.
    pub fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Component> {
        self.components.iter().filter(move |component| component.name == name)
    }
}
