//! The documents on the desk: their texts, as far as they are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::session::letter;
use crate::source::Skipped;
use crate::text::{Document, DocumentId, Findings};

/// How far a document is.
#[derive(Clone, Debug)]
pub enum Slot {
    /// It will be read.
    Waiting,
    /// It is read.
    Ready(Document),
    /// It could not be read, and why.
    Failed(String),
}

/// What was found under the paths that were named.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    /// The texts that are new to the session, and what each is called before it is read.
    pub names: Vec<(DocumentId, String)>,
    /// What lies in the folders and is not read.
    pub skipped: Vec<Skipped>,
    /// What was named and cannot be read, a sentence each.
    pub problems: Vec<String>,
    /// That there is no text at all, in a sentence.
    pub nothing: Option<String>,
}

/// The documents by id.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    slots: BTreeMap<DocumentId, Slot>,
    /// The ids in order, so that a document's place is found at once among any number.
    order: Vec<DocumentId>,
    findings: BTreeMap<DocumentId, Arc<Findings>>,
    skipped: Vec<Skipped>,
    failures: usize,
    unexpectedly_skipped: usize,
    names: BTreeMap<DocumentId, String>,
    nothing: Option<String>,
}

impl Desk {
    /// Puts a document there, or what is known of it.
    pub fn put(&mut self, id: DocumentId, slot: Slot) {
        self.findings.remove(&id);
        self.failures += usize::from(matches!(slot, Slot::Failed(_)));
        if let Err(place) = self.order.binary_search(&id) {
            self.order.insert(place, id);
        }
        let before = self.slots.insert(id, slot);
        self.failures -= usize::from(matches!(before, Some(Slot::Failed(_))));
    }

    /// Takes a document away.
    pub fn remove(&mut self, id: DocumentId) {
        self.findings.remove(&id);
        if let Ok(place) = self.order.binary_search(&id) {
            self.order.remove(place);
        }
        let before = self.slots.remove(&id);
        self.failures -= usize::from(matches!(before, Some(Slot::Failed(_))));
    }

    /// Lays out what was found under the paths that were named; it will be read.
    pub fn lay_out(&mut self, found: Discovered) {
        for (id, name) in found.names {
            self.put(id, Slot::Waiting);
            self.name(id, name);
        }
        self.skip(found.skipped);
        self.nothing = found.nothing;
    }

    /// Why there is no document, where texts were looked for and not found.
    pub fn nothing(&self) -> Option<&str> {
        self.nothing.as_deref()
    }

    /// Notes what a document is called before it is read.
    pub fn name(&mut self, id: DocumentId, name: String) {
        self.names.insert(id, name);
    }

    /// What a document was called before it was read.
    pub fn first_name(&self, id: DocumentId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }

    /// How many cannot be read.
    pub fn failures(&self) -> usize {
        self.failures
    }

    /// How many files are not open that somebody might look for.
    pub fn unexpectedly_unopened(&self) -> usize {
        self.failures + self.unexpectedly_skipped
    }

    /// Notes what is hidden in a document.
    pub fn note_findings(&mut self, id: DocumentId, findings: Arc<Findings>) {
        self.findings.insert(id, findings);
    }

    /// What is hidden in a document, once it was looked through; none where nothing is.
    pub fn findings(&self, id: DocumentId) -> Option<&Findings> {
        self.findings.get(&id).map(|findings| &**findings)
    }

    /// Notes what lies in the folders that were named and is not read.
    pub fn skip(&mut self, skipped: Vec<Skipped>) {
        let unexpected = skipped.iter().filter(|one| !one.why.is_expected());
        self.unexpectedly_skipped = unexpected.count();
        self.skipped = skipped;
    }

    /// What lies in the folders that were named and is not read.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// What is known of a document.
    pub fn slot(&self, id: DocumentId) -> Option<&Slot> {
        self.slots.get(&id)
    }

    /// A document that is read.
    pub fn ready(&self, id: DocumentId) -> Option<&Document> {
        match self.slots.get(&id) {
            Some(Slot::Ready(document)) => Some(document),
            _ => None,
        }
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = DocumentId> {
        self.slots.keys().copied()
    }

    /// All that are read, in order.
    pub fn all_ready(&self) -> impl Iterator<Item = &Document> {
        self.slots.values().filter_map(|slot| match slot {
            Slot::Ready(document) => Some(document),
            _ => None,
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The document's place among all, from 0.
    pub fn position(&self, id: DocumentId) -> usize {
        self.order.binary_search(&id).unwrap_or_else(|place| place)
    }

    /// The letter that names a document on the screen.
    pub fn letter(&self, id: DocumentId) -> String {
        letter(self.position(id))
    }

    /// The next document that could be shown, round and round.
    pub fn after(&self, id: DocumentId) -> Option<DocumentId> {
        let mut behind = self
            .slots
            .range((std::ops::Bound::Excluded(id), std::ops::Bound::Unbounded));
        behind
            .next()
            .or_else(|| self.slots.iter().next())
            .map(|(id, _)| *id)
    }

    /// The document before, round and round.
    pub fn before(&self, id: DocumentId) -> Option<DocumentId> {
        self.slots
            .range(..id)
            .next_back()
            .or_else(|| self.slots.iter().next_back())
            .map(|(id, _)| *id)
    }
}
