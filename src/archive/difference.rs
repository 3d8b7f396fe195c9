//! What became of the files from one version to another.

use std::collections::{BTreeMap, BTreeSet};

use super::{Archive, ObjectId, VersionNumber};
use crate::error::Error;

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    Added {
        /// Its path.
        path: String,
    },
    /// It is gone.
    Removed {
        /// Its path.
        path: String,
    },
    /// Its bytes are others.
    Changed {
        /// Its path.
        path: String,
    },
    /// The same bytes stand under another path.
    Renamed {
        /// The path before.
        from: String,
        /// The path after.
        to: String,
    },
}

impl Change {
    /// The path by which a reader looks for the change: the new one, if any.
    pub fn path(&self) -> &str {
        match self {
            Self::Added { path } | Self::Removed { path } | Self::Changed { path } | Self::Renamed { to: path, .. } => {
                path
            }
        }
    }
}

/// The difference of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The version before.
    pub from: VersionNumber,
    /// The version after.
    pub to: VersionNumber,
    /// What became of the files, in the order of their paths.
    pub changes: Vec<Change>,
}

impl Archive {
    /// What became of the files of an object from one version to another.
    ///
    /// # Errors
    /// As [`Archive::state`].
    pub fn difference(&self, id: &ObjectId, from: VersionNumber, to: VersionNumber) -> Result<Difference, Error> {
        let before = self.state(id, Some(from))?.files;
        let after = self.state(id, Some(to))?.files;
        Ok(Difference { from, to, changes: changes(&before, &after) })
    }
}

/// Compares two states: path → digest.
fn changes(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut gone = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (path, digest) in before.iter().filter(|(path, _)| !after.contains_key(*path)) {
        gone.entry(digest).or_default().insert(path);
    }
    for (path, digest) in after {
        match before.get(path) {
            Some(old) if old == digest => {}
            Some(_) => changes.push(Change::Changed { path: path.clone() }),
            None => match gone.get_mut(digest.as_str()).and_then(|paths| nearest(paths, path)) {
                Some(from) => changes.push(Change::Renamed { from, to: path.clone() }),
                None => changes.push(Change::Added { path: path.clone() }),
            },
        }
    }
    let removed = gone.into_values().flatten().map(|path| Change::Removed { path: path.to_owned() });
    changes.extend(removed);
    changes.sort_by(|one, other| one.path().cmp(other.path()).then_with(|| one.cmp(other)));
    changes
}

/// Takes the path that is most likely the old name: one with the same file name,
/// else the first.
fn nearest(paths: &mut BTreeSet<&str>, path: &str) -> Option<String> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let best = paths.iter().find(|old| name(old) == name(path)).or_else(|| paths.iter().next()).copied()?;
    paths.remove(best);
    Some(best.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_told_once() {
        let state = |files: &[(&str, &str)]| -> BTreeMap<String, String> {
            files.iter().map(|(path, digest)| ((*path).to_owned(), (*digest).to_owned())).collect()
        };
        let before = state(&[("a", "1"), ("b", "2"), ("c/x", "3"), ("c/y", "3"), ("gone", "9")]);
        let after = state(&[("a", "1"), ("b", "4"), ("d/y", "3"), ("e", "3"), ("f", "3"), ("new", "5")]);
        assert_eq!(
            changes(&before, &after),
            [
                Change::Changed { path: "b".into() },
                Change::Renamed { from: "c/y".into(), to: "d/y".into() },
                Change::Renamed { from: "c/x".into(), to: "e".into() },
                Change::Added { path: "f".into() },
                Change::Removed { path: "gone".into() },
                Change::Added { path: "new".into() },
            ]
        );
        assert_eq!(changes(&after, &after), []);
    }
}
