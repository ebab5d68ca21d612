//! The audit trail: every edit with who made it and when, each entry chained to the one before, so
//! that a history that was rewritten can be told from one that was retraced. Undo and redo are
//! entries like any other, which is why they last across restarts.
//!
//! An entry's hash is the SHA-256 of the hash before it (64 hexadecimal digits; for the first entry
//! the hash of nothing), a line feed, and the entry's number, stamp and act as compact JSON in the
//! order of their fields. Anyone can retrace that with a few lines in any language.

use std::sync::Arc;
use std::thread;

use serde::{Deserialize, Serialize};

use super::hash::Hash;
use super::{ClaimId, Edit, EditError, EvidenceId, Replica, Session};
use crate::text::DocumentId;

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The analyst's name.
    pub author: String,
    /// The moment, in RFC 3339, in UTC.
    pub at: String,
}

/// What was done.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every act is of the large kind"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// The session was begun with what this makes of an empty one. Always the first entry, and the
    /// only one that cannot be undone.
    Begin(Edit),
    /// An edit was made.
    Do {
        /// The edit.
        edit: Edit,
        /// What takes it back.
        inverse: Edit,
    },
    /// The edit of the entry with this number was taken back.
    Undo(u64),
    /// The edit of the entry with this number was made again.
    Redo(u64),
}

/// One step of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Counts up from 1 without gaps.
    pub number: u64,
    /// Who and when.
    pub stamp: Stamp,
    /// What.
    pub act: Act,
    /// Chains the entry to all before it.
    pub hash: Hash,
}

impl Entry {
    /// The entry that follows the one with the hash `before`.
    fn chained(before: Hash, number: u64, stamp: Stamp, act: Act) -> Self {
        let hash = chain(before, number, &stamp, &act);
        Self {
            number,
            stamp,
            act,
            hash,
        }
    }

    /// Whether the entry follows the one with the hash `before`, and is as it was written.
    pub(crate) fn follows(&self, before: Hash) -> bool {
        chain(before, self.number, &self.stamp, &self.act) == self.hash
    }
}

/// From how many entries on their hashes are checked on a thread of their own.
const LONG: usize = 256;

/// The number that the first entry has, or should have, that does not follow from the one before.
fn first_unchained(history: &[Arc<Entry>]) -> Option<u64> {
    let start = Hash::of("");
    let before = [start]
        .into_iter()
        .chain(history.iter().map(|entry| entry.hash));
    let broken = (1..)
        .zip(history.iter().zip(before))
        .find(|(_, (entry, before))| !entry.follows(*before));
    broken.map(|(number, _)| number)
}

fn chain(before: Hash, number: u64, stamp: &Stamp, act: &Act) -> Hash {
    #[derive(Serialize)]
    struct Chained<'e> {
        number: u64,
        stamp: &'e Stamp,
        act: &'e Act,
    }
    // Writing plain data as JSON into memory cannot fail; if it did, the chain would not match.
    let written = serde_json::to_vec(&Chained { number, stamp, act }).unwrap_or_default();
    Hash::of_all([before.to_string().as_bytes(), b"\n", &written])
}

/// Where a history does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("step {number} of the history {why}")]
pub struct BrokenHistory {
    /// The number of the entry, or the number that it should have.
    pub number: u64,
    /// What is wrong with it.
    pub why: BrokenStep,
}

/// What is wrong with an entry of a history.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenStep {
    /// The numbers do not count up from 1.
    #[error("has the number {0}: a step is missing or was put in")]
    Number(u64),
    /// The hash does not follow from the entry and the one before.
    #[error("does not match its hash: it, or a step before it, was rewritten")]
    Hash,
    /// The edit cannot be made where it stands.
    #[error("cannot be retraced: {0}")]
    Edit(#[from] EditError),
    /// The inverse is not what takes the edit back.
    #[error("says wrongly what was there before")]
    Inverse,
    /// It takes back, or makes again, a step out of turn.
    #[error("takes back or repeats step {0}, which was not next in turn")]
    Turn(u64),
}

/// A session with its history: the one thing that is worked on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    session: Session,
    history: Vec<Arc<Entry>>,
    /// Numbers of the entries that can be undone, the next one last.
    undo: Vec<u64>,
    /// Numbers of the entries that can be made again, the next one last.
    redo: Vec<u64>,
    highest: Highest,
}

/// The highest numbers that were ever given out, so that none is given out twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Highest {
    document: u32,
    claim: u32,
    evidence: u32,
}

