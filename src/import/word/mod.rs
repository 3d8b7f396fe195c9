//! A Word file (`.docx`, Office Open XML) → a draft. Any file that an officer
//! sends, whichever program made it; in a file of our own everything is known by
//! the names of the styles, and nothing is lost.
//!
//! What Word marks and a notice cannot say is a doubt; text that readers of the
//! file do not see, or that stands outside it, is kept at the end.

mod body;
mod drawings;
mod fields;
mod line;
mod lists;
mod notes;
mod numbering;
mod ours;
mod package;
mod paragraphs;
mod runs;
mod styles;
mod symbols;
mod tables;
mod tree;

use std::collections::BTreeMap;

use super::{Clues, Doubt, Draft, Refusal, one_line, text_of};
use crate::model::sheet::{SheetBlock, SheetInline};
use fields::Fields;
use line::Line;
use notes::Notes;
use numbering::Numbering;
use package::{Package, Relationships, damaged};
use styles::Styles;
use tree::Element;

/// Whether the bytes are an archive, as Word files are.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What is said of a file of the format that Word had before 2007, in which
/// locked files of today are wrapped as well; `None` for any other.
pub fn compound(bytes: &[u8]) -> Option<Refusal> {
    if !bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return None;
    }
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        return Some(locked());
    }
    Some(Refusal::new("is a Word file of before 2007", "open it in a word processor and save it as `.docx`"))
}

fn locked() -> Refusal {
    Refusal::new("is locked with a password", "take the password off in Word, and save it again")
}

/// Reads a Word file.
///
/// # Errors
/// [`Refusal`] when it is none, damaged, locked, or far larger than any notice.
pub fn read(bytes: &[u8], clues: &Clues<'_>) -> Result<Draft, Refusal> {
    let mut package = Package::open(bytes)?;
    let root = package.relationships("")?;
    let main = root.values().find(|relationship| relationship.kind == "officeDocument");
    let Some(main) = main.map(|relationship| relationship.target.clone()) else { return Err(no_word(&package)) };
    let document = package.tree(&main)?.ok_or_else(damaged)?;
    let Some(body) = document.child("body").filter(|body| body.is("body")) else { return Err(no_word(&package)) };
    let ours = ours::properties(&mut package, &root)?;
    let untouched = ours.is_some() && ours::is_untouched(&mut package, &root)?;
    let leads_to = package.relationships(&main)?;
    let part = |package: &mut Package<'_>, kind: &str| -> Result<Option<Element>, Refusal> {
        let path = leads_to.values().find(|own| own.kind == kind && !own.external).map(|own| own.target.clone());
        path.map_or(Ok(None), |path| package.tree(&path))
    };
    let styles = part(&mut package, "styles")?.map(|root| Styles::read(&root, ours.is_some())).unwrap_or_default();
    let numbering = part(&mut package, "numbering")?.map(|root| Numbering::read(&root)).unwrap_or_default();
    let notes = Notes::read(&mut package, &leads_to, &document)?;
    let comments = part(&mut package, "comments")?;
    let mut reader = Reader {
        package,
        clues,
        draft: Draft::default(),
        styles,
        numbering,
        ours: ours.is_some(),
        untouched,
        leads_to: leads_to.clone(),
        notes,
        fields: Fields::default(),
        carried: Line::default(),
        quoted: None,
        hidden_paragraph: false,
        run_language: None,
        heading_language: None,
        counts: BTreeMap::new(),
        paragraph: 0,
        depth: 0,
        part: "",
        languages: BTreeMap::new(),
        broken: None,
    };
    reader.draft.blocks = reader.blocks(body);
    reader.unended_fields();
    reader.footnotes(&leads_to);
    reader.comments(comments.as_ref());
    if !reader.ours {
        reader.around(&leads_to)?;
    }
    reader.language(&root)?;
    if let Some(fault) = reader.broken {
        return Err(fault);
    }
    let mut draft = reader.draft;
    match ours {
        Some(properties) => properties.apply(&mut draft, clues),
        None => headings(&mut draft),
    }
    Ok(draft)
}

/// What is said of an archive that is something else.
fn no_word(package: &Package<'_>) -> Refusal {
    let (what, help) = if package.has("xl/") {
        ("is a table of Excel", "copy the text into a Word file or a text file")
    } else if package.has("ppt/") {
        ("is a presentation", "copy the text into a Word file or a text file")
    } else if package.has("content.xml") {
        ("is an OpenDocument file", "open it in a word processor and save it as `.docx`")
    } else {
        ("is an archive, but no Word file", "unpack it, and import what is in it")
    };
    Refusal::new(what, help)
}

/// A file at work.
struct Reader<'c, 'b> {
    package: Package<'b>,
    clues: &'c Clues<'c>,
    draft: Draft,
    styles: Styles,
    numbering: Numbering,
    /// Whether pressdoc made the file.
    ours: bool,
    /// Whether no other program has written it since.
    untouched: bool,
    /// Where the part that is read leads.
    leads_to: Relationships,
    notes: Notes,
    fields: Fields,
    /// The beginning of the next paragraph, where the end of the last is deleted.
    carried: Line,
    /// Inside a quotation of our own, and who said it as far as read.
    quoted: Option<Option<Vec<SheetInline>>>,
    /// Whether the style of the paragraph hides it.
    hidden_paragraph: bool,
    /// The language of the run, as a tag.
    run_language: Option<String>,
    /// The language of the last letters.
    heading_language: Option<String>,
    /// The next number of a list, by kind of list and level.
    counts: BTreeMap<(String, u8), u64>,
    /// The paragraph that is read, from 1.
    paragraph: usize,
    /// Boxes and tables inside one another.
    depth: usize,
    /// The part that is read, where it is not the text itself: `footnote`.
    part: &'static str,
    /// Letters by the language that Word takes them for.
    languages: BTreeMap<String, usize>,
    /// Why a part cannot be read.
    broken: Option<Refusal>,
}

