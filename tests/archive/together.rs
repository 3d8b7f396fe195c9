//! Verification on several threads says what one says.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use pressdoc::archive::verify::{self, Told, Totals};
use pressdoc::archive::{Archive, Entry, Folder, Kind, Lock, ObjectId, Store, Writing};

use super::{THREE, files_below, told, version};

/// All findings, a line each, and the totals.
fn divided(store: &dyn Store, threads: usize) -> (Vec<String>, Totals) {
    let root = verify::root(store);
    let mut objects = Vec::new();
    let mut lines: Vec<String> = root.findings.iter().map(ToString::to_string).collect();
    let mut last = Totals::default();
    let totals = verify::together(store, Some(&root), &root.objects, &[], threads, &mut |said| match said {
        Told::Object(place, _, findings) => {
            objects.push(place.to_owned());
            lines.extend(findings.iter().map(ToString::to_string));
        }
        Told::Pulse(totals) => {
            assert!(totals.files >= last.files && totals.bytes >= last.bytes && totals.objects >= last.objects);
            last = totals;
        }
    });
    assert_eq!(objects, root.objects, "each object once, in their order");
    assert_eq!(totals, last, "the last word is the total");
    (lines, totals)
}

fn many(objects: usize) -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = Archive::create(&folder.path().join("archive")).expect("an archive");
    for number in 0..objects {
        let id = ObjectId::new(format!("urn:example:{number}")).expect("a URI");
        archive.add(&id, &version(1, THREE[number % 3])).expect("a version");
        if number % 4 == 0 {
            archive.add(&id, &version(2, &[("en.md", "another")])).expect("a version");
        }
    }
    (folder, archive)
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let (folder, _) = many(24);
    let root = folder.path().join("archive");
    let store = Folder::new(&root);
    let (none, totals) = divided(&store, 2);
    assert_eq!(none, Vec::<String>::new());
    let files = files_below(&root);
    let content: Vec<&Vec<u8>> =
        files.iter().filter(|(path, _)| path.contains("/content/")).map(|(_, bytes)| bytes).collect();
    let bytes = content.iter().map(|bytes| bytes.len() as u64).sum();
    assert_eq!(totals, Totals { objects: 24, versions: 30, files: content.len() as u64, bytes });

    for (number, path) in files.keys().enumerate().filter(|(number, _)| number % 7 == 3) {
        let file = root.join(path);
        match number % 3 {
            0 => std::fs::remove_file(&file).expect("a file"),
            1 => std::fs::write(&file, "something else").expect("damage"),
            _ => std::fs::write(file.with_extension("more"), "x").expect("a file"),
        }
    }
    let mut alone: Vec<String> = told(&verify::all(&store)).lines().map(str::to_owned).collect();
    assert!(alone.len() > 30, "{}", alone.len());
    alone.sort();
    let (first, _) = divided(&store, 1);
    for threads in [1, 2, 7] {
        let (lines, _) = divided(&store, threads);
        assert_eq!(lines, first, "{threads} threads, in the same order");
        let mut sorted = lines;
        sorted.sort();
        assert_eq!(sorted, alone, "{threads} threads");
    }
}

/// A store that counts how many files are open for reading at once.
struct Counting {
    store: Folder,
    open: AtomicUsize,
    most: AtomicUsize,
}

impl Store for Counting {
    fn list(&self, folder: &str) -> std::io::Result<Vec<Entry>> {
        self.store.list(folder)
    }
    fn look(&self, path: &str) -> std::io::Result<Option<Kind>> {
        self.store.look(path)
    }
    fn open(&self, path: &str) -> std::io::Result<Box<dyn std::io::Read + Send>> {
        if path.contains("/content/") {
            let now = self.open.fetch_add(1, SeqCst) + 1;
            self.most.fetch_max(now, SeqCst);
            std::thread::sleep(std::time::Duration::from_millis(2));
            self.open.fetch_sub(1, SeqCst);
        }
        self.store.open(path)
    }
    fn create_folder(&self, _: &str) -> std::io::Result<()> {
        unreachable!("verification does not write")
    }
    fn create_file(&self, _: &str) -> std::io::Result<Box<dyn Writing>> {
        unreachable!("verification does not write")
    }
    fn sync_folder(&self, _: &str) -> std::io::Result<()> {
        unreachable!("verification does not write")
    }
    fn rename(&self, _: &str, _: &str) -> std::io::Result<()> {
        unreachable!("verification does not write")
    }
    fn remove_file(&self, _: &str) -> std::io::Result<()> {
        unreachable!("verification does not write")
    }
    fn remove_folder(&self, _: &str) -> std::io::Result<()> {
        unreachable!("verification does not write")
    }
    fn lock(&self, _: bool) -> std::io::Result<Option<Lock>> {
        unreachable!("verification does not write")
    }
}

/// One object of many files is divided as well.
#[test]
fn the_files_of_one_object_are_read_at_the_same_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("archive");
    let archive = Archive::create(&root).expect("an archive");
    let names: Vec<String> = (0..40).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), name.as_str())).collect();
    archive.add(&super::id(), &version(1, &files)).expect("a version");
    for threads in [1, 4] {
        let store = Counting { store: Folder::new(&root), open: AtomicUsize::new(0), most: AtomicUsize::new(0) };
        let (lines, totals) = divided(&store, threads);
        assert_eq!(lines, Vec::<String>::new());
        assert_eq!(totals.files, 40);
        let most = store.most.load(SeqCst);
        assert!(most <= threads && (threads == 1 || most > 1), "{most} at once with {threads} threads");
    }
}
