//! What only a server can show: its conditions, its pages, its parts. In memory,
//! or before the server that `tests/judges/archive/bucket` starts.

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use pressdoc::archive::{Archive, Content, Patience, Store as _, verify};

use super::homes::bucket::{archive_with, store};
use super::{THREE, assert_flawless, expected, id, told, version, versions_of};

#[test]
fn nothing_that_is_there_is_replaced() {
    let (home, archive) = archive_with(1);
    let object = verify::root(archive.store()).objects.remove(0);
    // Something lies where a file of the next version would. It is not taken for one,
    // and goes with the rest of what is no version.
    let path = format!("{object}/v2/content/en.md");
    home.put(&path, b"not pressdoc's");
    let error = archive.add(&id(), &version(2, THREE[1])).expect_err("something is there");
    assert!(error.help().is_some(), "{error}");
    assert_eq!(versions_of(&home.open(), &id()), expected(&THREE[..1]));
    archive.add(&id(), &version(2, THREE[1])).expect("a version");
    assert_eq!(versions_of(&home.open(), &id()), expected(&THREE[..2]));
    assert_flawless(&store(&home));
}

#[test]
fn a_lock_is_had_by_one_and_taken_from_the_dead() {
    let (home, _) = archive_with(1);
    let (first, second) = (store(&home), store(&home));
    let lock = first.lock(true).expect("an answer").expect("free");
    assert!(second.lock(false).expect("an answer").is_none());
    drop(lock);
    let lock = second.lock(false).expect("an answer").expect("given back");
    assert!(first.lock(false).expect("an answer").is_none());
    // Who is silent for longer than the lease loses it, by the server's clock.
    let heir = store(&home).with_lease(Duration::ZERO);
    let inherited = heir.lock(false).expect("an answer").expect("taken over");
    let mut late = second.create_file("late.txt").expect("a file");
    let error = late.sync().expect_err("it is not ours any more");
    assert!(error.to_string().contains("another writer has taken over"), "{error}");
    drop((lock, inherited));
    assert!(first.lock(false).expect("an answer").is_some(), "the heir has given it back");
    assert!(!home.files().contains_key("late.txt"));
    assert_flawless(&first);
}

#[test]
fn many_names_come_in_pages() {
    let (home, archive) = archive_with(0);
    let mut many = version(1, &[]);
    for number in 0..1_100_u32 {
        many.files.insert(format!("data/{number}.txt"), Content::Bytes(number.to_le_bytes().to_vec()));
    }
    archive.add(&id(), &many).expect("a version");
    assert_eq!(archive.state(&id(), None).expect("a state").files.len(), 1_100);
    let object = verify::root(archive.store()).objects.remove(0);
    assert_eq!(archive.store().list(&format!("{object}/v1/content/data")).expect("a list").len(), 1_100);
    assert_flawless(&store(&home));
}

#[test]
fn a_large_file_goes_in_parts() {
    let (home, archive) = archive_with(1);
    let large: Vec<u8> = (0..(17 << 20) + 11_u32).map(|number| (number % 253) as u8).collect();
    let mut new = version(2, THREE[1]);
    new.files.insert("film.mp4".to_owned(), Content::Bytes(large.clone()));
    archive.add(&id(), &new).expect("a version");
    let mut found = Vec::new();
    home.open().read(&id(), None, "film.mp4").expect("the film").read_to_end(&mut found).expect("its bytes");
    assert!(found == large);
    assert!(!home.files().keys().any(|path| path.contains("pressdoc-staging")), "nothing is left behind");
    assert_flawless(&store(&home));
}

#[test]
fn writers_of_different_computers_take_turns() {
    let (home, _) = archive_with(1);
    std::thread::scope(|scope| {
        for writer in 0..3_u32 {
            let home = &home;
            scope.spawn(move || {
                let archive =
                    Archive::open_in(Arc::new(store(home))).expect("an archive").with_patience(Patience::Wait);
                for round in 0..2_u32 {
                    let text = format!("{writer} {round}");
                    archive.add(&id(), &version(2, &[("en.md", &text)])).expect("a version");
                }
            });
        }
    });
    let archive = home.open();
    assert_eq!(archive.log(&id()).expect("a log").len(), 7);
    assert_eq!(told(&archive.verify()), "");
}
