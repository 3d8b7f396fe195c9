//! The object storage itself: single requests, waited for.
//!
//! Everything that is asynchronous is in this file. What calls it knows paths
//! below the root of the archive and answers that are there.

use std::future::Future;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::try_join_all;
use futures_util::stream::{self, BoxStream};
use object_store::path::Path;
use object_store::{
    CopyMode, CopyOptions, Error, ObjectMeta, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, PutPayload,
    UpdateVersion, WriteMultipart,
};
use tokio::runtime::Runtime;

use super::super::store::{Entry, Kind, join};
use super::errors::told;

/// A part of a file that is sent by itself; no storage takes smaller ones than 5 MiB.
pub(super) const PART: usize = 8 * 1024 * 1024;

/// The storage, and what waits for its answers.
pub(super) struct Remote {
    runtime: Runtime,
    store: Arc<dyn ObjectStore>,
    /// What stands before every path, without `/` at its ends; may be empty.
    prefix: String,
}

/// What the storage knows of an object without reading it.
pub(super) struct Found {
    /// Which of all that had this name it is.
    pub version: UpdateVersion,
    /// How many bytes it has.
    pub size: u64,
    /// When it was written, in milliseconds, by the clock of the storage.
    pub written: i64,
}

impl From<ObjectMeta> for Found {
    fn from(meta: ObjectMeta) -> Self {
        let version = UpdateVersion { e_tag: meta.e_tag, version: meta.version };
        Self { version, size: meta.size, written: meta.last_modified.timestamp_millis() }
    }
}

/// Paths in the order of their bytes, with sizes; and whether they are the last.
pub(super) type Stretch = (Vec<(String, u64)>, bool);

