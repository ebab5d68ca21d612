//! Taking back, making again, and going to what a step of the history was about.

use super::super::state::{Layer, Told};
use super::Step;
use crate::session::{Act, ClaimId, Edit, Entry, EvidenceId, Session};

impl Step<'_> {
    pub(super) fn undo(&mut self) {
        let stamp = self.stamp();
        match self.state.work.undo(&stamp) {
            Some(entry) => {
                let words = self.state.work.describe(&entry);
                self.turned(&entry, words);
            }
            None => self.state.warn("There is nothing to take back"),
        }
    }

    pub(super) fn redo(&mut self) {
        let stamp = self.stamp();
        match self.state.work.redo(&stamp) {
            Some(entry) => {
                let words = self.state.work.describe(&entry);
                self.turned(&entry, words);
            }
            None => self.state.warn("There is nothing to make again"),
        }
    }

    fn turned(&mut self, entry: &Entry, words: String) {
        self.record();
        self.state.tell(words);
        if let Act::Undo(of) | Act::Redo(of) = entry.act
            && let Some(Act::Do { edit, .. }) = self.state.work.entry(of).map(|entry| &entry.act)
        {
            let edit = edit.clone();
            self.show_as_recorded(&edit);
        }
        self.drop_what_is_gone();
        let name = self.state.work.session().scale.clone();
        self.take_scale(&name);
    }

    /// Shows all that an entry did; from there Enter leads to the claim that it was about.
    pub(super) fn show_entry(&mut self, entry: usize) {
        let work = &self.state.work;
        let Some(entry) = work.history().get(entry) else {
            return;
        };
        let edit = match &entry.act {
            Act::Begin(edit) | Act::Do { edit, .. } => Some(edit),
            Act::Undo(of) | Act::Redo(of) => match work.entry(*of).map(|entry| &entry.act) {
                Some(Act::Do { edit, .. }) => Some(edit),
                _ => None,
            },
        };
        let session = work.session();
        let claim = edit.and_then(|edit| claim_of(session, edit));
        let hash = entry.hash.to_string();
        let mut sentences = vec![format!(
            "{}, {}   hash {}…",
            entry.stamp.author,
            self.state.local_time(&entry.stamp.at),
            hash.get(..12).unwrap_or_default()
        )];
        sentences.extend(work.details(entry));
        let told = Told {
            title: format!("Step {} of {}", entry.number, work.history().len()),
            claim: claim.filter(|claim| session.claim(claim).is_some()),
            sentences,
            scroll: 0,
        };
        self.state.layers.push(Layer::Told(told));
    }
}

/// The claim that an edit changes, or whose evidence it changes.
fn claim_of(session: &Session, edit: &Edit) -> Option<ClaimId> {
    let of_evidence = |id: &EvidenceId| session.evidence(id).map(|evidence| evidence.claim.clone());
    match edit {
        Edit::AddClaim(claim) => Some(claim.id.clone()),
        Edit::RemoveClaim(id) | Edit::SetClaim(id, _) => Some(id.clone()),
        Edit::AddEvidence(evidence) => Some(evidence.claim.clone()),
        Edit::RemoveEvidence(id) | Edit::SetEvidence(id, _) => of_evidence(id),
        Edit::AddConflict(conflict) => claim_of(session, &conflict.ours),
        Edit::Several(edits) => edits.iter().find_map(|edit| claim_of(session, edit)),
        Edit::Retitle(_)
        | Edit::UseScale(_)
        | Edit::AddDocument(_)
        | Edit::RemoveDocument(_)
        | Edit::SetDocument(..)
        | Edit::RemoveConflict(_) => None,
    }
}
