//! `styles.xml`: the house style as styles of Word, named after what they mean.
//! The reader of Word files knows our own by these names.

use super::languages::{is_right_to_left, tag};
use super::look::Look;
use super::xml::Xml;
use super::{WORD, package::Part};
use crate::model::sheet::Sheet;

/// A style for paragraphs. Lengths are twentieths of a point, sizes half points.
struct Style {
    id: &'static str,
    name: &'static str,
    based_on: &'static str,
    next: &'static str,
    size: Option<u32>,
    colour: Option<&'static str>,
    bold: bool,
    font: Font,
    before: Option<u32>,
    after: Option<u32>,
    line: Option<u32>,
    start: Option<u32>,
    hanging: Option<u32>,
    end: Option<u32>,
    keep_next: bool,
    keep_lines: bool,
    border: &'static [(&'static str, u32, u32, &'static str)],
    tab: bool,
    outline: Option<u8>,
    /// Among the styles that an officer chooses from.
    offered: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Font {
    Inherited,
    Body,
    Headings,
    Mono,
}

const NORMAL: Style = Style {
    id: "",
    name: "",
    based_on: "Normal",
    next: "",
    size: None,
    colour: None,
    bold: false,
    font: Font::Inherited,
    before: None,
    after: None,
    line: None,
    start: None,
    hanging: None,
    end: None,
    keep_next: false,
    keep_lines: false,
    border: &[],
    tab: false,
    outline: None,
    offered: false,
};

/// One step of a list.
pub const LIST_STEP: u32 = 320;
/// How far quotations stand in.
pub const QUOTE_STEP: u32 = 260;
/// Behind a paragraph: half a line.
pub const BETWEEN: u32 = 155;
/// A hairline above what begins anew: side, eighths of a point, distance, colour.
pub const HAIRLINE: (&str, u32, u32, &str) = ("top", 4, 12, "line");

const HEADING: Style = Style {
    next: "Normal",
    font: Font::Headings,
    bold: true,
    keep_next: true,
    keep_lines: true,
    offered: true,
    line: Some(290),
    after: Some(80),
    ..NORMAL
};

const STYLES: &[Style] = &[
    Style { id: "Normal", name: "Normal", based_on: "", offered: true, ..NORMAL },
    Style {
        id: "Masthead",
        name: "Masthead",
        next: "Dateline",
        font: Font::Headings,
        size: Some(19),
        bold: true,
        before: Some(560),
        after: Some(30),
        line: Some(260),
        tab: true,
        keep_next: true,
        ..NORMAL
    },
    Style {
        id: "Dateline",
        name: "Dateline",
        next: "Title",
        font: Font::Headings,
        size: Some(19),
        colour: Some("muted"),
        after: Some(0),
        line: Some(260),
        keep_next: true,
        ..NORMAL
    },
    Style {
        id: "Embargo",
        name: "Embargo",
        next: "Title",
        font: Font::Headings,
        bold: true,
        colour: Some("accent"),
        before: Some(310),
        after: Some(0),
        border: &[("top", 8, 5, "accent"), ("bottom", 8, 5, "accent")],
        keep_next: true,
        ..NORMAL
    },
    Style {
        id: "Correction",
        name: "Correction",
        next: "Title",
        font: Font::Headings,
        bold: true,
        before: Some(200),
        after: Some(0),
        border: &[("top", 8, 5, "accent"), ("bottom", 8, 5, "accent")],
        keep_next: true,
        ..NORMAL
    },
    Style {
        id: "Withdrawal",
        name: "Withdrawal",
        next: "Title",
        font: Font::Headings,
        bold: true,
        colour: Some("accent"),
        before: Some(200),
        after: Some(0),
        border: &[("top", 12, 5, "accent"), ("bottom", 12, 5, "accent")],
        keep_next: true,
        ..NORMAL
    },
    Style {
        id: "Title",
        name: "Title",
        size: Some(42),
        colour: Some("ink"),
        before: Some(465),
        after: Some(310),
        line: Some(530),
        ..HEADING
    },
    Style { id: "Heading1", name: "heading 1", size: Some(26), colour: Some("accent"), before: Some(245), outline: Some(0), line: Some(340), ..HEADING },
    Style { id: "Heading2", name: "heading 2", size: Some(23), colour: Some("ink"), before: Some(175), outline: Some(1), ..HEADING },
    Style { id: "Heading3", name: "heading 3", size: Some(22), colour: Some("ink"), before: Some(90), outline: Some(2), ..HEADING },
    Style { id: "Heading4", name: "heading 4", size: Some(22), colour: Some("muted"), before: Some(90), outline: Some(3), ..HEADING },
    Style { id: "Heading5", name: "heading 5", size: Some(21), colour: Some("muted"), before: Some(90), outline: Some(4), ..HEADING },
    Style { id: "ListBullet", name: "List Bullet", after: Some(50), offered: true, ..NORMAL },
    Style { id: "ListNumber", name: "List Number", after: Some(50), offered: true, ..NORMAL },
    Style { id: "ListContinue", name: "List Continue", after: Some(50), start: Some(LIST_STEP), offered: true, ..NORMAL },
    Style {
        id: "Quote",
        name: "Quote",
        start: Some(QUOTE_STEP),
        border: &[("left", 8, 12, "line")],
        offered: true,
        ..NORMAL
    },
    Style {
        id: "QuoteAttribution",
        name: "Quote Attribution",
        based_on: "Quote",
        next: "Normal",
        size: Some(20),
        colour: Some("muted"),
        offered: true,
        ..NORMAL
    },
    Style { id: "Figure", name: "Figure", next: "Caption", before: Some(155), after: Some(100), line: Some(240), keep_next: true, ..NORMAL },
    Style { id: "Caption", name: "caption", next: "Normal", size: Some(18), colour: Some("muted"), after: Some(310), line: Some(252), keep_lines: true, offered: true, ..NORMAL },
    Style { id: "Preformatted", name: "HTML Preformatted", font: Font::Mono, size: Some(19), line: Some(270), offered: true, ..NORMAL },
    Style { id: "Separator", name: "Separator", next: "Normal", before: Some(310), after: Some(310), line: Some(60), end: Some(5500), border: &[("bottom", 4, 1, "line")], ..NORMAL },
    Style { id: "TableText", name: "Table Text", size: Some(19), after: Some(0), line: Some(250), ..NORMAL },
    Style { id: "TableGap", name: "Table Gap", next: "Normal", size: Some(8), after: Some(0), line: Some(310), ..NORMAL },
    Style { id: "ContactName", name: "Contact Name", next: "ContactOrganisation", size: Some(21), bold: true, before: Some(155), after: Some(0), line: Some(290), keep_lines: true, ..NORMAL },
    Style { id: "ContactOrganisation", name: "Contact Organisation", next: "ContactAddress", size: Some(21), colour: Some("muted"), after: Some(0), line: Some(290), keep_lines: true, ..NORMAL },
    Style { id: "ContactAddress", name: "Contact Address", size: Some(21), after: Some(0), line: Some(290), keep_lines: true, ..NORMAL },
    Style { id: "ContactLine", name: "Contact Line", next: "Normal", size: Some(19), colour: Some("muted"), line: Some(280), ..NORMAL },
    Style { id: "TOCHeading", name: "TOC Heading", next: "Normal", size: Some(26), colour: Some("accent"), before: Some(245), line: Some(340), ..HEADING },
    Style { id: "TOC1", name: "toc 1", size: Some(20), after: Some(0), before: Some(0), line: Some(290), border: &[("bottom", 4, 3, "line"), ("between", 4, 3, "line")], ..NORMAL },
    Style { id: "EndMark", name: "End Mark", before: Some(310), after: Some(0), ..NORMAL },
    Style { id: "FootnoteText", name: "footnote text", size: Some(19), after: Some(60), line: Some(260), start: Some(LIST_STEP), hanging: Some(LIST_STEP), ..NORMAL },
    Style { id: "Header", name: "header", size: Some(16), colour: Some("muted"), after: Some(0), line: Some(220), tab: true, ..NORMAL },
    Style { id: "Letterhead", name: "Letterhead", based_on: "Header", font: Font::Headings, size: Some(28), bold: true, colour: Some("accent"), line: Some(360), ..NORMAL },
    Style { id: "Draft", name: "Draft", based_on: "Header", font: Font::Headings, size: Some(36), bold: true, colour: Some("accent"), line: Some(440), ..NORMAL },
    Style { id: "Footer", name: "footer", size: Some(16), colour: Some("muted"), after: Some(0), line: Some(220), tab: true, border: &[("top", 4, 7, "line")], ..NORMAL },
];

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
                    let quiet = Style { font: Font::Body, colour: Some("ink"), ..*style };
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
pub fn borders(xml: &mut Xml, borders: &[(&str, u32, u32, &str)], look: &Look) {
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
