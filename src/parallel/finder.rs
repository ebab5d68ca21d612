//! Many documents: taking them in, and all that they share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::index::{Common, Index, Meetings, Slot};
use super::reading::{Reader, Reading};
use super::{Boilerplate, Cancelled, Parallel, Place, Settings, Unwatched, Watch};
use super::{between, phrases, repeated, within};
use crate::text::{Document, DocumentId};

/// Finds parallels among any number of documents.
///
/// Adding a document costs that document, whatever is there already, and removing one nothing.
/// Which parallels two documents have does not depend on the order of adding, on the number of
/// threads or on when one asks.
pub struct Finder {
    settings: Settings,
    readers: Readers,
    slots: BTreeMap<DocumentId, Slot>,
    taken_in: TakenIn,
    index: Index,
    /// How many documents were removed whose seeds the index still holds.
    removed: usize,
}

/// All that different documents share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The parallels, ordered by their places.
    pub parallels: Vec<Parallel>,
    /// What stands in more than 64 documents, which are not compared for it. Among few documents there
    /// is none.
    pub boilerplate: Vec<Boilerplate>,
}

/// What was taken in, by slot; nothing in the place of what was removed.
#[derive(Default)]
struct TakenIn(Vec<Option<Indexed>>);

struct Indexed {
    document: Document,
    reading: Reading,
}

/// Readers that nobody uses just now: as many as have been at work at the same time.
#[derive(Default)]
struct Readers(Mutex<Vec<Reader>>);

/// Up to how many documents every pair is looked at.
const FEW: usize = 32;
/// How many documents one core reads at a time.
const CHUNK: usize = 64;

