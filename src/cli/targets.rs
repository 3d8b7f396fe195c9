//! From what the user typed to the notices that are meant.

use std::io::BufRead as _;
use std::path::{Path, PathBuf};

use super::outside::Outside;
use crate::error::Error;
use crate::pipeline::Office;
use crate::workspace::{NoticeFile, below};

/// The office for these arguments: the workspace that the user is in, else the
/// one of the first file that is named.
pub fn open_office(arguments: &[String], outside: &Outside) -> Result<Office, Error> {
    let office = Office::open(&outside.here)?.at(Outside::now());
    if office.workspace.root().is_some() {
        return Ok(office);
    }
    let named = arguments.iter().map(|argument| outside.here.join(argument)).find(|path| path.exists());
    match named.as_deref().and_then(folder_of) {
        Some(folder) => Ok(Office::open(&folder)?.at(Outside::now())),
        None => Ok(office),
    }
}

fn folder_of(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    if path.is_dir() { Some(path) } else { path.parent().map(Path::to_path_buf) }
}

/// The notices that one argument means: a file, a folder, or a reference in any
/// form; of a release all languages, or those in `languages`.
pub fn notices(
    office: &Office,
    argument: &str,
    languages: &[String],
    outside: &Outside,
) -> Result<Vec<NoticeFile>, Error> {
    let path = outside.here.join(argument);
    if path.is_file() {
        return Ok(vec![NoticeFile::new(&path, &outside.here)]);
    }
    if path.is_dir() {
        let found = below(&path, &outside.here)?;
        return if found.is_empty() { Err(nothing_in(argument)) } else { Ok(filtered(found, languages)) };
    }
    let Some((reference, _)) = office.catalog.reference(argument) else {
        let example = &office.catalog.default_house().style.reference.example;
        let looks_like_path = argument.contains('.') || argument.starts_with('/');
        return Err(Error::NotFound {
            what: if looks_like_path { "file" } else { "file or reference" },
            name: argument.to_owned(),
            help: format!("name a file, or a reference such as `{example}`"),
        });
    };
    let found = office.workspace.release(&reference, &outside.here)?;
    if found.is_empty() {
        return Err(no_release(office, &reference.to_string(), outside));
    }
    let available: Vec<String> = found.iter().filter_map(|file| Some(file.release.as_ref()?.1.clone())).collect();
    let found = filtered(found, languages);
    if found.is_empty() {
        return Err(Error::NotFound {
            what: "language version",
            name: format!("{reference} in {}", languages.join(", ")),
            help: format!("there is: {}", available.join(", ")),
        });
    }
    Ok(found)
}

/// Every notice of the workspace.
pub fn all_notices(office: &Office, languages: &[String], outside: &Outside) -> Result<Vec<NoticeFile>, Error> {
    let Some(folder) = office.workspace.releases() else {
        return Err(Error::Usage {
            message: "there is no workspace here".to_owned(),
            help: "go to a folder that has `releases/` or `pressdoc.toml`, or name a file".to_owned(),
        });
    };
    let found = filtered(office.workspace.all(&outside.here)?, languages);
    if found.is_empty() { Err(nothing_in(&folder.display().to_string())) } else { Ok(found) }
}

/// The arguments, with those from standard input in the place of `-`.
pub fn with_standard_input(arguments: &[String]) -> Box<dyn Iterator<Item = String> + '_> {
    Box::new(arguments.iter().flat_map(|argument| -> Box<dyn Iterator<Item = String>> {
        if argument == "-" {
            let lines = std::io::stdin().lock().lines().map_while(Result::ok);
            Box::new(lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()))
        } else {
            Box::new(std::iter::once(argument.clone()))
        }
    }))
}

fn filtered(mut found: Vec<NoticeFile>, languages: &[String]) -> Vec<NoticeFile> {
    if !languages.is_empty() && !languages.iter().any(|language| language == "all") {
        found.retain(|file| file.release.as_ref().is_none_or(|(_, language)| languages.contains(language)));
    }
    found
}

fn nothing_in(folder: &str) -> Error {
    Error::NotFound {
        what: "notice in",
        name: folder.to_owned(),
        help: "a notice is a file such as `releases/AGENDA/18/5869/en.md`; `pressdoc new AGENDA` begins one".to_owned(),
    }
}

fn no_release(office: &Office, reference: &str, outside: &Outside) -> Error {
    let known: Vec<String> = office
        .workspace
        .all(&outside.here)
        .unwrap_or_default()
        .iter()
        .filter_map(|file| Some(file.release.as_ref()?.0.to_string()))
        .collect();
    let help = match crate::record::nearest(reference, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`? `pressdoc list` shows all"),
        None if office.workspace.root().is_none() => "go to the folder that has `releases/`".to_owned(),
        None => {
            format!("it would lie in `{}/{reference}/`; `pressdoc list` shows all", office.workspace.settings.releases)
        }
    };
    Error::NotFound { what: "notice", name: reference.to_owned(), help }
}
