//! The names of a session file and of what lies beside it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A session file and its companions, all in one folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The session file itself, links resolved.
    pub session: PathBuf,
    /// The edits that are not in the session file yet.
    pub journal: PathBuf,
    /// The session file as it was before it was last replaced.
    pub backup: PathBuf,
    /// The session file to be, while it is written.
    pub temporary: PathBuf,
}

impl Files {
    /// The companions of a session file whose path has no links left in it.
    pub fn of(session: PathBuf) -> Self {
        Self {
            journal: beside(&session, "", ".journal"),
            backup: beside(&session, "", ".bak"),
            temporary: beside(&session, ".", ".tmp"),
            session,
        }
    }

    /// The session file as it was before it was first written in a newer version of the format.
    pub fn of_version(&self, version: u32) -> PathBuf {
        beside(&self.session, "", &format!(".v{version}"))
    }

    /// The folder that they lie in.
    pub fn folder(&self) -> &Path {
        folder_of(&self.session)
    }
}

/// The folder of a file; `.` for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("."),
    }
}

/// Where a path leads to once the links at its end are followed, also where nothing is there yet.
pub fn resolved(path: &Path) -> PathBuf {
    // As many links in a row as systems follow.
    const LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match path.read_link() {
            Ok(target) => path = folder_of(&path).join(target),
            Err(_) => break,
        }
    }
    path
}

/// The one path of a file, whatever links and folders it was named by, also before it is there.
pub fn settled(path: &Path) -> PathBuf {
    let path = resolved(path);
    let folder = folder_of(&path).canonicalize();
    path.canonicalize()
        .ok()
        .or_else(|| Some(folder.ok()?.join(path.file_name()?)))
        .or_else(|| std::path::absolute(&path).ok())
        .unwrap_or(path)
}

/// The path with something before and after the file's name.
pub fn beside(path: &Path, before: &str, after: &str) -> PathBuf {
    let mut name = OsString::from(before);
    name.push(path.file_name().unwrap_or_default());
    name.push(after);
    path.with_file_name(name)
}
