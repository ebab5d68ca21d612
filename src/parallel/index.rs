//! Which pairs of documents may share something: an inverted index of short runs of words.
//!
//! A run of [`GRAM`] words in a row is a seed, as in the aligners of sequences. One that stands in
//! many documents says nothing about any two of them: it is boilerplate or a set phrase, and is
//! passed over, so that the work grows with the text and not with the pairs of documents. Long runs
//! of such seeds are looked at in `repeated`.
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
    runs: Vec<Run>,
}

/// Entries in order, cut by seed into [`PARTS`], which different cores look at.
struct Run {
    parts: Vec<Vec<Entry>>,
}

/// A seed in the upper half, and in the lower the slot of a document in which it stands.
type Entry = u64;

/// What the seeds of all documents tell.
pub(super) struct Meetings {
    /// The pairs of documents that may share something, the smaller slot first, in order, each with how
    /// much speaks for it.
    pub(super) pairs: Vec<((Slot, Slot), Common)>,
    /// The seeds that stand in too many documents to say something of any two of them, in order.
    pub(super) frequent: Vec<u32>,
}

/// How much two documents have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Common {
    /// So little that it may be a set phrase.
    Little,
    /// More.
    Much,
}

/// What one part of the seeds tells.
#[derive(Default)]
struct InPart {
    /// Two documents each time that one seed stands in both.
    met: Vec<Entry>,
    frequent: Vec<u32>,
}

/// How many words in a row are a seed.
pub(super) const GRAM: usize = 4;
/// How many seeds two documents have in common, at least.
const COMMON: usize = 6;
/// How many seeds are more than a set phrase.
const MUCH: usize = 12;
/// In how many documents a seed stands, at most.
const RARE: usize = 12;
/// In how many parts a run is cut: so many that a part of many documents fits a core's cache.
const PARTS: usize = 256;
/// The digits by which seeds are sorted: two of them and the part are a whole seed.
const DIGITS: usize = 1 << 12;
/// How many documents one core prepares at a time.
const CHUNK: usize = 256;

impl Index {
    /// Takes documents in: costs their own seeds, and a merge now and then.
    pub(super) fn add(&mut self, documents: &[(Slot, &Reading)]) {
        let mut run = Run::new(documents);
        while let Some(last) = self.runs.pop_if(|last| last.len() <= 2 * run.len()) {
            run = run.merged(last);
        }
        self.runs.push(run);
    }

    /// Forgets the seeds of documents that are gone.
    pub(super) fn retain(&mut self, is_there: impl Fn(Slot) -> bool) {
        for part in self.runs.iter_mut().flat_map(|run| &mut run.parts) {
            part.retain(|entry| is_there(slot(*entry)));
        }
    }

    /// The documents that may share something with a reading, in order, each with how much.
    pub(super) fn counterparts(
        &self,
        reading: &Reading,
        is_there: impl Fn(Slot) -> bool,
    ) -> Vec<(Slot, Common)> {
        let mut seeds: Vec<u32> = seeds(reading).collect();
        seeds.sort_unstable();
        seeds.dedup();
        let mut met = vec![];
        for seed in seeds {
            let mut documents = self.documents(seed, &is_there);
            if documents.len() <= RARE {
                met.append(&mut documents);
            }
        }
        met.sort_unstable();
        often(&met).collect()
    }

    /// The documents in which a seed stands, in order, if it stands in too many to say something of
    /// any two of them; none otherwise.
    pub(super) fn documents_if_frequent(
        &self,
        seed: u32,
        is_there: impl Fn(Slot) -> bool,
    ) -> Vec<Slot> {
        let mut documents = self.documents(seed, is_there);
        if documents.len() <= RARE {
            documents.clear();
        }
        documents
    }

