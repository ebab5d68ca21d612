//! Which pairs of documents may share something: an inverted index of short runs of words.
//!
//! A run of [`GRAM`] words in a row is a seed, as in the aligners of sequences. One that stands in
//! many documents says nothing about any two of them: it is boilerplate or a set phrase, and is
//! passed over, so that the work grows with the text and not with the pairs of documents.

use std::collections::{BTreeMap, HashMap};

use super::hash;
use super::reading::Reading;
use crate::text::DocumentId;

/// The documents of each seed, and the seeds of each document.
#[derive(Default)]
pub(super) struct Index {
    postings: HashMap<u32, Vec<DocumentId>>,
    documents: BTreeMap<DocumentId, Vec<u32>>,
}

/// Up to how many documents every pair is looked at.
const FEW: usize = 32;
/// How many words in a row are a seed.
const GRAM: usize = 4;
/// How many seeds two documents have in common, at least.
const COMMON: usize = 6;
/// In how many documents a seed stands, at most.
const RARE: usize = 12;

impl Index {
    pub(super) fn add(&mut self, id: DocumentId, reading: &Reading) {
        let mut seeds: Vec<u32> = reading.words.windows(GRAM).map(seed).collect();
        seeds.sort_unstable();
        seeds.dedup();
        for seed in &seeds {
            self.postings.entry(*seed).or_default().push(id);
        }
        self.documents.insert(id, seeds);
    }

    pub(super) fn remove(&mut self, id: DocumentId) {
        for seed in self.documents.remove(&id).unwrap_or_default() {
            if let Some(documents) = self.postings.get_mut(&seed) {
                documents.retain(|other| *other != id);
            }
        }
    }

    /// The documents that may share something with a document, in order.
    pub(super) fn counterparts(&self, id: DocumentId) -> Vec<DocumentId> {
        if self.documents.len() <= FEW {
            return self
                .documents
                .keys()
                .copied()
                .filter(|other| *other != id)
                .collect();
        }
        let seeds = self.documents.get(&id).into_iter().flatten();
        let mut common: HashMap<DocumentId, usize> = HashMap::new();
        for postings in seeds.filter_map(|seed| self.postings.get(seed)) {
            if postings.len() <= RARE {
                for other in postings.iter().filter(|other| **other != id) {
                    *common.entry(*other).or_default() += 1;
                }
            }
        }
        let mut counterparts: Vec<DocumentId> = common
            .into_iter()
            .filter(|(_, count)| *count >= COMMON)
            .map(|(other, _)| other)
            .collect();
        counterparts.sort_unstable();
        counterparts
    }

    /// The documents that are there, in order.
    pub(super) fn documents(&self) -> Vec<DocumentId> {
        self.documents.keys().copied().collect()
    }
}

fn seed(words: &[super::reading::Word]) -> u32 {
    let mixed = words
        .iter()
        .fold(0, |seed, word| hash::mix(seed, word.term.number()));
    hash::folded(mixed)
}
