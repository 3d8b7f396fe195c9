//! A notice as a Word file, and back: nothing is lost, whatever stands in it.

use std::path::Path;

use pressdoc::import::{Clues, read};
use pressdoc::model::sheet::{Sheet, SheetBlock, SheetInline};
use pressdoc::pipeline::Office;
use pressdoc::render::find_format;
use pressdoc::workspace::NoticeFile;
use proptest::prelude::*;

use crate::support::workspace::{Workspace, project, seed, twin};
use pressdoc::read_back::word::WordText;

/// The Word files that are in `folder`, by what stands before the part of their
/// names that nobody can guess.
fn word_files(workspace: &Workspace, folder: &str) -> Vec<(String, Vec<u8>)> {
    let names = workspace.files().into_iter().filter(|name| name.starts_with(folder) && name.ends_with(".docx"));
    names
        .map(|name| {
            let file = name.rsplit('/').next().expect("a name").to_owned();
            let known: Vec<&str> = file.split('.').take(2).collect();
            (known.join("."), workspace.read(&name))
        })
        .collect()
}

fn notices(workspace: &Workspace) -> Vec<(String, String)> {
    let names = workspace.files().into_iter().filter(|name| name.starts_with("releases/") && name.ends_with(".md"));
    names.map(|name| (name.clone(), String::from_utf8(workspace.read(&name)).expect("UTF-8"))).collect()
}

/// `docx → notice → docx → notice`; the arguments render the first files.
fn there_and_back(render: &[&str], draft: bool) -> usize {
    let (first, second) = (Workspace::new(), Workspace::new());
    let path = |folder: &Path| folder.to_str().expect("a path").to_owned();
    let out = path(&first.path().join("one"));
    let mut arguments = vec!["render", "--to", "docx", "--out", &out];
    arguments.extend(render);
    arguments.extend(draft.then_some("--draft"));
    let run = snapbox::cmd::Command::new(snapbox::cmd::cargo_bin!("pressdoc")).args(arguments).current_dir(project());
    run.assert().success();
    first.pressdoc(&["import", "one"]).success();
    let mut again = vec!["render", "--all", "--to", "docx", "--out", "two"];
    again.extend(draft.then_some("--draft"));
    first.pressdoc(&again).success();
    second.pressdoc(&["import", &path(&first.path().join("two"))]).success();
    let (one, two) = (word_files(&first, "one/"), word_files(&first, "two/"));
    assert_eq!(one.len(), two.len());
    for ((name, before), (other, after)) in one.iter().zip(&two) {
        assert_eq!(name, other);
        let (old, new) = (WordText::read(before).expect("a Word file"), WordText::read(after).expect("a Word file"));
        for part in old.parts.keys().filter(|part| part.ends_with(".xml")) {
            assert_eq!(old.xml(part), new.xml(part), "{name}: {part}");
        }
        assert!(before == after, "{name}: other bytes after the way back");
    }
    let (one, two) = (notices(&first), notices(&second));
    assert_eq!(one.len(), two.len());
    for ((name, before), (other, after)) in one.iter().zip(&two) {
        assert_eq!(name, other);
        assert_eq!(before, after, "{name}");
        assert!(!before.contains("Left over from the import"), "{name} has leftovers:\n{before}");
    }
    one.len()
}

#[test]
fn every_sample_comes_back_from_word() {
    let samples = Office::open(project()).expect("an office").workspace.all(project()).expect("releases").len();
    assert!(samples >= 23, "too few samples: {samples}");
    assert_eq!(there_and_back(&["--all"], false), samples);
}

#[test]
fn notices_with_everything_come_back_from_word() {
    let words = project().join("tests/notices/words.md");
    for path in [Some(words), Some(twin()), seed()].into_iter().flatten() {
        assert_eq!(there_and_back(&[path.to_str().expect("a path")], true), 1, "{}", path.display());
    }
}

