//! Which pairs of documents may share something: an inverted index of short runs of words.
//!
//! A run of [`GRAM`] words in a row is a seed, as in the aligners of sequences. One that stands in
//! many documents says nothing about any two of them: it is boilerplate or a set phrase, and is
//! passed over, so that the work grows with the text and not with the pairs of documents.
//!
//! Seeds are kept as sorted runs of (seed, document), the longer ones first, in the manner of a
//! log-structured merge tree (O'Neil et al. 1996): what is new is a run of its own until it is
//! merged with one of its size. Sorting is several times faster than a table for looking up, and
//! takes eight bytes a word.

use rayon::prelude::*;

use super::hash;
use super::reading::{Reading, Word};

/// The number of a document in the index. It is never given twice.
pub(super) type Slot = u32;

/// All seeds of all documents.
#[derive(Default)]
pub(super) struct Index {
    runs: Vec<Vec<Entry>>,
}

/// A seed in the upper half, and in the lower the slot of a document in which it stands.
type Entry = u64;

/// How many words in a row are a seed.
const GRAM: usize = 4;
/// How many seeds two documents have in common, at least.
const COMMON: usize = 6;
/// In how many documents a seed stands, at most.
const RARE: usize = 12;
/// In how many parts, by seed, pairs are looked for.
const PARTS: u64 = 64;

impl Index {
    /// Takes documents in: costs their own seeds, and a merge now and then.
    pub(super) fn add<'r>(&mut self, documents: impl IntoIterator<Item = (Slot, &'r Reading)>) {
        let documents: Vec<(Slot, &Reading)> = documents.into_iter().collect();
        let count = |(_, reading): &(Slot, &Reading)| seed_count(reading);
        let mut run = Vec::with_capacity(documents.iter().map(count).sum());
        for (slot, reading) in documents {
            run.extend(seeds(reading).map(|seed| entry(seed, slot)));
        }
        run.par_sort_unstable();
        while let Some(last) = self.runs.pop_if(|last| last.len() <= 2 * run.len()) {
            run = merged(last, run);
        }
        self.runs.push(run);
    }

    /// Forgets the seeds of documents that are gone.
    pub(super) fn retain(&mut self, is_there: impl Fn(Slot) -> bool) {
        for run in &mut self.runs {
            run.retain(|entry| is_there(slot(*entry)));
        }
    }

    /// The documents that may share something with a reading, in order.
    pub(super) fn counterparts(
        &self,
        reading: &Reading,
        is_there: impl Fn(Slot) -> bool,
    ) -> Vec<Slot> {
        let mut seeds: Vec<u32> = seeds(reading).collect();
        seeds.sort_unstable();
        seeds.dedup();
        let mut met = vec![];
        let mut documents = vec![];
        for seed in seeds {
            documents.clear();
            for run in &self.runs {
                let start = run.partition_point(|known| *known < entry(seed, 0));
                let rest = run.get(start..).unwrap_or_default();
                let of_seed = rest.iter().take_while(|known| seed_of(**known) == seed);
                documents.extend(
                    of_seed
                        .map(|known| slot(*known))
                        .filter(|slot| is_there(*slot)),
                );
            }
            documents.sort_unstable();
            documents.dedup();
            if documents.len() <= RARE {
                met.append(&mut documents);
            }
        }
        met.sort_unstable();
        met.chunk_by(|one, next| one == next)
            .filter(|run| run.len() >= COMMON)
            .filter_map(|run| run.first().copied())
            .collect()
    }

    /// All pairs of documents that may share something, the smaller slot first, in order.
    pub(super) fn pairs(&self, is_there: impl Fn(Slot) -> bool + Sync) -> Vec<(Slot, Slot)> {
        let mut met: Vec<u64> = (0..PARTS)
            .into_par_iter()
            .flat_map_iter(|part| self.meetings(part, &is_there))
            .collect();
        met.par_sort_unstable();
        met.chunk_by(|one, next| one == next)
            .filter(|run| run.len() >= COMMON)
            .filter_map(|run| run.first())
            .map(|met| (seed_of(*met), slot(*met)))
            .collect()
    }

    /// Two documents each time that one seed stands in both, for one part of the seeds.
    fn meetings(&self, part: u64, is_there: impl Fn(Slot) -> bool) -> Vec<u64> {
        let mut held = vec![];
        let entries = match self.runs.as_slice() {
            [only] => part_of(only, part),
            runs => {
                held.extend(runs.iter().flat_map(|run| part_of(run, part)));
                held.sort_unstable();
                held.as_slice()
            }
        };
        let mut met = vec![];
        let mut documents: Vec<Slot> = vec![];
        for of_seed in entries.chunk_by(|one, next| seed_of(*one) == seed_of(*next)) {
            if of_seed.len() < 2 {
                continue;
            }
            documents.clear();
            documents.extend(of_seed.iter().map(|entry| slot(*entry)));
            documents.dedup();
            documents.retain(|slot| is_there(*slot));
            if documents.len() <= RARE {
                for (at, one) in documents.iter().enumerate() {
                    let others = documents.iter().skip(at + 1);
                    met.extend(others.map(|other| entry(*one, *other)));
                }
            }
        }
        met
    }
}

/// The entries of a run whose seeds belong to one part.
fn part_of(run: &[Entry], part: u64) -> &[Entry] {
    let width = (u64::MAX / PARTS) + 1;
    let start = run.partition_point(|entry| entry / width < part);
    let end = run.partition_point(|entry| entry / width <= part);
    run.get(start..end).unwrap_or_default()
}

/// Two sorted runs as one.
fn merged(mut one: Vec<Entry>, mut other: Vec<Entry>) -> Vec<Entry> {
    one.append(&mut other);
    one.par_sort(); // finds the two runs and merges them
    one
}

fn entry(seed: u32, slot: Slot) -> Entry {
    u64::from(seed) << 32 | u64::from(slot)
}

#[allow(clippy::cast_possible_truncation)] // the upper half
fn seed_of(entry: Entry) -> u32 {
    (entry >> 32) as u32
}

#[allow(clippy::cast_possible_truncation)] // the lower half
fn slot(entry: Entry) -> Slot {
    entry as u32
}

fn seed_count(reading: &Reading) -> usize {
    (reading.words.len() + 1).saturating_sub(GRAM)
}

fn seeds(reading: &Reading) -> impl Iterator<Item = u32> {
    reading.words.windows(GRAM).map(seed)
}

fn seed(words: &[Word]) -> u32 {
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
        let copied = "the harbour authority closed the northern quay after divers found cracks";
        let read = |number: Slot| {
            let own: Vec<String> = (0..30).map(|word| format!("w{number}x{word}")).collect();
            let copied = if number < 3 { copied } else { "" };
            Reader::new().read(&format!("{} {copied}", own.join(" ")))
        };
        let readings: Vec<Reading> = (0..40).map(read).collect();
        let mut index = Index::default();
        for document in (0..).zip(&readings) {
            index.add([document]);
        }
        assert_eq!(index.pairs(|_| true), [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(index.counterparts(&readings[0], |slot| slot != 0), [1, 2]);
        assert!(
            index
                .counterparts(&readings[7], |slot| slot != 7)
                .is_empty()
        );
        assert_eq!(index.pairs(|slot| slot != 1), [(0, 2)]);
        index.retain(|slot| slot != 1);
        assert_eq!(index.pairs(|_| true), [(0, 2)]);
        assert!(index.runs.len() < 7);
    }
}
