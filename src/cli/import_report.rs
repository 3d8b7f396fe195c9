//! What `pressdoc import` says: to a person, to programs, in the end.

use serde::Serialize;

use super::outside::Outside;
use crate::error::Error;
use crate::import::Doubt;
use crate::pipeline::Imported;

/// Characters of the words of a doubt that are shown to a person.
const SHOWN: usize = 100;

/// Doubts of a file that are shown to a person, when there are many files.
const FEW_DOUBTS: usize = 3;

/// What the checks found, by weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

/// What became of all files.
#[derive(Default)]
pub struct Total {
    /// Notices that were written.
    pub imported: usize,
    /// Notices that were there with the same text.
    pub known: usize,
    /// Notices that were there with another text.
    pub other: usize,
    /// Files that could not become a notice.
    pub failed: usize,
    /// Notices written with doubts.
    pub doubtful: usize,
    /// What the checks found in all of them.
    pub findings: Findings,
    /// Files that were not looked at.
    pub passed: usize,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It was written as a notice.
    Imported,
    /// The notice was there already.
    Known,
    /// Another text is there, and stays.
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

/// What is said of one file.
pub struct Said<'a> {
    /// The file.
    pub path: &'a str,
    /// Where the notice is, as seen from here.
    pub place: &'a str,
    /// What was made of it.
    pub imported: &'a Imported,
    /// What became of it.
    pub status: Status,
    /// What the checks found in it.
    pub findings: Findings,
    /// Whether it is one of many.
    pub many: bool,
}

/// The report of one run.
pub struct Telling<'a> {
    /// Where it is written to.
    pub outside: &'a Outside,
    /// Whether programs read it.
    pub for_programs: bool,
    /// Whether texts are shown instead of written.
    pub dry_run: bool,
    /// What all files came to.
    pub total: Total,
}

impl Telling<'_> {
    /// A file could not become a notice.
    pub fn failed(&mut self, path: &str, error: &Error) {
        self.total.failed += 1;
        if self.for_programs {
            let fault = Fault { message: error.to_string(), help: error.help() };
            return self.line(&Line { error: Some(fault), ..Line::new(path, "failed") });
        }
        self.outside.complain(error);
    }

    /// A file became a notice, or could have.
    pub fn say(&mut self, said: &Said<'_>) {
        self.total.add(said);
        if self.for_programs {
            self.say_to_programs(said);
        } else {
            self.say_to_people(said);
        }
    }

    fn say_to_programs(&self, said: &Said<'_>) {
        let Imported { kind, reference, language, text, doubts, .. } = said.imported;
        let doubt = |doubt: &Doubt| DoubtLine {
            name: doubt.name,
            message: doubt.message.clone(),
            place: doubt.place.clone(),
            words: doubt.words.clone(),
        };
        self.line(&Line {
            kind: Some(kind.name()),
            notice: Some(said.place),
            reference: reference.as_ref().map(ToString::to_string),
            language: Some(language),
            doubts: doubts.iter().map(doubt).collect(),
            findings: (!self.dry_run).then_some(said.findings),
            text: self.dry_run.then_some(text),
            ..Line::new(said.path, said.status.name())
        });
    }

    fn say_to_people(&self, said: &Said<'_>) {
        let Said { path, place, imported, status, findings, many } = *said;
        let doubts = &imported.doubts;
        match status {
            Status::Known => return,
            Status::Other => {
                self.outside.note(&format!("error: `{place}` exists already and says something else than `{path}`"));
                self.outside.note("  help: compare the two; `--force` puts the new text in its place");
                return;
            }
            Status::Imported if self.dry_run && !many => self.outside.print(&imported.text),
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
        if findings.errors + findings.warnings > 0 && !many {
            let found = findings.line();
            self.outside.note(&format!("{place}: {found} in the checks; `pressdoc check` shows them"));
        }
    }

    fn line(&self, line: &Line<'_>) {
        if let Ok(text) = serde_json::to_string(line) {
            self.outside.print(&format!("{text}\n"));
        }
    }
}

/// `left-out: this stands outside the text (<nav>): `Home News…`
fn doubt_line(doubt: &Doubt) -> String {
    let place = if doubt.place.is_empty() { String::new() } else { format!(" ({})", doubt.place) };
    let mut words: String = doubt.words.chars().take(SHOWN).collect();
    if doubt.words.chars().count() > SHOWN {
        words.push('…');
    }
    let words = if words.is_empty() { String::new() } else { format!(": `{words}`") };
    format!("{}: {}{place}{words}", doubt.name, doubt.message)
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
    doubts: Vec<DoubtLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Findings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Fault<'a>>,
}

#[derive(Serialize)]
struct DoubtLine {
    name: &'static str,
    message: String,
    place: String,
    words: String,
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
    fn add(&mut self, said: &Said<'_>) {
        match said.status {
            Status::Imported => self.imported += 1,
            Status::Known => self.known += 1,
            Status::Other => self.other += 1,
        }
        self.doubtful += usize::from(said.status == Status::Imported && !said.imported.doubts.is_empty());
        self.findings.errors += said.findings.errors;
        self.findings.warnings += said.findings.warnings;
        self.findings.infos += said.findings.infos;
    }

    /// `12 imported (3 to look at), 2 already there; the checks found 4 errors`
    pub fn line(&self) -> String {
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