#[test]
fn what_was_corrected_and_withdrawn_comes_back_from_word() {
    let notice = "+++\nissued = 2026-03-03T11:00:00+00:00\nembargo = 2026-03-04T06:00:00+01:00\nzone = \"Europe/Brussels\"\n\
        house = \"plain\"\n\n[[correction]]\nat = 2026-03-05T08:00:00+01:00\ntext = \"Monday, not <Sunday>.\"\n\n\
        [[withdrawal]]\nat = 2026-03-06T10:00:00+01:00\ntext = \"It \\\"rests\\\" not.\"\n+++\n\nPR/26/21\n\n# The ferry rests\n\n\
        LAKESIDE, 3 March 2026 – The ferry rests on Monday.\n\n## Press contacts\n\n\
        - Rhona ASHDALE, press officer, +44 20 7946 0142, rhona@orla-valley.example.org\n";
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", notice);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "docx"]).success();
    let file = workspace.files().into_iter().find(|name| name.ends_with(".docx")).expect("a Word file");
    let word = WordText::read(&workspace.read(&file)).expect("a Word file");
    let place = |line: &str| word.words.find(line).unwrap_or_else(|| panic!("`{line}` is not in {}", word.words));
    let lines = ["Embargo: not for publication", "Withdrawn, 6 March", "Correction, 5 March", "The ferry rests"];
    let places: Vec<usize> = lines.iter().map(|line| place(line)).collect();
    assert!(places.is_sorted(), "{places:?}");
    let other = Workspace::new();
    other.write("file.docx", workspace.read(&file));
    other.pressdoc(&["import", "file.docx"]).success();
    let text = String::from_utf8(other.read("releases/PR/26/21/en.md")).expect("UTF-8");
    for line in [
        "embargo = 2026-03-04T06:00:00+01:00",
        "zone = \"Europe/Brussels\"",
        "[[correction]]\nat = 2026-03-05T08:00:00+01:00\ntext = \"Monday, not <Sunday>.\"",
        "[[withdrawal]]\nat = 2026-03-06T10:00:00+01:00\ntext = \"It \\\"rests\\\" not.\"",
    ] {
        assert!(text.contains(line), "`{line}` is not in\n{text}");
    }
}

/// A sheet with something of everything.
fn sample(office: &Office) -> Sheet {
    let file = NoticeFile::new(&project().join("tests/notices/words.md"), project());
    let examined = office.examine(&file).expect("a notice");
    office.compose(&examined, true)
}

fn print(office: &Office, sheet: &Sheet) -> Vec<u8> {
    let house = office.catalog.house("plain").expect("a house style");
    let press = find_format("docx").expect("a form").prepare(&office.catalog, house).expect("a press");
    let bytes = press.print(sheet).expect("a Word file");
    assert!(bytes == press.print(sheet).expect("a Word file"), "other bytes the second time");
    bytes
}

