//! Two texts of a notice as a unified patch, which `patch -p0` and
//! `git apply -p0` read.

use similar::udiff::UnifiedHunkHeader;
use similar::{Algorithm, ChangeTag, capture_diff_slices, group_diff_ops};

/// Lines shown before and after a change.
const CONTEXT: usize = 3;

/// The patch that turns `before` into `after`; empty when they are the same.
/// `name` is the file as seen from where the patch will be applied, with `/`.
pub fn patch(name: &str, before: &str, after: &str) -> String {
    // Only `\n` ends a line of a patch, whatever a text takes for one.
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let hunks: Vec<_> = group_diff_ops(operations, CONTEXT).into_iter().filter(|hunk| !hunk.is_empty()).collect();
    if hunks.is_empty() {
        return String::new();
    }
    let name = shown(name);
    let mut patch = format!("--- {name}\n+++ {name}\n");
    for hunk in hunks {
        patch.push_str(&format!("{}\n", UnifiedHunkHeader::new(&hunk)));
        for change in hunk.iter().flat_map(|operation| operation.iter_changes(&old, &new)) {
            patch.push(match change.tag() {
                ChangeTag::Equal => ' ',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            });
            patch.push_str(change.value());
            if !change.value().ends_with('\n') {
                patch.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    patch
}

/// A name as patches have it: in quotation marks with `\` where it has such
/// characters itself; with a tab behind it where it has spaces.
fn shown(name: &str) -> String {
    if name.contains(['"', '\\']) || name.contains(char::is_control) {
        let mut quoted = String::from("\"");
        for character in name.chars() {
            match character {
                '"' | '\\' => quoted.extend(['\\', character]),
                control if control.is_control() => {
                    let mut bytes = [0; 4];
                    let written = control.encode_utf8(&mut bytes).bytes();
                    quoted.extend(written.map(|byte| format!("\\{byte:03o}")));
                }
                other => quoted.push(other),
            }
        }
        quoted.push('"');
        return quoted;
    }
    if name.contains(' ') { format!("{name}\t") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::patch;

    #[test]
    fn texts_that_are_the_same_have_no_patch() {
        assert_eq!(patch("a.md", "a\nb\n", "a\nb\n"), "");
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        assert_eq!(
            patch("a.md", "a\r\nb  c\r\nd\re", "a\r\nb c\r\nd\re"),
            "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n a\r\n-b  c\r\n+b c\r\n d\re\n\\ No newline at end of file\n"
        );
        assert_eq!(
            patch("a b.md", "x\r", "y\r"),
            "--- a b.md\t\n+++ a b.md\t\n@@ -1 +1 @@\n-x\r\n\\ No newline at end of file\n+y\r\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn names_are_quoted_where_they_have_to_be() {
        let first = |name| patch(name, "", "x\n").lines().next().map(str::to_owned);
        assert_eq!(first("ελ/bg.md").as_deref(), Some("--- ελ/bg.md"));
        assert_eq!(first("a\"b\tc.md").as_deref(), Some("--- \"a\\\"b\\011c.md\""));
    }
}
