//! Where an archive is: in a folder, or in a bucket of an object storage.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::faults::refused;
use super::{Archive, Folder, Store};
use crate::error::Error;

/// A place that the user has named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder on a disk.
    Folder(PathBuf),
    /// A bucket of a storage that speaks S3.
    Bucket {
        /// The bucket's name.
        name: String,
        /// What stands before every path in it, without `/` at its ends; may be
        /// empty.
        prefix: String,
    },
}

/// What one needs to get into a bucket. A folder needs nothing of it.
#[derive(Clone, Default)]
pub struct Access {
    /// Names and values as every program for S3 reads them from the environment:
    /// `AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`…
    pub settings: Vec<(String, String)>,
    /// Who writes, in a few words that no other process has at the same time. It
    /// stands in the lock.
    pub owner: String,
}

/// Without the values, which are secrets.
impl fmt::Debug for Access {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&String> = self.settings.iter().map(|(name, _)| name).collect();
        formatter.debug_struct("Access").field("settings", &names).field("owner", &self.owner).finish()
    }
}

impl Place {
    /// Reads `s3://bucket/prefix`, or the path of a folder.
    ///
    /// # Errors
    /// [`Error::Archive`] for an address of another kind, or one without a bucket.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let Some((scheme, rest)) = text.split_once("://") else { return Ok(Self::Folder(PathBuf::from(text))) };
        let wrong = |what: &str| {
            refused(
                format!("`{}` is no place for an archive: {what}", text.escape_debug()),
                "name a folder, or a bucket as `s3://bucket/prefix`",
            )
        };
        if !scheme.eq_ignore_ascii_case("s3") {
            return Err(wrong("of all addresses pressdoc knows `s3://` only"));
        }
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.trim_end_matches('/');
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || ".-_".contains(letter);
        if name.is_empty() || !name.chars().all(allowed) {
            return Err(wrong("it has no name of a bucket"));
        }
        if let Some(fault) = Some(prefix).filter(|prefix| !prefix.is_empty()).and_then(super::names::fault_of_path) {
            return Err(wrong(fault));
        }
        Ok(Self::Bucket { name: name.to_owned(), prefix: prefix.to_owned() })
    }

    /// The same place; a folder is looked for below `root`, if its path does not
    /// say where it begins.
    #[must_use]
    pub fn below(self, root: &Path) -> Self {
        match self {
            Self::Folder(folder) => Self::Folder(root.join(folder)),
            bucket @ Self::Bucket { .. } => bucket,
        }
    }

    /// The place as somebody in the folder `here` names it.
    pub fn seen_from(&self, here: &Path) -> String {
        match self {
            Self::Folder(folder) => folder.strip_prefix(here).unwrap_or(folder).display().to_string(),
            bucket @ Self::Bucket { .. } => bucket.to_string(),
        }
    }

    /// The store in the place, whether an archive is in it or not.
    ///
    /// # Errors
    /// [`Error::Archive`] for a bucket that cannot be reached in the way that
    /// `access` says, and in a program that was built without buckets.
    pub fn store(&self, access: &Access) -> Result<Arc<dyn Store>, Error> {
        match self {
            Self::Folder(folder) => Ok(Arc::new(Folder::new(folder))),
            #[cfg(feature = "s3")]
            Self::Bucket { name, prefix } => Ok(Arc::new(super::Bucket::connect(name, prefix, access)?)),
            #[cfg(not(feature = "s3"))]
            Self::Bucket { .. } => {
                let _ = access;
                Err(refused(
                    format!("the archive is in the bucket `{self}`, and this pressdoc was built without buckets"),
                    "build it with `cargo install --path . --locked --features s3`, or name a folder",
                ))
            }
        }
    }
}

/// As it is parsed.
impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(formatter),
            Self::Bucket { name, prefix } if prefix.is_empty() => write!(formatter, "s3://{name}"),
            Self::Bucket { name, prefix } => write!(formatter, "s3://{name}/{prefix}"),
        }
    }
}

impl Archive {
    /// Opens the archive in a place.
    ///
    /// # Errors
    /// As [`Archive::open`] and [`Place::store`].
    pub fn open_at(place: &Place, access: &Access) -> Result<Self, Error> {
        match place {
            Place::Folder(folder) => Self::open(folder),
            Place::Bucket { .. } => Self::open_in(place.store(access)?).map_err(|error| match error {
                Error::NotFound { what, help, .. } => Error::NotFound { what, name: place.to_string(), help },
                error => error,
            }),
        }
    }

    /// Makes an archive in a place that is empty, and opens it.
    ///
    /// # Errors
    /// As [`Archive::create`] and [`Place::store`].
    pub fn create_at(place: &Place, access: &Access) -> Result<Self, Error> {
        match place {
            Place::Folder(folder) => Self::create(folder),
            Place::Bucket { .. } => Self::create_in(place.store(access)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_folder_or_a_bucket() {
        let bucket = |name: &str, prefix: &str| Place::Bucket { name: name.to_owned(), prefix: prefix.to_owned() };
        for (text, place) in [
            ("archive", Place::Folder("archive".into())),
            ("../a:b", Place::Folder("../a:b".into())),
            ("s3://press", bucket("press", "")),
            ("S3://press/", bucket("press", "")),
            ("s3://press.example.org/archive/of 2026", bucket("press.example.org", "archive/of 2026")),
            ("s3://press/a/b/", bucket("press", "a/b")),
        ] {
            assert_eq!(Place::parse(text).unwrap(), place, "{text}");
        }
        for text in ["gs://press", "https://press.example.org", "s3://", "s3:///a", "s3://a b/c", "s3://press/../x"] {
            let error = Place::parse(text).unwrap_err();
            assert!(error.to_string().contains("is no place for an archive"), "{text}: {error}");
        }
    }

    #[test]
    fn secrets_are_never_shown() {
        let access =
            Access { settings: vec![("AWS_SECRET_ACCESS_KEY".to_owned(), "hush".to_owned())], owner: "me".to_owned() };
        assert_eq!(format!("{access:?}"), r#"Access { settings: ["AWS_SECRET_ACCESS_KEY"], owner: "me" }"#);
    }

    #[cfg(not(feature = "s3"))]
    #[test]
    fn without_the_feature_a_bucket_is_refused_with_the_way_out() {
        let place = Place::parse("s3://press/archive").unwrap();
        let error = Archive::open_at(&place, &Access::default()).map(drop).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the archive is in the bucket `s3://press/archive`, and this pressdoc was built without buckets"
        );
        assert!(error.help().unwrap().contains("--features s3"));
    }
}
