//! Long runs of words that stand in many documents: wire copy that many took over, and boilerplate.
//!
//! Seeds that stand in many documents are passed over (see `index`), since a set phrase says nothing
//! about any two of them. A long run of words is no set phrase. Where it stands in some dozens of
//! documents, all of these are looked at, pair by pair; where it stands in more, it is boilerplate,
//! such as an agency's footer, which is named once instead of being found between all of them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use super::hash;
use super::index::{GRAM, Slot, seed};
use super::reading::{Reading, Word};

/// What the long runs tell.
#[derive(Default)]
pub(super) struct Repeated {
    /// The pairs of documents that share one, each once.
    pub(super) pairs: Vec<(Slot, Slot)>,
    /// The boilerplate, by the first document in which it stands.
    pub(super) boilerplate: Vec<Stretch>,
}

/// Boilerplate in a document.
pub(super) struct Stretch {
    pub(super) document: Slot,
    /// Which words of it.
    pub(super) words: Range<usize>,
    /// In how many documents it stands.
    pub(super) documents: usize,
}

/// A run of [`LONG`] words.
#[derive(Clone, Copy)]
struct Run {
    /// The first of them.
    start: usize,
    /// The hash of all.
    hash: u32,
}

/// How many words in a row are a long run.
const LONG: usize = 12;
/// How many seeds it has.
const SEEDS: usize = LONG - GRAM + 1;
/// In how many documents a long run stands at most that says something about each two of them.
pub(super) const MOST: usize = 64;

/// Looks for the long runs of frequent seeds in documents; boilerplate is named by the first of them.
pub(super) fn of(frequent: Vec<u32>, documents: &[(Slot, &Reading)]) -> Repeated {
    if frequent.is_empty() {
        return Repeated::default();
    }
    let frequent: HashSet<u32> = frequent.into_iter().collect();
    let found: Vec<(Slot, Vec<Run>)> = documents
        .par_iter()
        .map(|(slot, reading)| (*slot, runs(&reading.words, &frequent)))
        .filter(|(_, runs)| !runs.is_empty())
        .collect();
    let mut standing: Vec<(u32, Slot)> = found
        .iter()
        .flat_map(|(slot, runs)| runs.iter().map(|run| (run.hash, *slot)))
        .collect();
    standing.par_sort_unstable();
    standing.dedup();
    let mut pairs = BTreeSet::new();
    let mut common = HashMap::new();
    // All runs of one text stand in the same documents, whose pairs are made once.
    let mut paired: HashSet<Vec<Slot>> = HashSet::new();
    for of_run in standing.chunk_by(|one, next| one.0 == next.0) {
        let slots: Vec<Slot> = of_run.iter().map(|(_, slot)| *slot).collect();
        if slots.len() > MOST {
            common.extend(of_run.first().map(|(hash, _)| (*hash, slots.len())));
        } else if !paired.contains(&slots) {
            for (at, one) in slots.iter().enumerate() {
                let others = slots.iter().skip(at + 1);
                pairs.extend(others.map(|other| (*one, *other)));
            }
            paired.insert(slots);
        }
    }
    Repeated {
        pairs: pairs.into_iter().collect(),
        boilerplate: boilerplate(&found, common),
    }
}

/// The documents that share a long run with some words which do not stand in too many, in order; asked
/// is in which documents a seed stands, if it is frequent.
pub(super) fn counterparts(words: &[Word], documents_of: impl Fn(u32) -> Vec<Slot>) -> Vec<Slot> {
    let mut found = BTreeSet::new();
    // The documents that hold the last seeds, and how many in a row.
    let mut holding: Vec<(Slot, usize)> = vec![];
    for words in words.windows(GRAM) {
        let before = |slot: Slot| {
            let at = holding.binary_search_by_key(&slot, |(slot, _)| *slot);
            at.ok()
                .and_then(|at| holding.get(at))
                .map_or(0, |(_, row)| *row)
        };
        let documents = documents_of(seed(words)).into_iter();
        holding = documents.map(|slot| (slot, before(slot) + 1)).collect();
        let long = holding.iter().filter(|(_, row)| *row >= SEEDS);
        if long.clone().count() <= MOST {
            found.extend(long.map(|(slot, _)| *slot));
        }
    }
    found.into_iter().collect()
}

