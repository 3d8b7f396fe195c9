//! Pictures of a page.

use std::sync::Arc;

use base64::Engine as _;

use super::super::draft::Doubt;
use super::super::one_line;
use super::blocks::Reader;
use super::tree::Element;
use crate::model::picture::Picture;
use crate::model::sheet::SheetBlock;

/// The figure of an `img`; `None` for one that says nothing.
pub fn read(element: &Element, reader: &mut Reader<'_, '_>) -> Option<SheetBlock> {
    let source = element.attribute("src").or_else(|| element.attribute("data-src")).unwrap_or("").trim();
    let alternative_text = one_line(element.attribute("alt").unwrap_or(""));
    let data = source.strip_prefix("data:");
    let shown = if data.is_some() { "data:…".to_owned() } else { one_line(source) };
    if alternative_text.is_empty() {
        let doubt = Doubt::new("picture", "a picture without alternative text was taken for an ornament and left out");
        reader.draft.doubt(doubt.at("<img>").about(shown));
        return None;
    }
    let picture = match data {
        Some(data) => inside(data).and_then(Picture::new),
        None => (reader.clues.picture)(source),
    };
    if picture.is_none() {
        let doubt = Doubt::new("picture", "the picture is not here: put its file beside the notice");
        reader.draft.doubt(doubt.at("<img>").about(shown));
    }
    let file = source.split(['?', '#']).next().filter(|_| data.is_none()).unwrap_or("picture");
    let file = file.rsplit('/').next().unwrap_or(file);
    let name = match &picture {
        Some(picture) => format!("{}.{}", file.rsplit_once('.').map_or(file, |(stem, _)| stem), picture.format),
        None => file.to_owned(),
    };
    let index = reader.draft.picture(&name, picture.as_ref().map(|picture| Arc::clone(&picture.bytes)));
    let (format, width, height) =
        picture.map_or(("png", 0, 0), |picture| (picture.format, picture.width, picture.height));
    Some(SheetBlock::Figure { index, format, width, height, alternative_text, caption: Vec::new() })
}

/// The bytes of a picture inside the page: `image/png;base64,…`.
fn inside(data: &str) -> Option<Vec<u8>> {
    let (about, data) = data.split_once(',')?;
    let data: String = data.chars().filter(|character| !character.is_whitespace()).collect();
    about.ends_with(";base64").then(|| base64::engine::general_purpose::STANDARD.decode(data).ok())?
}
