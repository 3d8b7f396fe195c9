//! From the bytes of a form to its words, form by form: which field of which
//! format holds what.

use serde_json::Value;

use super::html::HtmlText;
#[cfg(feature = "forms")]
use super::html::fragment::FragmentText;
use super::pdf::Pdf;
use super::reading::{Claims, Reading, Says, Spoken};
#[cfg(feature = "forms")]
use super::reading::{Entry, identifier_of_item, is_hash};
use super::record::record_words;
use super::text::TextForm;
use super::{Unreadable, utf8};
#[cfg(feature = "forms")]
use super::{calendar, mail::Mail, normalised, word::WordText, xml::Element};

/// Reads the bytes of one form.
pub(super) type Reader = fn(&[u8]) -> Result<Reading, Unreadable>;

/// The readers, by the names of the forms.
pub(super) static READERS: &[(&str, Reader)] = &[
    ("pdf", pdf),
    ("html", html),
    ("txt", txt),
    #[cfg(feature = "forms")]
    ("eml", eml),
    #[cfg(feature = "forms")]
    ("ics", ics),
    ("json", json),
    #[cfg(feature = "forms")]
    ("ninjs", ninjs),
    #[cfg(feature = "forms")]
    ("newsml", newsml),
    #[cfg(feature = "forms")]
    ("presscorner", presscorner),
    #[cfg(feature = "forms")]
    ("atom", atom),
    #[cfg(feature = "forms")]
    ("docx", docx),
];

/// A reader for a form that comes from elsewhere, where that is not read as it is
/// before it is sent: mails have been on their way, and lines may end otherwise.
pub(super) fn as_it_came(form: &str) -> Option<Reader> {
    match form {
        #[cfg(feature = "forms")]
        "eml" => Some(|bytes| of_mail(&Mail::parse(bytes)?)),
        #[cfg(feature = "forms")]
        "ics" => Some(|bytes| {
            let lines = utf8(bytes)?.trim_end().replace("\r\n", "\n").replace('\n', "\r\n");
            ics(format!("{lines}\r\n").as_bytes())
        }),
        _ => None,
    }
}

fn pdf(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let pdf = Pdf::read(bytes)?;
    let mut texts = vec![Spoken::all(pdf.words)];
    let mut claims = Vec::new();
    let mut fault = (!pdf.untagged.is_empty()).then(|| "shows words that no screen reader reads".to_owned());
    match pdf.attachments.iter().find(|file| file.name == "notice.json") {
        Some(file) => {
            let record = json(&file.bytes)?;
            claims = record.claims;
            texts.extend(record.texts.into_iter().map(|text| Spoken { part: Some("notice.json"), ..text }));
        }
        None => fault = fault.or_else(|| Some("has no `notice.json` in it".to_owned())),
    }
    Ok(Reading { texts, claims, around: pdf.furniture, fault, ..Reading::default() })
}

fn html(bytes: &[u8]) -> Result<Reading, Unreadable> {
    Ok(page(HtmlText::read(bytes)?))
}

fn page(page: HtmlText) -> Reading {
    let meta = |name: &str| page.meta(name).map(str::to_owned);
    let claims = Claims {
        identifier: meta("pressdoc:identifier"),
        reference: meta("pressdoc:reference"),
        language: page.named("html").next().and_then(|html| html.attribute("lang")).map(str::to_owned),
        edition: meta("pressdoc:edition").and_then(|edition| edition.parse().ok()),
        content_hash: meta("pressdoc:content-hash"),
    };
    let fault = match page.mains {
        1 => page.faults.first().map(|fault| format!("is no sound HTML: {}", fault.escape_debug())),
        _ => Some(format!("has its words in {} elements `<main>`", page.mains)),
    };
    Reading {
        texts: vec![Spoken::all(page.words)],
        claims: vec![claims],
        around: page.furniture,
        fault,
        ..Reading::default()
    }
}

fn txt(bytes: &[u8]) -> Result<Reading, Unreadable> {
    Ok(text(TextForm::read(utf8(bytes)?), Says::Draft))
}

