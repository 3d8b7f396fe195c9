//! `pressdoc approve`

use std::collections::BTreeMap;

use clap::Args;
use serde_json::json;

use super::outside::Outside;
use super::reporter::Reporter;
use super::targets::{notices, open_office, with_standard_input};
use super::{CLEAN, COULD_NOT_WORK, TO_CORRECT, unknown_word};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::model::approval::{Act, Approval, Content, note_fault, same_role};
use crate::model::reference::Reference;
use crate::model::section::plain_text;
use crate::pipeline::{ApprovalOutcome, Approver, Examined, Office};
use crate::workspace::NoticeFile;

/// What is approved is what stands there when the command is run: words, links,
/// times, pictures. A change of any of them makes the approval void.
#[derive(Args)]
#[command(after_help = "The roles are those of `approvals` in the data of the document type. `pressdoc list` shows \
                        what waits for whom. The record is `approvals.toml` beside the notices.")]
pub struct ApproveArguments {
    /// References (in any form) or files; `-` reads them from standard input, one a line
    #[arg(value_name = "REF|FILE", required = true)]
    targets: Vec<String>,
    /// As whom: one of the roles that the document type names
    #[arg(long = "as", value_name = "ROLE")]
    role: String,
    /// Who: "Anna Berg <anna@example.org>" (without: the environment variable PRESSDOC_BY)
    #[arg(long, value_name = "NAME <MAIL>")]
    by: Option<String>,
    /// Only these languages of a release: en,fr (without: all that there are)
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    lang: Vec<String>,
    /// A remark that is written down with it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Take back what the role has approved; that, too, is written down
    #[arg(long)]
    take_back: bool,
    /// How to report: human, plain or json
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
}

pub fn run(arguments: &ApproveArguments, outside: &Outside) -> Result<u8, Error> {
    let reports = ["human", "plain", "json"];
    if let Some(unknown) = arguments.format.as_deref().filter(|name| !reports.contains(name)) {
        return Err(unknown_word("report", unknown, reports.into_iter()));
    }
    let person = outside.person(arguments.by.as_deref())?;
    if let Some(fault) = arguments.note.as_deref().and_then(note_fault) {
        let help = "a note is one line, such as \"as agreed on the telephone\"".to_owned();
        return Err(Error::Usage { message: fault, help });
    }
    let office = open_office(&arguments.targets, outside)?;
    let mut desk = Desk {
        office: &office,
        arguments,
        name: person.name.unwrap_or_default(),
        address: person.address,
        outside,
        for_programs: arguments.format.as_deref() == Some("json"),
        refused: false,
        failed: false,
    };
    for target in with_standard_input(&arguments.targets) {
        match notices(&office, &target, &arguments.lang, outside) {
            Ok(files) => {
                for versions in files.chunk_by(|one, other| folder(one) == folder(other) && one.release.is_some()) {
                    match desk.release(versions) {
                        Ok(done) => desk.refused |= !done,
                        Err(error) => desk.complain(&error),
                    }
                }
            }
            Err(error) => desk.complain(&error),
        }
    }
    Ok(match (desk.failed, desk.refused) {
        (true, _) => COULD_NOT_WORK,
        (false, true) => TO_CORRECT,
        (false, false) => CLEAN,
    })
}

fn folder(file: &NoticeFile) -> Option<&std::path::Path> {
    file.path.parent()
}

/// Where one release after the other is approved.
struct Desk<'a> {
    office: &'a Office,
    arguments: &'a ApproveArguments,
    name: String,
    address: String,
    outside: &'a Outside,
    for_programs: bool,
    refused: bool,
    failed: bool,
}

impl<'a> Desk<'a> {
    fn complain(&mut self, error: &Error) {
        self.outside.complain(error);
        self.failed = true;
    }

