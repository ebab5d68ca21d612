//! Where a passage begins and ends, and how much speaks for it.
//!
//! Each word near a passage is an observation: does it have a counterpart in the other passage,
//! does its neighbour have one beside that, or is it part of a copied stretch? How often that is
//! so inside the passage and outside gives each word a likelihood ratio, and the passage becomes
//! the stretch with the highest sum of logarithms (maximal scoring subsequence, Karlin and
//! Altschul 1990). The sum is the evidence, in nats.

use std::ops::Range;

use super::pair::{ALONE, Pair, Side};
use super::passages::Passage;

/// A passage with its edges where the likelihood puts them.
pub(super) struct Refined {
    pub(super) passage: Passage,
    /// What speaks for it, in nats: the smaller of the two sides' sums.
    pub(super) evidence: f32,
}

/// Whether a passage is thought to be reworded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rewording {
    None,
    Some,
}

/// How many words beside a passage are looked at.
const AROUND: usize = 400;
/// How far apart the counterparts of two neighbours may be to count as neighbours too, in words.
const NEIGHBOURS: usize = 3;
/// How many equal words in a row are a copied stretch.
const COPIED: usize = 5;
/// How often to go back and forth between the sides.
const ROUNDS: usize = 3;
/// From which weight on a word is rare, in nats.
const RARE: f32 = 4.0;
/// An edge moves to the edge of a sentence that is no more words away.
const SNAP: usize = 5;

/// What is observed of a word.
#[derive(Clone, Copy)]
struct Observation {
    class: Class,
    outcome: Outcome,
}

/// How much a word can say.
#[derive(Clone, Copy)]
enum Class {
    Function,
    Common,
    Rare,
}

/// What a word has on the other side.
#[derive(Clone, Copy)]
enum Outcome {
    Nothing,
    Counterpart,
    Neighbours,
    Copy,
}

/// How often each outcome is met, for each class of words.
#[derive(Clone, Copy)]
struct Rates([[f32; 4]; 3]);

/// Typical rates inside a reworded passage. These and the next two only fill up what the few words
/// of a passage cannot tell.
const REWORDED: Rates = Rates([
    [0.35, 0.30, 0.25, 0.10],
    [0.45, 0.20, 0.25, 0.10],
    [0.55, 0.15, 0.20, 0.10],
]);
/// Typical rates inside a copied passage.
const VERBATIM: Rates = Rates([
    [0.02, 0.01, 0.02, 0.95],
    [0.02, 0.01, 0.02, 0.95],
    [0.03, 0.01, 0.02, 0.94],
]);
/// Typical rates outside.
const OUTSIDE: Rates = Rates([
    [0.45, 0.448, 0.10, 0.002],
    [0.75, 0.20, 0.048, 0.002],
    [0.94, 0.05, 0.009, 0.001],
]);
/// As many words of typical rates are added to those inside.
const TYPICAL_INSIDE: f32 = 30.0;
/// And to those outside.
const TYPICAL_OUTSIDE: f32 = 30.0;

/// Finds the edges of a passage; nothing where nothing speaks for it.
pub(super) fn refine(pair: &Pair, passage: &Passage, rewording: Rewording) -> Option<Refined> {
    let mut passage = passage.clone();
    let mut evidence = 0.0;
    for _ in 0..ROUNDS {
        let (a, evidence_a) = stretch(&pair.a, &passage.a, &pair.b, &passage.b, rewording)?;
        let (b, evidence_b) = stretch(&pair.b, &passage.b, &pair.a, &a, rewording)?;
        evidence = f32::min(evidence_a, evidence_b);
        let next = Passage { a, b };
        if next == passage {
            break;
        }
        passage = next;
    }
    Some(Refined { passage, evidence })
}

/// The stretch around a core that is most likely told by the counterpart, with the evidence.
pub(super) fn stretch(
    side: &Side,
    core: &Range<usize>,
    other: &Side,
    counterpart: &Range<usize>,
    rewording: Rewording,
) -> Option<(Range<usize>, f32)> {
    let words = side.reading.words.len();
    let around = core.start.saturating_sub(AROUND)..(core.end + AROUND).min(words);
    let observations = observe(side, &around, other, counterpart);
    let core = core.start - around.start..core.end - around.start;
    let inside = match rewording {
        Rewording::None => VERBATIM,
        Rewording::Some => REWORDED,
    };
    let (mut inside, mut outside) = (inside.times(TYPICAL_INSIDE), OUTSIDE.times(TYPICAL_OUTSIDE));
    for (at, seen) in observations.iter().enumerate() {
        let rates = if core.contains(&at) {
            &mut inside
        } else {
            &mut outside
        };
        rates.count(*seen);
    }
    let (inside, outside) = (inside.normal(), outside.normal());
    let scores = observations
        .iter()
        .map(|seen| (inside.of(*seen) / outside.of(*seen)).ln());
    let (best, evidence) = best_overlapping(scores, &core)?;
    let best = best.start + around.start..best.end + around.start;
    Some((snapped(side, &best), evidence))
}

impl Rates {
    fn times(self, factor: f32) -> Self {
        Self(self.0.map(|rates| rates.map(|rate| rate * factor)))
    }

