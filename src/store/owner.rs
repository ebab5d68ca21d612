//! Who has a session open.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, DiskFile};
use super::files::folder_of;
use super::{Store, Why, save};

/// A running program that has a session open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The number of its process.
    pub process: u32,
    /// The machine it runs on.
    pub host: String,
    /// When it opened the session, in RFC 3339, in UTC.
    pub since: String,
}

impl Owner {
    /// This process, from now on.
    pub fn this_process() -> Self {
        Self {
            process: std::process::id(),
            host: host(),
            since: super::now().to_string(),
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "process {} on {}, since {}",
            self.process, self.host, self.since
        )
    }
}

/// A note in the program's own directory of who has a session open, for the second one that comes.
/// It is locked as long as that program runs, so that one that a crash left is told from one that
/// holds.
#[derive(Debug)]
pub(super) struct OwnerNote {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    lock: Option<Box<dyn DiskFile>>,
}

impl OwnerNote {
    /// Whether the note is locked, so that a second program is kept out.
    pub fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Leaves the note that this program has the session open. Without a note, for instance because
    /// the directory cannot be written, the lock on the session itself and the check before each
    /// save still guard it.
    ///
    /// # Errors
    /// Who has the session open already.
    pub fn leave(store: &Store, session: &Path) -> Result<Self, Why> {
        let path = store.dirs.owner_of(session);
        let disk = store.disk.clone();
        let is_held = |file: Box<dyn DiskFile>| matches!(file.try_lock(), Ok(false));
        if disk.open(&path).is_ok_and(is_held) {
            return Err(Why::OpenElsewhere(noted(store, session)));
        }
        let lock = disk.create_folder(folder_of(&path)).and_then(|()| {
            save::absent_is_fine(disk.remove(&path))?;
            let mut file = disk.create_new(&path)?;
            let locked = file.try_lock();
            file.write(ron::to_string(&store.owner).unwrap_or_default().as_bytes())?;
            // Whoever locks it first was first.
            locked?
                .then_some(file)
                .ok_or(io::ErrorKind::WouldBlock.into())
        });
        if matches!(&lock, Err(error) if error.kind() == io::ErrorKind::WouldBlock) {
            return Err(Why::OpenElsewhere(noted(store, session)));
        }
        Ok(Self {
            disk,
            path,
            lock: lock.ok(),
        })
    }
}

impl Drop for OwnerNote {
    fn drop(&mut self) {
        let _ = self.disk.remove(&self.path);
    }
}

/// Who has the session open, as far as that is noted.
pub(super) fn noted(store: &Store, session: &Path) -> Option<Owner> {
    let bytes = store.disk.read(&store.dirs.owner_of(session)).ok()?;
    ron::de::from_bytes(&bytes).ok()
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    "this machine".to_owned()
}
