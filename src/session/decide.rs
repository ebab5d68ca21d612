//! Deciding what a merge left open: one of two versions, or both where they go together.

use super::history::{Act, Stamp, Work};
use super::merge::Conflict;
use super::{Anchor, ClaimField, Edit, EvidenceField, Session};

/// Which version is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// The one of the session that the other was merged into.
    Ours,
    /// The one that was merged in.
    Theirs,
    /// Both, one behind the other.
    Both,
}

impl Conflict {
    /// What the conflict is about, in a few words: "claim 4: verdict".
    pub fn subject(&self) -> String {
        if self.ours == Edit::Several(vec![]) {
            self.theirs.subject()
        } else {
            self.ours.subject()
        }
    }

    /// Whether both versions can stand together.
    pub fn can_be_both(&self) -> bool {
        both(&self.ours, &self.theirs).is_some()
    }

    /// The edit that decides it; `None` where both versions cannot stand together. What the session no
    /// longer has is left out.
    pub fn decide(&self, session: &Session, version: Version) -> Option<Edit> {
        let version = match version {
            Version::Ours => self.ours.clone(),
            Version::Theirs => self.theirs.clone(),
            Version::Both => both(&self.ours, &self.theirs)?,
        };
        let mut ahead = session.clone();
        let mut edits = vec![];
        for edit in with_what_it_needs(session, version) {
            if let Ok(inverse) = ahead.apply(edit.clone())
                && inverse != edit
            {
                edits.push(edit);
            }
        }
        edits.push(Edit::RemoveConflict(self.number));
        Some(Edit::Several(edits))
    }
}

impl Work {
    /// Who made our version of a conflict, as far as the history tells.
    pub fn ours_by(&self, conflict: &Conflict) -> Option<&Stamp> {
        self.last_with(|edit| *edit == conflict.ours)
    }

    /// Who brought their version in, and when.
    pub fn theirs_by(&self, conflict: &Conflict) -> Option<&Stamp> {
        self.last_with(|edit| matches!(edit, Edit::AddConflict(added) if **added == *conflict))
    }

    fn last_with(&self, is: impl Fn(&Edit) -> bool) -> Option<&Stamp> {
        let entry = self.history().iter().rev().find(|entry| match &entry.act {
            Act::Begin(edit) | Act::Do { edit, .. } => holds(edit, &is),
            Act::Undo(_) | Act::Redo(_) => false,
        })?;
        Some(&entry.stamp)
    }
}

fn holds(edit: &Edit, is: &impl Fn(&Edit) -> bool) -> bool {
    is(edit) || matches!(edit, Edit::Several(edits) if edits.iter().any(|edit| holds(edit, is)))
}

/// A claim is removed with the evidence for it.
fn with_what_it_needs(session: &Session, edit: Edit) -> Vec<Edit> {
    let evidence = match &edit {
        Edit::RemoveClaim(claim) => session.evidence_for(claim).collect(),
        _ => vec![],
    };
    let evidence = evidence.into_iter().map(|it| it.id.clone());
    evidence.map(Edit::RemoveEvidence).chain([edit]).collect()
}

/// Both versions as one; `None` where only one of them can stand.
fn both(ours: &Edit, theirs: &Edit) -> Option<Edit> {
    match (ours, theirs) {
        (Edit::SetClaim(id, ClaimField::Note(a)), Edit::SetClaim(_, ClaimField::Note(b))) => {
            Some(Edit::SetClaim(id.clone(), ClaimField::Note(joined(a, b))))
        }
        (Edit::SetClaim(id, ClaimField::Anchors(a)), Edit::SetClaim(_, ClaimField::Anchors(b))) => {
            let new = |anchor: &&Anchor| !a.contains(anchor);
            let all = a.iter().chain(b.iter().filter(new)).cloned().collect();
            Some(Edit::SetClaim(id.clone(), ClaimField::Anchors(all)))
        }
        (
            Edit::SetEvidence(id, EvidenceField::Note(a)),
            Edit::SetEvidence(_, EvidenceField::Note(b)),
        ) => {
            let note = EvidenceField::Note(joined(a, b));
            Some(Edit::SetEvidence(id.clone(), note))
        }
        _ => None,
    }
}

fn joined(a: &str, b: &str) -> String {
    let parts = [a, b].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::merge::merge;
    use crate::session::{Claim, ClaimId, Replica};

    fn claim(statement: &str, note: &str) -> Claim {
        let id = ClaimId {
            number: 1,
            replica: Replica("a".into()),
        };
        Claim {
            note: note.into(),
            ..Claim::new(id, statement.into(), vec![])
        }
    }

    fn with(claims: Vec<Claim>) -> Session {
        Session {
            claims,
            ..Session::default()
        }
    }

    /// Our session after theirs was merged in.
    fn merged(base: &Session, ours: &Session, theirs: &Session) -> Session {
        let mut session = ours.clone();
        for edit in merge(base, ours, theirs).edits {
            session.apply(edit).unwrap();
        }
        assert_eq!(session.conflicts.len(), 1, "{session:?}");
        session
    }

    fn decided(session: &Session, version: Version) -> Option<Session> {
        let mut session = session.clone();
        let edit = session.conflicts[0].decide(&session, version)?;
        let inverse = session.apply(edit).unwrap();
        let mut back = session.clone();
        back.apply(inverse).unwrap();
        assert_eq!(back.conflicts.len(), 1);
        assert!(session.conflicts.is_empty());
        Some(session)
    }

    #[test]
    fn either_version_of_a_field_can_stand() {
        let base = with(vec![claim("a", "")]);
        let (ours, theirs) = (with(vec![claim("b", "")]), with(vec![claim("c", "")]));
        let session = merged(&base, &ours, &theirs);
        assert_eq!(session.conflicts[0].subject(), "claim 1: statement");
        assert_eq!(decided(&session, Version::Ours), Some(ours));
        assert_eq!(decided(&session, Version::Theirs), Some(theirs));
        assert_eq!(decided(&session, Version::Both), None);
    }

    #[test]
    fn two_notes_can_stand_together() {
        let base = with(vec![claim("a", "")]);
        let (ours, theirs) = (with(vec![claim("a", "b")]), with(vec![claim("a", "c")]));
        let session = merged(&base, &ours, &theirs);
        let both = decided(&session, Version::Both).unwrap();
        assert_eq!(both.claims[0].note, "b\nc");
    }

    #[test]
    fn what_one_removed_and_the_other_changed_stays_or_goes() {
        let base = with(vec![claim("a", "")]);
        let (changed, removed) = (with(vec![claim("b", "")]), with(vec![]));
        for (ours, theirs) in [(&changed, &removed), (&removed, &changed)] {
            let session = merged(&base, ours, theirs);
            assert_eq!(decided(&session, Version::Ours).as_ref(), Some(ours));
            assert_eq!(decided(&session, Version::Theirs).as_ref(), Some(theirs));
        }
    }
}
