//! What stands above a mail: from whom, to whom, when, about what.

use encodify::{Fold, rfc2047};
use jiff::Timestamp;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::headers::url::URL;
use sha2::{Digest, Sha256};

use crate::model::mail_settings::MailSettings;
use crate::model::mailbox::Mailbox;
use crate::model::sheet::Sheet;

/// A header with its value.
pub type Header = (&'static str, HeaderType<'static>);

/// All headers of a mail but those of its content, in their order.
pub fn headers(sheet: &Sheet, settings: &MailSettings, sent: Timestamp, recipient: Option<&Mailbox>) -> Vec<Header> {
    let mut headers: Vec<Header> = vec![("From", address(&settings.from))];
    headers.extend(settings.sender.iter().map(|sender| ("Sender", address(sender))));
    headers.extend(settings.reply_to.iter().map(|reply_to| ("Reply-To", address(reply_to))));
    headers.push(("To", recipient.map_or_else(undisclosed, address)));
    headers.push(("Subject", unstructured(&subject(sheet))));
    headers.push(("Date", Date::new(sent.as_second()).into()));
    let id = |edition, is_draft| message_id(sheet, settings, edition, is_draft, recipient);
    headers.push(("Message-ID", MessageId::new(id(sheet.edition, sheet.draft)).into()));
    if sheet.edition > 1 && !sheet.reference.is_empty() {
        let first = id(1, false);
        headers.push(("In-Reply-To", MessageId::new(first.clone()).into()));
        headers.push(("References", MessageId::new(first).into()));
    }
    headers.push(("Content-Language", Raw::new(sheet.language.clone()).into()));
    // Names without `X-`, as RFC 6648 wants those of new headers.
    headers.push(("Pressdoc-Edition", unstructured(&sheet.edition_name())));
    headers.push(("Pressdoc-Content-Hash", Raw::new(format!("SHA-256 {}", sheet.content_hash)).into()));
    if let Some(id) = &settings.list_id {
        headers.push(("List-Id", Address::new_address(Some(in_one_line(&sheet.organisation)), id.clone()).into()));
    }
    headers.extend(leaving(settings, recipient));
    headers
}

/// How the reader leaves the list.
fn leaving(settings: &MailSettings, recipient: Option<&Mailbox>) -> Vec<Header> {
    let recipient = recipient.map(|recipient| recipient.address.as_str());
    let ways: Vec<_> = settings
        .list_unsubscribe
        .iter()
        .filter_map(|way| Some((way.address(recipient)?, way.is_one_click())))
        .collect();
    let mut headers: Vec<Header> = Vec::new();
    if !ways.is_empty() {
        headers.push(("List-Unsubscribe", URL::new_list(ways.iter().map(|(address, _)| address.clone())).into()));
    }
    if ways.iter().any(|(_, is_one_click)| *is_one_click) {
        headers.push(("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click").into()));
    }
    headers
}

/// What must be known before the mail is opened, then the headline.
pub fn subject(sheet: &Sheet) -> String {
    let draft = sheet.draft.then(|| sheet.labels.get("draft").cloned()).flatten();
    let withdrawn = sheet.withdrawal.as_ref().map(|withdrawal| told_shortly(&withdrawal.line, &withdrawal.text));
    let parts = [draft, sheet.embargo.clone(), withdrawn, Some(sheet.headline_text.clone())];
    let parts: Vec<String> =
        parts.into_iter().flatten().map(|part| in_one_line(&part)).filter(|part| !part.is_empty()).collect();
    parts.join(" – ")
}

/// `Withdrawn, 5 March 2026, 08:00 (Europe/London)`: the line of a change
/// without its text, and what stood between them.
fn told_shortly(line: &str, text: &str) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (line, text) = (words(line), words(text));
    let short = line.strip_suffix(text.as_str()).unwrap_or(&line);
    short.trim_end_matches(|character: char| character.is_whitespace() || character == ':').to_owned()
}

/// The name of the mail, the same whenever it is made: from the notice, its
/// language and edition, and the reader. Of the reader's address it has a hash,
/// so that the place in a list, which may change, does not matter. A draft is
/// another mail with each text.
fn message_id(
    sheet: &Sheet,
    settings: &MailSettings,
    edition: usize,
    is_draft: bool,
    recipient: Option<&Mailbox>,
) -> String {
    let identifier = sheet.identifier.strip_prefix("urn:pressdoc:").unwrap_or(&sheet.identifier);
    let mut parts = vec![identifier.to_owned()];
    if is_draft || sheet.reference.is_empty() {
        parts.push(format!("draft.{}", sheet.content_hash.get(..16).unwrap_or_default()));
    }
    parts.push(sheet.language.clone());
    parts.push(edition.to_string());
    parts.extend(recipient.map(|recipient| {
        let hash = Sha256::digest(recipient.address.to_lowercase());
        hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }));
    // Dots between letters and digits: what RFC 5322 calls a dot-atom.
    let plain: String = parts.join(".").chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '.' }).collect();
    let words: Vec<&str> = plain.split('.').filter(|word| !word.is_empty()).collect();
    format!("{}@{}", words.join("."), settings.from.domain())
}

fn address(mailbox: &Mailbox) -> HeaderType<'static> {
    Address::new_address(mailbox.name.as_deref().map(in_one_line), mailbox.address.clone()).into()
}

/// A mail needs a `To`; this one names nobody (RFC 5322, A.1.3).
fn undisclosed() -> HeaderType<'static> {
    Raw::new("undisclosed-recipients:;").into()
}

/// Words of a line that stay as they are.
const LONGEST_PLAIN_WORD: usize = 60;

/// Text as it is, if a header can hold it and nobody takes it for something
/// else; else as encoded words (RFC 2047).
fn unstructured(text: &str) -> HeaderType<'static> {
    let is_plain = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
        && text.split(' ').all(|word| word.len() <= LONGEST_PLAIN_WORD)
        && !text.contains("=?");
    if is_plain {
        return Raw::new(text.to_owned()).into();
    }
    // The library would leave short ASCII alone, and with it words that only
    // look encoded.
    if text.is_ascii() && text.contains("=?") {
        let mut words = String::new();
        rfc2047::Q_TEXT.encode_words("utf-8", text, &mut "Subject: ".len(), Fold::HEADER, &mut words);
        return Raw::new(words).into();
    }
    Text::new(text.to_owned()).into()
}

/// Words with one space between two, without control characters.
fn in_one_line(text: &str) -> String {
    let words = text.split(|character: char| character.is_whitespace() || character.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
