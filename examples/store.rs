//! A folder as a version in an archive, for the judges and for measurements:
//!
//! ```text
//! cargo run --example store -- add ROOT urn:example:1 FOLDER 2026-11-27T09:00:00Z "first issue"
//! cargo run --example store -- bag ROOT urn:example:1 DIR 2026-11-27
//! cargo run --example store -- sign ROOT urn:example:1 office.key 2026-11-27T09:00:00Z
//! cargo run --example store -- verify ROOT [office.pub]
//! ```
//!
//! The archive is created if it is not there. ROOT is a folder, or with the feature
//! `s3` a bucket, `s3://bucket/prefix`, with the usual variables `AWS_…`.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use pressdoc::archive::{
    Access, Archive, Bag, BagPart, Content, Finding, Follows, NewVersion, ObjectId, Place, PublicKey, Readers,
    SecretKey, User, verify,
};
use pressdoc::error::Error;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["add", root, id, folder, created, message] => add(root, id, folder, created, message),
        ["bag", root, id, to, date] => bag(root, id, to, date),
        ["sign", root, id, key, time] => sign(root, id, key, time),
        ["verify", root] => verify(root, None),
        ["verify", root, key] => verify(root, Some(key)),
        _ => Err("usage: store add ROOT ID FOLDER TIME MESSAGE | bag ROOT ID DIR DATE | sign ROOT ID KEY TIME | \
                  verify ROOT [KEY]"
            .to_owned()),
    };
    match result {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("store: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// What a bucket asks for.
fn access() -> Access {
    let settings = std::env::vars().filter(|(name, _)| name.starts_with("AWS_")).collect();
    Access { settings, owner: format!("process {}", std::process::id()) }
}

fn say(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn add(root: &str, id: &str, folder: &str, created: &str, message: &str) -> Result<String, String> {
    let place = Place::parse(root).map_err(say)?;
    let archive = match Archive::open_at(&place, &access()) {
        Err(Error::NotFound { .. }) => Archive::create_at(&place, &access()),
        opened => opened,
    };
    let archive = archive.map_err(say)?;
    let mut files = BTreeMap::new();
    collect(Path::new(folder), "", &mut files).map_err(say)?;
    let version = NewVersion {
        files,
        message: message.to_owned(),
        user: User::new("Press Office", "mailto:press@example.org").map_err(say)?,
        created: created.parse().map_err(say)?,
        readers: Readers::Anybody,
        follows: Follows::Any,
    };
    let added = archive.add(&ObjectId::new(id).map_err(say)?, &version).map_err(say)?;
    Ok(added.version().to_string())
}

fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, Content>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.insert(name, Content::File(entry.path()));
        }
    }
    Ok(())
}

fn bag(root: &str, id: &str, to: &str, date: &str) -> Result<String, String> {
    let part = BagPart { id: ObjectId::new(id).map_err(say)?, version: None, folder: String::new() };
    let bag = Bag {
        parts: vec![part],
        bagging_date: date.parse().map_err(say)?,
        info: vec![("Source-Organization".to_owned(), "Press Office".to_owned())],
    };
    let place = Place::parse(root).map_err(say)?;
    Archive::open_at(&place, &access()).map_err(say)?.export_bag(&bag, Path::new(to)).map_err(say)?;
    Ok(format!("{to} is written"))
}

fn sign(root: &str, id: &str, key: &str, time: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(key).map_err(say)?;
    let password = std::env::var("PRESSDOC_SIGN_PASSWORD").ok();
    let key = SecretKey::read(&text, password.as_deref()).map_err(say)?;
    let place = Place::parse(root).map_err(say)?;
    let archive = Archive::open_at(&place, &access()).map_err(say)?;
    let id = ObjectId::new(id).map_err(say)?;
    archive.sign(&id, None, &key, time.parse().map_err(say)?, Readers::Anybody).map_err(say)?;
    Ok(format!("signed with the key {}", key.public().id))
}

/// With as many threads as there are cores.
fn verify(root: &str, key: Option<&str>) -> Result<String, String> {
    let keys: Vec<PublicKey> = key
        .map(|key| PublicKey::read(&std::fs::read_to_string(key).map_err(say)?).map_err(say))
        .transpose()?
        .into_iter()
        .collect();
    let store = Place::parse(root).and_then(|place| place.store(&access())).map_err(say)?;
    let survey = store.survey();
    let store = survey.as_deref().unwrap_or(&*store);
    let around = verify::root(store);
    let threads = match std::env::var("THREADS") {
        Ok(number) => number.parse().map_err(say)?,
        Err(_) => std::thread::available_parallelism().map_or(1, usize::from),
    };
    let mut valid = true;
    let mut tell = |finding: &Finding| {
        valid &= !finding.is_error();
        println!("{finding}\n  help: {}", finding.help());
    };
    around.findings.iter().for_each(&mut tell);
    let totals = verify::together(store, Some(&around), &around.objects, &keys, threads, &mut |told| {
        if let verify::Told::Object(_, _, findings) = told {
            findings.iter().for_each(&mut tell);
        }
    });
    if valid { Ok(format!("valid: {totals:?}")) } else { Err("the archive is not valid".to_owned()) }
}
