//! Mails, as another library reads them.

#[path = "mails/hostile.rs"]
mod hostile;
#[path = "mails/recipients.rs"]
mod recipients;

use crate::support::workspace::{Workspace, kept, project};
use pressdoc::read_back::html::HtmlText;
use pressdoc::read_back::mail::Mail;

const EVENT: &str =
    "\n[[event]]\ntitle = \"Opening of Heron Bridge\"\n\n[[event.sitting]]\nstarts = 2026-03-28T10:00:00+00:00\n";

/// A notice in the house style `plain`, with `front` in its front matter.
pub fn notice(front: &str) -> String {
    format!(
        "+++\nissued = 2026-03-03T11:00:00+00:00\nzone = \"Europe/London\"\nhouse = \"plain\"\n{front}+++\n\n\
         PR/26/21\n\n# Heron Bridge opens\n\n\
         LAKESIDE, 3 March 2026 – Heron Bridge opens on Saturday 28 March 2026 at 10:00.\n\n\
         ## Press contacts\n\n- Rhona ASHDALE, press officer, +44 20 7946 0142, rhona@orla-valley.example.org\n"
    )
}

/// A workspace with this notice, and in its house style this `[mail]`.
pub fn workspace(front: &str, mail: &str) -> Workspace {
    let plain = std::fs::read_to_string(project().join("styles/plain/house.toml")).expect("a house style");
    let (before, after) = plain.split_once("[mail]").expect("its mail");
    let (_, after) = after.split_once("\n\n").expect("what follows");
    Workspace::new()
        .with("styles/plain/house.toml", format!("{before}{mail}\n\n{after}"))
        .with("releases/PR/26/21/en.md", notice(front))
}

const FULL: &str = r#"[mail]
from = "Press office, Orla Valley <press@orla.example>"
sender = "robot@orla.example"
reply_to = "Rhona Ashdale <rhona@orla.example>"
list_id = "notices.orla.example"
list_unsubscribe = ["https://orla.example/off?who={address}", "mailto:off@orla.example"]
"#;

/// The mail of a notice with `front` in its front matter.
fn mail(front: &str, settings: &str) -> Mail {
    let workspace = workspace(front, settings);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "eml"]).success();
    Mail::read(&workspace.read("out/PR/26/21/PR-26-21.en.eml")).expect("a mail")
}

#[test]
fn the_samples_come_out_as_they_were() {
    let sample = |path: &str| std::fs::read(project().join(path)).expect("a sample");
    let workspace = Workspace::new()
        .with("releases/AGENDA/18/5869/en.md", sample("releases/AGENDA/18/5869/en.md"))
        .with("releases/STATEMENT/26/507/bg.md", sample("releases/STATEMENT/26/507/bg.md"))
        .with("releases/PR/26/31/el.md", sample("tests/notices/harbour.el.md"));
    workspace.pressdoc(&["render", "--all", "--to", "eml"]).success();
    for (path, structure) in [
        ("AGENDA/18/5869/AGENDA-18-5869.en.eml", "mixed[alternative[text/plain text/html] text/calendar]"),
        ("STATEMENT/26/507/STATEMENT-26-507.bg.eml", "alternative[text/plain text/html]"),
        ("PR/26/31/PR-26-31.el.eml", "mixed[alternative[text/plain text/html] text/calendar]"),
    ] {
        let bytes = workspace.read(&format!("out/{path}"));
        let mail = Mail::read(&bytes).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        assert_eq!(mail.structure, structure, "{path}");
        // The ends of the lines have been looked at; a golden file is easier to read without.
        let text = String::from_utf8(bytes).expect("ASCII").replace("\r\n", "\n");
        kept(&format!("tests/mails/{}", path.rsplit('/').next().expect("a name")), &text);
    }
}

#[test]
fn the_head_says_from_whom_to_whom_when_and_what() {
    let mail = mail("", FULL);
    assert_eq!(mail.header("From"), Some("\"Press office, Orla Valley\" <press@orla.example>"));
    assert_eq!(mail.header("Sender"), Some("<robot@orla.example>"));
    assert_eq!(mail.header("Reply-To"), Some("\"Rhona Ashdale\" <rhona@orla.example>"));
    assert_eq!(mail.header("To"), Some("undisclosed-recipients:;"));
    assert_eq!(mail.header("Subject"), Some("Heron Bridge opens"));
    assert_eq!(mail.header("Date"), Some("Tue, 3 Mar 2026 11:00:00 +0000"), "the time of issue, not the clock");
    assert_eq!(mail.header("Message-ID"), Some("<plain.PR.26.21.en.1@orla.example>"));
    assert_eq!(mail.header("Content-Language"), Some("en"));
    assert_eq!(mail.header("List-Id"), Some("\"Press office\" <notices.orla.example>"));
    assert_eq!(mail.header("List-Unsubscribe"), Some("<mailto:off@orla.example>"), "nobody is known to the page");
    assert_eq!(mail.header("List-Unsubscribe-Post"), None);
    assert_eq!(mail.header("In-Reply-To"), None);
    assert_eq!(mail.header("MIME-Version"), Some("1.0"));
    assert_eq!(mail.structure, "alternative[text/plain text/html]");
}

