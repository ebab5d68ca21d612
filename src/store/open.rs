//! Opening a session: resolve, lock, read, check, and add what the journal holds.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::DiskFile;
use super::files::Files;
use super::format::{self, Integrity};
use super::hold::{Hold, Saved, noted_owner};
use super::journal::{self, Damage};
use super::{Owner, Store};
use crate::session::{Entry, Hash, ViewState, Work};

/// A session that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The session with its history.
    pub work: Work,
    /// What the screen looked like.
    pub view: ViewState,
    /// Whether it can be written.
    pub access: Access,
    /// What the analyst should know.
    pub notices: Vec<Notice>,
}

/// Whether a session can be written.
#[derive(Debug)]
pub enum Access {
    /// Yes: a [`super::Keeper`] takes the hold.
    ReadWrite(Box<Hold>),
    /// No.
    ReadOnly(Why),
}

/// Why a session cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another program has it open.
    OpenElsewhere(Option<Owner>),
    /// The file or its folder may not be written.
    NotPermitted,
    /// A newer program wrote it.
    Newer(u32),
    /// Its journal is damaged in the middle.
    DamagedJournal,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenElsewhere(Some(owner)) => {
                write!(f, "it is open in another crosscheck ({owner})")
            }
            Self::OpenElsewhere(None) => f.write_str("it is open in another program"),
            Self::NotPermitted => f.write_str("its file or folder may not be written"),
            Self::Newer(version) => {
                write!(
                    f,
                    "a newer crosscheck wrote it (version {version} of the format)"
                )
            }
            Self::DamagedJournal => f.write_str("the journal of its edits is damaged"),
        }
    }
}

/// Something that the analyst should know about a session that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The program ended without closing the session; these many edits were in its journal.
    Recovered(usize),
    /// The last edit was cut off while it was written; it was never called saved.
    CutOff,
    /// The file was changed by other means than crosscheck.
    ChangedOutside,
    /// The file has other names (hard links), which will go on showing the old content.
    OtherNames(u64),
    /// A journal lies beside it that continues another history; it is left alone.
    ForeignJournal(PathBuf),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recovered(1) => f.write_str(
                "The last run did not end properly. Its one edit that was not in the file yet is here.",
            ),
            Self::Recovered(edits) => write!(
                f,
                "The last run did not end properly. Its {edits} edits that were not in the file yet \
                 are here."
            ),
            Self::CutOff => f.write_str(
                "The last run was stopped while it wrote an edit; that one edit is not here.",
            ),
            Self::ChangedOutside => {
                f.write_str("The session file was changed outside crosscheck since it was saved.")
            }
            Self::OtherNames(names) => write!(
                f,
                "The session file has {names} more names (hard links). Saving gives this name a new \
                 file; the others keep the old one."
            ),
            Self::ForeignJournal(path) => write!(
                f,
                "{} holds edits that do not continue this file. It is left alone.",
                path.display()
            ),
        }
    }
}

/// Why a session cannot be opened. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is a file already where a new session was to be.
    #[error("there is a file {} already", .path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// It cannot be read.
    #[error("{} cannot be read: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is no whole and consistent session.
    #[error("{}:{problem}", .path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        problem: String,
    },
}

pub(super) fn open(store: &Store, path: &Path) -> Result<Opened, OpenError> {
    let unreadable = |source| OpenError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let files = Files::of(path.canonicalize().map_err(unreadable)?);
    let lock = lock(store, &files);
    let bytes = store.disk.read(&files.session).map_err(unreadable)?;
    let broken = |problem| OpenError::Broken {
        path: path.to_owned(),
        problem,
    };
    let text = String::from_utf8(bytes).map_err(|_| broken(" it is not UTF-8".to_owned()))?;
    let (mut work, view) = checked(&text).map_err(broken)?;
    let mut notices = vec![];
    if format::integrity(&text) == Integrity::ChangedOutside {
        notices.push(Notice::ChangedOutside);
    }
    let after = (work.history().len() as u64, work.head());
    let (unfolded, damaged) = add_journal(store, &files, &mut work, &mut notices)?;
    let access = match lock {
        Err(why) => Access::ReadOnly(why),
        Ok(_) if damaged => Access::ReadOnly(Why::DamagedJournal),
        Ok(lock) => {
            notices.extend(other_names(store, &files));
            let saved = Saved {
                _lock: lock,
                hash: Hash::of(&text),
                after,
            };
            Access::ReadWrite(Box::new(Hold::new(store, files, Some(saved), unfolded)))
        }
    };
    let view = view.only_with(|id| work.session().document(id).is_some());
    Ok(Opened {
        work,
        view,
        access,
        notices,
    })
}

/// The session that a file's text holds, where it is whole and consistent.
///
/// # Errors
/// What is wrong, and where, to follow the file's name.
pub(super) fn checked(text: &str) -> Result<(Work, ViewState), String> {
    let parsed = format::parse(text).map_err(|error| error.to_string())?;
    if let Some(unknown) = parsed.unknown.first() {
        return Err(format!(" nothing is known of the field {unknown}"));
    }
    let (session, view, history) = parsed.whole.into_parts();
    let work = Work::retrace(history).map_err(|error| format!(" {error}"))?;
    if *work.session() != session {
        return Err(" the session does not match its history".to_owned());
    }
    Ok((work, view))
}

/// Locks the session file itself: that leaves no trace, and ends with the process.
fn lock(store: &Store, files: &Files) -> Result<Box<dyn DiskFile>, Why> {
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

#[cfg(unix)]
fn may_write_in(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn may_write_in(folder: &Path) -> bool {
    std::fs::metadata(folder).is_ok_and(|metadata| !metadata.permissions().readonly())
}

fn other_names(store: &Store, files: &Files) -> Option<Notice> {
    let stat = store.disk.stat(&files.session).ok()?;
    let backup = store
        .disk
        .stat(&files.backup)
        .ok()
        .map(|backup| backup.identity);
    // A crash between two steps of saving leaves the backup as a second name.
    let expected = if backup == Some(stat.identity) { 2 } else { 1 };
    (stat.links > expected).then(|| Notice::OtherNames(stat.links - expected))
}

/// Makes the edits of the journal that the session file does not hold. Returns them, and whether
/// the journal is damaged elsewhere than at its end.
fn add_journal(
    store: &Store,
    files: &Files,
    work: &mut Work,
    notices: &mut Vec<Notice>,
) -> Result<(Vec<Arc<Entry>>, bool), OpenError> {
    let bytes = match store.disk.read(&files.journal) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((vec![], false)),
        Err(source) => {
            return Err(OpenError::Unreadable {
                path: files.journal.clone(),
                source,
            });
        }
    };
    let journal = journal::read(&bytes);
    let mut added = vec![];
    for entry in journal.entries {
        if work
            .entry(entry.number)
            .is_some_and(|known| known.hash == entry.hash)
        {
            continue;
        }
        if work.follow(entry.clone()).is_err() {
            notices.push(Notice::ForeignJournal(files.journal.clone()));
            return Ok((added, true));
        }
        added.push(entry);
    }
    if !added.is_empty() {
        notices.push(Notice::Recovered(added.len()));
    }
    match journal.damage {
        None => Ok((added, false)),
        Some(Damage::CutOff(_)) => {
            notices.push(Notice::CutOff);
            Ok((added, false))
        }
        Some(Damage::Changed(_)) => Ok((added, true)),
    }
}
