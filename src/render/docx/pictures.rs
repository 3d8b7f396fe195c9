//! Pictures: the file in the package, a drawing in the text (DrawingML).

use super::inlines::Line;
use super::look::{EMU, Look, twips};
use super::package::{Part, Relationships};
use super::setter::{Paragraph, Setter};
use super::xml::{Attributes, Xml};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// What programs that know no SVG show instead of the mark: a single point that
/// cannot be seen.
const POINT: &[u8] = include_bytes!("point.png");

/// A picture in a drawing.
struct Drawing<'a> {
    id: u32,
    name: String,
    alternative_text: &'a str,
    width: u64,
    height: u64,
    picture: &'a str,
    /// The same as SVG.
    vector: Option<&'a str>,
}

impl Setter<'_> {
    /// A figure in a paragraph of its own: 96 pixels an inch, never wider than
    /// the text nor higher than 45 % of the page.
    pub fn figure(&mut self, index: usize, alternative_text: &str, start: Option<u32>, has_caption: bool) {
        let Some(picture) = self.sheet.pictures.get(index) else { return };
        let (wide, high) = (f64::from(picture.width.max(1)) * 15.0, f64::from(picture.height.max(1)) * 15.0);
        let column = f64::from(self.look.column().saturating_sub(start.unwrap_or(0)).max(1000));
        let scale = 1_f64.min(column / wide).min(0.45 * f64::from(self.look.height) / high);
        let emu = |twips: f64| ((twips * scale) as u64).max(1) * EMU;
        let name = format!("picture-{}.{}", index + 1, picture.format);
        let path = format!("word/media/{name}");
        if !self.media.iter().any(|part| part.path == path) {
            self.media.push(Part { path, content_type: "", bytes: picture.bytes.to_vec() });
        }
        let id = self.relationships.part("image", &format!("media/{name}"));
        self.drawings += 1;
        let drawing = Drawing {
            id: self.drawings,
            name,
            alternative_text,
            width: emu(wide),
            height: emu(high),
            picture: &id,
            vector: None,
        };
        let paragraph = Paragraph { start, keep_next: (!has_caption).then_some(false), ..Paragraph::styled("Figure") };
        self.paragraph_with(paragraph, |setter| {
            setter.xml.element("w:r", &[], |xml| xml.element("w:drawing", &[], |xml| inline(xml, &drawing)));
            setter.line(&Line::default());
        });
    }
}

fn inline(xml: &mut Xml, drawing: &Drawing<'_>) {
    let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    xml.element("wp:inline", &none, |xml| {
        xml.empty("wp:extent", &[("cx", &drawing.width.to_string()), ("cy", &drawing.height.to_string())]);
        drawing.properties(xml);
        drawing.graphic(xml);
    });
}

/// The mark of the house, in the margin before the header's words; a
/// decoration, which nobody is read aloud. `height` in millimetres.
pub fn mark(xml: &mut Xml, relationships: &mut Relationships, look: &Look, height: f64, right_to_left: bool) {
    let ways = MarkWays::new(relationships);
    let drawing = ways.drawing(look, height);
    let (wide, high) = (drawing.width, drawing.height);
    let away = u64::from(twips(20.0)) * EMU;
    let [start, ..] = look.margins();
    let across = if right_to_left {
        u64::from(look.width - start) * EMU + away.saturating_sub(wide)
    } else {
        (u64::from(start) * EMU).saturating_sub(away)
    };
    let attributes = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
        ("simplePos", "0"),
        ("relativeHeight", "1"),
        ("behindDoc", "1"),
        ("locked", "0"),
        ("layoutInCell", "1"),
        ("allowOverlap", "1"),
    ];
    xml.element("wp:anchor", &attributes, |xml| {
        xml.empty("wp:simplePos", &[("x", "0"), ("y", "0")]);
        let offset = |xml: &mut Xml, name: &str, offset: u64| {
            xml.element(name, &[("relativeFrom", "page")], |xml| xml.leaf("wp:posOffset", &[], &offset.to_string()));
        };
        offset(xml, "wp:positionH", across);
        offset(xml, "wp:positionV", u64::from(twips(14.0)) * EMU);
        xml.empty("wp:extent", &[("cx", &wide.to_string()), ("cy", &high.to_string())]);
        xml.empty("wp:wrapNone", &[]);
        drawing.properties(xml);
        drawing.graphic(xml);
    });
}