#[test]
fn the_subject_begins_with_what_must_be_known_first() {
    let embargo = mail("embargo = 2026-03-10T10:00:00+00:00\n", FULL);
    assert_eq!(
        embargo.header("Subject"),
        Some("Embargo: not for publication before 10 March 2026, 10:00 (UTC) – Heron Bridge opens")
            .map(|subject| subject.replace("(UTC)", "(Europe/London)"))
            .as_deref()
    );
    let withdrawn = mail("\n[[withdrawal]]\nat = 2026-03-05T09:30:00+00:00\ntext = \"It stays: shut.\"\n", FULL);
    assert_eq!(
        withdrawn.header("Subject"),
        Some("Withdrawn, 5 March 2026, 09:30 (Europe/London) – Heron Bridge opens")
    );
    let workspace = workspace("", FULL);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "eml", "--draft"]).success();
    let draft = Mail::read(&workspace.read("out/PR/26/21/PR-26-21.en.eml")).expect("a mail");
    assert_eq!(draft.header("Subject"), Some("DRAFT – Heron Bridge opens"));
    assert_ne!(draft.header("Message-ID"), Some("<plain.PR.26.21.en.1@orla.example>"), "a draft is another mail");
}

#[test]
fn a_corrected_notice_answers_the_first_one() {
    let correction = "\n[[correction]]\nat = 2026-03-04T09:30:00+00:00\ntext = \"It opens at 10:00.\"\n";
    let corrected = mail(correction, FULL);
    assert_eq!(corrected.header("Message-ID"), Some("<plain.PR.26.21.en.2@orla.example>"));
    assert_eq!(corrected.header("In-Reply-To"), Some("<plain.PR.26.21.en.1@orla.example>"));
    assert_eq!(corrected.header("References"), Some("<plain.PR.26.21.en.1@orla.example>"));
    assert_eq!(corrected.header("Date"), Some("Wed, 4 Mar 2026 09:30:00 +0000"), "the time of the correction");
    let workspace = workspace(correction, FULL);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "eml", "--draft"]).success();
    let draft = Mail::read(&workspace.read("out/PR/26/21/PR-26-21.en.eml")).expect("a mail");
    assert_eq!(draft.header("In-Reply-To"), corrected.header("In-Reply-To"), "there is no first draft");
    assert_ne!(draft.header("Message-ID"), corrected.header("Message-ID"));
    for part in [&corrected.text, &corrected.page] {
        assert!(part.contains("It opens at 10:00."), "{part}");
    }
}

#[test]
fn entries_for_the_calendar_go_along() {
    let mail_of = |front: &str| mail(&format!("{EVENT}{front}"), FULL);
    let first = mail_of("");
    assert_eq!(first.structure, "mixed[alternative[text/plain text/html] text/calendar]");
    let [entry] = first.attachments.as_slice() else { panic!("{:?}", first.attachments) };
    assert_eq!(entry.name, "PR-26-21.en.ics");
    assert!(entry.content_type.contains("method=\"PUBLISH\""), "{}", entry.content_type);
    assert!(entry.content_type.contains("charset=\"utf-8\""), "{}", entry.content_type);
    assert_eq!(first.calendar().expect("a sound calendar").expect("a calendar").value("METHOD"), "PUBLISH");
    let withdrawn = mail_of("\n[[withdrawal]]\nat = 2026-03-05T09:30:00+00:00\ntext = \"It stays shut.\"\n");
    assert!(withdrawn.attachments[0].content_type.contains("method=\"CANCEL\""));
    let calendar = withdrawn.calendar().expect("a sound calendar").expect("a calendar");
    assert_eq!(calendar.value("METHOD"), "CANCEL");
    assert!(calendar.all("VEVENT").all(|entry| entry.value("STATUS") == "CANCELLED"));
}

#[test]
fn pictures_come_with_the_page_and_it_can_be_read_without() {
    let picture = std::fs::read(project().join("tests/notices/dot.png")).expect("a picture");
    let text = notice("").replace("\n\n## Press contacts", "\n\n![The bridge at dawn](dot.png)\n\n## Press contacts");
    let workspace = workspace("", FULL);
    workspace.write("releases/PR/26/21/en.md", text);
    workspace.write("releases/PR/26/21/dot.png", &picture);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "eml"]).success();
    let mail = Mail::read(&workspace.read("out/PR/26/21/PR-26-21.en.eml")).expect("a mail");
    assert_eq!(mail.structure, "alternative[text/plain related[text/html image/png]]");
    let [(id, _, bytes)] = mail.pictures.as_slice() else { panic!("one picture") };
    assert_eq!(bytes, &picture);
    let page = HtmlText::read(mail.page.as_bytes()).expect("a page");
    let image = page.named("img").next().expect("an image");
    assert_eq!(image.attribute("src"), Some(format!("cid:{id}").as_str()));
    assert_eq!(image.attribute("alt"), Some("The bridge at dawn"));
}