impl Work {
    /// A new session that begins with what `edit` makes of an empty one.
    ///
    /// # Errors
    /// [`EditError`] where the edit does not fit an empty session.
    pub fn begin(edit: Edit, stamp: &Stamp) -> Result<Self, EditError> {
        let mut work = Self::default();
        work.session.apply(edit.clone())?;
        work.append(Act::Begin(edit), stamp);
        Ok(work)
    }

    /// Retraces a whole history from its first entry, checking each step.
    ///
    /// # Errors
    /// [`BrokenHistory`] at the first entry that does not hold.
    pub fn retrace(history: &[Arc<Entry>]) -> Result<Self, BrokenHistory> {
        thread::scope(|scope| {
            // The chain is checked beside the steps: an entry's hash needs only the one before.
            let check = || first_unchained(history);
            let beside = (history.len() >= LONG).then(|| scope.spawn(check));
            let mut work = Self::default();
            work.history.reserve(history.len());
            let retraced = history
                .iter()
                .try_for_each(|entry| work.step(entry.clone()));
            let unchained = match beside.map(thread::ScopedJoinHandle::join) {
                Some(Ok(unchained)) => unchained,
                Some(Err(_)) | None => check(),
            };
            match (retraced, unchained) {
                (Ok(()), None) => Ok(work),
                // What is wrong first is told; of two things in one step, that it was rewritten.
                (Err(broken), Some(number)) if broken.number < number => Err(broken),
                (
                    Err(
                        broken @ BrokenHistory {
                            why: BrokenStep::Number(_),
                            ..
                        },
                    ),
                    Some(number),
                ) if broken.number == number => Err(broken),
                (_, Some(number)) => Err(BrokenHistory {
                    number,
                    why: BrokenStep::Hash,
                }),
                (Err(broken), None) => Err(broken),
            }
        })
    }

    /// Goes one recorded step further.
    ///
    /// # Errors
    /// [`BrokenHistory`] where the entry does not continue this history; the work is then as it was.
    pub fn follow(&mut self, entry: Arc<Entry>) -> Result<(), BrokenHistory> {
        let number = self.next_number();
        let broken = |why| BrokenHistory { number, why };
        if entry.number == number && !entry.follows(self.head()) {
            return Err(broken(BrokenStep::Hash));
        }
        self.step(entry)
    }

    /// Goes a step further whose hash is checked elsewhere.
    fn step(&mut self, entry: Arc<Entry>) -> Result<(), BrokenHistory> {
        let number = self.next_number();
        let broken = |why| BrokenHistory { number, why };
        if entry.number != number {
            return Err(broken(BrokenStep::Number(entry.number)));
        }
        match &entry.act {
            Act::Begin(_) if number != 1 => return Err(broken(BrokenStep::Turn(1))),
            Act::Begin(edit) => {
                self.session
                    .apply(edit.clone())
                    .map_err(|why| broken(why.into()))?;
            }
            Act::Do { edit, inverse } => {
                let found = self
                    .session
                    .apply(edit.clone())
                    .map_err(|why| broken(why.into()))?;
                if found != *inverse {
                    self.session
                        .apply(found)
                        .map_err(|why| broken(why.into()))?;
                    return Err(broken(BrokenStep::Inverse));
                }
            }
            Act::Undo(of) | Act::Redo(of) => {
                let edit = self
                    .next_in_turn(&entry.act)
                    .ok_or(broken(BrokenStep::Turn(*of)))?;
                self.session.apply(edit).map_err(|why| broken(why.into()))?;
            }
        }
        self.push(entry);
        Ok(())
    }

    /// The session as it stands.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Every step so far, oldest first.
    pub fn history(&self) -> &[Arc<Entry>] {
        &self.history
    }

    /// The entry with this number.
    pub fn entry(&self, number: u64) -> Option<&Entry> {
        let at = usize::try_from(number.checked_sub(1)?).ok()?;
        self.history.get(at).map(Arc::as_ref)
    }

    /// The hash of the newest entry; of nothing where there is none.
    pub fn head(&self) -> Hash {
        self.history
            .last()
            .map_or_else(|| Hash::of(""), |entry| entry.hash)
    }

    /// Makes an edit.
    ///
    /// # Errors
    /// [`EditError`] where it does not fit the session, which is then as it was.
    pub fn apply(&mut self, edit: Edit, stamp: &Stamp) -> Result<Arc<Entry>, EditError> {
        let inverse = self.session.apply(edit.clone())?;
        Ok(self.append(Act::Do { edit, inverse }, stamp))
    }

