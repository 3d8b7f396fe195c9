//! The program is really killed, again and again, while it writes. Ten rounds in
//! every run of the tests; `benches/archive-kills` makes as many as one likes.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use pressdoc::archive::{Addition, Archive, Content, Folder, NewVersion, ObjectId, Store as _, VersionNumber, verify};

use super::{assert_flawless, told};

const ROOT: &str = "PRESSDOC_KILLS_ROOT";

/// So many versions has an object before the next is begun.
const VERSIONS: usize = 6;

/// The object that the addition of that number, from 0, belongs to, and which
/// of its versions it is.
fn turn(number: usize) -> (ObjectId, usize) {
    let id = ObjectId::new(format!("urn:pressdoc:kills:{}", number / VERSIONS)).expect("a URI");
    (id, number % VERSIONS + 1)
}

/// What an addition holds: some files that are new, one that stays.
fn files(number: usize) -> Vec<(String, Vec<u8>)> {
    vec![
        ("en.md".to_owned(), format!("addition {number}").into_bytes()),
        ("forms/en.pdf".to_owned(), format!("{number} ").into_bytes().repeat(2_000)),
        ("photo.jpg".to_owned(), b"pixels".to_vec()),
        (format!("attachments/{number}.txt"), number.to_string().into_bytes()),
    ]
}

fn version(number: usize) -> NewVersion {
    let files = files(number).into_iter().map(|(path, bytes)| (path, Content::Bytes(bytes))).collect();
    NewVersion { files, ..super::version(1, &[]) }
}

/// How many additions the archive holds, from a number on.
fn count(archive: &Archive, from: usize) -> usize {
    let mut number = from / VERSIONS * VERSIONS;
    loop {
        let (id, _) = turn(number);
        if !archive.contains(&id).expect("an answer") {
            return number;
        }
        let versions = archive.log(&id).expect("a log").len();
        number += versions;
        if versions < VERSIONS {
            return number;
        }
    }
}

/// The program that is killed: it adds versions for ever and says so each time.
#[test]
#[ignore = "started and killed by the test below"]
fn victim() {
    let Some(root) = std::env::var_os(ROOT) else { return };
    let mut out = std::io::stdout();
    let archive = Archive::open(Path::new(&root)).expect("an archive");
    for number in count(&archive, 0).. {
        let (id, next) = turn(number);
        let added = archive.add(&id, &version(number)).expect("a version");
        assert!(matches!(added, Addition::Stored(version) if version.number() as usize == next));
        writeln!(out, "\nadded {number}").expect("a pipe");
        out.flush().expect("a pipe");
    }
}

#[test]
fn killed_at_any_moment_the_archive_is_valid_and_has_lost_nothing() {
    let rounds = std::env::var("PRESSDOC_KILLS").map_or(10, |text| text.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("archive");
    drop(Archive::create(&root).expect("an archive"));
    let store = Folder::new(&root);
    let (mut before, mut interrupted) = (0, 0);
    for round in 0..rounds {
        let said = kill_once(&root, round).max(before);
        interrupted += u32::from(store.look("extensions/pressdoc-staging").expect("an answer").is_some());
        let archive = Archive::open(&root).expect("an archive");
        let found = count(&archive, before);
        assert!(found == said || found == said + 1, "round {round}: {said} were said to be there, {found} are");
        // What was there before is looked at in the end; what is new, now.
        let around = verify::root(&store);
        assert_eq!(told(&around.findings), "", "round {round}");
        for id in (before.saturating_sub(1)..found).map(|number| turn(number).0).collect::<BTreeSet<_>>() {
            let plan = around
                .objects
                .iter()
                .map(|place| verify::plan(&store, place))
                .find(|plan| plan.id.as_ref() == Some(&id));
            let place = plan.expect("the object").place;
            assert_eq!(told(&verify::object(&store, &place)), "", "round {round}");
        }
        before = found;
    }
    assert_flawless(&store);
    let archive = Archive::open(&root).expect("an archive");
    for number in 0..before {
        let (id, version) = turn(number);
        let version = VersionNumber::new(version as u32);
        for (path, bytes) in files(number) {
            let mut found = Vec::new();
            let mut file = archive.read(&id, version, &path).expect("a file");
            std::io::Read::read_to_end(&mut file, &mut found).expect("its bytes");
            assert!(found == bytes, "{path} of {version:?} of {id}");
        }
    }
    eprintln!("{rounds} kills, {interrupted} of them within a writing; {before} versions, none lost");
}

/// Starts the program, kills it some time after its first answer, and gives back
/// how many additions it said to have made.
fn kill_once(root: &Path, round: u32) -> usize {
    let mut program = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "archive::kills::victim", "--ignored", "--nocapture"])
        .env(ROOT, root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let mut lines = BufReader::new(program.stdout.take().expect("its output")).lines();
    let added = |line: &str| Some(line.strip_prefix("added ")?.parse::<usize>().expect("a number") + 1);
    // Wait until it is at work, then for a moment that is another in every round.
    let mut said = lines.by_ref().find_map(|line| added(&line.expect("a line"))).unwrap_or(0);
    std::thread::sleep(Duration::from_micros(u64::from(round) * 7_919 % 41_000));
    program.kill().expect("a kill");
    program.wait().expect("an end");
    for line in lines.map_while(Result::ok) {
        said = added(&line).unwrap_or(said);
    }
    said
}
