//! The bucket for who looks at all of it: one request tells a thousand names,
//! and what is told is kept for the folders that come next.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::super::store::{Entry, Kind, Lock, Store, Writing, parent};
use super::Bucket;

/// So many names are asked for; a request tells a thousand.
const NAMES: usize = 4_000;

/// So many stretches are kept, for threads that are at different places.
const STRETCHES: usize = 4;

/// A bucket that is not written to while it is looked at. What others write in
/// the meantime may be seen or not.
pub(super) struct Survey<'a> {
    bucket: &'a Bucket,
    stretches: Mutex<VecDeque<Arc<Stretch>>>,
}

/// Some objects that follow each other.
struct Stretch {
    /// All that come after this path…
    after: String,
    /// …until this one, or until the end.
    until: Option<String>,
    /// Path → size.
    objects: BTreeMap<String, u64>,
}

impl Stretch {
    /// Whether everything below a folder is in it.
    fn covers(&self, folder: &str) -> bool {
        self.after.as_str() <= folder && self.until.as_ref().is_none_or(|until| *until >= behind(folder))
    }
}

/// The first string behind all paths below a folder: `0` comes after `/`.
fn behind(folder: &str) -> String {
    format!("{folder}0")
}

impl<'a> Survey<'a> {
    pub fn new(bucket: &'a Bucket) -> Self {
        Self { bucket, stretches: Mutex::default() }
    }

    /// The stretch with everything below a folder.
    fn around(&self, folder: &str) -> io::Result<Arc<Stretch>> {
        let kept = |stretches: &VecDeque<Arc<Stretch>>| stretches.iter().find(|one| one.covers(folder)).cloned();
        if let Some(stretch) = kept(&self.stretches.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(stretch);
        }
        let end = behind(folder);
        let enough = |number: usize, path: &str| number >= NAMES && *path >= *end;
        let (objects, is_end) = self.bucket.inner.remote.stretch(folder, enough)?;
        let until = if is_end { None } else { objects.last().map(|(path, _)| path.clone()) };
        let stretch = Arc::new(Stretch { after: folder.to_owned(), until, objects: objects.into_iter().collect() });
        let mut stretches = self.stretches.lock().unwrap_or_else(PoisonError::into_inner);
        stretches.push_back(Arc::clone(&stretch));
        if stretches.len() > STRETCHES {
            stretches.pop_front();
        }
        Ok(stretch)
    }
}

impl Store for Survey<'_> {
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        if folder.is_empty() {
            return self.bucket.list(folder);
        }
        let stretch = self.around(folder)?;
        let inside = format!("{folder}/");
        let mut entries: BTreeMap<(&str, bool), u64> = BTreeMap::new();
        for (path, size) in stretch.objects.range(inside.clone()..behind(folder)) {
            match path[inside.len()..].split_once('/') {
                Some((name, _)) => entries.insert((name, true), 0),
                None => entries.insert((&path[inside.len()..], false), *size),
            };
        }
        if entries.is_empty() {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        }
        let entry = |((name, is_folder), size): ((&str, bool), u64)| Entry {
            name: name.to_owned(),
            kind: if is_folder { Kind::Folder } else { Kind::File },
            size,
        };
        Ok(entries.into_iter().map(entry).collect())
    }

    fn look(&self, path: &str) -> io::Result<Option<Kind>> {
        let folder = parent(path);
        if folder.is_empty() {
            return self.bucket.look(path);
        }
        let stretch = self.around(folder)?;
        if stretch.objects.contains_key(path) {
            return Ok(Some(Kind::File));
        }
        let below = stretch.objects.range(format!("{path}/")..behind(path)).next();
        Ok(below.map(|_| Kind::Folder))
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send>> {
        self.bucket.open(path)
    }

    fn create_folder(&self, path: &str) -> io::Result<()> {
        self.bucket.create_folder(path)
    }

    fn create_file(&self, path: &str) -> io::Result<Box<dyn Writing>> {
        self.bucket.create_file(path)
    }

    fn sync_folder(&self, folder: &str) -> io::Result<()> {
        self.bucket.sync_folder(folder)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.bucket.rename(from, to)
    }

    fn remove_file(&self, path: &str) -> io::Result<()> {
        self.bucket.remove_file(path)
    }

    fn remove_folder(&self, path: &str) -> io::Result<()> {
        self.bucket.remove_folder(path)
    }

    fn lock(&self, wait: bool) -> io::Result<Option<Lock>> {
        self.bucket.lock(wait)
    }

    fn arrives_in_parts(&self) -> bool {
        true
    }
}
