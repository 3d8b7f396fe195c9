//! Whom mail comes from and goes to: `Orla Valley Press <press@example.org>`.

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
    use super::Mailbox;

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
}
