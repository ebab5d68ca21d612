//! The index: which documents may share something, and all parallels of many documents.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::between;
use super::index::Index;
use super::reading::{Reader, Reading};
use super::{Cancelled, Parallel, Settings, Watch};
use crate::text::{Document, DocumentId};

/// Finds parallels among any number of documents.
///
/// Adding a document costs that document, whatever is there already. Which parallels two documents
/// have does not depend on the order of adding, on the number of threads or on when one asks.
pub struct Finder {
    settings: Settings,
    reader: Reader,
    documents: BTreeMap<DocumentId, Indexed>,
    index: Index,
}

struct Indexed {
    document: Document,
    reading: Reading,
}

impl Finder {
    /// A finder without documents.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            reader: Reader::new(),
            documents: BTreeMap::new(),
            index: Index::default(),
        }
    }

    /// Takes a document in; one with the same id gives way.
    pub fn add(&mut self, document: &Document) {
        let reading = self.reader.read(&document.text);
        self.insert(document, reading);
    }

    fn insert(&mut self, document: &Document, reading: Reading) {
        self.remove(document.id);
        self.index.add(document.id, &reading);
        let document = document.clone();
        self.documents
            .insert(document.id, Indexed { document, reading });
    }

    /// Takes many documents in, on all cores; what comes of it is the same as adding one by one.
    pub fn extend<'d>(&mut self, documents: impl IntoIterator<Item = &'d Document>) {
        let documents: Vec<&Document> = documents.into_iter().collect();
        let readings: Vec<Reading> = documents
            .par_iter()
            .map_init(Reader::new, |reader, document| reader.read(&document.text))
            .collect();
        for (document, reading) in documents.into_iter().zip(readings) {
            self.insert(document, reading);
        }
    }

    /// Forgets a document, if it is there.
    pub fn remove(&mut self, id: DocumentId) {
        if self.documents.remove(&id).is_some() {
            self.index.remove(id);
        }
    }

    /// All parallels between different documents, ordered by their places.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] when the watch said so.
    pub fn parallels(&self, watch: &dyn Watch) -> Result<Vec<Parallel>, Cancelled> {
        let pairs: Vec<(DocumentId, DocumentId)> = self
            .index
            .documents()
            .into_par_iter()
            .flat_map_iter(|id| {
                let others = self.index.counterparts(id).into_iter();
                others
                    .filter(move |other| *other > id)
                    .map(move |other| (id, other))
            })
            .collect();
        let done = std::sync::atomic::AtomicUsize::new(0);
        let found: Result<Vec<Vec<Parallel>>, Cancelled> = pairs
            .par_iter()
            .map(|(a, b)| {
                if watch.cancelled() {
                    return Err(Cancelled);
                }
                let found = self.parallels_between(*a, *b);
                let done = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                watch.progress(done, pairs.len());
                Ok(found)
            })
            .collect();
        let mut found: Vec<Parallel> = found?.into_iter().flatten().collect();
        found.sort_by_key(|parallel| (parallel.a, parallel.b));
        Ok(found)
    }

    /// The parallels of one document with all others; the document is always the first of the two.
    pub fn parallels_of(&self, id: DocumentId) -> Vec<Parallel> {
        if !self.documents.contains_key(&id) {
            return vec![];
        }
        let mut found: Vec<Parallel> = self
            .index
            .counterparts(id)
            .into_iter()
            .flat_map(|other| self.parallels_between(id, other))
            .collect();
        found.sort_by_key(|parallel| (parallel.a, parallel.b));
        found
    }

    /// The parallels of two documents, the first of which is the first of each parallel, whatever
    /// else is there; none where one of them is not.
    pub fn parallels_between(&self, a: DocumentId, b: DocumentId) -> Vec<Parallel> {
        match (self.documents.get(&a), self.documents.get(&b)) {
            (Some(a), Some(b)) => between::readings(
                (&a.document, &a.reading),
                (&b.document, &b.reading),
                self.settings,
            ),
            _ => vec![],
        }
    }
}
