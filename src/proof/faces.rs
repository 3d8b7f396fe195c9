//! The faces of a proof: which of them has a character, and how wide it is.

use ttf_parser::{Face, name_id};

use super::Dress;

/// A face by its place in the list.
pub type FaceId = usize;

/// The faces at hand.
pub struct Faces {
    faces: Vec<(Face<'static>, &'static [u8])>,
    /// The face of the source lines.
    pub mono: FaceId,
    /// The face of running text.
    pub plain: FaceId,
    /// The face of what stands out.
    pub strong: FaceId,
}

impl Faces {
    /// The faces out of the fonts of a house; `None` where there is none.
    pub fn new(dress: &Dress<'_>) -> Option<Self> {
        let mut faces: Vec<(Face<'static>, &'static [u8])> =
            dress.fonts.iter().filter_map(|&bytes| Some((Face::parse(bytes, 0).ok()?, bytes))).collect();
        // A letter is rather borrowed from an upright face.
        faces.sort_by_key(|(face, _)| (face.is_italic(), face.weight().to_number() > 500));
        let upright = |family: &str, bold: bool| {
            faces.iter().position(|(face, _)| {
                !face.is_italic()
                    && (face.weight().to_number() > 500) == bold
                    && family_of(face).is_some_and(|name| name == family)
            })
        };
        let plain = upright(dress.text, false).or(if faces.is_empty() { None } else { Some(0) })?;
        let monospaced = || faces.iter().position(|(face, _)| face.is_monospaced());
        Some(Self {
            mono: upright(dress.mono, false).or_else(monospaced).unwrap_or(plain),
            plain,
            strong: upright(dress.text, true).unwrap_or(plain),
            faces,
        })
    }

    /// The file of a face.
    pub fn bytes(&self, face: FaceId) -> &'static [u8] {
        self.faces.get(face).map_or(&[], |(_, bytes)| bytes)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// The face that shows `character`, `wanted` if it can; `None` when it has
    /// to be spelled out because no face has it or it cannot be seen.
    pub fn face_for(&self, wanted: FaceId, character: char) -> Option<FaceId> {
        if is_unseen(character) {
            return None;
        }
        let has = |&id: &FaceId| self.faces.get(id).is_some_and(|(face, _)| face.glyph_index(character).is_some());
        [wanted, self.mono, self.plain].into_iter().chain(0..self.faces.len()).find(has)
    }

    /// The width of a character in a face, in em.
    pub fn advance(&self, face: FaceId, character: char) -> f32 {
        let width = || {
            let (face, _) = self.faces.get(face)?;
            let advance = face.glyph_hor_advance(face.glyph_index(character)?)?;
            Some(f32::from(advance) / f32::from(face.units_per_em()))
        };
        width().unwrap_or(0.0)
    }
}

/// Characters that direct others and show nothing: on paper they are spelled
/// out, or nobody could approve them.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

fn family_of(face: &Face<'_>) -> Option<String> {
    let name = |id| face.names().into_iter().find(|name| name.name_id == id && name.is_unicode())?.to_string();
    name(name_id::TYPOGRAPHIC_FAMILY).or_else(|| name(name_id::FAMILY))
}
