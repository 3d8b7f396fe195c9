//! `pressdoc import`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

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

/// Characters of the words of a doubt that are shown to a person.
const SHOWN: usize = 100;

/// Doubts of a file that are shown to a person, when there are many files.
const FEW_DOUBTS: usize = 3;

/// A file that was read.
struct Answer {
    imported: Imported,
    findings: Findings,
}

/// What the checks found, by weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
struct Findings {
    errors: usize,
    warnings: usize,
    infos: usize,
}

/// What became of all files.
#[derive(Default)]
struct Total {
    imported: usize,
    known: usize,
    other: usize,
    failed: usize,
    doubtful: usize,
    findings: Findings,
    passed: usize,
}

struct Job<'a> {
    office: &'a Office,
    outside: &'a Outside,
    arguments: &'a ImportArguments,
    told: Told,
    for_programs: bool,
    releases: PathBuf,
    drafts: PathBuf,
}

pub fn run(arguments: &ImportArguments, outside: &Outside) -> Result<u8, Error> {
    let report = arguments.format.as_deref().unwrap_or("human");
    if !["human", "plain", "json"].contains(&report) {
        return Err(unknown_word("report", report, ["human", "plain", "json"].into_iter()));
    }
    let office = open_office(&[], outside)?;
    let root = office.workspace.root().unwrap_or(&outside.here);
    let told = told(&office, arguments)?;
    let job = Job {
        office: &office,
        outside,
        arguments,
        told,
        for_programs: report == "json",
        releases: root.join(&office.workspace.settings.releases),
        drafts: arguments.to.as_ref().map_or_else(|| root.join("drafts"), |to| outside.here.join(to)),
    };
    let mut total = Total::default();
    let mut files = Vec::new();
    for named in with_standard_input(&arguments.files) {
        if let Err(error) = find(&outside.here.join(&named), &named, &mut files, &mut total) {
            job.failed(&named, &error, &mut total);
        }
    }
    if files.len() > 1 && job.told.reference.is_some() {
        return Err(Error::Usage {
            message: format!("`--reference` names one notice, and there are {} files", files.len()),
            help: "import the file alone, or leave `--reference` out: each file is asked for its own".to_owned(),
        });
    }
    job.import(&files, &mut total);
    if !job.for_programs && (files.len() > 1 || total.passed > 0) {
        outside.note(&total.line());
    }
    Ok(if total.failed > 0 {
        COULD_NOT_WORK
    } else if total.other > 0 {
        TO_CORRECT
    } else {
        CLEAN
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

/// Adds the file, or those in the folder, each once.
fn find(path: &Path, named: &str, files: &mut Vec<PathBuf>, total: &mut Total) -> Result<(), Error> {
    if path.is_dir() {
        let (found, others) = importable(path)?;
        total.passed += others;
        if found.is_empty() {
            return Err(Error::NotFound {
                what: "file to import in",
                name: named.to_owned(),
                help: "known are Word files, web pages, JSON and texts".to_owned(),
            });
        }
        let known: BTreeSet<PathBuf> = files.iter().cloned().collect();
        files.extend(found.into_iter().filter(|file| !known.contains(file)));
    } else if path.is_file() {
        if !files.iter().any(|known| known == path) {
            files.push(path.to_path_buf());
        }
    } else {
        return Err(Error::NotFound {
            what: "file",
            name: named.to_owned(),
            help: "name a file or a folder".to_owned(),
        });
    }
    Ok(())
}

impl Job<'_> {
    /// Reads on all cores, and writes one after the other: which of two files
    /// for one notice comes first is not left to chance.
    fn import(&self, files: &[PathBuf], total: &mut Total) {
        let bar = progress(files.len(), MANY, self.outside);
        let many = files.len() > MANY;
        let answered = crew::in_order(
            files,
            |path| self.read(path),
            |at, answer| {
                bar.inc(1);
                let path = files.get(at).map(|path| shown(path, self.outside)).unwrap_or_default();
                bar.suspend(|| match answer.and_then(|answer| self.write(files.get(at), answer)) {
                    Ok(done) => self.say(&path, &done, many, total),
                    Err(error) => self.failed(&path, &error, total),
                });
                Ok(())
            },
        );
        bar.finish_and_clear();
        // `take` above never fails.
        let _ = answered;
    }

    fn read(&self, path: &Path) -> Result<Answer, Error> {
        let bytes = read_import(path)?;
        let here = NoticeFile::new(path, &self.outside.here);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let picture = |address: &str| read_picture(&here, address);
        let origin = Origin { bytes: &bytes, name: &name, picture: &picture };
        let imported = self.office.import(&origin, &self.told)?.map_err(|refusal| Error::Usage {
            message: format!("`{}` {}", here.name, refusal.message),
            help: refusal.help,
        })?;
        Ok(Answer { imported, findings: Findings::default() })
    }

    fn write(&self, from: Option<&PathBuf>, mut answer: Answer) -> Result<Done, Error> {
        let imported = &answer.imported;
        let folder = if imported.reference.is_some() { &self.releases } else { &self.drafts };
        let artifacts = imported.artifacts(&stem(from));
        let Some((notice, pictures)) = artifacts.split_last() else { return Ok(Done::nothing(answer)) };
        let path = folder.join(&notice.path);
        let place = shown(&path, self.outside);
        let stands = standing(folder, notice)?;
        let mut status = match stands {
            Standing::Free => Status::Imported,
            Standing::Same => Status::Known,
            Standing::Other if self.arguments.force => Status::Imported,
            Standing::Other => Status::Other,
        };
        let mut needed: Vec<Artifact> = Vec::new();
        if status == Status::Imported {
            for picture in pictures {
                match standing(folder, picture)? {
                    Standing::Free => needed.push(picture.clone()),
                    Standing::Same => {}
                    Standing::Other if self.arguments.force => needed.push(picture.clone()),
                    Standing::Other => status = Status::Other,
                }
            }
        }
        if status == Status::Imported && !self.arguments.dry_run {
            needed.push(notice.clone());
            write_all(folder, &needed)?;
        }
        if status == Status::Known || (status == Status::Imported && !self.arguments.dry_run) {
            answer.findings = self.findings(&path)?;
        }
        Ok(Done { answer, status, place })
    }

    fn findings(&self, path: &Path) -> Result<Findings, Error> {
        let examined = self.office.examine(&NoticeFile::new(path, &self.outside.here))?;
        Ok(Findings {
            errors: examined.count(Severity::Error),
            warnings: examined.count(Severity::Warning),
            infos: examined.count(Severity::Info),
        })
    }

    fn failed(&self, path: &str, error: &Error, total: &mut Total) {
        total.failed += 1;
        if self.for_programs {
            let fault = Fault { message: error.to_string(), help: error.help() };
            return self.line(&Line { error: Some(fault), ..Line::new(path, "failed") });
        }
        self.outside.complain(error);
    }

    fn say(&self, path: &str, done: &Done, many: bool, total: &mut Total) {
        let Done { answer, status, place } = done;
        let doubts = &answer.imported.doubts;
        total.add(done);
        if self.for_programs {
            return self.line(&Line {
                kind: Some(answer.imported.kind.name()),
                notice: Some(place),
                reference: answer.imported.reference.as_ref().map(ToString::to_string),
                language: Some(&answer.imported.language),
                doubts: doubts
                    .iter()
                    .map(|doubt| DoubtLine {
                        name: doubt.name,
                        message: &doubt.message,
                        place: &doubt.place,
                        words: &doubt.words,
                    })
                    .collect(),
                findings: Some(answer.findings),
                text: self.arguments.dry_run.then_some(&answer.imported.text),
                ..Line::new(path, status.name())
            });
        }
        match status {
            Status::Known => return,
            Status::Other => {
                self.outside.note(&format!("error: `{place}` exists already and says something else than `{path}`"));
                self.outside.note("  help: compare the two; `--force` puts the new text in its place");
                return;
            }
            Status::Imported if self.arguments.dry_run && !many => self.outside.print(&answer.imported.text),
            Status::Imported => self.outside.print(&format!("{place}\n")),
        }
        if !doubts.is_empty() {
            let things = if doubts.len() == 1 { "one thing" } else { &format!("{} things", doubts.len()) };
            self.outside.note(&format!("{path}: look at {things}"));
        }
        let most = if many { FEW_DOUBTS } else { usize::MAX };
        for doubt in doubts.iter().take(most) {
            self.outside.note(&format!("  {}", doubt_line(doubt)));
        }
        if doubts.len() > most {
            self.outside.note(&format!("  … and {} more", doubts.len() - most));
        }
        let found = answer.findings;
        if found.errors + found.warnings > 0 && !many {
            self.outside.note(&format!("{place}: {} in the checks; `pressdoc check` shows them", found.line()));
        }
    }

    fn line(&self, line: &Line<'_>) {
        if let Ok(text) = serde_json::to_string(line) {
            self.outside.print(&format!("{text}\n"));
        }
    }
}

/// `left-out: this stands outside the text (<nav>): `Home News …``
fn doubt_line(doubt: &crate::import::Doubt) -> String {
    let place = if doubt.place.is_empty() { String::new() } else { format!(" ({})", doubt.place) };
    let mut words: String = doubt.words.chars().take(SHOWN).collect();
    if doubt.words.chars().count() > SHOWN {
        words.push('…');
    }
    let words = if words.is_empty() { String::new() } else { format!(": `{words}`") };
    format!("{}: {}{place}{words}", doubt.name, doubt.message)
}

/// The name of a draft, from that of its file.
fn stem(path: Option<&PathBuf>) -> String {
    let stem =
        path.and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let clean: String = stem.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).take(80).collect();
    let clean = clean.trim_matches('-').to_owned();
    if clean.is_empty() { "notice".to_owned() } else { clean }
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Imported,
    Known,
    Other,
}

impl Status {
    fn name(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Known => "already there",
            Self::Other => "other text there",
        }
    }
}

