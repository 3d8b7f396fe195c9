//! What stands around the text: the letterhead, the running head, the foot of
//! every page.

use super::NAMESPACES;
use super::languages::runs;
use super::look::Look;
use super::package::{Part, Relationships};
use super::pictures::{mark, mark_in_line};
use super::styles::borders;
use super::xml::Xml;
use crate::model::sheet::Sheet;

const HEADER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
const FOOTER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";

/// Header of the first page, header of the others, footer; each with where it
/// leads.
///
/// # Errors
/// When one could not be written.
pub fn parts(sheet: &Sheet, look: &Look) -> std::io::Result<Vec<Part>> {
    let mut parts = Vec::new();
    let mut add = |name: &str, content_type, xml: Xml, relationships: Relationships| -> std::io::Result<()> {
        let path = format!("word/{name}.xml");
        parts.extend(relationships.into_part(&path)?);
        parts.push(Part { path, content_type, bytes: xml.finish()? });
        Ok(())
    };
    let furniture = Furniture { sheet, look, right_to_left: sheet.direction == "rtl" };
    let (xml, relationships) = if look.is_centred() { furniture.centred_letterhead() } else { furniture.letterhead() };
    add("header1", HEADER, xml, relationships)?;
    let (xml, relationships) = furniture.running_head();
    add("header2", HEADER, xml, relationships)?;
    add("footer1", FOOTER, furniture.footer(), Relationships::default())?;
    Ok(parts)
}

struct Furniture<'a> {
    sheet: &'a Sheet,
    look: &'a Look,
    right_to_left: bool,
}

