//! The archive: what was issued is there, whole, for ever, and for everybody.

mod commands;
mod faults;
mod fixtures;
mod homes;
#[cfg(feature = "s3")]
#[allow(clippy::duplicate_mod, reason = "the same tests over another store")]
mod in_a_bucket;
mod in_a_folder;
mod kills;
mod memory;
mod mutations;
#[cfg(feature = "s3")]
mod network;
#[cfg(feature = "s3")]
mod objects;
#[cfg(feature = "s3")]
mod server;
mod signatures;
#[cfg(feature = "s3")]
mod takeovers;
mod together;

use std::collections::BTreeMap;
use std::path::Path;

use pressdoc::archive::{Archive, Content, Finding, Follows, NewVersion, ObjectId, Readers, Store, User, verify};
use tempfile::TempDir;

/// The object of most tests.
const ID: &str = "urn:pressdoc:ec:IP:26:301";

fn id() -> ObjectId {
    ObjectId::new(ID).expect("a URI")
}

/// A version with these files, made at nine o'clock on that day of November.
fn version(day: u32, files: &[(&str, &str)]) -> NewVersion {
    NewVersion {
        files: files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Content::Bytes(text.as_bytes().to_vec())))
            .collect(),
        message: format!("what was issued on day {day}"),
        user: User::new("Press Office", "mailto:press@example.org").expect("a user"),
        created: format!("2026-11-{day:02}T09:00:00Z").parse().expect("a time"),
        readers: Readers::Anybody,
        follows: Follows::Any,
    }
}

/// Three versions with something of everything: a file that stays, one that
/// changes, one that comes, one that goes, one that is renamed.
const THREE: [&[(&str, &str)]; 3] = [
    &[("en.md", "first"), ("forms/en.txt", "FIRST"), ("photo.jpg", "pixels"), ("twin.jpg", "pixels")],
    &[("en.md", "second"), ("forms/en.txt", "SECOND"), ("photo.jpg", "pixels"), ("fr.md", "deux")],
    &[("en.md", "second"), ("forms/en.txt", "SECOND"), ("picture.jpg", "pixels"), ("fr.md", "deux")],
];

/// An archive on a disk with an object of the first so many of [`THREE`].
fn archive_with(versions: usize) -> (TempDir, Archive) {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = Archive::create(&folder.path().join("archive")).expect("an archive");
    for (day, files) in THREE.iter().take(versions).enumerate() {
        archive.add(&id(), &version(day as u32 + 1, files)).expect("a version");
    }
    (folder, archive)
}

/// Everything that is wrong, a line each.
fn told(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

/// Fails unless there is nothing to say about an archive.
fn assert_flawless(store: &dyn Store) {
    assert_eq!(told(&verify::all(store)), "");
}

/// All files below a folder with their bytes, but for the lock.
fn files_below(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect(root, &path, files);
            } else {
                let name = path.strip_prefix(root).expect("below").to_str().expect("a name").replace('\\', "/");
                files.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    let mut files = BTreeMap::new();
    collect(root, root, &mut files);
    files.remove(pressdoc::archive::LOCK);
    files
}

/// The state of every version of an object, as it can be read back.
fn versions_of(archive: &Archive, id: &ObjectId) -> Vec<BTreeMap<String, String>> {
    let read = |version, path: &str| {
        let mut text = String::new();
        let mut file = archive.read(id, Some(version), path).expect("a file");
        std::io::Read::read_to_string(&mut file, &mut text).expect("its bytes");
        text
    };
    let log = archive.log(id).expect("a log");
    log.iter()
        .map(|entry| {
            let state = archive.state(id, Some(entry.version)).expect("a state");
            state.files.keys().map(|path| (path.clone(), read(entry.version, path))).collect()
        })
        .collect()
}

/// The same from what was put in.
fn expected(versions: &[&[(&str, &str)]]) -> Vec<BTreeMap<String, String>> {
    let one =
        |files: &&[(&str, &str)]| files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    versions.iter().map(one).collect()
}