fn text(form: TextForm, banner: Says) -> Reading {
    let claims = vec![Claims::of_closing(&form.closing)];
    let texts = vec![
        Spoken::all(form.words),
        Spoken::part("lines above the notice", form.banner, banner),
        Spoken::part("closing lines", form.closing.as_str(), Says::Closing),
    ];
    Reading { texts, claims, around: form.closing, ..Reading::default() }
}

fn json(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let record = value(bytes)?;
    let words = record_words(&record, &str::to_owned)?;
    let texts = vec![Spoken::all(words), Spoken::part("reading_text", string(&record["reading_text"]), Says::All)];
    let own = |key: &str| record[key].as_str().map(str::to_owned);
    let claims = Claims {
        identifier: own("identifier"),
        reference: own("reference"),
        language: own("language"),
        edition: record["edition"].as_u64().and_then(|edition| edition.try_into().ok()),
        content_hash: own("content_hash"),
    };
    let around = string(&record["content_hash"]);
    Ok(Reading { texts, claims: vec![claims], around, ..Reading::default() })
}

fn value(bytes: &[u8]) -> Result<Value, Unreadable> {
    serde_json::from_str(utf8(bytes)?).map_err(|error| Unreadable::from_library(&error))
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(feature = "forms")]
fn eml(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let mail = Mail::read(bytes)?;
    let mut reading = of_mail(&mail)?;
    reading.entries = Some(mail.calendar()?.map(|calendar| entries(&calendar)).transpose()?.unwrap_or_default());
    Ok(reading)
}

/// What the two parts of a mail say that both say the notice.
#[cfg(feature = "forms")]
fn of_mail(mail: &Mail) -> Result<Reading, Unreadable> {
    let own = text(TextForm::read(&mail.text), Says::Draft);
    let shown = page(HtmlText::read(mail.page.as_bytes())?);
    let named = |part: &'static str| move |text: Spoken| Spoken { part: text.part.or(Some(part)), ..text };
    let texts = own.texts.into_iter().map(named("text")).chain(shown.texts.into_iter().map(named("page"))).collect();
    let header = |name: &str| mail.header(name).unwrap_or_default();
    let mut claims = Claims::of_edition(
        header("Pressdoc-Edition"),
        header("Pressdoc-Content-Hash").strip_prefix("SHA-256 ").map(str::to_owned),
    );
    claims.language = claims.language.or_else(|| mail.header("Content-Language").map(str::to_owned));
    let claims = [vec![claims], own.claims, shown.claims].concat();
    Ok(Reading { texts, claims, around: own.around, fault: shown.fault, ..Reading::default() })
}

#[cfg(feature = "forms")]
fn ics(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let calendar = calendar::calendar(bytes)?;
    let mut reading = Reading { entries: Some(entries(&calendar)?), ..Reading::default() };
    for entry in calendar.all("VEVENT") {
        let said = text(TextForm::read_flowing(&entry.text("DESCRIPTION"))?, Says::DraftAndEmbargo);
        let hash = Some(entry.text("X-PRESSDOC-CONTENT-HASH")).filter(|hash| is_hash(hash));
        reading.claims.push(Claims::of_edition(&entry.text("X-PRESSDOC-EDITION"), hash));
        reading.claims.extend(said.claims);
        reading.around = said.around;
        reading.texts.extend(said.texts);
    }
    Ok(reading)
}

/// The entries of a calendar.
#[cfg(feature = "forms")]
fn entries(calendar: &calendar::Component) -> Result<Vec<Entry>, Unreadable> {
    let entry = |entry: &calendar::Component| {
        let time = |name: &str| entry.find(name).map(calendar::Property::moment).transpose();
        Ok(Entry {
            title: normalised(&entry.text("SUMMARY")),
            place: normalised(&entry.text("LOCATION")),
            starts: time("DTSTART")?.ok_or_else(|| Unreadable::new("an entry has no beginning"))?,
            ends: time("DTEND")?,
        })
    };
    calendar.all("VEVENT").map(entry).collect()
}

