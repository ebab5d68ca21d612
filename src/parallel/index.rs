//! Which pairs of documents may share something: an inverted index of short runs of words.
//!
//! A run of [`GRAM`] words in a row is a seed, as in the aligners of sequences. One that stands in
//! many documents says nothing about any two of them: it is boilerplate or a set phrase, and is
//! passed over, so that the work grows with the text and not with the pairs of documents.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use super::hash;
use super::reading::Reading;
use crate::text::DocumentId;

/// The documents of each seed, and the seeds of each document.
#[derive(Default)]
pub(super) struct Index {
    postings: HashMap<u32, Posting, BuildHasherDefault<Seeded>>,
    documents: BTreeMap<DocumentId, Vec<u32>>,
}

/// The documents in which a seed stands: nearly always one.
enum Posting {
    One(DocumentId),
    Some(Vec<DocumentId>),
}

impl Posting {
    fn documents(&self) -> &[DocumentId] {
        match self {
            Self::One(only) => std::slice::from_ref(only),
            Self::Some(documents) => documents,
        }
    }

    fn add(&mut self, id: DocumentId) {
        match self {
            Self::One(first) => *self = Self::Some(vec![*first, id]),
            Self::Some(documents) => documents.push(id),
        }
    }

    fn without(&self, id: DocumentId) -> Option<Self> {
        let mut documents = self.documents().to_vec();
        documents.retain(|other| *other != id);
        (!documents.is_empty()).then_some(Self::Some(documents))
    }
}

/// Takes a seed as its own hash, which it is.
#[derive(Default)]
struct Seeded(u64);

impl Hasher for Seeded {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash::wide(bytes);
    }

    fn write_u32(&mut self, seed: u32) {
        // The table takes its buckets from the lower half and its tags from the upper.
        self.0 = u64::from(seed) << 32 | u64::from(seed);
    }
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
            self.postings
                .entry(*seed)
                .and_modify(|posting| posting.add(id))
                .or_insert(Posting::One(id));
        }
        self.documents.insert(id, seeds);
    }

    pub(super) fn remove(&mut self, id: DocumentId) {
        for seed in self.documents.remove(&id).unwrap_or_default() {
            match self.postings.get(&seed).map(|posting| posting.without(id)) {
                Some(Some(rest)) => self.postings.insert(seed, rest),
                Some(None) => self.postings.remove(&seed),
                None => None,
            };
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
        for posting in seeds.filter_map(|seed| self.postings.get(seed)) {
            let documents = posting.documents();
            if documents.len() <= RARE {
                for other in documents.iter().filter(|other| **other != id) {
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

#[cfg(test)]
mod tests {
    use super::super::reading::Reader;
    use super::*;

    #[test]
    fn only_documents_that_copied_are_looked_at_and_removed_ones_are_forgotten() {
        let mut index = Index::default();
        let copied = "the harbour authority closed the northern quay after divers found cracks";
        for number in 0..40_u32 {
            let own: Vec<String> = (0..30).map(|word| format!("w{number}x{word}")).collect();
            let text = if number < 3 {
                format!("{} {copied}", own.join(" "))
            } else {
                own.join(" ")
            };
            index.add(DocumentId(number), &Reader::new().read(&text));
        }
        assert_eq!(
            index.counterparts(DocumentId(0)),
            [DocumentId(1), DocumentId(2)]
        );
        assert_eq!(index.counterparts(DocumentId(7)), []);
        index.remove(DocumentId(1));
        assert_eq!(index.counterparts(DocumentId(0)), [DocumentId(2)]);
        index.remove(DocumentId(2));
        assert_eq!(index.counterparts(DocumentId(0)), []);
    }
}
