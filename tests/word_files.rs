//! Word files of others: whatever Word, LibreOffice, Google Docs or a converter
//! puts into them, no word is lost, and what a notice cannot say is told.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::workspace::{Workspace, project};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file, put together by hand.
struct File {
    parts: BTreeMap<String, Vec<u8>>,
    relationships: Vec<String>,
}

impl File {
    /// A file with these blocks.
    fn new(body: &str) -> Self {
        let file = Self { parts: BTreeMap::new(), relationships: Vec::new() };
        file.with_root("word/document.xml")
            .raw("word/document.xml", document("document", &format!("<w:body>{body}</w:body>")))
    }

    fn with_root(self, target: &str) -> Self {
        let root = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"{target}\"/></Relationships>"
        );
        self.raw("_rels/.rels", &root)
    }

    fn raw(mut self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.parts.insert(path.to_owned(), content.as_ref().to_vec());
        self
    }

    /// A part of Word with the root `name`, and the way to it.
    fn part(self, name: &str, content: &str) -> Self {
        let path = format!("{name}.xml");
        self.raw(&format!("word/{path}"), document(name, content)).leads(name, name, &path, false)
    }

    fn leads(mut self, id: &str, kind: &str, target: &str, external: bool) -> Self {
        let mode = if external { " TargetMode=\"External\"" } else { "" };
        let target = target.replace('&', "&amp;");
        self.relationships
            .push(format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/>"));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        let own = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            self.relationships.concat()
        );
        for (path, content) in &self.parts {
            archive.start_file(path.as_str(), options).expect("a part");
            archive.write_all(content).expect("a part");
        }
        archive.start_file("word/_rels/document.xml.rels", options).expect("a part");
        archive.write_all(own.as_bytes()).expect("a part");
        archive.finish().expect("an archive").into_inner()
    }

    /// The text of the notice that it becomes, and the names of the doubts.
    fn import(&self) -> Notice {
        import(&self.bytes())
    }
}

fn document(root: &str, content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{root} xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\">{content}</w:{root}>"
    )
}