#[cfg(feature = "forms")]
fn ninjs(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let item = value(bytes)?;
    let body = |kind: &str| {
        let of_kind = |body: &&Value| body["contentType"] == kind;
        string(&item["bodies"].as_array().into_iter().flatten().find(of_kind).unwrap_or(&Value::Null)["value"])
    };
    let named = |role: &str| {
        let of_role = |id: &&Value| id["role"] == role;
        item["altIds"].as_array().into_iter().flatten().find(of_role).map(|id| string(&id["value"]))
    };
    let language = string(&item["language"]);
    let claims = Claims {
        identifier: item["uri"].as_str().map(|uri| identifier_of_item(uri, &language)),
        reference: named("reference"),
        edition: item["version"].as_str().and_then(|version| version.parse().ok()),
        content_hash: named("content-hash-sha256"),
        language: Some(language),
    };
    fragment(&body("text/html"), &string(&item["headlines"][0]["value"]), Some(&body("text/plain")), claims)
}

#[cfg(feature = "forms")]
fn presscorner(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let document = value(bytes)?;
    let of_language = &document["docuLanguageResource"];
    let claims = Claims {
        reference: document["refCd"].as_str().map(str::to_owned),
        language: of_language["language"].as_str().map(str::to_owned),
        ..Claims::default()
    };
    fragment(&string(&of_language["htmlContent"]), &string(&of_language["title"]), None, claims)
}

#[cfg(feature = "forms")]
fn newsml(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let item = Element::read(bytes)?;
    let own = |name: &str| item.attribute(name).map(str::to_owned);
    let language = own("xml:lang").unwrap_or_default();
    let claims = Claims {
        identifier: own("guid").map(|guid| identifier_of_item(&guid, &language)),
        reference: item.only("altId").ok().map(Element::text),
        edition: own("version").and_then(|version| version.parse().ok()),
        content_hash: item.only("hash").ok().map(Element::text).filter(|hash| is_hash(hash)),
        language: Some(language),
    };
    let mut body = FragmentText::read(&item.only("body")?.inner_html())?;
    let headline = body.headline.take().unwrap_or_default();
    fragment_text(&body, &headline, Some(&item.only("inlineData")?.text()), claims)
}

#[cfg(feature = "forms")]
fn atom(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let entry = Element::read(bytes)?;
    let content = entry.only("content")?;
    let language = content.attribute("xml:lang").unwrap_or_default().to_owned();
    let own = |name: &str| entry.only(name).ok().map(Element::text);
    let claims = Claims {
        edition: own("pressdoc:edition").and_then(|edition| edition.parse().ok()),
        content_hash: own("pressdoc:content-hash"),
        identifier: entry.only("id").ok().map(|id| identifier_of_item(&id.text(), &language)),
        language: Some(language),
        ..Claims::default()
    };
    fragment(&content.text(), &entry.only("title")?.text(), None, claims)
}

/// A piece of HTML with the field for its headline, and the same as plain text.
#[cfg(feature = "forms")]
fn fragment(html: &str, headline: &str, plain: Option<&str>, claims: Claims) -> Result<Reading, Unreadable> {
    fragment_text(&FragmentText::read(html)?, headline, plain, claims)
}

#[cfg(feature = "forms")]
fn fragment_text(
    html: &FragmentText,
    headline: &str,
    plain: Option<&str>,
    claims: Claims,
) -> Result<Reading, Unreadable> {
    let mut texts =
        vec![Spoken::all(html.words(headline)?), Spoken::part("mark of a draft", html.draft.as_str(), Says::Draft)];
    texts.extend(plain.map(|plain| Spoken::part("plain text", normalised(plain), Says::AllButHeadlineWithMarks)));
    let fault = html.faults.first().map(|fault| format!("holds no sound HTML: {}", fault.escape_debug()));
    let claims = vec![claims, Claims::of_closing(&html.fixity)];
    Ok(Reading { texts, claims, around: html.fixity.clone(), fault, ..Reading::default() })
}

#[cfg(feature = "forms")]
fn docx(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let word = WordText::read(bytes)?;
    let own = |name: &str| word.properties.get(name).cloned();
    let claims = Claims {
        identifier: own("identifier"),
        reference: own("reference"),
        language: own("language"),
        edition: own("edition").and_then(|edition| edition.parse().ok()),
        content_hash: own("content-hash"),
    };
    let texts = vec![
        Spoken { part: None, words: word.words, says: Says::AllButNotes },
        Spoken::part("footnotes", word.notes, Says::Notes),
    ];
    let breaks = word.breaks;
    Ok(Reading { texts, claims: vec![claims], around: word.furniture, breaks, ..Reading::default() })
}
