//! Sealing that is killed, run twice, or run by two at once.

use std::process::Stdio;

use super::{FIRST, NOTICE, PERSON, archive, faults, opened};
use crate::support::workspace::Workspace;

/// A workspace with so many releases.
fn many(count: usize) -> Workspace {
    let workspace = Workspace::new();
    for number in 0..count {
        let reference = format!("PR/26/{}", 100 + number);
        workspace.write(&format!("releases/{reference}/en.md"), NOTICE.replace("PR/26/21", &reference));
    }
    workspace
}

fn sealed(workspace: &Workspace) -> usize {
    opened(workspace).objects().expect("objects").inspect(|id| assert!(id.is_ok())).count()
}

/// Objects below a folder, while others are at work in it.
fn objects_below(folder: &std::path::Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    if paths.iter().any(|path| path.ends_with("0=ocfl_object_1.1")) {
        return 1;
    }
    paths.iter().filter(|path| !path.ends_with("extensions")).map(|path| objects_below(path)).sum()
}

#[test]
fn what_was_killed_goes_on_where_it_stopped() {
    let workspace = many(24);
    let start = || {
        std::process::Command::new(snapbox::cmd::cargo_bin!("pressdoc"))
            .args(["archive", "add", "--all", "--now", FIRST])
            .current_dir(workspace.path())
            .env("PRESSDOC_BY", PERSON)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    };
    let mut before = 0;
    for round in 0..6 {
        let mut child = start();
        // Until it has sealed one more, and then a little longer.
        while child.try_wait().expect("a state").is_none() {
            if objects_below(&workspace.path().join("archive")) > before {
                std::thread::sleep(std::time::Duration::from_millis(3 * round));
                let _ = child.kill();
                break;
            }
        }
        let _ = child.wait();
        assert_eq!(faults(&workspace), Vec::<String>::new(), "round {round}");
        let after = sealed(&workspace);
        assert!(after >= before, "nothing that was sealed is lost");
        before = after;
    }
    assert!(start().wait().expect("an end").success());
    assert_eq!(sealed(&workspace), 24);
    assert_eq!(faults(&workspace), Vec::<String>::new());
    // Each has one version: nothing was sealed twice.
    let archive_of = opened(&workspace);
    for id in archive_of.objects().expect("objects") {
        assert_eq!(archive_of.log(&id.expect("a name")).expect("a log").len(), 1);
    }
}

#[test]
fn two_at_once_seal_everything_once() {
    let workspace = many(16);
    archive(&workspace, FIRST, &["add", "PR/26/100"]).assert().code(0);
    let start = || {
        std::process::Command::new(snapbox::cmd::cargo_bin!("pressdoc"))
            .args(["archive", "add", "--all", "--now", FIRST])
            .current_dir(workspace.path())
            .env("PRESSDOC_BY", PERSON)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts")
    };
    let both: Vec<_> = [start(), start()].into_iter().map(|child| child.wait_with_output().expect("an end")).collect();
    for output in &both {
        let said = String::from_utf8_lossy(&output.stderr);
        // Who comes second to the same release says so, and seals nothing.
        let fine = output.status.success() || said.contains("somebody else has added `v1`");
        assert!(fine, "{said}");
    }
    assert_eq!(sealed(&workspace), 16);
    let archive_of = opened(&workspace);
    for id in archive_of.objects().expect("objects") {
        assert_eq!(archive_of.log(&id.expect("a name")).expect("a log").len(), 1);
    }
    assert_eq!(faults(&workspace), Vec::<String>::new());
}
