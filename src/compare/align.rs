//! Which sentences of one side tell what which sentences of the other side tell.
//!
//! Sentences that stand once on either side, word for word, are paired first, each with its like
//! neighbours. For the others candidates come from the rare words and rare word pairs that two
//! sentences share; the most telling candidates are taken first, each draws its neighbours along, and
//! what is left over is joined to a neighbour where a sentence was split or merged.

use std::cmp::Reverse;
use std::ops::Range;

use super::lone::on_both;
use super::words::{Key, Vocabulary};

/// A pair of passages that tell the same thing, as ranges of units. Neither is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The units of the first side.
    pub a: Range<usize>,
    /// The units of the second side.
    pub b: Range<usize>,
}

/// A feature that stands in more units than this tells nothing about where a unit belongs.
const MOST_UNITS: usize = 12;
/// So many counterparts of a unit are looked at closely: those that share the most features.
const MOST_COUNTERPARTS: usize = 4;
/// What a function word weighs against another word that is as frequent.
const SMALL_WEIGHT: f32 = 0.1;
/// The least share of weight that two units must have in common to be a pair on their own.
const LEAST_SHARED: f32 = 0.3;
/// The least share for the neighbour of a pair, which has its place to speak for it.
const LEAST_BESIDE: f32 = 0.15;
/// The least share for the neighbour of units that are the same: less is left to be held against all
/// others.
const LEAST_BESIDE_SAME: f32 = 0.5;
/// Units of fewer words say nothing of where they belong, though they be the same.
const LEAST_WORDS: usize = 4;
/// The least share of a unit that must be found in another one to be called a part of it.
const LEAST_PART: f32 = 0.5;

/// One side: its units, each with the keys of its words.
pub struct Side<'k> {
    units: Vec<&'k [Key]>,
    /// The same with each unit's keys sorted, to count what two units share.
    sorted: Vec<Vec<Key>>,
}

impl<'k> Side<'k> {
    /// The units of one side, given as ranges of its words.
    pub fn new(keys: &'k [Key], units: &[Range<usize>]) -> Self {
        let units: Vec<&[Key]> = units
            .iter()
            .map(|unit| keys.get(unit.clone()).unwrap_or_default())
            .collect();
        let sorted = units.iter().map(|keys| sorted(keys)).collect();
        Self { units, sorted }
    }

    /// The units that are long enough to be told by their words alone, with their places.
    fn long_units(&self) -> impl Iterator<Item = (usize, &'k [Key])> {
        let units = self.units.iter().copied().enumerate();
        units.filter(|(_, unit)| unit.len() >= LEAST_WORDS)
    }

