//! A store that can lose its power: it keeps apart what is on the disk and what
//! only looks so.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use std::sync::{Arc, Mutex, MutexGuard};

use pressdoc::archive::{Entry, Kind, Lock, Store, Writing};

/// What becomes of things that were not synchronised when the power goes.
#[derive(Debug, Clone, Copy)]
pub enum Loss {
    /// Names and bytes are gone.
    Everything,
    /// Names are there, and the files are empty.
    Bytes,
    /// Everything happens to be there.
    Nothing,
}

#[derive(Clone)]
enum Node {
    File { now: Vec<u8>, on_disk: Option<Vec<u8>> },
    Folder { now: BTreeMap<String, usize>, on_disk: BTreeMap<String, usize> },
}

#[derive(Clone)]
struct Disk {
    nodes: Vec<Node>,
}

/// The store; its clones are the same.
#[derive(Clone)]
pub struct Memory(Arc<Mutex<Disk>>);

impl Memory {
    pub fn new() -> Self {
        let root = Node::Folder { now: BTreeMap::new(), on_disk: BTreeMap::new() };
        Self(Arc::new(Mutex::new(Disk { nodes: vec![root] })))
    }

    /// A store that is as this one after the power went and came back.
    pub fn after(&self, loss: Loss) -> Self {
        let mut disk = self.disk().clone();
        for node in &mut disk.nodes {
            match (node, loss) {
                (Node::File { now, on_disk }, Loss::Everything | Loss::Bytes) => {
                    *now = on_disk.clone().unwrap_or_default();
                }
                (Node::File { now, on_disk }, Loss::Nothing) => *on_disk = Some(now.clone()),
                (Node::Folder { now, on_disk }, Loss::Everything) => *now = on_disk.clone(),
                (Node::Folder { now, on_disk }, Loss::Bytes | Loss::Nothing) => *on_disk = now.clone(),
            }
        }
        Self(Arc::new(Mutex::new(disk)))
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn error(kind: io::ErrorKind) -> io::Error {
    io::Error::from(kind)
}

impl Disk {
    fn find(&self, path: &str) -> Option<usize> {
        path.split('/').filter(|part| !part.is_empty()).try_fold(0, |at, part| match &self.nodes[at] {
            Node::Folder { now, .. } => now.get(part).copied(),
            Node::File { .. } => None,
        })
    }

    fn names(&mut self, path: &str) -> io::Result<&mut BTreeMap<String, usize>> {
        let at = self.find(path).ok_or_else(|| error(io::ErrorKind::NotFound))?;
        match &mut self.nodes[at] {
            Node::Folder { now, .. } => Ok(now),
            Node::File { .. } => Err(error(io::ErrorKind::NotADirectory)),
        }
    }

    fn create(&mut self, path: &str, node: Node) -> io::Result<usize> {
        let (folder, name) = split(path);
        let at = self.nodes.len();
        let names = self.names(folder)?;
        if names.contains_key(name) {
            return Err(error(io::ErrorKind::AlreadyExists));
        }
        names.insert(name.to_owned(), at);
        self.nodes.push(node);
        Ok(at)
    }

    fn remove(&mut self, path: &str) -> io::Result<()> {
        let (folder, name) = split(path);
        self.names(folder)?.remove(name).map(drop).ok_or_else(|| error(io::ErrorKind::NotFound))
    }
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

impl Store for Memory {
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let mut disk = self.disk();
        let names = disk.names(folder)?.clone();
        let entry = |(name, at): (String, usize)| match &disk.nodes[at] {
            Node::File { now, .. } => Entry { name, kind: Kind::File, size: now.len() as u64 },
            Node::Folder { .. } => Entry { name, kind: Kind::Folder, size: 0 },
        };
        Ok(names.into_iter().map(entry).collect())
    }

    fn look(&self, path: &str) -> io::Result<Option<Kind>> {
        let disk = self.disk();
        Ok(disk.find(path).map(|at| match disk.nodes[at] {
            Node::File { .. } => Kind::File,
            Node::Folder { .. } => Kind::Folder,
        }))
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send>> {
        let disk = self.disk();
        match disk.find(path).map(|at| &disk.nodes[at]) {
            Some(Node::File { now, .. }) => Ok(Box::new(Cursor::new(now.clone()))),
            Some(Node::Folder { .. }) => Err(error(io::ErrorKind::IsADirectory)),
            None => Err(error(io::ErrorKind::NotFound)),
        }
    }

    fn create_folder(&self, path: &str) -> io::Result<()> {
        let folder = Node::Folder { now: BTreeMap::new(), on_disk: BTreeMap::new() };
        self.disk().create(path, folder).map(drop)
    }

    fn create_file(&self, path: &str) -> io::Result<Box<dyn Writing>> {
        let at = self.disk().create(path, Node::File { now: Vec::new(), on_disk: None })?;
        Ok(Box::new(Open { store: self.clone(), at }))
    }

    fn sync_folder(&self, folder: &str) -> io::Result<()> {
        let mut disk = self.disk();
        let at = disk.find(folder).ok_or_else(|| error(io::ErrorKind::NotFound))?;
        let Node::Folder { now, on_disk } = &mut disk.nodes[at] else {
            return Err(error(io::ErrorKind::NotADirectory));
        };
        let arrived: Vec<usize> =
            now.values().filter(|one| !on_disk.values().any(|old| old == *one)).copied().collect();
        *on_disk = now.clone();
        // A renaming is one step: what has arrived here has left there.
        for (_, node) in disk.nodes.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            if let Node::Folder { on_disk, .. } = node {
                on_disk.retain(|_, one| !arrived.contains(one));
            }
        }
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut disk = self.disk();
        let at = disk.find(from).ok_or_else(|| error(io::ErrorKind::NotFound))?;
        if let Some(there) = disk.find(to)
            && (matches!(disk.nodes[there], Node::Folder { .. }) || matches!(disk.nodes[at], Node::Folder { .. }))
        {
            return Err(error(io::ErrorKind::AlreadyExists));
        }
        let (folder, name) = split(to);
        disk.names(folder)?.insert(name.to_owned(), at);
        disk.remove(from)
    }

    fn remove_file(&self, path: &str) -> io::Result<()> {
        self.disk().remove(path)
    }

    fn remove_folder(&self, path: &str) -> io::Result<()> {
        let mut disk = self.disk();
        if !disk.names(path)?.is_empty() {
            return Err(error(io::ErrorKind::DirectoryNotEmpty));
        }
        disk.remove(path)
    }

    fn lock(&self, _: bool) -> io::Result<Option<Lock>> {
        Ok(Some(Lock::new(())))
    }
}

struct Open {
    store: Memory,
    at: usize,
}

impl Write for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Node::File { now, .. } = &mut self.store.disk().nodes[self.at] {
            now.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Writing for Open {
    fn sync(&mut self) -> io::Result<()> {
        if let Node::File { now, on_disk } = &mut self.store.disk().nodes[self.at] {
            *on_disk = Some(now.clone());
        }
        Ok(())
    }
}