    fn normal(self) -> Self {
        Self(self.0.map(|rates| {
            let total: f32 = rates.iter().sum();
            rates.map(|rate| rate / total)
        }))
    }

    fn of(&self, seen: Observation) -> f32 {
        self.0[seen.class as usize][seen.outcome as usize]
    }

    fn count(&mut self, seen: Observation) {
        self.0[seen.class as usize][seen.outcome as usize] += 1.0;
    }
}

/// Where the terms of a stretch stand, for looking up.
struct Places<'s> {
    side: &'s Side<'s>,
    end: usize,
    sorted: Vec<(u32, usize)>,
}

impl<'s> Places<'s> {
    fn new(side: &'s Side<'s>, range: &Range<usize>) -> Self {
        let mut sorted: Vec<(u32, usize)> = range
            .clone()
            .filter_map(|at| Some((*side.shared.get(at)?, at)))
            .filter(|(id, _)| *id != ALONE)
            .collect();
        sorted.sort_unstable();
        Self {
            side,
            end: range.end,
            sorted,
        }
    }

    fn of(&self, id: u32) -> &[(u32, usize)] {
        let start = self.sorted.partition_point(|place| place.0 < id);
        let rest = self.sorted.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|place| place.0 == id).count();
        rest.get(..length).unwrap_or_default()
    }

    /// How many words from here on stand there in the same order, at the longest.
    fn copied(&self, words: &[u32]) -> usize {
        let first = words.first().map_or(&[][..], |id| self.of(*id));
        let length = |place: &(u32, usize)| {
            let there = self.side.shared.get(place.1..self.end).unwrap_or_default();
            let same = |(one, two): &(&u32, &u32)| one == two && **one != ALONE;
            words.iter().zip(there).take_while(same).count()
        };
        first.iter().map(length).max().unwrap_or(0)
    }
}

fn observe(
    side: &Side,
    around: &Range<usize>,
    other: &Side,
    counterpart: &Range<usize>,
) -> Vec<Observation> {
    let places = Places::new(other, counterpart);
    let words = side.shared.get(around.clone()).unwrap_or_default();
    let mut before: &[(u32, usize)] = &[];
    let mut observations: Vec<Observation> = vec![];
    for (at, id) in around.clone().zip(words) {
        let here = places.of(*id);
        let mut seen = Observation {
            class: class(side, at),
            outcome: if here.is_empty() {
                Outcome::Nothing
            } else {
                Outcome::Counterpart
            },
        };
        if are_neighbours(before, here) {
            seen.outcome = Outcome::Neighbours;
            if let Some(last) = observations.last_mut() {
                last.outcome = Outcome::Neighbours;
            }
        }
        observations.push(seen);
        before = here;
    }
    let mut rest = 0;
    while let Some(words) = words.get(rest..).filter(|words| !words.is_empty()) {
        let copied = places.copied(words);
        if copied >= COPIED {
            for seen in observations.iter_mut().skip(rest).take(copied) {
                seen.outcome = Outcome::Copy;
            }
            rest += copied - COPIED + 2;
        } else {
            rest += 1;
        }
    }
    observations
}

/// Whether two words that stand side by side have counterparts that nearly do.
fn are_neighbours(before: &[(u32, usize)], here: &[(u32, usize)]) -> bool {
    let near = |one: usize, two: usize| one != two && one.abs_diff(two) <= NEIGHBOURS;
    here.iter()
        .any(|(_, at)| before.iter().any(|(_, other)| near(*at, *other)))
}

fn class(side: &Side, at: usize) -> Class {
    let weight = side.weights.get(at).copied().unwrap_or_default();
    match side.reading.words.get(at) {
        Some(word) if word.term.is_function() => Class::Function,
        _ if weight < RARE => Class::Common,
        _ => Class::Rare,
    }
}

/// The stretch that shares a word with the core and has the highest sum.
fn best_overlapping(
    scores: impl Iterator<Item = f32>,
    core: &Range<usize>,
) -> Option<(Range<usize>, f32)> {
    let (mut best, mut best_sum) = (None, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (at, score) in scores.enumerate() {
        if sum <= 0.0 {
            (start, sum) = (at, 0.0);
        }
        sum += score;
        if sum > best_sum && start < core.end && at >= core.start {
            (best, best_sum) = (Some(start..at + 1), sum);
        }
    }
    best.map(|best| (best, best_sum))
}

/// An edge a few words beside the edge of a sentence goes there.
fn snapped(side: &Side, range: &Range<usize>) -> Range<usize> {
    let sentence = |at: usize| {
        let number = side.sentence_of.get(at)?;
        side.reading.sentences.get(*number as usize)
    };
    let start = match sentence(range.start) {
        Some(first) if range.start - first.start <= SNAP => first.start,
        Some(first) if first.end - range.start <= SNAP && first.end < range.end => first.end,
        _ => range.start,
    };
    let end = match sentence(range.end.saturating_sub(1)) {
        Some(last) if last.end - range.end <= SNAP => last.end,
        Some(last) if range.end - last.start <= SNAP && last.start > start => last.start,
        _ => range.end,
    };
    start..end
}