    /// Takes back the newest edit that stands; `None` where there is none.
    pub fn undo(&mut self, stamp: &Stamp) -> Option<Arc<Entry>> {
        let act = Act::Undo(*self.undo.last()?);
        self.turn(act, stamp)
    }

    /// Makes again the edit that was taken back last; `None` where there is none.
    pub fn redo(&mut self, stamp: &Stamp) -> Option<Arc<Entry>> {
        let act = Act::Redo(*self.redo.last()?);
        self.turn(act, stamp)
    }

    fn turn(&mut self, act: Act, stamp: &Stamp) -> Option<Arc<Entry>> {
        let edit = self.next_in_turn(&act)?;
        self.session.apply(edit).ok()?;
        Some(self.append(act, stamp))
    }

    /// What an undo or redo does to the session, if it is next in turn.
    fn next_in_turn(&self, act: &Act) -> Option<Edit> {
        let (waiting, of) = match act {
            Act::Undo(of) => (&self.undo, of),
            Act::Redo(of) => (&self.redo, of),
            Act::Begin(_) | Act::Do { .. } => return None,
        };
        if waiting.last() != Some(of) {
            return None;
        }
        match (act, &self.entry(*of)?.act) {
            (Act::Undo(_), Act::Do { inverse, .. }) => Some(inverse.clone()),
            (Act::Redo(_), Act::Do { edit, .. }) => Some(edit.clone()),
            _ => None,
        }
    }

    /// The edit that [`Work::undo`] would take back.
    pub fn can_undo(&self) -> Option<&Entry> {
        self.entry(*self.undo.last()?)
    }

    /// The edit that [`Work::redo`] would make again.
    pub fn can_redo(&self) -> Option<&Entry> {
        self.entry(*self.redo.last()?)
    }

    /// An id for a new document. Numbers are never used again, not even after an undo.
    pub fn next_document_id(&self) -> DocumentId {
        DocumentId(self.highest.document.saturating_add(1))
    }

    /// An id for a new claim. Numbers are never used again, not even after an undo.
    pub fn next_claim_id(&self, replica: &Replica) -> ClaimId {
        ClaimId {
            number: self.highest.claim.saturating_add(1),
            replica: replica.clone(),
        }
    }

    /// An id for a new piece of evidence. Numbers are never used again, not even after an undo.
    pub fn next_evidence_id(&self, replica: &Replica) -> EvidenceId {
        EvidenceId {
            number: self.highest.evidence.saturating_add(1),
            replica: replica.clone(),
        }
    }

    /// The work as it stood after the entry with this number, if that entry has this hash.
    pub fn as_of(&self, number: u64, hash: Hash) -> Option<Self> {
        let end = usize::try_from(number).ok()?;
        let past = Self::retrace(self.history.get(..end)?).ok()?;
        (past.head() == hash).then_some(past)
    }

    fn next_number(&self) -> u64 {
        self.history.last().map_or(1, |entry| entry.number + 1)
    }

    /// Writes down an act that the session has undergone already.
    fn append(&mut self, act: Act, stamp: &Stamp) -> Arc<Entry> {
        let entry = Entry::chained(self.head(), self.next_number(), stamp.clone(), act);
        let entry = Arc::new(entry);
        self.push(entry.clone());
        entry
    }

    fn push(&mut self, entry: Arc<Entry>) {
        match &entry.act {
            Act::Begin(edit) => self.highest.note(edit),
            Act::Do { edit, .. } => {
                self.highest.note(edit);
                self.undo.push(entry.number);
                self.redo.clear();
            }
            Act::Undo(_) => self.redo.extend(self.undo.pop()),
            Act::Redo(_) => self.undo.extend(self.redo.pop()),
        }
        self.history.push(entry);
    }
}

impl Highest {
    fn note(&mut self, edit: &Edit) {
        match edit {
            Edit::AddDocument(record) => self.document = self.document.max(record.id.0),
            Edit::AddClaim(claim) => self.claim = self.claim.max(claim.id.number),
            Edit::AddEvidence(evidence) => self.evidence = self.evidence.max(evidence.id.number),
            Edit::Several(edits) => edits.iter().for_each(|edit| self.note(edit)),
            Edit::Retitle(_)
            | Edit::UseScale(_)
            | Edit::RemoveDocument(_)
            | Edit::SetDocument(..)
            | Edit::RemoveClaim(_)
            | Edit::SetClaim(..)
            | Edit::RemoveEvidence(_)
            | Edit::AddConflict(_)
            | Edit::RemoveConflict(_)
            | Edit::SetEvidence(..) => {}
        }
    }
}
