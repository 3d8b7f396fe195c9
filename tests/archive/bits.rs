//! One bit changed anywhere, one file more or less: it is found, and the file is
//! named.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pressdoc::archive::{Finding, ObjectId, verify};
use proptest::prelude::*;

use super::{Home, THREE, archive_with, assert_flawless, store, told, version};

/// An archive with two objects, and its files.
struct Sound {
    home: Home,
    files: BTreeMap<String, Vec<u8>>,
}

impl Sound {
    fn new() -> Self {
        let (home, archive) = archive_with(3);
        let other = ObjectId::new("urn:pressdoc:ec:IP:26:302").expect("a URI");
        archive.add(&other, &version(4, THREE[0])).expect("a version");
        let files = home.files();
        Self { home, files }
    }

    fn findings(&self) -> Vec<Finding> {
        verify::all(&store(&self.home))
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
        SOUND.home.put(path, &damaged);
        let findings = SOUND.findings();
        SOUND.home.put(path, bytes);
        prop_assert!(names(&findings, path), "{} byte {} bit {}:\n{}", path, byte, bit, told(&findings));
    });
    assert_flawless(&store(&SOUND.home));
}

#[test]
fn a_file_removed_or_cut_short_is_found_and_named() {
    let sound = Sound::new();
    for (path, bytes) in &sound.files {
        sound.home.remove(path);
        let findings = sound.findings();
        assert!(names(&findings, path), "without {path}:\n{}", told(&findings));
        for length in [0, bytes.len() / 2, bytes.len() - 1] {
            sound.home.put(path, &bytes[..length]);
            let findings = sound.findings();
            assert!(names(&findings, path), "{length} bytes of {path}:\n{}", told(&findings));
        }
        sound.home.put(path, bytes);
    }
    assert_flawless(&store(&sound.home));
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
            if sound.files.contains_key(&path) || sound.folders().contains(&path) {
                continue;
            }
            sound.home.put(&path, b"x");
            let findings = sound.findings();
            sound.home.remove(&path);
            assert!(names(&findings, &path), "with {path}:\n{}", told(&findings));
        }
        let path = join(&folder, "v9");
        // A bucket has no empty folders.
        let Some(root) = sound.home.root() else { continue };
        std::fs::create_dir(root.join(&path)).expect("a folder");
        let findings = sound.findings();
        std::fs::remove_dir(root.join(&path)).expect("the folder");
        assert!(names(&findings, &path), "with the folder {path}:\n{}", told(&findings));
    }
    assert_flawless(&store(&sound.home));
}

#[test]
fn files_that_change_places_are_found_and_named() {
    let sound = Sound::new();
    let all: Vec<(&String, &Vec<u8>)> = sound.files.iter().collect();
    for pair in all.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
        sound.home.put(pair[0].0, pair[1].1);
        sound.home.put(pair[1].0, pair[0].1);
        let findings = sound.findings();
        for (path, bytes) in pair {
            assert!(names(&findings, path), "{path}:\n{}", told(&findings));
            sound.home.put(path, bytes);
        }
    }
}