/// A paragraph of a style.
fn styled(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn plain(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// What a file became.
struct Notice {
    text: String,
    doubts: Vec<(String, String)>,
    workspace: Workspace,
}

impl Notice {
    #[track_caller]
    fn says(&self, expected: &str) -> &Self {
        assert!(self.text.contains(expected), "`{expected}` is not in\n{}\n{:?}", self.text, self.doubts);
        self
    }

    #[track_caller]
    fn says_once(&self, expected: &str) -> &Self {
        assert_eq!(self.text.matches(expected).count(), 1, "`{expected}` in\n{}", self.text);
        self
    }

    #[track_caller]
    fn never_says(&self, words: &str) -> &Self {
        assert!(!self.text.contains(words), "`{words}` is in\n{}", self.text);
        self
    }

    #[track_caller]
    fn doubts(&self, name: &str, words: &str) -> &Self {
        let found = self.doubts.iter().any(|(own, about)| own == name && about.contains(words));
        assert!(found, "no doubt `{name}` about `{words}`: {:?}\n{}", self.doubts, self.text);
        self
    }

    #[track_caller]
    fn has_no_doubt(&self, name: &str) -> &Self {
        assert!(self.doubts.iter().all(|(own, _)| own != name), "{:?}", self.doubts);
        self
    }
}

fn import(bytes: &[u8]) -> Notice {
    let workspace = Workspace::new().with("file.docx", bytes);
    let arguments =
        ["import", "file.docx", "--reference", "PR/26/99", "--lang", "en", "--house", "plain", "--format", "json"];
    let output = workspace.pressdoc(&arguments);
    let said = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    let line: Value = serde_json::from_str(said.lines().next().unwrap_or_default()).expect("a line of JSON");
    assert_eq!(line["kind"], "word", "{said}");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let doubts = line["doubts"].as_array().cloned().unwrap_or_default();
    let doubts = doubts.iter().map(|doubt| (text(&doubt["name"]), text(&doubt["words"]))).collect();
    let text = String::from_utf8(workspace.read("releases/PR/26/99/en.md")).expect("UTF-8");
    Notice { text, doubts, workspace }
}

/// What is said of a file that cannot become a notice.
fn refused(bytes: &[u8]) -> String {
    let workspace = Workspace::new().with("file.docx", bytes);
    let output = workspace.pressdoc(&["import", "file.docx"]).code(2);
    assert_eq!(workspace.files(), ["file.docx"]);
    String::from_utf8_lossy(&output.get_output().stderr).into_owned()
}

#[test]
fn styles_say_what_is_a_headline_a_label_a_quotation() {
    let style = |id: &str, name: &str, more: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>")
    };
    let styles = [
        style("Titel", "Title", ""),
        style("berschrift1", "heading 1", ""),
        style("Eigene", "Eigene Zeile", "<w:basedOn w:val=\"berschrift1\"/>"),
        style("Gliederung", "Gliederung", "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"),
        style("Zitat", "Quote", ""),
        style("Quelltext", "HTML Preformatted", ""),
    ];
    let body = [
        styled("Titel", &run("The ferry rests")),
        plain("It rests on Monday."),
        styled("berschrift1", "<w:r><w:rPr><w:b/></w:rPr><w:t>Timetable</w:t></w:r>"),
        styled("Gliederung", &run("In winter")),
        styled("Zitat", &run("We rest.")),
        styled("Zitat", &run("— Ines Colbeck, ferrywoman")),
        plain("And more."),
        styled("Quelltext", &run("06:00  18:00")),
        styled("Quelltext", &run("  07:30")),
        styled("Eigene", &run("Tickets")),
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>By hand</w:t></w:r></w:p>".to_owned(),
    ];
    let notice = File::new(&body.concat()).part("styles", &styles.concat()).import();
    notice
        .says("# The ferry rests\n")
        .says("\n## Timetable\n")
        .says("\n### In winter\n")
        .says("> We rest.\n>\n> — Ines Colbeck, ferrywoman\n")
        .says("```\n06:00  18:00\n  07:30\n```")
        .says("\n## Tickets\n")
        .says("\n### By hand\n");
}

#[test]
fn styles_that_no_part_defines_are_known_by_their_names() {
    let notice = File::new(&[styled("Heading1", &run("The ferry rests")), plain("On Monday.")].concat()).import();
    notice.says("# The ferry rests\n");
}

#[test]
fn strict_files_are_read_as_well() {
    let file = File::new(&[styled("Title", &run("The ferry rests")), plain("On Monday.")].concat());
    let text = String::from_utf8(file.parts["word/document.xml"].clone()).expect("UTF-8");
    let strict = text.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main");
    file.raw("word/document.xml", strict).import().says("# The ferry rests\n").says("On Monday.");
}

#[test]
fn lists_have_levels_numbers_and_beginnings() {
    let level = |level: u8, format: &str, start: u8| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>\
             <w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
            720 * (u32::from(level) + 1)
        )
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>",
        level(0, "decimal", 1),
        level(1, "lowerLetter", 1),
        level(0, "bullet", 1)
    );
    let item = |list: u8, level: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
            run(text)
        )
    };
    let body = [
        styled("Title", &run("The ferry rests")),
        item(1, 0, "one"),
        item(1, 1, "inner"),
        format!("<w:p><w:pPr><w:ind w:left=\"720\"/></w:pPr>{}</w:p>", run("still one")),
        item(1, 0, "two"),
        plain("Between."),
        item(1, 0, "three"),
        item(2, 0, "a bullet"),
        item(0, 0, "no item"),
        item(3, 0, "five"),
    ];
    let notice = File::new(&body.concat()).part("numbering", &numbering).import();
    notice
        .says("1. one\n\n   1. inner\n\n   still one\n\n2. two\n\nBetween.\n\n3. three\n\n- a bullet\n\nno item\n\n5. five\n")
        .doubts("list-letters", "");
}

