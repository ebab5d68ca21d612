//! Sources are looked at on the disk beside the keys, and what was marked in those that changed is
//! looked for in their new texts.

use std::sync::Arc;

use super::super::effect::Looking;
use super::super::event::Report;
use super::super::state::{OnDisk, Rereading, State};
use crate::session::review::{Holder, Review, places_by_document};
use crate::session::{Anchor, DocumentRecord};
use crate::source::Read;
use crate::store::shelf::{Found, Shelf};
use crate::store::sources::{self, SourceState};
use crate::text::DocumentId;

/// Looks at the sources of documents, and elsewhere for those that are gone, and reports what stands
/// there. `now` is the time, as records write it.
pub fn look(
    shelf: &Shelf,
    records: &[DocumentRecord],
    why: Looking,
    now: &str,
    report: &dyn Fn(Report) -> bool,
) {
    let states = sources::look(shelf, records, &|_| true).into_iter();
    let found = states.map(|(id, state)| (id, in_place(state, now)));
    report(Report::OnDisk(found.collect()));
    report(Report::Looked(why));
}

/// What stands in the place of what was read; `None` where it is the same.
fn in_place(state: SourceState, now: &str) -> Option<OnDisk> {
    match state {
        SourceState::Unchanged => None,
        SourceState::Changed(read) => Some(edited(*read, now)),
        SourceState::Moved(path) => Some(OnDisk::Moved(path)),
        SourceState::Missing => Some(OnDisk::Gone("its file is no longer there".to_owned())),
        SourceState::Unreadable(why) => Some(OnDisk::Gone(why)),
    }
}

/// What stands on the disk in the place of what was read, after a text was looked for, but not
/// elsewhere; `None` where it is the same.
pub fn on_disk(shelf: &Shelf, record: &DocumentRecord, found: &Found, now: &str) -> Option<OnDisk> {
    match found {
        Found::Same(_) => None,
        Found::Copy(..) | Found::Lost(_) => in_place(sources::state(shelf, record), now),
    }
}

fn edited(read: Read, now: &str) -> OnDisk {
    OnDisk::Edited(Rereading {
        reading: sources::reading(&read, now),
        text: read.text.into(),
    })
}

/// What is needed to look for a document's marked places in its new text.
pub struct ToReview {
    document: DocumentId,
    places: Vec<(Holder, Anchor)>,
    old: Option<Arc<str>>,
    new: Arc<str>,
}

impl ToReview {
    fn of(state: &State, document: DocumentId, places: Vec<(Holder, Anchor)>) -> Option<Self> {
        Some(Self {
            document,
            places,
            old: state.desk.ready(document).map(|known| known.text.clone()),
            new: state.sources.edited(document)?.text.clone(),
        })
    }

    /// Those of several documents, from what the state knows; those whose source was not edited are
    /// left out.
    pub fn all_of(state: &State, documents: &[DocumentId]) -> Vec<Self> {
        let mut places = places_by_document(state.work.session());
        let documents = documents.iter();
        documents
            .filter_map(|id| Self::of(state, *id, places.remove(id).unwrap_or_default()))
            .collect()
    }

    /// Looks for them.
    pub fn review(self) -> Review {
        Review::new(self.document, self.places, self.old.as_deref(), &self.new)
    }
}
