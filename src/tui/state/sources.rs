//! Sources that are no longer on the disk as they were read.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use super::panel::Cursor;
use crate::session::review::{Decision, Review};
use crate::session::{Hash, Reading};
use crate::text::{Document, DocumentId};

/// What stands on the disk now in the place of what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnDisk {
    /// Another text.
    Edited(Rereading),
    /// Nothing, but the same file stands at this path, as the session would write it.
    Moved(PathBuf),
    /// Nothing that can be read; a sentence says why.
    Gone(String),
}

/// A source that was read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rereading {
    /// What the session would write down of it.
    pub reading: Reading,
    /// Its text.
    pub text: Arc<str>,
}

/// What is known of the sources on the disk.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    found: BTreeMap<DocumentId, OnDisk>,
    reviews: BTreeMap<DocumentId, Review>,
    /// The document whose review is to be shown when it comes.
    pub awaited: Option<DocumentId>,
    /// Texts of documents that took another's place, to be there when that is taken back.
    texts: HashMap<Hash, Arc<str>>,
}

impl Sources {
    /// Notes what stands on the disk; `None` where it is what was read.
    pub fn note(&mut self, document: DocumentId, found: Option<OnDisk>) {
        if self.found.get(&document) != found.as_ref() {
            self.reviews.remove(&document);
        }
        match found {
            Some(found) => self.found.insert(document, found),
            None => self.found.remove(&document),
        };
    }

    /// Notes what became of all that is marked in a document.
    pub fn reviewed(&mut self, review: Review) {
        self.reviews.insert(review.document, review);
    }

    /// What stands on the disk in the place of what was read of a document.
    pub fn of(&self, document: DocumentId) -> Option<&OnDisk> {
        self.found.get(&document)
    }

    /// The new text of a document, where its source was edited.
    pub fn edited(&self, document: DocumentId) -> Option<&Rereading> {
        match self.found.get(&document) {
            Some(OnDisk::Edited(rereading)) => Some(rereading),
            Some(OnDisk::Moved(_) | OnDisk::Gone(_)) | None => None,
        }
    }

    /// What became of all that is marked in a document, as far as that is worked out.
    pub fn review(&self, document: DocumentId) -> Option<&Review> {
        self.reviews.get(&document)
    }

    /// All documents whose sources are not as they were read.
    pub fn all(&self) -> impl Iterator<Item = (DocumentId, &OnDisk)> {
        self.found.iter().map(|(id, found)| (*id, found))
    }

    /// Those that were edited and are not reviewed yet.
    pub fn unreviewed(&self) -> Vec<DocumentId> {
        let edited = |(id, found): &(DocumentId, &OnDisk)| {
            matches!(found, OnDisk::Edited(_)) && !self.reviews.contains_key(id)
        };
        self.all().filter(edited).map(|(id, _)| id).collect()
    }

    /// Those that cannot be read where they were.
    pub fn gone(&self) -> Vec<DocumentId> {
        let all = self.all();
        all.filter(|(_, found)| matches!(found, OnDisk::Gone(_)))
            .map(|(id, _)| id)
            .collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether every source is as it was read.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Keeps a text in memory under its hash.
    pub fn keep_text(&mut self, hash: Hash, text: Arc<str>) {
        self.texts.insert(hash, text);
    }

    /// A text that was kept.
    pub fn text(&self, hash: Hash) -> Option<&Arc<str>> {
        self.texts.get(&hash)
    }
}

/// The review of a document's marked places, on the screen.
#[derive(Debug)]
pub struct ReviewView {
    /// What is reviewed.
    pub review: Review,
    /// The document with its new text.
    pub now: Document,
    /// What was decided on each place, in the review's order.
    pub decisions: Vec<Option<Decision>>,
    /// The chosen place.
    pub cursor: Cursor,
}

impl ReviewView {
    /// A review in which nothing is decided.
    pub fn new(review: Review, text: Arc<str>) -> Self {
        Self {
            decisions: vec![None; review.places.len()],
            now: Document::new(review.document, "", text),
            cursor: Cursor::default(),
            review,
        }
    }

    /// How many places must still be decided.
    pub fn open(&self) -> usize {
        let places = self.review.places.iter().zip(&self.decisions);
        places
            .filter(|(place, decision)| place.change.is_some() && decision.is_none())
            .count()
    }

    /// Decides on the chosen place, and goes to the next that must be decided.
    pub fn decide(&mut self, decision: Decision) {
        if let Some(given) = self.decisions.get_mut(self.cursor.row) {
            *given = Some(decision);
        }
        let open = |row: &usize| {
            let place = self.review.places.get(*row);
            place.is_some_and(|place| place.change.is_some())
                && self.decisions.get(*row).is_some_and(Option::is_none)
        };
        let all = 0..self.review.places.len();
        let behind = all.clone().skip(self.cursor.row).find(open);
        if let Some(next) = behind.or_else(|| all.clone().find(open)) {
            self.cursor.row = next;
        }
    }
}
