//! A session: claims, evidence, verdicts and notes over a set of documents, and the edits that make
//! them.
//!
//! Everything that an analyst changes goes through one door, [`Session::apply`], as an [`Edit`];
//! undo, the audit trail, autosave and merge all rest on it.

mod anchor;
mod card;
pub mod decide;
mod describe;
mod diff;
mod edit;
mod hash;
pub mod history;
#[cfg(test)]
mod laws;
mod letter;
pub mod merge;
mod model;
mod path;
pub mod review;
pub mod revision;
pub mod scale;
pub mod view_state;

pub use card::CardField;
pub use diff::changes;
pub use edit::{ClaimField, DocumentField, Edit, EditError, EvidenceField, Reading};
pub use hash::Hash;
pub use history::{Act, Entry, Stamp, Work};
pub use letter::letter;
pub use merge::Conflict;
pub use model::{
    Anchor, Claim, ClaimId, DocumentRecord, Evidence, EvidenceId, Replica, Session, Source, Stance,
    Status,
};
pub use scale::{Label, Meaning, Scale};
pub use view_state::ViewState;
