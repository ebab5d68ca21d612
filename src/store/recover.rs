//! Bringing together what a session file holds, what was done to it outside crosscheck, and the
//! edits in the journal.

use std::sync::Arc;

use super::files::Files;
use super::format::VERSION;
use super::journal::{Damage, Header, Journal};
use super::open::Notice;
use super::read::{self, Read};
use super::{Store, disk::Stat};
use crate::session::merge::merge;
use crate::session::{Edit, Entry, Session, Stamp, Work};

/// The author of changes that nobody signed.
pub const OUTSIDE: &str = "outside crosscheck";

/// A session with everything that belongs to it.
pub(super) struct Recovered {
    pub work: Work,
    /// The entries that are not in the session file.
    pub unfolded: Vec<Arc<Entry>>,
    pub journal: JournalState,
}

/// What is to happen to the journal on the disk when edits are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JournalState {
    /// All of it is in the work: it can be replaced.
    Known,
    /// Not all of it is in the work: it is to be kept under another name.
    KeptAside,
    /// It is damaged in the middle: nothing is to be written.
    Damaged,
    /// A newer program wrote it: nothing is to be written.
    Newer(u32),
}

pub(super) fn recover(
    store: &Store,
    files: &Files,
    read: Read,
    journal: &Journal,
    stat: &Stat,
    notices: &mut Vec<Notice>,
) -> Recovered {
    let in_file = read.work.history().len();
    if !read.outside.is_empty() {
        let what = read.outside.iter().map(Edit::subject).collect();
        notices.push(Notice::ChangedOutside(what));
    }
    let first = waiting(&read.work, journal).into_iter().next();
    let mut work = read.into_work(&outside_stamp(first.as_deref(), stat));
    let mut state = JournalState::Known;
    let waiting = waiting(&work, journal);
    if follow_all(&mut work, &waiting) {
        if !waiting.is_empty() {
            notices.push(Notice::Recovered(waiting.len()));
        }
    } else if let Some(base) = base_of(store, files, &work, journal.header.as_ref())
        && let Some(notice) = merge_into(&mut work, base, &waiting)
    {
        notices.push(notice);
    } else {
        state = JournalState::KeptAside;
        notices.push(Notice::ForeignJournal(files.journal.clone()));
    }
    match journal.damage {
        Some(Damage::CutOff(_)) => notices.push(Notice::CutOff),
        Some(Damage::Last(line)) => {
            notices.push(Notice::DamagedEnd(files.journal.clone(), line));
            state = JournalState::KeptAside;
        }
        Some(Damage::Changed(line)) => {
            notices.push(Notice::DamagedJournal(files.journal.clone(), line));
            state = JournalState::Damaged;
        }
        None => {}
    }
    if let Some(header) = &journal.header
        && header.version > VERSION
    {
        state = JournalState::Newer(header.version);
    }
    let unfolded = work.history().iter().skip(in_file).cloned().collect();
    Recovered {
        work,
        unfolded,
        journal: state,
    }
}

/// The journal's entries that the session file does not hold.
fn waiting(work: &Work, journal: &Journal) -> Vec<Arc<Entry>> {
    let in_file = |entry: &Entry| {
        work.entry(entry.number)
            .is_some_and(|known| known.hash == entry.hash)
    };
    journal
        .entries
        .iter()
        .skip_while(|entry| in_file(entry))
        .cloned()
        .collect()
}

/// Goes on with entries, all or none.
fn follow_all(work: &mut Work, entries: &[Arc<Entry>]) -> bool {
    if entries.is_empty() {
        return true;
    }
    let mut ahead = work.clone();
    let all = entries
        .iter()
        .all(|entry| ahead.follow(entry.clone()).is_ok());
    if all {
        *work = ahead;
    }
    all
}

/// The stamp of changes that nobody signed: as the journal has it, where they were taken in before;
/// else the moment when the file was changed.
fn outside_stamp(first: Option<&Entry>, stat: &Stat) -> Stamp {
    match first {
        Some(entry) if entry.stamp.author == OUTSIDE => entry.stamp.clone(),
        _ => {
            let at = jiff::Timestamp::from_nanosecond(stat.modified).unwrap_or_default();
            Stamp {
                author: OUTSIDE.to_owned(),
                at: at.to_string(),
            }
        }
    }
}

/// The work that the journal's entries continue: in the session file's past, or in its backup's.
fn base_of(store: &Store, files: &Files, work: &Work, header: Option<&Header>) -> Option<Work> {
    let header = header?;
    let backup = || {
        let bytes = store.disk.read(&files.backup).ok()?;
        let backup = read::read(&bytes, &|_| None).ok()?;
        backup.work.as_of(header.after, header.head)
    };
    work.as_of(header.after, header.head).or_else(backup)
}

/// Merges what the journal's entries did into the work.
fn merge_into(work: &mut Work, base: Work, entries: &[Arc<Entry>]) -> Option<Notice> {
    let before: Session = base.session().clone();
    let mut theirs = base;
    if !follow_all(&mut theirs, entries) {
        return None;
    }
    let merged = merge(&before, work.session(), theirs.session());
    let stamp = &entries.last()?.stamp;
    if !merged.edits.is_empty() {
        work.apply(Edit::Several(merged.edits), stamp).ok()?;
    }
    Some(Notice::Merged {
        edits: entries.len(),
        conflicts: merged.conflicts,
    })
}
