//! Three-way merge of sessions, by claim and field.
//!
//! What only one side changed is taken. What both changed differently stays as it is on our side,
//! and both versions are put side by side as a [`Conflict`], which the analyst decides. A change
//! wins over a removal, so that nothing that somebody still works on is lost.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Anchor, ClaimField, ClaimId, DocumentRecord, Edit, EvidenceField, EvidenceId, Session, changes,
};
use crate::text::DocumentId;

/// Two versions that a merge could not decide between. Our version is the one that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Counts up from 1 within the session.
    pub number: u32,
    /// The edit that makes our version.
    pub ours: Edit,
    /// The edit that makes their version.
    pub theirs: Edit,
}

/// What a merge found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The edits that bring their work into ours; conflicts among them.
    pub edits: Vec<Edit>,
    /// How many conflicts were added.
    pub conflicts: usize,
}

/// Brings `theirs` into `ours`, given the session `base` that both began with.
pub fn merge(base: &Session, ours: &Session, theirs: &Session) -> Merged {
    let theirs = &with_own_documents(base, ours, theirs);
    let our_changes: BTreeMap<Key, Edit> = changes(base, ours)
        .into_iter()
        .map(|edit| (key(&edit), edit))
        .collect();
    let mut merge = Merge {
        base,
        theirs,
        changed_by_us: our_changes.keys().map(|key| key.target.clone()).collect(),
        our_changes,
        session: ours.clone(),
        merged: Merged::default(),
    };
    for edit in changes(base, theirs) {
        merge.take(edit);
    }
    merge.merged
}

/// What an edit changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    target: Target,
    /// The field; empty for being there at all.
    field: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Session,
    Document(DocumentId),
    Claim(ClaimId),
    Evidence(EvidenceId),
    Conflict(u32),
}

fn key(edit: &Edit) -> Key {
    let (target, field) = match edit {
        Edit::Retitle(_) => (Target::Session, "title"),
        Edit::UseScale(_) => (Target::Session, "scale"),
        Edit::Several(_) => (Target::Session, ""),
        Edit::AddDocument(record) => (Target::Document(record.id), ""),
        Edit::RemoveDocument(id) => (Target::Document(*id), ""),
        Edit::SetDocument(id, field) => (Target::Document(*id), field.name()),
        Edit::AddClaim(claim) => (Target::Claim(claim.id.clone()), ""),
        Edit::RemoveClaim(id) => (Target::Claim(id.clone()), ""),
        Edit::SetClaim(id, field) => (Target::Claim(id.clone()), field.name()),
        Edit::AddEvidence(evidence) => (Target::Evidence(evidence.id.clone()), ""),
        Edit::RemoveEvidence(id) => (Target::Evidence(id.clone()), ""),
        Edit::SetEvidence(id, field) => (Target::Evidence(id.clone()), field.name()),
        Edit::AddConflict(conflict) => (Target::Conflict(conflict.number), ""),
        Edit::RemoveConflict(number) => (Target::Conflict(*number), ""),
    };
    Key { target, field }
}

/// A merge under way.
struct Merge<'m> {
    base: &'m Session,
    theirs: &'m Session,
    our_changes: BTreeMap<Key, Edit>,
    changed_by_us: BTreeSet<Target>,
    /// Ours, with what was taken so far.
    session: Session,
    merged: Merged,
}

