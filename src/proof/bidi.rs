//! Lines in which words run to the left: put into the order of the eye (UAX 9),
//! with letters that join.

use rustybuzz::{Direction, UnicodeBuffer};
use unicode_bidi::{BidiClass, BidiInfo, bidi_class};

use super::faces::{FaceId, Faces};

/// A letter as a face draws it.
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// The character that it stands for.
    pub character: char,
}

/// Letters of one face, the leftmost first.
pub struct Piece {
    /// Where it begins, from the start of the line, in points.
    pub x: f32,
    /// The face.
    pub face: FaceId,
    /// The letters.
    pub glyphs: Vec<Glyph>,
}

/// A line, set.
pub struct Line {
    /// What is drawn.
    pub pieces: Vec<Piece>,
    /// For each character its place in the text in bytes, and where it begins
    /// and ends on paper; those of one drawn letter share its place.
    pub places: Vec<(usize, f32, f32)>,
    /// In points.
    pub width: f32,
    /// Whether the line as a whole runs to the left.
    pub runs_left: bool,
}

/// Whether a letter of `text` runs to the left.
pub fn has_words_to_the_left(text: &str) -> bool {
    // Latin, Greek and Cyrillic need no table.
    text.chars().any(|c| c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
}

/// Sets a line of text in the face `wanted`, other faces where it lacks a letter.
pub fn set(text: &str, wanted: FaceId, size: f32, faces: &Faces) -> Line {
    let info = BidiInfo::new(text, None);
    let mut line = Line { pieces: Vec::new(), places: Vec::new(), width: 0.0, runs_left: false };
    for paragraph in &info.paragraphs {
        line.runs_left |= paragraph.level.is_rtl();
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let to_left = levels.get(run.start).is_some_and(|level| level.is_rtl());
            let mut stretches = of_one_face(text, run.start, run.end, wanted, faces);
            if to_left {
                stretches.reverse();
            }
            for (start, end, face) in stretches {
                line.add(&text[start..end], start, face, size, to_left, faces);
            }
        }
    }
    line
}

/// Parts of the text with one face each, in reading order. A space between two
/// words of one face belongs to them.
fn of_one_face(text: &str, start: usize, end: usize, wanted: FaceId, faces: &Faces) -> Vec<(usize, usize, FaceId)> {
    let mut parts: Vec<(usize, usize, FaceId)> = Vec::new();
    for (at, character) in text[start..end].char_indices() {
        let at = start + at;
        let behind = at + character.len_utf8();
        let face = match parts.last() {
            Some((.., face)) if character.is_whitespace() => *face,
            _ => faces.face_for(wanted, character).unwrap_or(wanted),
        };
        match parts.last_mut() {
            Some((_, end, last)) if *last == face => *end = behind,
            _ => parts.push((at, behind, face)),
        }
    }
    parts
}

impl Line {
    fn add(&mut self, text: &str, start: usize, face: FaceId, size: f32, to_left: bool, faces: &Faces) {
        let Some(shaper) = rustybuzz::Face::from_slice(faces.bytes(face), 0) else { return };
        let scale = size / shaper.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if to_left { Direction::RightToLeft } else { Direction::LeftToRight });
        let shaped = rustybuzz::shape(&shaper, &[], buffer);
        let mut glyphs = Vec::with_capacity(shaped.len());
        let from = self.width;
        // Where each cluster of letters stands, by its first byte.
        let mut clusters: Vec<(usize, f32, f32)> = Vec::new();
        for (glyph, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let cluster = glyph.cluster as usize;
            let advance = position.x_advance as f32 * scale;
            let character = text.get(cluster..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            glyphs.push(Glyph { id: glyph.glyph_id as u16, character });
            match clusters.last_mut() {
                Some((last, _, end)) if *last == cluster => *end += advance,
                _ => clusters.push((cluster, self.width, self.width + advance)),
            }
            self.width += advance;
        }
        clusters.sort_by_key(|(cluster, ..)| *cluster);
        for (at, _) in text.char_indices() {
            let holds = clusters.partition_point(|(cluster, ..)| *cluster <= at);
            if let Some((_, left, right)) = holds.checked_sub(1).and_then(|holds| clusters.get(holds)) {
                self.places.push((start + at, *left, *right));
            }
        }
        self.pieces.push(Piece { x: from, face, glyphs });
    }
}

#[cfg(test)]
mod tests {
    use super::super::Dress;
    use super::*;

    const FONTS: [&[u8]; 3] = [
        include_bytes!("../../assets/fonts/NotoSansMono-Regular.ttf"),
        include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
        include_bytes!("../../assets/fonts/Vazirmatn-Regular.ttf"),
    ];

    fn faces() -> Faces {
        let fonts: Vec<&'static [u8]> = FONTS.to_vec();
        let dress = Dress { paper: "a4", accent: "#0e47cb", mono: "Noto Sans Mono", text: "Inter", fonts: &fonts };
        Faces::new(&dress).expect("faces")
    }

    #[test]
    fn letters_join_and_run_to_the_left() {
        let faces = faces();
        let alone = set("ل", faces.mono, 8.0, &faces);
        let line = set("للل", faces.mono, 8.0, &faces);
        assert!(line.runs_left);
        let ids: Vec<u16> = line.pieces.iter().flat_map(|piece| &piece.glyphs).map(|glyph| glyph.id).collect();
        assert_eq!(ids.len(), 3);
        assert!(!ids.contains(&alone.pieces[0].glyphs[0].id), "none of the three stands alone");
        assert!(line.places.windows(2).all(|two| two[0].1 > two[1].1), "the first letter is the rightmost");
    }

    #[test]
    fn what_runs_to_the_right_keeps_its_order_between() {
        let faces = faces();
        let text = "هاتف 20:15 (abc)";
        let line = set(text, faces.mono, 8.0, &faces);
        let x = |what: &str| {
            let at = text.find(what).expect("it is there");
            line.places.iter().find(|(place, ..)| *place == at).expect("a place").1
        };
        assert!(x("20") < x("15"), "a number is read to the right");
        assert!(x("15") < x("ه"), "and stands left of the word before it");
        assert!(x("a") < x("b") && x("c") < x("20"));
        assert_eq!(line.places.len(), text.chars().count());
    }

    #[test]
    fn other_lines_need_none_of_this() {
        assert!(!has_words_to_the_left("Ωραία, naïve, жук – “x” 12 €"));
        assert!(has_words_to_the_left("a שלום"));
    }
}
