//! What may be wrong in a file that comes back.

use super::{said, sent, taken, translated};
use crate::support::workspace::Workspace;
use pressdoc::pipeline::Office;

const EN: &str = "Orla Valley Council - Press release\n\nPR/26/21\n\n# Ferry runs all night\n\n\
    LAKESIDE, 20 April 2026 – The ferry **runs** on [the lake](https://ferry.example.org). Call +44 20 7946 0142, type \
    `go`\\\nor write to ferry@press.example.org.[^1]\n\n\
    ## Background\n\nIt crosses the lake; see PR/26/14.\n\n\
    ## Press contacts\n\n- Rhona ASHDALE, press officer, +44 20 7946 0142, rhona.ashdale@press.example.org\n\n\
    [^1]: A note.\n";

fn workspace() -> Workspace {
    Workspace::new().with("releases/PR/26/21/en.md", EN)
}

/// What is said of a file in which the sentence with the marks has `change`
/// made to it.
fn about(change: impl Fn(String) -> String) -> Vec<String> {
    let workspace = workspace();
    let office = Office::open(workspace.path()).expect("a workspace");
    let out = sent(&office, &super::notice_file(&workspace, "releases/PR/26/21/en.md"), "fr", &workspace);
    let say = |source: &str| {
        let said = source.to_owned();
        Some(if said.starts_with("LAKESIDE") { change(said) } else { said })
    };
    match taken(&office, &translated(&out, say), &workspace) {
        Ok(_) => Vec::new(),
        Err(faults) => faults,
    }
}

/// The element that begins with `start` in `text`, up to its end mark.
fn element<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let at = text.find(start).expect("its start");
    &text[at..at + text[at..].find(end).expect("its end") + end.len()]
}

#[test]
fn marks_that_are_lost_doubled_or_crossed_are_named_with_their_words() {
    assert_eq!(about(|said| said), [] as [&str; 0]);
    let start = "LAKESIDE, 20 April 2026 – The ferry";
    let bold = |said: &str| element(said, "<pc id=\"1\"", "</pc>").to_owned();
    let link = |said: &str| element(said, "<pc id=\"2\"", "</pc>").to_owned();
    assert_eq!(
        about(|said| said.replace(&bold(&said), "runs")),
        [format!("`{start} runs on the lake. Call +…` has lost the bold (mark 1)")]
    );
    assert_eq!(
        about(|said| said.replace(&bold(&said), &format!("{0}{0}", bold(&said)))),
        [format!("`{start} runsruns on the lake. Ca…` has the bold (mark 1) twice")]
    );
    assert_eq!(
        about(|said| said.replace(&bold(&said), &bold(&said).replace("runs", ""))),
        [format!("in `{start} on the lake. Call +44 20…` the bold (mark 1) has no words")]
    );
    assert_eq!(
        about(|said| said
            .replace(&bold(&said), "<sc id=\"1\"/>runs")
            .replace(&link(&said), "<sc id=\"2\"/>the<ec startRef=\"1\"/> lake<ec startRef=\"2\"/>")),
        [format!("in `{start} runs on the lake. Call +…` marks cross each other: the bold (mark 1) ends too early")]
    );
    assert_eq!(
        about(|said| said.replace(&bold(&said), "<sc id=\"1\"/>runs")),
        [format!("in `{start} runs on the lake. Call +…` the bold (mark 1) has no end")]
    );
    assert_eq!(
        about(|said| said.replace(&bold(&said), &bold(&said).replace("id=\"1\"", "id=\"9\""))),
        [format!("`{start} runs on the lake. Call +…` has a mark 9 that its original does not have")]
    );
    assert_eq!(
        about(|said| said.replace(element(&said, "<ph id=\"4\"", "/>"), " ")),
        [format!("`{start} runs on the lake. Call +…` has lost the line break (mark 4)")]
    );
    assert_eq!(
        about(|said| said.replace(element(&said, "<ph id=\"5\"", "/>"), "<pc id=\"5\">x</pc>")),
        [format!(
            "in `{start} runs on the lake. Call +…` mark 5 is the mark of the footnote in the original, and \
             something else here"
        )]
    );
}

#[test]
fn what_must_stay_is_named_when_it_is_gone() {
    let start = "LAKESIDE, 20 April 2026 – The ferry runs on the lake. Call";
    for (kept, instead) in
        [("+44 20 7946 0142", "020 7946"), ("ferry@press.example.org", "x@example.org"), ("go", "va")]
    {
        let faults = about(|said| said.replace(&format!(">{kept}<"), &format!(">{instead}<")));
        assert!(
            faults.len() == 1
                && faults[0].starts_with(&format!("`{start}"))
                && faults[0].ends_with(&format!("` has lost `{kept}`")),
            "{faults:?}"
        );
    }
}

#[test]
fn words_that_would_be_read_as_something_else_are_refused() {
    for words in ["PR/26/14", "ENDS", "# # #"] {
        let workspace = workspace();
        let office = Office::open(workspace.path()).expect("a workspace");
        let out = sent(&office, &super::notice_file(&workspace, "releases/PR/26/21/en.md"), "fr", &workspace);
        let out = out.replace(
            "It crosses the lake; see <mrk id=\"k1\" translate=\"no\">PR/26/14</mrk>.",
            "It crosses the lake.",
        );
        workspace.write("releases/PR/26/21/en.md", EN.replace("; see PR/26/14", ""));
        let out_again = sent(&office, &super::notice_file(&workspace, "releases/PR/26/21/en.md"), "fr", &workspace);
        drop(out);
        let say = |source: &str| Some(if source.starts_with("It crosses") { words } else { source }.to_owned());
        let faults = taken(&office, &translated(&out_again, say), &workspace).err().expect("a fault");
        assert_eq!(faults, [format!("`{words}` would not come out as it stands")]);
    }
}