struct Done {
    answer: Answer,
    status: Status,
    /// Where the notice is, as seen from here.
    place: String,
}

impl Done {
    fn nothing(answer: Answer) -> Self {
        Self { answer, status: Status::Known, place: String::new() }
    }
}

/// One line of the report for programs.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubts: Vec<DoubtLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Findings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Fault<'a>>,
}

#[derive(Serialize)]
struct DoubtLine<'a> {
    name: &'a str,
    message: &'a str,
    place: &'a str,
    words: &'a str,
}

#[derive(Serialize)]
struct Fault<'a> {
    message: String,
    help: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn new(file: &'a str, status: &'a str) -> Self {
        Self {
            file,
            status,
            kind: None,
            notice: None,
            reference: None,
            language: None,
            doubts: Vec::new(),
            findings: None,
            text: None,
            error: None,
        }
    }
}

impl Findings {
    fn line(self) -> String {
        let count = |number: usize, one: &str| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            many => Some(format!("{many} {one}s")),
        };
        [count(self.errors, "error"), count(self.warnings, "warning")]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl Total {
    fn add(&mut self, done: &Done) {
        match done.status {
            Status::Imported => self.imported += 1,
            Status::Known => self.known += 1,
            Status::Other => self.other += 1,
        }
        self.doubtful += usize::from(done.status == Status::Imported && !done.answer.imported.doubts.is_empty());
        self.findings.errors += done.answer.findings.errors;
        self.findings.warnings += done.answer.findings.warnings;
        self.findings.infos += done.answer.findings.infos;
    }

    /// `12 imported (3 to look at), 2 already there; the checks found 4 errors`
    fn line(&self) -> String {
        let mut line = format!("{} imported", self.imported);
        if self.doubtful > 0 {
            line.push_str(&format!(" ({} to look at)", self.doubtful));
        }
        for (count, what) in [
            (self.known, "already there"),
            (self.other, "kept, because another text is there"),
            (self.failed, "failed"),
            (self.passed, "other files passed over"),
        ] {
            if count > 0 {
                line.push_str(&format!(", {count} {what}"));
            }
        }
        if self.findings.errors + self.findings.warnings > 0 {
            line.push_str(&format!("; the checks found {}", self.findings.line()));
        }
        line
    }
}
