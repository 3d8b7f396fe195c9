//! When pressdoc could not work at all. Trouble in a notice is never an
//! [`Error`]: that is a [`Diagnostic`](crate::diagnostic::Diagnostic).

use std::path::PathBuf;

/// Why pressdoc could not work; the program exits with code 2.
///
/// The message is one sentence in the voice of the reports; [`Error::help`]
/// says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("could not read `{}`: {}", path.display(), plain(source))]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file could not be written.
    #[error("could not write `{}`: {}", path.display(), plain(source))]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A corrected notice could not take the place of the one that was read.
    #[error("could not write the corrected `{}`: {}", path.display(), plain(source))]
    Replace {
        /// The notice.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A record that only grows could not be added to.
    #[error("could not add to `{}`: {}", path.display(), plain(source))]
    Add {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A notice was changed by somebody else between reading and writing.
    #[error("`{}` was changed by another program in the meantime", path.display())]
    Overtaken {
        /// The notice.
        path: PathBuf,
    },
    /// What was named does not exist.
    #[error("found no {what} `{name}`")]
    NotFound {
        /// The kind of thing: `file`, `notice`, `rule`…
        what: &'static str,
        /// What the user typed.
        name: String,
        /// The way out.
        help: String,
    },
    /// A word on the command line that is not understood.
    #[error("{message}")]
    Usage {
        /// One sentence of fault.
        message: String,
        /// The way out.
        help: String,
    },
    /// A file of the house style, the languages or the workspace is wrong.
    #[error("{message}")]
    Configuration {
        /// `file:line:column: fault`.
        message: String,
        /// The way out.
        help: String,
    },
    /// Something in an archive could not be read or written.
    #[error("could not {action} `{path}` in the archive: {}", plain(source))]
    Store {
        /// `read` or `write`.
        action: &'static str,
        /// The path below the root of the archive.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// The archive refuses what is asked, or is not as it should be.
    #[error("{message}")]
    Archive {
        /// One sentence of fault.
        message: String,
        /// The way out.
        help: String,
    },
    /// A form could not be made although the notice passed its checks.
    #[error("could not make the {form} of `{name}`: {reason}")]
    Render {
        /// The form's name: `pdf`, `html`…
        form: &'static str,
        /// The notice.
        name: String,
        /// What the renderer said.
        reason: String,
    },
}

impl Error {
    /// The way out, for the line below the message.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Read { .. } => Some("check that it exists and that you may read it"),
            Self::Write { source, .. } => Some(match source.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                    "free some space, or write elsewhere with `--out DIR`; nothing half-written was left behind"
                }
                _ => "check that you may write there, or write elsewhere with `--out DIR`",
            }),
            Self::Replace { .. } => Some("check that you may write there; the notice is as it was"),
            Self::Add { .. } => Some("check that you may write there; nothing was added"),
            Self::Overtaken { .. } => Some("run the command again; nothing was written"),
            Self::Store { source, .. } if StoreFault::of(source).is_some() => {
                StoreFault::of(source).map(|fault| fault.help.as_str())
            }
            Self::Store { action: "write", source, .. } => Some(match source.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                    "free some space and run the command again; nothing half-written counts as archived"
                }
                _ => {
                    "check that you may write there, and run the command again; nothing half-written counts as archived"
                }
            }),
            Self::Store { .. } => Some("check that you may read it, and verify the archive"),
            Self::NotFound { help, .. }
            | Self::Usage { help, .. }
            | Self::Configuration { help, .. }
            | Self::Archive { help, .. } => Some(help),
            Self::Render { .. } => Some(
                "this is a fault of pressdoc or of the house style, not of the notice; please report it with the notice",
            ),
        }
    }
}

/// What the system said, without its error number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut characters = text.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

/// What lies in the [`std::io::Error`] of a store that knows more than a disk
/// does: one sentence of fault, and the way out.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct StoreFault {
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl StoreFault {
    fn of(error: &std::io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}