#[test]
fn a_file_that_is_none_is_refused_with_the_way_out() {
    let workspace = workspace();
    workspace.pressdoc(&["translate", "PR/26/21", "--to", "fr"]).code(0);
    let out = String::from_utf8(workspace.read("out/PR/26/21/PR-26-21.en.fr.xlf")).expect("UTF-8");
    let out = translated(&out, |source| Some(source.to_owned()));
    let unit = element(&out, "<unit ", "</unit>").to_owned();
    for (text, line, fault, help) in [
        ("not XML at all".to_owned(), 0, "the file ends too early", "save it once more, as XLIFF 2.0"),
        (out.replacen("</file>", "</fil>", 1), 0, "the file is no XML: ", "export it from the translation tool again"),
        (out[..out.len() / 2].to_owned(), 0, "", ""),
        (
            "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file/></xliff>".to_owned(),
            1,
            "the file is no XLIFF 2.0",
            "ask for the file in XLIFF 2.0, as it was sent",
        ),
        ("<html><body/></html>".to_owned(), 1, "the file is no XLIFF 2.0", "ask for the file in XLIFF 2.0"),
        (
            out.replacen("<xliff", "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<xliff", 1),
            0,
            "the file has a document type of its own",
            "an XLIFF file has none",
        ),
        (out.replacen("Ferry runs", "&bomb; runs", 1), 0, "`&bomb;` is no character of XML", "export the file"),
        (
            out.replacen("</file>", "</file><file id=\"x\"/>", 1),
            0,
            "the file holds more than one notice",
            "ask for a file for each",
        ),
        (out.replacen(&unit, &format!("{unit}{unit}"), 1), 0, "is there twice", "leave each unit in the file once"),
        (
            out.replacen("version=\"2.0\"", "version=\"1.2\"", 1),
            2,
            "the file is XLIFF `1.2`",
            "ask for the file in XLIFF 2.0",
        ),
        (
            out.replacen("trgLang=\"fr\"", "", 1),
            1,
            "the file does not say into which language",
            "write `trgLang=\"fr\"`",
        ),
        (
            out.replacen("trgLang=\"fr\"", "trgLang=\"zz\"", 1),
            1,
            "pressdoc does not know the language `zz`",
            "add `assets/languages",
        ),
        (
            out.replacen("srcLang=\"en\"", "srcLang=\"de\"", 1),
            1,
            "the file was translated from `de`, and the original is in `en`",
            "name the version",
        ),
        (
            out.replacen("PR/26/21/en.md", "PR/26/99/en.md", 1),
            1,
            "the original `PR/26/99/en.md` is not in this workspace",
            "go to the workspace",
        ),
        (
            out.replacen("PR/26/21/en.md", "../../etc/passwd", 1),
            1,
            "the original `../../etc/passwd` is not in this workspace",
            "go to",
        ),
        (
            out.replacen("<source>Ferry runs", "<source>Ferries run", 1),
            0,
            "is not `Ferry runs all night` any more",
            "leave `<source>` as it was",
        ),
        (out.replacen(&unit, "", 1), 0, "(line 1 of the original) is not in the file", "send the notice out once more"),
        (
            out.replacen("<target>Ferry", "<target><b xmlns=\"http://www.w3.org/1999/xhtml\">Ferry</b>", 1),
            0,
            "`b` stands among translated words and is no element of XLIFF",
            "export the file once more",
        ),
    ] {
        workspace.write("back.xlf", &text);
        let told = said(&workspace, &["translate", "--from", "back.xlf", "--format", "plain"], 1);
        assert!(
            told.contains("error[translation-file]: ") && told.contains(fault) && told.contains(help),
            "{fault}: {told}"
        );
        if line > 0 {
            assert!(told.contains(&format!("back.xlf:{line}:1: ")), "{told}");
        }
        assert!(!told.contains("fault of its own"), "{told}");
        assert!(!workspace.has("releases/PR/26/21/fr.md") && !workspace.has("releases/PR/26/21/fr.xlf"));
    }
    let told = said(&workspace, &["translate", "--from", "nowhere.xlf"], 2);
    assert!(told.starts_with("error: could not read `"), "{told}");
    workspace.write("back.xlf", [0xff, 0x00, 0x80]);
    let told = said(&workspace, &["translate", "--from", "back.xlf"], 2);
    assert!(told.contains("it is neither UTF-8 nor UTF-16"), "{told}");
}

#[test]
fn faults_go_to_programs_as_those_of_notices_do() {
    let workspace = workspace();
    workspace.pressdoc(&["translate", "PR/26/21", "--to", "fr"]).code(0);
    let output =
        workspace.pressdoc(&["translate", "--from", "out/PR/26/21/PR-26-21.en.fr.xlf", "--format", "json"]).code(1);
    let line: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).expect("a line of JSON");
    let findings = line["findings"].as_array().expect("findings");
    assert_eq!(findings.len(), 6, "{findings:?}");
    assert!(findings.iter().all(|finding| finding["rule"] == "translation-file" && finding["severity"] == "error"));
}
