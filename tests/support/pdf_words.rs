//! A PDF as the program reads it back, and what else it says about itself.

use std::collections::BTreeSet;

use lopdf::Dictionary;
use pressdoc::read_back::pdf::{self, Attachment, Node, Pdf};

use super::pdf_facts as facts;

/// What was read in a PDF.
pub struct PdfText {
    /// All words in reading order, one space between two.
    pub words: String,
    /// The headings with their level.
    pub headings: Vec<(u8, String)>,
    /// The tags in reading order with their depth, from 0.
    pub tags: Vec<(usize, String)>,
    /// The tag tree.
    pub tree: Vec<Node>,
    /// What is shown in no tag and no artifact, so that nobody hears it.
    pub untagged: String,
    /// The alternative texts of figures.
    pub alternatives: Vec<String>,
    /// The title.
    pub title: Option<String>,
    /// Whether readers show the title instead of the file name.
    pub shows_title: bool,
    /// The language of the document.
    pub language: Option<String>,
    /// Whether the file says that it is tagged.
    pub marked: bool,
    /// The bookmarks with their depth, from 1.
    pub outline: Vec<(usize, String)>,
    /// The files inside.
    pub attachments: Vec<Attachment>,
    /// Every font, and whether it is in the file.
    pub fonts: Vec<(String, bool)>,
    /// Where links lead.
    pub links: BTreeSet<String>,
    /// The XMP packet.
    pub metadata: String,
    /// How many pages there are.
    pub pages: usize,
    /// What is read on the last one; its order is not that of the tags.
    pub last_page: String,
}

impl PdfText {
    /// Reads a PDF.
    pub fn read(bytes: &[u8]) -> Self {
        let document = pdf::load(bytes).expect("a PDF that can be read");
        let catalog: &Dictionary = document.catalog().expect("a catalogue");
        let read = Pdf::of(&document).expect("a PDF with a tag tree");
        let (shown, _) = pdf::shown(&document).expect("pages that can be read");
        let on_last = shown.iter().filter(|(page, _)| *page == read.pages);
        let last_page = normalised(&on_last.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "));
        let (mut tags, mut headings, mut alternatives) = (Vec::new(), Vec::new(), Vec::new());
        pdf::elements(&read.tree, 0, &mut |depth, element| {
            tags.push((depth, element.tag.clone()));
            headings.extend(heading_level(&element.tag).map(|level| (level, element.words())));
            alternatives.extend(element.alternative.clone().filter(|_| element.tag == "Figure"));
        });
        Self {
            words: read.words,
            headings,
            tags,
            untagged: read.untagged,
            alternatives,
            title: facts::title(&document),
            shows_title: facts::shows_title(&document, catalog),
            language: facts::string(&document, catalog, b"Lang"),
            marked: facts::is_marked(&document, catalog),
            outline: facts::outline(&document, catalog),
            attachments: read.attachments,
            fonts: facts::fonts(&document),
            links: facts::links(&document),
            metadata: facts::metadata(&document, catalog),
            pages: read.pages,
            last_page,
            tree: read.tree,
        }
    }

    /// The tag tree as text, for files that are looked at and compared.
    pub fn tag_tree(&self) -> String {
        let mut text = String::new();
        pdf::print(&self.tree, 0, &mut text);
        text
    }

    /// Whether every font is in the file, and there is one.
    pub fn fonts_are_embedded(&self) -> bool {
        !self.fonts.is_empty() && self.fonts.iter().all(|(_, embedded)| *embedded)
    }

    /// A value of the XMP packet, as an element or as an attribute:
    /// `pdfaid:part`.
    pub fn metadata_value(&self, name: &str) -> Option<&str> {
        let as_element = || self.metadata.split_once(&format!("<{name}>"))?.1.split_once('<');
        let as_attribute = || self.metadata.split_once(&format!("{name}=\""))?.1.split_once('"');
        as_element().or_else(as_attribute).map(|(value, _)| value.trim())
    }
}

/// Everything that is shown in a PDF without tags, in the order of its pages,
/// and how many pages there are.
pub fn shown(bytes: &[u8]) -> (String, usize) {
    let document = pdf::load(bytes).expect("a PDF that can be read");
    let (_, stray) = pdf::shown(&document).expect("pages that can be read");
    (stray, document.page_iter().count())
}

/// `H3` → 3.
fn heading_level(tag: &str) -> Option<u8> {
    tag.strip_prefix('H')?.parse().ok()
}

/// White space made single spaces.
fn normalised(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