/// What XML allows of a text, in single spaces.
fn allowed(text: &str) -> String {
    let forbidden = |c: char| (c < ' ' && !c.is_whitespace()) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let text: String = text.chars().map(|c| if forbidden(c) { '\u{FFFD}' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Texts that break what is put together carelessly.
fn hostile() -> impl Strategy<Value = String> {
    let known = [
        "]]>",
        "BEGIN:VCALENDAR",
        "&lt;",
        "&amp;amp; &#x41; <w:t>",
        "\u{FFFD}\u{FFFE}\u{FFFF}",
        "\u{0}\u{1}\u{B}\u{1F}\u{7F}\u{85}",
        "שלום مرحبا abc 12 \u{202E}x\u{202C}",
        "--><?pi?><!DOCTYPE a>",
        "\u{AD}soft\u{AD}hyphen\u{AD}",
        "\"'\t\r\n'\"",
        "(1)",
        "e\u{301}\u{1F468}\u{200D}\u{1F469}",
    ];
    let long = Just("x".repeat(10_000));
    prop_oneof![3 => "\\PC{0,40}", 2 => any::<String>(), 3 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => long]
}

/// The sample with hostile words wherever it has some.
fn replaced(sheet: &Sheet, texts: &[String]) -> Sheet {
    let mut sheet = sheet.clone();
    let mut at = 0;
    let mut next = || {
        at += 1;
        // A word of its own, so that none is blank.
        format!("w{at} {}", texts[at % texts.len()])
    };
    sheet.masthead = next();
    sheet.place_date = Some(next());
    sheet.end_mark = Some(next());
    inlines(&mut sheet.headline, &mut next);
    for section in &mut sheet.sections {
        section.label = section.label.as_ref().map(|_| next());
        section.blocks.iter_mut().for_each(|own| block(own, &mut next));
    }
    sheet
}

fn block(block: &mut SheetBlock, next: &mut dyn FnMut() -> String) {
    match block {
        SheetBlock::Paragraph { children }
        | SheetBlock::ContactLine { children }
        | SheetBlock::Heading { children, .. } => inlines(children, next),
        SheetBlock::List { items, .. } | SheetBlock::Notes { items } => {
            items.iter_mut().flatten().for_each(|own| self::block(own, next));
        }
        SheetBlock::Quote { blocks, attribution } => {
            blocks.iter_mut().for_each(|own| self::block(own, next));
            attribution.iter_mut().for_each(|own| inlines(own, next));
        }
        SheetBlock::Table { header, rows, .. } => {
            header.iter_mut().chain(rows.iter_mut().flatten()).for_each(|own| inlines(own, next));
        }
        SheetBlock::Figure { alternative_text, caption, .. } => {
            *alternative_text = next();
            inlines(caption, next);
        }
        SheetBlock::Preformatted { text } => *text = next(),
        SheetBlock::Contacts { items } => {
            for contact in items {
                contact.name = next();
                contact.organisation = contact.organisation.as_ref().map(|_| next());
                contact.phones.iter_mut().chain(&mut contact.emails).for_each(|address| address.text = next());
            }
        }
        SheetBlock::Contents { .. } | SheetBlock::Separator => {}
    }
}

fn inlines(children: &mut [SheetInline], next: &mut dyn FnMut() -> String) {
    for inline in children {
        match inline {
            SheetInline::Text { text } | SheetInline::Code { text } => *text = next(),
            SheetInline::Strong { children }
            | SheetInline::Emphasis { children }
            | SheetInline::Link { children, .. } => inlines(children, next),
            SheetInline::NoteMark { .. } | SheetInline::Break => {}
        }
    }
}

/// All words of a text, sorted: what stands where is another test.
fn sorted(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    words.sort();
    words
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn hostile_words_are_words_in_word_and_back(texts in prop::collection::vec(hostile(), 1..12)) {
        let office = Office::open(project()).expect("an office");
        let sheet = replaced(&sample(&office), &texts);
        let bytes = print(&office, &sheet);
        // Reading it proves that every part is well-formed.
        let word = WordText::read(&bytes).expect("a Word file");
        let said = format!("{} {}", word.words, word.notes);
        let expected = allowed(&sheet.reading_text());
        prop_assert_eq!(sorted(&said), sorted(&expected));
        let reference = |text: &str| office.catalog.reference(text).map(|(reference, _)| reference);
        let clues = Clues { name: "hostile.docx", reference: &reference, picture: &|_| None };
        let (_, draft) = read(&bytes, &clues).expect("a draft");
        let mut back = draft.plain_text();
        back.push(' ');
        back.push_str(draft.masthead.as_deref().unwrap_or_default());
        for text in [&draft.place_date, &draft.reference.as_ref().map(ToString::to_string)].into_iter().flatten() {
            back.push(' ');
            back.push_str(text);
        }
        for text in &texts {
            for word in allowed(text).split(' ') {
                prop_assert!(back.contains(word), "{:?} is lost in {:?}", word, back);
            }
        }
        prop_assert!(draft.unplaced.is_empty(), "{:?}", draft.unplaced);
    }
}
