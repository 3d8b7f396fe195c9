//! `pressdoc translate`

use std::path::{Path, PathBuf};

use clap::Args;

use super::outside::Outside;
use super::reporter::Reporter;
use super::targets::{all_notices, notices, open_office, with_standard_input};
use super::{CLEAN, COULD_NOT_WORK, TO_CORRECT};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::pipeline::{Back, Consignment, Examined, Office, Outgoing, Sent};
use crate::span::SourceFile;
use crate::workspace::{NoticeFile, read_translation, write_all};

#[derive(Args)]
#[command(after_help = "Segments that were translated before and have not changed are filled in. What comes back \
                        becomes a notice beside its original, and stays there as `fr.xlf` too: so a later change of \
                        the original is reported segment by segment.")]
pub struct TranslateArguments {
    /// References (in any form) or files; `-` reads them from standard input, one a line. With
    /// --from: the notice that was translated, where the file does not say it
    #[arg(value_name = "REF|FILE", required_unless_present_any = ["all", "from"])]
    targets: Vec<String>,
    /// Every notice of the workspace
    #[arg(long, conflicts_with_all = ["targets", "from"])]
    all: bool,
    /// Make a file for translators into these languages: fr,de
    #[arg(long, value_delimiter = ',', value_name = "CODES", required_unless_present = "from")]
    to: Vec<String>,
    /// Translate from this language version of a release (without: from the original)
    #[arg(long, value_name = "CODE", conflicts_with = "from")]
    lang: Option<String>,
    /// Write into this folder instead of `out`
    #[arg(long, value_name = "DIR", conflicts_with = "from")]
    out: Option<PathBuf>,
    /// Make a translation of this file that came back
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    from: Option<PathBuf>,
    /// Send out a notice with errors too; take back a file in which segments are not translated:
    /// they keep their words, with a mark
    #[arg(long)]
    draft: bool,
    /// With --from: replace a translation that was edited since it was made
    #[arg(long, requires = "from")]
    force: bool,
    /// How to report: human, plain, json, sarif or github
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
}

pub fn run(arguments: &TranslateArguments, outside: &Outside) -> Result<u8, Error> {
    let reporter = Reporter::new(arguments.format.as_deref(), outside)?;
    match &arguments.from {
        Some(file) => take_back(file, arguments, reporter, outside),
        None => send(arguments, reporter, outside),
    }
}

/// What was done with one notice.
struct Desk<'a> {
    office: &'a Office,
    arguments: &'a TranslateArguments,
    outside: &'a Outside,
    out: PathBuf,
    reporter: Reporter,
    failed: bool,
}

fn send(arguments: &TranslateArguments, reporter: Reporter, outside: &Outside) -> Result<u8, Error> {
    let office = open_office(&arguments.targets, outside)?;
    for code in &arguments.to {
        known_language(&office, code)?;
    }
    let out = arguments.out.as_ref().map_or_else(|| office.workspace.out(&outside.here), |out| outside.here.join(out));
    let mut desk = Desk { office: &office, arguments, outside, out, reporter, failed: false };
    if arguments.all {
        desk.send_originals(all_notices(&office, &[], outside)?);
    }
    for target in with_standard_input(&arguments.targets) {
        match notices(&office, &target, &[], outside) {
            // A file that is named is meant, whatever else there is.
            Ok(files) if outside.here.join(&target).is_file() => files.iter().for_each(|file| desk.send(file)),
            Ok(files) => desk.send_originals(files),
            Err(error) => desk.complain(&error),
        }
    }
    outside.print(&desk.reporter.closing(&office));
    if desk.reporter.total.refused > 0 && !desk.reporter.is_for_programs() {
        outside.note("  help: correct the errors above, or send the notice out as it is with `--draft`");
    }
    Ok(match (desk.failed, desk.reporter.total.refused > 0) {
        (true, _) => COULD_NOT_WORK,
        (false, true) => TO_CORRECT,
        (false, false) => CLEAN,
    })
}

fn known_language(office: &Office, code: &str) -> Result<std::sync::Arc<crate::model::language::Language>, Error> {
    let is_code = code.bytes().all(|byte| byte.is_ascii_lowercase());
    let language = if is_code { office.language(code)? } else { None };
    match language {
        Some(language) => Ok(language),
        None => Err(Error::NotFound {
            what: "language",
            name: code.to_owned(),
            help: format!("choose among {}", office.catalog.languages()?.join(", ")),
        }),
    }
}

