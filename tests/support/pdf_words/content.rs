//! The words of a page by the marks that the tag tree refers to.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::unicode::CharacterMap;

/// The text of marked content: page and MCID → characters.
pub type Marks = BTreeMap<(ObjectId, i64), String>;

/// The text of every page; what is shown outside any mark and any artifact is
/// put into `stray`.
pub fn marks(document: &Document, stray: &mut String) -> Marks {
    let mut marks = Marks::new();
    for page in document.page_iter() {
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        let maps = fonts.into_iter().map(|(name, font)| (name, CharacterMap::of_font(document, font))).collect();
        let bytes = document.get_page_content(page);
        let content = Content::decode(&bytes).expect("a page can be read");
        let mut reader = Reader {
            document,
            page,
            maps,
            font: Vec::new(),
            fonts: Vec::new(),
            open: Vec::new(),
            pieces: Vec::new(),
            reversals: 0,
            marks: &mut marks,
            stray,
        };
        content.operations.iter().for_each(|operation| reader.operation(operation));
    }
    marks
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
    /// Which `ReversedChars` it stands in.
    reversed: Option<usize>,
    glyphs: Vec<String>,
}

struct Reader<'a> {
    document: &'a Document,
    page: ObjectId,
    maps: BTreeMap<Vec<u8>, CharacterMap>,
    /// The font in use.
    font: Vec<u8>,
    /// Fonts put aside by `q`.
    fonts: Vec<Vec<u8>>,
    open: Vec<Open>,
    /// What the text object shows so far.
    pieces: Vec<Piece>,
    /// How many `ReversedChars` have begun.
    reversals: usize,
    marks: &'a mut Marks,
    stray: &'a mut String,
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
            self.marks.entry((self.page, mark)).or_default();
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
        if !open.artifact && !open.replaced {
            self.pieces.push(Piece { mark: open.mark, reversed: open.reversed.then_some(self.reversals), glyphs });
        }
    }

    /// At the end of a text object its words are put in order: in one with words
    /// that run to the left, the last word was shown first, and of each such word
    /// the last glyph.
    fn close_text(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let mut words: Vec<(Option<i64>, String)> = Vec::new();
        for word in pieces.chunk_by(|a, b| a.reversed.is_some() && a.reversed == b.reversed) {
            let glyphs = word.iter().flat_map(|piece| &piece.glyphs).map(String::as_str);
            let text = if word[0].reversed.is_some() { glyphs.rev().collect() } else { glyphs.collect() };
            words.push((word[0].mark, text));
        }
        if pieces.iter().any(|piece| piece.reversed.is_some()) {
            words.reverse();
        }
        for (mark, text) in words {
            match mark {
                Some(mark) => self.marks.entry((self.page, mark)).or_default().push_str(&text),
                None => self.stray.push_str(&text),
            }
        }
    }
}
