//! Mails as another library reads them, and what it does not look at: line
//! ends, lengths, letters.

use mailparse::{DispositionType, MailHeaderMap as _, ParsedMail};

use super::calendar::{Component, calendar};

/// A mail, taken apart.
#[derive(Debug, Default)]
pub struct Mail {
    /// Names and values as they are read, encoded words put into letters.
    pub headers: Vec<(String, String)>,
    /// Content types from the outside in: `mixed[alternative[text/plain text/html]]`.
    pub structure: String,
    /// The words for those who see no page.
    pub text: String,
    /// The page.
    pub page: String,
    /// What goes along.
    pub attachments: Vec<Attachment>,
    /// The pictures of the page: name, media type, bytes.
    pub pictures: Vec<(String, String, Vec<u8>)>,
}

/// A file in a mail.
#[derive(Debug)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its content type with its parameters.
    pub content_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Mail {
    /// Takes a mail apart; what no mail may have is a fault.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        if let Some(at) = bytes.iter().position(|byte| !byte.is_ascii() || *byte == 0) {
            return Err(format!("byte {at} is {:#04x}, and no server need take it", bytes[at]));
        }
        let text = std::str::from_utf8(bytes).expect("ASCII");
        let body = text.strip_suffix("\r\n").ok_or("the last line has no end")?;
        for line in body.split("\r\n") {
            if line.contains(['\r', '\n']) {
                return Err(format!("a line ends with something else than CR LF: {line:?}"));
            }
            if line.len() > 998 {
                return Err(format!("a line of {} octets", line.len()));
            }
        }
        let parsed = mailparse::parse_mail(bytes).map_err(|error| error.to_string())?;
        let mut mail = Self {
            headers: parsed.headers.iter().map(|header| (header.get_key(), header.get_value())).collect(),
            ..Self::default()
        };
        mail.structure = mail.part(&parsed)?;
        Ok(mail)
    }

    fn part(&mut self, part: &ParsedMail<'_>) -> Result<String, String> {
        let kind = part.ctype.mimetype.clone();
        if let Some(multipart) = kind.strip_prefix("multipart/") {
            let parts = part.subparts.iter().map(|part| self.part(part)).collect::<Result<Vec<_>, _>>()?;
            return Ok(format!("{multipart}[{}]", parts.join(" ")));
        }
        let disposition = part.get_content_disposition();
        let bytes = part.get_body_raw().map_err(|error| error.to_string())?;
        let letters = || String::from_utf8(bytes.clone()).map_err(|error| error.to_string());
        match (disposition.disposition, kind.as_str()) {
            (DispositionType::Attachment, _) => self.attachments.push(Attachment {
                name: disposition.params.get("filename").cloned().ok_or("an attachment without name")?,
                content_type: part.headers.get_first_value("Content-Type").unwrap_or_default(),
                bytes,
            }),
            (_, "text/plain") => self.text = letters()?,
            (_, "text/html") => self.page = letters()?,
            _ => {
                let id = part.headers.get_first_value("Content-ID").ok_or("a part that nobody names")?;
                self.pictures.push((id.trim_matches(['<', '>']).to_owned(), kind.clone(), bytes));
            }
        }
        Ok(kind)
    }

    /// The only header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let first = found.next();
        assert!(found.next().is_none(), "{name} stands there twice");
        first.map(|(_, value)| value.as_str())
    }

    /// The names of the headers, in their order.
    pub fn names(&self) -> Vec<&str> {
        self.headers.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The entries for a calendar that go along.
    pub fn calendar(&self) -> Option<Component> {
        let is_it = |attachment: &&Attachment| attachment.content_type.starts_with("text/calendar");
        let bytes = &self.attachments.iter().find(is_it)?.bytes;
        Some(calendar(bytes).expect("a calendar"))
    }
}
