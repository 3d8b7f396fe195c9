//! All objects as JSON lines, for other systems.

use std::io::Write;

use serde::Serialize;
use serde_json::{Map, Value};

use super::inventory::{Inventory, Version};
use super::{Archive, ObjectId, VersionNumber};
use crate::error::Error;

/// One line: an object.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    folder: &'a str,
    head: String,
    versions: Vec<About<'a>>,
    files: Vec<File<'a>>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// A version of it.
#[derive(Serialize)]
struct About<'a> {
    version: String,
    created: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
}

/// A file of the newest version.
#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    algorithm: &'static str,
    digest: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<&'a str>,
}

impl Archive {
    /// Writes a line for every object to `out`, in the order of their folders:
    /// `id`, `folder`, `head`, the `versions` with time, message and user, and the
    /// `files` of the newest with their digests and where their bytes lie.
    ///
    /// # Errors
    /// As [`Archive::objects`], and what `out` says.
    pub fn index(&self, out: &mut dyn Write) -> Result<(), Error> {
        let fail = |source| Error::Write { path: "the index".into(), source };
        for line in self.index_lines(|_| Map::new())? {
            out.write_all(line?.as_bytes()).map_err(fail)?;
        }
        out.flush().map_err(fail)
    }

    /// The same lines one after the other, each with its line end, and in each
    /// what `more` says of the object besides. An object that cannot be read is
    /// an error in its place.
    ///
    /// # Errors
    /// As [`Archive::objects`].
    pub fn index_lines<'a>(
        &'a self,
        more: impl Fn(&ObjectId) -> Map<String, Value> + 'a,
    ) -> Result<impl Iterator<Item = Result<String, Error>> + 'a, Error> {
        Ok(self.places()?.into_iter().map(move |folder| {
            let inventory = self.inventory_at(&folder)?;
            let more = more(&ObjectId::found(inventory.id.clone()));
            let line = serde_json::to_string(&line(&folder, &inventory, more)).map_err(|error| {
                super::faults::refused(format!("a line of the index cannot be written: {error}"), "verify the archive")
            })?;
            Ok(line + "\n")
        }))
    }
}

fn line<'a>(folder: &'a str, inventory: &'a Inventory, more: Map<String, Value>) -> Line<'a> {
    let about = |(version, about): (&VersionNumber, &'a Version)| About {
        version: version.to_string(),
        created: &about.created,
        message: about.message.as_deref(),
        name: about.user.as_ref().map(|user| user.name.as_str()),
        address: about.user.as_ref().and_then(|user| user.address.as_deref()),
    };
    let newest = inventory.versions.get(&inventory.head).map(Version::files).unwrap_or_default();
    let file = |(path, digest): (&'a str, String)| File {
        path,
        algorithm: inventory.algorithm.name(),
        content: inventory.content_paths(&digest).first().map(String::as_str),
        digest,
    };
    Line {
        id: &inventory.id,
        folder,
        head: inventory.head.to_string(),
        versions: inventory.versions.iter().map(about).collect(),
        files: newest.into_iter().map(file).collect(),
        more,
    }
}
