//! What comes out of every sample, kept as files: the text form whole, the PDF
//! as its tag tree. A change shows in review; `SNAPSHOTS=overwrite` renews them.

use pressdoc::pipeline::{Office, Order};
use pressdoc::render::{FORMATS, Format};
use snapbox::Data;
use snapbox::data::DataFormat;

use crate::support::workspace::project;

#[test]
fn the_samples_come_out_as_they_were() {
    let office = Office::open(project()).expect("the project is a workspace");
    let golden = project().join("tests/golden");
    std::fs::create_dir_all(&golden).expect("the folder");
    let mut seen = Vec::new();
    for file in office.workspace.all(project()).expect("releases") {
        let examined = office.examine(&file).expect("a notice");
        let formats: Vec<&'static dyn Format> = FORMATS.to_vec();
        let order =
            Order { formats: &formats, draft: false, now: jiff::Timestamp::MAX, here: project(), beside: false };
        for artifact in office.render(&examined, &file, &order).expect("every form") {
            let name = artifact.path.rsplit('/').next().expect("a name").to_owned();
            let (name, actual) = match artifact.media_type {
                "text/plain" => (name, String::from_utf8(artifact.bytes).expect("UTF-8")),
                #[cfg(feature = "pdf")]
                "application/pdf" => {
                    let text = crate::support::pdf_words::PdfText::read(&artifact.bytes);
                    (name.replace(".pdf", ".tags"), text.tag_tree())
                }
                _ => continue,
            };
            let path = golden.join(&name);
            if !path.exists() && std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
                std::fs::write(&path, "").expect("a new golden file");
            }
            let expected = Data::read_from(&path, Some(DataFormat::Text));
            snapbox::Assert::new().action_env("SNAPSHOTS").eq(actual, expected.raw());
            seen.push(name);
        }
    }
    for entry in std::fs::read_dir(&golden).expect("the folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let of_the_pdf = name.ends_with(".tags") && cfg!(not(feature = "pdf"));
        assert!(seen.contains(&name) || of_the_pdf, "{name} is of no sample any more");
    }
}
