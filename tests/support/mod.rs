//! Helpers for tests from outside: the program on the command line and in a pseudo-terminal, in a
//! home of its own.
//!
//! ```text
//! let home = Home::new();
//! let mut terminal = home.terminal(["demo"]).size(120, 40).start();
//! terminal.wait_for("the sample is shown", |screen| screen.contains("Accord on Removals"));
//! terminal.type_keys("]p=");
//! ```

// Each test file compiles this folder anew and uses a part of it.
#![allow(dead_code, clippy::expect_used, clippy::panic)]

pub mod command;
pub mod files;

#[cfg(unix)]
mod answers;
#[cfg(unix)]
mod keys;
#[cfg(unix)]
pub mod screen;
#[cfg(unix)]
pub mod terminal;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// The binary under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_crosscheck");

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A user's home in a temporary folder, which is removed with it. Programs that are started in one
/// home see one another's files, as after a restart, and nothing of the real user's.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// An empty home.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Self { folder };
        fs::create_dir(home.work()).expect("a folder to work in");
        home
    }

    /// The folder that programs are started in.
    pub fn work(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    /// The home itself, the folder above all others.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, relative to the folder that programs are started in, and returns its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.work().join(name);
        let folder = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(&path, content).expect("the file can be written");
        path
    }

    /// Copies the sample session and its documents to where programs are started, and returns the
    /// session's path there.
    pub fn copy_sample(&self) -> PathBuf {
        let sample = repository().join("assets/sample");
        for entry in fs::read_dir(sample).expect("the sample is there") {
            let path = entry.expect("the sample is there").path();
            let name = path.file_name().expect("a file has a name");
            let content = fs::read(&path).expect("the sample can be read");
            self.write(&format!("assets/sample/{}", name.display()), content);
        }
        let session = "sessions/panama-memorandum.ron";
        let content = fs::read(repository().join(session)).expect("the session is there");
        self.write(session, content)
    }

    /// Every file under the home, sorted, with its content.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(self.path(), &mut files);
        files.sort();
        files
    }

    /// The whole environment of a program that is started here.
    pub fn environment(&self) -> Vec<(OsString, OsString)> {
        let under = |name: &str| self.path().join(name).into_os_string();
        let mut environment: Vec<(OsString, OsString)> = [
            ("HOME", under("")),
            ("XDG_CONFIG_HOME", under("config")),
            ("XDG_DATA_HOME", under("data")),
            ("XDG_STATE_HOME", under("state")),
            ("XDG_CACHE_HOME", under("cache")),
            ("LANG", "C.UTF-8".into()),
            ("TZ", "UTC".into()),
        ]
        .map(|(name, value)| (name.into(), value))
        .into();
        // What a system needs to start a program at all.
        for name in ["PATH", "SystemRoot", "TMPDIR", "TEMP"] {
            if let Some(value) = std::env::var_os(name) {
                environment.push((name.into(), value));
            }
        }
        environment
    }

    /// The program with these arguments, to be run to its end without a terminal.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> command::Run {
        command::Run::new(self, arguments)
    }

    /// The program with these arguments, to be started in a terminal.
    #[cfg(unix)]
    pub fn terminal<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> terminal::Launch {
        terminal::Launch::new(self, PROGRAM, arguments)
    }

    /// Any other program, to be started in a terminal.
    #[cfg(unix)]
    pub fn terminal_of<A: AsRef<OsStr>>(
        &self,
        program: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> terminal::Launch {
        terminal::Launch::new(self, program, arguments)
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let content = fs::read(&path).expect("the file can be read");
            files.push((path, content));
        }
    }
}
