//! The archive that a Word file is. What is in it is only read, part by part and
//! within limits; no name in it becomes a path on a disk.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::super::Refusal;
use super::tree::{self, Element};

/// The most bytes that all parts which are read may have together.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The most bytes of one part.
const LARGEST_PART: u64 = 64 * 1024 * 1024;

/// The most parts; Word makes some dozens.
const MOST_PARTS: usize = 20_000;

/// An open package.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names in small letters, as they are not told apart, and their numbers.
    names: BTreeMap<String, usize>,
    left: u64,
}

/// Where something leads.
#[derive(Debug, Clone)]
pub struct Relationship {
    /// The last word of its type: `image`, `hyperlink`.
    pub kind: String,
    /// An address outside, or the path of a part.
    pub target: String,
    /// Whether it leads outside.
    pub external: bool,
}

/// The relationships of a part by their names.
pub type Relationships = BTreeMap<String, Relationship>;

impl<'b> Package<'b> {
    /// Opens the archive.
    ///
    /// # Errors
    /// When it is damaged, locked, or far larger than any text.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.len() > MOST_PARTS {
            return Err(too_large());
        }
        let mut names = BTreeMap::new();
        for number in 0..archive.len() {
            let entry = archive.by_index_raw(number).map_err(|_| damaged())?;
            if entry.encrypted() {
                return Err(super::locked());
            }
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            names.entry(name.trim_start_matches('/').to_lowercase()).or_insert(number);
        }
        Ok(Self { archive, names, left: LARGEST })
    }

    /// The bytes of the part at `path`; `None` where there is none.
    ///
    /// # Errors
    /// When it is damaged or too large.
    pub fn part(&mut self, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(number) = self.names.get(&path.to_lowercase()).copied() else { return Ok(None) };
        let entry = self.archive.by_index(number).map_err(|_| damaged())?;
        let most = LARGEST_PART.min(self.left);
        // What the archive says of sizes is not believed: a bomb lies.
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(too_large());
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// The part at `path` as a tree; `None` where there is none.
    ///
    /// # Errors
    /// When it is damaged or too large.
    pub fn tree(&mut self, path: &str) -> Result<Option<Element>, Refusal> {
        let Some(bytes) = self.part(path)? else { return Ok(None) };
        tree::read(&bytes).map(Some).ok_or_else(damaged)
    }

    /// Where the part at `path` leads; for the package itself, `path` is empty.
    ///
    /// # Errors
    /// When they are damaged.
    pub fn relationships(&mut self, path: &str) -> Result<Relationships, Refusal> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let own = format!("{folder}/_rels/{name}.rels");
        let Some(root) = self.tree(own.trim_start_matches('/'))? else { return Ok(Relationships::new()) };
        let relationship = |element: &Element| {
            let external = element.attribute("TargetMode") == Some("External");
            let target = element.attribute("Target")?;
            let target = if external { target.to_owned() } else { inside(folder, target) };
            let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((element.attribute("Id")?.to_owned(), Relationship { kind, target, external }))
        };
        Ok(root.elements().filter(|element| element.name == "Relationship").filter_map(relationship).collect())
    }

    /// Whether there is a part whose path begins so.
    pub fn has(&self, beginning: &str) -> bool {
        self.names.range(beginning.to_owned()..).next().is_some_and(|(name, _)| name.starts_with(beginning))
    }
}

/// The path that `target` means beside the parts of `folder`.
fn inside(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

/// What is said of a file that cannot be read as what it is.
pub fn damaged() -> Refusal {
    Refusal::new("is damaged", "open it in Word, which may repair it, and save it again")
}

fn too_large() -> Refusal {
    Refusal::new(
        "unpacks to far more than a notice",
        "a notice is a few pages of text: check that this is the right file",
    )
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn targets_are_paths_in_the_package_alone() {
        assert_eq!(inside("word", "media/a.png"), "word/media/a.png");
        assert_eq!(inside("word", "/media/a.png"), "media/a.png");
        assert_eq!(inside("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(inside("word", "../../../etc/passwd"), "etc/passwd");
    }
}