#[test]
fn links_are_relationships_or_fields() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = |text: &str| format!("<w:r><w:instrText xml:space=\"preserve\">{text}</w:instrText></w:r>");
    let body = [
        styled("Title", &run("The ferry rests")),
        format!(
            "<w:p>{}<w:hyperlink r:id=\"l1\" w:anchor=\"part\">{}</w:hyperlink>.</w:p>",
            run("See "),
            run("the page")
        ),
        format!(
            "<w:p>{}{}{}{}{}{}{}</w:p>",
            field("begin"),
            instruction(" HYPERLINK &quot;https://old.exa"),
            instruction("mple.org/a&quot; \\o &quot;tip&quot; "),
            field("separate"),
            run("an old link"),
            field("end"),
            run(" and text")
        ),
        format!(
            "<w:p><w:fldSimple w:instr=\" HYPERLINK &quot;mailto:a@example.org&quot; \">{}</w:fldSimple></w:p>",
            run("mail")
        ),
        format!("<w:p><w:hyperlink w:anchor=\"_Toc1\">{}</w:hyperlink></w:p>", run("inside")),
        format!(
            "<w:p>{}{}{}{}{}</w:p>",
            field("begin"),
            instruction(" DATE "),
            field("separate"),
            run("3 May"),
            field("end")
        ),
    ];
    let notice = File::new(&body.concat()).leads("l1", "hyperlink", "https://example.org/?a=1&b=2", true).import();
    notice
        .says("See [the page](https://example.org/?a=1&b=2#part)")
        .says("[an old link](https://old.example.org/a) and text")
        .says("[mail](mailto:a@example.org)")
        .says("\ninside\n")
        .says("3 May")
        .doubts("date-field", "")
        .never_says("HYPERLINK");
}

#[test]
fn footnotes_and_endnotes_are_one_row() {
    let note = |kind: &str, id: i8, text: &str| {
        format!("<w:{kind} w:id=\"{id}\"><w:p><w:r><w:{kind}Ref/></w:r>{}</w:p></w:{kind}>", run(text))
    };
    let mark = |kind: &str, id: i8| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = [
        styled("Title", &run("The ferry rests")),
        format!("<w:p>{}{}{}{}</w:p>", run("One"), mark("endnote", 2), run(" and two"), mark("footnote", 2)),
    ];
    let separator = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>";
    let notes = [separator.to_owned(), note("footnote", 2, " At the foot."), note("footnote", 3, "Nobody marks it.")];
    let notice = File::new(&body.concat())
        .part("footnotes", &notes.concat())
        .part("endnotes", &note("endnote", 2, "At the end."))
        .import();
    notice
        .says("One[^1] and two[^2]")
        .says("[^1]: At the end.")
        .says("[^2]: At the foot.")
        .says("Nobody marks it.")
        .doubts("lost-footnote", "Nobody marks it.");
}

#[test]
fn tracked_changes_are_taken_as_their_author_wants_them() {
    let body = [
        styled("Title", &run("The ferry rests")),
        format!(
            "<w:p>{}<w:ins w:author=\"A\">{}</w:ins><w:del w:author=\"A\"><w:r><w:delText>Sunday</w:delText></w:r></w:del></w:p>",
            run("It rests on "),
            run("Monday")
        ),
        format!("<w:p><w:pPr><w:rPr><w:del w:author=\"A\"/></w:rPr></w:pPr>{}</w:p>", run("Joined ")),
        plain("here."),
        format!("<w:p><w:moveFrom>{0}</w:moveFrom></w:p><w:p><w:moveTo>{0}</w:moveTo></w:p>", run("Moved once.")),
    ];
    let notice = File::new(&body.concat()).import();
    notice
        .says("It rests on Monday\n")
        .says("Joined here.")
        .says_once("Moved once.")
        .never_says("Sunday")
        .doubts("tracked-changes", "Monday")
        .doubts("deleted-text", "Sunday");
}

