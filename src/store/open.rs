//! Opening a session: resolve, lock, read, check, and add what the journal holds.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::files::Files;
use super::format::Integrity;
use super::hold::{Hold, Saved};
use super::lock::{Elsewhere, lock};
use super::problem::Problem;
use super::read;
use super::recover::{JournalState, Recovered, recover};
use super::{Owner, Store};
use crate::session::{Hash, ViewState, Work};
use crate::text::Visible;

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
    /// A program on another machine had it open and did not close it; only the analyst can know
    /// whether it still runs. [`Store::take_over`] opens it nevertheless.
    OpenOnAnotherMachine(Owner),
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
            Self::OpenOnAnotherMachine(owner) => {
                write!(
                    f,
                    "another machine has it open, or did not close it ({owner})"
                )
            }
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
    /// The file was changed by other means than crosscheck; what that did to the session, in words.
    ChangedOutside(Vec<String>),
    /// Both the file and the journal went on: the edits of the journal were merged in.
    Merged {
        /// How many edits the journal held.
        edits: usize,
        /// How many conflicts there are for the analyst to decide.
        conflicts: usize,
    },
    /// The journal is damaged at this line, and others follow; the edits before it are here.
    DamagedJournal(PathBuf, usize),
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
            Self::ChangedOutside(what) => {
                f.write_str("The session file was changed outside crosscheck since it was saved")?;
                match what.as_slice() {
                    [] => f.write_str(", but nothing in the session."),
                    [only] => write!(f, ": {only}."),
                    [first, rest @ ..] => write!(f, ": {first}, and {} more.", rest.len()),
                }
            }
            Self::Merged { edits, conflicts: 0 } => write!(
                f,
                "The session file went on without the last run's {edits} edits; they are merged in."
            ),
            Self::Merged { edits, conflicts } => write!(
                f,
                "The session file went on without the last run's {edits} edits; they are merged in, \
                 with {conflicts} conflicts to decide."
            ),
            Self::DamagedJournal(path, line) => write!(
                f,
                "{} is damaged in line {line}. The edits before that are here; those after it can \
                 be salvaged.",
                path.display()
            ),
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
    /// It is no whole and consistent session. It is not written to.
    #[error("{}", broken(path, problems))]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        problems: Vec<Problem>,
    },
}

/// Every problem on lines of its own, each with the file's name in front.
fn broken(path: &Path, problems: &[Problem]) -> String {
    let file = Visible::of(&path.to_string_lossy()).to_string();
    let told: Vec<String> = problems
        .iter()
        .map(|problem| format!("{file}:{problem}"))
        .collect();
    told.join("\n")
}

pub(super) fn open(store: &Store, path: &Path, elsewhere: Elsewhere) -> Result<Opened, OpenError> {
    let unreadable = |source| OpenError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let files = Files::of(path.canonicalize().map_err(unreadable)?);
    // Locked first, so that what is read is not replaced meanwhile.
    let lock = lock(store, &files, elsewhere);
    let bytes = store.disk.read(&files.session).map_err(unreadable)?;
    let stat = store.disk.stat(&files.session).map_err(unreadable)?;
    let texts = store.texts();
    let read = read::read(&bytes, &|record| texts.get(record.text).ok()).map_err(|problems| {
        OpenError::Broken {
            path: path.to_owned(),
            problems,
        }
    })?;
    // The copies of texts are the program's own; the session's folder is not written to. A text that
    // cannot be kept is told where it is looked for.
    let packed = read.texts.clone();
    for text in &packed {
        let _ = texts.keep(&text.text);
    }
    let newer = read.newer;
    let (view, integrity) = (read.view.clone(), read.integrity);
    let after = (read.work.history().len() as u64, read.work.head());
    let mut notices = vec![];
    let Recovered {
        work,
        unfolded,
        journal,
    } = recover(store, &files, read, &stat, &mut notices)?;
    if integrity == Integrity::ChangedOutside
        && !notices
            .iter()
            .any(|notice| matches!(notice, Notice::ChangedOutside(_)))
    {
        notices.push(Notice::ChangedOutside(vec![]));
    }
    let access = match (lock, newer, journal) {
        (_, Some(version), _) => Access::ReadOnly(Why::Newer(version)),
        (Err(why), ..) => Access::ReadOnly(why),
        (_, _, JournalState::Damaged) => Access::ReadOnly(Why::DamagedJournal),
        (Ok(lock), None, JournalState::Known | JournalState::Foreign) => {
            notices.extend(other_names(store, &files));
            let saved = Saved {
                _lock: lock,
                hash: Hash::of(&bytes),
                after,
            };
            let foreign = journal == JournalState::Foreign;
            let hold = Hold::new(store, files, Some(saved), unfolded, foreign).packed_with(packed);
            Access::ReadWrite(Box::new(hold))
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