impl Merge<'_> {
    /// Takes one of their changes, or puts it beside ours.
    fn take(&mut self, theirs: Edit) {
        let key = key(&theirs);
        match self.our_changes.get(&key).cloned() {
            Some(ours) if ours == theirs => {}
            Some(ours) => self.both(ours, theirs),
            None if is_removal(&theirs) && self.changed_by_us.contains(&key.target) => {
                self.conflict(Edit::Several(vec![]), theirs);
            }
            None => self.alone(theirs),
        }
    }

    /// Both sides changed the same thing, differently.
    fn both(&mut self, ours: Edit, theirs: Edit) {
        match (&ours, &theirs) {
            (Edit::SetClaim(id, ClaimField::Tags(a)), Edit::SetClaim(_, ClaimField::Tags(b))) => {
                let base = self.base.claim(id).map(|claim| claim.tags.as_slice());
                let tags = merged_tags(base.unwrap_or_default(), a, b);
                self.push(Edit::SetClaim(id.clone(), ClaimField::Tags(tags)));
            }
            (Edit::AddConflict(_), Edit::AddConflict(conflict)) => {
                let (ours, theirs) = (conflict.ours.clone(), conflict.theirs.clone());
                self.conflict(ours, theirs);
            }
            // Ours is gone, so their version is put back, to be looked at.
            (Edit::RemoveClaim(_) | Edit::RemoveEvidence(_) | Edit::RemoveDocument(_), _) => {
                self.alone(theirs);
            }
            _ => self.conflict(ours, theirs),
        }
    }

    /// Only they changed it.
    fn alone(&mut self, theirs: Edit) {
        self.bring_back_what_it_needs(&theirs);
        if !self.push(theirs.clone()) {
            // Something of ours still needs what they removed.
            if !matches!(theirs, Edit::RemoveDocument(_)) {
                self.conflict(Edit::Several(vec![]), theirs);
            }
        }
    }

    /// Puts back what we removed and they still work with.
    fn bring_back_what_it_needs(&mut self, edit: &Edit) {
        match edit {
            Edit::SetDocument(id, _) => self.need_document(*id),
            Edit::AddClaim(claim) => self.need_documents(&claim.anchors),
            Edit::SetClaim(id, field) => {
                self.need_claim(id);
                if let ClaimField::Anchors(anchors) = field {
                    self.need_documents(anchors);
                }
            }
            Edit::AddEvidence(evidence) => {
                self.need_claim(&evidence.claim);
                self.need_document(evidence.anchor.document);
            }
            Edit::SetEvidence(id, field) => {
                self.need_evidence(id);
                if let EvidenceField::Anchor(anchor) = field {
                    self.need_document(anchor.document);
                }
            }
            Edit::Retitle(_)
            | Edit::UseScale(_)
            | Edit::AddDocument(_)
            | Edit::RemoveDocument(_)
            | Edit::RemoveClaim(_)
            | Edit::RemoveEvidence(_)
            | Edit::AddConflict(_)
            | Edit::RemoveConflict(_)
            | Edit::Several(_) => {}
        }
    }

    fn need_documents(&mut self, anchors: &[Anchor]) {
        for anchor in anchors {
            self.need_document(anchor.document);
        }
    }

    fn need_document(&mut self, id: DocumentId) {
        if self.session.document(id).is_none()
            && let Some(record) = self.theirs.document(id)
        {
            self.push(Edit::AddDocument(record.clone()));
        }
    }

    fn need_claim(&mut self, id: &ClaimId) {
        if self.session.claim(id).is_none()
            && let Some(claim) = self.theirs.claim(id).cloned()
        {
            self.need_documents(&claim.anchors);
            self.push(Edit::AddClaim(claim.clone()));
            self.conflict(Edit::RemoveClaim(id.clone()), Edit::AddClaim(claim));
        }
    }

    fn need_evidence(&mut self, id: &EvidenceId) {
        if self.session.evidence(id).is_none()
            && let Some(evidence) = self.theirs.evidence(id).cloned()
        {
            self.need_claim(&evidence.claim);
            self.need_document(evidence.anchor.document);
            self.push(Edit::AddEvidence(evidence.clone()));
            self.conflict(
                Edit::RemoveEvidence(id.clone()),
                Edit::AddEvidence(evidence),
            );
        }
    }

    fn conflict(&mut self, ours: Edit, theirs: Edit) {
        let known = self.session.conflicts.iter();
        if known
            .clone()
            .any(|known| known.ours == ours && known.theirs == theirs)
        {
            return;
        }
        let number = known
            .map(|known| known.number)
            .max()
            .unwrap_or_default()
            .saturating_add(1);
        if self.push(Edit::AddConflict(Box::new(Conflict {
            number,
            ours,
            theirs,
        }))) {
            self.merged.conflicts += 1;
        }
    }

    /// Makes the edit, if it fits; an edit that changes nothing is left out.
    fn push(&mut self, edit: Edit) -> bool {
        match self.session.apply(edit.clone()) {
            Ok(inverse) => {
                if inverse != edit {
                    self.merged.edits.push(edit);
                }
                true
            }
            Err(_) => false,
        }
    }
}

fn is_removal(edit: &Edit) -> bool {
    matches!(
        edit,
        Edit::RemoveDocument(_) | Edit::RemoveClaim(_) | Edit::RemoveEvidence(_)
    )
}

/// The tags that both kept or either added, sorted.
fn merged_tags(base: &[String], ours: &[String], theirs: &[String]) -> Vec<String> {
    let all: BTreeSet<&String> = ours.iter().chain(theirs).collect();
    let stays = |tag: &&String| !base.contains(tag) || (ours.contains(tag) && theirs.contains(tag));
    all.into_iter().filter(stays).cloned().collect()
}

/// Their session, with ids for the documents that they added which mean the same on our side: two
/// analysts count up on their own, so one number may mean two documents, and two numbers one.
fn with_own_documents(base: &Session, ours: &Session, theirs: &Session) -> Session {
    let highest = |session: &Session| session.documents.last().map_or(0, |record| record.id.0);
    let mut next = highest(ours).max(highest(theirs)).max(highest(base));
    let is_new = |record: &&DocumentRecord| base.document(record.id).is_none();
    let mut own: BTreeMap<DocumentId, DocumentRecord> = BTreeMap::new();
    let mut met: BTreeSet<DocumentId> = BTreeSet::new();
    for record in theirs.documents.iter().filter(is_new) {
        let same = |our: &&DocumentRecord| {
            our.source == record.source && our.sha256 == record.sha256 && !met.contains(&our.id)
        };
        let under_one_id = ours.document(record.id).filter(same);
        let elsewhere = || ours.documents.iter().filter(is_new).find(same);
        if let Some(our) = under_one_id.or_else(elsewhere) {
            met.insert(our.id);
            own.insert(record.id, our.clone());
        } else if ours.document(record.id).is_some() {
            next = next.saturating_add(1);
            own.insert(
                record.id,
                DocumentRecord {
                    id: DocumentId(next),
                    ..record.clone()
                },
            );
        }
    }
    let own_id = |id: &mut DocumentId| *id = own.get(id).map_or(*id, |record| record.id);
    let mut theirs = theirs.clone();
    for record in &mut theirs.documents {
        if let Some(own) = own.get(&record.id) {
            *record = own.clone();
        }
    }
    theirs.documents.sort_by_key(|record| record.id);
    for claim in &mut theirs.claims {
        claim
            .anchors
            .iter_mut()
            .for_each(|anchor| own_id(&mut anchor.document));
    }
    theirs
        .evidence
        .iter_mut()
        .for_each(|evidence| own_id(&mut evidence.anchor.document));
    theirs
}
