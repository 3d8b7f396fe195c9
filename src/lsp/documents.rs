//! The texts that are open in the editor.

use std::path::{Path, PathBuf};

use url::Url;

use super::lines::{Encoding, Lines};
use super::protocol::Change;
use crate::workspace::NoticeFile;

/// A text as it stands in the editor, saved or not.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its address, as the editor writes it.
    pub uri: String,
    /// Which state of the text, as the editor counts.
    pub version: Option<i32>,
    /// The text.
    pub text: String,
    /// Its file; `None` for one that was never saved.
    path: Option<PathBuf>,
}

impl Document {
    /// A document that was opened.
    pub fn new(uri: String, version: Option<i32>, text: String) -> Self {
        let path = path_of(&uri);
        Self { uri, version, text, path }
    }

    /// The folder that decides the workspace; `elsewhere` for one that was
    /// never saved.
    pub fn folder<'d>(&'d self, elsewhere: &'d Path) -> &'d Path {
        self.path.as_deref().and_then(Path::parent).unwrap_or(elsewhere)
    }

    /// What the pipeline is told about the file. One that was never saved is a
    /// loose notice in `folder`.
    pub fn file(&self, folder: &Path) -> NoticeFile {
        match &self.path {
            Some(path) => NoticeFile::new(path, folder),
            None => {
                let name = "unsaved notice".to_owned();
                NoticeFile { path: folder.join(&name), name, release: None }
            }
        }
    }

    /// Makes the changes, one after the other.
    pub fn change(&mut self, changes: Vec<Change>, version: Option<i32>, encoding: Encoding) {
        for Change { range, text } in changes {
            match range {
                None => self.text = text,
                Some(range) => {
                    let span = Lines::new(&self.text, encoding).span(range);
                    self.text.replace_range(span.range(), &text);
                }
            }
        }
        self.version = version;
    }
}

/// The file at an address, if it is one: `file:///…`.
pub fn path_of(uri: &str) -> Option<PathBuf> {
    let url = Url::parse(uri).ok().filter(|url| url.scheme() == "file")?;
    url.to_file_path().ok()
}

/// The address of a file.
pub fn uri_of(path: &Path) -> Option<String> {
    Url::from_file_path(path).ok().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::protocol::{Position, Range};

    #[test]
    fn changes_are_made_one_after_the_other() {
        let mut document = Document::new("untitled:1".into(), None, "Ω one\r\ntwo".into());
        let at = |line, from, to| {
            Some(Range { start: Position { line, character: from }, end: Position { line, character: to } })
        };
        let changes = vec![
            Change { range: at(0, 2, 5), text: "🙂".into() },
            Change { range: at(0, 4, 99), text: "!".into() },
            Change { range: at(9, 9, 9), text: "\r\nthree".into() },
        ];
        document.change(changes, Some(2), Encoding::Utf16);
        assert_eq!(document.text, "Ω 🙂!\r\ntwo\r\nthree");
        document.change(vec![Change { range: None, text: "all".into() }], Some(3), Encoding::Utf16);
        assert_eq!(document.text, "all");
    }

    #[test]
    fn a_text_without_a_file_is_a_loose_notice() {
        for uri in ["untitled:Untitled-1", "untitled:/x/releases/PR/26/21/en.md", "git:/x/en.md", "no address", ""] {
            let document = Document::new(uri.into(), None, String::new());
            assert_eq!(document.file(Path::new("/folder")).release, None, "{uri}");
            assert_eq!(document.folder(Path::new("/folder")), Path::new("/folder"));
        }
    }
}
