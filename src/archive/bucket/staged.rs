//! What is staged for a bucket: on this side of the network, until it has its
//! name. Large files wait on the other side, under a name that means nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use object_store::{PutMode, PutPayload};

use super::super::staging::STAGING;
use super::super::store::{Entry, Kind, Writing, join, parent};
use super::Inner;
use super::remote::{PART, Upload};

/// So many bytes of files are held in memory, all together.
const HELD: usize = 64 * 1024 * 1024;

/// A file without its final name.
pub(super) enum Held {
    /// In memory.
    Here(PutPayload),
    /// In the bucket, at this path in the staging folder.
    There(String),
}

/// The staging folder of one writer.
#[derive(Default)]
pub(super) struct Staging {
    folders: BTreeSet<String>,
    files: BTreeMap<String, Held>,
}

/// Whether a path is the staging folder or lies in it.
pub(super) fn is_staged(path: &str) -> bool {
    path.strip_prefix(STAGING).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Staging {
    pub fn look(&self, path: &str) -> Option<Kind> {
        match () {
            () if self.files.contains_key(path) => Some(Kind::File),
            () if self.folders.contains(path) => Some(Kind::Folder),
            () => None,
        }
    }

    pub fn list(&self, folder: &str) -> Vec<Entry> {
        let name = |path: &String| path.rsplit('/').next().unwrap_or_default().to_owned();
        let folders = self.folders.iter().filter(|path| parent(path) == folder);
        let files = self.files.keys().filter(|path| parent(path) == folder);
        let folders = folders.map(|path| Entry { name: name(path), kind: Kind::Folder, size: 0 });
        folders.chain(files.map(|path| Entry { name: name(path), kind: Kind::File, size: 0 })).collect()
    }

    pub fn create_folder(&mut self, path: &str) -> io::Result<()> {
        if self.look(path).is_some() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        self.folders.insert(path.to_owned());
        Ok(())
    }

    pub fn remove_folder(&mut self, path: &str) {
        self.folders.remove(path);
    }

    pub fn take(&mut self, path: &str) -> Option<Held> {
        self.files.remove(path)
    }

    /// The files below a folder, with their paths in it; folder and files are
    /// no longer staged.
    pub fn take_below(&mut self, folder: &str) -> Vec<(String, Held)> {
        let inside = format!("{folder}/");
        self.folders.retain(|path| path != folder && !path.starts_with(&inside));
        let paths: Vec<String> = self.files.keys().filter(|path| path.starts_with(&inside)).cloned().collect();
        paths
            .into_iter()
            .filter_map(|path| Some((path[inside.len()..].to_owned(), self.files.remove(&path)?)))
            .collect()
    }

    fn has_room(&self, bytes: usize) -> bool {
        let held = |held: &Held| match held {
            Held::Here(bytes) => bytes.content_length(),
            Held::There(_) => 0,
        };
        bytes + self.files.values().map(held).sum::<usize>() <= HELD
    }
}

/// A file being staged.
pub(super) struct Stage {
    inner: Arc<Inner>,
    path: String,
    bytes: Vec<u8>,
    /// Where the rest goes once it is too much for the memory.
    upload: Option<(String, Upload)>,
}

impl Stage {
    pub fn new(inner: &Arc<Inner>, path: &str) -> Self {
        Self { inner: Arc::clone(inner), path: path.to_owned(), bytes: Vec::new(), upload: None }
    }
}

impl Write for Stage {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= PART {
            self.inner.with_session(|session| self.inner.hold(session))?;
            let (_, upload) = match &mut self.upload {
                Some(upload) => upload,
                none => {
                    let path = self.inner.path_for_large();
                    let upload = self.inner.remote.upload(&path)?;
                    none.insert((path, upload))
                }
            };
            upload.write(&self.bytes)?;
            self.bytes.clear();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Writing for Stage {
    fn sync(&mut self) -> io::Result<()> {
        let held = match self.upload.take() {
            Some((path, mut upload)) => {
                self.inner.with_session(|session| self.inner.hold(session))?;
                upload.write(&self.bytes)?;
                upload.finish()?;
                Held::There(path)
            }
            None => Held::Here(std::mem::take(&mut self.bytes).into()),
        };
        self.inner.with_session(|session| {
            let held = match held {
                Held::Here(bytes) if !session.staging.has_room(bytes.content_length()) => {
                    let path = self.inner.path_for_large();
                    self.inner.hold(session)?;
                    self.inner.remote.put(&path, bytes, PutMode::Create)?;
                    Held::There(path)
                }
                held => held,
            };
            session.staging.files.insert(self.path.clone(), held);
            Ok(())
        })
    }
}

/// A file that has its final name from the beginning: it is put there when it
/// is complete, never over another.
pub(super) struct Direct {
    inner: Arc<Inner>,
    path: String,
    bytes: Vec<u8>,
}

impl Direct {
    pub fn new(inner: &Arc<Inner>, path: &str) -> Self {
        Self { inner: Arc::clone(inner), path: path.to_owned(), bytes: Vec::new() }
    }
}

impl Write for Direct {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Writing for Direct {
    fn sync(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.bytes);
        self.inner.with_session(|session| {
            self.inner.hold(session)?;
            session.began(&self.path, &bytes);
            let version = self.inner.remote.put(&self.path, bytes.into(), PutMode::Create)?;
            session.seen.insert(self.path.clone(), version);
            Ok(())
        })
    }
}

/// The staged files in the order in which they get their names: the declaration of
/// an object, then what is deepest, an inventory after the files that it names,
/// its digest after it. Whatever is there in part does not count yet.
pub(super) fn in_order(mut files: Vec<(String, Held)>) -> Vec<(String, Held)> {
    let depth = |path: &str| path.matches('/').count();
    let top = files.iter().map(|(path, _)| depth(path)).min();
    files.sort_by_cached_key(|(path, _)| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let rank = match name.strip_prefix(super::super::inventory::INVENTORY) {
            None => 0,
            Some("") => 1,
            Some(_) => 2,
        };
        let is_declaration = name.starts_with("0=") && Some(depth(path)) == top;
        (!is_declaration, std::cmp::Reverse(depth(path)), rank, path.clone())
    });
    files
}

/// The path in the staging folder with that name.
pub(super) fn in_staging(name: &str) -> String {
    join(STAGING, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_of_others_comes_after_them() {
        let files = [
            "abc/inventory.json.sha512",
            "abc/inventory.json",
            "abc/0=ocfl_object_1.1",
            "abc/v1/inventory.json.sha512",
            "abc/v1/inventory.json",
            "abc/v1/content/inventory.json",
            "abc/v1/content/en.md",
            "abc/v1/content/forms/en.pdf",
        ];
        let held = files.map(|path| (path.to_owned(), Held::There(String::new())));
        let order: Vec<String> = in_order(held.into()).into_iter().map(|(path, _)| path).collect();
        assert_eq!(
            order,
            [
                "abc/0=ocfl_object_1.1",
                "abc/v1/content/forms/en.pdf",
                "abc/v1/content/en.md",
                "abc/v1/content/inventory.json",
                "abc/v1/inventory.json",
                "abc/v1/inventory.json.sha512",
                "abc/inventory.json",
                "abc/inventory.json.sha512",
            ]
        );
    }
}
