//! `styles.xml`: the house style as styles of Word, named after what they mean.
//! The reader of Word files knows our own by these names.

use super::languages::{is_right_to_left, tag};
use super::look::Look;
use super::style_list::{BETWEEN, Border, Font, STYLES, Style};
use super::xml::Xml;
use super::{WORD, package::Part};
use crate::model::sheet::Sheet;

/// The part, for notices of one language and house style.
///
/// # Errors
/// When it could not be written.
pub fn part(sheet: &Sheet, look: &Look) -> std::io::Result<Part> {
    let mut xml = Xml::document();
    xml.element("w:styles", &[("xmlns:w", WORD)], |xml| {
        defaults(xml, sheet, look);
        for style in STYLES {
            match style.id {
                // The name in the middle is in the face and colour of the text.
                "Letterhead" if look.is_centred() => {
                    let quiet = style.dressed(Font::Body, "ink");
                    paragraph_style(xml, &quiet, look);
                }
                _ => paragraph_style(xml, style, look),
            }
        }
        character_styles(xml, look);
        table_styles(xml, look);
    });
    Ok(Part {
        path: "word/styles.xml".to_owned(),
        content_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
        bytes: xml.finish()?,
    })
}

fn fonts(xml: &mut Xml, family: &str, right_to_left: &str) {
    let fonts = [("w:ascii", family), ("w:hAnsi", family), ("w:eastAsia", family), ("w:cs", right_to_left)];
    xml.empty("w:rFonts", &fonts);
}

fn size(xml: &mut Xml, half_points: u32) {
    let size = half_points.to_string();
    xml.value("w:sz", &size);
    xml.value("w:szCs", &size);
}

fn defaults(xml: &mut Xml, sheet: &Sheet, look: &Look) {
    let fonts_of = &look.style.fonts;
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                fonts(xml, &fonts_of.body, fonts_of.right_to_left.as_ref().unwrap_or(&fonts_of.body));
                xml.value("w:color", &look.colour("ink"));
                size(xml, 22);
                let own = tag(&sheet.language);
                let right_to_left = if is_right_to_left(&sheet.language) { own } else { "ar-SA" };
                let language = if is_right_to_left(&sheet.language) { "en-GB" } else { own };
                xml.empty("w:lang", &[("w:val", language), ("w:eastAsia", language), ("w:bidi", right_to_left)]);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                let after = BETWEEN.to_string();
                xml.empty("w:spacing", &[("w:after", &after), ("w:line", "310"), ("w:lineRule", "atLeast")]);
            });
        });
    });
}

fn paragraph_style(xml: &mut Xml, style: &Style, look: &Look) {
    let mut attributes = vec![("w:type", "paragraph")];
    if style.id == "Normal" {
        attributes.push(("w:default", "1"));
    }
    if !is_built_in(style.name) {
        attributes.push(("w:customStyle", "1"));
    }
    attributes.push(("w:styleId", style.id));
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", style.name);
        if !style.based_on.is_empty() {
            xml.value("w:basedOn", style.based_on);
        }
        if !style.next.is_empty() {
            xml.value("w:next", style.next);
        }
        if style.offered {
            xml.empty("w:qFormat", &[]);
        }
        xml.element("w:pPr", &[], |xml| paragraph_properties(xml, style, look));
        xml.element("w:rPr", &[], |xml| run_properties(xml, style, look));
    });
}

fn paragraph_properties(xml: &mut Xml, style: &Style, look: &Look) {
    if style.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    if style.keep_lines {
        xml.empty("w:keepLines", &[]);
    }
    borders(xml, style.border, look);
    if style.tab {
        let end = look.column().to_string();
        xml.element("w:tabs", &[], |xml| xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &end)]));
    }
    // Addresses are longer than lines, but no word is cut that has a space beside it.
    xml.value("w:suppressAutoHyphens", "1");
    let (before, after, line) =
        (style.before.map(|n| n.to_string()), style.after.map(|n| n.to_string()), style.line.map(|n| n.to_string()));
    let mut spacing = Vec::new();
    spacing.extend(before.as_deref().map(|before| ("w:before", before)));
    spacing.extend(after.as_deref().map(|after| ("w:after", after)));
    spacing.extend(line.as_deref().map(|line| ("w:line", line)));
    spacing.extend(line.as_deref().map(|_| ("w:lineRule", "atLeast")));
    if !spacing.is_empty() {
        xml.empty("w:spacing", &spacing);
    }
    let (start, end, hanging) =
        (style.start.map(|n| n.to_string()), style.end.map(|n| n.to_string()), style.hanging.map(|n| n.to_string()));
    let mut indent = Vec::new();
    indent.extend(start.as_deref().map(|start| ("w:left", start)));
    indent.extend(end.as_deref().map(|end| ("w:right", end)));
    indent.extend(hanging.as_deref().map(|hanging| ("w:hanging", hanging)));
    if !indent.is_empty() {
        xml.empty("w:ind", &indent);
    }
    if let Some(level) = style.outline {
        xml.value("w:outlineLvl", &level.to_string());
    }
}

