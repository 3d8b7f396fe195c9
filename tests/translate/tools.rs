//! What tools make of a file before it comes back, and may.

use pressdoc::model::section::plain_text;
use pressdoc::pipeline::Office;

use super::{notice_file, sent, taken, translated};
use crate::support::workspace::Workspace;

const EN: &str = "# Ferry runs all night\n\nPR/26/21\n\nIt **runs**. It [crosses](https://ferry.example.org) & stops.\n\n\
    ## Press contacts\n\n- Rhona ASHDALE, press officer, +44 20 7946 0142\n";

/// The paragraph of the translation, as it is written, when the segment of its
/// original has been turned into `segment`.
fn comes_back(segment: &str) -> String {
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", EN);
    let office = Office::open(workspace.path()).expect("a workspace");
    let out = sent(&office, &notice_file(&workspace, "releases/PR/26/21/en.md"), "fr", &workspace);
    let out = translated(&out, |source| Some(source.to_owned()).filter(|_| !source.starts_with("It ")));
    let at = out.find("<source>It ").expect("the segment");
    let (start, end) =
        (out[..at].rfind("<segment").unwrap(), at + out[at..].find("</segment>").unwrap() + "</segment>".len());
    let file = format!("{}{segment}{}", &out[..start], &out[end..]);
    let back = taken(&office, &file, &workspace).unwrap_or_else(|faults| panic!("{faults:?}"));
    back.source.text().lines().nth(9).expect("the paragraph").to_owned()
}

#[test]
fn segments_may_be_cut_and_put_in_another_order() {
    let segments = "<segment id=\"a\"><source>It <pc id=\"1\">runs</pc>.</source>\
        <target order=\"3\">il <pc id=\"1\">roule</pc>.</target></segment>\
        <ignorable><source> </source></ignorable>\
        <segment id=\"b\"><source>It <pc id=\"2\">crosses</pc> &amp; stops.</source>\
        <target order=\"1\">Il <pc id=\"2\">traverse</pc>, s’arrête et</target></segment>";
    assert_eq!(comes_back(segments), "Il [traverse](https://ferry.example.org), s’arrête et il **roule**.");
}

#[test]
fn marks_may_be_cut_and_characters_written_as_tools_like() {
    let source =
        "<source>It <sc id=\"1\"/>runs<ec startRef=\"1\"/>. It <pc id=\"2\">crosses</pc> &#38; stops.</source>";
    for target in [
        "<target>Il <sc id=\"1\"/>roule<ec startRef=\"1\"/> &amp; <pc id=\"2\">traverse</pc>.</target>",
        "<target>Il <mrk id=\"m\" type=\"term\"><pc id=\"1\" type=\"fmt\">roule</pc></mrk> &#x26; <sc id=\"2\" canCopy=\"no\"/>tra<!-- x -->verse<ec startRef=\"2\"/>.</target>",
        "<target><![CDATA[Il ]]><pc id=\"1\">roule</pc><![CDATA[ & ]]><pc id=\"2\">traverse</pc>.\n</target>",
        "<target>Il <pc id=\"1\">r<cp hex=\"006F\"/>ule</pc> &amp;\n        <pc id=\"2\">traverse</pc>.</target>",
    ] {
        let segment = format!("<segment id=\"s\" state=\"reviewed\" subState=\"x:y\">{source}{target}</segment>");
        let back = comes_back(&segment);
        assert_eq!(
            back.split_whitespace().collect::<Vec<_>>().join(" "),
            "Il **roule** & [traverse](https://ferry.example.org)."
        );
    }
}

#[test]
fn what_tools_add_is_not_read() {
    let segment = "<segment id=\"s\"><source>It <pc id=\"1\">runs</pc>. It <pc id=\"2\">crosses</pc> &amp; stops.</source>\
        <target>Il <pc id=\"1\">va</pc> et <pc id=\"2\">vient</pc>.</target></segment>";
    let workspace = Workspace::new().with("releases/PR/26/21/en.md", EN);
    let office = Office::open(workspace.path()).expect("a workspace");
    let out = sent(&office, &notice_file(&workspace, "releases/PR/26/21/en.md"), "fr", &workspace);
    assert!(out.contains("<source>It "));
    let plain = comes_back(segment);
    assert_eq!(plain, "Il **va** et [vient](https://ferry.example.org).");
    // Another prefix, notes, metadata, candidates of a memory, another encoding.
    let out = translated(&out, |source| Some(source.replace("Ferry", "Bac")));
    let noisy = out
        .replacen("<unit ", "<?tool x?><unit xmlns:my=\"urn:my\" my:state=\"x\" ", 1)
        .replacen(
            "<segment ",
            "<my:data xmlns:my=\"urn:my\"><source>no</source><target>no</target></my:data><segment ",
            1,
        )
        .replace("<xliff xmlns=", "<x:xliff xmlns:x=")
        .replace("</xliff>", "</x:xliff>");
    let prefixed = noisy.replace("<x:xliff ", "<x:xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" ");
    let back = taken(&office, &prefixed, &workspace).unwrap_or_else(|faults| panic!("{faults:?}"));
    let headline = back.notice.headline.as_ref().map(|headline| plain_text(&headline.value));
    assert_eq!(headline.as_deref(), Some("Bac runs all night"));
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(out.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    workspace.write("back.xlf", wide);
    workspace.pressdoc(&["translate", "--from", "back.xlf"]).code(0);
    assert!(
        String::from_utf8(workspace.read("releases/PR/26/21/fr.md")).expect("UTF-8").contains("# Bac runs all night")
    );
}