#[test]
fn comments_hidden_text_and_boxes_are_kept() {
    let shape = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:docPr id=\"1\" name=\"Box\"/>\
         <a:graphic><a:graphicData uri=\"wps\"><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>\
         </a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>\
         <w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        plain("In the box.")
    );
    let body = [
        styled("Title", &run("The ferry rests")),
        format!(
            "<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>Not for readers.</w:t></w:r>{shape}</w:p>",
            run("On Monday.")
        ),
        format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
             <w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
            plain("Click here to enter text."),
            plain("In a control.")
        ),
        format!("<w:p><w:smartTag w:element=\"place\">{}</w:smartTag></w:p>", run("Lakeside")),
    ];
    let comment = format!("<w:comment w:id=\"0\" w:author=\"Rhona\">{}</w:comment>", plain("Check the day."));
    let notice = File::new(&body.concat()).part("comments", &comment).import();
    notice
        .says_once("In the box.")
        .says("In a control.")
        .says("Lakeside")
        .says("Rhona: Check the day.")
        .says("Not for readers.")
        .never_says("Click here")
        .doubts("text-box", "In the box.")
        .doubts("comment", "Check the day.")
        .doubts("hidden-text", "Not for readers.")
        .doubts("placeholder", "Click here");
    let (_, left) = notice.text.split_once("Left over from the import").expect("what is left over");
    assert!(left.contains("Not for readers.") && left.contains("Check the day."), "{left}");
}

#[test]
fn tables_lose_no_cell() {
    let cell = |properties: &str, content: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let right = |text: &str| format!("<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr>{}</w:p>", run(text));
    let table = [
        row(&[cell("<w:gridSpan w:val=\"2\"/>", &plain("Both")), cell("", &plain("Sum"))]),
        row(&[
            cell("<w:vMerge w:val=\"restart\"/>", &(plain("North") + &plain("bank"))),
            cell("", &right("1")),
            cell("", &right("2")),
        ]),
        row(&[cell("<w:vMerge/>", "<w:p/>"), cell("", &right("3")), cell("", &right("4 | 5"))]),
    ];
    let single = format!("<w:tbl>{}</w:tbl>", row(&[cell("", &(plain("A box") + &plain("of text")))]));
    let body = [styled("Title", &run("The ferry rests")), format!("<w:tbl>{}</w:tbl>", table.concat()), single];
    let notice = File::new(&body.concat()).import();
    notice
        .says("| Both |  | Sum |\n| --- | --: | --: |\n| North bank | 1 | 2 |\n|  | 3 | 4 \\| 5 |\n")
        .says("\nA box\n\nof text\n")
        .doubts("merged-cells", "Both")
        .doubts("box", "A box");
}

#[test]
fn pictures_come_with_what_they_show() {
    let picture = |id: &str, described: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\" descr=\"{described}\"/><a:graphic><a:graphicData uri=\"p\">\
             <pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"x\"/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{id}\"/>\
             </pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    };
    let dot = std::fs::read(project().join("tests/notices/dot.png")).expect("a picture");
    let body = [
        styled("Title", &run("The ferry rests")),
        format!("<w:p>{}{}</w:p>", run("Before."), picture("p1", "The ferry at dawn")),
        styled("Caption", &run("Seen from the bank. © Lakeside")),
        format!("<w:p>{}</w:p>", picture("p2", "")),
        format!("<w:p>{}</w:p>", picture("p3", "Far away")),
        format!("<w:p>{}</w:p>", picture("p4", "Painted. Description automatically generated")),
    ];
    let notice = File::new(&body.concat())
        .raw("evil image.png", &dot)
        .raw("../../evil.png", &dot)
        .raw("word/media/b.png", [dot.as_slice(), b"x"].concat())
        .raw("word/media/c.emf", b"\x01\0\0\0emf")
        .leads("p1", "image", "media/../../../evil image.png", false)
        .leads("p2", "image", "media/b.png", false)
        .leads("p3", "image", "https://example.org/far.png", true)
        .leads("p4", "image", "media/c.emf", false)
        .import();
    notice
        .says("Before.\n\n![The ferry at dawn](evil-image.png)\nSeen from the bank. © Lakeside\n")
        .says("![](b.png)")
        .says("![Painted. Description automatically generated](c.emf)")
        .doubts("missing-alternative-text", "b.png")
        .doubts("missing-picture", "https://example.org/far.png")
        .doubts("picture-format", "c.emf")
        .doubts("alternative-text", "Painted");
    let here = notice.workspace.files();
    assert!(here.contains(&"releases/PR/26/99/evil-image.png".to_owned()), "{here:?}");
    assert!(here.iter().all(|name| name == "file.docx" || name.starts_with("releases/PR/26/99/")), "{here:?}");
}