/// The long runs of a document all of whose seeds are frequent.
fn runs(words: &[Word], frequent: &HashSet<u32>) -> Vec<Run> {
    let is_frequent = |at: usize| {
        let words = words.get(at..at + GRAM);
        words.is_some_and(|words| frequent.contains(&seed(words)))
    };
    let seeds = (words.len() + 1).saturating_sub(GRAM);
    let mut runs = vec![];
    // Where the next run can begin. It holds the seed that is as many further as a run has seeds, so
    // that most seeds need not be looked at.
    let mut from = 0;
    while from + SEEDS <= seeds {
        let inside = from + SEEDS - 1;
        let before = (from..=inside).rev().take_while(|at| is_frequent(*at));
        let before = before.count();
        if before < SEEDS {
            from = inside + 1 - before;
            continue;
        }
        let behind = (inside + 1..seeds).take_while(|at| is_frequent(*at));
        let end = inside + 1 + behind.count();
        runs.extend((from..=end - SEEDS).filter_map(|start| run(words, start)));
        from = end + 1;
    }
    runs
}

fn run(words: &[Word], start: usize) -> Option<Run> {
    let words = words.get(start..start + LONG)?;
    let hash = words
        .iter()
        .fold(0, |hash, word| hash::mix(hash, word.term.number()));
    Some(Run {
        start,
        hash: hash::folded(hash),
    })
}

/// The stretches of runs that stand in too many documents, each by the first document that has it.
fn boilerplate(found: &[(Slot, Vec<Run>)], mut common: HashMap<u32, usize>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = vec![];
    for (slot, runs) in found {
        let before = stretches.len();
        for run in runs {
            let Some(documents) = common.get(&run.hash) else {
                continue;
            };
            let goes_on = |last: &&mut Stretch| last.words.end + 1 >= run.start + LONG;
            match stretches.get_mut(before..).and_then(<[Stretch]>::last_mut) {
                Some(last) if goes_on(&last) => {
                    last.words.end = run.start + LONG;
                    last.documents = last.documents.max(*documents);
                }
                _ => stretches.push(Stretch {
                    document: *slot,
                    words: run.start..run.start + LONG,
                    documents: *documents,
                }),
            }
        }
        // What was named once is not named again.
        for run in runs {
            common.remove(&run.hash);
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::super::reading::Reader;
    use super::*;

    /// So many texts of their own with a text at the end of each, and the frequent seeds of it.
    fn repeated(count: u32, text: &str) -> Repeated {
        let mut reader = Reader::new();
        let frequent: Vec<u32> = reader.read(text).words.windows(GRAM).map(seed).collect();
        let own = |number: u32, word: u32| format!("w{number}x{word}");
        let texts = (0..count).map(|number| {
            let own: Vec<String> = (0..40).map(|word| own(number, word)).collect();
            format!("{}. {text}", own.join(" "))
        });
        let readings: Vec<Reading> = texts.map(|text| reader.read(&text)).collect();
        let documents: Vec<(Slot, &Reading)> = (0..).zip(&readings).collect();
        of(frequent, &documents)
    }

    const FOOTER: &str = "Write to the newsroom of the Port Ellis Courier at Quay Street eleven or \
        ring us between eight and noon on any working day of the week";

    #[test]
    fn what_stands_in_some_dozens_of_documents_pairs_them() {
        let found = repeated(20, FOOTER);
        assert_eq!(found.pairs.len(), 20 * 19 / 2);
        assert!(found.boilerplate.is_empty());
    }

    #[test]
    fn what_stands_in_hundreds_is_named_once_and_pairs_nothing() {
        let found = repeated(400, FOOTER);
        assert!(found.pairs.is_empty());
        let [footer] = found.boilerplate.as_slice() else {
            panic!("not named once");
        };
        let words = FOOTER.split_whitespace().count();
        assert_eq!((footer.document, footer.documents), (0, 400));
        assert_eq!(footer.words, 40..40 + words);
    }

    #[test]
    fn set_phrases_are_neither() {
        let found = repeated(400, "at the end of the day there is no");
        assert!(found.pairs.is_empty() && found.boilerplate.is_empty());
    }
}