impl Remote {
    pub fn new(store: Arc<dyn ObjectStore>, prefix: &str) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("pressdoc-bucket")
            .enable_all()
            .build()?;
        Ok(Self { runtime, store, prefix: prefix.trim_matches('/').to_owned() })
    }

    fn wait<T>(&self, request: impl Future<Output = Result<T, Error>>) -> io::Result<T> {
        self.runtime.block_on(request).map_err(|error| told(&error))
    }

    /// Lets time go by.
    pub fn pause(&self, time: Duration) {
        self.runtime.block_on(async { tokio::time::sleep(time).await });
    }

    /// The key of a path; that of the prefix for the root.
    fn key(&self, path: &str) -> io::Result<Path> {
        let key = if path.is_empty() { self.prefix.clone() } else { join(&self.prefix, path) };
        Path::parse(&key).map_err(|error| told(&error.into()))
    }

    /// The path of a key below the prefix.
    fn path(&self, key: &Path) -> Option<String> {
        let rest = key.as_ref().strip_prefix(self.prefix.as_str())?;
        let path = if self.prefix.is_empty() { rest } else { rest.strip_prefix('/')? };
        (!path.is_empty()).then(|| path.to_owned())
    }

    /// The object at a path, if there is one.
    pub fn find(&self, path: &str) -> io::Result<Option<Found>> {
        match self.wait(self.store.head(&self.key(path)?)) {
            Ok(meta) => Ok(Some(meta.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether any object lies below a path.
    pub fn is_folder(&self, path: &str) -> io::Result<bool> {
        let key = self.key(path)?;
        let first = async { self.store.list(Some(&key)).next().await.transpose() };
        Ok(self.wait(first)?.is_some())
    }

    /// What lies at a path. Most names say what they are, so that one request
    /// is enough.
    pub fn look(&self, path: &str) -> io::Result<Option<Kind>> {
        let file = || Ok(self.find(path)?.map(|_| Kind::File));
        let folder = || Ok(self.is_folder(path)?.then_some(Kind::Folder));
        let name = path.rsplit('/').next().unwrap_or_default();
        let (first, second): (&dyn Fn() -> io::Result<_>, &dyn Fn() -> io::Result<_>) =
            if name.contains(['.', '=']) { (&file, &folder) } else { (&folder, &file) };
        Ok(first()?.or(second()?))
    }

    /// What lies directly in a folder, page by page; nothing, if there is none.
    pub fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let key = self.key(folder)?;
        let found = self.wait(self.store.list_with_delimiter(Some(&key)))?;
        // A console may have made an empty object with the name of the folder.
        let objects = found.objects.iter().filter(|object| object.location != key);
        let files = objects.filter_map(|object| {
            Some(Entry { name: object.location.filename()?.to_owned(), kind: Kind::File, size: object.size })
        });
        let folders = found
            .common_prefixes
            .iter()
            .filter_map(|folder| Some(Entry { name: folder.filename()?.to_owned(), kind: Kind::Folder, size: 0 }));
        let mut entries: Vec<Entry> = files.chain(folders).collect();
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(entries)
    }

    /// The paths of all objects below a folder.
    pub fn below(&self, folder: &str) -> io::Result<Vec<String>> {
        let key = self.key(folder)?;
        let all = async {
            let mut paths = Vec::new();
            let mut objects = self.store.list(Some(&key));
            while let Some(object) = objects.next().await {
                paths.extend(self.path(&object?.location));
            }
            Ok(paths)
        };
        self.wait(all)
    }

    /// All paths behind `after`, until there are enough of them.
    pub fn stretch(&self, after: &str, enough: impl Fn(usize, &str) -> bool) -> io::Result<Stretch> {
        let (root, after) = (self.key("")?, self.key(after)?);
        let some = async {
            let mut found = Vec::new();
            let mut objects = self.store.list_with_offset(Some(&root), &after);
            while let Some(object) = objects.next().await {
                let object = object?;
                let Some(path) = self.path(&object.location) else { continue };
                let is_enough = enough(found.len(), &path);
                found.push((path, object.size));
                if is_enough {
                    return Ok((found, false));
                }
            }
            Ok((found, true))
        };
        self.wait(some)
    }

    /// Opens an object for reading, and says which one it is.
    pub fn open(self: &Arc<Self>, path: &str) -> io::Result<(UpdateVersion, Box<dyn Read + Send>)> {
        let found = self.wait(self.store.get(&self.key(path)?))?;
        let version = UpdateVersion { e_tag: found.meta.e_tag.clone(), version: found.meta.version.clone() };
        let stream = Some(found.into_stream().map(|piece| piece.map(Vec::from)).boxed());
        Ok((version, Box::new(Reading { remote: Arc::clone(self), stream, piece: Vec::new(), read: 0 })))
    }

    /// Writes an object if the condition in `mode` holds.
    pub fn put(&self, path: &str, bytes: PutPayload, mode: PutMode) -> io::Result<UpdateVersion> {
        self.wait(self.put_once(self.key(path)?, bytes, mode))
    }

    /// Writes some objects at the same time, none over one that is there.
    pub fn put_new(&self, objects: Vec<(String, PutPayload)>) -> io::Result<()> {
        let keys: Vec<_> =
            objects.into_iter().map(|(path, bytes)| Ok((self.key(&path)?, bytes))).collect::<io::Result<_>>()?;
        let puts = keys.into_iter().map(|(key, bytes)| self.put_once(key, bytes, PutMode::Create));
        self.wait(try_join_all(puts)).map(drop)
    }

    async fn put_once(&self, key: Path, bytes: PutPayload, mode: PutMode) -> Result<UpdateVersion, Error> {
        // A lock that is given back is like any other: it does not say who did it.
        let is_anonymous = bytes.content_length() == 0 && matches!(mode, PutMode::Update(_));
        let options = PutOptions { mode, ..PutOptions::default() };
        let refused = match self.store.put_opts(&key, bytes.clone(), options).await {
            Ok(put) => return Ok(UpdateVersion { e_tag: put.e_tag, version: put.version }),
            Err(error @ (Error::AlreadyExists { .. } | Error::Precondition { .. })) if !is_anonymous => error,
            Err(error) => return Err(error),
        };
        // An answer may have been lost and the request made again: then it is ours that is there.
        let Ok(there) = self.store.get(&key).await else { return Err(refused) };
        let version = UpdateVersion { e_tag: there.meta.e_tag.clone(), version: there.meta.version.clone() };
        if there.meta.size != bytes.content_length() as u64 {
            return Err(refused);
        }
        let there = there.bytes().await?;
        let same = bytes.iter().flat_map(|piece| piece.iter()).eq(there.iter());
        if same { Ok(version) } else { Err(refused) }
    }

    /// Copies an object within the storage, never over one that is there.
    pub fn copy_new(&self, from: &str, to: &str) -> io::Result<()> {
        let options = CopyOptions { mode: CopyMode::Create, ..CopyOptions::default() };
        let (from, to) = (self.key(from)?, self.key(to)?);
        self.wait(self.store.copy_opts(&from, &to, options))
    }

    /// Removes objects, one after the other; what is not there is no fault.
    pub fn remove(&self, paths: &[String]) -> io::Result<()> {
        let keys: Vec<Path> = paths.iter().map(|path| self.key(path)).collect::<io::Result<_>>()?;
        let all = async {
            let mut removed = self.store.delete_stream(stream::iter(keys.into_iter().map(Ok)).boxed());
            while let Some(key) = removed.next().await {
                match key {
                    Ok(_) | Err(Error::NotFound { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        };
        self.wait(all)
    }

    /// Begins an object that is sent in parts.
    pub fn upload(self: &Arc<Self>, path: &str) -> io::Result<Upload> {
        let parts = self.wait(self.store.put_multipart(&self.key(path)?))?;
        Ok(Upload { remote: Arc::clone(self), parts: Some(WriteMultipart::new_with_chunk_size(parts, PART)) })
    }
}

/// An object that is being read.
struct Reading {
    remote: Arc<Remote>,
    /// None behind the end.
    stream: Option<BoxStream<'static, Result<Vec<u8>, Error>>>,
    piece: Vec<u8>,
    read: usize,
}

impl Read for Reading {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.piece.len() {
            let Some(stream) = &mut self.stream else { return Ok(0) };
            self.read = 0;
            self.piece.clear();
            match self.remote.runtime.block_on(stream.next()) {
                None => self.stream = None,
                Some(piece) => self.piece = piece.map_err(|error| told(&error))?,
            }
        }
        let length = buffer.len().min(self.piece.len() - self.read);
        buffer[..length].copy_from_slice(&self.piece[self.read..self.read + length]);
        self.read += length;
        Ok(length)
    }
}

/// An object that is sent in parts. It is there when it is finished; dropped
/// before, its parts are given up.
pub(super) struct Upload {
    remote: Arc<Remote>,
    parts: Option<WriteMultipart>,
}

impl Upload {
    /// Sends what makes full parts, two at a time.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(parts) = &mut self.parts else { return Err(io::Error::from(io::ErrorKind::BrokenPipe)) };
        let sent = async {
            parts.wait_for_capacity(2).await?;
            parts.write(bytes);
            Ok(())
        };
        self.remote.wait(sent)
    }

    pub fn finish(mut self) -> io::Result<()> {
        let Some(parts) = self.parts.take() else { return Ok(()) };
        self.remote.wait(parts.finish()).map(drop)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(parts) = self.parts.take() {
            // If that fails too, the rule of the bucket for unfinished uploads removes them.
            let _ = self.remote.wait(parts.abort());
        }
    }
}
