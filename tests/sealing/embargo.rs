//! The hour of an embargo: what is sealed before, and what may be seen when.

use super::{FIRST, NOTICE, PLACE, SECOND, add, archive, faults, files_below, json, office, texts, version};
use crate::support::workspace::Workspace;

/// Clocks in London go forward on 29 March 2026 at 01:00, so 02:30 of that day
/// is 01:30 in universal time, one hour after 00:30.
const HOUR: &str = "2026-03-29T02:30:00+01:00";

fn held() -> String {
    NOTICE.replacen("zone =", &format!("embargo = {HOUR}\nzone ="), 1)
}

/// What `archive publish` makes public at a time.
fn public(workspace: &Workspace, now: &str) -> (Option<i32>, String, Vec<String>) {
    let output = archive(workspace, now, &["publish", "PR/26/21"]).assert();
    let output = output.get_output();
    let said = String::from_utf8(output.stderr.clone()).expect("text");
    let files = workspace.files().into_iter().filter(|path| path.starts_with("public/")).collect();
    (output.status.code(), said, files)
}

#[test]
fn nothing_is_seen_before_the_hour_and_everything_from_it_on() {
    let workspace = Workspace::new().with(PLACE, held());
    add(&workspace, FIRST, &[]).code(0);
    assert_eq!(json(&version(&workspace, 1), "notice.json")["withheld_until"], "2026-03-29T01:30:00Z");
    // Every half hour of the night in which the clocks change.
    for now in [
        "2026-03-28T23:00:00Z",
        "2026-03-29T00:30:00Z",
        "2026-03-29T00:59:59Z",
        "2026-03-29T01:00:00Z",
        "2026-03-29T01:29:59Z",
    ] {
        let (code, said, files) = public(&workspace, now);
        assert_eq!((code, files), (Some(1), Vec::new()), "{now}");
        assert!(said.starts_with("PR/26/21 is withheld until 2026-03-29 02:30 (Europe/London)"), "{said}");
    }
    let (code, said, files) = public(&workspace, "2026-03-29T01:30:00Z");
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert!(files.contains(&"public/PR/26/21/PR-26-21.en.html".to_owned()), "{files:?}");
    assert!(files.iter().all(|path| path.starts_with("public/PR/26/21/PR-26-21.en.")), "{files:?}");
    // With everything, what is withheld is no fault.
    let other = Workspace::new().with(PLACE, held());
    add(&other, FIRST, &[]).code(0);
    archive(&other, SECOND, &["publish", "--all"]).assert().code(0);
    assert!(!other.has("public"));
}

#[test]
fn the_hour_in_autumn_that_comes_twice_is_the_one_that_was_meant() {
    // 25 October 2026: 01:30 in London is first 00:30 and then 01:30 in universal time.
    for (written, instant) in
        [("2026-10-25T01:30:00+01:00", "2026-10-25T00:30:00Z"), ("2026-10-25T01:30:00+00:00", "2026-10-25T01:30:00Z")]
    {
        let workspace =
            Workspace::new().with(PLACE, NOTICE.replacen("zone =", &format!("embargo = {written}\nzone ="), 1));
        add(&workspace, FIRST, &[]).code(0);
        assert_eq!(json(&version(&workspace, 1), "notice.json")["withheld_until"], instant);
        assert_eq!(public(&workspace, &instant.replace("30:00Z", "29:59Z")).2, Vec::<String>::new());
        assert!(!public(&workspace, instant).2.is_empty());
    }
}

#[test]
fn nobody_can_guess_where_it_lies_or_read_it() {
    let workspace = Workspace::new().with(PLACE, held());
    add(&workspace, FIRST, &[]).code(0);
    let stored = files_below(&workspace, "archive");
    let contents: Vec<_> = stored.iter().filter(|path| path.to_string_lossy().contains("/content/")).collect();
    assert!(contents.len() > 20);
    for path in &contents {
        let name = path.file_name().expect("a name").to_string_lossy();
        let is_digest = name.len() == 128 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(is_digest, "{name} could be guessed");
    }
    #[cfg(unix)]
    for path in stored
        .iter()
        .filter(|path| path.to_string_lossy().contains("/v1/") || path.to_string_lossy().contains("/inventory.json"))
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    }
    assert_eq!(faults(&workspace), Vec::<String>::new());
    // What is not held may be read by all that the system lets.
    let open = office();
    add(&open, FIRST, &[]).code(0);
    assert!(files_below(&open, "archive").iter().any(|path| path.ends_with("content/forms/PR-26-21.en.txt")));
}

#[test]
fn what_is_public_stays_until_its_correction_may_be_seen() {
    let workspace = office().with("releases/PR/26/21/fr.md", super::FRENCH);
    add(&workspace, FIRST, &[]).code(0);
    public(&workspace, FIRST);
    assert!(workspace.has("public/PR/26/21/PR-26-21.fr.html"));
    let before = workspace.read("public/PR/26/21/PR-26-21.en.txt");
    // The French version goes, and the English one is corrected, from an hour on.
    std::fs::remove_file(workspace.path().join("releases/PR/26/21/fr.md")).expect("removed");
    workspace.write(PLACE, held().replace("18:00", "17:30"));
    add(&workspace, SECOND, &["--correction", "Lit at 17:30."]).code(0);
    let (code, said, _) = public(&workspace, SECOND);
    assert_eq!(code, Some(0));
    assert!(said.contains("v1 stays public; a newer one is withheld until 2026-03-29 02:30"), "{said}");
    assert_eq!(workspace.read("public/PR/26/21/PR-26-21.en.txt"), before);
    let (_, said, files) = public(&workspace, "2026-03-29T01:30:00Z");
    assert!(String::from_utf8(workspace.read("public/PR/26/21/PR-26-21.en.txt")).expect("text").contains("17:30"));
    assert!(!files.iter().any(|path| path.contains(".fr.")), "what v2 does not have is not seen any more");
    assert!(said.contains("removed `public/PR/26/21/PR-26-21.fr.html`, which v2 does not have"), "{said}");
    assert!(!texts(&version(&workspace, 1), "fr").is_empty(), "the archive keeps it");
}
