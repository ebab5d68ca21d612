//! Carrying a session's anchors over to the new text of a source.

use super::revision::{Fate, Revision};
use super::{
    Anchor, ClaimField, ClaimId, DocumentField, Edit, EvidenceField, EvidenceId, Reading, Session,
};
use crate::text::DocumentId;

/// Whose anchor is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A claim's, by its place in the claim's list.
    Claim(ClaimId, usize),
    /// A piece of evidence's.
    Evidence(EvidenceId),
}

/// A new text taken into a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The edit that takes it in and moves the anchors whose words are the same.
    pub edit: Edit,
    /// The anchors that the analyst must look at: their words were changed, stand in several
    /// places, or are gone. The edit leaves them as they were.
    pub undecided: Vec<(Holder, Fate)>,
}

/// Takes the new text of a document into a session. Nothing is deleted, and nothing whose words
/// were changed is attached anew.
pub fn carry(
    session: &Session,
    document: DocumentId,
    reading: Reading,
    revision: &Revision,
) -> Carried {
    let mut edits = vec![Edit::SetDocument(document, DocumentField::Reading(reading))];
    let mut undecided = vec![];
    let mut carried = |anchor: &Anchor, holder: Holder| {
        if anchor.document != document {
            return None;
        }
        match revision.fate(anchor) {
            Fate::Exact => None,
            Fate::Moved(moved) => Some(moved),
            fate @ (Fate::Changed(_) | Fate::Ambiguous(_) | Fate::Lost) => {
                undecided.push((holder, fate));
                None
            }
        }
    };
    for claim in &session.claims {
        let mut anchors = claim.anchors.clone();
        for (at, anchor) in anchors.iter_mut().enumerate() {
            if let Some(moved) = carried(anchor, Holder::Claim(claim.id.clone(), at)) {
                *anchor = moved;
            }
        }
        if anchors != claim.anchors {
            edits.push(Edit::SetClaim(
                claim.id.clone(),
                ClaimField::Anchors(anchors),
            ));
        }
    }
    for evidence in &session.evidence {
        let holder = Holder::Evidence(evidence.id.clone());
        if let Some(moved) = carried(&evidence.anchor, holder) {
            edits.push(Edit::SetEvidence(
                evidence.id.clone(),
                EvidenceField::Anchor(moved),
            ));
        }
    }
    Carried {
        edit: Edit::Several(edits),
        undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Claim, DocumentRecord, Hash, Replica, Source};
    use crate::text::Span;

    #[test]
    fn unchanged_words_are_carried_over_and_changed_ones_wait_for_the_analyst() {
        let (old, new) = ("58 people. Nobody hurt.", "News: 50 people. Nobody hurt.");
        let record = DocumentRecord {
            id: DocumentId(1),
            source: Source::Pasted,
            title: String::new(),
            sha256: Hash::of(old).to_string(),
            bytes: 23,
            encoding: "UTF-8".into(),
            read_at: "2026-01-02T03:04:05Z".into(),
            text: Hash::of(old),
        };
        let anchor = |start, end| Anchor::new(DocumentId(1), old, Span::new(start, end));
        let id = ClaimId {
            number: 1,
            replica: Replica("a".into()),
        };
        let claim = Claim::new(id.clone(), "x".into(), vec![anchor(0, 9), anchor(11, 22)]);
        let reading = Reading {
            text: Hash::of(new),
            ..record.reading()
        };
        let mut session = Session {
            documents: vec![record],
            claims: vec![claim],
            ..Session::default()
        };

        let carried = carry(&session, DocumentId(1), reading, &Revision::new(old, new));
        let [(holder, Fate::Changed(changed))] = &carried.undecided[..] else {
            panic!("{:?}", carried.undecided)
        };
        assert_eq!(
            (holder, changed.quote.as_str()),
            (&Holder::Claim(id, 0), "News: 50 people")
        );
        session.apply(carried.edit).unwrap();
        assert_eq!(session.documents[0].text, Hash::of(new));
        assert_eq!(session.claims[0].anchors[0], anchor(0, 9));
        assert_eq!(session.claims[0].anchors[1].span.of(new), "Nobody hurt");
    }
}
