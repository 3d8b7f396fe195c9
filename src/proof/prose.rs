//! Running text on a proof: how wide it is, and where it is broken.

use super::faces::{FaceId, Faces};

/// `text` with what cannot be shown spelled out: `[U+200B]`.
pub fn legible(text: &str, face: FaceId, faces: &Faces) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\n' | '\t' | '\r') {
            shown.push(' ');
        } else if faces.face_for(face, character).is_some() {
            shown.push(character);
        } else {
            shown.push_str(&format!("[U+{:04X}]", u32::from(character)));
        }
    }
    shown
}

/// The width of one line in points.
pub fn width(text: &str, face: FaceId, size: f32, faces: &Faces) -> f32 {
    text.chars().map(|character| advance(character, face, faces) * size).sum()
}

/// The lines of `text` at most `room` points wide. A word that is wider is
/// broken where it must be.
pub fn broken(text: &str, face: FaceId, size: f32, room: f32, faces: &Faces) -> Vec<String> {
    let text = legible(text, face, faces);
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    for word in text.split_inclusive(' ') {
        let wide = width(word.trim_end(), face, size, faces);
        if used + wide > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        for character in word.chars() {
            let wide = advance(character, face, faces) * size;
            if used + wide > room && character != ' ' && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(character);
            used += wide;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// One line that fits, cut at its end where it must be.
pub fn fitted(text: &str, face: FaceId, size: f32, room: f32, faces: &Faces) -> String {
    let mut lines = broken(text, face, size, room - advance('…', face, faces) * size, faces).into_iter();
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some() { format!("{}…", first.trim_end()) } else { first }
}

fn advance(character: char, face: FaceId, faces: &Faces) -> f32 {
    faces.advance(faces.face_for(face, character).unwrap_or(face), character)
}
