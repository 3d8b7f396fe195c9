//! A valid archive, and hands to break it with.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use sha2::{Digest as _, Sha256, Sha512};
use tempfile::TempDir;

use super::archive_with;

/// An archive with one object that is about to be broken.
pub struct Ground {
    _folder: TempDir,
    /// The root of the archive.
    pub root: PathBuf,
    /// The folder of the object.
    pub object: PathBuf,
}

impl Ground {
    pub fn new(versions: usize) -> Self {
        // Made once for each number of versions: synchronising takes its time.
        static SOUND: [OnceLock<(TempDir, String)>; 3] = [const { OnceLock::new() }; 3];
        let (sound, place) = SOUND[versions - 1].get_or_init(|| {
            let (folder, archive) = archive_with(versions);
            let place = pressdoc::archive::verify::root(archive.store()).objects.remove(0);
            (folder, place)
        });
        let folder = tempfile::tempdir().expect("a folder");
        copy(sound.path(), folder.path());
        let root = folder.path().join("archive");
        Self { object: root.join(place), root, _folder: folder }
    }

    /// Writes a file of the object, with its folders.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        write(&self.object.join(path), content);
    }

    pub fn remove(&self, path: &str) {
        remove(&self.object.join(path));
    }

    pub fn rename(&self, from: &str, to: &str) {
        std::fs::rename(self.object.join(from), self.object.join(to)).expect("another name");
    }

    pub fn folder(&self, path: &str) {
        std::fs::create_dir_all(self.object.join(path)).expect("a folder");
    }

    /// The same for what lies around the object.
    pub fn write_around(&self, path: &str, content: impl AsRef<[u8]>) {
        write(&self.root.join(path), content);
    }

    pub fn remove_around(&self, path: &str) {
        remove(&self.root.join(path));
    }

    pub fn rename_around(&self, from: &str, to: &str) {
        std::fs::rename(self.root.join(from), self.root.join(to)).expect("another name");
    }

    /// Copies the object to another place in the archive.
    pub fn copy_object(&self, to: &str) {
        copy(&self.object, &self.root.join(to));
    }

    /// The same, and gives the copy another name.
    pub fn copy_object_as(&self, to: &str, id: &str) {
        self.copy_object(to);
        let folder = tempfile::tempdir().expect("a folder");
        let copy = Self { _folder: folder, root: self.root.clone(), object: self.root.join(to) };
        copy.edit(|inventory| inventory["id"] = id.into());
    }

    /// Moves the object, and removes the folders that led to it.
    pub fn move_object(&self, to: &str) {
        self.copy_object(to);
        let top = self.object.strip_prefix(&self.root).expect("below").components().next().expect("a folder");
        remove(&self.root.join(top));
    }

    /// The inventory in a folder of the object.
    pub fn inventory(&self, folder: &str) -> Value {
        let text = std::fs::read(self.object.join(folder).join("inventory.json")).expect("an inventory");
        serde_json::from_slice(&text).expect("JSON")
    }

    /// Changes the inventory of the object, with that of its newest version and
    /// both digests.
    pub fn edit(&self, change: impl FnOnce(&mut Value)) {
        let mut inventory = self.inventory("");
        let newest = inventory["head"].as_str().expect("a version").to_owned();
        change(&mut inventory);
        self.put(&["", &newest], &serde_json::to_string_pretty(&inventory).expect("JSON"));
    }

    /// The same for the text, which may be no JSON any more.
    pub fn edit_text(&self, change: impl FnOnce(String) -> String) {
        let newest = self.inventory("")["head"].as_str().expect("a version").to_owned();
        let text = std::fs::read_to_string(self.object.join("inventory.json")).expect("text");
        self.put(&["", &newest], &change(text));
    }

    /// Changes the inventory in one folder only, with its digest.
    pub fn edit_in(&self, folder: &str, change: impl FnOnce(&mut Value)) {
        let mut inventory = self.inventory(folder);
        change(&mut inventory);
        self.put(&[folder], &serde_json::to_string_pretty(&inventory).expect("JSON"));
    }

    /// Writes an inventory with its digest into folders.
    pub fn put(&self, folders: &[&str], text: &str) {
        for folder in folders {
            let folder = self.object.join(folder);
            write(&folder.join("inventory.json"), text);
            let digest = hex(Sha512::digest(text));
            write(&folder.join("inventory.json.sha512"), format!("{digest}  inventory.json\n"));
        }
    }

    /// Makes an object of version folders with other names of it: each new name
    /// with the inventory that the closure makes of the first.
    pub fn renumber(&self, names: &[&str], padded: &str) {
        self.rename("v1", padded);
        let text = self.inventory("").to_string().replace("v1/", &format!("{padded}/"));
        let mut inventory: Value = serde_json::from_str(&text).expect("JSON");
        let version = inventory["versions"]["v1"].clone();
        inventory["versions"] = names.iter().map(|name| ((*name).to_owned(), version.clone())).collect();
        inventory["head"] = (*names.last().expect("a name")).into();
        let text = serde_json::to_string_pretty(&inventory).expect("JSON");
        for name in names {
            self.folder(name);
        }
        self.put(&["", names.last().expect("a name")], &text);
        if names.len() > 1 {
            self.remove(&format!("{padded}/inventory.json"));
            self.remove(&format!("{padded}/inventory.json.sha512"));
        }
    }

    /// Names the content by sha256, as OCFL allows.
    pub fn with_sha256(&self) {
        let mut text = self.inventory("").to_string().replace("\"sha512\"", "\"sha256\"");
        for paths in self.inventory("")["manifest"].as_object().expect("a manifest") {
            let bytes = std::fs::read(self.object.join(paths.1[0].as_str().expect("a path"))).expect("a file");
            text = text.replace(paths.0, &hex(Sha256::digest(bytes)));
        }
        for folder in ["", "v1/"] {
            self.remove(&format!("{folder}inventory.json.sha512"));
            self.write(&format!("{folder}inventory.json"), &text);
            let digest = hex(Sha256::digest(&text));
            self.write(&format!("{folder}inventory.json.sha256"), format!("{digest} inventory.json\n"));
        }
    }
}

/// The digest under which a file lies in the first version.
pub fn digest(text: &str) -> String {
    hex(Sha512::digest(text))
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write(path: &Path, content: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, content).expect("a file");
}

fn remove(path: &Path) {
    if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.expect("nothing there");
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            copy(&entry.path(), &target);
        } else if kind.is_symlink() {
            link(&std::fs::read_link(entry.path()).expect("a link"), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

#[cfg(unix)]
pub fn link(to: &Path, place: &Path) {
    std::os::unix::fs::symlink(to, place).expect("a link");
}

#[cfg(not(unix))]
pub fn link(_: &Path, _: &Path) {}
