//! Running text: runs, links, marks of footnotes.

use super::languages::{runs, tag};
use super::setter::Setter;
use super::xml::Xml;
use crate::model::sheet::SheetInline;

/// How a run is set.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Look {
    /// A character style of the document.
    pub style: Option<&'static str>,
    strong: bool,
    emphasis: bool,
    code: bool,
}

impl Look {
    /// The look of a character style.
    pub fn styled(style: &'static str) -> Self {
        Self { style: Some(style), ..Self::default() }
    }
}

/// Where a run leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// To an address outside.
    Address(String),
    /// To a bookmark of the document.
    Bookmark(String),
}

/// A piece of running text that is set in one way.
#[derive(Debug, PartialEq)]
struct Piece {
    look: Look,
    target: Option<Target>,
    content: Content,
}

#[derive(Debug, PartialEq)]
enum Content {
    Text(String),
    NoteMark { number: u32, first: bool },
    Tab,
    Break,
}

/// Running text as a row of pieces: what is set in the same way is one piece,
/// however it was put together. So a document that was read and is written
/// again is the same.
#[derive(Default)]
pub struct Line(Vec<Piece>);

impl Line {
    /// The pieces of running text.
    pub fn of(inlines: &[SheetInline]) -> Self {
        let mut line = Self::default();
        line.inlines(inlines);
        line
    }

    /// Adds running text.
    pub fn inlines(&mut self, inlines: &[SheetInline]) {
        self.flatten(inlines, Look::default(), None);
    }

    /// Adds characters.
    pub fn text(&mut self, text: &str, look: Look) {
        self.push(look, None, Content::Text(text.to_owned()));
    }

    /// Adds characters that lead somewhere.
    pub fn link(&mut self, text: &str, target: Target) {
        self.push(Look::default(), Some(target), Content::Text(text.to_owned()));
    }

    /// Adds a jump to the end of the line.
    pub fn tab(&mut self) {
        self.push(Look::default(), None, Content::Tab);
    }

    fn flatten(&mut self, inlines: &[SheetInline], look: Look, target: Option<&Target>) {
        for inline in inlines {
            match inline {
                SheetInline::Text { text } => self.push(look, target.cloned(), Content::Text(text.clone())),
                SheetInline::Code { text } => {
                    self.push(Look { code: true, ..look }, target.cloned(), Content::Text(text.clone()));
                }
                SheetInline::Strong { children } => self.flatten(children, Look { strong: true, ..look }, target),
                SheetInline::Emphasis { children } => self.flatten(children, Look { emphasis: true, ..look }, target),
                SheetInline::Link { uri, children } => {
                    self.flatten(children, look, Some(&Target::Address(uri.clone())));
                }
                SheetInline::NoteMark { number, first } => {
                    self.push(look, target.cloned(), Content::NoteMark { number: *number, first: *first });
                }
                SheetInline::Break => self.push(Look::default(), target.cloned(), Content::Break),
            }
        }
    }

    fn push(&mut self, look: Look, target: Option<Target>, content: Content) {
        // An address that cannot be a target leaves its words.
        let target = target.filter(|target| !matches!(target, Target::Address(uri) if uri.is_empty()));
        if let Content::Text(text) = &content {
            if text.is_empty() {
                return;
            }
            if let Some(Piece { look: before, target: leads, content: Content::Text(same) }) = self.0.last_mut()
                && *before == look
                && *leads == target
            {
                same.push_str(text);
                return;
            }
        }
        self.0.push(Piece { look, target, content });
    }
}

