//! Two types of notices in all 24 languages, made by the real command: no
//! finding, the same words in every form, nothing of another language.
//! `SNAPSHOTS=overwrite` renews the text forms in `golden/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pressdoc::catalog::Catalog;
use sha2::{Digest as _, Sha256};
use snapbox::cmd::Command;

use super::{OFFICIAL, all};
#[cfg(feature = "pdf")]
use crate::support::pdf_words::PdfText;
use crate::support::workspace::{kept, project};
use pressdoc::read_back::html::HtmlText;
use pressdoc::read_back::text::TextForm;

const RELEASES: [&str; 2] = ["AGENDA/26/641", "IP/26/640"];

fn folder() -> PathBuf {
    project().join("tests/languages")
}

fn pressdoc(arguments: &[&str]) -> Command {
    Command::new(snapbox::cmd::cargo_bin!("pressdoc")).args(arguments).current_dir(folder()).env("NO_COLOR", "1")
}

#[test]
fn notices_in_all_languages_check_clean() {
    let mut arguments = vec!["check", "--lang", "all", "--strict", "--format", "plain"];
    arguments.extend(RELEASES);
    pressdoc(&arguments).assert().success().stdout_eq("").stderr_eq("48 notices, nothing to correct\n");
}

/// Where a release is rendered in all languages, and the name of its files.
fn rendered(out: &Path) {
    let out = out.to_string_lossy();
    let mut arguments = vec!["render", "--lang", "all", "--out", &out];
    arguments.extend(RELEASES);
    pressdoc(&arguments).assert().success();
}

#[test]
fn every_language_says_the_same_words_in_every_form() {
    let out = tempfile::tempdir().expect("a temporary folder");
    rendered(out.path());
    let catalog = Catalog::new(None, "ec").expect("the built-in catalogue");
    for release in RELEASES {
        let stem = release.replace('/', "-");
        let mut texts = BTreeSet::new();
        for code in OFFICIAL {
            let name = format!("{stem}.{code}");
            let read = |ending: &str| {
                let path = out.path().join(release).join(format!("{name}.{ending}"));
                std::fs::read(&path).unwrap_or_else(|error| panic!("{name}.{ending}: {error}"))
            };
            let text = String::from_utf8(read("txt")).expect("UTF-8");
            kept(&format!("tests/languages/golden/{name}.txt"), &text);
            let words = TextForm::read(&text).words;
            let hash: String = Sha256::digest(&words).iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(text.contains(&hash), "{name}: the hash is of other words");
            assert_eq!(HtmlText::read(&read("html")).expect("a page").words, words, "{name} as page");
            #[cfg(feature = "pdf")]
            {
                let pdf = PdfText::read(&read("pdf"));
                assert_eq!(pdf.words, words, "{name} as PDF");
                assert_eq!(pdf.language.as_deref(), Some(code), "{name}");
            }
            assert!(!words.contains(['\u{fffd}', '□']), "{name}: a character is lost");
            says_only_its_own_labels(&catalog, code, &words);
            texts.insert(words);
        }
        assert_eq!(texts.len(), OFFICIAL.len(), "{release}: two languages say the same");
    }
}

/// The labels of sections that a form has are those of its language.
fn says_only_its_own_labels(catalog: &Catalog, code: &str, words: &str) {
    let own = catalog.language(code).expect("a file").expect("a language");
    for key in ["contacts", "inquiries"] {
        let label = own.section_label(key).expect("a label");
        assert!(words.contains(label), "{code}: no `{label}` in {words}");
    }
    for other in all().filter(|other| *other != code) {
        let other = catalog.language(other).expect("a file").expect("a language");
        for key in ["contacts", "inquiries"] {
            let label = other.section_label(key).expect("a label");
            assert!(!words.contains(label), "{code}: `{label}` is of {}", other.english_name);
        }
    }
}

#[test]
fn one_command_takes_some_languages_or_all() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let folder = out.path().to_string_lossy().into_owned();
    let count = |arguments: &[&str]| {
        let done = pressdoc(arguments).output().expect("the program runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).lines().count()
    };
    assert_eq!(count(&["render", "IP/26/640", "--lang", "en,fr", "--to", "txt", "--out", &folder]), 2);
    assert_eq!(count(&["render", "IP/26/640", "--lang", "all", "--to", "txt", "--out", &folder]), 24);
    assert_eq!(count(&["check", "IP/26/640", "--lang", "all", "--format", "json"]), 24);
}