impl Furniture<'_> {
    /// Mark in the margin, name at the edge of the text, address opposite.
    fn letterhead(&self) -> (Xml, Relationships) {
        let mut relationships = Relationships::default();
        let mut xml = Xml::document();
        let address = &self.look.style.address;
        let address = &address[..address.len().min(3)];
        let longest = address.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let right = ((longest as f64 * 0.56 * 160.0) as u32).clamp(400, self.look.column() / 2);
        let columns = [self.look.column() - right, right];
        xml.element("w:hdr", NAMESPACES, |xml| {
            self.draft(xml);
            xml.element("w:tbl", &[], |xml| {
                xml.element("w:tblPr", &[], |xml| {
                    if self.right_to_left {
                        xml.empty("w:bidiVisual", &[]);
                    }
                    xml.empty("w:tblW", &[("w:w", &self.look.column().to_string()), ("w:type", "dxa")]);
                    xml.empty("w:tblLayout", &[("w:type", "fixed")]);
                    xml.element("w:tblCellMar", &[], |xml| {
                        for side in ["w:left", "w:right"] {
                            xml.empty(side, &[("w:w", "0"), ("w:type", "dxa")]);
                        }
                    });
                });
                xml.element("w:tblGrid", &[], |xml| {
                    columns.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", &width.to_string())]));
                });
                xml.element("w:tr", &[], |xml| {
                    xml.element("w:trPr", &[], |xml| {
                        xml.empty("w:trHeight", &[("w:val", "737"), ("w:hRule", "atLeast")])
                    });
                    cell(xml, columns[0], |xml| {
                        self.paragraph(xml, "Letterhead", |xml| {
                            xml.element("w:r", &[], |xml| {
                                xml.element("w:drawing", &[], |xml| {
                                    mark(xml, &mut relationships, self.look, 13.0, self.right_to_left);
                                });
                            });
                            self.text(xml, &self.sheet.organisation);
                        });
                    });
                    cell(xml, columns[1], |xml| {
                        let none = [String::new()];
                        for line in if address.is_empty() { &none } else { address } {
                            self.paragraph(xml, "Header", |xml| self.text(xml, line));
                        }
                    });
                });
            });
            self.paragraph(xml, "Header", |_| {});
        });
        (xml, relationships)
    }

    /// Mark, name and address in the middle, a double rule below.
    fn centred_letterhead(&self) -> (Xml, Relationships) {
        let mut relationships = Relationships::default();
        let mut xml = Xml::document();
        let accent = self.look.colour("accent");
        xml.element("w:hdr", NAMESPACES, |xml| {
            self.draft(xml);
            self.centred(
                xml,
                "Header",
                |_| {},
                |xml| {
                    xml.element("w:r", &[], |xml| {
                        xml.element("w:drawing", &[], |xml| mark_in_line(xml, &mut relationships, self.look, 10.0));
                    });
                },
            );
            self.centred(xml, "Letterhead", |_| {}, |xml| self.text(xml, &self.sheet.organisation));
            let rule = |xml: &mut Xml| {
                xml.element("w:pBdr", &[], |xml| {
                    let border = [
                        ("w:val", "thickThinSmallGap"),
                        ("w:sz", "18"),
                        ("w:space", "4"),
                        ("w:color", accent.as_str()),
                    ];
                    xml.empty("w:bottom", &border);
                });
            };
            self.centred(xml, "Header", rule, |xml| self.text(xml, &self.look.style.address.join(", ")));
        });
        (xml, relationships)
    }

    fn centred(&self, xml: &mut Xml, style: &str, rule: impl FnOnce(&mut Xml), content: impl FnOnce(&mut Xml)) {
        self.aligned(xml, style, rule, Some("center"), content);
    }

    /// Whose notice it is, and its reference in the same corner.
    fn running_head(&self) -> (Xml, Relationships) {
        let mut relationships = Relationships::default();
        let mut xml = Xml::document();
        xml.element("w:hdr", NAMESPACES, |xml| {
            self.draft(xml);
            let is_centred = self.look.is_centred();
            let rule = |xml: &mut Xml| {
                if is_centred {
                    borders(xml, &[("bottom", 4, 4, "accent")], self.look);
                }
            };
            self.ruled(xml, "Header", rule, |xml| {
                if !is_centred {
                    let drawing = |xml: &mut Xml| mark(xml, &mut relationships, self.look, 6.0, self.right_to_left);
                    xml.element("w:r", &[], |xml| xml.element("w:drawing", &[], drawing));
                }
                self.text(xml, &self.sheet.masthead);
                tab(xml);
                self.text(xml, &self.sheet.reference);
            });
        });
        (xml, relationships)
    }

    /// Reference, page x of y, and the beginning of the content hash.
    fn footer(&self) -> Xml {
        let label = |key: &str| self.sheet.labels.get(key).map_or("", String::as_str);
        let mut xml = Xml::document();
        xml.element("w:ftr", NAMESPACES, |xml| {
            self.paragraph(xml, "Footer", |xml| {
                if !self.sheet.reference.is_empty() {
                    self.text(xml, &self.sheet.reference);
                    self.text(xml, "  ·  ");
                }
                let mut rest = label("page_of");
                while let Some((before, name, behind)) = next_field(rest) {
                    self.text(xml, before);
                    field(xml, name);
                    rest = behind;
                }
                self.text(xml, rest);
                tab(xml);
                self.text(xml, label("content_hash"));
                let hash: Vec<char> = self.sheet.content_hash.chars().take(16).collect();
                let groups: Vec<String> = hash.chunks(4).map(|group| group.iter().collect()).collect();
                run(xml, " ", false);
                xml.element("w:dir", &[("w:val", "ltr")], |xml| run(xml, &groups.join(" "), false));
            });
        });
        xml
    }

    fn draft(&self, xml: &mut Xml) {
        if self.sheet.draft {
            let label = self.sheet.labels.get("draft").map_or("DRAFT", String::as_str);
            self.paragraph(xml, "Draft", |xml| self.text(xml, label));
        }
    }

    fn paragraph(&self, xml: &mut Xml, style: &str, content: impl FnOnce(&mut Xml)) {
        self.ruled(xml, style, |_| {}, content);
    }

    fn ruled(&self, xml: &mut Xml, style: &str, rule: impl FnOnce(&mut Xml), content: impl FnOnce(&mut Xml)) {
        self.aligned(xml, style, rule, None, content);
    }

    /// A paragraph; its properties stand in the order of the schema.
    fn aligned(
        &self,
        xml: &mut Xml,
        style: &str,
        rule: impl FnOnce(&mut Xml),
        alignment: Option<&str>,
        content: impl FnOnce(&mut Xml),
    ) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", style);
                rule(xml);
                if self.right_to_left {
                    xml.empty("w:bidi", &[]);
                }
                if let Some(alignment) = alignment {
                    xml.value("w:jc", alignment);
                }
            });
            content(xml);
        });
    }

    fn text(&self, xml: &mut Xml, text: &str) {
        for (text, right_to_left) in runs(text, self.right_to_left) {
            run(xml, text, right_to_left);
        }
    }
}

/// What stands before the next field of a label, the field, and what is behind.
fn next_field(label: &str) -> Option<(&str, &'static str, &str)> {
    let fields = [("{page}", "PAGE"), ("{pages}", "NUMPAGES")];
    let found = fields.iter().filter_map(|(mark, name)| Some((label.find(mark)?, *mark, *name)));
    let (at, mark, name) = found.min_by_key(|(at, ..)| *at)?;
    Some((&label[..at], name, &label[at + mark.len()..]))
}

fn cell(xml: &mut Xml, width: u32, content: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            xml.value("w:vAlign", "center");
        });
        content(xml);
    });
}

fn run(xml: &mut Xml, text: &str, right_to_left: bool) {
    if text.is_empty() {
        return;
    }
    xml.element("w:r", &[], |xml| {
        if right_to_left {
            xml.element("w:rPr", &[], |xml| xml.empty("w:rtl", &[]));
        }
        xml.leaf("w:t", &[("xml:space", "preserve")], text);
    });
}

fn tab(xml: &mut Xml) {
    xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

/// A number that Word counts; until it has, it is one.
fn field(xml: &mut Xml, name: &str) {
    let mark = |xml: &mut Xml, kind: &str| {
        xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
    };
    mark(xml, "begin");
    xml.element("w:r", &[], |xml| xml.leaf("w:instrText", &[("xml:space", "preserve")], &format!(" {name} ")));
    mark(xml, "separate");
    run(xml, "1", false);
    mark(xml, "end");
}