    /// The documents in which a seed stands, in order.
    fn documents(&self, seed: u32, is_there: impl Fn(Slot) -> bool) -> Vec<Slot> {
        let mut documents = vec![];
        for run in &self.runs {
            let part = run.part(part_of(seed));
            let start = part.partition_point(|known| *known < entry(seed, 0));
            let rest = part.get(start..).unwrap_or_default();
            let of_seed = rest.iter().take_while(|known| seed_of(**known) == seed);
            documents.extend(
                of_seed
                    .map(|known| slot(*known))
                    .filter(|slot| is_there(*slot)),
            );
        }
        documents.sort_unstable();
        documents.dedup();
        documents
    }

    /// Which documents meet in which seeds.
    pub(super) fn meetings(&self, is_there: impl Fn(Slot) -> bool + Sync) -> Meetings {
        let mut parts: Vec<InPart> = (0..PARTS)
            .into_par_iter()
            .map(|part| self.meetings_in(part, &is_there))
            .collect();
        let mut met: Vec<Entry> = Vec::with_capacity(parts.iter().map(|part| part.met.len()).sum());
        let mut frequent = vec![];
        for part in &mut parts {
            met.append(&mut part.met);
            frequent.append(&mut part.frequent);
        }
        met.par_sort_unstable();
        let pairs = often(&met).map(|(met, common)| ((seed_of(met), slot(met)), common));
        Meetings {
            pairs: pairs.collect(),
            frequent,
        }
    }

    /// The same for one part of the seeds.
    fn meetings_in(&self, part: usize, is_there: impl Fn(Slot) -> bool) -> InPart {
        let mut held = vec![];
        let entries = match self.runs.as_slice() {
            [only] => only.part(part),
            runs => {
                held.extend(runs.iter().flat_map(|run| run.part(part)));
                held.sort_unstable();
                held.as_slice()
            }
        };
        let mut found = InPart::default();
        let mut documents: Vec<Slot> = vec![];
        for of_seed in entries.chunk_by(|one, next| seed_of(*one) == seed_of(*next)) {
            let [first, _, ..] = of_seed else {
                continue;
            };
            documents.clear();
            documents.extend(of_seed.iter().map(|entry| slot(*entry)));
            documents.dedup();
            documents.retain(|slot| is_there(*slot));
            if documents.len() > RARE {
                found.frequent.push(seed_of(*first));
                continue;
            }
            for (at, one) in documents.iter().enumerate() {
                let others = documents.iter().skip(at + 1);
                found.met.extend(others.map(|other| entry(*one, *other)));
            }
        }
        found
    }
}

impl Run {
    /// The entries of documents in the order of their slots.
    fn new(documents: &[(Slot, &Reading)]) -> Self {
        // Sorting many short parts is faster than one long one, and gathering them needs no lock.
        let chunks: Vec<Vec<Vec<Entry>>> = documents.par_chunks(CHUNK).map(parted).collect();
        let mut by_part: Vec<Vec<Vec<Entry>>> = (0..PARTS).map(|_| vec![]).collect();
        for chunk in chunks {
            for (pieces, piece) in by_part.iter_mut().zip(chunk) {
                pieces.push(piece);
            }
        }
        Self {
            parts: by_part.into_par_iter().map(sorted).collect(),
        }
    }

    fn len(&self) -> usize {
        self.parts.iter().map(Vec::len).sum()
    }

    fn part(&self, part: usize) -> &[Entry] {
        self.parts.get(part).map_or(&[], Vec::as_slice)
    }

    fn merged(self, other: Self) -> Self {
        let both = self.parts.into_par_iter().zip(other.parts);
        let merged = |(mut one, mut other): (Vec<Entry>, Vec<Entry>)| {
            one.append(&mut other);
            one.par_sort(); // finds the two sorted halves and merges them
            one
        };
        Self {
            parts: both.map(merged).collect(),
        }
    }
}

