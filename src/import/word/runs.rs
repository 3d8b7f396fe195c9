//! What stands in a paragraph: runs, links, fields, tracked changes.

use super::Reader;
use super::body::branch;
use super::fields::{Meaning, meaning};
use super::line::{Content, Line, Look, Piece};
use super::symbols;
use super::tree::{Element, Space};

/// What a piece already stands in.
#[derive(Debug, Clone, Default)]
pub struct Inside {
    /// The address of a link around it.
    target: Option<String>,
}

/// How a run is set.
#[derive(Debug, Clone, Default)]
struct Face {
    look: Look,
    hidden: bool,
    /// The font, where it draws something else than letters.
    symbols: Option<String>,
    /// Whether the text behind a mark is the mark.
    custom_mark: bool,
}

impl Reader<'_, '_> {
    /// Reads what stands in `element` into `line`.
    pub fn pieces(&mut self, element: &Element, inside: &Inside, line: &mut Line) {
        for child in element.elements() {
            match (child.space, child.name.as_str()) {
                (Space::Word, "r") => self.run(child, inside, line),
                (Space::Word, "hyperlink") => {
                    let target = self.target(child).or_else(|| inside.target.clone());
                    self.pieces(child, &Inside { target }, line);
                }
                (Space::Word, "fldSimple") => self.simple_field(child, inside, line),
                (Space::Word, "ins" | "moveTo") => {
                    self.inserted(child);
                    self.pieces(child, inside, line);
                }
                (Space::Word, "del" | "moveFrom") => self.deleted(child),
                (Space::Word, "smartTag" | "customXml" | "sdtContent" | "dir" | "bdo") => {
                    self.pieces(child, inside, line);
                }
                (Space::Word, "sdt") => {
                    if !self.is_placeholder(child)
                        && let Some(content) = child.child("sdtContent")
                    {
                        self.pieces(content, inside, line);
                    }
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(branch) = branch(child) {
                        self.pieces(branch, inside, line);
                    }
                }
                (Space::Math, "oMath" | "oMathPara") => {
                    let words = self.formula(child);
                    self.text(&words, &Face::default(), inside, line);
                }
                _ => {}
            }
        }
    }

    fn target(&mut self, link: &Element) -> Option<String> {
        let place = link.attribute("anchor").filter(|place| !place.is_empty());
        let relationship = link.attribute("id").and_then(|id| self.leads_to.get(id));
        let target = relationship.filter(|own| own.external).map(|own| own.target.clone());
        match (target, place) {
            (Some(target), Some(place)) if !target.contains('#') => Some(format!("{target}#{place}")),
            (target, _) => target,
        }
    }

    fn simple_field(&mut self, field: &Element, inside: &Inside, line: &mut Line) {
        match meaning(field.attribute("instr").unwrap_or_default()) {
            Meaning::Link(target) => self.pieces(field, &Inside { target: Some(target) }, line),
            Meaning::NoteMark(bookmark) if self.notes.bookmarked(&bookmark).is_some() => {
                self.mark_again(&bookmark, inside, line);
            }
            Meaning::Contents => {
                let words = self.text_below(field);
                self.left_out_contents(&words);
            }
            Meaning::Clock => {
                let words = self.text_below(field);
                self.clock(&words);
                self.pieces(field, inside, line);
            }
            Meaning::Text | Meaning::NoteMark(_) => self.pieces(field, inside, line),
        }
    }

    fn clock(&mut self, words: &str) {
        self.doubt("date-field", "Word fills in this date anew each day: check it", words);
    }

    fn mark_again(&mut self, bookmark: &str, inside: &Inside, line: &mut Line) {
        if let Some(number) = self.notes.bookmarked(bookmark).and_then(|key| self.notes.number(&key)) {
            let target = inside.target.clone();
            line.push(Piece { look: Look::default(), target, content: Content::NoteMark(number.0, number.1) });
        }
    }

    fn run(&mut self, run: &Element, inside: &Inside, line: &mut Line) {
        let mut face = self.face(run.child("rPr"));
        face.custom_mark = run
            .elements()
            .any(|child| child.name.ends_with("noteReference") && child.attribute("customMarkFollows").is_some());
        for child in run.elements() {
            self.part_of_run(child, &face, inside, line);
        }
    }

    fn part_of_run(&mut self, child: &Element, face: &Face, inside: &Inside, line: &mut Line) {
        match (child.space, child.name.as_str()) {
            (Space::Word, "t") => {
                let text = child.own_text();
                if !face.custom_mark {
                    self.text(&text, face, inside, line);
                }
            }
            (Space::Word, "tab" | "ptab") => self.content(Content::Tab, face, inside, line),
            (Space::Word, "br") if matches!(child.attribute("type"), Some("page" | "column")) => {
                self.content(Content::Tab, face, inside, line);
            }
            (Space::Word, "br" | "cr") => self.content(Content::Break, face, inside, line),
            (Space::Word, "noBreakHyphen") => self.text("\u{2011}", face, inside, line),
            (Space::Word, "softHyphen") => self.text("\u{AD}", face, inside, line),
            (Space::Word, "sym") => self.symbol(child, face, inside, line),
            (Space::Word, "fldChar") => self.field_mark(child, inside, line),
            (Space::Word, "instrText") => {
                let text = child.own_text();
                self.fields.instruct(&text);
            }
            (Space::Word, "footnoteReference" | "endnoteReference") => self.note_mark(child, inside, line),
            (Space::Word, "drawing") => self.drawing(child, face.hidden, line),
            (Space::Word, "pict" | "object") => self.old_drawing(child, line),
            (Space::Word, "ruby") => {
                let base = child.child("rubyBase").map(|base| self.text_below(base)).unwrap_or_default();
                let above = child.child("rt").map(|above| self.text_below(above)).unwrap_or_default();
                self.text(&base, face, inside, line);
                self.doubt("ruby", "small characters above the line are kept at the end", &above);
                self.keep(&above);
            }
            (Space::Compatibility, "AlternateContent") => {
                if let Some(branch) = branch(child) {
                    branch.elements().for_each(|inner| self.part_of_run(inner, face, inside, line));
                }
            }
            (Space::Math, "oMath") => {
                let words = self.formula(child);
                self.text(&words, face, inside, line);
            }
            _ => {}
        }
    }

