//! One mail for each recipient, and in none a word of another.

use pressdoc::read_back::mail::Mail;

use super::{FULL, workspace};

const LIST: &str =
    "# Desks\nOdile Marsh <odile@north.example>\n\nΡοή Ασημένια <roi@south.example>\nanna@west.example\n";

#[test]
fn each_recipient_has_a_mail_without_the_others() {
    let workspace = workspace("", FULL);
    workspace.write("desks.txt", LIST);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "eml,txt", "--recipients", "desks.txt"]).success().stdout_eq(
        "out/PR/26/21/PR-26-21.en.txt\nout/PR/26/21/PR-26-21.en.0001.eml\n\
             out/PR/26/21/PR-26-21.en.0002.eml\nout/PR/26/21/PR-26-21.en.0003.eml\n",
    );
    let people = [
        ("Odile Marsh", "odile@north.example", "odile%40north.example"),
        ("Ροή Ασημένια", "roi@south.example", "roi%40south.example"),
        ("", "anna@west.example", "anna%40west.example"),
    ];
    let mut ids = Vec::new();
    for (at, (name, address, encoded)) in people.iter().enumerate() {
        let bytes = workspace.read(&format!("out/PR/26/21/PR-26-21.en.000{}.eml", at + 1));
        let mail = Mail::read(&bytes).expect("a mail");
        let to = if name.is_empty() { format!("<{address}>") } else { format!("\"{name}\" <{address}>") };
        assert_eq!(mail.header("To").map(|to| to.replace('"', "")), Some(to.replace('"', "")));
        let away = format!("<https://orla.example/off?who={encoded}>, <mailto:off@orla.example>");
        assert_eq!(mail.header("List-Unsubscribe"), Some(away.as_str()));
        assert_eq!(mail.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
        ids.push(mail.header("Message-ID").expect("a name").to_owned());
        let every_byte = String::from_utf8(bytes).expect("ASCII").to_lowercase();
        let decoded = format!("{:?}{}{}", mail.headers, mail.text, mail.page).to_lowercase();
        for (other, (name, address, encoded)) in people.iter().enumerate().filter(|(other, _)| *other != at) {
            for trace in [
                address,
                encoded,
                &address.split('@').next().expect("a name"),
                &address.split('@').nth(1).expect("a domain"),
            ] {
                assert!(!every_byte.contains(trace), "{trace} of {other} in the mail of {at}");
                assert!(!decoded.contains(trace), "{trace} of {other} in the mail of {at}");
            }
            assert!(name.is_empty() || !decoded.contains(&name.to_lowercase()), "{name} in the mail of {at}");
        }
    }
    ids.dedup();
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert!(ids.iter().all(|id| id.starts_with("<plain.PR.26.21.en.1.") && id.ends_with("@orla.example>")), "{ids:?}");
}

#[test]
fn a_correction_finds_its_thread_though_the_list_has_changed() {
    let id = |front: &str, list: &str, number: &str, header: &str| {
        let workspace = workspace(front, FULL);
        workspace.write("desks.txt", list);
        workspace.pressdoc(&["render", "PR/26/21", "--to", "eml", "--recipients", "desks.txt"]).success();
        let bytes = workspace.read(&format!("out/PR/26/21/PR-26-21.en.{number}.eml"));
        Mail::read(&bytes).expect("a mail").header(header).map(str::to_owned)
    };
    let correction = "\n[[correction]]\nat = 2026-03-04T09:30:00+00:00\ntext = \"It opens at 10:00.\"\n";
    let first = id("", LIST, "0003", "Message-ID");
    assert!(first.is_some());
    assert_eq!(id(correction, "Anna <ANNA@west.example>\n", "0001", "In-Reply-To"), first);
}

#[test]
fn a_line_that_is_no_address_stops_everything() {
    for (list, said) in [
        ("anna@west.example\nrhona.north.example\n", "desks.txt:2: `rhona.north.example` has no `@`"),
        (
            "anna@west.example\n\nAnna <anna@west.example>\n",
            "desks.txt:3: `anna@west.example` stands in line 1 already",
        ),
        ("Anna <anna@west.example\n", "desks.txt:1: `Anna <anna@west.example` opens a `<`"),
        ("# nobody\n", "desks.txt: there is no recipient in it"),
    ] {
        let workspace = workspace("", FULL);
        workspace.write("desks.txt", list);
        let output = workspace.pressdoc(&["render", "PR/26/21", "--to", "eml", "--recipients", "desks.txt"]).code(2);
        let said_instead = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(said_instead.contains(said), "{list}\n{said_instead}");
        assert!(!workspace.has("out"), "{list}");
    }
    let workspace = workspace("", FULL);
    workspace.write("desks.txt", b"anna\xff@west.example");
    let output = workspace.pressdoc(&["render", "PR/26/21", "--to", "eml", "--recipients", "desks.txt"]).code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("the list of recipients is not UTF-8"));
    workspace.pressdoc(&["render", "PR/26/21", "--to", "eml", "--recipients", "none.txt"]).code(2);
}

