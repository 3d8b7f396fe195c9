//! The store in a bucket: an archive in an object storage that speaks S3.
//!
//! A bucket has no folders, cannot rename, and its objects arrive one by one;
//! but it can write an object on condition that none is there, or that it is
//! still the one that was read. With these two, the promises of the store are
//! kept:
//!
//! - What is staged stays on this side ([`staged`]). Renaming a staged folder
//!   puts its files in place one after the other, none over one that is there,
//!   and in an order in which nothing that is there in part counts: a version's
//!   files, its inventory, the digest, and only then what speaks of it.
//! - Renaming a staged file over one that is there replaces it only if it is the
//!   one that was read under the same lock.
//! - Renaming something into the staging folder removes it: so recovery takes
//!   back a version that is not whole.
//! - The lock is a lease ([`lease`]).
//!
//! Nothing else in the program knows that there are requests and waiting.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use object_store::{ObjectStore, PutMode};

use super::folder::LOCK;
use super::inventory::INVENTORY;
use super::layout::EXTENSIONS;
use super::staging::INTENT;
use super::store::{Entry, Kind, Lock, Store, Writing, join, parent};

mod connection;
mod errors;
mod lease;
mod remote;
mod staged;
mod survey;

use errors::fault;
use lease::Session;
use remote::Remote;
use staged::{Direct, Held, Stage, in_order, is_staged};

/// So many files are put at the same time.
const AT_ONCE: usize = 8;

/// An archive's place in a bucket. Its clones are the same writer.
#[derive(Clone)]
pub struct Bucket {
    inner: Arc<Inner>,
}

struct Inner {
    remote: Arc<Remote>,
    owner: String,
    lease: Duration,
    numbers: AtomicU64,
    writing: Mutex<Option<Session>>,
}