/// Lines around a paragraph.
pub fn borders(xml: &mut Xml, borders: &[Border], look: &Look) {
    if borders.is_empty() {
        return;
    }
    xml.element("w:pBdr", &[], |xml| {
        for (side, width, space, colour) in borders {
            let (width, space, colour) = (width.to_string(), space.to_string(), look.colour(colour));
            let name = format!("w:{side}");
            xml.empty(&name, &[("w:val", "single"), ("w:sz", &width), ("w:space", &space), ("w:color", &colour)]);
        }
    });
}

fn run_properties(xml: &mut Xml, style: &Style, look: &Look) {
    let families = &look.style.fonts;
    let right_to_left = |family| families.right_to_left.as_deref().unwrap_or(family);
    match style.font {
        Font::Inherited => {}
        Font::Body => fonts(xml, &families.body, right_to_left(&families.body)),
        Font::Headings => fonts(xml, &families.headings, right_to_left(&families.headings)),
        Font::Mono => fonts(xml, &families.mono, &families.mono),
    }
    if style.bold {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    }
    if let Some(colour) = style.colour {
        xml.value("w:color", &look.colour(colour));
    }
    if let Some(half_points) = style.size {
        size(xml, half_points);
    }
}

fn character_styles(xml: &mut Xml, look: &Look) {
    let mut style = |id: &str, name: &str, properties: &dyn Fn(&mut Xml)| {
        let mut attributes = vec![("w:type", "character")];
        if id == "DefaultParagraphFont" {
            attributes.push(("w:default", "1"));
        }
        if !is_built_in(name) {
            attributes.push(("w:customStyle", "1"));
        }
        attributes.push(("w:styleId", id));
        xml.element("w:style", &attributes, |xml| {
            xml.value("w:name", name);
            xml.element("w:rPr", &[], properties);
        });
    };
    style("DefaultParagraphFont", "Default Paragraph Font", &|_| {});
    style("Reference", "Reference", &|xml| {
        xml.value("w:b", "0");
        xml.value("w:bCs", "0");
    });
    style("Hyperlink", "Hyperlink", &|xml| {
        xml.value("w:color", &look.colour("accent"));
        xml.value("w:u", "single");
    });
    style("Code", "HTML Code", &|xml| fonts(xml, &look.style.fonts.mono, &look.style.fonts.mono));
    style("ContactLabel", "Contact Label", &|xml| xml.value("w:color", &look.colour("muted")));
    style("FootnoteReference", "footnote reference", &|xml| xml.value("w:vertAlign", "superscript"));
}

fn table_styles(xml: &mut Xml, look: &Look) {
    let attributes = [("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")];
    let no_margins = |xml: &mut Xml| {
        xml.element("w:tblCellMar", &[], |xml| {
            for side in ["w:top", "w:left", "w:bottom", "w:right"] {
                let width = if side == "w:left" || side == "w:right" { "108" } else { "0" };
                xml.empty(side, &[("w:w", width), ("w:type", "dxa")]);
            }
        });
    };
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", "Normal Table");
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            no_margins(xml);
        });
    });
    let attributes = [("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "NoticeTable")];
    let (line, ink) = (look.colour("line"), look.colour("ink"));
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", "Notice Table");
        xml.value("w:basedOn", "TableNormal");
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                for side in ["w:bottom", "w:insideH"] {
                    let border = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", line.as_str())];
                    xml.empty(side, &border);
                }
            });
            xml.element("w:tblCellMar", &[], |xml| {
                for (side, width) in [("w:top", "90"), ("w:left", "0"), ("w:bottom", "90"), ("w:right", "200")] {
                    xml.empty(side, &[("w:w", width), ("w:type", "dxa")]);
                }
            });
        });
        xml.element("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
            xml.element("w:rPr", &[], |xml| {
                xml.empty("w:b", &[]);
                xml.empty("w:bCs", &[]);
            });
            xml.element("w:tcPr", &[], |xml| {
                xml.element("w:tcBorders", &[], |xml| {
                    let border = [("w:val", "single"), ("w:sz", "8"), ("w:space", "0"), ("w:color", ink.as_str())];
                    xml.empty("w:bottom", &border);
                });
            });
        });
    });
}

/// Whether Word has a style of this name itself.
fn is_built_in(name: &str) -> bool {
    name.starts_with(char::is_lowercase)
        || name.starts_with("List ")
        || name.starts_with("HTML ")
        || matches!(name, "Normal" | "Title" | "Quote" | "TOC Heading" | "Hyperlink" | "Default Paragraph Font")
}
