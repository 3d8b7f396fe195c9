//! Forms made again from what was sealed.

use pressdoc::archive::{Archive, Content, Follows, NewVersion, ObjectId, Readers, User};

use super::{FIRST, NOTICE, PLACE, SECOND, add, archive, office, version};
use crate::support::workspace::Workspace;

#[test]
fn every_version_can_be_made_again_byte_for_byte() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    workspace.write(PLACE, NOTICE.replace("18:00", "17:30"));
    add(&workspace, SECOND, &["--correction", "Lit at 17:30."]).code(0);
    // Neither the sources of today nor the house style of today matter.
    workspace.write(PLACE, "# Something else\n");
    workspace.write("styles/plain/page.css", "main { color: red }\n");
    for number in ["@v1", "@v2", ""] {
        let output = archive(&workspace, SECOND, &["reproduce", &format!("PR/26/21{number}")]).assert().code(0);
        let said = String::from_utf8(output.get_output().stdout.clone()).expect("text");
        assert!(said.ends_with("forms, identical byte for byte\n"), "{said}");
    }
    archive(&workspace, SECOND, &["reproduce", "--all"]).assert().code(0);
}

#[test]
fn an_embargo_that_has_ended_since_changes_nothing() {
    let held = NOTICE.replacen("zone =", "embargo = 2026-03-05T09:00:00+00:00\nzone =", 1);
    let workspace = Workspace::new().with(PLACE, held).with("releases/PR/26/21/fr.md", super::FRENCH);
    add(&workspace, FIRST, &[]).code(0);
    archive(&workspace, "2030-01-01T00:00:00Z", &["reproduce", "PR/26/21"]).assert().code(0);
}

/// An object with the files of one that was sealed, some of them others.
fn forged(workspace: &Workspace, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) {
    let files = version(workspace, 1);
    std::fs::remove_dir_all(workspace.path().join("archive")).expect("removed");
    let archive = Archive::create(&workspace.path().join("archive")).expect("an archive");
    let files = files.into_iter().map(|(path, bytes)| {
        let bytes = change(&path, bytes);
        (path, Content::Bytes(bytes))
    });
    let new = NewVersion {
        files: files.collect(),
        message: "first issue: en".to_owned(),
        user: User::new("Anna Berg", "mailto:anna@example.org").expect("a user"),
        created: FIRST.parse().expect("a time"),
        readers: Readers::Anybody,
        follows: Follows::Nothing,
    };
    archive.add(&ObjectId::new(super::ID).expect("a name"), &new).expect("added");
}

#[test]
fn a_form_that_its_sources_do_not_make_is_named() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    forged(&workspace, |path, bytes| match path {
        "forms/PR-26-21.en.txt" => String::from_utf8(bytes).expect("text").replace("18:00", "19:00").into_bytes(),
        _ => bytes,
    });
    let output = archive(&workspace, FIRST, &["reproduce", "PR/26/21"]).assert().code(1);
    let said = String::from_utf8(output.get_output().stdout.clone()).expect("text");
    assert!(said.contains("1 of") && said.contains("it should be identical"), "{said}");
    assert!(said.contains("forms/PR-26-21.en.txt says the same words, but is different from byte"), "{said}");
}

#[test]
fn what_another_version_of_the_program_made_may_differ_and_is_told() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    forged(&workspace, |path, bytes| match path {
        "forms/PR-26-21.en.html" => [bytes, b"\n".to_vec()].concat(),
        "provenance.json" => {
            let own = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
            String::from_utf8(bytes).expect("text").replace(&own, "\"version\": \"0.0.1\"").into_bytes()
        }
        _ => bytes,
    });
    let output = archive(&workspace, FIRST, &["reproduce", "PR/26/21"]).assert().code(0);
    let said = String::from_utf8(output.get_output().stdout.clone()).expect("text");
    assert!(said.contains("made by pressdoc 0.0.1, and this is"), "{said}");
    assert!(said.contains("forms/PR-26-21.en.html says the same words"), "{said}");
}

#[test]
fn what_pressdoc_has_not_sealed_cannot_be_made_again() {
    let workspace = office();
    add(&workspace, FIRST, &[]).code(0);
    forged(&workspace, |path, bytes| if path == "provenance.json" { b"{}".to_vec() } else { bytes });
    let output = archive(&workspace, FIRST, &["reproduce", "PR/26/21"]).assert().code(2);
    let said = String::from_utf8(output.get_output().stderr.clone()).expect("text");
    assert!(said.contains("cannot be made again: `provenance.json` cannot be read"), "{said}");
}