impl Setter<'_> {
    /// Sets a line into the paragraph that is open.
    pub fn line(&mut self, line: &Line) {
        let mut rest = line.0.as_slice();
        while let Some(first) = rest.first() {
            let same = rest.iter().take_while(|piece| piece.target == first.target).count();
            let (together, behind) = rest.split_at(same);
            match &first.target {
                None => self.pieces(together),
                Some(Target::Address(uri)) => {
                    let id = self.relationships.link(uri);
                    self.inside("w:hyperlink", &[("r:id", &id), ("w:history", "1")], |setter| setter.pieces(together));
                }
                Some(Target::Bookmark(name)) => {
                    let attributes = [("w:anchor", name.as_str()), ("w:history", "1")];
                    self.inside("w:hyperlink", &attributes, |setter| setter.pieces(together));
                }
            }
            rest = behind;
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match &piece.content {
                Content::Text(text) => {
                    // A number or an address runs to the right between words that do not.
                    let is_address = matches!(&piece.target, Some(Target::Address(_)));
                    let is_plain = is_address && !text.chars().any(|character| character > '\u{590}');
                    if is_plain && self.right_to_left {
                        self.inside("w:dir", &[("w:val", "ltr")], |setter| {
                            setter.run(piece, false, |xml| characters(xml, text));
                        });
                        continue;
                    }
                    for (text, right_to_left) in runs(text, self.right_to_left) {
                        self.run(piece, right_to_left, |xml| characters(xml, text));
                    }
                }
                Content::NoteMark { number, first } => self.note_mark(*number, *first),
                Content::Tab => self.run(piece, false, |xml| xml.empty("w:tab", &[])),
                Content::Break => self.run(piece, false, |xml| xml.empty("w:br", &[])),
            }
        }
    }

    fn run(&mut self, piece: &Piece, right_to_left: bool, content: impl FnOnce(&mut Xml)) {
        let Piece { look, target, .. } = piece;
        let is_foreign = self.language != self.sheet.language;
        let language = is_foreign.then(|| tag(self.language));
        let style = if look.code { Some("Code") } else { look.style.or(target.as_ref().map(|_| "Hyperlink")) };
        let (accent, fonts) = (self.look.colour("accent"), &self.look.style.fonts);
        self.xml.element("w:r", &[], |xml| {
            let plain = style.is_none() && !look.strong && !look.emphasis && !right_to_left && language.is_none();
            if !plain {
                xml.element("w:rPr", &[], |xml| {
                    if let Some(style) = style {
                        xml.value("w:rStyle", style);
                    }
                    if right_to_left && look.code {
                        xml.empty("w:rFonts", &[("w:cs", fonts.right_to_left.as_deref().unwrap_or(&fonts.mono))]);
                    }
                    if look.strong {
                        xml.empty("w:b", &[]);
                        xml.empty("w:bCs", &[]);
                    }
                    if look.emphasis {
                        xml.empty("w:i", &[]);
                        xml.empty("w:iCs", &[]);
                    }
                    if look.code && target.is_some() {
                        xml.value("w:color", &accent);
                        xml.value("w:u", "single");
                    }
                    if right_to_left {
                        xml.empty("w:rtl", &[]);
                    }
                    if let Some(language) = language {
                        let key = if right_to_left { "w:bidi" } else { "w:val" };
                        xml.empty("w:lang", &[(key, language)]);
                    }
                });
            }
            content(xml);
        });
    }

    /// The mark of a footnote, `(1)`: Word counts it, and it leads to the note.
    /// Where the numbers do not follow the text, they stand there as they are.
    fn note_mark(&mut self, number: u32, first: bool) {
        let shown = number.to_string();
        let raised = |xml: &mut Xml| xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", "FootnoteReference"));
        let part = |xml: &mut Xml, content: &dyn Fn(&mut Xml)| {
            xml.element("w:r", &[], |xml| {
                raised(xml);
                content(xml);
            });
        };
        let bookmark = format!("_Ref_note_{number}");
        let xml = &mut self.xml;
        part(xml, &|xml| xml.leaf("w:t", &[], "("));
        if self.in_note || !self.notes.contains_key(&number) {
            part(xml, &|xml| xml.leaf("w:t", &[], &shown));
        } else if first {
            self.bookmarks += 1;
            let id = self.bookmarks.to_string();
            xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark)]);
            if self.counted {
                part(xml, &|xml| xml.empty("w:footnoteReference", &[("w:id", &shown)]));
            } else {
                part(xml, &|xml| {
                    xml.empty("w:footnoteReference", &[("w:customMarkFollows", "1"), ("w:id", &shown)]);
                    xml.leaf("w:t", &[], &shown);
                });
            }
            xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        } else {
            let instruction = format!(" NOTEREF {bookmark} \\h ");
            xml.element("w:fldSimple", &[("w:instr", &instruction)], |xml| {
                part(xml, &|xml| xml.leaf("w:t", &[], &shown));
            });
        }
        part(xml, &|xml| xml.leaf("w:t", &[], ")"));
    }
}

/// Characters in a run; a soft hyphen is an element of its own, because Word
/// would show the character.
fn characters(xml: &mut Xml, text: &str) {
    for (at, piece) in text.split('\u{AD}').enumerate() {
        if at > 0 {
            xml.empty("w:softHyphen", &[]);
        }
        if !piece.is_empty() {
            xml.leaf("w:t", &[("xml:space", "preserve")], piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_one_piece() {
        let text = |text: &str| SheetInline::Text { text: text.to_owned() };
        let strong = |children| SheetInline::Strong { children };
        let apart = Line::of(&[strong(vec![text("a")]), strong(vec![text("b")]), text(""), text("c")]);
        let together = Line::of(&[strong(vec![text("ab")]), text("c")]);
        assert_eq!(apart.0, together.0);
        assert_eq!(apart.0.len(), 2);
    }
}