impl Reader<'_, '_> {
    /// Notes a doubt about the paragraph that is read.
    fn doubt(&mut self, name: &'static str, message: &str, words: &str) {
        let place = match self.part {
            "" if self.paragraph == 0 => String::new(),
            "" => format!("paragraph {}", self.paragraph),
            part => part.to_owned(),
        };
        self.draft.doubt(Doubt::new(name, message).at(place).about(one_line(words)));
    }

    /// The same, once for the whole file.
    fn doubt_once(&mut self, name: &'static str, message: &str, words: &str) {
        if !self.draft.doubts.iter().any(|doubt| doubt.name == name) {
            self.doubt(name, message, words);
        }
    }

    /// Keeps words that have no place in the text.
    fn keep(&mut self, words: &str) {
        let words = one_line(words);
        if !words.is_empty() {
            self.draft.unplaced.push(SheetBlock::Paragraph { children: text_of(&words) });
        }
    }

    /// What stood in fields that never end is kept: it may have been text.
    fn unended_fields(&mut self) {
        let words = self.fields.close();
        if !words.trim().is_empty() {
            self.doubt("damaged-field", "a field of Word never ends; what stood in it is kept at the end", &words);
            self.keep(&words);
        }
    }

    fn comments(&mut self, root: Option<&Element>) {
        let Some(root) = root else { return };
        self.part = "comment";
        for comment in root.elements().filter(|element| element.is("comment")) {
            let words = self.text_below(comment);
            if words.is_empty() {
                continue;
            }
            let author = comment.attribute("author").unwrap_or_default();
            let said = if author.is_empty() { words.clone() } else { format!("{author}: {words}") };
            self.doubt("comment", "a comment stands beside the text; it is kept at the end", &said);
            self.keep(&said);
        }
        self.part = "";
    }

    /// Headers and footers: every page has them, and no notice.
    fn around(&mut self, leads_to: &Relationships) -> Result<(), Refusal> {
        for relationship in leads_to.values() {
            if !matches!(relationship.kind.as_str(), "header" | "footer") || relationship.external {
                continue;
            }
            let Some(root) = self.package.tree(&relationship.target)? else { continue };
            let mut paragraphs = Vec::new();
            root.all("p", &mut paragraphs);
            let lines: Vec<String> = paragraphs.into_iter().map(|paragraph| self.text_below(paragraph)).collect();
            let pieces =
                lines.iter().flat_map(|line| line.split([' ', '\t', '|', '·', ',', ';']).chain([line.as_str()]));
            if self.draft.reference.is_none() {
                self.draft.reference = pieces.map(str::trim).find_map(|piece| (self.clues.reference)(piece));
            }
            let words = one_line(&lines.join(" "));
            // A page number alone is nobody's text.
            if words.chars().any(char::is_alphabetic) {
                let message = "headers and footers are left out: each form of the notice makes its own";
                self.draft.doubt(Doubt::new("header-footer", message).at(relationship.kind.clone()).about(words));
            }
        }
        Ok(())
    }

    /// The language that most letters have; else that of the file.
    fn language(&mut self, root: &Relationships) -> Result<(), Refusal> {
        let core = root.values().find(|own| own.kind == "core-properties").map(|own| own.target.clone());
        let core = core.map_or(Ok(None), |path| self.package.tree(&path))?;
        let stated = core.as_ref().and_then(|core| core.child("language")).map(Element::own_text);
        let most = self.languages.iter().max_by_key(|(_, letters)| **letters).map(|(language, _)| language.clone());
        let code = most.or_else(|| self.styles.language.clone()).or(stated).unwrap_or_default();
        self.draft.language = code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        Ok(())
    }
}

/// The headline, where no paragraph has the style of a title; and the levels of
/// the headings below it, from 2.
fn headings(draft: &mut Draft) {
    let is_level =
        |level: u8| move |block: &SheetBlock| matches!(block, SheetBlock::Heading { level: own, .. } if *own == level);
    let highest = (1..=6).find(|level| draft.blocks.iter().any(is_level(*level)));
    let Some(highest) = highest else { return };
    let tops: Vec<usize> = (0..draft.blocks.len()).filter(|at| is_level(highest)(&draft.blocks[*at])).collect();
    let first_heading = draft.blocks.iter().position(|block| matches!(block, SheetBlock::Heading { .. }));
    let mut shift = i16::from(2 - highest.min(2)) - i16::from(highest.saturating_sub(2));
    if draft.headline.is_empty()
        && let [only] = tops.as_slice()
        && first_heading == Some(*only)
        && let SheetBlock::Heading { children, .. } = draft.blocks.remove(*only)
    {
        draft.headline = children;
        let next = (1..=6).find(|level| draft.blocks.iter().any(is_level(*level))).unwrap_or(2);
        shift = 2 - i16::from(next);
    }
    for block in &mut draft.blocks {
        if let SheetBlock::Heading { level, .. } = block {
            *level = (i16::from(*level) + shift).clamp(2, 6) as u8;
        }
    }
}

/// A paragraph of running text.
fn paragraph(children: Vec<SheetInline>) -> SheetBlock {
    SheetBlock::Paragraph { children }
}