#[test]
fn recipients_and_attachments_are_for_mails() {
    let workspace = workspace("", FULL);
    workspace.write("desks.txt", LIST);
    for arguments in [["--recipients", "desks.txt"], ["--attach", "txt"]] {
        let output = workspace.pressdoc(&[&["render", "PR/26/21"], &arguments[..]].concat()).code(2);
        assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("add `--to eml`"));
    }
    let output = workspace.pressdoc(&["render", "PR/26/21", "--to", "eml", "--attach", "eml"]).code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("`eml` cannot go along with itself"));
}

#[test]
fn forms_go_along_as_they_are_made() {
    let workspace = workspace("", FULL);
    workspace.pressdoc(&["render", "PR/26/21", "--to", "eml,txt", "--attach", "html,txt"]).success();
    let mail = Mail::read(&workspace.read("out/PR/26/21/PR-26-21.en.eml")).expect("a mail");
    let [page, text] = mail.attachments.as_slice() else { panic!("{:?}", mail.attachments) };
    assert_eq!((page.name.as_str(), text.name.as_str()), ("PR-26-21.en.html", "PR-26-21.en.txt"));
    // A line of text ends in a mail as all its lines do.
    let sent = String::from_utf8(text.bytes.clone()).expect("UTF-8").replace("\r\n", "\n");
    assert_eq!(sent.as_bytes(), workspace.read("out/PR/26/21/PR-26-21.en.txt"));
    assert!(!workspace.has("out/PR/26/21/PR-26-21.en.html"), "what only goes along is no file");
    assert_eq!(mail.structure, "mixed[alternative[text/plain text/html] text/html text/plain]");
}

#[cfg(feature = "pdf")]
#[test]
fn the_pdf_goes_along_byte_for_byte() {
    let workspace = workspace("", FULL);
    workspace.write("desks.txt", LIST);
    workspace
        .pressdoc(&["render", "PR/26/21", "--to", "eml,pdf", "--attach", "pdf", "--recipients", "desks.txt"])
        .success();
    let pdf = workspace.read("out/PR/26/21/PR-26-21.en.pdf");
    let mail = Mail::read(&workspace.read("out/PR/26/21/PR-26-21.en.0002.eml")).expect("a mail");
    let [attached] = mail.attachments.as_slice() else { panic!("one file") };
    assert_eq!((attached.name.as_str(), attached.content_type.as_str()), ("PR-26-21.en.pdf", "application/pdf"));
    assert!(attached.bytes == pdf, "the same bytes");
}

#[test]
fn the_name_of_a_file_that_waits_is_in_no_mail() {
    let workspace = workspace("embargo = 2999-03-10T10:00:00+00:00\n", FULL);
    workspace.write("desks.txt", LIST);
    let output = workspace
        .pressdoc(&["render", "PR/26/21", "--to", "eml,txt", "--attach", "txt", "--recipients", "desks.txt"])
        .success();
    let written = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    let secret = written
        .lines()
        .next()
        .and_then(|path| path.split('.').nth(1).filter(|part| part.len() == 2).and(path.split('.').nth(2)));
    let secret = secret.expect("a name that nobody guesses").to_owned();
    assert_eq!(secret.len(), 32, "{written}");
    for path in written.lines().filter(|path| path.ends_with(".eml")) {
        assert!(path.contains(&secret), "{path}");
        let bytes = workspace.read(path);
        assert!(!String::from_utf8_lossy(&bytes).contains(&secret), "{path}");
        assert_eq!(Mail::read(&bytes).expect("a mail").attachments[0].name, "PR-26-21.en.txt");
    }
}

#[test]
fn a_long_list_is_served_to_the_end() {
    let workspace = workspace("", FULL);
    let list: String = (1..=205).map(|number| format!("Desk {number} <desk{number}@west.example>\n")).collect();
    workspace.write("desks.txt", list);
    let output = workspace.pressdoc(&["render", "PR/26/21", "--to", "eml", "--recipients", "desks.txt"]).success();
    assert_eq!(String::from_utf8_lossy(&output.get_output().stdout).lines().count(), 205);
    let last = Mail::read(&workspace.read("out/PR/26/21/PR-26-21.en.0205.eml")).expect("a mail");
    assert_eq!(last.header("To"), Some("\"Desk 205\" <desk205@west.example>"));
}
