//! Which characters the fonts of a house style have.
//!
//! A character that no font has would be lost from the PDF without a word, and
//! with it a letter of a name.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use ttf_parser::{Face, name_id};

use crate::model::house_style::Fonts;

/// The characters that can be printed in a house style.
#[derive(Default)]
pub struct Coverage {
    /// Asked for every character: the fallback fonts.
    fallback: Vec<Face<'static>>,
    /// Each must have a character that no fallback font has: body, headings, code.
    main: Vec<Face<'static>>,
    /// What has been found out of the characters of the first plane: unknown,
    /// there, or lacking.
    known: OnceLock<Vec<AtomicU8>>,
}

/// Characters of the first plane of Unicode, where nearly all text lies.
const FIRST_PLANE: usize = 0x1_0000;

impl Coverage {
    /// The coverage of the families that `fonts` names, out of `files`.
    pub fn new(fonts: &Fonts, files: &[&'static [u8]]) -> Self {
        let mut families: BTreeMap<String, Vec<Face<'static>>> = BTreeMap::new();
        for file in files {
            if let Ok(face) = Face::parse(file, 0)
                && let Some(family) = family(&face)
            {
                families.entry(family).or_default().push(face);
            }
        }
        let faces = |name: &String| families.get(name).cloned().unwrap_or_default();
        Self {
            fallback: fonts.fallback.iter().flat_map(faces).collect(),
            known: OnceLock::new(),
            main: [&fonts.body, &fonts.headings, &fonts.mono].into_iter().flat_map(faces).collect(),
        }
    }

    /// Whether the character can be printed wherever it stands.
    pub fn has(&self, character: char) -> bool {
        let known = self.known.get_or_init(|| (0..FIRST_PLANE).map(|_| AtomicU8::new(0)).collect());
        let Some(cell) = known.get(character as usize) else { return self.look_up(character) };
        match cell.load(Ordering::Relaxed) {
            0 => {
                let has = self.look_up(character);
                cell.store(if has { 1 } else { 2 }, Ordering::Relaxed);
                has
            }
            state => state == 1,
        }
    }

    fn look_up(&self, character: char) -> bool {
        let has = |face: &Face<'_>| face.glyph_index(character).is_some();
        is_invisible(character) || self.fallback.iter().any(has) || (!self.main.is_empty() && self.main.iter().all(has))
    }
}

/// White space and marks that direct the layout and need no glyph.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\r' | ' ' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
    )
}

fn family(face: &Face<'_>) -> Option<String> {
    let name = |id| face.names().into_iter().find(|name| name.name_id == id && name.is_unicode())?.to_string();
    name(name_id::TYPOGRAPHIC_FAMILY).or_else(|| name(name_id::FAMILY))
}
