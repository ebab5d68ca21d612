//! Sentences that may bear on a claim, proposed to be looked at.

use crate::parallel::{Lead, Place};
use crate::session::ClaimId;

/// What leads are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// The claim, where it is one.
    pub claim: Option<ClaimId>,
    /// What it says, on one line.
    pub title: String,
    /// All the words that leads may share.
    pub words: String,
    /// Where it stands; leads are looked for in the other documents.
    pub place: Option<Place>,
}

/// The leads that were looked for last.
#[derive(Clone, Debug, Default)]
pub struct Leads {
    sought: Option<Sought>,
    /// None while they are being looked for.
    found: Option<Vec<Lead>>,
}

impl Leads {
    /// Notes what is looked for from now on.
    pub fn want(&mut self, sought: Sought) {
        self.sought = Some(sought);
        self.found = None;
    }

    /// What they are looked for.
    pub fn sought(&self) -> Option<&Sought> {
        self.sought.as_ref()
    }

    /// Whether they are still being looked for.
    pub fn are_awaited(&self) -> bool {
        self.sought.is_some() && self.found.is_none()
    }

    /// Takes what was found, unless something else is sought by now.
    pub fn take(&mut self, sought: &Sought, found: Vec<Lead>) {
        if self.sought.as_ref() == Some(sought) {
            self.found = Some(found);
        }
    }

    /// All that were found, the most promising first.
    pub fn all(&self) -> &[Lead] {
        self.found.as_deref().unwrap_or_default()
    }

    /// Forgets them: a text that they stand in is another now.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}