    /// Approves these versions of a release, or takes their approvals back;
    /// gives back whether they could be approved.
    fn release(&self, chosen: &[NoticeFile]) -> Result<bool, Error> {
        let Some(first) = chosen.first() else { return Ok(true) };
        let Some((reference, _)) = &first.release else {
            return Err(Error::Usage {
                message: format!("`{}` lies in no release, and approvals lie beside the notices of one", first.name),
                help: "put it into a folder such as `releases/IP/26/301/` as `en.md`; `pressdoc new IP` makes one"
                    .to_owned(),
            });
        };
        let (examined, files) = self.all_versions(first)?;
        let role = self.role(&examined, &files, reference)?;
        let reference = reference.to_string();
        let is_chosen = |file: &NoticeFile| chosen.iter().any(|other| other.path == file.path);
        let approver = Approver {
            role,
            name: &self.name,
            address: &self.address,
            note: self.arguments.note.as_deref(),
            at: Outside::now(),
        };
        let (outcome, shown) = if self.arguments.take_back {
            let whole = files.iter().all(is_chosen);
            let languages: Vec<String> = if whole { Vec::new() } else { chosen.iter().filter_map(language).collect() };
            (self.office.take_back(first, &languages, &approver)?, Vec::new())
        } else {
            let chosen: Vec<Version<'_>> = examined.iter().zip(&files).filter(|(_, file)| is_chosen(file)).collect();
            if self.keeps_back(&chosen, &reference, role)? {
                return Ok(false);
            }
            let shown = self.contents(&chosen)?;
            if !self.for_programs {
                self.show(&reference, &shown);
            }
            let contents = shown.iter().map(|shown| (shown.language.clone(), shown.content.clone())).collect();
            (self.office.approve(first, contents, &approver)?, shown)
        };
        let state = self.office.approval_state(&examined, &files)?;
        let line = if self.for_programs {
            as_json(&reference, role, &outcome, &state.awaited(), &shown)
        } else {
            let awaited = match state.awaited().as_slice() {
                [] => "all have approved".to_owned(),
                roles => format!("awaits {}", roles.join(", ")),
            };
            format!("{reference}: {}; {awaited}\n", said(role, &outcome))
        };
        self.outside.print(&line);
        Ok(true)
    }

    /// All language versions of the release of `first`, read and checked.
    fn all_versions(&self, first: &NoticeFile) -> Result<(Vec<Examined<'a>>, Vec<NoticeFile>), Error> {
        let files: Vec<NoticeFile> = self
            .office
            .workspace
            .beside(first)
            .into_iter()
            // Named as the user sees it.
            .map(|file| language(&file).and_then(|code| first.in_language(&code)).unwrap_or(file))
            .collect();
        let examined = files.iter().map(|file| self.office.examine(file)).collect::<Result<_, Error>>()?;
        Ok((examined, files))
    }

