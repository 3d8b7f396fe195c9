//! How an office sends mail: `[mail]` of its `house.toml`.

use serde::{Deserialize, Deserializer};

use super::mailbox::Mailbox;

/// Stands in an address for that of the one who gets the mail.
const RECIPIENT: &str = "{address}";

/// From whom mail comes, and how readers leave the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// Who wrote it.
    pub from: Mailbox,
    /// Who sends it, where that is somebody else.
    #[serde(default)]
    pub sender: Option<Mailbox>,
    /// Who reads the answers, where that is somebody else.
    #[serde(default)]
    pub reply_to: Option<Mailbox>,
    /// The name of the list, as a domain (RFC 2919): `notices.press.example.org`.
    #[serde(default, deserialize_with = "list_id")]
    pub list_id: Option<String>,
    /// Where readers leave the list (RFC 2369): addresses that begin with
    /// `mailto:` or `https://`, the best first. `{address}` stands for the
    /// reader's own.
    #[serde(default)]
    pub list_unsubscribe: Vec<Unsubscribe>,
}

/// An address that takes a reader off the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Unsubscribe(String);

impl Unsubscribe {
    /// The address for the reader with the mail address `recipient`; `None`
    /// where it names the reader, and nobody is known.
    pub fn address(&self, recipient: Option<&str>) -> Option<String> {
        match recipient {
            Some(recipient) => Some(self.0.replace(RECIPIENT, &percent_encoded(recipient))),
            None => (!self.0.contains(RECIPIENT)).then(|| self.0.clone()),
        }
    }

    /// Whether one click is enough (RFC 8058): a page that is told who it is.
    pub fn is_one_click(&self) -> bool {
        self.0.starts_with("https://") && self.0.contains(RECIPIENT)
    }
}

impl TryFrom<String> for Unsubscribe {
    type Error = String;

    fn try_from(address: String) -> Result<Self, String> {
        let begins = ["mailto:", "https://"].iter().any(|scheme| address.starts_with(scheme) && address != *scheme);
        if !begins {
            return Err(format!("`{address}` begins neither with `mailto:` nor with `https://`"));
        }
        let is_good = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | ',' | '\\');
        match address.chars().find(|character| !is_good(*character)) {
            Some(bad) => Err(format!("an address to leave the list has `{}` in it", bad.escape_default())),
            None => Ok(Self(address)),
        }
    }
}

/// The name of a list has the form of a domain.
fn list_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let id = String::deserialize(deserializer)?;
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if id.len() <= 200 && id.contains('.') && id.split('.').all(is_part) {
        return Ok(Some(id));
    }
    Err(serde::de::Error::custom(format!("`{id}` is no name of a list such as `notices.press.example.org`")))
}

/// For a place in an address: letters, digits and what RFC 3986 calls
/// unreserved stay.
fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::Unsubscribe;

    #[test]
    fn the_way_out_knows_the_reader() {
        let page = Unsubscribe::try_from("https://press.example.org/off?who={address}".to_owned()).expect("an address");
        assert!(page.is_one_click());
        assert_eq!(
            page.address(Some("r+press@example.org")).as_deref(),
            Some("https://press.example.org/off?who=r%2Bpress%40example.org")
        );
        assert_eq!(page.address(None), None, "nobody is known");
        let mail = Unsubscribe::try_from("mailto:off@example.org?subject=off".to_owned()).expect("an address");
        assert!(!mail.is_one_click());
        assert_eq!(mail.address(None).as_deref(), Some("mailto:off@example.org?subject=off"));
    }

    #[test]
    fn what_could_end_the_header_is_refused() {
        for bad in ["http://example.org/off", "mailto:", "https://example.org/a>b", "mailto:a@b.example\r\nBcc: c@d.ex"]
        {
            assert!(Unsubscribe::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
