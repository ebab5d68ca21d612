//! The sessions that the start screen lists: those in the data directory, and those elsewhere that
//! were opened lately.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::Dirs;
use super::save::{self, SaveError};
use super::{Store, files::folder_of, format};

/// A session that could be resumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// Where it lives.
    pub path: PathBuf,
    /// Its title; may hold anything.
    pub title: String,
    /// How many claims it has, where its file says so early enough.
    pub claims: Option<usize>,
    /// When it was last changed.
    pub changed: SystemTime,
}

/// How many sessions elsewhere are remembered.
const REMEMBERED: usize = 50;

/// How much of a file is read for its title, in bytes.
const HEAD: u64 = 1024;

#[derive(Default, Serialize, Deserialize)]
struct Remembered {
    sessions: Vec<PathBuf>,
}

/// The sessions, newest first. What cannot be read is left out.
pub fn list(dirs: &Dirs) -> Vec<Recent> {
    let in_data = fs::read_dir(dirs.sessions())
        .into_iter()
        .flatten()
        .flatten();
    let mut paths: Vec<PathBuf> = in_data
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .collect();
    paths.extend(remembered(dirs).sessions);
    paths.sort();
    paths.dedup();
    let mut recent: Vec<Recent> = paths
        .into_iter()
        .filter_map(|path| look_at(path).ok())
        .collect();
    recent.sort_by_key(|session| std::cmp::Reverse(session.changed));
    recent
}

/// Remembers a session that was opened, so that the start screen lists it wherever it lives.
///
/// # Errors
/// [`SaveError`] where the list cannot be written.
pub fn remember(store: &Store, session: &Path) -> Result<(), SaveError> {
    let dirs = store.dirs();
    let list = dirs.recent();
    let session = std::path::absolute(session).unwrap_or_else(|_| session.to_owned());
    let mut remembered = remembered(dirs);
    remembered.sessions.retain(|path| *path != session);
    remembered.sessions.insert(0, session);
    remembered.sessions.truncate(REMEMBERED);
    let written =
        ron::ser::to_string_pretty(&remembered, ron::ser::PrettyConfig::new().new_line("\n"))
            .map_err(io::Error::other)
            .map_err(SaveError::on(&list))?;
    store
        .disk
        .create_folder(folder_of(&list))
        .map_err(SaveError::on(&list))?;
    save::replace(store.disk.as_ref(), &list, None, written.as_bytes()).map(|_| ())
}

fn remembered(dirs: &Dirs) -> Remembered {
    let written = fs::read_to_string(dirs.recent()).unwrap_or_default();
    ron::from_str(&written).unwrap_or_default()
}

fn look_at(path: PathBuf) -> io::Result<Recent> {
    let metadata = fs::metadata(&path)?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut head = vec![];
    fs::File::open(&path)?.take(HEAD).read_to_end(&mut head)?;
    let head = String::from_utf8_lossy(&head);
    Ok(Recent {
        title: field(&head, "title").unwrap_or_default(),
        claims: format::claims_said(&head),
        changed: metadata.modified()?,
        path,
    })
}

/// The value of a field that stands on a line of its own near the head of a session file.
fn field<T: serde::de::DeserializeOwned>(head: &str, name: &str) -> Option<T> {
    let line = head
        .lines()
        .find_map(|line| line.trim_start().strip_prefix(name)?.strip_prefix(':'))?;
    ron::from_str(line.trim().trim_end_matches(',')).ok()
}