    /// The unit's keys, sorted.
    fn keys(&self, unit: usize) -> &[Key] {
        self.sorted.get(unit).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The pairs, in the order of the first side; no unit is in two of them.
pub fn pairs(a: &Side, b: &Side, weights: &Weights) -> Vec<Pair> {
    let mut matching = Matching::new(a, b, weights);
    for (ours, theirs) in same(a, b) {
        matching.take(ours, theirs, LEAST_BESIDE_SAME);
    }
    let candidates = candidates(&matching);
    for candidate in candidates
        .iter()
        .filter(|candidate| candidate.similarity >= LEAST_SHARED)
    {
        matching.take(candidate.a, candidate.b, LEAST_BESIDE);
    }
    matching.into_pairs()
}

/// The units that are the same word for word, are long enough and stand once on each side.
fn same(a: &Side, b: &Side) -> Vec<(usize, usize)> {
    on_both(a.long_units(), b.long_units())
}

/// How much each word tells: the rarer, the more; function words hardly anything.
pub struct Weights {
    of: Vec<f32>,
    /// From this weight on a word is rare enough to find a unit by.
    rare: f32,
}

impl Weights {
    /// The weights of all words, from how often both sides have them.
    #[allow(clippy::cast_precision_loss)] // A weight need not be exact.
    pub fn of(a: &Side, b: &Side, vocabulary: &Vocabulary) -> Self {
        let mut counts = vec![0_u32; vocabulary.len()];
        for key in a.units.iter().chain(&b.units).flat_map(|unit| unit.iter()) {
            if let Some(count) = counts.get_mut(key.index()) {
                *count += 1;
            }
        }
        let all = counts.iter().sum::<u32>() as f32;
        let rarity = |count: f32| (1.0 + all / (1.0 + count)).ln();
        let weight = |(index, count): (usize, &u32)| {
            let small = if vocabulary.is_small_index(index) {
                SMALL_WEIGHT
            } else {
                1.0
            };
            small * rarity(*count as f32)
        };
        Self {
            of: counts.iter().enumerate().map(weight).collect(),
            rare: rarity(2.0 * MOST_UNITS as f32),
        }
    }

    fn get(&self, key: Key) -> f32 {
        self.of.get(key.index()).copied().unwrap_or_default()
    }

    /// Whether few enough units can have the word for it to find one.
    fn is_rare(&self, key: Key) -> bool {
        self.get(key) >= self.rare
    }

    fn sum(&self, keys: &[Key]) -> f32 {
        keys.iter().map(|key| self.get(*key)).sum()
    }

    /// The weight of what two sorted lists of words share, each word as often as both have it.
    fn shared(&self, a: &[Key], b: &[Key]) -> f32 {
        let (mut a, mut b) = (a, b);
        let mut total = 0.0;
        while let (Some((ours, rest_a)), Some((theirs, rest_b))) =
            (a.split_first(), b.split_first())
        {
            if ours == theirs {
                total += self.get(*ours);
            }
            if ours <= theirs {
                a = rest_a;
            }
            if theirs <= ours {
                b = rest_b;
            }
        }
        total
    }

    /// Whether two stretches of words, in any order, have enough in common to be told as one.
    pub fn are_alike(&self, a: &[Key], b: &[Key]) -> bool {
        self.similarity(&sorted(a), &sorted(b)) >= LEAST_BESIDE
    }

    /// The share of two sorted lists' weight that both have (Dice), from 0 to 1.
    fn similarity(&self, a: &[Key], b: &[Key]) -> f32 {
        2.0 * self.shared(a, b) / (self.sum(a) + self.sum(b)).max(f32::MIN_POSITIVE)
    }
}

fn sorted(keys: &[Key]) -> Vec<Key> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys
}

/// Two units that may belong together.
struct Candidate {
    a: usize,
    b: usize,
    /// The weight of what they share.
    shared: f32,
    /// The share of both units' weight that is common (Dice).
    similarity: f32,
}

/// The units without a counterpart that share something rare, the most telling first.
fn candidates(matching: &Matching) -> Vec<Candidate> {
    let (a, b, weights) = (matching.a, matching.b, matching.weights);
    let ours = features(a, &matching.to_b, weights);
    let theirs = features(b, &matching.to_a, weights);
    let mut meetings = meetings(&ours, &theirs);
    meetings.sort_unstable();
    let mut found = vec![];
    for met in meetings.chunk_by(|first, second| first.0 == second.0) {
        let mut counterparts: Vec<(usize, (usize, usize))> = met
            .chunk_by(|first, second| first == second)
            .filter_map(|same| Some((same.len(), *same.first()?)))
            .collect();
        counterparts.sort_by_key(|(count, (_, unit))| (Reverse(*count), *unit));
        for (_, (unit, other)) in counterparts.into_iter().take(MOST_COUNTERPARTS) {
            let shared = weights.shared(a.keys(unit), b.keys(other));
            let similarity = weights.similarity(a.keys(unit), b.keys(other));
            found.push(Candidate {
                a: unit,
                b: other,
                shared,
                similarity,
            });
        }
    }
    let strength = |candidate: &Candidate| candidate.shared * candidate.similarity;
    found.sort_by(|first, second| {
        strength(second)
            .total_cmp(&strength(first))
            .then_with(|| (first.a, first.b).cmp(&(second.a, second.b)))
    });
    found
}

/// What a unit is found by: a rare word, or a word with the next one.
type Feature = (Key, Key);

/// The features of the units of a side that have no counterpart, each with its unit, in order.
fn features(
    side: &Side,
    counterparts: &[Option<usize>],
    weights: &Weights,
) -> Vec<(Feature, usize)> {
    let mut found = vec![];
    let units = side.units.iter().zip(counterparts).enumerate();
    for (unit, (keys, _)) in units.filter(|(_, (_, counterpart))| counterpart.is_none()) {
        let rare = keys
            .iter()
            .filter(|key| weights.is_rare(**key))
            .map(|key| (*key, *key));
        let beside = keys
            .iter()
            .zip(keys.iter().skip(1))
            .map(|(first, second)| (*first, *second));
        let mut last = None;
        for feature in rare.chain(beside) {
            // One word over and over is one feature.
            if last != Some(feature) {
                found.push((feature, unit));
                last = Some(feature);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Each pair of units once for every feature that both have, unless half the text has it.
fn meetings(a: &[(Feature, usize)], b: &[(Feature, usize)]) -> Vec<(usize, usize)> {
    let mut met = vec![];
    let mut rest = b;
    for ours in a.chunk_by(|first, second| first.0 == second.0) {
        let Some((feature, _)) = ours.first() else {
            continue;
        };
        let skipped = rest.iter().take_while(|(other, _)| other < feature).count();
        rest = rest.get(skipped..).unwrap_or_default();
        let count = rest
            .iter()
            .take_while(|(other, _)| other == feature)
            .count();
        if ours.len() <= MOST_UNITS && count <= MOST_UNITS {
            let theirs = rest.get(..count).unwrap_or_default();
            met.extend(
                ours.iter()
                    .flat_map(|our| theirs.iter().map(|their| (our.1, their.1))),
            );
        }
    }
    met
}

/// What has been paired so far.
struct Matching<'s> {
    a: &'s Side<'s>,
    b: &'s Side<'s>,
    weights: &'s Weights,
    /// For each unit of the first side, its counterpart.
    to_b: Vec<Option<usize>>,
    /// For each unit of the second side, its counterpart.
    to_a: Vec<Option<usize>>,
}

impl<'s> Matching<'s> {
    fn new(a: &'s Side<'s>, b: &'s Side<'s>, weights: &'s Weights) -> Self {
        Self {
            a,
            b,
            weights,
            to_b: vec![None; a.units.len()],
            to_a: vec![None; b.units.len()],
        }
    }

    fn is_free(&self, a: usize, b: usize) -> bool {
        self.to_b.get(a) == Some(&None) && self.to_a.get(b) == Some(&None)
    }

    fn pair(&mut self, a: usize, b: usize) {
        if let (Some(to_b), Some(to_a)) = (self.to_b.get_mut(a), self.to_a.get_mut(b)) {
            *to_b = Some(b);
            *to_a = Some(a);
        }
    }

    /// Pairs two units if both are free, and their neighbours as far as so much of them is alike.
    fn take(&mut self, a: usize, b: usize, least: f32) {
        if !self.is_free(a, b) {
            return;
        }
        self.pair(a, b);
        let (mut next_a, mut next_b) = (a + 1, b + 1);
        while self.is_alike(next_a, next_b, least) {
            self.pair(next_a, next_b);
            next_a += 1;
            next_b += 1;
        }
        let (mut a, mut b) = (a, b);
        while let (Some(before_a), Some(before_b)) = (a.checked_sub(1), b.checked_sub(1)) {
            if !self.is_alike(before_a, before_b, least) {
                break;
            }
            self.pair(before_a, before_b);
            (a, b) = (before_a, before_b);
        }
    }

    fn is_alike(&self, a: usize, b: usize, least: f32) -> bool {
        self.is_free(a, b) && self.weights.similarity(self.a.keys(a), self.b.keys(b)) >= least
    }

    /// The pairs, with the units that are a part of what a neighbour is paired with.
    fn into_pairs(self) -> Vec<Pair> {
        let both = self.to_b.iter().enumerate();
        let mut pairs: Vec<Pair> = both
            .filter_map(|(a, b)| Some((a, (*b)?)))
            .map(|(a, b)| Pair {
                a: a..a + 1,
                b: b..b + 1,
            })
            .collect();
        let (a, b, weights) = (self.a, self.b, self.weights);
        join_parts(&mut pairs, a, b, weights);
        // The same from the other side.
        let turn = |pair: &mut Pair| std::mem::swap(&mut pair.a, &mut pair.b);
        pairs.iter_mut().for_each(turn);
        pairs.sort_unstable_by_key(|pair| pair.a.start);
        join_parts(&mut pairs, b, a, weights);
        pairs.iter_mut().for_each(turn);
        pairs.sort_unstable_by_key(|pair| pair.a.start);
        pairs
    }
}

/// Takes units of the first side that lie between two pairs, or before the first or behind the last,
/// into the pair beside them that they are a part of. The pairs are in the order of this side.
fn join_parts(pairs: &mut [Pair], a: &Side, b: &Side, weights: &Weights) {
    let mut free = 0;
    for next in 0..=pairs.len() {
        let end = pairs.get(next).map_or(a.units.len(), |pair| pair.a.start);
        let mut units = free..end;
        free = pairs.get(next).map_or(end, |pair| pair.a.end);
        let part = |pair: Option<&Pair>, unit: usize| {
            let shared = |other| weights.shared(a.keys(unit), b.keys(other));
            let others = pair?.b.clone().take(MOST_UNITS);
            let best = others.map(shared).max_by(f32::total_cmp)?;
            (best >= LEAST_PART * weights.sum(a.keys(unit))).then_some(best)
        };
        let before = next.checked_sub(1);
        while let Some(unit) = units.clone().next() {
            let ours = before.and_then(|before| part(pairs.get(before), unit));
            // A lone unit between two pairs goes where more of it is.
            let theirs = (units.len() == 1)
                .then(|| part(pairs.get(next), unit))
                .flatten();
            match before.and_then(|before| pairs.get_mut(before)) {
                Some(pair) if ours.is_some() && ours >= theirs => pair.a.end = unit + 1,
                _ => break,
            }
            units.start = unit + 1;
        }
        while let Some(unit) = units.clone().next_back() {
            match pairs.get_mut(next) {
                Some(pair) if part(Some(pair), unit).is_some() => pair.a.start = unit,
                _ => break,
            }
            units.end = unit;
        }
    }
}
