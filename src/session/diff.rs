//! What was changed between two states of a session, as the edits that make the one of the other.

use super::{
    CardField, Claim, ClaimField, DocumentField, DocumentRecord, Edit, Evidence, EvidenceField,
    Session,
};

/// The edits that make `to` of `from`, in an order in which each of them can be made.
pub fn changes(from: &Session, to: &Session) -> Vec<Edit> {
    let mut edits = vec![];
    if from == to {
        return edits;
    }
    if from.title != to.title {
        edits.push(Edit::Retitle(to.title.clone()));
    }
    if from.scale != to.scale {
        edits.push(Edit::UseScale(to.scale.clone()));
    }
    let documents = compare(&from.documents, &to.documents, |record| record.id);
    let claims = compare(&from.claims, &to.claims, |claim| claim.id.clone());
    // Evidence that bears on another claim now is other evidence.
    let evidence = compare(&from.evidence, &to.evidence, |e| {
        (e.id.clone(), e.claim.clone())
    });
    let conflicts = compare(&from.conflicts, &to.conflicts, |conflict| conflict.number);

    edits.extend(documents.added.into_iter().cloned().map(Edit::AddDocument));
    for (before, after) in documents.kept {
        edits.extend(document_changes(before, after));
    }
    // Claims come before the evidence for them, and go after it; so do the documents of both.
    edits.extend(
        evidence
            .removed
            .into_iter()
            .map(|e| Edit::RemoveEvidence(e.id.clone())),
    );
    edits.extend(claims.added.into_iter().cloned().map(Edit::AddClaim));
    for (before, after) in claims.kept {
        edits.extend(claim_changes(before, after));
    }
    edits.extend(evidence.added.into_iter().cloned().map(Edit::AddEvidence));
    for (before, after) in evidence.kept {
        edits.extend(evidence_changes(before, after));
    }
    edits.extend(
        claims
            .removed
            .into_iter()
            .map(|claim| Edit::RemoveClaim(claim.id.clone())),
    );
    edits.extend(
        documents
            .removed
            .into_iter()
            .map(|record| Edit::RemoveDocument(record.id)),
    );
    edits.extend(
        conflicts
            .removed
            .into_iter()
            .map(|c| Edit::RemoveConflict(c.number)),
    );
    edits.extend(
        conflicts
            .added
            .into_iter()
            .cloned()
            .map(Box::new)
            .map(Edit::AddConflict),
    );
    for (before, after) in conflicts
        .kept
        .into_iter()
        .filter(|(before, after)| before != after)
    {
        edits.push(Edit::RemoveConflict(before.number));
        edits.push(Edit::AddConflict(Box::new(after.clone())));
    }
    edits
}

/// Two sorted lists against each other.
struct Compared<'l, T> {
    added: Vec<&'l T>,
    removed: Vec<&'l T>,
    kept: Vec<(&'l T, &'l T)>,
}

/// Pairs the items of two lists that are sorted by their keys.
fn compare<'l, T, K: Ord>(from: &'l [T], to: &'l [T], key: impl Fn(&T) -> K) -> Compared<'l, T> {
    let mut compared = Compared {
        added: vec![],
        removed: vec![],
        kept: vec![],
    };
    let (mut before, mut after) = (from.iter().peekable(), to.iter().peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return compared,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => key(a).cmp(&key(b)),
        };
        match order {
            std::cmp::Ordering::Less => compared.removed.extend(before.next()),
            std::cmp::Ordering::Greater => compared.added.extend(after.next()),
            std::cmp::Ordering::Equal => compared.kept.extend(before.next().zip(after.next())),
        }
    }
}

fn document_changes(from: &DocumentRecord, to: &DocumentRecord) -> Vec<Edit> {
    if from == to {
        return vec![];
    }
    let mut fields = vec![];
    if from.title != to.title {
        fields.push(DocumentField::Title(to.title.clone()));
    }
    if from.source != to.source {
        fields.push(DocumentField::Source(to.source.clone()));
    }
    if from.reading() != to.reading() {
        fields.push(DocumentField::Reading(to.reading()));
    }
    let cards = CardField::all(&from.card)
        .into_iter()
        .zip(CardField::all(&to.card));
    let changed = cards.filter(|(before, after)| before != after);
    fields.extend(changed.map(|(_, after)| DocumentField::Card(after)));
    fields
        .into_iter()
        .map(|field| Edit::SetDocument(to.id, field))
        .collect()
}

fn claim_changes(from: &Claim, to: &Claim) -> Vec<Edit> {
    if from == to {
        return vec![];
    }
    let before = claim_fields(from);
    let after = claim_fields(to);
    let changed = before
        .iter()
        .zip(after)
        .filter(|(before, after)| *before != after);
    changed
        .map(|(_, field)| Edit::SetClaim(to.id.clone(), field))
        .collect()
}

/// Every field of a claim, in a fixed order.
fn claim_fields(claim: &Claim) -> [ClaimField; 8] {
    [
        ClaimField::Statement(claim.statement.clone()),
        ClaimField::Anchors(claim.anchors.clone()),
        ClaimField::Speaker(claim.speaker.clone()),
        ClaimField::SaidOn(claim.said_on.clone()),
        ClaimField::Tags(claim.tags.clone()),
        ClaimField::Note(claim.note.clone()),
        ClaimField::Status(claim.status),
        ClaimField::Verdict(claim.verdict.clone()),
    ]
}

fn evidence_changes(from: &Evidence, to: &Evidence) -> Vec<Edit> {
    let mut fields = vec![];
    if from.anchor != to.anchor {
        fields.push(EvidenceField::Anchor(to.anchor.clone()));
    }
    if from.stance != to.stance {
        fields.push(EvidenceField::Stance(to.stance));
    }
    if from.note != to.note {
        fields.push(EvidenceField::Note(to.note.clone()));
    }
    fields
        .into_iter()
        .map(|field| Edit::SetEvidence(to.id.clone(), field))
        .collect()
}
