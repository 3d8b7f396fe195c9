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
        let is_artifact = operands.first().and_then(|tag| tag.as_name().ok()).is_some_and(|tag| tag == b"Artifact");
        let properties = operands.get(1).and_then(|properties| self.properties(properties));
        let mark = properties.as_ref().and_then(|properties| properties.get(b"MCID").and_then(Object::as_i64).ok());
        let open =
            Open { mark: mark.or(above.mark), artifact: above.artifact || is_artifact, replaced: above.replaced };
        self.open.push(open);
        if let Some(mark) = mark {
            // Also a mark without any text is there.
            self.marks.entry((self.page, mark)).or_default();
        }
        let instead =
            properties.as_ref().and_then(|properties| properties.get(b"ActualText").and_then(decode_text_string).ok());
        if let Some(text) = instead {
            self.write(&text);
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
            self.write(&text.unwrap_or_else(|| super::unicode::LOST.to_string()));
        }
    }

    fn write(&mut self, text: &str) {
        match self.open.last().copied().unwrap_or_default() {
            Open { artifact: true, .. } | Open { replaced: true, .. } => {}
            Open { mark: Some(mark), .. } => self.marks.entry((self.page, mark)).or_default().push_str(text),
            Open { mark: None, .. } => self.stray.push_str(text),
        }
    }
}
