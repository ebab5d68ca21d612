//! Opening a session: resolve, lock, read, check, and add what the journal holds.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::disk::Stat;
use super::files::Files;
use super::format::{Integrity, PackedText};
use super::hold::{Hold, Saved};
use super::journal::{self, Journal};
use super::lock::{Intent, lock};
use super::problem::Problem;
use super::read;
use super::recover::{JournalState, Recovered, recover};
use super::shelf::Shelf;
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
    /// The texts that the session is packed with.
    pub packed: Arc<[PackedText]>,
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
    /// The file cannot be opened for writing; what the system said.
    NotWritable(String),
    /// Nothing can be locked here, so nobody can tell whether another program has it open.
    /// [`Store::take_over`] opens it nevertheless.
    NoLock,
    /// It was opened only to be looked at.
    Looking,
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
            Self::NotWritable(why) => write!(f, "its file cannot be opened for writing ({why})"),
            Self::NoLock => f.write_str(
                "files cannot be locked here, so another program may have it open unseen",
            ),
            Self::Looking => f.write_str("it was opened only to be looked at"),
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
    /// The last line of the journal is not whole, though written to its end; the edits before it are
    /// here, and the journal is kept under another name.
    DamagedEnd(PathBuf, usize),
    /// The file was changed outside crosscheck, and these many quotations could not be compared with
    /// their texts, which are not here.
    Unchecked(usize),
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
            Self::DamagedEnd(path, line) => write!(
                f,
                "{} is damaged in its last line, {line}, as when the power fails while it is \
                 written. The edits before that are here; the damaged journal is kept.",
                path.display()
            ),
            Self::Unchecked(1) => f.write_str(
                "One quotation could not be compared with its text, which is not here.",
            ),
            Self::Unchecked(many) => write!(
                f,
                "{many} quotations could not be compared with their texts, which are not here."
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
    /// It is gone, and its backup is there.
    #[error(
        "there is no file {}, but its backup {} is there; `crosscheck salvage` makes a new session of it",
        .path.display(), .backup.display()
    )]
    OnlyBackup {
        /// The file.
        path: PathBuf,
        /// Its backup.
        backup: PathBuf,
    },
    /// It is to be written into another file, and this program does not know all that is in it.
    #[error(
        "a newer crosscheck wrote {} (version {version} of the format); what this one writes of it \
         would lack what only the newer one knows",
        .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its format.
        version: u32,
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

pub(super) fn open(store: &Store, path: &Path, intent: Intent) -> Result<Opened, OpenError> {
    let unreadable = |source| OpenError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let files = Files::of(path.canonicalize().map_err(|source| {
        let backup = Files::of(path.to_owned()).backup;
        if source.kind() == io::ErrorKind::NotFound && store.disk.stat(&backup).is_ok() {
            let path = path.to_owned();
            return OpenError::OnlyBackup { path, backup };
        }
        unreadable(source)
    })?);
    // Locked first, so that what is read is not replaced meanwhile.
    let lock = lock(store, &files, intent);
    let OnDisk {
        bytes,
        stat,
        journal,
    } = read_together(store, &files)?;
    let shelf = Shelf::new(store, path, None);
    let (read, hash) = thread::scope(|scope| {
        let hash = scope.spawn(|| Hash::of(&bytes));
        let read = read::read(&bytes, &|record| shelf.as_read(record));
        (read, hash.join().unwrap_or_else(|_| Hash::of(&bytes)))
    });
    let read = read.map_err(|problems| OpenError::Broken {
        path: path.to_owned(),
        problems,
    })?;
    let packed: Arc<[PackedText]> = read.texts.clone().into();
    let (newer, unchecked) = (read.newer, read.unchecked);
    let (view, integrity) = (read.view.clone(), read.integrity);
    let after = (read.work.history().len() as u64, read.work.head());
    let mut notices = vec![];
    let Recovered {
        work,
        unfolded,
        journal,
    } = recover(store, &files, read, &journal, &stat, &mut notices);
    if integrity == Integrity::ChangedOutside
        && !notices
            .iter()
            .any(|notice| matches!(notice, Notice::ChangedOutside(_)))
    {
        notices.push(Notice::ChangedOutside(vec![]));
    }
    if unchecked > 0 {
        notices.push(Notice::Unchecked(unchecked));
    }
    let access = match (lock, newer, journal) {
        (_, Some(version), _) => Access::ReadOnly(Why::Newer(version)),
        (Err(why), ..) => Access::ReadOnly(why),
        (_, _, JournalState::Damaged) => Access::ReadOnly(Why::DamagedJournal),
        (_, _, JournalState::Newer(version)) => Access::ReadOnly(Why::Newer(version)),
        (Ok(lock), None, JournalState::Known | JournalState::KeptAside) => {
            notices.extend(other_names(store, &files));
            let saved = Saved {
                _lock: lock.file,
                hash,
                after,
            };
            let aside = journal == JournalState::KeptAside;
            let hold = Hold::new(store, files, Some(saved), unfolded, aside, lock.note)
                .packed_with(packed.clone());
            Access::ReadWrite(Box::new(hold))
        }
    };
    let view = view.only_with(|id| work.session().document(id).is_some());
    Ok(Opened {
        work,
        view,
        access,
        notices,
        packed,
    })
}

/// A session file and its journal, as they were at one moment.
struct OnDisk {
    bytes: Vec<u8>,
    stat: Stat,
    journal: Journal,
}

/// How often files are read again that are replaced meanwhile.
const TRIES: usize = 5;

/// Reads the session file and its journal. Where the program that works on the session replaces the
/// one before the other is read, both are read again.
fn read_together(store: &Store, files: &Files) -> Result<OnDisk, OpenError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| OpenError::Unreadable { path, source }
    };
    let stat = || {
        let stat = store.disk.stat(&files.session);
        stat.map_err(unreadable(&files.session))
    };
    let mut before = stat()?;
    let mut tries = 0;
    loop {
        let bytes = store.disk.read(&files.session);
        let bytes = bytes.map_err(unreadable(&files.session))?;
        let journal = match store.disk.read(&files.journal) {
            Ok(bytes) => journal::read(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Journal::default(),
            Err(error) => return Err(unreadable(&files.journal)(error)),
        };
        let after = stat()?;
        tries += 1;
        if after == before || tries == TRIES {
            return Ok(OnDisk {
                bytes,
                stat: after,
                journal,
            });
        }
        before = after;
    }
}

fn other_names(store: &Store, files: &Files) -> Option<Notice> {
    let stat = store.disk.stat(&files.session).ok()?;
    // A crash between two steps of saving leaves one of these as a second name.
    let ours = [&files.backup, &files.temporary]
        .into_iter()
        .filter(|path| {
            let other = store.disk.stat(path);
            other.is_ok_and(|other| other.identity == stat.identity)
        });
    let expected = 1 + ours.count() as u64;
    (stat.links > expected).then(|| Notice::OtherNames(stat.links - expected))
}
