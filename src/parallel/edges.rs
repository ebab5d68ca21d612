//! Where a passage begins and ends, and how much speaks for it.
//!
//! Each word near a passage is an observation: does it have a counterpart in the other passage,
//! does its neighbour have one beside that, or is it part of a copied stretch? How often that is
//! so inside the passage and outside gives each word a likelihood ratio, and the passage becomes
//! the stretch with the highest sum of logarithms (maximal scoring subsequence, Karlin and
//! Altschul 1990). The sum is the evidence, in nats.

use std::ops::Range;

use super::pair::{Pair, Side, View, count};
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
const NEIGHBOURS: u32 = 3;
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
        let (a, evidence_a) = stretch(&pair.seen_from_a(), &passage.a, &passage.b, rewording)?;
        let (b, evidence_b) = stretch(&pair.seen_from_b(), &passage.b, &a, rewording)?;
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
    view: &View,
    core: &Range<usize>,
    counterpart: &Range<usize>,
    rewording: Rewording,
) -> Option<(Range<usize>, f32)> {
    let side = view.here;
    let words = side.reading.words.len();
    let around = core.start.saturating_sub(AROUND)..(core.end + AROUND).min(words);
    let observations = observe(view, &around, counterpart);
    let core = core.start - around.start..core.end - around.start;
    let typical = match rewording {
        Rewording::None => VERBATIM,
        Rewording::Some => REWORDED,
    };
    let (mut inside, mut outside) = (Counts::default(), Counts::default());
    for (at, seen) in observations.iter().enumerate() {
        if core.contains(&at) {
            inside.count(*seen);
        } else {
            outside.count(*seen);
        }
    }
    let inside = typical.with(&inside, TYPICAL_INSIDE);
    let outside = OUTSIDE.with(&outside, TYPICAL_OUTSIDE);
    let evidence = inside.against(&outside);
    let scores = observations.iter().map(|seen| evidence.of(*seen));
    let (best, evidence) = best_overlapping(scores, &core)?;
    let best = best.start + around.start..best.end + around.start;
    Some((snapped(side, &best), evidence))
}

/// How often each outcome was met.
#[derive(Default)]
struct Counts([[usize; 4]; 3]);

impl Counts {
    fn count(&mut self, seen: Observation) {
        self.0[seen.class as usize][seen.outcome as usize] += 1;
    }
}

impl Rates {
    /// The rates that were met, filled up with as many words of these as is said.
    fn with(&self, counts: &Counts, typical: f32) -> Self {
        let mut rates = *self;
        for (rates, counts) in rates.0.iter_mut().zip(&counts.0) {
            let total = typical + counts.iter().map(|met| count(*met)).sum::<f32>();
            for (rate, met) in rates.iter_mut().zip(counts) {
                *rate = (*rate * typical + count(*met)) / total;
            }
        }
        rates
    }

    /// The logarithms of how much likelier each outcome is here than there.
    fn against(&self, other: &Self) -> Self {
        let mut ratios = *self;
        for (ratios, others) in ratios.0.iter_mut().zip(&other.0) {
            for (ratio, other) in ratios.iter_mut().zip(others) {
                *ratio = (*ratio / other).ln();
            }
        }
        ratios
    }

    fn of(&self, seen: Observation) -> f32 {
        self.0[seen.class as usize][seen.outcome as usize]
    }
}

fn observe(view: &View, around: &Range<usize>, counterpart: &Range<usize>) -> Vec<Observation> {
    let words = view.here.shared.get(around.clone()).unwrap_or_default();
    let there = view.there.places_in(counterpart);
    let mut observations: Vec<Observation> = Vec::with_capacity(words.len());
    let mut before: &[u32] = &[];
    for (at, term) in around.clone().zip(words) {
        let here = there.of(*term);
        let mut outcome = if here.is_empty() {
            Outcome::Nothing
        } else {
            Outcome::Counterpart
        };
        if are_neighbours(before, here) {
            outcome = Outcome::Neighbours;
            if let Some(last) = observations.last_mut() {
                last.outcome = Outcome::Neighbours;
            }
        }
        let class = class(view.here, at);
        observations.push(Observation { class, outcome });
        before = here;
    }
    for run in view.runs_within(around, counterpart) {
        let run = run.start - around.start..run.end - around.start;
        for seen in observations.get_mut(run).unwrap_or_default() {
            seen.outcome = Outcome::Copy;
        }
    }
    observations
}

/// Whether two words that stand side by side have counterparts that nearly do, given the places of
/// both in order.
fn are_neighbours(before: &[u32], here: &[u32]) -> bool {
    let (mut before, mut here) = (before, here);
    let near = |one: u32, other: Option<&u32>| {
        other.is_some_and(|other| one != *other && one.abs_diff(*other) <= NEIGHBOURS)
    };
    while let ([one, later_one @ ..], [other, later_other @ ..]) = (before, here) {
        if near(*one, Some(other)) || near(*one, later_other.first()) {
            return true;
        }
        if near(*other, later_one.first()) {
            return true;
        }
        if one <= other {
            before = later_one;
        }
        if other <= one {
            here = later_other;
        }
    }
    false
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
