//! A session: claims, evidence, verdicts and notes over a set of documents, and the edits that make
//! them.
//!
//! Everything that an analyst changes goes through one door, [`Session::apply`], as an [`Edit`];
//! undo, the audit trail, autosave and merge all rest on it.

mod edit;
mod model;

pub use edit::{ClaimField, DocumentField, Edit, EditError, EvidenceField};
pub use model::{
    Anchor, Claim, ClaimId, DocumentRecord, Evidence, EvidenceId, Replica, Session, Source, Stance,
    Status,
};
