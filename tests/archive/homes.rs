//! Where an archive of a test is: in a folder or in a bucket, with the same
//! hands for both.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pressdoc::archive::{Archive, Folder};
use tempfile::TempDir;

use super::files_below;
#[cfg(feature = "s3")]
use super::{THREE, id, version};

/// Puts the first so many of [`THREE`] into an archive.
#[cfg(feature = "s3")]
pub fn fill(archive: &Archive, versions: usize) {
    for (day, files) in THREE.iter().take(versions).enumerate() {
        archive.add(&id(), &version(day as u32 + 1, files)).expect("a version");
    }
}

pub mod disk {
    use super::*;

    /// An archive in a folder.
    pub struct Home(TempDir);

    impl Home {
        /// A folder beside the archive.
        pub fn path(&self) -> &Path {
            self.0.path()
        }

        /// The archive's own folder, if it has one.
        pub fn root(&self) -> Option<PathBuf> {
            Some(self.path().join("archive"))
        }

        /// The archive once more.
        pub fn open(&self) -> Archive {
            Archive::open(&self.path().join("archive")).expect("an archive")
        }

        /// All its files, but for the lock.
        pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
            files_below(&self.path().join("archive"))
        }

        pub fn put(&self, path: &str, bytes: &[u8]) {
            std::fs::write(self.path().join("archive").join(path), bytes).expect("a file");
        }

        pub fn remove(&self, path: &str) {
            std::fs::remove_file(self.path().join("archive").join(path)).expect("a file");
        }
    }

    pub fn archive_with(versions: usize) -> (Home, Archive) {
        let (folder, archive) = super::super::archive_with(versions);
        (Home(folder), archive)
    }

    pub fn store(home: &Home) -> Folder {
        Folder::new(home.path().join("archive"))
    }
}

#[cfg(feature = "s3")]
pub mod bucket {
    use pressdoc::archive::Bucket;

    use super::super::objects::Objects;
    use super::*;

    /// An archive in a bucket: in memory, or in the one that `PRESSDOC_BUCKET`
    /// names, as `tests/judges/archive/bucket` does.
    pub struct Home {
        folder: TempDir,
        pub objects: Objects,
    }

    impl Home {
        pub fn new() -> Self {
            Self { folder: tempfile::tempdir().expect("a folder"), objects: Objects::new() }
        }

        pub fn path(&self) -> &Path {
            self.folder.path()
        }

        pub fn root(&self) -> Option<PathBuf> {
            None
        }

        pub fn open(&self) -> Archive {
            Archive::open_in(std::sync::Arc::new(store(self))).expect("an archive")
        }

        pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
            let mut files = self.objects.all();
            files.remove(pressdoc::archive::LOCK);
            files
        }

        pub fn put(&self, path: &str, bytes: &[u8]) {
            self.objects.put(path, bytes);
        }

        pub fn remove(&self, path: &str) {
            self.objects.remove(path);
        }
    }

    pub fn archive_with(versions: usize) -> (Home, Archive) {
        let home = Home::new();
        let archive = Archive::create_in(std::sync::Arc::new(store(&home))).expect("an archive");
        fill(&archive, versions);
        (home, archive)
    }

    pub fn store(home: &Home) -> Bucket {
        home.objects.bucket()
    }
}
