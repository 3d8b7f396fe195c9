//! A temporary workspace and the program in it.

use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, OutputAssert};

/// The folder of this project, itself a workspace.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The notice that started the project, where it lies beside the checkout.
pub fn seed() -> Option<PathBuf> {
    let seed = project().join("../shared/seed/AGENDA-18-5869.txt");
    if seed.is_file() {
        return Some(seed);
    }
    eprintln!("skipped: {} is not here", seed.display());
    None
}

/// An own-worded notice with the quirks of the real one.
pub fn twin() -> PathBuf {
    project().join("tests/notices/agenda-with-quirks.txt")
}

/// Compares `actual` with the file at `path` of this project.
/// `SNAPSHOTS=overwrite` renews it.
pub fn kept(path: &str, actual: &str) {
    let path = project().join(path);
    if !path.exists() && std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        std::fs::write(&path, "").expect("a new file");
    }
    let expected = snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text));
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(actual, expected.raw());
}

/// A folder of its own, gone when it is dropped.
pub struct Workspace {
    folder: tempfile::TempDir,
}

impl Workspace {
    /// An empty workspace: a folder with `releases/`.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("releases")).expect("a folder");
        Self { folder }
    }

    /// A folder that is no workspace.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file and gives itself back.
    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Writes a file.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether a file or folder is there.
    pub fn has(&self, path: &str) -> bool {
        self.path().join(path).exists()
    }

    /// Every file below, sorted, with `/`.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(self.path(), self.path(), &mut files);
        files.sort();
        files
    }

    /// The program, run in this folder with an environment of its own.
    pub fn pressdoc(&self, arguments: &[&str]) -> OutputAssert {
        self.command(arguments).assert()
    }

    /// The same, not yet run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        Command::new(snapbox::cmd::cargo_bin!("pressdoc"))
            .args(arguments)
            .current_dir(self.path())
            .env_remove("NO_GRAPHICS")
            .env_remove("PRESSDOC_BY")
            .env("NO_COLOR", "1")
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let shown = path.strip_prefix(root).expect("a path below");
            files.push(shown.to_string_lossy().replace('\\', "/"));
        }
    }
}