#[test]
fn the_page_of_a_mail_asks_nobody_for_anything() {
    for (name, page) in crate::same_words::mail_pages() {
        for (element, attribute, value) in page.attributes() {
            let value = value.to_lowercase();
            let fetches = matches!(attribute, "src" | "srcset" | "background" | "poster" | "data" | "action");
            assert!(!fetches || value.starts_with("cid:"), "{name}: <{element} {attribute}={value:?}>");
            assert!(!attribute.starts_with("on"), "{name}: <{element} {attribute}={value:?}>");
            assert!(attribute != "style" || !value.contains("url("), "{name}: {value}");
        }
        for foreign in ["script", "link", "iframe", "object", "embed", "form", "svg", "video", "base"] {
            assert_eq!(page.named(foreign).count(), 0, "{name}: <{foreign}>");
        }
        assert!(!page.style.contains("url(") && !page.style.contains("@import"), "{name}");
        // Programs that drop the style sheet still set every word.
        for element in page.elements.iter().filter(|element| element.inside.iter().any(|name| name == "main")) {
            let is_set =
                matches!(element.name.as_str(), "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" | "td" | "a");
            assert!(!is_set || element.attribute("style").is_some(), "{name}: <{}> has no style", element.name);
        }
        assert_eq!(page.meta("color-scheme"), Some("light dark"), "{name}");
        assert!(page.style.contains("@media (prefers-color-scheme: dark)"), "{name}");
    }
}

#[test]
fn a_house_that_sends_no_mail_says_what_it_needs() {
    let workspace = workspace("", "");
    let output = workspace.pressdoc(&["render", "PR/26/21", "--to", "eml"]).code(2);
    let said = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
    assert!(said.contains("the house style `plain` does not say from whom its mails come"), "{said}");
    assert!(said.contains("`styles/plain/house.toml`"), "{said}");
    assert!(!workspace.has("out"));
    // The other forms do not ask.
    workspace.pressdoc(&["render", "PR/26/21", "--to", "txt"]).success();
}

#[test]
fn addresses_of_the_house_that_are_none_are_found_with_their_place() {
    for (settings, said) in [
        ("[mail]\nfrom = \"press@orla\"", "`press@orla` has no ending such as `.eu`"),
        (
            "[mail]\nfrom = \"a@orla.example\\r\\nBcc: b@orla.example\"",
            "an address has the control character U+000D in it",
        ),
        ("[mail]\nfrom = \"a@orla.example\"\nlist_id = \"no name\"", "`no name` is no name of a list"),
        (
            "[mail]\nfrom = \"a@orla.example\"\nlist_unsubscribe = [\"http://orla.example\"]",
            "`http://orla.example` begins neither with `mailto:` nor with `https://`",
        ),
        ("[mail]\nfrom = \"a@orla.example\"\nform = \"x\"", "unknown field `form`"),
    ] {
        let output = workspace("", settings).pressdoc(&["render", "PR/26/21", "--to", "eml"]).code(2);
        let said_instead = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(said_instead.contains(said), "{settings}\n{said_instead}");
        assert!(said_instead.contains("styles/plain/house.toml:"), "{said_instead}");
    }
}

#[test]
fn a_template_of_the_house_must_keep_the_promises_of_a_mail() {
    let template = std::fs::read_to_string(project().join("styles/base/mail.html")).expect("a template");
    let with = |template: &str| {
        let workspace = workspace("", FULL);
        workspace.write("styles/plain/mail.html", template);
        workspace
    };
    with(&template.replace("18px", "17px")).pressdoc(&["render", "PR/26/21", "--to", "eml"]).success();
    for (from, to, said) in [
        (
            "<main style",
            "<img src=\"https://orla.example/pixel.gif\"><main style",
            "would fetch `https://orla.example/pixel.gif`",
        ),
        ("<body class", "<script>1</script><body class", "has a script in it"),
        ("overflow-x:auto;", "background:url(https://orla.example/a.png);", "would fetch `https://orla.example/a.png`"),
        ("{{ sheet.end_mark }}", "", "does not show the word"),
        ("<html lang=\"{{ sheet.language }}\"", "<html lang=\"en\"", "does not say its language"),
        ("{{ sheet.masthead }}", "{{ sheet.mast_head }}", "undefined value"),
    ] {
        assert!(template.contains(from), "{from}");
        let workspace = with(&template.replacen(from, to, 1));
        let output = workspace.pressdoc(&["render", "PR/26/21", "--to", "eml"]);
        let said_instead = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(said_instead.contains(said), "{to}\n{said_instead}");
        output.code(2);
        assert!(said_instead.contains("styles/plain/mail.html"), "{said_instead}");
    }
}
