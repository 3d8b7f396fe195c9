//! One bit changed anywhere, one file more or less: it is found, and the file is
//! named.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use pressdoc::archive::{Finding, Folder, ObjectId, verify};
use proptest::prelude::*;
use tempfile::TempDir;

use super::{THREE, archive_with, assert_flawless, files_below, told, version};

/// An archive with two objects, and its files.
struct Sound {
    folder: TempDir,
    files: BTreeMap<String, Vec<u8>>,
}

impl Sound {
    fn new() -> Self {
        let (folder, archive) = archive_with(3);
        let other = ObjectId::new("urn:pressdoc:ec:IP:26:302").expect("a URI");
        archive.add(&other, &version(4, THREE[0])).expect("a version");
        let files = files_below(&folder.path().join("archive"));
        Self { folder, files }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    fn findings(&self) -> Vec<Finding> {
        verify::all(&Folder::new(self.root()))
    }

    /// All folders, the root included.
    fn folders(&self) -> Vec<String> {
        let mut folders: Vec<String> =
            self.files.keys().flat_map(|path| path.match_indices('/').map(|(at, _)| path[..at].to_owned())).collect();
        folders.push(String::new());
        folders.sort();
        folders.dedup();
        folders
    }
}

/// Whether a finding is about the file, or says its name.
fn names(findings: &[Finding], path: &str) -> bool {
    let name = path.rsplit('/').next().expect("a name");
    findings.iter().any(|finding| finding.path == path || finding.message.contains(&format!("{name}`")))
}

#[test]
fn one_bit_changed_anywhere_is_found_and_its_file_named() {
    static SOUND: LazyLock<Sound> = LazyLock::new(Sound::new);
    // Every byte that begins or ends a file, and many between.
    let places = (0..SOUND.files.len()).prop_flat_map(|file| {
        let length = SOUND.files.values().nth(file).expect("a file").len();
        let byte = prop_oneof![1 => Just(0), 1 => Just(length - 1), 6 => 0..length];
        (Just(file), byte, 0..8_u32)
    });
    proptest!(ProptestConfig::with_cases(400), |((file, byte, bit) in places)| {
        let (path, bytes) = SOUND.files.iter().nth(file).expect("a file");
        let mut damaged = bytes.clone();
        damaged[byte] ^= 1 << bit;
        std::fs::write(SOUND.root().join(path), damaged).expect("damage");
        let findings = SOUND.findings();
        std::fs::write(SOUND.root().join(path), bytes).expect("repair");
        prop_assert!(names(&findings, path), "{} byte {} bit {}:\n{}", path, byte, bit, told(&findings));
    });
    assert_flawless(&Folder::new(SOUND.root()));
}

#[test]
fn a_file_removed_or_cut_short_is_found_and_named() {
    let sound = Sound::new();
    for (path, bytes) in &sound.files {
        let file = sound.root().join(path);
        std::fs::remove_file(&file).expect("a file");
        let findings = sound.findings();
        assert!(names(&findings, path), "without {path}:\n{}", told(&findings));
        for length in [0, bytes.len() / 2, bytes.len() - 1] {
            std::fs::write(&file, &bytes[..length]).expect("damage");
            let findings = sound.findings();
            assert!(names(&findings, path), "{length} bytes of {path}:\n{}", told(&findings));
        }
        std::fs::write(&file, bytes).expect("repair");
    }
    assert_flawless(&Folder::new(sound.root()));
}

#[test]
fn a_file_or_folder_added_anywhere_is_found_and_named() {
    let sound = Sound::new();
    let join = |folder: &str, name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    for folder in sound.folders() {
        for name in
            ["new.txt", "inventory.json.md5", "inventory.jsoné", "0=ocfl_object_1.1", "é=ocfl_1.1", ".hidden", "v9"]
        {
            let path = join(&folder, name);
            let file = sound.root().join(&path);
            if file.exists() {
                continue;
            }
            std::fs::write(&file, "x").expect("a file");
            let findings = sound.findings();
            std::fs::remove_file(&file).expect("the file");
            assert!(names(&findings, &path), "with {path}:\n{}", told(&findings));
        }
        let path = join(&folder, "v9");
        std::fs::create_dir(sound.root().join(&path)).expect("a folder");
        let findings = sound.findings();
        std::fs::remove_dir(sound.root().join(&path)).expect("the folder");
        assert!(names(&findings, &path), "with the folder {path}:\n{}", told(&findings));
    }
    assert_flawless(&Folder::new(sound.root()));
}

#[test]
fn files_that_change_places_are_found_and_named() {
    let sound = Sound::new();
    let all: Vec<(&String, &Vec<u8>)> = sound.files.iter().collect();
    for pair in all.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
        let place = |path: &str| sound.root().join(Path::new(path));
        std::fs::write(place(pair[0].0), pair[1].1).expect("damage");
        std::fs::write(place(pair[1].0), pair[0].1).expect("damage");
        let findings = sound.findings();
        for (path, bytes) in pair {
            assert!(names(&findings, path), "{path}:\n{}", told(&findings));
            std::fs::write(place(path), bytes).expect("repair");
        }
    }
}