/// The entries of one part in order, from pieces in the order of the documents.
#[allow(clippy::needless_pass_by_value)] // each piece is given back when its part is done
fn sorted(pieces: Vec<Vec<Entry>>) -> Vec<Entry> {
    let count = pieces.iter().map(Vec::len).sum();
    if count < DIGITS {
        let mut part = pieces.concat();
        part.sort_unstable();
        return part;
    }
    // The upper bits of a part's seeds are the same; two digits are left.
    let by_last = by_digit(pieces.iter().flatten(), count, u32::BITS);
    by_digit(by_last.iter(), count, u32::BITS + DIGITS.ilog2())
}

/// Entries in the order of one digit, which begins at a bit; those in which it is the same stay as
/// they were. A step of a radix sort, several times faster than comparing.
fn by_digit<'e>(
    entries: impl Iterator<Item = &'e Entry> + Clone,
    count: usize,
    bit: u32,
) -> Vec<Entry> {
    #[allow(clippy::cast_possible_truncation)] // the lower bits are wanted
    let digit = |entry: Entry| (entry >> bit) as usize % DIGITS;
    let mut places = vec![0; DIGITS];
    for entry in entries.clone() {
        if let Some(place) = places.get_mut(digit(*entry)) {
            *place += 1;
        }
    }
    let mut before = 0;
    for place in &mut places {
        before += std::mem::replace(place, before);
    }
    let mut ordered = vec![0; count];
    for entry in entries {
        let Some(place) = places.get_mut(digit(*entry)) else {
            continue;
        };
        if let Some(there) = ordered.get_mut(*place) {
            *there = *entry;
        }
        *place += 1;
    }
    ordered
}

/// What was met in enough seeds, of all that was met in one, in order.
fn often<T: Copy + Eq>(met: &[T]) -> impl Iterator<Item = (T, Common)> {
    let runs = met.chunk_by(|one, next| one == next);
    let runs = runs.filter(|run| run.len() >= COMMON);
    runs.filter_map(|run| {
        let common = if run.len() < MUCH {
            Common::Little
        } else {
            Common::Much
        };
        Some((*run.first()?, common))
    })
}

/// The entries of some documents, by part.
fn parted(documents: &[(Slot, &Reading)]) -> Vec<Vec<Entry>> {
    let count: usize = documents
        .iter()
        .map(|(_, reading)| reading.words.len())
        .sum();
    let each = count / PARTS + count / PARTS / 8;
    let mut parts: Vec<Vec<Entry>> = (0..PARTS).map(|_| Vec::with_capacity(each)).collect();
    for (slot, reading) in documents {
        for seed in seeds(reading) {
            if let Some(part) = parts.get_mut(part_of(seed)) {
                part.push(entry(seed, *slot));
            }
        }
    }
    parts
}

/// The part to which a seed belongs, by its upper bits.
fn part_of(seed: u32) -> usize {
    (seed >> (u32::BITS - PARTS.ilog2())) as usize
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

fn seeds(reading: &Reading) -> impl Iterator<Item = u32> {
    reading.words.windows(GRAM).map(seed)
}

/// The seed that [`GRAM`] words are.
pub(super) fn seed(words: &[Word]) -> u32 {
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
            index.add(&[document]);
        }
        let pairs = |index: &Index| -> Vec<(Slot, Slot)> {
            let pairs = index.meetings(|_| true).pairs.into_iter();
            pairs.map(|(pair, _)| pair).collect()
        };
        assert_eq!(pairs(&index), [(0, 1), (0, 2), (1, 2)]);
        let little = |slot| (slot, Common::Little);
        let met = index.counterparts(&readings[0], |slot| slot != 0);
        assert_eq!(met, [little(1), little(2)]);
        assert!(
            index
                .counterparts(&readings[7], |slot| slot != 7)
                .is_empty()
        );
        let without = index.meetings(|slot| slot != 1).pairs;
        assert_eq!(without, [((0, 2), Common::Little)]);
        index.retain(|slot| slot != 1);
        assert_eq!(pairs(&index), [(0, 2)]);
        assert!(index.runs.len() < 7);
    }
}
