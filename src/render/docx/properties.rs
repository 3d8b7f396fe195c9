//! What the file says about itself: title, language, date; and what the front
//! matter of the notice said and its words do not, for the way back. Everything
//! here is public: it stands in the other forms too.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::look::Look;
use super::package::Part;
use super::xml::Xml;
use crate::model::sheet::Sheet;

/// The format of all sets of properties that a file makes for itself.
const CUSTOM: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// `docProps/core.xml`, `app.xml` and `custom.xml`.
///
/// # Errors
/// When one could not be written.
pub fn parts(sheet: &Sheet, look: &Look) -> std::io::Result<Vec<Part>> {
    Ok(vec![
        Part {
            path: "docProps/core.xml".to_owned(),
            content_type: "application/vnd.openxmlformats-package.core-properties+xml",
            bytes: core(sheet).finish()?,
        },
        Part {
            path: "docProps/app.xml".to_owned(),
            content_type: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            bytes: app(sheet).finish()?,
        },
        Part {
            path: "docProps/custom.xml".to_owned(),
            content_type: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            bytes: custom(sheet, look).finish()?,
        },
    ])
}

/// Dublin Core. The times are those of the notice.
fn core(sheet: &Sheet) -> Xml {
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let time = utc(sheet.issued.as_deref()).unwrap_or_else(|| format!("{}T00:00:00Z", sheet.date));
    let changed = utc(sheet.changed()).unwrap_or_else(|| time.clone());
    let mut xml = Xml::document();
    xml.element("cp:coreProperties", &namespaces, |xml| {
        xml.leaf("dc:title", &[], &sheet.headline_text);
        xml.leaf("dc:subject", &[], &sheet.kind);
        xml.leaf("dc:creator", &[], &sheet.organisation);
        xml.leaf("cp:keywords", &[], &sheet.reference);
        xml.leaf("dc:description", &[], &sheet.description);
        xml.leaf("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &time);
        xml.leaf("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &changed);
        xml.leaf("dc:language", &[], &sheet.language);
    });
    xml
}

/// A time of RFC 3339 in UTC, as Word writes it.
fn utc(time: Option<&str>) -> Option<String> {
    let time: Timestamp = time?.parse().ok()?;
    Some(time.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn app(sheet: &Sheet) -> Xml {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut xml = Xml::document();
    xml.element("Properties", &[("xmlns", namespace)], |xml| {
        xml.leaf("Application", &[], "pressdoc");
        xml.leaf("Company", &[], &sheet.organisation);
    });
    xml
}

/// The notice's own properties. `pressdoc` is the version of this list.
fn custom(sheet: &Sheet, look: &Look) -> Xml {
    let mut entries: Vec<(&str, String)> = vec![
        ("pressdoc", "1".to_owned()),
        ("identifier", sheet.identifier.clone()),
        ("reference", sheet.reference.clone()),
        ("language", sheet.language.clone()),
        ("house", look.style.code.clone()),
        ("zone", sheet.zone.clone()),
        ("edition", sheet.edition.to_string()),
        ("content-hash", sheet.content_hash.clone()),
    ];
    entries.extend(sheet.issued.clone().map(|time| ("issued", time)));
    entries.extend(sheet.embargo_until.clone().map(|time| ("embargo", time)));
    if !sheet.events.is_empty() {
        entries.push(("events", json(&sheet.events)));
    }
    let change = |change: &crate::model::sheet::SheetChange| (change.at.clone(), change.text.clone());
    if !sheet.corrections.is_empty() {
        entries.push(("corrections", json(&sheet.corrections.iter().map(change).collect::<Vec<_>>())));
    }
    if let Some(withdrawal) = &sheet.withdrawal {
        entries.push(("withdrawal", json(&change(withdrawal))));
    }
    let namespaces = [
        ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
        ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    ];
    let mut xml = Xml::document();
    xml.element("Properties", &namespaces, |xml| {
        // Numbers below 2 are the format's own.
        for (number, (name, value)) in (2..).zip(entries) {
            let pid = number.to_string();
            xml.element("property", &[("fmtid", CUSTOM), ("pid", &pid), ("name", name)], |xml| {
                xml.leaf("vt:lpwstr", &[], &value);
            });
        }
    });
    xml
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
