//! `settings.xml` and `fontTable.xml`.

use std::collections::BTreeSet;

use super::WORD;
use super::languages::tag;
use super::look::Look;
use super::package::Part;
use super::xml::Xml;
use crate::model::sheet::Sheet;

/// Both parts.
///
/// # Errors
/// When one could not be written.
pub fn parts(sheet: &Sheet, look: &Look) -> std::io::Result<[Part; 2]> {
    Ok([
        Part {
            path: "word/settings.xml".to_owned(),
            content_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
            bytes: settings(sheet).finish()?,
        },
        Part {
            path: "word/fontTable.xml".to_owned(),
            content_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml",
            bytes: fonts(look).finish()?,
        },
    ])
}

/// No hyphenation, as in the other forms; the layout of Word 2013 and later.
fn settings(sheet: &Sheet) -> Xml {
    let mut xml = Xml::document();
    xml.element("w:settings", &[("xmlns:w", WORD)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.value("w:defaultTabStop", "320");
        xml.value("w:autoHyphenation", "0");
        xml.value("w:characterSpacingControl", "doNotCompress");
        if sheet.sections.iter().flat_map(|section| &section.blocks).any(is_notes) {
            xml.element("w:footnotePr", &[], |xml| {
                xml.empty("w:footnote", &[("w:id", "-1")]);
                xml.empty("w:footnote", &[("w:id", "0")]);
            });
        }
        xml.element("w:compat", &[], |xml| {
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            );
        });
        xml.empty("w:themeFontLang", &[("w:val", tag(&sheet.language))]);
        xml.value("w:decimalSymbol", ".");
        xml.value("w:listSeparator", ",");
    });
    xml
}

fn is_notes(block: &crate::model::sheet::SheetBlock) -> bool {
    matches!(block, crate::model::sheet::SheetBlock::Notes { .. })
}

/// The fonts of the house style, and what comes closest where they are not
/// installed.
fn fonts(look: &Look) -> Xml {
    let families = &look.style.fonts;
    let names: BTreeSet<&str> = [&families.body, &families.headings, &families.mono]
        .into_iter()
        .chain(&families.right_to_left)
        .map(String::as_str)
        .collect();
    let mut xml = Xml::document();
    xml.element("w:fonts", &[("xmlns:w", WORD)], |xml| {
        for name in names {
            let (instead, family, pitch) = if name == families.mono {
                ("Consolas", "modern", "fixed")
            } else if name.contains("Serif") {
                ("Georgia", "roman", "variable")
            } else if families.right_to_left.as_deref() == Some(name) {
                ("Arial", "swiss", "variable")
            } else {
                ("Segoe UI", "swiss", "variable")
            };
            xml.element("w:font", &[("w:name", name)], |xml| {
                xml.value("w:altName", instead);
                xml.value("w:family", family);
                xml.value("w:pitch", pitch);
            });
        }
    });
    xml
}
