//! Whatever fails, and whenever: the archive is valid when it is opened again,
//! and has exactly the old versions or the new one too.

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use pressdoc::archive::{Archive, Entry, Kind, Lock, Readers, Store, Worth, Writing};

use super::memory::{Loss, Memory};
use super::signatures::secret_key;
use super::{THREE, assert_flawless, expected, id, version, versions_of};

/// How things go wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    /// One operation fails, all others work.
    Once,
    /// The program is killed: this operation and all later ones do nothing.
    Killed,
    /// The same, but half of the bytes of a write arrive.
    KilledWithin,
    /// From here on nothing new fits on the disk; names can still be changed.
    Full,
}

struct Script {
    /// The number of the operation at which it happens, from 0.
    at: usize,
    fault: Fault,
    operations: AtomicUsize,
    /// What was done, for messages.
    done: Mutex<Vec<String>>,
}

/// A store with a fault in it. Reading always works.
#[derive(Clone)]
struct Faulty<S> {
    store: S,
    script: Arc<Script>,
}

impl<S: Store> Faulty<S> {
    fn new(store: S, at: usize, fault: Fault) -> Self {
        let script = Script { at, fault, operations: AtomicUsize::new(0), done: Mutex::default() };
        Self { store, script: Arc::new(script) }
    }
}

impl Script {
    /// Counts an operation; `needs_space`: it does not work on a full disk.
    fn step(&self, what: &str, needs_space: bool) -> io::Result<()> {
        let number = self.operations.fetch_add(1, SeqCst);
        if number <= self.at {
            self.done.lock().expect("a list").push(what.to_owned());
        }
        let fails = match self.fault {
            Fault::Once => number == self.at,
            Fault::Killed | Fault::KilledWithin => number >= self.at,
            Fault::Full => number >= self.at && needs_space,
        };
        let kind = if self.fault == Fault::Full { io::ErrorKind::StorageFull } else { io::ErrorKind::Other };
        if fails { Err(io::Error::new(kind, "a fault of the test")) } else { Ok(()) }
    }

    fn is_over(&self) -> bool {
        self.operations.load(SeqCst) <= self.at
    }
}

impl<S: Store> Store for Faulty<S> {
    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        self.store.list(folder)
    }

    fn look(&self, path: &str) -> io::Result<Option<Kind>> {
        self.store.look(path)
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send>> {
        self.store.open(path)
    }

    fn create_folder(&self, path: &str) -> io::Result<()> {
        self.script.step(&format!("create folder {path}"), true)?;
        self.store.create_folder(path)
    }

    fn create_file(&self, path: &str) -> io::Result<Box<dyn Writing>> {
        self.script.step(&format!("create file {path}"), true)?;
        let file = self.store.create_file(path)?;
        Ok(Box::new(FaultyFile { file, script: Arc::clone(&self.script), path: path.to_owned() }))
    }

    fn sync_folder(&self, folder: &str) -> io::Result<()> {
        self.script.step(&format!("synchronise folder {folder}"), false)?;
        self.store.sync_folder(folder)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.script.step(&format!("rename {from} to {to}"), false)?;
        self.store.rename(from, to)
    }

    fn remove_file(&self, path: &str) -> io::Result<()> {
        self.script.step(&format!("remove file {path}"), false)?;
        self.store.remove_file(path)
    }

    fn remove_folder(&self, path: &str) -> io::Result<()> {
        self.script.step(&format!("remove folder {path}"), false)?;
        self.store.remove_folder(path)
    }

    fn lock(&self, wait: bool) -> io::Result<Option<Lock>> {
        self.store.lock(wait)
    }
}