impl Finder {
    /// A finder without documents.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            readers: Readers::default(),
            slots: BTreeMap::new(),
            taken_in: TakenIn::default(),
            index: Index::default(),
            removed: 0,
        }
    }

    /// Takes a document in; one with the same id gives way.
    pub fn add(&mut self, document: &Document) {
        let reading = self.readers.borrow(|reader| reader.read(&document.text));
        self.insert([(document, reading)]);
    }

    /// Takes many documents in, on all cores; what comes of it is the same as adding one by one.
    pub fn extend<'d>(&mut self, documents: impl IntoIterator<Item = &'d Document>) {
        // Nobody cancels.
        let _ = self.take_in(documents, &Unwatched);
    }

    /// The same while someone watches.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] when the watch said so; then none of the documents is taken in.
    pub fn take_in<'d>(
        &mut self,
        documents: impl IntoIterator<Item = &'d Document>,
        watch: &dyn Watch,
    ) -> Result<(), Cancelled> {
        let documents: Vec<&Document> = documents.into_iter().collect();
        let done = AtomicUsize::new(0);
        let readings: Result<Vec<Vec<Reading>>, Cancelled> = documents
            .par_chunks(CHUNK)
            .map(|chunk| {
                if watch.cancelled() {
                    return Err(Cancelled);
                }
                let texts = chunk.iter().map(|document| &document.text);
                let read = |reader: &mut Reader| texts.map(|text| reader.read(text)).collect();
                let readings = self.readers.borrow(read);
                let done = done.fetch_add(chunk.len(), Ordering::Relaxed) + chunk.len();
                watch.progress(done, documents.len());
                Ok(readings)
            })
            .collect();
        let readings = readings?.into_iter().flatten();
        self.insert(documents.into_iter().zip(readings));
        Ok(())
    }

    fn insert<'d>(&mut self, documents: impl IntoIterator<Item = (&'d Document, Reading)>) {
        let first = self.taken_in.next();
        for (document, reading) in documents {
            self.remove(document.id);
            self.slots.insert(document.id, self.taken_in.next());
            let document = document.clone();
            self.taken_in.0.push(Some(Indexed { document, reading }));
        }
        let new = first..self.taken_in.next();
        let readings = new.filter_map(|slot| Some((slot, &self.taken_in.at(slot)?.reading)));
        self.index.add(&readings.collect::<Vec<_>>());
    }

    /// Forgets a document, if it is there.
    pub fn remove(&mut self, id: DocumentId) {
        if let Some(slot) = self.slots.remove(&id) {
            self.taken_in.remove(slot);
            self.removed += 1;
            if self.removed > self.slots.len() {
                self.removed = 0;
                let taken_in = &self.taken_in;
                self.index.retain(|slot| taken_in.at(slot).is_some());
            }
        }
    }

    /// All parallels between different documents, ordered by their places.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] when the watch said so.
    pub fn parallels(&self, watch: &dyn Watch) -> Result<Vec<Parallel>, Cancelled> {
        Ok(self.search(watch)?.parallels)
    }

    /// All that different documents share.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] when the watch said so.
    pub fn search(&self, watch: &dyn Watch) -> Result<Found, Cancelled> {
        let (pairs, boilerplate) = self.pairs();
        let done = AtomicUsize::new(0);
        let found: Result<Vec<Vec<Parallel>>, Cancelled> = pairs
            .par_iter()
            .map(|(a, b)| {
                if watch.cancelled() {
                    return Err(Cancelled);
                }
                let found = self.between(a, b);
                watch.progress(done.fetch_add(1, Ordering::Relaxed) + 1, pairs.len());
                Ok(found)
            })
            .collect();
        let mut parallels: Vec<Parallel> = found?.into_iter().flatten().collect();
        parallels.sort_by_key(|parallel| (parallel.a, parallel.b));
        Ok(Found {
            parallels,
            boilerplate,
        })
    }

    /// The pairs of documents to look at, the one with the smaller id first, and what stands in too
    /// many of them.
    fn pairs(&self) -> (Vec<(&Indexed, &Indexed)>, Vec<Boilerplate>) {
        let slots: Vec<Slot> = self.slots.values().copied().collect();
        if slots.len() <= FEW {
            let after = |at: usize| slots.get(at + 1..).unwrap_or_default().iter();
            let with = |(at, one): (usize, &Slot)| {
                let one = *one;
                after(at).map(move |other| (one, *other))
            };
            let pairs = slots.iter().enumerate().flat_map(with);
            return (self.in_order(pairs), vec![]);
        }
        let Meetings { pairs, frequent } = self.index.meetings(|slot| self.is_there(slot));
        let reading = |slot: &Slot| Some((*slot, &self.taken_in.at(*slot)?.reading));
        let readings: Vec<(Slot, &Reading)> = slots.iter().filter_map(reading).collect();
        let repeated = repeated::of(frequent, &readings);
        let told = pairs
            .into_par_iter()
            .filter(|((one, other), common)| !self.is_phrase(*one, *other, *common));
        let told: Vec<(Slot, Slot)> = told.map(|(pair, _)| pair).collect();
        let all: BTreeSet<(Slot, Slot)> = told.into_iter().chain(repeated.pairs).collect();
        let boilerplate = repeated.boilerplate.iter();
        let boilerplate = boilerplate.filter_map(|stretch| {
            let Indexed { document, reading } = self.taken_in.at(stretch.document)?;
            Some(Boilerplate {
                place: Place {
                    document: document.id,
                    span: reading.span(&stretch.words),
                },
                documents: stretch.documents,
            })
        });
        (self.in_order(all), boilerplate.collect())
    }

    /// Whether all that two documents have in common are set phrases.
    fn is_phrase(&self, one: Slot, other: Slot, common: Common) -> bool {
        match (common, self.taken_in.at(one), self.taken_in.at(other)) {
            (Common::Little, Some(one), Some(other)) => {
                if between::canonical(&other.document) < between::canonical(&one.document) {
                    phrases::are_all_shared(&other.reading, &one.reading)
                } else {
                    phrases::are_all_shared(&one.reading, &other.reading)
                }
            }
            _ => false,
        }
    }

    fn is_there(&self, slot: Slot) -> bool {
        self.taken_in.at(slot).is_some()
    }

    /// Pairs of documents, each with the smaller id first.
    fn in_order(&self, pairs: impl IntoIterator<Item = (Slot, Slot)>) -> Vec<(&Indexed, &Indexed)> {
        let ordered = |(one, other): (Slot, Slot)| {
            let (one, other) = (self.taken_in.at(one)?, self.taken_in.at(other)?);
            let in_order = one.document.id <= other.document.id;
            Some(if in_order { (one, other) } else { (other, one) })
        };
        pairs.into_iter().filter_map(ordered).collect()
    }

    /// The parallels of one document with all others; the document is always the first of the two.
    pub fn parallels_of(&self, id: DocumentId) -> Vec<Parallel> {
        let Some(document) = self.indexed(id) else {
            return vec![];
        };
        let others: Vec<&Indexed> = if self.slots.len() <= FEW {
            let others = self.slots.keys().filter(|other| **other != id);
            others.filter_map(|other| self.indexed(*other)).collect()
        } else {
            let is_there = |slot| self.is_there(slot);
            let met = self.index.counterparts(&document.reading, is_there);
            let met = met.into_iter().filter(|(other, common)| {
                let of = self.slots.get(&id);
                of.is_some_and(|slot| !self.is_phrase(*slot, *other, *common))
            });
            let met = met.map(|(other, _)| other);
            let of = |seed| self.index.documents_if_frequent(seed, is_there);
            let sharing = repeated::counterparts(&document.reading.words, of);
            let slots: BTreeSet<Slot> = met.chain(sharing).collect();
            let others = slots.into_iter();
            let others = others.filter_map(|slot| self.taken_in.at(slot));
            others.filter(|other| other.document.id != id).collect()
        };
        let mut found: Vec<Parallel> = others
            .par_iter()
            .flat_map_iter(|other| self.between(document, other))
            .collect();
        found.sort_by_key(|parallel| (parallel.a, parallel.b));
        found
    }

    /// The parallels of two documents, the first of which is the first of each parallel, whatever
    /// else is there; none where one of them is not. Of a document with itself, what it repeats, the
    /// earlier passage first.
    pub fn parallels_between(&self, a: DocumentId, b: DocumentId) -> Vec<Parallel> {
        match (self.indexed(a), self.indexed(b)) {
            (Some(a), Some(b)) => self.between(a, b),
            _ => vec![],
        }
    }

    fn between(&self, a: &Indexed, b: &Indexed) -> Vec<Parallel> {
        if a.document.id == b.document.id {
            return within::reading(&a.document, &a.reading, self.settings);
        }
        let (a, b) = ((&a.document, &a.reading), (&b.document, &b.reading));
        between::readings(a, b, self.settings)
    }

    fn indexed(&self, id: DocumentId) -> Option<&Indexed> {
        self.taken_in.at(*self.slots.get(&id)?)
    }
}

impl Readers {
    /// Has a reader do something, who remembers the words that it has met before.
    fn borrow<T>(&self, task: impl FnOnce(&mut Reader) -> T) -> T {
        let idle = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = idle().pop();
        let mut reader = reader.unwrap_or_else(Reader::new);
        let made = task(&mut reader);
        idle().push(reader);
        made
    }
}

impl TakenIn {
    /// The slot of the next document. No memory holds 2³² of them.
    fn next(&self) -> Slot {
        Slot::try_from(self.0.len()).unwrap_or(Slot::MAX)
    }

    fn at(&self, slot: Slot) -> Option<&Indexed> {
        self.0.get(slot as usize)?.as_ref()
    }

    fn remove(&mut self, slot: Slot) {
        if let Some(place) = self.0.get_mut(slot as usize) {
            *place = None;
        }
    }
}
