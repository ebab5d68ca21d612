//! Edits: every change that can be made to a session, each with its inverse.

use serde::{Deserialize, Serialize};

use super::card::CardField;
use super::hash::Hash;
use super::merge::Conflict;
use super::model::{
    Anchor, Claim, ClaimId, DocumentRecord, Evidence, EvidenceId, Session, Source, Stance, Status,
};
use crate::text::DocumentId;

/// One change to a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Names the session.
    Retitle(String),
    /// Chooses the scale of verdicts, by name.
    UseScale(String),
    /// Adds a document.
    AddDocument(DocumentRecord),
    /// Takes out a document; refused while a claim or evidence lies in it.
    RemoveDocument(DocumentId),
    /// Changes one field of a document's record.
    SetDocument(DocumentId, DocumentField),
    /// Adds a claim.
    AddClaim(Claim),
    /// Takes out a claim; refused while it has evidence.
    RemoveClaim(ClaimId),
    /// Changes one field of a claim.
    SetClaim(ClaimId, ClaimField),
    /// Adds evidence.
    AddEvidence(Evidence),
    /// Takes out evidence.
    RemoveEvidence(EvidenceId),
    /// Changes one field of a piece of evidence.
    SetEvidence(EvidenceId, EvidenceField),
    /// Puts two versions side by side that a merge could not decide between.
    AddConflict(Box<Conflict>),
    /// Takes out a conflict; the version that was chosen is an edit of its own.
    RemoveConflict(u32),
    /// Several changes that are one to the analyst, made in order, all or none.
    Several(Vec<Edit>),
}

/// A field of a document's record, with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentField {
    /// The name to show.
    Title(String),
    /// Where its text comes from.
    Source(Source),
    /// What was read there.
    Reading(Reading),
    /// A field of its card.
    Card(CardField),
}

/// What was read from a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes the file had.
    pub bytes: u64,
    /// The encoding it was decoded from, by its WHATWG name.
    pub encoding: String,
    /// When it was read, in RFC 3339.
    pub read_at: String,
    /// SHA-256 of the text.
    pub text: Hash,
}

/// A field of a claim, with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaimField {
    /// What is claimed.
    Statement(String),
    /// Where it was highlighted from.
    Anchors(Vec<Anchor>),
    /// Who said it.
    Speaker(Option<String>),
    /// When it was said.
    SaidOn(Option<String>),
    /// Free tags.
    Tags(Vec<String>),
    /// Notes.
    Note(String),
    /// How far the work has come.
    Status(Status),
    /// The verdict.
    Verdict(Option<String>),
}

/// A field of a piece of evidence, with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EvidenceField {
    /// Where it stands.
    Anchor(Anchor),
    /// How it bears on the claim.
    Stance(Stance),
    /// Notes.
    Note(String),
}

/// Why an edit cannot be made. The session is then as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The id names nothing in this session.
    #[error("there is no {what} {id} in this session")]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// The id is taken.
    #[error("there is a {what} {id} in this session already")]
    Taken {
        /// What kind of thing.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// Something else still needs it.
    #[error("{what} {id} is still used by {by}; remove that first")]
    InUse {
        /// What kind of thing.
        what: &'static str,
        /// The id.
        id: String,
        /// What uses it.
        by: String,
    },
}

