//! Pairs of sentences, or of other parts, that are alike enough to begin a passage with.
//!
//! Cosine and Dice over rarity-weighted words, both above a threshold, after Sanchez-Perez,
//! Sidorov and Gelbukh (PAN 2014).

use std::ops::Range;

use super::pair::{ALONE, Pair, Side, count};
use super::passages::Passage;
use super::reading::Term;

/// A pair of sentences, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed {
    pub(super) a: usize,
    pub(super) b: usize,
}

/// How alike two parts must be, at least.
#[derive(Clone, Copy)]
pub(super) struct Least {
    /// The cosine of their weighted words.
    pub(super) cosine: f32,
    /// The weighted Dice coefficient of the sets of their words.
    pub(super) dice: f32,
}

/// The least cosine of two passages as wholes.
const WHOLE: f32 = 0.34;

/// A word of a sentence with how often it stands there.
struct Counted {
    shared: u32,
    times: f32,
}

/// A sentence as a vector.
struct Vector {
    words: Vec<Counted>,
    norm: f32,
    total: f32,
}

/// All pairs of sentences that are alike, in order.
pub(super) fn of(pair: &Pair, cuts: (&[Range<usize>], &[Range<usize>]), least: Least) -> Vec<Seed> {
    let (of_a, of_b) = (vectors(&pair.a, cuts.0), vectors(&pair.b, cuts.1));
    let mut postings: Vec<Vec<(usize, f32)>> = vec![vec![]; pair.shared.len()];
    for (number, vector) in of_b.iter().enumerate() {
        for word in &vector.words {
            if let Some(places) = postings.get_mut(word.shared as usize) {
                places.push((number, word.times));
            }
        }
    }
    let mut seeds = vec![];
    let mut sums = vec![(0.0_f32, 0.0_f32); of_b.len()];
    let mut touched = vec![];
    for (number, vector) in of_a.iter().enumerate() {
        for word in &vector.words {
            let (Some(shared), Some(places)) = (
                pair.shared.get(word.shared as usize),
                postings.get(word.shared as usize),
            ) else {
                continue;
            };
            for (other, times) in places {
                if let Some((dot, common)) = sums.get_mut(*other) {
                    if *common == 0.0 {
                        touched.push(*other);
                    }
                    *dot += word.times * times * shared.weight * shared.weight;
                    *common += shared.weight;
                }
            }
        }
        for other in touched.drain(..) {
            if let (Some(sum), Some(counterpart)) = (sums.get_mut(other), of_b.get(other)) {
                let (dot, common) = std::mem::take(sum);
                if dot >= least.cosine * vector.norm * counterpart.norm
                    && 2.0 * common >= least.dice * (vector.total + counterpart.total)
                {
                    seeds.push(Seed {
                        a: number,
                        b: other,
                    });
                }
            }
        }
    }
    seeds.sort_unstable();
    seeds
}

fn vectors(side: &Side, cuts: &[Range<usize>]) -> Vec<Vector> {
    let mut terms: Vec<(Term, u32, f32)> = vec![];
    cuts.iter()
        .map(|sentence| {
            terms.clear();
            for at in sentence.clone() {
                if let (Some(word), Some(shared), Some(weight)) = (
                    side.reading.words.get(at),
                    side.shared.get(at),
                    side.weights.get(at),
                ) {
                    terms.push((word.term, *shared, *weight));
                }
            }
            terms.sort_unstable_by_key(|term| term.0);
            let mut vector = Vector {
                words: vec![],
                norm: 0.0,
                total: 0.0,
            };
            for run in terms.chunk_by(|one, next| one.0 == next.0) {
                let times = count(run.len());
                if let Some((_, shared, weight)) = run.first() {
                    vector.norm += times * times * weight * weight;
                    vector.total += weight;
                    if *shared != ALONE {
                        vector.words.push(Counted {
                            shared: *shared,
                            times,
                        });
                    }
                }
            }
            vector.norm = vector.norm.sqrt();
            vector
        })
        .collect()
}

/// Whether two passages are alike as wholes.
pub(super) fn are_alike_as_wholes(pair: &Pair, passage: &Passage) -> bool {
    cosine(pair, &passage.a, &passage.b) >= WHOLE
}

/// The cosine of two stretches of words.
fn cosine(pair: &Pair, a: &Range<usize>, b: &Range<usize>) -> f32 {
    let (counts_a, norm_a) = counts(&pair.a, a);
    let (counts_b, norm_b) = counts(&pair.b, b);
    let mut dot = 0.0;
    let mut rest = counts_b.as_slice();
    for (term, times, weight) in &counts_a {
        let skip = rest.partition_point(|other| other.0 < *term);
        rest = rest.get(skip..).unwrap_or_default();
        if let Some((other, other_times, _)) = rest.first()
            && other == term
        {
            dot += times * other_times * weight * weight;
        }
    }
    if dot > 0.0 {
        dot / (norm_a * norm_b)
    } else {
        0.0
    }
}

type Counts = Vec<(Term, f32, f32)>;

fn counts(side: &Side, range: &Range<usize>) -> (Counts, f32) {
    let mut terms: Vec<(Term, f32)> = range
        .clone()
        .filter_map(|at| Some((side.reading.words.get(at)?.term, *side.weights.get(at)?)))
        .collect();
    terms.sort_unstable_by_key(|term| term.0);
    let counts: Counts = terms
        .chunk_by(|one, next| one.0 == next.0)
        .filter_map(|run| Some((run.first()?.0, count(run.len()), run.first()?.1)))
        .collect();
    let norm = counts
        .iter()
        .map(|(_, times, weight)| times * times * weight * weight)
        .sum::<f32>();
    (counts, norm.sqrt())
}
