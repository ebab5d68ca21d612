//! Long runs of the same words in the same order: copied text.

use std::collections::HashMap;

use super::hash;
use super::pair::{ALONE, Pair};
use super::passages::Passage;

/// How many words in a row make two places worth a look.
const GRAM: usize = 10;
/// The fewest bytes of a run, on the shorter side.
const LONG: usize = 256;
/// The most words between two runs that are one copy with an edit.
const EDITED: usize = 20;
/// By how many words two runs of one copy may overlap.
const OVERLAP: usize = 5;

/// The copied passages: long runs, joined where little stands between them on both sides.
pub(super) fn copies(pair: &Pair) -> Vec<Passage> {
    let mut runs = runs(pair);
    runs.sort_unstable_by_key(|run| (run.a.start, run.b.start));
    let mut copies: Vec<Passage> = vec![];
    for run in runs {
        match copies.iter_mut().rev().find(|copy| goes_on(copy, &run)) {
            Some(copy) => copy.join(&run),
            None => copies.push(run),
        }
    }
    copies
}

fn goes_on(copy: &Passage, run: &Passage) -> bool {
    let after = |end: usize, start: usize| start + OVERLAP > end && start <= end + EDITED;
    after(copy.a.end, run.a.start) && after(copy.b.end, run.b.start)
}

/// All maximal runs that are long enough. Where one has several counterparts, each is a run.
fn runs(pair: &Pair) -> Vec<Passage> {
    let (a, b) = (pair.a.shared.as_slice(), pair.b.shared.as_slice());
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, gram) in b.windows(GRAM).enumerate() {
        if let Some(key) = key(gram) {
            places.entry(key).or_default().push(at);
        }
    }
    let mut found = vec![];
    // For each diagonal how far it was followed already.
    let mut followed: HashMap<isize, usize> = HashMap::new();
    for (at, gram) in a.windows(GRAM).enumerate() {
        let places = key(gram).and_then(|key| places.get(&key));
        for other in places.into_iter().flatten() {
            let diagonal = at.cast_signed() - other.cast_signed();
            let reached = followed.entry(diagonal).or_default();
            if *reached > at {
                continue;
            }
            let (rest_a, rest_b) = (a.iter().skip(at), b.iter().skip(*other));
            let same = |(one, two): &(&u32, &u32)| one == two && **one != ALONE;
            let length = rest_a.zip(rest_b).take_while(same).count();
            *reached = at + length;
            let run = Passage {
                a: at..at + length,
                b: *other..other + length,
            };
            let (span_a, span_b) = (pair.a.reading.span(&run.a), pair.b.reading.span(&run.b));
            if span_a.len().min(span_b.len()) >= LONG {
                found.push(run);
            }
        }
    }
    found
}

fn key(gram: &[u32]) -> Option<u64> {
    let mix = || {
        gram.iter()
            .fold(0, |key, id| hash::mix(key, u64::from(*id)))
    };
    gram.iter().all(|id| *id != ALONE).then(mix)
}