impl Session {
    /// Makes a change and returns the change that takes it back.
    ///
    /// # Errors
    /// [`EditError`] where the change does not fit the session, which is then as it was.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Retitle(title) => Ok(Edit::Retitle(std::mem::replace(&mut self.title, title))),
            Edit::UseScale(scale) => Ok(Edit::UseScale(std::mem::replace(&mut self.scale, scale))),
            Edit::AddDocument(record) => {
                let id = record.id;
                insert(&mut self.documents, |record| &record.id, record, "document")?;
                Ok(Edit::RemoveDocument(id))
            }
            Edit::RemoveDocument(id) => {
                self.document_is_unused(id)?;
                let record = remove(&mut self.documents, |record| &record.id, &id, "document")?;
                Ok(Edit::AddDocument(record))
            }
            Edit::SetDocument(id, field) => {
                let record = find(&mut self.documents, |record| &record.id, &id, "document")?;
                let before = field.exchange(record);
                Ok(Edit::SetDocument(id, before))
            }
            Edit::AddClaim(claim) => {
                for anchor in &claim.anchors {
                    self.anchor_fits(anchor)?;
                }
                let id = claim.id.clone();
                insert(&mut self.claims, |claim| &claim.id, claim, "claim")?;
                Ok(Edit::RemoveClaim(id))
            }
            Edit::RemoveClaim(id) => {
                if let Some(evidence) = self.evidence_for(&id).next() {
                    let by = format!("evidence {}", evidence.id);
                    return Err(EditError::InUse {
                        what: "claim",
                        id: id.to_string(),
                        by,
                    });
                }
                Ok(Edit::AddClaim(remove(
                    &mut self.claims,
                    |claim| &claim.id,
                    &id,
                    "claim",
                )?))
            }
            Edit::SetClaim(id, field) => {
                if let ClaimField::Anchors(anchors) = &field {
                    for anchor in anchors {
                        self.anchor_fits(anchor)?;
                    }
                }
                let claim = find(&mut self.claims, |claim| &claim.id, &id, "claim")?;
                let before = field.exchange(claim);
                Ok(Edit::SetClaim(id, before))
            }
            Edit::AddEvidence(evidence) => {
                self.anchor_fits(&evidence.anchor)?;
                if self.claim(&evidence.claim).is_none() {
                    return Err(unknown("claim", &evidence.claim));
                }
                let id = evidence.id.clone();
                insert(
                    &mut self.evidence,
                    |evidence| &evidence.id,
                    evidence,
                    "evidence",
                )?;
                Ok(Edit::RemoveEvidence(id))
            }
            Edit::RemoveEvidence(id) => {
                let evidence =
                    remove(&mut self.evidence, |evidence| &evidence.id, &id, "evidence")?;
                Ok(Edit::AddEvidence(evidence))
            }
            Edit::SetEvidence(id, field) => {
                if let EvidenceField::Anchor(anchor) = &field {
                    self.anchor_fits(anchor)?;
                }
                let evidence = find(&mut self.evidence, |evidence| &evidence.id, &id, "evidence")?;
                let before = field.exchange(evidence);
                Ok(Edit::SetEvidence(id, before))
            }
            Edit::AddConflict(conflict) => {
                let number = conflict.number;
                insert(
                    &mut self.conflicts,
                    |conflict| &conflict.number,
                    *conflict,
                    "conflict",
                )?;
                Ok(Edit::RemoveConflict(number))
            }
            Edit::RemoveConflict(number) => {
                let conflict = remove(
                    &mut self.conflicts,
                    |conflict| &conflict.number,
                    &number,
                    "conflict",
                )?;
                Ok(Edit::AddConflict(Box::new(conflict)))
            }
            Edit::Several(edits) => self.apply_all(edits),
        }
    }

    fn apply_all(&mut self, edits: Vec<Edit>) -> Result<Edit, EditError> {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        self.apply(inverse)?;
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::Several(inverses))
    }

    fn anchor_fits(&self, anchor: &Anchor) -> Result<(), EditError> {
        match self.document(anchor.document) {
            Some(_) => Ok(()),
            None => Err(unknown("document", &anchor.document)),
        }
    }

    fn document_is_unused(&self, id: DocumentId) -> Result<(), EditError> {
        let claim = self
            .claims
            .iter()
            .find(|claim| claim.anchors.iter().any(|anchor| anchor.document == id))
            .map(|claim| format!("claim {}", claim.id));
        let evidence = self
            .evidence
            .iter()
            .find(|evidence| evidence.anchor.document == id)
            .map(|evidence| format!("evidence {}", evidence.id));
        match claim.or(evidence) {
            Some(by) => Err(EditError::InUse {
                what: "document",
                id: id.to_string(),
                by,
            }),
            None => Ok(()),
        }
    }
}