#[test]
fn signs_of_symbol_fonts_become_characters() {
    let body = [
        styled("Title", &run("The ferry rests")),
        "<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:br/>\
         <w:t>e</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:font=\"Wingdings 3\" w:char=\"F07D\"/></w:r>\
         <w:r><w:rPr><w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Symbol\"/></w:rPr><w:t>\u{F061}\u{F0B3}</w:t></w:r></w:p>"
            .to_owned(),
        "<w:p><m:oMath><m:r><m:t>E=m</m:t></m:r></m:oMath></w:p>".to_owned(),
    ];
    let notice = File::new(&body.concat()).import();
    notice.says("A\u{2011}bc d\\\ne✓□α≥").says("E=m").doubts("symbol", "Wingdings 3").doubts("formula", "E=m");
}

#[test]
fn bold_and_italics_are_kept_and_not_doubled() {
    let styles =
        "<w:style w:type=\"character\" w:styleId=\"Fett\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>";
    let face = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let body = [
        styled("Title", &run("The ferry rests")),
        format!(
            "<w:p>{}{}{}{}{}</w:p>",
            face("<w:b/>", "Bo"),
            face("<w:rStyle w:val=\"Fett\"/>", "ld "),
            face("<w:rStyle w:val=\"Fett\"/><w:b w:val=\"0\"/>", "not "),
            face("<w:b/><w:i/>", "both"),
            face("<w:i w:val=\"false\"/>", ".")
        ),
    ];
    let notice = File::new(&body.concat()).part("styles", styles).import();
    notice.says("**Bold** not _").says("*both*").says("_.\n");
}

#[test]
fn headers_and_contents_are_told_and_left_out() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = [
        styled("Title", &run("The ferry rests")),
        format!(
            "<w:p>{}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{}{}</w:p><w:p>{}{}</w:p>",
            field("begin"),
            field("separate"),
            run("Timetable 1"),
            run("Tickets 2"),
            field("end")
        ),
        plain("On Monday."),
    ];
    let header = plain("Lakeside Ferries · for the press");
    let notice = File::new(&body.concat())
        .raw("word/header1.xml", document("hdr", &header))
        .leads("h1", "header", "header1.xml", false)
        .import();
    notice
        .says("On Monday.")
        .never_says("Timetable 1")
        .never_says("Tickets 2")
        .never_says("Lakeside Ferries")
        .doubts("table-of-contents", "")
        .doubts("header-footer", "Lakeside Ferries");
}

#[test]
fn a_reference_in_the_header_is_that_of_the_notice() {
    let workspace = Workspace::new().with(
        "file.docx",
        File::new(&[styled("Title", &run("The ferry rests")), plain("On Monday.")].concat())
            .raw("word/header1.xml", document("hdr", &plain("Press release · PR/26/31")))
            .leads("h1", "header", "header1.xml", false)
            .bytes(),
    );
    workspace.pressdoc(&["import", "file.docx", "--lang", "en"]).success();
    assert!(workspace.has("releases/PR/26/31/en.md"), "{:?}", workspace.files());
}

#[test]
fn words_that_look_like_our_styles_stay_words() {
    // Only a file that pressdoc made has lines that it makes itself.
    let body = [styled("Title", &run("The ferry rests")), styled("Embargo", &run("Not before noon."))];
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Embargo\"><w:name w:val=\"Embargo\"/></w:style>";
    File::new(&body.concat()).part("styles", styles).import().says("Not before noon.").has_no_doubt("placeholder");
}

#[test]
fn a_field_that_never_ends_swallows_nothing() {
    let body = [
        styled("Title", &run("The ferry rests")),
        format!("<w:p>{}<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{}</w:p>", run("Before."), run("Inside.")),
        plain("Behind."),
        plain("•  a typed bullet"),
    ];
    let notice = File::new(&body.concat()).import();
    notice.says("Before.").says("Inside. Behind.").doubts("damaged-field", "Behind.");
}

