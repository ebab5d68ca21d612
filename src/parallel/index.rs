//! Which pairs of documents may share something: an inverted index of rare words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::reading::{Reading, Term};
use crate::text::DocumentId;

/// The documents of each term, and which documents there are.
#[derive(Default)]
pub(super) struct Index {
    postings: HashMap<Term, Vec<DocumentId>>,
    documents: BTreeMap<DocumentId, Vec<Term>>,
}

/// Up to how many documents every pair is looked at.
const FEW: usize = 32;
/// How many rare words two documents have in common, at least.
const COMMON: usize = 4;
/// In how many documents a rare word stands, at most.
const RARE: usize = 16;

impl Index {
    pub(super) fn add(&mut self, id: DocumentId, reading: &Reading) {
        let terms: BTreeSet<Term> = reading
            .words
            .iter()
            .map(|word| word.term)
            .filter(|term| !term.is_function())
            .collect();
        for term in &terms {
            self.postings.entry(*term).or_default().push(id);
        }
        self.documents.insert(id, terms.into_iter().collect());
    }

    pub(super) fn remove(&mut self, id: DocumentId, _reading: &Reading) {
        for term in self.documents.remove(&id).unwrap_or_default() {
            if let Some(documents) = self.postings.get_mut(&term) {
                documents.retain(|other| *other != id);
            }
        }
    }

    /// The documents that may share something with a document, in order.
    pub(super) fn counterparts(&self, id: DocumentId, _reading: &Reading) -> Vec<DocumentId> {
        let few = self.documents.len() <= FEW;
        let mut common: BTreeMap<DocumentId, usize> = BTreeMap::new();
        for term in self.documents.get(&id).into_iter().flatten() {
            let postings = self.postings.get(term).map_or(&[][..], Vec::as_slice);
            if few || postings.len() <= RARE {
                for other in postings.iter().filter(|other| **other != id) {
                    *common.entry(*other).or_default() += 1;
                }
            }
        }
        common.retain(|_, count| few || *count >= COMMON);
        common.into_keys().collect()
    }

    /// All pairs that may share something, in order, the smaller id first.
    pub(super) fn pairs(&self) -> Vec<(DocumentId, DocumentId)> {
        let none = Reading::default();
        self.documents
            .keys()
            .flat_map(|id| {
                self.counterparts(*id, &none)
                    .into_iter()
                    .filter(|other| other > id)
                    .map(|other| (*id, other))
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}
