//! Out and in again is nothing: a translation into the same words is the
//! original.

use std::collections::BTreeMap;

use pressdoc::pipeline::{Back, Consignment, Office};

use super::{notice_file, sent, taken, translated};
use crate::support::workspace::{Workspace, kept, project};

/// The samples, in a workspace with a language beside each of theirs that has
/// the same words under another code: `ne` for `en`.
fn samples() -> (Workspace, Vec<String>) {
    let workspace = Workspace::new();
    let mut paths = Vec::new();
    let mut codes = BTreeMap::new();
    for file in Office::open(project()).expect("the project").workspace.all(project()).expect("the samples") {
        let path = format!("releases/{}", file.name.split("releases/").nth(1).expect("a path"));
        let text = std::fs::read_to_string(&file.path).expect("a sample");
        // The house has a label of its own for these, in English only.
        workspace.write(&path, text.replace("The contacts:", "Press contacts:"));
        codes.insert(file.release.expect("a release").1, ());
        paths.push(path);
    }
    for code in codes.keys() {
        let language =
            std::fs::read_to_string(project().join(format!("assets/languages/{code}.toml"))).expect("a language");
        let other = language.replacen(&format!("code = \"{code}\""), &format!("code = \"{}\"", twin(code)), 1);
        workspace.write(&format!("assets/languages/{}.toml", twin(code)), other);
    }
    (workspace, paths)
}

fn twin(code: &str) -> String {
    code.chars().rev().collect()
}

fn language(path: &str) -> String {
    path.rsplit('/').next().expect("a name").trim_end_matches(".md").to_owned()
}

fn body(text: &str) -> &str {
    text.splitn(3, "+++\n").nth(2).expect("a body")
}

#[test]
fn every_sample_comes_back_as_it_went_out() {
    let (workspace, paths) = samples();
    let office = Office::open(workspace.path()).expect("a workspace");
    assert!(paths.len() > 20);
    for path in paths {
        let file = notice_file(&workspace, &path);
        let out = sent(&office, &file, &twin(&language(&path)), &workspace);
        let back = taken(&office, &translated(&out, |source| Some(source.to_owned())), &workspace)
            .unwrap_or_else(|faults| panic!("{path}: {faults:?}"));
        let original = office.examine(&file).expect("a notice");
        let (text, before) = (back.source.text(), original.source.text());
        assert_eq!(body(text), body(before), "{path}");
        let own = |text: &str| -> Vec<String> {
            let of_translations =
                |line: &&str| !["translation_of = ", "original = "].iter().any(|key| line.starts_with(key));
            text.split("+++\n")
                .nth(1)
                .expect("front matter")
                .lines()
                .filter(of_translations)
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(own(text), own(before), "{path}");
        assert!(text.contains(&format!("translation_of = \"{}\"\n", language(&path))), "{path}");
        // And so it is read, block by block.
        let sheets = [office.compose(&original, true), office.compose(&back, true)];
        let [before, after] = sheets.map(|sheet| {
            (
                serde_json::to_string(&sheet.sections).expect("JSON"),
                serde_json::to_string(&sheet.headline).expect("JSON"),
                sheet.events.clone(),
                sheet.reading_text(),
            )
        });
        let own = |json: &str| {
            json.replace(
                &format!("\"language\":\"{}\"", twin(&language(&path))),
                &format!("\"language\":\"{}\"", language(&path)),
            )
        };
        assert_eq!(own(&after.0), before.0, "{path}");
        assert_eq!((after.1, after.2, after.3), (before.1, before.2, before.3), "{path}");
    }
}

/// The same with a word more in every segment, so that every segment is
/// written anew: the blocks have the same words, and that one.
#[test]
fn every_segment_of_every_sample_can_be_written_anew() {
    let (workspace, paths) = samples();
    let office = Office::open(workspace.path()).expect("a workspace");
    for path in paths {
        let file = notice_file(&workspace, &path);
        let out = sent(&office, &file, &twin(&language(&path)), &workspace);
        let segments = out.matches("<segment ").count();
        let back = taken(&office, &translated(&out, |source| Some(format!("{source} zz"))), &workspace)
            .unwrap_or_else(|faults| panic!("{path}: {faults:?}"));
        let original = office.examine(&file).expect("a notice");
        assert_eq!(back.source.text().matches(" zz").count(), segments, "{path}");
        let text = back.source.text().replace(" zz", "");
        let again = office.examine_text(
            pressdoc::span::SourceFile::new("x", text),
            &notice_file(
                &workspace,
                &path.replace(&format!("{}.md", language(&path)), &format!("{}.md", twin(&language(&path)))),
            ),
        );
        let (before, after) = (office.compose(&original, true), office.compose(&again.expect("a notice"), true));
        assert_eq!(after.reading_text(), before.reading_text(), "{path}");
        let blocks = |sheet: &pressdoc::model::sheet::Sheet| {
            sheet.sections.iter().map(|section| section.blocks.len()).collect::<Vec<_>>()
        };
        assert_eq!(blocks(&after), blocks(&before), "{path}");
    }
}

/// A notice that other programs may stumble over is written anew with a word
/// more in every segment: all else stays, but for soft line breaks.
#[test]
fn marks_of_all_kinds_are_put_back() {
    let text = std::fs::read_to_string(project().join("tests/notices/for-translators.md")).expect("a notice");
    let workspace = Workspace::bare().with("n.md", &text);
    let office = Office::open(workspace.path()).expect("no workspace");
    let file = notice_file(&workspace, "n.md");
    let out = sent(&office, &file, "sv", &workspace);
    let back = pressdoc::span::SourceFile::new("back.xlf", translated(&out, |source| Some(format!("{source} zz"))));
    let here = workspace.path();
    let consignment = Consignment { file: &back, notice: Some(file), draft: false, force: false, here };
    let Back::Translation { examined, .. } = office.take_translation(&consignment).expect("an original") else {
        panic!("refused");
    };
    let swedish = examined.source.text();
    assert_eq!(swedish.matches(" zz").count(), out.matches("<segment ").count());
    kept("tests/translate/golden/for-translators.sv.md", swedish);
}