    /// What is there to approve.
    fn contents(&self, chosen: &[Version<'_>]) -> Result<Vec<Shown>, Error> {
        let mut contents = Vec::with_capacity(chosen.len());
        for (examined, file) in chosen {
            if let (Some(language), Some(content)) = (language(file), self.office.content(examined)?) {
                contents.push(Shown { language, headline: headline(examined), content });
            }
        }
        Ok(contents)
    }

    /// The role that the user means, as the document type has it.
    fn role(&self, examined: &[Examined<'a>], files: &[NoticeFile], reference: &Reference) -> Result<&'a str, Error> {
        let roles = self.office.approvers(examined, files);
        let word = &self.arguments.role;
        if let Some(role) = roles.iter().find(|role| same_role(role, word)) {
            return Ok(role);
        }
        if !roles.is_empty() {
            return Err(unknown_word("role", word, roles.into_iter()));
        }
        let type_code = reference.type_code();
        let house = examined.first().map_or("…", |examined| &examined.house.style.code);
        Err(Error::Usage {
            message: format!("`{reference}` needs no approval: the type `{type_code}` names nobody who must approve"),
            help: format!(
                "`approvals = [\"{}\"]` in `styles/{house}/types/{type_code}.toml` would name them",
                word.escape_debug()
            ),
        })
    }

    /// Says what is wrong where a notice has errors; gives back whether one has.
    fn keeps_back(&self, chosen: &[Version<'_>], reference: &str, role: &str) -> Result<bool, Error> {
        let with_errors: Vec<_> = chosen.iter().filter(|(examined, _)| examined.count(Severity::Error) > 0).collect();
        if with_errors.is_empty() {
            return Ok(false);
        }
        if self.for_programs {
            let errors: usize = with_errors.iter().map(|(examined, _)| examined.count(Severity::Error)).sum();
            let line = json!({"reference": reference, "role": role, "outcome": "refused", "errors": errors});
            self.outside.print(&format!("{line}\n"));
            return Ok(true);
        }
        let mut reporter = Reporter::new(self.arguments.format.as_deref(), self.outside)?;
        for (examined, _) in with_errors {
            self.outside.note(reporter.notice(examined, &[], 0).trim_end());
        }
        self.outside.note(&format!("{reference}: not approved"));
        self.outside.note("  help: correct the errors above; what has errors cannot go out, and so cannot be approved");
        Ok(true)
    }

    /// What is going to be approved.
    fn show(&self, reference: &str, versions: &[Shown]) {
        let line = |Shown { language, headline, content }: &Shown| {
            format!("{reference}  {language}  {}  {headline}\n", &content.words[..HASH_DIGITS])
        };
        self.outside.print(&versions.iter().map(line).collect::<String>());
    }
}

/// A notice and its file.
type Version<'a> = (&'a Examined<'a>, &'a NoticeFile);

/// A language version that is going to be approved.
struct Shown {
    language: String,
    headline: String,
    content: Content,
}

/// Digits of a content hash as the forms print it.
const HASH_DIGITS: usize = 16;

fn language(file: &NoticeFile) -> Option<String> {
    file.release.as_ref().map(|(_, language)| language.clone())
}

fn headline(examined: &Examined<'_>) -> String {
    let headline = examined.notice.headline.as_ref().map(|headline| plain_text(&headline.value)).unwrap_or_default();
    headline.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who did it and when, as a person reads it.
fn who(approval: &Approval) -> String {
    let Approval { name, address, at, .. } = approval;
    format!("{name} <{address}>, {}", at.strftime("%Y-%m-%d %H:%M UTC"))
}

fn said(role: &str, outcome: &ApprovalOutcome) -> String {
    match outcome {
        ApprovalOutcome::Added(approval) => match &approval.act {
            Act::Approves(_) => format!("approved as `{role}` by {}", who(approval)),
            Act::TakesBack(languages) => {
                format!("approval as `{role}` of {} taken back by {}", languages.join(", "), who(approval))
            }
        },
        ApprovalOutcome::ApprovedBefore(approval) => {
            format!("nothing was written, `{role}` has approved exactly this: {}", who(approval))
        }
        ApprovalOutcome::NothingToTakeBack => format!("nothing was written, `{role}` has approved nothing"),
    }
}

fn as_json(reference: &str, role: &str, outcome: &ApprovalOutcome, awaiting: &[&str], shown: &[Shown]) -> String {
    let (name, approval) = match outcome {
        ApprovalOutcome::Added(approval) => match approval.act {
            Act::Approves(_) => ("approved", Some(approval)),
            Act::TakesBack(_) => ("taken-back", Some(approval)),
        },
        ApprovalOutcome::ApprovedBefore(approval) => ("approved-before", Some(approval)),
        ApprovalOutcome::NothingToTakeBack => ("nothing-to-take-back", None),
    };
    let content: BTreeMap<&str, &str> =
        shown.iter().map(|shown| (shown.language.as_str(), shown.content.words.as_str())).collect();
    let line = json!({
        "reference": reference, "role": role, "outcome": name,
        "name": approval.map(|approval| &approval.name),
        "address": approval.map(|approval| &approval.address),
        "at": approval.map(|approval| approval.at.to_string()),
        "content": content, "awaiting": awaiting,
    });
    format!("{line}\n")
}

/// What is typed to approve a release.
pub fn approve_command(reference: &Reference, role: &str) -> String {
    let is_plain = role.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '.'));
    if is_plain {
        format!("`pressdoc approve {reference} --as {role}`")
    } else {
        format!("`pressdoc approve {reference} --as \"{role}\"`")
    }
}
