//! A mark for an office that has none: its initials on its colour.

use std::fmt::Write as _;

use ttf_parser::{Face, GlyphId, OutlineBuilder, Weight};

use crate::model::colour::Colour;

/// Side of the square.
const SIDE: f32 = 64.0;
/// Height of the capitals, and the room that the letters may take.
const CAPITALS: f32 = 26.0;
const ROOM: f32 = 44.0;

/// An SVG of 64 × 64: outlines only, so that it looks the same everywhere. Where
/// no font has the letters, the square stays without them.
pub fn mark(name: &str, accent: Colour, fonts: &[&'static [u8]]) -> String {
    let letters = initials(name);
    let faces = fonts.iter().filter_map(|bytes| Face::parse(bytes, 0).ok());
    let upright = faces.filter(|face| face.weight() == Weight::SemiBold && !face.is_italic());
    let drawn = upright.filter_map(|face| outline(&face, &letters)).next().unwrap_or_default();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\" width=\"64\" height=\"64\">\n  \
         <path fill=\"{accent}\" d=\"M6 0h52a6 6 0 0 1 6 6v52a6 6 0 0 1-6 6H6a6 6 0 0 1-6-6V6a6 6 0 0 1 6-6z\"/>\n  \
         <path fill=\"#ffffff\" d=\"{drawn}\"/>\n</svg>\n"
    )
}

/// At most two capitals: of the first word and the last one that has one.
fn initials(name: &str) -> String {
    let capitals: Vec<char> = name
        .split(|character: char| character.is_whitespace() || character == '-')
        .filter_map(|word| word.chars().next())
        .filter(|first| first.is_uppercase())
        .collect();
    match capitals.as_slice() {
        [] => name.chars().filter(|character| character.is_alphabetic()).take(1).flat_map(char::to_uppercase).collect(),
        [one] => one.to_string(),
        [first, .., last] => [*first, *last].iter().collect(),
    }
}

/// The letters as one path in the middle of the square; `None` where one is lacking.
fn outline(face: &Face<'_>, letters: &str) -> Option<String> {
    let glyphs: Vec<GlyphId> = letters.chars().map(|letter| face.glyph_index(letter)).collect::<Option<_>>()?;
    let height = f32::from(face.capital_height()?);
    let advance = |glyph: &GlyphId| f32::from(face.glyph_hor_advance(*glyph).unwrap_or(0));
    let width: f32 = glyphs.iter().map(advance).sum();
    let scale = (CAPITALS / height).min(ROOM / width.max(1.0));
    let mut pen =
        Pen { path: String::new(), x: (SIDE - width * scale) / 2.0, base: (SIDE + height * scale) / 2.0, scale };
    for glyph in &glyphs {
        face.outline_glyph(*glyph, &mut pen)?;
        pen.x += advance(glyph) * scale;
    }
    Some(pen.path)
}

struct Pen {
    path: String,
    x: f32,
    base: f32,
    scale: f32,
}

impl Pen {
    fn write(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (at, (x, y)) in points.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            let _ = write!(self.path, "{gap}{:.2} {:.2}", self.x + x * self.scale, self.base - y * self.scale);
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.write('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.write('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_two_capitals_at_most() {
        let cases = [("Orla Valley Council", "OC"), ("Bureau of tides", "B"), ("harbour", "H"), ("Δήμος Λίμνης", "ΔΛ")];
        for (name, expected) in cases {
            assert_eq!(initials(name), expected, "{name}");
        }
        assert_eq!(initials("42"), "");
    }
}
