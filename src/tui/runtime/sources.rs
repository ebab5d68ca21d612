//! Sources are looked at on the disk beside the keys, and what was marked in those that changed is
//! looked for in their new texts.

use std::sync::Arc;

use super::super::effect::Looking;
use super::super::event::Report;
use super::super::state::{OnDisk, Rereading, State};
use super::reading;
use crate::session::review::{Holder, Review, places_in};
use crate::session::{Anchor, DocumentRecord};
use crate::store::shelf::{Changed, Found, Shelf};
use crate::text::DocumentId;

/// How many sources are reported at once.
const BATCH: usize = 256;

/// Looks at the sources of documents and reports what stands there. `now` is the time, as records
/// write it.
pub fn look(
    shelf: &Shelf,
    records: &[DocumentRecord],
    why: Looking,
    now: &str,
    report: &dyn Fn(Report) -> bool,
) {
    for batch in records.chunks(BATCH) {
        let found = batch
            .iter()
            .map(|record| (record.id, on_disk(shelf, record, &shelf.find(record), now)));
        if !report(Report::OnDisk(found.collect())) {
            return;
        }
    }
    report(Report::Looked(why));
}

/// What stands on the disk in the place of what was read, after it was looked for; `None` where it is
/// the same.
pub fn on_disk(shelf: &Shelf, record: &DocumentRecord, found: &Found, now: &str) -> Option<OnDisk> {
    match found {
        Found::Same(_) => None,
        Found::Copy(_, Changed::Edited) | Found::Lost(_) => {
            Some(match shelf.read(&record.source) {
                Ok(read) => OnDisk::Edited(Rereading {
                    reading: reading::record_of(record.id, &record.source, &read, now).reading(),
                    text: read.text.into(),
                }),
                Err(why) => OnDisk::Gone(why),
            })
        }
        Found::Copy(_, changed @ Changed::Unreadable) => {
            Some(OnDisk::Gone(format!("its file {}", changed.words())))
        }
    }
}

/// What is needed to look for a document's marked places in its new text.
pub struct ToReview {
    document: DocumentId,
    places: Vec<(Holder, Anchor)>,
    old: Option<Arc<str>>,
    new: Arc<str>,
}

impl ToReview {
    /// From what the state knows; `None` where the document's source was not edited.
    pub fn of(state: &State, document: DocumentId) -> Option<Self> {
        Some(Self {
            document,
            places: places_in(state.work.session(), document),
            old: state.desk.ready(document).map(|known| known.text.clone()),
            new: state.sources.edited(document)?.text.clone(),
        })
    }

    /// Looks for them.
    pub fn review(self) -> Review {
        Review::new(self.document, self.places, self.old.as_deref(), &self.new)
    }
}