    fn face(&mut self, properties: Option<&Element>) -> Face {
        self.run_language = None;
        let Some(properties) = properties else { return Face::default() };
        let style = properties.value_at(&["rStyle"]);
        let named = style.map(|id| self.styles.character(id)).unwrap_or_default();
        let on = |property: &str, inherited: Option<bool>| properties.is_on(property).or(inherited).unwrap_or(false);
        let font =
            properties.child("rFonts").and_then(|fonts| fonts.attribute("ascii").or_else(|| fonts.attribute("hAnsi")));
        let is_mono = font.is_some_and(|font| MONOSPACED.contains(&font.to_lowercase().as_str()));
        if let Some(language) = properties.child("lang") {
            let right_to_left = properties.is_on("rtl").unwrap_or(false);
            let tag = language.attribute(if right_to_left { "bidi" } else { "val" });
            self.run_language = tag.map(str::to_owned);
        }
        if properties.is_on("strike").unwrap_or(false) || properties.is_on("dstrike").unwrap_or(false) {
            self.doubt_once(
                "struck-text",
                "words are struck through, which a notice cannot show; they are in the text",
                "",
            );
        }
        Face {
            look: Look { strong: on("b", named.bold), emphasis: on("i", named.italic), code: named.code || is_mono },
            hidden: on("vanish", named.hidden) || on("specVanish", None),
            symbols: font.filter(|font| symbols::is_symbol_font(font)).map(str::to_owned),
            custom_mark: false,
        }
    }

    fn text(&mut self, text: &str, face: &Face, inside: &Inside, line: &mut Line) {
        if text.is_empty() || !self.fields.is_text() {
            if self.fields.is_contents() {
                self.left_out_contents(text);
            } else if !self.fields.is_text() {
                self.fields.skip(text);
            }
            return;
        }
        if face.hidden || self.hidden_paragraph {
            self.doubt("hidden-text", "this text is hidden from readers; it is kept at the end", text);
            return self.keep(text);
        }
        let letters = text.chars().filter(|character| character.is_alphabetic()).count();
        let language = self.run_language.as_deref().map(super::paragraphs::code).map(str::to_owned);
        if letters > 0 {
            self.heading_language.clone_from(&language);
        }
        if let Some(language) =
            language.or_else(|| self.styles.language.as_deref().map(super::paragraphs::code).map(str::to_owned))
        {
            *self.languages.entry(language).or_default() += letters;
        }
        let shown = match &face.symbols {
            Some(font) => self.symbols(font, text),
            None if self.ours => text.to_owned(),
            // Where a word may be parted is the business of each form.
            None => text.replace('\u{AD}', ""),
        };
        self.content(Content::Text(shown), face, inside, line);
    }

    fn content(&mut self, content: Content, face: &Face, inside: &Inside, line: &mut Line) {
        if !self.fields.is_text() {
            return;
        }
        let target = self.fields.target().map(str::to_owned).or_else(|| inside.target.clone());
        let look = if matches!(content, Content::Text(_)) { face.look } else { Look::default() };
        line.push(Piece { look, target, content });
    }

    fn symbol(&mut self, element: &Element, face: &Face, inside: &Inside, line: &mut Line) {
        let font = element.attribute("font").unwrap_or_default().to_owned();
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
        let shown = self.shown(&font, code);
        self.text(&shown.to_string(), &Face { symbols: None, ..face.clone() }, inside, line);
    }

    fn symbols(&mut self, font: &str, text: &str) -> String {
        text.chars().map(|character| self.shown(font, u32::from(character))).collect()
    }

    fn shown(&mut self, font: &str, code: u32) -> char {
        symbols::character(font, code).unwrap_or_else(|| {
            let words = format!("{font} {code:X}");
            self.doubt(
                "symbol",
                "a sign of a symbol font has no character of its own; `□` stands in its place",
                &words,
            );
            '□'
        })
    }

    fn field_mark(&mut self, mark: &Element, inside: &Inside, line: &mut Line) {
        match mark.attribute("fldCharType") {
            Some("begin") => self.fields.begin(),
            Some("separate") => match self.fields.separate() {
                Meaning::NoteMark(bookmark) => self.mark_again(&bookmark, inside, line),
                Meaning::Clock => self.clock(""),
                _ => {}
            },
            Some("end") => self.fields.end(),
            _ => {}
        }
    }

    fn note_mark(&mut self, reference: &Element, inside: &Inside, line: &mut Line) {
        let Some(id) = reference.attribute("id") else { return };
        let is_foot = reference.name == "footnoteReference";
        let Some((number, first)) = self.notes.mark(is_foot, id) else {
            return self.doubt("lost-footnote", "a footnote is marked that the file does not have", "");
        };
        if self.fields.is_text() {
            let target = self.fields.target().map(str::to_owned).or_else(|| inside.target.clone());
            line.push(Piece { look: Look::default(), target, content: Content::NoteMark(number, first) });
        }
    }
}

/// Fonts of machines.
const MONOSPACED: [&str; 8] =
    ["courier new", "courier", "consolas", "lucida console", "menlo", "monaco", "dejavu sans mono", "liberation mono"];
