//! What holds for every Word file, whatever stands in the notice.

use pressdoc::model::sheet::{Sheet, SheetBlock};

use super::{Faults, Rendered, all, headings, normalised, values};

/// The words of the Word file, with the footnotes where the other forms have
/// them: at the end of their section, and not at the foot of a page.
pub fn words_in_order(notice: &Rendered) -> String {
    let word = notice.word();
    let (before, behind) = around_notes(&notice.sheet);
    let Some(rest) = word.words.strip_prefix(before.as_str()) else { return word.words };
    let Some(rest) = rest.trim_start().strip_prefix(behind.as_str()) else { return word.words };
    normalised(&format!("{before} {} {behind} {rest}", word.notes))
}

/// The words before and behind the footnotes.
fn around_notes(sheet: &Sheet) -> (String, String) {
    let mark = "\u{E000}";
    let mut marked = sheet.clone();
    for block in marked.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let SheetBlock::Notes { items } = block {
            *items = Vec::new();
            *block = SheetBlock::Preformatted { text: mark.to_owned() };
        }
    }
    let text = marked.reading_text();
    match text.split_once(mark) {
        Some((before, behind)) => (before.trim().to_owned(), behind.trim().to_owned()),
        None => (text, String::new()),
    }
}

#[test]
fn a_word_file_can_be_walked() {
    let mut faults = Faults::default();
    for notice in all() {
        let (word, sheet) = (notice.word(), &notice.sheet);
        faults.same(notice, "headings of the Word file", word.headings.clone(), headings(sheet));
        faults.same(
            notice,
            "alternative texts of the Word file",
            word.alternative_texts.clone(),
            values(sheet, "alternative_text"),
        );
        let tables = values(sheet, "kind").iter().filter(|kind| *kind == "table").count();
        faults.same(notice, "rows that pages repeat", word.header_rows, tables);
        for style in &word.styles {
            let is_known = word.xml("word/styles.xml").contains(&format!("w:styleId=\"{style}\""));
            faults.check(notice, is_known, || format!("the style {style:?} is nowhere"));
        }
        let shown = word.furniture.contains(&sheet.reference) && word.furniture.contains(&sheet.content_hash[..4]);
        faults.check(notice, shown, || format!("head and foot say {:?}", word.furniture));
        let says_draft = word.furniture.contains(&sheet.labels["draft"]);
        faults.same(notice, "every page says that it is a draft", says_draft, sheet.draft);
    }
    faults.none();
}

#[test]
fn a_word_file_says_of_itself_what_the_notice_says() {
    let mut faults = Faults::default();
    for notice in all() {
        let (word, sheet) = (notice.word(), &notice.sheet);
        let core = word.xml("docProps/core.xml");
        for (name, value) in [("dc:language", &sheet.language), ("cp:keywords", &sheet.reference)] {
            faults.check(notice, core.contains(&format!("<{name}>{value}</{name}>")), || format!("{name}: {core}"));
        }
        let year = &sheet.date[..4];
        faults.check(notice, core.contains(&format!("W3CDTF\">{year}-")), || format!("made in another year: {core}"));
        let text = word.xml("word/document.xml");
        let runs_left = text.contains("<w:bidi/>");
        faults.same(notice, "runs to the left", runs_left, sheet.direction == "rtl");
        for section in sheet.sections.iter().filter(|section| section.language != sheet.language) {
            let is_marked = text.contains(&format!("<w:lang w:val=\"{}-", section.language));
            faults.check(notice, is_marked, || format!("nothing is in the language {}", section.language));
        }
        // Nothing is looked up outside, and nothing but text and pictures is in it.
        for name in word.parts.keys() {
            let is_text =
                [".xml", ".rels", ".png", ".jpg", ".gif", ".webp", ".svg"].iter().any(|end| name.ends_with(end));
            faults.check(notice, is_text, || format!("the part {name}"));
        }
    }
    faults.none();
}
