//! `pressdoc import`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::import_report::{Findings, Said, Status, Telling, Total};
use super::new::shown;
use super::outside::Outside;
use super::progress::progress;
use super::targets::{open_office, with_standard_input};
use super::{CLEAN, COULD_NOT_WORK, TO_CORRECT, crew, unknown_word};
use crate::artifact::Artifact;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::pipeline::{Imported, Office, Origin, Told};
use crate::workspace::{NoticeFile, Standing, importable, read_import, read_picture, standing, write_all};

#[derive(Args)]
pub struct ImportArguments {
    /// Word files, web pages, JSON of Press Corner or a wire, records, texts; or folders of them;
    /// `-` reads their paths from standard input, one a line
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// The reference of the notice, where the file does not say it
    #[arg(long, value_name = "REF")]
    reference: Option<String>,
    /// The language of the notices, whatever the files say
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// The house style of the notices
    #[arg(long, value_name = "STYLE")]
    house: Option<String>,
    /// The folder for notices without a reference, instead of `drafts`
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Put the new text in the place of a notice that says something else
    #[arg(long)]
    force: bool,
    /// Write nothing; show the text of a notice, or what many would become
    #[arg(long)]
    dry_run: bool,
    /// How to report: human, plain or json
    #[arg(long, value_name = "REPORT")]
    format: Option<String>,
}

/// Files from which on a bar shows how far the work is.
const MANY: usize = 20;

struct Job<'a> {
    office: &'a Office,
    outside: &'a Outside,
    arguments: &'a ImportArguments,
    told: Told,
    releases: PathBuf,
    drafts: PathBuf,
}

/// What became of a file, where its notice is as seen from here, and what the
/// checks found in it.
struct Done {
    imported: Imported,
    status: Status,
    place: String,
    findings: Findings,
}

pub fn run(arguments: &ImportArguments, outside: &Outside) -> Result<u8, Error> {
    let report = arguments.format.as_deref().unwrap_or("human");
    if !["human", "plain", "json"].contains(&report) {
        return Err(unknown_word("report", report, ["human", "plain", "json"].into_iter()));
    }
    let office = open_office(&[], outside)?;
    let root = office.workspace.root().unwrap_or(&outside.here);
    let job = Job {
        office: &office,
        outside,
        arguments,
        told: told(&office, arguments)?,
        releases: root.join(&office.workspace.settings.releases),
        drafts: arguments.to.as_ref().map_or_else(|| root.join("drafts"), |to| outside.here.join(to)),
    };
    let for_programs = report == "json";
    let mut telling = Telling { outside, for_programs, dry_run: arguments.dry_run, total: Total::default() };
    let mut files = Vec::new();
    for named in with_standard_input(&arguments.files) {
        match find(&outside.here.join(&named), &named, &mut files) {
            Ok(others) => telling.total.passed += others,
            Err(error) => telling.failed(&named, &error),
        }
    }
    if files.len() > 1 && job.told.reference.is_some() {
        return Err(Error::Usage {
            message: format!("`--reference` names one notice, and there are {} files", files.len()),
            help: "import the file alone, or leave `--reference` out: each file is asked for its own".to_owned(),
        });
    }
    job.import(&files, &mut telling);
    let total = &telling.total;
    if !for_programs && (files.len() > 1 || total.passed > 0) {
        outside.note(&total.line());
    }
    Ok(match (total.failed, total.other) {
        (0, 0) => CLEAN,
        (0, _) => TO_CORRECT,
        _ => COULD_NOT_WORK,
    })
}

fn told(office: &Office, arguments: &ImportArguments) -> Result<Told, Error> {
    let reference = match &arguments.reference {
        Some(text) => match office.catalog.reference(text) {
            Some((reference, _)) => Some(reference),
            None => return Err(unknown_word("reference", text, std::iter::empty())),
        },
        None => None,
    };
    if let Some(code) = &arguments.lang
        && office.language(code)?.is_none()
    {
        let known = office.catalog.languages()?;
        return Err(Error::NotFound {
            what: "language",
            name: code.clone(),
            help: format!("choose among {}", known.join(", ")),
        });
    }
    if let Some(code) = &arguments.house
        && office.catalog.house(code).is_none()
    {
        return Err(unknown_word("house style", code, office.catalog.houses().map(|house| house.style.code.as_str())));
    }
    Ok(Told { reference, language: arguments.lang.clone(), house: arguments.house.clone() })
}

