//! The words of a page by the marks that the tag tree refers to.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::MOST_CONTENT;
use super::unicode::CharacterMap;
use crate::read_back::{DEEPEST, Unreadable};

/// The text of marked content: page and MCID → characters.
pub type Marks = BTreeMap<(ObjectId, i64), String>;

/// What the pages show.
#[derive(Debug, Default)]
pub struct Shown {
    /// The text that the tag tree refers to.
    pub marks: Marks,
    /// What is shown outside any mark and any artifact.
    pub stray: String,
    /// What is shown around the text: in artifacts.
    pub furniture: String,
}

/// The text of every page.
///
/// # Errors
/// When the content of a page cannot be read, or is too large.
pub fn shown(document: &Document) -> Result<Shown, Unreadable> {
    let mut shown = Shown::default();
    // Pages share fonts, and a font is read once.
    let mut known: BTreeMap<ObjectId, Rc<CharacterMap>> = BTreeMap::new();
    let mut left = MOST_CONTENT;
    for page in document.page_iter() {
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        let mut map = |font: &Dictionary| -> Rc<CharacterMap> {
            let make = || Rc::new(CharacterMap::of_font(document, font));
            match font.get(b"ToUnicode").and_then(Object::as_reference) {
                Ok(id) => Rc::clone(known.entry(id).or_insert_with(make)),
                Err(_) => make(),
            }
        };
        let maps = fonts.into_iter().map(|(name, font)| (name, map(font))).collect();
        let bytes =
            document.get_page_content_with_limit(page, left).map_err(|error| Unreadable::from_library(&error))?;
        left = left.saturating_sub(bytes.len().max(1));
        let content = Content::decode(&bytes).map_err(|error| Unreadable::from_library(&error))?;
        let mut reader = Reader {
            document,
            page,
            maps,
            font: Vec::new(),
            fonts: Vec::new(),
            open: Vec::new(),
            pieces: Vec::new(),
            reversals: 0,
            shown: &mut shown,
        };
        for operation in &content.operations {
            if reader.open.len() > DEEPEST {
                return Err(Unreadable::too_deep());
            }
            reader.operation(operation);
        }
    }
    Ok(shown)
}

/// A `BDC` or `BMC` that has not ended.
#[derive(Clone, Copy, Default)]
struct Open {
    mark: Option<i64>,
    artifact: bool,
    /// Its text was given in words: what is shown does not count.
    replaced: bool,
    /// What is shown runs to the left: the last glyph comes first.
    reversed: bool,
}

/// What one operation shows, glyph by glyph.
struct Piece {
    mark: Option<i64>,
    artifact: bool,
    /// Which `ReversedChars` it stands in.
    reversed: Option<usize>,
    glyphs: Vec<String>,
}

struct Reader<'a> {
    document: &'a Document,
    page: ObjectId,
    maps: BTreeMap<Vec<u8>, Rc<CharacterMap>>,
    /// The font in use.
    font: Vec<u8>,
    /// Fonts put aside by `q`.
    fonts: Vec<Vec<u8>>,
    open: Vec<Open>,
    /// What the text object shows so far.
    pieces: Vec<Piece>,
    /// How many `ReversedChars` have begun.
    reversals: usize,
    shown: &'a mut Shown,
}

impl Reader<'_> {
    fn operation(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "q" => self.fonts.push(self.font.clone()),
            "Q" => self.font = self.fonts.pop().unwrap_or_default(),
            "Tf" => self.font = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default().to_vec(),
            "ET" => self.close_text(),
            "Tj" | "'" | "\"" => operands.last().into_iter().for_each(|shown| self.show(shown)),
            "TJ" => {
                let pieces = operands.first().and_then(|pieces| pieces.as_array().ok());
                pieces.into_iter().flatten().for_each(|shown| self.show(shown));
            }
            "BMC" | "BDC" => self.begin(operands),
            "EMC" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    fn begin(&mut self, operands: &[Object]) {
        let above = self.open.last().copied().unwrap_or_default();
        let is = |wanted: &[u8]| operands.first().and_then(|tag| tag.as_name().ok()).is_some_and(|tag| tag == wanted);
        let is_artifact = is(b"Artifact");
        let properties = operands.get(1).and_then(|properties| self.properties(properties));
        let mark = properties.as_ref().and_then(|properties| properties.get(b"MCID").and_then(Object::as_i64).ok());
        let open = Open {
            mark: mark.or(above.mark),
            artifact: above.artifact || is_artifact,
            reversed: above.reversed || is(b"ReversedChars"),
            ..above
        };
        self.open.push(open);
        if open.reversed && !above.reversed {
            self.reversals += 1;
        }
        if let Some(mark) = mark {
            // Also a mark without any text is there.
            self.shown.marks.entry((self.page, mark)).or_default();
        }
        let instead =
            properties.as_ref().and_then(|properties| properties.get(b"ActualText").and_then(decode_text_string).ok());
        if let Some(text) = instead {
            self.write(vec![text]);
            if let Some(last) = self.open.last_mut() {
                last.replaced = true;
            }
        }
    }

    /// Property lists stand in the stream or, by name, in the page's resources.
    fn properties(&self, written: &Object) -> Option<Dictionary> {
        if let Ok(properties) = written.as_dict() {
            return Some(properties.clone());
        }
        let name = written.as_name().ok()?;
        let (own, inherited) = self.document.get_page_resources(self.page).ok()?;
        let inherited = inherited.into_iter().filter_map(|id| self.document.get_dictionary(id).ok());
        own.into_iter().chain(inherited).find_map(|resources| {
            let lists = resources.get_deref(b"Properties", self.document).and_then(Object::as_dict).ok()?;
            lists.get_deref(name, self.document).and_then(Object::as_dict).ok().cloned()
        })
    }

    fn show(&mut self, shown: &Object) {
        if let Ok(bytes) = shown.as_str() {
            let text = self.maps.get(&self.font).map(|map| map.decode(bytes));
            self.write(text.unwrap_or_else(|| vec![super::unicode::LOST.to_string()]));
        }
    }

    fn write(&mut self, glyphs: Vec<String>) {
        let open = self.open.last().copied().unwrap_or_default();
        if !open.replaced {
            let reversed = open.reversed.then_some(self.reversals);
            self.pieces.push(Piece { mark: open.mark, artifact: open.artifact, reversed, glyphs });
        }
    }

    /// At the end of a text object its words are put in order: in one with words
    /// that run to the left, the last word was shown first, and of each such word
    /// the last glyph.
    fn close_text(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let mut words: Vec<(&Piece, String)> = Vec::new();
        for word in pieces.chunk_by(|a, b| a.reversed.is_some() && a.reversed == b.reversed) {
            let Some(first) = word.first() else { continue };
            let glyphs = word.iter().flat_map(|piece| &piece.glyphs).map(String::as_str);
            let text = if first.reversed.is_some() { glyphs.rev().collect() } else { glyphs.collect() };
            words.push((first, text));
        }
        if pieces.iter().any(|piece| piece.reversed.is_some()) {
            words.reverse();
        }
        for (piece, text) in words {
            match piece.mark {
                _ if piece.artifact => self.shown.furniture.push_str(&text),
                Some(mark) => self.shown.marks.entry((self.page, mark)).or_default().push_str(&text),
                None => self.shown.stray.push_str(&text),
            }
        }
        self.shown.furniture.push(' ');
    }
}
