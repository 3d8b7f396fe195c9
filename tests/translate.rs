//! Notices that go to translators and come back.

mod faults;
mod hostile;
mod identity;
mod story;
mod tools;

use pressdoc::pipeline::{Back, Consignment, Examined, Office, Outgoing};
use pressdoc::span::SourceFile;
use pressdoc::workspace::NoticeFile;

use crate::support::workspace::Workspace;

/// A translator who knows nothing of pressdoc: between `<source>` and
/// `</source>` of every segment stands what is read, and behind it goes what is
/// said; `None` leaves the segment as it is.
pub fn translated(file: &str, say: impl Fn(&str) -> Option<String>) -> String {
    let mut done = String::new();
    let mut rest = file;
    while let Some(at) = rest.find("<source>") {
        let (before, from) = rest.split_at(at + "<source>".len());
        done.push_str(before);
        let end = from.find("</source>").expect("the end of a source");
        let (source, after) = from.split_at(end);
        done.push_str(source);
        done.push_str("</source>");
        rest = &after["</source>".len()..];
        // A candidate of a translation memory is no segment.
        let is_candidate = done.rfind("<mtc:match ") > done.rfind("<segment ");
        if let Some(said) = say(source).filter(|_| !is_candidate) {
            let known = rest.trim_start();
            if known.starts_with("<target>") {
                let end = known.find("</target>").expect("the end of a target") + "</target>".len();
                rest = &known[end..];
            }
            done.push_str(&format!("<target>{said}</target>"));
        }
    }
    done.push_str(rest);
    done
}

/// Says what stands in a list of pairs, and nothing else.
pub fn dictionary<'d>(pairs: &'d [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'd {
    |source| pairs.iter().find(|(known, _)| *known == source).map(|(_, said)| (*said).to_owned())
}

/// The text of a notice as it goes out into `target`.
pub fn sent(office: &Office, file: &NoticeFile, target: &str, workspace: &Workspace) -> String {
    let examined = office.examine(file).expect("a notice");
    let target = office.language(target).expect("a language file").expect("a language");
    let outgoing = Outgoing { target: &target, now: jiff::Timestamp::MAX, here: workspace.path() };
    let sent = office.send_to_translator(&examined, file, &outgoing).expect("a file for translators");
    String::from_utf8(sent.artifact.bytes).expect("UTF-8")
}

/// What becomes of a file that comes back: the translation, or what is wrong.
pub fn taken<'o>(office: &'o Office, text: &str, workspace: &Workspace) -> Result<Box<Examined<'o>>, Vec<String>> {
    let file = SourceFile::new("back.xlf", text);
    let consignment = Consignment { file: &file, notice: None, draft: false, force: true, here: workspace.path() };
    match office.take_translation(&consignment).expect("an original") {
        Back::Translation { examined, .. } => Ok(examined),
        Back::Refused(faults) => Err(faults.into_iter().map(|fault| fault.message).collect()),
    }
}

pub fn notice_file(workspace: &Workspace, path: &str) -> NoticeFile {
    NoticeFile::new(&workspace.path().join(path), workspace.path())
}

/// What the program says, standard output and standard error together.
pub fn said(workspace: &Workspace, arguments: &[&str], code: i32) -> String {
    let output = workspace.pressdoc(arguments).code(code);
    let output = output.get_output();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