/// Adds the file, or those in the folder, each once; gives back how many others
/// there are in the folder.
fn find(path: &Path, named: &str, files: &mut Vec<PathBuf>) -> Result<usize, Error> {
    let known: BTreeSet<PathBuf> = files.iter().cloned().collect();
    if path.is_dir() {
        let (found, others) = importable(path)?;
        if found.is_empty() {
            return Err(Error::NotFound {
                what: "file to import in",
                name: named.to_owned(),
                help: "known are Word files, web pages, JSON and texts".to_owned(),
            });
        }
        files.extend(found.into_iter().filter(|file| !known.contains(file)));
        return Ok(others);
    }
    if !path.is_file() {
        let help = "name a file or a folder".to_owned();
        return Err(Error::NotFound { what: "file", name: named.to_owned(), help });
    }
    files.extend(Some(path.to_path_buf()).filter(|path| !known.contains(path)));
    Ok(0)
}

impl Job<'_> {
    /// Reads on all cores, and writes one after the other: which of two files
    /// for one notice comes first is not left to chance.
    fn import(&self, files: &[PathBuf], telling: &mut Telling<'_>) {
        let bar = progress(files.len(), "files", MANY, self.outside);
        let many = files.len() > MANY;
        let answered = crew::in_order(
            files,
            |path| self.read(path),
            |at, read| {
                bar.inc(1);
                let Some(file) = files.get(at) else { return Ok(()) };
                let path = shown(file, self.outside);
                bar.suspend(|| match read.and_then(|imported| self.write(file, imported)) {
                    Ok(Done { imported, status, place, findings }) => {
                        telling.say(&Said { path: &path, place: &place, imported: &imported, status, findings, many });
                    }
                    Err(error) => telling.failed(&path, &error),
                });
                Ok(())
            },
        );
        bar.finish_and_clear();
        // `take` above never fails.
        let _ = answered;
    }

    fn read(&self, path: &Path) -> Result<Imported, Error> {
        let bytes = read_import(path)?;
        let file = NoticeFile::new(path, &self.outside.here);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let picture = |address: &str| read_picture(&file, address);
        let origin = Origin { bytes: &bytes, name: &name, picture: &picture };
        self.office.import(&origin, &self.told)?.map_err(|refusal| Error::Usage {
            message: format!("`{}` {}", file.name, refusal.message),
            help: refusal.help,
        })
    }

    fn write(&self, from: &Path, imported: Imported) -> Result<Done, Error> {
        let folder = if imported.reference.is_some() { &self.releases } else { &self.drafts };
        let artifacts = imported.artifacts(&stem(from));
        let mut status = Status::Known;
        let mut needed: Vec<Artifact> = Vec::new();
        for artifact in &artifacts {
            match standing(folder, artifact)? {
                Standing::Same => {}
                Standing::Other if !self.arguments.force => status = Status::Other,
                Standing::Free | Standing::Other => needed.push(artifact.clone()),
            }
        }
        if status == Status::Known && !needed.is_empty() {
            status = Status::Imported;
            if !self.arguments.dry_run {
                write_all(folder, &needed)?;
            }
        }
        let path = folder.join(artifacts.last().map_or("", |notice| notice.path.as_str()));
        let is_there = !self.arguments.dry_run && status != Status::Other;
        let findings = if is_there { self.findings(&path)? } else { Findings::default() };
        Ok(Done { place: shown(&path, self.outside), imported, status, findings })
    }

    fn findings(&self, path: &Path) -> Result<Findings, Error> {
        let examined = self.office.examine(&NoticeFile::new(path, &self.outside.here))?;
        Ok(Findings {
            errors: examined.count(Severity::Error),
            warnings: examined.count(Severity::Warning),
            infos: examined.count(Severity::Info),
        })
    }
}

/// The name of a draft, from that of its file.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let clean: String = stem.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).take(80).collect();
    let clean = clean.trim_matches('-');
    if clean.is_empty() { "notice".to_owned() } else { clean.to_owned() }
}
