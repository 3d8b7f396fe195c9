//! The program is really killed, again and again, while it writes. Ten rounds in
//! every run of the tests; `benches/archive-kills` makes as many as one likes.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use pressdoc::archive::{Addition, Archive, Content, Folder, NewVersion, ObjectId, Store as _, verify};

use super::told;

const ROOT: &str = "PRESSDOC_KILLS_ROOT";

/// The objects that are written in turn.
const OBJECTS: u32 = 3;

fn object(number: u32) -> ObjectId {
    ObjectId::new(format!("urn:pressdoc:kills:{number}")).expect("a URI")
}

/// What the version `number` of an object holds: some files that are new, one
/// that stays, one large enough to be killed in.
fn files(object: u32, number: usize) -> Vec<(String, Vec<u8>)> {
    let large = format!("{object} {number} ").into_bytes().repeat(2_000);
    vec![
        ("en.md".to_owned(), format!("object {object}, version {number}").into_bytes()),
        ("forms/en.pdf".to_owned(), large),
        ("photo.jpg".to_owned(), b"pixels".to_vec()),
        (format!("attachments/{number}.txt"), number.to_string().into_bytes()),
    ]
}

fn version(object: u32, number: usize) -> NewVersion {
    let files = files(object, number).into_iter().map(|(path, bytes)| (path, Content::Bytes(bytes))).collect();
    NewVersion { files, ..super::version(1, &[]) }
}

fn count(archive: &Archive, number: u32) -> usize {
    let id = object(number);
    if archive.contains(&id).expect("an answer") { archive.log(&id).expect("a log").len() } else { 0 }
}

/// The program that is killed: it adds versions for ever and says so each time.
#[test]
#[ignore = "started and killed by the test below"]
fn victim() {
    let Some(root) = std::env::var_os(ROOT) else { return };
    let mut out = std::io::stdout();
    let archive = Archive::open(Path::new(&root)).expect("an archive");
    let before: usize = (0..OBJECTS).map(|number| count(&archive, number)).sum();
    for turn in before as u32.. {
        let number = turn % OBJECTS;
        let next = count(&archive, number) + 1;
        let added = archive.add(&object(number), &version(number, next)).expect("a version");
        assert!(matches!(added, Addition::Stored(version) if version.number() as usize == next));
        writeln!(out, "\nadded {number} {next}").expect("a pipe");
        out.flush().expect("a pipe");
    }
}

#[test]
fn killed_at_any_moment_the_archive_is_valid_and_has_lost_nothing() {
    let rounds = std::env::var("PRESSDOC_KILLS").map_or(10, |text| text.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("archive");
    drop(Archive::create(&root).expect("an archive"));
    let mut added = [0; OBJECTS as usize];
    let mut interrupted = 0;
    for round in 0..rounds {
        kill_once(&root, round, &mut added);
        let store = Folder::new(&root);
        interrupted += u32::from(store.look("extensions/pressdoc-staging").expect("an answer").is_some());
        let archive = Archive::open(&root).expect("an archive");
        assert_eq!(told(&verify::all(&store)), "", "round {round}");
        for (number, said) in added.iter_mut().enumerate() {
            let found = count(&archive, number as u32);
            assert!(
                found == *said || found == *said + 1,
                "round {round}: {said} versions were said to be there, {found} are"
            );
            *said = found;
        }
    }
    let archive = Archive::open(&root).expect("an archive");
    for number in (0..OBJECTS).filter(|number| added[*number as usize] > 0) {
        let id = object(number);
        for entry in archive.log(&id).expect("a log") {
            for (path, bytes) in files(number, entry.version.number() as usize) {
                let mut found = Vec::new();
                let mut file = archive.read(&id, Some(entry.version), &path).expect("a file");
                std::io::Read::read_to_end(&mut file, &mut found).expect("its bytes");
                assert!(found == bytes, "{path} of {} of {id}", entry.version);
            }
        }
    }
    eprintln!("{rounds} kills, {interrupted} of them within a writing; versions: {added:?}");
}

/// Starts the program, kills it some time after its first answer, and notes what
/// it said to have added.
fn kill_once(root: &Path, round: u32, added: &mut [usize]) {
    let mut program = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "archive::kills::victim", "--ignored", "--nocapture"])
        .env(ROOT, root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let mut lines = BufReader::new(program.stdout.take().expect("its output")).lines();
    let mut note = |line: &str| {
        if let Some((number, count)) = line.strip_prefix("added ").and_then(|rest| rest.split_once(' ')) {
            added[number.parse::<usize>().expect("a number")] = count.parse().expect("a number");
            return true;
        }
        false
    };
    // Wait until it is at work, then for a moment that is another in every round.
    for line in lines.by_ref() {
        if note(&line.expect("a line")) {
            break;
        }
    }
    std::thread::sleep(Duration::from_micros(u64::from(round) * 7_919 % 41_000));
    program.kill().expect("a kill");
    program.wait().expect("an end");
    for line in lines.map_while(Result::ok) {
        note(&line);
    }
}
