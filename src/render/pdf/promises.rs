//! What every PDF promises, whatever templates it is set by. The standards of
//! the PDF see to the rest.

use typst::foundations::{NativeElement, Smart, StyleChain};
use typst::introspection::{Introspector as _, Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Document as _, HeadingElem};
use typst::pdf::ArtifactElem;
use typst_layout::PagedDocument;

use crate::model::sheet::Sheet;

/// The first promise that the document of `sheet` does not keep.
pub fn broken_promise(document: &PagedDocument, sheet: &Sheet) -> Option<String> {
    let about = document.info();
    if about.title.as_deref() != Some(sheet.headline_text.as_str()) {
        return Some(
            "the title of the document is not the headline: `set document(title: sheet.headline_text)`".into(),
        );
    }
    let language = sheet.language.split('-').next().unwrap_or("");
    if !matches!(&about.locale, Smart::Custom(locale) if locale.lang.as_str() == language) {
        return Some("the document does not say its language: `set text(lang: sheet.language)`".into());
    }
    headings(document, sheet).or_else(|| words(document, sheet))
}

/// The headline and the labels are headings, so that readers find their way.
fn headings(document: &PagedDocument, sheet: &Sheet) -> Option<String> {
    let found: Vec<(usize, String)> = document
        .introspector()
        .query(&HeadingElem::ELEM.select())
        .iter()
        .filter_map(|content| content.to_packed::<HeadingElem>())
        .map(|heading| (heading.resolve_level(StyleChain::default()).get(), without_spaces(&heading.body.plain_text())))
        .collect();
    let headline = (1, without_spaces(&sheet.headline_text));
    if found.iter().filter(|(level, _)| *level == 1).collect::<Vec<_>>() != [&headline] {
        return Some("the headline is not the one heading of the first level".into());
    }
    let labels = sheet.sections.iter().filter_map(|section| section.label.as_deref());
    let lost = labels.into_iter().find(|label| !found.contains(&(2, without_spaces(label))))?;
    Some(format!("the label `{lost}` is no heading of the second level"))
}

/// Every word is there, and is no decoration.
fn words(document: &PagedDocument, sheet: &Sheet) -> Option<String> {
    let mut reader = Reader::default();
    document.pages().iter().for_each(|page| reader.frame(&page.frame));
    let text = without_spaces(&reader.text);
    let lost = sheet.reading_text().split_whitespace().find(|word| !text.contains(word))?.to_owned();
    Some(format!("the word `{lost}` of the notice is not on the page, or only as decoration that nobody hears"))
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Collects what is not set as an artifact.
#[derive(Default)]
struct Reader {
    text: String,
    artifacts: Vec<Location>,
}

impl Reader {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) if self.artifacts.is_empty() => self.text.push_str(&text.text),
                FrameItem::Tag(Tag::Start(element, _)) if element.is::<ArtifactElem>() => {
                    self.artifacts.extend(element.location());
                }
                FrameItem::Tag(Tag::End(location, ..)) => self.artifacts.retain(|open| open != location),
                _ => {}
            }
        }
    }
}
