//! One page being drawn, and the file made of all pages. The only user of
//! `printpdf`.

use printpdf::{
    Codepoint, Color, FontId, Line, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem, TextMatrix,
};
use sha2::{Digest as _, Sha256};

use super::faces::{FaceId, Faces};
use super::{Proof, bidi};

/// A colour: red, green, blue from 0 to 1.
pub type Colour = [f32; 3];

/// How a piece of text looks.
#[derive(Clone, Copy)]
pub struct Ink {
    /// The face; a character that it lacks is borrowed.
    pub face: FaceId,
    /// Its size in points.
    pub size: f32,
    /// Its colour.
    pub colour: Colour,
}

/// A page. Places are in points, from the upper left corner.
pub struct Canvas {
    width: f32,
    height: f32,
    ops: Vec<Op>,
}

impl Canvas {
    /// An empty page.
    pub fn new(width: f32, height: f32) -> Self {
        Self { width, height, ops: Vec::new() }
    }

    /// One line of text with its base line at `y`; gives back where it ends.
    pub fn text(&mut self, x: f32, y: f32, text: &str, ink: Ink, faces: &Faces) -> f32 {
        self.turned(x, y, 0.0, text, ink, faces)
    }

    /// A line of text that rises by `angle` (radians).
    pub fn turned(&mut self, x: f32, y: f32, angle: f32, text: &str, ink: Ink, faces: &Faces) -> f32 {
        if bidi::has_words_to_the_left(text) {
            let line = bidi::set(text, ink.face, ink.size, faces);
            self.line_of_glyphs(x, y, &line, ink);
            return x + line.width;
        }
        let (sin, cos) = angle.sin_cos();
        let place = TextMatrix::Raw([cos, sin, -sin, cos, x, self.height - y]);
        self.ops.extend([Op::StartTextSection, Op::SetFillColor { col: colour(ink.colour) }]);
        self.ops.push(Op::SetTextMatrix { matrix: place });
        let (mut end, mut run, mut face) = (x, String::new(), ink.face);
        for character in text.chars() {
            let wanted = faces.face_for(ink.face, character).unwrap_or(ink.face);
            if wanted != face {
                self.show(std::mem::take(&mut run), face, ink.size);
                face = wanted;
            }
            end += faces.advance(face, character) * ink.size;
            run.push(character);
        }
        self.show(run, face, ink.size);
        self.ops.push(Op::EndTextSection);
        end
    }

    /// A line that is set already.
    pub fn line_of_glyphs(&mut self, x: f32, y: f32, line: &bidi::Line, ink: Ink) {
        for piece in &line.pieces {
            let place = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x + piece.x, self.height - y]);
            self.ops.extend([Op::StartTextSection, Op::SetFillColor { col: colour(ink.colour) }]);
            self.ops.push(Op::SetTextMatrix { matrix: place });
            let font = PdfFontHandle::External(font_id(piece.face));
            self.ops.push(Op::SetFont { font, size: Pt(ink.size) });
            let glyph =
                |glyph: &bidi::Glyph| Codepoint { gid: glyph.id, offset: 0.0, cid: Some(glyph.character.to_string()) };
            let items = vec![TextItem::GlyphIds(piece.glyphs.iter().map(glyph).collect())];
            self.ops.extend([Op::ShowText { items }, Op::EndTextSection]);
        }
    }

    fn show(&mut self, run: String, face: FaceId, size: f32) {
        if !run.is_empty() {
            let font = PdfFontHandle::External(font_id(face));
            self.ops.push(Op::SetFont { font, size: Pt(size) });
            self.ops.push(Op::ShowText { items: vec![TextItem::Text(run)] });
        }
    }

    /// A line through `points`.
    pub fn line(&mut self, points: &[(f32, f32)], thickness: f32, tone: Colour) {
        let at = |&(x, y): &(f32, f32)| LinePoint { p: Point { x: Pt(x), y: Pt(self.height - y) }, bezier: false };
        let line = Line { points: points.iter().map(at).collect(), is_closed: false };
        self.ops.push(Op::SetOutlineColor { col: colour(tone) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(thickness) });
        self.ops.push(Op::DrawLine { line });
    }

    /// An empty box with its upper left corner at `x`, `y`.
    pub fn frame(&mut self, x: f32, y: f32, width: f32, height: f32, tone: Colour) {
        let mut rectangle = Rect::from_xywh(Pt(x), Pt(self.height - y - height), Pt(width), Pt(height));
        rectangle.mode = Some(PaintMode::Stroke);
        self.ops.push(Op::SetOutlineColor { col: colour(tone) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(0.5) });
        self.ops.push(Op::DrawRectangle { rectangle });
    }
}

/// The file of all pages.
pub fn finish(proof: &Proof<'_>, faces: &Faces, pages: Vec<Canvas>) -> Result<Vec<u8>, String> {
    let name = proof.reference.as_deref().unwrap_or(proof.source.name());
    let mut document = PdfDocument::new(&format!("Proof: {name}"));
    let info = &mut document.metadata.info;
    let day = printpdf::OffsetDateTime::from_unix_timestamp(proof.day).map_err(str::to_owned)?;
    (info.creation_date, info.modification_date, info.metadata_date) = (day, day, day);
    proof.organisation.clone_into(&mut info.author);
    concat!("pressdoc ", env!("CARGO_PKG_VERSION")).clone_into(&mut info.creator);
    info.identifier = format!("pressdoc:proof:{name}");
    for face in 0..faces.len() {
        // The library would give a random name.
        if pages.iter().any(|page| page.uses(face)) {
            let font = ParsedFont::from_bytes(faces.bytes(face), 0, &mut Vec::new())
                .ok_or("a font of the house style cannot be read")?;
            document.resources.fonts.map.insert(font_id(face), PdfFont::new(font));
        }
    }
    document.pages = pages
        .into_iter()
        .map(|page| PdfPage::new(Mm::from(Pt(page.width)), Mm::from(Pt(page.height)), page.ops))
        .collect();
    let mut bytes = document.save(&PdfSaveOptions::default(), &mut Vec::new());
    own_identifier(&mut bytes);
    Ok(bytes)
}

impl Canvas {
    fn uses(&self, face: FaceId) -> bool {
        let id = font_id(face);
        let is_it = |op: &Op| matches!(op, Op::SetFont { font: PdfFontHandle::External(font), .. } if *font == id);
        self.ops.iter().any(is_it)
    }
}

/// The library counts its documents and writes the count into the trailer; a
/// hash of the content goes into its place, which is as long.
fn own_identifier(bytes: &mut [u8]) {
    const LENGTH: usize = 32;
    let Some(at) = bytes.windows(3).rposition(|three| three == b"/ID") else { return };
    let hash: String = Sha256::digest(&bytes[..at]).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut inside = at;
    for _ in 0..2 {
        let Some(open) = bytes[inside..].iter().position(|&byte| byte == b'(').map(|open| inside + open + 1) else {
            return;
        };
        let Some(place) = bytes.get_mut(open..open + LENGTH) else { return };
        place.copy_from_slice(&hash.as_bytes()[..LENGTH]);
        inside = open + LENGTH;
    }
}

fn font_id(face: FaceId) -> FontId {
    FontId(format!("Face{face}"))
}

fn colour([r, g, b]: Colour) -> Color {
    Color::Rgb(Rgb::new(r, g, b, None))
}
