//! How a text falls on the pages of the PDF.

use crate::support::pdf_words::PdfText;
use crate::support::workspace::{Workspace, project};

const SENTENCE: &str = "The council counted the boats on the lake again and found one more than the year before.";

/// A press release and the notice of an event with so many sentences.
fn notices(sentences: usize) -> [(&'static str, String); 2] {
    let paragraphs: Vec<String> = vec![SENTENCE; sentences].chunks(3).map(|sentences| sentences.join(" ")).collect();
    let text = paragraphs.join("\n\n");
    let release = format!(
        "Orla Valley Council - Press release\n\nPR/26/21\n\n# Boats on the lake\n\n\
         LAKESIDE, 20 April 2026 – {SENTENCE}\n\n{text}\n\n## Press contacts\n\n\
         - Rhona ASHDALE, press officer, Orla Valley Council, +44 20 7946 0142\n\nENDS\n"
    );
    let event = format!(
        "European Commission - Upcoming events\n\n# Boats on the lake\n\nThe news:\n\n{SENTENCE}\n\n\
         The background:\n\n{text}\n\nThe event:\n\nBoats on Monday 4 May 2026, from 14.00 to 15.00.\n\n\
         The sources:\n\n[Lake](https://example.org/lake) – Boats\n\nAGENDA/26/21\n\nPress contacts:\n\n\
         Rhona ASHDALE (+32 2 555 01 42)\n\nGeneral public inquiries: [Europe Direct](https://example.org/direct)\n"
    );
    [("releases/PR/26/21/en.md", release), ("releases/AGENDA/26/21/en.md", event)]
}

/// Those who answer for the text stay together: no last page holds the end mark
/// alone, or two lines about inquiries.
#[test]
fn no_last_page_has_two_lines() {
    let mut turned = 0;
    for sentences in 6..24 {
        for (path, text) in notices(sentences) {
            let workspace = Workspace::new().with(path, text);
            workspace.pressdoc(&["render", "--all", "--to", "pdf"]).success();
            let file = workspace.files().into_iter().find(|file| file.ends_with(".pdf")).expect("a PDF");
            let pdf = PdfText::read(&workspace.read(&file));
            if pdf.pages > 1 {
                turned += 1;
                assert!(pdf.last_page.contains("Rhona ASHDALE"), "{path}, {sentences}: {}", pdf.last_page);
            }
        }
    }
    assert!(turned > 10, "too few of the texts need a second page: {turned}");
}

/// On US Letter a notice says the same words as on A4.
#[test]
fn the_house_style_says_the_paper() {
    let [(path, release), _] = notices(8);
    let house = std::fs::read_to_string(project().join("styles/plain/house.toml")).expect("a house style");
    let letter = house.replace("page = \"a4\"", "page = \"us-letter\"");
    assert_ne!(house, letter, "the house style has a paper");
    let printed = |house: &str| {
        let workspace = Workspace::new().with(path, &release).with("styles/plain/house.toml", house);
        workspace.pressdoc(&["render", path, "--to", "pdf"]).success();
        workspace.read("out/PR/26/21/PR-26-21.en.pdf")
    };
    let (a4, letter) = (printed(&house), printed(&letter));
    assert_eq!(paper(&a4), [595, 842]);
    assert_eq!(paper(&letter), [612, 792]);
    assert_eq!(PdfText::read(&a4).words, PdfText::read(&letter).words);
}

/// Width and height of the first page, in whole points.
fn paper(pdf: &[u8]) -> [i64; 2] {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let page = document.page_iter().next().expect("a page");
    let page = document.get_dictionary(page).expect("its dictionary");
    let area = page.get(b"MediaBox").and_then(lopdf::Object::as_array).expect("its paper");
    [2, 3].map(|at| area[at].as_float().expect("a number").round() as i64)
}
