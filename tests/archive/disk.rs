//! What there is on a disk only.

use std::process::Command;

use pressdoc::archive::Archive;

use super::super::{ID, archive_with, files_below};
use super::stories::message_of;

#[test]
fn an_archive_is_made_in_an_empty_place_only_and_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("deep/er");
    assert!(message_of(Archive::open(&root).map(drop)).starts_with("found no archive in"));
    Archive::create(&root).expect("an archive");
    Archive::open(&root).expect("the archive");
    assert!(message_of(Archive::create(&root).map(drop)).starts_with("the folder for the archive is not empty"));
    std::fs::write(folder.path().join("mine.txt"), "mine").expect("a file");
    assert!(message_of(Archive::create(folder.path()).map(drop)).contains("is not empty"));
    assert!(message_of(Archive::open(folder.path()).map(drop)).contains("`0=ocfl_1.1`"));
    for (name, text) in [("README.txt", "how to use my folder"), ("extensions/mine.txt", ""), ("0=ocfl_1.1", "")] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(&file, text).expect("a file");
        let before = files_below(folder.path());
        let message = message_of(Archive::create(folder.path()).map(drop));
        assert!(message.contains(&format!("`{name}` is there")), "{message}");
        assert_eq!(files_below(folder.path()), before);
        assert!(!folder.path().join(pressdoc::archive::LOCK).exists(), "not even the lock");
    }
    let again = folder.path().join("again");
    std::fs::create_dir(&again).expect("a folder");
    let begun = &std::fs::read(root.join("README.txt")).expect("a file")[..100];
    std::fs::write(again.join("README.txt"), begun).expect("the beginning of ours");
    assert_eq!(Archive::create(&again).expect("an archive").verify(), []);
}

/// The archive's own instructions, followed to the letter with the tools that
/// they name.
#[cfg(unix)]
#[test]
fn the_read_me_tells_a_stranger_all_that_is_needed() {
    let (folder, _) = archive_with(3);
    let root = folder.path().join("archive");
    let read_me = std::fs::read_to_string(root.join("README.txt")).expect("the instructions");
    let shell = |command: &str, place: &std::path::Path| {
        let run = Command::new("sh").args(["-c", command]).current_dir(place).output().expect("a shell");
        (run.status.success(), String::from_utf8_lossy(&run.stdout).into_owned())
    };
    // Each line of the instructions that stands four columns in is a command.
    let commands: Vec<&str> = read_me.split("\n\n").filter(|part| part.starts_with("    ")).collect();
    let with = |word: &str| *commands.iter().find(|command| command.contains(word)).expect("a command");
    let (_, digest) = shell(&with("printf").replace("urn:pressdoc:ec:IP:26:301", ID), &root);
    let digest = digest.split_whitespace().next().expect("a digest").to_owned();
    let object = root.join(format!("{}/{}/{}/{digest}", &digest[..3], &digest[3..6], &digest[6..9]));
    assert!(object.join("inventory.json").is_file());
    let (_, found) = shell(with("grep -rl"), &root);
    assert!(found.contains(&digest), "{found}");
    let [in_root, in_object]: [&str; 2] = with("sha512sum -c").lines().collect::<Vec<_>>().try_into().expect("two");
    let command = |line: &str| line.split("   ").find(|part| part.contains("sha512sum")).expect("a command").to_owned();
    assert!(shell(&command(in_root), &root).0);
    for folder in ["", "v1", "v2", "v3"] {
        assert!(shell(&command(in_object), &object.join(folder)).0, "{folder}");
    }
    let compare = with("find v*/content");
    assert_eq!(shell(compare, &object), (true, String::new()));
    std::fs::write(object.join("v1/content/photo.jpg"), "pixelz").expect("damage");
    assert_eq!(shell(compare, &object).1, "changed: v1/content/photo.jpg\n");
}