/// The same mark in a line of the header.
pub fn mark_in_line(xml: &mut Xml, relationships: &mut Relationships, look: &Look, height: f64) {
    inline(xml, &MarkWays::new(relationships).drawing(look, height));
}

/// The ways to the files of the mark.
struct MarkWays {
    picture: String,
    vector: String,
}

impl MarkWays {
    fn new(relationships: &mut Relationships) -> Self {
        Self {
            picture: relationships.part("image", "media/point.png"),
            vector: relationships.part("image", "media/mark.svg"),
        }
    }

    fn drawing(&self, look: &Look, height: f64) -> Drawing<'_> {
        let high = u64::from(twips(height)) * EMU;
        Drawing {
            id: 1,
            name: "mark.svg".to_owned(),
            alternative_text: "",
            width: ((high as f64 * look.logo_shape) as u64).max(1),
            height: high,
            picture: &self.picture,
            vector: Some(&self.vector),
        }
    }
}

/// The files of the mark.
pub fn mark_parts(look: &Look) -> [Part; 2] {
    [
        Part { path: "word/media/mark.svg".to_owned(), content_type: "", bytes: look.logo.clone() },
        Part { path: "word/media/point.png".to_owned(), content_type: "", bytes: POINT.to_vec() },
    ]
}

impl Drawing<'_> {
    fn properties(&self, xml: &mut Xml) {
        let id = self.id.to_string();
        let attributes = [("id", id.as_str()), ("name", &self.name), ("descr", self.alternative_text)];
        if self.vector.is_none() {
            xml.empty("wp:docPr", &attributes);
        } else {
            xml.element("wp:docPr", &attributes, |xml| {
                extension(xml, "{C183D7F6-B498-43B3-948B-1728B52AA6E4}", |xml| {
                    let namespace = "http://schemas.microsoft.com/office/drawing/2017/decorative";
                    xml.empty("adec:decorative", &[("xmlns:adec", namespace), ("val", "1")]);
                });
            });
        }
        xml.element("wp:cNvGraphicFramePr", &[], |xml| {
            xml.empty("a:graphicFrameLocks", &[("xmlns:a", DRAWING), ("noChangeAspect", "1")]);
        });
    }

    fn graphic(&self, xml: &mut Xml) {
        xml.element("a:graphic", &[("xmlns:a", DRAWING)], |xml| {
            xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
                    xml.element("pic:nvPicPr", &[], |xml| {
                        let id = self.id.to_string();
                        let attributes = [("id", id.as_str()), ("name", &self.name), ("descr", self.alternative_text)];
                        xml.empty("pic:cNvPr", &attributes);
                        xml.empty("pic:cNvPicPr", &[]);
                    });
                    xml.element("pic:blipFill", &[], |xml| {
                        self.blip(xml);
                        xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                    });
                    xml.element("pic:spPr", &[], |xml| {
                        xml.element("a:xfrm", &[], |xml| {
                            xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                            xml.empty("a:ext", &[("cx", &self.width.to_string()), ("cy", &self.height.to_string())]);
                        });
                        xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
                    });
                });
            });
        });
    }

    fn blip(&self, xml: &mut Xml) {
        let attributes: Attributes<'_> = &[("r:embed", self.picture)];
        let Some(vector) = self.vector else { return xml.empty("a:blip", attributes) };
        xml.element("a:blip", attributes, |xml| {
            extension(xml, "{96DAC541-7B7A-43D3-8B79-37D633B846F1}", |xml| {
                let namespace = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
                xml.empty("asvg:svgBlip", &[("xmlns:asvg", namespace), ("r:embed", vector)]);
            });
        });
    }
}

/// What later versions of Word know, and others pass over.
fn extension(xml: &mut Xml, uri: &str, content: impl FnOnce(&mut Xml)) {
    xml.element("a:extLst", &[("xmlns:a", DRAWING)], |xml| xml.element("a:ext", &[("uri", uri)], content));
}