impl Bucket {
    /// The part of an object storage below `prefix`. `owner` is written into the
    /// lock: words that no other writer has at the same time.
    ///
    /// # Errors
    /// When the system has no thread left for the network.
    pub fn over(store: Arc<dyn ObjectStore>, prefix: &str, owner: &str) -> io::Result<Self> {
        let inner = Inner {
            remote: Arc::new(Remote::new(store, prefix)?),
            owner: owner.to_owned(),
            lease: lease::LEASE,
            numbers: AtomicU64::new(0),
            writing: Mutex::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The same bucket, in which the lock of another writer counts for so long
    /// after its last sign. It should be longer than any request may take.
    #[must_use]
    pub fn with_lease(self, lease: Duration) -> Self {
        let inner = Inner {
            remote: Arc::clone(&self.inner.remote),
            owner: self.inner.owner.clone(),
            lease,
            numbers: AtomicU64::new(0),
            writing: Mutex::default(),
        };
        Self { inner: Arc::new(inner) }
    }
}

impl Inner {
    fn session(&self) -> MutexGuard<'_, Option<Session>> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something that only who holds the lock may do.
    fn with_session<T>(&self, work: impl FnOnce(&mut Session) -> io::Result<T>) -> io::Result<T> {
        match self.session().as_mut() {
            Some(session) => work(session),
            None => Err(io::Error::new(io::ErrorKind::PermissionDenied, "nobody has locked the archive")),
        }
    }

    fn next_number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// A name that nobody else gives.
    fn next_name(&self) -> String {
        let owner: String = self.owner.chars().map(|one| if one.is_ascii_alphanumeric() { one } else { '-' }).collect();
        format!("{owner}-{}", self.next_number())
    }

    fn path_for_large(&self) -> String {
        staged::in_staging(&format!("large-{}", self.next_name()))
    }

    /// Puts a staged folder into its place.
    fn bring(&self, session: &mut Session, from: &str, to: &str) -> io::Result<()> {
        if self.remote.look(to)?.is_some() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        let files = in_order(session.staging.take_below(from));
        let folders = new_folders(to, &files);
        let mut some = Vec::new();
        for (path, held) in files {
            let path = join(to, &path);
            session.began(&path, b"");
            // Those that say what is there go alone, behind all others.
            let goes_alone = file_name(&path).starts_with(INVENTORY);
            if goes_alone || some.len() == AT_ONCE {
                self.put_new(session, &mut some)?;
            }
            match held {
                Held::Here(bytes) => some.push((path, bytes)),
                Held::There(large) => {
                    self.hold(session)?;
                    self.remote.copy_new(&large, &path)?;
                }
            }
            if goes_alone {
                self.put_new(session, &mut some)?;
            }
        }
        self.put_new(session, &mut some)?;
        session.arrived = folders;
        Ok(())
    }

    fn put_new(&self, session: &mut Session, some: &mut Vec<(String, object_store::PutPayload)>) -> io::Result<()> {
        if some.is_empty() {
            return Ok(());
        }
        self.hold(session)?;
        self.remote.put_new(std::mem::take(some))
    }

    /// Puts a staged file into its place. What is there must be what was read.
    fn replace(&self, session: &mut Session, held: Held, to: &str) -> io::Result<()> {
        let there = match session.seen.get(to) {
            Some(version) => Some(version.clone()),
            None => self.remote.find(to)?.map(|found| found.version),
        };
        self.hold(session)?;
        session.began(to, b"");
        let bytes = match held {
            Held::Here(bytes) => bytes,
            Held::There(large) if there.is_none() => return self.remote.copy_new(&large, to),
            Held::There(_) => {
                return Err(fault(io::ErrorKind::FileTooLarge, "it is too large to be replaced", TOO_LARGE));
            }
        };
        let version = self.remote.put(to, bytes, there.map_or(PutMode::Create, PutMode::Update))?;
        session.seen.insert(to.to_owned(), version);
        Ok(())
    }

    /// Removes everything below a folder, what speaks of the others first.
    fn take_back(&self, session: &mut Session, folder: &str) -> io::Result<()> {
        let files = self.remote.below(folder)?.into_iter().map(|path| (path, Held::There(String::new()))).collect();
        let mut paths: Vec<String> = in_order(files).into_iter().map(|(path, _)| path).collect();
        paths.reverse();
        for some in paths.chunks(AT_ONCE) {
            self.hold(session)?;
            self.remote.remove(some)?;
            some.iter().for_each(|path| drop((session.made.remove(path), session.seen.remove(path))));
        }
        Ok(())
    }

    /// The end of a writing: the note of it goes. Who was taken over by us may
    /// have put something into the new version after that: it goes as well. The
    /// version is complete, so that nobody else has anything to put there.
    fn conclude(&self, session: &mut Session) -> io::Result<()> {
        self.hold(session)?;
        for folder in std::mem::take(&mut session.arrived) {
            let mut strays = self.remote.below(&folder)?;
            strays.retain(|path| !session.made.contains(path));
            self.remote.remove(&strays)?;
        }
        self.remote.remove(&[INTENT.to_owned()])
    }
}

/// The folders that staged files bring along and nobody else writes to: that of a
/// version, which is the whole of what is staged, or is in the new object.
fn new_folders(to: &str, files: &[(String, Held)]) -> Vec<String> {
    let Some((declaration, _)) = files.first().filter(|(path, _)| file_name(path).starts_with("0=")) else {
        return vec![to.to_owned()];
    };
    let object = parent(declaration);
    let inside = if object.is_empty() { String::new() } else { format!("{object}/") };
    let folders = files.iter().filter_map(|(path, _)| path.strip_prefix(&inside)?.split_once('/'));
    let folders: BTreeSet<String> = folders.map(|(folder, _)| join(to, &join(object, folder))).collect();
    folders.into_iter().collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

const TOO_LARGE: &str = "an inventory of more than 8 MiB cannot be kept in a bucket: begin a new object";

impl Store for Bucket {
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let mut entries = self.inner.remote.list(folder)?;
        if folder.is_empty() {
            entries.retain(|entry| entry.name != LOCK);
        }
        let mut is_there = folder.is_empty() || !entries.is_empty();
        if let Some(session) = self.inner.session().as_ref() {
            let staging = &session.staging;
            is_there |= staging.look(folder).is_some();
            let staged = if is_staged(folder) || folder == EXTENSIONS { staging.list(folder) } else { Vec::new() };
            for entry in staged {
                if !entries.iter().any(|other| other.name == entry.name && other.kind == entry.kind) {
                    entries.push(entry);
                }
            }
            entries.sort_by(|one, other| one.name.cmp(&other.name));
        }
        if is_there { Ok(entries) } else { Err(io::Error::from(io::ErrorKind::NotFound)) }
    }

    fn look(&self, path: &str) -> io::Result<Option<Kind>> {
        if path.is_empty() {
            return Ok(Some(Kind::Folder));
        }
        let staged = self.inner.session().as_ref().and_then(|session| session.staging.look(path));
        if staged.is_some() { Ok(staged) } else { self.inner.remote.look(path) }
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send>> {
        let (version, reader) = self.inner.remote.open(path)?;
        if let Some(session) = self.inner.session().as_mut() {
            // The first that was seen counts: it can only be older than what others made.
            session.seen.entry(path.to_owned()).or_insert(version);
        }
        Ok(reader)
    }

    fn create_folder(&self, path: &str) -> io::Result<()> {
        // Elsewhere a folder is there when something is in it.
        if !is_staged(path) {
            return Ok(());
        }
        self.inner.with_session(|session| session.staging.create_folder(path))
    }

    fn create_file(&self, path: &str) -> io::Result<Box<dyn Writing>> {
        self.inner.with_session(|session| match session.staging.look(path) {
            Some(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
            None => Ok(()),
        })?;
        let is_direct = path == INTENT || !is_staged(path);
        Ok(if is_direct { Box::new(Direct::new(&self.inner, path)) } else { Box::new(Stage::new(&self.inner, path)) })
    }

    fn sync_folder(&self, _: &str) -> io::Result<()> {
        // What the storage has confirmed is there.
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.inner.with_session(|session| match session.staging.look(from) {
            Some(Kind::Folder) if !is_staged(to) => self.inner.bring(session, from, to),
            Some(Kind::File) if !is_staged(to) => match session.staging.take(from) {
                Some(held) => self.inner.replace(session, held, to),
                None => Err(io::Error::from(io::ErrorKind::NotFound)),
            },
            None if is_staged(to) && !is_staged(from) => self.inner.take_back(session, from),
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        })
    }

    fn remove_file(&self, path: &str) -> io::Result<()> {
        self.inner.with_session(|session| {
            if path == INTENT {
                return self.inner.conclude(session);
            }
            let path = match session.staging.take(path) {
                Some(Held::Here(_)) => return Ok(()),
                Some(Held::There(large)) => large,
                None => path.to_owned(),
            };
            self.inner.hold(session)?;
            self.inner.remote.remove(&[path])
        })
    }

    fn remove_folder(&self, path: &str) -> io::Result<()> {
        self.inner.with_session(|session| {
            session.staging.remove_folder(path);
            Ok(())
        })
    }

    fn lock(&self, wait: bool) -> io::Result<Option<Lock>> {
        lease::acquire(&self.inner, wait)
    }

    fn arrives_in_parts(&self) -> bool {
        true
    }

    fn survey(&self) -> Option<Box<dyn Store + '_>> {
        Some(Box::new(survey::Survey::new(self)))
    }
}
