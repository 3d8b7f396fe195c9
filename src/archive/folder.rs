//! The store on a disk: a folder, and the archive's only way to a disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use super::store::{Entry, Kind, Lock, Store, Writing};

/// The file that a writer locks. It stays, and is empty; OCFL allows files of
/// others in a storage root.
pub const LOCK: &str = ".pressdoc.lock";

/// A folder on a disk.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder at `root`, whether it exists or not.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Makes the folder itself, with those that lead to it.
    ///
    /// # Errors
    /// What the system says.
    pub fn create(&self) -> io::Result<()> {
        fs::create_dir_all(&self.root)
    }

    /// Where a path of the store lies. A path that could lead out of the folder
    /// is refused, whoever asks.
    fn at(&self, path: &str) -> io::Result<PathBuf> {
        let mut place = self.root.clone();
        for part in path.split('/').filter(|_| !path.is_empty()) {
            let mut components = Path::new(part).components();
            match (components.next(), components.next()) {
                (Some(Component::Normal(name)), None) if name.len() == part.len() => place.push(name),
                _ => return Err(io::Error::new(io::ErrorKind::InvalidInput, "its path is none")),
            }
        }
        Ok(place)
    }
}

fn kind(about: fs::FileType) -> Kind {
    match about {
        _ if about.is_symlink() => Kind::Link,
        _ if about.is_file() => Kind::File,
        _ if about.is_dir() => Kind::Folder,
        _ => Kind::Other,
    }
}

impl Store for Folder {
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(self.at(folder)?)? {
            let entry = entry?;
            let kind = kind(entry.file_type()?);
            let size = if kind == Kind::File { entry.metadata()?.len() } else { 0 };
            entries.push(Entry { name: entry.file_name().to_string_lossy().into_owned(), kind, size });
        }
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(entries)
    }

    fn look(&self, path: &str) -> io::Result<Option<Kind>> {
        match fs::symlink_metadata(self.at(path)?) {
            Ok(about) => Ok(Some(kind(about.file_type()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(File::open(self.at(path)?)?))
    }

    fn create_folder(&self, path: &str) -> io::Result<()> {
        fs::create_dir(self.at(path)?)
    }

    fn create_file(&self, path: &str) -> io::Result<Box<dyn Writing>> {
        Ok(Box::new(OnDisk(OpenOptions::new().write(true).create_new(true).open(self.at(path)?)?)))
    }

    #[cfg(unix)]
    fn create_private_file(&self, path: &str) -> io::Result<Box<dyn Writing>> {
        use std::os::unix::fs::OpenOptionsExt as _;
        let mut options = OpenOptions::new();
        Ok(Box::new(OnDisk(options.write(true).create_new(true).mode(0o600).open(self.at(path)?)?)))
    }

    fn sync_folder(&self, folder: &str) -> io::Result<()> {
        // Elsewhere a folder cannot be opened; there the system keeps names safe itself.
        if cfg!(unix) { File::open(self.at(folder)?)?.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let (from, to) = (self.at(from)?, self.at(to)?);
        // Some systems let a folder take the place of an empty one.
        if fs::symlink_metadata(&from)?.is_dir() && fs::symlink_metadata(&to).is_ok() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &str) -> io::Result<()> {
        fs::remove_file(self.at(path)?)
    }

    fn remove_folder(&self, path: &str) -> io::Result<()> {
        fs::remove_dir(self.at(path)?)
    }

    fn lock(&self, wait: bool) -> io::Result<Option<Lock>> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(self.at(LOCK)?)?;
        if wait {
            file.lock()?;
            return Ok(Some(Lock::new(file)));
        }
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock::new(file))),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

/// A file on a disk.
struct OnDisk(File);

impl Write for OnDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Writing for OnDisk {
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

/// Opens a file outside the archive and says how many bytes it has.
pub(super) fn open_outside(path: &Path) -> io::Result<(Box<dyn Read + Send>, u64)> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    Ok((Box::new(file), about.len()))
}
