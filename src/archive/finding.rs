//! What verification found.

use std::fmt;

use super::codes::Code;

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that is broken.
    pub code: &'static Code,
    /// The file or folder, below the root of the archive.
    pub path: String,
    /// The line in it, counted from 1, where that makes sense.
    pub line: Option<usize>,
    /// What was found: one sentence in the voice of the reports.
    pub message: String,
}

impl Finding {
    /// A finding about a file or folder.
    pub(super) fn new(code: &'static Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, path: path.into(), line: None, message: message.into() }
    }

    /// Whether the archive is no longer valid.
    pub fn is_error(&self) -> bool {
        self.code.is_error()
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        self.code.help
    }
}

impl fmt::Display for Finding {
    /// `error[E092] PATH: FOUND`, on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.is_error() { "error" } else { "warning" };
        let path = if self.path.is_empty() { "." } else { &self.path };
        write!(f, "{severity}[{}] {}", self.code.name, path.escape_debug())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}