impl Desk<'_> {
    fn complain(&mut self, error: &Error) {
        self.outside.complain(error);
        self.failed = true;
    }

    /// Sends of each release the version that the others are translated from.
    fn send_originals(&mut self, files: Vec<NoticeFile>) {
        for versions in files.chunk_by(|one, other| release(one).is_some() && release(one) == release(other)) {
            match self.original(versions) {
                Ok(file) => self.send(&file),
                Err(error) => self.complain(&error),
            }
        }
    }

    fn original(&self, versions: &[NoticeFile]) -> Result<NoticeFile, Error> {
        let language = |file: &NoticeFile| file.release.as_ref().map(|(_, language)| language.clone());
        if let Some(code) = &self.arguments.lang {
            let named = versions.iter().find(|file| language(file).is_none_or(|own| own == *code));
            return named.cloned().ok_or_else(|| Error::NotFound {
                what: "language version",
                name: code.clone(),
                help: format!("there is: {}", versions.iter().filter_map(language).collect::<Vec<_>>().join(", ")),
            });
        }
        if let [file] = versions {
            return Ok(file.clone());
        }
        let mut first = None;
        for file in versions {
            let examined = self.office.examine(file)?;
            if language(file).is_some_and(|own| own == examined.house.style.language) {
                return Ok(file.clone());
            }
            if examined.notice.front_matter.translation_of.is_none() {
                first = first.or(Some(file));
            }
        }
        first.or(versions.first()).cloned().ok_or_else(|| Error::Usage {
            message: "there is no notice to translate".to_owned(),
            help: "name a reference or a file".to_owned(),
        })
    }

    fn send(&mut self, file: &NoticeFile) {
        let sent = self.office.examine(file).and_then(|examined| {
            let keeps_back = examined.count(Severity::Error) > 0 && !self.arguments.draft;
            if keeps_back || !examined.can_be_set() {
                self.reporter.total.refused += 1;
                self.say(&examined, &[]);
                return Ok(());
            }
            let mut files = Vec::new();
            for code in self.arguments.to.iter().filter(|code| **code != examined.language.code) {
                let target = known_language(self.office, code)?;
                let outgoing = Outgoing { target: &target, now: Outside::now(), here: &self.outside.here };
                files.push((code, self.office.send_to_translator(&examined, file, &outgoing)?));
            }
            let artifacts: Vec<_> = files.iter().map(|(_, sent)| sent.artifact.clone()).collect();
            let written = write_all(&self.out, &artifacts)?;
            self.say(&examined, &written);
            for (code, sent) in &files {
                self.count(code, sent);
            }
            Ok(())
        });
        if let Err(error) = sent {
            self.complain(&error);
        }
    }

    fn say(&mut self, examined: &Examined<'_>, written: &[PathBuf]) {
        let shown = shown(written, self.outside);
        let text = self.reporter.notice(examined, &shown, 0);
        if self.reporter.is_for_programs() {
            return self.outside.print(&text);
        }
        // The findings are those of the notice; said are those that keep it back.
        if written.is_empty() {
            self.outside.note(text.trim_end());
        }
        self.outside.print(&shown.iter().map(|path| format!("{path}\n")).collect::<String>());
    }

    fn count(&self, code: &str, sent: &Sent) {
        if self.reporter.is_for_programs() {
            return;
        }
        let plural = if sent.segments == 1 { "" } else { "s" };
        let mut line = format!("{} segment{plural} for `{code}`", sent.segments);
        if sent.translated + sent.changed > 0 {
            line.push_str(&format!(", {} translated before and filled in", sent.translated));
        }
        if sent.changed > 0 {
            line.push_str(&format!(", {} changed since, with the old translation beside them", sent.changed));
        }
        self.outside.note(&line);
    }
}

fn release(file: &NoticeFile) -> Option<&crate::model::reference::Reference> {
    file.release.as_ref().map(|(reference, _)| reference)
}

fn shown(paths: &[PathBuf], outside: &Outside) -> Vec<String> {
    paths.iter().map(|path| path.strip_prefix(&outside.here).unwrap_or(path).display().to_string()).collect()
}

fn take_back(
    path: &Path,
    arguments: &TranslateArguments,
    mut reporter: Reporter,
    outside: &Outside,
) -> Result<u8, Error> {
    let office = open_office(&arguments.targets, outside)?;
    let text = read_translation(&outside.here.join(path))?;
    let source = SourceFile::new(NoticeFile::new(path, &outside.here).name, text);
    let consignment = Consignment {
        file: &source,
        notice: named(&office, arguments, outside)?,
        draft: arguments.draft,
        force: arguments.force,
        here: &outside.here,
    };
    match office.take_translation(&consignment)? {
        Back::Refused(faults) => {
            outside.print(&reporter.file(&source, "", &faults));
            outside.print(&reporter.closing(&office));
            if !reporter.is_for_programs() {
                outside.note("no translation was written");
            }
            Ok(TO_CORRECT)
        }
        Back::Translation { examined, folder, artifacts, missing } => {
            let written = shown(&write_all(&folder, &artifacts)?, outside);
            let text = reporter.notice(&examined, &written, 0);
            if reporter.is_for_programs() {
                outside.print(&text);
                outside.print(&reporter.closing(&office));
                return Ok(CLEAN);
            }
            if !text.is_empty() {
                outside.note(text.trim_end());
            }
            outside.print(&written.iter().map(|path| format!("{path}\n")).collect::<String>());
            if missing > 0 {
                let (plural, are) = if missing == 1 { ("", "is") } else { ("s", "are") };
                let line = format!("{missing} segment{plural} {are} not translated and marked with the language");
                outside.note(&line);
            }
            Ok(CLEAN)
        }
    }
}

/// The notice that the user names beside a file that came back.
fn named(office: &Office, arguments: &TranslateArguments, outside: &Outside) -> Result<Option<NoticeFile>, Error> {
    let refuse = |message: &str, help: &str| Err(Error::Usage { message: message.to_owned(), help: help.to_owned() });
    match arguments.targets.as_slice() {
        [] => Ok(None),
        [target] => match notices(office, target, &[], outside)?.as_slice() {
            [file] => Ok(Some(file.clone())),
            _ => refuse(
                &format!("`{target}` has several versions"),
                "name the file of the one that was translated, such as `releases/PR/26/14/en.md`",
            ),
        },
        _ => refuse("one file that came back is a translation of one notice", "name one notice, or none"),
    }
}
