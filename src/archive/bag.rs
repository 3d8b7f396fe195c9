//! Files of the archive as a bag to hand over (BagIt 1.0, RFC 8493).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;

use super::digest::Algorithm;
use super::faults::refused;
use super::history::version_of;
use super::names::fault_of_path;
use super::restore::Whole;
use super::store::{Readers, join};
use super::{Archive, ObjectId, VersionNumber};
use crate::error::Error;

const LIST: &str = "manifest-sha512.txt";

/// One version whose files go into a bag.
#[derive(Debug, Clone)]
pub struct BagPart {
    /// The object.
    pub id: ObjectId,
    /// The version; the newest, when none is named.
    pub version: Option<VersionNumber>,
    /// The folder below `data/` for its files, with `/`; empty for none.
    pub folder: String,
}

/// What a bag holds and says of itself.
#[derive(Debug, Clone)]
pub struct Bag {
    /// The versions in it.
    pub parts: Vec<BagPart>,
    /// When it is made.
    pub bagging_date: Date,
    /// More lines of `bag-info.txt`, such as `Source-Organization`: label and
    /// value.
    pub info: Vec<(String, String)>,
}

impl Archive {
    /// Writes a bag into the folder `to`, which must be empty or not there yet.
    /// The bag is whole in the end, or not there.
    ///
    /// # Errors
    /// As [`Archive::restore`]; [`Error::Archive`] when two files would have one
    /// name or a label or value cannot be written.
    pub fn export_bag(&self, bag: &Bag, to: &Path) -> Result<(), Error> {
        let info = lines_of_info(bag)?;
        let whole = Whole::begin(to, Readers::Anybody)?;
        let mut list = Vec::new();
        let mut names = BTreeSet::new();
        let (mut bytes, mut files) = (0_u64, 0_u64);
        for part in &bag.parts {
            let place = self.find(&part.id)?;
            let inventory = self.inventory_of(&part.id)?;
            for (path, digest) in version_of(&inventory, part.version)?.1.files() {
                let path = join("data", &join(&part.folder, path));
                check_name(&path, &mut names)?;
                let mut content = Digested::new(self.open_content(&place, &inventory, &digest)?);
                bytes += whole.write(&path, &mut content)?;
                files += 1;
                list.push((path, content.digest()));
            }
        }
        if list.is_empty() {
            return Err(refused("a bag without files says nothing", "name at least one object"));
        }
        list.sort();
        let text = |list: &[(String, String)]| {
            list.iter().fold(String::new(), |mut text, (path, digest)| {
                let _ = writeln!(text, "{digest}  {}", encoded(path));
                text
            })
        };
        let tags = [
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
            ("bag-info.txt", format!("{info}Payload-Oxum: {bytes}.{files}\n")),
            (LIST, text(&list)),
        ];
        let mut tag_list: Vec<(String, String)> =
            tags.iter().map(|(name, text)| ((*name).to_owned(), Algorithm::Sha512.of(text.as_bytes()))).collect();
        tag_list.sort();
        for (name, text) in tags.into_iter().chain([("tagmanifest-sha512.txt", text(&tag_list))]) {
            whole.write(name, &mut text.as_bytes())?;
        }
        whole.finish()
    }
}

/// The lines of `bag-info.txt` that the caller gives.
fn lines_of_info(bag: &Bag) -> Result<String, Error> {
    let mut text = String::new();
    for (label, value) in &bag.info {
        let good =
            !label.is_empty() && !label.contains(':') && !label.chars().any(|c| c.is_control() || c.is_whitespace());
        if !good || value.trim().is_empty() || value.chars().any(char::is_control) {
            return Err(refused(
                format!("`{}` cannot stand in a bag's description", label.escape_debug()),
                "give a label without spaces and colons, and a value of one line",
            ));
        }
        let _ = writeln!(text, "{label}: {}", value.trim());
    }
    let _ = writeln!(text, "Bagging-Date: {}", bag.bagging_date);
    Ok(text)
}

/// A name that has not been given yet and is not a folder of another.
fn check_name(path: &str, names: &mut BTreeSet<String>) -> Result<(), Error> {
    if let Some(fault) = fault_of_path(path) {
        return Err(refused(
            format!("`{}` cannot stand in a bag: {fault}", path.escape_debug()),
            "give every part of the bag a folder of plain names",
        ));
    }
    let below = format!("{path}/");
    let inside = names.range(below.clone()..).next().is_some_and(|name| name.starts_with(&below));
    let above = path.match_indices('/').any(|(at, _)| names.contains(&path[..at]));
    if inside || above || !names.insert(path.to_owned()) {
        return Err(refused(
            format!("two files of the bag would be `{path}`"),
            "give every part of the bag its own folder",
        ));
    }
    Ok(())
}

/// A name in a manifest (RFC 8493, section 2.1.3).
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A reader that makes the SHA-512 of what it hands on.
struct Digested<R> {
    reader: R,
    hasher: Box<dyn sha2::digest::DynDigest + Send>,
}

impl<R> Digested<R> {
    fn new(reader: R) -> Self {
        Self { reader, hasher: Algorithm::Sha512.hasher() }
    }

    fn digest(self) -> String {
        super::digest::hex(&self.hasher.finalize())
    }
}

impl<R: std::io::Read> std::io::Read for Digested<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_bag_are_single_and_encoded() {
        let mut names = BTreeSet::new();
        for path in ["data/a/b", "data/a-c", "data/a/c"] {
            assert!(check_name(path, &mut names).is_ok(), "{path}");
        }
        for path in ["data/a/b", "data/a", "data/a/b/c", "data/../x"] {
            assert!(check_name(path, &mut names).is_err(), "{path}");
        }
        assert_eq!(encoded("data/50%\n"), "data/50%25%0A");
    }
}
