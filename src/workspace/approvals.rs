//! The approvals of a release, in a file beside its notices.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::output::{keep_owner_and_rights, write_aside};
use super::{LARGEST_NOTICE, NoticeFile, Readers, root_above, secret, write_new};
use crate::error::Error;
use crate::model::approval::{APPROVALS, Act, Approval, Content};
use crate::record::{self, basic_string as quoted};
use crate::span::SourceFile;

/// The head of the file.
const HEAD: &str = "\
# Who approved this release. `pressdoc approve` writes this file; do not edit it.
# One line for everything that was done, the latest last; no line is changed or removed.
# `words` is the content hash that every form carries, `whole` covers links, times and
# all else that a form shows. When two branches are merged, keep the lines of both.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    #[serde(default)]
    approval: Vec<Approval>,
}

/// What was approved of the release that `file` belongs to, in the order in
/// which it was; nothing where there is no file, or `file` lies in no release.
///
/// # Errors
/// [`Error::Read`] when the file cannot be read; [`Error::Configuration`] with
/// its place when it does not say what it must.
pub fn read_approvals(file: &NoticeFile) -> Result<Vec<Approval>, Error> {
    if file.release.is_none() {
        return Ok(Vec::new());
    }
    Ok(read(&place(file))?.approvals)
}

/// Adds to the approvals of the release that `file` belongs to what `add` makes
/// of those that there are, and gives it back; nobody else writes meanwhile.
/// Where `add` has nothing to add, its reason is given back.
///
/// # Errors
/// As [`read_approvals`]; [`Error::Add`] when the file cannot be written. Then
/// it is as it was.
pub fn add_approval<T>(
    file: &NoticeFile,
    add: impl FnOnce(&[Approval]) -> Result<Approval, T>,
) -> Result<Result<Approval, T>, Error> {
    let place = place(file);
    let fail = |source| Error::Add { path: place.path.clone(), source };
    let _held = lock(file).map_err(fail)?;
    let before = read(&place)?;
    let approval = match add(&before.approvals) {
        Ok(approval) => approval,
        Err(reason) => return Ok(Err(reason)),
    };
    let text = written(before.approvals.iter().chain([&approval]));
    match &before.text {
        None => write_new(&place.path, text.as_bytes(), Readers::Anybody).map_err(|error| match error {
            Error::Write { source, .. } => fail(source),
            other => other,
        })?,
        Some(before) => replace(&place, before, &text)?,
    }
    Ok(Ok(approval))
}

/// Where the file lies, and what messages call it.
struct Place {
    path: PathBuf,
    name: String,
}

fn place(file: &NoticeFile) -> Place {
    let name = match file.name.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{APPROVALS}"),
        None => APPROVALS.to_owned(),
    };
    Place { path: file.path.with_file_name(APPROVALS), name }
}

#[derive(Default)]
struct AsRead {
    text: Option<String>,
    approvals: Vec<Approval>,
}

fn read(place: &Place) -> Result<AsRead, Error> {
    let fail = |source| Error::Read { path: place.path.clone(), source };
    let open = match std::fs::File::open(&place.path) {
        Ok(open) => open,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(AsRead::default()),
        Err(error) => return Err(fail(error)),
    };
    let mut bytes = Vec::new();
    open.take(LARGEST_NOTICE + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > LARGEST_NOTICE {
        return Err(fail(std::io::Error::other("it is too large")));
    }
    let Place { name, .. } = place;
    let text = String::from_utf8(bytes).map_err(|_| Error::Configuration {
        message: format!("{name}: the approvals are not UTF-8"),
        help: help(name),
    })?;
    let source = SourceFile::new(name, &text);
    let merging = text.lines().position(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>"));
    if let Some(line) = merging {
        return Err(Error::Configuration {
            message: format!("{name}:{}:1: a merge was not finished", line + 1),
            help: format!("keep the lines of both sides in `{name}` and remove the marks between them"),
        });
    }
    let record: Record = record::read(&source).map_err(|error| match error {
        Error::Configuration { message, .. } => Error::Configuration { message, help: help(name) },
        other => other,
    })?;
    Ok(AsRead { text: Some(text), approvals: record.approval })
}

fn help(name: &str) -> String {
    format!("take `{name}` back from your version control, or remove it and have the release approved again")
}

/// The file, with a line for everything that was done.
fn written<'a>(approvals: impl Iterator<Item = &'a Approval>) -> String {
    let mut text = format!("{HEAD}approval = [\n");
    for approval in approvals {
        let Approval { role, name, address, at, note, act } = approval;
        let _ = write!(
            text,
            "  {{ role = {}, name = {}, address = {}, at = \"{}\"",
            quoted(role),
            quoted(name),
            quoted(address),
            at.strftime("%Y-%m-%dT%H:%M:%SZ")
        );
        if let Some(note) = note {
            let _ = write!(text, ", note = {}", quoted(note));
        }
        match act {
            Act::Approves(contents) => {
                let contents: Vec<String> = contents.iter().map(|(code, content)| entry(code, content)).collect();
                let _ = write!(text, ", content = {{ {} }}", contents.join(", "));
            }
            Act::TakesBack(languages) => {
                let _ = write!(text, ", takes_back = {}", list(languages));
            }
        }
        text.push_str(" },\n");
    }
    text.push_str("]\n");
    text
}

fn entry(code: &str, content: &Content) -> String {
    let Content { words, pictures, whole } = content;
    let pictures = if pictures.is_empty() { String::new() } else { format!(", pictures = {}", list(pictures)) };
    let is_bare = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let key = if is_bare { code.to_owned() } else { quoted(code) };
    format!("{key} = {{ words = {}{pictures}, whole = {} }}", quoted(words), quoted(whole))
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// Puts `after` into the place of `before`, if the file still says that: a
/// program that knows nothing of the lock may have written it.
fn replace(place: &Place, before: &str, after: &str) -> Result<(), Error> {
    let fail = |source| Error::Add { path: place.path.clone(), source };
    let path = std::fs::canonicalize(&place.path).map_err(fail)?;
    let about = std::fs::metadata(&path).map_err(fail)?;
    if about.permissions().readonly() {
        return Err(fail(std::io::Error::other("it is protected from writing")));
    }
    let ready = write_aside(&path, after.as_bytes(), Readers::Owner).map_err(fail)?;
    keep_owner_and_rights(ready.as_file(), &about).map_err(fail)?;
    ready.as_file().sync_data().map_err(fail)?;
    if std::fs::read(&path).map_err(fail)? != before.as_bytes() {
        return Err(Error::Overtaken { path: place.path.clone() });
    }
    ready.persist(&path).map(drop).map_err(|error| fail(error.error))
}

/// The lock of the workspace's approvals; it ends with the value, and with the
/// program, however that ends.
fn lock(file: &NoticeFile) -> std::io::Result<std::fs::File> {
    let folder = file.path.parent().unwrap_or(Path::new("."));
    let own = secret::own_folder(root_above(folder).unwrap_or(folder)).map_err(|error| match error {
        Error::Write { source, .. } => source,
        other => std::io::Error::other(other.to_string()),
    })?;
    let path = own.join("approvals.lock");
    let lock = match std::fs::OpenOptions::new().write(true).create(true).truncate(false).open(&path) {
        // A colleague's, in a folder that is shared: reading is enough for a lock.
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => std::fs::File::open(&path)?,
        opened => opened?,
    };
    match lock.lock() {
        // A disk without locks: the comparison before the exchange is what is left.
        Err(error) if error.kind() == std::io::ErrorKind::Unsupported => Ok(lock),
        done => done.map(|()| lock),
    }
}
