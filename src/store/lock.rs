//! The lock on a session: on the session file itself, which leaves no trace and ends with the
//! process; and the name of whoever holds it, in the program's own directory and in the journal.

use std::path::Path;

use super::disk::DiskFile;
use super::files::Files;
use super::hold::noted_owner;
use super::journal;
use super::open::Why;
use super::{Owner, Store};

/// What to do when the session seems to be open on another machine, which no lock can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Elsewhere {
    /// Believe it.
    Respect,
    /// The analyst knows better.
    TakeOver,
}

/// Locks the session file.
pub(super) fn lock(
    store: &Store,
    files: &Files,
    elsewhere: Elsewhere,
) -> Result<Box<dyn DiskFile>, Why> {
    loop {
        let file = store
            .disk
            .open(&files.session)
            .map_err(|_| Why::NotPermitted)?;
        if !may_write_in(files.folder()) {
            return Err(Why::NotPermitted);
        }
        // Without locks on this file system, the check before each save still guards the file.
        if !file.try_lock().unwrap_or(true) {
            return Err(Why::OpenElsewhere(noted_owner(store, &files.session)));
        }
        if elsewhere == Elsewhere::Respect
            && let Some(owner) = on_another_machine(store, files)
        {
            return Err(Why::OpenOnAnotherMachine(owner));
        }
        // The other program may have replaced the file between our opening and locking it.
        let there = store
            .disk
            .stat(&files.session)
            .map(|stat| stat.identity)
            .ok();
        if there == file.stat().map(|stat| stat.identity).ok() {
            return Ok(file);
        }
    }
}

/// Who writes the journal, or has the session open, if that is a program on another machine.
fn on_another_machine(store: &Store, files: &Files) -> Option<Owner> {
    let journal = store.disk.read(&files.journal).ok();
    let writing = journal
        .and_then(|bytes| journal::read(&bytes).header)
        .map(|head| head.owner);
    let noted = noted_owner(store, &files.session);
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