#[test]
fn bullets_that_were_typed_are_a_list() {
    let tabbed = "<w:p><w:r><w:t>-</w:t><w:tab/><w:t>on foot</w:t></w:r></w:p>".to_owned();
    let body = [styled("Title", &run("The ferry rests")), plain("•  by tram"), tabbed, plain("– Ines Colbeck")];
    File::new(&body.concat()).import().says("- by tram\n- on foot\n\n– Ines Colbeck");
}

#[test]
fn files_that_are_no_notice_are_refused_with_a_way_out() {
    let good = File::new(&plain("Words."));
    let cases: Vec<(Vec<u8>, &str, &str)> = vec![
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument".to_vec(), "is a Word file of before 2007", ".docx"),
        (
            [
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
                "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            ]
            .concat(),
            "is locked with a password",
            "take the password off",
        ),
        (b"PK\x03\x04 and nothing else".to_vec(), "is damaged", "save it again"),
        (good.bytes()[..good.bytes().len() / 2].to_vec(), "is damaged", "save it again"),
        (File::new("").raw("word/document.xml", "<w:document").bytes(), "is damaged", "save it again"),
        (good_without_root(), "is an archive, but no Word file", "unpack it"),
        (
            File::new("").with_root("xl/workbook.xml").raw("xl/workbook.xml", "<workbook/>").bytes(),
            "is a table of Excel",
            "copy the text",
        ),
        (
            File::new("").raw("_rels/.rels", "<Relationships/>").raw("content.xml", "<a/>").bytes(),
            "is an OpenDocument file",
            ".docx",
        ),
        (
            File::new(&format!("{}{}", "<w:sdt>".repeat(5000), "</w:sdt>".repeat(5000))).bytes(),
            "is damaged",
            "save it again",
        ),
        (
            File::new(&plain("x"))
                .raw("word/document.xml", document("document", &format!("<w:body>{}</w:body>", " ".repeat(70 << 20))))
                .bytes(),
            "unpacks to far more than a notice",
            "right file",
        ),
    ];
    for (bytes, fault, help) in cases {
        let said = refused(&bytes);
        assert!(said.contains(fault) && said.contains(help), "{fault}: {said}");
    }
}

fn good_without_root() -> Vec<u8> {
    File::new(&plain("Words.")).raw("_rels/.rels", "<Relationships/>").bytes()
}

#[test]
fn no_entity_of_a_file_is_expanded() {
    let bomb = document("document", &format!("<w:body>{}</w:body>", plain("&b; stays"))).replace(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<!DOCTYPE w [<!ENTITY a \"lollollol\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>",
    );
    let notice = File::new("").raw("word/document.xml", bomb).import();
    notice.says("stays").never_says("lollol");
}

/// Files that other programs wrote, each with the same words.
#[test]
fn files_of_other_programs_are_read_without_loss() {
    let folder = project().join("tests/samples/word");
    let mut seen = 0;
    for entry in std::fs::read_dir(&folder).expect("samples") {
        let path = entry.expect("an entry").path();
        let notice = import(&std::fs::read(&path).expect("a sample"));
        seen += 1;
        for words in [
            "# The ferry across Lake Orla rests on Mondays\n",
            "## Timetable",
            "### In winter",
            "rests on **Mondays** from *April* on",
            "[the page of the ferry](https://ferry.example.org/en)",
            "- by tram to the pier",
            "  - line 4 or 6",
            "1. Buy a ticket",
            "2. Wait for the bell",
            "> “We all need a day of rest.”",
            "| Pier | First | Last |",
            "| North | 06:00 | 18:00 |",
            "[^1]",
            "[^1]: Except on holidays.",
            "The ferry at dawn",
        ] {
            assert!(notice.text.contains(words), "{}: `{words}` is not in\n{}", path.display(), notice.text);
        }
        assert!(!notice.text.contains("Left over from the import"), "{}:\n{}", path.display(), notice.text);
    }
    assert!(seen >= 2, "{seen} samples");
}
