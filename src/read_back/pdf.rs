//! PDF files: the words as a screen reader gets them, from the tag tree, and the
//! files inside. The only user of `lopdf`.

mod attachments;
mod content;
mod tree;
mod unicode;

use lopdf::{Document, LoadOptions};

use super::{Unreadable, normalised};

pub use attachments::Attachment;
pub use tree::{Element, Node, elements, print};

/// Bytes that the content of all pages, or another stream, may have once it is
/// unpacked.
const MOST_CONTENT: usize = 64 << 20;

/// What was read in a PDF.
#[derive(Debug)]
pub struct Pdf {
    /// All words in reading order, one space between two.
    pub words: String,
    /// The tag tree.
    pub tree: Vec<Node>,
    /// What is shown in no tag and no artifact, so that nobody hears it.
    pub untagged: String,
    /// What is shown around the text on all pages: letterhead, head and foot.
    pub furniture: String,
    /// The files inside.
    pub attachments: Vec<Attachment>,
    /// How many pages there are.
    pub pages: usize,
}

impl Pdf {
    /// Reads a PDF.
    ///
    /// # Errors
    /// When it is encrypted or damaged, has no tag tree that can be followed, or
    /// too much is in it.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        Self::of(&load(bytes)?)
    }

    /// The same of a file that is loaded already.
    ///
    /// # Errors
    /// As [`Pdf::read`].
    pub fn of(document: &Document) -> Result<Self, Unreadable> {
        let content::Shown { mut marks, stray: mut untagged, furniture } = content::shown(document)?;
        let tree = tree::read(document, &mut marks)?;
        // What is marked but in no element is heard by nobody either.
        marks.values().for_each(|text| untagged.push_str(text));
        let mut words = String::new();
        tree::words(&tree, &mut words);
        Ok(Self {
            words: normalised(&words),
            tree,
            untagged: normalised(&untagged),
            furniture: normalised(&furniture),
            attachments: attachments::attachments(document)?,
            pages: document.page_iter().count(),
        })
    }
}

/// Loads a file, to be looked at.
///
/// # Errors
/// When it is encrypted or damaged.
pub fn load(bytes: &[u8]) -> Result<Document, Unreadable> {
    let options = LoadOptions::with_max_decompressed_size(MOST_CONTENT);
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| Unreadable::from_library(&error))?;
    // Also with an empty password, which the library tries: ours have none.
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Unreadable::new("it is encrypted"));
    }
    Ok(document)
}

/// Everything that is shown in a PDF, whether in tags or not, in the order of its
/// pages, with the number of the page.
///
/// # Errors
/// As [`load`], and when the content of a page cannot be read.
pub fn shown(document: &Document) -> Result<(Vec<(usize, String)>, String), Unreadable> {
    let content::Shown { marks, stray, .. } = content::shown(document)?;
    let pages: Vec<_> = document.page_iter().collect();
    let number = |page| pages.iter().position(|one| *one == page).map_or(0, |at| at + 1);
    Ok((marks.into_iter().map(|((page, _), text)| (number(page), text)).collect(), stray))
}
