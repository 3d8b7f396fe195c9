//! The notice as a mail (RFC 5322, MIME): its text, its page, the pictures of
//! the page, the entries for a calendar, and what else goes along.
//!
//! The only user of `mail_builder` and of `encodify`, which it is made of.

mod headers;

use encodify::qp;
use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::mime::MimePart;

use super::calendar::{Purpose, calendar, has_sittings};
use super::html::mail::{MailPage, content_id};
use super::{Dispatch, Format, Press, moment, sheet_name, text};
use crate::artifact::Artifact;
use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::house_style::HouseStyle;
use crate::model::mail_settings::MailSettings;
use crate::model::sheet::Sheet;

/// The form `eml`.
pub struct Mail;

impl Format for Mail {
    fn name(&self) -> &'static str {
        "eml"
    }

    fn is_sent(&self) -> bool {
        true
    }

    fn media_type(&self) -> &'static str {
        "message/rfc822"
    }

    fn summary(&self) -> &'static str {
        "a mail, ready to send: plain text, a page for mail programs, calendar entries; one for each recipient"
    }

    fn prepare(&self, catalog: &Catalog, house: &House) -> Result<Box<dyn Press>, Error> {
        let style = &house.style;
        let Some(settings) = style.mail.clone() else {
            return Err(Error::Configuration {
                message: format!("the house style `{}` does not say from whom its mails come", style.code),
                help: format!(
                    "add `[mail]` with `from = \"{} <press@example.org>\"` to `styles/{}/house.toml`, or leave out the form `eml`",
                    style.name, style.code
                ),
            });
        };
        Ok(Box::new(MailPress { page: MailPage::prepare(catalog, house)?, house: style.clone(), settings }))
    }
}

struct MailPress {
    page: MailPage,
    house: HouseStyle,
    settings: MailSettings,
}

impl Press for MailPress {
    fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        self.dispatch(sheet, &Dispatch::default())
    }

    fn dispatch(&self, sheet: &Sheet, dispatch: &Dispatch<'_>) -> Result<Vec<u8>, Error> {
        let sent = moment(sheet, &self.house.zone);
        let mut mail = MessageBuilder::new();
        mail.headers = headers::headers(sheet, &self.settings, sent, dispatch.recipient)
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect();
        let body = self.body(sheet, dispatch, &mut Boundaries::new(sheet))?;
        mail.body(body).write_to_vec().map_err(|error| Error::Render {
            form: "eml",
            name: sheet_name(sheet),
            reason: error.to_string(),
        })
    }
}

impl MailPress {
    /// ```text
    /// mixed
    /// ├─ alternative
    /// │  ├─ text/plain
    /// │  └─ related
    /// │     ├─ text/html
    /// │     └─ the pictures of the page
    /// ├─ text/calendar
    /// └─ attachments
    /// ```
    /// A part that would have only one in it is that one.
    fn body(
        &self,
        sheet: &Sheet,
        dispatch: &Dispatch<'_>,
        boundaries: &mut Boundaries,
    ) -> Result<MimePart<'static>, Error> {
        let page =
            self.page.print(sheet).map_err(|reason| Error::Render { form: "eml", name: sheet_name(sheet), reason })?;
        let mut shown = text_part(ContentType::new("text/html"), &page);
        if !sheet.pictures.is_empty() {
            let mut parts = vec![shown];
            parts.extend(pictures(sheet));
            // The type of the part that names the others (RFC 2387).
            let related = ContentType::new("multipart/related").attribute("type", "text/html");
            shown = boundaries.multipart(related, parts);
        }
        let words = text_part(ContentType::new("text/plain"), &text::in_columns(sheet));
        let alternative = boundaries.multipart(ContentType::new("multipart/alternative"), vec![words, shown]);
        let mut enclosed = Vec::new();
        if has_sittings(sheet) {
            let kind = ContentType::new("text/calendar").attribute("method", Purpose::Mail.method(sheet));
            let entries = text_part(kind, &calendar(sheet, &self.house, Purpose::Mail)?);
            enclosed.push(entries.attachment(format!("{}.ics", file_stem(sheet))));
        }
        // The entries are in the mail already, and say what a mail has to say.
        let others = dispatch.attachments.iter().filter(|attachment| attachment.media_type != "text/calendar");
        enclosed.extend(others.map(attachment));
        if enclosed.is_empty() {
            return Ok(alternative);
        }
        enclosed.insert(0, alternative);
        Ok(boundaries.multipart(ContentType::new("multipart/mixed"), enclosed))
    }
}

/// What separates the parts: from the words of the notice, so that it is the
/// same each time. In no part can it occur: quoted-printable writes a hexadecimal
/// digit or the end of the line behind `=`, and base64 has no `_`.
struct Boundaries {
    hash: String,
    made: usize,
}

impl Boundaries {
    fn new(sheet: &Sheet) -> Self {
        Self { hash: sheet.content_hash.get(..32).unwrap_or("pressdoc").to_owned(), made: 0 }
    }

    fn multipart(&mut self, kind: ContentType<'static>, parts: Vec<MimePart<'static>>) -> MimePart<'static> {
        self.made += 1;
        let boundary = format!("=_{}.{}", self.hash, self.made);
        MimePart::new(kind.attribute("boundary", boundary), parts)
    }
}

/// Text in UTF-8 as quoted-printable: it passes every server as it is, lines
/// stay short, and a change of one line is a change of one line. Left to itself
/// the library takes base64 for every script but the Latin one.
fn text_part(kind: ContentType<'static>, text: &str) -> MimePart<'static> {
    MimePart::new(kind.attribute("charset", "utf-8"), qp::BODY.encode(text)).transfer_encoding("quoted-printable")
}

/// The pictures, as the page names them.
fn pictures(sheet: &Sheet) -> impl Iterator<Item = MimePart<'static>> {
    sheet.pictures.iter().enumerate().map(|(at, picture)| {
        let name = format!("{}.{}.{}", file_stem(sheet), at + 1, picture.format);
        let disposition = ContentType::new("inline").attribute("filename", name);
        MimePart::new(picture.media_type(), picture.bytes.to_vec())
            .header("Content-Disposition", disposition)
            .cid(content_id(sheet, at))
    })
}

fn attachment(artifact: &Artifact) -> MimePart<'static> {
    let name = artifact.path.rsplit('/').next().unwrap_or("notice").to_owned();
    match std::str::from_utf8(&artifact.bytes) {
        Ok(text) if artifact.media_type.starts_with("text/") => {
            text_part(ContentType::new(artifact.media_type), text).attachment(name)
        }
        _ => MimePart::new(artifact.media_type, artifact.bytes.clone()).attachment(name),
    }
}

/// The name of what goes along: `AGENDA-18-5869.en`.
fn file_stem(sheet: &Sheet) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let reference: String = sheet.reference.chars().map(plain).collect();
    format!("{}.{}", if reference.is_empty() { "notice" } else { &reference }, sheet.language)
}
