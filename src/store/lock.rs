//! The lock on a session: on the session file itself, which leaves no trace and ends with the
//! process; and the name of whoever holds it, in the program's own directory and in the journal.

use std::io;
use std::path::Path;

use super::disk::DiskFile;
use super::files::Files;
use super::open::Why;
use super::owner::{OwnerNote, noted};
use super::{Owner, Store, journal};

/// How a session is to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Intent {
    /// Only to be read: nothing is locked, nothing noted.
    Look,
    /// To be worked on, unless somebody else does.
    Work,
    /// To be worked on, also where another machine seems to have it open, or nothing can tell: the
    /// analyst knows better.
    TakeOver,
}

/// The right to write a session.
pub(super) struct Locked {
    pub file: Box<dyn DiskFile>,
    pub note: OwnerNote,
}

/// Locks a session, and notes who has it open.
pub(super) fn lock(store: &Store, files: &Files, intent: Intent) -> Result<Locked, Why> {
    if intent == Intent::Look {
        return Err(Why::Looking);
    }
    let (file, locked) = lock_file(store, files, intent)?;
    let note = OwnerNote::leave(store, &files.session)?;
    // On a file system without locks the note in the program's own directory does as well.
    if !locked && !note.is_locked() && intent == Intent::Work {
        return Err(Why::NoLock);
    }
    Ok(Locked { file, note })
}

/// The session file, and whether it could be locked.
fn lock_file(
    store: &Store,
    files: &Files,
    intent: Intent,
) -> Result<(Box<dyn DiskFile>, bool), Why> {
    // Each time another program replaced the file between our opening and locking it.
    for _ in 0..TRIES {
        let file = store
            .disk
            .open(&files.session)
            .map_err(|error| match error.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Why::NotPermitted
                }
                _ => Why::NotWritable(error.to_string()),
            })?;
        if !may_write_in(files.folder()) {
            return Err(Why::NotPermitted);
        }
        let locked = file.try_lock();
        if matches!(locked, Ok(false)) {
            return Err(Why::OpenElsewhere(noted(store, &files.session)));
        }
        if intent == Intent::Work
            && let Some(owner) = on_another_machine(store, files)
        {
            return Err(Why::OpenOnAnotherMachine(owner));
        }
        let there = store
            .disk
            .stat(&files.session)
            .map(|stat| stat.identity)
            .ok();
        if there == file.stat().map(|stat| stat.identity).ok() {
            return Ok((file, locked.is_ok()));
        }
    }
    Err(Why::NotWritable(
        "it is replaced again and again".to_owned(),
    ))
}

/// How often a file is locked that is replaced meanwhile.
const TRIES: usize = 20;

/// Who writes the journal, or has the session open, if that is a program on another machine.
fn on_another_machine(store: &Store, files: &Files) -> Option<Owner> {
    let journal = store.disk.read(&files.journal).ok();
    let writing = journal
        .and_then(|bytes| journal::read(&bytes).header)
        .map(|head| head.owner);
    let noted = noted(store, &files.session);
    writing
        .into_iter()
        .chain(noted)
        .find(|owner| owner.host != store.owner.host)
}

#[cfg(unix)]
fn may_write_in(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn may_write_in(folder: &Path) -> bool {
    std::fs::metadata(folder).is_ok_and(|metadata| !metadata.permissions().readonly())
}
