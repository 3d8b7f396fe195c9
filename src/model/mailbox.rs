//! Whom mail comes from and goes to: `Orla Valley Press <press@example.org>`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::mail_address;

/// A mail address with the name of the one who reads what is sent there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Mailbox {
    /// As shown: letters of any script, in one line.
    pub name: Option<String>,
    /// The address: ASCII, one that mail can be sent to.
    pub address: String,
}

/// Characters of a name. A longer one is a text in the wrong place.
const LONGEST_NAME: usize = 120;

impl Mailbox {
    /// Reads `press@example.org`, `Press office <press@example.org>` or
    /// `"Press office" <press@example.org>`.
    ///
    /// # Errors
    /// One sentence of fault, in the voice of the reports.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(control) = text.chars().find(|character| character.is_control()) {
            return Err(format!("an address has the control character U+{:04X} in it", u32::from(control)));
        }
        let (name, address) = match text.split_once('<') {
            None => ("", text),
            Some((name, rest)) => match rest.strip_suffix('>') {
                Some(address) => (name.trim(), address.trim()),
                None => return Err(format!("`{text}` opens a `<` and does not end with `>`")),
            },
        };
        if let Some(fault) = mail_address::fault(address) {
            return Err(format!("`{address}` {fault}"));
        }
        let name = unquoted(name);
        if name.chars().count() > LONGEST_NAME {
            return Err(format!("the name before `<{address}>` has more than {LONGEST_NAME} characters"));
        }
        Ok(Self { name: (!name.is_empty()).then_some(name), address: address.to_owned() })
    }

    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.address.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// A line that names nobody to whom mail can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// From 1.
    pub line: usize,
    /// One sentence, in the voice of the reports.
    pub fault: String,
}

/// Reads a list of recipients: a mailbox a line; empty lines and what begins
/// with `#` are no recipients. Nobody stands in it twice.
///
/// # Errors
/// The first line that is none.
pub fn read_recipients(text: &str) -> Result<Vec<Mailbox>, BadLine> {
    let mut recipients = Vec::new();
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    // A spreadsheet puts a mark before the first character.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, text) in (1..).zip(text.lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let mailbox = Mailbox::read(text).map_err(|fault| BadLine { line, fault })?;
        if let Some(first) = lines.insert(mailbox.address.to_lowercase(), line) {
            let fault = format!("`{}` stands in line {first} already", mailbox.address);
            return Err(BadLine { line, fault });
        }
        recipients.push(mailbox);
    }
    Ok(recipients)
}

/// A name without the marks that mail programs put around it.
fn unquoted(name: &str) -> String {
    let Some(inside) = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return name.to_owned();
    };
    let mut plain = String::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        plain.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    plain.trim().to_owned()
}

impl TryFrom<String> for Mailbox {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::{BadLine, Mailbox, read_recipients};

    fn read(text: &str) -> (Option<String>, String) {
        let mailbox = Mailbox::read(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        (mailbox.name, mailbox.address)
    }

    #[test]
    fn addresses_stand_alone_or_behind_a_name() {
        let with = |name: &str| (Some(name.to_owned()), "rhona@example.org".to_owned());
        assert_eq!(read("rhona@example.org"), (None, "rhona@example.org".to_owned()));
        assert_eq!(read("  <rhona@example.org> "), (None, "rhona@example.org".to_owned()));
        assert_eq!(read("Rhona Ashdale <rhona@example.org>"), with("Rhona Ashdale"));
        assert_eq!(read(r#""Ashdale, \"R\" \\" <rhona@example.org>"#), with(r#"Ashdale, "R" \"#));
        assert_eq!(read("Ροή Ασημένια <rhona@example.org>"), with("Ροή Ασημένια"));
    }

    #[test]
    fn what_is_no_address_is_said() {
        for (bad, said) in [
            ("", "`` has no `@`"),
            ("rhona", "`rhona` has no `@`"),
            ("Rhona <rhona@example.org", "`Rhona <rhona@example.org` opens a `<` and does not end with `>`"),
            ("Rhona <rhona@example>", "`rhona@example` has no ending such as `.eu`"),
            ("a@example.org\r\nBcc: b@example.org", "an address has the control character U+000D in it"),
            ("a@example.org, b@example.org", "`a@example.org, b@example.org` has more than one `@`"),
            ("R <a@example.org> <b@example.org>", "`a@example.org> <b@example.org` has more than one `@`"),
        ] {
            assert_eq!(Mailbox::read(bad), Err(said.to_owned()), "{bad}");
        }
    }

    #[test]
    fn a_list_has_a_recipient_a_line() {
        let list = "\u{feff}# the desks\r\n\r\nrhona@example.org\r\n  Ροή <roi@example.org>  \r\n# nobody@else\r\n";
        let recipients = read_recipients(list).expect("a list");
        assert_eq!(
            recipients.iter().map(|mailbox| mailbox.address.as_str()).collect::<Vec<_>>(),
            ["rhona@example.org", "roi@example.org"]
        );
        assert_eq!(read_recipients("# nobody\n"), Ok(Vec::new()));
        let fault = |line, fault: &str| Err(BadLine { line, fault: fault.to_owned() });
        assert_eq!(read_recipients("a@example.org\n\nb.example.org\n"), fault(3, "`b.example.org` has no `@`"));
        assert_eq!(
            read_recipients("a@example.org\nA <A@Example.org>\n"),
            fault(2, "`A@Example.org` stands in line 1 already")
        );
    }
}
