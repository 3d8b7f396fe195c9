//! What holds for every PDF, whatever stands in the notice.

use serde_json::Value;

use super::{Faults, all, headings, normalised, values};

#[test]
fn a_pdf_is_tagged_from_headline_to_last_word() {
    let mut faults = Faults::default();
    for notice in all() {
        let (pdf, sheet) = (notice.pdf(), &notice.sheet);
        faults.check(notice, pdf.marked, || "the PDF does not say that it is tagged".to_owned());
        let roots: Vec<&str> = pdf.tags.iter().filter(|(depth, _)| *depth == 0).map(|(_, tag)| tag.as_str()).collect();
        faults.same(notice, "roots of the tag tree", roots, vec!["Document"]);
        faults.same(notice, "text that no tag and no artifact holds", pdf.untagged.as_str(), "");
        faults.check(notice, !pdf.words.contains('\u{fffd}'), || {
            format!("a character is lost in the PDF: {}", pdf.words)
        });
        let expected = headings(sheet);
        faults.same(
            notice,
            "first heading",
            pdf.headings.first().cloned(),
            Some((1, normalised(&sheet.headline_text))),
        );
        faults.same(notice, "headings of the PDF", pdf.headings.clone(), expected.clone());
        let skips = expected.windows(2).any(|pair| pair[1].0 > pair[0].0 + 1);
        faults.check(notice, !skips, || format!("a level is skipped: {expected:?}"));
        let bookmarks: Vec<(u8, String)> = pdf
            .outline
            .iter()
            .map(|(depth, text)| (u8::try_from(*depth).unwrap_or(u8::MAX), normalised(text)))
            .collect();
        faults.same(notice, "bookmarks", bookmarks, expected);
        faults.same(
            notice,
            "alternative texts of the PDF",
            pdf.alternatives.clone(),
            values(sheet, "alternative_text"),
        );
        let has_labels = sheet.sections.iter().any(|section| section.label.is_some());
        let depth = pdf.outline.iter().map(|(depth, _)| *depth).max().unwrap_or(0);
        faults.check(notice, depth >= if has_labels { 2 } else { 1 }, || format!("bookmarks are {depth} deep"));
        for tag in ["H1", "P"] {
            let line = format!("<{tag}>\n");
            faults
                .check(notice, pdf.tag_tree().contains(&line), || format!("there is no {tag} in\n{}", pdf.tag_tree()));
        }
    }
    faults.none();
}

#[test]
fn a_pdf_says_what_it_is() {
    let mut faults = Faults::default();
    for notice in all() {
        let (pdf, sheet) = (notice.pdf(), &notice.sheet);
        faults.same(notice, "title", pdf.title.as_deref(), Some(sheet.headline_text.as_str()));
        faults.check(notice, pdf.shows_title, || "readers show the file name instead of the title".to_owned());
        faults.same(notice, "language", pdf.language.as_deref(), Some(sheet.language.as_str()));
        for (name, value) in [("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")] {
            faults.same(notice, name, pdf.metadata_value(name), Some(value));
        }
        faults.same(notice, "pages", pdf.metadata_value("xmpTPg:NPages"), Some(pdf.pages.to_string().as_str()));
        faults.check(notice, pdf.fonts_are_embedded(), || format!("a font is not in the file: {:?}", pdf.fonts));
    }
    faults.none();
}

#[test]
fn a_pdf_carries_its_public_record() {
    let mut faults = Faults::default();
    for notice in all() {
        let pdf = notice.pdf();
        let names: Vec<&str> = pdf.attachments.iter().map(|attachment| attachment.name.as_str()).collect();
        faults.same(notice, "attachments", names, vec!["notice.json"]);
        for attachment in &pdf.attachments {
            faults.same(notice, "media type", attachment.media_type.as_str(), "application/json");
            faults.same(notice, "relationship", attachment.relationship.as_str(), "Supplement");
            faults.check(notice, attachment.associated, || "the attachment belongs to nothing".to_owned());
            let record: Value = serde_json::from_slice(&attachment.bytes).expect("notice.json is JSON");
            // The form of the same name, which knows the other language versions too.
            faults.same(notice, "the public record", record, notice.json("json"));
        }
    }
    faults.none();
}