struct FaultyFile {
    file: Box<dyn Writing>,
    script: Arc<Script>,
    path: String,
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let step = self.script.step(&format!("write {}", self.path), true);
        if step.is_err() && matches!(self.script.fault, Fault::KilledWithin | Fault::Full) {
            self.file.write_all(&bytes[..bytes.len() / 2])?;
        }
        step?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Writing for FaultyFile {
    fn sync(&mut self) -> io::Result<()> {
        self.script.step(&format!("synchronise {}", self.path), true)?;
        self.file.sync()
    }
}

const FAULTS: [Fault; 4] = [Fault::Once, Fault::Killed, Fault::KilledWithin, Fault::Full];

/// A store on the kind of disk that is named, with the first `versions` in it.
fn prepared(versions: usize) -> Memory {
    let store = Memory::new();
    let archive = Archive::create_in(Arc::new(store.clone())).expect("an archive");
    for (day, files) in THREE.iter().take(versions).enumerate() {
        archive.add(&id(), &version(day as u32 + 1, files)).expect("a version");
    }
    store
}

/// The versions that an archive has after it was opened again, if it is valid.
fn reopened(store: &Memory, what: &str) -> usize {
    let archive = Archive::open_in(Arc::new(store.clone())).unwrap_or_else(|error| panic!("{what}: {error}"));
    let findings = super::told(&pressdoc::archive::verify::all(store));
    assert_eq!(findings, "", "{what}");
    if !archive.contains(&id()).expect("an answer") {
        return 0;
    }
    let versions = versions_of(&archive, &id());
    assert_eq!(versions, expected(&THREE[..versions.len()]), "{what}");
    versions.len()
}

/// Every operation of adding a version fails once, in every way. Gives back how
/// many operations there are.
fn adding_survives(before: usize, losses: &[Loss]) -> usize {
    let prepared = prepared(before);
    for fault in FAULTS {
        for at in 0.. {
            let disk = prepared.after(Loss::Nothing);
            let store = Faulty::new(disk.clone(), at, fault);
            let archive = Archive::open_in(Arc::new(store.clone())).expect("an archive");
            let result = archive.add(&id(), &version(before as u32 + 1, THREE[before]));
            if store.script.is_over() {
                assert!(result.is_ok() && reopened(&disk, "no fault") == before + 1);
                if fault == FAULTS[FAULTS.len() - 1] {
                    return at;
                }
                break;
            }
            let done = store.script.done.lock().expect("a list");
            let what = format!("{fault:?} at {at}, {}", done.last().expect("an operation"));
            if let Err(error) = &result {
                let help = error.help().expect("a way out");
                assert!(help.contains("nothing half-written counts as archived"), "{what}: {error}: {help}");
            }
            // Where the program goes on, it may be that it could clear up.
            let with_power = reopened(&disk.after(Loss::Nothing), &what);
            assert!(with_power == before || with_power == before + 1, "{what}");
            assert!(result.is_err() || with_power == before + 1, "{what}: said to be there");
            for loss in losses {
                let what = format!("{what}, then the power: {loss:?}");
                let versions = reopened(&disk.after(*loss), &what);
                assert!(versions == before || versions == before + 1, "{what}");
                assert!(result.is_err() || versions == before + 1, "{what}: said to be there");
            }
            // And the next attempt succeeds, on what is left.
            let archive = Archive::open_in(Arc::new(disk.clone())).expect("an archive");
            archive.add(&id(), &version(before as u32 + 1, THREE[before])).expect("a version");
            assert_eq!(reopened(&disk, &what), before + 1);
        }
    }
    unreachable!("the last fault ends the loop")
}

const LOSSES: [Loss; 2] = [Loss::Everything, Loss::Bytes];

#[test]
fn a_new_object_is_there_whole_or_not_at_all() {
    assert!(adding_survives(0, &LOSSES) > 30, "operations");
}

#[test]
fn a_new_version_is_there_whole_or_not_at_all() {
    assert!(adding_survives(1, &LOSSES) > 30, "operations");
}

#[test]
fn a_version_without_new_bytes_is_there_whole_or_not_at_all() {
    assert!(adding_survives(2, &LOSSES) > 20, "operations");
}

/// Signing fails at every operation, in every way: the version stays, and its
/// signature is there whole or not at all.
#[test]
fn a_signature_is_there_whole_or_not_at_all() {
    let key = secret_key();
    let keys = std::slice::from_ref(key.public());
    let at_nine = "2026-11-28T09:00:00Z".parse().expect("a time");
    let good = |store: &Memory, what: &str| {
        assert_eq!(reopened(store, what), 2, "{what}");
        let archive = Archive::open_in(Arc::new(store.clone())).expect("an archive");
        let found = archive.signatures(&id(), None, keys).expect("signatures");
        assert!(found.iter().all(|(_, worth)| *worth == Worth::Good), "{what}");
        found.len()
    };
    let prepared = prepared(2);
    for fault in FAULTS {
        for at in 0.. {
            let disk = prepared.after(Loss::Nothing);
            let store = Faulty::new(disk.clone(), at, fault);
            let archive = Archive::open_in(Arc::new(store.clone())).expect("an archive");
            let result = archive.sign(&id(), None, &key, at_nine, Readers::Anybody);
            if store.script.is_over() {
                assert!(result.is_ok() && good(&disk, "no fault") == 1 && at > 8);
                break;
            }
            let what = format!("{fault:?} at {at}");
            for loss in [Loss::Nothing, Loss::Everything, Loss::Bytes] {
                let found = good(&disk.after(loss), &what);
                assert!(result.is_err() || found == 1, "{what}, {loss:?}: said to be there");
            }
            let archive = Archive::open_in(Arc::new(disk.clone())).expect("an archive");
            archive.sign(&id(), None, &key, at_nine, Readers::Anybody).expect("a signature");
            assert_eq!(good(&disk, &what), 1);
        }
    }
}

/// The program that clears up is killed as well, at every operation, after a
/// kill at every operation.
#[test]
fn clearing_up_may_be_interrupted_too() {
    let prepared = prepared(1);
    for at in 0.. {
        let disk = prepared.after(Loss::Nothing);
        let store = Faulty::new(disk.clone(), at, Fault::Killed);
        let archive = Archive::open_in(Arc::new(store.clone())).expect("an archive");
        let _ = archive.add(&id(), &version(2, THREE[1]));
        if store.script.is_over() {
            break;
        }
        for again in 0.. {
            let rest = disk.after(Loss::Nothing);
            let store = Faulty::new(rest.clone(), again, Fault::Killed);
            let _ = Archive::open_in(Arc::new(store.clone()));
            let what = format!("killed at {at} and at {again}");
            for loss in [Loss::Everything, Loss::Bytes, Loss::Nothing] {
                reopened(&rest.after(loss), &what);
            }
            if store.script.is_over() {
                break;
            }
        }
    }
}

#[test]
fn an_archive_is_made_whole_or_can_be_made_again() {
    for fault in FAULTS {
        for at in 0.. {
            let disk = Memory::new();
            let store = Faulty::new(disk.clone(), at, fault);
            let result = Archive::create_in(Arc::new(store.clone()));
            if store.script.is_over() {
                assert!(result.is_ok());
                break;
            }
            for loss in [Loss::Everything, Loss::Bytes, Loss::Nothing] {
                let disk = disk.after(loss);
                let what = format!("{fault:?} at {at}, {loss:?}");
                if Archive::open_in(Arc::new(disk.clone())).is_err() {
                    assert!(result.is_err(), "{what}");
                    Archive::create_in(Arc::new(disk.clone())).unwrap_or_else(|error| panic!("{what}: {error}"));
                }
                assert_flawless(&disk);
            }
        }
    }
}

/// A store of objects in a network has no folders to rename: the version's files
/// arrive one by one. A part of them is no version.
#[test]
fn a_version_folder_that_is_not_whole_is_taken_back() {
    let whole = prepared(2);
    let object = pressdoc::archive::verify::root(&whole).objects.remove(0);
    let pair = ["inventory.json", "inventory.json.sha512"];
    let before = prepared(1);
    let text = |store: &Memory, path: &str| {
        let mut bytes = Vec::new();
        store.open(path).expect("a file").read_to_end(&mut bytes).expect("bytes");
        bytes
    };
    for missing in ["v2/content/en.md", "v2/inventory.json", "v2/inventory.json.sha512"] {
        let disk = whole.after(Loss::Nothing);
        disk.remove_file(&format!("{object}/{missing}")).expect("a file");
        for name in pair {
            let path = format!("{object}/{name}");
            disk.remove_file(&path).expect("a file");
            disk.create_file(&path).expect("a file").write_all(&text(&before, &path)).expect("bytes");
        }
        disk.create_folder("extensions/pressdoc-staging").expect("a folder");
        let mut intent = disk.create_file("extensions/pressdoc-staging/intent").expect("a file");
        intent.write_all(format!("{object}\n").as_bytes()).expect("bytes");
        assert_eq!(reopened(&disk, missing), 1);
    }
}

/// Who has the archive open reads on, with what was left behind in its place.
#[test]
fn an_archive_can_be_read_while_a_writing_is_interrupted() {
    let disk = prepared(1);
    for at in 0.. {
        let disk = disk.after(Loss::Nothing);
        let store = Faulty::new(disk.clone(), at, Fault::Killed);
        let archive = Archive::open_in(Arc::new(store.clone())).expect("an archive");
        let _ = archive.add(&id(), &version(2, THREE[1]));
        if store.script.is_over() {
            break;
        }
        // The archive that was opened before goes on reading, with nothing repaired.
        let versions = versions_of(&archive, &id());
        assert_eq!(versions, expected(&THREE[..versions.len()]), "killed at {at}");
    }
}
