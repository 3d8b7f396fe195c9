//! Pictures, text boxes, diagrams.

use std::sync::Arc;

use super::Reader;
use super::line::{Content, Line, Look, Piece};
use super::tree::Element;
use crate::model::picture::Picture;
use crate::model::sheet::SheetBlock;

impl Reader<'_, '_> {
    /// A drawing of DrawingML.
    pub fn drawing(&mut self, drawing: &Element, is_hidden: bool, line: &mut Line) {
        let mut blocks = Vec::new();
        for frame in drawing.elements() {
            let properties = frame.child("docPr");
            let is_decoration =
                properties.and_then(|own| own.find("decorative")).is_some_and(|own| own.value() == Some("1"));
            let described = properties.and_then(|own| own.attribute("descr").filter(|text| !text.trim().is_empty()));
            let title = properties.and_then(|own| own.attribute("title"));
            let described = described.or(title).unwrap_or_default().to_owned();
            let mut pictures = Vec::new();
            frame.all("pic", &mut pictures);
            for picture in &pictures {
                let own = picture.find("cNvPr").and_then(|own| own.attribute("descr")).unwrap_or_default();
                let alone = pictures.len() == 1 || own.trim().is_empty();
                let text = if alone && !described.is_empty() { described.clone() } else { own.to_owned() };
                let blip = picture.find("blip");
                let id = blip.and_then(|blip| blip.attribute("embed").or_else(|| blip.attribute("link")));
                if is_decoration || is_hidden {
                    self.doubt("decoration", "a picture that its file calls a decoration is left out", &text);
                } else if let Some(id) = id.map(str::to_owned) {
                    blocks.extend(self.picture(&id, &text));
                }
            }
            self.boxes(frame, &mut blocks);
            let kind = frame.find("graphicData").and_then(|data| data.attribute("uri")).unwrap_or_default();
            if kind.ends_with("/chart") || kind.ends_with("/diagram") || kind.ends_with("/chartex") {
                let message = "a chart or diagram cannot be taken over: save it as a picture";
                self.doubt("diagram", message, &described);
                self.keep(&described);
            }
        }
        hang(blocks, line);
    }

    /// A drawing of VML, or an object of another program.
    pub fn old_drawing(&mut self, drawing: &Element, line: &mut Line) {
        let mut blocks = Vec::new();
        let mut images = Vec::new();
        drawing.all("imagedata", &mut images);
        let shape =
            |name: &str| drawing.find("shape").or_else(|| drawing.find("rect")).and_then(|shape| shape.attribute(name));
        let text = shape("alt").unwrap_or_default().to_owned();
        for id in images.into_iter().filter_map(|image| image.attribute("id")) {
            blocks.extend(self.picture(id, &text));
        }
        if let Some(words) = drawing.find("textpath").and_then(|path| path.attribute("string")) {
            self.doubt("word-art", "words that are drawn, such as a watermark, are kept at the end", words);
            self.keep(words);
        }
        if drawing.find("OLEObject").is_some() {
            self.doubt("embedded", "an object of another program cannot be taken over", &text);
        }
        self.boxes(drawing, &mut blocks);
        hang(blocks, line);
    }

    /// The text of the boxes in a drawing.
    fn boxes(&mut self, drawing: &Element, blocks: &mut Vec<SheetBlock>) {
        let mut boxes = Vec::new();
        drawing.all("txbxContent", &mut boxes);
        for content in boxes {
            let words = self.text_below(content);
            if words.is_empty() {
                continue;
            }
            self.doubt(
                "text-box",
                "a text box stood beside the text; it follows the paragraph that it hung on",
                &words,
            );
            blocks.extend(self.blocks(content));
        }
    }

    /// The figure of a picture in the package.
    fn picture(&mut self, id: &str, alternative_text: &str) -> Option<SheetBlock> {
        let relationship = self.leads_to.get(id)?.clone();
        if relationship.external {
            let message = "a picture lies outside the file, and is not here: put it beside the notice";
            self.doubt("missing-picture", message, &relationship.target);
            return None;
        }
        let bytes = match self.package.part(&relationship.target) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                self.doubt("missing-picture", "a picture is missing in the file", &relationship.target);
                return None;
            }
            Err(fault) => {
                self.broken.get_or_insert(fault);
                return None;
            }
        };
        let text = super::one_line(alternative_text);
        let picture = Picture::new(bytes.clone());
        if picture.is_none() {
            let message = "a picture is in a format that not every form can show: save it as PNG or JPEG";
            self.doubt("picture-format", message, &relationship.target);
        }
        if text.is_empty() {
            let message = "a picture has no alternative text: write what it shows";
            self.doubt("missing-alternative-text", message, &relationship.target);
        } else if MACHINES.iter().any(|words| text.to_lowercase().contains(words)) {
            self.doubt("alternative-text", "the alternative text was written by a program: check it", &text);
        }
        let (format, width, height) =
            picture.map_or(("png", 0, 0), |picture| (picture.format, picture.width, picture.height));
        let index = self.draft.picture(&relationship.target, Some(Arc::from(bytes)));
        Some(SheetBlock::Figure { index, format, width, height, alternative_text: text, caption: Vec::new() })
    }
}

/// How Word ends alternative texts of its own.
const MACHINES: [&str; 4] = [
    "description automatically generated",
    "ai-generated content may be incorrect",
    "automatisch generierte beschreibung",
    "description générée automatiquement",
];

fn hang(blocks: Vec<SheetBlock>, line: &mut Line) {
    if !blocks.is_empty() {
        line.push(Piece { look: Look::default(), target: None, content: Content::Blocks(blocks) });
    }
}
