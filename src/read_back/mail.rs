//! Mails as another library reads them, and what it does not look at: line
//! ends, lengths, letters.

use mailparse::{DispositionType, MailHeaderMap as _, ParsedMail};

use super::Unreadable;
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its content type with its parameters.
    pub content_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Mail {
    /// Takes a mail apart that is to be sent; what no such mail may have is a
    /// fault.
    ///
    /// # Errors
    /// When a server might change or refuse it, or as [`Mail::parse`].
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        if let Some(at) = bytes.iter().position(|byte| !byte.is_ascii() || *byte == 0) {
            return Err(Unreadable::new(format!("byte {at} is {:#04x}, and no server need take it", bytes[at])));
        }
        let text = super::utf8(bytes)?;
        let body = text.strip_suffix("\r\n").ok_or_else(|| Unreadable::new("the last line has no end"))?;
        for line in body.split("\r\n") {
            if line.contains(['\r', '\n']) {
                return Err(Unreadable::new("a line ends with something else than CR LF"));
            }
            if line.len() > 998 {
                return Err(Unreadable::new(format!("a line of {} octets", line.len())));
            }
        }
        let mail = Self::parse(bytes)?;
        for (number, name) in mail.names().into_iter().enumerate() {
            if mail.names()[..number].iter().any(|before| before.eq_ignore_ascii_case(name)) {
                return Err(Unreadable::new(format!("the header `{}` stands there twice", name.escape_debug())));
            }
        }
        Ok(mail)
    }

    /// Takes a mail apart as it comes, also after it was on its way.
    ///
    /// # Errors
    /// When it is none, or its parts are not those of a notice.
    pub fn parse(bytes: &[u8]) -> Result<Self, Unreadable> {
        let parsed = mailparse::parse_mail(bytes).map_err(|error| Unreadable::from_library(&error))?;
        let mut mail = Self {
            headers: parsed.headers.iter().map(|header| (header.get_key(), header.get_value())).collect(),
            ..Self::default()
        };
        mail.structure = mail.part(&parsed)?;
        Ok(mail)
    }

    fn part(&mut self, part: &ParsedMail<'_>) -> Result<String, Unreadable> {
        let kind = part.ctype.mimetype.clone();
        if let Some(multipart) = kind.strip_prefix("multipart/") {
            let parts = part.subparts.iter().map(|part| self.part(part)).collect::<Result<Vec<_>, _>>()?;
            return Ok(format!("{multipart}[{}]", parts.join(" ")));
        }
        let disposition = part.get_content_disposition();
        let bytes = part.get_body_raw().map_err(|error| Unreadable::from_library(&error))?;
        let letters = || super::utf8(&bytes).map(str::to_owned);
        match (disposition.disposition, kind.as_str()) {
            (DispositionType::Attachment, _) => self.attachments.push(Attachment {
                name: disposition
                    .params
                    .get("filename")
                    .cloned()
                    .ok_or_else(|| Unreadable::new("an attachment has no name"))?,
                content_type: part.headers.get_first_value("Content-Type").unwrap_or_default(),
                bytes,
            }),
            (_, "text/plain") => self.text = letters()?,
            (_, "text/html") => self.page = letters()?,
            _ => {
                let id = part
                    .headers
                    .get_first_value("Content-ID")
                    .ok_or_else(|| Unreadable::new("it has a part that nothing names"))?;
                self.pictures.push((id.trim_matches(['<', '>']).to_owned(), kind.clone(), bytes));
            }
        }
        Ok(kind)
    }

    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The names of the headers, in their order.
    pub fn names(&self) -> Vec<&str> {
        self.headers.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The entries for a calendar that go along.
    ///
    /// # Errors
    /// When the part breaks the rules of RFC 5545.
    pub fn calendar(&self) -> Result<Option<Component>, Unreadable> {
        let is_it = |attachment: &&Attachment| attachment.content_type.starts_with("text/calendar");
        self.attachments.iter().find(is_it).map(|attachment| calendar(&attachment.bytes)).transpose()
    }
}
