//! The package: parts in a zip archive, what they are and how they find each
//! other (ECMA-376, part 2: Open Packaging Conventions).

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;

/// Where the types of relationships live.
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A file of the package.
pub struct Part {
    /// Its path without the first slash: `word/document.xml`.
    pub path: String,
    /// Its media type; empty where the ending says it.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a part leads to. The same target has the same name.
#[derive(Default)]
pub struct Relationships {
    entries: Vec<Relationship>,
}

#[derive(PartialEq)]
struct Relationship {
    kind: String,
    target: String,
    external: bool,
}

impl Relationships {
    /// The name (`rId1`) of the way to a part of the package.
    pub fn part(&mut self, kind: &str, target: &str) -> String {
        self.add(Relationship { kind: format!("{RELATIONSHIPS}/{kind}"), target: target.to_owned(), external: false })
    }

    /// The name of the way to a part whose kind has an address of its own.
    pub fn other_part(&mut self, kind: &str, target: &str) -> String {
        self.add(Relationship { kind: kind.to_owned(), target: target.to_owned(), external: false })
    }

    /// The name of the way to an address outside.
    pub fn link(&mut self, uri: &str) -> String {
        self.add(Relationship { kind: format!("{RELATIONSHIPS}/hyperlink"), target: uri.to_owned(), external: true })
    }

    fn add(&mut self, relationship: Relationship) -> String {
        let at = self.entries.iter().position(|known| *known == relationship).unwrap_or_else(|| {
            self.entries.push(relationship);
            self.entries.len() - 1
        });
        format!("rId{}", at + 1)
    }

    /// The part that says where the part at `path` leads; none where nowhere.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn into_part(self, path: &str) -> std::io::Result<Option<Part>> {
        if self.entries.is_empty() {
            return Ok(None);
        }
        let mut xml = Xml::document();
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        xml.element("Relationships", &[("xmlns", namespace)], |xml| {
            for (at, entry) in self.entries.iter().enumerate() {
                let id = format!("rId{}", at + 1);
                let mut attributes = vec![("Id", id.as_str()), ("Type", &entry.kind), ("Target", &entry.target)];
                if entry.external {
                    attributes.push(("TargetMode", "External"));
                }
                xml.empty("Relationship", &attributes);
            }
        });
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let slash = if folder.is_empty() { "" } else { "/" };
        let path = format!("{folder}{slash}_rels/{name}.rels");
        Ok(Some(Part { path, content_type: "", bytes: xml.finish()? }))
    }
}

/// The file: `[Content_Types].xml`, then the parts in their order. All entries
/// bear the first day that an archive can name, so that the same parts make
/// the same bytes.
///
/// # Errors
/// When the archive cannot be written.
pub fn pack(parts: &[Part]) -> std::io::Result<Vec<u8>> {
    let deflated = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let stored = deflated.compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("[Content_Types].xml", deflated)?;
    archive.write_all(&content_types(parts)?)?;
    for part in parts {
        // Pictures are packed already.
        let is_picture = part.path.starts_with("word/media/") && !part.path.ends_with(".svg");
        archive.start_file(part.path.as_str(), if is_picture { stored } else { deflated })?;
        archive.write_all(&part.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Media types by the ending of a file.
const ENDINGS: [(&str, &str); 7] = [
    ("gif", "image/gif"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
    ("xml", "application/xml"),
];

fn content_types(parts: &[Part]) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::document();
    let namespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    xml.element("Types", &[("xmlns", namespace)], |xml| {
        for (ending, content_type) in ENDINGS {
            let is_used = |part: &Part| part.path.rsplit_once('.').is_some_and(|(_, own)| own == ending);
            if parts.iter().any(is_used) {
                xml.empty("Default", &[("Extension", ending), ("ContentType", content_type)]);
            }
        }
        for part in parts.iter().filter(|part| !part.content_type.is_empty()) {
            let name = format!("/{}", part.path);
            xml.empty("Override", &[("PartName", &name), ("ContentType", part.content_type)]);
        }
    });
    xml.finish()
}