impl DocumentField {
    /// Puts the value into the record and returns what was there.
    fn exchange(self, record: &mut DocumentRecord) -> Self {
        use std::mem::replace;
        match self {
            Self::Title(new) => Self::Title(replace(&mut record.title, new)),
            Self::Source(new) => Self::Source(replace(&mut record.source, new)),
            Self::Reading(new) => {
                let before = record.reading();
                record.sha256 = new.sha256;
                record.bytes = new.bytes;
                record.encoding = new.encoding;
                record.read_at = new.read_at;
                record.text = new.text;
                Self::Reading(before)
            }
            Self::Card(new) => Self::Card(new.exchange(&mut record.card)),
        }
    }
}

impl DocumentRecord {
    /// What was read from its source.
    pub fn reading(&self) -> Reading {
        Reading {
            sha256: self.sha256.clone(),
            bytes: self.bytes,
            encoding: self.encoding.clone(),
            read_at: self.read_at.clone(),
            text: self.text,
        }
    }
}

impl ClaimField {
    /// Puts the value into the claim and returns what was there.
    fn exchange(self, claim: &mut Claim) -> Self {
        use std::mem::replace;
        match self {
            Self::Statement(new) => Self::Statement(replace(&mut claim.statement, new)),
            Self::Anchors(new) => Self::Anchors(replace(&mut claim.anchors, new)),
            Self::Speaker(new) => Self::Speaker(replace(&mut claim.speaker, new)),
            Self::SaidOn(new) => Self::SaidOn(replace(&mut claim.said_on, new)),
            Self::Tags(new) => Self::Tags(replace(&mut claim.tags, new)),
            Self::Note(new) => Self::Note(replace(&mut claim.note, new)),
            Self::Status(new) => Self::Status(replace(&mut claim.status, new)),
            Self::Verdict(new) => Self::Verdict(replace(&mut claim.verdict, new)),
        }
    }
}

impl EvidenceField {
    /// Puts the value into the evidence and returns what was there.
    fn exchange(self, evidence: &mut Evidence) -> Self {
        use std::mem::replace;
        match self {
            Self::Anchor(new) => Self::Anchor(replace(&mut evidence.anchor, new)),
            Self::Stance(new) => Self::Stance(replace(&mut evidence.stance, new)),
            Self::Note(new) => Self::Note(replace(&mut evidence.note, new)),
        }
    }
}

fn unknown(what: &'static str, id: &impl ToString) -> EditError {
    EditError::Unknown {
        what,
        id: id.to_string(),
    }
}

fn insert<T, K: Ord + ToString>(
    list: &mut Vec<T>,
    key: impl Fn(&T) -> &K,
    item: T,
    what: &'static str,
) -> Result<(), EditError> {
    match list.binary_search_by(|other| key(other).cmp(key(&item))) {
        Ok(_) => Err(EditError::Taken {
            what,
            id: key(&item).to_string(),
        }),
        Err(at) => {
            list.insert(at, item);
            Ok(())
        }
    }
}

fn find<'l, T, K: Ord + ToString>(
    list: &'l mut [T],
    key: impl Fn(&T) -> &K,
    wanted: &K,
    what: &'static str,
) -> Result<&'l mut T, EditError> {
    list.binary_search_by(|item| key(item).cmp(wanted))
        .ok()
        .and_then(|at| list.get_mut(at))
        .ok_or_else(|| unknown(what, wanted))
}

fn remove<T, K: Ord + ToString>(
    list: &mut Vec<T>,
    key: impl Fn(&T) -> &K,
    wanted: &K,
    what: &'static str,
) -> Result<T, EditError> {
    match list.binary_search_by(|item| key(item).cmp(wanted)) {
        Ok(at) => Ok(list.remove(at)),
        Err(_) => Err(unknown(what, wanted)),
    }
}
