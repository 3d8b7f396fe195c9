//! Everything that the archive does to its storage, as a few operations.
//!
//! [`Folder`](super::folder::Folder) does them on a disk, and the tests put their
//! faults between. A bucket in a network stands behind the same trait: it puts
//! the files of a renamed folder in place one by one, the inventory's digest
//! last, and never over one that is there. A folder that is there in part only
//! is what [`recovery`](super::recovery) expects anyway.

use std::io::{self, Read, Write};

/// What lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// Something else: a socket, a device.
    Other,
}

/// One entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name in the folder.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// How many bytes it has; 0 for what is no file.
    pub size: u64,
}

/// Who may read what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Readers {
    /// Whoever the system lets, as with any program.
    #[default]
    Anybody,
    /// The owner of the files alone; and no name in the archive can be guessed.
    Owner,
}

/// A file being written. What is not yet synchronised may be lost with the
/// power.
pub trait Writing: Write + Send {
    /// Brings all bytes to the disk.
    ///
    /// # Errors
    /// What the system says; then nobody knows what is on the disk.
    fn sync(&mut self) -> io::Result<()>;
}

/// The operations. Paths lie below the root of the store, with `/`; the root
/// itself is the empty path.
pub trait Store: Send + Sync {
    /// What lies in a folder, in the order of the names' bytes.
    ///
    /// # Errors
    /// When there is no such folder, or it cannot be read.
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>>;

    /// What lies at a path, if anything; links are not followed.
    ///
    /// # Errors
    /// When that cannot be found out.
    fn look(&self, path: &str) -> io::Result<Option<Kind>>;

    /// Opens a file for reading.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send>>;

    /// Makes a folder in one that is there.
    ///
    /// # Errors
    /// When it exists, or cannot be made.
    fn create_folder(&self, path: &str) -> io::Result<()>;

    /// Makes a file in a folder that is there; never replaces one.
    ///
    /// # Errors
    /// When it exists, or cannot be made.
    fn create_file(&self, path: &str) -> io::Result<Box<dyn Writing>>;

    /// The same for a file that nobody but its owner may read, where the store
    /// can keep readers out.
    ///
    /// # Errors
    /// As [`Store::create_file`].
    fn create_private_file(&self, path: &str) -> io::Result<Box<dyn Writing>> {
        self.create_file(path)
    }

    /// Brings the names in a folder to the disk.
    ///
    /// # Errors
    /// What the system says; then nobody knows what is on the disk.
    fn sync_folder(&self, folder: &str) -> io::Result<()>;

    /// Gives a file or folder another name, in one step. A file takes the place
    /// of a file; a folder goes only where nothing is.
    ///
    /// # Errors
    /// When it cannot be done; then nothing has changed.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When there is none, or it cannot be removed.
    fn remove_file(&self, path: &str) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// When it is not empty, or cannot be removed.
    fn remove_folder(&self, path: &str) -> io::Result<()>;

    /// Keeps other writers out until the answer is dropped. Without `wait`, the
    /// answer is `None` when somebody else is writing.
    ///
    /// # Errors
    /// When the store cannot be locked, for example because nobody may write.
    fn lock(&self, wait: bool) -> io::Result<Option<Lock>>;

    /// Whether the files of a folder that is renamed arrive one after the other,
    /// so that a part of them may be there.
    fn arrives_in_parts(&self) -> bool {
        false
    }

    /// The same store for who is going to look at all of it and writes nothing
    /// meanwhile, where there is a quicker way.
    fn survey(&self) -> Option<Box<dyn Store + '_>> {
        None
    }
}

/// The right to write, given back when dropped.
pub struct Lock(#[allow(dead_code, reason = "held, never looked at")] Box<dyn Send>);

impl Lock {
    /// A lock that `guard` gives back when it is dropped.
    pub fn new(guard: impl Send + 'static) -> Self {
        Self(Box::new(guard))
    }
}

/// `name` in `folder`.
pub(super) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The folder that a path lies in; the root for a name of its own.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The whole content of a file that must not be longer than `limit` bytes.
pub(super) fn read_all(store: &dyn Store, path: &str, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    store.open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is too large to be what its name says"));
    }
    Ok(bytes)
}

/// Writes a new file, whole and on the disk; its name is there when its folder
/// is synchronised.
pub(super) fn write_new(store: &dyn Store, path: &str, bytes: &[u8]) -> io::Result<()> {
    write_for(store, path, bytes, Readers::Anybody)
}

/// The same for these readers.
pub(super) fn write_for(store: &dyn Store, path: &str, bytes: &[u8], readers: Readers) -> io::Result<()> {
    let mut file = create(store, path, readers)?;
    file.write_all(bytes)?;
    file.sync()
}

/// Makes a file for these readers.
pub(super) fn create(store: &dyn Store, path: &str, readers: Readers) -> io::Result<Box<dyn Writing>> {
    match readers {
        Readers::Anybody => store.create_file(path),
        Readers::Owner => store.create_private_file(path),
    }
}

/// Calls to the disk that wait at the same time: a disk that brings one file
/// down takes the others along, if it is asked for them meanwhile.
const TOGETHER: usize = 8;

/// Does `work` with every one of `items`, several at a time; gives back the
/// first fault.
pub(super) fn together<T: Send>(items: Vec<T>, work: impl Fn(T) -> io::Result<()> + Sync) -> io::Result<()> {
    if items.len() < TOGETHER {
        return items.into_iter().try_for_each(work);
    }
    let share = items.len().div_ceil(TOGETHER);
    let mut items = items.into_iter();
    let shares: Vec<Vec<T>> =
        std::iter::from_fn(|| Some(items.by_ref().take(share).collect()).filter(|some: &Vec<T>| !some.is_empty()))
            .collect();
    std::thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> =
            shares.into_iter().map(|share| scope.spawn(move || share.into_iter().try_for_each(work))).collect();
        let ends =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
        ends.collect::<Vec<_>>().into_iter().collect()
    })
}

/// Makes the folders that lead to `path`, as far as they are missing, and gives
/// back those that are new, the outermost first.
pub(super) fn create_folders(store: &dyn Store, path: &str) -> io::Result<Vec<String>> {
    let mut made = Vec::new();
    let mut folder = String::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        folder = join(&folder, part);
        if store.look(&folder)?.is_none() {
            store.create_folder(&folder)?;
            made.push(folder.clone());
        }
    }
    Ok(made)
}

/// Removes what lies at a path with everything in it; nothing is no fault.
pub(super) fn remove_all(store: &dyn Store, path: &str) -> io::Result<()> {
    match store.look(path)? {
        None => Ok(()),
        Some(Kind::Folder) => {
            for entry in store.list(path)? {
                let inner = join(path, &entry.name);
                if entry.kind == Kind::Folder { remove_all(store, &inner)? } else { store.remove_file(&inner)? }
            }
            store.remove_folder(path)
        }
        Some(_) => store.remove_file(path),
    }
}
